/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-pdf THREADS FILE…: the text of all pages of the files through the worker, in turn with the
 * same by pdftotext, several rounds; says the wall time of each and the ratio in the middle. */
#include "config.h"

#include <stdlib.h>

#include "pdf/tl-pdf.h"

#define ROUNDS      5
#define MAX_THREADS 64

typedef void (*ReadFunc) (const char *path);

static char **files;
static guint n_files;
static guint next_file; /* atomic */
static ReadFunc read_func;

static void
read_by_worker (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);

  for (guint i = 0; pdf != NULL && i < tl_pdf_get_n_pages (pdf); i++)
    {
      g_autoptr (GError) page_error = NULL;
      g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, i, FALSE, NULL, &page_error);

      if (text == NULL)
        g_printerr ("%s\n", page_error->message);
    }
  if (pdf == NULL)
    g_printerr ("%s\n", error->message);
}

static void
read_by_pdftotext (const char *path)
{
  const char *arguments[] = { "pdftotext", "-q", path, "-", NULL };
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static gpointer
thread_main (gpointer data)
{
  guint index;

  while ((index = (guint)g_atomic_int_add (&next_file, 1)) < n_files)
    read_func (files[index]);
  return NULL;
}

/* Returns: seconds */
static double
measure (ReadFunc func, guint n_threads)
{
  GThread *threads[MAX_THREADS];
  gint64 begin = g_get_monotonic_time ();

  read_func = func;
  g_atomic_int_set (&next_file, 0);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("bench", thread_main, NULL);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  return (double)(g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

int
main (int argc, char **argv)
{
  guint n_threads = argc > 2 ? (guint)CLAMP (atoi (argv[1]), 1, MAX_THREADS) : 0;
  double ratios[ROUNDS];

  if (n_threads == 0)
    {
      g_printerr ("usage: %s THREADS FILE…\n", argv[0]);
      return 2;
    }
  files = argv + 2;
  n_files = (guint)argc - 2;
  for (guint i = 0; i < ROUNDS; i++)
    {
      double worker = measure (read_by_worker, n_threads);
      double pdftotext = measure (read_by_pdftotext, n_threads);

      ratios[i] = worker / pdftotext;
      g_print ("worker %.2f s, pdftotext %.2f s, ratio %.2f\n", worker, pdftotext, ratios[i]);
    }
  qsort (ratios, ROUNDS, sizeof ratios[0], compare);
  g_print ("%u files, %u threads: ratio %.2f (median)\n", n_files, n_threads, ratios[ROUNDS / 2]);
  return 0;
}
