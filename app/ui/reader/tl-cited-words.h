/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-cited-text.h"

G_BEGIN_DECLS

/* Words about a citation, as pure functions. All (transfer full). */

/** tl_cited_words_place: the citation in its official form; @target (nullable) is named where the
 * text said "Luật này" or left the edition open. */
char *tl_cited_words_place (const TlLink *link, const TlDocument *target);

/** tl_cited_words_law: title and number of a document. */
char *tl_cited_words_law (const TlDocument *document);

/** tl_cited_words_date: which text is shown, and whose date it is. */
char *tl_cited_words_date (const TlDocument *citing, const char *as_of);

/** tl_cited_words_notice: what is doubtful or missing; "" when nothing. @around: a unit around the
 * missing one is shown. */
char *tl_cited_words_notice (TlCitedState state, const TlLink *link, gboolean around);

G_END_DECLS
