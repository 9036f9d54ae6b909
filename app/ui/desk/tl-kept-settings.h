/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings that go into a backup: what the judge chose for the eyes and the hand, not what
 * belongs to one computer (folder of the library, sources of updates, the window). */

/** tl_kept_settings_save: Returns: (transfer full): those that are not the default, as text. */
char *tl_kept_settings_save (GSettings *settings);

/** tl_kept_settings_restore: sets all of them: what @text does not have gets its default. What is
 * unknown, of another type, out of range or decided by the administrator is left out. */
void tl_kept_settings_restore (GSettings *settings, const char *text);

G_END_DECLS
