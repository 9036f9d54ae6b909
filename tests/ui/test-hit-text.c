/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pango.h>
#include <string.h>

#include "ui/search/tl-hit-text.h"

static void
the_passage_is_escaped_and_its_words_marked (void)
{
  TlSpan spans[] = { { 4, 11 }, { 14, 17 } };
  g_autoptr (GArray) highlights = g_array_new (FALSE, FALSE, sizeof (TlSpan));
  TlHit hit = { .passage = (char *)"Bên đặt cọc <A&B> từ chối", .highlights = highlights };
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_vals (highlights, spans, G_N_ELEMENTS (spans));
  for (guint look = 0; look < 4; look++)
    {
      gboolean contrast = look >= 2;

      g_clear_pointer (&markup, g_free);
      g_clear_pointer (&plain, g_free);
      g_clear_pointer (&attributes, pango_attr_list_unref);
      markup = tl_hit_passage_markup (&hit, look % 2 == 1, contrast);
      g_assert_true (pango_parse_markup (markup, -1, 0, &attributes, &plain, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (plain, ==, hit.passage);
      g_assert_nonnull (strstr (markup, ">đặt cọc</span>"));
      g_assert_nonnull (strstr (markup, "&amp;B&gt;"));
      /* Where looks are to be strong, no words are marked by their ground alone. */
      g_assert_cmpint (strstr (markup, "underline=") != NULL, ==, contrast);
    }
}

static void
titles_name_the_article_or_the_case (void)
{
  static const struct
  {
    TlHit hit;
    const char *title;
    const char *kicker;
  } cases[] = {
    { { .kind = TL_DOC_STATUTE,
        .doc = (char *)"x",
        .label = (char *)"Điều 41",
        .title = (char *)"Đặt cọc",
        .doc_title = (char *)"Bộ luật Dân sự",
        .number = (char *)"91/2015/QH13" },
      "Điều 41. Đặt cọc",
      "Bộ luật Dân sự · 91/2015/QH13" },
    { { .kind = TL_DOC_STATUTE,
        .doc = (char *)"x",
        .label = (char *)"Điều 1",
        .number = (char *)"1/2020/NĐ-CP" },
      "Điều 1",
      "1/2020/NĐ-CP" },
    { { .kind = TL_DOC_STATUTE,
        .doc = (char *)"x",
        .label = (char *)"Điều 8",
        .title = (char *)"Thủ tục",
        .doc_title = (char *)"Thông tư quy định chi tiết một số điều của Luật tập huấn về thủ tục",
        .number = (char *)"1/2020/TT-BTH" },
      "Điều 8. Thủ tục",
      "1/2020/TT-BTH · Thông tư quy định chi tiết một số điều của Luật tập huấn về thủ tục" },
    { { .kind = TL_DOC_JUDGMENT,
        .doc = (char *)"x",
        .label = (char *)"[2]",
        .title = (char *)"Tranh chấp hợp đồng đặt cọc",
        .number = (char *)"12/2024/DS-PT" },
      "Tranh chấp hợp đồng đặt cọc",
      "Judgment · 12/2024/DS-PT" },
    { { .kind = TL_DOC_JUDGMENT, .doc = (char *)"an-id" }, "an-id", "Judgment" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = tl_hit_title (&cases[i].hit);
      g_autofree char *kicker = tl_hit_kicker (&cases[i].hit);
      g_autofree char *name = tl_hit_accessible_name (&cases[i].hit);

      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (kicker, ==, cases[i].kicker);
      g_assert_nonnull (strstr (name, title));
    }
}

static void
every_state_has_a_word_a_shape_and_a_style (void)
{
  for (TlEffectState state = TL_EFFECT_UNKNOWN; state < TL_N_EFFECT_STATES; state++)
    {
      g_autofree char *text = tl_effect_text (state, "2025-07-01", "2025-06-30");
      g_autofree char *bare = tl_effect_text (state, NULL, NULL);

      g_assert_cmpuint (g_utf8_strlen (text, -1), >, 3);
      g_assert_cmpuint (g_utf8_strlen (bare, -1), >, 3);
      g_assert_true (g_str_has_prefix (tl_effect_style (state), "effect-"));
    }
}

static void
reasons_stand_on_one_line (void)
{
  TlWhy heading = { .kind = "heading", .text = (char *)"đúng tiêu đề điều" };
  TlWhy words = { .kind = "words", .text = (char *)"5 trên 6 từ" };
  g_autoptr (GPtrArray) why = g_ptr_array_new ();
  TlHit hit = { .why = why };
  g_autofree char *none = tl_hit_why (&hit);
  g_autofree char *both = NULL;

  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (why, &heading);
  g_ptr_array_add (why, &words);
  both = tl_hit_why (&hit);
  g_assert_cmpstr (both, ==, "Why: đúng tiêu đề điều · 5 trên 6 từ");
}

static void
points_have_a_sign_and_a_decimal_comma (void)
{
  static const struct
  {
    double points;
    const char *text;
  } cases[] = {
    { 0, "0,0" },     { 0.04, "0,0" },    { -0.04, "0,0" },  { 1.25, "+1,3" },
    { -0.5, "−0,5" }, { 12.34, "+12,3" }, { -3.96, "−4,0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tl_hit_points (cases[i].points);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
other_passages_and_confirmations_are_told_only_when_there_are_any (void)
{
  TlHit plain = { .doc = (char *)"x", .number = (char *)"1/2020" };
  TlHit rich = { .doc = (char *)"x", .short_name = (char *)"BLDS", .others = 1200, .confirmed = 2 };
  g_autofree char *no_others = tl_hit_others (&plain);
  g_autofree char *others = tl_hit_others (&rich);
  g_autofree char *not_confirmed = tl_hit_confirmed (&plain);
  g_autofree char *confirmed = tl_hit_confirmed (&rich);
  g_autofree char *number = tl_hit_document (&plain);
  g_autofree char *name = tl_hit_document (&rich);

  g_assert_cmpstr (no_others, ==, "");
  g_assert_nonnull (strstr (others, "1.200"));
  g_assert_cmpstr (not_confirmed, ==, "");
  g_assert_nonnull (strstr (confirmed, "2"));
  g_assert_cmpstr (number, ==, "1/2020");
  g_assert_cmpstr (name, ==, "BLDS");
}

static void
words_left_out_are_named_and_the_rest_counted (void)
{
  static const struct
  {
    guint n;
    guint max;
    const char *text;
  } cases[] = {
    { 0, 2, NULL },
    { 1, 2, "“từ0”" },
    { 2, 2, "“từ0”, “từ1”" },
    { 3, 2, "“từ0”, “từ1” and 1 more word" },
    { 1502, 2, "“từ0”, “từ1” and 1.500 more words" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;

      for (guint k = 0; k < cases[i].n; k++)
        g_ptr_array_add (words, g_strdup_printf ("từ%u", k));
      text = tl_hit_left_out (words, cases[i].max);
      if (cases[i].text == NULL)
        g_assert_null (text);
      else
        g_assert_true (g_str_has_suffix (text, cases[i].text));
    }
}

static void
what_may_lack_changes_never_looks_simply_in_force (void)
{
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_outstanding_free);
  TlHit hit = { .kind = TL_DOC_STATUTE, .effect = TL_EFFECT_IN_FORCE };
  g_autofree char *replaced = NULL;
  static const char *const NUMBERS[] = { "30/2033/QH17", "21/2031/QH17", "9/2031/QH17" };
  static const char *const EXPECTED[]
      = { "! In force, may lack the changes by 30/2033/QH17 (from 01/7/2033)",
          "! In force, may lack the changes by 30/2033/QH17 (from 01/7/2033), 21/2031/QH17",
          "! In force, may lack the changes by 30/2033/QH17 (from 01/7/2033), 21/2031/QH17 and 1 "
          "more law" };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *mark = NULL;

      g_ptr_array_add (changes,
                       tl_outstanding_new (NUMBERS[i], i == 0 ? "2033-07-01" : NULL, NULL));
      hit.outstanding = changes;
      text = tl_hit_effect_text (&hit);
      mark = tl_hit_effect_mark (&hit);
      g_assert_cmpstr (text, ==, EXPECTED[i]);
      g_assert_cmpstr (mark, ==, "! May lack 30/2033/QH17");
      g_assert_cmpstr (tl_hit_effect_style (&hit), ==, "effect-partly");
    }
  ((TlOutstanding *)g_ptr_array_index (changes, 0))->replaces = TRUE;
  replaced = tl_hit_effect_text (&hit);
  g_assert_cmpstr (replaced, ==, "! Replaced by 30/2033/QH17 from 01/7/2033");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/hit-text/the-passage-is-escaped-and-its-words-marked",
                   the_passage_is_escaped_and_its_words_marked);
  g_test_add_func ("/ui/hit-text/titles-name-the-article-or-the-case",
                   titles_name_the_article_or_the_case);
  g_test_add_func ("/ui/hit-text/every-state-has-a-word-a-shape-and-a-style",
                   every_state_has_a_word_a_shape_and_a_style);
  g_test_add_func ("/ui/hit-text/what-may-lack-changes-never-looks-simply-in-force",
                   what_may_lack_changes_never_looks_simply_in_force);
  g_test_add_func ("/ui/hit-text/reasons-stand-on-one-line", reasons_stand_on_one_line);
  g_test_add_func ("/ui/hit-text/points-have-a-sign-and-a-decimal-comma",
                   points_have_a_sign_and_a_decimal_comma);
  g_test_add_func ("/ui/hit-text/other-passages-and-confirmations-are-told-only-when-there-are-any",
                   other_passages_and_confirmations_are_told_only_when_there_are_any);
  g_test_add_func ("/ui/hit-text/words-left-out-are-named-and-the-rest-counted",
                   words_left_out_are_named_and_the_rest_counted);
  return g_test_run ();
}
