/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library.h"

#include <string.h>

#include "base/tl-error.h"
#include "search/engine/tl-search-engine.h"

TlLibrary *
tl_command_open_library (const char *folder, GError **error)
{
  g_autoptr (TlLibrary) library = tl_library_open (folder, error);

  if (library == NULL)
    return NULL;
  if (tl_library_get_n_volumes (library) > 0)
    return g_steal_pointer (&library);
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
               "%s: no volume is in this folder; name a library that \"build\" wrote or that is "
               "installed",
               folder);
  return NULL;
}

gboolean
tl_command_check_filters (const TlCommand *command, char **filters)
{
  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (tl_search_filter_check (filters[i], &error))
        continue;
      tl_command_usage (command, "--filter: %s", error->message);
      return FALSE;
    }
  return TRUE;
}

void
tl_command_name_file (GError *error, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize length = strlen (name);
  char *message;

  if (error == NULL || strncmp (error->message, name, length) != 0 || error->message[length] != ':')
    return;
  message = g_strconcat (path, error->message + length, NULL);
  g_free (error->message);
  error->message = message;
}
