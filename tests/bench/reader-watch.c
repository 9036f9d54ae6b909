/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader-watch PDF RUNS: the view of original pages in a window of its own. Prints the first page
 * against Poppler alone, a jump, frame times of scrolls, how long anything was blank, and memory.
 */
#include "config.h"

#include <adwaita.h>
#include <poppler.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "pdf/tl-pdf-private.h"
#include "reader-frames.h"
#include "ui/reader/tl-pdf-view.h"

#define SCROLL_PIXELS 2000.0
#define SCROLL_FRAMES 60
#define PATIENCE_US   (60 * G_USEC_PER_SEC)
#define READ_PAGES    300u

static GtkWidget *window;
static TlPdfView *view;
static GtkAdjustment *down;
static TlPdf *pdf;
static double scroll_to;
static guint frames_left;

static void
wait_drawn (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!tl_pdf_view_is_drawn (view))
    {
      if (g_get_monotonic_time () > end)
        g_error ("the page is not drawn");
      g_main_context_iteration (NULL, TRUE);
    }
  reader_frames_want_paint ();
  gtk_widget_queue_draw (GTK_WIDGET (view));
  while (!reader_frames_is_painted ())
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64)ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  pdf = tl_pdf_open_finish (result, &error);
  if (pdf == NULL)
    g_error ("%s", error->message);
  tl_pdf_view_set_pdf (view, pdf);
}

/* From the file name to the page on the screen. */
static double
time_first_page (const char *file)
{
  gint64 start = g_get_monotonic_time ();

  tl_pdf_open_async (file, NULL, opened_cb, NULL);
  while (pdf == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_drawn ();
  return (double)(g_get_monotonic_time () - start) / 1000.0;
}

static void
close_pdf (void)
{
  tl_pdf_view_set_pdf (view, NULL);
  g_clear_object (&pdf);
  wait_ms (200);
}

/* From the file name to the pixels of the page: the same size. */
static double
time_poppler (const char *file, double scale)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *uri = g_filename_to_uri (file, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);
  PopplerPage *page = poppler_document_get_page (document, 0);
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)(width * scale) + 1,
                                        (int)(height * scale) + 1);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (page);
  g_object_unref (document);
  return (double)(g_get_monotonic_time () - start) / 1000.0;
}

/* The same in a process of its own, as the view has it; starting it does not count. */
static double
time_fresh_poppler (const char *file, double scale)
{
  g_autofree char *size = g_strdup_printf ("%.9f", scale);
  const char *command[] = { "/proc/self/exe", "--poppler", file, size, NULL };
  g_autofree char *output = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  command[0] = self;
  if (!g_spawn_sync (NULL, (char **)command, NULL, 0, NULL, NULL, &output, NULL, NULL, NULL))
    g_error ("%s does not run", self);
  return g_ascii_strtod (output, NULL);
}

static void
measure_first_page (const char *file, guint runs)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) warm = g_array_new (FALSE, FALSE, sizeof (double));
  double scale = 1;

  /* The first of each loads libraries and fonts. */
  for (guint i = 0; i <= runs; i++)
    {
      double ms = time_first_page (file);
      double fresh, again;

      scale = tl_pdf_view_get_zoom (view, NULL) * TL_PDF_PIXELS_PER_POINT
              * gtk_widget_get_scale_factor (GTK_WIDGET (view));
      close_pdf ();
      fresh = time_fresh_poppler (file, scale);
      again = time_poppler (file, scale);
      if (i == 0)
        continue;
      g_array_append_val (ours, ms);
      g_array_append_val (theirs, fresh);
      g_array_append_val (warm, again);
    }
  g_print ("first page: %.1f ms on the screen; Poppler alone, in a process of its own, %.1f ms: "
           "%.2f times; Poppler that has drawn the page before %.1f ms: %.2f times (medians of "
           "%u)\n",
           reader_frames_percentile (ours, 0.5), reader_frames_percentile (theirs, 0.5),
           reader_frames_percentile (ours, 0.5) / reader_frames_percentile (theirs, 0.5),
           reader_frames_percentile (warm, 0.5),
           reader_frames_percentile (ours, 0.5) / reader_frames_percentile (warm, 0.5), runs);
}

static void
go_page (guint page)
{
  tl_pdf_view_scroll_to (view, (TlPdfPlace){ page, 0 });
  wait_drawn ();
}

static void
measure_jumps (guint n_pages)
{
  static const guint pages[] = { 300, 150, 30, 250, 80, 200, 120, 280 };

  reader_frames_start (view);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gint64 start = g_get_monotonic_time ();

      if (pages[i] > n_pages)
        continue;
      go_page (pages[i] - 1);
      g_print ("%s page %u: %.1f ms\n", i == 0 ? "jump to" : "  then to", pages[i],
               (double)(g_get_monotonic_time () - start) / 1000.0);
      wait_ms (300);
    }
  reader_frames_print ("frames of the jumps");
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  double step = (scroll_to - gtk_adjustment_get_value (down)) / frames_left;

  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + step);
  return --frames_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
scroll_by (double pixels)
{
  scroll_to = gtk_adjustment_get_value (down) + pixels;
  frames_left = SCROLL_FRAMES;
  gtk_widget_add_tick_callback (GTK_WIDGET (view), scroll_cb, NULL, NULL);
  while (frames_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_scrolls (guint page)
{
  go_page (page);
  wait_ms (500);
  scroll_by (SCROLL_PIXELS);
  wait_ms (1000);
  scroll_by (-SCROLL_PIXELS);
  wait_ms (1000);
  reader_frames_start (view);
  for (guint i = 0; i < 5; i++)
    {
      scroll_by (SCROLL_PIXELS);
      scroll_by (-SCROLL_PIXELS);
    }
  reader_frames_print ("10 scrolls of 2,000 pixels, tiles cached");

  go_page (page + 40);
  wait_ms (500);
  reader_frames_start (view);
  for (guint i = 0; i < 10; i++)
    scroll_by (SCROLL_PIXELS);
  reader_frames_print ("10 scrolls of 2,000 pixels in a row, nothing cached");
  reader_frames_start (view);
  for (guint i = 0; i < 10; i++)
    scroll_by (-3 * SCROLL_PIXELS);
  reader_frames_print ("10 scrolls of 6,000 pixels a second back and beyond");
}

/* Resident memory in MB: shared pictures count. */
static double
resident_mb (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", (int)pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  fields = g_strsplit (text, " ", 3);
  return g_ascii_strtod (fields[1], NULL) * (double)sysconf (_SC_PAGESIZE) / (1024.0 * 1024.0);
}

static void
measure_memory (double start, guint n_pages)
{
  double most = 0;

  for (guint page = 0; page < MIN (READ_PAGES, n_pages); page++)
    {
      go_page (page);
      most = MAX (most, resident_mb (getpid ()));
    }
  wait_ms (2000);
  g_print ("memory: %.0f MB at the start, %.0f MB after reading %u pages (at most %.0f): %.0f MB "
           "more; of it pictures %.0f MB; the worker has %.0f MB\n",
           start, resident_mb (getpid ()), MIN (READ_PAGES, n_pages), most, most - start,
           (double)tl_pdf_tiles_get_bytes (tl_pdf_view_get_tiles (view)) / (1024.0 * 1024.0),
           resident_mb (_tl_pdf_get_worker_pid (pdf)));
}

int
main (int argc, char **argv)
{
  GtkWidget *scrolled;
  double start;
  guint n_pages;

  if (argc == 4 && g_str_equal (argv[1], "--poppler"))
    {
      g_print ("%.3f\n", time_poppler (argv[2], g_ascii_strtod (argv[3], NULL)));
      return 0;
    }
  if (argc != 3)
    {
      g_printerr ("usage: reader-watch PDF RUNS\n");
      return 2;
    }
  adw_init ();
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  view = TL_PDF_VIEW (tl_pdf_view_new ());
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (view));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (1000);
  down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  reader_frames_watch (window);
  start = resident_mb (getpid ());

  time_first_page (argv[1]);
  n_pages = tl_pdf_get_n_pages (pdf);
  measure_memory (start, n_pages);
  close_pdf ();
  time_first_page (argv[1]);
  measure_jumps (n_pages);
  if (n_pages > 200)
    measure_scrolls (100);
  close_pdf ();
  measure_first_page (argv[1], (guint)MAX (1, atoi (argv[2])));
  return 0;
}
