/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar above the documents and the page of the preferences, in every state of an update; what a
 * judge has seen of several libraries. */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "release/tl-release-error.h"
#include "ui/update/tl-update-private.h"
#include "ui/update/tl-update-seen.h"

static TlInstallState seven = { .serial = 7,
                                .previous = 6,
                                .created = (char *)"2026-03-01T02:00:00Z",
                                .expires = (char *)"2026-09-01T02:00:00Z" };

/* The buttons that are seen, by their actions, in the bar's own order, parted by blanks. */
static void
add_actions (GtkWidget *widget, GString *actions)
{
  const char *action
      = GTK_IS_BUTTON (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (!gtk_widget_get_visible (widget))
    return;
  if (action != NULL && strchr (action, '.') != NULL)
    g_string_append_printf (actions, "%s%s", actions->len > 0 ? " " : "", action);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_actions (child, actions);
}

/* The first visible widget of the type, whose text is @text when there is one. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (text == NULL
          || (GTK_IS_LABEL (widget)
              && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, text);
  return found;
}

typedef struct
{
  const char *name;
  TlUpdaterState doing;
  GQuark (*domain) (void);
  int code;
  int kept_by;
  gint64 asked;
  guint64 done;
  guint64 total;
  const char *source;
  /* Expected. */
  const char *title;
  const char *detail; /* NULL: any */
  const char *actions;
  int percent; /* below 0: no bar */
  gboolean bad;
} State;

#define USED      " – the one of 01/3/2026 is still used"
#define NEWS      "win.show-news"
#define RELEASE   tl_release_error_quark
#define PROGRAM   .kept_by = TL_UPDATE_BY_PROGRAM
#define UNDER_WAY "win.update-pause win.update-cancel " NEWS

static const State states[] = {
  { "up to date", PROGRAM, .asked = 1780000000, .title = "The library is up to date",
    .actions = NEWS, .percent = -1 },
  { "never asked", PROGRAM, .title = "The library is updated by itself", .detail = "",
    .actions = NEWS, .percent = -1 },
  { "checking", TL_UPDATER_CHECKING, PROGRAM, .title = "Asking for a newer library…",
    .actions = UNDER_WAY, .percent = -1 },
  { "downloading", TL_UPDATER_FETCHING, PROGRAM, .done = 10000000, .total = 40000000,
    .source = "https://troly.example", .title = "Fetching the new library: 10,0 MB of 40,0 MB",
    .detail = "https://troly.example", .actions = UNDER_WAY, .percent = 25 },
  { "downloading, size not known", TL_UPDATER_FETCHING, PROGRAM,
    .title = "Fetching the new library…", .actions = UNDER_WAY, .percent = -1 },
  { "more came than was said", TL_UPDATER_FETCHING, PROGRAM, .done = 50, .total = 40,
    .title = "Fetching the new library: 0,0 MB of 0,0 MB", .actions = UNDER_WAY, .percent = 100 },
  { "switching", TL_UPDATER_SWITCHING, PROGRAM, .title = "Putting the new library in use…",
    .actions = UNDER_WAY, .percent = -1 },
  { "paused", TL_UPDATER_PAUSED, PROGRAM, .title = "The update is paused",
    .detail = "What was fetched so far is kept.",
    .actions = "win.update-resume win.update-cancel " NEWS, .percent = -1 },
  { "quiet hours", TL_UPDATER_QUIET, PROGRAM,
    .title = "The update waits for the end of the quiet hours", .actions = NEWS, .percent = -1 },
  { "offline or stalled", TL_UPDATER_OFFLINE, RELEASE, TL_RELEASE_ERROR_SOURCE, PROGRAM,
    .title = "No source can be reached" USED, .actions = "win.update-check " NEWS, .percent = -1,
    .bad = TRUE },
  { "expired", TL_UPDATER_EXPIRED, RELEASE, TL_RELEASE_ERROR_EXPIRED, PROGRAM,
    .title = "The library offered is past its day" USED, .actions = "win.update-folder " NEWS,
    .percent = -1, .bad = TRUE },
  { "disk full", TL_UPDATER_DISK_FULL, g_io_error_quark, G_IO_ERROR_NO_SPACE, PROGRAM,
    .title = "The disk is full" USED, .detail = "Make room; what was fetched so far is kept.",
    .actions = "win.update-check " NEWS, .percent = -1, .bad = TRUE },
  { "tampered", TL_UPDATER_UNTRUSTED, RELEASE, TL_RELEASE_ERROR_SIGNATURE, PROGRAM,
    .title = "The library offered does not fit its signature" USED,
    .actions = "app.preferences " NEWS, .percent = -1, .bad = TRUE },
  { "held back", TL_UPDATER_UNTRUSTED, RELEASE, TL_RELEASE_ERROR_OLDER, PROGRAM,
    .title = "The library offered is older than the one known" USED,
    .actions = "app.preferences " NEWS, .percent = -1, .bad = TRUE },
  { "needs a newer program", TL_UPDATER_PROGRAM, RELEASE, TL_RELEASE_ERROR_PROGRAM, PROGRAM,
    .title = "The library offered needs a newer program" USED, .actions = NEWS, .percent = -1,
    .bad = TRUE },
  { "kept by the machine", .kept_by = TL_UPDATE_BY_MACHINE,
    .title = "This computer keeps the library up to date",
    .detail = "Its administrator decides where it comes from.", .actions = NEWS, .percent = -1 },
  { "no source", .kept_by = TL_UPDATE_BY_NOBODY, .title = "No source of the library is named",
    .actions = "app.preferences " NEWS, .percent = -1 },
};

static GError *
make_error (const State *state)
{
  return state->domain != NULL ? g_error_new_literal (state->domain (), state->code, "as it was")
                               : NULL;
}

static void
fill_facts (TlUpdateFacts *facts, const State *state, const GError *error)
{
  *facts = (TlUpdateFacts){ .doing = state->doing, .error = error, .installed = &seven };
  facts->kept_by = state->kept_by;
  facts->asked = state->asked;
  facts->done = state->done;
  facts->total = state->total;
  facts->source = state->source;
}

static void
check_bar (GtkWidget *bar, const State *state)
{
  g_autoptr (GString) actions = g_string_new (NULL);
  GtkWidget *title = find (bar, GTK_TYPE_LABEL, state->title);
  GtkWidget *progress = find (bar, GTK_TYPE_PROGRESS_BAR, NULL);

  g_test_message ("%s", state->name);
  g_assert_nonnull (title);
  g_assert_cmpint (gtk_widget_has_css_class (title, "update-bad"), ==, state->bad);
  if (state->detail != NULL && *state->detail != '\0')
    g_assert_nonnull (find (bar, GTK_TYPE_LABEL, state->detail));
  add_actions (bar, actions);
  g_assert_cmpstr (actions->str, ==, state->actions);
  g_assert_cmpint (progress != NULL, ==, state->percent >= 0);
  if (progress != NULL)
    g_assert_cmpint ((int)(gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (progress)) * 100 + 0.5),
                     ==, state->percent);
  g_assert_nonnull (find (bar, GTK_TYPE_LABEL,
                          "Library no. 7 of 01/3/2026 · good until 01/9/2026, signature verified"));
}

/* One bar goes through all states, so that nothing of the one before is left. */
static void
the_bar_says_each_state_and_offers_what_can_be_done (void)
{
  GtkWidget *bar = g_object_ref_sink (tl_update_bar_new ());

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      {
        const State *state = &states[round == 0 ? i : G_N_ELEMENTS (states) - 1 - i];
        g_autoptr (GError) error = make_error (state);
        TlUpdateFacts facts;

        fill_facts (&facts, state, error);
        _tl_update_bar_show (TL_UPDATE_BAR (bar), &facts);
        check_bar (bar, state);
      }
  g_object_unref (bar);
}

static void
a_built_folder_has_no_version_and_no_news (void)
{
  GtkWidget *bar = g_object_ref_sink (tl_update_bar_new ());
  TlInstallState nothing = { 0 };
  TlUpdateFacts facts = { .installed = &nothing, .kept_by = TL_UPDATE_BY_BUILDER };
  g_autoptr (GString) actions = g_string_new (NULL);

  _tl_update_bar_show (TL_UPDATE_BAR (bar), &facts);
  g_assert_nonnull (find (bar, GTK_TYPE_LABEL, "This library does not come from releases"));
  add_actions (bar, actions);
  g_assert_cmpstr (actions->str, ==, "");
  g_object_unref (bar);
}

/* A button that is pressed keeps the focus while bytes come. */
static void
bytes_that_come_leave_the_focus_where_it_is (void)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) pause = g_simple_action_new ("update-pause", NULL);
  GtkWidget *bar = tl_update_bar_new ();
  TlUpdateFacts facts = { .doing = TL_UPDATER_FETCHING,
                          .installed = &seven,
                          .total = 1000,
                          .kept_by = TL_UPDATE_BY_PROGRAM };
  GtkWidget *focus;

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (pause));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), bar);
  _tl_update_bar_show (TL_UPDATE_BAR (bar), &facts);
  focus = find (bar, GTK_TYPE_BUTTON, NULL);
  g_assert_true (gtk_widget_grab_focus (focus));
  for (facts.done = 0; facts.done <= 1000; facts.done += 100)
    {
      _tl_update_bar_show (TL_UPDATE_BAR (bar), &facts);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == focus);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
the_preferences_say_the_same_and_are_locked_by_a_policy (void)
{
  static const char *const sources[] = { "/srv/troly", "https://troly.example", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gboolean locked = i % 2 == 0;
      TlUpdateRules rules = { .locked = locked,
                              .sources = locked ? sources : none,
                              .error = i % 3 == 0 ? "policy.ini: line 4" : NULL };
      g_autoptr (GError) error = make_error (&states[i]);
      TlUpdateFacts facts;
      GtkWidget *page;

      fill_facts (&facts, &states[i], error);
      page = g_object_ref_sink (_tl_update_page_make (&facts, &rules, settings));
      g_assert_nonnull (find (page, GTK_TYPE_LABEL, states[i].title));
      g_assert_nonnull (find (page, GTK_TYPE_LABEL, "Library no. 7 of 01/3/2026"));
      g_assert_cmpint (find (page, GTK_TYPE_LABEL, "/srv/troly\nhttps://troly.example") != NULL, ==,
                       locked);
      g_assert_cmpint (find (page, ADW_TYPE_ENTRY_ROW, NULL) == NULL, ==, locked);
      g_assert_cmpint (find (page, GTK_TYPE_SWITCH, NULL) == NULL, ==, locked);
      g_assert_cmpint (find (page, GTK_TYPE_LABEL, "policy.ini: line 4") != NULL, ==,
                       rules.error != NULL);
      g_object_unref (page);
    }
}

static void
what_is_typed_into_the_preferences_is_kept (void)
{
  static const char *const none[] = { NULL };
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  TlUpdateRules rules = { .sources = none };
  TlUpdateFacts facts = { .installed = &seven };
  GtkWidget *page = g_object_ref_sink (_tl_update_page_make (&facts, &rules, settings));
  GtkWidget *row = find (page, ADW_TYPE_ENTRY_ROW, NULL);
  GtkWidget *on = find (page, GTK_TYPE_SWITCH, NULL);
  g_auto (GStrv) sources = NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), " /media/usb ;; https://a.example;");
  g_signal_emit_by_name (row, "apply");
  sources = g_settings_get_strv (settings, "update-sources");
  g_assert_cmpuint (g_strv_length (sources), ==, 2);
  g_assert_cmpstr (sources[0], ==, "/media/usb");
  g_assert_cmpstr (sources[1], ==, "https://a.example");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (on)));
  gtk_switch_set_active (GTK_SWITCH (on), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "update-by-itself"));
  g_settings_reset (settings, "update-by-itself");
  g_settings_reset (settings, "update-sources");
  g_object_unref (page);
}

static void
what_was_seen_is_kept_for_each_library_and_for_no_more_than_some (void)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  g_autoptr (GVariant) list = NULL;
  guint64 seen;
  guint64 from;

  g_settings_reset (settings, "seen-releases");
  tl_update_seen_get (settings, "/a", &seen, &from);
  g_assert_cmpuint (seen, ==, 0);
  tl_update_seen_set (settings, "/a", 7, 5);
  tl_update_seen_set (settings, "/b", 300, 0);
  tl_update_seen_set (settings, "/a/", 8, 7);
  tl_update_seen_get (settings, "/c/../a", &seen, &from);
  g_assert_cmpuint (seen, ==, 8);
  g_assert_cmpuint (from, ==, 7);
  tl_update_seen_get (settings, "/b", &seen, NULL);
  g_assert_cmpuint (seen, ==, 300);
  for (guint i = 0; i < 3 * TL_UPDATE_SEEN_MOST; i++)
    {
      g_autofree char *folder = g_strdup_printf ("/many/%u", i);

      tl_update_seen_set (settings, folder, i + 1, i);
      tl_update_seen_set (settings, "/b", 301, 300);
    }
  list = g_settings_get_value (settings, "seen-releases");
  g_assert_cmpuint (g_variant_n_children (list), ==, TL_UPDATE_SEEN_MOST);
  tl_update_seen_get (settings, "/b", &seen, NULL);
  g_assert_cmpuint (seen, ==, 301);
  tl_update_seen_get (settings, "/a", &seen, NULL);
  g_assert_cmpuint (seen, ==, 0);
  g_settings_reset (settings, "seen-releases");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name) g_test_add_func ("/ui/update-screens/" #name, name)
  ADD (the_bar_says_each_state_and_offers_what_can_be_done);
  ADD (a_built_folder_has_no_version_and_no_news);
  ADD (bytes_that_come_leave_the_focus_where_it_is);
  ADD (the_preferences_say_the_same_and_are_locked_by_a_policy);
  ADD (what_is_typed_into_the_preferences_is_kept);
  ADD (what_was_seen_is_kept_for_each_library_and_for_no_more_than_some);
  return g_test_run ();
}
