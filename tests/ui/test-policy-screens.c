/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the administrator decided holds whatever the user's files say, and the screens show it. */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-policy-settings.h"
#include "ui/preferences/tl-policy-page.h"
#include "ui/preferences/tl-preferences.h"
#include "ui/tl-locked.h"
#include "ui/tl-services.h"
#include "ui/update/tl-update-private.h"

/* What the user wrote into the file of the settings, by hand. */
#define USER_FILE                                                                                  \
  "[vn/toaan/TroLy]\nkeep-history=true\nupdate-sources=['/home/evil']\nupdate-by-itself=false\n"   \
  "update-key='/home/evil.pub'\nlibrary-folder='/home/evil'\ntext-size=2\n"

#define DECIDED                                                                                    \
  "[update]\nsources=/srv/troly\nkeys=/etc/troly/a.pub\nlibrary=/var/lib/troly\n"                  \
  "proxy-password=secret\n[desk]\nhistory=off\n[export]\nformats=odt\n"

typedef struct
{
  char *path;
  GSettingsBackend *inner;
  TlPolicy *policy;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int fd = g_file_open_tmp ("troly-settings-XXXXXX", &fixture->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (fixture->path, USER_FILE, -1, NULL));
  fixture->inner = g_keyfile_settings_backend_new (fixture->path, "/", NULL);
  fixture->policy = tl_policy_parse (data != NULL ? data : DECIDED, -1, "policy.ini");
  fixture->settings = tl_policy_settings_new (fixture->policy, TL_APP_ID, fixture->inner);
  tl_policy_set_machine (fixture->policy);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_policy_set_machine (NULL);
  g_object_unref (fixture->settings);
  g_object_unref (fixture->inner);
  tl_policy_unref (fixture->policy);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static void
what_is_decided_holds_against_the_files_of_the_user (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *value;
    gboolean locked;
  } cases[] = {
    { "keep-history", "false", TRUE },
    { "update-sources", "['/srv/troly']", TRUE },
    { "update-by-itself", "true", TRUE },
    { "update-key", "'/etc/troly/a.pub'", TRUE },
    { "library-folder", "'/var/lib/troly'", TRUE },
    { "text-size", "2", FALSE },
  };
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (fixture->settings, cases[i].key);
      g_autofree char *printed = g_variant_print (value, FALSE);

      g_test_message ("%s", cases[i].key);
      g_assert_cmpstr (printed, ==, cases[i].value);
      g_assert_cmpint (g_settings_is_writable (fixture->settings, cases[i].key), ==,
                       !cases[i].locked);
    }
  g_assert_false (g_settings_set_boolean (fixture->settings, "keep-history", TRUE));
  g_settings_reset (fixture->settings, "update-sources");
  g_settings_sync ();
  g_assert_false (g_settings_get_boolean (fixture->settings, "keep-history"));
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, USER_FILE);
  g_assert_true (g_settings_set_int (fixture->settings, "text-size", 0));
  g_assert_cmpint (g_settings_get_int (fixture->settings, "text-size"), ==, 0);
}

static void
where_one_begins_may_be_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) none = NULL;

  g_assert_true (g_settings_is_writable (fixture->settings, "keep-history"));
  g_assert_true (g_settings_get_boolean (fixture->settings, "keep-history"));
  g_settings_reset (fixture->settings, "keep-history");
  g_assert_false (g_settings_get_boolean (fixture->settings, "keep-history"));
  none = g_settings_get_user_value (fixture->settings, "keep-history");
  g_assert_null (none);
}

static void
count_cb (GSettings *settings, const char *key, guint *n)
{
  (*n)++;
}

static void
a_change_from_elsewhere_is_still_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) elsewhere = g_settings_new_with_backend (TL_APP_ID, fixture->inner);
  guint n_size = 0, n_history = 0;

  g_signal_connect (fixture->settings, "changed::text-size", G_CALLBACK (count_cb), &n_size);
  g_signal_connect (fixture->settings, "changed::keep-history", G_CALLBACK (count_cb), &n_history);
  g_settings_set_boolean (elsewhere, "keep-history", FALSE);
  g_settings_set_int (elsewhere, "text-size", 0);
  while (n_size == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_history, ==, 0);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "text-size"), ==, 0);
}

/* Of all widgets below @widget: labels with @text. */
static guint
count_labels (GtkWidget *widget, const char *text)
{
  guint n = GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, text);
  return n;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
the_preferences_say_who_decided (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlServices) services = tl_services_new ();
  GtkWidget *window = tl_preferences_new (fixture->settings, tl_services_get_memory (services));
  TlInstallState nothing = { 0 };
  TlUpdateFacts facts = { .installed = &nothing };
  TlUpdateRules rules = { 0 };
  GtkWidget *update = g_object_ref_sink (_tl_update_page_make (&facts, &rules, fixture->settings));
  GtkWidget *page = g_object_ref_sink (tl_policy_page_new (fixture->policy));

  g_assert_cmpuint (count_labels (window, "set by the administrator"), ==, 1);
  g_assert_cmpuint (count_labels (update, "set by the administrator"), ==, 3);
  g_assert_false (gtk_widget_is_sensitive (find (update, ADW_TYPE_ENTRY_ROW)));
  g_assert_false (gtk_widget_is_sensitive (find (update, GTK_TYPE_SWITCH)));
  g_assert_true (gtk_widget_is_sensitive (find (window, ADW_TYPE_COMBO_ROW)));
  g_assert_cmpuint (count_labels (page, "/srv/troly"), ==, 1);
  g_assert_cmpuint (count_labels (page, "odt"), ==, 1);
  g_assert_cmpuint (count_labels (page, "secret"), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (update);
  g_object_unref (page);
}

static void
ways_out_that_are_not_allowed_are_refused (Fixture *fixture, gconstpointer data)
{
  g_assert_false (tl_locked_refuses_export (NULL, "odt"));
  g_assert_true (tl_locked_refuses_export (NULL, "pdf"));
  g_assert_true (tl_locked_refuses_export (NULL, "print"));
}

static void
what_is_wrong_is_shown_and_nothing_is_shown_where_nothing_is_decided (void)
{
  g_autoptr (TlPolicy) wrong = tl_policy_parse ("[update]\nsorces=/a\n", -1, "policy.ini");
  g_autoptr (TlPolicy) none = tl_policy_parse ("", -1, "policy.ini");
  GtkWidget *page = g_object_ref_sink (tl_policy_page_new (wrong));

  g_assert_cmpuint (count_labels (page, "These settings cannot be followed"), ==, 1);
  g_assert_cmpuint (count_labels (page, tl_policy_get_faults (wrong)[0]), ==, 1);
  g_assert_null (tl_policy_page_new (none));
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  static const char open[] = "[desk]\nhistory=off\nuser-may-change=history\n";

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, data)                                                                            \
  g_test_add ("/ui/policy-screens/" #name, Fixture, data, set_up, name, tear_down)
  ADD (what_is_decided_holds_against_the_files_of_the_user, NULL);
  ADD (where_one_begins_may_be_changed, open);
  ADD (a_change_from_elsewhere_is_still_told, NULL);
  ADD (the_preferences_say_who_decided, NULL);
  ADD (ways_out_that_are_not_allowed_are_refused, NULL);
  g_test_add_func ("/ui/policy-screens/"
                   "what_is_wrong_is_shown_and_nothing_is_shown_where_nothing_is_decided",
                   what_is_wrong_is_shown_and_nothing_is_shown_where_nothing_is_decided);
  return g_test_run ();
}
