/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-excerpt.h"

/* The passage with its highlights in brackets. */
static char *
describe (const TlExcerpt *excerpt)
{
  GString *out = g_string_new (NULL);
  const char *p = excerpt->text;

  for (guint i = 0; i < excerpt->highlights->len; i++)
    {
      const TlSpan *span = &g_array_index (excerpt->highlights, TlSpan, i);
      const char *from = g_utf8_offset_to_pointer (excerpt->text, span->from);
      const char *to = g_utf8_offset_to_pointer (excerpt->text, span->to);

      g_string_append_len (out, p, from - p);
      g_string_append_c (out, '[');
      g_string_append_len (out, from, to - from);
      g_string_append_c (out, ']');
      p = to;
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}

static void
assert_excerpt (const char *text,
                const char *keys,
                gboolean plain,
                guint max,
                const char *expected,
                guint n_matched)
{
  g_auto (GStrv) split = g_strsplit (keys, " ", -1);
  g_autoptr (TlExcerpt) excerpt = tl_excerpt_new (text, (const char *const *)split, plain, max);
  g_autofree char *description = describe (excerpt);

  g_assert_cmpstr (description, ==, expected);
  g_assert_cmpuint (excerpt->n_matched, ==, n_matched);
  g_assert_cmpint (g_utf8_strlen (excerpt->text, -1), <=, max);
}

static void
the_passage_holds_most_of_the_question (void)
{
  static const char text[]
      = "Tội trộm cắp được quy định ở điều khác. Người nào chiếm đoạt tài sản của người khác trị "
        "giá từ 2.000.000 đồng thì bị phạt tù về tội trộm cắp tài sản theo Điều 173.";

  assert_excerpt (text, "tôi5 trôm5 căp4 tai1 san2", FALSE, 60,
                  "…đồng thì bị phạt tù về [tội trộm cắp tài sản] theo Điều 173.", 5);
  assert_excerpt (text, "toi trom cap", TRUE, 40, "[Tội trộm cắp] được quy định ở điều…", 3);
  assert_excerpt ("Kỷ luật và kỹ năng", "ki luat", TRUE, 40, "[Kỷ luật] và [kỹ] năng", 2);
  assert_excerpt (text, "2.000.000", FALSE, 30, "…giá từ [2.000.000] đồng thì…", 1);
}

static void
adjacent_keys_win_over_scattered_ones (void)
{
  assert_excerpt ("đất ở đô thị là một thứ khác hẳn nhưng mà sử dụng là đất, còn ở nơi này thì "
                  "quyền sử dụng đất được nói đến",
                  "sư2 dung5 đât4", FALSE, 36, "…thì quyền [sử dụng đất] được nói…", 3);
}

static void
without_a_match_it_is_the_beginning (void)
{
  assert_excerpt ("Một hai ba bốn năm sáu bảy", "khôngco4", FALSE, 12, "Một hai ba…", 0);
  assert_excerpt ("Một hai", "khôngco4", FALSE, 12, "Một hai", 0);
  assert_excerpt ("", "a", FALSE, 12, "", 0);
  assert_excerpt ("Mộthaibabốnnămsáubảy", "x", FALSE, 12, "Mộthaibabố…", 0);
}

static void
punctuation_separates_highlights (void)
{
  assert_excerpt ("Hợp đồng, vay tài\nsản", "hơp5 đông1 vay tai1 san2", FALSE, 100,
                  "[Hợp đồng], [vay tài\nsản]", 5);
}

static void
a_word_longer_than_the_passage_is_cut (void)
{
  assert_excerpt ("ab 123456789012345678901234567890", "123456789012345678901234567890", FALSE, 10,
                  "…[12345678]…", 1);
  assert_excerpt ("ab cd", "cd", FALSE, 0, "", 0);
  assert_excerpt ("ab cd", "cd", FALSE, 2, "[cd]", 1);
}

static void
offsets_are_those_of_the_text (void)
{
  static const char text[] = "Điều một. Điều hai nói về thừa kế theo pháp luật. Điều ba.";
  const char *const keys[] = { "thưa1", "kê4", NULL };
  g_autoptr (TlExcerpt) excerpt = tl_excerpt_new (text, keys, FALSE, 24);
  g_autofree char *cut = g_strndup (text + excerpt->from, excerpt->to - excerpt->from);
  g_autofree char *expected = g_strconcat ("…", cut, "…", NULL);

  g_assert_cmpstr (excerpt->text, ==, expected);
  g_assert_nonnull (strstr (cut, "thừa kế"));
}

static void
damaged_text_does_no_harm (void)
{
  const char *const keys[] = { "a", NULL };
  g_autoptr (TlExcerpt) excerpt = tl_excerpt_new ("a \xff\xe1 a\xe1", keys, FALSE, 5);

  g_assert_true (g_utf8_validate (excerpt->text, -1, NULL));
  g_assert_cmpuint (excerpt->n_matched, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/excerpt/the-passage-holds-most-of-the-question",
                   the_passage_holds_most_of_the_question);
  g_test_add_func ("/text/excerpt/adjacent-keys-win-over-scattered-ones",
                   adjacent_keys_win_over_scattered_ones);
  g_test_add_func ("/text/excerpt/without-a-match-it-is-the-beginning",
                   without_a_match_it_is_the_beginning);
  g_test_add_func ("/text/excerpt/punctuation-separates-highlights",
                   punctuation_separates_highlights);
  g_test_add_func ("/text/excerpt/a-word-longer-than-the-passage-is-cut",
                   a_word_longer_than_the_passage_is_cut);
  g_test_add_func ("/text/excerpt/offsets-are-those-of-the-text", offsets_are_those_of_the_text);
  g_test_add_func ("/text/excerpt/damaged-text-does-no-harm", damaged_text_does_no_harm);
  return g_test_run ();
}
