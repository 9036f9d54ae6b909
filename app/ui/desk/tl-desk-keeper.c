/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-desk-keeper.h"

#include "ui/desk/tl-kept-settings.h"

struct _TlDeskKeeper
{
  GObject parent_instance;

  /* Owned. */
  TlDesk *desk;
  GSettings *settings;
  char *folder; /* (nullable): as it was opened */
  GCancellable *opening;
  char *notice;
  char *trouble;
};

G_DEFINE_FINAL_TYPE (TlDeskKeeper, tl_desk_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (TlDeskKeeper *self, const char *words)
{
  g_free (self->notice);
  self->notice = g_strdup (words);
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0);
}

static void
changed_cb (TlDeskKeeper *self, int change, const char *doc)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change, doc);
}

static void
history_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlDeskKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_set_history_finish (TL_DESK (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
follow_setting (TlDeskKeeper *self)
{
  gboolean keep;

  if (self->desk == NULL || self->settings == NULL || tl_desk_is_read_only (self->desk))
    return;
  keep = g_settings_get_boolean (self->settings, "keep-history");
  tl_desk_set_history_async (self->desk, keep, NULL, history_set_cb, g_object_ref (self));
}

static void
wiped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlDeskKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_wipe_history_finish (TL_DESK (source), result, &error))
    tell (self, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlDeskKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDesk) desk = tl_desk_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (desk == NULL)
    {
      self->trouble = g_strdup (error->message);
      tell (self, error->message);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, TL_DESK_CHANGED_ALL, NULL);
      return;
    }
  self->desk = g_steal_pointer (&desk);
  if (tl_desk_is_read_only (self->desk))
    self->trouble = g_strdup (tl_desk_get_notice (self->desk));
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  /* Before anything else is asked of it: with the history off nothing may be kept. */
  if (self->settings != NULL
      && g_settings_get_boolean (self->settings, "keep-history")
             != tl_desk_get_history (self->desk))
    follow_setting (self);
  if (tl_desk_get_notice (self->desk) != NULL)
    tell (self, tl_desk_get_notice (self->desk));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, TL_DESK_CHANGED_ALL, NULL);
}

static void
drop_desk (TlDeskKeeper *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_func (self->desk, changed_cb, self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->trouble, g_free);
}

static void
tl_desk_keeper_dispose (GObject *object)
{
  TlDeskKeeper *self = TL_DESK_KEEPER (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  drop_desk (self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (tl_desk_keeper_parent_class)->dispose (object);
}

static void
tl_desk_keeper_finalize (GObject *object)
{
  g_free (TL_DESK_KEEPER (object)->notice);
  g_free (TL_DESK_KEEPER (object)->folder);
  G_OBJECT_CLASS (tl_desk_keeper_parent_class)->finalize (object);
}

static void
tl_desk_keeper_class_init (TlDeskKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_desk_keeper_dispose;
  object_class->finalize = tl_desk_keeper_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", TL_TYPE_DESK_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", TL_TYPE_DESK_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_desk_keeper_init (TlDeskKeeper *self)
{
}

TlDeskKeeper *
tl_desk_keeper_new (void)
{
  return g_object_new (TL_TYPE_DESK_KEEPER, NULL);
}

void
tl_desk_keeper_open (TlDeskKeeper *self, const char *folder, GSettings *settings)
{
  g_return_if_fail (TL_IS_DESK_KEEPER (self));

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  drop_desk (self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, follow_setting, self);
  g_set_object (&self->settings, settings);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::keep-history", G_CALLBACK (follow_setting), self,
                             G_CONNECT_SWAPPED);
  if (folder != self->folder)
    {
      g_free (self->folder);
      self->folder = g_strdup (folder);
    }
  self->opening = g_cancellable_new ();
  tl_desk_open_async (folder, self->opening, opened_cb, g_object_ref (self));
}

gboolean
tl_desk_keeper_is_opening (TlDeskKeeper *self)
{
  return self->opening != NULL;
}

TlDesk *
tl_desk_keeper_get_desk (TlDeskKeeper *self)
{
  g_return_val_if_fail (TL_IS_DESK_KEEPER (self), NULL);
  return self->desk;
}

gboolean
tl_desk_keeper_can_write (TlDeskKeeper *self)
{
  return self->desk != NULL && !tl_desk_is_read_only (self->desk);
}

const char *
tl_desk_keeper_get_trouble (TlDeskKeeper *self)
{
  g_return_val_if_fail (TL_IS_DESK_KEEPER (self), NULL);
  return self->trouble;
}

char *
tl_desk_keeper_dup_notice (TlDeskKeeper *self)
{
  g_return_val_if_fail (TL_IS_DESK_KEEPER (self), NULL);
  return g_steal_pointer (&self->notice);
}

void
tl_desk_keeper_wipe (TlDeskKeeper *self)
{
  g_return_if_fail (TL_IS_DESK_KEEPER (self));

  if (self->desk != NULL)
    tl_desk_wipe_history_async (self->desk, NULL, wiped_cb, g_object_ref (self));
}

/* ---- Restoring ---- */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TlDeskKeeper *self = g_task_get_source_object (task);
  g_autoptr (GSettings) settings = self->settings != NULL ? g_object_ref (self->settings) : NULL;
  GError *error = NULL;
  TlDeskArchive *archive = tl_desk_restore_archive_finish (result, &error);

  /* Before the desk is open: whether history is kept is one of them. */
  if (archive != NULL && archive->settings != NULL && settings != NULL)
    tl_kept_settings_restore (settings, archive->settings);
  tl_desk_keeper_open (self, self->folder, settings);
  if (archive != NULL)
    g_task_return_pointer (task, archive, (GDestroyNotify)tl_desk_archive_free);
  else
    g_task_return_error (task, error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  TlDeskKeeper *self = g_task_get_source_object (task);

  tl_desk_close_finish (TL_DESK (source), result, NULL);
  tl_desk_restore_archive_async (g_task_get_task_data (task), self->folder, NULL, restored_cb,
                                 task);
}

void
tl_desk_keeper_restore_async (TlDeskKeeper *self,
                              const char *path,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (TlDesk) desk = self->desk != NULL ? g_object_ref (self->desk) : NULL;

  g_return_if_fail (TL_IS_DESK_KEEPER (self));

  g_task_set_source_tag (task, tl_desk_keeper_restore_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  drop_desk (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, TL_DESK_CHANGED_ALL, NULL);
  if (desk != NULL)
    tl_desk_close_async (desk, closed_cb, task);
  else
    tl_desk_restore_archive_async (path, self->folder, NULL, restored_cb, task);
}

TlDeskArchive *
tl_desk_keeper_restore_finish (TlDeskKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_desk_keeper_close (TlDeskKeeper *self)
{
  g_autoptr (TlDesk) desk = NULL;

  g_return_if_fail (TL_IS_DESK_KEEPER (self));

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->desk == NULL)
    return;
  desk = g_object_ref (self->desk);
  drop_desk (self);
  tl_desk_close (desk);
}
