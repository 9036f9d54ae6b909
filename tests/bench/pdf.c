/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-pdf THREADS FILE…: the text of all pages of the files through the worker, in turn with the
 * same by pdftotext, several rounds; says the wall time of each, the time of the processors (less
 * disturbed by what else runs) and the ratios in the middle. */
#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>

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

typedef struct
{
  double wall; /* seconds */
  double processors;
} Cost;

static double
seconds_of (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_TIME_SPAN_SECOND;
}

static Cost
measure (ReadFunc func, guint n_threads)
{
  GThread *threads[MAX_THREADS];
  double processors = seconds_of (RUSAGE_SELF) + seconds_of (RUSAGE_CHILDREN);
  gint64 begin = g_get_monotonic_time ();
  Cost cost;

  read_func = func;
  g_atomic_int_set (&next_file, 0);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("bench", thread_main, NULL);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  cost.wall = (double)(g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND;
  /* The last workers are counted when they have been waited for. */
  g_usleep (100 * G_TIME_SPAN_MILLISECOND);
  cost.processors = seconds_of (RUSAGE_SELF) + seconds_of (RUSAGE_CHILDREN) - processors;
  return cost;
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
  double wall[ROUNDS], processors[ROUNDS];

  if (n_threads == 0)
    {
      g_printerr ("usage: %s THREADS FILE…\n", argv[0]);
      return 2;
    }
  files = argv + 2;
  n_files = (guint)argc - 2;
  for (guint i = 0; i < ROUNDS; i++)
    {
      Cost worker = measure (read_by_worker, n_threads);
      Cost other = measure (read_by_pdftotext, n_threads);

      wall[i] = worker.wall / other.wall;
      processors[i] = worker.processors / other.processors;
      g_print ("worker %.2f s (processors %.2f s), pdftotext %.2f s (%.2f s): ratio %.2f (%.2f)\n",
               worker.wall, worker.processors, other.wall, other.processors, wall[i],
               processors[i]);
    }
  qsort (wall, ROUNDS, sizeof wall[0], compare);
  qsort (processors, ROUNDS, sizeof processors[0], compare);
  g_print ("%u files, %u threads: ratio %.2f, of processors %.2f (medians)\n", n_files, n_threads,
           wall[ROUNDS / 2], processors[ROUNDS / 2]);
  return 0;
}
