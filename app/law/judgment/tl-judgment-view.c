/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-view-private.h"

#include <string.h>

#include "law/tl-scan-private.h"
#include "text/tl-text.h"

/* A line of figures alone that is no longer than this numbers a page. */
#define PAGE_NUMBER_DIGITS 4

enum
{
  FLAG_WORD = 1 << 0,
  FLAG_START = 1 << 1,
};

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char
plain_of (gunichar c)
{
  gunichar folded;

  switch (c)
    {
    case 0x201c: /* the quotation marks that are printed around charges */
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
    case 0xab:
    case 0xbb:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    case 0xae: /* ® is đ in TCVN3 */
      return 'd';
    default:
      folded = _tl_scan_fold (c);
      return folded < 0x80 && folded >= 0x20 ? (char)folded : '?';
    }
}

/* The next line that says something: blank lines and page numbers are skipped. @page: whether a
 * page ended on the way. */
static const char *
next_line (const char *p, gboolean *page)
{
  const char *line = p;

  for (;;)
    {
      const char *q = line;
      guint digits = 0;

      while (*q == ' ' || *q == '\t' || *q == '\n' || *q == '\r' || *q == '\f')
        {
          *page = *page || *q == '\f';
          q++;
        }
      line = q;
      while (g_ascii_isdigit (*q) && digits <= PAGE_NUMBER_DIGITS)
        {
          q++;
          digits++;
        }
      while (*q == ' ' || *q == '\t')
        q++;
      if (digits == 0 || digits >= PAGE_NUMBER_DIGITS || (*q != '\n' && *q != '\f'))
        return line;
      line = q;
    }
}

static gboolean
is_capital_at (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isupper (c);
}

/* "1. ", "2.1. ", "3/ ", "4) ", "[5]", "a) ": a label at the head of a line. */
static gboolean
is_label (const char *p)
{
  const char *q = p;
  guint digits = 0;

  if (*p == '[')
    return g_ascii_isdigit (p[1]);
  if (g_ascii_isalpha (*p) && (p[1] == ')' || p[1] == '/'))
    return TRUE;
  while (g_ascii_isdigit (*q) && digits < 3)
    {
      q++;
      digits++;
      if (*q == '.' && g_ascii_isdigit (q[1]) && digits < 3)
        {
          q++;
          digits = 0;
        }
    }
  if (q == p || digits > 2 || (*q != '.' && *q != ')' && *q != '/' && *q != ':'))
    return FALSE;
  q++;
  return !g_ascii_isdigit (*q) && (is_blank ((guchar)*q) || *q == '-' || is_capital_at (q));
}

static gboolean
is_bullet (const char *p)
{
  return *p == '-' || *p == '+' || *p == '*' || g_str_has_prefix (p, "•")
         || g_str_has_prefix (p, "–") || g_str_has_prefix (p, "●");
}

/* Orders and headings that begin a line with a capital, where the line before lost its full stop.
 */
static gboolean
starts_order (const char *p)
{
  static const char *const words[]
      = { "Về án phí", "Về chi phí",       "Buộc ",     "Xử phạt", "Căn cứ ", "Áp dụng ",
          "Tuyên bố ", "Không chấp nhận ", "Chấp nhận " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (p, words[i]))
      return TRUE;
  return FALSE;
}

/* Whether the line break between @last and @next parts two items or sentences; inside a sentence it
 * is only where the printed line ended. */
static gboolean
breaks (char last, const char *next)
{
  gboolean ended = last == '.' || last == ';' || last == ':';

  if (is_label (next) || starts_order (next))
    return TRUE;
  if (is_bullet (next))
    return ended || last == ',';
  return ended && (is_capital_at (next) || *next == '"' || g_str_has_prefix (next, "“"));
}

static void
add (TlView *self, char plain, gunichar exact, const char *at)
{
  self->plain[self->length] = plain;
  self->exact[self->length] = exact < 0xffff ? (guint16)exact : 0xfffd;
  self->map[self->length] = (guint32)(at - self->text);
  self->length++;
}

/* Where the run of blanks at @p ends; puts the one blank that stands for it. */
static const char *
add_blanks (TlView *self, const char *p)
{
  const char *q = p;
  gboolean line = FALSE, page = FALSE;
  char last = self->length > 0 ? self->plain[self->length - 1] : '\n';

  while (is_blank ((guchar)*q))
    {
      line = line || *q == '\n' || *q == '\f';
      q++;
    }
  if (line)
    q = next_line (p, &page);
  if (*q == '\0' || last == '\n')
    return q;
  if (line && breaks (last, q))
    add (self, '\n', '\n', p);
  else
    add (self, ' ', ' ', p);
  return q;
}

static void
set_flags (TlView *self)
{
  gboolean last = FALSE;

  self->flags = g_new (guint8, self->length + 1);
  for (gsize i = 0; i < self->length; i++)
    {
      gboolean word = g_ascii_isalnum (self->plain[i]) || g_unichar_isalpha (self->exact[i]);

      self->flags[i] = (guint8)((word ? FLAG_WORD : 0) | (word && !last ? FLAG_START : 0));
      last = word;
    }
  self->flags[self->length] = 0;
}

TlView *
_tl_view_new (const char *text)
{
  TlView *self = g_new0 (TlView, 1);
  g_autofree char *tones = tl_tone_canonical (text);
  gsize n = (gsize)g_utf8_strlen (text, -1);
  gboolean same = (gsize)g_utf8_strlen (tones, -1) == n;
  const char *p = text;
  const char *tone = same ? tones : text;

  self->text = text;
  self->plain = g_new (char, n + 1);
  self->exact = g_new (guint16, n + 1);
  self->map = g_new (guint32, n + 1);
  while (*p)
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        {
          const char *after = add_blanks (self, p);

          tone = g_utf8_offset_to_pointer (tone, g_utf8_pointer_to_offset (p, after));
          p = after;
          continue;
        }
      add (self, plain_of (c), c == 0xae ? 0x111 : g_unichar_tolower (g_utf8_get_char (tone)), p);
      p = g_utf8_next_char (p);
      tone = g_utf8_next_char (tone);
    }
  self->plain[self->length] = '\0';
  self->exact[self->length] = 0;
  self->map[self->length] = (guint32)(p - text);
  set_flags (self);
  return self;
}

void
_tl_view_free (TlView *view)
{
  g_free (view->plain);
  g_free (view->exact);
  g_free (view->flags);
  g_free (view->map);
  g_free (view);
}

gsize
_tl_view_at (const TlView *view, gsize offset)
{
  gsize low = 0, high = view->length;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (view->map[middle] < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
_tl_view_is_upper (const TlView *view, gsize i)
{
  return i < view->length && g_unichar_isupper (g_utf8_get_char (view->text + view->map[i]));
}

gboolean
_tl_view_is_word (const TlView *view, gsize i)
{
  return i < view->length && (view->flags[i] & FLAG_WORD) != 0;
}

gboolean
_tl_view_starts_word (const TlView *view, gsize i)
{
  return i < view->length && (view->flags[i] & FLAG_START) != 0;
}

static gboolean
same_letter (const TlView *view, gsize i, gunichar wanted)
{
  gunichar c = view->exact[i];

  if (c == wanted)
    return TRUE;
  if (wanted == ' ')
    return c == '\n';
  if (wanted == '#')
    return g_ascii_isdigit ((char)c);
  if (wanted == '"')
    return view->plain[i] == '"';
  return FALSE;
}

gsize
_tl_view_match (const TlView *view, gsize i, gsize end, const char *pattern)
{
  const char *p = pattern;

  /* most places are told from the first letter */
  if ((guchar)*p < 0x80 && i < end && *p != '#' && *p != '"' && *p != ' '
      && view->exact[i] != (guchar)*p)
    return 0;
  for (; *p; p = g_utf8_next_char (p), i++)
    if (i >= end || !same_letter (view, i, g_utf8_get_char (p)))
      return 0;
  if (p > pattern && p[-1] == '#')
    return i;
  return i < end && _tl_view_is_word (view, i) && _tl_view_is_word (view, i - 1) ? 0 : i;
}

gsize
_tl_view_match_any (const TlView *view, gsize i, gsize end, const char *const *patterns)
{
  for (; *patterns; patterns++)
    {
      gsize after = _tl_view_match (view, i, end, *patterns);

      if (after > 0)
        return after;
    }
  return 0;
}

gsize
_tl_view_find (const TlView *view, gsize i, gsize end, const char *pattern, gsize *after)
{
  const char *const patterns[] = { pattern, NULL };

  return _tl_view_find_any (view, i, end, patterns, after);
}

gsize
_tl_view_find_any (
    const TlView *view, gsize i, gsize end, const char *const *patterns, gsize *after)
{
  for (; i < end; i++)
    {
      gsize match;

      if (!_tl_view_starts_word (view, i))
        continue;
      match = _tl_view_match_any (view, i, end, patterns);
      if (match > 0)
        {
          if (after)
            *after = match;
          return i;
        }
    }
  return TL_VIEW_NONE;
}

gboolean
_tl_view_has (const TlView *view, gsize i, gsize end, const char *const *patterns)
{
  return _tl_view_find_any (view, i, end, patterns, NULL) != TL_VIEW_NONE;
}

gsize
_tl_view_spaces (const TlView *view, gsize i, gsize end)
{
  while (i < end && (view->plain[i] == ' ' || view->plain[i] == '\n'))
    i++;
  return i;
}

/* "TP. Hồ Chí Minh", "1. Buộc": the stop at @i does not end a sentence. */
static gboolean
is_abbreviation (const TlView *view, gsize i)
{
  gsize from = i;

  while (from > 0 && _tl_view_is_word (view, from - 1))
    from--;
  if (from == i)
    return FALSE;
  if (g_ascii_isdigit (view->plain[from]))
    return i - from <= 2 && (from == 0 || view->plain[from - 1] == '\n');
  return i - from == 2
         && (memcmp (view->plain + from, "tp", 2) == 0 || memcmp (view->plain + from, "tx", 2) == 0
             || memcmp (view->plain + from, "tt", 2) == 0);
}

static gsize
part_end (const TlView *view, gsize i, gsize end, gboolean clause)
{
  for (; i < end; i++)
    {
      char c = view->plain[i];

      if (c == '\n' || (clause && c == ';'))
        return i + 1;
      if (c == '.' && i + 2 < end && view->plain[i + 1] == ' ' && !is_abbreviation (view, i)
          && (_tl_view_is_upper (view, i + 2) || view->plain[i + 2] == '"'))
        return i + 2;
    }
  return end;
}

gsize
_tl_view_sentence_end (const TlView *view, gsize i, gsize end)
{
  return part_end (view, i, end, FALSE);
}

gsize
_tl_view_clause_end (const TlView *view, gsize i, gsize end)
{
  return part_end (view, i, end, TRUE);
}

char *
_tl_view_dup (const TlView *view, gsize from, gsize to)
{
  GString *out = g_string_new (NULL);

  for (gsize i = from; i < to; i++)
    if (view->plain[i] == ' ' || view->plain[i] == '\n')
      g_string_append_c (out, ' ');
    else
      g_string_append_unichar (out, g_utf8_get_char (view->text + view->map[i]));
  return g_strstrip (g_string_free (out, FALSE));
}

TlField
_tl_view_field (const TlView *view, gsize from, gsize to, TlConfidence confidence)
{
  const char *last;

  while (to > from && (view->plain[to - 1] == ' ' || view->plain[to - 1] == '\n'))
    to--;
  if (to == from)
    return (TlField){ view->map[from], view->map[from], confidence };
  last = view->text + view->map[to - 1];
  return (TlField){ view->map[from], (gsize)(g_utf8_next_char (last) - view->text), confidence };
}
