/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-citations.h"

G_BEGIN_DECLS

/**
 * TlLinkIndex:
 *
 * What the documents of a whole corpus are called, for the reading of links while volumes are
 * built: abbreviations and titles of statutes, which the catalogue of laws may not know, and the
 * ids that the codification gives its articles, by which its official cross references lead. Filled
 * by one thread, then read by any.
 */
typedef struct _TlLinkIndex TlLinkIndex;

TlLinkIndex *tl_link_index_new (void);
void tl_link_index_free (TlLinkIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLinkIndex, tl_link_index_free)

/** tl_link_index_add: takes what @document is called; only statutes count. */
void tl_link_index_add (TlLinkIndex *self, const TlDocument *document);

/**
 * tl_link_index_find_name:
 * @name: abbreviation or title, folded plainly for the comparison
 * @year: of the edition, or 0
 * @date: (nullable): day that decides between editions when there is no year
 * @short_name: (out) (optional) (nullable): its abbreviation
 *
 * Returns: (nullable): id of the document; %NULL when none or more than one fits
 */
const char *tl_link_index_find_name (
    const TlLinkIndex *self, const char *name, int year, const char *date, const char **short_name);

/** tl_link_index_find_source: the unit that the source calls @source_id; @number: (nullable): of
 * the document. */
gboolean tl_link_index_find_source (const TlLinkIndex *self,
                                    const char *source_id,
                                    const char **document,
                                    const char **number,
                                    const char **anchor);

/**
 * tl_document_read_links_in:
 * @index: (nullable): the corpus that @document belongs to
 *
 * Like tl_document_read_links(), with what only the corpus knows.
 */
GPtrArray *tl_document_read_links_in (const TlDocument *document, const TlLinkIndex *index);

G_END_DECLS
