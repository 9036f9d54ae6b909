/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tl-document.h"

G_BEGIN_DECLS

#define TL_TYPE_DOCUMENT_ROW (tl_document_row_get_type ())
G_DECLARE_FINAL_TYPE (TlDocumentRow, tl_document_row, TL, DOCUMENT_ROW, GtkWidget)

/** TlDocumentRow: title and details of one document. */
GtkWidget *tl_document_row_new (void);
void tl_document_row_set_document (TlDocumentRow *self, const TlDocument *document);

G_END_DECLS
