/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/tl-scan-private.h"

#include <string.h>

#include "text/tl-letter-private.h"

static const gunichar point_letters[]
    = { 'a', 'b', 'c', 'd', 0x111, 'e', 'g', 'h', 'i', 'k', 'l', 'm',
        'n', 'o', 'p', 'q', 'r',   's', 't', 'u', 'v', 'x', 'y' };
static const char *const point_codes[]
    = { "a", "b", "c", "d", "dd", "e", "g", "h", "i", "k", "l", "m",
        "n", "o", "p", "q", "r",  "s", "t", "u", "v", "x", "y" };

G_STATIC_ASSERT (G_N_ELEMENTS (point_letters) == G_N_ELEMENTS (point_codes));

static gboolean
is_mark (gunichar c)
{
  return c >= 0x300 && c <= 0x36f;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Letters of the vowels of TlVowel, without marks. */
static const char vowel_letters[TL_N_VOWELS]
    = { 0, 'a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y' };

gunichar
_tl_scan_fold (gunichar c)
{
  gunichar base;
  TlLetter letter;

  if (c < 0x80)
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  if (c == 0x110 || c == 0x111 || c == 0xd0 || c == 0xf0)
    return 'd';
  letter = _tl_letter (c);
  if (letter != 0)
    return (guchar)vowel_letters[TL_LETTER_VOWEL (letter)];
  if (c < 0xc0 || (c > 0x1b0 && c < 0x1ea0) || c > 0x1ef9)
    return c;
  if (g_unichar_fully_decompose (c, FALSE, &base, 1) > 1)
    return g_unichar_tolower (base);
  return g_unichar_tolower (c);
}

const char *
_tl_scan_match (const char *p, const char *end, const char *pattern)
{
  for (; *pattern; pattern++)
    {
      guint size;

      if (*pattern == ' ')
        {
          if (p >= end || !is_blank (*p))
            return NULL;
          p = _tl_scan_blanks (p, end);
          continue;
        }
      if (p < end && (guchar)*p < 0x80)
        {
          if ((*p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p) != *pattern)
            return NULL;
          p++;
          while (p < end && ((guchar)*p & 0xFE) == 0xCC && is_mark (_tl_utf8_next (p, end, &size)))
            p += size;
          continue;
        }
      if (p >= end || _tl_scan_fold (_tl_utf8_next (p, end, &size)) != (gunichar)(guchar)*pattern)
        return NULL;
      p += size;
      while (p < end && ((guchar)*p & 0xFE) == 0xCC && is_mark (_tl_utf8_next (p, end, &size)))
        p += size;
    }
  return p;
}

const char *
_tl_scan_word (const char *p, const char *end, const char *pattern)
{
  const char *after = _tl_scan_match (p, end, pattern);

  return after && (after >= end || !g_unichar_isalnum (g_utf8_get_char (after))) ? after : NULL;
}

const char *
_tl_scan_find (const char *p, const char *end, const char *pattern, const char **after)
{
  gboolean at_word = TRUE;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *to;

      if (at_word && _tl_scan_fold (c) == (gunichar)(guchar)*pattern
          && (to = _tl_scan_word (p, end, pattern)) != NULL)
        {
          if (after)
            *after = to;
          return p;
        }
      at_word = !g_unichar_isalnum (c) && !is_mark (c);
    }
  return NULL;
}

const char *
_tl_scan_blanks (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  return p;
}

const char *
_tl_scan_spaces (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

const char *
_tl_scan_trim (const char *p, const char *end)
{
  while (end > p && is_blank (end[-1]))
    end--;
  return end;
}

const char *
_tl_scan_number (const char *p, const char *end, int digits_max, int *value)
{
  int digits = 0;

  *value = 0;
  for (; p < end && g_ascii_isdigit (*p); p++)
    {
      if (++digits > MIN (digits_max, 9))
        return NULL;
      *value = *value * 10 + (*p - '0');
    }
  return digits > 0 ? p : NULL;
}

const char *
_tl_scan_dash (const char *p, const char *end)
{
  gunichar c;

  if (p >= end)
    return NULL;
  c = g_utf8_get_char (p);
  if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    return g_utf8_next_char (p);
  return NULL;
}

static int
roman_digit (char c)
{
  switch (g_ascii_toupper (c))
    {
    case 'I':
      return 1;
    case 'V':
      return 5;
    case 'X':
      return 10;
    case 'L':
      return 50;
    case 'C':
      return 100;
    default:
      return 0;
    }
}

const char *
_tl_scan_roman (const char *p, const char *end, int *value)
{
  const char *from = p;
  int total = 0;

  for (; p < end && roman_digit (*p) > 0; p++)
    {
      int digit = roman_digit (*p);
      int next = p + 1 < end ? roman_digit (p[1]) : 0;

      if (p - from >= 9)
        return NULL;
      total += next > digit ? -digit : digit;
    }
  if (p == from || total < 1 || total > 399 || (p < end && g_unichar_isalnum (g_utf8_get_char (p))))
    return NULL;
  *value = total;
  return p;
}

int
_tl_scan_letter_index (gunichar c)
{
  c = g_unichar_tolower (c);
  if (c == 0xf0)
    c = 0x111;
  for (guint i = 0; i < G_N_ELEMENTS (point_letters); i++)
    if (point_letters[i] == c)
      return (int)i;
  return -1;
}

const char *
_tl_scan_letter_code (int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)G_N_ELEMENTS (point_codes), "a");
  return point_codes[index];
}

gboolean
_tl_scan_is_upper (const char *p, const char *end)
{
  gboolean letters = FALSE;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      letters |= g_unichar_isupper (c);
    }
  return letters;
}

void
_tl_scan_collapse (GString *out, const char *p, const char *end)
{
  p = _tl_scan_blanks (p, end);
  end = _tl_scan_trim (p, end);
  while (p < end)
    {
      const char *from = p;

      while (p < end && !is_blank (*p))
        p++;
      g_string_append_len (out, from, p - from);
      p = _tl_scan_blanks (p, end);
      if (p < end)
        g_string_append_c (out, ' ');
    }
}
