/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-update: one round of the machine-wide updater, as its policy says (docs/updates.md). A
 * timer of the system starts it. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-paths.h"
#include "command.h"
#include "release/tl-release-error.h"
#include "search/engine/tl-search-engine.h"
#include "sync/tl-update-policy.h"
#include "terminal.h"

static char *policy_file;
static gboolean show_version;

static const GOptionEntry entries[] = {
  { "policy", 0, 0, G_OPTION_ARG_FILENAME, &policy_file, "Settings (" TL_POLICY_PLACE ")", "FILE" },
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, "Print the version", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static const TlCommand command = {
  "",
  "",
  "Bring the library of this computer up to date",
  NULL,
};

static gboolean
open_library (const char *path, gpointer user_data, GError **error)
{
  g_autoptr (TlLibrary) library = tl_library_open (path, error);
  g_autoptr (TlSearchEngine) engine
      = library != NULL ? tl_search_engine_new (library, error) : NULL;

  return engine != NULL;
}

static gboolean
may_fetch (gpointer user_data)
{
  g_autoptr (GDateTime) now = tl_clock_now ();

  return !tl_update_policy_is_quiet (user_data, now);
}

static int
update (TlUpdatePolicy *policy)
{
  g_autofree char *place
      = policy->library != NULL ? g_strdup (policy->library) : tl_paths_dup (TL_PATH_LIBRARY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = tl_update_policy_make_sources (policy, &error);
  TlInstallReport report;
  TlInstallOptions options = { .trust = policy->trust,
                               .sources = sources,
                               .channel = policy->channel,
                               .bandwidth = policy->bandwidth,
                               .packs = (const char *const *)policy->packs,
                               .mirror = policy->mirror,
                               .open = open_library,
                               .gate = may_fetch,
                               .user_data = policy };

  if (sources == NULL)
    return tl_command_fail (error);
  if (policy->trust == NULL || sources->len == 0)
    {
      tl_command_message ("the policy names no keys or no sources: nothing is done");
      return TL_EXIT_DONE;
    }
  if (!tl_install_run (place, &options, &report, tl_command_get_cancellable (), &error))
    {
      /* Both are as they should be: the next round goes on. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)
          || g_error_matches (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_BUSY))
        {
          tl_command_message ("%s", error->message);
          return TL_EXIT_DONE;
        }
      return tl_command_fail (error);
    }
  tl_command_message ("%s %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " bytes fetched",
                      report.changed ? "installed release" : "up to date: release", report.serial,
                      report.fetched);
  return TL_EXIT_DONE;
}

/* What keeps everything from being done is mostly one of the faults. */
static gboolean
was_told (const TlPolicy *decided, const GError *error)
{
  for (const char *const *fault = tl_policy_get_faults (decided); *fault != NULL; fault++)
    if (strcmp (*fault, error->message) == 0)
      return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (TlPolicy) decided = NULL;
  g_autoptr (TlUpdatePolicy) policy = NULL;
  g_autoptr (GError) error = NULL;

  tl_terminal_start (&argc, &argv);
  setlocale (LC_ALL, "");
  if (!tl_command_parse (&command, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (argc > 1)
    return tl_command_usage (&command, "\"%s\" is one argument too many", argv[1]);
  if (show_version)
    return tl_command_print (PROGRAM " " TL_VERSION) ? TL_EXIT_DONE : TL_EXIT_FAILED;
  /* A file that was named has to be there; the computer's own need not. */
  if (policy_file != NULL && !g_file_test (policy_file, G_FILE_TEST_EXISTS))
    {
      tl_command_message ("%s: there is no such file", policy_file);
      return TL_EXIT_FAILED;
    }
  decided = tl_policy_load (policy_file);
  /* Also those that keep nothing from being done. */
  for (const char *const *fault = tl_policy_get_faults (decided); *fault != NULL; fault++)
    tl_command_message ("%s", *fault);
  policy = tl_update_policy_read (decided, &error);
  if (policy != NULL)
    return update (policy);
  return was_told (decided, error) ? TL_EXIT_FAILED : tl_command_fail (error);
}
