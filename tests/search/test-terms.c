/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/index/tl-terms.h"
#include "search/index/tl-xapian.h"

static guint
count_of (const TlTermBag *bag, const char *term)
{
  g_assert_true (g_hash_table_contains (bag->counts, term));
  return GPOINTER_TO_UINT (g_hash_table_lookup (bag->counts, term));
}

static void
one_field_gives_four_kinds_of_terms (void)
{
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  TlTermBag bag;

  tl_term_bag_init (&bag, reader);
  g_assert_cmpuint (tl_term_bag_add_text (&bag, "Trộm cắp, trộm cắp Điều 173", 5), ==, 6);
  g_assert_cmpuint (count_of (&bag, "trôm5"), ==, 10);
  g_assert_cmpuint (count_of (&bag, "căp4"), ==, 10);
  g_assert_cmpuint (count_of (&bag, "Btrôm5_căp4"), ==, 10);
  g_assert_cmpuint (count_of (&bag, "Bcăp4_trôm5"), ==, 5);
  g_assert_cmpuint (count_of (&bag, "Ftrom"), ==, 10);
  g_assert_cmpuint (count_of (&bag, "Gtrom_cap"), ==, 10);
  g_assert_cmpuint (count_of (&bag, "173"), ==, 5);
  g_assert_cmpuint (count_of (&bag, "Gdieu_173"), ==, 5);
  tl_term_bag_clear (&bag);
}

static void
fields_add_up_and_pairs_stay_inside_them (void)
{
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  TlTermBag bag;

  tl_term_bag_init (&bag, reader);
  tl_term_bag_add_text (&bag, "đặt cọc", 5);
  tl_term_bag_add_text (&bag, "cọc đặt", 1);
  tl_term_bag_add_text (&bag, NULL, 1);
  tl_term_bag_add_text (&bag, "", 1);
  g_assert_cmpuint (count_of (&bag, "coc5"), ==, 6);
  g_assert_cmpuint (count_of (&bag, "Fcoc"), ==, 6);
  g_assert_false (g_hash_table_contains (bag.counts, "Bcoc5_coc5"));
  tl_term_bag_clear (&bag);
}

static void
spellings_of_one_syllable_share_their_terms (void)
{
  static const char *const SAME[][2] = { { "hoà giải", "hòa giải" },
                                         { "thuý", "thúy" },
                                         { "HÒA", "hòa" },
                                         { "kỹ", "kĩ" },
                                         { "91/2015/QH13", "91/2015/qh13" } };
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (SAME); i++)
    {
      g_autoptr (GArray) left = tl_term_reader_read (reader, SAME[i][0]);
      g_autoptr (GArray) right = tl_term_reader_read (reader, SAME[i][1]);

      g_assert_cmpuint (left->len, ==, right->len);
      for (guint k = 0; k < left->len; k++)
        {
          g_assert_cmpstr (g_array_index (left, TlTermToken, k).key, ==,
                           g_array_index (right, TlTermToken, k).key);
          g_assert_cmpstr (g_array_index (left, TlTermToken, k).folded, ==,
                           g_array_index (right, TlTermToken, k).folded);
        }
    }
}

static void
no_text_makes_a_term_with_a_prefix (void)
{
  static const char *const TEXTS[]
      = { "Btrôm5_căp4", "XKstatute", "FTROM", "ĐIỀU", "Ωμέγα", "ᴬᴮ", "ǅ" };
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GArray) tokens = tl_term_reader_read (reader, TEXTS[i]);

      for (guint k = 0; k < tokens->len; k++)
        g_assert_false (g_ascii_isupper (*g_array_index (tokens, TlTermToken, k).key));
    }
}

static void
no_term_is_too_long (void)
{
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  g_autofree char *word = g_strnfill (300, 'a');
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer term;
  TlTermBag bag;

  for (guint length = 90; length < 120; length++)
    g_string_append_printf (text, "%.*s ", (int)length, word);
  for (guint i = 0; i < 60; i++)
    g_string_append (text, "ườ");
  tl_term_bag_init (&bag, reader);
  tl_term_bag_add_text (&bag, text->str, 1);
  tl_term_bag_add_filter (&bag, TL_TERM_ISSUER, text->str);
  g_hash_table_iter_init (&iter, bag.counts);
  while (g_hash_table_iter_next (&iter, &term, NULL))
    {
      g_assert_cmpuint (strlen (term), <=, TL_XAPIAN_TERM_BYTES);
      g_assert_true (g_utf8_validate (term, -1, NULL));
    }
  tl_term_bag_clear (&bag);
}

static void
filters_fold_what_people_write_differently (void)
{
  static const struct
  {
    const char *value;
    const char *term;
  } CASES[] = { { "Tòa án nhân dân  TP. Huế", "XCtoa-an-nhan-dan-tp-hue" },
                { "TOÀ ÁN NHÂN DÂN TP Huế ", "XCtoa-an-nhan-dan-tp-hue" },
                { "19/2018/NĐ-CP", "XC19/2018/nd-cp" },
                { "…", "XC" } };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *term = tl_term_filter ("XC", CASES[i].value);

      g_assert_cmpstr (term, ==, CASES[i].term);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/terms/one_field_gives_four_kinds_of_terms",
                   one_field_gives_four_kinds_of_terms);
  g_test_add_func ("/search/terms/fields_add_up_and_pairs_stay_inside_them",
                   fields_add_up_and_pairs_stay_inside_them);
  g_test_add_func ("/search/terms/spellings_of_one_syllable_share_their_terms",
                   spellings_of_one_syllable_share_their_terms);
  g_test_add_func ("/search/terms/no_text_makes_a_term_with_a_prefix",
                   no_text_makes_a_term_with_a_prefix);
  g_test_add_func ("/search/terms/no_term_is_too_long", no_term_is_too_long);
  g_test_add_func ("/search/terms/filters_fold_what_people_write_differently",
                   filters_fold_what_people_write_differently);
  return g_test_run ();
}
