/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

#define TL_TYPE_DOCUMENT_ITEM (tl_document_item_get_type ())
G_DECLARE_FINAL_TYPE (TlDocumentItem, tl_document_item, TL, DOCUMENT_ITEM, GObject)

/** TlDocumentItem: a row of the list of documents. Immutable. */
TlDocumentItem *tl_document_item_new (TlDocument *document);

/** tl_document_item_get: (transfer none): the header of the document. */
const TlDocument *tl_document_item_get (TlDocumentItem *self);

/** tl_document_item_title: (transfer full): title, with the number before it where that names the
 * document better. */
char *tl_document_item_title (const TlDocument *document);

/** tl_document_item_details: (transfer full): kind, number, issuer and date, parted by dots. */
char *tl_document_item_details (const TlDocument *document);

G_END_DECLS
