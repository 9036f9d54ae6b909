/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The originals that a store keeps under their digests. */
#include "config.h"

#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus/tl-doc-store-private.h"

#define CHUNK         (256 * 1024)
#define MAX_EXTENSION 5

/* Reads @path whole; writes to @copy when there is one. Returns: (transfer full): the digest. */
static char *
read_file (const char *path, TlAtomicFile *copy, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  guint64 total = 0;
  gssize n = 0;

  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, NULL, error)) > 0)
    {
      total += (guint64)n;
      if (total > TL_LIMIT_PDF_FILE)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: larger than %ld bytes", path,
                       TL_LIMIT_PDF_FILE);
          return NULL;
        }
      g_checksum_update (checksum, chunk, n);
      if (copy != NULL && !tl_atomic_file_write (copy, chunk, (gsize)n, error))
        return NULL;
    }
  if (stream == NULL || n < 0)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static char *
name_for (const char *original, const char *digest)
{
  const char *dot = strrchr (original, '.');
  g_autofree char *extension = dot != NULL ? g_ascii_strdown (dot, -1) : g_strdup ("");
  gsize length = strlen (extension);

  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isalnum (extension[i]))
      length = 0;
  if (length < 2 || length > MAX_EXTENSION + 1)
    *extension = '\0';
  return g_strconcat (digest, extension, NULL);
}

char *
_tl_doc_store_keep_file (TlDocStore *self, const char *original, GError **error)
{
  g_autofree char *digest = read_file (original, NULL, error);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (TlAtomicFile) copy = NULL;

  if (digest == NULL)
    return NULL;
  name = name_for (original, digest);
  path = g_build_filename (self->files, name, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&name);
  copy = tl_atomic_file_new (path, error);
  if (copy == NULL || (copied = read_file (original, copy, error)) == NULL)
    return NULL;
  if (strcmp (copied, digest) != 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: changed while it was read", original);
      return NULL;
    }
  return tl_atomic_file_commit (copy, error) ? g_steal_pointer (&name) : NULL;
}

char *
tl_doc_store_dup_file (TlDocStore *self, const char *file)
{
  g_return_val_if_fail (self != NULL && file != NULL, NULL);

  return g_build_filename (self->files, file, NULL);
}
