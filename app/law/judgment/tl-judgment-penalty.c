/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-penalty-private.h"

#include <string.h>

#include "law/judgment/tl-judgment-charge-private.h"

/* How far back a word may stand that says what a term is. */
#define BACK_MAX      60
#define PENALTIES_MAX 400
#define DATE_WINDOW   80
#define STARTS_MAX    60
#define TOTAL_MAX     600

void
_tl_penalty_free (gpointer data)
{
  TlPenalty *penalty = data;

  g_free (penalty->person);
  g_free (penalty->charge);
  g_free (penalty->starts);
  g_free (penalty);
}

static TlPenalty *
last_penalty (const TlPenaltyWalk *self, guint k)
{
  return g_ptr_array_index (self->reading->out->penalties, self->group + k);
}

static gboolean
has_main_penalty (const TlPenaltyWalk *self, const char *person)
{
  const GPtrArray *penalties = self->reading->out->penalties;

  for (guint i = penalties->len; i > 0; i--)
    {
      const TlPenalty *penalty = g_ptr_array_index (penalties, i - 1);

      if (g_strcmp0 (penalty->person, person) == 0 && !penalty->supplementary
          && penalty->kind != TL_PENALTY_FINE)
        return TRUE;
    }
  return FALSE;
}

static void
add_one (TlPenaltyWalk *self, const TlPenalty *model, const char *person)
{
  TlPenalty *penalty;

  if (self->reading->out->penalties->len >= PENALTIES_MAX)
    return;
  penalty = g_memdup2 (model, sizeof *model);
  penalty->person = g_strdup (person);
  if (penalty->kind == TL_PENALTY_FINE && !penalty->supplementary)
    penalty->supplementary = self->extra || has_main_penalty (self, person);
  g_ptr_array_add (self->reading->out->penalties, penalty);
}

/* One penalty for each person spoken of. */
static void
add_group (TlPenaltyWalk *self, TlPenalty model, gsize from, gsize to)
{
  model.field = _tl_view_field (self->reading->view, from, to, TL_CONFIDENCE_HIGH);
  self->group = self->reading->out->penalties->len;
  if (self->current->len == 0)
    {
      model.field.confidence = TL_CONFIDENCE_MEDIUM;
      add_one (self, &model, NULL);
    }
  for (guint i = 0; i < self->current->len; i++)
    add_one (self, &model, g_ptr_array_index (self->current, i));
  self->group_len = self->reading->out->penalties->len - self->group;
}

static gboolean
before (const TlPenaltyWalk *self, gsize i, const char *const *words)
{
  gsize from = i > self->from + BACK_MAX ? i - BACK_MAX : self->from;

  return _tl_view_has (self->reading->view, from, i, words);
}

/* Behind "tổng hợp" only the term that the accused must serve counts; the others are those added.
 */
static gboolean
is_component (TlPenaltyWalk *self, gsize i)
{
  static const char *const totals[] = { "chung",  "thành",  "phải chấp hành", "cả hai tội", "là",
                                        "cho cả", "của cả", "cho hai bản án", NULL };

  if (self->total == 0 || i < self->total)
    return FALSE;
  /* bounded, or a sentence of nothing but terms would be read once for each */
  return !_tl_view_has (self->reading->view, MAX (self->total, i > TOTAL_MAX ? i - TOTAL_MAX : 0),
                        i, totals);
}

/* What a term of years and months is, by the words around it. */
static gboolean
take_term (TlPenaltyWalk *self, const TlTerm *term, gsize end, gsize *after)
{
  static const char *const trial[] = { "thử thách", NULL };
  static const char *const passed[]
      = { "trừ", "đã chấp hành", "đề nghị", "án phí", "tạm giữ", "tạm giam", NULL };
  static const char *const prison[] = { "tù giam", "tù", NULL };
  static const char *const work[] = { "cải tạo không giam giữ", NULL };
  const TlView *view = self->reading->view;
  TlPenalty penalty = { .kind = TL_PENALTY_PRISON, .months = term->months };
  gsize at = _tl_view_spaces (view, term->to, end);

  *after = term->to;
  if (before (self, term->from, trial))
    {
      for (guint k = 0; k < self->group_len; k++)
        if (last_penalty (self, k)->suspended || !self->refused)
          last_penalty (self, k)->probation = term->months;
      return TRUE;
    }
  if (_tl_view_match_any (view, at, end, prison) > 0)
    *after = _tl_view_match_any (view, at, end, prison);
  else if (_tl_view_match_any (view, at, end, work) > 0)
    {
      *after = _tl_view_match_any (view, at, end, work);
      penalty.kind = TL_PENALTY_NON_CUSTODIAL;
    }
  else if (self->mode == TL_WALK_BAN || self->mode == TL_WALK_RESIDENCE)
    {
      penalty.kind = self->mode == TL_WALK_BAN ? TL_PENALTY_BAN : TL_PENALTY_RESIDENCE;
      penalty.supplementary = TRUE;
      self->mode = TL_WALK_NONE;
    }
  else
    return FALSE;
  if (is_component (self, term->from) || before (self, term->from, passed))
    return TRUE;
  penalty.aggregate = self->total > 0 && term->from > self->total;
  if (self->total > 0)
    self->total = *after;
  add_group (self, penalty, term->from, *after);
  return TRUE;
}

/* "tù chung thân", "tử hình", "trục xuất", "cảnh cáo" behind an order to punish. */
static gsize
take_word (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const struct
  {
    const char *word;
    TlPenaltyKind kind;
  } words[] = { { "tù chung thân", TL_PENALTY_LIFE },
                { "chung thân", TL_PENALTY_LIFE },
                { "tử hình", TL_PENALTY_DEATH },
                { "trục xuất", TL_PENALTY_EXPULSION },
                { "cảnh cáo", TL_PENALTY_WARNING } };
  const TlView *view = self->reading->view;

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    {
      TlPenalty penalty = { .kind = words[k].kind };
      gsize after = _tl_view_match (view, i, end, words[k].word);

      if (after == 0)
        continue;
      if (self->mode != TL_WALK_PUNISH && self->total == 0)
        return after;
      if (penalty.kind >= TL_PENALTY_LIFE && is_component (self, i))
        return after;
      penalty.aggregate = self->total > 0;
      penalty.supplementary = self->extra;
      add_group (self, penalty, i, after);
      return after;
    }
  return 0;
}

/* "tịch thu một phần tài sản của bị cáo": of evidence and proceeds only sums are read. */
static gsize
take_confiscation (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const char *const cues[] = { "tịch thu một phần tài sản", "tịch thu toàn bộ tài sản",
                                      "tịch thu một phần hoặc toàn bộ tài sản", NULL };
  gsize after = _tl_view_match_any (self->reading->view, i, end, cues);
  TlPenalty penalty = { .kind = TL_PENALTY_CONFISCATION, .supplementary = TRUE };

  if (after == 0)
    return 0;
  self->mode = TL_WALK_OTHER;
  add_group (self, penalty, i, after);
  return after;
}

/* Orders change what amounts and terms behind them are. */
static gsize
take_mode (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const char *const punish[] = { "xử phạt", "phạt tiền", "phạt tù", "phạt", NULL };
  static const char *const other[]
      = { "tịch thu", "truy thu", "bồi thường", "trả lại", "hoàn trả", "hoàn lại",
          "án phí",   "buộc",     "tạm giữ",    "thu giữ", "sung",     "cấp dưỡng",
          "chi phí",  "ghi nhận", "công nhận",  NULL };
  static const char *const bans[] = { "cấm hành nghề",  "cấm đảm nhiệm",
                                      "cấm giữ",        "cấm bị cáo",
                                      "cấm các bị cáo", "cấm làm",
                                      "cấm điều khiển", "cấm người bị kết án",
                                      "cấm tham gia",   NULL };
  static const char *const residence[] = { "cấm cư trú", "quản chế", "phạt quản chế", NULL };
  static const char *const totals[] = { "tổng hợp", "hình phạt chung", NULL };
  static const char *const extra[] = { "hình phạt bổ sung", "phạt bổ sung", "bổ sung", NULL };
  const TlView *view = self->reading->view;
  gsize after;

  after = _tl_view_match_any (view, i, end, residence);
  if (after > 0)
    return self->mode = TL_WALK_RESIDENCE, after;
  after = _tl_view_match_any (view, i, end, bans);
  if (after > 0)
    return self->mode = TL_WALK_BAN, _tl_view_match (view, i, end, "cấm");
  after = _tl_view_match_any (view, i, end, totals);
  if (after > 0)
    return self->total = self->total > 0 && i > self->total ? self->total : i, after;
  after = _tl_view_match_any (view, i, end, extra);
  if (after > 0)
    {
      self->extra = TRUE;
      self->mode = TL_WALK_PUNISH;
      return after;
    }
  after = _tl_view_match_any (view, i, end, punish);
  if (after > 0)
    {
      self->mode = TL_WALK_PUNISH;
      self->extra = self->extra && _tl_view_match (view, i, end, "xử phạt") == 0;
      return after;
    }
  after = _tl_view_match_any (view, i, end, other);
  if (after > 0)
    self->mode = TL_WALK_OTHER;
  return after;
}

static gsize
take_suspension (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const char *const refusals[] = { "không", NULL };
  gsize after = _tl_view_match (self->reading->view, i, end, "hưởng án treo");
  gsize from = i > self->from + 30 ? i - 30 : self->from;

  if (after == 0)
    return 0;
  self->refused = _tl_view_has (self->reading->view, from, i, refusals);
  for (guint k = 0; k < self->group_len && !self->refused; k++)
    if (last_penalty (self, k)->kind == TL_PENALTY_PRISON)
      last_penalty (self, k)->suspended = TRUE;
  return after;
}

/* "tính từ ngày 03/10/2020", "kể từ ngày bắt thi hành án": the day as YYYY-MM-DD, else as printed.
 */
static gsize
take_start (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const char *const cues[] = { "tính từ", "được tính từ", "tính kể từ", "kể từ", NULL };
  static const char *const named[] = { "ngày", "thời điểm", "khi", NULL };
  const TlView *view = self->reading->view;
  gsize after = _tl_view_match_any (view, i, end, cues);
  gsize at = after > 0 ? _tl_view_spaces (view, after, end) : 0;
  g_autofree char *starts = NULL;
  char date[11];
  gsize from, to;

  if (after == 0 || _tl_view_match_any (view, at, end, named) == 0)
    return after;
  if (tl_text_find_date (view->text + view->map[at],
                         MIN (DATE_WINDOW, view->map[end] - view->map[at]), date, &from, &to)
      && from <= strlen ("ngày "))
    starts = g_strdup (date);
  else
    {
      for (to = at; to < end && to < at + STARTS_MAX && strchr (",.;(\n", view->plain[to]) == NULL;)
        to++;
      starts = _tl_view_dup (view, at, to);
    }
  for (guint k = 0; k < self->group_len; k++)
    {
      TlPenalty *penalty = last_penalty (self, k);

      if ((penalty->kind == TL_PENALTY_PRISON || penalty->kind == TL_PENALTY_LIFE)
          && !penalty->suspended && !penalty->starts && penalty->probation == 0
          && strstr (starts, "tuyên án") == NULL)
        penalty->starts = g_strdup (starts);
    }
  return after;
}

static gsize
take_fine (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const char *const cues[] = { "phạt", "bổ sung", NULL };
  TlPenalty penalty = { .kind = TL_PENALTY_FINE };
  TlAmount amount;

  if (!_tl_figure_amount (self->reading->view, i, end, &amount))
    return 0;
  if (self->mode == TL_WALK_PUNISH
      && _tl_view_has (self->reading->view, MAX (self->reading->from, i > 300 ? i - 300 : 0), i,
                       cues))
    {
      penalty.amount = amount.value;
      penalty.supplementary = self->extra;
      add_group (self, penalty, amount.from, amount.to);
    }
  return amount.to;
}

/* A crime behind "về tội" is that of the penalties of the sentence that have none yet. */
static gsize
take_charge (TlPenaltyWalk *self, gsize i, gsize end)
{
  const TlView *view = self->reading->view;
  g_autoptr (GPtrArray) names = NULL;
  GPtrArray *penalties = self->reading->out->penalties;
  gsize after = _tl_charge_cue (view, i, end);

  if (after == 0)
    return 0;
  names = g_ptr_array_new_with_free_func (g_free);
  after = _tl_charge_names (view, after, end, names);
  if (names->len != 1)
    return after;
  for (guint k = self->first; k < penalties->len; k++)
    {
      TlPenalty *penalty = g_ptr_array_index (penalties, k);

      if (!penalty->charge && !penalty->aggregate && !penalty->supplementary)
        penalty->charge = g_strdup (g_ptr_array_index (names, 0));
    }
  return after;
}

/* A name at the head of a line and a term behind it: "- Nguyễn Văn A 24 tháng tù". */
static gsize
take_line_name (TlPenaltyWalk *self, gsize i, gsize end)
{
  const TlView *view = self->reading->view;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  TlTerm term;
  gsize at = i, after;

  while (at < end && (!_tl_view_is_word (view, at) || g_ascii_isdigit (view->plain[at])))
    at++;
  if (at >= end || !_tl_view_is_upper (view, at))
    return 0;
  after = _tl_name_list (self->reading, at, end, names);
  if (after == at || names->len == 0)
    return 0;
  at = after;
  while (at < end && strchr (" :,", view->plain[at]) != NULL)
    at++;
  if (!_tl_figure_term (view, at, end, &term))
    return 0;
  g_ptr_array_set_size (self->current, 0);
  g_ptr_array_extend_and_steal (self->current, g_steal_pointer (&names));
  return after;
}

/* "Phạt bổ sung mỗi bị cáo 10.000.000 đồng" in a sentence that names nobody: all who were punished
 * before, not only the last of them. */
static void
take_each (TlPenaltyWalk *self, gsize i, gsize end)
{
  static const char *const each[] = { "mỗi bị cáo", "các bị cáo mỗi", "các bị cáo, mỗi", NULL };
  const GPtrArray *penalties = self->reading->out->penalties;

  if (self->named || self->first == 0
      || _tl_view_match_any (self->reading->view, i, end, each) == 0)
    return;
  g_ptr_array_set_size (self->current, 0);
  for (guint k = 0; k < self->first; k++)
    {
      const char *person = ((TlPenalty *)g_ptr_array_index (penalties, k))->person;

      if (person != NULL
          && !g_ptr_array_find_with_equal_func (self->current, person, g_str_equal, NULL))
        g_ptr_array_add (self->current, g_strdup (person));
    }
}

static gsize
take (TlPenaltyWalk *self, gsize i, gsize end)
{
  TlTerm term;
  gsize after;

  take_each (self, i, end);
  after = _tl_accused_at (self->reading, i, end, self->current);
  if (after > 0)
    {
      self->named = TRUE;
      return after;
    }
  after = take_charge (self, i, end);
  if (after > 0)
    return after;
  if (_tl_figure_term (self->reading->view, i, end, &term) && take_term (self, &term, end, &after))
    return after;
  after = take_fine (self, i, end);
  if (after == 0)
    after = take_suspension (self, i, end);
  if (after == 0)
    after = take_start (self, i, end);
  if (after == 0)
    after = take_word (self, i, end);
  if (after == 0)
    after = take_confiscation (self, i, end);
  return after > 0 ? after : take_mode (self, i, end);
}

/* Whether the sentence at @i stands for itself: it follows no colon and is no further line of a
 * list that an order began. */
static gboolean
begins_anew (const TlDecisionReading *self, gsize i)
{
  const TlView *view = self->view;
  gsize k = i;

  while (k > self->from && (view->plain[k - 1] == ' ' || view->plain[k - 1] == '\n'))
    k--;
  return k <= self->from || (view->plain[k - 1] != ':' && strchr ("-+*", view->plain[i]) == NULL);
}

void
_tl_decision_read_penalties (TlDecisionReading *reading)
{
  g_autoptr (GPtrArray) current = g_ptr_array_new_with_free_func (g_free);
  TlPenaltyWalk self = { .reading = reading, .current = current };
  gsize i = reading->from;

  if (reading->case_type != TL_CASE_CRIMINAL)
    return;
  while (i < reading->to)
    {
      gsize end = _tl_view_sentence_end (reading->view, i, reading->to);
      gsize name;

      self.from = i;
      self.total = 0;
      self.named = FALSE;
      if (begins_anew (reading, i))
        {
          self.mode = TL_WALK_NONE;
          self.extra = FALSE;
        }
      self.first = reading->out->penalties->len;
      name = take_line_name (&self, i, end);
      self.named = name > 0;
      i = name > 0 ? name : i;
      while (i < end)
        {
          gsize after = _tl_view_starts_word (reading->view, i) ? take (&self, i, end) : 0;

          i = MAX (i + 1, after);
        }
      i = end;
    }
}
