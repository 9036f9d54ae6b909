/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the first version of Landlock knows, so that every kernel that has it takes it. */
#define READ_ACCESS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define ALL_ACCESS                                                                                 \
  (READ_ACCESS | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE                        \
   | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR \
   | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK      \
   | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

/* Programs and their data: nothing of the user's stands here. */
static const char *const system_folders[] = {
  "/usr/share",
  "/usr/local/share",
  "/usr/lib", /* gconv modules and locale data */
  "/etc/fonts",
  "/etc/ld.so.cache",
  "/var/cache/fontconfig",
  "/app/share", /* Flatpak */
  "/run/host/fonts",
  "/run/host/local-fonts",
  "/run/host/user-fonts",
  "/run/host/fonts-cache",
};

static void
allow (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = READ_ACCESS };

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;
  if (syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    {
      /* A file, not a folder. */
      rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
      syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
  close (rule.parent_fd);
}

static void
allow_below (int ruleset, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  allow (ruleset, path);
}

/* The user's own fonts, and where a distribution keeps its own elsewhere. */
static void
allow_user_fonts (int ruleset)
{
  const char *const *folders = g_get_system_data_dirs ();
  const char *file = g_getenv ("FONTCONFIG_FILE");
  const char *path = g_getenv ("FONTCONFIG_PATH");

  for (guint i = 0; folders[i] != NULL; i++)
    allow_below (ruleset, folders[i], "fonts");
  allow_below (ruleset, g_get_home_dir (), ".fonts");
  allow_below (ruleset, g_get_user_data_dir (), "fonts");
  allow_below (ruleset, g_get_user_config_dir (), "fontconfig");
  allow_below (ruleset, g_get_user_cache_dir (), "fontconfig");
  if (file != NULL)
    allow (ruleset, file);
  if (path != NULL)
    allow (ruleset, path);
}

gboolean
_tl_pdf_landlock_enter (void)
{
  const struct landlock_ruleset_attr attributes = { .handled_access_fs = ALL_ACCESS };
  int ruleset = (int)syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  gboolean entered;

  if (ruleset < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (system_folders); i++)
    allow (ruleset, system_folders[i]);
  allow_user_fonts (ruleset);
  entered = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return entered;
}
