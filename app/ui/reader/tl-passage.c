/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-passage.h"

#include <string.h>

#include "text/tl-text.h"

/* The table of the alignment stays small: a page has some hundred words, a passage a hundred. */
#define MAX_PASSAGE_WORDS 160
#define MAX_TEXT_WORDS    20000
#define SCORE_SAME        2
#define SCORE_OTHER       (-2)
#define SCORE_SKIP        (-1)
#define ENOUGH            0.5

typedef struct
{
  guint hash;
  gsize from;
  gsize to;
} Word;

/* What one cell of the table knows: its score, where its alignment began, and how many words of it
 * are the same. */
typedef struct
{
  int score;
  guint start;
  guint same;
} Cell;

static GArray *
split_words (const char *text, guint max)
{
  g_autoptr (TlOffsetMap) map = NULL;
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, &map);
  g_autoptr (GArray) tokens = tl_text_tokenize (folded, -1);
  GArray *words = g_array_sized_new (FALSE, FALSE, sizeof (Word), tokens->len);

  for (guint i = 0; i < tokens->len && i < max; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);
      g_autofree char *copy = g_strndup (folded + token->from, token->to - token->from);
      Word word = { g_str_hash (copy), tl_offset_map_to_source (map, token->from),
                    tl_offset_map_to_source (map, token->to) };

      g_array_append_val (words, word);
    }
  return words;
}

static Cell
best_of (Cell diagonal, Cell up, Cell left, gboolean same, guint here)
{
  Cell best = { 0, here, 0 };

  if (diagonal.score == 0)
    diagonal = (Cell){ 0, here, 0 };
  diagonal.score += same ? SCORE_SAME : SCORE_OTHER;
  diagonal.same += same ? 1 : 0;
  up.score += SCORE_SKIP;
  left.score += SCORE_SKIP;
  if (diagonal.score > best.score)
    best = diagonal;
  if (up.score > best.score)
    best = up;
  if (left.score > best.score)
    best = left;
  return best;
}

/* Local alignment (Smith and Waterman 1981), row by row. */
static Cell
align (GArray *text, GArray *passage, guint *end)
{
  g_autofree Cell *above = g_new0 (Cell, passage->len + 1);
  g_autofree Cell *row = g_new0 (Cell, passage->len + 1);
  Cell best = { 0, 0, 0 };

  for (guint i = 0; i < text->len; i++)
    {
      guint hash = g_array_index (text, Word, i).hash;
      Cell *swap = above;

      for (guint k = 1; k <= passage->len; k++)
        {
          gboolean same = g_array_index (passage, Word, k - 1).hash == hash;

          row[k] = best_of (above[k - 1], above[k], row[k - 1], same, i);
          if (row[k].score > best.score)
            {
              best = row[k];
              *end = i;
            }
        }
      above = row;
      row = swap;
    }
  return best;
}

static double
find_piece (const char *text, GArray *words, const char *piece, guint *from, guint *to)
{
  g_autoptr (GArray) passage = split_words (piece, MAX_PASSAGE_WORDS);
  guint end = 0;
  Cell best;

  if (passage->len == 0 || words->len == 0)
    return 0;
  best = align (words, passage, &end);
  if (best.same < ENOUGH * passage->len)
    return 0;
  *from
      = (guint)g_utf8_pointer_to_offset (text, text + g_array_index (words, Word, best.start).from);
  *to = (guint)g_utf8_pointer_to_offset (text, text + g_array_index (words, Word, end).to);
  return (double)best.same / passage->len;
}

double
tl_passage_find (const char *text, const char *passage, guint *from, guint *to)
{
  g_autoptr (GArray) words = NULL;
  g_auto (GStrv) pieces = NULL;
  const char *longest = "";
  double found;

  g_return_val_if_fail (text != NULL && passage != NULL, 0);

  words = split_words (text, MAX_TEXT_WORDS);
  found = find_piece (text, words, passage, from, to);
  if (found > 0)
    return found;
  pieces = g_strsplit (passage, "…", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (strlen (pieces[i]) > strlen (longest))
      longest = pieces[i];
  return find_piece (text, words, longest, from, to);
}
