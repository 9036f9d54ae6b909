/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-folder.h"

#include <glib/gstdio.h>
#include <windows.h>

#include "base/tl-posix.h"

int
tl_folder_sync (const char *path)
{
  return 0;
}

static int
fail (DWORD code)
{
  switch (code)
    {
    case ERROR_SHARING_VIOLATION:
      errno = EWOULDBLOCK;
      break;
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
      errno = ENOENT;
      break;
    default:
      errno = EACCES;
    }
  return -1;
}

/* Who may remove the folder (DELETE) and does not share that is alone; listing it and the files in
 * it are not touched by it. */
int
tl_folder_lock (const char *path)
{
  g_autofree wchar_t *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  HANDLE handle;
  int fd;

  if (wide == NULL)
    {
      errno = EINVAL;
      return -1;
    }
  handle = CreateFileW (wide, DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                        FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
  if (handle == INVALID_HANDLE_VALUE)
    return fail (GetLastError ());
  fd = _open_osfhandle ((intptr_t)handle, 0);
  if (fd < 0)
    CloseHandle (handle);
  return fd;
}

static gboolean
leads_away (const char *path)
{
  g_autofree wchar_t *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  DWORD attributes = wide != NULL ? GetFileAttributesW (wide) : INVALID_FILE_ATTRIBUTES;

  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
}

int
tl_folder_open_inside (const char *path, const char *name, gboolean *found_folder)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  g_autofree char *at = g_strdup (path);

  *found_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  if (!*found_folder)
    {
      errno = ENOENT;
      return -1;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *next = g_build_filename (at, parts[i], NULL);

      g_free (at);
      at = next;
      if (leads_away (at))
        {
          errno = ELOOP;
          return -1;
        }
    }
  return g_open (at, O_RDONLY | O_CLOEXEC, 0);
}

/* What stands in the folders of a user is nobody else's there already. */
int
tl_folder_make_private (const char *path, int mode)
{
  return 0;
}

gboolean
tl_folder_is_network (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree wchar_t *wide = g_utf8_to_utf16 (full, -1, NULL, NULL, NULL);
  wchar_t root[MAX_PATH + 1];
  UINT type;

  if (wide == NULL || !GetVolumePathNameW (wide, root, G_N_ELEMENTS (root)))
    return TRUE;
  type = GetDriveTypeW (root);
  return type != DRIVE_FIXED && type != DRIVE_REMOVABLE && type != DRIVE_RAMDISK;
}
