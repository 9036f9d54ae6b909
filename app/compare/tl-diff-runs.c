/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From pieces that stay to runs that a reader can follow. */
#include "config.h"

#include "compare/tl-diff-private.h"

#include <string.h>

typedef enum
{
  STAYS,
  CHANGES,
  SPELLING,
} State;

/* A stretch of pieces on both sides in one state. */
typedef struct
{
  State state;
  gboolean has_break;
  guint32 left_from, left_to, right_from, right_to; /* pieces */
  guint left_words, right_words;
} Stretch;

static guint
size_of (const Stretch *stretch)
{
  return MAX (stretch->left_words, stretch->right_words);
}

/* Whether the stay @island between two changes helps nobody: no word in it, or few words between
 * large changes. A line break is worth keeping. */
static gboolean
is_island (const Stretch *before, const Stretch *island, const Stretch *after)
{
  if (before->state != CHANGES || after->state != CHANGES || island->has_break)
    return FALSE;
  if (island->left_words == 0)
    return TRUE;
  return island->left_words < TL_DIFF_ISLAND_WORDS && size_of (before) >= TL_DIFF_CHANGE_WORDS
         && size_of (after) >= TL_DIFF_CHANGE_WORDS;
}

static void
join (Stretch *stretch, const Stretch *next)
{
  stretch->left_to = next->left_to;
  stretch->right_to = next->right_to;
  stretch->left_words += next->left_words;
  stretch->right_words += next->right_words;
  stretch->has_break |= next->has_break;
}

/* Appends @next; a change that grows may turn the stays before it into islands. */
static void
push (GArray *stretches, const Stretch *next)
{
  g_array_append_vals (stretches, next, 1);
  while (stretches->len > 1)
    {
      Stretch *last = &g_array_index (stretches, Stretch, stretches->len - 1);

      if (last->state == last[-1].state)
        {
          join (last - 1, last);
          g_array_set_size (stretches, stretches->len - 1);
        }
      else if (last[-1].state == SPELLING && last->state == CHANGES)
        {
          /* A spelling beside a change is part of it. */
          last[-1].state = CHANGES;
        }
      else if (last->state == SPELLING && last[-1].state == CHANGES)
        last->state = CHANGES;
      else if (stretches->len > 2 && last->state == CHANGES && last[-1].state == STAYS
               && is_island (last - 2, last - 1, last))
        {
          join (last - 2, last - 1);
          join (last - 2, last);
          g_array_set_size (stretches, stretches->len - 2);
        }
      else
        break;
    }
}

static void
count (const TlWordTable *table, const TlPiece *piece, guint *words, gboolean *has_break)
{
  TlPieceClass class = _tl_word_table_get_class (table, piece->raw);

  *words += class == TL_PIECE_WORD;
  *has_break |= class == TL_PIECE_BREAK;
}

static void
run_add (GArray *runs, TlDiffOp op, gboolean spelling, const gsize at[4])
{
  TlDiffRun run = { op, spelling, at[0], at[1], at[2], at[3] };

  if (run.left_from < run.left_to || run.right_from < run.right_to)
    g_array_append_val (runs, run);
}

static gsize
byte_of (const TlDiffSide *side, guint32 piece)
{
  return piece < side->pieces->len ? g_array_index (side->pieces, TlPiece, piece).from
                                   : side->length;
}

static GArray *
make_runs (const GArray *stretches, const TlDiffSide *left, const TlDiffSide *right)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (TlDiffRun));

  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);
      gsize a0 = byte_of (left, stretch->left_from), a1 = byte_of (left, stretch->left_to);
      gsize b0 = byte_of (right, stretch->right_from), b1 = byte_of (right, stretch->right_to);
      gboolean spelling = stretch->state == SPELLING;

      if (stretch->state == STAYS)
        run_add (runs, TL_DIFF_EQUAL, FALSE, (gsize[]){ a0, a1, b0, b1 });
      else
        {
          run_add (runs, TL_DIFF_DELETE, spelling, (gsize[]){ a0, a1, b0, b0 });
          run_add (runs, TL_DIFF_INSERT, spelling, (gsize[]){ a1, a1, b0, b1 });
        }
    }
  return runs;
}

GArray *
_tl_diff_make_runs (const TlWordTable *table,
                    const TlDiffSide *left,
                    const TlDiffSide *right,
                    const TlDiffKept *kept)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint32 n = left->pieces->len, m = right->pieces->len;

  for (guint32 i = 0, j = 0; i < n || j < m;)
    {
      const TlPiece *a = i < n ? &g_array_index (left->pieces, TlPiece, i) : NULL;
      const TlPiece *b = j < m ? &g_array_index (right->pieces, TlPiece, j) : NULL;
      Stretch one = { CHANGES, FALSE, i, i, j, j, 0, 0 };
      gboolean takes_left = a != NULL && !kept->left[i];
      gboolean takes_right = b != NULL && !kept->right[j] && !takes_left;

      if (!takes_left && !takes_right)
        {
          g_return_val_if_fail (a != NULL && b != NULL && a->key == b->key, NULL);
          one.state = a->raw == b->raw ? STAYS : SPELLING;
          takes_left = takes_right = TRUE;
        }
      if (takes_left)
        {
          one.left_to = ++i;
          count (table, a, &one.left_words, &one.has_break);
        }
      if (takes_right)
        {
          one.right_to = ++j;
          count (table, b, &one.right_words, &one.has_break);
        }
      push (stretches, &one);
    }
  return make_runs (stretches, left, right);
}
