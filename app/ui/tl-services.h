/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-own-shelf.h"
#include "search/engine/tl-search-engine.h"
#include "ui/desk/tl-desk-keeper.h"
#include "ui/feedback/tl-feedback-keeper.h"
#include "ui/memory/tl-memory-desk.h"
#include "ui/update/tl-update-keeper.h"
#include "ui/usage/tl-usage-keeper.h"

G_BEGIN_DECLS

/**
 * TlServicesState:
 * @TL_SERVICES_LOADING: the library is being opened
 * @TL_SERVICES_READY: questions can be asked
 * @TL_SERVICES_EMPTY: there is a library folder without volumes, or no folder yet
 * @TL_SERVICES_FAILED: the library could not be opened; tl_services_get_error() says why
 */
typedef enum
{
  TL_SERVICES_LOADING,
  TL_SERVICES_READY,
  TL_SERVICES_EMPTY,
  TL_SERVICES_FAILED,
} TlServicesState;

#define TL_TYPE_SERVICES (tl_services_get_type ())
G_DECLARE_FINAL_TYPE (TlServices, tl_services, TL, SERVICES, GObject)

/**
 * TlServices:
 *
 * What every screen shares: the library in force, the search engine over it, and the date the law
 * is read at. Main thread only. Properties: "state" (int, #TlServicesState), "as-of" (string, ""
 * for today).
 *
 * Signal "reloaded" (string (nullable)): a release that was installed is read now, or, with what
 * went wrong, could not be, and the one before is read on.
 */
TlServices *tl_services_new (void);

/** tl_services_load: opens @folder off the main loop; "state" follows. A later call replaces an
 * earlier one. */
void tl_services_load (TlServices *self, const char *folder);

/** tl_services_watch_updates: follows the releases that are installed into the folder; after
 * tl_services_load(), which later calls keep following. */
void tl_services_watch_updates (TlServices *self, GSettings *settings);
/** tl_services_get_update: (transfer none): what is known of the release in force, and the updater.
 */
TlUpdateKeeper *tl_services_get_update (TlServices *self);

/** tl_services_get_folder: (nullable): the folder given to tl_services_load(). */
const char *tl_services_get_folder (TlServices *self);
TlServicesState tl_services_get_state (TlServices *self);
/** tl_services_get_error: (nullable): what went wrong and what to do, for a judge. */
const char *tl_services_get_error (TlServices *self);

/** tl_services_get_error_detail: (nullable): the file and its fault, for an administrator; not
 * translated. */
const char *tl_services_get_error_detail (TlServices *self);

/** tl_services_say_error: (transfer none): what a judge is told of @error of a library's file. */
const char *tl_services_say_error (const GError *error);
/** tl_services_get_library: (transfer none) (nullable): %NULL unless ready. */
TlLibrary *tl_services_get_library (TlServices *self);
/** tl_services_get_engine: (transfer none) (nullable): %NULL unless ready. */
TlSearchEngine *tl_services_get_engine (TlServices *self);
/** tl_services_get_memory: (transfer none): the confirmed questions. */
TlMemoryDesk *tl_services_get_memory (TlServices *self);
/** tl_services_get_desk: (transfer none): what belongs to the judge; not open before
 * tl_desk_keeper_open(). */
TlDeskKeeper *tl_services_get_desk (TlServices *self);
/** tl_services_get_feedback: (transfer none): the way to the centre. */
TlFeedbackKeeper *tl_services_get_feedback (TlServices *self);
/** tl_services_get_usage: (transfer none): what is counted. */
TlUsageKeeper *tl_services_get_usage (TlServices *self);
/** tl_services_get_own: (transfer none): the files of the judge's own: documents whose id is
 * tl_own_is_id() come from here and not from the library. */
TlOwnShelf *tl_services_get_own (TlServices *self);
/** tl_services_get_stats: (transfer none): counts of the library; zeros unless ready. */
const TlLibraryStats *tl_services_get_stats (TlServices *self);

/** tl_services_get_as_of: "YYYY-MM-DD", or "" for today. */
const char *tl_services_get_as_of (TlServices *self);
/** tl_services_dup_date: the date in use, today's when none was chosen. */
char *tl_services_dup_date (TlServices *self);
void tl_services_set_as_of (TlServices *self, const char *date);

G_END_DECLS
