/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-own-shelf.h"

#include <string.h>

typedef struct
{
  char *id;
  char *path;
  TlOwnFile *file; /* (nullable) */
  guint serial;    /* of the last put: what was read before it does not count */
} Entry;

struct _TlOwnShelf
{
  GObject parent_instance;

  GMutex lock;
  GQueue entries; /* (element-type Entry): the one used last first; with the lock */
  guint serial;   /* with the lock */
};

G_DEFINE_FINAL_TYPE (TlOwnShelf, tl_own_shelf, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->path);
  g_clear_pointer (&entry->file, tl_own_file_unref);
  g_free (entry);
}

static Entry *
find (TlOwnShelf *self, const char *id)
{
  for (GList *at = self->entries.head; at != NULL; at = at->next)
    if (strcmp (((Entry *)at->data)->id, id) == 0)
      return at->data;
  return NULL;
}

/* To the front; what is beyond the bounds goes. */
static void
use (TlOwnShelf *self, Entry *entry)
{
  guint n = 0;

  g_queue_remove (&self->entries, entry);
  g_queue_push_head (&self->entries, entry);
  while (self->entries.length > TL_OWN_SHELF_PATHS)
    entry_free (g_queue_pop_tail (&self->entries));
  for (GList *at = self->entries.head; at != NULL; at = at->next)
    {
      Entry *other = at->data;

      if (other->file != NULL && ++n > TL_OWN_SHELF_FILES)
        g_clear_pointer (&other->file, tl_own_file_unref);
    }
}

static void
tl_own_shelf_finalize (GObject *object)
{
  TlOwnShelf *self = TL_OWN_SHELF (object);

  g_queue_clear_full (&self->entries, entry_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (tl_own_shelf_parent_class)->finalize (object);
}

static void
tl_own_shelf_class_init (TlOwnShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_own_shelf_finalize;
}

static void
tl_own_shelf_init (TlOwnShelf *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->entries);
}

TlOwnShelf *
tl_own_shelf_new (void)
{
  return g_object_new (TL_TYPE_OWN_SHELF, NULL);
}

void
tl_own_shelf_put (TlOwnShelf *self, const char *id, const char *path)
{
  Entry *entry;

  g_return_if_fail (TL_IS_OWN_SHELF (self));
  g_return_if_fail (tl_own_is_id (id) && path != NULL);

  g_mutex_lock (&self->lock);
  entry = find (self, id);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = g_strdup (id);
    }
  else
    g_queue_remove (&self->entries, entry);
  g_free (entry->path);
  entry->path = g_strdup (path);
  g_clear_pointer (&entry->file, tl_own_file_unref);
  entry->serial = ++self->serial;
  use (self, entry);
  g_mutex_unlock (&self->lock);
}

char *
tl_own_shelf_dup_path (TlOwnShelf *self, const char *id)
{
  Entry *entry;
  char *path;

  g_return_val_if_fail (TL_IS_OWN_SHELF (self), NULL);

  g_mutex_lock (&self->lock);
  entry = find (self, id);
  path = entry != NULL ? g_strdup (entry->path) : NULL;
  g_mutex_unlock (&self->lock);
  return path;
}

char *
tl_own_shelf_dup_id (TlOwnShelf *self, const char *path)
{
  char *id = NULL;

  g_return_val_if_fail (TL_IS_OWN_SHELF (self), NULL);

  g_mutex_lock (&self->lock);
  for (GList *at = self->entries.head; at != NULL && id == NULL; at = at->next)
    if (strcmp (((Entry *)at->data)->path, path) == 0)
      id = g_strdup (((Entry *)at->data)->id);
  g_mutex_unlock (&self->lock);
  return id;
}

/* What is there, or where it is and which put that was. */
static TlOwnFile *
look (TlOwnShelf *self, const char *id, char **path, guint *serial)
{
  TlOwnFile *file = NULL;
  Entry *entry;

  g_mutex_lock (&self->lock);
  entry = find (self, id);
  if (entry != NULL)
    {
      use (self, entry);
      file = entry->file != NULL ? tl_own_file_ref (entry->file) : NULL;
      *path = g_strdup (entry->path);
      *serial = entry->serial;
    }
  g_mutex_unlock (&self->lock);
  return file;
}

static void
keep (TlOwnShelf *self, TlOwnFile *file, guint serial)
{
  Entry *entry;

  g_mutex_lock (&self->lock);
  entry = find (self, file->document->id);
  /* It was put again while this was being read: that is of before. */
  if (entry != NULL && entry->serial == serial)
    {
      g_clear_pointer (&entry->file, tl_own_file_unref);
      entry->file = tl_own_file_ref (file);
      use (self, entry);
    }
  g_mutex_unlock (&self->lock);
}

TlOwnFile *
tl_own_shelf_load (TlOwnShelf *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;
  guint serial = 0;
  TlOwnFile *file;

  g_return_val_if_fail (TL_IS_OWN_SHELF (self), NULL);

  file = look (self, id, &path, &serial);
  if (file != NULL || path == NULL)
    return file;
  file = tl_own_file_read (path, id, cancellable, error);
  if (file != NULL)
    keep (self, file, serial);
  return file;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  TlOwnFile *file = tl_own_shelf_load (source, task_data, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, file, (GDestroyNotify)tl_own_file_unref);
}

void
tl_own_shelf_load_async (TlOwnShelf *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tl_own_shelf_load_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

TlOwnFile *
tl_own_shelf_load_finish (TlOwnShelf *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_own_shelf_wipe (TlOwnShelf *self)
{
  g_return_if_fail (TL_IS_OWN_SHELF (self));

  g_mutex_lock (&self->lock);
  g_queue_clear_full (&self->entries, entry_free);
  g_mutex_unlock (&self->lock);
}
