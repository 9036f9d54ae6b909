/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-language.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "base/tl-paths.h"

void
tl_language_set_up (const char *language)
{
  g_autofree char *catalogues = tl_paths_dup (TL_PATH_LOCALE);
  const char *messages;

  if (!g_str_equal (language, "system"))
    g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_ALL, "") == NULL || strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_ALL, "C.UTF-8");
  /* The C library looks at LANGUAGE only outside the locale "C". */
  messages = setlocale (LC_MESSAGES, NULL);
  if (g_strcmp0 (messages, "C") == 0 || g_strcmp0 (messages, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  bindtextdomain (TL_GETTEXT_DOMAIN, catalogues);
  bind_textdomain_codeset (TL_GETTEXT_DOMAIN, "UTF-8");
  textdomain (TL_GETTEXT_DOMAIN);
}
