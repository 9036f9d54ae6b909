/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"

#include <string.h>

#include "law/judgment/tl-judgment-figure-private.h"

#define SUMS_MAX 600
/* How far from an amount the word for a fee may stand, before and behind it. */
#define FEE_BEFORE 70
#define FEE_AFTER  60
#define BACK_MAX   90
/* An order is looked for no further before its amount. */
#define ORDER_MAX 800

/**
 * Walk:
 * @payer: (nullable): who was named last as the one who must pay
 * @kind: of the last order to pay
 * @active: an order to pay stands before
 * @fee_item: the item is about court fees
 * @parts: what follows in the sentence are parts of a sum named before
 * @seen: the sentence, or the list it is of, has named an amount
 * @jointly: the sum is owed by several together, what each owes is a part of it
 * @in_list: a list behind a colon goes on
 * @clause: where the clause begins
 * @order: where the order begins that the clause ends with: "Không chấp nhận kháng cáo ..., giữ
 * nguyên bản án: buộc ..."
 */
typedef struct
{
  TlDecisionReading *reading;
  char *payer;
  char *payee;
  TlSumKind kind;
  gboolean active;
  gboolean fee_item;
  gboolean parts;
  gboolean seen;
  gboolean jointly;
  gboolean in_list;
  gsize clause;
  gsize order;
} Walk;

static const char *const pay_verbs[]
    = { "phải",       "có nghĩa vụ", "có trách nhiệm", "chịu",       "nộp",        "trả",
        "thanh toán", "bồi thường",  "hoàn trả",       "hoàn lại",   "cấp dưỡng",  "liên đới",
        "tự nguyện",  "cùng",        "mỗi người",      "mỗi bị cáo", "đóng góp",   "giao",
        "bồi hoàn",   "thối lại",    "còn phải",       "tiếp tục",   "được",       "trích trả",
        "sử dụng",    "nhận",        "đồng ý",         "cam kết",    "thống nhất", NULL };

static const char *const give_verbs[]
    = { "trả",     "thanh toán", "bồi thường", "hoàn trả", "hoàn lại", "cho",        "giao",
        "trả lại", "trả nợ",     "cấp dưỡng",  "bồi hoàn", "trả cho",  "trả nợ cho", NULL };

void
_tl_sum_free (gpointer data)
{
  TlSum *sum = data;

  g_free (sum->payer);
  g_free (sum->payee);
  g_free (sum);
}

static gboolean
around (const Walk *self, gsize from, gsize to, const char *const *words)
{
  return _tl_view_has (self->reading->view, from, to, words);
}

/* The word that ends before @i. */
static gsize
word_before (const TlView *view, gsize i, gsize from)
{
  while (i > from && view->plain[i - 1] == ' ')
    i--;
  while (i > from && _tl_view_is_word (view, i - 1))
    i--;
  return i;
}

/* Whether a name that stands at @i receives: one of the verbs of giving ends right before it. */
static gboolean
is_payee (const Walk *self, gsize i)
{
  const TlView *view = self->reading->view;
  gsize at = word_before (view, i, self->clause);
  gsize twice = word_before (view, at, self->clause);

  return _tl_view_match_any (view, at, i, give_verbs) > 0
         || _tl_view_match_any (view, twice, i, give_verbs) == i - 1;
}

static gboolean
may_begin_name (const Walk *self, gsize i, gsize end)
{
  static const char *const starts[]
      = { "ông",        "bà",       "anh",          "chị",        "em",       "cháu",
          "cụ",         "vợ chồng", "bị cáo",       "các bị cáo", "bị hại",   "nguyên đơn",
          "bị đơn",     "người",    "công ty",      "ngân hàng",  "ủy ban",   "ubnd",
          "hợp tác xã", "chủ tịch", "doanh nghiệp", "hộ",         "gia đình", NULL };
  const TlView *view = self->reading->view;

  if (_tl_view_match_any (view, i, end, starts) > 0)
    return TRUE;
  return _tl_view_is_upper (view, i)
         && (is_payee (self, i)
             || _tl_view_match (view, word_before (view, i, self->clause), i, "buộc")
             || word_before (view, i, self->clause) >= i - 1);
}

static gsize
take_names (Walk *self, gsize i, gsize end)
{
  const TlView *view = self->reading->view;
  g_autoptr (GPtrArray) names = NULL;
  gsize after, next;

  if (!may_begin_name (self, i, end))
    return 0;
  names = g_ptr_array_new_with_free_func (g_free);
  after = _tl_name_list (self->reading, i, end, names);
  if (after == i || names->len == 0)
    return 0;
  next = _tl_view_spaces (view, after, end);
  /* "Các bị cáo A, B mỗi bị cáo phải chịu": those named before */
  if (self->payer != NULL && view->plain[i] == 'b'
      && _tl_view_match (view, word_before (view, i, self->clause), i, "mỗi") > 0)
    return after;
  if (is_payee (self, i))
    {
      g_free (self->payee);
      self->payee = _tl_name_join (names);
    }
  else if (_tl_view_match_any (view, next, end, pay_verbs) > 0
           || _tl_view_match (view, next, end, "mỗi bị cáo") > 0
           || _tl_view_match (view, word_before (view, i, self->clause), i, "buộc"))
    {
      g_free (self->payer);
      self->payer = _tl_name_join (names);
      g_clear_pointer (&self->payee, g_free);
    }
  return after;
}

/* Orders and what they are about. */
static gsize
take_order (Walk *self, gsize i, gsize end)
{
  static const struct
  {
    const char *words;
    TlSumKind kind;
  } orders[] = {
    { "bồi thường", TL_SUM_COMPENSATION },
    { "cấp dưỡng", TL_SUM_SUPPORT },
    { "tịch thu", TL_SUM_FORFEIT },
    { "truy thu", TL_SUM_FORFEIT },
    { "nộp lại", TL_SUM_FORFEIT },
    { "chi phí thẩm định", TL_SUM_COST },
    { "chi phí xem xét", TL_SUM_COST },
    { "chi phí định giá", TL_SUM_COST },
    { "chi phí giám định", TL_SUM_COST },
    { "chi phí đo đạc", TL_SUM_COST },
    { "chi phí tố tụng", TL_SUM_COST },
    { "chi phí đo vẽ", TL_SUM_COST },
    { "chi phí khảo sát", TL_SUM_COST },
    { "thanh toán", TL_SUM_PAYMENT },
    { "trả", TL_SUM_PAYMENT },
    { "hoàn trả", TL_SUM_PAYMENT },
    { "giao lại", TL_SUM_PAYMENT },
    { "giao trả", TL_SUM_PAYMENT },
  };
  const TlView *view = self->reading->view;
  gsize after;

  for (guint k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      after = _tl_view_match (view, i, end, orders[k].words);
      if (after == 0)
        continue;
      /* "chi phí định giá ... phải trả" is still a cost, "bồi thường ... phải trả" compensation */
      if (orders[k].kind != TL_SUM_PAYMENT || !self->active || self->kind == TL_SUM_PAYMENT
          || self->kind == TL_SUM_FORFEIT)
        self->kind = orders[k].kind;
      self->active = TRUE;
      return after;
    }
  return 0;
}

/* Amounts that nobody is ordered to pay: advances and what is returned of them, parts of a total,
 * what was paid before, and what is refused. */
static gboolean
is_idle (const Walk *self, const TlAmount *amount, gsize end)
{
  static const char *const advance[]
      = { "tạm ứng",       "khấu trừ",  "được trừ",     "cấn trừ",
          "trừ vào",       "đối trừ",   "còn phải nộp", "nộp thêm",
          "nộp tiếp",      "đã nộp",    "nhận lại",     "được hoàn",
          "đã bồi thường", "đã trả",    "chênh lệch",   "biên lai",
          "hoàn lại",      "được nhận", "đã khắc phục", "trả lại số tiền tạm",
          "đã thanh toán", NULL };
  static const char *const refused[]
      = { "không chấp nhận", "bác",       "đình chỉ",    "không phải", "phạt",         "không buộc",
          "được miễn",       "mức lương", "tương đương", "trị giá",    "trên giá trị", NULL };
  static const char *const behind[] = { "tạm ứng", "tiền tạm ứng", NULL };
  static const char *const from_which[] = { "từ", NULL };
  const TlView *view = self->reading->view;
  gsize order = MAX (self->order, amount->from > ORDER_MAX ? amount->from - ORDER_MAX : 0);
  gsize back = amount->from > order + BACK_MAX ? amount->from - BACK_MAX : order;

  return around (self, back, amount->from, advance) || self->parts
         || around (self, order, amount->from, refused)
         || around (self, amount->to, MIN (end, amount->to + 14), behind)
         || _tl_view_match_any (view, word_before (view, amount->from, self->clause), amount->from,
                                from_which)
                > 0;
}

static gboolean
is_fee (const Walk *self, const TlAmount *amount, gsize end)
{
  static const char *const fees[] = { "án phí", "lệ phí", NULL };
  gsize back = amount->from > self->clause + FEE_BEFORE ? amount->from - FEE_BEFORE : self->clause;
  gsize limit = MIN (end, amount->to + FEE_AFTER);
  gsize comma = amount->to;

  if (self->fee_item || around (self, back, amount->from, fees))
    return TRUE;
  while (comma < limit && self->reading->view->plain[comma] != ',')
    comma++;
  return around (self, amount->to, comma, fees);
}

/* "hoàn trả bà L 16.000.000 đồng chi phí giám định" */
static gboolean
is_cost (const Walk *self, const TlAmount *amount, gsize end)
{
  static const char *const costs[]
      = { "chi phí giám định", "chi phí định giá", "chi phí thẩm định", "chi phí xem xét",
          "chi phí tố tụng",   "chi phí đo",       "chi phí khảo sát",  NULL };

  return self->active && around (self, amount->to, MIN (end, amount->to + 30), costs);
}

static gboolean
is_total (const Walk *self, const TlAmount *amount)
{
  static const char *const totals[] = { "tổng cộng", "tổng số tiền", "tổng số", "tổng", NULL };
  gsize back = amount->from > self->clause + BACK_MAX ? amount->from - BACK_MAX : self->clause;

  return around (self, back, amount->from, totals);
}

static void
add_sum (Walk *self, TlSumKind kind, const TlAmount *amount)
{
  TlJudgmentDecision *out = self->reading->out;
  TlSum *sum;

  if (out->sums->len >= SUMS_MAX)
    return;
  sum = g_new0 (TlSum, 1);
  sum->kind = kind;
  sum->payer = g_strdup (self->payer);
  sum->payee = kind == TL_SUM_FEE || kind == TL_SUM_FORFEIT ? NULL : g_strdup (self->payee);
  sum->amount = amount->value;
  sum->field = _tl_view_field (self->reading->view, amount->from, amount->to, amount->confidence);
  g_ptr_array_add (out->sums, sum);
}

/* Wages and the compensation beside them are parts of one total. */
static gboolean
add_up (TlSumKind a, TlSumKind b)
{
  return a == b || (a <= TL_SUM_COMPENSATION && b <= TL_SUM_COMPENSATION);
}

/* A total takes the place of the parts named before it, when they add up to it. */
static void
drop_parts (TlJudgmentDecision *out, TlSumKind kind, gint64 total)
{
  gint64 rest = total;
  guint k;

  for (k = out->sums->len; k > 0 && rest > 0; k--)
    {
      const TlSum *sum = g_ptr_array_index (out->sums, k - 1);

      if (!add_up (sum->kind, kind))
        return;
      rest -= sum->amount;
    }
  if (rest == 0)
    g_ptr_array_set_size (out->sums, (int)k);
}

static gsize
take_amount (Walk *self, gsize i, gsize end)
{
  TlJudgmentDecision *out = self->reading->out;
  TlAmount amount;

  if (!_tl_figure_amount (self->reading->view, i, end, &amount))
    return 0;
  self->seen = TRUE;
  if (is_idle (self, &amount, end))
    return amount.to;
  if (is_fee (self, &amount, end))
    add_sum (self, TL_SUM_FEE, &amount);
  else if (is_cost (self, &amount, end))
    add_sum (self, TL_SUM_COST, &amount);
  else if (self->active)
    {
      if (is_total (self, &amount))
        drop_parts (out, self->kind, amount.value);
      add_sum (self, self->kind, &amount);
    }
  return amount.to;
}

static void
forget (Walk *self)
{
  g_clear_pointer (&self->payer, g_free);
  g_clear_pointer (&self->payee, g_free);
  self->active = FALSE;
}

/* Whether a list behind a colon goes on at @i; amounts named before count as long as it does. */
static void
continue_list (Walk *self, gsize i)
{
  const TlView *view = self->reading->view;
  gsize k = i;

  while (k > self->reading->from && (view->plain[k - 1] == ' ' || view->plain[k - 1] == '\n'))
    k--;
  if (k > self->reading->from && view->plain[k - 1] == ':')
    self->in_list = TRUE;
  else if (k <= self->reading->from || view->plain[k - 1] != ';')
    self->in_list = self->in_list && strchr ("0123456789[", view->plain[i]) == NULL;
  self->parts = self->parts && self->in_list;
  self->seen = self->seen && self->in_list;
  self->jointly = FALSE;
}

/* A new sentence stands for itself, unless the one before ended with a colon. */
static void
begin_sentence (Walk *self, gsize i)
{
  static const char *const fees[] = { "án phí", "lệ phí", NULL };
  static const char *const starts[]
      = { "về", "án phí", "lệ phí", "kể từ", "trường hợp", "nếu", "các đương sự", "căn cứ", NULL };
  static const char *const orders[]
      = { "buộc", "chấp nhận", "xử", "tuyên", "bác", "không", "đình chỉ", NULL };
  const TlView *view = self->reading->view;
  gboolean anew = FALSE;

  continue_list (self, i);
  if (strchr ("0123456789[", view->plain[i]) != NULL)
    {
      self->fee_item = FALSE;
      anew = TRUE;
    }
  while (i < self->reading->to && (!_tl_view_is_word (view, i) || g_ascii_isdigit (view->plain[i])))
    i++;
  if (_tl_view_match_any (view, i, self->reading->to, orders) > 0)
    self->fee_item = FALSE;
  if (_tl_view_match_any (view, i, self->reading->to, starts) > 0)
    {
      anew = TRUE;
      self->fee_item = _tl_view_has (view, i, MIN (self->reading->to, i + 34), fees);
      self->parts = self->parts && !self->fee_item;
    }
  if (!self->in_list && (anew || self->fee_item))
    forget (self);
}

static void
read_clause (Walk *self, gsize i, gsize end)
{
  static const char *const turns[] = { "giữ nguyên", "sửa", NULL };
  static const char *const parts[]
      = { "trong đó", "bao gồm", "gồm", "cụ thể", "chia làm", "chia thành", NULL };
  static const char *const jointly[] = { "liên đới", NULL };
  static const char *const each[] = { "mỗi bị cáo", "mỗi người", "mỗi bị đơn", NULL };
  const TlView *view = self->reading->view;

  self->clause = i;
  self->order = i;
  while (i < end)
    {
      gsize after = 0;

      if (view->plain[i] == ':' || _tl_view_match_any (view, i, end, turns) > 0)
        self->order = i;
      self->jointly = self->jointly || _tl_view_match_any (view, i, end, jointly) > 0;
      /* without an amount before it the list itself gives the sums: "thỏa thuận cụ thể như sau:" */
      if (self->seen && _tl_view_match_any (view, i, end, self->jointly ? each : parts) > 0)
        self->parts = TRUE;
      if (self->seen && _tl_view_match_any (view, i, end, parts) > 0)
        self->parts = TRUE;
      if (_tl_view_starts_word (view, i))
        {
          after = take_amount (self, i, end);
          if (after == 0)
            after = take_names (self, i, end);
          if (after == 0)
            after = take_order (self, i, end);
        }
      i = MAX (i + 1, after);
    }
}

void
_tl_decision_read_sums (TlDecisionReading *reading)
{
  Walk self = { .reading = reading };
  gsize i = reading->from;

  while (i < reading->to)
    {
      gsize end = _tl_view_sentence_end (reading->view, i, reading->to);

      begin_sentence (&self, i);
      while (i < end)
        {
          gsize stop = _tl_view_clause_end (reading->view, i, end);

          read_clause (&self, i, stop);
          i = stop;
        }
    }
  forget (&self);
}
