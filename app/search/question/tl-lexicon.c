/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-lexicon.h"

#include <string.h>

#include "base/tl-error.h"
#include "text/tl-text.h"
#include "tl-search-resources.h"

#define BUILTIN "/vn/toaan/TroLy/search/lexicon.tsv"
/* Bounds of a lexicon. */
#define MAX_BYTES          (512 * 1024)
#define MAX_ENTRIES        8000
#define MAX_WORDS          8
#define MAX_MEANING_TOKENS 24

struct _TlLexicon
{
  GPtrArray *entries;   /* (element-type TlLexiconEntry) */
  GHashTable *by_key;   /* first key to GPtrArray of entries, longest first */
  GHashTable *by_plain; /* first folded key likewise */
  GHashTable *places;   /* words to place + 1 */
  GPtrArray *dropped;   /* (element-type utf8): words of "drop" */
  gboolean only;
};

/* ---- Entries ---- */

static void
entry_free (gpointer data)
{
  TlLexiconEntry *self = data;

  g_free (self->words);
  g_strfreev (self->meanings);
  g_free (self->domain);
  g_strfreev (self->keys);
  g_strfreev (self->folded);
  g_free (self);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

static TlLexicon *
lexicon_new (void)
{
  TlLexicon *self = g_new0 (TlLexicon, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);
  self->by_plain = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tl_lexicon_free (TlLexicon *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_plain);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->dropped);
  g_free (self);
}

guint
tl_lexicon_get_n_entries (const TlLexicon *self)
{
  return self->entries->len;
}

const TlLexiconEntry *
tl_lexicon_get_entry (const TlLexicon *self, guint i)
{
  return g_ptr_array_index (self->entries, i);
}

static void
file_under (GHashTable *table, char **keys, TlLexiconEntry *entry)
{
  GPtrArray *list = g_hash_table_lookup (table, keys[0]);
  guint place = 0;

  if (list == NULL)
    g_hash_table_insert (table, keys[0], list = g_ptr_array_new ());
  while (place < list->len
         && g_strv_length (((TlLexiconEntry *)g_ptr_array_index (list, place))->keys)
                >= g_strv_length (keys))
    place++;
  g_ptr_array_insert (list, (int)place, entry);
}

/* Takes @entry. */
static void
add_entry (TlLexicon *self, TlLexiconEntry *entry)
{
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->places, entry->words, GUINT_TO_POINTER (self->entries->len));
  file_under (self->by_key, entry->keys, entry);
  file_under (self->by_plain, entry->folded, entry);
}

/* ---- Reading ---- */

typedef struct
{
  TlLexicon *lexicon;
  TlTermReader *reader;
  const char *name;
  guint line;
} Parser;

static gboolean
fail (const Parser *self, GError **error, const char *what, const char *which)
{
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s:%u: %s%s%s", self->name, self->line, what,
               which != NULL ? ": " : "", which != NULL ? which : "");
  return FALSE;
}

/* Whether @letters, folded, are a syllable with some mark: "vat", which in small letters is more
 * often vật than VAT. */
static gboolean
could_be_syllable (const char *letters)
{
  static const struct
  {
    char plain;
    const char *marked[3];
  } MARKS[] = { { 'a', { "á", "ấ", "ắ" } }, { 'e', { "é", "ế", NULL } }, { 'i', { "í" } },
                { 'o', { "ó", "ố", "ớ" } }, { 'u', { "ú", "ứ", NULL } }, { 'y', { "ý" } } };

  if (tl_syllable_is_legal (letters, -1))
    return TRUE;
  for (guint i = 0; letters[i] != '\0'; i++)
    for (guint k = 0; k < G_N_ELEMENTS (MARKS); k++)
      for (guint m = 0; letters[i] == MARKS[k].plain && m < 3 && MARKS[k].marked[m] != NULL; m++)
        {
          g_autofree char *try
              = g_strdup_printf ("%.*s%s%s", (int)i, letters, MARKS[k].marked[m], letters + i + 1);

          if (tl_syllable_is_legal (try, -1))
            return TRUE;
        }
  return FALSE;
}

static gboolean
read_keys (Parser *self, TlLexiconEntry *entry, GError **error)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, entry->words);

  if (tokens->len == 0 || tokens->len > MAX_WORDS)
    return fail (self, error, "one to eight words are needed", entry->words);
  entry->keys = g_new0 (char *, tokens->len + 1);
  entry->folded = g_new0 (char *, tokens->len + 1);
  for (guint i = 0; i < tokens->len; i++)
    {
      entry->keys[i] = g_strdup (g_array_index (tokens, TlTermToken, i).key);
      entry->folded[i] = g_strdup (g_array_index (tokens, TlTermToken, i).folded);
    }
  entry->needs_capitals = entry->is_abbreviation && could_be_syllable (entry->folded[0]);
  return TRUE;
}

static gboolean
read_meanings (Parser *self, TlLexiconEntry *entry, const char *text, GError **error)
{
  entry->meanings = g_strsplit (text, "|", -1);
  if (g_strv_length (entry->meanings) > TL_LEXICON_MEANINGS)
    return fail (self, error, "at most four meanings", entry->words);
  for (guint i = 0; entry->meanings[i] != NULL; i++)
    {
      g_autoptr (GArray) tokens = NULL;

      g_strstrip (entry->meanings[i]);
      tokens = tl_term_reader_read (self->reader, entry->meanings[i]);
      if (tokens->len == 0 || tokens->len > MAX_MEANING_TOKENS)
        return fail (self, error, "a meaning has one to 24 words", entry->words);
    }
  return TRUE;
}

static gboolean
read_entry (Parser *self,
            const char *kind,
            const char *words,
            const char *meant,
            const char *domain,
            GError **error)
{
  TlLexiconEntry *entry = g_new0 (TlLexiconEntry, 1);

  entry->is_abbreviation = strcmp (kind, "abbr") == 0;
  entry->words = g_strdup (words);
  entry->domain = g_strdup (domain);
  if (!read_keys (self, entry, error) || !read_meanings (self, entry, meant, error)
      || (g_hash_table_contains (self->lexicon->places, entry->words)
          && !fail (self, error, "these words have an entry already", entry->words))
      || (self->lexicon->entries->len >= MAX_ENTRIES
          && !fail (self, error, "too many entries", NULL)))
    {
      entry_free (entry);
      return FALSE;
    }
  add_entry (self->lexicon, entry);
  return TRUE;
}

static gboolean
is_domain (const char *code)
{
  static const char *const DOMAINS[]
      = { "hs", "ds", "hn", "dd", "ld", "kd", "hc", "gt", "tt", NULL };

  return g_strv_contains (DOMAINS, code);
}

static gboolean
read_line (Parser *self, const char *line, GError **error)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", 6);
  guint n = g_strv_length (columns);

  if (strcmp (columns[0], "only") == 0 && n == 1)
    {
      self->lexicon->only = TRUE;
      return TRUE;
    }
  if (strcmp (columns[0], "drop") == 0 && n == 2)
    {
      g_ptr_array_add (self->lexicon->dropped, g_strdup (columns[1]));
      return TRUE;
    }
  if (n != 4)
    return fail (self, error, "four columns are needed: kind, words, meant, domain", NULL);
  if (!is_domain (columns[3]))
    return fail (self, error, "there is no such domain", columns[3]);
  if (strcmp (columns[0], "both") == 0)
    return strchr (columns[2], '|') != NULL
               ? fail (self, error, "“both” takes one meaning", columns[1])
               : read_entry (self, "to", columns[1], columns[2], columns[3], error)
                     && read_entry (self, "to", columns[2], columns[1], columns[3], error);
  if (strcmp (columns[0], "abbr") != 0 && strcmp (columns[0], "to") != 0)
    return fail (self, error, "there is no such kind", columns[0]);
  return read_entry (self, columns[0], columns[1], columns[2], columns[3], error);
}

TlLexicon *
tl_lexicon_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (TlLexicon) lexicon = lexicon_new ();
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  Parser parser = { .lexicon = lexicon, .reader = reader, .name = name };
  g_autofree char *normal = NULL;
  g_auto (GStrv) lines = NULL;

  parser.line = 1;
  if (length > MAX_BYTES)
    {
      fail (&parser, error, "larger than 512 KiB", NULL);
      return NULL;
    }
  if (!g_utf8_validate (text, (gssize)length, NULL))
    {
      fail (&parser, error, "not UTF-8", NULL);
      return NULL;
    }
  normal = tl_text_normalize (text, (gssize)length, NULL);
  lines = g_strsplit (normal, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      parser.line = i + 1;
      g_strchomp (lines[i]);
      if (lines[i][0] != '\0' && lines[i][0] != '#' && !read_line (&parser, lines[i], error))
        return NULL;
    }
  return g_steal_pointer (&lexicon);
}

/* ---- Where it comes from ---- */

static TlLexicon *
parse_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tl_search_get_resource (), BUILTIN,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  TlLexicon *lexicon = NULL;

  if (bytes != NULL)
    lexicon = tl_lexicon_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                "lexicon.tsv", &error);
  g_assert_no_error (error);
  return lexicon;
}

TlLexicon *
tl_lexicon_builtin (void)
{
  return parse_builtin ();
}

static void
format_entry (GString *text, const TlLexiconEntry *entry)
{
  g_autofree char *meant = g_strjoinv (" | ", entry->meanings);

  g_string_append_printf (text, "%s\t%s\t%s\t%s\n", entry->is_abbreviation ? "abbr" : "to",
                          entry->words, meant, entry->domain);
}

char *
tl_lexicon_extend (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (TlLexicon) ours = tl_lexicon_builtin ();
  g_autoptr (TlLexicon) theirs = tl_lexicon_parse (text, length, name, error);
  GString *all;

  if (theirs == NULL)
    return NULL;
  all = g_string_new (NULL);
  for (guint i = 0; !theirs->only && i < ours->entries->len; i++)
    {
      const TlLexiconEntry *entry = tl_lexicon_get_entry (ours, i);

      if (!g_hash_table_contains (theirs->places, entry->words)
          && !g_ptr_array_find_with_equal_func (theirs->dropped, entry->words, g_str_equal, NULL))
        format_entry (all, entry);
    }
  for (guint i = 0; i < theirs->entries->len; i++)
    format_entry (all, tl_lexicon_get_entry (theirs, i));
  /* An entry that only says that there is none must not be taken for none. */
  if (all->len == 0)
    g_string_append (all, "# empty\n");
  return g_string_free (all, FALSE);
}

TlLexicon *
tl_lexicon_load (TlXapianDb *db, GError **error)
{
  for (guint file = tl_xapian_db_get_n_files (db); file-- > 0;)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, TL_LEXICON_KEY, &problem);
      TlLexicon *lexicon;

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (bytes == NULL)
        continue;
      lexicon = tl_lexicon_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  tl_xapian_db_get_path (db, file), &problem);
      if (lexicon != NULL)
        return lexicon;
      g_warning ("the lexicon is not used: %s", problem->message);
    }
  return tl_lexicon_builtin ();
}

/* ---- Finding ---- */

static gboolean
is_capital (const char *typed)
{
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Without marks a single syllable can be too many words. */
static gboolean
is_usable (const TlLexiconEntry *entry, gboolean plain, const char *typed)
{
  if (entry->is_abbreviation)
    return !entry->needs_capitals || is_capital (typed);
  return !plain || entry->keys[1] != NULL;
}

const TlLexiconEntry *
tl_lexicon_find (const TlLexicon *self,
                 const char *const *keys,
                 guint n,
                 gboolean plain,
                 const char *typed,
                 guint *length)
{
  const GPtrArray *list
      = n > 0 ? g_hash_table_lookup (plain ? self->by_plain : self->by_key, keys[0]) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const TlLexiconEntry *entry = g_ptr_array_index (list, i);
      char **wanted = plain ? entry->folded : entry->keys;
      guint k = 0;

      while (wanted[k] != NULL && k < n && strcmp (wanted[k], keys[k]) == 0)
        k++;
      *length = k;
      if (wanted[k] == NULL && is_usable (entry, plain, typed))
        return entry;
    }
  return NULL;
}
