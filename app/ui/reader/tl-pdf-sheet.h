/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-pdf-grid.h"
#include "ui/reader/tl-pdf-shape.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_SHEET (tl_pdf_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfSheet, tl_pdf_sheet, TL, PDF_SHEET, GtkWidget)

/**
 * TlPdfSheet:
 *
 * One page on the screen: its tiles, below them what stands in for tiles that are on their way, the
 * shapes on it, and in its place what went wrong when it could not be drawn. Its accessible name is
 * "Page 3 of 11". Signal "retry": the reader wants the page tried again.
 */
GtkWidget *tl_pdf_sheet_new (guint page, guint n_pages, TlPdfPage size);

guint tl_pdf_sheet_get_page (TlPdfSheet *self);

/** tl_pdf_sheet_set_view: the page turned and at a scale (device pixels a point). Tiles of another
 * scale stand in, stretched, until those of this one are there; of another turn they go. */
void tl_pdf_sheet_set_view (TlPdfSheet *self, double scale, guint turns);
double tl_pdf_sheet_get_scale (TlPdfSheet *self);

/** tl_pdf_sheet_set_visible_area: the part of the sheet that can be seen. */
void tl_pdf_sheet_set_visible_area (TlPdfSheet *self, const graphene_rect_t *area);

/** TL_PDF_SHEET_PART: stands for the index of a part of a tile. */
#define TL_PDF_SHEET_PART G_MAXUINT

/** tl_pdf_sheet_put_part: the picture of a part of a tile, at @x, @y of the page that is not
 * turned; until the first tile comes. */
void tl_pdf_sheet_put_part (TlPdfSheet *self, const TlPdfImage *image, int x, int y);

/** tl_pdf_sheet_put_tile: the picture of tile @index of the grid at the sheet's scale, turned. */
void tl_pdf_sheet_put_tile (TlPdfSheet *self, guint index, const TlPdfImage *image);
gboolean tl_pdf_sheet_has_tile (TlPdfSheet *self, guint index);
/** tl_pdf_sheet_drop_tile: it is out of sight. */
void tl_pdf_sheet_drop_tile (TlPdfSheet *self, guint index);

/** tl_pdf_sheet_set_preview: (nullable): the page, small, not turned. */
void tl_pdf_sheet_set_preview (TlPdfSheet *self, const TlPdfImage *preview);

/** tl_pdf_sheet_set_complete: whether the tiles in view are all there: then nothing is drawn below
 * them. */
void tl_pdf_sheet_set_complete (TlPdfSheet *self, gboolean complete);
gboolean tl_pdf_sheet_is_complete (TlPdfSheet *self);

/** tl_pdf_sheet_is_blank: whether some of what can be seen has no picture at all. */
gboolean tl_pdf_sheet_is_blank (TlPdfSheet *self);

/** tl_pdf_sheet_set_waiting: a picture is on its way; said after a moment, when there is none. */
void tl_pdf_sheet_set_waiting (TlPdfSheet *self, gboolean waiting);

/** tl_pdf_sheet_set_error: (nullable): why the page cannot be drawn. */
void tl_pdf_sheet_set_error (TlPdfSheet *self, const char *message);

/** tl_pdf_sheet_set_shapes: (nullable) (element-type TlPdfShape): on this page; a reference is
 * kept. */
void tl_pdf_sheet_set_shapes (TlPdfSheet *self, TlPdfLayer layer, GArray *shapes);

G_END_DECLS
