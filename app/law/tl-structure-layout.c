/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/tl-structure-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

/* Longer lines are paragraphs: no printed page holds as many characters in a line. */
#define PRINTED_WIDTH_MAX  160
#define QUOTE_RESTARTS_MAX 64

static const char *const amending_words[]
    = { "sua doi", "bo sung", "bai bo", "thay the", "thay cum tu", "bo cum tu", "thay doi" };

static const char *const final_words[]
    = { "hieu luc", "dieu khoan", "to chuc thuc hien", "trach nhiem", "quy dinh chuyen tiep" };

static void
take_line (TlLayout *self, const char *from, const char *to, gboolean blank, gboolean page)
{
  TlLine line = { from, to, (guint)g_utf8_strlen (from, to - from), blank, page, { 0 } };

  _tl_label_read (from, to, &line.label);
  g_array_append_val (self->lines, line);
}

static void
read_lines (TlLayout *self, const char *text, TlNoiseFunc is_noise)
{
  const char *end = text + strlen (text);
  const char *p = text;
  gboolean blank = TRUE, page = TRUE;
  guint n = 0;

  while (p < end)
    {
      const char *stop = p + strcspn (p, "\n\f");
      const char *from = _tl_scan_blanks (p, stop);
      const char *to = _tl_scan_trim (from, stop);

      if (from >= to)
        blank = TRUE;
      else if (!is_noise || !is_noise (from, to, n++))
        {
          take_line (self, from, to, blank, page);
          blank = page = FALSE;
        }
      page |= *stop == '\f';
      p = stop < end ? stop + 1 : stop;
    }
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return x < y ? -1 : x > y;
}

/* Printed lines go on in the next one with a small letter; paragraphs do not. */
static void
judge (TlLayout *self)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint small = 0, plain = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (self, i);

      g_array_append_val (widths, line->width);
      if (line->label.kind != TL_LABEL_NONE)
        continue;
      plain++;
      if (i > 0 && _tl_line_starts_small (line))
        small += _tl_line_ended (_tl_layout_line (self, i - 1)) ? 0 : 1;
    }
  if (widths->len == 0)
    return;
  g_array_sort (widths, compare_widths);
  self->width = g_array_index (widths, guint, (widths->len - 1) * 9 / 10);
  self->printed = self->width < PRINTED_WIDTH_MAX && small * 6 > plain;
}

TlLayout *
_tl_layout_new (const char *text, TlNoiseFunc is_noise)
{
  TlLayout *self = g_new0 (TlLayout, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (TlLine));
  read_lines (self, text, is_noise);
  judge (self);
  return self;
}

void
_tl_layout_free (TlLayout *layout)
{
  if (!layout)
    return;
  g_array_unref (layout->lines);
  g_free (layout);
}

gboolean
_tl_line_ended (const TlLine *line)
{
  gunichar c = g_utf8_get_char (g_utf8_prev_char (line->to));

  return c == '.' || c == ';' || c == ':' || c == '?' || c == '!' || c == '/' || c == '"'
         || c == 0x201d || c == ']';
}

gboolean
_tl_line_starts_small (const TlLine *line)
{
  return g_unichar_islower (g_utf8_get_char (line->from));
}

static gboolean
starts_bullet (const TlLine *line)
{
  gunichar c = g_utf8_get_char (line->from);

  return c == '+' || c == '*' || c == 0x2022 || _tl_scan_dash (line->from, line->to) != NULL;
}

gboolean
_tl_layout_starts_paragraph (const TlLayout *layout, guint i)
{
  const TlLine *line = _tl_layout_line (layout, i);
  const TlLine *before = i > 0 ? _tl_layout_line (layout, i - 1) : NULL;

  if (!before)
    return TRUE;
  if (!layout->printed && !_tl_line_ended (before))
    return !_tl_line_starts_small (line) && !g_ascii_isdigit (*line->from);
  if (!layout->printed)
    return TRUE;
  if (!_tl_line_ended (before))
    return FALSE;
  if (starts_bullet (line) || before->to[-1] == ':')
    return TRUE;
  if (_tl_line_starts_small (line) || g_ascii_isdigit (*line->from))
    return FALSE;
  return before->width * 100 < layout->width * 88;
}

/* Quotations */

static void
count_quotes (const char *p, const char *end, int *opened, int *closed, int *straight)
{
  *opened = *closed = *straight = 0;
  for (; p < end; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case 0x201c:
        (*opened)++;
        break;
      case 0x201d:
        (*closed)++;
        break;
      case '"':
        (*straight)++;
        break;
      default:
        break;
      }
}

gboolean
_tl_quote_starts (const TlLine *line)
{
  gunichar c = g_utf8_get_char (line->from);

  return c == 0x201c || c == '"';
}

/* Whether the line ends with a closing mark, as in: ...”; */
static gboolean
ends_closed (const TlLine *line)
{
  const char *p = line->to;

  while (p > line->from && strchr (".;,/ ", p[-1]))
    p--;
  if (p <= line->from)
    return FALSE;
  p = g_utf8_prev_char (p);
  return g_utf8_get_char (p) == 0x201d || *p == '"';
}

/* "...như sau: “1. Text": the quotation of several lines begins inside the line. */
static gboolean
opens_after_colon (const TlLine *line)
{
  const char *p = line->to;

  while (p > line->from)
    {
      gunichar c = g_utf8_get_char (p = g_utf8_prev_char (p));

      if (c == 0x201d)
        return FALSE;
      if (c == 0x201c)
        {
          p = _tl_scan_trim (line->from, p);
          return p > line->from && p[-1] == ':';
        }
    }
  return FALSE;
}

static void
quote_open (TlQuote *quote, const TlLine *line, int net, int straight)
{
  quote->straight = *line->from == '"';
  quote->depth = 0;
  if (quote->straight)
    quote->depth = straight % 2;
  else if (_tl_quote_starts (line) || opens_after_colon (line))
    quote->depth = MAX (net, 0);
}

gboolean
_tl_quote_step (TlQuote *quote, const TlLine *line)
{
  int opened, closed, straight;

  count_quotes (line->from, line->to, &opened, &closed, &straight);
  if (quote->depth == 0)
    {
      if (opened > 0 || straight > 0)
        quote_open (quote, line, opened - closed, straight);
      return quote->depth > 0;
    }
  if (quote->straight)
    {
      quote->depth = straight % 2 ? 0 : 1;
      return FALSE;
    }
  /* A new quotation at the head of a line: the last one was left open. */
  if (_tl_quote_starts (line) && opened > 0
      && (opened > closed || (quote->depth == 1 && ends_closed (line))))
    {
      quote->depth = MAX (opened - closed, 0);
      return quote->depth > 0;
    }
  quote->depth = MAX (quote->depth + opened - closed, 0);
  return FALSE;
}

static gboolean
rest_is_any (const TlLine *line, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (_tl_scan_word (line->label.rest, line->to, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
_tl_label_amends (const TlLine *line)
{
  if (rest_is_any (line, amending_words, G_N_ELEMENTS (amending_words)))
    return TRUE;
  return line->label.kind == TL_LABEL_ARTICLE
         && rest_is_any (line, final_words, G_N_ELEMENTS (final_words));
}

guint8 *
_tl_layout_open_quotes (const TlLayout *layout)
{
  guint8 *open = g_new0 (guint8, layout->lines->len + 1);
  guint restarts = 0;
  guint i = 0;

  while (i < layout->lines->len)
    {
      TlQuote quote = { 0, FALSE };
      guint opened_at = i;

      for (; i < layout->lines->len; i++)
        if (_tl_quote_step (&quote, _tl_layout_line (layout, i)))
          opened_at = i;
      if (quote.depth == 0)
        break;
      if (++restarts > QUOTE_RESTARTS_MAX)
        {
          memset (open + opened_at, 1, layout->lines->len - opened_at);
          break;
        }
      open[opened_at] = 1;
      i = opened_at + 1;
    }
  return open;
}
