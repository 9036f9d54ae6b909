/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-question.h"

#include "search/question/tl-question-private.h"
#include "search/question/tl-question-value-private.h"
#include "text/tl-text.h"

void
tl_question_free (TlQuestion *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_free (self->roles);
  g_free (self->as_of);
  g_strfreev (self->keys);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);
  tl_citation_query_free (self->citation);
  g_clear_pointer (&self->phrases, g_ptr_array_unref);
  g_clear_pointer (&self->nots, g_ptr_array_unref);
  g_clear_pointer (&self->nears, g_ptr_array_unref);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_free (self->suggestion);
  g_free (self);
}

static void
reading_clear (TlQuestionReading *self)
{
  tl_question_free (self->question);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->more_keys, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_free (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlQuestionReading, reading_clear)

static void
reading_init (TlQuestionReading *self)
{
  TlQuestion *question = g_new0 (TlQuestion, 1);

  self->question = question;
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->more_keys = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  question->words = g_ptr_array_new_with_free_func (g_free);
  question->terms = g_ptr_array_new_with_free_func (_tl_question_term_free);
  question->unknown = g_ptr_array_new_with_free_func (g_free);
  question->left_out = g_ptr_array_new_with_free_func (g_free);
  question->phrases = g_ptr_array_new_with_free_func (_tl_question_phrase_free);
  question->nots = g_ptr_array_new_with_free_func (_tl_question_phrase_free);
  question->nears = g_ptr_array_new_with_free_func (_tl_question_near_free);
  question->filters = g_ptr_array_new_with_free_func (g_free);
  question->suggestions = g_ptr_array_new_with_free_func (g_free);
  question->chips = tl_chips_new ();
}

/* What stands behind the last word that is read goes: a pasted text says in its first pages what it
 * is about, and reading must not take longer than searching. */
static void
cut (TlQuestionReading *self, char *text)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, text);
  gsize end;

  if (tokens->len <= TL_QUESTION_WORDS)
    return;
  end = g_array_index (tokens, TlTermToken, TL_QUESTION_WORDS - 1).to;
  self->rest = g_strdup (text + end);
  text[end] = '\0';
}

/* How many words the longest of @runs has that is an entry of the lexicon. */
static guint
find_entry (TlQuestionReading *self, const char *const *runs, guint n)
{
  const TlLexicon *lexicon = self->options->lexicon;
  gboolean plain = self->question->plain;

  for (guint i = n; lexicon != NULL && i > 0; i--)
    {
      g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, runs[i - 1]);
      const char *keys[2 * TL_RUNS_MAX];
      guint length = 0;

      if (tokens->len == 0 || tokens->len > G_N_ELEMENTS (keys))
        continue;
      for (guint k = 0; k < tokens->len; k++)
        keys[k] = plain ? g_array_index (tokens, TlTermToken, k).folded
                        : g_array_index (tokens, TlTermToken, k).key;
      if (tl_lexicon_find (lexicon, keys, tokens->len, plain, runs[0], &length) != NULL
          && length == tokens->len)
        return i;
    }
  return 0;
}

/* What is one thing: what the lexicon has an entry for, or what is a charge or a part of one. */
static guint
find_known (gpointer data, const char *filter, const char *const *runs, guint n)
{
  TlQuestionReading *self = data;
  const TlQuestionOptions *options = self->options;
  guint known = options->known != NULL
                    ? options->known (options->data, filter != NULL ? filter : "charge", runs, n)
                    : 0;

  return filter != NULL ? known : MAX (known, find_entry (self, runs, n));
}

TlQuestion *
tl_question_read_with (const char *text,
                       const TlQuestionOptions *options,
                       TlTermReader *reader,
                       TlXapianDb *db,
                       guint32 units,
                       GError **error)
{
  g_auto (TlQuestionReading) self
      = { .options = options, .reader = reader, .db = db, .units = units };
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  TlSyntaxOptions syntax = { options->without, find_known, &self };
  g_autoptr (GPtrArray) asked = NULL;

  reading_init (&self);
  cut (&self, normal);
  if (options->vocabulary != NULL && !tl_vocabulary_load (options->vocabulary, db, error))
    return NULL;
  if (!_tl_question_read_typing (&self, &normal, &self.question->plain, error))
    return NULL;
  asked = tl_question_syntax_read (normal, &syntax, &self.question->text);
  self.question->citation = tl_citation_query_parse (self.question->text);
  if (!_tl_question_read_words (&self, error) || !_tl_question_add_words (&self, error)
      || !_tl_question_expand (&self, error) || !_tl_question_read_context (&self, error)
      || !_tl_question_add_conditions (&self, asked, error)
      || !_tl_question_spell (&self, normal, error))
    return NULL;
  _tl_question_find_unknown (&self);
  _tl_question_find_left_out (&self);
  _tl_question_finish_keys (&self);
  _tl_question_finish_terms (&self);
  return g_steal_pointer (&self.question);
}

TlQuestion *
tl_question_read (
    const char *text, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error)
{
  static const TlQuestionOptions NONE = { 0 };

  return tl_question_read_with (text, &NONE, reader, db, units, error);
}

TlQuestion *
tl_question_fold (
    const TlQuestion *question, TlTermReader *reader, TlXapianDb *db, guint32 units, GError **error)
{
  g_auto (TlQuestionReading) self = { .reader = reader, .db = db, .units = units };

  reading_init (&self);
  self.question->text = g_strdup (question->text);
  self.question->plain = TRUE;
  if (!_tl_question_read_words (&self, error) || !_tl_question_add_words (&self, error))
    return NULL;
  /* (The same text has the same words.) */
  for (guint i = 0; i < MIN (self.words->len, question->words->len); i++)
    self.question->roles[i] = question->roles[i];
  _tl_question_find_unknown (&self);
  _tl_question_copy_conditions (&self, question);
  _tl_question_finish_keys (&self);
  _tl_question_finish_terms (&self);
  return g_steal_pointer (&self.question);
}
