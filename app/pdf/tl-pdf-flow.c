/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-flow.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/tl-pdf-geometry.h"
#include "pdf/tl-pdf-line-private.h"
#include "text/tl-text.h"

/* How many spans before and behind tell how wide a column is. */
#define WINDOW 40
/* All in heights of the line. */
#define INDENT         0.8F
#define SPACE          0.25F
#define SLACK          0.6F
#define COLUMN_INDENT  6.0F
#define MAX_SIZE_RATIO 1.18F
/* A line that is so much further away than others begins a paragraph. */
#define MAX_PITCH 1.22F
/* One in so many lines of a column ends at its edge, within so many points. */
#define MIN_EDGE_SHARE 5
#define EDGE_MISFIT    3.0F

/* The edges of the column that a line stands in, and the usual way from one line to the next. */
typedef struct
{
  float left, right;
  float pitch;
} Column;

static const TlPdfSpan *
span_of (const TlPdfPlace *place)
{
  guint n;

  return &tl_pdf_page_text_get_spans (place->page, &n)[place->span];
}

static float
height_of (const TlPdfSpan *span)
{
  return span->box.y2 - span->box.y1;
}

/* The span together with those beside it that only a space separates. */
static TlPdfSpan
whole_span (const TlPdfPlace *place)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (place->page, &n_spans);
  const char *text = tl_pdf_page_text_get_text (place->page)->text;
  TlPdfSpan whole = spans[place->span];

  for (guint i = place->span; i > 0 && text[spans[i].byte_from - 1] == ' '; i--)
    whole.box = _tl_pdf_box_union (&whole.box, &spans[i - 1].box);
  for (guint i = place->span; i + 1 < n_spans && text[spans[i].byte_to] == ' '; i++)
    {
      whole.box = _tl_pdf_box_union (&whole.box, &spans[i + 1].box);
      whole.below = whole.below == TL_PDF_NO_SPAN ? spans[i + 1].below : whole.below;
    }
  return whole;
}

static TlPdfSpan
place_span (const TlPdfPlace *place, gboolean whole)
{
  return whole ? whole_span (place) : *span_of (place);
}

/* Whether a tab stands beside the span. */
static gboolean
shares_line (const TlPdfPageText *page, guint index)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const char *text = tl_pdf_page_text_get_text (page)->text;

  return (index > 0 && text[spans[index].byte_from - 1] == '\t')
         || text[spans[index].byte_to] == '\t';
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The right edge of lines: the furthest at which a good part of them end, so that one line too
 * long, of two cells that Poppler has set together, does not count. */
static float
right_edge (float *edges, guint n)
{
  guint needed = MAX (2, n / MIN_EDGE_SHARE);

  qsort (edges, n, sizeof edges[0], compare_floats);
  for (guint i = n; i >= needed; i--)
    if (edges[i - 1] - edges[i - needed] <= EDGE_MISFIT)
      return edges[i - 1];
  return n > 0 ? edges[n - 1] : 0;
}

static gboolean
in_column (const TlPdfPlace *place, const TlPdfSpan *a, guint other, const TlPdfSpan *b)
{
  float height = height_of (a);

  return !_tl_pdf_box_is_empty (&b->box)
         && shares_line (place->page, place->span) == shares_line (place->page, other)
         && ABS (a->box.x1 - b->box.x1) < COLUMN_INDENT * height && b->box.x1 < a->box.x2
         && height_of (b) < height * MAX_SIZE_RATIO && height < height_of (b) * MAX_SIZE_RATIO;
}

static Column
column_of (const TlPdfPlace *place, gboolean whole)
{
  guint first = place->span > WINDOW ? place->span - WINDOW : 0;
  TlPdfSpan own = place_span (place, whole);
  Column column = { own.box.x1, own.box.x2, 0 };
  guint n_spans, last;
  TlPdfBox before = { 0 };
  float edges[2 * WINDOW];
  guint n_edges = 0;
  float pitches[2 * WINDOW];
  guint n_pitches = 0;

  tl_pdf_page_text_get_spans (place->page, &n_spans);
  last = MIN (n_spans, place->span + WINDOW);
  for (guint i = first; i < last; i++)
    {
      const TlPdfPlace other = { place->page, i };
      TlPdfSpan span = place_span (&other, whole);

      if (!in_column (place, &own, i, &span))
        continue;
      column.left = MIN (column.left, span.box.x1);
      edges[n_edges++] = span.box.x2;
      if (!_tl_pdf_box_is_empty (&before) && span.box.y2 > before.y2)
        pitches[n_pitches++] = span.box.y2 - before.y2;
      before = span.box;
    }
  column.right = MAX (column.right, right_edge (edges, n_edges));
  qsort (pitches, n_pitches, sizeof pitches[0], compare_floats);
  column.pitch = n_pitches > 0 ? pitches[n_pitches / 2] : 0;
  return column;
}

/* Where the first word of a span ends. */
static float
first_word_end (const TlPdfPlace *place)
{
  const TlPdfText *text = tl_pdf_page_text_get_text (place->page);
  const TlPdfSpan *span = span_of (place);
  const char *at = text->text + span->byte_from;
  guint i = span->from;

  for (; i < span->to && *at != ' '; at = g_utf8_next_char (at))
    i++;
  return i > span->from ? text->boxes[i - 1].x2 : span->box.x1;
}

/* Whether @next is the first, indented line of a paragraph: it stands in of the line before, and of
 * the one behind or, where there is none, of its column. */
static gboolean
is_indented (const TlPdfPlace *last, const TlPdfPlace *next, const Column *column, gboolean whole)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (next->page, &n_spans);
  TlPdfSpan span = place_span (next, whole);
  float indent = INDENT * height_of (&span);

  if (last->page == next->page && span.box.x1 < place_span (last, whole).box.x1 + indent)
    return FALSE;
  if (span.below < n_spans)
    return span.box.x1 > spans[span.below].box.x1 + indent;
  return span.box.x1 > column->left + indent;
}

static gboolean
boxes_break (const TlPdfPlace *last, const TlPdfPlace *next, gboolean whole)
{
  const TlPdfSpan last_span = place_span (last, whole), next_span = place_span (next, whole);
  const TlPdfSpan *a = &last_span, *b = &next_span;
  Column column = column_of (last, whole);
  Column next_column = last->page == next->page ? column : column_of (next, whole);
  float height = height_of (a);
  float needed;

  if (_tl_pdf_line_is_mark (last, next))
    return FALSE;
  if (height > height_of (b) * MAX_SIZE_RATIO || height_of (b) > height * MAX_SIZE_RATIO)
    return TRUE;
  if (last->page == next->page)
    {
      /* Another column is further up. */
      gboolean goes_up = b->box.y1 < a->box.y1;

      if (!goes_up && (b->box.x1 > a->box.x2 || b->box.x2 < a->box.x1))
        return TRUE;
      if (!goes_up && _tl_pdf_line_goes_on (last, next, &a->box, &b->box))
        return FALSE;
      if (_tl_pdf_line_is_apart (last, next, &a->box, &b->box))
        return TRUE;
      if (!goes_up && column.pitch > 0 && b->box.y2 - a->box.y2 > MAX_PITCH * column.pitch
          && b->box.y1 - a->box.y2 > SPACE * height)
        return TRUE;
      if (goes_up)
        next_column = column_of (next, whole);
    }
  if (is_indented (last, next, &next_column, whole))
    return TRUE;
  needed = first_word_end (next) - b->box.x1 + SPACE * height;
  if (a->box.x2 + needed < column.right - SLACK * height)
    return TRUE;
  return _tl_pdf_line_ends_a_sentence (last) && _tl_pdf_line_begins_with_marker (next);
}

gboolean
_tl_pdf_flow_breaks (const TlPdfPlace *last, const TlPdfPlace *next, gboolean in_cell)
{
  if (_tl_pdf_box_is_empty (&span_of (last)->box) || _tl_pdf_box_is_empty (&span_of (next)->box)
      || tl_pdf_page_text_get_text (next->page)->boxes == NULL)
    return _tl_pdf_line_ends_a_sentence (last) || _tl_pdf_line_begins_with_marker (next);
  return boxes_break (last, next, !in_cell);
}

/* What is put together: the text so far, and the span it ends in. */
typedef struct
{
  GString *text;
  TlPdfPlace last;
  gboolean has_last;
  guint last_range;
  gboolean paragraphs;
} Flow;

/* The letters before and behind a hyphen at the end of a line. */
static char *
dup_word (const char *text, gsize length, gboolean at_end)
{
  const char *from = text, *to = text + length;

  if (at_end)
    for (from = to; from > text; from = g_utf8_prev_char (from))
      {
        if (!g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (from))))
          break;
      }
  else
    for (to = from; to < text + length && g_unichar_isalpha (g_utf8_get_char (to));)
      to = g_utf8_next_char (to);
  return g_strndup (from, (gsize)(to - from));
}

static gboolean
is_lower_word (const char *word)
{
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_islower (g_utf8_get_char (at)))
      return FALSE;
  return word[0] != '\0';
}

/* Whether the hyphen that @text ends with only divides a word that goes on with @rest. Vietnamese
 * divides none: what stands on both sides are syllables of a foreign name, or numbers. */
static gboolean
hyphen_divides (const GString *text, const char *rest, gsize length)
{
  g_autofree char *left = dup_word (text->str, text->len - 1, TRUE);
  g_autofree char *right = dup_word (rest, length, FALSE);
  g_autofree char *whole = g_strconcat (left, right, NULL);

  if (left[0] == '\0' || !is_lower_word (right))
    return FALSE;
  if (tl_syllable_is_legal (whole, -1))
    return TRUE;
  return g_str_is_ascii (whole)
         && !(tl_syllable_is_legal (left, -1) && tl_syllable_is_legal (right, -1));
}

static gboolean
is_letter_hyphen (const GString *text)
{
  return text->len > 1 && text->str[text->len - 1] == '-'
         && !g_ascii_isspace (text->str[text->len - 2]);
}

/* Whether the cells or lines are told apart when they are put together. */
static char
separator (const Flow *flow, const TlPdfPlace *next, guint range)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (next->page, &n_spans);
  gboolean jumped = range != flow->last_range;

  if (!flow->paragraphs)
    return ' ';
  if (jumped && flow->last.page == next->page
      && _tl_pdf_box_is_beside (&span_of (&flow->last)->box, &span_of (next)->box))
    return '\t';
  if (flow->last.page == next->page && !jumped)
    {
      if (spans[flow->last.span].line == spans[next->span].line)
        return tl_pdf_page_text_get_text (next->page)->text[spans[next->span].byte_from - 1];
      if (shares_line (next->page, flow->last.span) || shares_line (next->page, next->span))
        return '\n';
    }
  return _tl_pdf_flow_breaks (&flow->last, next, jumped && flow->last.page == next->page) ? '\n'
                                                                                          : ' ';
}

static void
add_span (Flow *flow, const TlPdfPlace *place, guint range, const char *text, gsize length)
{
  GString *all = flow->text;

  while (length > 0 && *text == ' ')
    {
      text++;
      length--;
    }
  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length == 0)
    return;
  if (flow->has_last)
    {
      char between = separator (flow, place, range);

      if (between == ' ' && is_letter_hyphen (all))
        {
          if (hyphen_divides (all, text, length))
            g_string_truncate (all, all->len - 1);
        }
      else
        g_string_append_c (all, between);
    }
  g_string_append_len (all, text, (gssize)length);
  flow->last = *place;
  flow->last_range = range;
  flow->has_last = TRUE;
}

static void
add_range (Flow *flow, const TlPdfPageText *page, const TlPdfRange *range, guint index)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const TlPdfText *text = tl_pdf_page_text_get_text (page);
  guint to = MIN (range->to, text->n_chars);

  for (guint i = tl_pdf_page_text_find_span (page, range->from); i < n_spans && spans[i].from < to;
       i++)
    {
      const TlPdfPlace place = { page, i };
      guint from = tl_pdf_page_text_to_byte (page, MAX (spans[i].from, range->from));
      guint end = tl_pdf_page_text_to_byte (page, MIN (spans[i].to, to));

      if (from < end)
        add_span (flow, &place, index, text->text + from, end - from);
    }
}

char *
_tl_pdf_flow_join (TlPdfPageText *const *pages,
                   guint n_pages,
                   guint first_page,
                   const TlPdfRange *ranges,
                   guint n_ranges,
                   gboolean paragraphs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Flow flow = { .text = text, .paragraphs = paragraphs };

  for (guint i = 0; i < n_ranges; i++)
    if (ranges[i].page >= first_page && ranges[i].page - first_page < n_pages
        && ranges[i].from < ranges[i].to)
      add_range (&flow, pages[ranges[i].page - first_page], &ranges[i], i);
  return tl_text_normalize (text->str, (gssize)text->len, NULL);
}
