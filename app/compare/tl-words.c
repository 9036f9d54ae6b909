/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compare/tl-words-private.h"

#include <string.h>

#include "text/tl-text.h"

#define FIRST_SLOTS 1024

/* One distinct piece. */
typedef struct
{
  const char *bytes;
  guint32 length;
  guint32 hash;
  guint32 key; /* own number, or that of the canonical spelling */
  TlPieceClass class;
} Entry;

struct _TlWordTable
{
  GArray *entries;
  guint32 *slots; /* number of the entry + 1, 0 free */
  guint32 mask;
  GStringChunk *spellings; /* canonical spellings, which stand in no text */
};

TlWordTable *
_tl_word_table_new (void)
{
  TlWordTable *table = g_new0 (TlWordTable, 1);

  table->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  table->slots = g_new0 (guint32, FIRST_SLOTS);
  table->mask = FIRST_SLOTS - 1;
  table->spellings = g_string_chunk_new (1024);
  return table;
}

void
_tl_word_table_free (TlWordTable *table)
{
  if (table == NULL)
    return;
  g_array_unref (table->entries);
  g_free (table->slots);
  g_string_chunk_free (table->spellings);
  g_free (table);
}

guint
_tl_word_table_size (const TlWordTable *table)
{
  return table->entries->len;
}

TlPieceClass
_tl_word_table_get_class (const TlWordTable *table, guint32 raw)
{
  return g_array_index (table->entries, Entry, raw).class;
}

const char *
_tl_word_table_get (const TlWordTable *table, guint32 raw, gsize *length)
{
  const Entry *entry = &g_array_index (table->entries, Entry, raw);

  *length = entry->length;
  return entry->bytes;
}

/* FNV-1a, mixed once more because the low bits choose the slot. */
static guint32
hash_bytes (const char *bytes, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)bytes[i]) * 16777619u;
  return hash ^ (hash >> 15);
}

static void
grow (TlWordTable *table)
{
  guint32 size = (table->mask + 1) * 2;

  g_free (table->slots);
  table->slots = g_new0 (guint32, size);
  table->mask = size - 1;
  for (guint32 i = 0; i < table->entries->len; i++)
    {
      guint32 at = g_array_index (table->entries, Entry, i).hash & table->mask;

      while (table->slots[at] != 0)
        at = (at + 1) & table->mask;
      table->slots[at] = i + 1;
    }
}

static guint32 add_piece (TlWordTable *table, const char *bytes, gsize length, TlPieceClass class);

/* The number under which a word is compared: another one only where it can be spelt otherwise. */
static guint32
find_key (TlWordTable *table, const char *bytes, gsize length, guint32 own)
{
  g_autofree char *normal = NULL;
  g_autofree char *canonical = NULL;
  gboolean plain = TRUE;

  for (gsize i = 0; plain && i < length; i++)
    plain = (guchar)bytes[i] < 0x80;
  if (plain || !g_utf8_validate (bytes, (gssize)length, NULL))
    return own;
  normal = tl_text_normalize (bytes, (gssize)length, NULL);
  canonical = tl_tone_canonical (normal);
  if (*canonical == '\0'
      || (strlen (canonical) == length && memcmp (canonical, bytes, length) == 0))
    return own;
  return add_piece (table, g_string_chunk_insert (table->spellings, canonical), strlen (canonical),
                    TL_PIECE_WORD);
}

static guint32
add_piece (TlWordTable *table, const char *bytes, gsize length, TlPieceClass class)
{
  guint32 hash = hash_bytes (bytes, length);
  guint32 at = hash & table->mask;
  Entry entry = { bytes, (guint32)length, hash, table->entries->len, class };
  guint32 number = entry.key;
  guint32 key;

  for (; table->slots[at] != 0; at = (at + 1) & table->mask)
    {
      const Entry *other = &g_array_index (table->entries, Entry, table->slots[at] - 1);

      if (other->hash == hash && other->length == length
          && memcmp (other->bytes, bytes, length) == 0)
        return table->slots[at] - 1;
    }
  g_array_append_val (table->entries, entry);
  table->slots[at] = number + 1;
  if (table->entries->len > (table->mask + 1) / 2)
    grow (table);
  if (class == TL_PIECE_WORD)
    {
      key = find_key (table, bytes, length, number);
      g_array_index (table->entries, Entry, number).key = key;
    }
  return number;
}

/* Length of the character at @p, a byte that is no UTF-8 being one; @class is its class. */
static gsize
read_char (const char *p, const char *end, TlPieceClass *class)
{
  guchar byte = (guchar)*p;
  gunichar c;

  if (byte < 0x80)
    {
      *class = g_ascii_isalnum (byte)                                         ? TL_PIECE_WORD
               : byte == ' ' || byte == '\t'                                  ? TL_PIECE_BLANK
               : byte == '\n' || byte == '\r' || byte == '\f' || byte == '\v' ? TL_PIECE_BREAK
                                                                              : TL_PIECE_MARK;
      return 1;
    }
  c = g_utf8_get_char_validated (p, end - p);
  if (c == (gunichar)-1 || c == (gunichar)-2)
    {
      *class = TL_PIECE_MARK;
      return 1;
    }
  *class = g_unichar_isalnum (c) || g_unichar_ismark (c) ? TL_PIECE_WORD
           : g_unichar_isspace (c)                       ? TL_PIECE_BLANK
                                                         : TL_PIECE_MARK;
  return (gsize)g_unichar_to_utf8 (c, NULL);
}

/* Whether the mark at @p stands inside a figure, a date or a number of a document that began at
 * @from: 1.000.000, 11-5-2021, 12/2024/DS-PT. */
static gboolean
is_inside_figure (const char *from, const char *p, const char *end)
{
  if (!g_ascii_isdigit (*from) || p + 1 >= end)
    return FALSE;
  if (*p == '.')
    return g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]);
  return (*p == '/' || *p == '-') && (g_ascii_isalnum (p[1]) || (guchar)p[1] >= 0x80);
}

static gboolean
goes_on (TlPieceClass *class, TlPieceClass next)
{
  if (*class == TL_PIECE_WORD || *class == TL_PIECE_MARK)
    return *class == TL_PIECE_WORD && next == TL_PIECE_WORD;
  if (next != TL_PIECE_BLANK && next != TL_PIECE_BREAK)
    return FALSE;
  if (next == TL_PIECE_BREAK)
    *class = TL_PIECE_BREAK;
  return TRUE;
}

GArray *
_tl_word_table_split (TlWordTable *table, const char *text, gsize length)
{
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (TlPiece), (guint)(length / 3 + 1));
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      TlPieceClass class, next;
      const char *to = p + read_char (p, end, &class);
      TlPiece piece = { .from = (guint32)(p - text) };

      while (to < end)
        {
          gsize size = read_char (to, end, &next);

          if (!goes_on (&class, next) && !(class == TL_PIECE_WORD && is_inside_figure (p, to, end)))
            break;
          to += size;
        }
      piece.length = (guint32)(to - p);
      piece.raw = add_piece (table, p, piece.length, class);
      piece.key = g_array_index (table->entries, Entry, piece.raw).key;
      g_array_append_val (pieces, piece);
      p = to;
    }
  return pieces;
}
