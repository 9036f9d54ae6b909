/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-pages.h"
#include "ui/reader/tl-pdf-view.h"

G_BEGIN_DECLS

/** TlPdfHold: what is to stay where on the screen: a place down a page, and where in the view it
 * stands; across only when @across is not below zero. */
typedef struct
{
  TlPdfPlace place;
  double part;   /* of the view's height, below its upper edge */
  double down;   /* pixels below that */
  double across; /* part of the width of the layout */
  double right;  /* pixels right of the view's left edge */
} TlPdfHold;

struct _TlPdfView
{
  GtkWidget parent_instance;

  /* Owned. */
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  TlPdfTiles *tiles;
  TlPdfLayout *layout;
  TlPdfPages *pages;
  GCancellable *finding;
  GArray *marks;

  /* State. */
  guint hpolicy : 1;
  guint vpolicy : 1;
  TlPdfFit fit;
  gboolean mark_found; /* the passage under search is to be marked */
  gboolean allocating;
  gboolean placing;  /* the view itself moves the adjustments */
  gboolean revealed; /* nothing else has moved since a passage was revealed */
  gboolean has_pending;
  TlPdfHold pending;  /* to scroll to, once there is a size */
  double scroll_left; /* of a smooth scroll with Ctrl */
  double pinched_from;
  double last_top; /* for the direction of travel */
  int last_height;
  int direction;
  gboolean fresh; /* "moved" is due although the top is the same */
  guint update_source;

  /* Pointer. */
  double pointer_x;
  double pointer_y;
  TlPdfLayer pointed_layer;
  guint pointed_id;
  const char *cursor; /* static; NULL for the usual one */
  gboolean dragging;
  guint edge_source; /* scrolls while a drag is beyond the edge */
};

/** _tl_pdf_view_has_pages: whether there is anything to show. */
gboolean _tl_pdf_view_has_pages (TlPdfView *self);

/** _tl_pdf_view_get_area: what can be seen, in coordinates of the layout. */
TlViewRect _tl_pdf_view_get_area (TlPdfView *self);

/** _tl_pdf_view_hold: @hold comes to stand where it says, as soon as there is a size. */
void _tl_pdf_view_hold (TlPdfView *self, const TlPdfHold *hold);

/** _tl_pdf_view_scroll_to: brings @place to the part @offset of the view's height. */
void _tl_pdf_view_scroll_to (TlPdfView *self, TlPdfPlace place, double offset);

/** _tl_pdf_view_emit_zoomed: the zoom, fit, turn or spread is another. */
void _tl_pdf_view_emit_zoomed (TlPdfView *self);

/* tl-pdf-view-pointer.c */
void _tl_pdf_view_install_pointer (GtkWidgetClass *widget_class);
void _tl_pdf_view_set_up_pointer (TlPdfView *self);
void _tl_pdf_view_stop_pointer (TlPdfView *self);

G_END_DECLS
