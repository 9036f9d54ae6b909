/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compare/tl-diff.h"

#include <string.h>

#include "compare/tl-diff-private.h"

const char *
tl_diff_op_code (TlDiffOp op)
{
  static const char *const codes[] = { "=", "-", "+" };

  return codes[op];
}

static void
side_init (TlDiffSide *side, TlWordTable *table, const char *text, gsize length)
{
  side->text = text;
  side->length = length;
  side->pieces = _tl_word_table_split (table, text, length);
  side->sentences = _tl_diff_find_sentences (table, side->pieces);
}

static void
side_clear (TlDiffSide *side)
{
  g_array_unref (side->pieces);
  g_array_unref (side->sentences);
}

GArray *
tl_diff_texts (const char *left,
               gssize left_length,
               const char *right,
               gssize right_length,
               GCancellable *cancellable,
               GError **error)
{
  gsize n = left_length < 0 ? strlen (left) : (gsize)left_length;
  gsize m = right_length < 0 ? strlen (right) : (gsize)right_length;
  g_autoptr (TlWordTable) table = _tl_word_table_new ();
  TlDiffSide sides[2];
  TlDiffKept kept;
  GArray *runs = NULL;

  g_return_val_if_fail (n < G_MAXINT32 && m < G_MAXINT32, NULL);

  side_init (&sides[0], table, left, n);
  side_init (&sides[1], table, right, m);
  kept.left = g_malloc0 (sides[0].pieces->len + 1);
  kept.right = g_malloc0 (sides[1].pieces->len + 1);
  if (_tl_diff_keep (table, &sides[0], &sides[1], &kept, cancellable))
    runs = _tl_diff_make_runs (table, &sides[0], &sides[1], &kept);
  else
    g_cancellable_set_error_if_cancelled (cancellable, error);
  g_free (kept.left);
  g_free (kept.right);
  side_clear (&sides[0]);
  side_clear (&sides[1]);
  return runs;
}

char *
tl_diff_apply (const GArray *runs, const char *left, const char *right, gsize *length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);

      if (run->op == TL_DIFF_EQUAL)
        g_string_append_len (text, left + run->left_from, (gssize)(run->left_to - run->left_from));
      else if (run->op == TL_DIFF_INSERT)
        g_string_append_len (text, right + run->right_from,
                             (gssize)(run->right_to - run->right_from));
    }
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}
