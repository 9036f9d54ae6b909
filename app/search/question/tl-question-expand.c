/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-question-private.h"
#include "search/rank/tl-ranking.h"

/* Expansions of one question. */
#define MAX_EXPANSIONS 8

/* Adds the words of @meaning at the share of an expansion. @added gains the terms that the library
 * holds and the question had not. */
gboolean
_tl_question_add_meaning (TlQuestionReading *self,
                          const char *meaning,
                          guint *added,
                          GError **error)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, meaning);
  gboolean plain = self->question->plain;

  for (guint i = 0; i < tokens->len; i++)
    for (guint pair = 0; pair <= (i + 1 < tokens->len ? 1 : 0); pair++)
      {
        const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
        TlQuestionTerm *term = g_new0 (TlQuestionTerm, 1);
        guint before = self->question->terms->len;

        if (pair)
          term->term = plain ? tl_term_join (TL_TERM_FOLDED_PAIR, token->folded, token[1].folded)
                             : tl_term_join (TL_TERM_PAIR, token->key, token[1].key);
        else
          term->term
              = g_strconcat (plain ? TL_TERM_FOLDED : "", plain ? token->folded : token->key, NULL);
        term->first = TL_QUESTION_EXPANDED;
        term->is_pair = pair == 1;
        term->factor = !pair ? 1 : plain ? TL_WEIGHT_FOLDED_PAIR : TL_WEIGHT_PAIR;
        term->share = TL_WEIGHT_EXPANDED;
        if (!_tl_question_add_term (self, term, FALSE, error))
          return FALSE;
        if (self->question->terms->len == before)
          continue;
        *added += term->frequency > 0;
        if (!pair && term->frequency > 0)
          g_ptr_array_add (self->more_keys, g_strdup (plain ? token->folded : token->key));
      }
  return TRUE;
}

/* "sổ đỏ = giấy chứng nhận quyền sử dụng đất". */
static char *
make_label (const TlLexiconEntry *entry)
{
  g_autofree char *meant = g_strjoinv ("; ", entry->meanings);

  return g_strconcat (entry->words, " = ", meant, NULL);
}

/* Whether the library holds a word of @meaning: then the question asks for it one way or the other,
 * and what it stands for is not missing. */
static gboolean
is_held (TlQuestionReading *self, const char *meaning, gboolean *held, GError **error)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, meaning);

  for (guint i = 0; i < tokens->len && !*held; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      g_autofree char *term = self->question->plain
                                  ? g_strconcat (TL_TERM_FOLDED, token->folded, NULL)
                                  : g_strdup (token->key);
      guint32 frequency;

      if (!_tl_question_frequency (self, term, &frequency, error))
        return FALSE;
      *held = frequency > 0;
    }
  return TRUE;
}

/* @understood: the entry acts, and the library holds what it means. */
static gboolean
expand (TlQuestionReading *self, const TlLexiconEntry *entry, gboolean *understood, GError **error)
{
  TlChipKind kind = entry->is_abbreviation ? TL_CHIP_ABBREVIATION : TL_CHIP_SYNONYM;
  g_autofree char *id = tl_question_slug (tl_chip_kind_code (kind), entry->words);
  g_autofree char *label = make_label (entry);
  const char *const *without = self->options->without;
  guint added = 0;

  *understood = FALSE;
  if (without != NULL && g_strv_contains (without, id))
    {
      if (!_tl_question_has_chip (self, id))
        tl_chips_add (self->question->chips, kind, id, label)->applied = FALSE;
      return TRUE;
    }
  for (guint i = 0; entry->meanings[i] != NULL; i++)
    if (!is_held (self, entry->meanings[i], understood, error)
        || !_tl_question_add_meaning (self, entry->meanings[i], &added, error))
      return FALSE;
  if (added > 0)
    tl_chips_add (self->question->chips, kind, id, label);
  return TRUE;
}

gboolean
_tl_question_has_chip (const TlQuestionReading *self, const char *id)
{
  for (guint i = 0; i < self->question->chips->len; i++)
    if (g_str_equal (((TlChip *)g_ptr_array_index (self->question->chips, i))->id, id))
      return TRUE;
  return FALSE;
}

gboolean
_tl_question_expand (TlQuestionReading *self, GError **error)
{
  const TlLexicon *lexicon = self->options->lexicon;
  guint n = self->words->len, found = 0;
  g_autofree const char **keys = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    keys[i] = g_array_index (self->words, TlWord, i).key;
  for (guint i = 0; lexicon != NULL && i < n && found < MAX_EXPANSIONS;)
    {
      guint length = 0;
      const TlLexiconEntry *entry
          = tl_lexicon_find (lexicon, keys + i, n - i, self->question->plain,
                             g_ptr_array_index (self->question->words, i), &length);

      gboolean understood = FALSE;

      if (entry != NULL && !expand (self, entry, &understood, error))
        return FALSE;
      if (understood)
        _tl_question_set_role (self, i, length, TL_WORD_READ);
      found += entry != NULL;
      i += entry != NULL ? length : 1;
    }
  return TRUE;
}
