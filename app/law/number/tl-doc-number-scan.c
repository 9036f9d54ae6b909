/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/number/tl-doc-number-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

#define DIGITS_MAX      5
#define GROUP_CHARS_MAX 16
#define GROUPS_MAX      12
/* Years of two digits were printed before 1999. */
#define SHORT_YEAR_MIN 45

void
_tl_number_scan_clear (TlNumberScan *scan)
{
  g_clear_pointer (&scan->digits, g_free);
  g_clear_pointer (&scan->groups, g_ptr_array_unref);
}

/* The running number: "17", "119 A", "119a". */
static const char *
scan_sequence (const char *p, const char *end, TlNumberScan *scan)
{
  int value;
  const char *from = p;
  const char *after = _tl_scan_number (p, end, DIGITS_MAX, &value);
  const char *letter;

  if (!after)
    return NULL;
  scan->digits = g_strndup (from, (gsize)(after - from));
  letter = _tl_scan_spaces (after, end);
  if (letter < end && g_ascii_isalpha (*letter))
    {
      const char *next = _tl_scan_spaces (letter + 1, end);

      if (next < end && *next == '/')
        {
          g_autofree char *digits = g_steal_pointer (&scan->digits);

          scan->digits = g_strdup_printf ("%s%c", digits, g_ascii_toupper (*letter));
          return next;
        }
    }
  return after;
}

/* The year and the slash after it, where there are both; the slash may be lost before a letter. */
static const char *
scan_year (const char *p, const char *end, TlNumberScan *scan)
{
  int value;
  const char *after = _tl_scan_number (p, end, 4, &value);
  const char *next;

  if (!after)
    return p;
  next = _tl_scan_blanks (after, end);
  if (after - p == 2 && value >= SHORT_YEAR_MIN)
    value += 1900;
  if (value < 1900 || value > 2099)
    return NULL;
  scan->year = value;
  if (next < end && *next == '/')
    return _tl_scan_blanks (next + 1, end);
  scan->lost_slash = TRUE;
  return next < end && after - p == 4 && g_unichar_isalpha (g_utf8_get_char (next)) ? next : NULL;
}

/* Suffixes are abbreviations: of the Vietnamese letters only Đ stands in them. */
static gboolean
is_group_letter (gunichar c)
{
  return (c < 0x80 && g_ascii_isalnum ((gchar)c)) || c == 0x110 || c == 0x111;
}

/* "¹", "²", "³": the mark of a footnote behind a number. */
static gboolean
is_superscript (gunichar c)
{
  return c == 0xb9 || c == 0xb2 || c == 0xb3;
}

static const char *
scan_group (const char *p, const char *end, char **group, gboolean *upper)
{
  const char *from = p;
  g_autofree char *raw = NULL;
  gboolean letter = FALSE;
  int n = 0;

  *upper = TRUE;
  for (; p < end; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_group_letter (c) && !(c == '&' && p > from))
        break;
      letter |= g_unichar_isalpha (c);
      *upper &= !g_unichar_islower (c);
    }
  if (!letter || n > GROUP_CHARS_MAX
      || (p < end && g_unichar_isalnum (g_utf8_get_char (p))
          && !is_superscript (g_utf8_get_char (p))))
    return NULL;
  raw = g_strndup (from, (gsize)(p - from));
  *upper |= strcmp (raw, "TTg") == 0;
  *group = g_utf8_strup (raw, -1);
  return p;
}

/* "QH 13", "UBTVQH-14": the term apart from its letters. */
static const char *
scan_term (const char *p, const char *end, GPtrArray *groups)
{
  char *last = g_ptr_array_index (groups, groups->len - 1);
  const char *from = _tl_scan_spaces (p, end);
  const char *dash = _tl_scan_dash (from, end);
  const char *after;
  int term;

  if (!_tl_group_takes_term (last))
    return p;
  if (dash)
    from = _tl_scan_spaces (dash, end);
  after = _tl_scan_number (from, end, 2, &term);
  if (!after || term < 1 || (after < end && (*after == '/' || g_ascii_isalpha (*after))))
    return p;
  groups->pdata[groups->len - 1] = g_strdup_printf ("%s%d", last, term);
  g_free (last);
  return after;
}

/* What stands between two groups: a dash, a slash, or a dot without spaces. */
static const char *
scan_separator (const char *p, const char *end, gboolean *spaced)
{
  const char *mark = _tl_scan_blanks (p, end);
  const char *after = _tl_scan_dash (mark, end);
  const char *next;

  if (!after && mark < end && (*mark == '/' || (*mark == '.' && mark == p)))
    after = mark + 1;
  if (!after)
    return NULL;
  next = _tl_scan_blanks (after, end);
  *spaced = mark > p || next > after;
  return *mark == '.' && *spaced ? NULL : next;
}

/* A dash with spaces also separates clauses of a sentence: the group after it belongs to the number
 * only when the number is not complete without. */
static gboolean
group_belongs (GPtrArray *groups, const char *group, gboolean spaced, gboolean upper)
{
  if (!spaced)
    return TRUE;
  if (_tl_court_suffix_wants (groups, group))
    return TRUE;
  return upper && _tl_normative_wants (groups);
}

static const char *
scan_groups (const char *p, const char *end, TlNumberScan *scan)
{
  g_autofree char *first = NULL;
  const char *after = scan_group (p, end, &first, &scan->all_upper);

  if (!after)
    return NULL;
  g_ptr_array_add (scan->groups, g_steal_pointer (&first));
  after = scan_term (after, end, scan->groups);
  while (scan->groups->len < GROUPS_MAX)
    {
      g_autofree char *group = NULL;
      gboolean spaced, upper;
      const char *next = scan_separator (after, end, &spaced);

      if (!next || !(next = scan_group (next, end, &group, &upper)))
        break;
      /* "QĐ-UBND-và": small letters after capitals are the sentence going on. */
      if ((scan->all_upper && !upper) || !group_belongs (scan->groups, group, spaced, upper))
        break;
      g_ptr_array_add (scan->groups, g_steal_pointer (&group));
      after = scan_term (next, end, scan->groups);
    }
  return after;
}

gboolean
_tl_number_scan (const char *p, const char *end, TlNumberScan *scan)
{
  const char *dash;

  memset (scan, 0, sizeof *scan);
  scan->groups = g_ptr_array_new_with_free_func (g_free);
  scan->all_upper = TRUE;
  p = scan_sequence (p, end, scan);
  if (!p)
    return FALSE;
  dash = _tl_scan_dash (p, end);
  p = _tl_scan_blanks (p, end);
  if (dash)
    {
      scan->dashed = TRUE;
      p = dash;
    }
  else if (p < end && *p == '/')
    {
      p = _tl_scan_blanks (p + 1, end);
      p = scan_year (p, end, scan);
    }
  else
    return FALSE;
  scan->to = p ? scan_groups (p, end, scan) : NULL;
  return scan->to != NULL;
}
