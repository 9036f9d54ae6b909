/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TlParagraphStyle: how a paragraph of a court document stands on the page. */
typedef enum
{
  TL_PARAGRAPH_BODY,     /* justified, first line indented */
  TL_PARAGRAPH_PLAIN,    /* justified, no indent */
  TL_PARAGRAPH_HEADING,  /* bold, centred */
  TL_PARAGRAPH_CENTERED, /* centred */
  TL_PARAGRAPH_RIGHT,    /* right half of the page, centred in it */
} TlParagraphStyle;

/**
 * TlPageWriter:
 *
 * A4 pages in a PDF with running mark, page numbers and paragraphs that flow over pages. The same
 * calls give the same bytes on the same machine. One thread.
 */
typedef struct _TlPageWriter TlPageWriter;

/**
 * tl_page_writer_new:
 * @path: PDF to write
 * @title: title in its metadata
 * @mark: running mark on every page
 */
TlPageWriter *tl_page_writer_new (const char *path, const char *title, const char *mark);

/** tl_page_writer_add: one paragraph; line breaks in @text are kept. */
void tl_page_writer_add (TlPageWriter *self, TlParagraphStyle style, const char *text);

/** tl_page_writer_add_columns: two centred columns side by side, as at the head of official
 * documents; the first line of each is bold. */
void tl_page_writer_add_columns (TlPageWriter *self, const char *left, const char *right);

/** tl_page_writer_space: empty room of @points. */
void tl_page_writer_space (TlPageWriter *self, double points);

/** tl_page_writer_finish: writes the file; frees nothing. */
gboolean tl_page_writer_finish (TlPageWriter *self, GError **error);
void tl_page_writer_free (TlPageWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPageWriter, tl_page_writer_free)

G_END_DECLS
