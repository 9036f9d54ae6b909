/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a release costs because its volumes were not built on those of the release before. */
#include "config.h"

#include <string.h>

#include "publish/tl-publish-release-private.h"

/* A build that goes on from a library numbers what it writes; the first build of all does not. */
static gboolean
is_fresh (const TlPublishScan *scan)
{
  g_autofree char *serial = tl_volume_dup_meta (scan->volume, "serial");

  return serial == NULL;
}

/* Volumes of @last that the new release has no more. */
static GPtrArray *
replaced_volumes (TlPublishMaking *self, const TlManifest *last, GError **error)
{
  g_autoptr (GPtrArray) scans = g_ptr_array_new ();

  for (guint i = 0; i < last->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (last->files, i);
      g_autoptr (GError) local = NULL;
      TlPublishScan *scan;

      if (file->kind != TL_RELEASE_VOLUME || tl_manifest_find (self->manifest, file->name) != NULL)
        continue;
      scan = _tl_publish_old_scan (self, file, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (scan != NULL)
        g_ptr_array_add (scans, scan);
    }
  return g_steal_pointer (&scans);
}

static guint64
count_known (const TlPublishScan *scan, GPtrArray *replaced)
{
  guint64 known = 0;

  for (guint i = 0; i < scan->headers->len; i++)
    {
      const TlDocument *document = g_ptr_array_index (scan->headers, i);

      for (guint k = 0; k < replaced->len; k++)
        if (g_hash_table_contains (((TlPublishScan *)replaced->pdata[k])->rows, document->id))
          {
            known++;
            break;
          }
    }
  return known;
}

/* What a workstation with @last fetches for the file. */
static guint64
sent_from (const TlReleaseFile *file, const TlManifest *last)
{
  guint64 least = file->sent_size;

  for (guint i = 0; i < file->patches->len; i++)
    {
      const TlReleasePatch *patch = &g_array_index (file->patches, TlReleasePatch, i);

      for (guint k = 0; patch->size < least && k < last->files->len; k++)
        if (strcmp (((TlReleaseFile *)last->files->pdata[k])->digest, patch->from) == 0)
          least = patch->size;
    }
  return least;
}

gboolean
_tl_publish_fresh_count (TlPublishMaking *self, GError **error)
{
  const TlManifest *last = self->history->len > 0 ? self->history->pdata[0] : NULL;
  g_autoptr (GPtrArray) replaced = NULL;
  TlPublishFresh *fresh = &self->report->fresh;

  if (last == NULL)
    return TRUE;
  replaced = replaced_volumes (self, last, error);
  for (guint i = 0; replaced != NULL && i < self->manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (self->manifest->files, i);
      const TlPublishScan *scan = file->kind == TL_RELEASE_VOLUME
                                      ? g_hash_table_lookup (self->scans, file->digest)
                                      : NULL;
      g_autofree char *index = NULL;
      const TlReleaseFile *index_file;
      guint64 known;

      if (scan == NULL || tl_manifest_find (last, file->name) != NULL || !is_fresh (scan)
          || (known = count_known (scan, replaced)) == 0)
        continue;
      index = g_strconcat (file->digest, ".tlx", NULL);
      index_file = tl_manifest_find (self->manifest, index);
      fresh->volumes++;
      fresh->documents += scan->headers->len;
      fresh->known += known;
      fresh->bytes
          += sent_from (file, last) + (index_file != NULL ? sent_from (index_file, last) : 0);
    }
  return replaced != NULL;
}
