/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/tl-desk-mark.h"

G_BEGIN_DECLS

#define TL_TYPE_MARK_POPOVER (tl_mark_popover_get_type ())
G_DECLARE_FINAL_TYPE (TlMarkPopover, tl_mark_popover, TL, MARK_POPOVER, GtkPopover)

/**
 * TlMarkPopover:
 *
 * A highlight: its colour and the note on it. Signals: "changed" (#TlDeskMark *): it was closed, by
 * Ctrl+Enter too, and the colour or the note is another; "delete" (string id).
 */

/** tl_mark_popover_show: (transfer none): at @at of @parent, which owns it while it is open. */
TlMarkPopover *tl_mark_popover_show (GtkWidget *parent,
                                     const GdkRectangle *at,
                                     const TlDeskMark *mark,
                                     gboolean can_write);

/** tl_mark_popover_get_buffer: (transfer none): the text of the note. */
GtkTextBuffer *tl_mark_popover_get_buffer (TlMarkPopover *self);

/** tl_mark_popover_set_colour: as pressing the button of @colour does. */
void tl_mark_popover_set_colour (TlMarkPopover *self, TlDeskColour colour);

G_END_DECLS
