/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/preferences/tl-policy-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* In words of the judge; a setting without words is shown by its name. */
static const struct
{
  const char *group;
  const char *name;
  const char *words;
} titles[] = {
  { "update", "library", N_ ("Folder of the library") },
  { "update", "sources", N_ ("Sources of the library") },
  { "update", "root", N_ ("Keys of the publisher") },
  { "update", "keys", N_ ("Keys of the publisher") },
  { "update", "packs", N_ ("Packs of originals") },
  { "update", "by-itself", N_ ("Update by itself") },
  { "update", "interval", N_ ("Minutes between two updates") },
  { "update", "quiet-hours", N_ ("Hours without updates") },
  { "update", "bandwidth", N_ ("Most kilobytes a second") },
  { "update", "proxy", N_ ("Proxy") },
  { "update", "ca", N_ ("Certificates of the court") },
  { "centre", "server", N_ ("Address of the centre") },
  { "centre", "feedback", N_ ("Sending of comments") },
  { "centre", "usage", N_ ("Sending of numbers of use") },
  { "centre", "usage-person", N_ ("Numbers of use name the person") },
  { "centre", "quiet-hours", N_ ("Hours without sending") },
  { "desk", "history", N_ ("Remember my last questions") },
  { "export", "formats", N_ ("Ways of taking text out") },
};

static const char *
title_of (const TlPolicySetting *setting)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].group, setting->group) == 0
        && strcmp (titles[i].name, setting->name) == 0)
      return _ (titles[i].words);
  return setting->name;
}

static char *
dup_value (const TlPolicy *policy, const TlPolicySetting *setting)
{
  const char *const *items = tl_policy_get_list (policy, setting->group, setting->name);

  if (g_str_has_prefix (setting->name, "proxy-password"))
    return g_strdup ("•••");
  if (setting->type == TL_POLICY_SWITCH)
    return g_strdup (
        tl_policy_get_switch (policy, setting->group, setting->name, FALSE) ? _ ("on") : _ ("off"));
  return g_strjoinv (setting->type == TL_POLICY_SOURCES ? "\n" : ", ", (char **)items);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  return row;
}

static void
add_faults (AdwPreferencesPage *page, const TlPolicy *policy)
{
  const char *const *faults = tl_policy_get_faults (policy);
  GtkWidget *group = adw_preferences_group_new ();

  if (*faults == NULL)
    {
      g_object_ref_sink (group);
      g_object_unref (group);
      return;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   _ ("These settings cannot be followed"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Until the administrator has put them right nothing is "
                                            "done by guesses. Reading, searching "
                                            "and comparing go on."));
  for (; *faults != NULL; faults++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (*faults, NULL));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

GtkWidget *
tl_policy_page_new (const TlPolicy *policy)
{
  GtkWidget *page;
  GtkWidget *group;
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);

  if (tl_policy_is_empty (policy))
    return NULL;
  page = adw_preferences_page_new ();
  group = adw_preferences_group_new ();
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Administrator"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "changes-prevent-symbolic");
  add_faults (ADW_PREFERENCES_PAGE (page), policy);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Set by the administrator"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Set by the administrator of this computer; it cannot be changed here."));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *value = NULL;

      if (!tl_policy_has (policy, settings[i].group, settings[i].name)
          || tl_policy_is_open (policy, settings[i].group, settings[i].name))
        continue;
      value = dup_value (policy, &settings[i]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_row (title_of (&settings[i]), value));
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}
