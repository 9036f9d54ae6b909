/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typing-watch LIBRARY: types questions letter by letter into the real window, and measures how
 * long each turn of the main loop holds it, painting apart, and how long after the last key of a
 * burst the first hits are painted. A turn begins when poll() returns and ends when it is called
 * again. Turns are given in wall clock and in processor time of the main thread: on a busy machine
 * only the second says something about the program. How busy it is shows in the same run: a thread
 * that has nothing to do but to wake up tells how late it was let to. */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/window/tl-window.h"

#define KEY_INTERVAL_MS 70
#define BUDGET_MS       16.0
#define FIRST_HITS_MS   50.0

/* The thread that only wakes up. */
#define NAP_US 1000

/* After so many keys the fingers rest, and the hits of what stands there are waited for. */
#define KEYS_A_BURST    6
#define HITS_PATIENCE_S 20

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
  GArray *busy;  /* double, ms, the same in processor time */
  GArray *hits;  /* double, ms, from the last key of a burst to its first hits on the screen */
  double longest;
  double busiest;
  gint64 last_key;   /* when the burst ended; 0: no hits are waited for */
  gboolean new_rows; /* the list has changed since */
  guint n_keys;
  guint source;
  guint question;
  const char *position;
  gboolean typing;
  GArray *naps; /* double, ms, by which a nap was too long; of the other thread until it ended */
  int napping;  /* (atomic) */
} Bench;

static Bench bench;
static GPollFunc real_poll;
static gint64 turn_start;
static double turn_busy;
static gint64 paint_start;
static gint64 painted;
static double paint_busy;
static double painted_busy;

static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1000.0 + (double)now.tv_nsec / 1e6;
}

static int
timed_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (turn_start > 0 && bench.typing)
    {
      double ms = (double)(g_get_monotonic_time () - turn_start - painted) / 1000.0;
      g_array_append_val (bench.turns, ms);
      bench.longest = MAX (bench.longest, ms);
      bench.busiest = MAX (bench.busiest, thread_ms () - turn_busy - painted_busy);
    }
  result = real_poll (fds, n, timeout);
  turn_start = g_get_monotonic_time ();
  turn_busy = thread_ms ();
  painted_busy = 0;
  painted = 0;
  return result;
}

/* What the machine takes from everybody: other programs, and the host of a virtual machine. */
static gpointer
nap_thread (gpointer user_data)
{
  while (g_atomic_int_get (&bench.napping))
    {
      gint64 before = g_get_monotonic_time ();
      double late;

      g_usleep (NAP_US);
      late = (double)(g_get_monotonic_time () - before - NAP_US) / 1000.0;
      g_array_append_val (bench.naps, late);
    }
  return NULL;
}

static void
layout_done_cb (void)
{
  paint_start = g_get_monotonic_time ();
  paint_busy = thread_ms ();
}

static gboolean key_cb (gpointer user_data);

static void
go_on (void)
{
  bench.last_key = 0;
  if (bench.source == 0)
    bench.source = g_timeout_add (KEY_INTERVAL_MS, key_cb, NULL);
}

static void
after_paint_cb (void)
{
  gint64 now = g_get_monotonic_time ();

  if (paint_start > 0)
    {
      painted += now - paint_start;
      painted_busy += thread_ms () - paint_busy;
    }
  paint_start = 0;
  if (bench.last_key > 0 && bench.new_rows)
    {
      double ms = (double)(now - bench.last_key) / 1000.0;

      g_array_append_val (bench.hits, ms);
      go_on ();
    }
}

static void
rows_changed_cb (void)
{
  bench.new_rows = TRUE;
}

/* A question without hits, or whose hits are those that stand there already. */
static gboolean
no_hits_cb (gpointer user_data)
{
  if (bench.last_key > 0
      && g_get_monotonic_time () - bench.last_key > HITS_PATIENCE_S * G_USEC_PER_SEC)
    {
      g_printerr ("no hits for “%s”\n", gtk_editable_get_text (bench.entry));
      go_on ();
    }
  return G_SOURCE_CONTINUE;
}

static void
take_key (void)
{
  if (bench.n_keys > 0)
    {
      g_array_append_val (bench.keys, bench.longest);
      g_array_append_val (bench.busy, bench.busiest);
    }
  bench.longest = bench.busiest = 0;
  bench.n_keys++;
}

static gboolean
key_cb (gpointer user_data)
{
  g_autofree char *text = NULL;

  take_key ();
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
  bench.new_rows = FALSE;
  if (bench.n_keys % KEYS_A_BURST != 0 || bench.position - questions[bench.question] < 4)
    {
      gtk_editable_set_text (bench.entry, text);
      return G_SOURCE_CONTINUE;
    }
  bench.last_key = g_get_monotonic_time ();
  gtk_editable_set_text (bench.entry, text);
  bench.source = 0;
  return G_SOURCE_REMOVE;
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

static GtkListView *
find_results (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "results"))
    return GTK_LIST_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListView *found = find_results (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The rows are new when slots hold other results; the first answer makes the slots. */
static void
watch_rows (GtkSelectionModel *selection)
{
  GListModel *slots = gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection));

  g_signal_connect (slots, "filled", G_CALLBACK (rows_changed_cb), NULL);
  g_signal_connect (slots, "items-changed", G_CALLBACK (rows_changed_cb), NULL);
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
  watch_rows (gtk_list_view_get_model (find_results (bench.window)));
  bench.position = questions[0];
  bench.typing = TRUE;
  bench.source = g_timeout_add (KEY_INTERVAL_MS, key_cb, NULL);
  g_timeout_add_seconds (1, no_hits_cb, NULL);
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

static void
print_times (const char *what, GArray *values, double budget)
{
  g_autofree char *bound
      = budget > 0 ? g_strdup_printf (" (budget %.0f ms)", budget) : g_strdup ("");

  g_print ("%s: %u, p50 %.2f ms, p95 %.2f ms, max %.2f ms%s\n", what, values->len,
           percentile (values, 0.5), percentile (values, 0.95), percentile (values, 1.0), bound);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  GMainContext *context = g_main_context_default ();
  g_autoptr (GError) error = NULL;
  GThread *naps;

  if (argc != 2)
    {
      g_printerr ("usage: typing-watch LIBRARY\n");
      return 2;
    }
  bench.turns = g_array_new (FALSE, FALSE, sizeof (double));
  bench.keys = g_array_new (FALSE, FALSE, sizeof (double));
  bench.busy = g_array_new (FALSE, FALSE, sizeof (double));
  bench.hits = g_array_new (FALSE, FALSE, sizeof (double));
  bench.naps = g_array_new (FALSE, FALSE, sizeof (double));
  bench.loop = g_main_loop_new (context, FALSE);
  real_poll = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, timed_poll);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  g_application_activate (G_APPLICATION (application));
  g_atomic_int_set (&bench.napping, TRUE);
  naps = g_thread_new ("naps", nap_thread, NULL);
  g_main_loop_run (bench.loop);
  bench.typing = FALSE;
  g_atomic_int_set (&bench.napping, FALSE);
  g_thread_join (naps);

  print_times ("turns of the main loop, painting apart", bench.turns, 0);
  print_times ("longest turn after a key", bench.keys, BUDGET_MS);
  print_times ("the same, processor time", bench.busy, BUDGET_MS);
  print_times ("last key to first hits painted", bench.hits, FIRST_HITS_MS);
  g_print (
      "the machine: a thread that naps 1 ms, too late by p50 %.2f ms, p99 %.2f ms, max %.2f ms\n",
      percentile (bench.naps, 0.5), percentile (bench.naps, 0.99), percentile (bench.naps, 1.0));
  return percentile (bench.busy, 0.95) <= BUDGET_MS
                 && percentile (bench.hits, 0.95) <= FIRST_HITS_MS
             ? 0
             : 1;
}
