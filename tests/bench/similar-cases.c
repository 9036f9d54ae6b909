/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Similar cases over a library: the time of one comparison, and how often the law that a judgment
 * rests on is among what is suggested when the judgment does not tell it.
 *
 * usage: bench-similar LIBRARY [CASES] */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/tl-json.h"
#include "search/similar/tl-similar.h"

#define WARM_UP 5

typedef struct
{
  TlSearchEngine *engine;
  GPtrArray *ids;
} Bench;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static double
percentile (GArray *sorted, double share)
{
  return sorted->len > 0 ? g_array_index (sorted, double, (guint)(share * (sorted->len - 1))) : 0;
}

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

static GPtrArray *
pick (TlLibrary *library, guint wanted, GError **error)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint total = 0;

  for (guint i = 0; i < wanted; i++)
    {
      TlLibraryQuery query = { TL_DOC_JUDGMENT, NULL, 0, 1 };
      g_autoptr (GPtrArray) page = NULL;

      query.offset = (guint)((guint64)i * total / wanted);
      page = tl_library_list (library, &query, &total, error);
      if (page == NULL || page->len == 0)
        break;
      if (i == 0 && total < wanted)
        wanted = total;
      g_ptr_array_add (ids, g_strdup (((TlDocument *)page->pdata[0])->id));
    }
  return ids;
}

static TlDocument *
load (const Bench *self, guint i)
{
  g_autoptr (GError) error = NULL;
  TlDocument *document = tl_library_load (tl_search_engine_get_library (self->engine),
                                          self->ids->pdata[i], TRUE, &error);

  if (document == NULL)
    g_error ("%s: %s", (char *)self->ids->pdata[i], error != NULL ? error->message : "not there");
  return document;
}

static TlSimilarResult *
find (const Bench *self, const TlSimilarRequest *request)
{
  g_autoptr (GError) error = NULL;
  TlSimilarResult *result = tl_similar_find (self->engine, request, NULL, &error);

  if (result == NULL)
    g_error ("%s", error->message);
  return result;
}

static void
measure_time (const Bench *self)
{
  g_autoptr (GArray) wall = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autoptr (TlDocument) document = load (self, i);
      TlSimilarRequest request = { .document = document, .limit = 10 };
      double before = cpu_ms (), used;
      g_autoptr (TlSimilarResult) result = find (self, &request);

      used = cpu_ms () - before;
      if (i == 0)
        printf ("first: %.0f ms\n", result->ms);
      if (i < WARM_UP && self->ids->len > 2 * WARM_UP)
        continue;
      g_array_append_val (wall, result->ms);
      g_array_append_val (cpu, used);
    }
  g_array_sort (wall, compare_doubles);
  g_array_sort (cpu, compare_doubles);
  printf ("%u cases: p50 %.0f, p95 %.0f, p99 %.0f ms; processor p50 %.0f, p95 %.0f ms\n", wall->len,
          percentile (wall, 0.5), percentile (wall, 0.95), percentile (wall, 0.99),
          percentile (cpu, 0.5), percentile (cpu, 0.95));
}

/* ---- Law ---- */

static char **
dup_provisions (const TlDocument *document)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  JsonNode *node = meta != NULL ? json_object_get_member (meta, "provisions") : NULL;
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; node != NULL && i < json_array_get_length (json_node_get_array (node)); i++)
    g_ptr_array_add (list,
                     g_strdup (json_array_get_string_element (json_node_get_array (node), i)));
  g_ptr_array_add (list, NULL);
  return (char **)g_ptr_array_free (list, FALSE);
}

/* Place of @notation among the suggestions, of all or of those that the case does not cite. */
static int
rank_of (const TlSimilarResult *result, const char *notation, gboolean missed_only)
{
  int rank = 0;

  for (guint i = 0; i < result->provisions->len; i++)
    {
      const TlSimilarProvision *provision = result->provisions->pdata[i];

      if (strcmp (provision->notation, notation) == 0)
        return rank;
      rank += !missed_only || !provision->cited;
    }
  return -1;
}

static char *
dup_part (const TlDocument *document, const char *prefix)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    if (g_str_has_prefix (tl_document_get_block (document, i)->anchor, prefix))
      g_string_append_printf (text, "%s\n", tl_document_get_block (document, i)->text);
  return g_string_free (text, FALSE);
}

static void
measure_facts (const Bench *self)
{
  double ten = 0, twenty = 0;
  guint n = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autoptr (TlDocument) document = load (self, i);
      g_auto (GStrv) provisions = dup_provisions (document);
      g_autofree char *facts = dup_part (document, "noidung");
      g_autofree char *own = g_strconcat (document->id, NULL);
      g_autoptr (TlDocument) case_ = tl_document_new (TL_DOC_JUDGMENT, own);
      TlBlock *block = tl_document_add (case_, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "noidung.1"));
      TlSimilarRequest request = { .document = case_, .limit = 1 };
      g_autoptr (TlSimilarResult) result = NULL;
      guint found_ten = 0, found_twenty = 0, length = g_strv_length (provisions);

      g_free (block->text);
      block->text = g_strdup (facts);
      result = find (self, &request);
      for (guint k = 0; k < length; k++)
        {
          int rank = rank_of (result, provisions[k], FALSE);

          found_ten += rank >= 0 && rank < 10;
          found_twenty += rank >= 0 && rank < 20;
        }
      if (length == 0)
        continue;
      ten += (double)found_ten / length;
      twenty += (double)found_twenty / length;
      n++;
    }
  printf ("facts alone: %u cases, of the articles that the decision rests on among the first 10 "
          "%.1f %%, 20 %.1f %%\n",
          n, 100 * ten / MAX (n, 1), 100 * twenty / MAX (n, 1));
}

/* @text without what names the article @number. */
static char *
without_article (const char *text, const char *number)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, ".;", -1);
  g_autofree char *words = g_strdup_printf ("Điều %s", number);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *found = strstr (pieces[i], words);

      if (found == NULL || g_ascii_isalnum (found[strlen (words)]))
        g_string_append_printf (kept, "%s; ", pieces[i]);
    }
  return g_string_free (kept, FALSE);
}

static void
measure_missed (const Bench *self)
{
  guint n = 0, five = 0, any = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autoptr (TlDocument) document = load (self, i);
      g_auto (GStrv) provisions = dup_provisions (document);

      for (guint k = 0; provisions[k] != NULL; k++)
        {
          const char *number = strchr (provisions[k], ':');
          g_autoptr (TlDocument) draft = tl_document_new (TL_DOC_JUDGMENT, "draft");
          TlSimilarRequest request = { .document = draft, .limit = 1 };
          g_autofree char *filter = g_strdup (document->source_digest);
          g_autoptr (TlSimilarResult) result = NULL;
          int rank;

          draft->meta = g_strdup (document->meta);
          draft->issued = g_strdup (document->issued);
          draft->source_digest = g_steal_pointer (&filter);
          for (guint b = 0; b < document->blocks->len; b++)
            {
              const TlBlock *old = tl_document_get_block (document, b);
              TlBlock *block = tl_block_new (old->kind, -1, old->anchor);

              g_free (block->text);
              block->text = without_article (old->text, number != NULL ? number + 1 : "");
              tl_document_add (draft, block);
            }
          result = find (self, &request);
          rank = rank_of (result, provisions[k], TRUE);
          n++;
          five += rank >= 0 && rank < 5;
          any += rank >= 0;
        }
    }
  printf ("one article removed: %u drafts, among the first 5 suggestions not cited %.1f %%, "
          "among all %.1f %%\n",
          n, 100.0 * five / MAX (n, 1), 100.0 * any / MAX (n, 1));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = argc > 1 ? tl_library_open (argv[1], &error) : NULL;
  g_autoptr (TlSearchEngine) engine
      = library != NULL ? tl_search_engine_new (library, &error) : NULL;
  Bench self = { engine, NULL };

  if (engine == NULL)
    {
      fprintf (stderr, "%s\n",
               error != NULL ? error->message : "usage: bench-similar LIBRARY [CASES]");
      return 2;
    }
  self.ids = pick (library, argc > 2 ? (guint)atoi (argv[2]) : 100, &error);
  measure_time (&self);
  if (argc <= 3)
    {
      measure_facts (&self);
      measure_missed (&self);
    }
  g_ptr_array_unref (self.ids);
  return 0;
}
