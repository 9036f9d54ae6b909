/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/tl-update-policy.h"

G_BEGIN_DECLS

#define TL_TYPE_UPDATER (tl_updater_get_type ())
G_DECLARE_FINAL_TYPE (TlUpdater, tl_updater, TL, UPDATER, GObject)

/**
 * TlUpdaterState:
 * @TL_UPDATER_IDLE: nothing to do, or no round yet
 * @TL_UPDATER_CHECKING: asks the sources
 * @TL_UPDATER_FETCHING: fetches and unpacks
 * @TL_UPDATER_SWITCHING: switches, opens, cleans
 * @TL_UPDATER_PAUSED: by the judge, until tl_updater_resume()
 * @TL_UPDATER_QUIET: until the quiet hours end
 * @TL_UPDATER_OFFLINE: no source was reached; tried again
 * @TL_UPDATER_UNTRUSTED: what is offered is not signed as it must be
 * @TL_UPDATER_EXPIRED: what is offered is past its day
 * @TL_UPDATER_PROGRAM: what is offered needs a newer program
 * @TL_UPDATER_DISK_FULL: there is no room
 * @TL_UPDATER_FAILED: anything else; tl_updater_get_message() says what
 *
 * In all but the first four what is installed goes on being read.
 */
typedef enum
{
  TL_UPDATER_IDLE,
  TL_UPDATER_CHECKING,
  TL_UPDATER_FETCHING,
  TL_UPDATER_SWITCHING,
  TL_UPDATER_PAUSED,
  TL_UPDATER_QUIET,
  TL_UPDATER_OFFLINE,
  TL_UPDATER_UNTRUSTED,
  TL_UPDATER_EXPIRED,
  TL_UPDATER_PROGRAM,
  TL_UPDATER_DISK_FULL,
  TL_UPDATER_FAILED,
} TlUpdaterState;

/**
 * TlUpdater:
 *
 * Keeps a library up to date in the background. All calls and signals on the thread that made it,
 * which runs a main loop; the work is on a thread of its own, one round at a time.
 *
 * "changed": the state or the progress is another. "installed" (serial, serial before): another
 * release is in force: open the library anew. What is open goes on being read.
 */

/** tl_updater_new: @policy: (transfer full): its library must be named; @open: see
 * #TlInstallOpen, called on the working thread. */
TlUpdater *tl_updater_new (TlUpdatePolicy *policy, TlInstallOpen open, gpointer user_data);

/** tl_updater_start: a first round soon, then one an interval, each at a random moment of its last
 * quarter; sticks and disks that are plugged in and hold a release are asked first. */
void tl_updater_start (TlUpdater *self);
/** tl_updater_check_now: a round at once, when none is under way. */
void tl_updater_check_now (TlUpdater *self);
/** tl_updater_add_folder: asks @folder first, in this and the next rounds. */
void tl_updater_add_folder (TlUpdater *self, const char *folder);
/** tl_updater_pause: breaks the round off; what came is kept. */
void tl_updater_pause (TlUpdater *self);
void tl_updater_resume (TlUpdater *self);
/** tl_updater_cancel: ends the round; the next comes in its time. */
void tl_updater_cancel (TlUpdater *self);
/** tl_updater_stop: no rounds any more; one that is under way is broken off. */
void tl_updater_stop (TlUpdater *self);

TlUpdaterState tl_updater_get_state (TlUpdater *self);
/** tl_updater_get_progress: bytes of what is done now; @source: (out) (nullable) (transfer none).
 */
void tl_updater_get_progress (TlUpdater *self, guint64 *done, guint64 *total, const char **source);
/** tl_updater_get_message: (nullable): what the last round failed with, never with a password. */
const char *tl_updater_get_message (TlUpdater *self);
/** tl_updater_get_error: (transfer none) (nullable): the same with its code: a state stands for
 * several #TlReleaseError. */
const GError *tl_updater_get_error (TlUpdater *self);

G_END_DECLS
