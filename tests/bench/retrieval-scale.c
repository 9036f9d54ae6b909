/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the time of a question over a large library of generated judgments: paragraphs drawn
 * from the articles of a corpus in the "articles" format. The questions are labelled ones. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-json.h"
#include "retrieval-common.h"
#include "text/tl-text.h"

static int opt_documents = 20000;
static int opt_paragraphs = 8;
static char *opt_folder;

static const GOptionEntry OPTIONS[] = {
  { "documents", 'n', 0, G_OPTION_ARG_INT, &opt_documents, "Judgments to generate", "N" },
  { "paragraphs", 'p', 0, G_OPTION_ARG_INT, &opt_paragraphs, "Paragraphs of each", "N" },
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &opt_folder,
    "Library to build, or to use when it is there", "FOLDER" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

typedef struct
{
  GPtrArray *paragraphs;
  GRand *random;
  int made;
} Source;

static void
add_paragraphs_cb (JsonObject *line, gpointer user_data)
{
  Source *self = user_data;
  g_autofree char *text = tl_text_normalize (tl_json_get_string (line, "text"), -1, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (self->paragraphs, g_strdup (lines[i]));
}

static const char *
draw (Source *self)
{
  return g_ptr_array_index (self->paragraphs,
                            g_rand_int_range (self->random, 0, (gint32)self->paragraphs->len));
}

/* The first words, at most 60 characters. */
static char *
title (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 60));
}

static TlDocument *
next_judgment (gpointer user_data)
{
  Source *self = user_data;
  TlDocument *document;
  g_autofree char *id = NULL;

  if (self->made >= opt_documents)
    return NULL;
  id = g_strdup_printf ("%d-2024-ds-st", ++self->made);
  document = tl_document_new (TL_DOC_JUDGMENT, id);
  document->title = title (draw (self));
  document->number = g_strdup_printf ("%d/2024/DS-ST", self->made);
  document->number_normal = g_strdup (document->number);
  for (int i = 0; i < opt_paragraphs; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("nhan.%d", i + 1);
      TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor));

      g_free (block->text);
      block->text = g_strdup (draw (self));
    }
  return document;
}

typedef struct
{
  TlSearchEngine *engine;
  GArray *ms;
  GArray *plain_ms;
} Asking;

static void
ask (Asking *self, const char *text, GArray *ms)
{
  TlSearchRequest request = { .text = text, .kind = -1, .limit = 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result = tl_search_engine_run (self->engine, &request, NULL, &error);

  if (result == NULL)
    retrieval_die (text, error);
  g_array_append_val (ms, result->ms);
}

static void
ask_cb (JsonObject *line, gpointer user_data)
{
  Asking *self = user_data;
  const char *text = tl_json_get_string (line, "text");
  g_autofree char *plain = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);

  ask (self, text, self->ms);
  ask (self, plain, self->plain_ms);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("CORPUS.jsonl QUESTIONS.jsonl");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  Source source = { g_ptr_array_new_with_free_func (g_free), g_rand_new_with_seed (1), 0 };
  Asking asking = { NULL, g_array_new (FALSE, FALSE, sizeof (double)),
                    g_array_new (FALSE, FALSE, sizeof (double)) };

  g_option_context_add_main_entries (context, OPTIONS, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3 || opt_documents < 1
      || opt_paragraphs < 1)
    retrieval_die ("usage: see --help", error);
  folder
      = opt_folder != NULL ? g_strdup (opt_folder) : g_dir_make_tmp ("troly-scale-XXXXXX", &error);
  if (folder == NULL)
    retrieval_die ("temporary folder", error);
  if (opt_folder == NULL || g_mkdir (folder, 0755) == 0)
    {
      retrieval_foreach_line (argv[1], add_paragraphs_cb, &source);
      if (source.paragraphs->len == 0)
        retrieval_die (argv[1], NULL);
      g_print ("built in %.1f s\n", retrieval_build (folder, next_judgment, &source));
    }
  asking.engine = retrieval_open (folder);
  retrieval_foreach_line (argv[2], ask_cb, &asking);
  retrieval_print_times ("marked  ", asking.ms);
  retrieval_print_times ("no marks", asking.plain_ms);
  g_object_unref (asking.engine);
  if (opt_folder == NULL)
    retrieval_remove_folder (folder);
  g_ptr_array_unref (source.paragraphs);
  g_rand_free (source.random);
  g_array_unref (asking.ms);
  g_array_unref (asking.plain_ms);
  return 0;
}
