/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-charge-private.h"

#include <string.h>

#define CHARGE_MAX  220
#define CHARGES_MAX 400

void
_tl_charge_free (gpointer data)
{
  TlCharge *charge = data;

  g_free (charge->name);
  g_free (charge->person);
  g_free (charge->article);
  g_free (charge);
}

gsize
_tl_charge_cue (const TlView *view, gsize i, gsize end)
{
  static const char *const cues[]
      = { "phạm tội",     "phạm các tội", "phạm vào tội",    "phạm vào các tội",
          "phạm hai tội", "về tội",       "về các tội",      "về hai tội",
          "phạm 02 tội",  "về 02 tội",    "phạm cả hai tội", NULL };
  gsize after = _tl_view_match_any (view, i, end, cues);

  if (after == 0)
    return 0;
  after = _tl_view_spaces (view, after, end);
  if (after < end && (view->plain[after] == ':' || view->plain[after] == ','))
    after = _tl_view_spaces (view, after + 1, end);
  return after;
}

/* "giam về tội khác", "về tội danh nêu trên" name no crime. */
static gboolean
names_none (const char *name)
{
  static const char *const starts[]
      = { "khác", "này", "danh", "trên", "nêu", "của", "đã", "phạm", "gì", "nói" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (name, starts[i]))
      return TRUE;
  return FALSE;
}

static void
add_crime (GPtrArray *names, char *name)
{
  gsize n = strlen (name);

  while (n > 0 && strchr (" ,.;:-", name[n - 1]) != NULL)
    name[--n] = '\0';
  if (n > 0 && names->len < 20 && !names_none (name))
    g_ptr_array_add (names, name);
  else
    g_free (name);
}

/* Whether a comma inside words without quotes goes on with the name of one crime: "Tàng trữ, vận
 * chuyển, mua bán". */
static gboolean
goes_on (const TlView *view, gsize i, gsize end)
{
  static const char *const verbs[]
      = { "vận chuyển", "mua bán",   "tàng trữ", "sản xuất", "chế tạo", "sử dụng",
          "chiếm đoạt", "lưu hành",  "làm",      "lôi kéo",  "cản trở", "lợi dụng",
          "hủy hoại",   "khai thác", "buôn bán", NULL };

  return _tl_view_match_any (view, _tl_view_spaces (view, i, end), end, verbs) > 0;
}

/* Where a name without quotes ends. */
static gsize
plain_end (const TlView *view, gsize i, gsize end)
{
  static const char *const stops[]
      = { "theo",  "quy định tại", "được quy định", "xử phạt", "áp dụng", "căn cứ",   "và xử",
          "nhưng", "và bị cáo",    "bị cáo",        "đối với", "tính từ", "thời hạn", "như",
          "phạt",  "và tội",       "của bộ luật",   "là",      NULL };
  gsize limit = MIN (end, i + CHARGE_MAX);
  gsize k;

  for (k = i; k < limit; k++)
    {
      char c = view->plain[k];

      if (strchr (".;:\n\"(", c) != NULL)
        break;
      if (c == ',' && !goes_on (view, k + 1, limit))
        break;
      if (k > i && _tl_view_starts_word (view, k) && _tl_view_match_any (view, k, limit, stops) > 0)
        break;
    }
  return k;
}

static gsize
quote_end (const TlView *view, gsize i, gsize end)
{
  gsize limit = MIN (end, i + CHARGE_MAX);

  for (gsize k = i + 1; k < limit; k++)
    if (view->plain[k] == '"')
      return k;
  return TL_VIEW_NONE;
}

gsize
_tl_charge_names (const TlView *view, gsize i, gsize end, GPtrArray *names)
{
  static const char *const joins[] = { "và tội", "và", "tội", NULL };
  gsize after = i;

  if (i < end && (_tl_view_is_word (view, i)))
    {
      after = plain_end (view, i, end);
      add_crime (names, _tl_view_dup (view, i, after));
      i = _tl_view_match (view, after, end, "và tội");
      if (i == 0)
        return after;
      i = _tl_view_spaces (view, i, end);
      return i < end && view->plain[i] != '"' && _tl_view_is_word (view, i)
                 ? _tl_charge_names (view, i, MIN (end, i + CHARGE_MAX), names)
                 : after;
    }
  while (i < end && view->plain[i] == '"')
    {
      gsize close = quote_end (view, i, end);
      gsize next;

      if (close == TL_VIEW_NONE)
        {
          gsize stop = plain_end (view, i + 1, end);

          add_crime (names, _tl_view_dup (view, i + 1, stop));
          return stop;
        }
      add_crime (names, _tl_view_dup (view, i + 1, close));
      after = close + 1;
      next = _tl_view_spaces (view, after, end);
      if (next < end && view->plain[next] == ',')
        next = _tl_view_spaces (view, next + 1, end);
      i = _tl_view_match_any (view, next, end, joins);
      i = i > 0 ? _tl_view_spaces (view, i, end) : next;
    }
  return after;
}

static gboolean
has_charge (const TlDecisionReading *self, const char *name, const char *person)
{
  for (guint i = 0; i < self->out->charges->len; i++)
    {
      const TlCharge *charge = g_ptr_array_index (self->out->charges, i);

      if (g_ascii_strcasecmp (charge->name, name) == 0
          && (person == NULL || g_strcmp0 (charge->person, person) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
add_charge (TlDecisionReading *self, const char *name, const char *person, gsize from, gsize to)
{
  TlCharge *charge;

  if (self->out->charges->len >= CHARGES_MAX || has_charge (self, name, person))
    return;
  charge = g_new0 (TlCharge, 1);
  charge->name = g_strdup (name);
  charge->person = g_strdup (person);
  charge->field = _tl_view_field (self->view, from, to, TL_CONFIDENCE_HIGH);
  g_ptr_array_add (self->out->charges, charge);
}

void
_tl_charge_add (TlDecisionReading *reading,
                const GPtrArray *names,
                const GPtrArray *persons,
                gsize from,
                gsize to)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (persons->len == 0)
        add_charge (reading, g_ptr_array_index (names, i), NULL, from, to);
      for (guint k = 0; k < persons->len; k++)
        add_charge (reading, g_ptr_array_index (names, i), g_ptr_array_index (persons, k), from,
                    to);
    }
}

static gboolean
is_role_word (const char *name)
{
  return g_unichar_islower (g_utf8_get_char (name)) || g_str_has_prefix (name, "Bị cáo")
         || g_str_has_prefix (name, "Các bị cáo");
}

/* A person named without a word for the role, right behind an order: "xử phạt Nguyễn Văn A". */
static gboolean
is_named (const TlDecisionReading *self, gsize i)
{
  static const char *const orders[] = { "xử phạt", "tuyên bố", "đối với", NULL };
  const TlView *view = self->view;
  gsize from = i;

  if (!_tl_view_is_upper (view, i))
    return FALSE;
  for (guint words = 0; words < 2; words++)
    {
      while (from > self->from && (view->plain[from - 1] == ' ' || view->plain[from - 1] == ':'))
        from--;
      while (from > self->from && _tl_view_is_word (view, from - 1))
        from--;
    }
  return _tl_view_match_any (view, from, i, orders) > 0;
}

gsize
_tl_accused_at (TlDecisionReading *reading, gsize i, gsize end, GPtrArray *current)
{
  static const char *const words[] = { "các bị cáo", "bị cáo", NULL };
  g_autoptr (GPtrArray) names = NULL;
  gsize after;

  if (_tl_view_match_any (reading->view, i, end, words) == 0 && !is_named (reading, i))
    return 0;
  names = g_ptr_array_new_with_free_func (g_free);
  after = _tl_name_list (reading, i, end, names);
  for (guint k = names->len; k > 0; k--)
    if (is_role_word (g_ptr_array_index (names, k - 1)))
      g_ptr_array_remove_index (names, k - 1);
  if (names->len == 0 && current->len == 0)
    _tl_name_accused (reading, names);
  if (names->len > 0)
    {
      g_ptr_array_set_size (current, 0);
      g_ptr_array_extend_and_steal (current, g_steal_pointer (&names));
    }
  return MAX (after, i + 1);
}

/* Sentences that speak of crimes nobody is found guilty of here. */
static gboolean
is_idle (const TlView *view, gsize from, gsize to)
{
  static const char *const cues[]
      = { "đình chỉ",     "hủy bản án",       "hủy một phần",
          "hủy toàn bộ",  "hủy phần",         "hủy quyết định",
          "vật chứng",    "công cụ phạm tội", "sử dụng vào việc phạm tội",
          "không có tội", "điều tra lại",     NULL };

  return _tl_view_has (view, from, to, cues);
}

static gboolean
is_denied (const TlView *view, gsize i)
{
  const gsize n = strlen ("khong ");

  return i >= n && memcmp (view->plain + i - n, "khong ", n) == 0;
}

/* "Tuyên bố các bị cáo A, B phạm tội “X”, bị cáo C phạm tội “Y”" and "xử phạt bị cáo A 12 tháng tù,
 * bị cáo B 9 tháng tù, cùng về tội “X”": a crime belongs to those named since the last one. */
static void
read_sentence (TlDecisionReading *self, gsize i, gsize end, GPtrArray *current)
{
  const TlView *view = self->view;
  g_autoptr (GPtrArray) since = g_ptr_array_new_with_free_func (g_free);

  while (i < end)
    {
      g_autoptr (GPtrArray) names = NULL;
      gsize after = 0;

      if (!_tl_view_starts_word (view, i))
        {
          i++;
          continue;
        }
      after = _tl_accused_at (self, i, end, current);
      if (after > 0)
        {
          for (guint k = 0; k < current->len; k++)
            if (since->len < CHARGES_MAX
                && !g_ptr_array_find_with_equal_func (since, g_ptr_array_index (current, k),
                                                      g_str_equal, NULL))
              g_ptr_array_add (since, g_strdup (g_ptr_array_index (current, k)));
          i = after;
          continue;
        }
      after = _tl_charge_cue (view, i, end);
      if (after > 0)
        {
          names = g_ptr_array_new_with_free_func (g_free);
          after = _tl_charge_names (view, after, end, names);
          if (!is_denied (view, i))
            _tl_charge_add (self, names, since->len > 0 ? since : current, i, after);
          g_ptr_array_set_size (since, 0);
          i = after;
          continue;
        }
      i++;
    }
}

void
_tl_decision_read_charges (TlDecisionReading *reading)
{
  g_autoptr (GPtrArray) current = g_ptr_array_new_with_free_func (g_free);
  gsize i = reading->from;

  if (reading->case_type != TL_CASE_CRIMINAL)
    return;
  while (i < reading->to)
    {
      gsize end = _tl_view_sentence_end (reading->view, i, reading->to);

      if (!is_idle (reading->view, i, end))
        read_sentence (reading, i, end, current);
      i = end;
    }
}
