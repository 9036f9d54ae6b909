/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "base/tl-posix.h"
#include "import/tl-archive-file.h"

#define READ_SIZE 65536

typedef struct
{
  struct archive *archive;
  const char *name;
  const char *folder;
  TlArchiveFunc func;
  gpointer user_data;
  GCancellable *cancellable;
  guint members;
  gint64 total;
} Unpack;

gboolean
tl_archive_is_name (const char *name)
{
  static const char *const suffixes[]
      = { ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".txz", ".tar.zst", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fail_archive (Unpack *self, GError **error)
{
  const char *reason = archive_error_string (self->archive);

  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the archive is damaged or encrypted: %s",
               self->name, reason != NULL ? reason : "unknown format");
  return FALSE;
}

/* The suffix decides how a member is read; nothing else of its name reaches the file system. */
static char *
dup_target (Unpack *self, const char *member)
{
  const char *dot = strrchr (member, '.');
  gboolean plain = dot != NULL && strlen (dot) <= 8;

  for (const char *at = dot; plain && at[1] != '\0'; at++)
    plain = g_ascii_isalnum (at[1]);
  return g_strdup_printf ("%s/%u%s", self->folder, self->members, plain ? dot : "");
}

/* Returns FALSE with @bad set for what concerns this member, with @error for what ends the archive.
 */
static gboolean
copy_member (Unpack *self, int fd, const char *target, GError **bad, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  gint64 size = 0;
  la_ssize_t n;

  while ((n = archive_read_data (self->archive, buffer, READ_SIZE)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      size += n;
      self->total += n;
      if (self->total > TL_LIMIT_ARCHIVE_TOTAL)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       "%s: unpacks to more than the bound of %d MiB; divide it", self->name,
                       (int)(TL_LIMIT_ARCHIVE_TOTAL / (1024 * 1024)));
          return FALSE;
        }
      if (size > TL_LIMIT_ARCHIVE_MEMBER)
        {
          g_set_error (bad, TL_ERROR, TL_ERROR_LIMIT, "unpacks to more than the bound of %d MiB",
                       TL_LIMIT_ARCHIVE_MEMBER / (1024 * 1024));
          return FALSE;
        }
      for (la_ssize_t done = 0; done < n;)
        {
          ssize_t written = write (fd, buffer + done, (size_t)(n - done));
          if (written < 0 && errno == EINTR)
            continue;
          if (written < 0)
            {
              g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                           "%s: unpacking to %s: %s", self->name, target, g_strerror (errno));
              return FALSE;
            }
          done += written;
        }
    }
  return n < 0 ? fail_archive (self, error) : TRUE;
}

static gboolean
unpack_member (Unpack *self, const char *member, GError **error)
{
  g_autofree char *target = dup_target (self, member);
  g_autoptr (GError) bad = NULL;
  GError *fatal = NULL;
  int fd = g_open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s: %s", self->name,
                   target, g_strerror (errno));
      return FALSE;
    }
  copy_member (self, fd, target, &bad, &fatal);
  close (fd);
  if (bad != NULL || fatal != NULL)
    g_unlink (target);
  if (fatal != NULL)
    {
      g_propagate_error (error, fatal);
      return FALSE;
    }
  self->func (bad == NULL ? target : NULL, member, bad, self->user_data);
  return TRUE;
}

static gboolean
leaves_archive (const char *member)
{
  g_auto (GStrv) parts = g_strsplit (member, "/", -1);

  return *member == '/' || g_strv_contains ((const char *const *)parts, "..");
}

static gboolean
take_entry (Unpack *self, struct archive_entry *entry, GError **error)
{
  const char *utf8 = archive_entry_pathname_utf8 (entry);
  const char *raw = utf8 != NULL ? utf8 : archive_entry_pathname (entry);
  g_autofree char *member = g_utf8_make_valid (raw != NULL ? raw : "?", -1);
  g_autoptr (GError) bad = NULL;

  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL)
    g_set_error_literal (&bad, TL_ERROR, TL_ERROR_INPUT, "a link or a device, not a file");
  else if (leaves_archive (member))
    g_set_error_literal (&bad, TL_ERROR, TL_ERROR_INPUT,
                         "its path leads out of the archive; not unpacked");
  else
    return unpack_member (self, member, error);
  self->func (NULL, member, bad, self->user_data);
  return TRUE;
}

static gboolean
walk (Unpack *self, GError **error)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (++self->members > TL_LIMIT_ARCHIVE_MEMBERS)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: more than %d members; divide it",
                       self->name, TL_LIMIT_ARCHIVE_MEMBERS);
          return FALSE;
        }
      if (!take_entry (self, entry, error))
        return FALSE;
    }
  return status == ARCHIVE_EOF ? TRUE : fail_archive (self, error);
}

gboolean
tl_archive_unpack (const char *path,
                   const char *name,
                   const char *folder,
                   TlArchiveFunc func,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  Unpack self = { NULL, name, folder, func, user_data, cancellable, 0, 0 };
  gboolean ok;

  self.archive = archive_read_new ();
  archive_read_support_filter_all (self.archive);
  archive_read_support_format_zip (self.archive);
  archive_read_support_format_tar (self.archive);
  if (tl_archive_file_open (self.archive, path, READ_SIZE) != ARCHIVE_OK)
    ok = fail_archive (&self, error);
  else
    ok = walk (&self, error);
  archive_read_free (self.archive);
  return ok;
}
