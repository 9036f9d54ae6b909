/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compare/tl-compare.h"

#include <string.h>

#include "compare/tl-compare-private.h"

G_DEFINE_BOXED_TYPE (TlComparison, tl_comparison, tl_comparison_ref, tl_comparison_unref)

const char *
tl_relation_code (TlRelation relation)
{
  static const char *const codes[] = { "same", "edited", "moved", "left-only", "right-only" };

  return codes[relation];
}

/* ---- The whole ---- */

/* Which of two documents is read first: by their texts alone, so that the sides may be swapped
 * without another outcome. */
static int
compare_texts (const TlDocument *left, const TlDocument *right)
{
  if (left->blocks->len != right->blocks->len)
    return left->blocks->len < right->blocks->len ? -1 : 1;
  for (guint i = 0; i < left->blocks->len; i++)
    {
      const TlBlock *a = tl_document_get_block (left, i);
      const TlBlock *b = tl_document_get_block (right, i);
      int order = strcmp (a->text, b->text);

      if (order == 0)
        order = g_strcmp0 (a->heading, b->heading);
      if (order != 0)
        return order;
    }
  return 0;
}

static void
flip (GPtrArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      TlPair *pair = g_ptr_array_index (pairs, i);
      GArray *blocks = pair->blocks[0];
      int section = pair->section[0];

      pair->blocks[0] = pair->blocks[1];
      pair->blocks[1] = blocks;
      pair->section[0] = pair->section[1];
      pair->section[1] = section;
      if (pair->relation == TL_RELATION_LEFT_ONLY)
        pair->relation = TL_RELATION_RIGHT_ONLY;
      else if (pair->relation == TL_RELATION_RIGHT_ONLY)
        pair->relation = TL_RELATION_LEFT_ONLY;
    }
}

static GPtrArray *
align (TlDocument *left,
       TlDocument *right,
       const TlCompareOptions *options,
       GCancellable *cancellable)
{
  g_auto (TlAligner) aligner = { .cancellable = cancellable };
  g_autoptr (GArray) links = NULL;
  gboolean swapped = compare_texts (left, right) > 0;
  const char *as_of[2] = { options->as_of[swapped ? 1 : 0], options->as_of[swapped ? 0 : 1] };
  GPtrArray *pairs;

  _tl_aligner_read (&aligner, swapped ? right : left, swapped ? left : right, as_of);
  links = _tl_aligner_link (&aligner);
  if (links == NULL)
    return NULL;
  pairs = _tl_compare_make_pairs (&aligner, links);
  if (swapped)
    flip (pairs);
  return pairs;
}

/* Takes @pairs into the order of the left side. */
static void
take_pairs (TlComparison *comparison, GPtrArray *pairs)
{
  g_autoptr (GArray) order = _tl_compare_order (pairs, TL_SIDE_LEFT);

  comparison->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_pair_free);
  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (comparison->pairs, g_ptr_array_index (pairs, g_array_index (order, guint, i)));
  g_ptr_array_set_free_func (pairs, NULL);
  g_ptr_array_unref (pairs);
  comparison->right_order = _tl_compare_order (comparison->pairs, TL_SIDE_RIGHT);
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TlPair *pair = tl_comparison_get_pair (comparison, i);

      comparison->counts[pair->relation]++;
      for (guint s = 0; s < 2; s++)
        for (guint k = 0; k < pair->blocks[s]->len; k++)
          comparison->pair_of[s][g_array_index (pair->blocks[s], guint, k)] = (int)i;
    }
}

static int *
make_pair_of (const TlDocument *document)
{
  int *row = g_new (int, document->blocks->len + 1);

  for (guint i = 0; i <= document->blocks->len; i++)
    row[i] = -1;
  return row;
}

TlComparison *
tl_compare_documents (TlDocument *left,
                      TlDocument *right,
                      const TlCompareOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  static const TlCompareOptions usual = { { NULL, NULL }, { NULL, NULL }, FALSE };
  g_autoptr (TlComparison) comparison = NULL;
  GPtrArray *pairs;

  g_return_val_if_fail (left != NULL && right != NULL, NULL);

  if (options == NULL)
    options = &usual;
  pairs = align (left, right, options, cancellable);
  if (pairs == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  comparison = g_new0 (TlComparison, 1);
  g_atomic_ref_count_init (&comparison->ref_count);
  comparison->left = tl_document_ref (left);
  comparison->right = tl_document_ref (right);
  comparison->pair_of[0] = make_pair_of (left);
  comparison->pair_of[1] = make_pair_of (right);
  take_pairs (comparison, pairs);
  comparison->citations
      = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_compared_citation_free);
  comparison->articles
      = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_compared_citation_free);
  if (!options->without_citations)
    _tl_compare_citations (comparison, options->links, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&comparison);
}

TlComparison *
tl_comparison_ref (TlComparison *comparison)
{
  g_atomic_ref_count_inc (&comparison->ref_count);
  return comparison;
}

void
tl_comparison_unref (TlComparison *comparison)
{
  if (!g_atomic_ref_count_dec (&comparison->ref_count))
    return;
  tl_document_unref (comparison->left);
  tl_document_unref (comparison->right);
  g_free (comparison->pair_of[0]);
  g_free (comparison->pair_of[1]);
  g_ptr_array_unref (comparison->pairs);
  g_array_unref (comparison->right_order);
  g_ptr_array_unref (comparison->citations);
  g_ptr_array_unref (comparison->articles);
  g_free (comparison);
}

/* ---- Looking at it ---- */

const TlPair *
tl_comparison_get_pair (const TlComparison *comparison, guint index)
{
  return g_ptr_array_index (comparison->pairs, index);
}

static TlDocument *
document_of (const TlComparison *comparison, TlSide side)
{
  return side == TL_SIDE_LEFT ? comparison->left : comparison->right;
}

int
tl_comparison_find (const TlComparison *comparison, TlSide side, guint block)
{
  return block < document_of (comparison, side)->blocks->len ? comparison->pair_of[side][block]
                                                             : -1;
}

static guint
pair_at (const TlComparison *comparison, TlSide side, guint place)
{
  return side == TL_SIDE_LEFT ? place : g_array_index (comparison->right_order, guint, place);
}

static gboolean
is_wanted (const TlPair *pair, TlStep kind)
{
  if (kind == TL_STEP_MATCH)
    return pair->blocks[0]->len > 0 && pair->blocks[1]->len > 0;
  return pair->relation != TL_RELATION_SAME;
}

int
tl_comparison_step (
    const TlComparison *comparison, TlSide side, int from, TlStep kind, gboolean forward)
{
  gint64 n = comparison->pairs->len;
  gint64 place = from < 0 ? (forward ? -1 : n) : from;

  if (side == TL_SIDE_RIGHT && from >= 0)
    for (place = 0; place < n && pair_at (comparison, side, (guint)place) != (guint)from;)
      place++;
  for (place += forward ? 1 : -1; place >= 0 && place < n; place += forward ? 1 : -1)
    {
      guint index = pair_at (comparison, side, (guint)place);

      if (is_wanted (tl_comparison_get_pair (comparison, index), kind))
        return (int)index;
    }
  return -1;
}

char *
tl_comparison_dup_text (const TlComparison *comparison, TlSide side, guint pair)
{
  const GArray *blocks = tl_comparison_get_pair (comparison, pair)->blocks[side];
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      _tl_compare_append_text (text, document_of (comparison, side),
                               g_array_index (blocks, guint, i));
    }
  return g_string_free (text, FALSE);
}

GArray *
tl_comparison_diff (const TlComparison *comparison,
                    guint pair,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *left = tl_comparison_dup_text (comparison, TL_SIDE_LEFT, pair);
  g_autofree char *right = tl_comparison_dup_text (comparison, TL_SIDE_RIGHT, pair);

  return tl_diff_texts (left, -1, right, -1, cancellable, error);
}
