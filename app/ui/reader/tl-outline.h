/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-outline-item.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTLINE (tl_outline_get_type ())
G_DECLARE_FINAL_TYPE (TlOutline, tl_outline, TL, OUTLINE, GtkWidget)

/**
 * TlOutline:
 *
 * The outline at the left of a document; the line of what is being read is the selected one. Signal
 * "go" (string anchor): the reader chose a line.
 */
GtkWidget *tl_outline_new (void);

/** tl_outline_set_items: (element-type TlOutlineItem). */
void tl_outline_set_items (TlOutline *self, GListStore *items);
guint tl_outline_get_n_items (TlOutline *self);

/** tl_outline_set_current: paragraph @paragraph is before the reader's eyes; emits nothing. */
void tl_outline_set_current (TlOutline *self, guint paragraph);
/** tl_outline_get_current: (nullable): anchor of the selected line. */
const char *tl_outline_get_current (TlOutline *self);

G_END_DECLS
