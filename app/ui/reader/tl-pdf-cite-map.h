/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-texts.h"
#include "ui/reader/tl-pdf-cites.h"
#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/**
 * TlPdfCiteMap:
 *
 * Where the citations of a document stand on its original pages, looked for only where it is
 * wanted: one page at a time, its texts from the worker, the search in a thread. Main loop only;
 * signal "changed": more is known.
 */
#define TL_TYPE_PDF_CITE_MAP (tl_pdf_cite_map_get_type ())
G_DECLARE_FINAL_TYPE (TlPdfCiteMap, tl_pdf_cite_map, TL, PDF_CITE_MAP, GObject)

TlPdfCiteMap *tl_pdf_cite_map_new (TlPdfTexts *texts, TlTextModel *model);

/** tl_pdf_cite_map_get_texts: the texts it reads. */
TlPdfTexts *tl_pdf_cite_map_get_texts (TlPdfCiteMap *self);
/** tl_pdf_cite_map_get_model: whose citations they are. */
TlTextModel *tl_pdf_cite_map_get_model (TlPdfCiteMap *self);

/** tl_pdf_cite_map_close: ends what is being looked for; nothing is told any more. */
void tl_pdf_cite_map_close (TlPdfCiteMap *self);

/** tl_pdf_cite_map_want: pages @first up to and with @last (from 0) come next; what was wanted
 * before and is not being read is given up. */
void tl_pdf_cite_map_want (TlPdfCiteMap *self, guint first, guint last);
/** tl_pdf_cite_map_is_known: whether all that may stand on these pages was looked for. */
gboolean tl_pdf_cite_map_is_known (TlPdfCiteMap *self, guint first, guint last);

/** tl_pdf_cite_map_get_n: how many citations the text has that may stand on a page, found or not,
 * in the order of the text. */
guint tl_pdf_cite_map_get_n (TlPdfCiteMap *self);
/** tl_pdf_cite_map_get_link: Returns: the link of the text's citation @index. */
guint tl_pdf_cite_map_get_link (TlPdfCiteMap *self, guint index);
/** tl_pdf_cite_map_get_page: Returns: the first page that it may stand on, from 0. */
guint tl_pdf_cite_map_get_page (TlPdfCiteMap *self, guint index);
/** tl_pdf_cite_map_get: Returns: (transfer none) (nullable): where it stands; %NULL when it was not
 * found, or not looked for yet. */
const TlPdfCite *tl_pdf_cite_map_get (TlPdfCiteMap *self, guint index);
/** tl_pdf_cite_map_find: Returns: the index of @link, or -1. */
int tl_pdf_cite_map_find (TlPdfCiteMap *self, guint link);

G_END_DECLS
