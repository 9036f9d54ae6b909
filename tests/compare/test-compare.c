/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "compare-fixture.h"
#include "compare/tl-overview.h"

static const char first_judgment[]
    = "#noidung Nội dung vụ án\n"
      "Ngày 06/6/2021, chó của ông Chung Quốc T thả rông, cắn vào chân bà Lâm Thị H khi bà đi bộ "
      "trên hẻm.\n"
      "Bà H yêu cầu bồi thường 48.000.000 đồng gồm chi phí điều trị và tổn thất tinh thần.\n"
      "Bị đơn vắng mặt không có lý do.\n"
      "#nhan Nhận định của Tòa án\n"
      "Về tố tụng: Tòa án nhân dân thành phố thụ lý đúng thẩm quyền theo khoản 1 Điều 35 của Bộ "
      "luật Tố tụng dân sự năm 2015.\n"
      "Chủ sở hữu súc vật phải bồi thường thiệt hại do súc vật gây ra theo khoản 1 Điều 603 của Bộ "
      "luật Dân sự năm 2015. Ông T khai bà H có lỗi nhưng không chứng minh được.\n"
      "Về án phí: bị đơn phải chịu án phí dân sự sơ thẩm theo quy định của pháp luật.\n"
      "#quyet Quyết định\n"
      "Chấp nhận toàn bộ yêu cầu khởi kiện của nguyên đơn, buộc bị đơn bồi thường 34.820.000 "
      "đồng.\n"
      "Các đương sự có quyền kháng cáo trong hạn 15 ngày kể từ ngày tuyên án.\n";

/* Renamed, refigured; the third paragraph of the facts stands in the decision, the reasons are
 * split, the fees are gone, and a paragraph is new. */
static const char second_judgment[]
    = "#noidung Nội dung vụ án\n"
      "Ngày 07/9/2022, chó của ông Trần B thả rông, cắn vào chân bà Phạm C khi bà đi bộ trên hẻm.\n"
      "Bà C yêu cầu bồi thường 51.500.000 đồng gồm chi phí điều trị và tổn thất tinh thần.\n"
      "#nhan Nhận định của Tòa án\n"
      "Về tố tụng: Tòa án nhân dân thành phố thụ lý đúng thẩm quyền theo khoản 1 Điều 35 của Bộ "
      "luật Tố tụng dân sự năm 2015.\n"
      "Chủ sở hữu súc vật phải bồi thường thiệt hại do súc vật gây ra theo khoản 1 Điều 603 của Bộ "
      "luật Dân sự năm 2015.\n"
      "Ông B khai bà C có lỗi nhưng không chứng minh được.\n"
      "Camera của tổ dân phố ghi lại toàn bộ sự việc và được hai bên thừa nhận là đúng.\n"
      "#quyet Quyết định\n"
      "Chấp nhận một phần yêu cầu khởi kiện của nguyên đơn, buộc bị đơn bồi thường 30.000.000 "
      "đồng, căn cứ Điều 590 của Bộ luật Dân sự năm 2015.\n"
      "Các đương sự có quyền kháng cáo trong hạn 15 ngày kể từ ngày tuyên án.\n"
      "Bị đơn vắng mặt không có lý do.\n";

/* "1=1 edited; 3=- left-only": the pairs in the order of @side. */
static char *
dup_pairs (const TlComparison *comparison, TlSide side)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      guint index = side == TL_SIDE_LEFT ? i : g_array_index (comparison->right_order, guint, i);
      const TlPair *pair = tl_comparison_get_pair (comparison, index);

      g_string_append (text, i > 0 ? "; " : "");
      for (guint s = 0; s < 2; s++)
        {
          g_string_append (text, s > 0 ? "=" : "");
          for (guint k = 0; k < pair->blocks[s]->len; k++)
            g_string_append_printf (text, "%s%u", k > 0 ? "+" : "",
                                    g_array_index (pair->blocks[s], guint, k));
        }
      g_string_append_printf (text, " %s", tl_relation_code (pair->relation));
    }
  return g_string_free (text, FALSE);
}

static TlComparison *
compare_judgments (const char *left, const char *right)
{
  g_autoptr (TlDocument) a = make_judgment ("left", left);
  g_autoptr (TlDocument) b = make_judgment ("right", right);
  g_autoptr (GError) error = NULL;
  TlComparison *comparison = tl_compare_documents (a, b, NULL, NULL, &error);

  g_assert_no_error (error);
  return comparison;
}

static void
test_passages_are_found_whatever_became_of_them (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (first_judgment, second_judgment);
  g_autofree char *left = dup_pairs (comparison, TL_SIDE_LEFT);
  g_autofree char *right = dup_pairs (comparison, TL_SIDE_RIGHT);

  g_assert_cmpstr (left, ==,
                   "1=1 edited; 2=2 edited; 3=11 moved; 5=4 same; 6=5+6 edited; 7= left-only; =7 "
                   "right-only; 9=9 edited; 10=10 same");
  g_assert_cmpstr (right, ==,
                   "1=1 edited; 2=2 edited; 5=4 same; 6=5+6 edited; =7 right-only; 7= left-only; "
                   "9=9 edited; 10=10 same; 3=11 moved");
  g_assert_cmpuint (comparison->counts[TL_RELATION_EDITED], ==, 4);
  g_assert_cmpuint (comparison->counts[TL_RELATION_MOVED], ==, 1);
  g_assert_false (tl_comparison_get_pair (comparison, 2)->edited);
  g_assert_cmpint (tl_comparison_get_pair (comparison, 2)->section[0], ==, 0);
  g_assert_cmpint (tl_comparison_get_pair (comparison, 2)->section[1], ==, 8);
}

static void
test_a_difference_covers_the_passages_of_a_pair (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (first_judgment, second_judgment);

  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      g_autoptr (GArray) runs = tl_comparison_diff (comparison, i, NULL, NULL);
      g_autofree char *left = tl_comparison_dup_text (comparison, TL_SIDE_LEFT, i);
      g_autofree char *right = tl_comparison_dup_text (comparison, TL_SIDE_RIGHT, i);
      g_autofree char *applied = tl_diff_apply (runs, left, right, NULL);

      g_assert_cmpstr (applied, ==, right);
      g_assert_true (tl_comparison_get_pair (comparison, i)->relation != TL_RELATION_SAME
                     || strcmp (left, right) == 0);
    }
}

static char *
dup_citations (const GPtrArray *citations)
{
  static const char *const marks[] = { "", "<", ">", "=" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < citations->len; i++)
    {
      const TlComparedCitation *citation = g_ptr_array_index (citations, i);

      g_string_append_printf (
          text, "%s%s%s", i > 0 ? " " : "",
          marks[(citation->places[0]->len > 0) + 2 * (citation->places[1]->len > 0)],
          citation->notation);
    }
  return g_string_free (text, FALSE);
}

static void
test_citations_are_shared_or_of_one_side (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (
      "#nhan Nhận định\nTheo khoản 1 Điều 603 và Điều 590 của Bộ luật Dân sự năm 2015.\n",
      "#nhan Nhận định\nTheo khoản 2 Điều 603, Điều 590 của Bộ luật Dân sự năm 2015 và Điều 35 của "
      "Bộ luật Tố tụng dân sự năm 2015.\n");
  g_autofree char *units = dup_citations (comparison->citations);
  g_autofree char *articles = dup_citations (comparison->articles);
  const TlComparedCitation *first = g_ptr_array_index (comparison->citations, 0);

  g_assert_cmpstr (units, ==, "<BLDS2015:603.1 =BLDS2015:590 >BLDS2015:603.2 >BLTTDS2015:35");
  g_assert_cmpstr (articles, ==, "=BLDS2015:603 =BLDS2015:590 >BLTTDS2015:35");
  g_assert_cmpuint (g_array_index (first->places[0], TlCitedPlace, 0).block, ==, 1);
}

static void
test_a_range_is_all_of_its_articles (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (
      "#nhan Nhận định\nTheo các điều từ Điều 584 đến Điều 586 của Bộ luật Dân sự năm 2015.\n",
      "#nhan Nhận định\nTheo Điều 584 và khoản 1 Điều 585 của Bộ luật Dân sự năm 2015.\n");
  g_autofree char *units = dup_citations (comparison->citations);
  g_autofree char *articles = dup_citations (comparison->articles);

  g_assert_cmpstr (units, ==, "<BLDS2015:584..586 >BLDS2015:584 >BLDS2015:585.1");
  g_assert_cmpstr (articles, ==, "=BLDS2015:584 =BLDS2015:585 <BLDS2015:586");
}

/* ---- Properties ---- */

static void
test_swapping_the_sides_swaps_the_outcome (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TROLY_TRAINING"), "judgments", NULL);
  g_autoptr (GPtrArray) documents = load_training_judgments (folder);
  static const TlCompareOptions options = { .without_citations = TRUE };

  g_assert_cmpuint (documents->len, >, 100);
  for (guint i = 0; i < 100; i++)
    {
      TlDocument *base = g_ptr_array_index (documents, i);
      TlDocument *donor = g_ptr_array_index (documents, i + 1);
      g_autoptr (EditedPair) pair = edited_pair_new (base, donor, ALL_EDITS, 0.3, i);
      TlDocument *right = i % 2 == 0 ? pair->right : donor;
      g_autoptr (TlComparison) one = tl_compare_documents (base, right, &options, NULL, NULL);
      g_autoptr (TlComparison) again = tl_compare_documents (base, right, &options, NULL, NULL);
      g_autoptr (TlComparison) other = tl_compare_documents (right, base, &options, NULL, NULL);
      g_autofree char *pairs = dup_pairs (one, TL_SIDE_LEFT);
      g_autofree char *same_pairs = dup_pairs (again, TL_SIDE_LEFT);

      g_assert_cmpstr (pairs, ==, same_pairs);
      g_assert_cmpuint (one->pairs->len, ==, other->pairs->len);
      for (guint b = 0; b < base->blocks->len; b++)
        {
          int there = tl_comparison_find (one, TL_SIDE_LEFT, b);
          int here = tl_comparison_find (other, TL_SIDE_RIGHT, b);
          const TlPair *x, *y;

          g_assert_cmpint (there < 0, ==, here < 0);
          if (there < 0)
            continue;
          x = tl_comparison_get_pair (one, (guint)there);
          y = tl_comparison_get_pair (other, (guint)here);
          g_assert_cmpfloat (x->score, ==, y->score);
          g_assert_cmpmem (x->blocks[1]->data, x->blocks[1]->len * sizeof (guint),
                           y->blocks[0]->data, y->blocks[0]->len * sizeof (guint));
        }
    }
}

static void
test_every_block_is_in_one_pair (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (first_judgment, second_judgment);
  TlDocument *documents[2] = { comparison->left, comparison->right };

  for (guint s = 0; s < 2; s++)
    for (guint b = 0; b < documents[s]->blocks->len; b++)
      {
        int index = tl_comparison_find (comparison, (TlSide)s, b);
        guint times = 0;

        g_assert_cmpint (index >= 0, ==, *tl_document_get_block (documents[s], b)->text != '\0');
        for (guint i = 0; i < comparison->pairs->len; i++)
          {
            const GArray *blocks = tl_comparison_get_pair (comparison, i)->blocks[s];

            for (guint k = 0; k < blocks->len; k++)
              times += g_array_index (blocks, guint, k) == b;
          }
        g_assert_cmpuint (times, ==, index >= 0 ? 1 : 0);
      }
  g_assert_cmpint (tl_comparison_find (comparison, TL_SIDE_LEFT, 10000), ==, -1);
}

/* ---- For a screen ---- */

static void
test_a_place_goes_to_the_place_beside_it (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (first_judgment, second_judgment);
  static const struct
  {
    TlSide side;
    guint block;
    double fraction;
    guint other;
    double from, to;
  } table[] = {
    { TL_SIDE_LEFT, 1, 0, 1, 0, 0 },        /* the top of a pair */
    { TL_SIDE_LEFT, 1, 0.5, 1, 0.5, 0.5 },  /* its midst */
    { TL_SIDE_LEFT, 6, 0.1, 5, 0.05, 0.3 }, /* the first part of a split */
    { TL_SIDE_LEFT, 6, 0.9, 6, 0.4, 0.9 },  /* the second */
    { TL_SIDE_RIGHT, 6, 0.5, 6, 0.6, 0.95 },
    { TL_SIDE_LEFT, 7, 0.5, 6, 1, 1 },         /* only here: where what stands before it ends */
    { TL_SIDE_LEFT, 3, 0.25, 11, 0.25, 0.25 }, /* moved */
    { TL_SIDE_LEFT, 0, 0, 1, 0, 0 },           /* a heading goes with what follows */
    { TL_SIDE_LEFT, 4, 0, 4, 0, 0 },
    { TL_SIDE_LEFT, 10, 1, 10, 1, 1 },
  };
  guint other;
  double fraction;

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_true (tl_comparison_map (comparison, table[i].side, table[i].block,
                                        table[i].fraction, &other, &fraction));
      g_assert_cmpuint (other, ==, table[i].other);
      g_assert_cmpfloat (fraction, >=, table[i].from);
      g_assert_cmpfloat (fraction, <=, table[i].to);
    }
  g_assert_false (tl_comparison_map (comparison, TL_SIDE_LEFT, 999, 0, &other, &fraction));
}

static void
test_steps_go_from_difference_to_difference (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (first_judgment, second_judgment);
  static const int differences[] = { 0, 1, 2, 4, 5, 6, 7, -1 };
  static const int matches[] = { 0, 1, 3, 4, 7, 8, 2, -1 };
  int at = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      at = tl_comparison_step (comparison, TL_SIDE_LEFT, at, TL_STEP_DIFFERENCE, TRUE);
      g_assert_cmpint (at, ==, differences[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      at = tl_comparison_step (comparison, TL_SIDE_RIGHT, at, TL_STEP_MATCH, TRUE);
      g_assert_cmpint (at, ==, matches[i]);
    }
  at = tl_comparison_step (comparison, TL_SIDE_LEFT, -1, TL_STEP_MATCH, FALSE);
  g_assert_cmpint (at, ==, 8);
}

static void
test_the_overview_has_a_row_for_each_pair (void)
{
  g_autoptr (TlComparison) comparison = compare_judgments (first_judgment, second_judgment);
  g_autoptr (GArray) all = tl_comparison_make_overview (comparison, FALSE);
  g_autoptr (GArray) differences = tl_comparison_make_overview (comparison, TRUE);
  static const char *const sections[]
      = { "Nội dung vụ án",       "Nội dung vụ án",       "Nội dung vụ án",
          "Nhận định của Tòa án", "Nhận định của Tòa án", "Nhận định của Tòa án",
          "Nhận định của Tòa án", "Quyết định",           "Quyết định" };

  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (sections));
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (g_array_index (all, TlOverviewRow, i).section, ==, sections[i]);
  g_assert_cmpuint (differences->len, ==, 7);
}

/* ---- Hard cases ---- */

#define MANY 100000

static TlDocument *
make_many (const char *id, guint n, guint kinds, const char *word)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (
        lines, g_strdup_printf ("%s %u %s thứ %s%u", word, i % kinds, word, word, i % kinds / 7));
  g_ptr_array_add (lines, NULL);
  return make_plain (id, (char **)lines->pdata);
}

static void
test_many_short_paragraphs_are_bounded (void)
{
  static const TlCompareOptions options = { .without_citations = TRUE };
  static const struct
  {
    guint left, right, kinds;
    const char *other;
    guint same;
  } table[] = {
    { MANY, MANY, MANY, "khoản", MANY },      /* identical */
    { MANY, MANY - 1, 1, "khoản", MANY - 1 }, /* one formula over and over */
    { MANY, MANY, MANY, "điểm", 0 },          /* figures in common */
    { MANY, MANY / 2, 50, "khoản", MANY / 2 }, { 3, 0, 3, "khoản", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (TlDocument) left = make_many ("a", table[i].left, table[i].kinds, "khoản");
      g_autoptr (TlDocument) right
          = make_many ("b", table[i].right, table[i].kinds, table[i].other);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (TlComparison) comparison
          = tl_compare_documents (left, right, &options, NULL, NULL);

      g_test_message ("%" G_GSIZE_FORMAT ": %.0f ms", i,
                      (double)(g_get_monotonic_time () - start) / 1000);
      g_assert_cmpuint (comparison->counts[TL_RELATION_SAME], >=, table[i].same);
    }
}

static void
test_a_cancelled_comparison_says_so (void)
{
  g_autoptr (TlDocument) left = make_many ("a", 1000, 1000, "khoản");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tl_compare_documents (left, left, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/passages are found whatever became of them",
                   test_passages_are_found_whatever_became_of_them);
  g_test_add_func ("/compare/a difference covers the passages of a pair",
                   test_a_difference_covers_the_passages_of_a_pair);
  g_test_add_func ("/compare/citations are shared or of one side",
                   test_citations_are_shared_or_of_one_side);
  g_test_add_func ("/compare/a range is all of its articles", test_a_range_is_all_of_its_articles);
  g_test_add_func ("/compare/swapping the sides swaps the outcome",
                   test_swapping_the_sides_swaps_the_outcome);
  g_test_add_func ("/compare/every block is in one pair", test_every_block_is_in_one_pair);
  g_test_add_func ("/compare/a place goes to the place beside it",
                   test_a_place_goes_to_the_place_beside_it);
  g_test_add_func ("/compare/steps go from difference to difference",
                   test_steps_go_from_difference_to_difference);
  g_test_add_func ("/compare/the overview has a row for each pair",
                   test_the_overview_has_a_row_for_each_pair);
  g_test_add_func ("/compare/many short paragraphs are bounded",
                   test_many_short_paragraphs_are_bounded);
  g_test_add_func ("/compare/a cancelled comparison says so", test_a_cancelled_comparison_says_so);
  return g_test_run ();
}
