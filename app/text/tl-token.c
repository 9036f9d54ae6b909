/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-letter-private.h"
#include "text/tl-syllable-private.h"
#include "text/tl-text.h"

/* Figures and document numbers begin with a digit, so that everything else is a plain run. */

static inline gboolean
is_alnum (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c);
  if ((c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00))
    return c != 0xD7 && c != 0xF7;
  return c != TL_UTF8_INVALID && g_unichar_isalnum (c);
}

/* Whether @c goes on with a run; a mark that did not compose belongs to the letter before it. */
static inline gboolean
is_run (gunichar c)
{
  return is_alnum (c) || (c >= 0x300 && c != TL_UTF8_INVALID && g_unichar_ismark (c));
}

static const char *
skip_digits (const char *p, const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

static const char *
skip_run (const char *p, const char *end)
{
  guint size;

  for (; p < end; p += size)
    {
      if (!is_run (_tl_utf8_next (p, end, &size)))
        break;
    }
  return p;
}

static gboolean
is_digit_at (const char *p, const char *end)
{
  return p < end && g_ascii_isdigit (*p);
}

static gboolean
is_letter_at (const char *p, const char *end)
{
  guint size;

  return p < end && _tl_is_letter (_tl_utf8_next (p, end, &size));
}

static gboolean
is_upper_at (const char *p, const char *end)
{
  guint size;
  gunichar c = _tl_utf8_next (p, end, &size);

  return _tl_is_letter (c) && _tl_to_lower (c) != c;
}

/* The size of the hyphen at @p, or of a dash that stands for one, or 0. */
static guint
hyphen_size (const char *p, const char *end)
{
  guint size;
  gunichar c;

  if (p >= end)
    return 0;
  c = _tl_utf8_next (p, end, &size);
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013 ? size : 0;
}

/* 11-5-2021, which begins with the one or two digits before @p. Returns: its end, or %NULL. */
static const char *
scan_date (const char *from, const char *p, const char *end)
{
  const char *month = p + 1;
  const char *month_end = skip_digits (month, end);
  const char *year_end;

  if (p - from > 2 || *p != '-' || month_end == month || month_end - month > 2 || month_end >= end
      || *month_end != '-')
    return NULL;
  year_end = skip_digits (month_end + 1, end);
  return year_end - month_end == 5 && !is_letter_at (year_end, end) ? year_end : NULL;
}

/* 1.000.000 or 2.1 or 11.5.2021 or 1.234,56 or 0,5 or 1,000,000, whose first digits end at @p. A
 * comma between short numbers is a list: "khoản 1,2,3". */
static const char *
scan_figure (const char *from, const char *p, const char *end)
{
  gboolean has_dot = FALSE;

  for (;;)
    {
      const char *group_end;

      if (p >= end || (*p != '.' && *p != ',') || !is_digit_at (p + 1, end))
        return p;
      group_end = skip_digits (p + 1, end);
      if (*p == ',' && group_end - p != 4)
        return has_dot || (p - from == 1 && *from == '0') ? group_end : p;
      has_dot = has_dot || *p == '.';
      p = group_end;
    }
}

/* What follows a slash at @p in a document number. Returns: the end of the part, or %NULL if the
 * slash only means "per" or "or". */
static const char *
scan_part (const char *p, const char *end, guint n_numbers)
{
  const char *part_end;

  if (p >= end || (!is_digit_at (p, end) && !is_letter_at (p, end)))
    return NULL;
  part_end = skip_run (p, end);
  if (is_digit_at (p, end) || n_numbers > 1 || is_upper_at (p, end)
      || !_tl_syllable_has_shape (p, (gsize)(part_end - p)))
    return part_end;
  return NULL;
}

/* What follows a hyphen in a document number: 144/TANDTC-PC, 12/2023-DS. */
static const char *
scan_hyphenated (const char *p, const char *end, guint n_numbers, gboolean has_letters)
{
  if (is_digit_at (p, end))
    return has_letters ? skip_run (p, end) : NULL;
  if (!is_letter_at (p, end))
    return NULL;
  if (has_letters)
    return skip_run (p, end);
  return n_numbers > 1 && is_upper_at (p, end) ? skip_run (p, end) : NULL;
}

/* 91/2015/QH13, 12/2023/DS-PT, 08/2018/HN&GĐ-ST, 30/4/1975, whose first part ends at @p. */
static const char *
scan_document_number (const char *p, const char *end)
{
  guint n_numbers = 1;
  gboolean has_letters = FALSE;

  while (p < end)
    {
      guint hyphen = hyphen_size (p, end);
      const char *part = p + MAX (hyphen, 1);
      const char *part_end = NULL;

      if (*p == '/')
        part_end = scan_part (part, end, n_numbers);
      else if (hyphen > 0)
        part_end = scan_hyphenated (part, end, n_numbers, has_letters);
      else if (*p == '&' && has_letters && is_letter_at (part, end))
        part_end = skip_run (part, end);
      if (part_end == NULL)
        break;
      if (is_digit_at (part, end))
        n_numbers++;
      else
        has_letters = TRUE;
      p = part_end;
    }
  return p;
}

/* A token that begins with a digit. */
static const char *
scan_number (const char *from, const char *end, gboolean *is_number)
{
  const char *digits_end = skip_digits (from, end);
  const char *p;

  *is_number = TRUE;
  if (digits_end < end && (*digits_end == '.' || *digits_end == ','))
    return scan_figure (from, digits_end, end);
  if (digits_end < end && *digits_end == '-')
    {
      p = scan_date (from, digits_end, end);
      return p != NULL ? p : digits_end;
    }
  p = skip_run (digits_end, end);
  /* 01a/2015 is a number, 13a/b is not */
  if (p < end && *p == '/' && (p == digits_end || is_digit_at (p + 1, end)))
    return scan_document_number (p, end);
  *is_number = p == digits_end;
  return p;
}

gboolean
tl_token_next (const char *text, gsize length, gsize *position, TlToken *token)
{
  const char *end = text + length;
  const char *p = text + *position;
  const char *token_end;
  guint size;

  for (; p < end; p += size)
    {
      if (is_alnum (_tl_utf8_next (p, end, &size)))
        break;
    }
  if (p >= end)
    {
      *position = length;
      return FALSE;
    }
  token->is_number = FALSE;
  token_end = g_ascii_isdigit (*p) ? scan_number (p, end, &token->is_number) : skip_run (p, end);
  token->from = (gsize)(p - text);
  token->to = (gsize)(token_end - text);
  *position = token->to;
  return TRUE;
}

GArray *
tl_text_tokenize (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  /* a syllable and its space take about six bytes */
  GArray *tokens
      = g_array_sized_new (FALSE, FALSE, sizeof (TlToken), (guint)MIN (n / 6 + 4, 1 << 20));
  gsize position = 0;
  TlToken token;

  while (tl_token_next (text, n, &position, &token))
    g_array_append_val (tokens, token);
  return tokens;
}
