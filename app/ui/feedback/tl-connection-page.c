/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-connection-page.h"

#include <glib/gi18n.h>

#include "ui/feedback/tl-feedback-words.h"
#include "ui/own/tl-own-recent.h"

/* What belongs to one page. */
typedef struct
{
  TlFeedbackKeeper *keeper;
  GtkWidget *page; /* not owned: it owns this */
  GtkWidget *who;
  GtkWidget *server;
  GtkWidget *state;
  GtkWidget *problem;
  GtkWidget *handed; /* the file that was taken in, and may go */
  GtkWidget *sign_out;
  GtkWidget *account; /* row: signing in with an account of the court */
  GtkWidget *sign_in;
  GtkWidget *cancel;
  GtkFileChooserNative *chooser;
  char *path; /* of that file */
} Connection;

static void
connection_free (gpointer data)
{
  Connection *self = data;

  g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->chooser);
  g_object_unref (self->keeper);
  g_free (self->path);
  g_free (self);
}

static GtkWidget *
add_row (GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, GCallback callback, Connection *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
set_row (GtkWidget *row, const char *subtitle)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
}

static void
show_who (Connection *self, const TlEnrolment *enrolment)
{
  const TlCentrePolicy *policy = tl_feedback_keeper_get_policy (self->keeper);
  g_autofree char *who = NULL;
  g_autofree char *server = NULL;

  if (enrolment != NULL)
    who = g_strdup_printf ("%s · %s", enrolment->name, enrolment->unit_name);
  set_row (self->who, who != NULL ? who : _ ("This computer is not enrolled."));
  if (policy != NULL && policy->server != NULL)
    /* Translators: %s is an address. */
    server = g_strdup_printf (_ ("%s (set by the administrator)"), policy->server);
  else if (enrolment != NULL)
    server = g_strdup (enrolment->server);
  set_row (self->server, server != NULL ? server : "–");
}

/* Only where the centre takes such accounts. */
static void
show_account (Connection *self)
{
  gboolean under_way = tl_feedback_keeper_is_signing_in (self->keeper);

  gtk_widget_set_visible (self->account,
                          under_way || tl_feedback_keeper_offers_account (self->keeper));
  gtk_widget_set_visible (self->sign_in, !under_way);
  gtk_widget_set_visible (self->cancel, under_way);
  set_row (self->account, under_way
                              ? _ ("Sign in in the browser that was opened, then come back.")
                              : _ ("The browser opens the sign-in of the court; your password "
                                   "stays there."));
}

static void
show (Connection *self)
{
  const TlEnrolment *enrolment = tl_feedback_keeper_get_enrolment (self->keeper);
  TlOutboxSender *sender = tl_feedback_keeper_get_sender (self->keeper);
  const char *error = tl_feedback_keeper_get_error (self->keeper);
  g_autofree char *note = tl_feedback_keeper_dup_note (self->keeper);
  gint64 last = sender != NULL ? tl_outbox_sender_get_last (sender) : 0;
  g_autofree char *time = last > 0 ? tl_feedback_time (last) : NULL;
  /* Translators: when the centre was reached last. */
  g_autofree char *reached = time != NULL ? g_strdup_printf (_ ("Reached at %s."), time) : NULL;
  /* That it was reached says nothing of what happens now: a workstation may have been shut out. */
  gboolean well = sender != NULL && tl_outbox_sender_get_state (sender) == TL_OUTBOX_IDLE;
  const char *in_file = tl_feedback_keeper_is_in_file (self->keeper)
                            ? _ ("The key is kept in a file that only you can read, because this "
                                 "desktop has no keyring.")
                            : NULL;
  g_autofree char *state = reached == NULL ? g_strjoin ("\n", note, in_file, NULL)
                           : well          ? g_strjoin ("\n", reached, in_file, NULL)
                                           : g_strjoin ("\n", note, reached, in_file, NULL);

  show_who (self, enrolment);
  show_account (self);
  set_row (self->state, state);
  set_row (self->problem, error);
  gtk_widget_set_visible (self->problem, error != NULL);
  gtk_widget_set_sensitive (self->sign_out, enrolment != NULL);
  /* Only a file that was taken in may go. */
  gtk_widget_set_visible (self->handed, self->path != NULL && error == NULL && enrolment != NULL);
  set_row (self->handed, self->path);
}

static void
chosen_cb (Connection *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

      g_free (self->path);
      self->path = file != NULL ? g_file_get_path (file) : NULL;
      if (self->path != NULL)
        {
          tl_own_keep_out_of_recents (file);
          tl_feedback_keeper_take (self->keeper, self->path);
        }
    }
  g_clear_object (&self->chooser);
}

static void
choose_cb (Connection *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose the Enrolment File"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Take In"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_delete_finish (G_FILE (source), result, &error))
    set_row (row, _ ("The file was deleted."));
  else
    set_row (row, error->message);
}

static void
delete_cb (Connection *self)
{
  g_autoptr (GFile) file = NULL;

  if (self->path == NULL)
    return;
  file = g_file_new_for_path (self->path);
  g_clear_pointer (&self->path, g_free);
  g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, deleted_cb, g_object_ref (self->handed));
}

static void
sign_out_cb (Connection *self)
{
  tl_feedback_keeper_sign_out (self->keeper);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlFeedbackKeeper) keeper = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    tl_feedback_keeper_cancel_sign_in (
        keeper, _ ("No browser could be opened on this computer, and without one nobody can sign "
                   "in: ask your administrator."));
}

/* The page may be gone by now. */
static void
launch_cb (const char *url, gpointer data)
{
  GApplication *application = g_application_get_default ();
  GtkWindow *window = GTK_IS_APPLICATION (application)
                          ? gtk_application_get_active_window (GTK_APPLICATION (application))
                          : NULL;

  gtk_show_uri_full (window, url, GDK_CURRENT_TIME, NULL, launched_cb, g_object_ref (data));
}

static void
sign_in_cb (Connection *self)
{
  tl_feedback_keeper_sign_in (self->keeper, launch_cb, self->keeper);
}

static void
cancel_cb (Connection *self)
{
  tl_feedback_keeper_cancel_sign_in (self->keeper, NULL);
}

GtkWidget *
tl_connection_page_new (TlFeedbackKeeper *keeper)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  Connection *self = g_new0 (Connection, 1);
  GtkWidget *row;

  self->keeper = g_object_ref (keeper);
  self->page = page;
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Comments and Connection"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "mail-send-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Who sends, and to whom"));
  self->who = add_row (group, _ ("You"));
  self->sign_out = add_button (self->who, _ ("_Sign Out"), G_CALLBACK (sign_out_cb), self);
  self->account = add_row (group, _ ("Court account"));
  self->sign_in = add_button (self->account, _ ("Sign _In"), G_CALLBACK (sign_in_cb), self);
  self->cancel = add_button (self->account, _ ("_Cancel"), G_CALLBACK (cancel_cb), self);
  /* Beside what was tried: with large text what stands at the end is out of sight. */
  self->problem = add_row (group, _ ("This did not work"));
  self->server = add_row (group, _ ("Centre"));
  self->state = add_row (group, _ ("Sending"));
  row = add_row (group, _ ("Enrolment file"));
  set_row (row,
           _ ("Your administrator hands it to you. The key in it goes into the keyring of this "
              "desktop; it is a secret: nobody else should have the file."));
  add_button (row, _ ("_Take In…"), G_CALLBACK (choose_cb), self);
  self->handed = add_row (group, _ ("The file was taken in and is not needed any more"));
  add_button (self->handed, _ ("_Delete the File"), G_CALLBACK (delete_cb), self);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  g_object_set_data_full (G_OBJECT (page), "connection", self, connection_free);
  g_signal_connect_swapped (keeper, "changed", G_CALLBACK (show), self);
  show (self);
  tl_feedback_keeper_look_for_account (keeper);
  return page;
}
