/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/memory/tl-memory.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-paths.h"
#include "search/memory/tl-memory-log.h"
#include "search/memory/tl-memory-table.h"
#include "search/memory/tl-memory-vectors.h"
#include "search/memory/tl-memory-weights.h"
#include "text/tl-text.h"

#define FILE_NAME "memory.jsonl"

struct _TlMemory
{
  GObject parent_instance;

  TlLibrary *library;
  char *path;

  GMutex mutex; /* everything below */
  TlXapianDb *db;
  TlTermReader *reader;
  GPtrArray *shared; /* (element-type TlMemoryEntry): of the library */
  TlMemoryLog *log;
  GPtrArray *entries;       /* (element-type TlMemoryEntry): all, in their order */
  TlMemoryVectors *vectors; /* (nullable): of those that act; made when first needed */
  GPtrArray *acting;        /* (element-type TlMemoryEntry): borrowed, by their number there */
};

G_DEFINE_FINAL_TYPE (TlMemory, tl_memory, G_TYPE_OBJECT)

/* ---- What there is ---- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const TlMemoryEntry *left = *(const TlMemoryEntry *const *)a;
  const TlMemoryEntry *right = *(const TlMemoryEntry *const *)b;
  int order = strcmp (left->question, right->question);

  if (order == 0)
    order = strcmp (left->doc, right->doc);
  return order != 0 ? order : g_strcmp0 (left->anchor, right->anchor);
}

/* One entry for each id; the library's own stays. */
static void
add_entry (GHashTable *by_id, const TlMemoryEntry *entry)
{
  TlMemoryEntry *known = g_hash_table_lookup (by_id, entry->id);

  if (known == NULL)
    {
      known = _tl_memory_entry_copy (entry);
      g_hash_table_insert (by_id, known->id, known);
    }
  known->active = TRUE;
}

/* What stands after all changes of the file. */
static void
replay (TlMemory *self)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer entry;

  for (guint i = 0; i < self->shared->len; i++)
    add_entry (by_id, g_ptr_array_index (self->shared, i));
  for (guint i = 0; self->log != NULL && i < self->log->changes->len; i++)
    {
      const TlMemoryChange *change = g_ptr_array_index (self->log->changes, i);
      TlMemoryEntry *known = g_hash_table_lookup (by_id, change->id);

      if (change->action == TL_MEMORY_CONFIRM)
        add_entry (by_id, change->entry);
      else if (known != NULL)
        known->active = change->action == TL_MEMORY_ON;
    }
  g_ptr_array_set_size (self->entries, 0);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (self->entries, entry);
  g_ptr_array_sort (self->entries, compare_entries);
  g_clear_pointer (&self->vectors, _tl_memory_vectors_free);
}

/* The file may have been written by another program since. */
static gboolean
load_log (TlMemory *self, GError **error)
{
  TlMemoryLog *log;

  if (self->path == NULL)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "The memory has no file to write");
      return FALSE;
    }
  log = _tl_memory_log_load (self->path, error);
  if (log == NULL)
    return FALSE;
  g_clear_pointer (&self->log, _tl_memory_log_free);
  self->log = log;
  replay (self);
  return TRUE;
}

/* Between reading and writing no other program changes the file: what it confirmed would be lost.
 * @lock: (out): for end_change(), also after a failure */
static gboolean
begin_change (TlMemory *self, int *lock, GError **error)
{
  *lock = self->path != NULL ? _tl_memory_log_lock (self->path, error) : -1;
  return (self->path == NULL || *lock >= 0) && load_log (self, error);
}

static gboolean
append (TlMemory *self, JsonObject *line, GError **error)
{
  gboolean ok = _tl_memory_log_append (self->log, self->path, line, error);

  replay (self);
  return ok;
}

static TlMemoryEntry *
find_entry (TlMemory *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (strcmp (((TlMemoryEntry *)g_ptr_array_index (self->entries, i))->id, id) == 0)
      return g_ptr_array_index (self->entries, i);
  return NULL;
}

/* ---- Changes ---- */

static gboolean
set_active (TlMemory *self, const char *id, gboolean active, GError **error)
{
  const TlMemoryEntry *entry = find_entry (self, id);

  if (entry == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: “%s” is no entry of the memory",
                   self->path, id);
      return FALSE;
    }
  return entry->active == active
         || append (self, _tl_memory_line (active ? "on" : "off", id, NULL), error);
}

gboolean
tl_memory_set_active (TlMemory *self, const char *id, gboolean active, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gboolean ok;
  int lock;

  g_return_val_if_fail (TL_IS_MEMORY (self) && id != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  ok = begin_change (self, &lock, error) && set_active (self, id, active, error);
  _tl_memory_log_unlock (lock);
  return ok;
}

static gboolean
check_place (TlMemory *self, const TlMemoryEntry *entry, GError **error)
{
  g_autoptr (TlDocument) document
      = tl_library_load (self->library, entry->doc, entry->anchor != NULL, error);

  if (document == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "“%s” is no document of the library",
                     entry->doc);
      return FALSE;
    }
  for (guint i = 0; entry->anchor != NULL && i < document->blocks->len; i++)
    if (strcmp (tl_document_get_block (document, i)->anchor, entry->anchor) == 0)
      return TRUE;
  if (entry->anchor == NULL)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "“%s” has no place “%s”", entry->doc,
               entry->anchor);
  return FALSE;
}

static gboolean
confirm (TlMemory *self, const TlMemoryEntry *entry, GError **error)
{
  const TlMemoryEntry *known = find_entry (self, entry->id);

  return (known != NULL && known->active)
         || append (self, _tl_memory_line ("confirm", entry->id, entry), error);
}

char *
tl_memory_confirm (
    TlMemory *self, const char *question, const char *doc, const char *anchor, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (TlMemoryEntry) entry = NULL;
  gboolean ok;
  int lock;

  g_return_val_if_fail (TL_IS_MEMORY (self) && question != NULL && doc != NULL, NULL);

  entry = _tl_memory_entry_new (question, doc, anchor, NULL);
  if (entry == NULL)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT,
                           "A question without letters, or one too long, is not remembered");
      return NULL;
    }
  locker = g_mutex_locker_new (&self->mutex);
  if (!check_place (self, entry, error))
    return NULL;
  ok = begin_change (self, &lock, error) && confirm (self, entry, error);
  _tl_memory_log_unlock (lock);
  return ok ? g_strdup (entry->id) : NULL;
}

gboolean
tl_memory_undo (TlMemory *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gboolean ok;
  int lock;

  g_return_val_if_fail (TL_IS_MEMORY (self), FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  ok = begin_change (self, &lock, error) && self->log->changes->len > 0
       && append (self, _tl_memory_line ("undo", NULL, NULL), error);
  _tl_memory_log_unlock (lock);
  return ok;
}

/* ---- Questions ---- */

GPtrArray *
tl_memory_get_problems (TlMemory *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (TL_IS_MEMORY (self), problems);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; self->log != NULL && i < self->log->problems->len; i++)
    g_ptr_array_add (problems, g_strdup (g_ptr_array_index (self->log->problems, i)));
  g_mutex_unlock (&self->mutex);
  return problems;
}

GPtrArray *
tl_memory_list (TlMemory *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_memory_entry_free);

  g_return_val_if_fail (TL_IS_MEMORY (self), list);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (list, _tl_memory_entry_copy (g_ptr_array_index (self->entries, i)));
  g_mutex_unlock (&self->mutex);
  return list;
}

guint
tl_memory_get_n_active (TlMemory *self)
{
  guint active = 0;

  g_return_val_if_fail (TL_IS_MEMORY (self), 0);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->entries->len; i++)
    active += ((TlMemoryEntry *)g_ptr_array_index (self->entries, i))->active;
  g_mutex_unlock (&self->mutex);
  return active;
}

static void
make_vectors (TlMemory *self)
{
  self->vectors = _tl_memory_vectors_new ();
  g_ptr_array_set_size (self->acting, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      TlMemoryEntry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->active)
        continue;
      g_ptr_array_add (self->acting, entry);
      _tl_memory_vectors_add (self->vectors, self->reader, entry->question);
    }
}

static void
match_free (gpointer data)
{
  TlMemoryMatch *match = data;

  tl_memory_entry_free (match->entry);
  g_free (match);
}

static void
add_match (GHashTable *matches, const TlMemoryEntry *entry, double cosine)
{
  g_autofree char *place
      = g_strconcat (entry->doc, "#", entry->anchor != NULL ? entry->anchor : "", NULL);
  TlMemoryMatch *match = g_hash_table_lookup (matches, place);

  if (match == NULL)
    {
      match = g_new0 (TlMemoryMatch, 1);
      g_hash_table_insert (matches, g_steal_pointer (&place), match);
    }
  match->entries++;
  match->sum += cosine * cosine;
  if (match->entry != NULL && cosine <= match->best)
    return;
  match->best = cosine;
  g_clear_pointer (&match->entry, tl_memory_entry_free);
  match->entry = _tl_memory_entry_copy (entry);
}

GHashTable *
tl_memory_match (TlMemory *self, const char *question, GError **error)
{
  g_autoptr (GHashTable) matches
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, match_free);
  g_autofree char *normal = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GArray) alike = NULL;

  g_return_val_if_fail (TL_IS_MEMORY (self) && question != NULL, NULL);

  normal = tl_text_normalize (question, -1, NULL);
  locker = g_mutex_locker_new (&self->mutex);
  if (self->vectors == NULL)
    make_vectors (self);
  if (self->acting->len == 0)
    return g_steal_pointer (&matches);
  alike = _tl_memory_vectors_match (self->vectors, self->reader, self->db, normal, TL_MEMORY_LEAST,
                                    error);
  for (guint i = 0; alike != NULL && i < alike->len; i++)
    {
      const TlMemoryLike *like = &g_array_index (alike, TlMemoryLike, i);

      add_match (matches, g_ptr_array_index (self->acting, like->number), like->cosine);
    }
  return alike != NULL ? g_steal_pointer (&matches) : NULL;
}

/* ---- Class ---- */

static void
tl_memory_finalize (GObject *object)
{
  TlMemory *self = TL_MEMORY (object);

  g_clear_pointer (&self->vectors, _tl_memory_vectors_free);
  g_clear_pointer (&self->acting, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_clear_pointer (&self->log, _tl_memory_log_free);
  g_clear_pointer (&self->reader, tl_term_reader_free);
  g_clear_pointer (&self->db, tl_xapian_db_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->library);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (tl_memory_parent_class)->finalize (object);
}

static void
tl_memory_class_init (TlMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_memory_finalize;
}

static void
tl_memory_init (TlMemory *self)
{
  g_mutex_init (&self->mutex);
  self->reader = tl_term_reader_new ();
  self->shared = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_memory_entry_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_memory_entry_free);
  self->acting = g_ptr_array_new ();
}

/* Takes the entries of one volume. */
typedef struct
{
  TlMemory *memory;
  guint volume;
} Taking;

/* What a volume says of a document that a newer one replaces went with the document. */
static void
take_shared_cb (TlMemoryEntry *entry, guint32 row, gpointer user_data)
{
  const Taking *taking = user_data;

  if (tl_library_is_indexed (taking->memory->library, taking->volume, row))
    g_ptr_array_add (taking->memory->shared, entry);
  else
    tl_memory_entry_free (entry);
}

static gboolean
open_shared (TlMemory *self, GError **error)
{
  guint n_volumes = tl_library_get_n_volumes (self->library);
  g_auto (GStrv) paths = g_new0 (char *, n_volumes + 1);

  for (guint i = 0; i < n_volumes; i++)
    paths[i] = tl_volume_dup_index_path (tl_library_get_volume (self->library, i));
  self->db = tl_xapian_db_open ((const char *const *)paths, error);
  for (guint i = 0; self->db != NULL && i < n_volumes; i++)
    {
      Taking taking = { self, i };

      if (!tl_memory_table_foreach (self->db, i, take_shared_cb, &taking, error))
        return FALSE;
    }
  return self->db != NULL;
}

TlMemory *
tl_memory_new (TlLibrary *library, const char *path, GError **error)
{
  g_autoptr (TlMemory) self = NULL;

  g_return_val_if_fail (TL_IS_LIBRARY (library), NULL);

  self = g_object_new (TL_TYPE_MEMORY, NULL);
  self->library = g_object_ref (library);
  self->path = g_strdup (path);
  if (!open_shared (self, error) || (path != NULL && !load_log (self, error)))
    return NULL;
  if (path == NULL)
    replay (self);
  return g_steal_pointer (&self);
}

char *
tl_memory_dup_path (void)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_DESK);

  return g_build_filename (folder, FILE_NAME, NULL);
}
