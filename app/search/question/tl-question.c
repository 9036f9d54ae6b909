/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-question.h"

#include <string.h>

#include "search/engine/tl-search-answer.h"
#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"
#include "text/tl-text.h"

/* A syllable of the question while it is being read. */
typedef struct
{
  char *term;    /* how it is asked */
  char *key;     /* for excerpts, and for pairs */
  gboolean kept; /* not over the bound on syllables */
  gboolean stand_in;
  guint32 frequency;
} Word;

static void
word_clear (gpointer data)
{
  Word *self = data;

  g_free (self->term);
  g_free (self->key);
}

static void
term_free (gpointer data)
{
  TlQuestionTerm *self = data;

  g_free (self->term);
  g_free (self);
}

static void
phrase_free (gpointer data)
{
  TlQuestionPhrase *self = data;

  g_strfreev (self->keys);
  g_free (self->text);
  g_free (self);
}

static void
near_free (gpointer data)
{
  TlQuestionNear *self = data;

  phrase_free (self->first);
  phrase_free (self->second);
  g_free (self);
}

void
tl_question_free (TlQuestion *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_strfreev (self->keys);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  tl_citation_query_free (self->citation);
  g_clear_pointer (&self->phrases, g_ptr_array_unref);
  g_clear_pointer (&self->nots, g_ptr_array_unref);
  g_clear_pointer (&self->nears, g_ptr_array_unref);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_free (self->suggestion);
  g_free (self);
}

/* A marked question: a syllable that the library does not hold as typed is asked for without its
 * marks; it stays unknown when it was typed with marks, or when no spelling of it is there. */
static gboolean
ask_for_word (Word *word, const TlTermToken *token, gboolean plain, TlXapianDb *db, GError **error)
{
  g_autofree char *folded = g_strconcat (TL_TERM_FOLDED, token->folded, NULL);

  word->term = plain ? g_strdup (folded) : g_strdup (token->key);
  if (!tl_xapian_db_get_frequency (db, word->term, &word->frequency, error))
    return FALSE;
  if (plain || word->frequency > 0)
    return TRUE;
  g_free (word->term);
  word->term = g_steal_pointer (&folded);
  word->stand_in = TRUE;
  return tl_xapian_db_get_frequency (db, word->term, &word->frequency, error);
}

static GArray *
read_words (TlQuestion *self, TlTermReader *reader, TlXapianDb *db, GError **error)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (reader, self->text);
  g_autoptr (GArray) words = g_array_new (FALSE, TRUE, sizeof (Word));
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (words, word_clear);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      char *typed = g_strndup (self->text + token->from, token->to - token->from);
      Word word = { .key = g_strdup (self->plain ? token->folded : token->key) };
      Word *added;

      g_ptr_array_add (self->words, typed);
      g_array_append_val (words, word);
      added = &g_array_index (words, Word, words->len - 1);
      if (!ask_for_word (added, token, self->plain, db, error))
        return NULL;
      if ((added->frequency == 0 || (added->stand_in && token->marked))
          && g_hash_table_add (unknown, typed))
        g_ptr_array_add (self->unknown, g_strdup (typed));
    }
  return g_steal_pointer (&words);
}

static int
compare_frequency (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GArray *words = user_data;
  const Word *left = &g_array_index (words, Word, *(const guint *)a);
  const Word *right = &g_array_index (words, Word, *(const guint *)b);

  if (left->frequency != right->frequency)
    return left->frequency < right->frequency ? -1 : 1;
  return strcmp (left->term, right->term);
}

/* Keeps the rarest different syllables that the library holds. */
static void
keep_rarest (GArray *words)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *last = "";
  guint kept = 0;

  for (guint i = 0; i < words->len; i++)
    if (g_array_index (words, Word, i).frequency > 0)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_frequency, words);
  for (guint i = 0; i < order->len; i++)
    {
      Word *word = &g_array_index (words, Word, g_array_index (order, guint, i));

      if (strcmp (word->term, last) != 0 && ++kept > TL_QUESTION_SYLLABLES)
        return;
      last = word->term;
      word->kept = TRUE;
    }
}

/* Takes @term. */
static gboolean
add_term (TlQuestion *self,
          GHashTable *seen,
          TlXapianDb *db,
          TlQuestionTerm *term,
          gboolean frequency_known,
          GError **error)
{
  if (g_hash_table_contains (seen, term->term))
    {
      term_free (term);
      return TRUE;
    }
  g_hash_table_add (seen, term->term);
  g_ptr_array_add (self->terms, term);
  return frequency_known || tl_xapian_db_get_frequency (db, term->term, &term->frequency, error);
}

static gboolean
add_pair (TlQuestion *self,
          GHashTable *seen,
          TlXapianDb *db,
          const Word *words,
          guint first,
          GError **error)
{
  TlQuestionTerm *term = g_new0 (TlQuestionTerm, 1);

  term->term = tl_term_join (self->plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR, words[first].key,
                             words[first + 1].key);
  term->first = first;
  term->is_pair = TRUE;
  term->factor = self->plain ? TL_WEIGHT_FOLDED_PAIR : TL_WEIGHT_PAIR;
  return add_term (self, seen, db, term, FALSE, error);
}

static gboolean
add_terms (TlQuestion *self, GArray *array, TlXapianDb *db, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const Word *words = (const Word *)array->data;

  for (guint i = 0; i < array->len; i++)
    {
      TlQuestionTerm *term;

      if (!words[i].kept)
        continue;
      term = g_new0 (TlQuestionTerm, 1);
      term->term = g_strdup (words[i].term);
      term->first = i;
      term->frequency = words[i].frequency;
      term->factor = words[i].stand_in ? TL_WEIGHT_STAND_IN : 1;
      if (!add_term (self, seen, db, term, TRUE, error))
        return FALSE;
      if (i + 1 < array->len && words[i + 1].kept && !words[i].stand_in && !words[i + 1].stand_in
          && !add_pair (self, seen, db, words, i, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_terms (gconstpointer a, gconstpointer b)
{
  const TlQuestionTerm *left = *(const TlQuestionTerm *const *)a;
  const TlQuestionTerm *right = *(const TlQuestionTerm *const *)b;

  return strcmp (left->term, right->term);
}

/* Terms that no unit holds tell nothing about the order. */
static void
finish_terms (TlQuestion *self, guint32 units)
{
  for (guint i = self->terms->len; i-- > 0;)
    {
      TlQuestionTerm *term = g_ptr_array_index (self->terms, i);

      if (term->frequency == 0)
        g_ptr_array_remove_index_fast (self->terms, i);
      else
        term->idf = tl_bm25_idf (units, term->frequency);
    }
  g_ptr_array_sort (self->terms, compare_terms);
}

static char **
collect_keys (GArray *words)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (word->kept && g_hash_table_add (seen, word->key))
        g_ptr_array_add (keys, g_strdup (word->key));
    }
  g_ptr_array_add (keys, NULL);
  return (char **)g_ptr_array_free (keys, FALSE);
}

/* Takes @text, normalised. */
static TlQuestion *
read_question (
    char *text, gboolean plain, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error)
{
  g_autoptr (TlQuestion) self = g_new0 (TlQuestion, 1);
  g_autoptr (GArray) words = NULL;

  self->text = text;
  self->plain = plain;
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->phrases = g_ptr_array_new_with_free_func (phrase_free);
  self->nots = g_ptr_array_new_with_free_func (phrase_free);
  self->nears = g_ptr_array_new_with_free_func (near_free);
  self->filters = g_ptr_array_new_with_free_func (g_free);
  self->chips = tl_chips_new ();
  words = read_words (self, reader, db, error);
  if (words == NULL)
    return NULL;
  keep_rarest (words);
  self->keys = collect_keys (words);
  if (!add_terms (self, words, db, error))
    return NULL;
  finish_terms (self, units);
  return g_steal_pointer (&self);
}

TlQuestion *
tl_question_read (
    const char *text, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error)
{
  char *normal = tl_text_normalize (text, -1, NULL);
  TlQuestion *self = read_question (normal, !tl_text_has_marks (normal), reader, db, units, error);

  if (self != NULL)
    self->citation = tl_citation_query_parse (self->text);
  return self;
}

TlQuestion *
tl_question_fold (
    const TlQuestion *self, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error)
{
  return read_question (g_strdup (self->text), TRUE, reader, db, units, error);
}
