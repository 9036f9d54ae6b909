/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-lex-private.h"

#include <string.h>

#include "law/tl-scan-private.h"
#include "text/tl-letter-private.h"

#define MAX_DIGITS 3
#define MAX_LABEL  (TL_CITATION_UNIT_SIZE - 1)

static gboolean
is_word_byte (const char *p, const char *end)
{
  guint size;

  if (p >= end)
    return FALSE;
  return g_ascii_isalnum (*p)
         || ((guchar)*p >= 0x80 && _tl_is_letter (_tl_utf8_next (p, end, &size)));
}

static gboolean
is_digit_at (const char *p, const char *end)
{
  return p < end && g_ascii_isdigit (*p);
}

/* "500 triệu đồng" and "12 tháng" are no units. */
static gboolean
is_measure (const char *p, const char *end)
{
  static const char *const measures[] = {
    "đồng",  "triệu", "tỷ",  "tỉ",    "nghìn", "ngàn", "giờ",  "ngày", "tháng", "năm", "phút",
    "người", "lần",   "chỉ", "lượng", "cây",   "tuổi", "mét",  "m",    "ha",    "km",  "kg",
    "chiếc", "cái",   "con", "bên",   "loại",  "lô",   "thửa", "tiền", "bị",    "nợ",
  };

  if (*p == '%')
    return TRUE;
  /* "Điều 1 Chỉ thị số" is no weight of gold */
  if (_tl_cite_phrase (p, end, "chỉ thị") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (_tl_cite_phrase (p, end, measures[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Words that go on behind a number without a unit word; whatever else follows makes it no unit. */
static gboolean
is_continuation (const char *p, const char *end)
{
  static const char *const words[] = {
    "và",    "hoặc", "hay",  "của",  "tại", "theo", "thuộc", "trong", "đến",   "tới",
    "khoản", "điểm", "điều", "các",  "bộ",  "luật", "nghị",  "pháp",  "thông", "quy",
    "nêu",   "nói",  "này",  "được", "là",  "về",   "thì",   "đã",    "đối",   "để",
    "không", "có",   "do",   "ban",  "mục", "phần", "quyết",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_cite_phrase (p, end, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
_tl_cite_follows_number (const char *p, const char *end, gboolean bare)
{
  const char *next;
  gunichar c;

  if (p >= end)
    return TRUE;
  if (is_word_byte (p, end) || *p == '%' || (*p == '/' && is_digit_at (p + 1, end))
      || (*p == '.' && is_digit_at (p + 1, end)))
    return FALSE;
  next = _tl_cite_blanks (p, end);
  if (next == p || next >= end || !is_word_byte (next, end))
    return TRUE;
  if (is_measure (next, end))
    return FALSE;
  if (!bare || g_ascii_isdigit (*next))
    return TRUE;
  c = _tl_utf8_next (next, end, &(guint){ 0 });
  return _tl_to_lower (c) != c || is_continuation (next, end);
}

/* A figure at @p, or what a scanner makes of one. */
static char
read_figure (const char *p, const char *end, gboolean ocr, guint n, gboolean *repaired)
{
  if (g_ascii_isdigit (*p))
    return *p;
  if (!ocr)
    return 0;
  if ((*p == 'l' || *p == 'I' || *p == '|')
      && (is_digit_at (p + 1, end) || !is_word_byte (p + 1, end)))
    {
      *repaired = TRUE;
      return '1';
    }
  if ((*p == 'O' || *p == 'o') && n > 0)
    {
      *repaired = TRUE;
      return '0';
    }
  return 0;
}

/* "5-" and a line end, then figures: perhaps a number broken by the printer. */
static void
read_joined (const char *p, const char *end, TlCiteItem *item)
{
  const char *next;
  gsize n = strlen (item->label);

  if (p + 1 >= end || *p != '-')
    return;
  for (next = p + 1; next < end && *next == ' ';)
    next++;
  if (next >= end || *next != '\n')
    return;
  next = _tl_cite_blanks (next, end);
  memcpy (item->joined, item->label, n);
  while (next < end && g_ascii_isdigit (*next) && n < MAX_DIGITS)
    item->joined[n++] = *next++;
  item->joined[n] = '\0';
  if (is_word_byte (next, end) || n == strlen (item->label))
    item->joined[0] = '\0';
  item->joined_to = next;
}

const char *
_tl_cite_number (const char *p, const char *end, gboolean ocr, TlCiteItem *item)
{
  char digits[MAX_DIGITS + 1];
  guint n = 0;
  guint zeros = 0;
  char c;

  *item = (TlCiteItem){ .from = p };
  while (p < end && n < MAX_DIGITS && (c = read_figure (p, end, ocr, n, &item->repaired)) != 0)
    {
      digits[n++] = c;
      p++;
    }
  while (zeros < n && digits[zeros] == '0')
    zeros++;
  if (n == zeros)
    return NULL;
  memcpy (item->label, digits + zeros, n - zeros);
  n -= zeros;
  if (p < end)
    {
      guint size;
      gunichar letter = _tl_utf8_next (p, end, &size);

      if (_tl_scan_letter_index (letter) >= 0 && !is_word_byte (p + size, end))
        {
          item->label[n + (guint)g_unichar_to_utf8 (_tl_to_lower (letter), item->label + n)] = '\0';
          p += size;
        }
    }
  item->to = p;
  if (is_word_byte (p, end))
    return NULL;
  read_joined (p, end, item);
  return p;
}

const char *
_tl_cite_letter (const char *p, const char *end, TlCiteItem *item)
{
  guint size;
  gunichar letter;
  int n;

  *item = (TlCiteItem){ .from = p };
  if (p >= end)
    return NULL;
  letter = _tl_utf8_next (p, end, &size);
  if (_tl_scan_letter_index (letter) < 0)
    return NULL;
  n = g_unichar_to_utf8 (_tl_to_lower (letter), item->label);
  p += size;
  if (is_digit_at (p, end))
    item->label[n++] = *p++;
  if (is_word_byte (p, end) || (p < end && *p == '.' && is_word_byte (p + 1, end)))
    return NULL;
  item->to = p;
  return p;
}

/* "1.4", "6.4.3.1". */
static const char *
read_dotted (const char *p, const char *end, TlCiteItem *item)
{
  guint n = 0;

  *item = (TlCiteItem){ .from = p };
  /* "Phụ lục số 02" is 2 */
  while (p < end && *p == '0' && is_digit_at (p + 1, end))
    p++;
  while (p < end && n < MAX_LABEL
         && (g_ascii_isdigit (*p) || (*p == '.' && n > 0 && is_digit_at (p + 1, end))))
    item->label[n++] = *p++;
  item->to = p;
  return n > 0 && !is_word_byte (p, end) ? p : NULL;
}

/* "Phần thứ hai", "Phần II", "mục 1". */
static const char *
read_section (const char *p, const char *end, TlCiteItem *item)
{
  static const char *const ordinals[]
      = { "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười" };
  const char *to;
  int value;

  *item = (TlCiteItem){ .from = p };
  if (p < end && (*p == 's' || *p == 'S') && (to = _tl_cite_phrase (p, end, "số")) != NULL)
    p = _tl_cite_blanks (to, end);
  if (is_digit_at (p, end))
    return read_dotted (p, end, item);
  to = _tl_scan_roman (p, end, &value);
  if (to != NULL && to - p <= MAX_LABEL)
    {
      for (guint i = 0; p + i < to; i++)
        item->label[i] = g_ascii_toupper (p[i]);
      item->to = to;
      return to;
    }
  if ((to = _tl_cite_phrase (p, end, "thứ")) != NULL)
    p = _tl_cite_blanks (to, end);
  else if (p >= end)
    return NULL;
  for (guint i = 0; to != NULL && i < G_N_ELEMENTS (ordinals); i++)
    {
      const char *after = _tl_cite_phrase (p, end, ordinals[i]);

      if (after == NULL)
        continue;
      g_snprintf (item->label, sizeof item->label, "%u", i + 1);
      item->to = after;
      return after;
    }
  return _tl_cite_letter (p, end, item);
}

static const char *
read_value (TlCiteUnit unit, const char *p, const char *end, gboolean bare, TlCiteItem *item)
{
  const char *to;

  switch (unit)
    {
    case TL_UNIT_ARTICLE:
    case TL_UNIT_CLAUSE:
      to = _tl_cite_number (p, end, !bare, item);
      if (to == NULL || !_tl_cite_follows_number (to, end, bare))
        return NULL;
      return to;
    case TL_UNIT_POINT:
      if (p < end && g_ascii_isdigit (*p))
        return !bare ? read_dotted (p, end, item) : NULL;
      return _tl_cite_letter (p, end, item);
    default:
      if (bare && (p >= end || !(g_ascii_isdigit (*p) || g_ascii_isupper (*p))))
        return NULL;
      to = read_section (p, end, item);
      return to != NULL
                     && (!bare || (g_ascii_isalnum (to[-1]) && to - p != 1)
                         || (to - p == 1 && strchr ("IVX0123456789", *p) != NULL))
                     && _tl_cite_follows_number (to, end, bare)
                 ? to
                 : NULL;
    }
}

/* A letter without "điểm" before it counts when the citation goes on behind it. */
static gboolean
is_letter_continued (const TlCiteItem *item, const char *end)
{
  static const char *const words[] = { "khoản", "điểm", "điều", "và",  "hoặc", "hay", "của",
                                       "thuộc", "đến",  "tới",  "tại", "này",  "mục" };
  const char *p = _tl_cite_blanks (item->to, end);

  if (g_ascii_isupper (*item->from) || p >= end)
    return p >= end && !g_ascii_isupper (*item->from);
  if (*p == ',' || *p == ';' || *p == '(' || *p == '.')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_cite_phrase (p, end, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "\n2. Xử phạt" and "\nb) ..." begin a paragraph. */
static gboolean
is_label_of_line (const char *before, const TlCiteItem *item, const char *end)
{
  const char *p = item->to;

  if (p >= end || memchr (before, '\n', (gsize)(item->from - before)) == NULL)
    return FALSE;
  return *p == ')' || *p == '/' || *p == '\n'
         || (*p == '.' && (p + 1 >= end || p[1] == ' ' || p[1] == '\n'));
}

static gboolean
is_ascending (TlCiteUnit unit, const char *from, const char *to)
{
  if (unit == TL_UNIT_POINT && !g_ascii_isdigit (*from))
    return _tl_scan_letter_index (g_utf8_get_char (from))
           < _tl_scan_letter_index (g_utf8_get_char (to));
  return g_ascii_strtoull (from, NULL, 10) < g_ascii_strtoull (to, NULL, 10)
         || (g_ascii_strtoull (from, NULL, 10) == g_ascii_strtoull (to, NULL, 10)
             && strcmp (from, to) < 0);
}

/* The rest of a range behind its first member, with or without the unit word again. */
static const char *
read_range (TlCiteUnit unit, const char *p, const char *end, TlCiteItem *item)
{
  const char *next = _tl_cite_blanks (p, end);
  const char *to = NULL;
  gboolean dash = FALSE;
  TlCiteUnitWord again;
  TlCiteItem last;

  if (next >= end || (to = _tl_cite_phrase (next, end, "đến")) != NULL
      || (to = _tl_cite_phrase (next, end, "tới")) != NULL)
    ;
  else
    dash = (to = _tl_cite_dash (next, end)) != NULL;
  if (to == NULL)
    return p;
  to = _tl_cite_blanks (to, end);
  if (_tl_cite_unit_word (to, end, &again))
    {
      if (again.unit != unit || again.this || again.previous)
        return p;
      to = _tl_cite_blanks (again.to, end);
    }
  to = read_value (unit, to, end, dash, &last);
  if (to == NULL || (dash && is_label_of_line (p, &last, end))
      || (dash && unit == TL_UNIT_POINT && !is_letter_continued (&last, end)))
    return p;
  if (!is_ascending (unit, item->label, last.label))
    return p;
  memcpy (item->label_to, last.label, sizeof last.label);
  item->repaired |= last.repaired;
  item->to = last.to;
  return to;
}

/* A separator before one more member; a short comment may stand before it. */
static const char *
skip_separator (TlCiteUnit unit, const char *p, const char *end)
{
  TlCiteGlue glue;

  _tl_cite_glue (p, end, &glue);
  if (!glue.separator || glue.of || glue.range || glue.colon)
    return NULL;
  return glue.to;
}

/* "147 227, 228": a comma is lost between two articles, often where a line ends. */
static const char *
skip_lost_separator (TlCiteUnit unit, const char *p, const char *end)
{
  const char *next = _tl_cite_blanks (p, end);
  TlCiteItem item;
  const char *to;

  if (unit != TL_UNIT_ARTICLE || next == p || next >= end || !g_ascii_isdigit (*next))
    return NULL;
  to = _tl_cite_number (next, end, FALSE, &item);
  if (to == NULL || to - next < 2 || !_tl_cite_follows_number (to, end, TRUE))
    return NULL;
  if (to < end && *to == ',')
    return next;
  /* a number before a line end may be that of a page */
  if (memchr (p, '\n', (gsize)(next - p)) != NULL)
    return NULL;
  to = _tl_cite_blanks (to, end);
  return to < end && g_ascii_isalpha (*to) ? next : NULL;
}

/* What may stand before the first value: a colon, "từ", the unit word once more ("các điểm từ điểm
 * b"). */
static const char *
skip_opening (TlCiteUnit unit, const char *p, const char *end, gboolean bare)
{
  TlCiteUnitWord again;
  const char *to;

  p = _tl_cite_blanks (p, end);
  if (p < end && *p == ':')
    p = _tl_cite_blanks (p + 1, end);
  if (bare)
    return p;
  if (unit <= TL_UNIT_POINT && _tl_cite_unit_word (p, end, &again) && again.unit == unit
      && !again.this)
    return _tl_cite_blanks (again.to, end);
  to = _tl_cite_phrase (p, end, "từ");
  return to != NULL ? _tl_cite_blanks (to, end) : p;
}

const char *
_tl_cite_list (TlCiteUnit unit, const char *p, const char *end, gboolean bare, TlCiteList *list)
{
  const char *to = NULL;
  const char *before = p;
  gboolean lost = FALSE;

  list->n = 0;
  p = skip_opening (unit, p, end, bare);
  while (list->n < TL_CITE_LIST_MAX)
    {
      TlCiteItem *item = &list->items[list->n];
      gboolean first = list->n == 0;
      const char *next = read_value (unit, p, end, bare || !first, item);

      if (next == NULL)
        break;
      if (!first
          && (is_label_of_line (before, item, end)
              || (unit == TL_UNIT_POINT && !is_letter_continued (item, end))))
        break;
      item->repaired |= lost;
      lost = FALSE;
      next = read_range (unit, next, end, item);
      if (item->label_to[0] == '\0' && item->joined[0] != '\0')
        next = item->to = item->joined_to;
      list->n++;
      to = before = next;
      p = skip_separator (unit, next, end);
      if (p == NULL)
        {
          p = skip_lost_separator (unit, next, end);
          lost = p != NULL;
        }
      if (p == NULL)
        break;
    }
  return to;
}
