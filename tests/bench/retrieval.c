/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures ranking on labelled questions: builds a volume and its index from each corpus in the
 * "articles" format, asks every question in several ways of typing, prints recall, MRR, nDCG and
 * times, and what weights give that are trained on other questions. See docs/index.md. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-json.h"
#include "law/statute/tl-statute-structure.h"
#include "retrieval-measure.h"
#include "search/engine/tl-search-private.h"
#include "text/tl-text.h"

#define DEPTH 20
/* Slips of typing are the same every time. */
#define SEED 20

static char *opt_keep;
static char *opt_export;
static int opt_repeats = 3;
static gboolean opt_quick;
static gboolean opt_weights;

static const GOptionEntry OPTIONS[]
    = { { "keep", 0, 0, G_OPTION_ARG_FILENAME, &opt_keep,
          "Build the only corpus into FOLDER and leave it there", "FOLDER" },
        { "quick", 0, 0, G_OPTION_ARG_NONE, &opt_quick, "Only with the built-in weights", NULL },
        { "repeats", 0, 0, G_OPTION_ARG_INT, &opt_repeats, "Cross-validate N times", "N" },
        { "weights", 0, 0, G_OPTION_ARG_NONE, &opt_weights,
          "Print weights trained on all questions", NULL },
        { "export", 0, 0, G_OPTION_ARG_FILENAME, &opt_export,
          "Write the features of all candidates as TSV", "FILE" },
        { NULL, 0, 0, 0, NULL, NULL, NULL } };

/* ---- The corpus ---- */

typedef struct
{
  GPtrArray *documents; /* (element-type TlDocument) */
  GHashTable *sources;  /* "doc#anchor" of a unit -> its id in the source */
  Set *set;
} Corpus;

static char *
dup_normal (JsonObject *line, const char *name)
{
  const char *text = tl_json_get_string (line, name);

  return text != NULL && *text != '\0' ? tl_text_normalize (text, -1, NULL) : NULL;
}

static void
add_article_cb (JsonObject *line, gpointer user_data)
{
  Corpus *corpus = user_data;
  GPtrArray *documents = corpus->documents;
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
  corpus->set->units++;
  g_hash_table_insert (corpus->sources, g_strdup_printf ("%s#%s", id, anchor),
                       g_strdup (block->source_id));
}

static TlDocument *
next_document (gpointer user_data)
{
  GPtrArray *documents = user_data;

  return documents->len > 0 ? g_ptr_array_steal_index (documents, 0) : NULL;
}

/* ---- The questions ---- */

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->text);
  g_hash_table_unref (self->relevant);
  for (guint i = 0; i < N_TYPINGS; i++)
    {
      tl_rank_list_free (self->lists[i]);
      g_clear_pointer (&self->order[i], g_ptr_array_unref);
    }
  g_free (self);
}

static void
add_question_cb (JsonObject *line, gpointer user_data)
{
  Set *set = user_data;
  JsonArray *relevant = json_object_get_array_member (line, "relevant");
  Question *question = g_new0 (Question, 1);

  question->text = g_strdup (tl_json_get_string (line, "text"));
  question->relevant = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < json_array_get_length (relevant); i++)
    g_hash_table_add (question->relevant, g_strdup (json_array_get_string_element (relevant, i)));
  g_ptr_array_add (set->questions, question);
}

/* What the second stage weighs, for training. */
static TlRankList *
load_list (TlSearchEngine *engine, const Corpus *corpus, const Question *question, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = _tl_search_engine_load_candidates (engine, text, &error);
  TlRankList *list;

  if (units == NULL)
    retrieval_die (text, error);
  list = tl_rank_list_new (MIN (units->len, TL_RERANK_DEPTH));
  for (guint i = 0; i < list->n; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);
      g_autofree char *place = g_strdup_printf ("%s#%s", unit->record.doc, unit->record.anchor);
      const char *source = g_hash_table_lookup (corpus->sources, place);

      list->relevant[i] = source != NULL && g_hash_table_contains (question->relevant, source);
      memcpy (list->rows + (gsize)i * TL_N_FEATURES, unit->features, sizeof unit->features);
    }
  return list;
}

static void
ask (TlSearchEngine *engine, const Corpus *corpus, Question *question, Typing typing, GRand *random)
{
  g_autofree char *text = typing_type (question->text, typing, random);
  TlSearchRequest request = { .text = text, .kind = -1, .limit = DEPTH };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result = tl_search_engine_run (engine, &request, NULL, &error);

  if (result != NULL && typing == TYPING_REPAIRED && result->suggestion != NULL)
    {
      g_free (text);
      request.text = text = g_strdup (result->suggestion);
      tl_search_result_free (result);
      result = tl_search_engine_run (engine, &request, NULL, &error);
    }
  if (result == NULL)
    retrieval_die (text, error);
  question->order[typing] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < result->hits->len; i++)
    g_ptr_array_add (question->order[typing],
                     g_strdup (((TlHit *)g_ptr_array_index (result->hits, i))->source_id));
  g_array_append_val (corpus->set->ms[typing], result->ms);
  corpus->set->widened += typing == TYPING_WRITTEN && result->widened;
  if (!opt_quick)
    question->lists[typing] = load_list (engine, corpus, question, text);
}

static void
print_answers (const Set *set)
{
  g_print ("\n%s: units %u, questions %u, widened %u; what the engine answers\n", set->name,
           set->units, set->questions->len, set->widened);
  measure_print_head ();
  for (guint typing = 0; typing < N_TYPINGS; typing++)
    {
      g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint i = 0; i < set->questions->len; i++)
        {
          const Question *question = g_ptr_array_index (set->questions, i);
          GPtrArray *order = question->order[typing];
          gboolean relevant[DEPTH] = { FALSE };
          double measures[N_MEASURES];

          for (guint k = 0; k < MIN (order->len, DEPTH); k++)
            {
              const char *source = g_ptr_array_index (order, k);

              relevant[k] = source != NULL && g_hash_table_contains (question->relevant, source);
            }
          measure_relevance (relevant, MIN (order->len, DEPTH),
                             g_hash_table_size (question->relevant), measures);
          g_array_append_vals (values, measures, N_MEASURES);
        }
      measure_print (typing_get_name (typing), values);
    }
  retrieval_print_times ("as written", set->ms[TYPING_WRITTEN]);
  retrieval_print_times ("no marks  ", set->ms[TYPING_PLAIN]);
}

/* ---- A set ---- */

static Set *
measure_set (const char *corpus_path, const char *questions_path)
{
  Corpus corpus
      = { g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref),
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), g_new0 (Set, 1) };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autofree char *folder
      = opt_keep != NULL ? g_strdup (opt_keep) : g_dir_make_tmp ("troly-retrieval-XXXXXX", &error);
  Set *set = corpus.set;

  if (folder == NULL || g_mkdir_with_parents (folder, 0755) != 0)
    retrieval_die ("temporary folder", error);
  set->name = g_path_get_basename (corpus_path);
  *strchrnul (set->name, '.') = '\0';
  set->questions = g_ptr_array_new_with_free_func (question_free);
  retrieval_foreach_line (corpus_path, add_article_cb, &corpus);
  retrieval_foreach_line (questions_path, add_question_cb, set);
  retrieval_build (folder, next_document, corpus.documents);
  engine = retrieval_open (folder);
  for (guint typing = 0; typing < N_TYPINGS; typing++)
    {
      /* The same slips before and after the repair. */
      g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

      set->ms[typing] = g_array_new (FALSE, FALSE, sizeof (double));
      for (guint i = 0; i < set->questions->len; i++)
        ask (engine, &corpus, g_ptr_array_index (set->questions, i), typing, random);
    }
  print_answers (set);
  if (opt_keep == NULL)
    retrieval_remove_folder (folder);
  g_ptr_array_unref (corpus.documents);
  g_hash_table_unref (corpus.sources);
  return set;
}

static void
set_free (gpointer data)
{
  Set *self = data;

  for (guint typing = 0; typing < N_TYPINGS; typing++)
    g_array_unref (self->ms[typing]);
  g_ptr_array_unref (self->questions);
  g_free (self->name);
  g_free (self);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context
      = g_option_context_new ("CORPUS.jsonl QUESTIONS.jsonl [CORPUS.jsonl QUESTIONS.jsonl]…");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (set_free);

  g_option_context_add_main_entries (context, OPTIONS, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 3 || argc % 2 == 0
      || (opt_keep != NULL && argc > 3) || opt_repeats < 1)
    retrieval_die ("usage: see --help", error);
  for (int i = 1; i + 1 < argc; i += 2)
    g_ptr_array_add (sets, measure_set (argv[i], argv[i + 1]));
  if (!opt_quick)
    weights_cross_validate (sets, (guint)opt_repeats);
  if (opt_weights && !opt_quick)
    weights_print (sets);
  if (opt_export != NULL && !opt_quick)
    weights_export (sets, opt_export);
  return 0;
}
