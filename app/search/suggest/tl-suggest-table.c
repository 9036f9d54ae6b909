/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/suggest/tl-suggest-table.h"

#include <stdlib.h>
#include <string.h>

/* Head: magic and counts; then the entries, the places, the strings. Numbers are little-endian. */
#define MAGIC       "TLS1"
#define HEAD_BYTES  12
#define ENTRY_BYTES 28
#define PLACE_BYTES 8
/* Words of a heading at which a suggestion may begin, and bytes of a heading or an anchor. */
#define MAX_WORDS 12
#define MAX_BYTES 400

typedef struct
{
  guint32 row;
  guint32 from;
  guint32 to;
  guint32 key;
  guint32 text;
  guint32 anchor;
  guint32 sorts; /* kind << 8 | sort */
} Entry;

typedef struct
{
  guint32 entry;
  guint32 key;
} Place;

struct _TlSuggestWriter
{
  GArray *entries;
  GArray *places;
  GString *strings;
};

struct _TlSuggestTable
{
  GBytes *bytes;
  const guint8 *entries;
  const guint8 *places;
  const char *strings;
  guint32 n_entries;
  guint32 n_places;
};

/* ---- Writing ---- */

TlSuggestWriter *
tl_suggest_writer_new (void)
{
  TlSuggestWriter *self = g_new0 (TlSuggestWriter, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->strings = g_string_new (NULL);
  /* The empty string is at 0. */
  g_string_append_c (self->strings, '\0');
  return self;
}

void
tl_suggest_writer_free (TlSuggestWriter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->places);
  g_string_free (self->strings, TRUE);
  g_free (self);
}

static guint32
add_string (TlSuggestWriter *self, const char *text)
{
  guint32 place = (guint32)self->strings->len;

  if (text == NULL || *text == '\0')
    return 0;
  g_string_append_len (self->strings, text, (gssize)strlen (text) + 1);
  return place;
}

/* "2018-01-01" as 20180101. */
static guint32
number_of_date (const char *date)
{
  guint32 number = 0;

  for (const char *p = date != NULL ? date : ""; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      number = number * 10 + (guint32)(*p - '0');
  return number < 100000000 ? number : 0;
}

static void
add_entry (TlSuggestWriter *self, Entry entry, const char *text, const char *key_text)
{
  g_autofree char *key = tl_suggest_fold (key_text);
  guint words = 0;

  if (*key == '\0' || strlen (text) > MAX_BYTES || strlen (key) > MAX_BYTES
      || self->strings->len > G_MAXUINT32 / 2)
    return;
  entry.key = add_string (self, key);
  entry.text = add_string (self, text);
  for (const char *p = key; p != NULL && words < MAX_WORDS; p = strchr (p, ' '), words++)
    {
      Place place = { self->entries->len, 0 };

      p += *p == ' ';
      place.key = entry.key + (guint32)(p - key);
      g_array_append_val (self->places, place);
      /* A number or an abbreviation is typed from its beginning. */
      if ((entry.sorts & 0xff) <= TL_SUGGEST_NUMBER)
        break;
    }
  g_array_append_val (self->entries, entry);
}

static Entry
make_entry (const TlDocument *document, guint32 row, TlSuggestSort sort, const TlBlock *block)
{
  const char *from
      = block != NULL && block->valid_from != NULL ? block->valid_from : document->effective_from;
  const char *to
      = block != NULL && block->valid_to != NULL ? block->valid_to : document->effective_to;

  return (Entry){ .row = row,
                  .from = number_of_date (from),
                  .to = number_of_date (to),
                  .sorts = (guint32)document->kind << 8 | sort };
}

static void
add_articles (TlSuggestWriter *self, const TlDocument *document, guint32 row)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      Entry entry;

      /* (The reader takes no longer string for sound.) */
      if (block->kind != TL_BLOCK_ARTICLE || block->heading == NULL
          || strlen (block->anchor) > MAX_BYTES)
        continue;
      entry = make_entry (document, row, TL_SUGGEST_HEADING, block);
      entry.anchor = add_string (self, block->anchor);
      add_entry (self, entry, block->heading, block->heading);
    }
}

/* "08/2021/DS-ST" is typed "8/2021" as well. */
static const char *
skip_zeros (const char *number)
{
  while (number[0] == '0' && g_ascii_isdigit (number[1]))
    number++;
  return number;
}

/* The title of a judgment is its relation, which thousands share. */
void
tl_suggest_writer_add (TlSuggestWriter *self, const TlDocument *document, guint32 row)
{
  if (document->short_name != NULL)
    add_entry (self, make_entry (document, row, TL_SUGGEST_SHORT_NAME, NULL), document->short_name,
               document->short_name);
  if (document->number != NULL)
    add_entry (
        self, make_entry (document, row, TL_SUGGEST_NUMBER, NULL), document->number,
        skip_zeros (document->number_normal != NULL ? document->number_normal : document->number));
  if (document->title != NULL && document->kind != TL_DOC_JUDGMENT)
    add_entry (self, make_entry (document, row, TL_SUGGEST_TITLE, NULL), document->title,
               document->title);
  if (document->kind == TL_DOC_STATUTE)
    add_articles (self, document, row);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer strings)
{
  const Place *left = a, *right = b;
  int order = strcmp ((const char *)strings + left->key, (const char *)strings + right->key);

  return order != 0 ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

GBytes *
tl_suggest_writer_finish (TlSuggestWriter *self)
{
  GByteArray *bytes = g_byte_array_new ();

  g_array_sort_with_data (self->places, compare_places, self->strings->str);
  g_byte_array_append (bytes, (const guint8 *)MAGIC, 4);
  append_number (bytes, self->entries->len);
  append_number (bytes, self->places->len);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const guint32 numbers[] = { entry->row,  entry->from,   entry->to,   entry->key,
                                  entry->text, entry->anchor, entry->sorts };

      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        append_number (bytes, numbers[k]);
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      append_number (bytes, g_array_index (self->places, Place, i).entry);
      append_number (bytes, g_array_index (self->places, Place, i).key);
    }
  g_byte_array_append (bytes, (const guint8 *)self->strings->str, (guint)self->strings->len);
  return g_byte_array_free_to_bytes (bytes);
}

/* ---- Reading ---- */

static guint32
read_number (const guint8 *bytes)
{
  guint32 little;

  memcpy (&little, bytes, sizeof little);
  return GUINT32_FROM_LE (little);
}

static Entry
read_entry (const TlSuggestTable *self, guint i)
{
  const guint8 *bytes = self->entries + (gsize)i * ENTRY_BYTES;

  return (Entry){ read_number (bytes),      read_number (bytes + 4),  read_number (bytes + 8),
                  read_number (bytes + 12), read_number (bytes + 16), read_number (bytes + 20),
                  read_number (bytes + 24) };
}

static Place
read_place (const TlSuggestTable *self, guint i)
{
  const guint8 *bytes = self->places + (gsize)i * PLACE_BYTES;

  return (Place){ read_number (bytes), read_number (bytes + 4) };
}

/* Whether a string of at most MAX_BYTES begins at @offset. */
static gboolean
check_string (const TlSuggestTable *self, gsize length, guint32 offset)
{
  const char *end;

  if (offset >= length)
    return FALSE;
  end = memchr (self->strings + offset, '\0', MIN (length - offset, MAX_BYTES + 1));
  return end != NULL && g_utf8_validate (self->strings + offset, -1, NULL);
}

static gboolean
check (const TlSuggestTable *self, gsize length)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      Entry entry = read_entry (self, i);

      if (entry.row == 0 || entry.sorts >> 8 >= TL_N_DOC_KINDS
          || (entry.sorts & 0xff) >= TL_N_SUGGEST_SORTS || !check_string (self, length, entry.key)
          || !check_string (self, length, entry.text) || !check_string (self, length, entry.anchor))
        return FALSE;
    }
  for (guint i = 0; i < self->n_places; i++)
    {
      Place place = read_place (self, i);
      guint32 key;

      if (place.entry >= self->n_entries)
        return FALSE;
      key = read_entry (self, place.entry).key;
      if (place.key < key || place.key - key > strlen (self->strings + key))
        return FALSE;
    }
  return TRUE;
}

TlSuggestTable *
tl_suggest_table_new (GBytes *bytes)
{
  g_autoptr (TlSuggestTable) self = g_new0 (TlSuggestTable, 1);
  gsize length, places, strings;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length < HEAD_BYTES || memcmp (data, MAGIC, 4) != 0)
    return NULL;
  self->n_entries = read_number (data + 4);
  self->n_places = read_number (data + 8);
  if (self->n_entries > length / ENTRY_BYTES || self->n_places > length / PLACE_BYTES)
    return NULL;
  places = HEAD_BYTES + (gsize)self->n_entries * ENTRY_BYTES;
  strings = places + (gsize)self->n_places * PLACE_BYTES;
  if (strings > length)
    return NULL;
  self->bytes = g_bytes_ref (bytes);
  self->entries = data + HEAD_BYTES;
  self->places = data + places;
  self->strings = (const char *)data + strings;
  return check (self, length - strings) ? g_steal_pointer (&self) : NULL;
}

void
tl_suggest_table_free (TlSuggestTable *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

guint
tl_suggest_table_get_count (const TlSuggestTable *self)
{
  return self->n_entries;
}

void
tl_suggest_table_get (const TlSuggestTable *self, guint i, TlSuggestEntry *to)
{
  Entry entry = read_entry (self, i);

  *to = (TlSuggestEntry){ entry.row,
                          entry.from,
                          entry.to,
                          (TlDocKind)(entry.sorts >> 8),
                          (TlSuggestSort)(entry.sorts & 0xff),
                          self->strings + entry.key,
                          self->strings + entry.text,
                          self->strings + entry.anchor };
}

static guint
count_words (const char *from, const char *to)
{
  guint words = 0;

  for (; from < to; from++)
    words += *from == ' ';
  return words;
}

void
tl_suggest_table_find (const TlSuggestTable *self,
                       const char *prefix,
                       guint limit,
                       TlSuggestFunc func,
                       gpointer user_data)
{
  gsize length = strlen (prefix);
  guint low = 0, high = self->n_places;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strncmp (self->strings + read_place (self, middle).key, prefix, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < self->n_places && i - low < limit; i++)
    {
      Place place = read_place (self, i);
      const char *key = self->strings + place.key;
      TlSuggestEntry entry;

      if (strncmp (key, prefix, length) != 0)
        return;
      tl_suggest_table_get (self, place.entry, &entry);
      if (!func (&entry, count_words (entry.key, key), user_data))
        return;
    }
}
