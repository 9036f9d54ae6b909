/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-figure-private.h"

#include <string.h>

#include "text/tl-numeral.h"

/* Words in brackets are not looked for beyond this. */
#define WORDS_MAX 240
/* No judgment orders more: longer runs of digits are account or receipt numbers. */
#define DIGITS_MAX    15
#define WARNINGS_MAX  100
#define QUOTE_MAX     60
#define MONTHS_A_YEAR 12

static gboolean
is_digit (const TlView *view, gsize i, gsize end)
{
  return i < end && g_ascii_isdigit (view->plain[i]);
}

static gsize
bracket_end (const TlView *view, gsize i, gsize end)
{
  gsize limit = MIN (end, i + WORDS_MAX);

  for (; i < limit; i++)
    if (view->plain[i] == ')')
      return i;
  return TL_VIEW_NONE;
}

/* Behind a figure: brackets that hold its words, and blanks. */
static gsize
skip_words (const TlView *view, gsize i, gsize end)
{
  gsize open = _tl_view_spaces (view, i, end);
  gsize close;

  if (open >= end || view->plain[open] != '(')
    return i;
  close = bracket_end (view, open, end);
  return close == TL_VIEW_NONE ? i : close + 1;
}

/* "1.442.671", "1,442,671", "1 000.000", "1.000.000,00": separators only before three digits, or
 * before the two of a fraction that is nothing. Returns: the place after, or 0. */
static gsize
read_grouped (const TlView *view, gsize i, gsize end, gint64 *value, gboolean *noise)
{
  guint digits = 0;

  *value = 0;
  *noise = FALSE;
  for (;;)
    {
      guint group = 0;

      for (; is_digit (view, i, end); i++, group++)
        {
          if (++digits > DIGITS_MAX)
            return 0;
          *value = *value * 10 + (view->plain[i] - '0');
        }
      if (digits == 0)
        return 0;
      if (i < end && strchr (".,' ", view->plain[i]) != NULL)
        {
          gsize next = i + 1;

          if (next < end && view->plain[next] == ' ' && view->plain[i] != ' ')
            next++;
          if (is_digit (view, next, end) && is_digit (view, next + 1, end)
              && is_digit (view, next + 2, end) && !is_digit (view, next + 3, end))
            {
              *noise = *noise || view->plain[i] == ' ' || next > i + 1;
              i = next;
              continue;
            }
          if (view->plain[i] == ',' && is_digit (view, i + 1, end) && is_digit (view, i + 2, end)
              && !is_digit (view, i + 3, end))
            return i + 3;
        }
      return i;
    }
}

static gsize
money_unit (const TlView *view, gsize i, gsize end)
{
  static const char *const units[] = { "đồng", "đ", "vnđ", "vnd", "việt nam đồng", NULL };
  gsize at = _tl_view_spaces (view, i, end);
  gsize after = _tl_view_match_any (view, at, end, units);

  /* "5000đồng", "50.000đ" and OCR's "50.000d" */
  return after > 0 ? after : 0;
}

static gint64
scale_at (const TlView *view, gsize i, gsize end, gsize *after)
{
  static const struct
  {
    const char *word;
    gint64 scale;
  } scales[] = { { "nghìn", 1000 },
                 { "ngàn", 1000 },
                 { "triệu", 1000000 },
                 { "tỷ", 1000000000 },
                 { "tỉ", 1000000000 } };
  gsize at = _tl_view_spaces (view, i, end);

  for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
    {
      *after = _tl_view_match (view, at, end, scales[k].word);
      if (*after > 0)
        return scales[k].scale;
    }
  return 0;
}

/* "12 triệu đồng", "1,5 tỷ đồng" */
static gboolean
read_scaled (const TlView *view, gsize i, gsize end, TlAmount *amount)
{
  gint64 whole = 0, fraction = 0, unit = 1, scale;
  guint digits = 0;
  gsize from = i, after = 0;

  for (; is_digit (view, i, end) && digits < 6; i++, digits++)
    whole = whole * 10 + (view->plain[i] - '0');
  if (digits > 0 && i < end && (view->plain[i] == ',' || view->plain[i] == '.'))
    for (i++; is_digit (view, i, end) && unit < 1000; i++)
      {
        fraction = fraction * 10 + (view->plain[i] - '0');
        unit *= 10;
      }
  scale = digits > 0 ? scale_at (view, i, end, &after) : 0;
  if (scale == 0)
    return FALSE;
  after = money_unit (view, after, end);
  if (after == 0)
    return FALSE;
  *amount = (TlAmount){ whole * scale + fraction * scale / unit, from,
                        skip_words (view, after, end), TL_CONFIDENCE_HIGH };
  return TRUE;
}

gboolean
_tl_figure_amount (const TlView *view, gsize i, gsize end, TlAmount *amount)
{
  gint64 value;
  gboolean noise;
  gsize after, unit;

  if (!is_digit (view, i, end) || (i > 0 && _tl_view_is_word (view, i - 1)))
    return FALSE;
  if (read_scaled (view, i, end, amount))
    return TRUE;
  after = read_grouped (view, i, end, &value, &noise);
  if (after == 0)
    return FALSE;
  unit = money_unit (view, after, end);
  if (unit > 0)
    unit = skip_words (view, unit, end);
  else
    unit = money_unit (view, skip_words (view, after, end), end);
  if (unit == 0 && skip_words (view, after, end) > after)
    {
      /* "3.000.000 (ba triệu đồng)": the unit stands in the brackets */
      gsize close = skip_words (view, after, end);

      if (_tl_view_find (view, after, close, "đồng", NULL) != TL_VIEW_NONE)
        unit = close;
    }
  if (unit == 0)
    return FALSE;
  *amount = (TlAmount){ value, i, unit, noise ? TL_CONFIDENCE_MEDIUM : TL_CONFIDENCE_HIGH };
  return TRUE;
}

gsize
_tl_figure_integer (const TlView *view, gsize i, gsize end, guint digits, guint *value)
{
  guint n = 0;

  *value = 0;
  for (; is_digit (view, i, end); i++)
    {
      if (++n > digits)
        return 0;
      *value = *value * 10 + (guint)(view->plain[i] - '0');
    }
  return n == 0 ? 0 : skip_words (view, i, end);
}

/* A number in figures or in words at @i. Returns: the place after, or 0. */
static gsize
read_number (const TlView *view, gsize i, gsize end, guint *value)
{
  g_autofree char *words = NULL;
  gsize after = _tl_figure_integer (view, i, end, 3, value);
  gsize limit = MIN (end, i + 24);
  gsize consumed = 0;
  gint64 number = 0;

  if (after > 0 || !_tl_view_starts_word (view, i) || strchr ("mhbntscl", view->plain[i]) == NULL)
    return after;
  words = _tl_view_dup (view, i, limit);
  if (!tl_numeral_parse (words, -1, &number, &consumed) || number <= 0 || number > 360)
    return 0;
  *value = (guint)number;
  return i + (gsize)g_utf8_pointer_to_offset (words, words + consumed);
}

gboolean
_tl_figure_term (const TlView *view, gsize i, gsize end, TlTerm *term)
{
  guint value = 0;
  gsize after = read_number (view, i, end, &value);
  gsize unit, next;

  if (after == 0)
    return FALSE;
  *term = (TlTerm){ 0, 0, i, 0 };
  unit = _tl_view_match (view, _tl_view_spaces (view, after, end), end, "năm");
  if (unit > 0 && value <= 60)
    {
      term->months = value * MONTHS_A_YEAR;
      term->to = unit;
      next = read_number (view, _tl_view_spaces (view, unit, end), end, &value);
      if (next == 0)
        return TRUE;
      after = next;
    }
  unit = _tl_view_match (view, _tl_view_spaces (view, after, end), end, "tháng");
  if (unit > 0 && value <= 360)
    {
      term->months += value;
      term->to = unit;
      next = read_number (view, _tl_view_spaces (view, unit, end), end, &value);
      if (next == 0)
        return TRUE;
      after = next;
    }
  unit = _tl_view_match (view, _tl_view_spaces (view, after, end), end, "ngày");
  if (unit > 0 && term->to > 0 && value < 31)
    {
      term->days = value;
      term->to = unit;
    }
  return term->to > 0;
}

/* The number that the brackets say in words, when they say nothing else: an OCR error in them is no
 * contradiction. */
static gboolean
words_value (const TlView *view, gsize open, gsize close, gint64 *value)
{
  static const char *const rests[]
      = { "",     "đồng",      "đồng chẵn", "chẵn",          "năm",    "tháng",
          "ngày", "ngàn đồng", "đ",         "việt nam đồng", "năm tù", "tháng tù" };
  g_autofree char *words = _tl_view_dup (view, open + 1, close);
  char *p = words;
  gsize consumed = 0;

  g_strdelimit (words, ",.;", ' ');
  if (g_str_has_prefix (words, "bằng chữ") || g_str_has_prefix (words, "Bằng chữ"))
    {
      char *colon = strchr (words, ':');

      p = colon ? g_strchug (colon + 1) : words;
    }
  for (char *q = p; *q; q++) /* a comma left two blanks */
    while (q[0] == ' ' && q[1] == ' ')
      memmove (q, q + 1, strlen (q));
  if (!tl_numeral_parse (p, -1, value, &consumed))
    return FALSE;
  p = g_strstrip (p + consumed);
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    if (strcmp (p, rests[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
warn_figure (const TlView *view,
             const char *place,
             gsize from,
             gsize to,
             const gint64 values[2],
             GPtrArray *out)
{
  g_autofree char *quote = _tl_view_dup (view, from, MIN (to, from + QUOTE_MAX));
  g_autofree char *figure = tl_numeral_group (values[0]);
  g_autofree char *words = tl_numeral_group (values[1]);

  g_ptr_array_add (
      out,
      g_strdup_printf (
          "Số không khớp với chữ (%s so với %s) tại ký tự %" G_GSIZE_FORMAT ", %s: “%s”", figure,
          words, (gsize)g_utf8_pointer_to_offset (view->text, view->text + view->map[from]), place,
          quote));
}

void
_tl_figure_check (const TlView *view, const char *place, gsize i, gsize end, GPtrArray *out)
{
  while (i < end && out->len < WARNINGS_MAX)
    {
      gint64 values[2] = { 0, 0 };
      gboolean noise;
      gsize after, open, close;

      if (!is_digit (view, i, end) || (i > 0 && _tl_view_is_word (view, i - 1)))
        {
          i++;
          continue;
        }
      after = read_grouped (view, i, end, &values[0], &noise);
      if (after == 0)
        {
          while (is_digit (view, i, end))
            i++;
          continue;
        }
      open = money_unit (view, after, end);
      open = _tl_view_spaces (view, open > 0 ? open : after, end);
      close = open < end && view->plain[open] == '(' ? bracket_end (view, open, end) : TL_VIEW_NONE;
      if (close != TL_VIEW_NONE && words_value (view, open, close, &values[1])
          && values[0] != values[1])
        warn_figure (view, place, i, close + 1, values, out);
      i = after;
    }
}
