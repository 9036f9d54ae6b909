/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-page-text.h"

#include <string.h>

#include "pdf/tl-pdf-geometry.h"

/* As many letters as the import asks for before it takes a page for text. */
#define MIN_LETTERS 20
/* How many spans further on the one below is looked for: more than a row of a table has lines. */
#define BELOW_WINDOW 96
/* Of the narrower one, in both spans: else they stand in different columns. */
#define MIN_COLUMN_SHARE 0.5F
/* Lines of a paragraph are at most so many heights apart. */
#define MAX_LINE_GAP 1.0F
/* Poppler sets cells together that are close: a space that is so many heights wide may stand
 * between two, and a narrower one if what is behind it begins where another span does. That it is
 * wide for another reason does no harm: the spans are read in the same order. */
#define SURE_CELL_GAP 0.6F
#define MIN_CELL_GAP  0.28F
/* Words that begin in one line from top to bottom do so within so many points. */
#define MAX_MISFIT 1.5F
/* So many that begin within so many points make a column, however narrow the space before it is. */
#define MIN_COLUMN_LINES 3
#define MIN_MISFIT       0.6F

struct _TlPdfPageText
{
  gatomicrefcount refs;
  TlPdfText *text;
  guint n_bytes;
  TlPdfSpan *spans;
  guint n_spans;
  gboolean is_scan;
};

static TlPdfBox
box_of (const TlPdfText *text, guint from, guint to)
{
  TlPdfBox box = { 0 };

  for (guint i = from; text->boxes != NULL && i < to; i++)
    box = _tl_pdf_box_union (&box, &text->boxes[i]);
  return box;
}

static void
add_span (const TlPdfText *text, GArray *spans, TlPdfSpan *span, guint byte_to)
{
  span->byte_to = byte_to;
  span->box = box_of (text, span->from, span->to);
  g_array_append_val (spans, *span);
  span->from = span->to + 1;
  span->byte_from = byte_to + 1;
}

/* How many of the spans that the page had at first, and that stand in other lines near, begin
 * within @misfit of @x. */
static guint
count_at (const GArray *spans, guint near, float x, float misfit)
{
  guint first = near > BELOW_WINDOW / 2 ? near - BELOW_WINDOW / 2 : 0;
  guint count = 0;

  for (guint i = first; i < MIN (spans->len, near + BELOW_WINDOW / 2); i++)
    {
      const TlPdfBox *box = &g_array_index (spans, TlPdfSpan, i).box;

      count += i != near && !_tl_pdf_box_is_empty (box) && ABS (box->x1 - x) <= misfit;
    }
  return count;
}

/* Whether the space at @index, in the span @near of those that the page had at first, may stand
 * between two cells. */
static gboolean
parts_cells (const TlPdfText *text, const GArray *spans, guint near, guint index)
{
  const TlPdfBox *before = &text->boxes[index - 1], *behind = &text->boxes[index + 1];
  float gap = behind->x1 - before->x2;
  float height = before->y2 - before->y1;

  return !_tl_pdf_box_is_empty (before) && !_tl_pdf_box_is_empty (behind)
         && (gap >= SURE_CELL_GAP * height
             || (gap >= MIN_CELL_GAP * height && count_at (spans, near, behind->x1, MAX_MISFIT) > 0)
             || (gap > 0 && count_at (spans, near, behind->x1, MIN_MISFIT) >= MIN_COLUMN_LINES));
}

/* Spans by tabs and line breaks. */
static GArray *
split_lines (const TlPdfText *text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (TlPdfSpan));
  TlPdfSpan span = { .below = TL_PDF_NO_SPAN };
  const char *at = text->text;

  for (; *at != '\0'; at = g_utf8_next_char (at), span.to++)
    {
      if (*at != '\t' && *at != '\n')
        continue;
      add_span (text, spans, &span, (guint)(at - text->text));
      span.line += *at == '\n';
    }
  if (span.byte_from < (guint)(at - text->text) || spans->len == 0)
    add_span (text, spans, &span, (guint)(at - text->text));
  return spans;
}

/* The same, and by spaces that part cells. */
static void
split_spans (TlPdfPageText *self)
{
  g_autoptr (GArray) lines = split_lines (self->text);
  g_autoptr (GArray) spans = g_array_sized_new (FALSE, FALSE, sizeof (TlPdfSpan), lines->len);

  for (guint i = 0; i < lines->len; i++)
    {
      const TlPdfSpan *whole = &g_array_index (lines, TlPdfSpan, i);
      TlPdfSpan span = *whole;
      const char *at = self->text->text + whole->byte_from;

      for (span.to = span.from; span.to < whole->to; at = g_utf8_next_char (at), span.to++)
        if (*at == ' ' && self->text->boxes != NULL && span.to > span.from
            && span.to + 1 < whole->to && parts_cells (self->text, lines, i, span.to))
          add_span (self->text, spans, &span, (guint)(at - self->text->text));
      add_span (self->text, spans, &span, whole->byte_to);
    }
  self->n_spans = spans->len;
  self->spans = (TlPdfSpan *)(gpointer)g_array_steal (spans, NULL);
}

static gboolean
stands_below (const TlPdfBox *upper, const TlPdfBox *lower)
{
  float height = upper->y2 - upper->y1;
  float across = MIN (upper->x2, lower->x2) - MAX (upper->x1, lower->x1);
  float width = MIN (upper->x2 - upper->x1, lower->x2 - lower->x1);

  return across > width * MIN_COLUMN_SHARE && lower->y1 > upper->y1 + height / 2
         && lower->y1 - upper->y2 < MAX_LINE_GAP * height;
}

/* The highest of those that stand below, and of two in one line the first. */
static guint
find_below (const TlPdfPageText *self, guint index)
{
  const TlPdfBox *upper = &self->spans[index].box;
  guint found = TL_PDF_NO_SPAN;

  for (guint i = index + 1; i < MIN (self->n_spans, index + BELOW_WINDOW); i++)
    {
      const TlPdfBox *lower = &self->spans[i].box;

      if (!_tl_pdf_box_is_empty (lower) && stands_below (upper, lower)
          && (found == TL_PDF_NO_SPAN
              || lower->y1 + (lower->y2 - lower->y1) / 2 < self->spans[found].box.y1))
        found = i;
    }
  return found;
}

static gboolean
has_few_letters (const char *text)
{
  guint letters = 0;

  for (const char *at = text; *at != '\0' && letters < MIN_LETTERS; at = g_utf8_next_char (at))
    letters += g_unichar_isalnum (g_utf8_get_char (at)) ? 1 : 0;
  return letters < MIN_LETTERS;
}

TlPdfPageText *
tl_pdf_page_text_new (TlPdfText *text)
{
  TlPdfPageText *self = g_new0 (TlPdfPageText, 1);

  g_atomic_ref_count_init (&self->refs);
  self->text = text;
  self->n_bytes = (guint)strlen (text->text);
  self->is_scan = has_few_letters (text->text);
  split_spans (self);
  for (guint i = 0; i < self->n_spans; i++)
    if (!_tl_pdf_box_is_empty (&self->spans[i].box))
      self->spans[i].below = find_below (self, i);
  return self;
}

TlPdfPageText *
tl_pdf_page_text_ref (TlPdfPageText *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tl_pdf_page_text_unref (TlPdfPageText *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  tl_pdf_text_free (self->text);
  g_free (self->spans);
  g_free (self);
}

const TlPdfText *
tl_pdf_page_text_get_text (const TlPdfPageText *self)
{
  return self->text;
}

const TlPdfSpan *
tl_pdf_page_text_get_spans (const TlPdfPageText *self, guint *n_spans)
{
  *n_spans = self->n_spans;
  return self->spans;
}

gsize
tl_pdf_page_text_get_size (const TlPdfPageText *self)
{
  gsize boxes = self->text->boxes != NULL ? self->text->n_chars * sizeof (TlPdfBox) : 0;

  return sizeof *self + sizeof *self->text + self->n_bytes + boxes
         + self->n_spans * sizeof (TlPdfSpan);
}

gboolean
tl_pdf_page_text_is_scan (const TlPdfPageText *self)
{
  return self->is_scan;
}

guint
tl_pdf_page_text_find_span (const TlPdfPageText *self, guint character)
{
  guint low = 0, high = self->n_spans - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->spans[middle].to < character)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
tl_pdf_page_text_to_byte (const TlPdfPageText *self, guint character)
{
  const TlPdfSpan *span
      = &self->spans[tl_pdf_page_text_find_span (self, MIN (character, self->text->n_chars))];
  const char *start = self->text->text + span->byte_from;

  if (character >= self->text->n_chars)
    return self->n_bytes;
  return (guint)(g_utf8_offset_to_pointer (start, character - span->from) - self->text->text);
}

guint
tl_pdf_page_text_to_character (const TlPdfPageText *self, guint byte)
{
  guint low = 0, high = self->n_spans - 1;
  const char *text = self->text->text;

  if (byte >= self->n_bytes)
    return self->text->n_chars;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->spans[middle].byte_to < byte)
        low = middle + 1;
      else
        high = middle;
    }
  return self->spans[low].from
         + (guint)g_utf8_strlen (text + self->spans[low].byte_from,
                                 (gssize)byte - (gssize)self->spans[low].byte_from);
}

void
tl_pdf_page_text_add_rects (const TlPdfPageText *self, const TlPdfRange *range, GArray *rects)
{
  guint to = MIN (range->to, self->text->n_chars);

  for (guint i = tl_pdf_page_text_find_span (self, range->from);
       i < self->n_spans && self->spans[i].from < to; i++)
    {
      const TlPdfSpan *span = &self->spans[i];
      TlPdfRect rect
          = { range->page, box_of (self->text, MAX (span->from, range->from), MIN (span->to, to)) };

      if (_tl_pdf_box_is_empty (&rect.box))
        continue;
      g_array_append_val (rects, rect);
    }
}
