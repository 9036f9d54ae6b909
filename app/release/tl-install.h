/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"
#include "release/tl-source.h"
#include "release/tl-trust.h"

G_BEGIN_DECLS

/* An installed library and how a release gets into it: docs/release.md, "Installed library". Killed
 * anywhere, the library opens as the old release or the new, whole. */

/**
 * TlInstallStep:
 * @TL_INSTALL_CHECK: asks the sources for their manifest
 * @TL_INSTALL_FETCH: fetches files; bytes are those that come over the line
 * @TL_INSTALL_APPLY: unpacks and patches; bytes are those of the files
 * @TL_INSTALL_SWITCH: switches and opens
 * @TL_INSTALL_CLEAN: drops what nothing needs any more
 * @TL_INSTALL_ORIGINALS: fetches originals of the chosen packs
 */
typedef enum
{
  TL_INSTALL_CHECK,
  TL_INSTALL_FETCH,
  TL_INSTALL_APPLY,
  TL_INSTALL_SWITCH,
  TL_INSTALL_CLEAN,
  TL_INSTALL_ORIGINALS,
} TlInstallStep;

/**
 * TlInstallProgress:
 * @serial: of the release that is being installed, 0 before it is known
 * @done, @total: bytes of this step
 * @source: (nullable): where they come from, never with a password
 */
typedef struct
{
  TlInstallStep step;
  guint64 serial;
  guint64 done;
  guint64 total;
  const char *source;
} TlInstallProgress;

/** TlInstallWatch: called on the installing thread, a few times a second at most but at each change
 * of step. */
typedef void (*TlInstallWatch) (const TlInstallProgress *progress, gpointer user_data);

/** TlInstallOpen: opens the library in @folder as a reader does and closes it; %FALSE with @error
 * when it does not open. This layer knows nothing of what is in a volume. */
typedef gboolean (*TlInstallOpen) (const char *folder, gpointer user_data, GError **error);

/** TlInstallGate: whether bytes may be fetched now (quiet hours, a metered line). Asked before each
 * file and every few seconds. */
typedef gboolean (*TlInstallGate) (gpointer user_data);

/**
 * TlInstallOptions:
 * @trust: whose signatures count
 * @sources: (element-type TlSource): in the order of policy
 * @channel: (nullable): "stable" when %NULL
 * @program: (nullable): version of the program, this one's when %NULL
 * @bandwidth: most bytes a second, 0 for no limit
 * @packs: (array zero-terminated=1) (nullable): names of packs whose originals are installed, or
 * "all"; %NULL keeps the choice of the last time
 * @mirror: (nullable): a folder that becomes a copy of what was fetched, for others to fetch from
 * @again: also takes the release that was rolled back from, and checks the digests of files that
 * are there already
 * @retry_ms: wait before a source that failed is asked again, doubled each time; 0 for a second
 * @open, @watch, @gate: (nullable): each gets @user_data
 */
typedef struct
{
  TlTrust *trust;
  GPtrArray *sources;
  const char *channel;
  const char *program;
  guint64 bandwidth;
  const char *const *packs;
  const char *mirror;
  gboolean again;
  guint retry_ms;
  TlInstallOpen open;
  TlInstallWatch watch;
  TlInstallGate gate;
  gpointer user_data;
} TlInstallOptions;

/**
 * TlInstallReport:
 * @changed: whether another release is in force than before
 * @serial: of the release in force
 * @before: of the one before, 0 for none
 * @files, @patched, @kept: files that were installed, how many of them by patch, and how many were
 * there already
 * @fetched: bytes that came from sources, @wanted: bytes that were to come
 * @disk: bytes that the new files take
 * @originals: originals that were fetched
 *
 * With tl_install_plan(): what tl_install_run() would do.
 */
typedef struct
{
  gboolean changed;
  guint64 serial;
  guint64 before;
  guint files;
  guint patched;
  guint kept;
  guint64 fetched;
  guint64 wanted;
  guint64 disk;
  guint64 originals;
} TlInstallReport;

/** tl_install_plan: fetches and verifies the manifest, changes nothing but what is remembered of
 * serials and roots. */
gboolean tl_install_plan (const char *library,
                          const TlInstallOptions *options,
                          TlInstallReport *report,
                          GCancellable *cancellable,
                          GError **error);

/**
 * tl_install_run:
 * @library: the folder; made when it is not there
 * @error: #TlReleaseError, %G_IO_ERROR_NO_SPACE, %G_IO_ERROR_CANCELLED, or %G_IO_ERROR_WOULD_BLOCK
 * when the gate closed; what was fetched so far is kept for the next call after each of them
 *
 * Installs the newest release that the sources offer. Blocks: never on the main loop. Nothing newer
 * is no error.
 */
gboolean tl_install_run (const char *library,
                         const TlInstallOptions *options,
                         TlInstallReport *report,
                         GCancellable *cancellable,
                         GError **error);

/** tl_install_rollback: goes back to the last good release; the one that is left is not taken again
 * until a newer one comes or @again is set, and older serials stay refused. */
gboolean tl_install_rollback (const char *library,
                              TlInstallOpen open,
                              gpointer user_data,
                              TlInstallReport *report,
                              GError **error);

/** tl_install_fetch_original: one original of the release in force, into "files/NAME". %FALSE with
 * %TL_RELEASE_ERROR_MISSING when no pack lists it. */
gboolean tl_install_fetch_original (const char *library,
                                    const TlInstallOptions *options,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * tl_install_drop_pack:
 * @name: a pack, or "all"
 * @files: (out): originals that were removed, and their @bytes (out)
 *
 * Takes a pack out of the choice, then removes its originals that no chosen pack lists. Of "all"
 * every other pack stays. Broken off, the same call finishes. %TL_RELEASE_ERROR_MISSING: no pack.
 */
gboolean tl_install_drop_pack (
    const char *library, const char *name, guint64 *files, guint64 *bytes, GError **error);

/**
 * TlInstallState:
 * @serial: in force; 0: the folder holds no release
 * @previous: what a rollback goes to, 0 for nothing
 * @highest: the highest serial ever seen
 * @held: the release that was rolled back from, 0 for none
 * @expired: the release in force is past its day: read it with a warning
 * @opened: whether the release in force has been opened since it was installed
 */
typedef struct
{
  guint64 serial;
  guint64 previous;
  guint64 highest;
  guint64 held;
  gboolean expired;
  gboolean opened;
  char *created;
  char *expires;
  char *channel;
} TlInstallState;

/** tl_install_read_state: reads two small files; never takes the lock. */
gboolean tl_install_read_state (const char *library, TlInstallState *state, GError **error);
void tl_install_state_clear (TlInstallState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlInstallState, tl_install_state_clear)

/** tl_install_read_changes: (element-type TlChange): of the release @serial, as the release in
 * force tells them; empty when it tells none. */
GPtrArray *tl_install_read_changes (const char *library, guint64 serial, GError **error);

G_END_DECLS
