/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"
#include "search/similar/tl-similar.h"
#include "similar-cases.h"

/* Of triples that must be right. */
#define MIN_RIGHT 0.95

/* For each seed three documents: "a-12" as written, "b-12" retold, "c-12" the case after next of
 * another kind or of the same, dressed up as a. The library holds b and c; a comes from outside. */
typedef struct
{
  char *folder;
  TlSearchEngine *engine;
  GPtrArray *seeds;
  GPtrArray *own;
} Cases;

static const TlSeed *
seed_at (const GPtrArray *seeds, guint i)
{
  return g_ptr_array_index (seeds, i % seeds->len);
}

/* Every third imitation is of the same relation where there is one, else of the next other. */
static const TlSeed *
other_case (const GPtrArray *seeds, guint i)
{
  const char *relation = tl_seed_get (seed_at (seeds, i), "Quan hệ");
  gboolean same = i % 3 == 0;

  for (guint k = 1; k < seeds->len; k++)
    if ((strcmp (tl_seed_get (seed_at (seeds, i + k), "Quan hệ"), relation) == 0) == same)
      return seed_at (seeds, i + k);
  return seed_at (seeds, i + seeds->len / 2);
}

static void
set_up (Cases *self)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  self->seeds = similar_cases_load ();
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  for (guint i = 0; i < self->seeds->len; i++)
    {
      const TlSeed *seed = seed_at (self->seeds, i);
      g_autofree char *a = g_strdup_printf ("a-%u", i);
      g_autofree char *b = g_strdup_printf ("b-%u", i);
      g_autofree char *c = g_strdup_printf ("c-%u", i);

      g_ptr_array_add (self->own, similar_cases_make (seed, SIMILAR_AS_WRITTEN, NULL, a));
      g_ptr_array_add (documents, similar_cases_make (seed, SIMILAR_RETOLD, NULL, b));
      g_ptr_array_add (documents,
                       similar_cases_make (other_case (self->seeds, i), SIMILAR_DRESSED, seed, c));
    }
  self->folder = search_fixture_folder ();
  g_free (search_fixture_write (self->folder, documents, "1"));
  self->engine = search_fixture_open (self->folder);
}

static void
tear_down (Cases *self)
{
  g_clear_object (&self->engine);
  search_fixture_remove (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->seeds, g_ptr_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
}

static TlSimilarResult *
find (const Cases *self, guint own, const double *weights, guint limit)
{
  g_autoptr (GError) error = NULL;
  TlSimilarRequest request
      = { .document = g_ptr_array_index (self->own, own), .weights = weights, .limit = limit };
  TlSimilarResult *result = tl_similar_find (self->engine, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static const TlSimilarCase *
nth (const TlSimilarResult *result, guint n)
{
  return n < result->cases->len ? g_ptr_array_index (result->cases, n) : NULL;
}

/* Score of the document "@letter-@number", -1 where it is not among the cases. */
static double
score_of (const TlSimilarResult *result, char letter, guint number)
{
  g_autofree char *id = g_strdup_printf ("%c-%u", letter, number);

  for (guint i = 0; i < result->cases->len; i++)
    if (strcmp (nth (result, i)->hit->doc, id) == 0)
      return nth (result, i)->hit->score;
  return -1;
}

static void
a_retold_case_is_nearer_than_one_in_its_clothes (gconstpointer data)
{
  const Cases *self = data;
  guint right = 0, triples = 0;

  for (guint i = 0; i < self->own->len; i++)
    {
      g_autoptr (TlSimilarResult) result = find (self, i, NULL, 100);
      gboolean is_right = score_of (result, 'b', i) > score_of (result, 'c', i);

      triples++;
      right += is_right;
      if (!is_right)
        g_test_message ("%s: b %.4f, c %.4f", tl_seed_get (seed_at (self->seeds, i), "Số"),
                        score_of (result, 'b', i), score_of (result, 'c', i));
    }
  g_test_message ("%u of %u triples right", right, triples);
  g_assert_cmpuint (triples, >=, 100);
  g_assert_cmpfloat ((double)right / triples, >=, MIN_RIGHT);
}

static gboolean
has_anchor (const TlDocument *document, const char *anchor)
{
  return anchor == NULL || tl_document_find (document, anchor, NULL) >= 0;
}

static void
check_points (const Cases *self, guint own, const TlSimilarCase *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = tl_library_load (tl_search_engine_get_library (self->engine),
                                                     found->hit->doc, TRUE, &error);
  GPtrArray *lists[] = { found->shared, found->differing };

  g_assert_no_error (error);
  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; i < lists[k]->len; i++)
      {
        const TlSimilarPoint *point = g_ptr_array_index (lists[k], i);

        g_assert_cmpuint (strlen (point->text), >, 0);
        g_assert_true (point->anchor != NULL || point->own_anchor != NULL);
        g_assert_true (has_anchor (document, point->anchor));
        g_assert_true (has_anchor (g_ptr_array_index (self->own, own), point->own_anchor));
        if (k == 0)
          g_assert_true (point->anchor != NULL && point->own_anchor != NULL);
      }
}

static void
every_case_says_what_it_shares_and_what_not (gconstpointer data)
{
  const Cases *self = data;
  for (guint i = 0; i < self->own->len; i += 20)
    {
      g_autoptr (TlSimilarResult) result = find (self, i, NULL, 3);

      g_assert_cmpuint (result->cases->len, ==, 3);
      for (guint k = 0; k < 3; k++)
        {
          const TlSimilarCase *found = nth (result, k);

          g_assert_cmpuint (found->shared->len, >=, 3);
          g_assert_cmpuint (found->differing->len, >=, 1);
          g_assert_cmpuint (found->shared_articles, <=, found->own_articles);
          check_points (self, i, found);
        }
    }
}

static char *
list_cases (const TlSimilarResult *result)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < result->cases->len; i++)
    g_string_append_printf (list, "%s %.4f\n", nth (result, i)->hit->doc,
                            nth (result, i)->hit->score);
  return g_string_free (list, FALSE);
}

static void
weights_of_sections_change_the_order (gconstpointer data)
{
  const Cases *self = data;
  const double only[][TL_N_SIMILAR_PARTS]
      = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };
  guint changed = 0;

  for (guint i = 0; i < self->own->len; i += 30)
    {
      g_autoptr (TlSimilarResult) usual = find (self, i, NULL, 10);
      g_autofree char *before = list_cases (usual);

      for (guint k = 0; k < G_N_ELEMENTS (only); k++)
        {
          g_autoptr (TlSimilarResult) result = find (self, i, only[k], 10);
          g_autofree char *after = list_cases (result);

          changed += strcmp (before, after) != 0;
          g_assert_cmpuint (result->cases->len, ==, usual->cases->len);
          for (guint n = 0; n + 1 < result->cases->len; n++)
            g_assert_cmpfloat (nth (result, n)->hit->score, >=, nth (result, n + 1)->hit->score);
        }
    }
  g_assert_cmpuint (changed, ==, G_N_ELEMENTS (only) * ((self->own->len + 29) / 30));
}

static void
the_same_question_gives_the_same_answer (gconstpointer data)
{
  const Cases *self = data;
  g_autoptr (TlSimilarResult) first = find (self, 5, NULL, 50);
  g_autoptr (TlSimilarResult) second = find (self, 5, NULL, 50);
  g_autofree char *before = list_cases (first);
  g_autofree char *after = list_cases (second);

  g_assert_cmpstr (before, ==, after);
}

static void
the_case_itself_is_left_out (gconstpointer data)
{
  const Cases *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) own
      = tl_library_load (tl_search_engine_get_library (self->engine), "b-7", TRUE, &error);
  TlSimilarRequest request = { .document = own, .limit = 100 };
  g_autoptr (TlSimilarResult) result = tl_similar_find (self->engine, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->cases->len, >, 10);
  g_assert_cmpfloat (score_of (result, 'b', 7), ==, -1);
}

static gboolean
is_among (const TlSimilarResult *result, const char *relation)
{
  for (guint i = 0; i < result->cases->len; i++)
    if (strstr (nth (result, i)->hit->title, relation) != NULL)
      return TRUE;
  return FALSE;
}

static void
typed_facts_find_cases_with_and_without_marks (gconstpointer data)
{
  const Cases *self = data;
  static const struct
  {
    const char *facts;
    const char *relation;
  } rows[] = {
    { "bên bán nhận tiền cọc rồi chuyển nhượng đất cho người khác", "đặt cọc" },
    { "ben ban nhan tien coc roi chuyen nhuong dat cho nguoi khac", "đặt cọc" },
    { "vợ chồng ly hôn, tranh chấp người trực tiếp nuôi con chung", "con" },
    { "vo chong ly hon, tranh chap nguoi truc tiep nuoi con chung", "con" },
    { "lén lút lấy trộm tài sản của người khác", "Trộm cắp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      TlSimilarRequest request = { .text = rows[i].facts, .limit = 3 };
      g_autoptr (TlSimilarResult) result = tl_similar_find (self->engine, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (result->cases->len, ==, 3);
      g_assert_true (is_among (result, rows[i].relation));
      g_assert_cmpfloat (nth (result, 0)->parts[TL_SIMILAR_PROVISIONS], ==, -1);
    }
}

static guint
count_of (const TlSimilarResult *result, const char *name, const char *value)
{
  for (guint i = 0; i < result->facets->len; i++)
    {
      const TlFacet *facet = g_ptr_array_index (result->facets, i);

      for (guint k = 0; strcmp (facet->name, name) == 0 && k < facet->values->len; k++)
        if (strcmp (((TlFacetValue *)g_ptr_array_index (facet->values, k))->value, value) == 0)
          return ((TlFacetValue *)g_ptr_array_index (facet->values, k))->count;
    }
  return 0;
}

/* Every case that was compared counts once, whether it is among those asked for or not; and what
 * is chosen of it is all that comes. */
static void
facets_count_what_was_compared_and_narrow_it (gconstpointer data)
{
  const Cases *self = data;

  for (guint i = 0; i < 10; i++)
    {
      TlSimilarRequest request = { .document = g_ptr_array_index (self->own, i), .limit = 400 };
      g_autoptr (TlSimilarResult) all = NULL, few = NULL, narrowed = NULL;
      g_autofree char *filter = NULL;
      const char *filters[2] = { NULL, NULL };
      const char *year;
      guint n = 0;

      request.facets = TRUE;
      all = tl_similar_find (self->engine, &request, NULL, NULL);
      g_assert_cmpuint (all->cases->len, ==, all->compared);
      g_assert_cmpuint (count_of (all, "kind", "judgment"), ==, all->compared);
      year = nth (all, 0)->hit->date;
      filter = g_strdup_printf ("year=%.4s", year);
      for (guint k = 0; k < all->cases->len; k++)
        n += strncmp (nth (all, k)->hit->date, year, 4) == 0;
      g_assert_cmpuint (count_of (all, "year", filter + strlen ("year=")), ==, n);
      filters[0] = filter;
      request.filters = filters;
      narrowed = tl_similar_find (self->engine, &request, NULL, NULL);
      g_assert_cmpuint (narrowed->cases->len, >=, n);
      for (guint k = 0; k < narrowed->cases->len; k++)
        g_assert_cmpint (strncmp (nth (narrowed, k)->hit->date, year, 4), ==, 0);
      few = find (self, i, NULL, 3);
      g_assert_null (few->facets);
    }
}

static void
suggested_articles_say_whether_the_case_cites_them (gconstpointer data)
{
  const Cases *self = data;
  g_autoptr (TlSimilarResult) result = find (self, 20, NULL, 5);
  guint cited = 0, others = 0;

  for (guint i = 0; i < result->provisions->len; i++)
    {
      const TlSimilarProvision *provision = g_ptr_array_index (result->provisions, i);

      g_assert_nonnull (provision->notation);
      cited += provision->cited;
      others += !provision->cited;
      if (i > 0)
        g_assert_cmpfloat (
            provision->weight, <=,
            ((TlSimilarProvision *)g_ptr_array_index (result->provisions, i - 1))->weight);
    }
  g_assert_cmpuint (cited, >, 0);
  g_assert_cmpuint (others, >, 0);
}

static void
requests_that_cannot_be_answered_are_errors (gconstpointer data)
{
  const Cases *self = data;
  const double negative[TL_N_SIMILAR_PARTS] = { 1, -1, 0, 0 };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const TlSimilarRequest rows[] = {
    { .limit = 3 },
    { .text = "đặt cọc", .weights = negative, .limit = 3 },
    { .text = "đặt cọc", .as_of = "hôm nay", .limit = 3 },
  };
  TlSimilarRequest request = { .text = "đặt cọc", .limit = 3 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_null (tl_similar_find (self->engine, &rows[i], NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_cancellable_cancel (cancelled);
  g_assert_null (tl_similar_find (self->engine, &request, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing found is explained, each time by what stood in the way. */
static void
nothing_found_says_why (gconstpointer data)
{
  static const char *const NOWHERE[] = { "year=1901", NULL };
  const Cases *self = data;
  const TlSimilarRequest rows[] = {
    { .text = "", .limit = 3 },
    { .text = "12.000.000 31/12/2020", .limit = 3 },
    { .text = "xyzzy qwrtp vlkmn", .limit = 3 },
    { .text = "Bị cáo lén lút lấy tài sản", .filters = NOWHERE, .limit = 3 },
  };
  /* The first two are alike: texts without words. */
  const char *reasons[G_N_ELEMENTS (rows)];
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_similar_result_free);
  TlSimilarRequest found = { .text = "Bị cáo lén lút lấy tài sản", .limit = 3 };
  TlSimilarResult *some;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      TlSimilarResult *result = tl_similar_find (self->engine, &rows[i], NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (results, result);
      g_assert_cmpuint (result->cases->len, ==, 0);
      g_assert_nonnull (result->why_none);
      reasons[i] = result->why_none;
    }
  g_assert_cmpstr (reasons[0], ==, reasons[1]);
  for (guint i = 2; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (reasons[i], !=, reasons[i - 1]);
  some = tl_similar_find (self->engine, &found, NULL, NULL);
  g_ptr_array_add (results, some);
  g_assert_cmpuint (some->cases->len, >, 0);
  g_assert_null (some->why_none);
}

static void
hostile_text_is_compared_like_any_other (gconstpointer data)
{
  const Cases *self = data;
  g_autofree char *long_text = g_strnfill (300000, 'a');
  g_autofree char *spaced = g_strnfill (300000, ' ');
  g_autoptr (GString) syllables = g_string_new (NULL);
  const char *rows[] = { "", "   ", "...;;;", "\xc3\x28", long_text, spaced, NULL };

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (syllables, "w%c%c%c ", 'a' + i % 26, 'a' + i / 26 % 26,
                            'a' + i / 676 % 26);
  rows[G_N_ELEMENTS (rows) - 1] = syllables->str;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      TlSimilarRequest request = { .text = rows[i], .limit = 3 };
      g_autoptr (TlSimilarResult) result = tl_similar_find (self->engine, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (result);
    }
}

/* As the import makes of a draft in which it finds no section: all of it is the head. */
static void
a_draft_without_headings_tells_facts (gconstpointer data)
{
  const Cases *self = data;
  g_autoptr (GError) error = NULL;
  const TlDocument *whole = g_ptr_array_index (self->own, 3);
  TlDocument *draft = tl_document_new (TL_DOC_JUDGMENT, "draft");
  TlSimilarRequest request = { .document = draft, .limit = 10 };
  g_autoptr (TlSimilarResult) result = NULL;

  for (guint i = 0; i < whole->blocks->len; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("dau.%u", i + 1);
      TlBlock *block = tl_document_add (draft, tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor));

      g_free (block->text);
      block->text = g_strdup (tl_document_get_block (whole, i)->text);
    }
  result = tl_similar_find (self->engine, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (result->why_none);
  g_assert_cmpuint (result->cases->len, >, 0);
  g_assert_cmpstr (nth (result, 0)->hit->doc, ==, "b-3");
  g_assert_cmpfloat (nth (result, 0)->parts[TL_SIMILAR_FACTS], >, 0);
  tl_document_unref (draft);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  TlSimilarResult **found = data;

  *found = tl_similar_find_finish (TL_SEARCH_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

static void
beside_the_main_loop_the_answer_is_the_same (gconstpointer data)
{
  const Cases *self = data;
  TlSimilarRequest request = { .document = g_ptr_array_index (self->own, 3), .limit = 10 };
  g_autoptr (TlSimilarResult) here = find (self, 3, NULL, 10);
  g_autoptr (TlSimilarResult) there = NULL;
  g_autofree char *before = list_cases (here);
  g_autofree char *after = NULL;

  tl_similar_find_async (self->engine, &request, NULL, found_cb, &there);
  while (there == NULL)
    g_main_context_iteration (NULL, TRUE);
  after = list_cases (there);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(name) g_test_add_data_func ("/similar/" #name, &cases, name)

int
main (int argc, char **argv)
{
  Cases cases = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up (&cases);
  ADD (a_retold_case_is_nearer_than_one_in_its_clothes);
  ADD (every_case_says_what_it_shares_and_what_not);
  ADD (weights_of_sections_change_the_order);
  ADD (the_same_question_gives_the_same_answer);
  ADD (the_case_itself_is_left_out);
  ADD (typed_facts_find_cases_with_and_without_marks);
  ADD (facets_count_what_was_compared_and_narrow_it);
  ADD (suggested_articles_say_whether_the_case_cites_them);
  ADD (requests_that_cannot_be_answered_are_errors);
  ADD (nothing_found_says_why);
  ADD (hostile_text_is_compared_like_any_other);
  ADD (a_draft_without_headings_tells_facts);
  ADD (beside_the_main_loop_the_answer_is_the_same);
  status = g_test_run ();
  tear_down (&cases);
  return status;
}
