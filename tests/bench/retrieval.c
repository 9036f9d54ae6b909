/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures ranking on labelled questions: builds a volume and its index from a corpus in the
 * "articles" format, asks every question, prints recall, MRR, nDCG and times. See docs/index.md. */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/tl-json.h"
#include "law/statute/tl-statute-structure.h"
#include "retrieval-common.h"
#include "text/tl-text.h"

#define DEPTH 20

typedef struct
{
  double recall[4]; /* at 1, 5, 10, 20 */
  double mrr;
  double ndcg;
  guint questions;
  guint widened;
  GArray *ms;
} Measures;

static const guint AT[] = { 1, 5, 10, 20 };

static gboolean opt_plain;
static char *opt_keep;
static guint opt_units;

static const GOptionEntry OPTIONS[] = { { "no-marks", 0, 0, G_OPTION_ARG_NONE, &opt_plain,
                                          "Ask the questions without marks", NULL },
                                        { "keep", 0, 0, G_OPTION_ARG_FILENAME, &opt_keep,
                                          "Build into FOLDER and leave it there", "FOLDER" },
                                        { NULL, 0, 0, 0, NULL, NULL, NULL } };

static char *
dup_normal (JsonObject *line, const char *name)
{
  const char *text = tl_json_get_string (line, name);

  return text != NULL && *text != '\0' ? tl_text_normalize (text, -1, NULL) : NULL;
}

static void
add_article_cb (JsonObject *line, gpointer user_data)
{
  GPtrArray *documents = user_data;
  g_autofree char *law = dup_normal (line, "law");
  g_autofree char *number = dup_normal (line, "number");
  g_autofree char *id = tl_document_make_id (number != NULL ? number : law, NULL);
  g_autofree char *article = dup_normal (line, "article");
  g_autofree char *anchor = article != NULL ? tl_article_anchor (article) : NULL;
  TlDocument *document = NULL;
  TlBlock *block;

  for (guint i = 0; i < documents->len && document == NULL; i++)
    if (strcmp (((TlDocument *)g_ptr_array_index (documents, i))->id, id) == 0)
      document = g_ptr_array_index (documents, i);
  if (document == NULL)
    {
      document = tl_document_new (TL_DOC_STATUTE, id);
      document->title = g_strdup (law);
      document->number = g_strdup (number);
      document->number_normal = g_strdup (number);
      g_ptr_array_add (documents, document);
    }
  if (anchor == NULL)
    anchor = g_strdup_printf ("d%u", document->blocks->len + 1);
  block = tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, anchor));
  block->label = article != NULL ? g_strdup_printf ("Điều %s", article) : NULL;
  block->heading = dup_normal (line, "title");
  g_free (block->text);
  block->text = dup_normal (line, "text");
  if (block->text == NULL)
    block->text = g_strdup ("");
  block->source_id = g_strdup (tl_json_get_string (line, "id"));
  opt_units++;
}

static TlDocument *
next_document (gpointer user_data)
{
  GPtrArray *documents = user_data;

  return documents->len > 0 ? g_ptr_array_steal_index (documents, 0) : NULL;
}

static gboolean
is_relevant (JsonArray *relevant, const char *id)
{
  for (guint i = 0; i < json_array_get_length (relevant); i++)
    if (g_strcmp0 (json_array_get_string_element (relevant, i), id) == 0)
      return TRUE;
  return FALSE;
}

static void
judge (Measures *self, const TlSearchResult *result, JsonArray *relevant)
{
  guint wanted = json_array_get_length (relevant), found = 0;
  double gain = 0, ideal = 0, first = 0;

  for (guint i = 0; i < DEPTH; i++)
    {
      if (i < result->hits->len
          && is_relevant (relevant, ((TlHit *)g_ptr_array_index (result->hits, i))->source_id))
        {
          found++;
          first = first > 0 ? first : 1.0 / (i + 1);
          gain += i < 10 ? 1 / log2 (i + 2) : 0;
        }
      ideal += i < MIN (wanted, 10) ? 1 / log2 (i + 2) : 0;
      for (guint k = 0; k < G_N_ELEMENTS (AT); k++)
        if (AT[k] == i + 1)
          self->recall[k] += (double)found / wanted;
    }
  self->mrr += first;
  self->ndcg += gain / ideal;
}

typedef struct
{
  TlSearchEngine *engine;
  Measures measures;
} Asking;

static void
ask_cb (JsonObject *line, gpointer user_data)
{
  Asking *self = user_data;
  g_autoptr (GError) error = NULL;
  const char *typed = tl_json_get_string (line, "text");
  g_autofree char *plain = opt_plain ? tl_text_fold (typed, -1, TL_FOLD_PLAIN, NULL) : NULL;
  TlSearchRequest request = { .text = plain != NULL ? plain : typed, .kind = -1, .limit = DEPTH };
  g_autoptr (TlSearchResult) result = tl_search_engine_run (self->engine, &request, NULL, &error);

  if (result == NULL)
    retrieval_die (typed, error);
  judge (&self->measures, result, json_object_get_array_member (line, "relevant"));
  self->measures.questions++;
  self->measures.widened += result->widened;
  g_array_append_val (self->measures.ms, result->ms);
}

static void
print (const Measures *self)
{
  double n = self->questions / 100.0;

  g_print ("units %u  questions %u  widened %u\n", opt_units, self->questions, self->widened);
  g_print ("R@1 %.1f  R@5 %.1f  R@10 %.1f  R@20 %.1f  MRR %.1f  nDCG@10 %.1f\n",
           self->recall[0] / n, self->recall[1] / n, self->recall[2] / n, self->recall[3] / n,
           self->mrr / n, self->ndcg / n);
  retrieval_print_times ("search", self->ms);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("CORPUS.jsonl QUESTIONS.jsonl");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *folder = NULL;
  Asking asking = { 0 };

  g_option_context_add_main_entries (context, OPTIONS, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3)
    retrieval_die ("usage: retrieval [--no-marks] [--keep FOLDER] CORPUS.jsonl QUESTIONS.jsonl",
                   error);
  if (opt_keep == NULL)
    folder = g_dir_make_tmp ("troly-retrieval-XXXXXX", &error);
  else if (g_mkdir_with_parents (opt_keep, 0755) == 0)
    folder = g_strdup (opt_keep);
  if (folder == NULL)
    retrieval_die ("temporary folder", error);
  retrieval_foreach_line (argv[1], add_article_cb, documents);
  g_print ("built in %.1f s\n", retrieval_build (folder, next_document, documents));
  asking.engine = retrieval_open (folder);
  asking.measures.ms = g_array_new (FALSE, FALSE, sizeof (double));
  retrieval_foreach_line (argv[2], ask_cb, &asking);
  print (&asking.measures);
  g_array_unref (asking.measures.ms);
  g_object_unref (asking.engine);
  if (opt_keep == NULL)
    retrieval_remove_folder (folder);
  return 0;
}
