/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-question-private.h"

/* Words of the text that are read and do not rank: more than the bound on syllables has room for.
 * What was understood as something has its chip. */
static void
find_crowded_out (TlQuestionReading *self)
{
  TlQuestion *question = self->question;
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->words->len; i++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i);

      if (word->frequency > 0 && (question->roles[i] & TL_WORD_READ) == 0
          && !g_hash_table_contains (self->seen, word->term))
        g_array_append_val (order, i);
    }
  g_array_sort_with_data (order, _tl_question_compare_words, self->words);
  for (guint i = 0; i < order->len; i++)
    {
      guint place = g_array_index (order, guint, i);

      if (g_hash_table_add (told, g_array_index (self->words, TlWord, place).term))
        g_ptr_array_add (question->left_out, g_strdup (g_ptr_array_index (question->words, place)));
    }
}

/* Words that stand only behind the last one that is read, as they stand. */
static void
find_cut_off (TlQuestionReading *self)
{
  TlQuestion *question = self->question;
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, self->rest);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->words->len; i++)
    g_hash_table_add (told, g_strdup (g_array_index (self->words, TlWord, i).key));
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);

      if (g_hash_table_add (told, g_strdup (question->plain ? token->folded : token->key)))
        g_ptr_array_add (question->left_out,
                         g_strndup (self->rest + token->from, token->to - token->from));
    }
}

void
_tl_question_find_left_out (TlQuestionReading *self)
{
  find_crowded_out (self);
  if (self->rest != NULL)
    find_cut_off (self);
}
