/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-decision.h"

/* A judgment around a decision: head, facts, reasoning, closing. */
static inline char *
test_judgment (const char *number, const char *parties, const char *reasoning, const char *decision)
{
  return g_strdup_printf ("TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\nTỈNH MINH HẢI\nBản án số: %s\n"
                          "Ngày 05-3-2021\n%s\nNỘI DUNG VỤ ÁN:\nCác bên tranh chấp.\n"
                          "NHẬN ĐỊNH CỦA TÒA ÁN:\n%s\nVì các lẽ trên,\nQUYẾT ĐỊNH:\n%s\n"
                          "Nơi nhận:\n- TAND tỉnh;\nTM. HỘI ĐỒNG XÉT XỬ\n",
                          number, parties, reasoning ? reasoning : "[1] Về tố tụng.", decision);
}

static inline TlJudgmentDecision *
test_read_decision (const char *text)
{
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text, structure);

  return tl_judgment_decision_read (text, structure, people);
}

/* "guilty; dismissed": the outcome of the case first, in capitals when it is not of the whole. */
static inline char *
test_outcomes (const TlJudgmentDecision *decision)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < decision->outcomes->len; i++)
    {
      const TlOutcome *outcome = g_ptr_array_index (decision->outcomes, i);

      g_assert_nonnull (outcome->name);
      g_string_append_printf (out, "%s%s%s", i > 0 ? "; " : "", outcome->whole ? "" : "+",
                              outcome->code);
    }
  return g_string_free (out, FALSE);
}

/* "Trộm cắp tài sản/Trần Văn A; ..." */
static inline char *
test_charges (const TlJudgmentDecision *decision)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < decision->charges->len; i++)
    {
      const TlCharge *charge = g_ptr_array_index (decision->charges, i);

      g_string_append_printf (out, "%s%s/%s", i > 0 ? "; " : "", charge->name,
                              charge->person ? charge->person : "?");
    }
  return g_string_free (out, FALSE);
}

/* "prison Trần Văn A 30 treo 60 từ 2021-01-05; fine Lê Thị B 5000000 thêm": + for an aggregate */
static inline char *
test_penalties (const TlJudgmentDecision *decision)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < decision->penalties->len; i++)
    {
      const TlPenalty *penalty = g_ptr_array_index (decision->penalties, i);

      g_string_append_printf (out, "%s%s%s %s", i > 0 ? "; " : "", penalty->aggregate ? "+" : "",
                              tl_penalty_kind_code (penalty->kind),
                              penalty->person ? penalty->person : "?");
      if (penalty->months > 0)
        g_string_append_printf (out, " %u", penalty->months);
      if (penalty->amount > 0)
        g_string_append_printf (out, " %" G_GINT64_FORMAT, penalty->amount);
      if (penalty->suspended)
        g_string_append (out, " treo");
      if (penalty->probation > 0)
        g_string_append_printf (out, " %u", penalty->probation);
      if (penalty->supplementary)
        g_string_append (out, " thêm");
      if (penalty->starts)
        g_string_append_printf (out, " từ %s", penalty->starts);
    }
  return g_string_free (out, FALSE);
}

/* "payment 5000000 A>B; fee 300000 C>?" */
static inline char *
test_sums (const TlJudgmentDecision *decision)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < decision->sums->len; i++)
    {
      const TlSum *sum = g_ptr_array_index (decision->sums, i);

      g_string_append_printf (out, "%s%s %" G_GINT64_FORMAT " %s>%s", i > 0 ? "; " : "",
                              tl_sum_kind_code (sum->kind), sum->amount,
                              sum->payer ? sum->payer : "?", sum->payee ? sum->payee : "?");
    }
  return g_string_free (out, FALSE);
}
