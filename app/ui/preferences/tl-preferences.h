/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TL_TYPE_PREFERENCES (tl_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TlPreferences, tl_preferences, TL, PREFERENCES, AdwPreferencesWindow)

/** TlPreferences: size and face of the text, appearance, language, history. Changes apply at once.
 */
GtkWidget *tl_preferences_new (GSettings *settings);

G_END_DECLS
