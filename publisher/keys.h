/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-trust.h"

G_BEGIN_DECLS

/** tl_keys_load_secret: asks for the password on the terminal, without showing it, when the key is
 * encrypted; from TROLY_KEY_PASSWORD where that is set. */
TlSecretKey *tl_keys_load_secret (const char *path, GError **error);

/** tl_keys_ask_new_password: (nullable): the environment variable, or typed twice. */
char *tl_keys_ask_new_password (GError **error);

/** tl_keys_load_public: (element-type TlPublicKey): @paths: (array zero-terminated=1) (nullable).
 */
GArray *tl_keys_load_public (char **paths, GError **error);

/** tl_keys_load_root: what a root file says; errors name the file. */
TlTrust *tl_keys_load_root (const char *path, GError **error);

G_END_DECLS
