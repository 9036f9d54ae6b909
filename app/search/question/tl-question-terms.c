/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/question/tl-question-private.h"
#include "search/rank/tl-bm25.h"
#include "search/rank/tl-frames.h"
#include "search/rank/tl-ranking.h"

/* Syllables and pairs of the words as typed. The kept syllables in ever new orders make thousands
 * of pairs; in a written text they are fewer than this. */
#define MAX_TERMS 256

static void
word_clear (gpointer data)
{
  TlWord *self = data;

  g_free (self->term);
  g_free (self->key);
}

void
_tl_question_term_free (gpointer term)
{
  TlQuestionTerm *self = term;

  g_free (self->term);
  g_free (self);
}

double
tl_question_term_weight (const TlQuestionTerm *self, gboolean plain)
{
  double whole = !self->is_pair ? 1 : plain ? TL_WEIGHT_FOLDED_PAIR : TL_WEIGHT_PAIR;

  return self->idf * MIN (self->factor / whole, 1);
}

/* A marked question: a syllable that the library does not hold as typed is asked for without its
 * marks; it stays unknown when it was typed with marks, or when no spelling of it is there. */
static gboolean
ask_for_word (TlQuestionReading *self, TlWord *word, const TlTermToken *token, GError **error)
{
  gboolean plain = self->question->plain;
  g_autofree char *folded = g_strconcat (TL_TERM_FOLDED, token->folded, NULL);

  word->term = plain ? g_strdup (folded) : g_strdup (token->key);
  if (!_tl_question_frequency (self, word->term, &word->frequency, error))
    return FALSE;
  if (plain || word->frequency > 0)
    return TRUE;
  g_free (word->term);
  word->term = g_steal_pointer (&folded);
  word->stand_in = TRUE;
  return _tl_question_frequency (self, word->term, &word->frequency, error);
}

gboolean
_tl_question_read_words (TlQuestionReading *self, GError **error)
{
  TlQuestion *question = self->question;
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, question->text);

  if (!_tl_question_learn (self, tokens, question->plain, error))
    return FALSE;
  self->words = g_array_new (FALSE, TRUE, sizeof (TlWord));
  g_array_set_clear_func (self->words, word_clear);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      char *typed = g_strndup (question->text + token->from, token->to - token->from);
      TlWord word = { .key = g_strdup (question->plain ? token->folded : token->key),
                      .from = token->from,
                      .to = token->to,
                      .marked = token->marked };

      g_ptr_array_add (question->words, typed);
      g_array_append_val (self->words, word);
      if (!ask_for_word (self, &g_array_index (self->words, TlWord, self->words->len - 1), token,
                         error))
        return FALSE;
    }
  question->roles = g_new0 (guint8, self->words->len + 1);
  return TRUE;
}

void
_tl_question_set_role (TlQuestionReading *self, guint from, guint n, guint8 role)
{
  for (guint i = from; i < MIN (self->words->len, from + n); i++)
    self->question->roles[i] |= role;
}

void
_tl_question_find_unknown (TlQuestionReading *self)
{
  TlQuestion *question = self->question;
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->words->len; i++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i);
      char *typed = g_ptr_array_index (question->words, i);

      if (word->frequency > 0 && !(word->stand_in && word->marked))
        continue;
      if ((question->roles[i] & TL_WORD_READ) == 0 && g_hash_table_add (unknown, typed))
        g_ptr_array_add (question->unknown, g_strdup (typed));
    }
}

int
_tl_question_compare_words (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GArray *words = user_data;
  const TlWord *left = &g_array_index (words, TlWord, *(const guint *)a);
  const TlWord *right = &g_array_index (words, TlWord, *(const guint *)b);

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
    if (g_array_index (words, TlWord, i).frequency > 0)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, _tl_question_compare_words, words);
  for (guint i = 0; i < order->len; i++)
    {
      TlWord *word = &g_array_index (words, TlWord, g_array_index (order, guint, i));

      if (strcmp (word->term, last) != 0 && ++kept > TL_QUESTION_SYLLABLES)
        return;
      last = word->term;
      word->kept = TRUE;
    }
}

gboolean
_tl_question_add_term (TlQuestionReading *self,
                       TlQuestionTerm *term,
                       gboolean frequency_known,
                       GError **error)
{
  if (g_hash_table_contains (self->seen, term->term))
    {
      _tl_question_term_free (term);
      return TRUE;
    }
  g_hash_table_add (self->seen, term->term);
  g_ptr_array_add (self->question->terms, term);
  return frequency_known || _tl_question_frequency (self, term->term, &term->frequency, error);
}

static char *
name_pair (const TlQuestionReading *self, guint first)
{
  const TlWord *words = (const TlWord *)(gpointer)self->words->data;

  return tl_term_join (self->question->plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR, words[first].key,
                       words[first + 1].key);
}

static gboolean
add_pair (TlQuestionReading *self, guint first, GError **error)
{
  gboolean plain = self->question->plain;
  TlQuestionTerm *term = g_new0 (TlQuestionTerm, 1);

  term->term = name_pair (self, first);
  term->first = first;
  term->is_pair = TRUE;
  term->factor = plain ? TL_WEIGHT_FOLDED_PAIR : TL_WEIGHT_PAIR;
  term->share = 1;
  return _tl_question_add_term (self, term, FALSE, error);
}

static gboolean
is_paired (const TlWord *word)
{
  return word->kept && !word->stand_in;
}

/* What add_terms() is about to ask for. */
static void
fetch_terms (TlQuestionReading *self)
{
  const TlWord *words = (const TlWord *)(gpointer)self->words->data;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->words->len && terms->len < MAX_TERMS; i++)
    {
      if (!words[i].kept)
        continue;
      g_ptr_array_add (terms, g_strdup (words[i].term));
      if (i + 1 < self->words->len && is_paired (&words[i]) && is_paired (&words[i + 1]))
        g_ptr_array_add (terms, name_pair (self, i));
    }
  _tl_question_fetch (self, terms);
}

static gboolean
add_terms (TlQuestionReading *self, GError **error)
{
  const TlWord *words = (const TlWord *)(gpointer)self->words->data;

  for (guint i = 0; i < self->words->len && self->question->terms->len < MAX_TERMS; i++)
    {
      TlQuestionTerm *term;

      if (!words[i].kept)
        continue;
      term = g_new0 (TlQuestionTerm, 1);
      term->term = g_strdup (words[i].term);
      term->first = i;
      term->frequency = words[i].frequency;
      term->factor = words[i].stand_in ? TL_WEIGHT_STAND_IN : 1;
      term->share = 1;
      if (!_tl_question_add_term (self, term, TRUE, error))
        return FALSE;
      if (i + 1 < self->words->len && is_paired (&words[i]) && is_paired (&words[i + 1])
          && !add_pair (self, i, error))
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

void
_tl_question_finish_terms (TlQuestionReading *self)
{
  GPtrArray *terms = self->question->terms;

  /* Terms that no unit holds tell nothing about the order. */
  for (guint i = terms->len; i-- > 0;)
    {
      TlQuestionTerm *term = g_ptr_array_index (terms, i);

      if (term->frequency == 0)
        g_ptr_array_remove_index_fast (terms, i);
      else
        term->idf = tl_bm25_idf (self->units, term->frequency) * term->share;
    }
  g_ptr_array_sort (terms, compare_terms);
}

void
_tl_question_finish_keys (TlQuestionReading *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < self->words->len; i++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i);

      if (word->kept && g_hash_table_add (seen, word->key))
        g_ptr_array_add (keys, g_strdup (word->key));
    }
  for (guint i = 0; i < self->more_keys->len; i++)
    {
      char *key = g_ptr_array_index (self->more_keys, i);

      if (g_hash_table_add (seen, key))
        g_ptr_array_add (keys, g_strdup (key));
    }
  g_ptr_array_add (keys, NULL);
  self->question->keys = (char **)g_ptr_array_free (keys, FALSE);
}

static void
weaken_frames (TlQuestionReading *self)
{
  g_autofree const char **keys = g_new0 (const char *, self->words->len + 1);

  for (guint i = 0; i < self->words->len; i++)
    keys[i] = g_array_index (self->words, TlWord, i).key;
  tl_frames_weaken (self->question->terms, keys, self->words->len, self->question->plain);
}

gboolean
_tl_question_add_words (TlQuestionReading *self, GError **error)
{
  keep_rarest (self->words);
  fetch_terms (self);
  if (!add_terms (self, error))
    return FALSE;
  weaken_frames (self);
  return TRUE;
}
