/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-language.h"

#include <libintl.h>
#include <locale.h>
#ifndef G_OS_WIN32
#include <langinfo.h>
#include <string.h>
#endif

#include "base/tl-paths.h"

#ifdef G_OS_WIN32
/* libintl's wbindtextdomain() finds nothing. */
static void
bind_domain (const char *domain, const char *catalogues)
{
  g_autofree char *folder = g_win32_locale_filename_from_utf8 (catalogues);

  if (folder != NULL)
    bindtextdomain (domain, folder);
}

/* libintl asks LANGUAGE and the language of the user; the character set of the C library is that
 * of Windows, and nothing here asks for it. */
static void
use_folder (const char *catalogues)
{
  setlocale (LC_ALL, "");
  bind_domain (TL_GETTEXT_DOMAIN, catalogues);
}

void
tl_language_bind_toolkit (void)
{
  g_autofree char *catalogues = tl_paths_dup (TL_PATH_LOCALE);

  bind_domain ("libadwaita", catalogues);
}
#else
static void
use_folder (const char *catalogues)
{
  const char *messages;

  if (setlocale (LC_ALL, "") == NULL || strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_ALL, "C.UTF-8");
  /* The C library looks at LANGUAGE only outside the locale "C". */
  messages = setlocale (LC_MESSAGES, NULL);
  if (g_strcmp0 (messages, "C") == 0 || g_strcmp0 (messages, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  bindtextdomain (TL_GETTEXT_DOMAIN, catalogues);
}
#endif

void
tl_language_set_up (const char *language)
{
  g_autofree char *catalogues = tl_paths_dup (TL_PATH_LOCALE);

  if (!g_str_equal (language, "system"))
    g_setenv ("LANGUAGE", language, TRUE);
  use_folder (catalogues);
  bind_textdomain_codeset (TL_GETTEXT_DOMAIN, "UTF-8");
  textdomain (TL_GETTEXT_DOMAIN);
}
