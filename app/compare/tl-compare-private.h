/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-align-private.h"

G_BEGIN_DECLS

/* _tl_compare_make_pairs: (element-type TlPair): from links; moved ones are told, what has no link
 * stands alone; in no order. */
GPtrArray *_tl_compare_make_pairs (const TlAligner *aligner, const GArray *links);

/* _tl_compare_order: (transfer full) (element-type guint): the pairs in the order of @side; what
 * the other side alone has stands before the next pair that follows it there. */
GArray *_tl_compare_order (const GPtrArray *pairs, TlSide side);

void _tl_pair_free (TlPair *pair);

/* _tl_compare_citations: reads or takes the references of both sides and lists what is cited.
 * Returns: %FALSE when cancelled. */
gboolean _tl_compare_citations (TlComparison *comparison,
                                const GPtrArray *const links[2],
                                GCancellable *cancellable);

void _tl_compared_citation_free (TlComparedCitation *citation);

/* _tl_compare_append_text: text of block @index as it is aligned and differenced. */
void _tl_compare_append_text (GString *text, const TlDocument *document, guint index);

G_END_DECLS
