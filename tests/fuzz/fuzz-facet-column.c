/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind where the index keeps facets. */
#include "config.h"

#include <stdint.h>

#include "search/facet/tl-facet-column.h"

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

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlFacetColumn) column = tl_facet_column_decode (bytes, &error);
  g_autoptr (TlEffectColumn) effect = NULL;

  g_assert_true ((column == NULL) == (error != NULL));
  if (column != NULL)
    check_column (column);
  effect = tl_effect_column_decode (bytes, NULL);
  if (effect != NULL)
    check_effect (effect);
  return 0;
}
