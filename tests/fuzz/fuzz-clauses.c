/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind where the record of a unit keeps its clauses. */
#include "config.h"

#include <stdint.h>

#include "search/rank/tl-clauses.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  TlQuestionTerm terms[] = { { .term = (char *)"Btrôm5_căp4", .is_pair = TRUE, .idf = 1 },
                             { .term = (char *)"Ftai", .idf = 1 },
                             { .term = (char *)"căp4", .idf = 1 },
                             { .term = (char *)"trôm5", .idf = 1 } };
  static const double WEIGHTS[] = { 1, 1, 1, 1 };
  static const gboolean PRESENT[] = { TRUE, TRUE, TRUE, TRUE };
  static const guint32 HEADING[] = { 0, 1, 0, 0 };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (TlClauseMatcher) matcher = NULL;
  TlClauseScore score;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    g_ptr_array_add (list, &terms[i]);
  matcher = tl_clause_matcher_new (list, WEIGHTS);
  score = tl_clause_matcher_score (matcher, PRESENT, HEADING, data, size);
  g_assert_true (score.alone >= 0 && score.headed >= 0);
  return 0;
}
