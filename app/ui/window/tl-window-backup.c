/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that belongs to the judge in one file, and back. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "desk/tl-desk-archive.h"
#include "ui/desk/tl-kept-settings.h"
#include "ui/own/tl-own-recent.h"
#include "ui/window/tl-window-private.h"

static TlDeskKeeper *
get_keeper (TlWindow *self)
{
  return tl_services_get_desk (self->services);
}

/* The window may be gone when an answer comes. */
static void
say (TlWindow *self, const char *words)
{
  if (self->toasts != NULL)
    tl_window_say (self, words);
}

static char *
name_of (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_filename_display_name (base);
}

/* Returns: (nullable): the path that was chosen; the dialog goes. */
static char *
take_chosen (TlWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                               : NULL;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return NULL;
  tl_own_keep_out_of_recents (file);
  return g_file_get_path (file);
}

static void
show_chooser (TlWindow *self,
              const char *title,
              GtkFileChooserAction action,
              const char *accept,
              GCallback chosen)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser
      = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, _ ("_Cancel"));
  gtk_file_filter_set_name (filter, _ ("Backups of this program"));
  gtk_file_filter_add_pattern (filter, "*" TL_DESK_ARCHIVE_SUFFIX);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", chosen, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- Saving ---- */

typedef struct
{
  TlWindow *window;
  char *path;
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (TlWindow) self = saving->window;
  g_autofree char *path = saving->path;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskArchive) archive
      = tl_desk_save_archive_finish (TL_DESK (source), result, &error);
  g_autofree char *name = name_of (path);
  g_autofree char *words = NULL;

  if (archive != NULL)
    /* Translators: %s is the name of a file. */
    words = g_strdup_printf (_ ("Your notes and settings are saved in “%s”"), name);
  say (self, archive != NULL ? words : error->message);
}

static void
save_chosen_cb (TlWindow *self, int response)
{
  g_autofree char *chosen = take_chosen (self, response);
  TlDesk *desk = tl_desk_keeper_get_desk (get_keeper (self));
  g_autofree char *settings = NULL;
  Saving *saving;

  if (chosen == NULL || desk == NULL)
    return;
  settings = tl_kept_settings_save (self->settings);
  saving = g_new0 (Saving, 1);
  saving->window = g_object_ref (self);
  saving->path = g_steal_pointer (&chosen);
  say (self, _ ("Saving your notes and settings…"));
  tl_desk_save_archive_async (desk, saving->path, settings, NULL, saved_cb, saving);
}

static void
back_up_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  char day[TL_DATE_SIZE];
  g_autofree char *proposed = NULL;

  if (tl_desk_keeper_get_desk (get_keeper (self)) == NULL)
    {
      say (self, _ ("Your notes are not open, so there is nothing to save."));
      return;
    }
  tl_clock_today (day);
  proposed = g_strdup_printf ("tro-ly-tham-phan-%s%s", day, TL_DESK_ARCHIVE_SUFFIX);
  show_chooser (self, _ ("Save Your Notes and Settings in a File"), GTK_FILE_CHOOSER_ACTION_SAVE,
                _ ("_Save"), G_CALLBACK (save_chosen_cb));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), proposed);
}

/* ---- Restoring ---- */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskArchive) archive
      = tl_desk_keeper_restore_finish (TL_DESK_KEEPER (source), result, &error);
  g_autofree char *words = NULL;

  if (archive == NULL)
    {
      say (self, error->message);
      return;
    }
  /* Confirmed questions are read with the library. */
  tl_services_load (self->services, tl_services_get_folder (self->services));
  if (archive->kept != NULL)
    /* Translators: %s is the name of a file. */
    words = g_strdup_printf (_ ("Restored. What was there before is kept as “%s” in the folder of "
                                "your notes."),
                             archive->kept);
  say (self,
       words != NULL ? words : _ ("Restored: your notes and settings are those of the file."));
}

static void
answered_cb (TlWindow *self, const char *response, GtkWidget *dialog)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");

  if (!g_str_equal (response, "restore"))
    return;
  say (self, _ ("Restoring your notes and settings…"));
  tl_desk_keeper_restore_async (get_keeper (self), path, restored_cb, g_object_ref (self));
}

/* Nobody loses notes by one key. */
static void
restore_chosen_cb (TlWindow *self, int response)
{
  g_autofree char *path = take_chosen (self, response);
  g_autofree char *name = path != NULL ? name_of (path) : NULL;
  GtkWidget *dialog;
  AdwMessageDialog *message;

  if (path == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Replace Your Notes and Settings?"), NULL);
  message = ADW_MESSAGE_DIALOG (dialog);
  /* Translators: %s is the name of a file. */
  adw_message_dialog_format_body (
      message,
      _ ("Notes, highlights, what waits to be sent, confirmed questions "
         "and settings become those of “%s”. What is here now is kept "
         "beside it, in the folder of your notes."),
      name);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "restore", _ ("_Restore"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_steal_pointer (&path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_chooser (TL_WINDOW (widget), _ ("Choose the Backup to Restore"),
                GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), G_CALLBACK (restore_chosen_cb));
}

void
_tl_window_install_backup_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up_cb);
  gtk_widget_class_install_action (widget_class, "win.restore", NULL, restore_cb);
}
