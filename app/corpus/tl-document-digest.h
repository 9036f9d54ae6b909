/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * tl_document_digest:
 *
 * What a volume would keep of @document as one number: the header and every block, but not its
 * links, not which source the same text was read from (source_name, source_digest and the member
 * "snapshot" of meta), and not how source lines are spaced.
 *
 * Returns: (transfer full): SHA-256, hexadecimal
 */
char *tl_document_digest (TlDocument *document);

/**
 * tl_document_digest_links:
 * @links: (element-type TlLink): in order of block and place
 *
 * Returns: (transfer full) (nullable): the same of the references of a document; %NULL with @error
 * set for more than a volume can hold
 */
char *tl_document_digest_links (GPtrArray *links, GError **error);

G_END_DECLS
