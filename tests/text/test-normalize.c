/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-text.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
damaged_text_is_repaired (void)
{
  static const Case cases[] = {
    { "", "" },
    { "Tòa án nhân dân", "Tòa án nhân dân" },
    /* decomposed, in canonical order and not */
    { "e\u0302\u0301 o\u0323\u0302 u\u031b\u0303 o\u0302\u0323 O\u0301\u031b", "ế ộ ữ ộ Ớ" },
    /* Windows-1258 */
    { "Quyê\u0301t đi\u0323nh cu\u0309a To\u0300a a\u0301n", "Quyết định của Tòa án" },
    { "a\u0340 a\u0341", "à á" },
    { "Bô \u0323 luâ \u0323t, quản tri \u0323;", "Bộ luật, quản trị;" },
    { "Bô\u00a0\u200b\u0323", "Bộ" },
    { "e \u0302  \u0301", "ế" },
    { "1 \u0323 \u0323", "1 \u0323 \u0323" },
    { "N\u01a2\u1edaC Ph\u01a3ơng", "NƯ\u1edaC Phương" },
    { "\u01a3\u0301 \u01a2\u0323", "ứ Ự" },
    { "\u00d0iều \u00f0ất", "Điều đất" },
    { "a\u00a0b\u2009c\u202fd\u3000e", "a b c d e" },
    { "a\u00adb\u200bc\ufeffd\u200ee\u2060f", "abcdef" },
    { "e\u00ad\u0301", "é" },
    { "a\r\nb\rc\n\nd\fe\u2028f\xc2\x85g", "a\nb\nc\n\nd\ne\nf\ng" },
    { "a\x01\x1b\tb\x7f\xc2\x90", "a\tb" },
    { "a\xff\xfez", "a\ufffd\ufffdz" },
    { "\xe1\xba", "\ufffd\ufffd" },
    { "\u2126 \u212b \uac00\u11a8 \u1112\u1161\u11ab", "\u03a9 \u00c5 \uac01 \ud55c" },
    { "\u0301", "\u0301" },
    { "“Điều 5” – khoản 1…", "“Điều 5” – khoản 1…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = tl_text_normalize (cases[i].text, -1, NULL);
      g_autofree char *again = tl_text_normalize (normal, -1, NULL);

      g_assert_cmpstr (normal, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, normal);
    }
}

static void
zero_bytes_inside_the_length_go (void)
{
  g_autofree char *normal = tl_text_normalize ("a\0b", 3, NULL);

  g_assert_cmpstr (normal, ==, "ab");
}

static void
a_letter_carries_a_bounded_number_of_marks (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  g_autofree char *normal = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 2 == 0 ? "\u0327" : "\u0308");
  g_string_append (text, "y");
  normal = tl_text_normalize (text->str, -1, NULL);
  g_assert_cmpint (g_utf8_strlen (normal, -1), <=, 34);
  g_assert_true (g_str_has_suffix (normal, "y"));
  again = tl_text_normalize (normal, -1, NULL);
  g_assert_cmpstr (again, ==, normal);
}

static void
offsets_lead_back_to_the_source (void)
{
  static const char text[] = "ab\u00ade\u0302\u0301 c \r\n\xff"
                             "d";
  g_autoptr (TlOffsetMap) map = NULL;
  g_autofree char *normal = tl_text_normalize (text, -1, &map);
  /* a b ế(3) space c space newline U+FFFD(3) d end */
  static const gsize expected[] = { 0, 1, 4, 4, 4, 9, 10, 11, 12, 14, 14, 14, 15, 16 };

  g_assert_cmpstr (normal, ==, "abế c \n\ufffdd");
  g_assert_cmpuint (strlen (normal), ==, G_N_ELEMENTS (expected) - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (tl_offset_map_to_source (map, i), ==, expected[i]);
  g_assert_cmpuint (tl_offset_map_from_source (map, 0), ==, 0);
  g_assert_cmpuint (tl_offset_map_from_source (map, 2), ==, 2);
  g_assert_cmpuint (tl_offset_map_from_source (map, 4), ==, 2);
  g_assert_cmpuint (tl_offset_map_from_source (map, 5), ==, 5);
  g_assert_cmpuint (tl_offset_map_from_source (map, 9), ==, 5);
  g_assert_cmpuint (tl_offset_map_from_source (map, 13), ==, 9);
  g_assert_cmpuint (tl_offset_map_from_source (map, 15), ==, 12);
  g_assert_cmpuint (tl_offset_map_from_source (map, 99), ==, 13);
}

static void
the_map_of_an_empty_text_is_empty (void)
{
  g_autoptr (TlOffsetMap) map = NULL;
  g_autoptr (TlOffsetMap) dropped = NULL;
  g_autofree char *normal = tl_text_normalize ("", 0, &map);
  g_autofree char *nothing = tl_text_normalize ("\u200b\u200b", -1, &dropped);

  g_assert_cmpuint (tl_offset_map_to_source (map, 0), ==, 0);
  g_assert_cmpuint (tl_offset_map_from_source (map, 0), ==, 0);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpuint (tl_offset_map_from_source (dropped, 6), ==, 0);
}

static void
fold_levels_differ_in_case_tone_place_and_marks (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
    const char *plain;
  } cases[] = {
    { "TOÀ ÁN Nhân Dân", "tòa án nhân dân", "toa an nhan dan" },
    { "Thuỷ, ĐẤT \u00d0ai", "thủy, đất đai", "thuy, dat dai" },
    { "Q\u00fay Qúy quý", "quý quý quý", "quy quy quy" },
    { "To\u0300a H\u0331 I\u0307\u0301", "tòa \u1e96 í", "toa h i" },
    { "Çédille \u01c5 straße ﬁ", "çédille \u01c6 straße ﬁ", "cedille \u01c6 straße ﬁ" },
    { "\u0410\u0419", "\u0430\u0439", "\u0430\u0438" },
    { "91/2015/QH13", "91/2015/qh13", "91/2015/qh13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = tl_text_fold (cases[i].text, -1, TL_FOLD_CASE, NULL);
      g_autofree char *plain = tl_text_fold (cases[i].text, -1, TL_FOLD_PLAIN, NULL);
      g_autofree char *plain_again = tl_text_fold (plain, -1, TL_FOLD_PLAIN, NULL);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (plain, ==, cases[i].plain);
      g_assert_cmpstr (plain_again, ==, plain);
    }
}

static void
folding_keeps_offsets_through_every_step (void)
{
  static const char text[] = "\u00adTOA\u0300 \u00d0";
  g_autoptr (TlOffsetMap) map = NULL;
  g_autoptr (TlOffsetMap) plain_map = NULL;
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, &map);
  g_autofree char *plain = tl_text_fold (text, -1, TL_FOLD_PLAIN, &plain_map);
  static const gsize expected[] = { 2, 3, 3, 4, 7, 8, 8, 10 };
  static const gsize expected_plain[] = { 2, 3, 4, 7, 8, 10 };

  g_assert_cmpstr (folded, ==, "tòa đ");
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (tl_offset_map_to_source (map, i), ==, expected[i]);
  g_assert_cmpstr (plain, ==, "toa d");
  for (gsize i = 0; i < G_N_ELEMENTS (expected_plain); i++)
    g_assert_cmpuint (tl_offset_map_to_source (plain_map, i), ==, expected_plain[i]);
}

static void
tones_move_to_their_canonical_place (void)
{
  static const Case cases[] = {
    { "hoà Hoà HOÀ hòa", "hòa Hòa HÒA hòa" },
    { "khoẻ, thuý. uỷ huỷ", "khỏe, thúy. ủy hủy" },
    { "toàn hoán thuyền khoái ngoài", "toàn hoán thuyền khoái ngoài" },
    { "qúy qủa quý quá già", "quý quả quý quá già" },
    { "toà\u2010án xoá8 (hoạ)", "tòa\u2010án xóa8 (họa)" },
    { "của cuả", "của cuả" },
    { "hòà", "hòà" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *canonical = tl_tone_canonical (cases[i].text);

      g_assert_cmpstr (canonical, ==, cases[i].expected);
    }
}

static void
marks_are_noticed (void)
{
  g_assert_true (tl_text_has_marks ("đ"));
  g_assert_true (tl_text_has_marks ("an ninh mạng"));
  g_assert_true (tl_text_has_marks ("toa\u0300"));
  g_assert_true (tl_text_has_marks ("\u00d0"));
  g_assert_true (tl_text_has_marks ("NGH\u1eca"));
  g_assert_false (tl_text_has_marks ("toi trom cap tai san, Dieu 173"));
  g_assert_false (tl_text_has_marks ("§ 5 – “x” \xff"));
  g_assert_false (tl_text_has_marks (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/normalize/damaged-text-is-repaired", damaged_text_is_repaired);
  g_test_add_func ("/text/normalize/zero-bytes-inside-the-length-go",
                   zero_bytes_inside_the_length_go);
  g_test_add_func ("/text/normalize/a-letter-carries-a-bounded-number-of-marks",
                   a_letter_carries_a_bounded_number_of_marks);
  g_test_add_func ("/text/normalize/offsets-lead-back-to-the-source",
                   offsets_lead_back_to_the_source);
  g_test_add_func ("/text/normalize/the-map-of-an-empty-text-is-empty",
                   the_map_of_an_empty_text_is_empty);
  g_test_add_func ("/text/fold/fold-levels-differ-in-case-tone-place-and-marks",
                   fold_levels_differ_in_case_tone_place_and_marks);
  g_test_add_func ("/text/fold/folding-keeps-offsets-through-every-step",
                   folding_keeps_offsets_through_every_step);
  g_test_add_func ("/text/tone/tones-move-to-their-canonical-place",
                   tones_move_to_their_canonical_place);
  g_test_add_func ("/text/fold/marks-are-noticed", marks_are_noticed);
  return g_test_run ();
}
