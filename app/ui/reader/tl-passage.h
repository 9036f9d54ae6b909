/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_passage_find:
 * @text: the text to look in
 * @passage: an excerpt of it, possibly shortened ("…"), with other line breaks, with a page number
 * inside
 * @from: (out): first character
 * @to: (out): the character after the last
 *
 * Where an excerpt stands: the best local alignment of the two as rows of words (case and the place
 * of tone marks do not matter). Pure; any thread.
 *
 * Returns: the part of the passage's words found there, 0 to 1; 0 when fewer than half of them (or
 * of the longest piece between "…") are there in order
 */
double tl_passage_find (const char *text, const char *passage, guint *from, guint *to);

G_END_DECLS
