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
an_ambiguous_citation_lists_its_meanings (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *question;
    guint meanings;
  } CASES[] = { { "điều 173", 3 }, { "12/2023/DS-ST", 2 }, { "12/2023/ds-st", 2 } };

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

#define ADD(name) SEARCH_FIXTURE_ADD ("/search/citation/", name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_citation_goes_to_its_place);
  ADD (an_ambiguous_citation_lists_its_meanings);
  ADD (the_date_chooses_the_version);
  ADD (the_edition_in_force_comes_first);
  return g_test_run ();
}
