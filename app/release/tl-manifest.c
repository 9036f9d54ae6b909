/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-manifest.h"

#include <string.h>

#include "release/tl-canonical-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-manifest-private.h"
#include "release/tl-release-error.h"

static const char *const kind_codes[] = { "volume", "index", "pack", "changes" };

const char *
_tl_release_kind_code (TlReleaseKind kind)
{
  return kind_codes[kind];
}

gboolean
_tl_release_kind_from_code (const char *code, TlReleaseKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_codes); i++)
    if (strcmp (code, kind_codes[i]) == 0)
      {
        *kind = (TlReleaseKind)i;
        return TRUE;
      }
  return FALSE;
}

TlManifest *
tl_manifest_new (void)
{
  TlManifest *self = g_new0 (TlManifest, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_release_file_free);
  self->withdrawn = g_ptr_array_new_with_free_func (g_free);
  self->contributions = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tl_manifest_free (TlManifest *self)
{
  if (self == NULL)
    return;
  g_free (self->created);
  g_free (self->expires);
  g_free (self->channel);
  g_free (self->minimum_program);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->withdrawn);
  g_ptr_array_unref (self->contributions);
  g_free (self);
}

TlReleaseFile *
tl_release_file_new (TlReleaseKind kind, const char *name)
{
  TlReleaseFile *self = g_new0 (TlReleaseFile, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  self->patches = g_array_new (FALSE, TRUE, sizeof (TlReleasePatch));
  return self;
}

void
tl_release_file_free (TlReleaseFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->title);
  g_array_unref (self->patches);
  g_free (self);
}

TlReleaseFile *
tl_manifest_find (const TlManifest *self, const char *name)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      TlReleaseFile *file = g_ptr_array_index (self->files, i);

      if (strcmp (file->name, name) == 0)
        return file;
    }
  return NULL;
}

gboolean
tl_manifest_check_time (const TlManifest *self, GDateTime *now, GError **error)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (self->expires, NULL);

  if (end != NULL && g_date_time_compare (now, end) <= 0)
    return TRUE;
  return _tl_release_fail (error, TL_RELEASE_ERROR_EXPIRED,
                           "release %" G_GUINT64_FORMAT " expired on %.10s", self->serial,
                           self->expires);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TlReleaseFile *const *)a)->name, (*(TlReleaseFile *const *)b)->name);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static int
compare_patches (gconstpointer a, gconstpointer b)
{
  return strcmp (((const TlReleasePatch *)a)->from, ((const TlReleasePatch *)b)->from);
}

static JsonArray *
write_patches (const TlReleaseFile *file)
{
  g_autoptr (GArray) sorted = g_array_copy (file->patches);
  JsonArray *array = json_array_new ();

  g_array_sort (sorted, compare_patches);
  for (guint i = 0; i < sorted->len; i++)
    {
      const TlReleasePatch *patch = &g_array_index (sorted, TlReleasePatch, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "digest", patch->digest);
      json_object_set_string_member (object, "from", patch->from);
      json_object_set_int_member (object, "size", (gint64)patch->size);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
write_file (const TlReleaseFile *file)
{
  JsonObject *object = json_object_new ();
  JsonObject *sent = json_object_new ();

  json_object_set_string_member (sent, "digest", file->sent_digest);
  json_object_set_int_member (sent, "size", (gint64)file->sent_size);
  json_object_set_string_member (object, "digest", file->digest);
  json_object_set_string_member (object, "kind", _tl_release_kind_code (file->kind));
  json_object_set_string_member (object, "name", file->name);
  if (file->kind == TL_RELEASE_PACK)
    {
      JsonObject *pack = json_object_new ();

      json_object_set_int_member (pack, "bytes", (gint64)file->pack_bytes);
      json_object_set_int_member (pack, "files", (gint64)file->pack_files);
      json_object_set_object_member (object, "pack", pack);
    }
  json_object_set_array_member (object, "patches", write_patches (file));
  json_object_set_object_member (object, "sent", sent);
  if (file->kind == TL_RELEASE_CHANGES)
    json_object_set_int_member (object, "serial", (gint64)file->serial);
  json_object_set_int_member (object, "size", (gint64)file->size);
  if (file->title != NULL)
    json_object_set_string_member (object, "title", file->title);
  return object;
}

static JsonArray *
write_files (const TlManifest *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->files->len; i++)
    g_ptr_array_add (sorted, self->files->pdata[i]);
  g_ptr_array_sort (sorted, compare_files);
  for (guint i = 0; i < sorted->len; i++)
    json_array_add_object_element (array, write_file (sorted->pdata[i]));
  return array;
}

static JsonArray *
write_ids (GPtrArray *ids)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (sorted, ids->pdata[i]);
  g_ptr_array_sort (sorted, compare_texts);
  for (guint i = 0; i < sorted->len; i++)
    if (i == 0 || strcmp (sorted->pdata[i - 1], sorted->pdata[i]) != 0)
      json_array_add_string_element (array, sorted->pdata[i]);
  return array;
}

char *
tl_manifest_to_json (const TlManifest *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (TlManifest) again = NULL;
  g_autofree char *json = NULL;

  json_object_set_string_member (object, "channel", self->channel);
  json_object_set_array_member (object, "contributions", write_ids (self->contributions));
  json_object_set_string_member (object, "created", self->created);
  json_object_set_string_member (object, "expires", self->expires);
  json_object_set_array_member (object, "files", write_files (self));
  json_object_set_string_member (object, "format", TL_MANIFEST_FORMAT);
  json_object_set_string_member (object, "minimum_program", self->minimum_program);
  json_object_set_int_member (object, "serial", (gint64)self->serial);
  json_object_set_array_member (object, "withdrawn", write_ids (self->withdrawn));
  json = _tl_canonical_write (object, error);
  /* What no workstation would take is not written. */
  if (json == NULL || (again = tl_manifest_parse (json, strlen (json), error)) == NULL)
    return NULL;
  return g_steal_pointer (&json);
}
