/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-policy.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tl_policy_dup_key:
 * @key: a key of the user's settings
 * @locked: (out): whether the user cannot change it; else the value is where one begins
 *
 * Returns: (transfer full) (nullable): what the policy says of it; %NULL: nothing. Where its group
 * cannot be followed it is what lets least out.
 */
GVariant *tl_policy_dup_key (const TlPolicy *self, const char *key, gboolean *locked);

/**
 * tl_policy_settings_new:
 * @schema: id of the schema of the user's settings
 * @inner: (nullable): where they are kept; %NULL: the default of the session
 *
 * The settings of the user under @policy. What that locks is not writable and has the value of the
 * policy, whatever the files of the user say: the policy stands between the settings and where they
 * are kept, so that no screen has to ask. Main thread.
 *
 * Returns: (transfer full): settings
 */
GSettings *tl_policy_settings_new (TlPolicy *policy, const char *schema, GSettingsBackend *inner);

G_END_DECLS
