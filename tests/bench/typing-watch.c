/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typing-watch LIBRARY: types questions letter by letter into the real window, and measures how
 * long each turn of the main loop holds it, painting apart. A turn begins when poll() returns and
 * ends when it is called again. */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "ui/window/tl-window.h"

#define KEY_INTERVAL_MS 70
#define BUDGET_MS       16.0

static const char *const questions[] = {
  "trộm cắp tài sản bị phạt thế nào",
  "đặt cọc mua đất không công chứng có bị phạt cọc không",
  "điều 173 blhs",
  "boi thuong thiet hai ngoai hop dong",
  "thời hiệu khởi kiện tranh chấp hợp đồng lao động là bao lâu",
};

typedef struct
{
  GtkWidget *window;
  GtkEditable *entry;
  TlServices *services;
  GMainLoop *loop;
  GArray *turns; /* double, ms, of every turn while typing */
  GArray *keys;  /* double, ms, the longest turn after each key */
  double longest;
  guint question;
  const char *position;
  gboolean typing;
} Bench;

static Bench bench;
static GPollFunc real_poll;
static gint64 turn_start;
static gint64 paint_start;
static gint64 painted;

static int
timed_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (turn_start > 0 && bench.typing)
    {
      double ms = (double)(g_get_monotonic_time () - turn_start - painted) / 1000.0;
      g_array_append_val (bench.turns, ms);
      bench.longest = MAX (bench.longest, ms);
    }
  result = real_poll (fds, n, timeout);
  turn_start = g_get_monotonic_time ();
  painted = 0;
  return result;
}

static void
layout_done_cb (void)
{
  paint_start = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  if (paint_start > 0)
    painted += g_get_monotonic_time () - paint_start;
  paint_start = 0;
}

static gboolean
key_cb (gpointer user_data)
{
  g_autofree char *text = NULL;

  if (bench.position > questions[bench.question])
    g_array_append_val (bench.keys, bench.longest);
  bench.longest = 0;
  if (*bench.position == '\0')
    {
      bench.question++;
      if (bench.question == G_N_ELEMENTS (questions))
        {
          g_main_loop_quit (bench.loop);
          return G_SOURCE_REMOVE;
        }
      bench.position = questions[bench.question];
    }
  bench.position = g_utf8_next_char (bench.position);
  text = g_strndup (questions[bench.question], (gsize)(bench.position - questions[bench.question]));
  gtk_editable_set_text (bench.entry, text);
  return G_SOURCE_CONTINUE;
}

static GtkEditable *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_has_css_class (widget, "question"))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_entry (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
state_cb (void)
{
  GdkFrameClock *clock;

  if (tl_services_get_state (bench.services) == TL_SERVICES_LOADING)
    return;
  if (tl_services_get_state (bench.services) != TL_SERVICES_READY)
    g_error ("the library does not open: %s", tl_services_get_error (bench.services));
  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect_after (clock, "layout", G_CALLBACK (layout_done_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  bench.position = questions[0];
  bench.typing = TRUE;
  g_timeout_add (KEY_INTERVAL_MS, key_cb, NULL);
}

static void
activate_cb (AdwApplication *application, const char *library)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);

  bench.services = tl_services_new ();
  bench.window = tl_window_new (application, bench.services, settings);
  gtk_window_present (GTK_WINDOW (bench.window));
  bench.entry = find_entry (bench.window);
  g_assert_nonnull (bench.entry);
  g_signal_connect (bench.services, "notify::state", G_CALLBACK (state_cb), NULL);
  tl_services_load (bench.services, library);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *)a - *(const double *)b;

  return (difference > 0) - (difference < 0);
}

static double
percentile (GArray *values, double share)
{
  g_array_sort (values, compare_doubles);
  return values->len == 0 ? 0 : g_array_index (values, double, (guint)(share * (values->len - 1)));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  GMainContext *context = g_main_context_default ();
  g_autoptr (GError) error = NULL;
  double worst;

  if (argc != 2)
    {
      g_printerr ("usage: typing-watch LIBRARY\n");
      return 2;
    }
  bench.turns = g_array_new (FALSE, FALSE, sizeof (double));
  bench.keys = g_array_new (FALSE, FALSE, sizeof (double));
  bench.loop = g_main_loop_new (context, FALSE);
  real_poll = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, timed_poll);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  g_application_activate (G_APPLICATION (application));
  g_main_loop_run (bench.loop);
  bench.typing = FALSE;

  worst = percentile (bench.keys, 0.95);
  g_print ("turns of the main loop, painting apart: %u, p50 %.2f ms, p95 %.2f ms, max %.2f ms\n",
           bench.turns->len, percentile (bench.turns, 0.5), percentile (bench.turns, 0.95),
           percentile (bench.turns, 1.0));
  g_print ("longest turn after each of %u keys: p50 %.2f ms, p95 %.2f ms, max %.2f ms (budget %.0f "
           "ms)\n",
           bench.keys->len, percentile (bench.keys, 0.5), worst, percentile (bench.keys, 1.0),
           BUDGET_MS);
  return worst <= BUDGET_MS ? 0 : 1;
}
