/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SECTION: Secrets of the user
 *
 * Kept by the desktop, locked with the session: the Secret Service (libsecret), on Windows the
 * Credential Manager (CredWriteW). All calls wait for it: never on the main loop.
 */

/** tl_keyring_store: keeps @text as @name, in the place of what was kept; at most 2,560 bytes (the
 * bound of Windows). */
gboolean tl_keyring_store (const char *name,
                           const char *text,
                           GCancellable *cancellable,
                           GError **error);

/** tl_keyring_lookup: Returns: (transfer full) (nullable): free with tl_keyring_free_text(); %NULL
 * without an error: nothing is kept under @name. */
char *tl_keyring_lookup (const char *name, GCancellable *cancellable, GError **error);

/** tl_keyring_clear: what is not kept is no error. */
gboolean tl_keyring_clear (const char *name, GCancellable *cancellable, GError **error);

/** tl_keyring_free_text: overwrites it first. */
void tl_keyring_free_text (char *text);

G_END_DECLS
