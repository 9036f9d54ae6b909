/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-source.h"

#include <errno.h>
#include <string.h>

#include "base/tl-folder.h"
#include "base/tl-posix.h"
#include "release/tl-release-error.h"

#define PIECE (256 * 1024)

G_DEFINE_INTERFACE (TlSource, tl_source, G_TYPE_OBJECT)

static void
tl_source_default_init (TlSourceInterface *iface)
{
}

/* Names come from manifests and root versions: letters, digits, "._-", parts joined by one "/". */
static gboolean
name_is_safe (const char *name)
{
  gboolean begins = TRUE;

  if (*name == '\0' || strlen (name) > 255)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    {
      if (begins && (*c == '.' || *c == '/'))
        return FALSE;
      if (*c != '/' && !g_ascii_isalnum (*c) && strchr ("._-", *c) == NULL)
        return FALSE;
      begins = *c == '/';
    }
  return !begins;
}

gboolean
tl_source_read (TlSource *self,
                const char *name,
                guint64 offset,
                guint64 limit,
                char **tag,
                TlSourceSink sink,
                gpointer user_data,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (TL_IS_SOURCE (self) && name != NULL && sink != NULL, FALSE);

  if (!name_is_safe (name))
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST,
                   "\"%.100s\" is no name of a file of a release", name);
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return TL_SOURCE_GET_IFACE (self)->read (self, name, offset, limit, tag, sink, user_data,
                                           cancellable, error);
}

char *
tl_source_describe (TlSource *self)
{
  g_return_val_if_fail (TL_IS_SOURCE (self), NULL);

  return TL_SOURCE_GET_IFACE (self)->describe (self);
}

#define TL_TYPE_FOLDER_SOURCE (tl_folder_source_get_type ())
G_DECLARE_FINAL_TYPE (TlFolderSource, tl_folder_source, TL, FOLDER_SOURCE, GObject)

struct _TlFolderSource
{
  GObject parent_instance;

  char *folder;
};

static gboolean
fail (TlFolderSource *self, const char *name, int code, GError **error)
{
  gboolean missing = code == ENOENT || code == ENOTDIR;

  g_set_error (
      error, TL_RELEASE_ERROR, missing ? TL_RELEASE_ERROR_MISSING : TL_RELEASE_ERROR_SOURCE,
      "%s: %s: %s", self->folder, name,
      code == ELOOP ? "is a symbolic link, which a release does not hold" : g_strerror (code));
  return FALSE;
}

static int
open_inside (TlFolderSource *self, const char *name, GError **error)
{
  gboolean found_folder;
  int fd = tl_folder_open_inside (self->folder, name, &found_folder);

  if (fd < 0 && found_folder)
    fail (self, name, errno, error);
  else if (fd < 0)
    /* No folder at all is a stick that was pulled out, not a file that is missing. */
    g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SOURCE, "%s: %s", self->folder,
                 g_strerror (errno));
  return fd;
}

static gboolean
give_bytes (TlFolderSource *self,
            const char *name,
            int fd,
            guint64 limit,
            TlSourceSink sink,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 taken = 0;

  for (;;)
    {
      ssize_t n = read (fd, piece, PIECE);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, name, errno, error);
      if (n == 0)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if ((guint64)n > limit - taken)
        {
          g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE,
                       "%s: %s: is longer than it may be", self->folder, name);
          return FALSE;
        }
      taken += (guint64)n;
      if (!sink (piece, (gsize)n, user_data, error))
        return FALSE;
    }
}

static gboolean
folder_read (TlSource *source,
             const char *name,
             guint64 offset,
             guint64 limit,
             char **tag,
             TlSourceSink sink,
             gpointer user_data,
             GCancellable *cancellable,
             GError **error)
{
  TlFolderSource *self = TL_FOLDER_SOURCE (source);
  int fd = open_inside (self, name, error);
  struct stat info;
  gboolean ok = FALSE;

  if (fd < 0)
    return FALSE;
  if (tag != NULL)
    g_clear_pointer (tag, g_free);
  if (fstat (fd, &info) < 0)
    fail (self, name, errno, error);
  else if (!S_ISREG (info.st_mode))
    fail (self, name, EINVAL, error);
  else if (offset > (guint64)info.st_size)
    g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE,
                 "%s: %s: ends before byte %" G_GUINT64_FORMAT, self->folder, name, offset);
  else if ((guint64)info.st_size - offset > limit)
    g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE, "%s: %s: is longer than it may be",
                 self->folder, name);
  else if (lseek (fd, (off_t)offset, SEEK_SET) < 0)
    fail (self, name, errno, error);
  else
    ok = give_bytes (self, name, fd, limit, sink, user_data, cancellable, error);
  close (fd);
  return ok;
}

static char *
folder_describe (TlSource *source)
{
  return g_filename_display_name (TL_FOLDER_SOURCE (source)->folder);
}

static void
folder_iface_init (TlSourceInterface *iface)
{
  iface->read = folder_read;
  iface->describe = folder_describe;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TlFolderSource,
                               tl_folder_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TL_TYPE_SOURCE, folder_iface_init))

static void
tl_folder_source_finalize (GObject *object)
{
  g_free (TL_FOLDER_SOURCE (object)->folder);
  G_OBJECT_CLASS (tl_folder_source_parent_class)->finalize (object);
}

static void
tl_folder_source_class_init (TlFolderSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_folder_source_finalize;
}

static void
tl_folder_source_init (TlFolderSource *self)
{
}

TlSource *
tl_folder_source_new (const char *folder)
{
  TlFolderSource *self = g_object_new (TL_TYPE_FOLDER_SOURCE, NULL);

  self->folder = g_canonicalize_filename (folder, NULL);
  return TL_SOURCE (self);
}
