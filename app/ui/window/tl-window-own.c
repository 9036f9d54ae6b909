/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the judge's own: chosen, dropped on the window, or named on the command line. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/own/tl-own-open.h"
#include "ui/own/tl-own-recent.h"
#include "ui/similar/tl-similar-view.h"
#include "ui/window/tl-window-private.h"

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tl_own_open_finish (result, &error);
  const TlReaderTarget target = { .doc = id };

  if (id != NULL && self->search_tab != NULL)
    _tl_window_open (self, &target);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->search_tab != NULL)
    tl_window_say (self, error->message);
}

void
tl_window_open_file (TlWindow *self, GFile *file)
{
  g_return_if_fail (TL_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->opening_files == NULL)
    self->opening_files = g_cancellable_new ();
  tl_own_open_async (self->services, file, self->opening_files, found_cb, g_object_ref (self));
}

static void
open_files (TlWindow *self, GSList *files)
{
  guint n = 0;

  for (GSList *at = files; at != NULL && n < TL_WINDOW_MAX_FILES; at = at->next, n++)
    tl_window_open_file (self, at->data);
}

static void
chosen_cb (TlWindow *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
      guint n = MIN (g_list_model_get_n_items (files), TL_WINDOW_MAX_FILES);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          tl_own_keep_out_of_recents (file);
          tl_window_open_file (self, file);
        }
    }
  g_clear_object (&self->chooser);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const all[] = { "pdf", "docx", "odt", "doc", "txt", "html", "htm", NULL };
  static const char *const pdf[] = { "pdf", NULL };
  static const char *const office[] = { "docx", "odt", "doc", NULL };
  static const char *const text[] = { "txt", "html", "htm", NULL };

  add_filter (chooser, _ ("Documents that can be read"), all);
  add_filter (chooser, _ ("PDF"), pdf);
  add_filter (chooser, _ ("Word and OpenDocument (DOCX, ODT, DOC)"), office);
  add_filter (chooser, _ ("Text and web pages (TXT, HTML)"), text);
}

static void
open_file_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  g_clear_object (&self->chooser);
  self->chooser
      = gtk_file_chooser_native_new (_ ("Open a File of Your Own"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (TlWindow *self, const GValue *value, double x, double y)
{
  GtkWidget *under, *similar;
  GSList *files;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = g_value_get_boxed (value);
  if (files == NULL)
    return FALSE;
  under = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  similar = under != NULL ? gtk_widget_get_ancestor (under, TL_TYPE_SIMILAR_VIEW) : NULL;
  /* There it is the case that others are to be like. */
  if (similar != NULL)
    tl_similar_view_show_file (TL_SIMILAR_VIEW (similar), files->data);
  else
    open_files (self, files);
  return TRUE;
}

void
_tl_window_set_up_own (TlWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the entry, which would take the path of a file for a question. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
_tl_window_install_own_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, open_file_cb);
}
