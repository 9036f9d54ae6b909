/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_STATUS_LINE (tl_status_line_get_type ())
G_DECLARE_FINAL_TYPE (TlStatusLine, tl_status_line, TL, STATUS_LINE, GtkWidget)

/** TlStatusLine: which library is in use, how fresh it is, and whether it is training data.
 * Pressing it opens the library page. */
void tl_status_line_set_services (TlStatusLine *self, TlServices *services);

G_END_DECLS
