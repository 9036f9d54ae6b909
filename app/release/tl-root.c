/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-root.h"

#include <string.h>

#include "release/tl-canonical-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-minisign-private.h"
#include "release/tl-release-error.h"
#include "release/tl-root-private.h"
#include "release/tl-value-private.h"

#define FORMAT       "troly-root 1"
#define REVOKED_MOST 256

TlRoot *
tl_root_new (void)
{
  TlRoot *self = g_new0 (TlRoot, 1);

  self->root.keys = g_array_new (FALSE, FALSE, sizeof (TlPublicKey));
  self->release.keys = g_array_new (FALSE, FALSE, sizeof (TlPublicKey));
  self->revoked = g_array_new (FALSE, FALSE, sizeof (TlPublicKey));
  return self;
}

void
tl_root_free (TlRoot *self)
{
  if (self == NULL)
    return;
  g_free (self->created);
  g_array_unref (self->root.keys);
  g_array_unref (self->release.keys);
  g_array_unref (self->revoked);
  g_free (self);
}

const TlPublicKey *
tl_root_role_find (const TlRootRole *role, const char *id)
{
  for (guint i = 0; i < role->keys->len; i++)
    {
      const TlPublicKey *key = &g_array_index (role->keys, TlPublicKey, i);

      if (strcmp (key->id, id) == 0)
        return key;
    }
  return NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (((const TlPublicKey *)a)->id, ((const TlPublicKey *)b)->id);
}

/* One key under two ids would count twice, two keys under one id once. */
gboolean
_tl_keys_check (GArray *keys, GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    for (guint k = i + 1; k < keys->len; k++)
      {
        const TlPublicKey *a = &g_array_index (keys, TlPublicKey, i);
        const TlPublicKey *b = &g_array_index (keys, TlPublicKey, k);

        if (strcmp (a->id, b->id) == 0 || memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0)
          return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "key %s is there twice",
                                   a->id);
      }
  return TRUE;
}

static gboolean
read_keys (JsonArray *array, GArray *keys, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *line = _tl_element_string (array, i, error);
      TlPublicKey key;

      if (line == NULL)
        return FALSE;
      if (!tl_public_key_parse (&key, line, NULL))
        return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "a key of the root is none");
      g_array_append_val (keys, key);
    }
  return array != NULL && _tl_keys_check (keys, error);
}

static gboolean
read_role (JsonObject *object, const char *name, TlRootRole *role, GError **error)
{
  JsonObject *member = _tl_member_object (object, name, error);
  guint64 threshold = 0;

  if (member == NULL
      || !read_keys (_tl_member_array (member, "keys", TL_ROOT_KEYS_MOST, error), role->keys, error)
      || !_tl_member_number (member, "threshold", TL_ROOT_KEYS_MOST, &threshold, error))
    return FALSE;
  if (threshold < 1 || threshold > role->keys->len)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST,
                             "%u keys cannot give %u signatures (\"%s\")", role->keys->len,
                             (guint)threshold, name);
  role->threshold = (guint)threshold;
  return TRUE;
}

static gboolean
read_all (TlRoot *self, JsonObject *object, GError **error)
{
  const char *created = _tl_member_string (object, "created", error);

  if (created == NULL || !_tl_time_check (created, "created", error)
      || !_tl_member_number (object, "version", TL_RELEASE_SERIAL_MOST, &self->version, error)
      || !read_role (object, "root", &self->root, error)
      || !read_role (object, "release", &self->release, error)
      || !read_keys (_tl_member_array (object, "revoked", REVOKED_MOST, error), self->revoked,
                     error))
    return FALSE;
  self->created = g_strdup (created);
  if (self->version == 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "versions of a root begin with 1");
  for (guint i = 0; i < self->revoked->len; i++)
    if (tl_root_role_find (&self->release, g_array_index (self->revoked, TlPublicKey, i).id)
        != NULL)
      return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "key %s is revoked and trusted",
                               g_array_index (self->revoked, TlPublicKey, i).id);
  return TRUE;
}

TlRoot *
tl_root_parse (const void *data, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (TlRoot) self = tl_root_new ();

  object = _tl_canonical_read (data, length, TL_RELEASE_ROOT_MOST, "the root", FORMAT, error);
  if (object == NULL || !read_all (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

static JsonArray *
write_keys (GArray *keys)
{
  JsonArray *array = json_array_new ();

  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *line = _tl_public_key_line (&g_array_index (keys, TlPublicKey, i));

      json_array_add_string_element (array, line);
    }
  return array;
}

static JsonObject *
write_role (TlRootRole *role)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "keys", write_keys (role->keys));
  json_object_set_int_member (object, "threshold", role->threshold);
  return object;
}

char *
tl_root_to_json (TlRoot *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (TlRoot) again = NULL;
  g_autofree char *json = NULL;

  json_object_set_string_member (object, "created", self->created);
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_object_member (object, "release", write_role (&self->release));
  json_object_set_array_member (object, "revoked", write_keys (self->revoked));
  json_object_set_object_member (object, "root", write_role (&self->root));
  json_object_set_int_member (object, "version", (gint64)self->version);
  json = _tl_canonical_write (object, error);
  if (json == NULL || (again = tl_root_parse (json, strlen (json), error)) == NULL)
    return NULL;
  return g_steal_pointer (&json);
}
