/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/tl-keyring.h"

G_BEGIN_DECLS

/* Inside a Flatpak: one secret of the desktop, by the Secret portal, locks files of the user. */

gboolean _tl_keyring_portal_is_needed (void);

/* tl_keyring_store() and the others, with the folder of the files and the bus of the portal. */
gboolean _tl_keyring_portal_store (GDBusConnection *bus,
                                   const char *folder,
                                   const char *name,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GError **error);
char *_tl_keyring_portal_lookup (GDBusConnection *bus,
                                 const char *folder,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean _tl_keyring_portal_clear (const char *folder, const char *name, GError **error);

G_END_DECLS
