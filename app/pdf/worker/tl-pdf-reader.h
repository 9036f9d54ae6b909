/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-geometry.h"

G_BEGIN_DECLS

/**
 * TlPdfReader:
 *
 * One document in Poppler, inside the worker. Errors say what is wrong; the program adds the file
 * and the page.
 */
typedef struct _TlPdfReader TlPdfReader;

/**
 * _tl_pdf_reader_warm_up:
 * @draw: whether to draw, not to read text
 *
 * Reads or draws a page of our own, so that Poppler, the colour tables, and for drawing also
 * fontconfig and its cache, are ready in every process that is forked from this one.
 */
void _tl_pdf_reader_warm_up (gboolean draw);

/** _tl_pdf_reader_open: takes @fd, a regular file open for reading. */
TlPdfReader *_tl_pdf_reader_open (int fd, GError **error);
void _tl_pdf_reader_free (TlPdfReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfReader, _tl_pdf_reader_free)

guint _tl_pdf_reader_get_n_pages (TlPdfReader *self);

/** _tl_pdf_reader_get_size: as the file says, which may be absurd; 0 × 0 when the page is
 * unreadable. */
TlPdfPage _tl_pdf_reader_get_size (TlPdfReader *self, guint page);

/** _tl_pdf_reader_dup_title: Returns: (nullable): the title in the file's own metadata. */
char *_tl_pdf_reader_dup_title (TlPdfReader *self);

TlPdfText *_tl_pdf_reader_get_text (TlPdfReader *self,
                                    guint page,
                                    gboolean with_boxes,
                                    GError **error);

/**
 * _tl_pdf_reader_render:
 * @pixels: ARGB32 for @tile, rows of 4 × width bytes, all 0
 */
gboolean _tl_pdf_reader_render (TlPdfReader *self,
                                guint page,
                                double scale,
                                const TlPdfTile *tile,
                                guint8 *pixels,
                                GError **error);

G_END_DECLS
