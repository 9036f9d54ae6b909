/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"
#include "law/citation/tl-citation.h"

G_BEGIN_DECLS

/**
 * TlLink:
 * @block: index of the block it stands in
 * @from: first byte in that block's text
 * @to: the byte after the last
 * @notation: as tl_citation_format() gives it
 * @target: (nullable): id of the document it resolves to; an id is made from the number, so that it
 * is known also where the document is not in the library
 * @anchor: (nullable): unit in the target
 * @official: a cross-reference that the source itself gives (pChiDan of the codification), without
 * a span
 *
 * One outgoing reference of a document, as a volume keeps it. Unresolved ones are kept: @target is
 * %NULL.
 */
typedef struct
{
  guint block;
  guint from;
  guint to;
  char *notation;
  char *target;
  char *anchor;
  TlConfidence confidence;
  guint warnings;
  gboolean official;
} TlLink;

void tl_link_free (TlLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLink, tl_link_free)

/**
 * tl_document_read_links:
 *
 * Reads the citations of all blocks, each in the context of its document (SELF, "Điều này", the
 * judgment's date), names carried from one block to the next.
 *
 * Returns: (transfer full) (element-type TlLink): in order of block and place
 */
GPtrArray *tl_document_read_links (const TlDocument *document);

G_END_DECLS
