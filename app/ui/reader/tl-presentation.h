/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

#define TL_TYPE_PRESENTATION (tl_presentation_get_type ())
G_DECLARE_FINAL_TYPE (TlPresentation, tl_presentation, TL, PRESENTATION, GtkWindow)

/**
 * TlPresentation:
 *
 * The pages of a PDF over the whole screen, one at a time: arrows, Space, Page Up and Down, Home,
 * End; Escape, F5 or F11 ends it. Signal "left" (uint page): it was closed at that page.
 */
GtkWidget *tl_presentation_new (GtkWindow *parent, TlPdf *pdf, guint page, guint turns);

guint tl_presentation_get_page (TlPresentation *self);

G_END_DECLS
