/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/tl-desk-mark.h"

G_BEGIN_DECLS

/** tl_mark_row_new: Returns: (transfer floating): a row of a list box for @mark: its colour in a
 * word, the passage, the note. @head: (nullable): a line above, the document for one; @warning:
 * (nullable): a line below. */
GtkWidget *tl_mark_row_new (const TlDeskMark *mark, const char *head, const char *warning);

/** tl_mark_row_get_mark: (transfer none): what the row was made of. */
const TlDeskMark *tl_mark_row_get_mark (GtkWidget *row);

/** tl_mark_rows_clear: takes all rows away. Returns: the one that had the focus, or -1. */
int tl_mark_rows_clear (GtkListBox *list);
/** tl_mark_rows_focus: gives the focus to row @index, or to the last one; nothing below 0. */
void tl_mark_rows_focus (GtkListBox *list, int index);

G_END_DECLS
