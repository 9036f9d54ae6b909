/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every citation that is printed as a judgment prints it is read again as the same. */
#include "config.h"

#include <glib.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-citation.h"

static char *
read_notations (const char *text)
{
  g_autoptr (GPtrArray) found = tl_citations_find (text, -1, NULL);
  GString *notations = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *notation = tl_citation_format (g_ptr_array_index (found, i));

      g_string_append_printf (notations, "%s%s", i > 0 ? " | " : "", notation);
    }
  return g_string_free (notations, FALSE);
}

static char *
print_official (const char *notation)
{
  g_autoptr (TlCitation) citation = tl_citation_parse (notation);

  g_assert_nonnull (citation);
  return tl_citation_format_official (citation);
}

/* Tells all that are wrong, not only the first. */
static void
check_same (const char *official, const char *again, const char *notation)
{
  if (g_strcmp0 (again, notation) == 0)
    return;
  g_test_message ("%s: \"%s\" is read as %s", notation, official, again);
  g_test_fail ();
}

static void
check_round_trip (const char *notation)
{
  g_autofree char *official = print_official (notation);
  g_autofree char *again = read_notations (official);

  check_same (official, again, notation);
}

/* Units as they may stand behind the colon of the notation. */
static const char *const units[]
    = { "1",      "5.2",  "5.2.a",  "5.2.đ",    "5.1a",   "5.10.y", "5.a", "9a",    "9a.3.b",
        "5.2.a1", "7..9", "7.1..4", "7.2.a..e", "7.a..đ", "10.2.b", "1.1", "2.3.i", "3.12" };

static void
laws_of_the_catalogue_in_every_edition_come_back (void)
{
  const GPtrArray *entries = _tl_catalogue_entries ();
  guint checked = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);

      /* Resolutions and ordinances are cited by their numbers. */
      if (g_str_has_prefix (entry->key, "NQ") || g_str_has_prefix (entry->key, "PL"))
        continue;
      for (gsize k = 0; k < G_N_ELEMENTS (units); k++)
        {
          g_autofree char *notation = g_strdup_printf ("%s:%s", entry->key, units[k]);

          check_round_trip (notation);
          checked++;
        }
      check_round_trip (entry->key);
    }
  g_assert_cmpuint (checked, >, 1000);
}

static void
laws_whose_edition_is_open_come_back_open (void)
{
  static const char *const notations[]
      = { "BLHS?:9", "BLHS?:51.1", "BLDS?:5.2", "BLTTDS?:147", "LĐĐ?:26", "BLHS?" };

  for (gsize i = 0; i < G_N_ELEMENTS (notations); i++)
    check_round_trip (notations[i]);
}

static void
numbered_documents_come_back (void)
{
  static const char *const keys[] = {
    "NQ326/2016/UBTVQH14",
    "NQ02/2018/NQ-HĐTP",
    "ND43/2014/NĐ-CP",
    "ND01/2021/NĐ-CP",
    "TT07/2021/TT-BTC",
    "TTLT02/2016/TTLT-VKSNDTC-TANDTC",
    "QD15/2020/QĐ-TTg",
    "CT05/2021/CT-TTg",
    "PL04/2001/PL-UBTVQH10",
    "PL10/2009/UBTVQH12",
    "L85/2025/QH15",
    "L59/2020/QH14",
    "QD14/QĐ-UBND@2012-03-05",
    "VBHN01/VBHN-VPQH@2017-07-10",
    "ND64-CP@1993-09-27",
    "CV212/TANDTC-PC@2019-09-13",
    "GD01/GĐ-TANDTC@2018-01-05",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gboolean articles = !g_str_has_prefix (keys[i], "CV") && !g_str_has_prefix (keys[i], "GD");

      check_round_trip (keys[i]);
      for (gsize k = 0; articles && k < G_N_ELEMENTS (units); k++)
        {
          g_autofree char *notation = g_strdup_printf ("%s:%s", keys[i], units[k]);

          check_round_trip (notation);
        }
    }
}

static void
what_has_no_articles_comes_back (void)
{
  static const char *const notations[] = {
    "AL47/2021",
    "AL25/2018#ND15",
    "AL02/2016#ND7",
    "AL02?",
    "NQ136/2006?",
    "CV212/TANDTC-PC@2019-09-13:II.1",
    "CV212/TANDTC-PC@2019-09-13:1",
    "CV904/XNC@2018-04-24",
    "CV89/TANDTC-PC@2020-06-30:III",
    "QD90/QĐ-TTg@2001-02-03:III.2.b",
    "NQ326/2016/UBTVQH14:PL/II/1/1.4",
    "NQ326/2016/UBTVQH14:PL/II/1",
    "TT07/2021/TT-BTC:PL/I",
    "TT07/2021/TT-BTC:PL/3",
    "TT07/2021/TT-BTC:PL",
    "BA17/2018/HS-ST@TAND thị xã Bình Lục",
    "BA7/2018/HS-ST",
    "BA3/2017/DS-PT@TAND tỉnh Cà Mau",
    "BA12/2020/HNGĐ-PT@TAND cấp cao tại Đà Nẵng",
    "BA9/2019/KDTM-GĐT@TANDTC",
    "QD21/2018/QĐST-DS",
    "QD21/2018/QĐST-DS@TAND huyện Hòn Đất",
    "PREV(NQ):26",
    "PREV(L):5.1.a",
    "PREV(BLHS):52.1.h",
    "TCVN 9411:2012",
    "?:51.1.s",
    "?:15",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (notations); i++)
    check_round_trip (notations[i]);
}

static void
units_of_the_text_itself_come_back_with_and_without_context (void)
{
  static const char *const notations[][2] = {
    { "SELF:THIS", "BLTTDS2015:35" },         { "SELF:THIS.1", "BLTTDS2015:35.1" },
    { "SELF:THIS.1.a", "BLTTDS2015:35.1.a" }, { "SELF:THIS.1.a..k", "BLTTDS2015:35.1.a..k" },
    { "SELF:THIS.THIS", "BLTTDS2015:35.2" },  { "SELF:THIS.THIS.b..h", "BLTTDS2015:35.2.b..h" },
    { "SELF:12.2", "BLTTDS2015:12.2" },       { "SELF:12", "BLTTDS2015:12" },
    { "SELF:PL/II", "BLTTDS2015:PL/II" },
  };
  static const TlCitationContext context = { "BLTTDS2015", "35", "2", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (notations); i++)
    {
      g_autofree char *official = print_official (notations[i][0]);
      g_autoptr (GPtrArray) found = tl_citations_find (official, -1, &context);
      g_autofree char *within = NULL;

      check_round_trip (notations[i][0]);
      g_assert_cmpuint (found->len, ==, 1);
      within = tl_citation_format (g_ptr_array_index (found, 0));
      check_same (official, within, notations[i][1]);
    }
}

/* Several citations one after another, as a decision lists them. */
static void
a_list_of_citations_comes_back_in_its_order (void)
{
  static const char *const keys[] = { "BLHS2015", "BLDS2005",        "BLTTDS2015",
                                      "LĐĐ2013",  "ND43/2014/NĐ-CP", "NQ326/2016/UBTVQH14" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (173);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) official = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char *again = NULL;
      int n = g_rand_int_range (rand, 2, 6);

      for (int k = 0; k < n; k++)
        {
          g_autofree char *notation
              = g_strdup_printf ("%s:%s", keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))],
                                 units[g_rand_int_range (rand, 0, G_N_ELEMENTS (units))]);
          g_autofree char *printed = print_official (notation);

          g_string_append_printf (official, "%s%s", k > 0 ? "; " : "", printed);
          g_string_append_printf (expected, "%s%s", k > 0 ? " | " : "", notation);
        }
      again = read_notations (official->str);
      check_same (official->str, again, expected->str);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/law/citation-round-trip/" #name, name)
  ADD (laws_of_the_catalogue_in_every_edition_come_back);
  ADD (laws_whose_edition_is_open_come_back_open);
  ADD (numbered_documents_come_back);
  ADD (what_has_no_articles_comes_back);
  ADD (units_of_the_text_itself_come_back_with_and_without_context);
  ADD (a_list_of_citations_comes_back_in_its_order);
#undef ADD
  return g_test_run ();
}
