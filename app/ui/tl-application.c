/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-application.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/tl-paths.h"
#include "corpus/tl-doc-uri.h"
#include "ui/diagnose/tl-diagnose.h"
#include "ui/feedback/tl-connection-page.h"
#include "ui/preferences/tl-policy-page.h"
#include "ui/preferences/tl-preferences.h"
#include "ui/tl-language.h"
#include "ui/tl-large-text.h"
#include "ui/tl-names.h"
#include "ui/update/tl-update-page.h"
#include "ui/window/tl-shortcuts.h"
#include "ui/window/tl-window.h"

struct _TlApplication
{
  AdwApplication parent_instance;

  /* Owned. */
  GSettings *settings;
  TlServices *services;
  GtkCssProvider *text_style;
  char *library; /* from the command line */

  gboolean understood; /* the options of the call */
};

G_DEFINE_FINAL_TYPE (TlApplication, tl_application, ADW_TYPE_APPLICATION)

char *
tl_application_link_to_place (const char *uri)
{
  g_autofree char *id = NULL;
  g_autofree char *anchor = NULL;

  if (!tl_doc_uri_parse (uri, &id, &anchor))
    return NULL;
  return g_strconcat ("doc:", id, anchor != NULL ? "#" : NULL, anchor, NULL);
}

static char *
library_folder (TlApplication *self)
{
  g_autofree char *chosen = NULL;

  chosen = g_settings_get_string (self->settings, "library-folder");
  /* What the administrator chose is not swept aside by a starter in a user's folder. */
  if (self->library != NULL && g_settings_is_writable (self->settings, "library-folder"))
    return g_strdup (self->library);
  if (*chosen != '\0')
    return g_steal_pointer (&chosen);
  return tl_paths_dup (TL_PATH_LIBRARY);
}

static TlWindow *
ensure_window (TlApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (TL_IS_WINDOW (window))
    return TL_WINDOW (window);
  return TL_WINDOW (tl_window_new (ADW_APPLICATION (self), self->services, self->settings));
}

static void
tl_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (TL_APPLICATION (application))));
}

static void
tl_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  TlWindow *window = ensure_window (TL_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  n_files = MIN (n_files, TL_WINDOW_MAX_FILES);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_autofree char *place = tl_application_link_to_place (uri);

      /* What the link holds is not repeated: it comes from anywhere. */
      if (place != NULL)
        tl_window_go (window, place);
      else if (!g_file_has_uri_scheme (files[i], "troly"))
        tl_window_open_file (window, files[i]);
      else
        tl_window_say (window, _ ("This is no link to a document, and was not opened."));
    }
}

static int
diagnose (TlApplication *self)
{
  g_autofree char *folder = library_folder (self);
  gboolean well;
  g_autofree char *text = tl_diagnose_run (self->settings, folder, &well);

  g_print ("%s", text);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      g_printerr ("troly: %s\n", _ ("The report could not be written."));
      return 1;
    }
  return well ? 0 : 1;
}

static int
tl_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  TlApplication *self = TL_APPLICATION (application);
  const char *library;

  self->understood = TRUE;
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("troly %s\n", TL_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "library", "^&ay", &library))
    self->library = g_canonicalize_filename (library, NULL);
  if (g_variant_dict_contains (options, "diagnose"))
    return diagnose (self);
  return -1;
}

/* A call that is wrong ends with 2, as those of the other programs do: 1 is what a report says that
 * found a fault. GLib has said what is wrong with it. */
static gboolean
tl_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  TlApplication *self = TL_APPLICATION (application);
  GApplicationClass *parent = G_APPLICATION_CLASS (tl_application_parent_class);

  if (!parent->local_command_line (application, arguments, status))
    return FALSE;
  if (*status != 0 && !self->understood)
    {
      g_printerr ("%s\n", _ ("“troly --help” lists the options."));
      *status = 2;
    }
  return TRUE;
}

static void
apply_color_scheme (TlApplication *self)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (
      adw_style_manager_get_default (),
      schemes[g_settings_get_enum (self->settings, "color-scheme")]);
}

static void
apply_text_style (TlApplication *self)
{
  static const int sizes[] = { 100, 115, 135 };
  gboolean serif = g_settings_get_enum (self->settings, "text-family") == 0;
  g_autofree char *css = g_strdup_printf (
      ".law-text { font-family: %s; font-size: %d%%; line-height: 1.45; }",
      serif ? "\"Noto Serif\", \"Source Serif 4\", \"Liberation Serif\", \"Times New Roman\", serif"
            : "inherit",
      sizes[CLAMP (g_settings_get_int (self->settings, "text-size"), 0, 2)]);

  gtk_css_provider_load_from_data (self->text_style, css, -1);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TlApplication *self = user_data;
  GtkWidget *window = tl_preferences_new (self->settings, tl_services_get_memory (self->services));

  GtkWidget *policy = tl_policy_page_new (tl_policy_get_machine ());

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (tl_update_page_new (
                                  tl_services_get_update (self->services), self->settings)));
  adw_preferences_window_add (
      ADW_PREFERENCES_WINDOW (window),
      ADW_PREFERENCES_PAGE (tl_connection_page_new (tl_services_get_feedback (self->services))));
  if (policy != NULL)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (policy));
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TlUpdateFacts facts;
  g_autofree char *version = NULL;
  g_autofree char *freshness = NULL;
  g_autofree char *library = NULL;
  g_autofree char *licence = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  tl_update_keeper_get_facts (tl_services_get_update (TL_APPLICATION (user_data)->services),
                              &facts);
  version = tl_update_words_version (facts.installed);
  freshness = tl_update_words_freshness (facts.installed);
  library
      = g_strjoin ("\n\n",
                   _ ("Every sentence shown is from a source; nothing you type leaves this "
                      "computer unless you send it yourself."),
                   *version != '\0' ? version : NULL, *freshness != '\0' ? freshness : NULL, NULL);
  licence = g_strdup_printf ("%s\n%s", _ ("The developers of Trợ lý Thẩm phán"),
                             _ ("Free software under the GNU GPL, version 3 or later"));
  body = g_strjoin ("\n\n", TL_VERSION, library, licence, NULL);
  /* The about window of libadwaita has English words that its Vietnamese catalogue lacks. */
  dialog = adw_message_dialog_new (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                                   _ ("Judge's Assistant"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
wipe_history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TlApplication *self = user_data;

  g_settings_reset (self->settings, "recent-questions");
  tl_desk_keeper_wipe (tl_services_get_desk (self->services));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    gtk_window_close (window);
}

static void
tl_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "preferences", .activate = preferences_cb },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "wipe-history", .activate = wipe_history_cb },
  };
  TlApplication *self = TL_APPLICATION (application);
  g_autofree char *folder = NULL;

  G_APPLICATION_CLASS (tl_application_parent_class)->startup (application);

#ifdef G_OS_WIN32
  tl_language_bind_toolkit ();
#endif
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  tl_names_watch ();
  tl_large_text_watch ();
  tl_shortcuts_install (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (TL_APP_ID);

  self->text_style = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (self->text_style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (self->settings, "changed::text-size", G_CALLBACK (apply_text_style),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::text-family", G_CALLBACK (apply_text_style),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (apply_color_scheme),
                           self, G_CONNECT_SWAPPED);
  apply_text_style (self);
  apply_color_scheme (self);

  self->services = tl_services_new ();
  folder = library_folder (self);
  tl_services_load (self->services, folder);
  tl_services_watch_updates (self->services, self->settings);
  tl_desk_keeper_open (tl_services_get_desk (self->services), NULL, self->settings);
  tl_feedback_keeper_start (tl_services_get_feedback (self->services));
}

/* The windows are gone: what they left to be kept is written before the program ends. */
static void
tl_application_shutdown (GApplication *application)
{
  TlApplication *self = TL_APPLICATION (application);

  G_APPLICATION_CLASS (tl_application_parent_class)->shutdown (application);
  if (self->services != NULL)
    {
      tl_update_keeper_stop (tl_services_get_update (self->services));
      tl_feedback_keeper_stop (tl_services_get_feedback (self->services));
      tl_desk_keeper_close (tl_services_get_desk (self->services));
    }
}

static void
tl_application_finalize (GObject *object)
{
  TlApplication *self = TL_APPLICATION (object);

  g_clear_object (&self->services);
  g_clear_object (&self->settings);
  g_clear_object (&self->text_style);
  g_free (self->library);
  G_OBJECT_CLASS (tl_application_parent_class)->finalize (object);
}

static void
tl_application_class_init (TlApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_application_finalize;
  application_class->startup = tl_application_startup;
  application_class->shutdown = tl_application_shutdown;
  application_class->activate = tl_application_activate;
  application_class->open = tl_application_open;
  application_class->local_command_line = tl_application_local_command_line;
  application_class->handle_local_options = tl_application_handle_local_options;
}

static void
tl_application_init (TlApplication *self)
{
  static const GOptionEntry options[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the library to read"),
      N_ ("FOLDER") },
    { "diagnose", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Print a report for support, with nothing personal in it, and exit"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE|LINK…]"));
}

TlApplication *
tl_application_new (GSettings *settings)
{
  TlApplication *self
      = g_object_new (TL_TYPE_APPLICATION, "application-id", TL_APP_ID, "flags",
                      G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/vn/toaan/TroLy", NULL);

  self->settings = g_object_ref (settings);
  return self;
}
