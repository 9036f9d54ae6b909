/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"

#include <string.h>

/* The parts of a cue stand within so many characters of one clause. */
#define GAP_MAX      600
#define OUTCOMES_MAX 200
/* Whose claim it is stands within so many characters behind the cue. */
#define OWNER_MAX 260

/* Entry: one thing decided. @own: it is about the claim of the one who brought the case. */
typedef struct
{
  const TlOutcomeCue *cue;
  gsize from;
  gsize to;
  gboolean own;
} Entry;

static gboolean
in_list (const char *list, const char *code)
{
  gsize n = strlen (code);

  if (strcmp (list, "*") == 0 || n == 0)
    return TRUE;
  for (const char *p = list; (p = strstr (p, code)) != NULL; p += n)
    if ((p == list || p[-1] == ',') && (p[n] == '\0' || p[n] == ','))
      return TRUE;
  return FALSE;
}

/* Whether an order may begin at @i: at the head of a clause, or behind a word that leads to it. */
static gboolean
heads_clause (const TlDecisionReading *self, gsize i)
{
  static const char *const leads[]
      = { "và", "xử", "tuyên", "bố", "định", "đồng thời", "nên", NULL };
  const TlView *view = self->view;
  gsize k = i, word;

  while (k > self->from && view->plain[k - 1] == ' ')
    k--;
  if (k <= self->from || !_tl_view_is_word (view, k - 1))
    return TRUE;
  word = k;
  while (word > self->from && _tl_view_is_word (view, word - 1))
    word--;
  return _tl_view_match_any (view, word, i, leads) > 0;
}

/* Length of the cue's words when all its parts stand in order, or 0. */
static gsize
match_cue (const TlView *view, const TlOutcomeCue *cue, gsize i, gsize end, gsize *after)
{
  gsize length;

  *after = _tl_view_match (view, i, end, cue->parts[0]);
  if (*after == 0)
    return 0;
  length = *after - i;
  for (guint k = 1; cue->parts[k]; k++)
    {
      gsize to = 0;
      gsize limit = MIN (end, *after + GAP_MAX);
      gsize from = _tl_view_find (view, *after, limit, cue->parts[k], &to);

      if (from == TL_VIEW_NONE)
        return 0;
      length += to - from;
      *after = to;
    }
  return length;
}

/* Whether the claim that stands behind the cue is that of the plaintiff, and no counterclaim. */
static gboolean
is_own (const TlDecisionReading *self, gsize from, gsize end)
{
  static const char *const others[] = { "phản tố",
                                        "yêu cầu độc lập",
                                        "yêu cầu của bị đơn",
                                        "của người có quyền lợi",
                                        "của người liên quan",
                                        NULL };
  static const char *const owner[] = { "của", NULL };
  gsize limit = MIN (end, from + OWNER_MAX);
  gsize after = 0;
  gsize of;

  if (_tl_view_has (self->view, from, MIN (limit, from + 90), others))
    return FALSE;
  of = _tl_view_find_any (self->view, from, limit, owner, &after);
  if (of == TL_VIEW_NONE)
    return TRUE;
  switch (_tl_name_role (self, _tl_view_spaces (self->view, after, limit), limit))
    {
    case TL_PARTY_DEFENDANT:
    case TL_PARTY_RELATED:
    case TL_PARTY_RESPONDENT:
      return FALSE;
    default:
      return TRUE;
    }
}

static const TlOutcomeCue *
best_cue (const TlDecisionReading *self, gsize i, gsize end, gsize *after)
{
  const GPtrArray *cues = _tl_outcome_cues ();
  const char *stage = tl_stage_code (self->stage);
  const char *type = tl_case_type_code (self->case_type);
  const TlOutcomeCue *best = NULL;
  gsize length = 0;
  int head = -1;

  for (guint k = 0; k < cues->len; k++)
    {
      const TlOutcomeCue *cue = g_ptr_array_index (cues, k);
      gsize to, found;

      if (!in_list (cue->stages, stage) || !in_list (cue->types, type))
        continue;
      found = match_cue (self->view, cue, i, end, &to);
      if (found <= length)
        continue;
      if (!cue->anywhere && head < 0)
        head = heads_clause (self, i);
      if (!cue->anywhere && head == 0)
        continue;
      best = cue;
      length = found;
      *after = to;
    }
  return best;
}

static GArray *
read_entries (const TlDecisionReading *self)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gsize i = self->from;

  while (i < self->to && entries->len < OUTCOMES_MAX)
    {
      gsize end = _tl_view_clause_end (self->view, i, self->to);

      while (i < end && entries->len < OUTCOMES_MAX)
        {
          const TlOutcomeCue *cue = NULL;
          gsize after = i;

          if (_tl_view_starts_word (self->view, i))
            cue = best_cue (self, i, end, &after);
          if (cue)
            {
              Entry entry = { cue, i, end, is_own (self, i, end) };

              g_array_append_val (entries, entry);
              /* another order may follow in the clause: "chấp nhận kháng cáo, sửa bản án" */
              i += strlen (cue->parts[0]) / 2;
              while (i < end && !_tl_view_starts_word (self->view, i))
                i++;
              i = cue->parts[1]
                      ? MAX (i, _tl_view_match (self->view, entry.from, end, cue->parts[0]))
                      : MAX (i, after);
            }
          else
            i++;
        }
    }
  return entries;
}

static const Entry *
find_code (const GArray *entries, const char *code, gboolean own)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (strcmp (entry->cue->code, code) == 0 && (!own || entry->own))
        return entry;
    }
  return NULL;
}

static void
put_first (TlDecisionReading *self, const char *code, gsize from, gsize to, TlConfidence confidence)
{
  TlOutcome *outcome = g_new0 (TlOutcome, 1);

  outcome->code = g_intern_string (code);
  outcome->name = tl_outcome_name (code);
  for (guint i = 0; i < _tl_outcome_cues ()->len; i++)
    {
      const TlOutcomeCue *cue = g_ptr_array_index (_tl_outcome_cues (), i);

      if (strcmp (cue->code, code) == 0 && in_list (cue->stages, tl_stage_code (self->stage))
          && in_list (cue->types, tl_case_type_code (self->case_type)))
        {
          outcome->name = cue->name;
          break;
        }
    }
  outcome->whole = TRUE;
  outcome->field = _tl_view_field (self->view, from, to, confidence);
  g_ptr_array_add (self->out->outcomes, outcome);
}

static void
put_entry (TlDecisionReading *self, const Entry *entry, const char *code, TlConfidence confidence)
{
  put_first (self, code, entry->from, entry->to, confidence);
}

/* An order at the head of a clause that grants something. */
static gsize
find_grant (const TlDecisionReading *self)
{
  static const char *const grants[] = { "buộc",
                                        "công nhận",
                                        "giao",
                                        "tuyên bố hợp đồng",
                                        "tuyên bố giao dịch",
                                        "tuyên bố văn bản",
                                        "tuyên bố di chúc",
                                        "xác định",
                                        "hủy",
                                        "chia",
                                        "cho",
                                        "phải",
                                        "tuyên hủy",
                                        "giảm",
                                        "tăng",
                                        "chấm dứt",
                                        "có trách nhiệm",
                                        NULL };

  for (gsize i = self->from; i < self->to; i++)
    if (_tl_view_starts_word (self->view, i)
        && _tl_view_match_any (self->view, i, self->to, grants) > 0 && heads_clause (self, i))
      return i;
  return TL_VIEW_NONE;
}

/* Civil and administrative cases of first instance: what became of the plaintiff's claims. A claim
 * withdrawn does not change what was decided about the others; counterclaims do not count. */
static void
decide_claims (TlDecisionReading *self, const GArray *entries)
{
  static const char *const rest[]
      = { "divorce-agreed", "agreement", "dismissed", "suspended", "transferred" };
  const Entry *yes = find_code (entries, "accepted", TRUE);
  const Entry *no = find_code (entries, "rejected", TRUE);
  const Entry *part = find_code (entries, "partly-accepted", TRUE);
  const Entry *divorce = find_code (entries, "divorce-agreed", FALSE);
  gsize grant = TL_VIEW_NONE;

  if (part)
    return put_entry (self, part, "partly-accepted", TL_CONFIDENCE_HIGH);
  if (divorce && !no && (!yes || yes->from > divorce->from))
    return put_entry (self, divorce, "divorce-agreed", TL_CONFIDENCE_HIGH);
  if (yes && no)
    return put_entry (self, yes, "partly-accepted", TL_CONFIDENCE_MEDIUM);
  if (yes)
    return put_entry (self, yes, "accepted", TL_CONFIDENCE_HIGH);
  if (find_code (entries, "agreement", FALSE) == NULL)
    grant = find_grant (self);
  if (no && grant != TL_VIEW_NONE && grant < no->from)
    return put_entry (self, no, "partly-accepted", TL_CONFIDENCE_MEDIUM);
  if (no)
    return put_entry (self, no, "rejected", TL_CONFIDENCE_HIGH);
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    {
      const Entry *entry = find_code (entries, rest[i], FALSE);

      if (entry && (grant == TL_VIEW_NONE || grant > entry->from))
        return put_entry (self, entry, rest[i], TL_CONFIDENCE_HIGH);
    }
  if (grant != TL_VIEW_NONE)
    put_first (self, "accepted", grant, _tl_view_clause_end (self->view, grant, self->to),
               TL_CONFIDENCE_LOW);
}

static const char *const returned[] = {
  "xét xử lại",           "giải quyết lại",       "điều tra lại",           "xét xử sơ thẩm lại",
  "xét xử phúc thẩm lại", "theo thủ tục sơ thẩm", "theo thủ tục phúc thẩm", NULL
};

/* An appeal dismissed and nothing said of the judgment; a judgment upheld and nothing of the
 * protest. */
static void
put_unsaid (TlDecisionReading *self, const GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (strcmp (entry->cue->code, "upheld") == 0)
        return put_entry (self, entry, "upheld", TL_CONFIDENCE_MEDIUM);
      if (strstr (entry->cue->code, "-rejected") && self->stage == TL_STAGE_APPEAL)
        return put_entry (self, entry, "upheld", TL_CONFIDENCE_MEDIUM);
    }
}

/* Appeals and cassation: the strongest thing that was done to the judgment under review. */
static void
decide_review (TlDecisionReading *self, const GArray *entries)
{
  static const char *const order[]
      = { "quashed-dismissed", "quashed-kept",     "quashed-retrial",  "not-guilty",
          "amended",           "upheld",           "protest-rejected", "agreement",
          "divorce-agreed",    "appeal-dismissed", "dismissed",        "suspended" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const Entry *entry = find_code (entries, order[i], FALSE);
      const char *code = order[i];

      if (!entry || !entry->cue->whole)
        continue;
      if (strcmp (code, "quashed-retrial") == 0
          && !_tl_view_has (self->view, self->from, self->to, returned)
          && find_code (entries, "dismissed", FALSE))
        code = "quashed-dismissed";
      if (strcmp (code, "quashed-retrial") == 0 && find_code (entries, "upheld", FALSE)
          && self->stage >= TL_STAGE_CASSATION
          && !_tl_view_has (self->view, self->from, self->to, returned))
        code = "quashed-kept";
      if (strcmp (code, "quashed-dismissed") == 0 && self->stage == TL_STAGE_APPEAL
          && _tl_view_has (self->view, entry->from, entry->to, returned))
        code = "quashed-retrial";
      return put_entry (self, entry, code, TL_CONFIDENCE_HIGH);
    }
  put_unsaid (self, entries);
}

static void
decide_criminal (TlDecisionReading *self, const GArray *entries)
{
  static const char *const order[]
      = { "guilty",   "exempt-penalty", "exempt-liability", "not-guilty",
          "returned", "dismissed",      "suspended",        "transferred" };
  const Entry *exempt = find_code (entries, "exempt-penalty", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const Entry *entry = find_code (entries, order[i], FALSE);

      /* one accused found guilty and exempt: what was decided is the exemption */
      if (i == 0 && exempt && self->out->penalties->len == 0)
        continue;
      if (entry)
        return put_entry (self, entry, order[i], TL_CONFIDENCE_HIGH);
    }
}

static void
put_rest (TlDecisionReading *self, const GArray *entries)
{
  const TlOutcome *first
      = self->out->outcomes->len > 0 ? g_ptr_array_index (self->out->outcomes, 0) : NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const Entry *before = &g_array_index (entries, Entry, i > 0 ? i - 1 : 0);
      TlOutcome *outcome;

      /* "Tuyên bố ... phạm tội ...": the words of the verdict inside the sentence say it again */
      if (strcmp (entry->cue->code, "guilty") == 0 && find_code (entries, "guilty", FALSE) != entry)
        continue;
      if (i > 0 && strcmp (entry->cue->code, before->cue->code) == 0 && entry->to == before->to)
        continue;
      if (first && first->code == entry->cue->code
          && first->field.from == self->view->map[entry->from])
        continue;
      outcome = g_new0 (TlOutcome, 1);
      outcome->code = entry->cue->code;
      outcome->name = entry->cue->name;
      outcome->field = _tl_view_field (self->view, entry->from, entry->to, TL_CONFIDENCE_HIGH);
      g_ptr_array_add (self->out->outcomes, outcome);
    }
}

void
_tl_decision_read_outcomes (TlDecisionReading *reading)
{
  g_autoptr (GArray) entries = read_entries (reading);

  if (reading->stage >= TL_STAGE_APPEAL)
    decide_review (reading, entries);
  else if (reading->case_type == TL_CASE_CRIMINAL)
    decide_criminal (reading, entries);
  else
    decide_claims (reading, entries);
  put_rest (reading, entries);
}
