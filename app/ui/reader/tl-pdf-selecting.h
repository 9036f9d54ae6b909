/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-step.h"
#include "pdf/tl-pdf-texts.h"
#include "ui/reader/tl-pdf-view.h"

G_BEGIN_DECLS

#define TL_TYPE_PDF_SELECTING (tl_pdf_selecting_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfSelecting, tl_pdf_selecting, TL, PDF_SELECTING, GObject)

/** TL_PDF_SELECT_MAX_PAGES: a selection ends here. */
#define TL_PDF_SELECT_MAX_PAGES 500

/**
 * TlPdfSelecting:
 *
 * Selection of text in original pages: a drag selects, a double click words, a triple click
 * paragraphs, with Shift the selection goes on. Shift and the arrows, Home and End move its end by
 * letters and lines, with Ctrl by words. The text maps are loaded and the selection is made
 * out of the main loop. Signals: "changed"; "settled": the pointer was let go over a selection.
 */
TlPdfSelecting *tl_pdf_selecting_new (TlPdfView *view);

/** tl_pdf_selecting_set_texts: (nullable): the document of the view; nothing is selected in it. */
void tl_pdf_selecting_set_texts (TlPdfSelecting *self, TlPdfTexts *texts);

void tl_pdf_selecting_clear (TlPdfSelecting *self);

/** tl_pdf_selecting_select_all: the page in view, or when it is selected already the whole document
 * up to #TL_PDF_SELECT_MAX_PAGES. Returns: %FALSE when that bound cut it. */
gboolean tl_pdf_selecting_select_all (TlPdfSelecting *self);

/** tl_pdf_selecting_select: what stands between two points, as if keys had selected it. */
void tl_pdf_selecting_select (TlPdfSelecting *self, const TlPdfPoint *from, const TlPdfPoint *to);

/** tl_pdf_selecting_step: moves the end of the selection as far as @step says, and brings it into
 * view. Without one it begins where the pointer was pressed, or with what is uppermost in view. */
void tl_pdf_selecting_step (TlPdfSelecting *self, TlPdfStep step, int direction);

/** tl_pdf_selecting_is_by_keys: whether keys made the selection as it is, and not the pointer. */
gboolean tl_pdf_selecting_is_by_keys (TlPdfSelecting *self);

/** tl_pdf_selecting_get: Returns: (transfer none) (nullable): what is selected, if anything. */
const TlPdfSelection *tl_pdf_selecting_get (TlPdfSelecting *self);

/** tl_pdf_selecting_dup_context: @prefix and @suffix: (out) (transfer full) (nullable): what stands
 * before and behind the selection on its pages, up to @n_chars characters. */
void tl_pdf_selecting_dup_context (TlPdfSelecting *self,
                                   guint n_chars,
                                   char **prefix,
                                   char **suffix);

G_END_DECLS
