/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "base/tl-policy-settings.h"
#include "search/index/tl-open-guard.h"
#include "ui/tl-application.h"
#include "ui/tl-console.h"
#include "ui/tl-language.h"

static int
run (int argc, char **argv)
{
  TlPolicy *policy = tl_policy_get_machine ();
  g_autoptr (GSettings) settings = tl_policy_is_empty (policy)
                                       ? g_settings_new (TL_APP_ID)
                                       : tl_policy_settings_new (policy, TL_APP_ID, NULL);
  g_autofree char *language = g_settings_get_string (settings, "language");
  g_autofree char *marks = g_build_filename (g_get_user_state_dir (), "troly", "opening", NULL);
  g_autoptr (TlApplication) application = NULL;
  int status;

  tl_language_set_up (language);
  gtk_disable_setlocale ();
  g_set_prgname ("troly");
  tl_open_guard_set_folder (marks);
  application = tl_application_new (settings);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  tl_open_guard_leave ();
  return status;
}

int
main (int argc, char **argv)
{
#ifdef G_OS_WIN32
  tl_console_attach ();
#endif
  return run (argc, argv);
}
