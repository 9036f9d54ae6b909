/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-mark-place.h"

G_BEGIN_DECLS

#define TL_TYPE_NOTES_PANE (tl_notes_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlNotesPane, tl_notes_pane, TL, NOTES_PANE, GtkWidget)

/**
 * TlNotesPane:
 *
 * The highlights and notes of a document in reading order. Signals "go" (string id): a row was
 * chosen; "close".
 */

/** tl_notes_pane_set_marks: (element-type TlPlacedMark): in reading order. */
void tl_notes_pane_set_marks (TlNotesPane *self, GPtrArray *marks, gboolean has_original);

/** tl_notes_pane_get_list: (transfer none): the list of rows. */
GtkListBox *tl_notes_pane_get_list (TlNotesPane *self);

/** tl_notes_pane_dup_text: all of it as plain text: the passage, then the note. */
char *tl_notes_pane_dup_text (TlNotesPane *self);

G_END_DECLS
