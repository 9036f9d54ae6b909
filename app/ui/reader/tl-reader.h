/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/reader/tl-pdf-view.h"
#include "ui/reader/tl-text-view.h"
#include "ui/tl-services.h"

G_BEGIN_DECLS

/**
 * TlReaderTarget:
 * @doc: document id
 * @anchor: (nullable): block to land on
 * @page: page of the PDF where the passage stands, from 1, or 0
 * @passage: (nullable): the passage that brought the reader here; its words are marked
 * @view: (nullable): what tl_reader_dup_view() or tl_reader_dup_place() said; counts when there is
 * no @anchor and the original is shown
 * @as_of: (nullable): date to read a statute at; %NULL follows the services
 *
 * Where to open a document.
 */
typedef struct
{
  const char *doc;
  const char *anchor;
  guint page;
  const char *passage;
  const char *view;
  const char *as_of;
} TlReaderTarget;

#define TL_TYPE_READER (tl_reader_get_type ())
G_DECLARE_FINAL_TYPE (TlReader, tl_reader, TL, READER, GtkWidget)

/**
 * TlReader:
 *
 * One open document: outline at the left, the original PDF ("Trang gốc") or the text ("Bản chữ"),
 * states for loading and errors. Properties: "title" (string: number or title, for the tab),
 * "tooltip" (string), "loading" (boolean), "show-outline" (boolean). Signal "jumped" (string from,
 * string to): the reader went to another place of the document, not by scrolling: both as
 * tl_reader_dup_place() says them. Signal "shown": a document, or
 * the same for another date, was loaded and has a model.
 */
GtkWidget *tl_reader_new (TlServices *services);

/** tl_reader_open: loads (or, for the same document, moves to) @target. */
void tl_reader_open (TlReader *self, const TlReaderTarget *target);

/** tl_reader_get_doc: (nullable): id of the document shown. */
const char *tl_reader_get_doc (TlReader *self);

/** tl_reader_dup_place: Returns: (transfer full) (nullable): what is before the reader's eyes, for
 * going back to it: an anchor, or "@PAGE:FRACTION" in the original. */
char *tl_reader_dup_place (TlReader *self);

/** tl_reader_dup_anchor: Returns: (transfer full) (nullable): the unit before the reader's eyes, of
 * the text and of the original. */
char *tl_reader_dup_anchor (TlReader *self);

/** tl_reader_dup_view: Returns: (transfer full) (nullable): the place in the original and how it is
 * looked at, for opening the document so again: TlReaderTarget.view. %NULL without an original. */
char *tl_reader_dup_view (TlReader *self);

/** tl_reader_set_beside: for two readers in one window: documents open as text, without the
 * outline. Before the first document. */
void tl_reader_set_beside (TlReader *self);

/** tl_reader_get_model: (transfer none) (nullable): the document shown, as paragraphs. */
TlTextModel *tl_reader_get_model (TlReader *self);
/** tl_reader_is_original: whether the original pages are shown and not the text. */
gboolean tl_reader_is_original (TlReader *self);
TlTextView *tl_reader_get_text_view (TlReader *self);
TlPdfView *tl_reader_get_pdf_view (TlReader *self);
/** tl_reader_go_to_mark: to the highlight @id of the document, as soon as it is read. */
void tl_reader_go_to_mark (TlReader *self, const char *id);

G_END_DECLS
