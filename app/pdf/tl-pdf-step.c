/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-step.h"

#include "pdf/tl-pdf-geometry.h"

/* A place between characters: @at is the one behind it, or the end of @span. */
typedef struct
{
  TlPdfPageText *page;
  const TlPdfSpan *spans;
  guint n_spans;
  guint span;
  guint at;
} Caret;

static gboolean
is_empty (const Caret *caret, guint span)
{
  return _tl_pdf_box_is_empty (&caret->spans[span].box)
         || caret->spans[span].from >= caret->spans[span].to;
}

/* The next span with something in it from @span on. Returns: TL_PDF_NO_SPAN at the end */
static guint
next_span (const Caret *caret, guint span, int direction)
{
  while (span < caret->n_spans && is_empty (caret, span))
    span = direction > 0 ? span + 1 : span - 1;
  return span < caret->n_spans ? span : TL_PDF_NO_SPAN;
}

/* Returns: FALSE when the page has no text with boxes */
static gboolean
enter_page (Caret *caret, TlPdfPageText *page)
{
  caret->page = page;
  if (page == NULL || tl_pdf_page_text_get_text (page)->boxes == NULL)
    return FALSE;
  caret->spans = tl_pdf_page_text_get_spans (page, &caret->n_spans);
  return next_span (caret, 0, 1) != TL_PDF_NO_SPAN;
}

/* The span that place @at belongs to: the one it begins before the one it ends. */
static void
set_place (Caret *caret, guint at)
{
  guint found = next_span (caret, 0, 1);

  for (guint i = found; i < caret->n_spans && caret->spans[i].from <= at; i++)
    if (!is_empty (caret, i))
      found = i;
  caret->span = found;
  caret->at = CLAMP (at, caret->spans[found].from, caret->spans[found].to);
}

static void
enter_span (Caret *caret, guint span, gboolean at_end)
{
  caret->span = span;
  caret->at = at_end ? caret->spans[span].to : caret->spans[span].from;
}

/* From the end of one span to the beginning of the next, or the other way. */
static gboolean
leave_span (Caret *caret, int direction)
{
  guint span = next_span (caret, caret->span + (direction > 0 ? 1 : G_MAXUINT), direction);

  if (span == TL_PDF_NO_SPAN)
    return FALSE;
  enter_span (caret, span, direction < 0);
  return TRUE;
}

static gboolean
step_character (Caret *caret, int direction)
{
  const TlPdfSpan *span = &caret->spans[caret->span];

  if (caret->at == (direction > 0 ? span->to : span->from))
    return leave_span (caret, direction);
  caret->at = direction > 0 ? caret->at + 1 : caret->at - 1;
  return TRUE;
}

/* Whether a word stands at the side of the caret that a step goes to. */
static gboolean
is_in_word (const Caret *caret, int direction)
{
  const TlPdfSpan *span = &caret->spans[caret->span];
  const TlPdfText *text = tl_pdf_page_text_get_text (caret->page);
  guint at = direction > 0 ? caret->at : caret->at - 1;

  if (caret->at == (direction > 0 ? span->to : span->from))
    return FALSE;
  return !g_unichar_isspace (
      g_utf8_get_char (text->text + tl_pdf_page_text_to_byte (caret->page, at)));
}

static gboolean
step_word (Caret *caret, int direction)
{
  gboolean moved = FALSE;

  while (!is_in_word (caret, direction) && step_character (caret, direction))
    moved = TRUE;
  while (is_in_word (caret, direction) && step_character (caret, direction))
    moved = TRUE;
  return moved;
}

/* Where a line stands that goes on in span @span, or which stands before it in the text. */
static guint
find_above (const Caret *caret, guint span)
{
  guint line = caret->spans[span].line;
  guint above;

  for (guint i = span; i > 0; i--)
    if (caret->spans[i - 1].below == span && !is_empty (caret, i - 1))
      return i - 1;
  above = span > 0 ? next_span (caret, span - 1, -1) : TL_PDF_NO_SPAN;
  while (above != TL_PDF_NO_SPAN && caret->spans[above].line == line)
    above = above > 0 ? next_span (caret, above - 1, -1) : TL_PDF_NO_SPAN;
  return above;
}

static guint
find_below (const Caret *caret, guint span)
{
  guint line = caret->spans[span].line;
  guint below = caret->spans[span].below;

  if (below < caret->n_spans && !is_empty (caret, below))
    return below;
  below = next_span (caret, span + 1, 1);
  while (below != TL_PDF_NO_SPAN && caret->spans[below].line == line)
    below = next_span (caret, below + 1, 1);
  return below;
}

static void
enter_span_at (Caret *caret, guint span, double x)
{
  const TlPdfBox *boxes = tl_pdf_page_text_get_text (caret->page)->boxes;
  const TlPdfSpan *to = &caret->spans[span];

  enter_span (caret, span, TRUE);
  for (guint i = to->from; i < to->to; i++)
    if (!_tl_pdf_box_is_empty (&boxes[i]) && x < (double)(boxes[i].x1 + boxes[i].x2) / 2)
      {
        caret->at = i;
        return;
      }
}

static gboolean
step_line (Caret *caret, int direction, double x)
{
  guint span = direction > 0 ? find_below (caret, caret->span) : find_above (caret, caret->span);

  if (span == TL_PDF_NO_SPAN)
    return FALSE;
  enter_span_at (caret, span, x);
  return TRUE;
}

static gboolean
step_line_end (Caret *caret, int direction)
{
  guint before = caret->at;

  enter_span (caret, caret->span, direction > 0);
  return caret->at != before;
}

static gboolean
step_on_page (Caret *caret, TlPdfStep step, int direction, double x)
{
  switch (step)
    {
    case TL_PDF_STEP_WORD:
      return step_word (caret, direction);
    case TL_PDF_STEP_LINE:
      return step_line (caret, direction, x);
    case TL_PDF_STEP_LINE_END:
      return step_line_end (caret, direction);
    case TL_PDF_STEP_CHARACTER:
    default:
      return step_character (caret, direction);
    }
}

/* The first place of the page behind, or the last of the one before. */
static gboolean
turn_page (Caret *caret, TlPdfPageText *page, TlPdfStep step, int direction, double x)
{
  guint span;

  if (!enter_page (caret, page))
    return FALSE;
  span = next_span (caret, direction > 0 ? 0 : caret->n_spans - 1, direction);
  enter_span (caret, span, direction < 0);
  if (step == TL_PDF_STEP_LINE)
    enter_span_at (caret, span, x);
  else if (step == TL_PDF_STEP_WORD)
    step_word (caret, direction);
  return TRUE;
}

static void
set_point (const Caret *caret, guint page, TlPdfPoint *point)
{
  const TlPdfBox *boxes = tl_pdf_page_text_get_text (caret->page)->boxes;
  const TlPdfSpan *span = &caret->spans[caret->span];

  point->page = page;
  point->y = (double)(span->box.y1 + span->box.y2) / 2;
  point->x = span->box.x2;
  for (guint i = caret->at; i < span->to; i++)
    if (!_tl_pdf_box_is_empty (&boxes[i]))
      {
        point->x = boxes[i].x1;
        break;
      }
}

gboolean
tl_pdf_step (TlPdfPageText *const *pages,
             guint n_pages,
             guint first_page,
             TlPdfStep step,
             int direction,
             TlPdfPoint *point)
{
  guint index = point->page - first_page;
  guint next = direction > 0 ? index + 1 : index - 1;
  Caret caret = { 0 };

  if (index >= n_pages)
    return FALSE;
  if (enter_page (&caret, pages[index]))
    {
      set_place (&caret, tl_pdf_page_text_locate (pages[index], point->x, point->y));
      if (step_on_page (&caret, step, direction, point->x))
        {
          set_point (&caret, point->page, point);
          return TRUE;
        }
    }
  if (step == TL_PDF_STEP_LINE_END || next >= n_pages
      || !turn_page (&caret, pages[next], step, direction, point->x))
    return FALSE;
  set_point (&caret, first_page + next, point);
  return TRUE;
}
