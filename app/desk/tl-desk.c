/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-paths.h"
#include "desk/tl-desk-private.h"

struct _TlDesk
{
  GObject parent_instance;

  GMainContext *context;
  TlDeskThreads *threads; /* NULL when closed */
  /* Of the opening; nothing changes them later. */
  char *notice;
  gboolean read_only;
  int history; /* atomic */
};

G_DEFINE_FINAL_TYPE (TlDesk, tl_desk, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tl_desk_finalize (GObject *object)
{
  TlDesk *self = TL_DESK (object);

  if (self->threads != NULL)
    {
      _tl_desk_threads_close (self->threads, NULL);
      _tl_desk_threads_free (self->threads, FALSE);
    }
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->notice);
  G_OBJECT_CLASS (tl_desk_parent_class)->finalize (object);
}

static void
tl_desk_class_init (TlDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_desk_finalize;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
tl_desk_init (TlDesk *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->history = TRUE;
}

/* ---- News ---- */

typedef struct
{
  TlDesk *desk;
  TlDeskChange kind;
  char *doc;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->desk);
  g_free (telling->doc);
  g_free (telling);
}

static gboolean
tell_cb (gpointer data)
{
  Telling *telling = data;

  g_signal_emit (telling->desk, signals[SIGNAL_CHANGED], 0, (int)telling->kind, telling->doc);
  return G_SOURCE_REMOVE;
}

void
_tl_desk_tell (TlDesk *self, const TlDeskNews *news)
{
  Telling *telling = g_new0 (Telling, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  telling->desk = g_object_ref (self);
  telling->kind = news->kind;
  telling->doc = g_strdup (news->doc);
  if (news->kind == TL_DESK_CHANGED_HISTORY)
    g_atomic_int_set (&self->history, news->history);
  /* The priority of the callback of the call, which is attached after this one. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "desk-changed");
  g_source_set_callback (source, tell_cb, telling, telling_free);
  g_source_attach (source, self->context);
}

void
_tl_desk_news (TlDeskNews *news, TlDeskChange kind, const char *doc)
{
  news->set = TRUE;
  news->kind = kind;
  g_free (news->doc);
  news->doc = doc != NULL && *doc != '\0' ? g_strdup (doc) : NULL;
}

/* ---- Calls ---- */

static void
call_free (gpointer data)
{
  TlDeskCall *call = data;

  if (call->free_data != NULL)
    call->free_data (call->data);
  g_free (call);
}

void
_tl_desk_call (TlDesk *self,
               const TlDeskCall *call,
               gpointer source_tag,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* A change that was stored is never told to be cancelled. */
  g_task_set_check_cancellable (task, call->kind == TL_DESK_READ);
  g_task_set_task_data (task, g_memdup2 (call, sizeof *call), call_free);
  if (self->threads != NULL)
    {
      _tl_desk_threads_push (self->threads, task, call->kind);
      return;
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "%s", _ ("Your notes are closed."));
  g_object_unref (task);
}

gpointer
_tl_desk_finish_pointer (TlDesk *self, GAsyncResult *result, gpointer source_tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
_tl_desk_finish_boolean (TlDesk *self, GAsyncResult *result, gpointer source_tag, GError **error)
{
  g_autoptr (GError) local = NULL;

  _tl_desk_finish_pointer (self, result, source_tag, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- Opening and closing ---- */

/* On the thread of the writer. */
static void
opened_cb (TlDeskStore *store, GError *error, gpointer data)
{
  g_autoptr (GTask) task = data;
  TlDesk *self = g_task_get_task_data (task);
  gboolean keep = TRUE;

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->read_only = store->read_only;
  self->notice = store->notice->len > 0 ? g_strdup (store->notice->str) : NULL;
  if (_tl_desk_store_get_history (store, &keep, NULL))
    g_atomic_int_set (&self->history, keep);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
tl_desk_open_async (const char *folder,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *path = folder != NULL ? g_strdup (folder) : tl_paths_dup (TL_PATH_DESK);
  TlDesk *self = g_object_new (TL_TYPE_DESK, NULL);

  g_task_set_source_tag (task, tl_desk_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->threads = _tl_desk_threads_new (path, opened_cb, task);
}

TlDesk *
tl_desk_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_desk_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_desk_close_async (TlDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  TlDeskThreads *threads;

  g_return_if_fail (TL_IS_DESK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, tl_desk_close_async);
  threads = g_steal_pointer (&self->threads);
  if (threads == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  _tl_desk_threads_close (threads, task);
  _tl_desk_threads_free (threads, FALSE);
}

gboolean
tl_desk_close_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tl_desk_close (TlDesk *self)
{
  TlDeskThreads *threads;

  g_return_if_fail (TL_IS_DESK (self));

  threads = g_steal_pointer (&self->threads);
  if (threads == NULL)
    return;
  _tl_desk_threads_close (threads, NULL);
  _tl_desk_threads_free (threads, TRUE);
}

gboolean
tl_desk_is_read_only (TlDesk *self)
{
  g_return_val_if_fail (TL_IS_DESK (self), TRUE);
  return self->read_only;
}

const char *
tl_desk_get_notice (TlDesk *self)
{
  g_return_val_if_fail (TL_IS_DESK (self), NULL);
  return self->notice;
}

/* ---- History ---- */

gboolean
tl_desk_get_history (TlDesk *self)
{
  g_return_val_if_fail (TL_IS_DESK (self), FALSE);
  return g_atomic_int_get (&self->history);
}

enum
{
  FORGET,
  KEEP,
  AS_IT_IS,
};

static gpointer
wipe (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  int wanted = GPOINTER_TO_INT (data);
  gboolean keep = wanted == KEEP;
  g_autoptr (GError) local = NULL;

  if (wanted == AS_IT_IS && !_tl_desk_store_get_history (store, &keep, error))
    return NULL;
  if (!_tl_desk_store_wipe (store, keep, error))
    return NULL;
  _tl_desk_news (news, TL_DESK_CHANGED_HISTORY, NULL);
  news->history = keep;
  if (!_tl_desk_store_wipe_rest (store, &local))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PENDING,
                 _ ("What you read is forgotten, but its traces could not be removed from the disk "
                    "yet; that is tried again when the program starts (%s)."),
                 local->message);
  return NULL;
}

static gpointer
keep_history (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  if (_tl_db_exec (&store->db, "INSERT OR REPLACE INTO settings VALUES ('history', 1)", error))
    {
      _tl_desk_news (news, TL_DESK_CHANGED_HISTORY, NULL);
      news->history = TRUE;
    }
  return NULL;
}

void
tl_desk_set_history_async (TlDesk *self,
                           gboolean keep,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = keep_history };

  g_return_if_fail (TL_IS_DESK (self));

  if (!keep)
    call = (TlDeskCall){ .kind = TL_DESK_ADMIN, .func = wipe, .data = GINT_TO_POINTER (FORGET) };
  _tl_desk_call (self, &call, tl_desk_set_history_async, cancellable, callback, user_data);
}

gboolean
tl_desk_set_history_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_set_history_async, error);
}

void
tl_desk_wipe_history_async (TlDesk *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_ADMIN, .func = wipe, .data = GINT_TO_POINTER (AS_IT_IS) };

  g_return_if_fail (TL_IS_DESK (self));
  _tl_desk_call (self, &call, tl_desk_wipe_history_async, cancellable, callback, user_data);
}

gboolean
tl_desk_wipe_history_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_wipe_history_async, error);
}

static gpointer
list_set_aside (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  return _tl_desk_backup_list_set_aside (store->folder, error);
}

void
tl_desk_list_set_aside_async (TlDesk *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = list_set_aside,
                      .free_result = (GDestroyNotify)g_ptr_array_unref };

  g_return_if_fail (TL_IS_DESK (self));
  _tl_desk_call (self, &call, tl_desk_list_set_aside_async, cancellable, callback, user_data);
}

GPtrArray *
tl_desk_list_set_aside_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_list_set_aside_async, error);
}
