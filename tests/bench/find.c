/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-find FILE WORDS…: finds each of WORDS in all pages of a PDF that was just opened, in turn
 * with "pdftotext | grep" of the same, several rounds; then again in the texts that were kept. Says
 * the time to the first hit, to the last page, and what is kept. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/tl-pdf-find.h"

#define ROUNDS 5
#define MS(us) ((double)(us) / G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GMainLoop *loop;
  gint64 begin;
  gint64 first; /* µs to the first hit, or -1 */
  TlPdfFound *found;
} Run;

static void
progress_cb (GPtrArray *hits, guint n_done, guint n_pages, gpointer data)
{
  Run *run = data;

  if (hits->len > 0 && run->first < 0)
    run->first = g_get_monotonic_time () - run->begin;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  run->found = tl_pdf_find_finish (TL_PDF_TEXTS (source), result, NULL);
  g_main_loop_quit (run->loop);
}

/* Returns: µs to the last page */
static gint64
find (TlPdfTexts *texts, const char *words, gint64 *first, guint *n_hits)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { loop, g_get_monotonic_time (), -1, NULL };
  gint64 end;

  tl_pdf_find_async (texts, words, 0, 0, progress_cb, &run, NULL, NULL, found_cb, &run);
  g_main_loop_run (loop);
  end = g_get_monotonic_time () - run.begin;
  *first = run.first;
  *n_hits = run.found->hits->len;
  tl_pdf_found_free (run.found);
  return end;
}

static gint64
grep (const char *path, const char *words)
{
  g_autofree char *file = g_shell_quote (path);
  g_autofree char *pattern = g_shell_quote (words);
  g_autofree char *command
      = g_strdup_printf ("pdftotext -q %s - | grep -c -i -F -e %s", file, pattern);
  const char *arguments[] = { "/bin/sh", "-c", command, NULL };
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, NULL, &error))
    g_error ("%s", error->message);
  return g_get_monotonic_time () - begin;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
measure (const char *path, const char *words)
{
  double ratios[ROUNDS], firsts[ROUNDS], agains[ROUNDS];
  guint n_hits = 0;
  gsize bytes = 0;
  guint n_pages = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
      g_autoptr (TlPdfTexts) texts = pdf != NULL ? tl_pdf_texts_new (pdf) : NULL;
      gint64 first, whole, again, peer;

      if (pdf == NULL)
        g_error ("%s", error->message);
      whole = find (texts, words, &first, &n_hits);
      firsts[i] = MS (first);
      again = find (texts, words, &first, &n_hits);
      agains[i] = MS (again);
      peer = grep (path, words);
      ratios[i] = (double)whole / (double)peer;
      n_pages = tl_pdf_get_n_pages (pdf);
      bytes = tl_pdf_texts_get_bytes (texts);
      g_print ("find %.0f ms, first hit %.1f ms, again %.1f ms, pdftotext | grep %.0f ms\n",
               MS (whole), firsts[i], agains[i], MS (peer));
    }
  qsort (ratios, ROUNDS, sizeof ratios[0], compare);
  qsort (firsts, ROUNDS, sizeof firsts[0], compare);
  qsort (agains, ROUNDS, sizeof agains[0], compare);
  g_print (
      "%u pages, %u hits: %.2f of pdftotext | grep, first hit %.1f ms, again %.1f ms (medians), "
      "%.1f MB kept\n",
      n_pages, n_hits, ratios[ROUNDS / 2], firsts[ROUNDS / 2], agains[ROUNDS / 2],
      (double)bytes / (1024 * 1024));
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    {
      g_printerr ("usage: %s FILE WORDS…\n", argv[0]);
      return 2;
    }
  for (int i = 2; i < argc; i++)
    measure (argv[1], argv[i]);
  return 0;
}
