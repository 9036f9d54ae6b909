/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "law/citation/tl-catalogue.h"
#include "law/citation/tl-citation-query.h"

typedef struct
{
  const char *question;
  const char *article;
  const char *clause;
  const char *point;
  const char *law;
  int year;
  const char *number;
  gboolean exact;
} Case;

static const Case cases[] = {
  { "điều 173 blhs", "173", NULL, NULL, "blhs", 0, NULL, TRUE },
  { "Điều 173 BLHS?", "173", NULL, NULL, "BLHS", 0, NULL, TRUE },
  { "dieu 173 bo luat hinh su", "173", NULL, NULL, "bo luat hinh su", 0, NULL, TRUE },
  { "điều 173 của Bộ luật Hình sự năm 2015", "173", NULL, NULL, "Bộ luật Hình sự", 2015, NULL,
    TRUE },
  { "Điều 51 Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)", "51", NULL, NULL,
    "Bộ luật Hình sự", 2015, NULL, TRUE },
  { "k2 đ 51 BLHS 2015", "51", "2", NULL, "BLHS", 2015, NULL, TRUE },
  { "điểm s khoản 1 điều 51", "51", "1", "s", NULL, 0, NULL, TRUE },
  { "đ 51, k 1, đ.s, blhs", "51", "1", "s", "blhs", 0, NULL, TRUE },
  { "đ.b, k 1, đ 8 BLHS", "8", "1", "b", "BLHS", 0, NULL, TRUE },
  { "diem s khoan 1 dieu 51 blhs", "51", "1", "s", "blhs", 0, NULL, TRUE },
  { "điểm đ khoản 01 Điều 51", "51", "1", "đ", NULL, 0, NULL, TRUE },
  { "đ.51 k.1 đ.s", "51", "1", "s", NULL, 0, NULL, TRUE },
  { "đ.s k.1 đ.51 blhs", "51", "1", "s", "blhs", 0, NULL, TRUE },
  { "Điều 51(1)(s) BLHS", "51", "1", "s", "BLHS", 0, NULL, TRUE },
  { "d51.k1.ps blhs", "51", "1", "s", "blhs", 0, NULL, TRUE },
  { "Điều 51 khoản 1 điểm s BLHS", "51", "1", "s", "BLHS", 0, NULL, TRUE },
  { "điều 217a blhs2015", "217a", NULL, NULL, "blhs", 2015, NULL, TRUE },
  { "khoản 1a Điều 32 BLTTDS", "32", "1a", NULL, "BLTTDS", 0, NULL, TRUE },
  { "12/2023/DS-PT", NULL, NULL, NULL, NULL, 0, "12/2023/DS-PT", TRUE },
  { "bản án số 12/2023/ds-pt", NULL, NULL, NULL, NULL, 0, "12/2023/DS-PT", TRUE },
  { "án lệ số 47", NULL, NULL, NULL, NULL, 0, "47/AL", TRUE },
  { "an le 7", NULL, NULL, NULL, NULL, 0, "07/AL", TRUE },
  { "Án lệ số 47/2021/AL", NULL, NULL, NULL, NULL, 0, "47/2021/AL", TRUE },
  { "án lệ 47/2021", NULL, NULL, NULL, NULL, 0, "47/2021/AL", TRUE },
  { "án lệ 07/2024/AL-TH", NULL, NULL, NULL, NULL, 0, "07/2024/AL-TH", TRUE },
  { "91/2015/QH13 điều 328", "328", NULL, NULL, NULL, 0, "91/2015/QH13", TRUE },
  { "luật số 05/2016/th-qh điều 3", "3", NULL, NULL, NULL, 0, "05/2016/TH-QH", TRUE },
  { "dieu 41 blds-th", "41", NULL, NULL, "blds-th", 0, NULL, TRUE },
  { "blds-th điều 41", "41", NULL, NULL, "blds-th", 0, NULL, TRUE },
  { "Luật Nhà ở 2014 điều 118", "118", NULL, NULL, "Luật Nhà ở", 2014, NULL, TRUE },
  { "điều 118 Luật Nhà ở 2014, quy định gì", "118", NULL, NULL, "Luật Nhà ở", 2014, NULL, TRUE },
  { "điều 143, luật tố tụng hành chính 2015, quy định gì?", "143", NULL, NULL,
    "luật tố tụng hành chính", 2015, NULL, TRUE },
  { "al 03", NULL, NULL, NULL, NULL, 0, "03/AL", TRUE },
  { "AL03", NULL, NULL, NULL, NULL, 0, "03/AL", TRUE },
  { "al03/2020", NULL, NULL, NULL, NULL, 0, "03/2020/AL", TRUE },
  { "an le 3/2020", NULL, NULL, NULL, NULL, 0, "03/2020/AL", TRUE },
  { "án lệ số 3 năm 2020", NULL, NULL, NULL, NULL, 0, "03/2020/AL", TRUE },
  { "điều 12 nghị quyết 326", "12", NULL, NULL, "nghị quyết 326", 0, NULL, TRUE },
  { "điều 29 luật hôn nhân và gia đình", "29", NULL, NULL, "luật hôn nhân và gia đình", 0, NULL,
    TRUE },
  { "điều 3 luật hn&gđ 2014", "3", NULL, NULL, "luật hn&gđ", 2014, NULL, TRUE },
  { "điều 173 blhs quy định gì", "173", NULL, NULL, "blhs", 0, NULL, TRUE },
  { "bộ luật hình sự", NULL, NULL, NULL, "bộ luật hình sự", 0, NULL, TRUE },
  { "luật đất đai 2024", NULL, NULL, NULL, "luật đất đai", 2024, NULL, TRUE },
  /* more was asked */
  { "trộm cắp tài sản bị phạt thế nào theo điều 173 blhs", "173", NULL, NULL, "blhs", 0, NULL,
    FALSE },
  { "dieu 173 blhs phạt tù bao nhiêu năm", "173", NULL, NULL, "blhs", 0, NULL, FALSE },
  { "bản án 12/2023/DS-PT về tranh chấp đất", NULL, NULL, NULL, NULL, 0, "12/2023/DS-PT", FALSE },
  { "điều 51, 52 blhs", "51", NULL, NULL, "blhs", 0, NULL, FALSE },
};

static void
a_citation_typed_as_a_question_is_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCitationQuery) query = tl_citation_query_parse (cases[i].question);

      g_test_message ("%s", cases[i].question);
      g_assert_nonnull (query);
      g_assert_cmpstr (query->article, ==, cases[i].article);
      g_assert_cmpstr (query->clause, ==, cases[i].clause);
      g_assert_cmpstr (query->point, ==, cases[i].point);
      g_assert_cmpstr (query->law, ==, cases[i].law);
      g_assert_cmpint (query->law_year, ==, cases[i].year);
      g_assert_cmpstr (query->number, ==, cases[i].number);
      g_assert_cmpint (query->exact, ==, cases[i].exact);
    }
}

static void
a_question_without_a_citation_is_none (void)
{
  static const char *const questions[] = { "",
                                           "trộm cắp tài sản bị phạt thế nào",
                                           "điều kiện ly hôn",
                                           "khoản tiền nợ do thế chấp",
                                           "địa điểm s",
                                           "thời điểm mở thừa kế",
                                           "tranh chấp hợp đồng vay theo blds",
                                           "luật nào quy định về án phí",
                                           "2015",
                                           "d",
                                           "án lệ về thừa kế" };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (TlCitationQuery) query = tl_citation_query_parse (questions[i]);

      g_test_message ("%s", questions[i]);
      g_assert_null (query);
    }
}

static void
a_citation_has_an_anchor (void)
{
  static const char *const anchors[][2] = {
    { "điều 173 blhs", "d173" },
    { "điểm s khoản 1 điều 51", "d51.k1.ps" },
    { "điểm đ khoản 2 điều 217a blhs", "d217a.k2.pdd" },
    { "điểm a1 khoản 1a điều 5", "d5.k1a.pa1" },
  };
  g_autoptr (TlCitationQuery) judgment = tl_citation_query_parse ("12/2023/DS-PT");

  for (gsize i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      g_autoptr (TlCitationQuery) query = tl_citation_query_parse (anchors[i][0]);
      g_autofree char *anchor = tl_citation_query_anchor (query);

      g_assert_cmpstr (anchor, ==, anchors[i][1]);
    }
  g_assert_null (tl_citation_query_anchor (judgment));
}

static void
the_catalogue_knows_laws_by_every_name (void)
{
  static const struct
  {
    const char *name;
    guint n;
    const char *first;
  } names[] = {
    { "BLHS", 2, "BLHS1999" },
    { "blhs", 2, "BLHS1999" },
    { "bo luat hinh su", 2, "BLHS1999" },
    { "Bộ luật Hình sự năm 2015", 1, "BLHS2015" },
    { "BLHS2015", 1, "BLHS2015" },
    { "luật HN&GĐ", 1, "LHNGĐ2014" },
    { "LĐĐ", 5, "LĐĐ1987" },
    { "Luật Đất đai 2013", 1, "LĐĐ2013" },
    { "Nghị quyết 326", 1, "NQ326" },
    { "Bộ luật Hình sự năm 1958", 0, NULL },
    { "", 0, NULL },
  };
  const TlLawEntry *entry;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) entries = tl_catalogue_lookup (names[i].name);

      g_test_message ("%s", names[i].name);
      g_assert_cmpuint (entries->len, ==, names[i].n);
      if (names[i].n > 0)
        {
          entry = g_ptr_array_index (entries, 0);
          g_assert_cmpstr (entry->key, ==, names[i].first);
        }
    }
  entry = tl_catalogue_by_number ("100/2015/QH13");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->key, ==, "BLHS2015");
  g_assert_cmpstr (entry->valid_from, ==, "2018-01-01");
  g_assert_null (entry->valid_to);
  g_assert_true (entry->verified);
  g_assert_null (tl_catalogue_by_number ("1/1900/QH1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/citation-query/read", a_citation_typed_as_a_question_is_read);
  g_test_add_func ("/law/citation-query/none", a_question_without_a_citation_is_none);
  g_test_add_func ("/law/citation-query/anchor", a_citation_has_an_anchor);
  g_test_add_func ("/law/catalogue/names", the_catalogue_knows_laws_by_every_name);
  return g_test_run ();
}
