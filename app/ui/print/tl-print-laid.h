/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "ui/print/tl-print-content.h"

G_BEGIN_DECLS

/* One item, laid out for a width: shared by what finds the pages and what draws them, so that both
 * see the same lines. Of one thread. */

/** TlPrintLine: upper and lower edge from the top of the item, in points. */
typedef struct
{
  double top;
  double bottom;
} TlPrintLine;

/**
 * TlPrintLaid:
 * @layouts: one a cell
 * @x: left edge of each, from the left edge of the text
 * @line: (element-type TlPrintLine): of all cells
 * @height: of the highest cell with its padding
 */
typedef struct
{
  guint n_cells;
  PangoLayout *layouts[TL_PRINT_MAX_COLUMNS];
  double x[TL_PRINT_MAX_COLUMNS];
  GArray *lines;
  double pad;
  double height;
} TlPrintLaid;

/** TlPrintStyle: sizes in points. @keep: stays with what follows. */
typedef struct
{
  double size;
  double before;
  double left;
  double indent;
  PangoWeight weight;
  PangoStyle style;
  PangoAlignment align;
  gboolean justify;
  gboolean hang;
  gboolean keep;
} TlPrintStyle;

const TlPrintStyle *tl_print_style_get (TlPrintRole role);

/** tl_print_context_new: (transfer full): without hints, a unit a point: lines break alike on every
 * surface. */
PangoContext *tl_print_context_new (void);

/** tl_print_layout_new: (transfer full): a layout in the face of all printed text. */
PangoLayout *tl_print_layout_new (PangoContext *context, const TlPrintStyle *style);

TlPrintLaid *tl_print_laid_new (PangoContext *context,
                                const TlPrintContent *content,
                                guint item,
                                double width);
void tl_print_laid_free (TlPrintLaid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPrintLaid, tl_print_laid_free)

/** tl_print_laid_draw: the lines that begin in @from to @to, the first at (@x, @y). */
void tl_print_laid_draw (
    TlPrintLaid *self, cairo_t *cr, double x, double y, double from, double to);

/** tl_print_laid_cut: how far the item may be set from @from on in @room points; @from: nothing is.
 * @fresh: nothing else is on the page: then something always is. */
double tl_print_laid_cut (TlPrintLaid *self, double from, double room, gboolean fresh);

G_END_DECLS
