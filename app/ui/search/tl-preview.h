/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_PREVIEW (tl_preview_get_type ())
G_DECLARE_FINAL_TYPE (TlPreview, tl_preview, TL, PREVIEW, GtkWidget)

/**
 * TlPreview:
 *
 * The text of the chosen result beside the list. Signal "open": the judge wants the whole document.
 */

/** tl_preview_show: (nullable) @hit: loads and shows its unit; %NULL empties the pane. */
void tl_preview_show (TlPreview *self, TlServices *services, const TlHit *hit);

G_END_DECLS
