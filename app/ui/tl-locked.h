/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** tl_locked_row: where the policy of the computer decides about @key, @row says so, and what
 * stands in it cannot be changed. */
void tl_locked_row (GtkWidget *row, GSettings *settings, const char *key);

/** tl_locked_export: switches @action of @widget off where the policy does not allow @format
 * ("pdf", "odt", "print"). */
void tl_locked_export (GtkWidget *widget, const char *action, const char *format);

/** tl_locked_refuses_export: whether it is not allowed; then the window says why. */
gboolean tl_locked_refuses_export (GtkWidget *widget, const char *format);

G_END_DECLS
