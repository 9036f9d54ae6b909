/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "compare/tl-diff.h"
#include "text/tl-text.h"

#define N_RANDOM_PAIRS 10000

/* The runs as "=a|-b|+c"; a spelling has "~" behind its sign. */
static char *
dup_script (const GArray *runs, const char *left, const char *right)
{
  GString *script = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);
      const char *text
          = run->op == TL_DIFF_INSERT ? right + run->right_from : left + run->left_from;
      gsize length = run->op == TL_DIFF_INSERT ? run->right_to - run->right_from
                                               : run->left_to - run->left_from;

      g_string_append_printf (script, "%s%s%s%.*s", i > 0 ? "|" : "", tl_diff_op_code (run->op),
                              run->spelling ? "~" : "", (int)length, text);
    }
  return g_string_free (script, FALSE);
}

static guint
count_words (const char *text, gsize from, gsize to)
{
  g_autoptr (GArray) tokens = tl_text_tokenize (text + from, (gssize)(to - from));

  return tokens->len;
}

/* What must hold of every difference; ends the test where it does not. */
static void
check_difference (const char *left, gsize n, const char *right, gsize m)
{
  g_autoptr (GArray) runs = tl_diff_texts (left, (gssize)n, right, (gssize)m, NULL, NULL);
  gsize a = 0, b = 0, length;
  g_autofree char *applied = NULL;

  g_assert_nonnull (runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);

      g_assert_cmpuint (run->left_from, ==, a);
      g_assert_cmpuint (run->right_from, ==, b);
      a = run->left_to;
      b = run->right_to;
      g_assert_true (a > run->left_from || b > run->right_from);
      if (run->op == TL_DIFF_EQUAL)
        g_assert_cmpmem (left + run->left_from, a - run->left_from, right + run->right_from,
                         b - run->right_from);
      else
        g_assert_true (run->op == TL_DIFF_DELETE ? b == run->right_from : a == run->left_from);
      if (i > 0)
        g_assert_true (run[-1].op != run->op);
    }
  g_assert_cmpuint (a, ==, n);
  g_assert_cmpuint (b, ==, m);
  applied = tl_diff_apply (runs, left, right, &length);
  g_assert_cmpmem (applied, length, right, m);
}

static void
test_a_difference_reads_like_an_edit (void)
{
  static const char *const table[][3] = {
    { "", "", "" },
    { "", "a b", "+a b" },
    { "a b", "", "-a b" },
    { "không chấp nhận yêu cầu", "chấp nhận yêu cầu", "-không |=chấp nhận yêu cầu" },
    { "số tiền 5.000.000 đồng", "số tiền 7.000.000 đồng",
      "=số tiền |-5.000.000|+7.000.000|= đồng" },
    { "phạt 12 tháng tù", "phạt 18 tháng tù", "=phạt |-12|+18|= tháng tù" },
    { "Ông A nộp đơn. Bà B vắng mặt.", "Ông A nộp đơn. Anh C xin lỗi. Bà B vắng mặt.",
      "=Ông A nộp đơn. |+Anh C xin lỗi. |=Bà B vắng mặt." },
    { "Tòa hoà giải", "Tòa hòa giải", "=Tòa |-~hoà|+~hòa|= giải" },
    { "ngày 1/2/2020 nộp", "ngày 3/4/2021 nộp", "=ngày |-1/2/2020|+3/4/2021|= nộp" },
    { "Số 12/2024/DS-PT.", "Số 12/2024/HS-PT.", "=Số |-12/2024/DS-PT|+12/2024/HS-PT|=." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GArray) runs = tl_diff_texts (table[i][0], -1, table[i][1], -1, NULL, NULL);
      g_autofree char *script = dup_script (runs, table[i][0], table[i][1]);

      g_assert_cmpstr (script, ==, table[i][2]);
      check_difference (table[i][0], strlen (table[i][0]), table[i][1], strlen (table[i][1]));
    }
}

/* ---- Random pairs ---- */

static void
append_random_char (GRand *random, GString *text)
{
  gunichar c;

  do
    c = (gunichar)g_rand_int_range (random, 1, g_rand_boolean (random) ? 0x2fff : 0x10ffff);
  while (!g_unichar_validate (c));
  g_string_append_unichar (text, c);
}

static char *
make_text (GRand *random, int kind)
{
  static const char *const words[] = { "nguyên",
                                       "đơn",
                                       "bị",
                                       "hoà",
                                       "hòa",
                                       "giải",
                                       "Tòa",
                                       "án",
                                       "Nguyễn",
                                       "Văn",
                                       "A",
                                       "12.000",
                                       "đồng",
                                       "ngày",
                                       "3/4/2021",
                                       "không",
                                       "chấp",
                                       "nhận",
                                       "tho\xcc\x89"
                                       "a",
                                       "thỏa" };
  static const char *const gaps[] = { " ", " ", " ", " ", ", ", ". ", "; ", "\n", " \n ", "  " };
  int length = g_rand_int_range (random, 0, g_rand_int_range (random, 1, 10) == 1 ? 400 : 40);
  GString *text = g_string_new (NULL);

  for (int i = 0; i < length; i++)
    if (kind == 0)
      {
        g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
        g_string_append (text, gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))]);
      }
    else if (kind == 1)
      append_random_char (random, text);
    else
      g_string_append (text, g_rand_int_range (random, 0, 20) == 0 ? ". " : "a ");
  return g_string_free (text, FALSE);
}

/* @text with some characters taken out, doubled, or replaced. */
static char *
edit_text (GRand *random, const char *text)
{
  GString *edited = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_rand_int_range (random, 0, 40))
      {
      case 0:
        break;
      case 1:
        append_random_char (random, edited);
        break;
      case 2:
        g_string_append (edited, " thêm. ");
        G_GNUC_FALLTHROUGH;
      default:
        g_string_append_len (edited, p, g_utf8_next_char (p) - p);
      }
  return g_string_free (edited, FALSE);
}

static void
test_applying_the_difference_to_a_gives_b (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < N_RANDOM_PAIRS; i++)
    {
      g_autofree char *left = make_text (random, i % 3);
      g_autofree char *right
          = i % 2 == 0 ? edit_text (random, left) : make_text (random, (i / 3) % 3);

      check_difference (left, strlen (left), right, strlen (right));
    }
}

static void
test_huge_repeats_are_bounded (void)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);
  g_autoptr (GString) third = g_string_new (NULL);

  for (int i = 0; i < 60000; i++)
    {
      g_string_append (left, "a b ");
      g_string_append (right, "b c ");
      g_string_append_printf (third, "%d ", i % 7919);
    }
  check_difference (left->str, left->len, right->str, right->len);
  check_difference (left->str, left->len, third->str, third->len);
  check_difference (third->str, third->len, third->str + 4, third->len - 4);
  check_difference (left->str, left->len, "", 0);
}

/* ---- Islands ---- */

/* Words of the change at @runs[@at] going on in direction @step. */
static guint
change_size (const GArray *runs, guint at, int step, const char *left, const char *right)
{
  guint deleted = 0, inserted = 0;

  for (; at < runs->len; at += (guint)step)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, at);

      if (run->op == TL_DIFF_EQUAL || run->spelling)
        break;
      deleted += run->op == TL_DIFF_DELETE ? count_words (left, run->left_from, run->left_to) : 0;
      inserted
          += run->op == TL_DIFF_INSERT ? count_words (right, run->right_from, run->right_to) : 0;
    }
  return MAX (deleted, inserted);
}

static void
check_islands (const char *left, const char *right)
{
  g_autoptr (GArray) runs = tl_diff_texts (left, -1, right, -1, NULL, NULL);

  for (guint i = 1; i + 1 < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);

      if (run->op != TL_DIFF_EQUAL
          || memchr (left + run->left_from, '\n', run->left_to - run->left_from))
        continue;
      if (change_size (runs, i - 1, -1, left, right) >= TL_DIFF_CHANGE_WORDS
          && change_size (runs, i + 1, 1, left, right) >= TL_DIFF_CHANGE_WORDS)
        g_assert_cmpuint (count_words (left, run->left_from, run->left_to), >=,
                          TL_DIFF_ISLAND_WORDS);
    }
}

static void
test_no_short_run_stands_alone_between_large_changes (void)
{
  const char *left = "một hai ba bốn năm sáu và bảy tám chín mười mười một";
  const char *right = "mưa nắng gió bão tuyết sương và núi sông hồ biển rừng cây";
  g_autoptr (GArray) runs = tl_diff_texts (left, -1, right, -1, NULL, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  g_assert_cmpuint (runs->len, ==, 2);
  for (int i = 0; i < 2000; i++)
    {
      GString *texts[2] = { g_string_new (NULL), g_string_new (NULL) };

      for (int side = 0; side < 2; side++)
        for (int k = 0; k < 120; k++)
          g_string_append_printf (texts[side], "%c%s",
                                  'a' + g_rand_int_range (random, 0, i % 2 == 0 ? 26 : 6),
                                  g_rand_int_range (random, 0, 15) == 0 ? ". " : " ");
      check_islands (texts[0]->str, texts[1]->str);
      g_string_free (texts[0], TRUE);
      g_string_free (texts[1], TRUE);
    }
}

static void
test_a_cancelled_difference_says_so (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tl_diff_texts ("a b c", -1, "a c d", -1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diff/a difference reads like an edit", test_a_difference_reads_like_an_edit);
  g_test_add_func ("/diff/applying the difference to A gives B",
                   test_applying_the_difference_to_a_gives_b);
  g_test_add_func ("/diff/huge repeats are bounded", test_huge_repeats_are_bounded);
  g_test_add_func ("/diff/no short run stands alone between large changes",
                   test_no_short_run_stands_alone_between_large_changes);
  g_test_add_func ("/diff/a cancelled difference says so", test_a_cancelled_difference_says_so);
  return g_test_run ();
}
