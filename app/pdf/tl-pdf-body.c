/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-body.h"

#include <stdlib.h>
#include <string.h>

#include "text/tl-text.h"

/* Running heads and feet have at most so many lines. */
#define EDGE_LINES 3
/* Longer lines are no running ones. */
#define MAX_EDGE_BYTES 400
/* Pages are numbered in at most so many figures. */
#define MAX_FIGURES 4
/* How far the number on a page may be from its place in the file when no neighbour tells. */
#define MAX_OFFSET 2
/* Footnotes are set smaller than so much of the body. */
#define MAX_NOTE_HEIGHT 0.93F
/* A height in which so much of the page is set is that of the body or of its notes. */
#define MIN_HEIGHT_SHARE 0.15
#define NO_NUMBER        (-1)

/* One line: its spans from first up to last. */
typedef struct
{
  guint first, last;
} Line;

typedef struct
{
  const char *text;
  const TlPdfSpan *spans;
  guint n_spans;
} Page;

static Page
page_of (const TlPdfPageText *text)
{
  Page page = { .text = tl_pdf_page_text_get_text (text)->text };

  page.spans = tl_pdf_page_text_get_spans (text, &page.n_spans);
  return page;
}

static gboolean
span_is_blank (const Page *page, guint index)
{
  const TlPdfSpan *span = &page->spans[index];

  for (guint i = span->byte_from; i < span->byte_to; i++)
    if (page->text[i] != ' ')
      return FALSE;
  return TRUE;
}

static gboolean
line_is_blank (const Page *page, const Line *line)
{
  for (guint i = line->first; i < line->last; i++)
    if (!span_is_blank (page, i))
      return FALSE;
  return TRUE;
}

/* The line that begins at @span. */
static Line
line_at (const Page *page, guint span)
{
  Line line = { span, span + 1 };

  while (line.last < page->n_spans && page->spans[line.last].line == page->spans[span].line)
    line.last++;
  return line;
}

/* The line that ends before @span. */
static Line
line_before (const Page *page, guint span)
{
  Line line = { span - 1, span };

  while (line.first > 0 && page->spans[line.first - 1].line == page->spans[span - 1].line)
    line.first--;
  return line;
}

/* Steps over one line that is not blank from the edge of what is between *first and *last. */
static gboolean
next_line (const Page *page, gboolean from_end, guint *first, guint *last, Line *line)
{
  while (*first < *last)
    {
      *line = from_end ? line_before (page, *last) : line_at (page, *first);
      if (from_end)
        *last = line->first;
      else
        *first = line->last;
      if (!line_is_blank (page, line))
        return TRUE;
    }
  return FALSE;
}

/* The line folded, without figures and spaces; %NULL for one too long. */
static char *
line_key (const Page *page, const Line *line)
{
  guint from = page->spans[line->first].byte_from;
  guint to = page->spans[line->last - 1].byte_to;
  g_autofree char *folded = NULL;
  GString *key;

  if (to - from > MAX_EDGE_BYTES)
    return NULL;
  folded = tl_text_fold (page->text + from, (gssize)to - (gssize)from, TL_FOLD_PLAIN, NULL);
  key = g_string_new (NULL);
  for (const char *at = folded; *at != '\0'; at++)
    if (!g_ascii_isdigit (*at) && !g_ascii_isspace (*at))
      g_string_append_c (key, *at);
  return g_string_free (key, FALSE);
}

/* The number of the page that a line is: "7", "- 7 -", "7/12", "Trang 7"; or NO_NUMBER. */
static int
line_number (const Page *page, const Line *line)
{
  g_autofree char *key = line_key (page, line);
  guint from = page->spans[line->first].byte_from;
  guint to = page->spans[line->last - 1].byte_to;
  guint at = from, figures = 0;

  if (key == NULL
      || (key[0] != '\0' && strcmp (key, "--") != 0 && strcmp (key, "/") != 0
          && strcmp (key, "trang") != 0 && strcmp (key, "trang/") != 0))
    return NO_NUMBER;
  while (at < to && !g_ascii_isdigit (page->text[at]))
    at++;
  while (at + figures < to && g_ascii_isdigit (page->text[at + figures]))
    figures++;
  return figures == 0 || figures > MAX_FIGURES ? NO_NUMBER : atoi (page->text + at);
}

/* Whether a line at the same edge of @other says @key. A key that is empty says nothing. */
static gboolean
edge_has_key (const Page *other, gboolean from_end, const char *key)
{
  guint first = 0, last = other->n_spans;
  Line line;

  for (guint i = 0; i < EDGE_LINES && next_line (other, from_end, &first, &last, &line); i++)
    {
      g_autofree char *found = line_key (other, &line);

      if (found != NULL && found[0] != '\0' && strcmp (found, key) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
edge_has_number (const Page *other, gboolean from_end, int number)
{
  guint first = 0, last = other->n_spans;
  Line line;

  for (guint i = 0; i < EDGE_LINES && next_line (other, from_end, &first, &last, &line); i++)
    {
      int found = line_number (other, &line);

      if (found != NO_NUMBER && found != number && abs (found - number) <= TL_PDF_BODY_NEIGHBOURS)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_running (const Page *page,
            guint place,
            const Line *line,
            gboolean from_end,
            TlPdfPageText *const *neighbours,
            guint n_neighbours)
{
  g_autofree char *key = line_key (page, line);
  int number = line_number (page, line);
  /* A sentence comes again at the head of one page by chance. */
  guint needed = n_neighbours > TL_PDF_BODY_NEIGHBOURS ? 2 : 1;

  if (key == NULL)
    return FALSE;
  if (number != NO_NUMBER && abs (number - (int)place - 1) <= MAX_OFFSET)
    return TRUE;
  for (guint i = 0; i < n_neighbours; i++)
    {
      Page other;

      if (neighbours[i] == NULL)
        continue;
      other = page_of (neighbours[i]);
      if ((number != NO_NUMBER ? edge_has_number (&other, from_end, number)
                               : key[0] != '\0' && edge_has_key (&other, from_end, key))
          && --needed == 0)
        return TRUE;
    }
  return FALSE;
}

static float
height_of (const TlPdfSpan *span)
{
  return span->box.y2 - span->box.y1;
}

/* The greatest height in which a good part of the page is set; 0 without boxes. */
static float
body_height (const Page *page)
{
  guint counts[256] = { 0 };
  guint all = 0;

  for (guint i = 0; i < page->n_spans; i++)
    {
      guint length = page->spans[i].to - page->spans[i].from;
      float height = CLAMP (height_of (&page->spans[i]) * 4, 0, 255);

      counts[(guint)height] += length;
      all += length;
    }
  for (guint i = G_N_ELEMENTS (counts) - 1; i > 0; i--)
    if (counts[i] > all * MIN_HEIGHT_SHARE)
      return (float)i / 4;
  return 0;
}

/* "3", "[3]", "(3)", "*": how a footnote begins. */
static gboolean
begins_as_note (const Page *page, const Line *line)
{
  const char *at = page->text + page->spans[line->first].byte_from;

  at += strspn (at, " ");
  return g_ascii_isdigit (*at) || *at == '*'
         || ((*at == '[' || *at == '(') && g_ascii_isdigit (at[1]));
}

static guint
find_notes (const Page *page, guint first, guint last)
{
  float limit = body_height (page) * MAX_NOTE_HEIGHT;
  guint begin = first;
  guint notes = last;
  Line line;

  while (limit > 0 && next_line (page, TRUE, &begin, &last, &line))
    {
      if (height_of (&page->spans[line.first]) >= limit)
        break;
      if (begins_as_note (page, &line))
        notes = line.first;
    }
  return notes;
}

TlPdfBody
_tl_pdf_body_find (TlPdfPageText *text,
                   guint number,
                   TlPdfPageText *const *neighbours,
                   guint n_neighbours)
{
  Page page = page_of (text);
  TlPdfBody body = { 0, page.n_spans, page.n_spans };
  guint first = 0, last = page.n_spans;
  Line line;

  for (guint i = 0; i < EDGE_LINES && next_line (&page, FALSE, &first, &last, &line); i++)
    {
      if (!is_running (&page, number, &line, FALSE, neighbours, n_neighbours))
        break;
      body.first = line.last;
    }
  first = body.first;
  last = page.n_spans;
  for (guint i = 0; i < EDGE_LINES && next_line (&page, TRUE, &first, &last, &line); i++)
    {
      if (!is_running (&page, number, &line, TRUE, neighbours, n_neighbours))
        break;
      body.last = line.first;
    }
  body.notes = find_notes (&page, body.first, body.last);
  return body;
}
