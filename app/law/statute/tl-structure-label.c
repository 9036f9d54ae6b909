/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-structure-private.h"

#include <string.h>

#include "law/tl-scan-private.h"
#include "text/tl-text.h"

#define ARTICLE_DIGITS  4
#define CLAUSE_DIGITS   3
#define FOOTNOTE_DIGITS 3
/* "Mẫu số 01" on a line of its own, in bytes. */
#define FORM_TITLE_MAX 40

static const char *const ordinals[]
    = { "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi" };

/* Titles of what a decision puts into force, printed on a line of their own in capitals. */
static const char *const attached_titles[] = { "danh muc", "bieu mau", "quy che", "quy dinh",
                                               "dieu le",  "noi quy",  "quy tac", "chuong trinh" };

static gboolean
starts_upper (const char *p, const char *end)
{
  gunichar c = p < end ? g_utf8_get_char (p) : 0;

  return g_unichar_isupper (c) || g_unichar_istitle (c);
}

/* After a mark a unit's text begins with a capital, a quotation mark or a bracket. */
static gboolean
starts_text (const char *p, const char *end)
{
  gunichar c = p < end ? g_utf8_get_char (p) : 0;

  return starts_upper (p, end) || c == '"' || c == 0x201c || c == '(' || c == 0x2018;
}

const char *
_tl_footnote_skip (const char *p, const char *end)
{
  int value;
  const char *after;

  if (p < end && *p == '[')
    {
      after = _tl_scan_number (p + 1, end, FOOTNOTE_DIGITS, &value);
      return after && after < end && *after == ']' ? after + 1 : p;
    }
  after = _tl_scan_number (p, end, FOOTNOTE_DIGITS, &value);
  if (after && value > 0 && after < end && *after == ' '
      && starts_text (_tl_scan_spaces (after, end), end))
    return after;
  return p;
}

/* The place where the digits that end the range begin. */
static const char *
digits_begin (const char *p, const char *end)
{
  while (end > p && g_ascii_isdigit (end[-1]))
    end--;
  return end;
}

/* "khu vực9" carries a mark; "QH15", "m2" and "Điều 9" do not. */
static const char *
trim_glued (const char *p, const char *end)
{
  const char *digits = digits_begin (p, end);
  const char *word = digits;

  if (digits == end || end - digits > FOOTNOTE_DIGITS)
    return end;
  while (word > p && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (word))))
    word = g_utf8_prev_char (word);
  if (digits - word < 2 || _tl_scan_is_upper (word, digits)
      || !tl_syllable_is_legal (word, digits - word))
    return end;
  return digits;
}

const char *
_tl_footnote_trim (const char *p, const char *end)
{
  const char *digits;

  end = _tl_scan_trim (p, end);
  if (end <= p || end[-1] != ']')
    return trim_glued (p, end);
  digits = digits_begin (p, end - 1);
  if (digits > p && digits[-1] == '[' && digits < end - 1)
    return _tl_scan_trim (p, digits - 1);
  return end;
}

/* The mark after a structural number and what follows it: nothing, a title in capitals, or any
 * title after a dot or colon. Anything else is a sentence that mentions the unit. */
static gboolean
read_title (const char *p, const char *end, TlLabel *label)
{
  gboolean mark = FALSE;

  label->to = p;
  p = _tl_footnote_skip (p, end);
  if (p < end && (*p == '.' || *p == ':'))
    {
      mark = TRUE;
      p++;
    }
  p = _tl_scan_spaces (p, end);
  if (_tl_scan_dash (p, end))
    {
      mark = TRUE;
      p = _tl_scan_spaces (_tl_scan_dash (p, end), end);
    }
  p = _tl_scan_spaces (_tl_footnote_skip (p, end), end);
  label->rest = p;
  return p >= end || mark || _tl_scan_is_upper (p, end);
}

static const char *
read_ordinal (const char *p, const char *end, int *number)
{
  const char *after = _tl_scan_word (p, end, "thu");

  if (after)
    p = _tl_scan_spaces (after, end);
  for (guint i = 0; i < G_N_ELEMENTS (ordinals); i++)
    {
      after = _tl_scan_word (p, end, ordinals[i]);
      if (!after)
        continue;
      *number = (int)i + 1;
      if (i == G_N_ELEMENTS (ordinals) - 1)
        for (guint k = 0; k < G_N_ELEMENTS (ordinals); k++)
          {
            const char *unit
                = _tl_scan_word (_tl_scan_spaces (after, end), end, k == 0 ? "mot" : ordinals[k]);

            if (unit)
              {
                *number = 11 + (int)k;
                return unit;
              }
          }
      return after;
    }
  return NULL;
}

static const char *
read_counter (const char *p, const char *end, TlLabel *label)
{
  const char *after = _tl_scan_number (p, end, 3, &label->number);

  if (!after && starts_upper (p, end))
    after = _tl_scan_roman (p, end, &label->number);
  if (!after)
    return NULL;
  if (after < end && g_unichar_isalpha (g_utf8_get_char (after)))
    {
      label->suffix = 1 + _tl_scan_letter_index (g_utf8_get_char (after));
      after = g_utf8_next_char (after);
      if (label->suffix == 0 || (after < end && g_unichar_isalnum (g_utf8_get_char (after))))
        return NULL;
    }
  return after;
}

static gboolean
read_structural (const char *from, const char *end, TlLabel *label)
{
  static const struct
  {
    const char *word;
    TlLabelKind kind;
  } words[] = { { "phan ", TL_LABEL_PART },
                { "chuong ", TL_LABEL_CHAPTER },
                { "muc ", TL_LABEL_SECTION },
                { "tieu muc ", TL_LABEL_SUBSECTION } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *p = _tl_scan_match (from, end, words[i].word);
      const char *after;

      if (!p)
        continue;
      after = read_counter (p, end, label);
      if (!after && words[i].kind == TL_LABEL_PART)
        after = read_ordinal (p, end, &label->number);
      if (!after || !read_title (after, end, label))
        return FALSE;
      label->kind = words[i].kind;
      return TRUE;
    }
  return FALSE;
}

/* "Điều 1 - Phạm vi điều chỉnh", but not "Điều 1 - Điều 5". */
static const char *
skip_dash_before_heading (const char *p, const char *end)
{
  const char *dash = _tl_scan_dash (_tl_scan_spaces (p, end), end);

  p = dash != NULL ? _tl_scan_spaces (dash, end) : end;
  return starts_upper (p, end) && _tl_scan_word (p, end, "dieu") == NULL ? p : NULL;
}

static gboolean
read_article (const char *from, const char *end, TlLabel *label)
{
  const char *p = _tl_scan_match (from, end, "dieu ");

  if (!p || !(p = _tl_scan_number (p, end, ARTICLE_DIGITS, &label->number)))
    return FALSE;
  if (p < end && _tl_scan_letter_index (g_utf8_get_char (p)) >= 0)
    {
      label->suffix = 1 + _tl_scan_letter_index (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  label->to = p;
  if (p < end && *p == '[')
    p = _tl_footnote_skip (p, end);
  label->kind = TL_LABEL_ARTICLE;
  if (p >= end)
    {
      label->rest = end;
      return TRUE;
    }
  if (*p != '.' && *p != ':')
    {
      label->rest = skip_dash_before_heading (p, end);
      return label->rest != NULL;
    }
  p = _tl_footnote_skip (p + 1, end);
  p = _tl_scan_spaces (p, end);
  if (_tl_scan_dash (p, end))
    p = _tl_scan_spaces (_tl_scan_dash (p, end), end);
  label->rest = _tl_scan_spaces (_tl_footnote_skip (p, end), end);
  return label->rest >= end || !g_ascii_isdigit (*label->rest) || label->rest > p;
}

/* "1. Text", "1a. Text", "1.[46] Text", "1.2 Text" with a footnote mark; old texts "1/", "1)",
 * "1- ". */
static gboolean
read_clause (const char *p, const char *end, TlLabel *label)
{
  const char *dash;

  if (!(p = _tl_scan_number (p, end, CLAUSE_DIGITS, &label->number)) || label->number == 0)
    return FALSE;
  if (p < end && _tl_scan_letter_index (g_utf8_get_char (p)) >= 0)
    {
      label->suffix = 1 + _tl_scan_letter_index (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  label->to = p;
  if (p >= end)
    return FALSE;
  dash = _tl_scan_dash (p, end);
  if (*p == '.' || *p == '/' || *p == ')')
    p = _tl_footnote_skip (p + 1, end);
  else if (dash && dash < end && *dash == ' ')
    p = dash;
  else
    return FALSE;
  if (p < end && g_ascii_isdigit (*p))
    return FALSE;
  label->kind = TL_LABEL_CLAUSE;
  label->rest = _tl_scan_spaces (p, end);
  return TRUE;
}

/* "a) text", "a1) text", "b)[45] text", "b)3 Text"; old texts "a. ", "a/ ". */
static gboolean
read_point (const char *p, const char *end, TlLabel *label)
{
  gunichar c = g_utf8_get_char (p);

  label->number = _tl_scan_letter_index (c);
  if (label->number < 0 || g_unichar_isupper (c))
    return FALSE;
  p = g_utf8_next_char (p);
  if (p < end && g_ascii_isdigit (*p))
    label->suffix = *p++ - '0';
  label->to = p;
  if (p >= end)
    return FALSE;
  if (*p == ')')
    p = _tl_footnote_skip (p + 1, end);
  else if ((*p == '.' || *p == '/') && p + 1 < end && p[1] == ' ')
    p++;
  else
    return FALSE;
  label->kind = TL_LABEL_POINT;
  label->rest = _tl_scan_spaces (p, end);
  return TRUE;
}

/* "PHỤ LỤC I", "Phụ lục 2: …"; with small letters after it a sentence may mention it. */
static gboolean
read_numbered_annex (const char *p, const char *end, gboolean upper, TlLabel *label)
{
  const char *counter = _tl_scan_spaces (p, end);
  const char *after = read_counter (counter, end, label);

  if (!upper && counter < end && !after)
    return FALSE;
  label->to = after ? after : p;
  label->rest = _tl_scan_spaces (label->to, end);
  while (label->rest < end && (*label->rest == '.' || *label->rest == ':'))
    label->rest = _tl_scan_spaces (label->rest + 1, end);
  label->kind = upper || label->rest >= end ? TL_LABEL_ANNEX : TL_LABEL_ATTACHED;
  return TRUE;
}

static gboolean
read_annex (const char *from, const char *end, TlLabel *label)
{
  gboolean upper = _tl_scan_is_upper (from, end);
  const char *p = _tl_scan_word (from, end, "phu luc");

  if (p)
    return read_numbered_annex (p, end, upper, label);
  p = _tl_scan_match (from, end, "mau so ");
  label->kind = TL_LABEL_ATTACHED;
  label->to = label->rest = p ? end : from;
  if (p)
    return end - from < FORM_TITLE_MAX;
  for (guint i = 0; upper && i < G_N_ELEMENTS (attached_titles); i++)
    if (_tl_scan_word (from, end, attached_titles[i]))
      return TRUE;
  return FALSE;
}

void
_tl_label_read (const char *from, const char *to, TlLabel *label)
{
  gunichar c = g_utf8_get_char (from);

  memset (label, 0, sizeof *label);
  if (g_ascii_isdigit (*from))
    {
      if (read_clause (from, to, label))
        return;
    }
  else if (starts_upper (from, to))
    {
      switch (_tl_scan_fold (c))
        {
        case 'd':
        case 'p':
        case 'c':
        case 'm':
        case 't':
        case 'b':
        case 'q':
        case 'n':
          if (read_article (from, to, label))
            return;
          memset (label, 0, sizeof *label);
          if (read_structural (from, to, label))
            return;
          memset (label, 0, sizeof *label);
          if (read_annex (from, to, label))
            return;
          break;
        default:
          break;
        }
    }
  else if (read_point (from, to, label))
    return;
  memset (label, 0, sizeof *label);
}
