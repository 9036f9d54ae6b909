/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-numeral.h"

static void
words_become_numbers (void)
{
  static const struct
  {
    const char *words;
    gint64 value;
    const char *rest;
  } cases[] = {
    { "không", 0, "" },
    { "năm năm tù", 5, " năm tù" },
    { "mười năm tù", 10, " năm tù" },
    { "hai mươi năm tù", 20, " năm tù" },
    { "mười lăm ngày", 15, " ngày" },
    { "mười bốn", 14, "" },
    { "ba mươi mốt", 31, "" },
    { "hai mươi tư", 24, "" },
    { "hai mươi bốn", 24, "" },
    { "hai mươi nhăm", 25, "" },
    { "hai lăm", 25, "" },
    { "ba chục triệu", 30000000, "" },
    { "hai chục rưỡi", 25, "" },
    { "một trăm", 100, "" },
    { "một trăm năm", 100, " năm" },
    { "hai trăm linh năm", 205, "" },
    { "hai trăm lẻ tư", 204, "" },
    { "một trăm hai mươi triệu", 120000000, "" },
    { "một trăm năm mươi lăm", 155, "" },
    { "hai trăm rưỡi", 250, "" },
    { "một nghìn không trăm linh năm", 1005, "" },
    { "một ngàn lẻ năm", 1005, "" },
    { "hai nghìn mười lăm", 2015, "" },
    { "hai ngàn không trăm hai mươi mốt", 2021, "" },
    { "Hai Triệu Rưỡi đồng", 2500000, " đồng" },
    { "một tỷ rưỡi", 1500000000, "" },
    { "MỘT TRĂM HAI MƯƠI BA TRIỆU", 123000000, "" },
    { "một tỷ, hai trăm triệu, ba trăm nghìn đồng", 1200300000, " đồng" },
    { "hai triệu, ba bị cáo", 2000000, ", ba bị cáo" },
    { "hai triệu, mười ngày", 2000000, ", mười ngày" },
    { "hai triệu, ba mươi ngày", 2000000, ", ba mươi ngày" },
    { "hai triệu, một trăm đồng", 2000100, " đồng" },
    { "một nghìn hai tỷ", 1000, " hai tỷ" },
    { "hai triệu, ba triệu", 2000000, ", ba triệu" },
    { "hai triệu ba trăm triệu", 2000000, " ba trăm triệu" },
    { "một tỷ hai tỷ", 1000000000, " hai tỷ" },
    { "một tỉ hai trăm tỉ", 1000000000, " hai trăm tỉ" },
    { "một nghìn hai trăm tỷ", G_GINT64_CONSTANT (1200000000000), "" },
    { "năm mươi\n triệu  tỷ", G_GINT64_CONSTANT (50000000000000000), "" },
    { "ba bị cáo", 3, " bị cáo" },
    { " hai,", 2, "," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;
      gsize consumed = 0;

      g_assert_true (tl_numeral_parse (cases[i].words, -1, &value, &consumed));
      g_assert_cmpint (value, ==, cases[i].value);
      g_assert_cmpstr (cases[i].words + consumed, ==, cases[i].rest);
    }
}

static void
other_words_are_no_numbers (void)
{
  static const char *const cases[]
      = { "",     "đồng", "tư pháp", "mươi",  "trăm",     "triệu", "linh năm",
          "rưỡi", "lăm",  "5 triệu", ", hai", "hainghìn", "\xff",  "mộtt" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value;

      g_assert_false (tl_numeral_parse (cases[i], -1, &value, NULL));
    }
}

static void
numbers_become_northern_words (void)
{
  static const struct
  {
    gint64 value;
    const char *words;
  } cases[] = {
    { 0, "không" },
    { 5, "năm" },
    { 10, "mười" },
    { 14, "mười bốn" },
    { 15, "mười lăm" },
    { 21, "hai mươi mốt" },
    { 44, "bốn mươi tư" },
    { 105, "một trăm linh năm" },
    { 111, "một trăm mười một" },
    { 1005, "một nghìn không trăm linh năm" },
    { 1000000, "một triệu" },
    { 1000020, "một triệu không trăm hai mươi" },
    { 120000000, "một trăm hai mươi triệu" },
    { 1005000000, "một tỷ không trăm linh năm triệu" },
    { G_GINT64_CONSTANT (1000000000000), "một nghìn tỷ" },
    { G_GINT64_CONSTANT (999999999999999999),
      "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ "
      "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = tl_numeral_format (cases[i].value);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
assert_round_trip (gint64 value)
{
  g_autofree char *words = tl_numeral_format (value);
  gint64 parsed;
  gsize consumed;

  g_assert_true (tl_numeral_parse (words, -1, &parsed, &consumed));
  g_assert_cmpint (parsed, ==, value);
  g_assert_cmpuint (consumed, ==, strlen (words));
}

static void
every_number_comes_back_from_its_words (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20210511);

  for (gint64 value = 0; value < 20000; value++)
    assert_round_trip (value);
  for (guint i = 0; i < 200000; i++)
    {
      guint64 bits = (guint64)g_rand_int (random) << 32 | g_rand_int (random);
      gint64 limit = 1;

      for (gint n = g_rand_int_range (random, 1, 19); n > 0; n--)
        limit *= 10;
      bits %= (guint64)limit;
      /* numbers with long runs of zeros are the hard ones */
      if (g_rand_boolean (random))
        bits -= bits % (guint64)MAX (limit / 1000, 1);
      assert_round_trip ((gint64)bits);
    }
}

static void
thousands_are_separated_by_dots (void)
{
  static const struct
  {
    gint64 value;
    const char *text;
  } cases[] = { { 0, "0" },
                { 999, "999" },
                { 1000, "1.000" },
                { 1234567, "1.234.567" },
                { -123456, "-123.456" },
                { G_MAXINT64, "9.223.372.036.854.775.807" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tl_numeral_group (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/numeral/words-become-numbers", words_become_numbers);
  g_test_add_func ("/text/numeral/other-words-are-no-numbers", other_words_are_no_numbers);
  g_test_add_func ("/text/numeral/numbers-become-northern-words", numbers_become_northern_words);
  g_test_add_func ("/text/numeral/every-number-comes-back-from-its-words",
                   every_number_comes_back_from_its_words);
  g_test_add_func ("/text/numeral/thousands-are-separated-by-dots",
                   thousands_are_separated_by_dots);
  return g_test_run ();
}
