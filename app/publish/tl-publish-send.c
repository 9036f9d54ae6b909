/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames and patches of a release, and the releases before it that they lead from. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-limits.h"
#include "publish/tl-publish-release-private.h"
#include "release/tl-delta.h"
#include "release/tl-release-error.h"

#define MANIFEST_MOST (4 * 1024 * 1024)
/* A patch that saves less than this part of the frame is not made. */
#define SAVES_LEAST 8
/* Frames and patches made at once: those of the largest files take 400 MB of memory each. */
#define JOBS_MOST 4

/* (nullable): a manifest of an earlier release; this publisher's own, so it is bounded and checked,
 * and trusted no further: what it leads to is checked by digest. */
static TlManifest *
load_manifest (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;
  TlManifest *manifest;

  if (g_stat (path, &info) == 0 && info.st_size > MANIFEST_MOST)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST, "%s is too large", path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  manifest = tl_manifest_parse (text, length, error);
  if (manifest == NULL)
    g_prefix_error (error, "%s: ", path);
  return manifest;
}

static int
compare_serials (gconstpointer a, gconstpointer b)
{
  guint64 left = (*(TlManifest *const *)a)->serial;
  guint64 right = (*(TlManifest *const *)b)->serial;

  return left < right ? 1 : left > right ? -1 : 0;
}

static gboolean
check_serial (TlPublishMaking *self, const TlManifest *last, GError **error)
{
  if (last->serial >= self->options->serial)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OLDER,
                   "--serial %" G_GUINT64_FORMAT ": the release before has %" G_GUINT64_FORMAT
                   "; a serial only grows",
                   self->options->serial, last->serial);
      return FALSE;
    }
  if (strcmp (last->channel, self->options->channel) == 0)
    return TRUE;
  g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_CHANNEL,
               "the release before is of channel \"%s\", not \"%s\"", last->channel,
               self->options->channel);
  return FALSE;
}

static gboolean
load_older (TlPublishMaking *self, const char *folder, guint64 newest, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "manifests", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      guint64 serial = g_ascii_strtoull (name, NULL, 10);
      TlManifest *manifest;

      if (!g_str_has_suffix (name, ".json") || serial == 0 || serial >= newest)
        continue;
      manifest = load_manifest (file, error);
      if (manifest == NULL)
        return FALSE;
      g_ptr_array_add (self->history, manifest);
    }
  g_ptr_array_sort (self->history, compare_serials);
  if (self->history->len > TL_PUBLISH_RELEASE_HISTORY)
    g_ptr_array_set_size (self->history, TL_PUBLISH_RELEASE_HISTORY);
  return TRUE;
}

gboolean
_tl_publish_history_load (TlPublishMaking *self, GError **error)
{
  const char *folder
      = self->options->previous != NULL ? self->options->previous : self->options->out;
  const char *const places[] = { folder, self->options->out };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (places[i], "manifest.json", NULL);
      TlManifest *last;

      if (i == 1 && strcmp (places[0], places[1]) == 0)
        continue;
      if (!g_file_test (path, G_FILE_TEST_EXISTS) && (i > 0 || self->options->previous == NULL))
        continue;
      last = load_manifest (path, error);
      if (last == NULL)
        return FALSE;
      if (i == 0)
        g_ptr_array_add (self->history, last);
      if (!check_serial (self, last, error)
          || (i == 0 && !load_older (self, folder, last->serial, error)))
        {
          if (i > 0)
            tl_manifest_free (last);
          return FALSE;
        }
      if (i > 0)
        tl_manifest_free (last);
    }
  return TRUE;
}

const char *
_tl_publish_old_path (TlPublishMaking *self, const TlReleaseFile *file, GError **error)
{
  const char *known = g_hash_table_lookup (self->old, file->digest);
  g_autofree char *name = g_strdup_printf ("files/%s.zst", file->digest);
  g_autofree char *frame = NULL;
  g_autofree char *work_name = NULL;
  char *work;

  if (known != NULL)
    return known;
  frame = tl_publish_outlet_dup_path (self->outlet, name);
  if (frame == NULL)
    return NULL;
  work_name
      = g_strdup_printf ("%s.%s", file->digest, file->kind == TL_RELEASE_VOLUME ? "tlv" : "old");
  work = tl_publish_outlet_dup_work (self->outlet, work_name);
  if (!tl_delta_unpack (frame, NULL, work, file->digest, file->size, self->cancellable, error))
    {
      g_prefix_error (error, "the release before: ");
      g_free (work);
      return NULL;
    }
  g_hash_table_insert (self->old, g_strdup (file->digest), work);
  return work;
}

TlPublishScan *
_tl_publish_old_scan (TlPublishMaking *self, const TlReleaseFile *file, GError **error)
{
  TlPublishScan *scan = g_hash_table_lookup (self->scans, file->digest);
  const char *path;

  if (scan != NULL)
    return scan;
  path = _tl_publish_old_path (self, file, error);
  scan = path != NULL ? tl_publish_scan_new (path, self->cancellable, error) : NULL;
  if (scan != NULL)
    g_hash_table_insert (self->scans, g_strdup (file->digest), scan);
  return scan;
}

/* The volume of an earlier release that @digest follows, NULL without @error when there is none. */
static TlReleaseFile *
match_volume (TlPublishMaking *self, const TlManifest *release, const char *digest, GError **error)
{
  const TlPublishScan *scan = g_hash_table_lookup (self->scans, digest);
  TlReleaseFile *best = NULL;
  guint best_overlap = 0;

  for (guint i = 0; i < release->files->len; i++)
    {
      TlReleaseFile *file = g_ptr_array_index (release->files, i);
      g_autoptr (GError) local = NULL;
      TlPublishScan *old;
      guint overlap;

      /* What goes on being there is the same volume's. */
      if (file->kind != TL_RELEASE_VOLUME || tl_manifest_find (self->manifest, file->name) != NULL)
        continue;
      old = _tl_publish_old_scan (self, file, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      overlap = old != NULL ? tl_publish_scan_overlap (scan, old) : 0;
      if (overlap > best_overlap)
        {
          best_overlap = overlap;
          best = file;
        }
    }
  return best;
}

/* (nullable): the file of an earlier release that @file replaces. */
static TlReleaseFile *
match (TlPublishMaking *self, const TlManifest *release, const TlReleaseFile *file, GError **error)
{
  g_autofree char *volume_name = NULL;
  g_autofree char *stem = g_strndup (file->name, TL_DIGEST_SIZE - 1);
  g_autofree char *name = NULL;
  TlReleaseFile *volume;

  if (file->kind == TL_RELEASE_PACK)
    return tl_manifest_find (release, file->name);
  if (file->kind == TL_RELEASE_CHANGES)
    return NULL;
  volume_name = g_strconcat (stem, ".tlv", NULL);
  volume = tl_manifest_find (release, volume_name);
  if (volume == NULL)
    volume = match_volume (self, release, stem, error);
  if (volume == NULL || file->kind == TL_RELEASE_VOLUME)
    return volume;
  name = g_strconcat (volume->digest, ".tlx", NULL);
  return tl_manifest_find (release, name);
}

static char *
patch_name (const TlReleaseFile *file, const char *from)
{
  return g_strdup_printf ("patches/%s-%s.zst", from, file->digest);
}

static gboolean
has_patch (const TlReleaseFile *file, const char *from)
{
  for (guint i = 0; i < file->patches->len; i++)
    if (strcmp (g_array_index (file->patches, TlReleasePatch, i).from, from) == 0)
      return TRUE;
  return FALSE;
}

/* A patch that the release before has already. */
static gboolean
carry_patch (TlPublishMaking *self,
             const TlReleaseFile *before,
             TlReleaseFile *file,
             const char *from)
{
  for (guint i = 0; before != NULL && i < before->patches->len; i++)
    {
      const TlReleasePatch *patch = &g_array_index (before->patches, TlReleasePatch, i);
      g_autofree char *name = patch_name (file, from);
      g_autofree char *path = NULL;

      if (strcmp (patch->from, from) != 0)
        continue;
      path = tl_publish_outlet_dup_path (self->outlet, name);
      if (path == NULL
          || !tl_publish_outlet_add (self->outlet, path, name, patch->digest, self->cancellable,
                                     NULL))
        return FALSE;
      g_array_append_vals (file->patches, patch, 1);
      return TRUE;
    }
  return FALSE;
}

/* A frame, or with @old a patch, that is made aside: the work of hours at the level of a release.
 */
typedef struct
{
  const char *path;
  const char *from;
  const TlReleaseFile *old; /* (nullable) */
  GCancellable *cancellable;
  char *work;
  char digest[TL_DIGEST_SIZE];
  guint64 size;
  gboolean is_made;
  GError *error;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_error (&self->error);
  g_free (self->work);
  g_free (self);
}

/* Whether a patch saves enough for the minutes it takes; both sides are tried at the same level. */
static gboolean
is_worth_it (Job *self)
{
  guint64 plain;
  guint64 patch;

  return tl_delta_estimate (self->path, NULL, &plain, self->cancellable, &self->error)
         && tl_delta_estimate (self->path, self->from, &patch, self->cancellable, &self->error)
         && patch < plain - plain / SAVES_LEAST;
}

static void
job_run (gpointer data, gpointer user_data)
{
  Job *self = data;

  if (self->from == NULL || is_worth_it (self))
    self->is_made = tl_delta_pack (self->path, self->from, self->work, self->digest, &self->size,
                                   self->cancellable, &self->error);
}

/* Side by side; each makes the same bytes as it would alone. */
static gboolean
run_jobs (GPtrArray *jobs, GError **error)
{
  GThreadPool *pool = g_thread_pool_new (
      job_run, NULL, (int)MIN (g_get_num_processors (), JOBS_MOST), FALSE, error);

  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    g_thread_pool_push (pool, jobs->pdata[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      if (job->error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&job->error));
      return FALSE;
    }
  return TRUE;
}

static void
add_job (TlPublishMaking *self,
         GPtrArray *jobs,
         const char *path,
         const char *from,
         const TlReleaseFile *old)
{
  g_autofree char *name = g_strdup_printf ("job-%u", jobs->len);
  Job *job = g_new0 (Job, 1);

  job->path = path;
  job->from = from;
  job->old = old;
  job->cancellable = self->cancellable;
  job->work = tl_publish_outlet_dup_work (self->outlet, name);
  g_ptr_array_add (jobs, job);
}

/* The patches to @file that are not there yet. */
static gboolean
plan_patches (TlPublishMaking *self,
              TlReleaseFile *file,
              const TlReleaseFile *before,
              const char *path,
              GPtrArray *jobs,
              GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->history->len; i++)
    {
      g_autoptr (GError) local = NULL;
      TlReleaseFile *old = match (self, self->history->pdata[i], file, &local);
      const char *from = NULL;

      if (old != NULL && strcmp (old->digest, file->digest) != 0
          && g_hash_table_add (seen, old->digest) && !has_patch (file, old->digest)
          && !carry_patch (self, before, file, old->digest)
          && MAX (file->size, old->size) <= TL_DELTA_FILE_MOST)
        from = _tl_publish_old_path (self, old, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (from != NULL)
        add_job (self, jobs, path, from, old);
    }
  return TRUE;
}

static gboolean
take_job (TlPublishMaking *self, TlReleaseFile *file, Job *job, GError **error)
{
  g_autofree char *name = NULL;
  TlReleasePatch patch = { .size = job->size };

  if (!job->is_made)
    return TRUE;
  if (job->old == NULL)
    {
      name = g_strdup_printf ("files/%s.zst", file->digest);
      g_strlcpy (file->sent_digest, job->digest, sizeof file->sent_digest);
      file->sent_size = job->size;
      return tl_publish_outlet_take (self->outlet, job->work, name, error);
    }
  if (job->size >= file->sent_size)
    return TRUE;
  name = patch_name (file, job->old->digest);
  g_strlcpy (patch.from, job->old->digest, sizeof patch.from);
  g_strlcpy (patch.digest, job->digest, sizeof patch.digest);
  g_array_append_val (file->patches, patch);
  return tl_publish_outlet_take (self->outlet, job->work, name, error);
}

/* The frame that the release before has of the same content. */
static gboolean
carry_frame (TlPublishMaking *self,
             const TlReleaseFile *before,
             TlReleaseFile *file,
             const char *name)
{
  g_autofree char *path = NULL;

  if (before == NULL || strcmp (before->digest, file->digest) != 0)
    return FALSE;
  path = tl_publish_outlet_dup_path (self->outlet, name);
  if (path == NULL
      || !tl_publish_outlet_add (self->outlet, path, name, before->sent_digest, self->cancellable,
                                 NULL))
    return FALSE;
  g_strlcpy (file->sent_digest, before->sent_digest, sizeof file->sent_digest);
  file->sent_size = before->sent_size;
  self->report->unchanged++;
  return TRUE;
}

gboolean
_tl_publish_send (TlPublishMaking *self, TlReleaseFile *file, const char *path, GError **error)
{
  const TlReleaseFile *before
      = self->history->len > 0 ? tl_manifest_find (self->history->pdata[0], file->name) : NULL;
  g_autofree char *name = g_strdup_printf ("files/%s.zst", file->digest);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (job_free);

  self->report->files++;
  if (before != NULL && strcmp (before->digest, file->digest) != 0)
    before = NULL;
  /* The frame first: patches are measured by it. */
  if (!carry_frame (self, before, file, name))
    add_job (self, jobs, path, NULL, NULL);
  if (!plan_patches (self, file, before, path, jobs, error) || !run_jobs (jobs, error))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    if (!take_job (self, file, jobs->pdata[i], error))
      return FALSE;
  self->report->patches += file->patches->len;
  return TRUE;
}

gboolean
_tl_publish_carry_history (TlPublishMaking *self, GError **error)
{
  for (guint i = 0; i < self->history->len; i++)
    {
      const TlManifest *release = g_ptr_array_index (self->history, i);
      g_autofree char *json = NULL;
      g_autofree char *manifest_name
          = g_strdup_printf ("manifests/%" G_GUINT64_FORMAT ".json", release->serial);

      for (guint k = 0; k < release->files->len; k++)
        {
          const TlReleaseFile *file = g_ptr_array_index (release->files, k);
          g_autofree char *name = g_strdup_printf ("files/%s.zst", file->digest);
          g_autofree char *path = tl_publish_outlet_dup_path (self->outlet, name);

          if (path != NULL
              && !tl_publish_outlet_add (self->outlet, path, name, file->sent_digest,
                                         self->cancellable, error))
            return FALSE;
        }
      json = tl_manifest_to_json (release, error);
      if (json == NULL || !tl_publish_outlet_write (self->outlet, manifest_name, json, error))
        return FALSE;
    }
  return TRUE;
}
