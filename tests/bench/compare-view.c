/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a judge waits for a comparison: from the moment in which both documents are loaded until
 * the ribbons and the marks of what is in view are drawn, in the view itself, on a display. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <stdio.h>

#include <sys/resource.h>

#include "compare-fixture.h"
#include "compare-joined.h"
#include "fixture-library.h"
#include "ui/compare/tl-compare-view-private.h"

#define ROUNDS      7
#define PATIENCE_US (60 * G_USEC_PER_SEC)
/* Rates of the edits that make the other side, as in compare.c. */
#define RATE   0.12
#define MAX_MS 250.0
#define WIDTH  1366
#define HEIGHT 768

/* Milliseconds of the clock, and of the processor in all threads of the program. */
typedef struct
{
  double wall, cpu;
} Time;

typedef struct
{
  TlCompareView *view;
  Time loaded;  /* both documents were there */
  Time aligned; /* the comparison was there */
  Time first;   /* a frame with marks and ribbons was drawn */
  Time all;     /* the last frame in which something was still to come */
  gboolean late;
} Watch;

static Time
now (void)
{
  struct rusage usage;
  Time time = { (double)g_get_monotonic_time () / 1000, 0 };

  getrusage (RUSAGE_SELF, &usage);
  time.cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
             + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
  return time;
}

/* Ribbons are set before the words of their pairs are compared: marks are there, ribbons as well.
 */
static void
painted_cb (Watch *watch)
{
  TlCompareView *view = watch->view;

  if (view->compared == NULL || g_hash_table_size (view->worded) == 0)
    return;
  if (view->wording != NULL)
    {
      watch->late = TRUE;
      return;
    }
  if (watch->first.wall <= 0)
    watch->first = watch->all = now ();
  else if (watch->late)
    watch->all = now ();
  watch->late = FALSE;
}

/* One turn of the main loop; what the turn took counts when a state changed in it. */
static void
turn (Watch *watch)
{
  Time before = now ();
  gboolean comparing = watch->view->comparing != NULL;

  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (200);
  if (!comparing && watch->view->comparing != NULL)
    watch->loaded = before;
  if (watch->aligned.wall <= 0 && watch->view->compared != NULL)
    watch->aligned = now ();
}

static gboolean
run (TlServices *services, const char *left, const char *right, Watch *watch)
{
  const TlReaderTarget targets[2] = { { .doc = left }, { .doc = right } };
  GtkWidget *window = gtk_window_new ();
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  GdkFrameClock *clock;
  gboolean drawn;

  *watch = (Watch){ .view = TL_COMPARE_VIEW (tl_compare_view_new (services)) };
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (watch->view));
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 200; i++)
    turn (watch);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), watch);
  tl_compare_view_open (watch->view, &targets[0], &targets[1]);
  while (g_get_monotonic_time () < end
         && (watch->first.wall <= 0 || watch->view->tick != 0 || watch->view->wording != NULL))
    turn (watch);
  drawn = watch->first.wall > 0;
  g_signal_handlers_disconnect_by_data (clock, watch);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return drawn;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static double
print_times (const char *name, const Time *from, const Time *to)
{
  double wall[ROUNDS], cpu[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      wall[i] = to[i].wall - from[i].wall;
      cpu[i] = to[i].cpu - from[i].cpu;
    }
  qsort (wall, ROUNDS, sizeof *wall, compare_times);
  qsort (cpu, ROUNDS, sizeof *cpu, compare_times);
  printf ("  %-34s %7.1f ms, median %.1f (processor %.1f, %.1f)\n", name, wall[0], wall[ROUNDS / 2],
          cpu[0], cpu[ROUNDS / 2]);
  return cpu[ROUNDS / 2];
}

/* The same under a name of its own; its blocks are told apart, as those of one file are. */
static TlDocument *
copy_named (TlDocument *document, const char *id)
{
  TlDocument *copy = tl_document_new (TL_DOC_JUDGMENT, id);

  copy->number = g_strdup (id);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      g_autofree char *anchor
          = g_strdup_printf ("%s.%u", block->anchor != NULL ? block->anchor : "x", i);
      TlBlock *added = tl_block_new (block->kind, block->parent, anchor);

      added->heading = g_strdup (block->heading);
      g_free (added->text);
      added->text = g_strdup (block->text);
      tl_document_add (copy, added);
    }
  return copy;
}

static char *
make_library (char **files, guint n)
{
  char *folder = g_dir_make_tmp ("troly-bench-compare-XXXXXX", NULL);
  g_autoptr (TlDocument) base = compare_joined_new (files, n, 0);
  g_autoptr (TlDocument) other = compare_joined_new (files, n, n / 2);
  g_autoptr (EditedPair) pair = edited_pair_new (base, other, ALL_EDITS, RATE, 1);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  printf ("%u and %u pages\n", base->page_count, other->page_count);
  g_ptr_array_add (documents, copy_named (pair->left, "left"));
  g_ptr_array_add (documents, copy_named (pair->right, "edited"));
  g_ptr_array_add (documents, copy_named (other, "other"));
  fixture_library_write (folder, documents);
  return folder;
}

static gboolean
report (TlServices *services, const char *name, const char *right)
{
  Time loaded[ROUNDS], aligned[ROUNDS], first[ROUNDS], all[ROUNDS];
  double median;

  for (guint i = 0; i < ROUNDS; i++)
    {
      Watch watch;

      if (!run (services, "left", right, &watch))
        {
          printf ("%s: nothing was drawn\n", name);
          return FALSE;
        }
      loaded[i] = watch.loaded;
      aligned[i] = watch.aligned;
      first[i] = watch.first;
      all[i] = watch.all;
    }
  printf ("%s, in the view, from both loaded\n", name);
  print_times ("aligned", loaded, aligned);
  median = print_times ("ribbons and marks drawn", loaded, first);
  print_times ("what came into view later as well", loaded, all);
  return median <= MAX_MS;
}

int
main (int argc, char **argv)
{
  g_autoptr (TlServices) services = NULL;
  g_autofree char *library = NULL;
  gboolean good;

  setlocale (LC_ALL, "");
  if (argc < 3)
    {
      fputs ("without judgments the view is not measured\n", stderr);
      return 0;
    }
  adw_init ();
  library = make_library (argv + 1, (guint)argc - 1);
  services = tl_services_new ();
  tl_services_load (services, library);
  while (tl_services_get_state (services) != TL_SERVICES_READY)
    g_main_context_iteration (NULL, TRUE);
  good = report (services, "edited", "edited");
  good = report (services, "two different judgments", "other") && good;
  if (!good)
    printf ("over the bound of %.0f ms\n", MAX_MS);
  g_clear_object (&services);
  fixture_library_remove (library);
  return good ? 0 : 1;
}
