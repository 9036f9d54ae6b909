/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"
#include "law/statute/tl-amendment.h"

G_BEGIN_DECLS

/**
 * tl_statute_apply:
 * @document: a statute whose units may have versions already; not changed
 * @amender: id of the amending document
 * @effective: day from which its changes hold, "YYYY-MM-DD"
 * @amendments: (element-type TlAmendment): those that have @document as target
 * @notes: (element-type utf8): what could not be applied (unit absent, phrase not found, quoted
 * text of another unit), each naming the unit; it is then left as it was, with its dates open
 *
 * The version in force on the day before @effective ends there; a new one begins with the changed
 * text, of the unit the amendment names (an article's clauses follow it). Repealed units end; the
 * document's own dates stay.
 *
 * Returns: (transfer full): the new document
 */
TlDocument *tl_statute_apply (const TlDocument *document,
                              const char *amender,
                              const char *effective,
                              GPtrArray *amendments,
                              GPtrArray *notes);

/**
 * tl_statute_merge_snapshots:
 * @older: a statute as one snapshot of the codification shows it
 * @newer: the same, later
 *
 * Units whose text changed get both versions: the older ends on the day before the newer begins, by
 * the source line's date of the change. A change that the source lines do not date leaves a gap
 * between the last day the older is known and the first the newer is known, and a note.
 *
 * Returns: (transfer full): the merged document
 */
TlDocument *tl_statute_merge_snapshots (const TlDocument *older,
                                        const TlDocument *newer,
                                        GPtrArray *notes);

G_END_DECLS
