/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-sources.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "publish/tl-archive.h"

/* Deeper folders are a loop of mounts, or not what was meant. */
#define MAX_DEPTH 64

struct _TlPublishSources
{
  GPtrArray *list;   /* (element-type TlPublishSource) */
  GHashTable *names; /* name -> source */
  GPtrArray *temporary;
  TlImportFormat format;
  GCancellable *cancellable;
};

static void
source_free (gpointer data)
{
  TlPublishSource *source = data;

  g_free (source->path);
  g_free (source->name);
  g_free (source->skipped);
  g_clear_error (&source->error);
  g_free (source);
}

static TlPublishSource *
add (TlPublishSources *self, const char *path, const char *name)
{
  TlPublishSource *source = g_new0 (TlPublishSource, 1);
  const TlPublishSource *other;

  source->path = g_strdup (path);
  source->name = g_filename_display_name (name);
  source->format = self->format;
  other = g_hash_table_lookup (self->names, source->name);
  if (other != NULL)
    source->error = g_error_new (
        TL_ERROR, TL_ERROR_INPUT,
        "%s: %s and %s would have the same name in the store; name a folder above both instead",
        source->name, other->path != NULL ? other->path : other->name, path != NULL ? path : name);
  else
    g_hash_table_insert (self->names, source->name, source);
  g_ptr_array_add (self->list, source);
  return source;
}

static void
add_error (TlPublishSources *self, const char *path, const char *name, GError *error)
{
  TlPublishSource *source = add (self, path, name);

  g_clear_error (&source->error);
  source->error = error;
}

/* A file found in a folder or an archive is taken when it is of the format asked for; one that was
 * named is read as it was said to be. */
static void
choose_format (TlPublishSources *self, TlPublishSource *source, gboolean named)
{
  TlImportFormat found;

  if (source->error != NULL || (named && self->format != TL_IMPORT_AUTO))
    return;
  if (!tl_import_detect (source->path, source->name, &found, &source->error))
    return;
  source->format = found;
  if (found == TL_IMPORT_AUTO && named)
    source->error
        = g_error_new (TL_ERROR, TL_ERROR_UNSUPPORTED,
                       "%s: not a format that is read (--format says what it is)", source->name);
  else if (found == TL_IMPORT_AUTO)
    source->skipped = g_strdup ("not a format that is read");
  else if (self->format != TL_IMPORT_AUTO && found != self->format)
    source->skipped = g_strdup_printf ("of the format %s, not %s", tl_import_format_code (found),
                                       tl_import_format_code (self->format));
}

typedef struct
{
  TlPublishSources *sources;
  const char *name;
} Member;

static void
member_cb (const char *path, const char *member, const GError *reason, gpointer user_data)
{
  Member *context = user_data;
  g_autofree char *name = g_strconcat (context->name, "/", member, NULL);

  if (reason != NULL)
    add_error (context->sources, NULL, name,
               g_error_new (reason->domain, reason->code, "%s: %s", name, reason->message));
  else
    choose_format (context->sources, add (context->sources, path, name), FALSE);
}

static void
add_archive (TlPublishSources *self, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("troly-archive-XXXXXX", &error);
  Member context = { self, name };

  if (folder != NULL)
    {
      tl_archive_unpack (path, name, folder, member_cb, &context, self->cancellable, &error);
      g_ptr_array_add (self->temporary, g_steal_pointer (&folder));
    }
  if (error != NULL)
    add_error (self, path, name, g_steal_pointer (&error));
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_folder (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void add_path (TlPublishSources *self, const char *path, const char *name, guint depth);

static void
add_folder (TlPublishSources *self, const char *path, const char *name, guint depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (depth > MAX_DEPTH)
    {
      g_set_error (&error, TL_ERROR, TL_ERROR_LIMIT, "%s: folders are nested deeper than %d", name,
                   MAX_DEPTH);
      add_error (self, path, name, g_steal_pointer (&error));
      return;
    }
  names = list_folder (path, &error);
  if (names == NULL)
    {
      g_prefix_error (&error, "%s: ", name);
      add_error (self, path, name, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      g_autofree char *child_name = g_strconcat (name, "/", g_ptr_array_index (names, i), NULL);

      add_path (self, child, child_name, depth + 1);
    }
  if (depth == 0 && names->len == 0)
    add (self, path, name)->skipped = g_strdup ("nothing is in this folder");
}

/* @depth 0 is what the caller named. */
static void
add_path (TlPublishSources *self, const char *path, const char *name, guint depth)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      int saved = errno;
      add_error (self, path, name,
                 g_error_new (G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s",
                              depth == 0 ? path : name, g_strerror (saved)));
    }
  else if (S_ISDIR (status.st_mode))
    {
      if (depth > 0 && g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        add (self, path, name)->skipped = g_strdup ("a link to a folder; links are not followed");
      else
        add_folder (self, path, name, depth);
    }
  else if (!S_ISREG (status.st_mode))
    add_error (
        self, path, name,
        g_error_new (TL_ERROR, TL_ERROR_INPUT, "%s: not a regular file", depth == 0 ? path : name));
  else if (tl_archive_is_name (name))
    add_archive (self, path, name);
  else
    choose_format (self, add (self, path, name), depth == 0);
}

TlPublishSources *
tl_publish_sources_new (const char *const *paths,
                        TlImportFormat format,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (TlPublishSources) self = g_new0 (TlPublishSources, 1);

  self->list = g_ptr_array_new_with_free_func (source_free);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->temporary = g_ptr_array_new_with_free_func (g_free);
  self->format = format;
  self->cancellable = cancellable;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *path = g_canonicalize_filename (paths[i], NULL);
      g_autofree char *name = g_path_get_basename (path);

      add_path (self, path, name, 0);
    }
  self->cancellable = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

guint
tl_publish_sources_get_n (TlPublishSources *self)
{
  return self->list->len;
}

const TlPublishSource *
tl_publish_sources_get (TlPublishSources *self, guint index)
{
  return g_ptr_array_index (self->list, index);
}

/* The folders hold only files that tl_archive_unpack() made. */
static void
remove_unpacked (const char *folder)
{
  g_autoptr (GPtrArray) names = list_folder (folder, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

void
tl_publish_sources_free (TlPublishSources *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->temporary->len; i++)
    remove_unpacked (g_ptr_array_index (self->temporary, i));
  g_ptr_array_unref (self->temporary);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->list);
  g_free (self);
}
