/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-policy.h"
#include "release/tl-install.h"

G_BEGIN_DECLS

/**
 * TlUpdatePolicy:
 * @library: (nullable): the folder; %NULL: the program's
 * @sources: (array zero-terminated=1): folders and URLs, the first is asked first
 * @trust: (nullable): %NULL when the policy names no key: nothing is installed then
 * @bandwidth: bytes a second, 0 for no limit
 * @quiet_from, @quiet_to: minutes of the local day between which nothing is fetched; equal: none
 * @interval: seconds between two rounds
 *
 * How a computer gets its releases: group [update] of the policy (docs/policy.md).
 */
typedef struct
{
  char *library;
  char **sources;
  TlTrust *trust;
  char *channel;
  char **packs;
  char *mirror;
  char *proxy;
  char *proxy_user;
  char *proxy_password;
  char *ca_file;
  guint64 bandwidth;
  guint quiet_from;
  guint quiet_to;
  guint interval;
} TlUpdatePolicy;

/** tl_update_policy_read: blocks. A fault of the policy in that group, or a key that cannot be
 * read, is an error. */
TlUpdatePolicy *tl_update_policy_read (const TlPolicy *policy, GError **error);

/** tl_update_policy_dup_secret: (nullable): the password of the proxy, if this process may know it;
 * blocks. */
char *tl_update_policy_dup_secret (const TlPolicy *policy);
void tl_update_policy_free (TlUpdatePolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlUpdatePolicy, tl_update_policy_free)

/** tl_update_policy_make_sources: (element-type TlSource). */
GPtrArray *tl_update_policy_make_sources (const TlUpdatePolicy *self, GError **error);

/** tl_update_policy_is_quiet: whether @now, in local time, is within the quiet hours. */
gboolean tl_update_policy_is_quiet (const TlUpdatePolicy *self, GDateTime *now);

G_END_DECLS
