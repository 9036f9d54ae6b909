/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind where the index keeps facets. */
#include "config.h"

#include <stdint.h>

#include "search/facet/tl-facet-column.h"
#include "search/facet/tl-facet-review.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_column (const TlFacetColumn *column)
{
  g_assert_cmpuint (column->starts[column->n_documents], ==, column->ids->len);
  for (guint i = 0; i < column->ids->len; i++)
    g_assert_cmpuint (g_array_index (column->ids, guint32, i), <, column->values->len);
}

static void
check_effect (const TlEffectColumn *column)
{
  g_assert_cmpuint (column->starts[column->n_documents], ==, column->changes->len);
  for (guint32 i = 0; i < column->n_documents; i++)
    for (guint32 k = column->starts[i]; k < column->starts[i + 1]; k++)
      {
        const TlEffectChange *change = &g_array_index (column->changes, TlEffectChange, k);

        g_assert_cmpuint (change->state, <, TL_N_EFFECT_STATES);
        g_assert_true (k == column->starts[i] || change->day >= change[-1].day);
      }
}

/* What is read can be written, and is then the same. */
static void
check_reviews (GArray *facts)
{
  g_autoptr (GBytes) bytes = tl_review_facts_encode (facts);
  g_autoptr (GArray) again = tl_review_facts_decode (bytes, NULL);

  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, facts->len);
  for (guint i = 0; i < facts->len; i++)
    {
      const TlReviewFact *left = &g_array_index (facts, TlReviewFact, i);
      const TlReviewFact *right = &g_array_index (again, TlReviewFact, i);

      g_assert_true (left->id == right->id && left->reviewed == right->reviewed);
      g_assert_true (left->day == right->day && left->outcome == right->outcome);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlFacetColumn) column = tl_facet_column_decode (bytes, &error);
  g_autoptr (TlEffectColumn) effect = NULL;
  g_autoptr (GArray) reviews = NULL;

  g_assert_true ((column == NULL) == (error != NULL));
  if (column != NULL)
    check_column (column);
  effect = tl_effect_column_decode (bytes, NULL);
  if (effect != NULL)
    check_effect (effect);
  reviews = tl_review_facts_decode (bytes, NULL);
  if (reviews != NULL)
    check_reviews (reviews);
  return 0;
}
