/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/print/tl-print-pages.h"

#include <glib/gi18n.h>

#include "base/tl-error.h"
#include "ui/print/tl-print-laid.h"

#define MM          (72 / 25.4)
#define HEADER_ROOM 24
#define FOOTER_ROOM 32
#define SMALLEST    72
#define FRAME_SIZE  8.5
/* Headings that are held together at most, before what follows them. */
#define MAX_KEPT 6
#define HAIRLINE 0.5

struct _TlPrintPages
{
  TlPrintContent *content;
  TlPrintPaper paper;
  double x, y, width, height; /* of the text */
  PangoContext *context;
  GArray *places;
  GArray *firsts; /* first place of each page */

  /* While pages are found. */
  guint next;
  double at;
  gboolean fresh;
  int head; /* item with the heads of the table being set, or -1 */

  /* The item drawn last: a long one goes over pages. */
  TlPrintLaid *drawn;
  guint drawn_item;
};

void
tl_print_paper_init_a4 (TlPrintPaper *paper)
{
  *paper = (TlPrintPaper){ 210 * MM, 297 * MM, 25 * MM, 20 * MM, 15 * MM, 15 * MM };
}

void
tl_print_paper_get_body (
    const TlPrintPaper *paper, double *x, double *y, double *width, double *height)
{
  *x = paper->left;
  *y = paper->top + HEADER_ROOM;
  *width = MAX (paper->width - paper->left - paper->right, SMALLEST);
  *height = MAX (paper->height - paper->top - paper->bottom - HEADER_ROOM - FOOTER_ROOM, SMALLEST);
}

TlPrintPages *
tl_print_pages_new (TlPrintContent *content, const TlPrintPaper *paper)
{
  TlPrintPages *self = g_new0 (TlPrintPages, 1);
  const guint zero = 0;

  self->content = tl_print_content_ref (content);
  self->paper = *paper;
  tl_print_paper_get_body (paper, &self->x, &self->y, &self->width, &self->height);
  self->context = tl_print_context_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (TlPrintPlace));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->firsts, zero);
  self->fresh = TRUE;
  self->head = -1;
  return self;
}

void
tl_print_pages_free (TlPrintPages *self)
{
  g_clear_pointer (&self->drawn, tl_print_laid_free);
  g_array_unref (self->places);
  g_array_unref (self->firsts);
  g_object_unref (self->context);
  tl_print_content_unref (self->content);
  g_free (self);
}

static void
place (TlPrintPages *self, guint item, double from, double to)
{
  TlPrintPlace there = { item, self->firsts->len - 1, self->at, from, to };

  g_array_append_val (self->places, there);
  self->at += to - from;
}

/* A page of a table begins with the heads of its columns, unless they take most of it. */
static void
new_page (TlPrintPages *self, TlPrintRole role)
{
  g_array_append_val (self->firsts, self->places->len);
  self->at = 0;
  self->fresh = TRUE;
  if (role == TL_PRINT_ROW && self->head >= 0)
    {
      g_autoptr (TlPrintLaid) laid
          = tl_print_laid_new (self->context, self->content, (guint)self->head, self->width);

      if (laid->height < self->height / 3)
        place (self, (guint)self->head, 0, laid->height);
    }
}

/* What a heading must have below it on its page: the headings that follow, and the beginning of the
 * text. */
static double
needed_after (TlPrintPages *self, guint item)
{
  double needed = 0;

  for (guint i = item + 1, kept = 0; i < tl_print_content_get_n_items (self->content); i++, kept++)
    {
      TlPrintRole role = tl_print_content_get (self->content, i)->role;
      const TlPrintStyle *style = tl_print_style_get (role);
      g_autoptr (TlPrintLaid) laid
          = tl_print_laid_new (self->context, self->content, i, self->width);

      needed += style->before;
      if ((!style->keep && role != TL_PRINT_NOTE) || kept == MAX_KEPT)
        {
          guint lines = MIN (laid->lines->len, laid->lines->len == 3 ? 3 : 2);

          return needed
                 + (role >= TL_PRINT_HEAD_ROW
                        ? laid->height
                        : g_array_index (laid->lines, TlPrintLine, lines - 1).bottom);
        }
      needed += laid->height;
    }
  return needed;
}

static gboolean
must_begin_page (TlPrintPages *self, guint item, double height, double before)
{
  double room = self->height - self->at - before - height;
  double needed;

  if (self->fresh || room > self->height / 2)
    return FALSE;
  needed = needed_after (self, item);
  return needed > room && height + needed <= self->height;
}

static void
set_item (TlPrintPages *self, guint index)
{
  const TlPrintItem *item = tl_print_content_get (self->content, index);
  const TlPrintStyle *style = tl_print_style_get (item->role);
  g_autoptr (TlPrintLaid) laid
      = tl_print_laid_new (self->context, self->content, index, self->width);
  double from = 0;

  if (item->role != TL_PRINT_ROW)
    self->head = item->role == TL_PRINT_HEAD_ROW ? (int)index : -1;
  if ((style->keep || item->role == TL_PRINT_HEAD_ROW)
      && must_begin_page (self, index, laid->height, style->before))
    new_page (self, item->role);
  if (!self->fresh)
    self->at += style->before;
  while (from < laid->height)
    {
      double to = tl_print_laid_cut (laid, from, self->height - self->at, self->fresh);

      if (to > from)
        {
          place (self, index, from, to);
          self->fresh = FALSE;
        }
      from = to;
      if (from < laid->height)
        new_page (self, item->role);
    }
}

gboolean
tl_print_pages_step (
    TlPrintPages *self, gint64 budget_us, double *fraction, gboolean *done, GError **error)
{
  gint64 until = g_get_monotonic_time () + budget_us;
  guint n = tl_print_content_get_n_items (self->content);

  do
    {
      if (self->next == n)
        break;
      set_item (self, self->next++);
      if (self->firsts->len > TL_PRINT_MAX_PAGES)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       _ ("This would take more than %d pages; print a part of it."),
                       TL_PRINT_MAX_PAGES);
          return FALSE;
        }
    }
  while (budget_us == 0 || g_get_monotonic_time () < until);
  *done = self->next == n;
  if (fraction != NULL)
    *fraction = n > 0 ? (double)self->next / n : 1;
  return TRUE;
}

guint
tl_print_pages_get_n_pages (TlPrintPages *self)
{
  return self->firsts->len;
}

GArray *
tl_print_pages_get_places (TlPrintPages *self)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (TlPrintPlace));

  return g_array_append_vals (copy, self->places->data, self->places->len);
}

static void
rule (cairo_t *cr, double x1, double y1, double x2, double y2, double width)
{
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
}

/* A line of the frame, shortened to @width. @at: 0 left, 1 right. */
static double
frame_line (
    PangoContext *context, cairo_t *cr, const char *text, double x, double y, double width, int at)
{
  const TlPrintStyle style = { .size = FRAME_SIZE, .weight = PANGO_WEIGHT_NORMAL };
  g_autoptr (PangoLayout) layout = tl_print_layout_new (context, &style);
  PangoRectangle logical;

  pango_layout_set_alignment (layout, at == 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  pango_layout_set_width (layout, (int)(MAX (width, 8) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return (double)logical.width / PANGO_SCALE;
}

static void
draw_frame (PangoContext *context,
            const TlPrintFrame *frame,
            const TlPrintPaper *paper,
            guint page,
            guint n_pages,
            cairo_t *cr)
{
  /* Translators: page number and number of pages, at the foot of a printed page. */
  g_autofree char *number = g_strdup_printf (_ ("Page %u/%u"), page + 1, n_pages);
  double x, y, width, height, below, used;

  tl_print_paper_get_body (paper, &x, &y, &width, &height);
  below = y + height + 6;
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  used = frame_line (context, cr, frame->issuer, x + width * 0.5, y - HEADER_ROOM, width * 0.5, 1);
  frame_line (context, cr, frame->number, x, y - HEADER_ROOM, width - MIN (used, width * 0.5) - 12,
              0);
  rule (cr, x, y - HEADER_ROOM + 13, x + width, y - HEADER_ROOM + 13, HAIRLINE);
  rule (cr, x, below, x + width, below, HAIRLINE);
  frame_line (context, cr, frame->source, x, below + 3, width, 0);
  used = frame_line (context, cr, number, x + width * 0.6, below + 15, width * 0.4, 1);
  frame_line (context, cr, frame->printed, x, below + 15, width - used - 12, 0);
  cairo_restore (cr);
}

void
tl_print_frame_draw (
    const TlPrintFrame *frame, const TlPrintPaper *paper, guint page, guint n_pages, cairo_t *cr)
{
  PangoContext *context = tl_print_context_new ();

  draw_frame (context, frame, paper, page, n_pages, cr);
  g_object_unref (context);
}

/* Lines around the cells of a row. */
static void
draw_grid (TlPrintPages *self, cairo_t *cr, const TlPrintItem *item, double y, double height)
{
  double x = self->x;

  cairo_save (cr);
  if (item->role == TL_PRINT_HEAD_ROW)
    {
      cairo_set_source_rgb (cr, 0.92, 0.92, 0.92);
      cairo_rectangle (cr, x, y, self->width, height);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, 0, 0, 0);
  rule (cr, x, y, x + self->width, y, HAIRLINE);
  rule (cr, x, y + height, x + self->width, y + height, HAIRLINE);
  rule (cr, x, y, x, y + height, HAIRLINE);
  for (guint i = 0; i < item->n_cells; i++)
    {
      x += self->width * tl_print_content_get_share (self->content, item->table, i);
      rule (cr, x, y, x, y + height, HAIRLINE);
    }
  cairo_restore (cr);
}

void
tl_print_pages_draw (TlPrintPages *self, guint page, cairo_t *cr)
{
  guint first, end;

  g_return_if_fail (page < self->firsts->len);

  first = g_array_index (self->firsts, guint, page);
  end = page + 1 < self->firsts->len ? g_array_index (self->firsts, guint, page + 1)
                                     : self->places->len;
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = first; i < end; i++)
    {
      const TlPrintPlace *there = &g_array_index (self->places, TlPrintPlace, i);
      const TlPrintItem *item = tl_print_content_get (self->content, there->item);

      if (self->drawn == NULL || self->drawn_item != there->item)
        {
          g_clear_pointer (&self->drawn, tl_print_laid_free);
          self->drawn = tl_print_laid_new (self->context, self->content, there->item, self->width);
          self->drawn_item = there->item;
        }
      if (item->role >= TL_PRINT_HEAD_ROW)
        draw_grid (self, cr, item, self->y + there->y, there->to - there->from);
      tl_print_laid_draw (self->drawn, cr, self->x, self->y + there->y, there->from, there->to);
    }
  draw_frame (self->context, tl_print_content_get_frame (self->content), &self->paper, page,
              self->firsts->len, cr);
}
