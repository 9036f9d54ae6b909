/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-mark.h"
#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/* The same place in the original and in the text. Pure. */

/**
 * tl_place_paragraph_at:
 * @page: page of the PDF, from 1
 * @fraction: how far down that page, 0 to 1
 *
 * Returns: paragraph of the model that stands there, as far as the blocks know their pages; -1 when
 * none does
 */
int tl_place_paragraph_at (const TlTextModel *model, guint page, double fraction);

/** tl_place_paragraph_at_character: the same for a character of the text of a page, from 0. */
int tl_place_paragraph_at_character (const TlTextModel *model, guint page, guint character);

/** tl_place_fraction: Returns: how far down page @page its character @character stands, 0 to 1, as
 * far as the blocks tell how much is on it. */
double tl_place_fraction (const TlTextModel *model, guint page, guint character);

/**
 * tl_place_of_anchor:
 * @wanted: (out): page and characters of the unit; the passage is left %NULL
 *
 * Returns: %FALSE when neither the unit nor anything in it knows its page
 */
gboolean tl_place_of_anchor (const TlTextModel *model, const char *anchor, TlPdfWanted *wanted);

G_END_DECLS
