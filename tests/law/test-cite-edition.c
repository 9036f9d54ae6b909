/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/citation/tl-cite-private.h"

/* Case: units of one law whose edition is open, and the edition that they, the text around them and
 * the date tell. */
typedef struct
{
  const char *units;
  const char *text;
  const char *date;
  const char *key;
  guint warnings;
} Case;

static const Case cases[] = {
  { "BLHS?:138.2.e BLHS?:48.1.g BLHS?:46.1.p BLHS?:51.1", "", NULL, "BLHS1999",
    TL_CITATION_WARN_EDITION },
  { "BLHS?:174.4 BLHS?:51.1.v BLHS?:65", "", NULL, "BLHS?", 0 },
  { "BLHS?:217a BLHS?:256a", "", NULL, "BLHS2015", TL_CITATION_WARN_EDITION },
  { "BLTTHS?:355.1.a BLTTHS?:357.2.a", "", NULL, "BLTTHS?", 0 },
  { "LTHADS?:7a", "", NULL, "LTHADS?", 0 },
  { "BLHS?:173.2.c", "phạm tội “Trộm cắp tài sản” theo", NULL, "BLHS2015",
    TL_CITATION_WARN_EDITION },
  { "BLHS?:248.1", "truy tố về tội Đánh bạc theo", NULL, "BLHS1999", TL_CITATION_WARN_EDITION },
  { "BLHS?:52.1", "phạm tội trộm cắp tài sản", NULL, "BLHS?", 0 },
  { "BLHS?:9", "", "2019-03-01", "BLHS2015", TL_CITATION_WARN_EDITION },
  { "BLHS?:9", "", "2016-03-01", "BLHS1999", TL_CITATION_WARN_EDITION },
  { "BLTTDS?:147", "", "2018-05-01", "BLTTDS2015", TL_CITATION_WARN_EDITION },
  { "BLDS?:468.2", "", "2017-01-01", "BLDS2015", TL_CITATION_WARN_EDITION },
  /* The table knows the years of adoption only: never a law of a later year, and open where two can
   * be in force. */
  { "LTCTD?:91", "", "2020-08-06", "LTCTD2010", TL_CITATION_WARN_EDITION },
  { "LDN?:3", "", "2018-03-01", "LDN2014", TL_CITATION_WARN_EDITION },
  { "LDN?:3", "", "2020-08-06", "LDN?", 0 },
  { "LTCTD?:91", "", "2024-09-01", "LTCTD?", 0 },
};

static void
an_edition_is_told_by_units_crime_or_date (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) units = g_strsplit (cases[i].units, " ", -1);
      g_autoptr (GPtrArray) group
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_citation_free);

      for (guint k = 0; units[k]; k++)
        g_ptr_array_add (group, tl_citation_parse (units[k]));
      _tl_cite_choose_edition (group, cases[i].text, strlen (cases[i].text), cases[i].date);
      for (guint k = 0; k < group->len; k++)
        {
          const TlCitation *citation = g_ptr_array_index (group, k);

          g_test_message ("%s, %s", cases[i].units, cases[i].text);
          g_assert_cmpstr (citation->doc->key, ==, cases[i].key);
          g_assert_cmpuint (citation->warnings, ==, cases[i].warnings);
        }
    }
}

/* A row of a table that nobody verified never decides in silence. */
static void
an_edition_told_by_a_row_that_is_not_verified_is_doubted (void)
{
  static const struct
  {
    const char *text;
    const char *date;
    const char *notation;
    TlConfidence confidence;
  } rows[] = {
    /* dates: BLHS2015 is verified, the others are not */
    { "Điều 9 Bộ luật Hình sự", "2019-03-01", "BLHS2015:9", TL_CONFIDENCE_MEDIUM },
    { "Điều 9 Bộ luật Hình sự", "2016-03-01", "BLHS1999:9", TL_CONFIDENCE_LOW },
    { "Điều 9 Luật Đất đai", "2015-03-01", "LĐĐ2013:9", TL_CONFIDENCE_LOW },
    /* crimes */
    { "tội đánh bạc theo Điều 321 Bộ luật Hình sự", NULL, "BLHS2015:321", TL_CONFIDENCE_MEDIUM },
    { "tội giết người theo Điều 123 Bộ luật Hình sự", NULL, "BLHS2015:123", TL_CONFIDENCE_LOW },
    /* an amendment note */
    { "Điều 5 Luật Phá sản sửa đổi năm 2025", NULL, "LPS2014:5", TL_CONFIDENCE_MEDIUM },
    /* the only edition that the table knows */
    { "Điều 5 Pháp lệnh Án phí, lệ phí Tòa án", NULL, "PL10/2009/UBTVQH12:5",
      TL_CONFIDENCE_MEDIUM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      TlCitationContext context = { NULL, NULL, NULL, rows[i].date };
      g_autoptr (GPtrArray) found = tl_citations_find (rows[i].text, -1, &context);
      const TlCitation *citation;
      g_autofree char *notation = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (found->len, ==, 1);
      citation = g_ptr_array_index (found, 0);
      notation = tl_citation_format (citation);
      g_assert_cmpstr (notation, ==, rows[i].notation);
      g_assert_true ((citation->warnings & TL_CITATION_WARN_EDITION) != 0);
      g_assert_cmpint (citation->confidence, ==, rows[i].confidence);
    }
}

static void
the_table_says_which_units_there_are (void)
{
  g_assert_cmpint (_tl_cite_fit ("BLHS2015", "51", "1", "s"), ==, TL_CITE_FIT_YES);
  g_assert_cmpint (_tl_cite_fit ("BLHS2015", "51", "1", "y"), ==, TL_CITE_FIT_NO);
  g_assert_cmpint (_tl_cite_fit ("BLHS2015", "427", "", ""), ==, TL_CITE_FIT_NO);
  g_assert_cmpint (_tl_cite_fit ("BLHS?", "256a", "2", ""), ==, TL_CITE_FIT_YES);
  g_assert_cmpint (_tl_cite_fit ("BLDS2015", "689", "", ""), ==, TL_CITE_FIT_YES);
  g_assert_cmpint (_tl_cite_fit ("BLDS2015", "690", "", ""), ==, TL_CITE_FIT_NO);
  g_assert_cmpint (_tl_cite_fit ("NQ41/2017/QH14", "7", "3", ""), ==, TL_CITE_FIT_NO);
  g_assert_cmpint (_tl_cite_fit ("BLHS1999", "51", "1", ""), ==, TL_CITE_FIT_UNKNOWN);
  g_assert_cmpint (_tl_cite_fit ("ND43/2014/NĐ-CP", "5", "", ""), ==, TL_CITE_FIT_UNKNOWN);
  g_assert_cmpint (_tl_cite_fit ("BLHS2015", "THIS", "", ""), ==, TL_CITE_FIT_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/cite-edition/an-edition-is-told-by-units-crime-or-date",
                   an_edition_is_told_by_units_crime_or_date);
  g_test_add_func ("/law/cite-edition/an-edition-told-by-a-row-that-is-not-verified-is-doubted",
                   an_edition_told_by_a_row_that_is_not_verified_is_doubted);
  g_test_add_func ("/law/cite-edition/the-table-says-which-units-there-are",
                   the_table_says_which_units_there_are);
  return g_test_run ();
}
