/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/tl-update-policy.h"

G_BEGIN_DECLS

/**
 * TlUpdateWish:
 *
 * What the settings say, where no policy of the computer does: @sources and @key (a root or a
 * public key, "" for none).
 */
typedef struct
{
  char **sources;
  char *key;
} TlUpdateWish;

void tl_update_wish_clear (TlUpdateWish *self);

/**
 * TlUpdateGround:
 * @installed: the release in force
 * @policy: (nullable): what is followed
 * @locked: the policy names the sources, or cannot be followed
 * @writable: this user may write the library
 * @mine: the policy is about this folder, and the folder holds a release, or nothing yet
 * @error: (nullable): why the policy cannot be followed
 *
 * What is read from the disk before anything is updated.
 */
typedef struct
{
  TlInstallState installed;
  TlUpdatePolicy *policy;
  gboolean locked;
  gboolean writable;
  gboolean mine;
  char *error;
} TlUpdateGround;

/** tl_update_ground_read: blocks: not on the main loop. @decided: the policy of the computer; what
 * it leaves open is taken from @wish. */
TlUpdateGround *tl_update_ground_read (const char *library,
                                       const TlPolicy *decided,
                                       const TlUpdateWish *wish);
void tl_update_ground_free (TlUpdateGround *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlUpdateGround, tl_update_ground_free)

G_END_DECLS
