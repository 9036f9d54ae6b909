/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which releases the judge has looked at, of each library: a court may have one for law and one
 * for its own judgments, each with serials of its own. Kept in the one key "seen-releases", under a
 * digest of the folder, for the libraries used last. No display. */

/** TL_UPDATE_SEEN_MOST: libraries of which it is known; the one not used longest is forgotten. */
#define TL_UPDATE_SEEN_MOST 20

/**
 * tl_update_seen_get:
 * @seen: (out): the release whose changes were looked at last; 0 for none
 * @from: (out) (optional): the one that was seen before it
 */
void tl_update_seen_get (GSettings *settings, const char *folder, guint64 *seen, guint64 *from);
void tl_update_seen_set (GSettings *settings, const char *folder, guint64 seen, guint64 from);

G_END_DECLS
