/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-switch.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
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
