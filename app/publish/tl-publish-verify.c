/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-verify.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-posix.h"
#include "publish/tl-publish-outlet.h"
#include "publish/tl-publish-release.h"
#include "publish/tl-publish-switch.h"
#include "release/tl-delta.h"
#include "release/tl-release-error.h"

typedef struct
{
  const char *folder;
  char *scratch;
  TlPublishVerifyReport *report;
  GCancellable *cancellable;
} Check;

static gboolean
refuse (GError **error, TlReleaseError code, const char *path, const char *why)
{
  g_set_error (error, TL_RELEASE_ERROR, code, "%s %s", path, why);
  return FALSE;
}

/* A regular file of at most @limit bytes, whatever the name leads to; the size is asked before a
 * byte is read. */
static gboolean
check_regular (const char *path, guint64 limit, guint64 *size, GError **error)
{
  GStatBuf info;

  if (g_lstat (path, &info) < 0)
    {
      int saved = errno;

      if (saved == ENOENT || saved == ENOTDIR)
        return refuse (error, TL_RELEASE_ERROR_MISSING, path, "is not there");
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    return refuse (error, TL_RELEASE_ERROR_SIZE, path, "is no regular file");
  if ((guint64)info.st_size > limit)
    return refuse (error, TL_RELEASE_ERROR_SIZE, path, "is larger than it may be");
  if (size != NULL)
    *size = (guint64)info.st_size;
  return TRUE;
}

char *
tl_publish_read_small (const char *path, guint64 limit, gsize *length, GError **error)
{
  char *text = NULL;

  if (check_regular (path, limit, NULL, error))
    g_file_get_contents (path, &text, length, error);
  return text;
}

GPtrArray *
tl_publish_signatures_beside (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL && texts->len < TL_PUBLISH_SIGNATURES_MOST)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      gsize length = 0;
      char *text;

      if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, ".minisig"))
        continue;
      text = tl_publish_read_small (file, TL_PUBLISH_SIGNATURE_MOST, &length, error);
      if (text == NULL)
        return NULL;
      g_ptr_array_add (texts, text);
    }
  return g_steal_pointer (&texts);
}

static TlTrust *
follow_roots (Check *self, TlTrust *trust, GError **error)
{
  g_autoptr (TlTrust) current = tl_trust_ref (trust);

  while (tl_trust_get_root_json (current) != NULL)
    {
      g_autofree char *name
          = g_strdup_printf ("%" G_GUINT64_FORMAT ".json", tl_trust_get_version (current) + 1);
      g_autofree char *path = g_build_filename (self->folder, "root", name, NULL);
      g_autofree char *json = NULL;
      g_autoptr (GPtrArray) signatures = NULL;
      gsize length = 0;
      TlTrust *next;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        break;
      json = tl_publish_read_small (path, TL_PUBLISH_MANIFEST_MOST, &length, error);
      signatures = json != NULL ? tl_publish_signatures_beside (path, error) : NULL;
      if (signatures == NULL)
        return NULL;
      g_ptr_array_add (signatures, NULL);
      next = tl_trust_rotate (current, json, (gssize)length, (const char *const *)signatures->pdata,
                              error);
      if (next == NULL)
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      tl_trust_unref (current);
      current = next;
    }
  return g_steal_pointer (&current);
}

static TlManifest *
check_manifest (Check *self, TlTrust *trust, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (TlTrust) current = follow_roots (self, trust, error);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GPtrArray) beside = NULL;
  g_autoptr (TlManifest) manifest = NULL;
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autofree char *json = NULL;
  gsize length = 0;

  if (current == NULL
      || (json = tl_publish_read_small (path, TL_PUBLISH_MANIFEST_MOST, &length, error)) == NULL
      || (signatures = tl_publish_signatures_of (self->folder, json, length, error)) == NULL
      || (beside = tl_publish_signatures_beside (path, error)) == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (signatures, g_steal_pointer (&beside));
  g_ptr_array_add (signatures, NULL);
  if (!tl_trust_check (current, json, length, (const char *const *)signatures->pdata, error)
      || (manifest = tl_manifest_parse (json, length, error)) == NULL
      || !tl_manifest_check_time (manifest, now, error))
    return NULL;
  self->report->bytes += length;
  return g_steal_pointer (&manifest);
}

/* A file of the release: its size, then its digest. */
static char *
check_file (Check *self, const char *name, const char *digest, guint64 size, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char found[TL_DIGEST_SIZE];
  guint64 found_size = 0;

  if (!check_regular (path, G_MAXINT64, &found_size, error))
    return NULL;
  if (found_size != size)
    {
      refuse (error, TL_RELEASE_ERROR_SIZE, path, "has another size than the manifest says");
      return NULL;
    }
  if (!tl_delta_digest (path, found, NULL, self->cancellable, error))
    return NULL;
  if (strcmp (found, digest) != 0)
    {
      refuse (error, TL_RELEASE_ERROR_DIGEST, path, "has other bytes than the manifest says");
      return NULL;
    }
  self->report->bytes += size;
  return g_steal_pointer (&path);
}

static gboolean
check_patch (Check *self, const TlReleaseFile *file, const TlReleasePatch *patch, GError **error)
{
  g_autofree char *name = g_strdup_printf ("patches/%s-%s.zst", patch->from, file->digest);
  g_autofree char *path = check_file (self, name, patch->digest, patch->size, error);
  g_autofree char *old_name = g_strdup_printf ("files/%s.zst", patch->from);
  g_autofree char *old_frame = g_build_filename (self->folder, old_name, NULL);
  g_autofree char *old = g_build_filename (self->scratch, "old", NULL);
  g_autofree char *out = g_build_filename (self->scratch, "patched", NULL);
  gboolean done;
  guint64 old_size = 0;

  if (path == NULL)
    return FALSE;
  if (!check_regular (old_frame, G_MAXINT64, NULL, NULL)
      || !tl_delta_frame_size (old_frame, &old_size, NULL) || old_size > TL_DELTA_FILE_MOST
      || !tl_delta_unpack (old_frame, NULL, old, patch->from, old_size, self->cancellable, NULL))
    {
      self->report->unapplied++;
      return TRUE;
    }
  done = tl_delta_unpack (path, old, out, file->digest, file->size, self->cancellable, error);
  self->report->applied += done ? 1 : 0;
  g_unlink (old);
  g_unlink (out);
  return done;
}

static gboolean
check_list (Check *self, const TlReleaseFile *file, const char *path, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gsize length = 0;
  guint64 bytes = 0;

  if (file->kind != TL_RELEASE_PACK && file->kind != TL_RELEASE_CHANGES)
    return TRUE;
  if (!g_file_get_contents (path, &json, &length, error))
    return FALSE;
  entries = file->kind == TL_RELEASE_PACK ? tl_pack_parse (json, length, error)
                                          : tl_changes_parse (json, length, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; file->kind == TL_RELEASE_PACK && i < entries->len; i++)
    {
      const TlPackEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_strdup_printf ("originals/%.2s/%s", entry->digest, entry->digest);
      g_autofree char *found = check_file (self, name, entry->digest, entry->size, error);

      if (found == NULL)
        return FALSE;
      bytes += entry->size;
      self->report->originals++;
    }
  return file->kind != TL_RELEASE_PACK
         || (bytes == file->pack_bytes && entries->len == file->pack_files)
         || refuse (error, TL_RELEASE_ERROR_MANIFEST, file->name,
                    "holds another number or size of originals than the manifest says");
}

static gboolean
check_release_file (Check *self, const TlReleaseFile *file, GError **error)
{
  g_autofree char *name = g_strdup_printf ("files/%s.zst", file->digest);
  g_autofree char *frame = check_file (self, name, file->sent_digest, file->sent_size, error);
  g_autofree char *out = g_build_filename (self->scratch, "file", NULL);
  gboolean done;

  if (frame == NULL
      || !tl_delta_unpack (frame, NULL, out, file->digest, file->size, self->cancellable, error))
    return FALSE;
  done = check_list (self, file, out, error);
  g_unlink (out);
  for (guint i = 0; done && i < file->patches->len; i++)
    done = check_patch (self, file, &g_array_index (file->patches, TlReleasePatch, i), error);
  self->report->files++;
  return done;
}

gboolean
tl_publish_verify (const char *folder,
                   TlTrust *trust,
                   gboolean next,
                   TlPublishVerifyReport *report,
                   GCancellable *cancellable,
                   GError **error)
{
  Check self = { .folder = folder, .report = report, .cancellable = cancellable };
  g_autoptr (TlManifest) manifest = NULL;
  gboolean done;

  memset (report, 0, sizeof *report);
  manifest = check_manifest (&self, trust, next ? TL_PUBLISH_NEXT : "manifest.json", error);
  if (manifest == NULL)
    return FALSE;
  report->serial = manifest->serial;
  g_strlcpy (report->expires, manifest->expires, sizeof report->expires);
  self.scratch = g_dir_make_tmp ("troly-verify-XXXXXX", error);
  done = self.scratch != NULL;
  for (guint i = 0; done && i < manifest->files->len; i++)
    done = check_release_file (&self, g_ptr_array_index (manifest->files, i), error);
  if (self.scratch != NULL)
    tl_publish_remove_tree (self.scratch);
  g_free (self.scratch);
  return done;
}

static void
remove_waiting (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, TL_PUBLISH_NEXT))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

gboolean
tl_publish_next (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TL_PUBLISH_NEXT, NULL);
  g_autoptr (GPtrArray) signatures = tl_publish_signatures_beside (path, error);
  g_autofree char *json = NULL;
  gsize length = 0;

  if (signatures == NULL
      || (json = tl_publish_read_small (path, TL_PUBLISH_MANIFEST_MOST, &length, error)) == NULL
      || !tl_publish_switch (folder, json, signatures, error))
    return FALSE;
  remove_waiting (folder);
  return TRUE;
}
