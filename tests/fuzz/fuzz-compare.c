/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "compare/tl-compare.h"

/* Lines are paragraphs; everything before the first line "==" is the left document, the rest the
 * right one. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
add (TlDocument *document, const char *text)
{
  TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, text);

  g_free (block->text);
  block->text = g_strdup (text);
  tl_document_add (document, block);
}

static void
check_side (const TlComparison *comparison, TlSide side, const TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      guint block;
      double fraction;
      int pair = tl_comparison_find (comparison, side, i);

      g_assert_cmpint (pair, <, (int)comparison->pairs->len);
      if (tl_comparison_map (comparison, side, i, 0.5, &block, &fraction))
        g_assert_true (fraction >= 0 && fraction <= 1);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *)data, (gssize)size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 300);
  g_autoptr (TlDocument) left = tl_document_new (TL_DOC_GUIDANCE, "left");
  g_autoptr (TlDocument) right = tl_document_new (TL_DOC_GUIDANCE, "right");
  TlDocument *document = left;
  g_autoptr (TlComparison) comparison = NULL;
  g_autoptr (TlComparison) swapped = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (strcmp (lines[i], "==") == 0)
      document = right;
    else
      add (document, lines[i]);
  comparison = tl_compare_documents (left, right, NULL, NULL, NULL);
  swapped = tl_compare_documents (right, left, NULL, NULL, NULL);
  g_assert_cmpuint (comparison->pairs->len, ==, swapped->pairs->len);
  for (guint i = 0; i < TL_N_RELATIONS; i++)
    if (i < TL_RELATION_LEFT_ONLY)
      g_assert_cmpuint (comparison->counts[i], ==, swapped->counts[i]);
  check_side (comparison, TL_SIDE_LEFT, left);
  check_side (comparison, TL_SIDE_RIGHT, right);
  return 0;
}
