/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-vocabulary.h"

#include <string.h>

#include "search/index/tl-side-by-side.h"
#include "text/tl-text.h"
#include "tl-search-resources.h"

#define EVERYDAY "/vn/toaan/TroLy/search/everyday.txt"

/* Bytes of the longest key of a syllable: nghiêng with a tone, and some. */
#define KEY_BYTES   14
#define PLAIN_BYTES 8

struct _TlVocabulary
{
  GMutex mutex;
  gboolean loaded;
  GHashTable *by_key;   /* (element-type utf8 TlVocabularyEntry), owns */
  GHashTable *by_plain; /* (element-type utf8 GPtrArray) */
  GHashTable *near;     /* a plain form less one letter, to GPtrArray of plain forms */
  GHashTable *everyday; /* keys and folded keys */
  guint64 total;
};

static void
entry_free (gpointer data)
{
  TlVocabularyEntry *self = data;

  g_free (self->key);
  g_free (self->plain);
  g_free (self);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

TlVocabulary *
tl_vocabulary_new (void)
{
  TlVocabulary *self = g_new0 (TlVocabulary, 1);

  g_mutex_init (&self->mutex);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->by_plain = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);
  self->everyday = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->near = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_array);
  return self;
}

void
tl_vocabulary_free (TlVocabulary *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->everyday);
  g_hash_table_unref (self->near);
  g_hash_table_unref (self->by_plain);
  g_hash_table_unref (self->by_key);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* ---- Writing a key ---- */

static gboolean
is_vowel (gunichar c)
{
  if (c < 0x80)
    return c != 0 && strchr ("aeiouy", (int)c) != NULL;
  return c == 0x103 || c == 0xE2 || c == 0xEA || c == 0xF4 || c == 0x1A1 || c == 0x1B0;
}

/* The letter that bears the tone: one with a mark of its own, else by the place in the run. */
static guint
tone_place (const gunichar *letters, guint n)
{
  guint from = 0, to, marked = n;

  while (from < n && !is_vowel (letters[from]))
    from++;
  /* qu and gi are consonants before another vowel. */
  if (from > 0 && from + 1 < n && is_vowel (letters[from + 1])
      && ((letters[from - 1] == 'q' && letters[from] == 'u')
          || (from == 1 && letters[0] == 'g' && letters[1] == 'i')))
    from++;
  for (to = from; to < n && is_vowel (letters[to]); to++)
    if (letters[to] > 0x7F)
      marked = to;
  if (marked < n)
    return marked;
  if (to - from <= 1)
    return from;
  return to - from > 2 || to < n ? from + 1 : from;
}

/* In an open syllable y and i are one key; the law writes kỹ, lý, mỹ, tỷ, but sĩ, bị, hi. */
static gboolean
writes_y (gunichar onset, guint tone)
{
  return onset == 'k' || onset == 'l' || (onset == 'm' && tone == 3) || (onset == 't' && tone == 2);
}

char *
tl_vocabulary_show (const char *key)
{
  static const gunichar TONES[] = { 0, 0x300, 0x309, 0x303, 0x301, 0x323 };
  gunichar letters[KEY_BYTES + 1];
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (key);
  guint tone = 0, n = 0, place;

  if (length > 1 && key[length - 1] >= '1' && key[length - 1] <= '5')
    tone = (guint)(key[--length] - '0');
  for (const char *p = key; p < key + length && n < KEY_BYTES; p = g_utf8_next_char (p))
    letters[n++] = g_utf8_get_char (p);
  if (n == 2 && letters[1] == 'i' && writes_y (letters[0], tone))
    letters[1] = 'y';
  place = tone_place (letters, n);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_unichar (text, letters[i]);
      if (i == place && tone > 0)
        g_string_append_unichar (text, TONES[tone]);
    }
  return g_utf8_normalize (text->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/* ---- Reading ---- */

/* Letters, and a tone behind them: a cheap look before the syllable is written out. */
static gboolean
is_candidate (const char *key)
{
  gsize length = strlen (key);

  if (length == 0 || length > KEY_BYTES)
    return FALSE;
  if (key[length - 1] >= '1' && key[length - 1] <= '5')
    length--;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (key[i]) && (guchar)key[i] < 0x80)
      return FALSE;
  return TRUE;
}

static void
add_under (GHashTable *table, const char *name, gboolean copy, gpointer value)
{
  GPtrArray *list = g_hash_table_lookup (table, name);

  if (list == NULL)
    g_hash_table_insert (table, copy ? g_strdup (name) : (char *)name, list = g_ptr_array_new ());
  g_ptr_array_add (list, value);
}

/* @plain is borrowed from its first entry. */
static void
add_near (TlVocabulary *self, char *plain)
{
  char less[PLAIN_BYTES + 1];
  gsize length = strlen (plain);

  for (gsize i = 0; length <= PLAIN_BYTES && i < length; i++)
    {
      if (i > 0 && plain[i] == plain[i - 1])
        continue;
      memcpy (less, plain, i);
      memcpy (less + i, plain + i + 1, length - i);
      add_under (self->near, less, TRUE, plain);
    }
}

/* A term of one file that may be a key. */
typedef struct
{
  char *term;
  guint32 frequency;
} Found;

static void
found_clear (gpointer data)
{
  g_free (((Found *)data)->term);
}

static void
take_term_cb (const char *term, guint32 frequency, gpointer user_data)
{
  Found found = { NULL, frequency };

  /* A damaged index may hold anything. */
  if (!is_candidate (term) || !g_utf8_validate (term, -1, NULL))
    return;
  found.term = g_strdup (term);
  g_array_append_val (user_data, found);
}

typedef struct
{
  TlXapianDb *db;
  GArray **found; /* of each file: (element-type Found) */
  GError **errors;
} Walk;

/* Prefixes are capitals, figures stand before them: keys come last. */
static void
walk_file_cb (guint file, gpointer user_data)
{
  Walk *walk = user_data;

  walk->found[file] = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (walk->found[file], found_clear);
  tl_xapian_db_foreach_term (walk->db, file, "a", take_term_cb, walk->found[file],
                             &walk->errors[file]);
}

static TlVocabularyEntry *
make_entry (const char *key, const char *shown)
{
  TlVocabularyEntry *entry = g_new0 (TlVocabularyEntry, 1);
  g_autofree char *folded = tl_text_fold (shown, -1, TL_FOLD_PLAIN, NULL);

  entry->key = g_strdup (key);
  entry->plain = tl_syllable_key (folded, -1);
  return entry;
}

/* Keeps the terms that are keys of Vietnamese syllables. @strange: those that are not. */
static void
add_found (TlVocabulary *self, GHashTable *strange, const Found *found)
{
  TlVocabularyEntry *entry = g_hash_table_lookup (self->by_key, found->term);
  g_autofree char *shown = NULL;

  if (entry == NULL && g_hash_table_contains (strange, found->term))
    return;
  if (entry == NULL)
    {
      shown = tl_vocabulary_show (found->term);
      if (!tl_syllable_is_legal (shown, -1))
        {
          g_hash_table_add (strange, found->term);
          return;
        }
      entry = make_entry (found->term, shown);
      g_hash_table_insert (self->by_key, entry->key, entry);
    }
  entry->frequency += found->frequency;
}

static gboolean
add_files (TlVocabulary *self, TlXapianDb *db, GError **error)
{
  guint n_files = tl_xapian_db_get_n_files (db);
  g_autofree GArray **found = g_new0 (GArray *, n_files + 1);
  g_autofree GError **errors = g_new0 (GError *, n_files + 1);
  g_autoptr (GHashTable) strange = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { db, found, errors };
  gboolean ok = TRUE;

  tl_side_by_side (n_files, walk_file_cb, &walk);
  for (guint file = 0; file < n_files; file++)
    ok = ok && errors[file] == NULL;
  for (guint file = 0; ok && file < n_files; file++)
    for (guint i = 0; i < found[file]->len; i++)
      add_found (self, strange, &g_array_index (found[file], Found, i));
  for (guint file = 0; file < n_files; file++)
    {
      if (errors[file] != NULL && (error == NULL || *error == NULL))
        g_propagate_error (error, errors[file]);
      else
        g_clear_error (&errors[file]);
      g_array_unref (found[file]);
    }
  return ok;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const TlVocabularyEntry *)a)->key, ((const TlVocabularyEntry *)b)->key);
}

/* In the order of the keys, so that lists of equals are the same everywhere. */
static void
file_entries (TlVocabulary *self)
{
  g_autoptr (GList) entries = g_list_sort (g_hash_table_get_values (self->by_key), compare_entries);

  for (GList *l = entries; l != NULL; l = l->next)
    {
      TlVocabularyEntry *entry = l->data;

      self->total += entry->frequency;
      if (!g_hash_table_contains (self->by_plain, entry->plain))
        add_near (self, entry->plain);
      add_under (self->by_plain, entry->plain, FALSE, entry);
    }
}

static void
load_everyday (TlVocabulary *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tl_search_get_resource (), EVERYDAY,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = lines[i][0] == '#' ? NULL : g_strsplit (lines[i], " ", -1);

      for (guint k = 0; words != NULL && words[k] != NULL; k++)
        {
          g_autofree char *folded = tl_text_fold (words[k], -1, TL_FOLD_PLAIN, NULL);
          char *plain = tl_syllable_key (folded, -1);

          g_hash_table_add (self->everyday, tl_syllable_key (words[k], -1));
          /* Told from keys, which have no capitals. */
          g_hash_table_add (self->everyday, g_strconcat (TL_TERM_FOLDED, plain, NULL));
          g_free (plain);
        }
    }
}

gboolean
tl_vocabulary_load (TlVocabulary *self, TlXapianDb *db, GError **error)
{
  gboolean ok = TRUE;

  g_mutex_lock (&self->mutex);
  if (!self->loaded && (ok = add_files (self, db, error)))
    {
      file_entries (self);
      load_everyday (self);
      self->loaded = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  return ok;
}

/* ---- Asking ---- */

const TlVocabularyEntry *
tl_vocabulary_find (const TlVocabulary *self, const char *key)
{
  return g_hash_table_lookup (self->by_key, key);
}

const GPtrArray *
tl_vocabulary_list (const TlVocabulary *self, const char *plain)
{
  return g_hash_table_lookup (self->by_plain, plain);
}

guint32
tl_vocabulary_plain_frequency (const TlVocabulary *self, const char *plain)
{
  const GPtrArray *list = tl_vocabulary_list (self, plain);
  guint32 sum = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    sum += ((TlVocabularyEntry *)g_ptr_array_index (list, i))->frequency;
  return sum;
}

gboolean
tl_vocabulary_is_everyday (const TlVocabulary *self, const char *key, gboolean plain)
{
  g_autofree char *name = g_strconcat (plain ? TL_TERM_FOLDED : "", key, NULL);

  return g_hash_table_contains (self->everyday, name);
}

guint64
tl_vocabulary_total (const TlVocabulary *self)
{
  return self->total;
}

static void
add_plain (const TlVocabulary *self, GHashTable *seen, GPtrArray *found, const char *plain)
{
  const GPtrArray *list = tl_vocabulary_list (self, plain);
  char *known;

  if (list == NULL)
    return;
  known = ((TlVocabularyEntry *)g_ptr_array_index (list, 0))->plain;
  if (g_hash_table_add (seen, known))
    g_ptr_array_add (found, g_strdup (known));
}

/* Onsets and codas that a region does not tell apart. */
static void
add_regional (const TlVocabulary *self, GHashTable *seen, GPtrArray *found, const char *plain)
{
  static const char *const ONSETS[][2]
      = { { "ch", "tr" }, { "tr", "ch" },  { "d", "gi" }, { "gi", "d" }, { "r", "gi" },
          { "gi", "r" },  { "ngh", "ng" }, { "gh", "g" }, { "qu", "w" }, { "v", "gi" } };
  static const char *const CODAS[][2]
      = { { "ch", "t" }, { "t", "ch" }, { "nh", "n" }, { "n", "nh" },
          { "c", "t" },  { "t", "c" },  { "ng", "n" }, { "n", "ng" } };

  for (guint i = 0; i < G_N_ELEMENTS (ONSETS); i++)
    if (g_str_has_prefix (plain, ONSETS[i][0]))
      {
        g_autofree char *other = g_strconcat (ONSETS[i][1], plain + strlen (ONSETS[i][0]), NULL);

        add_plain (self, seen, found, other);
      }
  for (guint i = 0; i < G_N_ELEMENTS (CODAS); i++)
    if (g_str_has_suffix (plain, CODAS[i][0]))
      {
        g_autofree char *other = g_strdup_printf (
            "%.*s%s", (int)(strlen (plain) - strlen (CODAS[i][0])), plain, CODAS[i][1]);

        add_plain (self, seen, found, other);
      }
}

GPtrArray *
tl_vocabulary_near (const TlVocabulary *self, const char *plain)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize length = strlen (plain);
  GPtrArray *list;

  g_hash_table_add (seen, (char *)plain);
  if (length > PLAIN_BYTES + 1)
    return found;
  /* One letter more than @plain. */
  list = g_hash_table_lookup (self->near, plain);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_plain (self, seen, found, g_ptr_array_index (list, i));
  for (gsize i = 0; i < length; i++)
    {
      char less[PLAIN_BYTES + 2];

      memcpy (less, plain, i);
      memcpy (less + i, plain + i + 1, length - i);
      add_plain (self, seen, found, less);
      /* The same letters less one: one is another, or two changed places. */
      list = g_hash_table_lookup (self->near, less);
      for (guint k = 0; list != NULL && k < list->len; k++)
        add_plain (self, seen, found, g_ptr_array_index (list, k));
    }
  add_regional (self, seen, found, plain);
  return found;
}
