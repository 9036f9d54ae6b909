/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/memory/tl-memory-desk.h"

G_BEGIN_DECLS

#define TL_TYPE_PREFERENCES (tl_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TlPreferences, tl_preferences, TL, PREFERENCES, AdwPreferencesWindow)

/** TlPreferences: size and face of the text, appearance, language, history, confirmed questions.
 * Changes apply at once.
 */
GtkWidget *tl_preferences_new (GSettings *settings, TlMemoryDesk *memory);

G_END_DECLS
