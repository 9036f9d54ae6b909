/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-page.h"

#include <glib/gi18n.h>

#include "ui/tl-locked.h"
#include "ui/update/tl-update-private.h"

static void
sources_applied_cb (GSettings *settings, AdwEntryRow *row)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_auto (GStrv) sources = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) named = NULL;

  sources = g_strsplit (text, ";", 20);
  for (guint i = 0; sources[i] != NULL; i++)
    if (*g_strstrip (sources[i]) != '\0')
      g_strv_builder_add (builder, sources[i]);
  named = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "update-sources", (const char *const *)named);
}

static void
key_applied_cb (GSettings *settings, AdwEntryRow *row)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  g_settings_set_string (settings, "update-key", g_strstrip (text));
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  return row;
}

static void
add_locked (AdwPreferencesGroup *group, const char *const *sources)
{
  g_autofree char *joined = g_strjoinv ("\n", (char **)sources);

  adw_preferences_group_set_description (
      group, _ ("Set by the administrator of this computer; it cannot be changed here."));
  adw_preferences_group_add (group, make_row (_ ("Sources"), *joined != '\0' ? joined : "–"));
}

static void
add_open (AdwPreferencesGroup *group, GSettings *settings)
{
  GtkWidget *sources = adw_entry_row_new ();
  GtkWidget *key = adw_entry_row_new ();
  GtkWidget *by_itself = make_row (_ ("Update by itself"), _ ("Quietly, in the background"));
  GtkWidget *on = gtk_switch_new ();
  g_auto (GStrv) named = g_settings_get_strv (settings, "update-sources");
  g_autofree char *joined = g_strjoinv ("; ", named);
  g_autofree char *file = g_settings_get_string (settings, "update-key");

  adw_preferences_group_set_description (
      group, _ ("Folders and addresses, parted by semicolons, asked in this order. Only what is "
                "signed with the publisher's key is taken."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (sources), _ ("Sources"));
  gtk_editable_set_text (GTK_EDITABLE (sources), joined);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (sources), TRUE);
  g_signal_connect_object (sources, "apply", G_CALLBACK (sources_applied_cb), settings,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (key),
                                 _ ("Root file or public key of the publisher"));
  gtk_editable_set_text (GTK_EDITABLE (key), file);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (key), TRUE);
  g_signal_connect_object (key, "apply", G_CALLBACK (key_applied_cb), settings, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (on, GTK_ALIGN_CENTER);
  g_settings_bind (settings, "update-by-itself", on, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (by_itself), on);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (by_itself), on);
  tl_locked_row (sources, settings, "update-sources");
  tl_locked_row (key, settings, "update-key");
  tl_locked_row (by_itself, settings, "update-by-itself");
  adw_preferences_group_add (group, sources);
  adw_preferences_group_add (group, key);
  adw_preferences_group_add (group, by_itself);
}

GtkWidget *
_tl_update_page_make (const TlUpdateFacts *facts, const TlUpdateRules *rules, GSettings *settings)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *state = adw_preferences_group_new ();
  GtkWidget *group = adw_preferences_group_new ();
  g_auto (TlUpdateWords) words = { 0 };
  g_autofree char *version = tl_update_words_version (facts->installed);
  g_autofree char *freshness = tl_update_words_freshness (facts->installed);

  tl_update_words_init (&words, facts);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Library"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "folder-documents-symbolic");
  if (*version != '\0')
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (state), make_row (version, freshness));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (state), make_row (words.title, words.detail));
  if (rules->error != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (state),
                               make_row (_ ("These settings cannot be followed"), rules->error));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Sources of the library"));
  if (rules->locked)
    add_locked (ADW_PREFERENCES_GROUP (group), rules->sources);
  else
    add_open (ADW_PREFERENCES_GROUP (group), settings);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (state));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

GtkWidget *
tl_update_page_new (TlUpdateKeeper *keeper, GSettings *settings)
{
  TlUpdateFacts facts;
  TlUpdateRules rules = { .error = tl_update_keeper_get_policy_error (keeper) };

  rules.locked = tl_update_keeper_is_locked (keeper, &rules.sources);
  tl_update_keeper_get_facts (keeper, &facts);
  return _tl_update_page_make (&facts, &rules, settings);
}
