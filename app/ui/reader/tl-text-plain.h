/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

#define TL_TYPE_TEXT_PLAIN (tl_text_plain_get_type ())
G_DECLARE_FINAL_TYPE (TlTextPlain, tl_text_plain, TL, TEXT_PLAIN, GtkWidget)

/**
 * TlTextPlain:
 *
 * The text of a document in a GtkTextView, a line of the buffer for each paragraph of the model.
 * Long documents are inserted in slices, so that the main loop is never held up.
 */

/** tl_text_plain_dup_text: Returns: (transfer full): the text inserted so far. */
char *tl_text_plain_dup_text (TlTextPlain *self);

/** tl_text_plain_is_complete: whether every paragraph is there. */
gboolean tl_text_plain_is_complete (TlTextPlain *self);

G_END_DECLS
