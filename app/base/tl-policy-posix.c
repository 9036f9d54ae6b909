/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-paths.h"
#include "base/tl-policy-private.h"

const char *
tl_policy_get_key (void)
{
  return NULL;
}

void
_tl_policy_read_machine (TlPolicy *self)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_POLICY);
  g_autofree char *path = g_build_filename (folder, TL_POLICY_FILE, NULL);
  g_autofree char *old = g_build_filename (folder, TL_POLICY_OLD_FILE, NULL);
  gboolean found = _tl_policy_read_file (self, path);

  if (!g_file_test (old, G_FILE_TEST_EXISTS))
    return;
  if (found)
    _tl_policy_notice (self, old, _ ("the name was changed to policy.ini: this file is not read"));
  else
    /* What it decides is not guessed at. */
    _tl_policy_fault (self, NULL, old,
                      _ ("the name was changed: rename this file to policy.ini; until then nothing "
                         "is fetched or sent"));
}
