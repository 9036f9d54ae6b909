/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-extract FILE…: how the time of "extract" is shared between reading the text (worker, page
 * cleaning, normalising) and reading the law in it (document, structure, people, decision: what
 * extract does before it prints). The best of several rounds counts. Bound: 30 % on judgments of
 * 30 pages or more. */
#include "config.h"

#include <stdio.h>

#include "import/tl-import.h"
#include "law/judgment/tl-judgment-decision.h"
#include "law/judgment/tl-judgment-people.h"

#define ROUNDS     5
#define LONG_PAGES 30
#define SHARE_MAX  0.30

static double
seconds_since (gint64 begun)
{
  return (double)(g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

/* Returns: whether the file could be read. */
static gboolean
measure (const char *path, double *reading, double *law, guint *pages)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1 };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (TlImportText) text = tl_import_read_text (path, &options, notes, NULL, &error);
  g_autoptr (TlDocument) document = NULL;
  g_autofree char *name = g_path_get_basename (path);

  if (text == NULL || text->unreadable != NULL)
    {
      fprintf (stderr, "%s: %s\n", path, error != NULL ? error->message : text->unreadable);
      return FALSE;
    }
  *reading = MIN (*reading, seconds_since (begun));
  *pages = text->pages;
  begun = g_get_monotonic_time ();
  document = tl_import_make_document (text, name, TL_DOC_JUDGMENT, notes, &error);
  if (document != NULL)
    {
      g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text->text);
      g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text->text, structure);
      g_autoptr (TlJudgmentDecision) decision
          = tl_judgment_decision_read (text->text, structure, people);

      *law = MIN (*law, seconds_since (begun));
    }
  return document != NULL;
}

int
main (int argc, char **argv)
{
  gboolean fits = TRUE;

  if (argc < 2)
    {
      fprintf (stderr, "usage: %s FILE…\n", argv[0]);
      return 2;
    }
  for (int i = 1; i < argc; i++)
    {
      double reading = G_MAXDOUBLE, law = G_MAXDOUBLE, share;
      guint pages = 0;

      for (guint k = 0; k < ROUNDS; k++)
        if (!measure (argv[i], &reading, &law, &pages))
          return 1;
      share = law / (reading + law);
      printf ("%s: %u pages, text %.0f ms, law %.0f ms: %.0f %% of the whole\n", argv[i], pages,
              reading * 1000, law * 1000, share * 100);
      fits = fits && (pages < LONG_PAGES || share <= SHARE_MAX);
    }
  return fits ? 0 : 1;
}
