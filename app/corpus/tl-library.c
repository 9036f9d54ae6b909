/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-library.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-posix.h"
#include "corpus/tl-library-private.h"

struct _TlLibrary
{
  GObject parent_instance;

  TlLibrarySet *set;
};

G_DEFINE_FINAL_TYPE (TlLibrary, tl_library, G_TYPE_OBJECT)

static void
tl_library_finalize (GObject *object)
{
  TlLibrary *self = TL_LIBRARY (object);

  g_clear_pointer (&self->set, _tl_library_set_free);
  G_OBJECT_CLASS (tl_library_parent_class)->finalize (object);
}

static void
tl_library_class_init (TlLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_library_finalize;
}

static void
tl_library_init (TlLibrary *self)
{
}

static TlLibrary *
library_open (const char *folder, GCancellable *cancellable, GError **error)
{
  TlLibrarySet *set = _tl_library_set_open (folder, cancellable, error);
  TlLibrary *self;

  if (set == NULL)
    return NULL;
  self = g_object_new (TL_TYPE_LIBRARY, NULL);
  self->set = set;
  return self;
}

TlLibrary *
tl_library_open (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return library_open (folder, NULL, error);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  TlLibrary *library = library_open (data, cancellable, &error);

  if (library != NULL)
    g_task_return_pointer (task, library, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
tl_library_open_async (const char *folder,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (folder != NULL);

  g_task_set_source_tag (task, tl_library_open_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, open_thread);
}

TlLibrary *
tl_library_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TlLibrarySet *
_tl_library_get_set (TlLibrary *self)
{
  return self->set;
}

guint
tl_library_get_n_volumes (TlLibrary *self)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self), 0);

  return self->set->entries->len;
}

TlVolume *
tl_library_get_volume (TlLibrary *self, guint index)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (index < self->set->entries->len, NULL);

  return ((TlLibraryEntry *)g_ptr_array_index (self->set->entries, index))->volume;
}

gboolean
tl_library_is_training (TlLibrary *self)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self), FALSE);

  return self->set->training;
}

gboolean
tl_library_is_current (TlLibrary *self, guint volume, guint32 row)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self), FALSE);

  return _tl_library_set_is_current (self->set, volume, row);
}

gboolean
tl_library_is_indexed (TlLibrary *self, guint volume, guint32 row)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self), FALSE);

  return _tl_library_set_is_indexed (self->set, volume, row);
}

TlDocument *
tl_library_load (TlLibrary *self, const char *id, gboolean with_blocks, GError **error)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self) && id != NULL, NULL);

  return _tl_library_set_load (self->set, id, with_blocks, error);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  TlDocument *document = tl_library_load (TL_LIBRARY (source), data, TRUE, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, document, (GDestroyNotify)tl_document_unref);
}

void
tl_library_load_async (TlLibrary *self,
                       const char *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TL_IS_LIBRARY (self) && id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_library_load_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, load_thread);
}

TlDocument *
tl_library_load_finish (TlLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
tl_library_find_number (TlLibrary *self, const char *number_normal, GError **error)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self) && number_normal != NULL, NULL);

  return _tl_library_set_find_number (self->set, number_normal, error);
}

GPtrArray *
tl_library_find_short_name (TlLibrary *self, const char *name, GError **error)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self) && name != NULL, NULL);

  return _tl_library_set_find_name (self->set, name, error);
}

GPtrArray *
tl_library_list (TlLibrary *self, const TlLibraryQuery *query, guint *total, GError **error)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self) && query != NULL, NULL);

  return _tl_library_set_list (self->set, query, total, NULL, error);
}

/* The question and the answer's count; the rows are the task's result. */
typedef struct
{
  TlLibraryQuery query;
  char *filter;
  guint total;
} ListTask;

static void
list_task_free (ListTask *data)
{
  g_free (data->filter);
  g_free (data);
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ListTask *list = data;
  GError *error = NULL;
  GPtrArray *documents = _tl_library_set_list (TL_LIBRARY (source)->set, &list->query, &list->total,
                                               cancellable, &error);

  if (documents != NULL)
    g_task_return_pointer (task, documents, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
tl_library_list_async (TlLibrary *self,
                       const TlLibraryQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ListTask *data;

  g_return_if_fail (TL_IS_LIBRARY (self) && query != NULL);

  data = g_new0 (ListTask, 1);
  data->query = *query;
  data->filter = g_strdup (query->filter);
  data->query.filter = data->filter;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_library_list_async);
  g_task_set_task_data (task, data, (GDestroyNotify)list_task_free);
  g_task_run_in_thread (task, list_thread);
}

GPtrArray *
tl_library_list_finish (TlLibrary *self, GAsyncResult *result, guint *total, GError **error)
{
  ListTask *data;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  data = g_task_get_task_data (G_TASK (result));
  if (total != NULL)
    *total = data->total;
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
tl_library_dup_file (TlLibrary *self, TlDocument *document)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (TL_IS_LIBRARY (self) && document != NULL, NULL);

  if (!_tl_file_name_is_safe (document->file))
    return NULL;
  path = g_build_filename (self->set->folder, "files", document->file, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static void
copy_day (char day[TL_DATE_SIZE], const char *time)
{
  g_strlcpy (day, time != NULL ? time : "", TL_DATE_SIZE);
  if (!tl_date_is_valid (day))
    *day = '\0';
}

/* What the release says stands above what its volumes say: some of them are older than it. */
static void
add_installed (const TlLibraryInstalled *installed, TlLibraryStats *stats)
{
  stats->installed = TRUE;
  stats->serial = installed->serial;
  copy_day (stats->created, installed->created);
  copy_day (stats->expires, installed->expires);
  g_strlcpy (stats->channel, installed->channel != NULL ? installed->channel : "",
             sizeof stats->channel);
}

static guint64
size_of_index (TlVolume *volume)
{
  g_autofree char *path = tl_volume_dup_index_path (volume);
  struct stat info;

  return stat (path, &info) == 0 && S_ISREG (info.st_mode) ? (guint64)info.st_size : 0;
}

gboolean
tl_library_stats (TlLibrary *self, TlLibraryStats *stats, GError **error)
{
  g_return_val_if_fail (TL_IS_LIBRARY (self) && stats != NULL, FALSE);

  memset (stats, 0, sizeof *stats);
  stats->volumes = self->set->entries->len;
  for (guint i = 0; i < self->set->entries->len; i++)
    {
      TlLibraryEntry *entry = g_ptr_array_index (self->set->entries, i);
      g_autofree char *day
          = entry->created != NULL ? g_strndup (entry->created, TL_DATE_SIZE - 1) : NULL;

      stats->volume_bytes += _tl_volume_get_size (entry->volume);
      stats->index_bytes += size_of_index (entry->volume);
      stats->serial = MAX (stats->serial, entry->serial);
      if (tl_date_is_valid (day) && strcmp (day, stats->created) > 0)
        g_strlcpy (stats->created, day, sizeof stats->created);
    }
  if (self->set->installed != NULL)
    add_installed (self->set->installed, stats);
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    {
      const TlVolumeCounts *counts = &self->set->current[kind];

      stats->by_kind[kind] = counts->documents;
      stats->documents += counts->documents;
      stats->articles += counts->blocks.articles;
      stats->blocks += counts->blocks.blocks;
      stats->text_bytes += counts->blocks.text_bytes;
    }
  return TRUE;
}
