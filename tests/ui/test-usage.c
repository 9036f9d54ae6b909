/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the numbers of use, with real widgets and a desk. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "ui/usage/tl-usage-page.h"
#include "ui/usage/tl-usage-table.h"
#include "waiting.h"

static GPtrArray *
make_days (void)
{
  static const TlDeskUsageDay days[] = {
    { "2026-03-02", { [TL_USAGE_SEARCHES] = 3, [TL_USAGE_ACTIVE] = 1 }, 0 },
    { "2026-03-01", { [TL_USAGE_SEARCHES] = 4, [TL_USAGE_ACTIVE] = 1 }, 5 },
    { "2026-01-31", { [TL_USAGE_READINGS] = 2, [TL_USAGE_ACTIVE] = 1 }, 5 },
  };
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_ptr_array_add (array, g_memdup2 (&days[i], sizeof days[i]));
  return array;
}

static void
days_are_summed_by_month (void)
{
  g_autoptr (GPtrArray) days = make_days ();
  g_autoptr (GArray) rows = tl_usage_rows_new (days, NULL);
  const TlUsageRow *row = &g_array_index (rows, TlUsageRow, 0);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (row[0].period, ==, "2026-03");
  g_assert_cmpint (row[0].counters[TL_USAGE_SEARCHES], ==, 7);
  g_assert_cmpint (row[0].counters[TL_USAGE_ACTIVE], ==, 2);
  g_assert_cmpuint (row[0].sent, ==, 1);
  g_assert_cmpuint (row[0].days, ==, 2);
  g_assert_cmpstr (row[1].period, ==, "2026-01");
  g_assert_cmpint (row[1].counters[TL_USAGE_READINGS], ==, 2);
}

static void
a_month_shows_its_days (void)
{
  g_autoptr (GPtrArray) days = make_days ();
  g_autoptr (GArray) rows = tl_usage_rows_new (days, "2026-03");

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (g_array_index (rows, TlUsageRow, 0).period, ==, "2026-03-02");
  g_assert_cmpstr (g_array_index (rows, TlUsageRow, 1).period, ==, "2026-03-01");
  g_assert_cmpint (g_array_index (rows, TlUsageRow, 1).counters[TL_USAGE_SEARCHES], ==, 4);
}

typedef struct
{
  GSettings *settings;
  char *folder;
  TlServices *services;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (TL_APP_ID);
  g_settings_reset (fixture->settings, "usage-consent");
  fixture->folder = g_dir_make_tmp ("troly-usage-XXXXXX", NULL);
  fixture->services = tl_services_new ();
  tl_usage_keeper_set_settings (tl_services_get_usage (fixture->services), fixture->settings);
  tl_desk_keeper_open (tl_services_get_desk (fixture->services), fixture->folder,
                       fixture->settings);
  wait_until (tl_desk_keeper_get_desk (tl_services_get_desk (fixture->services)) != NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
}

static void
show_page (Fixture *fixture)
{
  fixture->page = tl_usage_page_new (fixture->services);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -r '%s'", fixture->folder);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tl_desk_keeper_close (tl_services_get_desk (fixture->services));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (system (remove), ==, 0);
  g_free (fixture->folder);
  g_settings_reset (fixture->settings, "usage-consent");
  g_clear_object (&fixture->settings);
}

/* Every text below @widget, in its order. */
static void
gather (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, text);
}

static gboolean
shows (Fixture *fixture, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gather (fixture->page, text);
  return strstr (text->str, words) != NULL;
}

static void
what_the_screens_tell_is_in_the_table (Fixture *fixture, gconstpointer data)
{
  TlUsageKeeper *usage = tl_services_get_usage (fixture->services);

  show_page (fixture);
  g_assert_true (shows (fixture, "Nothing has been counted yet."));
  tl_usage_keeper_set_answer_shown (usage, TRUE);
  tl_usage_keeper_answered (usage, "a question", FALSE, NULL);
  tl_usage_keeper_opened (usage);
  wait_until (shows (fixture, "not sent"));
  /* Active, one search, no answer. */
  wait_until (shows (fixture, "\n1\n1\n1\n0\n0\n0\n0\n0\nnot sent"));
}

static void
nothing_may_go_before_the_numbers_were_seen (Fixture *fixture, gconstpointer data)
{
  TlUsageKeeper *usage = tl_services_get_usage (fixture->services);

  g_assert_cmpint (tl_usage_keeper_get_consent (usage), ==, TL_USAGE_UNSEEN);
  show_page (fixture);
  g_assert_cmpint (tl_usage_keeper_get_consent (usage), ==, TL_USAGE_SEEN);
  tl_usage_keeper_set_consent (usage, TL_USAGE_DECLINED);
  /* Looking again is no answer. */
  tl_usage_keeper_set_consent (usage, TL_USAGE_SEEN);
  g_assert_cmpint (tl_usage_keeper_get_consent (usage), ==, TL_USAGE_DECLINED);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("LANGUAGE", "C", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/usage/days-are-summed-by-month", days_are_summed_by_month);
  g_test_add_func ("/usage/a-month-shows-its-days", a_month_shows_its_days);
  g_test_add ("/usage/what-the-screens-tell-is-in-the-table", Fixture, NULL, set_up,
              what_the_screens_tell_is_in_the_table, tear_down);
  g_test_add ("/usage/nothing-may-go-before-the-numbers-were-seen", Fixture, NULL, set_up,
              nothing_may_go_before_the_numbers_were_seen, tear_down);
  return g_test_run ();
}
