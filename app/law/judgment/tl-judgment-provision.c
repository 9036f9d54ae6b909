/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"

#include <string.h>

/* Words that say whose citation it is stand within so many characters before it. */
#define CUE_WINDOW 700

void
_tl_provision_free (gpointer data)
{
  TlProvision *provision = data;

  tl_citation_free (provision->citation);
  g_free (provision);
}

static guint
section_at (const TlJudgmentStructure *structure, gsize byte, guint hint)
{
  for (guint i = hint; i < structure->sections->len; i++)
    if (byte < g_array_index (structure->sections, TlJudgmentSection, i).to)
      return i;
  return structure->sections->len > 0 ? structure->sections->len - 1 : 0;
}

/* Where the sentence that @i stands in begins. */
static gsize
sentence_start (const TlView *view, gsize i, gsize from)
{
  gsize limit = i > from + CUE_WINDOW ? i - CUE_WINDOW : from;

  for (gsize k = i; k > limit; k--)
    {
      if (view->plain[k - 1] == '\n')
        return k;
      if (view->plain[k - 1] == ' ' && k >= 2 && view->plain[k - 2] == '.'
          && _tl_view_is_upper (view, k))
        return k;
    }
  return limit;
}

static gsize
last_of (const TlView *view, gsize from, gsize to, const char *const *cues)
{
  gsize last = TL_VIEW_NONE;
  gsize after = from;

  for (;;)
    {
      gsize at = _tl_view_find_any (view, after, to, cues, &after);

      if (at == TL_VIEW_NONE)
        return last;
      last = at;
    }
}

/* In the reasoning: the court applies what stands behind "áp dụng" and "căn cứ", parties and
 * prosecutor argue with what stands behind a word for their speech. The nearer word decides, but
 * what somebody proposes to apply is argued. */
static TlProvisionRole
role_in_reasoning (const TlView *view, gsize from, gsize at)
{
  static const char *const applies[]
      = { "áp dụng", "căn cứ", "căn cứ vào", "xét thấy", "hội đồng xét xử", NULL };
  static const char *const argues[] = { "đề nghị",
                                        "luật sư",
                                        "người bào chữa",
                                        "cho rằng",
                                        "trình bày",
                                        "kiểm sát viên",
                                        "viện kiểm sát",
                                        "nguyên đơn yêu cầu",
                                        "bị đơn yêu cầu",
                                        "cáo trạng",
                                        "truy tố",
                                        "kháng nghị cho",
                                        "người bảo vệ quyền",
                                        NULL };
  static const char *const court[]
      = { "hội đồng xét xử", "tòa án", "xét thấy", "nên cần", "do đó", "vì vậy", NULL };
  gsize applied = last_of (view, from, at, applies);
  gsize argued = last_of (view, from, at, argues);

  if (argued != TL_VIEW_NONE)
    {
      /* "Viện kiểm sát đề nghị ... là có căn cứ, do đó Hội đồng xét xử áp dụng ..." */
      gsize own = last_of (view, argued, at, court);

      if (own == TL_VIEW_NONE || applied == TL_VIEW_NONE || applied < own)
        return TL_PROVISION_ARGUED;
      return TL_PROVISION_APPLIED;
    }
  return applied != TL_VIEW_NONE ? TL_PROVISION_APPLIED : TL_PROVISION_QUOTED;
}

/* "Nguyên đơn căn cứ Điều 328 ... yêu cầu": the one who rests on it is the party at the head of the
 * sentence. */
static gboolean
party_rests (const TlDecisionReading *self, gsize from, gsize at)
{
  static const char *const rests[] = { "căn cứ", "dựa vào", "dựa trên", "viện dẫn", NULL };
  const TlView *view = self->view;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gsize i = from;

  while (i < at && (!_tl_view_is_word (view, i) || g_ascii_isdigit (view->plain[i])))
    i++;
  if (_tl_name_role (self, i, at) < 0)
    return FALSE;
  i = _tl_view_spaces (view, _tl_name_list ((TlDecisionReading *)self, i, at, names), at);
  return _tl_view_match_any (view, i, at, rests) > 0;
}

/* In the decision everything rests on what it cites, but for the standing note on enforcement. */
static TlProvisionRole
role_in_decision (const TlView *view, gsize from, gsize at)
{
  static const char *const notes[]
      = { "bản án được thi hành",   "quyết định được thi hành", "thi hành án dân sự",
          "người được thi hành án", "trường hợp bản án",        NULL };
  static const char *const rests[] = { "căn cứ", "áp dụng", "vận dụng", "xử", NULL };

  if (_tl_view_has (view, from, at, rests) && _tl_view_match (view, from, at, "trường hợp") == 0)
    return TL_PROVISION_APPLIED;
  return _tl_view_has (view, from, at, notes) ? TL_PROVISION_QUOTED : TL_PROVISION_APPLIED;
}

static TlProvisionRole
role_of (const TlDecisionReading *self, const TlCitation *citation, guint section)
{
  const TlView *view = self->view;
  const TlJudgmentSection *part
      = &g_array_index (self->structure->sections, TlJudgmentSection, section);
  gsize at = _tl_view_at (view, citation->from);
  gsize from = sentence_start (view, at, _tl_view_at (view, part->body));

  switch (part->kind)
    {
    case TL_SECTION_DECISION:
      return role_in_decision (view, from, at);
    case TL_SECTION_REASONING:
      return party_rests (self, from, at) ? TL_PROVISION_ARGUED
                                          : role_in_reasoning (view, from, at);
    case TL_SECTION_FACTS:
      return TL_PROVISION_ARGUED;
    default:
      return TL_PROVISION_QUOTED;
    }
}

/* Án lệ that the court follows: named in the reasoning or under the decision's "Căn cứ", and not to
 * be refused. */
static void
take_precedent (TlDecisionReading *self, const TlProvision *provision)
{
  static const char *const refusals[] = { "không áp dụng",
                                          "không thuộc trường hợp",
                                          "không tương tự",
                                          "chưa đủ điều kiện áp dụng",
                                          "không có căn cứ áp dụng",
                                          "không phù hợp",
                                          "khác với",
                                          "không thể áp dụng",
                                          "không giống",
                                          NULL };
  const TlView *view = self->view;
  const char *number = provision->citation->doc->number;
  TlSectionKind kind
      = g_array_index (self->structure->sections, TlJudgmentSection, provision->section).kind;
  gsize at = _tl_view_at (view, provision->citation->from);
  gsize end = _tl_view_sentence_end (view, at, view->length);

  if (number == NULL || provision->role == TL_PROVISION_ARGUED
      || (kind != TL_SECTION_REASONING && kind != TL_SECTION_DECISION))
    return;
  if (_tl_view_has (view, sentence_start (view, at, 0), MIN (end, at + CUE_WINDOW), refusals))
    return;
  if (!g_ptr_array_find_with_equal_func (self->out->precedents, number, g_str_equal, NULL))
    g_ptr_array_add (self->out->precedents, g_strdup (number));
}

static gboolean
is_crime (const TlCitation *citation)
{
  const char *name = citation->doc->name;
  gint64 article = g_ascii_strtoll (citation->article, NULL, 10);

  /* the special parts: BLHS 1999 from Điều 78, BLHS 2015 from Điều 108 */
  return name && g_str_has_prefix (name, "BLHS")
         && article >= (citation->doc->year == 1999 ? 78 : 108);
}

/* The article of a charge: the only provision of a special part cited in its paragraph, or in the
 * whole decision when it names one crime. */
static void
link_charge (TlDecisionReading *self, TlCharge *charge, gboolean only)
{
  const TlCitation *found = NULL;
  gsize at = _tl_view_at (self->view, charge->field.from);
  gsize from = sentence_start (self->view, at, self->from);
  gsize to = _tl_view_sentence_end (self->view, at, self->to);
  gsize first = self->view->map[only ? self->from : from];
  gsize last = self->view->map[only ? self->to : to];

  for (guint i = 0; i < self->out->provisions->len; i++)
    {
      const TlProvision *provision = g_ptr_array_index (self->out->provisions, i);
      const TlCitation *citation = provision->citation;

      if (citation->from < first || citation->from >= last || !is_crime (citation))
        continue;
      if (found && strcmp (found->article, citation->article) != 0)
        return;
      if (!found || (*found->clause == '\0' && *citation->clause != '\0'))
        found = citation;
    }
  if (found)
    charge->article = tl_citation_format (found);
}

static void
link_charges (TlDecisionReading *self)
{
  const GPtrArray *charges = self->out->charges;
  gboolean one = TRUE;

  for (guint i = 1; i < charges->len && one; i++)
    one = strcmp (((TlCharge *)g_ptr_array_index (charges, i))->name,
                  ((TlCharge *)g_ptr_array_index (charges, 0))->name)
          == 0;
  /* each looks through all provisions: bounded by a bound on the charges looked at */
  for (guint i = 0; i < MIN (charges->len, 40); i++)
    {
      TlCharge *charge = g_ptr_array_index (charges, i);

      link_charge (self, charge, FALSE);
      if (!charge->article && one)
        link_charge (self, charge, TRUE);
    }
}

void
_tl_decision_read_provisions (TlDecisionReading *reading)
{
  TlCitationContext context = { .date = reading->structure->date };
  g_autoptr (GPtrArray) citations = tl_citations_find (reading->view->text, -1, &context);
  guint section = 0;

  if (reading->structure->sections->len == 0)
    return;
  for (guint i = 0; i < citations->len; i++)
    {
      TlCitation *citation = g_ptr_array_index (citations, i);
      TlProvision *provision;
      guint hint = section > 0
                           && citation->from < g_array_index (reading->structure->sections,
                                                              TlJudgmentSection, section)
                                                   .from
                       ? 0
                       : section;

      section = section_at (reading->structure, citation->from, hint);
      provision = g_new0 (TlProvision, 1);
      provision->citation = tl_citation_copy (citation);
      provision->section = section;
      provision->role = role_of (reading, citation, section);
      g_ptr_array_add (reading->out->provisions, provision);
      if (citation->doc->kind == TL_CITED_PRECEDENT)
        take_precedent (reading, provision);
    }
  link_charges (reading);
}
