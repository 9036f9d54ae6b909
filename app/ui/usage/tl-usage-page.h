/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_USAGE_PAGE (tl_usage_page_get_type ())
G_DECLARE_FINAL_TYPE (TlUsagePage, tl_usage_page, TL, USAGE_PAGE, GtkWidget)

/**
 * TlUsagePage:
 *
 * What was counted on this workstation, by month and by day; what of it goes to the centre, byte
 * for byte; and the judge's word on that. Once it was shown the numbers count as seen.
 */
GtkWidget *tl_usage_page_new (TlServices *services);

/** tl_usage_page_get_preview: (transfer none): what is sent next, as it is shown. For tests. */
GtkTextBuffer *tl_usage_page_get_preview (TlUsagePage *self);

G_END_DECLS
