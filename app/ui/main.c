/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "ui/tl-application.h"
#include "ui/tl-language.h"

int
main (int argc, char **argv)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  g_autofree char *language = g_settings_get_string (settings, "language");
  g_autoptr (TlApplication) application = NULL;

  tl_language_set_up (language);
  gtk_disable_setlocale ();
  g_set_prgname ("troly");
  application = tl_application_new (settings);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
