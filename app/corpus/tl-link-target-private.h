/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-link-index.h"

G_BEGIN_DECLS

/* _tl_cited_doc_dup_id: (transfer full) (nullable): the id that the importer gives the document
 * named, whether it is in a library or not; %NULL where the name does not say enough.
 * @index: (nullable); @date: (nullable): decides between editions; @inferred: set when it did */
char *_tl_cited_doc_dup_id (const TlCitedDoc *doc,
                            const TlLinkIndex *index,
                            const char *date,
                            gboolean *inferred);

/* _tl_cited_doc_dup_number: (transfer full) (nullable): the normalised number of the document
 * named, of a law by the catalogue. */
char *_tl_cited_doc_dup_number (const TlCitedDoc *doc, const char *date, gboolean *inferred);

/* _tl_cited_doc_type: (nullable): "Nghị quyết" for one, for tl_document_make_statute_id(). */
const char *_tl_cited_doc_type (const TlCitedDoc *doc);

/* _tl_court_dup_full: (transfer full): "TAND tỉnh Bắc Giang" in full words. */
char *_tl_court_dup_full (const char *court);

G_END_DECLS
