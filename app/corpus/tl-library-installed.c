/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "library.json": which volumes and indexes are the library, where a release was installed. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"
#include "corpus/tl-library-private.h"

#define FORMAT       "troly-library 1"
#define DIGEST_CHARS 64

void
_tl_library_installed_free (TlLibraryInstalled *installed)
{
  g_free (installed->created);
  g_free (installed->expires);
  g_free (installed->channel);
  g_ptr_array_unref (installed->volumes);
  g_ptr_array_unref (installed->indexes);
  g_ptr_array_unref (installed->withdrawn);
  g_free (installed);
}

/* A digest and a suffix: nothing that leads out of the store. */
static gboolean
is_stored_name (const char *name, const char *suffix)
{
  if (name == NULL || strspn (name, "0123456789abcdef") != DIGEST_CHARS)
    return FALSE;
  return strcmp (name + DIGEST_CHARS, suffix) == 0;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
add_pair (TlLibraryInstalled *installed, const char *folder, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *volume = object != NULL ? tl_json_get_string (object, "volume") : NULL;
  const char *index = object != NULL ? tl_json_get_string (object, "index") : NULL;

  if (!is_stored_name (volume, TL_VOLUME_SUFFIX)
      || (index != NULL && !is_stored_name (index, TL_VOLUME_INDEX_SUFFIX)))
    return FALSE;
  g_ptr_array_add (installed->volumes, g_build_filename (folder, "store", volume, NULL));
  g_ptr_array_add (installed->indexes,
                   index != NULL ? g_build_filename (folder, "store", index, NULL) : NULL);
  return TRUE;
}

static gboolean
read_members (TlLibraryInstalled *installed, const char *folder, JsonObject *object)
{
  JsonNode *serial = json_object_get_member (object, "serial");
  JsonArray *volumes = get_array (object, "volumes");
  JsonArray *withdrawn = get_array (object, "withdrawn");
  gint64 number = serial != NULL && JSON_NODE_HOLDS_VALUE (serial) ? json_node_get_int (serial) : 0;

  if (number < 1 || volumes == NULL || withdrawn == NULL
      || json_array_get_length (volumes) > TL_LIBRARY_MAX_VOLUMES)
    return FALSE;
  installed->serial = (guint64)number;
  installed->created = g_strdup (tl_json_get_string (object, "created"));
  installed->expires = g_strdup (tl_json_get_string (object, "expires"));
  installed->channel = g_strdup (tl_json_get_string (object, "channel"));
  for (guint i = 0; i < json_array_get_length (volumes); i++)
    if (!add_pair (installed, folder, json_array_get_element (volumes, i)))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (withdrawn); i++)
    {
      JsonNode *id = json_array_get_element (withdrawn, i);

      if (!JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_STRING)
        return FALSE;
      g_ptr_array_add (installed->withdrawn, g_strdup (json_node_get_string (id)));
    }
  return TRUE;
}

TlLibraryInstalled *
_tl_library_installed_load (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "library.json", NULL);
  g_autoptr (TlLibraryInstalled) installed = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GMappedFile) map = NULL;
  GError *local = NULL;

  map = g_mapped_file_new (path, FALSE, &local);
  if (map == NULL)
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT)
          || g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
        g_error_free (local);
      else
        g_propagate_error (error, local);
      return NULL;
    }
  object = tl_json_parse (
      g_mapped_file_get_contents (map) != NULL ? g_mapped_file_get_contents (map) : "",
      (gssize)g_mapped_file_get_length (map), error);
  if (object == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (g_strcmp0 (tl_json_get_string (object, "format"), FORMAT) != 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED, "%s: is not of the format \"%s\"", path,
                   FORMAT);
      return NULL;
    }
  installed = g_new0 (TlLibraryInstalled, 1);
  installed->volumes = g_ptr_array_new_with_free_func (g_free);
  installed->indexes = g_ptr_array_new_with_free_func (g_free);
  installed->withdrawn = g_ptr_array_new_with_free_func (g_free);
  if (!read_members (installed, folder, object))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged", path);
      return NULL;
    }
  return g_steal_pointer (&installed);
}
