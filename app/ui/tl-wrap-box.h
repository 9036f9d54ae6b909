/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_WRAP_BOX (tl_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (TlWrapBox, tl_wrap_box, TL, WRAP_BOX, GtkWidget)

/**
 * TlWrapBox:
 *
 * Small widgets in lines, each at its natural width, as words in a paragraph (libadwaita 1.2 has no
 * such box). With a limit of lines, what does not fit is hidden and a button "more…" ends the last
 * line; pressed, it shows everything. Children stand in the order in which they were appended.
 */
GtkWidget *tl_wrap_box_new (void);

/** tl_wrap_box_set_max_lines: 0 for no limit. */
void tl_wrap_box_set_max_lines (TlWrapBox *self, guint max_lines);

void tl_wrap_box_append (TlWrapBox *self, GtkWidget *child);

/** tl_wrap_box_set_shown: the first @n children belong to the box; the others are spare. */
void tl_wrap_box_set_shown (TlWrapBox *self, guint n);

/** tl_wrap_box_fold: after "more…": back to the limit of lines. */
void tl_wrap_box_fold (TlWrapBox *self);

G_END_DECLS
