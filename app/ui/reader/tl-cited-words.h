/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-cited-text.h"

G_BEGIN_DECLS

/* Words about a citation, as pure functions. All (transfer full). */

/** tl_cited_words_place: the citation in its official form; @target (nullable) is named where the
 * text said "Luật này" or left the edition open. */
char *tl_cited_words_place (const TlLink *link, const TlDocument *target);

/** tl_cited_words_document: a document as courts cite it: "Bộ luật Dân sự năm 2015", "Bản án số
 * 12/2024/DS-PT ngày 14/5/2024 của ...". */
char *tl_cited_words_document (const TlDocument *document);

/** tl_cited_words_units: "điểm s khoản 1 Điều 51" by the labels that the document prints; "" when
 * @anchor (nullable) is in none. */
char *tl_cited_words_units (const TlDocument *document, const char *anchor);

/** tl_cited_words_law: title and number of a document. */
char *tl_cited_words_law (const TlDocument *document);

/** tl_cited_words_date: which text is shown, and whose date it is. */
char *tl_cited_words_date (const TlDocument *citing, const char *as_of);

/** tl_cited_words_notice: what is doubtful or missing; "" when nothing. @around: a unit around the
 * missing one is shown. */
char *tl_cited_words_notice (TlCitedState state, const TlLink *link, gboolean around);

G_END_DECLS
