/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-office.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "import/tl-archive-file.h"

#define READ_SIZE 65536

static gboolean
fail (const char *name, struct archive *archive, GError **error)
{
  const char *reason = archive_error_string (archive);

  g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
               "%s: the file is damaged or not what its name says: %s", name,
               reason != NULL ? reason : "unknown container");
  return FALSE;
}

static GBytes *
read_data (struct archive *archive,
           const char *name,
           const char *member,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  la_ssize_t n;

  while ((n = archive_read_data (archive, buffer, READ_SIZE)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (data->len + (gsize)n > TL_LIMIT_ARCHIVE_MEMBER)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       "%s: %s unpacks to more than the bound of %d MiB", name, member,
                       TL_LIMIT_ARCHIVE_MEMBER / (1024 * 1024));
          return NULL;
        }
      g_byte_array_append (data, buffer, (guint)n);
    }
  if (n < 0)
    {
      fail (name, archive, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static GBytes *
find_member (struct archive *archive,
             const char *name,
             const char *member,
             GCancellable *cancellable,
             GError **error)
{
  struct archive_entry *entry;
  guint members = 0;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      const char *path = archive_entry_pathname (entry);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (++members > TL_LIMIT_ARCHIVE_MEMBERS)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: more than %d members", name,
                       TL_LIMIT_ARCHIVE_MEMBERS);
          return NULL;
        }
      if (path != NULL && strcmp (path, member) == 0)
        return read_data (archive, name, member, cancellable, error);
    }
  if (status == ARCHIVE_EOF)
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                 "%s: there is no %s in it; it is truncated or another kind of file", name, member);
  else
    fail (name, archive, error);
  return NULL;
}

GBytes *
tl_zip_read_member (const char *path,
                    const char *name,
                    const char *member,
                    GCancellable *cancellable,
                    GError **error)
{
  struct archive *archive = archive_read_new ();
  GBytes *bytes = NULL;

  archive_read_support_format_zip (archive);
  if (tl_archive_file_open (archive, path, READ_SIZE) != ARCHIVE_OK)
    fail (name, archive, error);
  else
    bytes = find_member (archive, name, member, cancellable, error);
  archive_read_free (archive);
  return bytes;
}
