/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlOutstanding:
 * @number: of the law that changed the document: "86/2025/QH15"
 * @from: (nullable): its first day in force, "YYYY-MM-DD"
 * @shown_in: (nullable): id of the consolidated text (văn bản hợp nhất) of the library that shows
 * the change
 *
 * @replaces: it did not change the document but is the new edition of it
 *
 * A change that is known to have been made to a statute, and of which its text in the library shows
 * nothing: no source line names the law, and the law itself is not in the library.
 */
typedef struct
{
  char *number;
  char *from;
  char *shown_in;
  gboolean replaces;
} TlOutstanding;

/** tl_outstanding_new: Returns: (transfer full): copies of all three. */
TlOutstanding *tl_outstanding_new (const char *number, const char *from, const char *shown_in);
void tl_outstanding_free (TlOutstanding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOutstanding, tl_outstanding_free)

/**
 * tl_document_list_outstanding:
 * @anchor: (nullable): a unit; %NULL is the whole document
 * @as_of: "YYYY-MM-DD"
 *
 * A change without a first day counts from the year after the one in its number. An article whose
 * words stand in the consolidated text as they stand here is not touched by what that text shows.
 *
 * Returns: (transfer full) (element-type TlOutstanding): the changes in force on @as_of that may
 * concern the unit, a new edition first, then the newest; empty when none is known
 */
GPtrArray *tl_document_list_outstanding (const TlDocument *document,
                                         const char *anchor,
                                         const char *as_of);

/**
 * tl_document_mark_outstanding:
 * @changes: (element-type TlOutstanding): what is outstanding; may be empty
 * @same: (element-type utf8): articles that the consolidated text has with the same words
 * @consolidates: (nullable): number of the law of which @document is a consolidated text
 *
 * The lists stand in the document's meta as "outstanding", "unchanged" and "consolidates".
 *
 * Returns: (transfer full): a document that says so and shares its blocks, or @document itself
 * when there is nothing to say
 */
TlDocument *tl_document_mark_outstanding (TlDocument *document,
                                          GPtrArray *changes,
                                          GPtrArray *same,
                                          const char *consolidates);

/** tl_document_dup_consolidated: Returns: (transfer full) (nullable): number of the law of which
 * @document is a consolidated text, as far as the corpus knows. */
char *tl_document_dup_consolidated (const TlDocument *document);

G_END_DECLS
