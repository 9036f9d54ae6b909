/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a store of judgments of any size from real texts, for measuring: see docs/benchmarks.md.
 * The same options give the same store; begun again it goes on where it was stopped. */
#include "config.h"

#include <stdio.h>

#include "corpus/tl-doc-store.h"
#include "retrieval-common.h"
#include "scale-judgment.h"

/* Judgments of one source of the store: what is lost when the program is stopped. */
#define SOURCE_DOCUMENTS 1000

static int opt_documents = 20000;
static int opt_syllables = 950;
static int opt_seed = 1;
static char *opt_data;
static char *opt_into;
static char *opt_text;

static const GOptionEntry OPTIONS[] = {
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &opt_data, "Folder of the real texts", "FOLDER" },
  { "into", 0, 0, G_OPTION_ARG_FILENAME, &opt_into, "Store to write", "FOLDER" },
  { "text", 0, 0, G_OPTION_ARG_FILENAME, &opt_text, "Plain text to write, a line a judgment",
    "FILE" },
  { "documents", 'n', 0, G_OPTION_ARG_INT, &opt_documents, "Judgments", "N" },
  { "syllables", 's', 0, G_OPTION_ARG_INT, &opt_syllables, "Syllables of each, about", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &opt_seed, "Another seed gives other judgments", "N" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
put_source (TlDocStore *store, ScaleMaker *maker, guint32 from, guint32 to)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *name = g_strdup_printf ("made-%07u", from);
  g_autofree char *digest
      = g_strdup_printf ("scale 1, %d syllables, seed %d, to %u", opt_syllables, opt_seed, to);
  TlSourceInfo info = { name, digest, 0, NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (tl_doc_store_has_source (store, name, digest, &error))
    return;
  if (error != NULL)
    retrieval_die (opt_into, error);
  for (guint32 i = from; i < to; i++)
    g_ptr_array_add (documents, scale_maker_make (maker, i));
  if (!tl_doc_store_put (store, &info, documents, NULL, &error))
    retrieval_die (opt_into, error);
}

static void
make_store (ScaleMaker *maker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (opt_into, TRUE, &error);

  if (store == NULL)
    retrieval_die (opt_into, error);
  for (guint32 i = 0; i < (guint32)opt_documents; i += SOURCE_DOCUMENTS)
    put_source (store, maker, i, MIN (i + SOURCE_DOCUMENTS, (guint32)opt_documents));
}

static void
make_text (ScaleMaker *maker)
{
  FILE *file = fopen (opt_text, "w");

  if (file == NULL)
    retrieval_die (opt_text, NULL);
  for (guint32 i = 0; i < (guint32)opt_documents; i++)
    {
      g_autoptr (TlDocument) document = scale_maker_make (maker, i);

      for (guint k = 0; k < document->blocks->len; k++)
        fprintf (file, "%s ", tl_document_get_block (document, k)->text);
      fputc ('\n', file);
    }
  if (fclose (file) != 0)
    retrieval_die (opt_text, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScaleText) text = NULL;
  g_autoptr (ScaleMaker) maker = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_option_context_add_main_entries (context, OPTIONS, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 1 || opt_data == NULL
      || (opt_into == NULL && opt_text == NULL) || opt_documents < 1 || opt_syllables < 100)
    retrieval_die ("usage: see --help", error);
  text = scale_text_load (opt_data, &error);
  if (text == NULL)
    retrieval_die (opt_data, error);
  maker = scale_maker_new (text, (guint)opt_syllables, (guint32)opt_seed);
  if (opt_into != NULL)
    make_store (maker);
  if (opt_text != NULL)
    make_text (maker);
  g_print ("made %d judgments in %.1f s\n", opt_documents,
           (double)(g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  return 0;
}
