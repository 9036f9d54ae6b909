/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-switch.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "publish/tl-publish-release.h"
#include "publish/tl-publish-verify.h"
#include "release/tl-trust.h"

#define MANIFEST "manifest.json"

static gboolean
write_text (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir_with_parents (parent, 0755) == 0)
    return tl_atomic_write (path, text, strlen (text), error);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be made", parent);
  return FALSE;
}

static gboolean
has_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *found = NULL;

  return g_file_get_contents (path, &found, NULL, NULL) && strcmp (found, text) == 0;
}

static gboolean
write_beside (const char *folder, GPtrArray *signatures, GError **error)
{
  for (guint i = 0; i < signatures->len; i++)
    {
      const char *text = g_ptr_array_index (signatures, i);
      g_autofree char *name = NULL;
      char id[TL_KEY_ID_SIZE];

      if (!tl_minisign_read_id (text, id, error))
        return FALSE;
      name = g_strdup_printf (MANIFEST ".%s.minisig", id);
      if (!has_text (folder, name, text) && !write_text (folder, name, text, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tl_publish_switch (const char *folder, const char *json, GPtrArray *signatures, GError **error)
{
  for (guint i = 0; i < signatures->len; i++)
    {
      const char *text = g_ptr_array_index (signatures, i);
      g_autofree char *name = NULL;
      char id[TL_KEY_ID_SIZE];

      if (!tl_minisign_read_id (text, id, error))
        return FALSE;
      name = tl_trust_signature_name (json, strlen (json), id);
      if (!write_text (folder, name, text, error))
        return FALSE;
    }
  return write_text (folder, MANIFEST, json, error) && write_beside (folder, signatures, error)
         && (signatures->len == 0
             || write_text (folder, MANIFEST ".minisig", g_ptr_array_index (signatures, 0), error));
}

/* The first of @signatures unless the file has one of them. */
static gboolean
mend_first (const char *folder, GPtrArray *signatures, GError **error)
{
  for (guint i = 0; i < signatures->len; i++)
    if (has_text (folder, MANIFEST ".minisig", g_ptr_array_index (signatures, i)))
      return TRUE;
  return write_text (folder, MANIFEST ".minisig", g_ptr_array_index (signatures, 0), error);
}

gboolean
tl_publish_switch_mend (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MANIFEST, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  json = tl_publish_read_small (path, TL_PUBLISH_MANIFEST_MOST, &length, error);
  signatures = json != NULL ? tl_publish_signatures_of (folder, json, length, error) : NULL;
  if (signatures == NULL)
    return FALSE;
  return signatures->len == 0
         || (write_beside (folder, signatures, error) && mend_first (folder, signatures, error));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
tl_publish_signatures_of (const char *folder, const char *json, gsize length, GError **error)
{
  g_autofree char *pattern = tl_trust_signature_name (json, length, "");
  g_autofree char *prefix = g_path_get_basename (pattern);
  g_autofree char *path = g_build_filename (folder, "signatures", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  *strchr (prefix, '.') = '\0';
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL
         && names->len < TL_PUBLISH_SIGNATURES_MOST)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".minisig"))
      g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    {
      gsize size = 0;
      char *text = tl_publish_read_small (names->pdata[i], TL_PUBLISH_SIGNATURE_MOST, &size, error);

      if (text == NULL)
        return NULL;
      g_ptr_array_add (texts, text);
    }
  return g_steal_pointer (&texts);
}

static gboolean
keep_signatures_of (GHashTable *keep, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *json = NULL;
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  json = tl_publish_read_small (path, TL_PUBLISH_MANIFEST_MOST, &length, NULL);
  if (json == NULL)
    return FALSE;
  g_hash_table_add (keep,
                    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)json, length));
  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *)a;
  guint64 two = *(const guint64 *)b;

  return one < two ? 1 : one > two ? -1 : 0;
}

/* Serials of "manifests/", the newest first. */
static GArray *
list_serials (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "manifests", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GArray *serials = g_array_new (FALSE, FALSE, sizeof (guint64));
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      guint64 serial = g_ascii_strtoull (name, NULL, 10);

      if (serial > 0 && g_str_has_suffix (name, ".json"))
        g_array_append_val (serials, serial);
    }
  g_array_sort (serials, compare_newest_first);
  return serials;
}

/* "DIGEST.KEYID.minisig" */
static gboolean
is_signature_name (const char *name)
{
  static const char rest[] = ".minisig";
  const gsize digest = 64;
  const gsize key = TL_KEY_ID_SIZE - 1;

  return strlen (name) == digest + 1 + key + strlen (rest)
         && strspn (name, "0123456789abcdef") == digest && name[digest] == '.'
         && strspn (name + digest + 1, "0123456789ABCDEF") == key && g_str_has_suffix (name, rest);
}

void
tl_publish_switch_sweep (const char *folder, guint keep)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) serials = list_serials (folder);
  g_autofree char *path = g_build_filename (folder, "signatures", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!keep_signatures_of (digests, folder, MANIFEST)
      || !keep_signatures_of (digests, folder, TL_PUBLISH_NEXT))
    return;
  for (guint i = 0; i < MIN (serials->len, keep); i++)
    {
      g_autofree char *manifest = g_strdup_printf ("manifests/%" G_GUINT64_FORMAT ".json",
                                                   g_array_index (serials, guint64, i));

      if (!keep_signatures_of (digests, folder, manifest))
        return;
    }
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *digest = is_signature_name (name) ? g_strndup (name, 64) : NULL;
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (digest != NULL && !g_hash_table_contains (digests, digest))
        g_unlink (file);
    }
}
