/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/* Words of the reader, as pure functions. All (transfer full). */

/** tl_reader_title: what names the document on its tab: its number or its title. */
char *tl_reader_title (const TlDocument *document);

/** tl_reader_heading: one line above the text: kind, number and title. */
char *tl_reader_heading (const TlDocument *document);

/** tl_reader_law_message: what must be known about the date: read at another date than today,
 * other versions, units without a text; "" when there is nothing to say. */
char *tl_reader_law_message (const TlTextModel *model, const char *today);

/** tl_reader_join_sentences: those that are not empty, a space between. */
char *tl_reader_join_sentences (const char *first, const char *second, const char *third);

/** tl_reader_file_message: what must be known about the original; "" when there is nothing to say.
 * @has_path: the PDF is installed. */
char *tl_reader_file_message (const TlDocument *document, gboolean has_path);

G_END_DECLS
