/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Releases of the library in the window: what is said of them, what can be done, what is new. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text/tl-escape.h"
#include "text/tl-numeral.h"
#include "ui/update/tl-update-seen.h"
#include "ui/window/tl-window-private.h"

/* As long as a judge may need to read it. */
#define NEWS_SECONDS 12

static TlUpdateKeeper *
get_keeper (GtkWidget *widget)
{
  return tl_services_get_update (TL_WINDOW (widget)->services);
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_update_keeper_check_now (get_keeper (widget));
}

static void
pause_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_update_keeper_pause (get_keeper (widget));
}

static void
resume_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_update_keeper_resume (get_keeper (widget));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_update_keeper_cancel (get_keeper (widget));
}

static void
answered_cb (TlWindow *self, const char *response)
{
  if (strcmp (response, "back") == 0)
    tl_update_keeper_roll_back (tl_services_get_update (self->services));
}

/* Law that was amended meanwhile is read as it was: nobody does that by one key. */
static void
roll_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlUpdateFacts facts;
  GtkWidget *dialog;
  AdwMessageDialog *message;
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;

  if (!tl_update_keeper_can_roll_back (get_keeper (widget)))
    return;
  tl_update_keeper_get_facts (get_keeper (widget), &facts);
  now = tl_update_words_version (facts.installed);
  before = tl_numeral_group ((gint64)facts.installed->previous);
  dialog = adw_message_dialog_new (GTK_WINDOW (widget), _ ("Go Back to the Library Before?"), NULL);
  message = ADW_MESSAGE_DIALOG (dialog);
  /* Translators: the number of a release; then "Library no. 7 of 20/11/2026". */
  adw_message_dialog_format_body (message,
                                  _ ("Library no. %s is read again. %s is left, with all law that "
                                     "only it has, and is not taken again by itself; a newer one "
                                     "is."),
                                  before, now);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "back", _ ("Go _Back"), NULL);
  adw_message_dialog_set_response_appearance (message, "back", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
folder_chosen_cb (TlWindow *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        tl_update_keeper_add_folder (tl_services_get_update (self->services), path);
    }
  g_clear_object (&self->chooser);
}

static void
folder_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  if (!tl_update_keeper_can_install (get_keeper (widget)))
    {
      tl_window_say (self, _ ("Nothing can be installed here: the publisher's key is not named, or "
                              "the library belongs to the administrator."));
      return;
    }
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose the Folder or Stick with the New Library"), GTK_WINDOW (self),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Update"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_cb (TlWindow *self, const char *doc, const char *anchor)
{
  const TlReaderTarget target = { .doc = doc, .anchor = *anchor != '\0' ? anchor : NULL };

  _tl_window_open (self, &target);
}

static void
show_news_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.place", "s", "news");
}

void
_tl_window_show_news (TlWindow *self)
{
  if (self->news_page == NULL)
    {
      self->news_page = g_object_new (TL_TYPE_NEWS_PAGE, NULL);
      gtk_stack_add_named (self->places, GTK_WIDGET (self->news_page), "news");
      tl_news_page_set_services (self->news_page, self->services, self->settings);
      g_signal_connect_object (self->news_page, "open", G_CALLBACK (open_cb), self,
                               G_CONNECT_SWAPPED);
    }
  tl_news_page_show (self->news_page);
}

/* Said once for each release, quietly. */
static void
tell_release (TlWindow *self, const TlInstallState *installed)
{
  g_autofree char *version = tl_update_words_version (installed);
  g_autofree char *title = tl_escape_markup (version);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("What Is _New"));
  adw_toast_set_action_name (toast, "win.show-news");
  adw_toast_set_timeout (toast, NEWS_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The first release of a library that a judge sees is no news. */
static void
tell_once (TlWindow *self, const char *folder, const TlInstallState *installed)
{
  gboolean same = g_strcmp0 (folder, self->told_folder) == 0;
  guint64 seen;

  if (installed->serial == 0 || (same && self->told_release == installed->serial))
    return;
  tl_update_seen_get (self->settings, folder, &seen, NULL);
  if (seen == 0)
    tl_update_seen_set (self->settings, folder, installed->serial, 0);
  else if (same || seen < installed->serial)
    tell_release (self, installed);
  self->told_release = installed->serial;
  g_free (self->told_folder);
  self->told_folder = g_strdup (folder);
}

static void
show_overdue (TlWindow *self, const TlInstallState *installed)
{
  g_autofree char *words = tl_update_words_overdue (installed);

  gtk_widget_set_visible (self->overdue, words != NULL);
  if (words != NULL)
    gtk_label_set_text (GTK_LABEL (self->overdue_words), words);
}

static void
changed_cb (TlWindow *self)
{
  TlUpdateKeeper *keeper = tl_services_get_update (self->services);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_install = tl_update_keeper_can_install (keeper);
  TlUpdateFacts facts;
  gboolean busy;

  tl_update_keeper_get_facts (keeper, &facts);
  busy = facts.doing == TL_UPDATER_CHECKING || facts.doing == TL_UPDATER_FETCHING
         || facts.doing == TL_UPDATER_SWITCHING;
  gtk_widget_action_set_enabled (widget, "win.update-check",
                                 can_install && !busy && facts.doing != TL_UPDATER_PAUSED);
  gtk_widget_action_set_enabled (widget, "win.update-roll-back",
                                 tl_update_keeper_can_roll_back (keeper));
  gtk_widget_action_set_enabled (widget, "win.show-news", facts.installed->serial > 0);
  show_overdue (self, facts.installed);
  tell_once (self, tl_update_keeper_get_folder (keeper), facts.installed);
}

static void
reloaded_cb (TlWindow *self, const char *error)
{
  g_autofree char *words = NULL;

  if (error == NULL)
    return;
  /* Translators: %s is what went wrong. */
  words = g_strdup_printf (_ ("The new library could not be opened, the one before is used: %s"),
                           error);
  tl_window_say (self, words);
}

static GtkWidget *
make_overdue (TlWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Update"));

  self->overdue_words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->overdue_words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->overdue_words), 0);
  gtk_widget_set_hexpand (self->overdue_words, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-library");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->overdue_words);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "overdue");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

void
_tl_window_set_up_update (TlWindow *self)
{
  TlUpdateKeeper *keeper = tl_services_get_update (self->services);
  GtkWidget *toasts = GTK_WIDGET (self->toasts);

  self->overdue = make_overdue (self);
  gtk_widget_insert_before (self->overdue, gtk_widget_get_parent (toasts), toasts);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->services, "reloaded", G_CALLBACK (reloaded_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
}

void
_tl_window_install_update_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.update-check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "win.update-pause", NULL, pause_cb);
  gtk_widget_class_install_action (widget_class, "win.update-resume", NULL, resume_cb);
  gtk_widget_class_install_action (widget_class, "win.update-cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "win.update-folder", NULL, folder_cb);
  gtk_widget_class_install_action (widget_class, "win.update-roll-back", NULL, roll_back_cb);
  gtk_widget_class_install_action (widget_class, "win.show-news", NULL, show_news_cb);
}
