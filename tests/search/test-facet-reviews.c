/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of judgments: counts and filters beside what the fixture says of each. */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "search-fixture.h"
#include "search/facet/tl-facet-review.h"

#define DISTRICT "Tòa án nhân dân huyện Sông Trà"
#define OTHER    "Tòa án nhân dân huyện Núi Cao"
#define PROVINCE "Tòa án nhân dân tỉnh Minh Hải"
#define SUPREME  "Tòa án nhân dân tối cao"
#define ST_DAY   "2024-03-01"
#define PT_DAY   "2024-09-01"
#define GDT_DAY  "2025-03-01"
#define N_ALL    16

static const struct
{
  const char *number;
  const char *court;
  const char *day;
  const char *reviews; /* (nullable) */
  const char *reviews_court;
  const char *reviews_day; /* as printed */
  const char *outcome;
} JUDGMENTS[N_ALL] = {
  { "1/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, "accepted" },
  { "2/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, "accepted" },
  { "3/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, "accepted" },
  { "4/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, "rejected" },
  { "5/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, NULL },
  { "6/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, NULL },
  { "7/2024/DS-ST", DISTRICT, ST_DAY, NULL, NULL, NULL, NULL },
  /* The number of another court's judgment that was amended. */
  { "3/2024/DS-ST", OTHER, ST_DAY, NULL, NULL, NULL, NULL },
  { "12/2024/DS-PT", PROVINCE, PT_DAY, "2/2024/DS-ST", DISTRICT, "01/3/2024", "upheld" },
  { "13/2024/DS-PT", PROVINCE, PT_DAY, "3/2024/DS-ST", DISTRICT, "01/3/2024", "amended" },
  { "14/2024/DS-PT", PROVINCE, PT_DAY, "4/2024/DS-ST", DISTRICT, "01/3/2024", "quashed-retrial" },
  { "15/2024/DS-PT", PROVINCE, PT_DAY, "5/2024/DS-ST", DISTRICT, "01/3/2024", NULL },
  { "16/2024/DS-PT", PROVINCE, PT_DAY, "6/2024/DS-ST", DISTRICT, "01/3/2024", "amended" },
  { "17/2024/DS-PT", PROVINCE, PT_DAY, "7/2024/DS-ST", DISTRICT, "01/3/2024", "upheld" },
  { "1/2025/DS-GĐT", SUPREME, GDT_DAY, "16/2024/DS-PT", PROVINCE, "01/9/2024", "quashed-kept" },
  { "2/2025/DS-GĐT", SUPREME, GDT_DAY, "17/2024/DS-PT", PROVINCE, "01/9/2024", "quashed-retrial" },
};

typedef struct
{
  char *folder;
  TlSearchEngine *engine;
} Fixture;

static TlDocument *
make_judgment (guint n, const char *reviews)
{
  g_autofree char *id
      = tl_document_make_id (JUDGMENTS[n].number, JUDGMENTS[n].court, JUDGMENTS[n].day, NULL);
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, "noidung.1");
  GString *meta = g_string_new ("{\"case_type\":\"DS\"");

  document->number = g_strdup (JUDGMENTS[n].number);
  document->number_normal = g_strdup (JUDGMENTS[n].number);
  document->title = g_strdup ("Tranh chấp đặt cọc");
  document->issuer = g_strdup (JUDGMENTS[n].court);
  document->issued = g_strdup (JUDGMENTS[n].day);
  if (reviews != NULL)
    g_string_append_printf (meta, ",\"appealed\":\"%s\"", reviews);
  if (JUDGMENTS[n].outcome != NULL)
    g_string_append_printf (meta, ",\"outcome\":\"%s\"", JUDGMENTS[n].outcome);
  g_string_append_c (meta, '}');
  document->meta = g_string_free (meta, FALSE);
  g_free (block->text);
  block->text = JUDGMENTS[n].reviews == NULL
                    ? g_strdup ("Nguyên đơn khởi kiện đòi lại tiền đặt cọc.")
                    : g_strdup_printf ("Về tiền đặt cọc, Bản án dân sự số %s ngày %s của %s bị "
                                       "kháng cáo, kháng nghị.",
                                       JUDGMENTS[n].reviews, JUDGMENTS[n].reviews_day,
                                       JUDGMENTS[n].reviews_court);
  tl_document_add (document, block);
  return document;
}

/* Judgments @from to @to as a volume. */
static void
write_volume (const char *folder, guint from, guint to, const char *serial)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;

  for (guint i = from; i < to; i++)
    g_ptr_array_add (documents, make_judgment (i, JUDGMENTS[i].reviews));
  path = search_fixture_write (folder, documents, serial);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tl_clock_set_fake (G_GINT64_CONSTANT (1794744000));
  fixture->folder = search_fixture_folder ();
  /* What reviews lies in another volume than what is reviewed, as when it comes later. */
  write_volume (fixture->folder, 0, 10, "1");
  write_volume (fixture->folder, 10, N_ALL, "2");
  fixture->engine = search_fixture_open (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->engine);
  search_fixture_remove (fixture->folder);
  g_free (fixture->folder);
  tl_clock_set_fake (-1);
}

static TlSearchResult *
ask (Fixture *fixture, const char *date, const char *const *filters)
{
  TlSearchRequest request = {
    .text = "đặt cọc", .kind = -1, .as_of = date, .filters = filters, .limit = 100, .facets = TRUE
  };

  return search_fixture_ask (fixture->engine, &request);
}

/* "2/2024 4/2024": the numbers of the hits up to the second slash, in their order. */
static char *
name_hits (const TlSearchResult *result)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < N_ALL; i++)
    {
      g_autofree char *id
          = tl_document_make_id (JUDGMENTS[i].number, JUDGMENTS[i].court, JUDGMENTS[i].day, NULL);

      for (guint k = 0; k < result->hits->len; k++)
        if (strcmp (search_fixture_hit (result, k)->doc, id) == 0)
          {
            g_string_append_printf (all, "%s%u", all->len > 0 ? " " : "", i);
            break;
          }
    }
  return g_string_free (all, FALSE);
}

static const TlFacet *
find_facet (const TlSearchResult *result)
{
  for (guint i = 0; i < result->facets->len; i++)
    if (strcmp (((TlFacet *)g_ptr_array_index (result->facets, i))->name, "review") == 0)
      return g_ptr_array_index (result->facets, i);
  g_assert_not_reached ();
}

static guint
count_of (const TlSearchResult *result, const char *value)
{
  const TlFacet *facet = find_facet (result);

  for (guint i = 0; i < facet->values->len; i++)
    if (strcmp (((TlFacetValue *)g_ptr_array_index (facet->values, i))->value, value) == 0)
      return ((TlFacetValue *)g_ptr_array_index (facet->values, i))->count;
  return 0;
}

static const char *const VALUES[] = { "standing", "upheld", "amended", "quashed", "unclear" };

static void
assert_states (Fixture *fixture, const char *date, const char *const *expected)
{
  g_autoptr (TlSearchResult) all = ask (fixture, date, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (VALUES); i++)
    {
      g_autofree char *filter = g_strconcat ("review=", VALUES[i], NULL);
      const char *filters[] = { filter, NULL };
      g_autoptr (TlSearchResult) result = ask (fixture, date, filters);
      g_autofree char *names = name_hits (result);

      g_test_message ("%s on %s", filter, date);
      g_assert_cmpstr (names, ==, expected[i]);
      /* The count is what the filter finds, chosen or not. */
      g_assert_cmpuint (count_of (all, VALUES[i]), ==, result->hits->len);
      g_assert_cmpuint (count_of (result, VALUES[i]), ==, result->hits->len);
    }
}

static void
every_judgment_is_what_became_of_it_by_the_day (Fixture *fixture, gconstpointer data)
{
  static const char *const BEFORE[] = { "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "", "", "", "" };
  static const char *const APPEALED[] = { "0 1 6 7 8 9 10 11 12 13 14 15", "1 6", "2 5", "3", "4" };
  static const char *const TODAY[] = { "0 1 5 7 8 9 10 11 14 15", "1 5", "2", "3 12 13", "4 6" };

  assert_states (fixture, "2024-08-31", BEFORE);
  assert_states (fixture, PT_DAY, APPEALED);
  assert_states (fixture, "2026-11-15", TODAY);
}

static void
values_are_alternatives_and_no_value_is_nothing (Fixture *fixture, gconstpointer data)
{
  const char *both[] = { "review=standing", "review=unclear", NULL };
  const char *unknown[] = { "review=in-force", NULL };
  g_autoptr (TlSearchResult) result = ask (fixture, NULL, both);
  g_autoptr (TlSearchResult) nothing = ask (fixture, NULL, unknown);
  g_autofree char *names = name_hits (result);
  const TlFacet *facet = find_facet (result);

  g_assert_cmpstr (names, ==, "0 1 4 5 6 7 8 9 10 11 14 15");
  g_assert_cmpuint (nothing->hits->len, ==, 0);
  for (guint i = 0; i < facet->values->len; i++)
    {
      const TlFacetValue *value = g_ptr_array_index (facet->values, i);

      g_assert_cmpint (value->chosen, ==,
                       strcmp (value->value, "amended") != 0
                           && strcmp (value->value, "quashed") != 0);
    }
}

/* The appeal judgment is replaced by one that reviews nothing. */
static void
what_is_replaced_reviews_nothing (Fixture *fixture, gconstpointer data)
{
  const char *amended[] = { "review=amended", NULL };
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;
  g_autoptr (TlSearchResult) result = NULL;

  g_ptr_array_add (documents, make_judgment (9, NULL));
  path = search_fixture_write (fixture->folder, documents, "3");
  g_clear_object (&fixture->engine);
  fixture->engine = search_fixture_open (fixture->folder);
  result = ask (fixture, NULL, amended);
  g_assert_cmpuint (result->hits->len, ==, 0);
}

static void
facts_are_read_as_they_were_written (void)
{
  const TlReviewFact facts[] = {
    { 0, 0, 0, TL_REVIEW_OF_NONE },
    { G_MAXUINT64, 0, 738000, TL_REVIEW_OF_NONE },
    { 1, 2, 0, TL_REVIEW_UNKNOWN },
    { 3, G_MAXUINT64, 739000, TL_REVIEW_KEPT_LOWER },
  };
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (TlReviewFact));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GArray) read = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_vals (written, facts, G_N_ELEMENTS (facts));
  bytes = tl_review_facts_encode (written);
  read = tl_review_facts_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, G_N_ELEMENTS (facts));
  for (guint i = 0; i < read->len; i++)
    {
      const TlReviewFact *fact = &g_array_index (read, TlReviewFact, i);

      g_assert_cmpuint (fact->id, ==, facts[i].id);
      g_assert_cmpuint (fact->reviewed, ==, facts[i].reviewed);
      g_assert_cmpuint (fact->day, ==, facts[i].day);
      g_assert_cmpint (fact->outcome, ==, facts[i].outcome);
    }
  for (gsize cut = 0; cut < g_bytes_get_size (bytes); cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, cut);
      g_autoptr (GError) damage = NULL;

      g_assert_null (tl_review_facts_decode (part, &damage));
      g_assert_error (damage, TL_ERROR, TL_ERROR_STORE);
    }
}

#define ADD(name) g_test_add ("/search/reviews/" #name, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (every_judgment_is_what_became_of_it_by_the_day);
  ADD (values_are_alternatives_and_no_value_is_nothing);
  ADD (what_is_replaced_reviews_nothing);
  g_test_add_func ("/search/reviews/facts_are_read_as_they_were_written",
                   facts_are_read_as_they_were_written);
  return g_test_run ();
}
