/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"
#include "law/statute/tl-amendment.h"

G_BEGIN_DECLS

/**
 * tl_document_read_amendments:
 * @document: a document with its blocks
 * @notes: (nullable) (element-type utf8): as tl_amendments_read() has them
 *
 * Returns: (transfer full) (element-type TlAmendment): what the document orders
 */
GPtrArray *tl_document_read_amendments (const TlDocument *document, GPtrArray *notes);

/**
 * tl_statute_apply:
 * @document: a statute whose units may have versions already; not changed
 * @amender: id of the amending document
 * @effective: day from which its changes hold, "YYYY-MM-DD"
 * @amendments: (element-type TlAmendment): those that have @document as target
 * @notes: (nullable) (element-type utf8): what could not be applied (unit absent, phrase not found,
 * quoted text of another unit), each naming the unit; it is then left as it was, with its dates
 * open
 *
 * The version in force on the day before @effective ends there; a new one begins with the changed
 * text, of the unit the amendment names (an article's clauses follow it). Repealed units end; the
 * document's own dates stay, but of a document that is repealed or replaced whole the last day is
 * set where it was open. What begins on that very day without this call is taken to be the change
 * already (the source's own version) and left alone. An amendment's own day goes before @effective.
 *
 * Returns: (transfer full): the new document
 */
TlDocument *tl_statute_apply (const TlDocument *document,
                              const char *amender,
                              const char *effective,
                              GPtrArray *amendments,
                              GPtrArray *notes);

/** tl_document_dup_snapshot: Returns: (transfer full) (nullable): month of the snapshot of the
 * codification that the document was read from, "YYYY-MM", as its meta field "snapshot" says. */
char *tl_document_dup_snapshot (const TlDocument *document);

/**
 * tl_statute_merge_snapshots:
 * @older: a statute as one snapshot of the codification shows it
 * @newer: the same, later
 * @notes: (nullable) (element-type utf8): what the source does not date
 *
 * Units whose text changed get both versions: the older ends on the day before the newer begins, by
 * the source line's date of the change. A change that the source lines do not date leaves a gap
 * between the last day the older is known and the first the newer is known, and a note. A snapshot
 * is known by its month only, so these are the first day of the older's and the last of the
 * newer's. The same letters with other blanks or marks are no change. An article that the newer has
 * no more is kept until its last known day, with a note.
 *
 * Returns: (transfer full): the merged document
 */
TlDocument *tl_statute_merge_snapshots (const TlDocument *older,
                                        const TlDocument *newer,
                                        GPtrArray *notes);

G_END_DECLS
