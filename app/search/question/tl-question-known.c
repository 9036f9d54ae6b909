/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/question/tl-question-private.h"
#include "search/rank/tl-ranking.h"

gboolean
_tl_question_frequency (TlQuestionReading *self,
                        const char *term,
                        guint32 *frequency,
                        GError **error)
{
  TlVocabulary *vocabulary = self->options != NULL ? self->options->vocabulary : NULL;
  const TlVocabularyEntry *entry;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, term));

  if (known > 0)
    {
      *frequency = known - 1;
      return TRUE;
    }
  /* (Its keys have no capitals, so that they are told from terms with a prefix.) */
  entry = vocabulary != NULL ? tl_vocabulary_find (vocabulary, term) : NULL;
  if (entry != NULL)
    *frequency = entry->frequency;
  else if (!tl_xapian_db_get_frequency (self->db, term, frequency, error))
    return FALSE;
  g_hash_table_insert (self->known, g_strdup (term), GUINT_TO_POINTER (*frequency + 1));
  return TRUE;
}

static int
compare_terms (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Those that the vocabulary does not know are looked up in all files. */
static void
fetch_unknown (TlQuestionReading *self, GPtrArray *terms)
{
  TlVocabulary *vocabulary = self->options != NULL ? self->options->vocabulary : NULL;
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

  for (guint i = 0; i < terms->len && unknown->len < TL_QUESTION_SYLLABLES; i++)
    {
      char *term = g_ptr_array_index (terms, i);

      if (!g_hash_table_contains (self->known, term)
          && (vocabulary == NULL || tl_vocabulary_find (vocabulary, term) == NULL))
        g_ptr_array_add (unknown, term);
    }
  _tl_question_fetch (self, unknown);
}

static gboolean
learn (TlQuestionReading *self, GPtrArray *terms, GError **error)
{
  guint32 frequency;

  g_ptr_array_sort (terms, compare_terms);
  fetch_unknown (self, terms);
  for (guint i = 0; i < terms->len; i++)
    if (!_tl_question_frequency (self, g_ptr_array_index (terms, i), &frequency, error))
      return FALSE;
  return TRUE;
}

gboolean
_tl_question_learn (TlQuestionReading *self, const GArray *tokens, gboolean plain, GError **error)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; !plain && i < tokens->len; i++)
    g_ptr_array_add (terms, g_strdup (g_array_index (tokens, TlTermToken, i).key));
  if (!learn (self, terms, error))
    return FALSE;
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, token->key));

      /* What is not there as typed is looked up without its marks. */
      if (plain || known == 1)
        g_ptr_array_add (folded, g_strconcat (TL_TERM_FOLDED, token->folded, NULL));
    }
  return learn (self, folded, error);
}

/* ---- Reading ahead ---- */

void
_tl_question_fetch (TlQuestionReading *self, GPtrArray *terms)
{
  g_ptr_array_sort (terms, compare_terms);
  tl_xapian_db_fetch (self->db, (const char *const *)terms->pdata, terms->len);
}
