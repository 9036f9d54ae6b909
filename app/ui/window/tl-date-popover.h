/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_DATE_POPOVER (tl_date_popover_get_type ())
G_DECLARE_FINAL_TYPE (TlDatePopover, tl_date_popover, TL, DATE_POPOVER, GtkPopover)

/** TlDatePopover: an entry and a calendar for the date the law is read at. */
GtkWidget *tl_date_popover_new (TlServices *services);

/**
 * tl_date_popover_parse:
 * @typed: a date as people type it, "1/7/2025" or "01-07-2025"
 *
 * Returns: (transfer full) (nullable): "YYYY-MM-DD"
 */
char *tl_date_popover_parse (const char *typed);

G_END_DECLS
