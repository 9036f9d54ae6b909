/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "law/citation/tl-citation.h"

static const char *const notations[] = {
  "BLHS2015:51.1.s",
  "BLHS?:51.2",
  "BLHS?",
  "SELF:THIS.1.a..k",
  "SELF:THIS.THIS.b..h",
  "SELF:9.1a",
  "SELF:10.2.a1",
  "SELF:5.đ",
  "BLDS2015:584..589",
  "BLDS2015:584.1..3",
  "BLHS2015:217a",
  "NQ326/2016/UBTVQH14:PL/II/1/1.4",
  "SELF:PL",
  "CV212/TANDTC-PC@2019-09-13:II.1",
  "CV212/TANDTC-PC@2019-09-13:1",
  "AL25/2018#ND15",
  "AL47/2021",
  "BA17/2018/HS-ST@TAND thị xã Bình Lục",
  "QD21/2018/QĐST-DS",
  "L85/2025/QH15:1.2 => amends BLTTDS2015:35",
  "PREV(NQ):26",
  "PREV(BLHS):52.1.h",
  "NQ136/2006?",
  "TCVN 9411:2012",
  "?:51.1.s",
  "?",
};

static void
the_notation_is_its_own_inverse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notations); i++)
    {
      g_autoptr (TlCitation) citation = tl_citation_parse (notations[i]);
      g_autofree char *again = citation ? tl_citation_format (citation) : NULL;

      g_assert_cmpstr (again, ==, notations[i]);
    }
}

static void
fill_unit (GRand *rand, char unit[TL_CITATION_UNIT_SIZE], char to[TL_CITATION_UNIT_SIZE])
{
  int number = g_rand_int_range (rand, 1, 700);

  if (g_rand_int_range (rand, 0, 6) == 0)
    g_strlcpy (unit, "THIS", TL_CITATION_UNIT_SIZE);
  else
    g_snprintf (unit, TL_CITATION_UNIT_SIZE, g_rand_int_range (rand, 0, 5) ? "%d" : "%da", number);
  if (*unit != 'T' && g_rand_int_range (rand, 0, 4) == 0)
    g_snprintf (to, TL_CITATION_UNIT_SIZE, "%d", number + 3);
}

static void
any_citation_comes_back_from_its_notation (void)
{
  static const char *const keys[] = { "BLHS2015", "BLDS?",   "NQ01/2019/NQ-HĐTP",
                                      "SELF",     "PREV(L)", "TTLT02/2016/TTLT-VKSNDTC-TANDTC",
                                      "?" };
  static const char *const points[] = { "a", "đ", "y", "a1", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (51);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (TlCitation) citation = g_new0 (TlCitation, 1);
      g_autoptr (TlCitation) back = NULL;
      g_autofree char *notation = NULL;

      citation->doc
          = tl_cited_doc_new (TL_CITED_LAW, keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))]);
      fill_unit (rand, citation->article, citation->article_to);
      if (g_rand_boolean (rand))
        fill_unit (rand, citation->clause, citation->clause_to);
      g_strlcpy (citation->point, points[g_rand_int_range (rand, 0, G_N_ELEMENTS (points))],
                 sizeof citation->point);
      notation = tl_citation_format (citation);
      back = tl_citation_parse (notation);
      g_assert_nonnull (back);
      g_assert_cmpstr (back->doc->key, ==, citation->doc->key);
      g_assert_cmpstr (back->article, ==, citation->article);
      g_assert_cmpstr (back->article_to, ==, citation->article_to);
      g_assert_cmpstr (back->clause, ==, citation->clause);
      g_assert_cmpstr (back->clause_to, ==, citation->clause_to);
      g_assert_cmpstr (back->point, ==, citation->point);
    }
}

static void
what_is_no_notation_is_refused (void)
{
  static const char *const wrong[] = { "",
                                       ":51",
                                       "BLHS2015:",
                                       "BLHS2015:51.1.s.x",
                                       "BLHS2015:123456789",
                                       "BLHS2015:51..",
                                       "L1/2020/QH14:1 => amends " };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (tl_citation_parse (wrong[i]));
}

static void
a_citation_is_printed_as_judgments_do (void)
{
  static const char *const cases[][2] = {
    { "BLHS2015:51.1.s", "điểm s khoản 1 Điều 51 Bộ luật Hình sự năm 2015" },
    { "BLHS?:65", "Điều 65 Bộ luật Hình sự" },
    { "BLDS2015:584..589", "từ Điều 584 đến Điều 589 Bộ luật Dân sự năm 2015" },
    { "NQ02/2018/NQ-HĐTP:7", "Điều 7 Nghị quyết số 02/2018/NQ-HĐTP" },
    { "CV212/TANDTC-PC@2019-09-13:II.1", "mục 1 phần II Công văn số 212/TANDTC-PC ngày 13/9/2019" },
    { "AL25/2018#ND15", "đoạn 15 phần “Nhận định của Tòa án” của Án lệ số 25/2018/AL" },
    { "BA17/2018/HS-ST@TAND thị xã Bình Lục",
      "Bản án số 17/2018/HS-ST của Tòa án nhân dân thị xã Bình Lục" },
    { "PREV(BLHS):52", "Điều 52 Bộ luật Hình sự nêu trên" },
    { "SELF:THIS.1", "khoản 1 Điều này" },
    { "SELF:THIS.THIS.a", "điểm a khoản này" },
    { "SELF:12.2", "khoản 2 Điều 12 Luật này" },
    { "QD90/QĐ-TTg@2001-02-03:III.2.b",
      "điểm b mục 2 phần III Quyết định số 90/QĐ-TTg ngày 3/2/2001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCitation) citation = tl_citation_parse (cases[i][0]);
      g_autofree char *official = tl_citation_format_official (citation);

      g_assert_cmpstr (official, ==, cases[i][1]);
    }
}

static void
a_citation_has_the_anchor_of_its_unit (void)
{
  static const char *const cases[][2] = {
    { "BLHS2015:51.1.s", "d51.k1.ps" },
    { "BLHS2015:23.1.đ", "d23.k1.pdd" },
    { "BLHS2015:217a", "d217a" },
    { "SELF:9.1a", "d9.k1a" },
    { "SELF:5.b", "d5.pb" },
    { "BLDS2015:584..589", "d584" },
    { "SELF:THIS.1", NULL },
    { "BLHS2015", NULL },
    { "AL25/2018#ND15", "nhan.15" },
    { "SELF:PL", "pl1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCitation) citation = tl_citation_parse (cases[i][0]);
      g_autofree char *anchor = tl_citation_dup_anchor (citation);

      g_assert_cmpstr (anchor, ==, cases[i][1]);
    }
}

static void
a_range_holds_every_unit (void)
{
  static const struct
  {
    const char *notation;
    guint n;
    const char *last;
  } cases[] = {
    { "SELF:THIS.1.a..k", 10, "SELF:THIS.1.k" },   { "SELF:THIS.THIS.b..h", 7, "SELF:THIS.THIS.h" },
    { "BLDS2015:584..589", 6, "BLDS2015:589" },    { "BLDS2015:584.1..3", 3, "BLDS2015:584.3" },
    { "BLDS2015:1..9999", 1000, "BLDS2015:1000" }, { "BLDS2015:5", 1, "BLDS2015:5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCitation) citation = tl_citation_parse (cases[i].notation);
      g_autoptr (GPtrArray) all = tl_citation_expand (citation);
      g_autofree char *last = NULL;

      g_assert_cmpuint (all->len, ==, cases[i].n);
      last = tl_citation_format (g_ptr_array_index (all, all->len - 1));
      g_assert_cmpstr (last, ==, cases[i].last);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/citation-format/the-notation-is-its-own-inverse",
                   the_notation_is_its_own_inverse);
  g_test_add_func ("/law/citation-format/any-citation-comes-back-from-its-notation",
                   any_citation_comes_back_from_its_notation);
  g_test_add_func ("/law/citation-format/what-is-no-notation-is-refused",
                   what_is_no_notation_is_refused);
  g_test_add_func ("/law/citation-format/a-citation-is-printed-as-judgments-do",
                   a_citation_is_printed_as_judgments_do);
  g_test_add_func ("/law/citation-format/a-citation-has-the-anchor-of-its-unit",
                   a_citation_has_the_anchor_of_its_unit);
  g_test_add_func ("/law/citation-format/a-range-holds-every-unit", a_range_holds_every_unit);
  return g_test_run ();
}
