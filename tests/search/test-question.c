/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"
#include "search/question/tl-question-syntax.h"
#include "text/tl-text.h"

/* What was read, in one line: "phrase(a b) not(c) near(a,10,b) year=2023 | words that rank". */
static char *
describe (const char *typed, const char *const *without)
{
  g_autofree char *normal = tl_text_normalize (typed, -1, NULL);
  g_autofree char *rest = NULL;
  g_autoptr (GPtrArray) asked = tl_question_syntax_read (normal, without, &rest);
  g_autoptr (GArray) tokens = tl_text_tokenize (rest, -1);
  GString *line = g_string_new (NULL);

  g_assert_cmpuint (strlen (rest), ==, strlen (normal));
  for (guint i = 0; i < asked->len; i++)
    {
      const TlAsked *one = g_ptr_array_index (asked, i);

      g_string_append (line, one->removed ? "~" : "");
      if (one->kind == TL_CHIP_NEAR)
        g_string_append_printf (line, "near(%s,%u,%s) ", one->first, one->distance, one->second);
      else if (one->kind != TL_CHIP_FIELD)
        g_string_append_printf (line, "%s(%s) ", tl_chip_kind_code (one->kind), one->first);
      for (guint k = 0; one->values != NULL && k < one->values->len; k++)
        g_string_append_printf (line, "%s ", (char *)g_ptr_array_index (one->values, k));
    }
  g_string_append_c (line, '|');
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);

      g_string_append_printf (line, " %.*s", (int)(token->to - token->from), rest + token->from);
    }
  return g_string_free (line, FALSE);
}

static void
what_is_typed_is_read (void)
{
  static const char *const CASES[][2] = {
    { "đặt cọc mua nhà", "| đặt cọc mua nhà" },
    { "\"đặt cọc\" mua nhà", "phrase(đặt cọc) | đặt cọc mua nhà" },
    { "“đặt cọc” „phạt cọc”", "phrase(đặt cọc) phrase(phạt cọc) | đặt cọc phạt cọc" },
    { "\"hợp đồng đặt cọc\" NEAR/10 \"phạt cọc\"",
      "near(hợp đồng đặt cọc,10,phạt cọc) | hợp đồng đặt cọc phạt cọc" },
    { "\"đặt cọc\" GẦN/5 \"mua nhà\"", "near(đặt cọc,5,mua nhà) | đặt cọc mua nhà" },
    { "\"đặt cọc\" GẦN \"mua nhà\"", "near(đặt cọc,10,mua nhà) | đặt cọc mua nhà" },
    { "cọc NEAR/3 nhà NEAR/4 đất", "near(cọc,3,nhà) near(nhà,4,đất) | cọc nhà đất" },
    { "cọc NEAR/900 nhà", "near(cọc,100,nhà) | cọc nhà" },
    { "đất NOT thừa kế", "not(thừa) | đất kế" },
    { "đất NOT \"thừa kế\"", "not(thừa kế) | đất" },
    { "đất KHÔNG \"thừa kế\"", "not(thừa kế) | đất" },
    { "đất -nhà -\"thừa kế\"", "not(nhà) not(thừa kế) | đất" },
    { "người KHÔNG có tài sản", "| người KHÔNG có tài sản" },
    { "NGƯỜI KHÔNG CÓ \"TÀI SẢN\"", "phrase(TÀI SẢN) | NGƯỜI KHÔNG CÓ TÀI SẢN" },
    { "\"đất\" KHÔNG nhà", "phrase(đất) not(nhà) | đất" },
    { "mua - bán, A-B 5 -3", "| mua bán A B 5 3" },
    { "đất OR nhà HOẶC vườn AND ao", "| đất nhà vườn ao" },
    { "năm:2023 cướp", "year=2023 | cướp" },
    { "NĂM: 2020..2022", "year=2020 year=2021 year=2022 |" },
    { "nam:2021-2022", "year=2021 year=2022 |" },
    { "năm:hai", "| năm hai" },
    { "năm:2022..2020", "| năm 2022 2020" },
    { "năm:1..9", "| năm 1 9" },
    { "số:12/2023/DS-PT", "number=12/2023/DS-PT | số 12/2023/DS-PT" },
    { "số: 12/2023/DS-PT.", "number=12/2023/DS-PT | số 12/2023/DS-PT" },
    { "điều:173 BLHS", "article=173 | điều 173 BLHS" },
    { "article:173", "article=173 | 173" },
    { "điều:khoản", "| điều khoản" },
    { "loại:dân sự đặt cọc", "case_type=DS | đặt cọc" },
    { "loại: hôn nhân và gia đình, ly hôn", "case_type=HNGĐ | ly hôn" },
    { "loại án: hình sự", "case_type=HS |" },
    { "case_type:KDTM", "case_type=KDTM |" },
    { "loại: gì đó", "| loại gì đó" },
    { "tòa: Hà Nội, đặt cọc", "court=Hà Nội | đặt cọc" },
    { "toà:\"Hà Nội\" đặt cọc", "court=Hà Nội | đặt cọc" },
    { "tòa án: Cầu Giấy năm: 2023", "court=Cầu Giấy year=2023 |" },
    { "toa: ha noi NOT nhà", "court=ha noi not(nhà) |" },
    { "tội: trộm cắp tài sản", "charge=trộm cắp tài sản | trộm cắp tài sản" },
    { "kết quả: bác đơn", "outcome=bác đơn |" },
    { "cơ quan: Chính phủ", "issuer=Chính phủ |" },
    { "Hội đồng nhận định của tòa: một hai ba bốn năm sáu bảy tám chín mười mười một mười hai "
      "mười ba",
      "| Hội đồng nhận định của tòa một hai ba bốn năm sáu bảy tám chín mười mười một mười hai "
      "mười ba" },
    /* What is no complete construct is words. */
    { "\"đặt cọc mua nhà", "| đặt cọc mua nhà" },
    { "đặt cọc\"", "| đặt cọc" },
    { "\"\" đặt cọc", "| đặt cọc" },
    { "\" \" đặt cọc", "| đặt cọc" },
    { "NOT", "| NOT" },
    { "đất NOT", "| đất NOT" },
    { "NEAR/10 đất", "| NEAR 10 đất" },
    { "đất NEAR/10", "| đất NEAR 10" },
    { "đất NEAR/x nhà", "| đất NEAR x nhà" },
    { "năm:", "| năm" },
    { "tòa:", "| tòa" },
    { ": đất", "| đất" },
    { "", "|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *line = describe (CASES[i][0], NULL);

      g_assert_cmpstr (line, ==, CASES[i][1]);
    }
}

static void
a_construct_that_was_taken_away_does_not_act (void)
{
  static const char *const CASES[][3] = {
    { "\"đặt cọc\" mua nhà", "phrase:dat-coc", "~phrase(đặt cọc) | đặt cọc mua nhà" },
    { "đất -nhà", "not:nha", "~not(nhà) | đất" },
    { "năm:2023 đất", "field:year=2023", "~year=2023 | đất" },
    { "cọc NEAR/3 nhà", "near:coc-nha", "~near(cọc,3,nhà) | cọc nhà" },
    { "\"đặt cọc\" mua nhà", "phrase:dat", "phrase(đặt cọc) | đặt cọc mua nhà" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const char *without[] = { "other", CASES[i][1], NULL };
      g_autofree char *line = describe (CASES[i][0], without);

      g_assert_cmpstr (line, ==, CASES[i][2]);
    }
}

static void
a_question_of_hostile_length_is_read_once (void)
{
  static const char *const PIECES[]
      = { "\"", "“", "a NEAR/1 ", "NOT a ", "-a ", "năm:2023 ", "tòa: a ", "x:", "\"a\" ", ": " };

  for (guint i = 0; i < G_N_ELEMENTS (PIECES); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *rest = NULL;
      g_autoptr (GPtrArray) asked = NULL;

      while (text->len < 60000)
        g_string_append (text, PIECES[i]);
      asked = tl_question_syntax_read (text->str, NULL, &rest);
      g_assert_cmpuint (asked->len, <=, TL_SYNTAX_MAX);
      g_assert_true (g_utf8_validate (rest, -1, NULL));
      g_assert_cmpuint (strlen (rest), ==, text->len);
    }
}

/* ---- In the library ---- */

static const TlChip *
find_chip (const TlSearchResult *result, const char *id)
{
  for (guint i = 0; i < result->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (result->chips, i);

      if (strcmp (chip->id, id) == 0)
        return chip;
    }
  return NULL;
}

static void
a_phrase_that_stands_nowhere_is_words (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchResult) found = search_fixture_ask_on (fixture, "\"đặt cọc\"", NULL);
  g_autoptr (TlSearchResult) lost = search_fixture_ask_on (fixture, "\"cọc tài sản đặt\"", NULL);

  g_assert_true (find_chip (found, "phrase:dat-coc")->applied);
  g_assert_false (find_chip (lost, "phrase:coc-tai-san-dat")->applied);
  g_assert_cmpuint (lost->hits->len, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/question/what_is_typed_is_read", what_is_typed_is_read);
  g_test_add_func ("/question/a_construct_that_was_taken_away_does_not_act",
                   a_construct_that_was_taken_away_does_not_act);
  g_test_add_func ("/question/a_question_of_hostile_length_is_read_once",
                   a_question_of_hostile_length_is_read_once);
  SEARCH_FIXTURE_ADD ("/question/", a_phrase_that_stands_nowhere_is_words);
  return g_test_run ();
}
