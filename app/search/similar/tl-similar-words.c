/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/similar/tl-similar-private.h"

/* Frequencies remembered by an engine; more than the syllables of the language. */
#define REMEMBERED 60000
/* What ends a sentence, and what parts two words. */
#define SENTENCE_ENDS ".;?!\n"
#define WORD_BREAKS   ",:()[]\"/"

/* ---- How many units hold a term: libraries do not change, so an engine remembers ---- */

static GMutex frequencies_mutex;

static GHashTable *
get_frequencies (TlSearchRun *run)
{
  static const char *const name = "tl-similar-frequencies";
  GHashTable *table;

  g_mutex_lock (&frequencies_mutex);
  table = g_object_get_data (G_OBJECT (run->library), name);
  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (G_OBJECT (run->library), name, table,
                              (GDestroyNotify)g_hash_table_unref);
    }
  g_mutex_unlock (&frequencies_mutex);
  return table;
}

gboolean
_tl_similar_words_frequency (TlSimilarWords *self,
                             const char *term,
                             guint32 *frequency,
                             GError **error)
{
  gpointer known = NULL;
  gboolean found;

  g_mutex_lock (&frequencies_mutex);
  found = g_hash_table_lookup_extended (self->frequencies, term, NULL, &known);
  g_mutex_unlock (&frequencies_mutex);
  *frequency = GPOINTER_TO_UINT (known);
  if (found)
    return TRUE;
  if (!tl_xapian_db_get_frequency (self->run->handle->db, term, frequency, error))
    return FALSE;
  g_mutex_lock (&frequencies_mutex);
  if (g_hash_table_size (self->frequencies) < REMEMBERED)
    g_hash_table_insert (self->frequencies, g_strdup (term), GUINT_TO_POINTER (*frequency));
  g_mutex_unlock (&frequencies_mutex);
  return TRUE;
}

/* ---- Words ---- */

void
_tl_similar_words_init (TlSimilarWords *self, TlSearchRun *run, gboolean plain)
{
  *self = (TlSimilarWords){ .run = run, .plain = plain };
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->keys, NULL);
  self->units = tl_index_map_get_total (run->map);
  self->frequencies = g_hash_table_ref (get_frequencies (run));
}

void
_tl_similar_words_clear (TlSimilarWords *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->frequencies, g_hash_table_unref);
}

static guint32
intern (TlSimilarWords *self, const char *key)
{
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, key));
  char *copy;

  if (id != 0)
    return id;
  id = self->keys->len;
  copy = g_strdup (key);
  g_ptr_array_add (self->keys, copy);
  g_hash_table_insert (self->ids, copy, GUINT_TO_POINTER (id));
  return id;
}

const char *
_tl_similar_words_get (const TlSimilarWords *self, guint32 id)
{
  return g_ptr_array_index (self->keys, id);
}

char *
_tl_similar_words_pair (const TlSimilarWords *self, guint64 code)
{
  const char *second = _tl_similar_words_get (self, (guint32)code);
  const char *first = code >> 32 != 0 ? _tl_similar_words_get (self, (guint32)(code >> 32)) : NULL;

  if (first != NULL)
    return tl_term_join (self->plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR, first, second);
  return self->plain ? g_strconcat (TL_TERM_FOLDED, second, NULL) : g_strdup (second);
}

/* ---- Parts ---- */

static const struct
{
  const char *anchor;
  int part;
} SECTIONS[] = {
  { "noidung", TL_SIMILAR_FACTS },
  { "khaiquat", TL_SIMILAR_FACTS },
  { "nhan", TL_SIMILAR_REASONING },
  { "anle", TL_SIMILAR_REASONING },
  { "quyet", TL_SIMILAR_DECISION },
  { "dau", -1 },
  { "ket", -1 },
  { "nguon", -1 },
  { "vitri", -1 },
  { "luat", -1 },
  { "tukhoa", TL_SIMILAR_FACTS },
};

int
_tl_similar_part_of (const TlDocument *document, guint block)
{
  const TlBlock *root = tl_document_get_block (document, block);
  gsize length;

  while (root->parent >= 0)
    root = tl_document_get_block (document, (guint)root->parent);
  length = strcspn (root->anchor, ".-0123456789");
  for (guint i = 0; i < G_N_ELEMENTS (SECTIONS); i++)
    if (strlen (SECTIONS[i].anchor) == length
        && strncmp (SECTIONS[i].anchor, root->anchor, length) == 0)
      return SECTIONS[i].part;
  /* A text without the sections of a judgment tells facts. */
  return TL_SIMILAR_FACTS;
}

/* ---- Reading ---- */

/* What stands between two words: whether a sentence ends there, or a pair is broken. */
static guint8
between (const char *text, gsize from, gsize to)
{
  guint8 flags = 0;

  for (gsize i = from; i < to; i++)
    if (strchr (SENTENCE_ENDS, text[i]) != NULL)
      flags |= TL_CASE_BREAK | TL_CASE_SENTENCE;
    else if (strchr (WORD_BREAKS, text[i]) != NULL || (guchar)text[i] >= 0x80)
      flags |= TL_CASE_BREAK;
  return flags;
}

static gboolean
is_upper (const char *text, const TlTermToken *token)
{
  return g_unichar_isupper (g_utf8_get_char (text + token->from));
}

/* Persons, places and courts are written with capitals. The capital that begins a sentence says
 * nothing, unless it is a letter that stands for a name or one more capital follows. */
static gboolean
is_word (const char *text, const TlTermToken *token, const TlTermToken *next, gboolean begins)
{
  gboolean is_letter = token->to - token->from == 1;

  for (gsize i = token->from; i < token->to; i++)
    if (g_ascii_isdigit (text[i]))
      return FALSE;
  if (is_letter || !is_upper (text, token))
    return !is_letter;
  return begins && g_utf8_next_char (text + token->from) < text + token->to
         && (next == NULL || !is_upper (text, next));
}

static void
read_block (TlSimilarWords *self, const TlDocument *document, guint index, int part, GArray *tokens)
{
  const char *text = tl_document_get_block (document, index)->text;
  g_autoptr (GArray) read = tl_term_reader_read (self->run->handle->reader, text);
  guint8 pending = TL_CASE_BREAK | TL_CASE_SENTENCE;
  gsize last = 0;

  for (guint i = 0; i < read->len; i++)
    {
      const TlTermToken *token = &g_array_index (read, TlTermToken, i);
      const TlTermToken *next = i + 1 < read->len ? token + 1 : NULL;
      guint8 here = i == 0 ? pending : between (text, last, token->from);
      TlCaseToken word;

      pending |= here;
      last = token->to;
      if (!is_word (text, token, next, (here & TL_CASE_SENTENCE) != 0))
        {
          pending |= TL_CASE_BREAK;
          continue;
        }
      word = (TlCaseToken){ .id = intern (self, self->plain ? token->folded : token->key),
                            .block = index,
                            .from = (guint32)token->from,
                            .to = (guint32)token->to,
                            .part = (guint8)part,
                            .flags = pending };
      g_array_append_val (tokens, word);
      pending = 0;
    }
}

GArray *
_tl_similar_words_read (TlSimilarWords *self, const TlDocument *document)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (TlCaseToken));
  guint read[TL_SIMILAR_TEXT_PARTS] = { 0 };

  for (guint i = 0; i < document->blocks->len; i++)
    {
      int part = _tl_similar_part_of (document, i);
      guint before = tokens->len;

      if (part < 0 || read[part] >= TL_SIMILAR_TOKENS)
        continue;
      read_block (self, document, i, part, tokens);
      read[part] += tokens->len - before;
    }
  if (tokens->len > 0)
    return tokens;
  /* A draft without the headings of a judgment is all head to the import: it tells facts. */
  for (guint i = 0; i < document->blocks->len && tokens->len < TL_SIMILAR_TOKENS; i++)
    read_block (self, document, i, TL_SIMILAR_FACTS, tokens);
  return tokens;
}
