/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-structure-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

#define QUOTE_RESTARTS_MAX 64

static const char *const amending_words[]
    = { "sua doi", "bo sung", "bai bo", "thay the", "thay cum tu", "bo cum tu", "thay doi" };

static const char *const final_words[]
    = { "hieu luc", "dieu khoan", "to chuc thuc hien", "trach nhiem", "quy dinh chuyen tiep" };

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

/* "“Điều 5a. Heading": no sentence goes on like that, whatever stands before it. */
static gboolean
quotes_article (const TlLine *line)
{
  const char *p = _tl_scan_word (g_utf8_next_char (line->from), line->to, "dieu");
  int number;

  p = p ? _tl_scan_number (_tl_scan_spaces (p, line->to), line->to, 4, &number) : NULL;
  if (p && p < line->to && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p && p < line->to && *p == '.';
}

gboolean
_tl_quote_starts (const TlLayout *layout, guint i)
{
  const TlLine *line = _tl_layout_line (layout, i);
  gunichar c = g_utf8_get_char (line->from);

  return (c == 0x201c || c == '"')
         && (i == 0 || _tl_line_ended (_tl_layout_line (layout, i - 1)) || quotes_article (line));
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
quote_open (TlQuote *quote, const TlLine *line, gboolean begins, int net, int straight)
{
  quote->weak = FALSE;
  quote->straight = *line->from == '"';
  quote->depth = 0;
  if (quote->straight)
    quote->depth = begins ? straight % 2 : 0;
  else if (begins || opens_after_colon (line))
    quote->depth = MAX (net, 0);
}

gboolean
_tl_quote_step (TlQuote *quote, const TlLayout *layout, guint i)
{
  const TlLine *line = _tl_layout_line (layout, i);
  gboolean begins = _tl_quote_starts (layout, i);
  int opened, closed, straight;

  count_quotes (line->from, line->to, &opened, &closed, &straight);
  /* “…“: the second is a closing mark of the wrong shape. */
  if (closed == 0 && opened % 2 == 0)
    closed = opened /= 2;
  if (quote->depth == 0)
    {
      if (opened > 0 || straight > 0)
        quote_open (quote, line, begins, opened - closed, straight);
      return quote->depth > 0;
    }
  if (quote->straight)
    {
      quote->depth = straight % 2 ? 0 : 1;
      return FALSE;
    }
  /* A new quotation at the head of a line: the last one was left open. */
  if (begins && opened > 0 && (opened > closed || (quote->depth == 1 && ends_closed (line))))
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
      TlQuote quote = { 0 };
      guint opened_at = i;

      for (; i < layout->lines->len; i++)
        if (_tl_quote_step (&quote, layout, i))
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
