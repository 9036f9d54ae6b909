/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "release/tl-canonical-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-manifest-private.h"
#include "release/tl-release-error.h"
#include "release/tl-value-private.h"

#define BAD TL_RELEASE_ERROR_MANIFEST

/* "[a-z0-9-]", so that a name means the same on every file system and is no path. */
static gboolean
is_word (const char *text, gsize length, gsize limit)
{
  if (length == 0 || length > limit)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '-')
      return FALSE;
  return TRUE;
}

gboolean
tl_manifest_is_version (const char *text)
{
  guint parts = 0;

  for (;;)
    {
      gsize digits = strspn (text, "0123456789");

      if (digits == 0 || digits > 5 || ++parts > 4)
        return FALSE;
      text += digits;
      if (*text == '\0')
        return TRUE;
      if (*text++ != '.')
        return FALSE;
    }
}

/* A name follows from what the file is: nothing else can be said with it. */
static gboolean
check_name (const TlReleaseFile *file, GError **error)
{
  const char *name = file->name;
  gsize length = strlen (name);
  g_autofree char *expected = NULL;
  gboolean good;

  switch (file->kind)
    {
    case TL_RELEASE_VOLUME:
      expected = g_strconcat (file->digest, ".tlv", NULL);
      good = strcmp (name, expected) == 0;
      break;
    case TL_RELEASE_INDEX:
      good = length == TL_DIGEST_SIZE - 1 + 4 && strspn (name, "0123456789abcdef") == length - 4
             && g_str_has_suffix (name, ".tlx");
      break;
    case TL_RELEASE_CHANGES:
      expected = g_strdup_printf ("changes-%" G_GUINT64_FORMAT ".json", file->serial);
      good = strcmp (name, expected) == 0;
      break;
    case TL_RELEASE_PACK:
    default:
      good = g_str_has_prefix (name, "pack-") && g_str_has_suffix (name, ".json")
             && is_word (name, length - strlen (".json"), 100);
      break;
    }
  if (good)
    return TRUE;
  return _tl_release_fail (error, BAD, "a file of kind \"%s\" cannot have its name",
                           _tl_release_kind_code (file->kind));
}

static gboolean
read_digest (JsonObject *object, const char *name, char *digest, GError **error)
{
  const char *text = _tl_member_string (object, name, error);

  return text != NULL && _tl_digest_check (text, digest, error);
}

static gboolean
read_size (JsonObject *object, const char *name, guint64 limit, guint64 *size, GError **error)
{
  if (!_tl_member_number (object, name, limit, size, error))
    return FALSE;
  return *size > 0 || _tl_release_fail (error, BAD, "\"%s\" is 0", name);
}

static gboolean
read_patches (JsonObject *object, TlReleaseFile *file, GError **error)
{
  JsonArray *array = _tl_member_array (object, "patches", TL_RELEASE_PATCHES_MOST, error);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = _tl_element_object (array, i, error);
      const TlReleasePatch *last
          = i > 0 ? &g_array_index (file->patches, TlReleasePatch, i - 1) : NULL;
      TlReleasePatch patch;

      if (entry == NULL || !read_digest (entry, "digest", patch.digest, error)
          || !read_digest (entry, "from", patch.from, error)
          || !read_size (entry, "size", file->sent_size, &patch.size, error))
        return FALSE;
      if (last != NULL && strcmp (last->from, patch.from) >= 0)
        return _tl_release_fail (error, BAD, "patches are not in order");
      if (strcmp (patch.from, file->digest) == 0)
        return _tl_release_fail (error, BAD, "a patch leads from a file to itself");
      g_array_append_val (file->patches, patch);
    }
  return array != NULL;
}

/* What applies to one kind only. */
static gboolean
read_kind_members (JsonObject *object, TlReleaseFile *file, GError **error)
{
  JsonObject *pack;

  if (file->kind == TL_RELEASE_CHANGES)
    return read_size (object, "serial", TL_RELEASE_SERIAL_MOST, &file->serial, error);
  if (file->kind != TL_RELEASE_PACK)
    return TRUE;
  pack = _tl_member_object (object, "pack", error);
  return pack != NULL
         && _tl_member_number (pack, "bytes", TL_RELEASE_PACK_MOST, &file->pack_bytes, error)
         && _tl_member_number (pack, "files", TL_RELEASE_PACK_ENTRIES_MOST, &file->pack_files,
                               error);
}

static gboolean
read_file (JsonObject *object, TlReleaseFile *file, GError **error)
{
  gboolean is_list = file->kind == TL_RELEASE_PACK || file->kind == TL_RELEASE_CHANGES;
  JsonObject *sent = _tl_member_object (object, "sent", error);
  const char *title = NULL;

  if (sent == NULL || !read_digest (object, "digest", file->digest, error)
      || !read_size (object, "size", is_list ? TL_RELEASE_LIST_MOST : TL_RELEASE_FILE_MOST,
                     &file->size, error)
      || !read_digest (sent, "digest", file->sent_digest, error)
      /* A frame of what cannot be compressed is larger by headers alone. */
      || !read_size (sent, "size", file->size + file->size / 128 + 1024, &file->sent_size, error)
      || !read_patches (object, file, error) || !read_kind_members (object, file, error)
      || !check_name (file, error))
    return FALSE;
  if (!json_object_has_member (object, "title"))
    return TRUE;
  title = _tl_member_string (object, "title", error);
  if (title == NULL || !_tl_text_check (title, TL_RELEASE_TITLE_LENGTH, "title", error))
    return FALSE;
  file->title = g_strdup (title);
  return TRUE;
}

static gboolean
read_files (JsonObject *object, TlManifest *self, GError **error)
{
  JsonArray *array = _tl_member_array (object, "files", TL_RELEASE_FILES_MOST, error);
  const char *last = "";
  guint64 total = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = _tl_element_object (array, i, error);
      const char *code = entry != NULL ? _tl_member_string (entry, "kind", error) : NULL;
      const char *name = code != NULL ? _tl_member_string (entry, "name", error) : NULL;
      TlReleaseFile *file;
      TlReleaseKind kind;

      if (name == NULL)
        return FALSE;
      if (!_tl_release_kind_from_code (code, &kind))
        return _tl_release_fail (error, BAD, "a file of an unknown kind");
      if (strcmp (last, name) >= 0)
        return _tl_release_fail (error, BAD, "files are not in order of their names");
      file = tl_release_file_new (kind, name);
      g_ptr_array_add (self->files, file);
      if (!read_file (entry, file, error))
        return FALSE;
      last = file->name;
      total += file->size;
      if (total > TL_RELEASE_TOTAL_MOST)
        return _tl_release_fail (error, BAD,
                                 "the files are larger than %" G_GUINT64_FORMAT " bytes together",
                                 TL_RELEASE_TOTAL_MOST);
    }
  return array != NULL;
}

/* A volume without its index could not be searched, an index without its volume not be read. In
 * order of names they stand side by side. */
static gboolean
check_pairs (const TlManifest *self, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (self->files, i);
      const TlReleaseFile *other = NULL;

      if (file->kind == TL_RELEASE_VOLUME && i + 1 < self->files->len)
        other = g_ptr_array_index (self->files, i + 1);
      else if (file->kind == TL_RELEASE_INDEX && i > 0)
        other = g_ptr_array_index (self->files, i - 1);
      else if (file->kind != TL_RELEASE_VOLUME && file->kind != TL_RELEASE_INDEX)
        continue;
      if (other == NULL || other->kind == file->kind
          || strncmp (other->name, file->name, TL_DIGEST_SIZE) != 0)
        return _tl_release_fail (error, BAD, "\"%s\" stands without its %s", file->name,
                                 file->kind == TL_RELEASE_VOLUME ? "index" : "volume");
    }
  return TRUE;
}

static gboolean
read_ids (JsonObject *object, const char *name, GPtrArray *ids, GError **error)
{
  JsonArray *array = _tl_member_array (object, name, TL_RELEASE_IDS_MOST, error);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *id = _tl_element_string (array, i, error);

      if (id == NULL || !_tl_id_check (id, error))
        return FALSE;
      if (i > 0 && strcmp (g_ptr_array_index (ids, i - 1), id) >= 0)
        return _tl_release_fail (error, BAD, "\"%s\" is not in order", name);
      g_ptr_array_add (ids, g_strdup (id));
    }
  return array != NULL;
}

static gboolean
read_head (JsonObject *object, TlManifest *self, GError **error)
{
  const char *channel = _tl_member_string (object, "channel", error);
  const char *created = channel != NULL ? _tl_member_string (object, "created", error) : NULL;
  const char *expires = created != NULL ? _tl_member_string (object, "expires", error) : NULL;
  const char *program
      = expires != NULL ? _tl_member_string (object, "minimum_program", error) : NULL;

  if (program == NULL || !_tl_time_check (created, "created", error)
      || !_tl_time_check (expires, "expires", error)
      || !read_size (object, "serial", TL_RELEASE_SERIAL_MOST, &self->serial, error))
    return FALSE;
  if (!tl_manifest_is_channel (channel))
    return _tl_release_fail (error, BAD, "\"channel\" is no name of a channel");
  if (!tl_manifest_is_version (program))
    return _tl_release_fail (error, BAD, "\"minimum_program\" is no version");
  if (strcmp (created, expires) >= 0)
    return _tl_release_fail (error, BAD, "it expires before it was made");
  self->channel = g_strdup (channel);
  self->created = g_strdup (created);
  self->expires = g_strdup (expires);
  self->minimum_program = g_strdup (program);
  return TRUE;
}

gboolean
tl_manifest_is_channel (const char *name)
{
  return is_word (name, strlen (name), 32);
}

TlManifest *
tl_manifest_parse (const void *data, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (TlManifest) self = tl_manifest_new ();

  object = _tl_canonical_read (data, length, TL_RELEASE_MANIFEST_MOST, "the manifest",
                               TL_MANIFEST_FORMAT, error);
  if (object == NULL)
    return NULL;
  if (read_head (object, self, error) && read_files (object, self, error)
      && check_pairs (self, error) && read_ids (object, "withdrawn", self->withdrawn, error)
      && read_ids (object, "contributions", self->contributions, error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "the manifest: ");
  return NULL;
}
