/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-select.h"

#include <math.h>
#include <string.h>

#include "pdf/tl-pdf-body.h"
#include "pdf/tl-pdf-flow.h"
#include "pdf/tl-pdf-geometry.h"
#include "pdf/tl-pdf-select-private.h"
#include "text/tl-text.h"

/* A point above or below a line is so much further away than one beside it. */
#define DOWN_WEIGHT 4.0
/* Pieces of lines that make a column, and how exactly they begin in one line, in points. */
#define MIN_ALIGNED 2
#define MAX_MISFIT  3.0F
/* Lines of one column. */
#define MAX_CHAIN 2000

/* A place between characters. */
typedef struct
{
  guint page;
  guint at;
} Caret;

typedef struct
{
  TlPdfPageText *const *pages;
  guint n_pages;
  guint first_page;
} Pages;

static TlPdfPageText *
page_of (const Pages *pages, guint page)
{
  return page >= pages->first_page && page - pages->first_page < pages->n_pages
             ? pages->pages[page - pages->first_page]
             : NULL;
}

void
tl_pdf_selection_free (TlPdfSelection *selection)
{
  if (selection == NULL)
    return;
  g_array_unref (selection->ranges);
  g_array_unref (selection->rects);
  g_free (selection->text);
  g_free (selection);
}

static double
distance (const TlPdfBox *box, double x, double y)
{
  double across = MAX (MAX (box->x1 - x, x - box->x2), 0);
  double down = MAX (MAX (box->y1 - y, y - box->y2), 0);

  return across + DOWN_WEIGHT * down;
}

static const TlPdfSpan *
find_nearest (const TlPdfSpan *spans, guint n_spans, double x, double y)
{
  const TlPdfSpan *nearest = NULL;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_spans; i++)
    {
      double away = distance (&spans[i].box, x, y);

      if (!_tl_pdf_box_is_empty (&spans[i].box) && away < best)
        {
          best = away;
          nearest = &spans[i];
        }
    }
  return nearest;
}

/* Whether one stands above the other for most of the narrower one. */
static gboolean
share_column (const TlPdfBox *a, const TlPdfBox *b)
{
  float common = MIN (a->x2, b->x2) - MAX (a->x1, b->x1);

  return common > MIN (a->x2 - a->x1, b->x2 - b->x1) / 2;
}

/* Beside a short line, as the last of a paragraph, the longer one above it is nearer: in a column
 * the line counts that stands as high as the point. */
static const TlPdfSpan *
find_level (const TlPdfSpan *spans, guint n_spans, const TlPdfSpan *nearest, double x, double y)
{
  const TlPdfSpan *level = nearest;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_spans; i++)
    {
      const TlPdfBox *box = &spans[i].box;

      if (!_tl_pdf_box_is_empty (box) && box->y1 <= y && y <= box->y2
          && share_column (box, &nearest->box) && distance (box, x, y) < best)
        {
          best = distance (box, x, y);
          level = &spans[i];
        }
    }
  return level;
}

guint
tl_pdf_page_text_locate (const TlPdfPageText *page, double x, double y)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const TlPdfText *text = tl_pdf_page_text_get_text (page);
  const TlPdfSpan *span = text->boxes != NULL ? find_nearest (spans, n_spans, x, y) : NULL;

  if (span == NULL)
    return 0;
  span = find_level (spans, n_spans, span, x, y);
  for (guint i = span->from; i < span->to; i++)
    if (!_tl_pdf_box_is_empty (&text->boxes[i])
        && x < (double)(text->boxes[i].x1 + text->boxes[i].x2) / 2)
      return i;
  return span->to;
}

static TlPdfBody
body_of (const Pages *pages, guint page)
{
  TlPdfPageText *neighbours[2 * TL_PDF_BODY_NEIGHBOURS];
  guint n = 0;

  for (guint i = 1; i <= TL_PDF_BODY_NEIGHBOURS; i++)
    {
      if (page_of (pages, page + i) != NULL)
        neighbours[n++] = page_of (pages, page + i);
      if (page >= i && page_of (pages, page - i) != NULL)
        neighbours[n++] = page_of (pages, page - i);
    }
  return _tl_pdf_body_find (page_of (pages, page), page, neighbours, n);
}

static void
add_range (GArray *ranges, guint page, guint from, guint to)
{
  TlPdfRange range = { page, from, to };
  TlPdfRange *last = ranges->len > 0 ? &g_array_index (ranges, TlPdfRange, ranges->len - 1) : NULL;

  if (from >= to)
    return;
  if (last != NULL && last->page == page && last->to + 1 >= from && from >= last->to)
    last->to = to;
  else
    g_array_append_val (ranges, range);
}

/* A span that a selection in a column leaves out: whether it stands beside the column. What only a
 * space parts from it, as a wide space in a line does, is counted: two that begin in one line from
 * top to bottom make a column. */
static gboolean
stands_beside (const TlPdfText *text,
               const TlPdfSpan *span,
               const TlPdfBox *column,
               float *edge,
               guint *n_aligned)
{
  const TlPdfBox *box = &span->box;
  float across = MIN (box->x2, column->x2) - MAX (box->x1, column->x1);
  gboolean by_tab = span->byte_from == 0 || text->text[span->byte_from - 1] != ' ';

  if (by_tab && text->text[span->byte_to] != ' ')
    {
      *n_aligned = MIN_ALIGNED;
      return across <= (box->x2 - box->x1) / 5;
    }
  if (*n_aligned == 0 || ABS (box->x1 - *edge) <= MAX_MISFIT)
    (*n_aligned)++;
  *edge = box->x1;
  return across <= 1;
}

/* Whether what stands between the first and the last of @chain in the order of the text, and is not
 * in it, is another column: else what is selected is more than the column. */
static gboolean
column_is_alone (const TlPdfText *text, const TlPdfSpan *spans, const GArray *chain)
{
  TlPdfBox column = { 0 };
  guint k = 0, n_left_out = 0, n_aligned = 0;
  float edge = 0;

  for (guint i = 0; i < chain->len; i++)
    column = _tl_pdf_box_union (&column, &spans[g_array_index (chain, guint, i)].box);
  for (guint i = g_array_index (chain, guint, 0); k < chain->len; i++)
    {
      if (i == g_array_index (chain, guint, k))
        k++;
      else if (!_tl_pdf_box_is_empty (&spans[i].box))
        {
          n_left_out++;
          if (!stands_beside (text, &spans[i], &column, &edge, &n_aligned))
            return FALSE;
        }
    }
  return n_left_out == 0 || n_aligned >= MIN_ALIGNED;
}

/* Both places stand in one column of a page: only its lines. */
static gboolean
add_column (const Pages *pages, const Caret *from, const Caret *to, GArray *ranges)
{
  TlPdfPageText *page = page_of (pages, from->page);
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  guint at = tl_pdf_page_text_find_span (page, from->at);
  guint last = tl_pdf_page_text_find_span (page, to->at);
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (guint));

  for (; at <= last && chain->len < MAX_CHAIN; at = spans[at].below)
    g_array_append_val (chain, at);
  if (chain->len < 2 || g_array_index (chain, guint, chain->len - 1) != last
      || !column_is_alone (tl_pdf_page_text_get_text (page), spans, chain))
    return FALSE;
  for (guint i = 0; i < chain->len; i++)
    {
      const TlPdfSpan *span = &spans[g_array_index (chain, guint, i)];

      add_range (ranges, from->page, MAX (span->from, i == 0 ? from->at : 0),
                 i + 1 == chain->len ? MIN (span->to, to->at) : span->to);
    }
  return TRUE;
}

/* Whether the text runs down a column of numbers or codes between two cells of one row, so that it
 * has the rows below before the cell beside. Lines of prose in columns are longer. */
static gboolean
is_read_by_columns (const TlPdfSpan *spans, guint first, guint last)
{
  guint n = 0;

  if (!_tl_pdf_box_is_beside (&spans[first].box, &spans[last].box))
    return FALSE;
  for (guint i = first; i < last; i++)
    {
      if (_tl_pdf_box_is_empty (&spans[i].box) || !share_column (&spans[i].box, &spans[first].box))
        continue;
      if (spans[i].to - spans[i].from > TL_PDF_MAX_CELL)
        return FALSE;
      n += _tl_pdf_box_shares_row (&spans[i].box, &spans[first].box) ? 0 : 1;
    }
  return n > 0;
}

/* Both places stand in one row of a table: only its cells. */
static gboolean
add_row (const Pages *pages, const Caret *from, const Caret *to, GArray *ranges)
{
  TlPdfPageText *page = page_of (pages, from->page);
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  guint first = tl_pdf_page_text_find_span (page, from->at);
  guint last = tl_pdf_page_text_find_span (page, to->at);

  if (first >= last || !is_read_by_columns (spans, first, last))
    return FALSE;
  for (guint i = first; i <= last; i++)
    if (_tl_pdf_box_shares_row (&spans[i].box, &spans[first].box))
      add_range (ranges, from->page, MAX (spans[i].from, i == first ? from->at : 0),
                 i == last ? MIN (spans[i].to, to->at) : spans[i].to);
  return TRUE;
}

/* The part of a page between the places, without what runs at its edges where the selection goes
 * over them. */
static void
add_page (const Pages *pages, guint page, const Caret *from, const Caret *to, GArray *ranges)
{
  TlPdfPageText *text = page_of (pages, page);
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (text, &n_spans);
  TlPdfBody body = body_of (pages, page);
  guint first = page == from->page ? from->at : 0;
  guint last = page == to->page ? to->at : tl_pdf_page_text_get_text (text)->n_chars;
  guint end;

  if (page != from->page && body.first < n_spans)
    first = MIN (last, spans[body.first].from);
  /* From the text of one page to that of the next no footnote is in between. */
  end = body.notes > 0 && first <= spans[body.notes - 1].to ? body.notes : body.last;
  if (page != to->page && end > 0 && first <= spans[end - 1].to)
    last = MIN (last, spans[end - 1].to);
  add_range (ranges, page, first, last);
}

static TlPdfSelection *
new_selection (const Pages *pages, GArray *ranges)
{
  TlPdfSelection *selection = g_new0 (TlPdfSelection, 1);

  selection->ranges = ranges;
  selection->rects = g_array_new (FALSE, FALSE, sizeof (TlPdfRect));
  for (guint i = 0; i < ranges->len; i++)
    {
      const TlPdfRange *range = &g_array_index (ranges, TlPdfRange, i);

      tl_pdf_page_text_add_rects (page_of (pages, range->page), range, selection->rects);
    }
  selection->text
      = _tl_pdf_flow_join (pages->pages, pages->n_pages, pages->first_page,
                           (const TlPdfRange *)(gconstpointer)ranges->data, ranges->len, TRUE);
  return selection;
}

/* A paragraph is known line by line: no column is looked for. */
static TlPdfSelection *
select_between (const Pages *pages, const Caret *from, const Caret *to, gboolean whole_lines)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));

  if (whole_lines || from->page != to->page
      || !(add_column (pages, from, to, ranges) || add_row (pages, from, to, ranges)))
    for (guint page = from->page; page <= to->page; page++)
      if (page_of (pages, page) != NULL)
        add_page (pages, page, from, to, ranges);
  return new_selection (pages, ranges);
}

/* Widens the places to the tokens they stand in. */
static void
widen_to_word (const Pages *pages, Caret *caret, gboolean to_end)
{
  TlPdfPageText *page = page_of (pages, caret->page);
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const TlPdfSpan *span = &spans[tl_pdf_page_text_find_span (page, caret->at)];
  const char *text = tl_pdf_page_text_get_text (page)->text + span->byte_from;
  gsize length = span->byte_to - span->byte_from;
  gsize at = tl_pdf_page_text_to_byte (page, caret->at) - span->byte_from;
  gsize position = 0;
  TlToken token;

  while (tl_token_next (text, length, &position, &token) && token.from <= at)
    {
      if (at > token.to || (at == token.to && !to_end))
        continue;
      if (at == token.from && to_end)
        break;
      caret->at = tl_pdf_page_text_to_character (
          page, span->byte_from + (guint)(to_end ? token.to : token.from));
      break;
    }
}

/* A click is at one place, which may be the edge of the token that was meant: on the left half of
 * its first letter or on the right half of its last. */
static void
widen_click (const Pages *pages, Caret *first, Caret *last)
{
  TlPdfPageText *page = page_of (pages, first->page);
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const TlPdfSpan *span = &spans[tl_pdf_page_text_find_span (page, first->at)];
  const char *text = tl_pdf_page_text_get_text (page)->text + span->byte_from;
  gsize length = span->byte_to - span->byte_from;
  gsize at = tl_pdf_page_text_to_byte (page, first->at) - span->byte_from;
  gsize position = 0;
  TlToken token;

  while (tl_token_next (text, length, &position, &token) && token.from <= at)
    if (at <= token.to)
      {
        first->at = tl_pdf_page_text_to_character (page, span->byte_from + (guint)token.from);
        last->at = tl_pdf_page_text_to_character (page, span->byte_from + (guint)token.to);
      }
}

static void
widen_to_line (const Pages *pages, Caret *caret, gboolean to_end)
{
  TlPdfPageText *page = page_of (pages, caret->page);
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const TlPdfSpan *span = &spans[tl_pdf_page_text_find_span (page, caret->at)];

  caret->at = to_end ? span->to : span->from;
}

/* The span before or behind in reading order, over a page break past what runs. */
static gboolean
step (const Pages *pages, Caret *span, gboolean forward)
{
  guint n_spans;
  TlPdfBody body;

  tl_pdf_page_text_get_spans (page_of (pages, span->page), &n_spans);
  body = body_of (pages, span->page);
  if (forward && span->at + 1 == body.first)
    return FALSE;
  if (forward && span->at + 1 < n_spans && span->at + 1 != body.notes && span->at + 1 != body.last)
    {
      span->at++;
      return TRUE;
    }
  if (!forward && span->at > 0 && span->at != body.first)
    {
      span->at--;
      return TRUE;
    }
  if ((!forward && (span->page == 0 || span->at != body.first))
      || page_of (pages, forward ? span->page + 1 : span->page - 1) == NULL)
    return FALSE;
  span->page = forward ? span->page + 1 : span->page - 1;
  body = body_of (pages, span->page);
  if (body.first >= body.notes)
    return FALSE;
  span->at = forward ? body.first : body.notes - 1;
  return TRUE;
}

/* Whether a new paragraph, or another cell of the line, begins with the second of two spans. */
static gboolean
begins_paragraph (const Pages *pages, const Caret *last, const Caret *next)
{
  const TlPdfPlace here = { page_of (pages, last->page), last->at };
  const TlPdfPlace there = { page_of (pages, next->page), next->at };
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (there.page, &n_spans);

  if (here.page == there.page && spans[last->at].line == spans[next->at].line)
    return tl_pdf_page_text_get_text (here.page)->text[spans[last->at].byte_to] != ' ';
  return _tl_pdf_flow_breaks (&here, &there, FALSE);
}

static void
widen_to_paragraph (const Pages *pages, Caret *caret, gboolean to_end)
{
  TlPdfPageText *page = page_of (pages, caret->page);
  Caret at = { caret->page, tl_pdf_page_text_find_span (page, caret->at) };
  Caret next = at;
  const TlPdfSpan *spans;
  guint n_spans;

  for (guint i = 0; i < MAX_CHAIN && step (pages, &next, to_end); i++)
    {
      if (to_end ? begins_paragraph (pages, &at, &next) : begins_paragraph (pages, &next, &at))
        break;
      at = next;
    }
  spans = tl_pdf_page_text_get_spans (page_of (pages, at.page), &n_spans);
  caret->page = at.page;
  caret->at = to_end ? spans[at.at].to : spans[at.at].from;
}

static gboolean
is_before (const Caret *a, const Caret *b)
{
  return a->page != b->page ? a->page < b->page : a->at < b->at;
}

TlPdfSelection *
tl_pdf_select (TlPdfPageText *const *pages,
               guint n_pages,
               guint first_page,
               const TlPdfPoint *from,
               const TlPdfPoint *to,
               TlPdfGranularity granularity)
{
  static void (*const widen[]) (const Pages *, Caret *, gboolean)
      = { NULL, widen_to_word, widen_to_line, widen_to_paragraph };
  const Pages all = { pages, n_pages, first_page };
  Caret first = { from->page, 0 }, last = { to->page, 0 };

  g_return_val_if_fail (page_of (&all, from->page) != NULL && page_of (&all, to->page) != NULL,
                        NULL);

  first.at = tl_pdf_page_text_locate (page_of (&all, from->page), from->x, from->y);
  last.at = tl_pdf_page_text_locate (page_of (&all, to->page), to->x, to->y);
  if (is_before (&last, &first))
    {
      Caret swapped = first;

      first = last;
      last = swapped;
    }
  if (granularity == TL_PDF_SELECT_WORD && first.page == last.page && first.at == last.at)
    widen_click (&all, &first, &last);
  else if (widen[granularity] != NULL)
    {
      widen[granularity](&all, &first, FALSE);
      widen[granularity](&all, &last, TRUE);
    }
  return select_between (&all, &first, &last, granularity == TL_PDF_SELECT_PARAGRAPH);
}

TlPdfSelection *
tl_pdf_select_ranges (TlPdfPageText *const *pages,
                      guint n_pages,
                      guint first_page,
                      const TlPdfRange *ranges,
                      guint n_ranges)
{
  const Pages all = { pages, n_pages, first_page };
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));

  for (guint i = 0; i < n_ranges; i++)
    {
      const TlPdfPageText *page = page_of (&all, ranges[i].page);

      if (page != NULL && ranges[i].from < tl_pdf_page_text_get_text (page)->n_chars)
        add_range (copy, ranges[i].page, ranges[i].from,
                   MIN (ranges[i].to, tl_pdf_page_text_get_text (page)->n_chars));
    }
  return new_selection (&all, copy);
}

TlPdfSelection *
_tl_pdf_select_between (TlPdfPageText *const *pages,
                        guint n_pages,
                        guint first_page,
                        const TlPdfRange *from,
                        const TlPdfRange *to)
{
  const Pages all = { pages, n_pages, first_page };
  const Caret first = { from->page, from->from }, last = { to->page, to->to };

  return select_between (&all, &first, &last, TRUE);
}
