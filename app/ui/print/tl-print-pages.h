/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "ui/print/tl-print-content.h"

G_BEGIN_DECLS

/** TlPrintPaper: a sheet and its margins, in points (1/72 inch). */
typedef struct
{
  double width;
  double height;
  double left;
  double right;
  double top;
  double bottom;
} TlPrintPaper;

/** TL_PRINT_MAX_PAGES: more are %TL_ERROR_LIMIT. */
#define TL_PRINT_MAX_PAGES 20000

/** tl_print_paper_init_a4: A4 upright, 25 mm at the left, 20 mm else. */
void tl_print_paper_init_a4 (TlPrintPaper *paper);

/**
 * TlPrintPages:
 *
 * Content laid out on sheets, with cairo and Pango and without a display. Headings stay with two
 * lines of what follows; no paragraph leaves a line alone on a page; a row is cut only when it is
 * higher than a page. Only places are kept, not the layouts. Of one thread, with a font map of its
 * own: any thread.
 */
typedef struct _TlPrintPages TlPrintPages;

TlPrintPages *tl_print_pages_new (TlPrintContent *content, const TlPrintPaper *paper);
void tl_print_pages_free (TlPrintPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPrintPages, tl_print_pages_free)

/**
 * tl_print_pages_step:
 * @budget_us: microseconds after which to come back, at the next paragraph; 0 lays out everything
 * @fraction: (out) (optional): how much is laid out, 0 to 1
 * @done: (out): whether everything is
 *
 * Returns: %FALSE when there are more than #TL_PRINT_MAX_PAGES
 */
gboolean tl_print_pages_step (
    TlPrintPages *self, gint64 budget_us, double *fraction, gboolean *done, GError **error);

/** tl_print_pages_get_n_pages: at least 1, once everything is laid out. */
guint tl_print_pages_get_n_pages (TlPrintPages *self);

/** tl_print_pages_draw: page @page, from 0, on @cr, where a unit is a point. */
void tl_print_pages_draw (TlPrintPages *self, guint page, cairo_t *cr);

/** TlPrintPlace: where an item stands. @page from 0; @to, the height set on that page, from @from
 * on, in points. */
typedef struct
{
  guint item;
  guint page;
  double y;
  double from;
  double to;
} TlPrintPlace;

/** tl_print_pages_get_places: Returns: (transfer full) (element-type TlPrintPlace): all in their
 * order: for outlines and tests. */
GArray *tl_print_pages_get_places (TlPrintPages *self);

/**
 * tl_print_frame_draw:
 * @page: from 0
 *
 * What stands on every page, for sheets that show something else. Any thread.
 */
void tl_print_frame_draw (
    const TlPrintFrame *frame, const TlPrintPaper *paper, guint page, guint n_pages, cairo_t *cr);

/** tl_print_paper_get_body: the area between header and footer. Always at least an inch high and
 * wide. */
void tl_print_paper_get_body (
    const TlPrintPaper *paper, double *x, double *y, double *width, double *height);

G_END_DECLS
