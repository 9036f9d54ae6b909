/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/update/tl-update-words.h"

G_BEGIN_DECLS

#define TL_TYPE_UPDATE_KEEPER (tl_update_keeper_get_type ())
G_DECLARE_FINAL_TYPE (TlUpdateKeeper, tl_update_keeper, TL, UPDATE_KEEPER, GObject)

/**
 * TlUpdateKeeper:
 *
 * What the screens know of the release in force, and the updater where this program is the one that
 * updates: a library of the user's own, with sources and keys named by the policy of the computer
 * or, where there is none, by the preferences. A library that a service of the computer keeps is
 * only watched. Main thread; files are read in a thread.
 *
 * Signals: "changed": something that tl_update_keeper_get_facts() tells. "installed": another
 * release is in force than was: the library must be opened anew.
 */
TlUpdateKeeper *tl_update_keeper_new (void);

/** tl_update_keeper_set_library: @settings: (nullable): names sources and keys where no policy
 * does. Another call changes the library. */
void tl_update_keeper_set_library (TlUpdateKeeper *self, const char *folder, GSettings *settings);

/** tl_update_keeper_get_folder: (nullable): of the library. */
const char *tl_update_keeper_get_folder (TlUpdateKeeper *self);
/** tl_update_keeper_get_facts: valid until "changed". */
void tl_update_keeper_get_facts (TlUpdateKeeper *self, TlUpdateFacts *facts);
/** tl_update_keeper_is_locked: whether the policy of the computer decides; @sources: (out)
 * (nullable) (transfer none): what it, or the preferences, name. */
gboolean tl_update_keeper_is_locked (TlUpdateKeeper *self, const char *const **sources);
/** tl_update_keeper_get_policy_error: (nullable): why policy or preferences cannot be followed. */
const char *tl_update_keeper_get_policy_error (TlUpdateKeeper *self);
/** tl_update_keeper_can_install: whether this program may install, from sources or a folder. */
gboolean tl_update_keeper_can_install (TlUpdateKeeper *self);
/** tl_update_keeper_can_roll_back: whether there is a release before the one in force. */
gboolean tl_update_keeper_can_roll_back (TlUpdateKeeper *self);

void tl_update_keeper_check_now (TlUpdateKeeper *self);
void tl_update_keeper_add_folder (TlUpdateKeeper *self, const char *folder);
void tl_update_keeper_pause (TlUpdateKeeper *self);
void tl_update_keeper_resume (TlUpdateKeeper *self);
void tl_update_keeper_cancel (TlUpdateKeeper *self);
/** tl_update_keeper_roll_back: in a thread; "installed" follows, or "changed" with the error. */
void tl_update_keeper_roll_back (TlUpdateKeeper *self);
/** tl_update_keeper_stop: before the program ends. */
void tl_update_keeper_stop (TlUpdateKeeper *self);

G_END_DECLS
