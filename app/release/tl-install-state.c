/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an installed library remembers: "library.json", which is the release in force, "state.json",
 * which outlives it, and the manifests in "release/". */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "base/tl-folder.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"
#include "base/tl-posix.h"
#include "release/tl-install-private.h"
#include "release/tl-release-error.h"

#define POINTER_FORMAT "troly-library 1"
#define STATE_FORMAT   "troly-state 1"
#define MAX_ROOTS      100
#define MAX_TAGS       50

static const char *const folders[] = { "store", "files", "release", "incoming" };

char *
_tl_install_path (const char *library, const char *folder, const char *name)
{
  return folder != NULL ? g_build_filename (library, folder, name, NULL)
                        : g_build_filename (library, name, NULL);
}

static gboolean
fail_errno (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

/* (nullable): %NULL without @error: there is no such file. */
static char *
read_text (const char *path, gsize limit, gsize *length, GError **error)
{
  g_autoptr (GMappedFile) map = NULL;
  GError *local = NULL;

  map = g_mapped_file_new (path, FALSE, &local);
  if (map == NULL)
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_error_free (local);
      else
        g_propagate_error (error, local);
      return NULL;
    }
  *length = g_mapped_file_get_length (map);
  if (*length > limit)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: is larger than such a file can be", path);
      return NULL;
    }
  return g_strndup (
      g_mapped_file_get_contents (map) != NULL ? g_mapped_file_get_contents (map) : "", *length);
}

static JsonObject *
read_object (const char *path, const char *format, char **text, GError **error)
{
  GError *local = NULL;
  gsize length = 0;
  g_autofree char *data = read_text (path, TL_LIMIT_JSON_LINE, &length, &local);
  JsonObject *object;

  if (data == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return NULL;
    }
  object = tl_json_parse (data, (gssize)length, error);
  if (object == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (g_strcmp0 (tl_json_get_string (object, "format"), format) != 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED, "%s: is not of the format \"%s\"", path,
                   format);
      json_object_unref (object);
      return NULL;
    }
  if (text != NULL)
    *text = g_steal_pointer (&data);
  return object;
}

static guint64
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

  return value > 0 ? (guint64)value : 0;
}

static char **
get_strings (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

static void
set_strings (JsonObject *object, const char *name, char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_object_set_array_member (object, name, array);
}

gboolean
_tl_install_pointer_load (TlInstallPointer *pointer, const char *library, GError **error)
{
  g_autofree char *path = _tl_install_path (library, NULL, "library.json");
  GError *local = NULL;
  g_autoptr (JsonObject) object = NULL;

  memset (pointer, 0, sizeof *pointer);
  object = read_object (path, POINTER_FORMAT, &pointer->json, &local);
  if (object == NULL)
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, local);
      return FALSE;
    }
  pointer->serial = get_number (object, "serial");
  pointer->previous = get_number (object, "previous");
  pointer->created = g_strdup (tl_json_get_string (object, "created"));
  pointer->expires = g_strdup (tl_json_get_string (object, "expires"));
  pointer->channel = g_strdup (tl_json_get_string (object, "channel"));
  return TRUE;
}

void
_tl_install_pointer_clear (TlInstallPointer *pointer)
{
  g_clear_pointer (&pointer->json, g_free);
  g_clear_pointer (&pointer->created, g_free);
  g_clear_pointer (&pointer->expires, g_free);
  g_clear_pointer (&pointer->channel, g_free);
}

char *
_tl_install_pointer_to_json (const TlManifest *manifest, guint64 previous)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *volumes = json_array_new ();
  JsonArray *withdrawn = json_array_new ();
  g_autofree char *line = NULL;

  json_object_set_string_member (object, "format", POINTER_FORMAT);
  json_object_set_int_member (object, "serial", (gint64)manifest->serial);
  json_object_set_int_member (object, "previous", (gint64)previous);
  json_object_set_string_member (object, "created", manifest->created);
  json_object_set_string_member (object, "expires", manifest->expires);
  json_object_set_string_member (object, "channel", manifest->channel);
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);
      g_autofree char *volume = g_strconcat (file->digest, ".tlv", NULL);
      g_autofree char *name = g_strconcat (file->digest, ".tlx", NULL);
      TlReleaseFile *index;
      JsonObject *entry;

      if (file->kind != TL_RELEASE_VOLUME)
        continue;
      entry = json_object_new ();
      json_object_set_string_member (entry, "volume", volume);
      index = tl_manifest_find (manifest, name);
      if (index != NULL && index->kind == TL_RELEASE_INDEX)
        {
          g_autofree char *stored = g_strconcat (index->digest, ".tlx", NULL);
          json_object_set_string_member (entry, "index", stored);
        }
      json_array_add_object_element (volumes, entry);
    }
  json_object_set_array_member (object, "volumes", volumes);
  for (guint i = 0; i < manifest->withdrawn->len; i++)
    json_array_add_string_element (withdrawn, g_ptr_array_index (manifest->withdrawn, i));
  json_object_set_array_member (object, "withdrawn", withdrawn);
  line = tl_json_to_line (object);
  return g_strconcat (line, "\n", NULL);
}

gboolean
_tl_install_point (TlInstall *self, const char *json, GError **error)
{
  g_autofree char *path = _tl_install_path (self->library, NULL, "library.json");

  if (!tl_atomic_write (path, json, strlen (json), error))
    return FALSE;
  _tl_install_pointer_clear (&self->pointer);
  return _tl_install_pointer_load (&self->pointer, self->library, error);
}

static void
root_free (gpointer data)
{
  TlInstallRoot *root = data;

  g_free (root->json);
  g_strfreev (root->signatures);
  g_free (root);
}

static void
memory_init (TlInstallMemory *memory)
{
  memset (memory, 0, sizeof *memory);
  memory->packs = g_new0 (char *, 1);
  memory->roots = g_ptr_array_new_with_free_func (root_free);
  memory->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
_tl_install_memory_clear (TlInstallMemory *memory)
{
  g_clear_pointer (&memory->packs, g_strfreev);
  g_clear_pointer (&memory->roots, g_ptr_array_unref);
  g_clear_pointer (&memory->tags, g_hash_table_unref);
}

static void
load_roots (TlInstallMemory *memory, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "roots");
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_ROOTS); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      TlInstallRoot *root;

      if (entry == NULL || tl_json_get_string (entry, "json") == NULL)
        continue;
      root = g_new0 (TlInstallRoot, 1);
      root->json = g_strdup (tl_json_get_string (entry, "json"));
      root->signatures = get_strings (entry, "signatures");
      g_ptr_array_add (memory->roots, root);
    }
}

static void
load_tags (TlInstallMemory *memory, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "tags");
  JsonObject *tags
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) names = tags != NULL ? json_object_get_members (tags) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    if (tl_json_get_string (tags, l->data) != NULL)
      g_hash_table_replace (memory->tags, g_strdup (l->data),
                            g_strdup (tl_json_get_string (tags, l->data)));
}

gboolean
_tl_install_memory_load (TlInstallMemory *memory, const char *library, GError **error)
{
  g_autofree char *path = _tl_install_path (library, NULL, "state.json");
  GError *local = NULL;
  g_autoptr (JsonObject) object = NULL;

  memory_init (memory);
  object = read_object (path, STATE_FORMAT, NULL, &local);
  if (object == NULL)
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, local);
      return FALSE;
    }
  memory->highest = get_number (object, "highest");
  memory->held = get_number (object, "held");
  memory->opened = get_number (object, "opened");
  memory->originals = get_number (object, "originals");
  memory->cleaned = get_number (object, "cleaned");
  g_strfreev (memory->packs);
  memory->packs = get_strings (object, "packs");
  load_roots (memory, object);
  load_tags (memory, object);
  return TRUE;
}

gboolean
_tl_install_memory_save (const TlInstallMemory *memory, const char *library, GError **error)
{
  g_autofree char *path = _tl_install_path (library, NULL, "state.json");
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *roots = json_array_new ();
  JsonObject *tags = json_object_new ();
  g_autofree char *line = NULL;
  GHashTableIter iter;
  gpointer source;
  gpointer tag;
  guint n = 0;

  json_object_set_string_member (object, "format", STATE_FORMAT);
  json_object_set_int_member (object, "highest", (gint64)memory->highest);
  json_object_set_int_member (object, "held", (gint64)memory->held);
  json_object_set_int_member (object, "opened", (gint64)memory->opened);
  json_object_set_int_member (object, "originals", (gint64)memory->originals);
  json_object_set_int_member (object, "cleaned", (gint64)memory->cleaned);
  set_strings (object, "packs", memory->packs);
  for (guint i = 0; i < memory->roots->len; i++)
    {
      const TlInstallRoot *root = g_ptr_array_index (memory->roots, i);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "json", root->json);
      set_strings (entry, "signatures", root->signatures);
      json_array_add_object_element (roots, entry);
    }
  json_object_set_array_member (object, "roots", roots);
  g_hash_table_iter_init (&iter, memory->tags);
  while (g_hash_table_iter_next (&iter, &source, &tag) && n++ < MAX_TAGS)
    json_object_set_string_member (tags, source, tag);
  json_object_set_object_member (object, "tags", tags);
  line = tl_json_to_line (object);
  return tl_atomic_write (path, line, strlen (line), error);
}

static gboolean
take_lock (TlInstall *self, GError **error)
{
  g_autofree char *path = _tl_install_path (self->library, NULL, "lock");

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (self->lock < 0)
    return fail_errno (error, path);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno != EWOULDBLOCK)
    return fail_errno (error, path);
  g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_BUSY,
               "%s: another process installs into this library", self->library);
  return FALSE;
}

/* A damaged file is made anew by the installation that follows: what it said is known from the
 * other file, and the store is checked by digests. */
static gboolean
load_both (TlInstall *self, GError **error)
{
  GError *local = NULL;

  if (!_tl_install_memory_load (&self->memory, self->library, &local))
    {
      if (local->domain == G_FILE_ERROR)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
    }
  if (!_tl_install_pointer_load (&self->pointer, self->library, &local))
    {
      if (local->domain == G_FILE_ERROR)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
      _tl_install_pointer_clear (&self->pointer);
      memset (&self->pointer, 0, sizeof self->pointer);
    }
  self->memory.highest = MAX (self->memory.highest, self->pointer.serial);
  return TRUE;
}

gboolean
_tl_install_begin (TlInstall *self,
                   const char *library,
                   const TlInstallOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  memset (self, 0, sizeof *self);
  self->lock = -1;
  self->library = g_canonicalize_filename (library, NULL);
  self->options = options;
  self->cancellable = cancellable;
  self->signatures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* Without sources only what is there can change. */
  if (options->sources == NULL && !g_file_test (self->library, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING,
                   "%s: there is no such library", self->library);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = _tl_install_path (self->library, folders[i], NULL);

      if (g_mkdir_with_parents (path, 0755) < 0)
        return fail_errno (error, path);
    }
  if (!take_lock (self, error) || !load_both (self, error))
    return FALSE;
  self->report.serial = self->pointer.serial;
  self->report.before = self->pointer.serial;
  return TRUE;
}

void
_tl_install_end (TlInstall *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_clear_pointer (&self->trust, tl_trust_unref);
  g_clear_pointer (&self->manifest, tl_manifest_free);
  g_clear_pointer (&self->manifest_bytes, g_bytes_unref);
  g_clear_pointer (&self->signatures, g_hash_table_unref);
  _tl_install_memory_clear (&self->memory);
  _tl_install_pointer_clear (&self->pointer);
  g_free (self->tag);
  g_free (self->tag_place);
  g_free (self->library);
}

static char *
release_folder (const char *library, guint64 serial)
{
  g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, serial);

  return _tl_install_path (library, "release", name);
}

TlManifest *
_tl_install_load_manifest (const char *library, guint64 serial, GError **error)
{
  g_autofree char *folder = release_folder (library, serial);
  g_autofree char *path = g_build_filename (folder, "manifest.json", NULL);
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, error);
  TlManifest *manifest;

  if (map == NULL)
    return NULL;
  manifest
      = tl_manifest_parse (g_mapped_file_get_contents (map), g_mapped_file_get_length (map), error);
  if (manifest == NULL)
    g_prefix_error (error, "%s: ", path);
  return manifest;
}

/* Flushed too: a pointer must not outlive the manifest it was made from. */
static gboolean
make_release_folder (TlInstall *self, const char *folder, GError **error)
{
  g_autofree char *parent = _tl_install_path (self->library, "release", NULL);

  if (g_mkdir_with_parents (folder, 0755) < 0)
    return fail_errno (error, folder);
  return tl_folder_sync (parent) == 0 || fail_errno (error, parent);
}

gboolean
_tl_install_save_manifest (TlInstall *self, GError **error)
{
  g_autofree char *folder = release_folder (self->library, self->manifest->serial);
  g_autofree char *path = g_build_filename (folder, "manifest.json", NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  if (!make_release_folder (self, folder, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->signatures);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      g_autofree char *signature = g_build_filename (folder, name, NULL);

      if (!tl_atomic_write (signature, text, strlen (text), error))
        return FALSE;
    }
  return tl_atomic_write (path, g_bytes_get_data (self->manifest_bytes, NULL),
                          g_bytes_get_size (self->manifest_bytes), error);
}

char *
_tl_install_store_path (const char *library, const TlReleaseFile *file)
{
  static const char *const suffixes[] = { ".tlv", ".tlx", ".pack", ".changes" };
  g_autofree char *name = g_strconcat (file->digest, suffixes[file->kind], NULL);

  return _tl_install_path (library, "store", name);
}
