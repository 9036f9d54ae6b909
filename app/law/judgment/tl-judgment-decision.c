/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"

#include <string.h>

#include "law/judgment/tl-judgment-figure-private.h"

#define APPEAL_DAYS_MAX 60

const char *
tl_penalty_kind_code (TlPenaltyKind kind)
{
  static const char *const codes[]
      = { "warning", "fine",  "non-custodial", "expulsion", "prison",
          "life",    "death", "ban",           "residence", "confiscation" };

  return kind < G_N_ELEMENTS (codes) ? codes[kind] : "";
}

const char *
tl_penalty_kind_name (TlPenaltyKind kind)
{
  static const char *const names[]
      = { "cảnh cáo",
          "phạt tiền",
          "cải tạo không giam giữ",
          "trục xuất",
          "tù có thời hạn",
          "tù chung thân",
          "tử hình",
          "cấm đảm nhiệm chức vụ, cấm hành nghề hoặc làm công việc nhất định",
          "cấm cư trú, quản chế",
          "tịch thu tài sản" };

  return kind < G_N_ELEMENTS (names) ? names[kind] : "";
}

const char *
tl_sum_kind_code (TlSumKind kind)
{
  static const char *const codes[]
      = { "payment", "compensation", "support", "fee", "cost", "forfeit" };

  return kind < G_N_ELEMENTS (codes) ? codes[kind] : "";
}

const char *
tl_provision_role_code (TlProvisionRole role)
{
  static const char *const codes[] = { "applied", "quoted", "argued" };

  return role < G_N_ELEMENTS (codes) ? codes[role] : "";
}

/* Whether one of @words ends right before @i. */
static gboolean
follows (const TlView *view, gsize i, gsize from, const char *const *words)
{
  gsize k = i;

  while (k > from && (view->plain[k - 1] == ' ' || view->plain[k - 1] == ':'))
    k--;
  while (k > from && _tl_view_is_word (view, k - 1))
    k--;
  return _tl_view_match_any (view, k, i, words) > 0;
}

/* "quyền kháng cáo trong thời hạn 15 (mười lăm) ngày": a figure before "ngày" in a sentence about
 * appeals; the first of the decision. */
void
_tl_decision_read_appeal (TlDecisionReading *reading)
{
  static const char *const leads[] = { "trong", "hạn", "là", "vòng", "có", NULL };
  const TlView *view = reading->view;
  gsize i = reading->from;

  while (i < reading->to)
    {
      gsize end = _tl_view_sentence_end (view, i, reading->to);
      gsize appeal = _tl_view_find (view, i, end, "kháng cáo", NULL);

      for (gsize k = i; appeal != TL_VIEW_NONE && k < end; k++)
        {
          guint days = 0;
          gsize after;

          if (!g_ascii_isdigit (view->plain[k]) || !_tl_view_starts_word (view, k)
              || !follows (view, k, i, leads))
            continue;
          after = _tl_figure_integer (view, k, end, 2, &days);
          after = after > 0 ? _tl_view_match (view, _tl_view_spaces (view, after, end), end, "ngày")
                            : 0;
          if (after == 0 || days == 0 || days > APPEAL_DAYS_MAX)
            continue;
          reading->out->appeal_days = days;
          reading->out->appeal_field = _tl_view_field (view, k, after, TL_CONFIDENCE_HIGH);
          return;
        }
      i = end;
    }
}

static void
find_decision (TlDecisionReading *self)
{
  const GArray *sections = self->structure->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      const TlJudgmentSection *section = &g_array_index (sections, TlJudgmentSection, i);

      if (section->kind != TL_SECTION_DECISION)
        continue;
      self->from = _tl_view_at (self->view, section->body);
      self->to = _tl_view_at (self->view, section->to);
    }
}

static void
check_figures (TlDecisionReading *self)
{
  const GArray *sections = self->structure->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      const TlJudgmentSection *section = &g_array_index (sections, TlJudgmentSection, i);

      _tl_figure_check (self->view, tl_section_name (section->kind),
                        _tl_view_at (self->view, section->body),
                        _tl_view_at (self->view, section->to), self->out->warnings);
    }
}

/* "Tuyên bố bị cáo A phạm tội X; xử phạt bị cáo A ...": the only crime of the person. */
static void
link_penalty (const TlJudgmentDecision *self, TlPenalty *penalty)
{
  const char *found = NULL;

  if (penalty->charge || penalty->aggregate || penalty->supplementary)
    return;
  for (guint i = 0; i < self->charges->len; i++)
    {
      const TlCharge *charge = g_ptr_array_index (self->charges, i);

      if (g_strcmp0 (charge->person, penalty->person) != 0)
        continue;
      if (found && strcmp (found, charge->name) != 0)
        return;
      found = charge->name;
    }
  penalty->charge = g_strdup (found);
}

static TlJudgmentDecision *
decision_new (void)
{
  TlJudgmentDecision *self = g_new0 (TlJudgmentDecision, 1);

  self->outcomes = g_ptr_array_new_with_free_func (g_free);
  self->charges = g_ptr_array_new_with_free_func (_tl_charge_free);
  self->penalties = g_ptr_array_new_with_free_func (_tl_penalty_free);
  self->sums = g_ptr_array_new_with_free_func (_tl_sum_free);
  self->provisions = g_ptr_array_new_with_free_func (_tl_provision_free);
  self->precedents = g_ptr_array_new_with_free_func (g_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gboolean
is_quashed (const TlJudgmentDecision *self)
{
  const TlOutcome *first = self->outcomes->len > 0 ? g_ptr_array_index (self->outcomes, 0) : NULL;

  return first && g_str_has_prefix (first->code, "quashed")
         && strcmp (first->code, "quashed-kept") != 0;
}

/* What a case is about when its head does not say. */
static void
settle_kind (TlDecisionReading *self)
{
  const TlDocNumber *number = self->structure->number;

  self->stage = self->people ? self->people->stage : TL_STAGE_UNKNOWN;
  self->case_type = self->people ? self->people->case_type : TL_CASE_UNKNOWN;
  if (self->stage == TL_STAGE_UNKNOWN && number)
    self->stage = number->stage;
  if (self->case_type == TL_CASE_UNKNOWN && number)
    self->case_type = number->case_type;
}

TlJudgmentDecision *
tl_judgment_decision_read (const char *text,
                           const TlJudgmentStructure *structure,
                           const TlJudgmentPeople *people)
{
  g_autoptr (TlView) view = _tl_view_new (text);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  TlJudgmentDecision *out = decision_new ();
  TlDecisionReading self = {
    .view = view, .structure = structure, .people = people, .names = names, .keys = keys, .out = out
  };

  for (guint i = 0; people && i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);

      if (party->role <= TL_PARTY_PROTESTER)
        _tl_name_learn (&self, party->name);
    }
  settle_kind (&self);
  find_decision (&self);
  _tl_decision_read_penalties (&self);
  _tl_decision_read_outcomes (&self);
  if (!is_quashed (out))
    _tl_decision_read_charges (&self);
  for (guint i = 0; i < out->penalties->len; i++)
    link_penalty (out, g_ptr_array_index (out->penalties, i));
  _tl_decision_read_sums (&self);
  _tl_decision_read_appeal (&self);
  _tl_decision_read_provisions (&self);
  check_figures (&self);
  _tl_decision_check_penalties (&self);
  return out;
}

void
tl_judgment_decision_free (TlJudgmentDecision *decision)
{
  if (decision == NULL)
    return;
  g_ptr_array_unref (decision->outcomes);
  g_ptr_array_unref (decision->charges);
  g_ptr_array_unref (decision->penalties);
  g_ptr_array_unref (decision->sums);
  g_ptr_array_unref (decision->provisions);
  g_ptr_array_unref (decision->precedents);
  g_ptr_array_unref (decision->warnings);
  g_free (decision);
}
