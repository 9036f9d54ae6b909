/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"

typedef struct
{
  const char *question;
  const char *as_of;
  const char *doc;
  const char *anchor; /* NULL: the document */
  gboolean literal;
} Citation;

static void
a_citation_goes_to_its_place (SearchFixture *fixture, gconstpointer data)
{
  static const Citation CASES[] = {
    { "điều 173 blhs", NULL, "100-2015-qh13", "d173", TRUE },
    { "dieu 173 bo luat hinh su", NULL, "100-2015-qh13", "d173", TRUE },
    { "khoản 2 điều 173 BLHS", NULL, "100-2015-qh13", "d173.k2", TRUE },
    { "điểm đ khoản 2 Điều 173 BLHS", NULL, "100-2015-qh13", "d173.k2.pdd", TRUE },
    /* Three laws have the article, one has the point, and one that is not the longest the clause.
     */
    { "điểm đ khoản 2 điều 173", NULL, "100-2015-qh13", "d173.k2.pdd", TRUE },
    { "khoản 3 điều 173", NULL, "91-2015-qh13", "d173.k3", TRUE },
    { "điều 173 blhs", "2010-05-01", "15-1999-qh10", "d173", TRUE },
    { "điều 138 bộ luật hình sự 1999", NULL, "15-1999-qh10", "d138", TRUE },
    { "điều 328 BLDS", NULL, "91-2015-qh13", "d328", TRUE },
    { "91/2015/QH13 điều 328", NULL, "91-2015-qh13", "d328", TRUE },
    { "điều 688", NULL, "91-2015-qh13", "d688", TRUE },
    { "án lệ số 47", NULL, "47-2021-al", NULL, TRUE },
    { "47/2021/AL", NULL, "47-2021-al", NULL, TRUE },
    { "khoản 9 điều 173 blhs", NULL, "100-2015-qh13", "d173", FALSE },
    { "điều 328 blds", "2010-05-01", "91-2015-qh13", "d328", FALSE },
    { "điều 3 LHGĐT", NULL, "58-2020-qh14", "d3", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result
          = search_fixture_ask_on (fixture, CASES[i].question, CASES[i].as_of);
      const TlHit *hit = search_fixture_hit (result, 0);

      g_test_message ("%s", CASES[i].question);
      g_assert_nonnull (hit);
      g_assert_cmpstr (hit->doc, ==, CASES[i].doc);
      if (CASES[i].anchor != NULL)
        g_assert_cmpstr (hit->anchor, ==, CASES[i].anchor);
      g_assert_cmpint (hit->literal, ==, CASES[i].literal);
      g_assert_true (search_fixture_has_why (hit, "citation")
                     || search_fixture_has_why (hit, "number"));
      g_assert_cmpuint (result->citations->len, >, 0);
      /* One place is meant: nothing else claims to be it. */
      if (result->hits->len > 1)
        g_assert_false (search_fixture_hit (result, 1)->literal);
    }
}

static void
a_number_that_is_not_there_opens_no_other_law (SearchFixture *fixture, gconstpointer data)
{
  static const char *const QUESTIONS[]
      = { "điều 173 Nghị định 99/2031/NĐ-CP", "dieu 3 quyet dinh 5/2030/QD-TTg",
          /* Named as the catalogue has them. */
          "điều 173 nghị quyết 326", "điều 173 luật nhà ở", "Điều 173 Luật Đất đai năm 2013" };

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, QUESTIONS[i], NULL);

      g_test_message ("%s", QUESTIONS[i]);
      for (guint k = 0; k < result->hits->len; k++)
        {
          g_assert_false (search_fixture_hit (result, k)->literal);
          g_assert_false (search_fixture_has_why (search_fixture_hit (result, k), "citation"));
        }
      g_assert_cmpuint (result->citations->len, ==, 1);
    }
}

static void
an_ambiguous_citation_lists_its_meanings (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *question;
    guint meanings;
  } CASES[] = {
    { "điều 173", 3 }, { "khoản 77 điều 173", 0 }, { "12/2023/DS-ST", 2 }, { "12/2023/ds-st", 2 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].question, NULL);
      guint literal = 0;

      while (literal < result->hits->len && search_fixture_hit (result, literal)->literal)
        literal++;
      g_test_message ("%s", CASES[i].question);
      g_assert_cmpuint (literal, ==, CASES[i].meanings);
    }
}

static void
the_date_chooses_the_version (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *as_of;
    const char *passage;
    TlEffectState effect;
  } CASES[] = {
    { "2025-06-30", "cũ", TL_EFFECT_IN_FORCE },  { "2025-07-01", "mới", TL_EFFECT_IN_FORCE },
    { "2025-07-02", "mới", TL_EFFECT_IN_FORCE }, { "2020-12-31", "cũ", TL_EFFECT_NOT_YET },
    { NULL, "mới", TL_EFFECT_IN_FORCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint k = 0; k < 2; k++)
      {
        g_autoptr (TlSearchResult) result = search_fixture_ask_on (
            fixture, k == 0 ? "nguyên tắc hòa giải" : "điều 3 LHGĐT", CASES[i].as_of);
        const TlHit *hit = search_fixture_hit (result, 0);
        guint versions = 0;

        search_fixture_assert_first (result, "58-2020-qh14", "d3");
        g_assert_nonnull (strstr (hit->passage, CASES[i].passage));
        g_assert_cmpint (hit->effect, ==, CASES[i].effect);
        for (guint n = 0; n < result->hits->len; n++)
          versions += strcmp (search_fixture_hit (result, n)->doc, "58-2020-qh14") == 0;
        g_assert_cmpuint (versions, ==, 1);
      }
}

static void
the_edition_in_force_comes_first (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *as_of;
    const char *doc;
    const char *anchor;
  } CASES[] = { { "2017-12-31", "15-1999-qh10", "d138" },
                { "2018-01-01", "100-2015-qh13", "d173" },
                { NULL, "100-2015-qh13", "d173" } };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result
          = search_fixture_ask_on (fixture, "trộm cắp tài sản", CASES[i].as_of);

      search_fixture_assert_first (result, CASES[i].doc, CASES[i].anchor);
      g_assert_cmpint (search_fixture_hit (result, 0)->effect, ==, TL_EFFECT_IN_FORCE);
    }
}

/* A clause of @article, one of its versions where dates are given. */
static void
add_clause (TlDocument *law,
            int article,
            const char *anchor,
            const char *text,
            const char *from,
            const char *to)
{
  TlBlock *clause = tl_document_add (law, tl_block_new (TL_BLOCK_CLAUSE, article, anchor));

  clause->label = g_strdup (strrchr (anchor, 'k') + 1);
  g_free (clause->text);
  clause->text = g_strdup (text);
  clause->valid_from = g_strdup (from);
  clause->valid_to = g_strdup (to);
}

/* An amending law changes one clause: its article stays one version with two of the clause. */
static void
a_clause_is_shown_in_the_wording_of_the_day (void)
{
  static const struct
  {
    const char *question;
    const char *as_of;
    const char *passage;
    const char *absent;
    TlEffectState effect;
  } CASES[] = {
    { "khoản 2 điều 5 LBT", "2030-06-30", "sáu tháng", "chín tháng", TL_EFFECT_IN_FORCE },
    { "khoản 2 điều 5 LBT", "2030-07-01", "chín tháng", "sáu tháng", TL_EFFECT_IN_FORCE },
    { "điều 5 LBT", "2030-06-30", "sáu tháng", "chín tháng", TL_EFFECT_IN_FORCE },
    { "thời hạn neo đậu bến thuyền", "2030-06-30", "sáu tháng", "chín tháng", TL_EFFECT_IN_FORCE },
    { "thời hạn neo đậu bến thuyền", "2030-07-01", "chín tháng", "sáu tháng", TL_EFFECT_PARTLY },
    { "khoản 3 điều 5 LBT", "2030-07-01", "Đèn đỏ", "tháng", TL_EFFECT_EXPIRED },
  };
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlDocument *law = search_fixture_statute ("11-2028-qh16", "11/2028/QH16", "Luật Bến thuyền",
                                            "LBT", "2029-01-01", NULL);
  g_autofree char *index = NULL;

  g_ptr_array_add (documents, law);
  search_fixture_article (law, "5", "Thời hạn neo đậu", "");
  add_clause (law, 0, "d5.k1", "Bến thuyền mở cửa ban ngày.", NULL, NULL);
  add_clause (law, 0, "d5.k2", "Thuyền neo đậu sáu tháng.", NULL, "2030-06-30");
  add_clause (law, 0, "d5.k2", "Thuyền neo đậu chín tháng.", "2030-07-01", NULL);
  add_clause (law, 0, "d5.k3", "Đèn đỏ cho bến.", NULL, "2030-06-30");
  index = search_fixture_write (folder, documents, "clauses");
  {
    g_autoptr (TlSearchEngine) engine = search_fixture_open (folder);

    for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
      {
        TlSearchRequest request
            = { .text = CASES[i].question, .kind = -1, .as_of = CASES[i].as_of, .limit = 5 };
        g_autoptr (TlSearchResult) result = search_fixture_ask (engine, &request);
        const TlHit *hit = search_fixture_hit (result, 0);

        g_test_message ("%s, %s", CASES[i].question, CASES[i].as_of);
        g_assert_nonnull (hit);
        g_assert_nonnull (strstr (hit->passage, CASES[i].passage));
        g_assert_null (strstr (hit->passage, CASES[i].absent));
        g_assert_cmpint (hit->effect, ==, CASES[i].effect);
      }
  }
  search_fixture_remove (folder);
}

#define ADD(name) SEARCH_FIXTURE_ADD ("/search/citation/", name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_citation_goes_to_its_place);
  ADD (an_ambiguous_citation_lists_its_meanings);
  ADD (a_number_that_is_not_there_opens_no_other_law);
  ADD (the_date_chooses_the_version);
  ADD (the_edition_in_force_comes_first);
  g_test_add_func ("/search/citation/clause_versions", a_clause_is_shown_in_the_wording_of_the_day);
  return g_test_run ();
}
