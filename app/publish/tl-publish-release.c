/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-release.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "publish/tl-publish-release-private.h"
#include "publish/tl-publish-switch.h"
#include "release/tl-delta.h"
#include "release/tl-release-error.h"

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names of the volumes without their suffix, in order. */
static GPtrArray *
list_volumes (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".tlv") && strlen (name) == TL_DIGEST_SIZE + 3)
      g_ptr_array_add (names, g_strndup (name, TL_DIGEST_SIZE - 1));
  g_ptr_array_sort (names, compare_texts);
  if (names->len > 0)
    return g_steal_pointer (&names);
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: there is no volume", folder);
  return NULL;
}

static gboolean
scan_volume (TlPublishMaking *self, TlReleaseFile *file, const char *path, GError **error)
{
  TlPublishScan *scan = tl_publish_scan_new (path, self->cancellable, error);

  if (scan == NULL)
    return FALSE;
  g_hash_table_insert (self->scans, g_strdup (file->digest), scan);
  file->title = g_strdup (scan->title);
  tl_publish_scan_contributions (scan, self->manifest->contributions);
  if (scan->withdrawn != NULL)
    {
      g_auto (GStrv) ids = g_strsplit_set (scan->withdrawn, " \n\r\t", -1);

      for (guint i = 0; ids[i] != NULL; i++)
        if (*ids[i] != '\0')
          g_ptr_array_add (self->manifest->withdrawn, g_strdup (ids[i]));
    }
  return TRUE;
}

/* All volumes are known before the first is packed: what is matched depends on which go on. */
static gboolean
add_file (TlPublishMaking *self, TlReleaseKind kind, const char *stem, GError **error)
{
  const char *suffix = kind == TL_RELEASE_VOLUME ? ".tlv" : ".tlx";
  g_autofree char *name = g_strconcat (stem, suffix, NULL);
  g_autofree char *path = g_build_filename (self->options->volumes, name, NULL);
  TlReleaseFile *file = tl_release_file_new (kind, name);

  g_ptr_array_add (self->manifest->files, file);
  if (!tl_delta_digest (path, file->digest, &file->size, self->cancellable, error))
    return FALSE;
  if (kind == TL_RELEASE_INDEX)
    return TRUE;
  if (strcmp (file->digest, stem) != 0)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_DIGEST,
                   "%s is damaged: its content is not what its name says; build it anew", path);
      return FALSE;
    }
  return scan_volume (self, file, path, error);
}

static gboolean
add_volumes (TlPublishMaking *self, GError **error)
{
  g_autoptr (GPtrArray) names = list_volumes (self->options->volumes, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (!add_file (self, TL_RELEASE_VOLUME, names->pdata[i], error)
        || !add_file (self, TL_RELEASE_INDEX, names->pdata[i], error))
      return FALSE;
  return names != NULL;
}

static gboolean
send_volumes (TlPublishMaking *self, GError **error)
{
  guint total = self->manifest->files->len;

  for (guint i = 0; i < total; i++)
    {
      TlReleaseFile *file = g_ptr_array_index (self->manifest->files, i);
      g_autofree char *path = g_build_filename (self->options->volumes, file->name, NULL);

      if (self->options->progress != NULL)
        self->options->progress (file->name, i, total, self->options->user_data);
      if (!_tl_publish_send (self, file, path, error))
        return FALSE;
    }
  if (self->options->progress != NULL)
    self->options->progress (NULL, total, total, self->options->user_data);
  return TRUE;
}

gboolean
_tl_publish_text_add (TlPublishMaking *self, TlReleaseFile *file, const char *text, GError **error)
{
  g_autofree char *work = tl_publish_outlet_dup_work (self->outlet, "list");

  g_ptr_array_add (self->manifest->files, file);
  return g_file_set_contents (work, text, -1, error)
         && tl_delta_digest (work, file->digest, &file->size, self->cancellable, error)
         && _tl_publish_send (self, file, work, error);
}

/* Volumes of the release before that are there no more, and those that were not there then. */
static gboolean
collect_changed (TlPublishMaking *self, GPtrArray *before, GPtrArray *after, GError **error)
{
  const TlManifest *last = g_ptr_array_index (self->history, 0);

  for (guint i = 0; i < last->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (last->files, i);
      TlPublishScan *scan;

      if (file->kind != TL_RELEASE_VOLUME || tl_manifest_find (self->manifest, file->name) != NULL)
        continue;
      scan = _tl_publish_old_scan (self, file, error);
      if (scan == NULL)
        return FALSE;
      g_ptr_array_add (before, scan);
    }
  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (self->manifest->files, i);

      if (file->kind == TL_RELEASE_VOLUME && tl_manifest_find (last, file->name) == NULL)
        g_ptr_array_add (after, g_hash_table_lookup (self->scans, file->digest));
    }
  return TRUE;
}

/* The lists of the releases before, the newest first. */
static gboolean
carry_changes (TlPublishMaking *self, GError **error)
{
  const TlManifest *last = g_ptr_array_index (self->history, 0);

  for (guint i = 0; i < last->files->len; i++)
    {
      const TlReleaseFile *before = g_ptr_array_index (last->files, i);
      guint newer = 0;
      TlReleaseFile *file;
      const char *path;

      if (before->kind != TL_RELEASE_CHANGES)
        continue;
      for (guint k = 0; k < last->files->len; k++)
        {
          const TlReleaseFile *other = g_ptr_array_index (last->files, k);

          newer += other->kind == TL_RELEASE_CHANGES && other->serial > before->serial ? 1 : 0;
        }
      if (newer + 1 >= TL_PUBLISH_RELEASE_CHANGES)
        continue;
      path = _tl_publish_old_path (self, before, error);
      if (path == NULL)
        {
          if (*error != NULL)
            return FALSE;
          continue;
        }
      file = tl_release_file_new (TL_RELEASE_CHANGES, before->name);
      file->serial = before->serial;
      file->size = before->size;
      g_strlcpy (file->digest, before->digest, sizeof file->digest);
      g_ptr_array_add (self->manifest->files, file);
      if (!_tl_publish_send (self, file, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_changes (TlPublishMaking *self, GError **error)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *name = NULL;
  g_autofree char *json = NULL;
  const TlManifest *last;
  TlReleaseFile *file;

  if (self->history->len == 0)
    return TRUE;
  last = g_ptr_array_index (self->history, 0);
  for (guint i = 0; i < last->withdrawn->len; i++)
    g_hash_table_add (known, last->withdrawn->pdata[i]);
  if (!collect_changed (self, before, after, error) || !carry_changes (self, error))
    return FALSE;
  /* Withdrawn documents may stand in volumes that go on. */
  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const TlReleaseFile *volume = g_ptr_array_index (self->manifest->files, i);
      TlPublishScan *scan = volume->kind == TL_RELEASE_VOLUME
                                ? g_hash_table_lookup (self->scans, volume->digest)
                                : NULL;

      if (scan != NULL && tl_manifest_find (last, volume->name) != NULL)
        {
          g_ptr_array_add (before, scan);
          g_ptr_array_add (after, scan);
        }
    }
  changes = tl_publish_changes (before, after, self->manifest->withdrawn, known, self->cancellable,
                                error);
  json = changes != NULL ? tl_changes_to_json (changes, error) : NULL;
  if (json == NULL)
    return FALSE;
  self->report->changes = changes->len;
  name = g_strdup_printf ("changes-%" G_GUINT64_FORMAT ".json", self->options->serial);
  file = tl_release_file_new (TL_RELEASE_CHANGES, name);
  file->serial = self->options->serial;
  return _tl_publish_text_add (self, file, json, error);
}

/* What a workstation with the files of @have (nullable) fetches. */
static TlPublishDownload
count_download (const TlManifest *manifest, const TlManifest *have)
{
  TlPublishDownload download = { .serial = have != NULL ? have->serial : 0 };
  g_autoptr (GHashTable) digests = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; have != NULL && i < have->files->len; i++)
    g_hash_table_add (digests, ((TlReleaseFile *)have->files->pdata[i])->digest);
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);
      guint64 least = file->sent_size;
      gboolean patched = FALSE;

      if (g_hash_table_contains (digests, file->digest))
        continue;
      for (guint k = 0; k < file->patches->len; k++)
        {
          const TlReleasePatch *patch = &g_array_index (file->patches, TlReleasePatch, k);

          if (patch->size < least && g_hash_table_contains (digests, patch->from))
            {
              least = patch->size;
              patched = TRUE;
            }
        }
      download.files++;
      download.patches += patched ? 1 : 0;
      download.bytes += least;
    }
  return download;
}

static void
count_downloads (TlPublishMaking *self)
{
  self->report->downloads = g_array_new (FALSE, FALSE, sizeof (TlPublishDownload));
  for (guint i = 0; i <= self->history->len; i++)
    {
      TlPublishDownload download = count_download (
          self->manifest, i < self->history->len ? self->history->pdata[i] : NULL);

      g_array_append_val (self->report->downloads, download);
    }
}

static void
fill_head (TlPublishMaking *self)
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autoptr (GDateTime) end = g_date_time_add_days (now, (int)self->options->days);

  self->manifest->serial = self->options->serial;
  self->manifest->channel = g_strdup (self->options->channel);
  self->manifest->minimum_program = g_strdup (self->options->minimum_program);
  self->manifest->created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  self->manifest->expires = g_date_time_format (end, "%Y-%m-%dT%H:%M:%SZ");
  for (guint i = 0; i < self->options->withdrawn->len; i++)
    g_ptr_array_add (self->manifest->withdrawn, g_strdup (self->options->withdrawn->pdata[i]));
}

static gboolean
make (TlPublishMaking *self, GError **error)
{
  g_autofree char *json = NULL;

  fill_head (self);
  if (!_tl_publish_history_load (self, error) || !add_volumes (self, error)
      || !send_volumes (self, error) || !add_changes (self, error)
      || !_tl_publish_packs_add (self, error) || !_tl_publish_fresh_count (self, error))
    return FALSE;
  json = tl_manifest_to_json (self->manifest, error);
  if (json == NULL)
    return FALSE;
  self->report->manifest_bytes = strlen (json);
  count_downloads (self);
  if (self->options->dry_run)
    return TRUE;
  if (!_tl_publish_carry_history (self, error))
    return FALSE;
  /* Before the switch, so that what a workstation has just read keeps its signatures. */
  tl_publish_switch_sweep (self->options->out, TL_PUBLISH_RELEASE_HISTORY);
  return _tl_publish_sign (self, json, error);
}

static void
making_clear (TlPublishMaking *self)
{
  g_hash_table_unref (self->scans);
  g_hash_table_unref (self->old);
  g_ptr_array_unref (self->history);
  tl_manifest_free (self->manifest);
  g_clear_pointer (&self->outlet, tl_publish_outlet_free);
}

gboolean
tl_publish_release (const TlPublishReleaseOptions *given,
                    TlPublishReleaseReport *report,
                    GCancellable *cancellable,
                    GError **error)
{
  TlPublishReleaseOptions options = *given;
  TlPublishMaking self = { .options = &options, .report = report, .cancellable = cancellable };
  g_autofree char *scratch = NULL;
  g_autoptr (GError) local = NULL;
  gboolean done;

  memset (report, 0, sizeof *report);
  if (options.previous == NULL)
    {
      g_autofree char *last = g_build_filename (options.out, "manifest.json", NULL);

      options.previous = g_file_test (last, G_FILE_TEST_EXISTS) ? given->out : NULL;
    }
  if (options.dry_run)
    {
      scratch = g_dir_make_tmp ("troly-release-XXXXXX", error);
      if (scratch == NULL)
        return FALSE;
      options.out = scratch;
    }
  self.manifest = tl_manifest_new ();
  self.history = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_manifest_free);
  self.scans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify)tl_publish_scan_free);
  self.old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.outlet = tl_publish_outlet_new (options.out, options.previous, &local);
  done = self.outlet != NULL && (options.dry_run || tl_publish_switch_mend (options.out, &local))
         && make (&self, &local);
  making_clear (&self);
  if (scratch != NULL)
    tl_publish_remove_tree (scratch);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}
