/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-grid.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_TILES (tl_pdf_tiles_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfTiles, tl_pdf_tiles, TL, PDF_TILES, GObject)

/**
 * TlPdfTiles:
 *
 * The pictures of one open PDF: tiles at the scale of the screen, and a small preview of each page,
 * which stands in for tiles that are on their way and is the page's thumbnail. Both in bounded
 * caches. Two jobs are with the worker at a time, so that what is wanted most is always next, and
 * what is not wanted any more is cancelled. Main loop only. Signals: "tile" (uint page), a tile
 * came or the page failed; "preview" (uint page).
 */
TlPdfTiles *tl_pdf_tiles_new (TlPdf *pdf);

/** tl_pdf_tiles_close: cancels everything; no signal after it. */
void tl_pdf_tiles_close (TlPdfTiles *self);

TlPdf *tl_pdf_tiles_get_pdf (TlPdfTiles *self);

/** TlPdfWish: a tile that is wanted: tile @index of the grid of @page at @scale, turned by @turns.
 */
typedef struct
{
  guint page;
  guint index;
  guint turns;
  double scale;
  double distance; /* from the view; 0 in it: nearest first */
  int from;        /* rows of the tile that can be seen, when it is not turned */
  int to;
} TlPdfWish;

/** tl_pdf_tiles_sort_wishes: (element-type TlPdfWish): nearest first. */
void tl_pdf_tiles_sort_wishes (GArray *wishes);

/** tl_pdf_tiles_want: (element-type TlPdfWish): sorted; replaces what was wanted before. */
void tl_pdf_tiles_want (TlPdfTiles *self, GArray *wishes);

/** tl_pdf_tiles_get: (transfer none) (nullable): the tile as it is shown, that is turned. */
const TlPdfImage *tl_pdf_tiles_get (TlPdfTiles *self, const TlPdfWish *wish);

/** tl_pdf_tiles_get_part: (transfer none) (nullable): what can be seen of a tile that is on its
 * way;
 * @row: where in the tile it begins. Of the first page that a worker draws, which takes it much
 * longer than others, the part in view is drawn before the whole. */
const TlPdfImage *tl_pdf_tiles_get_part (TlPdfTiles *self, const TlPdfWish *wish, int *row);

/** tl_pdf_tiles_get_error: (nullable): why the page cannot be drawn. */
const char *tl_pdf_tiles_get_error (TlPdfTiles *self, guint page);

/** tl_pdf_tiles_retry: forgets that the page failed. */
void tl_pdf_tiles_retry (TlPdfTiles *self, guint page);

/** tl_pdf_tiles_get_preview: (transfer none) (nullable): some 200 pixels wide, not turned. */
const TlPdfImage *tl_pdf_tiles_get_preview (TlPdfTiles *self, guint page);

/** tl_pdf_tiles_want_preview: after all tiles; counts: each wants its own
 * tl_pdf_tiles_leave_preview.
 */
void tl_pdf_tiles_want_preview (TlPdfTiles *self, guint page);
void tl_pdf_tiles_leave_preview (TlPdfTiles *self, guint page);

/** tl_pdf_tiles_get_bytes: what the caches hold. */
gsize tl_pdf_tiles_get_bytes (TlPdfTiles *self);

/** tl_pdf_tiles_is_idle: whether nothing is on its way. */
gboolean tl_pdf_tiles_is_idle (TlPdfTiles *self);

G_END_DECLS
