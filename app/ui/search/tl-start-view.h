/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_START_VIEW (tl_start_view_get_type ())
G_DECLARE_FINAL_TYPE (TlStartView, tl_start_view, TL, START_VIEW, GtkWidget)

/**
 * TlStartView:
 *
 * What stands on the search page before a question: the last questions, three worked examples, what
 * the library holds. Signal "ask" (string): a row was chosen.
 */

/** tl_start_view_refresh: fills it in; @recent (nullable): the last questions, newest first. */
void tl_start_view_refresh (TlStartView *self, TlServices *services, const char *const *recent);

G_END_DECLS
