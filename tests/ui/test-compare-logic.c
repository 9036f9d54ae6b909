/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a comparison shows and where its sides stand, without a display. */
#include "config.h"

#include <string.h>

#include "ui/compare/tl-compare-job.h"
#include "ui/compare/tl-compare-marks.h"
#include "ui/compare/tl-compare-shapes.h"
#include "ui/compare/tl-compare-words.h"

static TlDocument *
make_document (const char *id, const char *const *paragraphs)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->number = g_strdup (id);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("nhan.%u", i + 1);
      TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor);

      g_free (block->text);
      block->text = g_strdup (paragraphs[i]);
      tl_document_add (document, block);
    }
  return document;
}

/* Compared in the thread of the program, waited for here. */
static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlCompared **compared = user_data;

  *compared = tl_compared_run_finish (result, NULL);
}

static TlCompared *
compare (const char *const *left, const char *const *right)
{
  g_autoptr (TlDocument) first = make_document ("01/2024/DS-ST", left);
  g_autoptr (TlDocument) second = make_document ("02/2024/DS-ST", right);
  g_autoptr (TlTextModel) one = tl_text_model_new (first, "2024-06-01");
  g_autoptr (TlTextModel) two = tl_text_model_new (second, "2024-06-01");
  TlCompared *compared = NULL;

  tl_compared_run_async (one, two, NULL, compared_cb, &compared);
  while (compared == NULL)
    g_main_context_iteration (NULL, TRUE);
  return compared;
}

static const char *const text_a[] = {
  "Nguyên đơn trình bày đã giao tiền cọc cho bị đơn vào đầu tháng ba và giữ giấy biên nhận.",
  "Hội đồng xét xử không chấp nhận yêu cầu phạt cọc của nguyên đơn đối với bị đơn.",
  "Về án phí dân sự sơ thẩm các đương sự phải chịu theo quy định của pháp luật hiện hành.",
  NULL,
};

static const char *const text_b[] = {
  "Nguyên đơn trình bày đã giao tiền cọc cho bị đơn vào đầu tháng ba và giữ giấy biên nhận.",
  "Người làm chứng khai rằng trời mưa suốt buổi chiều hôm đó nên chợ vắng khách qua lại.",
  "Hội đồng xét xử chấp nhận một phần yêu cầu phạt cọc của nguyên đơn đối với bị đơn.",
  "Về án phí dân sự sơ thẩm các đương sự phải chịu theo quy định của pháp luật hiện hành.",
  NULL,
};

static const char *const text_c[] = {
  "Bị cáo lấy trộm chiếc xe đạp dựng trước quán nước rồi bán cho người lạ ngoài bến tàu.",
  NULL,
};

static void
a_position_is_a_place_and_back (void)
{
  g_autoptr (TlCompared) compared = compare (text_a, text_b);

  for (guint side = 0; side < 2; side++)
    {
      const TlCompareExtent *extent = compared->extents[side];
      guint n = tl_text_model_get_n_paragraphs (compared->models[side]);

      for (guint i = 0; i < n; i++)
        for (double fraction = 0; fraction < 1; fraction += 0.25)
          {
            TlComparePlace place = { i, fraction };
            double position = tl_compare_extent_get_position (extent, place);
            TlComparePlace found = tl_compare_extent_find (extent, position);

            g_assert_cmpuint (found.paragraph, ==, i);
            g_assert_cmpfloat_with_epsilon (found.fraction, fraction, 1e-6);
          }
      g_assert_cmpfloat (tl_compare_extent_get_position (extent, (TlComparePlace){ n + 5, 0 }), ==,
                         tl_compare_extent_get_length (extent));
      g_assert_cmpuint (tl_compare_extent_find (extent, -4).paragraph, ==, 0);
      g_assert_cmpuint (tl_compare_extent_find (extent, 1e9).paragraph, ==, n - 1);
    }
}

static TlCompareScroll
scroll_of (TlCompared *compared)
{
  return (TlCompareScroll){ .comparison = compared->comparison,
                            .extents = { compared->extents[0], compared->extents[1] },
                            .locked = TRUE };
}

static double
top_of (TlCompared *compared, TlSide side, guint block)
{
  return tl_compare_extent_of_block (compared->extents[side], block, 0);
}

static void
one_side_follows_the_other_by_the_alignment (void)
{
  /* Block on the left, its counterpart on the right. */
  static const guint cases[][2] = { { 0, 0 }, { 1, 2 }, { 2, 3 } };
  g_autoptr (TlCompared) compared = compare (text_a, text_b);
  TlCompareScroll scroll = scroll_of (compared);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double left = top_of (compared, TL_SIDE_LEFT, cases[i][0]);
      double right = top_of (compared, TL_SIDE_RIGHT, cases[i][1]);

      g_assert_cmpfloat_with_epsilon (tl_compare_scroll_follow (&scroll, TL_SIDE_LEFT, left), right,
                                      0.5);
      g_assert_cmpfloat_with_epsilon (tl_compare_scroll_follow (&scroll, TL_SIDE_RIGHT, right),
                                      left, 0.5);
    }
}

static void
a_shift_is_kept_both_ways_and_stays_inside_the_text (void)
{
  g_autoptr (TlCompared) compared = compare (text_a, text_b);
  TlCompareScroll scroll = scroll_of (compared);
  double left = top_of (compared, TL_SIDE_LEFT, 1), right = top_of (compared, TL_SIDE_RIGHT, 2);
  double next = top_of (compared, TL_SIDE_LEFT, 2),
         next_right = top_of (compared, TL_SIDE_RIGHT, 3);

  tl_compare_scroll_keep (&scroll, left, right - 90);
  g_assert_cmpfloat_with_epsilon (scroll.shift, -90, 0.5);
  g_assert_cmpfloat_with_epsilon (tl_compare_scroll_follow (&scroll, TL_SIDE_LEFT, next),
                                  next_right - 90, 0.5);
  g_assert_cmpfloat_with_epsilon (
      tl_compare_scroll_follow (&scroll, TL_SIDE_RIGHT, next_right - 90), next, 0.5);
  /* What rounding leaves is no shift. */
  tl_compare_scroll_keep (&scroll, left, right + 20);
  g_assert_cmpfloat (scroll.shift, ==, 0);
  scroll.shift = 1e7;
  g_assert_cmpfloat (tl_compare_scroll_follow (&scroll, TL_SIDE_LEFT, left), ==,
                     tl_compare_extent_get_length (compared->extents[1]));
  scroll.shift = -1e7;
  g_assert_cmpfloat (tl_compare_scroll_follow (&scroll, TL_SIDE_LEFT, left), ==, 0);
}

static void
the_strip_shows_every_relation_where_it_stands (void)
{
  g_autoptr (TlCompared) compared = compare (text_a, text_b);
  guint8 rows[400];
  guint seen[TL_N_RELATIONS] = { 0 };

  tl_compare_rows (compared->comparison, compared->extents[1], TL_SIDE_RIGHT, rows,
                   G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != TL_COMPARE_NO_ROW)
      seen[rows[i]]++;
  g_assert_cmpuint (seen[TL_RELATION_SAME], >, 20);
  g_assert_cmpuint (seen[TL_RELATION_EDITED], >, 20);
  g_assert_cmpuint (seen[TL_RELATION_RIGHT_ONLY], >, 20);
  g_assert_cmpuint (seen[TL_RELATION_LEFT_ONLY], ==, 0);
  /* Where everything shares one row, the greatest difference is seen. */
  tl_compare_rows (compared->comparison, compared->extents[1], TL_SIDE_RIGHT, rows, 1);
  g_assert_cmpuint (rows[0], ==, TL_RELATION_RIGHT_ONLY);
}

static void
ribbons_are_kept_near_the_view (void)
{
  static const struct
  {
    double top[2], bottom[2];
    gboolean has[2];
    gboolean seen;
  } cases[] = {
    { { 10, 20 }, { 50, 60 }, { TRUE, TRUE }, TRUE },
    { { -1e6, 20 }, { -1e5, 60 }, { TRUE, TRUE }, TRUE },
    { { -90, 500 }, { -10, 600 }, { TRUE, TRUE }, FALSE },
    { { 10, 0 }, { 50, 0 }, { TRUE, FALSE }, TRUE },
    { { 900, 10 }, { 950, 20 }, { TRUE, FALSE }, FALSE },
    { { -1e6, 1e6 }, { 1e6, 1e7 }, { TRUE, TRUE }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlCompareRibbon ribbon = { 0 };

      for (guint side = 0; side < 2; side++)
        {
          ribbon.top[side] = cases[i].top[side];
          ribbon.bottom[side] = cases[i].bottom[side];
          ribbon.has[side] = cases[i].has[side];
        }
      g_assert_cmpint (tl_compare_ribbon_clip (&ribbon, 400), ==, cases[i].seen);
      for (guint side = 0; side < 2; side++)
        {
          g_assert_cmpfloat (ribbon.top[side], >=, -400);
          g_assert_cmpfloat (ribbon.bottom[side], <=, 800);
        }
    }
}

/* The marked words of one side of the only edited pair. */
static char *
marked_words (TlCompared *compared, TlSide side)
{
  int pair = tl_comparison_find (compared->comparison, TL_SIDE_LEFT, 1);
  g_autoptr (GArray) runs = tl_comparison_diff (compared->comparison, (guint)pair, NULL, NULL);
  g_autoptr (GArray) marks
      = tl_compare_marks_make (compared->comparison, (guint)pair, runs, side,
                               compared->models[side], compared->extents[side]);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      const TlCompareMark *mark = &g_array_index (marks, TlCompareMark, i);
      const char *text = tl_text_model_get (compared->models[side], mark->paragraph)->text;
      g_autofree char *part = g_utf8_substring (text, mark->from, mark->to);

      g_string_append_printf (words, "[%s]", part);
    }
  return g_string_free (words, FALSE);
}

static void
the_words_of_an_edited_passage_are_marked_in_both_texts (void)
{
  g_autoptr (TlCompared) compared = compare (text_a, text_b);
  g_autofree char *left = marked_words (compared, TL_SIDE_LEFT);
  g_autofree char *right = marked_words (compared, TL_SIDE_RIGHT);

  g_assert_cmpstr (left, ==, "[không ]");
  g_assert_nonnull (strstr (right, "một phần"));
  g_assert_null (strstr (right, "phạt cọc"));
}

static void
pairs_and_states_are_said_in_words (void)
{
  g_autoptr (TlCompared) two = compare (text_a, text_b);
  g_autoptr (TlCompared) same = compare (text_a, text_a);
  g_autoptr (TlCompared) other = compare (text_a, text_c);
  int edited = tl_comparison_find (two->comparison, TL_SIDE_LEFT, 1);
  int only = tl_comparison_find (two->comparison, TL_SIDE_RIGHT, 1);
  g_autofree char *counts = tl_compare_counts (two->comparison);
  g_autofree char *match = tl_compare_pair_words (two->comparison, TL_SIDE_LEFT, (guint)edited);
  g_autofree char *alone = tl_compare_pair_words (two->comparison, TL_SIDE_RIGHT, (guint)only);

  g_assert_cmpstr (counts, ==, "matches: 3 · only left: 0 · only right: 1");
  g_assert_cmpstr (match, ==, "Match 2 of 3, edited");
  g_assert_cmpstr (alone, ==, "Passage 2 of 4, only on the right");
  g_assert_cmpstr (tl_compare_state (two->comparison), ==, "");
  g_assert_true (g_str_has_prefix (tl_compare_state (same->comparison), "Both texts are the same"));
  g_assert_true (g_str_has_prefix (tl_compare_state (other->comparison), "No passage"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/extent", a_position_is_a_place_and_back);
  g_test_add_func ("/compare/follow", one_side_follows_the_other_by_the_alignment);
  g_test_add_func ("/compare/shift", a_shift_is_kept_both_ways_and_stays_inside_the_text);
  g_test_add_func ("/compare/strip", the_strip_shows_every_relation_where_it_stands);
  g_test_add_func ("/compare/ribbons", ribbons_are_kept_near_the_view);
  g_test_add_func ("/compare/marks", the_words_of_an_edited_passage_are_marked_in_both_texts);
  g_test_add_func ("/compare/words", pairs_and_states_are_said_in_words);
  return g_test_run ();
}
