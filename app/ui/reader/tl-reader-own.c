/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of the judge's own in the reader: whose it is, and that it was written again. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/own/tl-own-open.h"
#include "ui/reader/tl-reader-private.h"

/* Programs write a file in several steps. */
#define SETTLE_MS 700

typedef enum
{
  FILE_SAME,
  FILE_CHANGED,
  FILE_GONE,
} FileState;

static void
show_bar (TlReader *self, const char *words, gboolean can_open)
{
  gtk_label_set_text (self->own.text, words);
  gtk_widget_set_visible (self->own.again, can_open);
  gtk_widget_set_visible (GTK_WIDGET (self->own.bar), *words != '\0');
}

/* What the judge must know of the file while it is as it was read. */
static void
show_as_read (TlReader *self)
{
  const char *unread = self->own.file->unread;
  g_autofree char *words
      = unread != NULL
            /* Translators: %s is a list of pages, "3, 5-9". */
            ? g_strdup_printf (_ ("Damaged pages that could not be read: %s. They are missing in "
                                  "the text, in searches and in comparisons."),
                               unread)
            : NULL;

  show_bar (self, words != NULL ? words : "", FALSE);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const TlOwnFile *file = task_data;
  TlOwnStamp now;

  if (!tl_own_stamp_read (file->path, &now))
    g_task_return_int (task, FILE_GONE);
  else if (now.size != file->stamp.size || now.modified != file->stamp.modified)
    g_task_return_int (task, FILE_CHANGED);
  else
    g_task_return_int (task, FILE_SAME);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize state = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL)
    return;
  g_clear_object (&self->own.looking);
  if (state == FILE_CHANGED)
    show_bar (self, _ ("The file has changed since it was opened."), TRUE);
  else if (state == FILE_GONE)
    show_bar (self, _ ("The file is not where it was any more. What was read of it is shown."),
              FALSE);
  else
    show_as_read (self);
}

static gboolean
settled_cb (gpointer user_data)
{
  TlReader *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->own.source = 0;
  g_cancellable_cancel (self->own.looking);
  g_clear_object (&self->own.looking);
  self->own.looking = g_cancellable_new ();
  task = g_task_new (NULL, self->own.looking, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, settled_cb);
  g_task_set_task_data (task, tl_own_file_ref (self->own.file), (GDestroyNotify)tl_own_file_unref);
  g_task_run_in_thread (task, look_in_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TlReader *self)
{
  g_clear_handle_id (&self->own.source, g_source_remove);
  self->own.source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
watch (TlReader *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->own.file->path);

  self->own.monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  /* Where files cannot be watched, nothing is offered. */
  if (self->own.monitor != NULL)
    g_signal_connect_object (self->own.monitor, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
open_again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autofree char *path = NULL;

  if (self->own.file == NULL)
    return;
  path = g_strdup (self->own.file->path);
  tl_own_shelf_put (tl_services_get_own (self->services), self->doc, path);
  if (gtk_widget_has_focus (self->own.again))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  show_bar (self, "", FALSE);
  _tl_reader_load_again (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean found = tl_own_find_finish (result, &error);

  if (error != NULL)
    return;
  g_clear_object (&self->own.looking);
  self->own.found = found;
  if (found)
    _tl_reader_load (self);
  else
    _tl_reader_show_error (self, _ ("It is not known where this file is"),
                           _ ("This file of yours was opened before. Open it again with Ctrl+O: "
                              "highlights and notes in it are still there."));
}

gboolean
_tl_reader_find_own (TlReader *self)
{
  if (!tl_own_is_id (self->doc) || self->own.found)
    return FALSE;
  g_cancellable_cancel (self->own.looking);
  g_clear_object (&self->own.looking);
  self->own.looking = g_cancellable_new ();
  _tl_reader_set_loading (self, TRUE);
  tl_own_find_async (self->services, self->doc, self->own.looking, found_cb, g_object_ref (self));
  return TRUE;
}

void
_tl_reader_drop_own (TlReader *self)
{
  g_cancellable_cancel (self->own.looking);
  g_clear_object (&self->own.looking);
  g_clear_handle_id (&self->own.source, g_source_remove);
  g_clear_object (&self->own.monitor);
  g_clear_pointer (&self->own.file, tl_own_file_unref);
  self->own.found = FALSE;
}

void
_tl_reader_show_own (TlReader *self, TlReaderJob *job)
{
  if (job->file != NULL && job->file == self->own.file)
    return;
  _tl_reader_drop_own (self);
  show_bar (self, "", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->own.label), job->file != NULL);
  /* A link leads into the library, for whoever has one. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.copy-link", job->file == NULL);
  if (job->file == NULL)
    return;
  self->own.file = tl_own_file_ref (job->file);
  self->own.found = TRUE;
  tl_own_remember (self->services, job->file);
  show_as_read (self);
  watch (self);
  /* It may have been written between the reading and now. */
  changed_cb (self);
}

void
_tl_reader_set_up_own (TlReader *self)
{
  gtk_label_set_text (self->own.label, _ ("My file – it does not leave this computer"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->own.label),
                               _ ("The file is read where it is. It is not copied, not sent, and "
                                  "not added to the library."));
  self->own.text
      = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                                 "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL));
  self->own.again = gtk_button_new_with_label (_ ("Open Again"));
  gtk_widget_set_valign (self->own.again, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->own.again, _ ("Read the file as it is now (Ctrl+Shift+O)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->own.again), "reader.open-again");
  gtk_box_append (self->own.bar, GTK_WIDGET (self->own.text));
  gtk_box_append (self->own.bar, self->own.again);
}

void
_tl_reader_install_own_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child_full (widget_class, "own_label", FALSE,
                                             G_STRUCT_OFFSET (TlReader, own.label));
  gtk_widget_class_bind_template_child_full (widget_class, "own_bar", FALSE,
                                             G_STRUCT_OFFSET (TlReader, own.bar));
  gtk_widget_class_install_action (widget_class, "reader.open-again", NULL, open_again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reader.open-again", NULL);
}
