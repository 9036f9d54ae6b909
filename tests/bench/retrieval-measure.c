/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "retrieval-measure.h"

#include <math.h>

static const guint AT[] = { 1, 5, 10, 20 };

void
measure_relevance (const gboolean *relevant, guint n, guint wanted, double measures[N_MEASURES])
{
  double gain = 0, ideal = 0, first = 0;
  guint found = 0;

  for (guint k = 0; k < N_MEASURES; k++)
    measures[k] = 0;
  for (guint i = 0; i < AT[G_N_ELEMENTS (AT) - 1]; i++)
    {
      if (i < n && relevant[i])
        {
          found++;
          first = first > 0 ? first : 1.0 / (i + 1);
          gain += i < 10 ? 1 / log2 (i + 2) : 0;
        }
      ideal += i < MIN (wanted, 10) ? 1 / log2 (i + 2) : 0;
      for (guint k = 0; k < G_N_ELEMENTS (AT); k++)
        if (AT[k] == i + 1)
          measures[MEASURE_R1 + k] = (double)found / MAX (wanted, 1);
    }
  measures[MEASURE_MRR] = first;
  measures[MEASURE_NDCG] = ideal > 0 ? gain / ideal : 0;
}

void
measure_print_head (void)
{
  g_print ("%-34s %12s %6s %12s %6s %6s %6s\n", "", "R@1", "R@5", "R@10", "R@20", "MRR", "nDCG");
}

void
measure_print (const char *label, GArray *values)
{
  double mean[N_MEASURES] = { 0 }, square[N_MEASURES] = { 0 }, half[N_MEASURES];
  guint n = values->len / N_MEASURES;

  for (guint i = 0; i < values->len; i++)
    {
      double value = 100 * g_array_index (values, double, i);

      mean[i % N_MEASURES] += value / n;
      square[i % N_MEASURES] += value * value / n;
    }
  for (guint k = 0; k < N_MEASURES; k++)
    half[k] = 1.96 * sqrt (MAX (square[k] - mean[k] * mean[k], 0) / n);
  g_print ("%-34s %5.1f +- %3.1f %6.1f %5.1f +- %3.1f %6.1f %6.1f %6.1f\n", label, mean[MEASURE_R1],
           half[MEASURE_R1], mean[MEASURE_R5], mean[MEASURE_R10], half[MEASURE_R10],
           mean[MEASURE_R20], mean[MEASURE_MRR], mean[MEASURE_NDCG]);
}
