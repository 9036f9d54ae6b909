/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/memory/tl-memory-desk.h"

#include <gio/gio.h>

#include "base/tl-error.h"
#include "law/statute/tl-statute-structure.h"
#include "ui/library/tl-document-item.h"

struct _TlMemoryDesk
{
  GObject parent_instance;

  TlLibrary *library;
  TlMemory *memory;
};

G_DEFINE_FINAL_TYPE (TlMemoryDesk, tl_memory_desk, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  JOB_LIST,
  JOB_CONFIRM,
  JOB_SET_ACTIVE,
  JOB_UNDO,
} JobKind;

/* What a thread has to do; the memory is the one of the moment it was asked for. */
typedef struct
{
  JobKind kind;
  TlLibrary *library;
  TlMemory *memory;
  char *text; /* question, or id */
  char *doc;
  char *anchor;
  gboolean active;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->library);
  g_clear_object (&job->memory);
  g_free (job->text);
  g_free (job->doc);
  g_free (job->anchor);
  g_free (job);
}

static void
tl_memory_desk_dispose (GObject *object)
{
  TlMemoryDesk *self = TL_MEMORY_DESK (object);

  g_clear_object (&self->library);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (tl_memory_desk_parent_class)->dispose (object);
}

static void
tl_memory_desk_class_init (TlMemoryDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_memory_desk_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_MEMORY_DESK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_memory_desk_init (TlMemoryDesk *self)
{
}

TlMemoryDesk *
tl_memory_desk_new (void)
{
  return g_object_new (TL_TYPE_MEMORY_DESK, NULL);
}

void
tl_memory_desk_set_memory (TlMemoryDesk *self, TlLibrary *library, TlMemory *memory)
{
  g_return_if_fail (TL_IS_MEMORY_DESK (self));

  g_set_object (&self->library, library);
  if (g_set_object (&self->memory, memory))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
tl_memory_desk_is_ready (TlMemoryDesk *self)
{
  g_return_val_if_fail (TL_IS_MEMORY_DESK (self), FALSE);

  return self->memory != NULL;
}

guint
tl_memory_desk_get_n_active (TlMemoryDesk *self)
{
  g_return_val_if_fail (TL_IS_MEMORY_DESK (self), 0);

  return self->memory != NULL ? tl_memory_get_n_active (self->memory) : 0;
}

/* ---- In the thread ---- */

/* Name of a document, read once for all its entries. */
static const char *
document_name (TlLibrary *library, GHashTable *names, const char *id)
{
  const char *known = g_hash_table_lookup (names, id);
  g_autoptr (TlDocument) document = NULL;
  char *name;

  if (known != NULL)
    return known;
  document = tl_library_load (library, id, FALSE, NULL);
  name = document != NULL ? tl_document_item_title (document) : g_strdup (id);
  g_hash_table_insert (names, g_strdup (id), name);
  return name;
}

static GPtrArray *
list (const Job *job)
{
  g_autoptr (GPtrArray) entries = tl_memory_list (job->memory);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      const TlMemoryEntry *entry = g_ptr_array_index (entries, i);
      const char *name = document_name (job->library, names, entry->doc);
      g_autofree char *label = entry->anchor != NULL ? tl_anchor_label (entry->anchor) : NULL;
      g_autofree char *place = label != NULL && *label != '\0'
                                   ? g_strdup_printf ("%s · %s", label, name)
                                   : g_strdup (name);

      g_ptr_array_add (items, tl_remembered_new (entry, place));
    }
  return items;
}

/* A confirmation of what stands already writes nothing: taking "it" back would take back another
 * change. */
static gboolean
change (const Job *job, gboolean *changed, GError **error)
{
  guint before = tl_memory_get_n_active (job->memory);
  g_autofree char *id = NULL;

  switch (job->kind)
    {
    case JOB_CONFIRM:
      id = tl_memory_confirm (job->memory, job->text, job->doc, job->anchor, error);
      *changed = tl_memory_get_n_active (job->memory) != before;
      return id != NULL;
    case JOB_SET_ACTIVE:
      *changed = TRUE;
      return tl_memory_set_active (job->memory, job->text, job->active, error);
    case JOB_UNDO:
    case JOB_LIST:
    default:
      {
        GError *problem = NULL;

        *changed = tl_memory_undo (job->memory, &problem);
        if (problem == NULL)
          return TRUE;
        g_propagate_error (error, problem);
        return FALSE;
      }
    }
}

/* Changes of two threads would both read the file before either wrote it; the memory's own lock
 * keeps them apart. */
static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  gboolean changed = FALSE;
  GError *error = NULL;

  if (job->kind == JOB_LIST)
    g_task_return_pointer (task, list (job), (GDestroyNotify)g_ptr_array_unref);
  else if (change (job, &changed, &error))
    g_task_return_int (task, changed);
  else
    g_task_return_error (task, error);
}

/* ---- Asking ---- */

static Job *
job_new (JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  return job;
}

static void
start (TlMemoryDesk *self,
       Job *job,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  if (self->memory == NULL)
    {
      g_task_return_new_error (task, TL_ERROR, TL_ERROR_INPUT, "There is no memory to change");
      return;
    }
  job->library = g_object_ref (self->library);
  job->memory = g_object_ref (self->memory);
  g_task_run_in_thread (task, run_in_thread);
}

void
tl_memory_desk_list_async (TlMemoryDesk *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (TL_IS_MEMORY_DESK (self));

  start (self, job_new (JOB_LIST), cancellable, callback, user_data);
}

GPtrArray *
tl_memory_desk_list_finish (TlMemoryDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_memory_desk_confirm_async (TlMemoryDesk *self,
                              const char *question,
                              const char *doc,
                              const char *anchor,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Job *job;

  g_return_if_fail (TL_IS_MEMORY_DESK (self) && question != NULL && doc != NULL);

  job = job_new (JOB_CONFIRM);
  job->text = g_strdup (question);
  job->doc = g_strdup (doc);
  job->anchor = g_strdup (anchor);
  start (self, job, NULL, callback, user_data);
}

void
tl_memory_desk_set_active_async (TlMemoryDesk *self,
                                 const char *id,
                                 gboolean active,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Job *job;

  g_return_if_fail (TL_IS_MEMORY_DESK (self) && id != NULL);

  job = job_new (JOB_SET_ACTIVE);
  job->text = g_strdup (id);
  job->active = active;
  start (self, job, NULL, callback, user_data);
}

void
tl_memory_desk_undo_async (TlMemoryDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TL_IS_MEMORY_DESK (self));

  start (self, job_new (JOB_UNDO), NULL, callback, user_data);
}

gboolean
tl_memory_desk_change_finish (TlMemoryDesk *self,
                              GAsyncResult *result,
                              gboolean *changed,
                              GError **error)
{
  GError *problem = NULL;
  gboolean did = g_task_propagate_int (G_TASK (result), &problem) == TRUE;

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (changed != NULL)
    *changed = did;
  if (did)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}
