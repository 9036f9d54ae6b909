/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-pages.h"
#include "ui/reader/tl-pdf-view.h"

G_BEGIN_DECLS

struct _TlPdfView
{
  GtkWidget parent_instance;

  /* Owned. */
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  TlPdf *pdf;
  TlPdfLayout *layout;
  TlPdfPages *pages;
  GCancellable *finding;
  GArray *marks;

  /* State. */
  guint hpolicy : 1;
  guint vpolicy : 1;
  gboolean fits;
  gboolean mark_found; /* the passage under search is to be marked */
  gboolean allocating;
  gboolean has_pending;
  TlPdfPlace pending; /* to scroll to, once there is a size */
  double pending_offset;
  double scroll_left; /* of a smooth scroll with Ctrl */
  guint update_source;
};

/** _tl_pdf_view_scroll_to: brings @place to the part @offset of the view's height, as soon as there
 * is a size. */
void _tl_pdf_view_scroll_to (TlPdfView *self, TlPdfPlace place, double offset);

G_END_DECLS
