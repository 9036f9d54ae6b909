/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_LIBRARY_PAGE (tl_library_page_get_type ())
G_DECLARE_FINAL_TYPE (TlLibraryPage, tl_library_page, TL, LIBRARY_PAGE, GtkWidget)

/**
 * TlLibraryPage:
 *
 * All documents by kind, newest first, with a filter by number, title, issuer or court. Loads as it
 * is scrolled. Signals: "open" (string: document id), "compare" (string: document id, string:
 * title): C, or the menu of a row (the menu key, Shift+F10, the second button of the pointer).
 */
void tl_library_page_set_services (TlLibraryPage *self, TlServices *services);

G_END_DECLS
