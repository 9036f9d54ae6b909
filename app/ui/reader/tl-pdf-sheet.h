/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_SHEET (tl_pdf_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfSheet, tl_pdf_sheet, TL, PDF_SHEET, GtkWidget)

/**
 * TlPdfSheet:
 *
 * One page on the screen: its picture, the marked passage on it, and in its place what went wrong
 * when it could not be drawn. Its accessible name is "Page 3 of 11". Signal "retry": the reader
 * wants the page tried again.
 */
GtkWidget *tl_pdf_sheet_new (guint page, guint n_pages, TlPdfPage size);

guint tl_pdf_sheet_get_page (TlPdfSheet *self);

/** tl_pdf_sheet_set_picture: (nullable): stretched to the sheet until a sharper one comes. */
void tl_pdf_sheet_set_picture (TlPdfSheet *self, GdkTexture *picture);
gboolean tl_pdf_sheet_has_picture (TlPdfSheet *self);

/** tl_pdf_sheet_set_waiting: a picture is on its way; said after a moment, when there is none. */
void tl_pdf_sheet_set_waiting (TlPdfSheet *self, gboolean waiting);

/** tl_pdf_sheet_set_error: (nullable): why the page cannot be drawn. */
void tl_pdf_sheet_set_error (TlPdfSheet *self, const char *message);

/** tl_pdf_sheet_set_marks: (nullable) (element-type TlPdfBox): lines to mark; a reference is kept.
 */
void tl_pdf_sheet_set_marks (TlPdfSheet *self, GArray *marks);

G_END_DECLS
