/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

#include "base/tl-paths.h"
#include "ui/reader/tl-text-backend.h"

#ifdef TL_HAVE_WEBKIT
static const TlTextBackend *
load (void)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_MODULES);
  g_autofree char *path = g_build_filename (folder, "libtl-text-webkit." G_MODULE_SUFFIX, NULL);
  const TlTextBackend *backend;
  gpointer symbol = NULL;
  GModule *module;

  module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL || !g_module_symbol (module, TL_TEXT_MODULE_SYMBOL, &symbol))
    {
      g_message ("%s: %s; text is shown without it", path, g_module_error ());
      g_clear_pointer (&module, g_module_close);
      return NULL;
    }
  backend = ((TlTextModuleFunc)symbol) ();
  if (backend == NULL || backend->abi != TL_TEXT_BACKEND_ABI)
    {
      g_message ("%s: made for another version; text is shown without it", path);
      g_module_close (module);
      return NULL;
    }
  /* Its types stay registered: it is never unloaded. */
  g_module_make_resident (module);
  return backend;
}
#endif

/* Without user namespaces WebKit cannot shut its processes in, and then ends the whole program:
 * better to ask first. Inside Flatpak the shutting in is Flatpak's. */
gboolean
tl_text_module_can_sandbox (void)
{
  const char *const command[] = { "bwrap", "--unshare-all", "--ro-bind", "/", "/", "true", NULL };
  int status = -1;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return TRUE;
  return g_spawn_sync (NULL, (char **)command, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                           | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

const TlTextBackend *
tl_text_module_load (void)
{
#ifdef TL_HAVE_WEBKIT
  static const TlTextBackend *backend;
  static gboolean tried;

  if (!tried && tl_text_module_can_sandbox ())
    backend = load ();
  tried = TRUE;
  return backend;
#else
  return NULL;
#endif
}
