/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it takes to read what a citation says, and who else cites it: what the reader waits for
 * when one is pressed. usage: bench-cited LIBRARY [DOCUMENTS] */
#include "config.h"

#include <stdlib.h>

#include "ui/reader/tl-cited-job.h"
#include "ui/reader/tl-citing-list.h"

#define PER_DOCUMENT 8
#define AS_OF        "2026-01-01"

typedef struct
{
  const char *name;
  GArray *times; /* (element-type gint64) */
} Series;

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

static void
add (Series *series, gint64 start)
{
  gint64 time = g_get_monotonic_time () - start;

  g_array_append_val (series->times, time);
}

static void
print (Series *series)
{
  guint n = series->times->len;

  if (n == 0)
    return;
  g_array_sort (series->times, compare);
  g_print ("%-24s n %6u  median %8.2f ms  95 %% %8.2f ms  longest %8.2f ms\n", series->name, n,
           (double)g_array_index (series->times, gint64, n / 2) / 1000,
           (double)g_array_index (series->times, gint64, n * 95 / 100) / 1000,
           (double)g_array_index (series->times, gint64, n - 1) / 1000);
}

static void
measure_citing (TlLibrary *library, const TlCitedText *text, Series *series)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (TlCitingList) list
      = tl_citing_list_load (library, text->doc, text->anchor, 0, 25, NULL);

  g_assert_nonnull (list);
  add (series, start);
}

static void
measure_document (TlLibrary *library,
                  const char *id,
                  Series *models,
                  Series *texts,
                  Series *citing,
                  guint *states)
{
  g_autoptr (TlDocument) document = tl_library_load (library, id, TRUE, NULL);
  g_autoptr (GPtrArray) links = tl_library_links_from (library, id, NULL);
  g_autoptr (TlTextModel) model = NULL;
  gint64 start = g_get_monotonic_time ();
  guint n, step;

  g_assert_nonnull (links);
  model = tl_text_model_new_with_links (document, AS_OF, links);
  add (models, start);
  n = tl_text_model_get_n_citations (model);
  step = MAX (1, n / PER_DOCUMENT);
  for (guint i = 0; i < n; i += step)
    {
      g_autoptr (TlCitedText) text = NULL;

      start = g_get_monotonic_time ();
      text = tl_cited_job_read (library, model, tl_text_model_get_citation (model, i)->link, NULL);
      g_assert_nonnull (text);
      add (texts, start);
      states[text->state]++;
      if (i == 0 && text->doc != NULL)
        measure_citing (library, text, citing);
    }
}

int
main (int argc, char **argv)
{
  static const char *const names[]
      = { "unresolved", "no document", "no such unit", "no text", "a unit", "a document" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = argc > 1 ? tl_library_open (argv[1], &error) : NULL;
  guint limit = argc > 2 ? (guint)atoi (argv[2]) : 200;
  Series series[] = { { "model with citations", g_array_new (FALSE, FALSE, sizeof (gint64)) },
                      { "what a citation says", g_array_new (FALSE, FALSE, sizeof (gint64)) },
                      { "who else cites it", g_array_new (FALSE, FALSE, sizeof (gint64)) } };
  guint states[TL_CITED_WHOLE + 1] = { 0 };

  if (library == NULL)
    {
      g_printerr ("usage: bench-cited LIBRARY [DOCUMENTS]%s%s\n", error != NULL ? ": " : "",
                  error != NULL ? error->message : "");
      return 2;
    }
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    {
      TlLibraryQuery query = { .kind = kind, .limit = limit };
      guint total = 0;
      g_autoptr (GPtrArray) list = tl_library_list (library, &query, &total, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < list->len; i++)
        measure_document (library, ((TlDocument *)list->pdata[i])->id, &series[0], &series[1],
                          &series[2], states);
    }
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      print (&series[i]);
      g_array_unref (series[i].times);
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_print ("%-24s %u\n", names[i], states[i]);
  return 0;
}
