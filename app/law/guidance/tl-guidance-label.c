/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of a letter of guidance begins with. */
#include "config.h"

#include "law/guidance/tl-guidance-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

#define NUMBER_DIGITS 3
#define HEADING_MAX   200 /* characters of the heading of a part */
#define MARK_MAX      90  /* bytes from "Trả lời" to its colon */

static const char *
skip_bullet (const char *p, const char *end)
{
  while (p < end && (*p == '*' || *p == '-' || *p == '+' || *p == ' '))
    p++;
  return p;
}

/* The mark behind a label: one of @marks and blanks. */
static const char *
skip_mark (const char *p, const char *end, const char *marks)
{
  p = _tl_scan_spaces (p, end);
  if (p >= end)
    return p;
  if (strchr (marks, *p) != NULL)
    return _tl_scan_blanks (p + 1, end);
  p = _tl_scan_dash (p, end);
  return p != NULL ? _tl_scan_blanks (p, end) : NULL;
}

/* "1.", "1)", "1/", "1.2.", "1.2" */
static const char *
read_plain (const char *p, const char *end, int *value, int *sub)
{
  const char *to = _tl_scan_number (p, end, NUMBER_DIGITS, value);
  const char *second;

  if (to == NULL || to >= end || *p == '0')
    return NULL;
  if (*to == '.' && (second = _tl_scan_number (to + 1, end, 2, sub)) != NULL)
    {
      if (second < end && strchr (".)/:", *second) != NULL)
        second++;
      /* "1.200.000 đồng", "1.5/2" are figures. */
      return second < end && (*second == ' ' || *second == '\n') ? _tl_scan_blanks (second, end)
                                                                 : NULL;
    }
  *sub = 0;
  if (strchr (".)/", *to) == NULL)
    return NULL;
  to++;
  if (to >= end || g_ascii_isdigit (*to))
    return NULL;
  return _tl_scan_blanks (to, end);
}

/* "Câu 1:", "Câu hỏi số 1.", "Tình huống thứ 1" */
static const char *
read_word (const char *p, const char *end, int *value)
{
  static const char *const words[]
      = { "cau hoi", "cau", "tinh huong", "van de", "vuong mac", "noi dung vuong mac", "hoi" };
  static const char *const links[] = { "so", "thu" };
  const char *to = NULL;

  p = skip_bullet (p, end);
  for (guint i = 0; to == NULL && i < G_N_ELEMENTS (words); i++)
    {
      const char *after = _tl_scan_word (p, end, words[i]);
      const char *link = NULL;

      if (after == NULL)
        continue;
      after = _tl_scan_spaces (after, end);
      for (guint k = 0; link == NULL && k < G_N_ELEMENTS (links); k++)
        link = _tl_scan_word (after, end, links[k]);
      after = link != NULL ? _tl_scan_spaces (link, end) : after;
      to = _tl_scan_number (after, end, NUMBER_DIGITS, value);
    }
  return to != NULL ? skip_mark (to, end, ".:)/") : NULL;
}

/* "Hỏi:", "Câu hỏi:" */
static const char *
read_ask (const char *p, const char *end)
{
  static const char *const words[] = { "hoi", "cau hoi", "noi dung hoi" };

  p = skip_bullet (p, end);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *to = _tl_scan_word (p, end, words[i]);

      to = to != NULL ? _tl_scan_spaces (to, end) : NULL;
      if (to != NULL && to < end && *to == ':')
        return _tl_scan_blanks (to + 1, end);
    }
  return NULL;
}

const char *
_tl_guidance_read_number (
    TlGuidanceStyle style, const char *from, const char *to, int *value, int *sub)
{
  const char *end;

  *value = *sub = 0;
  switch (style)
    {
    case TL_GUIDANCE_STYLE_WORD:
      return read_word (from, to, value);
    case TL_GUIDANCE_STYLE_ASK:
      return read_ask (from, to);
    case TL_GUIDANCE_STYLE_TABLE:
      end = _tl_scan_number (from, to, NUMBER_DIGITS, value);
      if (end != NULL && end < to && *end == '.')
        end++;
      return end == to ? end : NULL;
    case TL_GUIDANCE_STYLE_NUMBER:
    default:
      return read_plain (from, to, value, sub);
    }
}

/* "thứ nhất", "thứ hai"... */
static const char *
read_ordinal (const char *p, const char *end, int *value)
{
  static const char *const words[] = { "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam" };

  p = _tl_scan_word (p, end, "thu");
  p = p != NULL ? _tl_scan_spaces (p, end) : NULL;
  for (guint i = 0; p != NULL && i < G_N_ELEMENTS (words); i++)
    {
      const char *to = _tl_scan_word (p, end, words[i]);

      if (to != NULL)
        {
          *value = (int)i + 1;
          return to;
        }
    }
  return NULL;
}

/* A heading is in capitals, or short and no sentence. */
static gboolean
is_heading (const char *p, const char *end)
{
  if (p >= end)
    return FALSE;
  if (_tl_scan_is_upper (p, end))
    return TRUE;
  return g_utf8_strlen (p, end - p) <= HEADING_MAX && strchr (".;?!,", end[-1]) == NULL
         && g_unichar_isupper (g_utf8_get_char (p));
}

/* "II", "thứ hai", "B"; "C" and "D" are letters here and may be Roman numbers. */
static const char *
read_part_number (const char *p, const char *end, gboolean named, int *value, gboolean *roman)
{
  const char *after = named ? read_ordinal (p, end, value) : NULL;

  *roman = TRUE;
  if (*p >= 'A' && *p <= 'H' && p + 1 < end && !g_ascii_isalnum (p[1]) && (p[1] & 0x80) == 0)
    {
      *value = *p - 'A' + 1;
      *roman = FALSE;
      return p + 1;
    }
  return after == NULL && g_ascii_isupper (*p) ? _tl_scan_roman (p, end, value) : after;
}

const char *
_tl_guidance_read_part (const char *from, const char *to, int *value, gboolean *roman)
{
  const char *named = _tl_scan_word (from, to, "phan");
  const char *p = named != NULL ? _tl_scan_spaces (named, to) : from;
  const char *after;

  if (p >= to || (named == NULL && !g_ascii_isupper (*p)))
    return NULL;
  after = read_part_number (p, to, named != NULL, value, roman);
  if (after == NULL)
    return NULL;
  p = skip_mark (after, to, ".:)/");
  /* "Phần II" may have its heading in the next line, and no mark. */
  after = p != NULL || named == NULL ? p : _tl_scan_blanks (after, to);
  if (after == NULL || (after >= to && named == NULL))
    return NULL;
  if (after < to && !is_heading (after, to))
    return NULL;
  return after;
}

const char *
_tl_guidance_read_answer (const char *from, const char *to)
{
  static const char *const words[] = { "tra loi",
                                       "dap",
                                       "giai dap",
                                       "y kien giai dap",
                                       "y kien tra loi",
                                       "noi dung giai dap",
                                       "noi dung tra loi",
                                       "y kien cua toa an nhan dan toi cao",
                                       "toa an nhan dan toi cao tra loi" };
  const char *p = skip_bullet (from, to);
  const char *after = NULL;
  const char *limit;

  for (guint i = 0; after == NULL && i < G_N_ELEMENTS (words); i++)
    after = _tl_scan_word (p, to, words[i]);
  if (after == NULL)
    return NULL;
  limit = to - after > MARK_MAX ? after + MARK_MAX : to;
  for (p = after; p < limit; p++)
    {
      if (*p == ':')
        return _tl_scan_blanks (p + 1, to);
      if (strchr (".?;", *p) != NULL)
        break;
    }
  p = _tl_scan_spaces (after, to);
  if (p >= to)
    return to;
  return *p == '.' ? _tl_scan_blanks (p + 1, to) : NULL;
}

gboolean
_tl_guidance_is_closing (const char *from, const char *to)
{
  static const char *const words[]
      = { "tren day la", "noi nhan", "trong qua trinh thuc hien", "trong qua trinh ap dung" };
  static const char *const signs[]
      = { "tl. chanh an", "kt. chanh an", "chanh an", "pho chanh an",    "vu truong",
          "tl.",          "kt.",          "tuq.",     "kt. vien truong", "vien truong" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_scan_word (from, to, words[i]) != NULL)
      return TRUE;
  if (!_tl_scan_is_upper (from, to))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (_tl_scan_match (from, to, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
_tl_guidance_asks (const char *from, const char *to)
{
  while (to > from)
    {
      const char *before = g_utf8_find_prev_char (from, to);
      gunichar c = before != NULL ? g_utf8_get_char (before) : 0;

      if (c == '?')
        return TRUE;
      /* "…không?”", "…không? (Tòa án A)" is rare and left alone. */
      if (before == NULL || (c != '"' && c != 0x201d && c != ')' && c != ' ' && c != '.'))
        return FALSE;
      to = before;
    }
  return FALSE;
}

TlGuidanceStyle
_tl_guidance_find_style (const TlLayout *layout)
{
  gboolean asks = FALSE, table = FALSE;

  for (guint i = 0; i < layout->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (layout, i);
      int value;

      if (read_word (line->from, line->to, &value) != NULL && value == 1)
        return TL_GUIDANCE_STYLE_WORD;
      asks = asks || read_ask (line->from, line->to) != NULL;
      table = table || _tl_scan_word (line->from, line->to, "stt") == line->to
              || _tl_scan_word (line->from, line->to, "tt") == line->to;
    }
  if (table)
    return TL_GUIDANCE_STYLE_TABLE;
  return asks ? TL_GUIDANCE_STYLE_ASK : TL_GUIDANCE_STYLE_NUMBER;
}
