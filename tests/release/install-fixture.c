/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "install-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <utime.h>
#include <zstd.h>

void
publisher_init (Publisher *self)
{
  memset (self, 0, sizeof *self);
  self->folder = release_folder ();
  self->signers = 1;
  self->size = 200000;
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    {
      self->keys[i] = tl_secret_key_generate ();
      tl_secret_key_get_public (self->keys[i], &self->public_keys[i]);
    }
}

void
publisher_clear (Publisher *self)
{
  release_folder_remove (self->folder);
  g_free (self->folder);
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    tl_secret_key_free (self->keys[i]);
}

char *
publisher_path (Publisher *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  return g_steal_pointer (&path);
}

static void
write_bytes (Publisher *self, const char *name, const void *data, gsize size)
{
  g_autofree char *path = publisher_path (self, name);

  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
}

static void
digest_of (const void *data, gsize size, char digest[TL_DIGEST_SIZE])
{
  g_autofree char *text = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);

  g_strlcpy (digest, text, TL_DIGEST_SIZE);
}

/* Half noise, half what packs well, the same at every call. */
static GBytes *
noise (guint32 seed, gsize size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = i / 1000 % 2 == 0 ? (guint8)g_rand_int (rand) : (guint8)(i % 7);
  return g_bytes_new_take (data, size);
}

GBytes *
publisher_volume (Publisher *self, guint64 serial)
{
  g_autoptr (GBytes) base = noise (5, self->size);
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&base), &size);

  for (gsize i = 0; i < 10; i++)
    data[i * size / 10] = (guint8)(serial * 17 + i);
  return g_bytes_new_take (data, size);
}

static GBytes *
squeeze (GBytes *bytes, GBytes *prefix)
{
  gsize size = g_bytes_get_size (bytes);
  gsize room = ZSTD_compressBound (size);
  g_autofree guint8 *out = g_malloc (room);
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  gsize n;

  ZSTD_CCtx_setParameter (context, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter (context, ZSTD_c_enableLongDistanceMatching, prefix != NULL);
  if (prefix != NULL)
    {
      ZSTD_CCtx_setParameter (context, ZSTD_c_windowLog, size > 8000000 ? 28 : 24);
      ZSTD_CCtx_refPrefix (context, g_bytes_get_data (prefix, NULL), g_bytes_get_size (prefix));
    }
  n = ZSTD_compress2 (context, out, room, g_bytes_get_data (bytes, NULL), size);
  g_assert_false (ZSTD_isError (n));
  ZSTD_freeCCtx (context);
  return g_bytes_new (out, n);
}

static TlReleaseFile *
add_file (Publisher *self,
          TlManifest *manifest,
          TlReleaseKind kind,
          const char *given,
          GBytes *bytes,
          gboolean write)
{
  g_autoptr (GBytes) sent = squeeze (bytes, NULL);
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  char digest[TL_DIGEST_SIZE];
  TlReleaseFile *file;

  digest_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), digest);
  name = given != NULL ? g_strdup (given) : g_strconcat (digest, ".tlv", NULL);
  file = tl_release_file_new (kind, name);
  memcpy (file->digest, digest, sizeof digest);
  file->size = g_bytes_get_size (bytes);
  digest_of (g_bytes_get_data (sent, NULL), g_bytes_get_size (sent), file->sent_digest);
  file->sent_size = g_bytes_get_size (sent);
  place = g_strdup_printf ("files/%s.zst", digest);
  if (write)
    write_bytes (self, place, g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  g_ptr_array_add (manifest->files, file);
  return file;
}

static void
add_index (
    Publisher *self, TlManifest *manifest, TlReleaseFile *volume, guint32 seed, gboolean write)
{
  g_autofree char *name = g_strconcat (volume->digest, ".tlx", NULL);
  g_autoptr (GBytes) bytes = noise (seed, 30000);

  add_file (self, manifest, TL_RELEASE_INDEX, name, bytes, write);
}

static void
add_patch (Publisher *self, TlReleaseFile *file, GBytes *old, GBytes *new, gboolean write)
{
  g_autoptr (GBytes) other = noise (99, g_bytes_get_size (new));
  g_autoptr (GBytes) patch = squeeze (self->wrong_patches ? other : new, old);
  TlReleasePatch entry = { .size = g_bytes_get_size (patch) };
  g_autofree char *name = NULL;

  digest_of (g_bytes_get_data (old, NULL), g_bytes_get_size (old), entry.from);
  digest_of (g_bytes_get_data (patch, NULL), g_bytes_get_size (patch), entry.digest);
  g_array_append_val (file->patches, entry);
  name = g_strdup_printf ("patches/%s-%s.zst", entry.from, file->digest);
  if (write)
    write_bytes (self, name, g_bytes_get_data (patch, NULL), g_bytes_get_size (patch));
}

static void
add_pack (Publisher *self, TlManifest *manifest, guint64 serial, gboolean write)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TlReleaseFile *file;
  guint64 total = 0;

  for (guint i = 0; i < 2; i++)
    {
      TlPackEntry *entry = g_new0 (TlPackEntry, 1);
      g_autofree char *text
          = g_strdup_printf ("original %u of release %u", i, i == 0 ? 0 : (guint)serial);
      g_autofree char *place = NULL;

      digest_of (text, strlen (text), entry->digest);
      entry->name = g_strconcat (entry->digest, ".pdf", NULL);
      entry->size = strlen (text);
      total += entry->size;
      place = g_strdup_printf ("originals/%.2s/%s", entry->digest, entry->digest);
      if (write)
        write_bytes (self, place, text, strlen (text));
      g_ptr_array_add (entries, entry);
    }
  json = tl_pack_to_json (entries, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (json, strlen (json));
  file = add_file (self, manifest, TL_RELEASE_PACK, "pack-a.json", bytes, write);
  file->pack_bytes = total;
  file->pack_files = 2;
  for (guint i = 0; i < 2; i++)
    g_free (((TlPackEntry *)g_ptr_array_index (entries, i))->name);
}

static void
add_changes (Publisher *self, TlManifest *manifest, guint64 serial, gboolean write)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_change_free);
  g_autofree char *name = g_strdup_printf ("changes-%u.json", (guint)serial);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TlChange *change = g_new0 (TlChange, 1);

  change->what = g_strdup ("added");
  change->id = g_strdup_printf ("doc-%u", (guint)serial);
  change->kind = g_strdup ("judgment");
  g_ptr_array_add (changes, change);
  json = tl_changes_to_json (changes, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (json, strlen (json));
  add_file (self, manifest, TL_RELEASE_CHANGES, name, bytes, write)->serial = serial;
}

TlManifest *
publisher_manifest (Publisher *self, guint64 serial, gboolean write)
{
  TlManifest *manifest = tl_manifest_new ();
  g_autoptr (GBytes) fixed = noise (1, 50000);
  g_autoptr (GBytes) volume = publisher_volume (self, serial);
  TlReleaseFile *file;

  manifest->serial = serial;
  manifest->created = g_strdup ("2026-03-01T02:00:00Z");
  manifest->expires = g_strdup (self->expires != NULL ? self->expires : "2100-06-01T00:00:00Z");
  manifest->channel = g_strdup (self->channel != NULL ? self->channel : "stable");
  manifest->minimum_program
      = g_strdup (self->minimum_program != NULL ? self->minimum_program : "0.1");
  file = add_file (self, manifest, TL_RELEASE_VOLUME, NULL, fixed, write);
  add_index (self, manifest, file, 2, write);
  file = add_file (self, manifest, TL_RELEASE_VOLUME, NULL, volume, write);
  for (guint64 older = serial > 2 ? serial - 2 : 1; !self->without_patches && older < serial;
       older++)
    {
      g_autoptr (GBytes) old = publisher_volume (self, older);
      add_patch (self, file, old, volume, write);
    }
  add_index (self, manifest, file, (guint32)serial + 100, write);
  add_pack (self, manifest, serial, write);
  add_changes (self, manifest, serial, write);
  g_ptr_array_add (manifest->withdrawn, g_strdup ("gone"));
  return manifest;
}

void
publisher_write_manifest (Publisher *self, TlManifest *manifest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = tl_manifest_to_json (manifest, &error);
  g_autofree char *path = NULL;
  struct utimbuf times;

  g_assert_no_error (error);
  write_bytes (self, "manifest.json", json, strlen (json));
  /* Hosts make their tag of size and second: two releases of one second must have two. */
  path = publisher_path (self, "manifest.json");
  times.actime = times.modtime = (time_t)(1780000000 + manifest->serial);
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

void
publisher_sign (Publisher *self)
{
  g_autofree char *path = publisher_path (self, "manifest.json");
  g_autofree char *json = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &json, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("manifest.json.%s.minisig", self->public_keys[i].id);
      g_autofree char *signature = NULL;
      g_autofree char *old = publisher_path (self, name);

      g_unlink (old);
      if (i >= self->signers)
        continue;
      signature = tl_minisign_sign (self->keys[i], json, length, "a test", &error);
      g_assert_no_error (error);
      write_bytes (self, name, signature, strlen (signature));
      if (i == 0)
        write_bytes (self, "manifest.json.minisig", signature, strlen (signature));
    }
}

void
publisher_release (Publisher *self, guint64 serial)
{
  g_autoptr (TlManifest) manifest = publisher_manifest (self, serial, TRUE);

  publisher_write_manifest (self, manifest);
  publisher_sign (self);
}

TlTrust *
publisher_trust (Publisher *self, guint n)
{
  g_autoptr (GError) error = NULL;
  TlTrust *trust = tl_trust_new (self->public_keys, n, n, &error);

  g_assert_no_error (error);
  return trust;
}

static gboolean
check_stored (const char *library, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (library, "store", name, NULL);
  g_autofree char *data = NULL;
  char digest[TL_DIGEST_SIZE];
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;
  digest_of (data, length, digest);
  if (strncmp (name, digest, TL_DIGEST_SIZE - 1) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s has other bytes", path);
  return FALSE;
}

gboolean
library_open (const char *library, gpointer user_data, GError **error)
{
  g_autofree char *path = g_build_filename (library, "library.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *volumes;

  if (!json_parser_load_from_file (parser, path, error))
    return FALSE;
  volumes = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "volumes");
  if (json_array_get_length (volumes) != 2)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s names other volumes", path);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (volumes); i++)
    {
      JsonObject *pair = json_array_get_object_element (volumes, i);

      if (!check_stored (library, json_object_get_string_member (pair, "volume"), error)
          || !check_stored (library, json_object_get_string_member (pair, "index"), error))
        return FALSE;
    }
  return TRUE;
}

guint64
library_check (const char *library)
{
  g_autoptr (GError) error = NULL;
  g_auto (TlInstallState) state = { 0 };

  g_assert_true (tl_install_read_state (library, &state, &error));
  g_assert_no_error (error);
  if (state.serial == 0)
    return 0;
  library_open (library, NULL, &error);
  g_assert_no_error (error);
  return state.serial;
}
