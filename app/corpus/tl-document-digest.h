/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * tl_document_digest:
 *
 * What a volume would keep of @document as one number: the header and every block, but not its
 * links, and not which source the same text was read from (source_name, source_digest and the
 * member "snapshot" of meta).
 *
 * Returns: (transfer full) (nullable): SHA-256, hexadecimal; %NULL with @error set for what cannot
 * stand in a volume
 */
char *tl_document_digest (TlDocument *document, GError **error);

/**
 * tl_document_digest_links:
 * @links: (element-type TlLink): in order of block and place
 *
 * Returns: (transfer full) (nullable): the same of the references of a document
 */
char *tl_document_digest_links (GPtrArray *links, GError **error);

G_END_DECLS
