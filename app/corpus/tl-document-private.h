/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

#define TL_N_BLOCK_KINDS (TL_BLOCK_HEADING + 1)

/* How deep blocks may stand in one another; what a law has is below ten. */
#define TL_MAX_BLOCK_DEPTH 32

/* The text fields of a document, in the order of the columns that hold them. */
#define TL_N_DOCUMENT_STRINGS 16
char **_tl_document_string (TlDocument *document, guint index);

/* The columns of a document's header in the store and in a volume: three integers, then the text
 * fields. */
#define TL_N_DOCUMENT_COLUMNS (3 + TL_N_DOCUMENT_STRINGS)
#define TL_DOCUMENT_COLUMNS                                                                        \
  "kind, page_count, training, id, number, number_normal, title, short_name, issuer, issued, "     \
  "effective_from, effective_to, published, subject, source_name, source_digest, text_source, "    \
  "file, meta"
#define TL_DOCUMENT_COLUMN_TYPES                                                                   \
  "kind INTEGER NOT NULL, page_count INTEGER NOT NULL, training INTEGER NOT NULL, "                \
  "id TEXT NOT NULL, number TEXT, number_normal TEXT, title TEXT, short_name TEXT, issuer TEXT, "  \
  "issued TEXT, effective_from TEXT, effective_to TEXT, published TEXT, subject TEXT, "            \
  "source_name TEXT, source_digest TEXT, text_source TEXT, file TEXT, meta TEXT"
#define TL_DOCUMENT_PLACES "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"

TlBlock *_tl_block_copy (const TlBlock *block);

/* A copy of the header, without blocks. */
TlDocument *_tl_document_copy_header (const TlDocument *document);

/* The dates of block @index: the latest beginning and the earliest end among the block and what
 * encloses it. */
void _tl_document_validity (const TlDocument *document,
                            guint index,
                            const char **from,
                            const char **to);

gboolean _tl_document_id_is_valid (const char *id);

/* Whether @name (nullable) is the plain name of a file and never a path. */
gboolean _tl_file_name_is_safe (const char *name);

G_END_DECLS
