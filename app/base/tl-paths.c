/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-paths.h"

#include <string.h>

#include "base/tl-paths-private.h"

#define N_KINDS (TL_PATH_POLICY + 1)

static char *overrides[N_KINDS];

static const char *const variables[N_KINDS] = {
  [TL_PATH_PROGRAMS] = "TROLY_PROGRAMS_DIR", [TL_PATH_MODULES] = "TROLY_MODULES_DIR",
  [TL_PATH_DATA] = "TROLY_DATA_DIR",         [TL_PATH_LOCALE] = "TROLY_LOCALE_DIR",
  [TL_PATH_LIBRARY] = "TROLY_LIBRARY_DIR",   [TL_PATH_DESK] = "TROLY_DESK_DIR",
  [TL_PATH_CACHE] = "TROLY_CACHE_DIR",       [TL_PATH_POLICY] = "TROLY_POLICY_DIR",
};

/* What an administrator wrote is not swept aside by a variable in a file of the user. */
static gboolean
has_policy (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "policy.ini", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
tl_paths_dup (TlPathKind kind)
{
  const char *value;
  g_autofree char *usual = NULL;

  g_return_val_if_fail ((guint)kind < N_KINDS, NULL);

  if (overrides[kind] != NULL)
    return g_strdup (overrides[kind]);
  value = g_getenv (variables[kind]);
  if (value != NULL && *value != '\0')
    {
      usual = kind == TL_PATH_POLICY ? _tl_paths_default (kind) : NULL;
      if (usual == NULL || !has_policy (usual))
        return g_canonicalize_filename (value, NULL);
    }
  return _tl_paths_default (kind);
}

char *
_tl_paths_move (const char *path, const char *from, const char *to)
{
  gsize length = strlen (from);

  if (strncmp (path, from, length) != 0 || (path[length] != '\0' && path[length] != '/'))
    return g_strdup (path);
  return g_strconcat (to, path + length, NULL);
}

void
tl_paths_override (TlPathKind kind, const char *path)
{
  g_return_if_fail ((guint)kind < N_KINDS);

  g_free (overrides[kind]);
  overrides[kind] = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
}
