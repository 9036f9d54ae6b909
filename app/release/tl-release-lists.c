/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists that a manifest binds: originals of a pack, changes of a release. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "release/tl-canonical-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-manifest.h"
#include "release/tl-release-error.h"
#include "release/tl-value-private.h"

#define BAD            TL_RELEASE_ERROR_MANIFEST
#define PACK_FORMAT    "troly-pack 1"
#define CHANGES_FORMAT "troly-changes 1"
#define ANCHORS_MOST   8192
#define NUMBER_MOST    200
#define EXTENSION_MOST 8

static void
pack_entry_free (TlPackEntry *self)
{
  g_free (self->name);
  g_free (self);
}

/* "DIGEST.pdf": an original is named after its content. */
static gboolean
check_original (const char *name, const char *digest, GError **error)
{
  gsize stem = strlen (digest);
  const char *extension = name + stem + 1;

  if (g_str_has_prefix (name, digest) && name[stem] == '.' && *extension != '\0'
      && strlen (extension) <= EXTENSION_MOST
      && strspn (extension, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen (extension))
    return TRUE;
  return _tl_release_fail (error, BAD, "an original is not named after its content");
}

static TlPackEntry *
read_entry (JsonObject *object, GError **error)
{
  TlPackEntry *self = g_new0 (TlPackEntry, 1);
  const char *digest = _tl_member_string (object, "digest", error);
  const char *name = digest != NULL ? _tl_member_string (object, "name", error) : NULL;

  if (name != NULL && _tl_digest_check (digest, self->digest, error)
      && check_original (name, digest, error)
      && _tl_member_number (object, "size", TL_RELEASE_ORIGINAL_MOST, &self->size, error))
    {
      self->name = g_strdup (name);
      return self;
    }
  pack_entry_free (self);
  return NULL;
}

GPtrArray *
tl_pack_parse (const void *data, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)pack_entry_free);
  JsonArray *array;
  const char *last = "";

  object = _tl_canonical_read (data, length, TL_RELEASE_LIST_MOST, "the pack", PACK_FORMAT, error);
  array = object != NULL ? _tl_member_array (object, "files", TL_RELEASE_PACK_ENTRIES_MOST, error)
                         : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = _tl_element_object (array, i, error);
      TlPackEntry *entry = element != NULL ? read_entry (element, error) : NULL;

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
      if (strcmp (last, entry->name) >= 0)
        {
          _tl_release_fail (error, BAD, "the files of the pack are not in order");
          return NULL;
        }
      last = entry->name;
    }
  return array != NULL ? g_steal_pointer (&entries) : NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TlPackEntry *const *)a)->name, (*(TlPackEntry *const *)b)->name);
}

char *
tl_pack_to_json (GPtrArray *entries, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *json = NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (sorted, entries->pdata[i]);
  g_ptr_array_sort (sorted, compare_entries);
  for (guint i = 0; i < sorted->len; i++)
    {
      const TlPackEntry *entry = g_ptr_array_index (sorted, i);
      JsonObject *element = json_object_new ();

      json_object_set_string_member (element, "digest", entry->digest);
      json_object_set_string_member (element, "name", entry->name);
      json_object_set_int_member (element, "size", (gint64)entry->size);
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (object, "files", array);
  json_object_set_string_member (object, "format", PACK_FORMAT);
  json = _tl_canonical_write (object, error);
  if (json == NULL || (again = tl_pack_parse (json, strlen (json), error)) == NULL)
    return NULL;
  return g_steal_pointer (&json);
}

void
tl_change_free (TlChange *self)
{
  if (self == NULL)
    return;
  g_free (self->what);
  g_free (self->id);
  g_free (self->kind);
  g_free (self->number);
  g_free (self->title);
  g_free (self->anchors);
  g_free (self);
}

/* (nullable): a member that may be absent or null. */
static gboolean
read_words (JsonObject *object, const char *name, gsize limit, char **words, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = NULL;

  if (node == NULL)
    return TRUE;
  text = _tl_member_string (object, name, error);
  if (text == NULL || !_tl_text_check (text, limit, name, error))
    return FALSE;
  *words = g_strdup (text);
  return TRUE;
}

static gboolean
read_change (JsonObject *object, TlChange *change, GError **error)
{
  static const char *const what[] = { "added", "amended", "withdrawn", NULL };
  static const char *const kinds[] = { "statute", "guidance", "precedent", "judgment", NULL };

  if (!read_words (object, "what", 20, &change->what, error)
      || !read_words (object, "id", TL_RELEASE_ID_LENGTH, &change->id, error)
      || !read_words (object, "kind", 20, &change->kind, error)
      || !read_words (object, "number", NUMBER_MOST, &change->number, error)
      || !read_words (object, "title", TL_RELEASE_TITLE_LENGTH, &change->title, error)
      || !read_words (object, "anchors", ANCHORS_MOST, &change->anchors, error))
    return FALSE;
  if (change->what == NULL || !g_strv_contains (what, change->what) || change->kind == NULL
      || !g_strv_contains (kinds, change->kind) || change->id == NULL)
    return _tl_release_fail (error, BAD, "a change does not say what of which document");
  return _tl_id_check (change->id, error);
}

GPtrArray *
tl_changes_parse (const void *data, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_change_free);
  JsonArray *array;

  object = _tl_canonical_read (data, length, TL_RELEASE_LIST_MOST, "the list of changes",
                               CHANGES_FORMAT, error);
  array = object != NULL ? _tl_member_array (object, "changes", TL_RELEASE_CHANGES_MOST, error)
                         : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = _tl_element_object (array, i, error);
      TlChange *change = g_new0 (TlChange, 1);

      g_ptr_array_add (changes, change);
      if (element == NULL || !read_change (element, change, error))
        return NULL;
    }
  return array != NULL ? g_steal_pointer (&changes) : NULL;
}

static void
write_words (JsonObject *object, const char *name, const char *words)
{
  if (words != NULL)
    json_object_set_string_member (object, name, words);
}

char *
tl_changes_to_json (GPtrArray *changes, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *json = NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const TlChange *change = g_ptr_array_index (changes, i);
      JsonObject *element = json_object_new ();

      write_words (element, "what", change->what);
      write_words (element, "id", change->id);
      write_words (element, "kind", change->kind);
      write_words (element, "number", change->number);
      write_words (element, "title", change->title);
      write_words (element, "anchors", change->anchors);
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (object, "changes", array);
  json_object_set_string_member (object, "format", CHANGES_FORMAT);
  json = _tl_canonical_write (object, error);
  if (json == NULL || (again = tl_changes_parse (json, strlen (json), error)) == NULL)
    return NULL;
  return g_steal_pointer (&json);
}
