/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-volume-work-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/tl-folder.h"
#include "base/tl-posix.h"

#define PREFIX ".volume-"
#define TRIES  8

/* Gives up @lock first: Windows neither lists nor removes a folder that is held. Another writer may
 * then clear it away at the same time, to the same end. */
static void
remove_folder (const char *path, int lock)
{
  close (lock);
  tl_folder_remove (path);
}

/* Removes the work of writers that were killed: the folders that nobody holds locked. */
static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = g_str_has_prefix (name, PREFIX) ? tl_folder_lock (path) : -1;

      if (fd >= 0)
        remove_folder (path, fd);
    }
}

/* Another writer may sweep the new folder before it is locked: then there is another try. */
static int
make_folder (const char *folder, char **path)
{
  for (int i = 0; i < TRIES; i++)
    {
      g_autofree char *made = g_build_filename (folder, PREFIX "XXXXXX", NULL);
      int fd;

      if (g_mkdtemp_full (made, 0755) == NULL)
        return -1;
      fd = tl_folder_lock (made);
      if (fd >= 0 && g_access (made, F_OK) == 0)
        {
          *path = g_steal_pointer (&made);
          return fd;
        }
      if (fd >= 0)
        close (fd);
    }
  errno = EAGAIN;
  return -1;
}

gboolean
_tl_volume_work_init (TlVolumeWork *self, const char *folder, GError **error)
{
  sweep (folder);
  self->lock = make_folder (folder, &self->path);
  if (self->lock < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: create a volume: %s",
                   folder, g_strerror (saved));
      return FALSE;
    }
  return TRUE;
}

void
_tl_volume_work_clear (TlVolumeWork *self)
{
  if (self->path == NULL)
    return;
  remove_folder (self->path, self->lock);
  g_clear_pointer (&self->path, g_free);
}
