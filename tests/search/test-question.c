/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"
#include "base/tl-error.h"
#include "search/question/tl-lexicon.h"
#include "search/question/tl-question-syntax.h"
#include "search/question/tl-question.h"
#include "search/question/tl-telex.h"
#include "search/question/tl-vocabulary.h"
#include "search/rank/tl-ranking.h"
#include "text/tl-text.h"

/* What a library of the tests has: the filter (NULL: what is one thing) and the value. */
static const char *const LIBRARY[][2] = {
  { "court", "cầu giấy" },          { "charge", "trộm cắp" },
  { "charge", "trộm cắp tài sản" }, { "issuer", "chính phủ" },
  { "outcome", "sửa bản án" },      { NULL, "trộm cắp" },
  { NULL, "hợp đồng vay" },         { NULL, "nhà" },
};

static guint
know (gpointer data, const char *filter, const char *const *runs, guint n)
{
  guint longest = 0;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (LIBRARY); k++)
      {
        g_autofree char *run = tl_text_fold (runs[i], -1, TL_FOLD_PLAIN, NULL);
        g_autofree char *value = tl_text_fold (LIBRARY[k][1], -1, TL_FOLD_PLAIN, NULL);

        if (g_strcmp0 (filter, LIBRARY[k][0]) == 0 && g_str_equal (run, value))
          longest = i + 1;
      }
  return longest;
}

/* What was read, in one line: "phrase(a b) not(c) near(a,10,b) year=2023 | words that rank". */
static char *
describe (const char *typed, const char *const *without)
{
  g_autofree char *normal = tl_text_normalize (typed, -1, NULL);
  g_autofree char *rest = NULL;
  TlSyntaxOptions options = { without, know, NULL };
  g_autoptr (GPtrArray) asked = tl_question_syntax_read (normal, &options, &rest);
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
    { "đất NOT thừa kế", "not(thừa kế) | đất" },
    { "đất NOT nhà ở nông thôn AND vườn", "not(nhà ở nông thôn) | đất vườn" },
    { "đất NOT trộm cắp ở Hà Nội", "not(trộm cắp) | đất ở Hà Nội" },
    { "NOT hợp đồng vay lãi suất cao", "not(hợp đồng vay) | lãi suất cao" },
    { "đất NOT thừa kế, ở Hà Nội", "not(thừa kế) | đất ở Hà Nội" },
    { "đất NOT thừa kế NOT vườn ao", "not(thừa kế) not(vườn ao) | đất" },
    { "NOT thừa kế \"đặt cọc\"", "not(thừa kế) phrase(đặt cọc) | đặt cọc" },
    { "NOT thừa kế năm:2023", "not(thừa kế) year=2023 |" },
    { "NOT thừa kế cọc NEAR/3 nhà", "not(thừa kế) near(cọc,3,nhà) | cọc nhà" },
    { "NOT một hai ba bốn năm sáu bảy tám chín mười mười một mười hai",
      "not(một) | hai ba bốn năm sáu bảy tám chín mười mười một mười hai" },
    { "\"đất\" KHÔNG có giấy tờ", "phrase(đất) not(có giấy tờ) | đất" },
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
    { "tòa:hà nội tranh chấp đất", "court=hà nội | tranh chấp đất" },
    { "toa:ha noi tranh chap dat", "court=ha noi | tranh chap dat" },
    { "tòa:thành phố Hồ Chí Minh tranh chấp đất", "court=thành phố Hồ Chí Minh | tranh chấp đất" },
    { "tòa:TAND tỉnh Bắc Ninh đặt cọc", "court=TAND tỉnh Bắc Ninh | đặt cọc" },
    { "tòa:Cầu Giấy đặt cọc", "court=Cầu Giấy | đặt cọc" },
    { "tỉnh:Bắc Ninh đặt cọc", "court=Bắc Ninh | đặt cọc" },
    { "tòa:xứ sương mù", "court=xứ | sương mù" },
    { "tòa:xứ sương mù, đặt cọc", "court=xứ sương mù | đặt cọc" },
    { "tội:trộm cắp tài sản của người già",
      "charge=trộm cắp tài sản | trộm cắp tài sản của người già" },
    { "tội:trộm cắp xe máy", "charge=trộm cắp | trộm cắp xe máy" },
    { "quan hệ:thừa kế nhà", "relation=thừa | thừa kế nhà" },
    { "kết quả:sửa bản án sơ thẩm", "outcome=sửa bản án | sơ thẩm" },
    { "cơ quan:chính phủ quy định", "issuer=chính phủ | quy định" },
    { "năm: 2020 đến 2022 đất", "year=2020 year=2021 year=2022 | đất" },
    { "năm: 2020 - 2021 đất", "year=2020 year=2021 | đất" },
    { "năm:2020 đất", "year=2020 | đất" },
    { "cấp:phúc thẩm đất", "stage=PT | đất" },
    { "cap:so tham dat", "stage=ST | dat" },
    { "cấp xét xử: giám đốc thẩm", "stage=GĐT |" },
    { "thủ tục: tái thẩm", "stage=TT |" },
    { "stage:PT đất", "stage=PT | đất" },
    { "cấp:tỉnh đất", "level=province | đất" },
    { "cấp:huyện", "level=district |" },
    { "cấp:cao", "level=high |" },
    { "level:district", "level=district |" },
    { "cấp: gì đó", "| cấp gì đó" },
    { "loại:án lệ đặt cọc", "kind=precedent | đặt cọc" },
    { "loại văn bản: bản án", "kind=judgment |" },
    { "kind:statute", "kind=statute |" },
    { "tòa: Hà Nội, đặt cọc", "court=Hà Nội | đặt cọc" },
    { "toà:\"Hà Nội\" đặt cọc", "court=Hà Nội | đặt cọc" },
    { "tòa án: Cầu Giấy năm: 2023", "court=Cầu Giấy year=2023 |" },
    { "toa: ha noi NOT nhà", "court=ha noi not(nhà) |" },
    { "tội: trộm cắp tài sản", "charge=trộm cắp tài sản | trộm cắp tài sản" },
    { "kết quả: bác đơn", "outcome=bác | đơn" },
    { "kết quả: \"bác đơn\"", "outcome=bác đơn |" },
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

  for (guint i = 0; i < 2 * G_N_ELEMENTS (PIECES); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      TlSyntaxOptions options = { NULL, know, NULL };
      g_autofree char *rest = NULL;
      g_autoptr (GPtrArray) asked = NULL;

      while (text->len < (i % 2 == 0 ? 60000 : 400))
        g_string_append (text, PIECES[i / 2]);
      asked = tl_question_syntax_read (text->str, &options, &rest);
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

static void
a_word_is_asked_for_by_what_the_law_calls_it (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *chip;
    const char *doc;
    const char *anchor;
  } CASES[] = {
    { "ăn trộm", "synonym:an-trom", "100-2015-qh13", "d173" },
    { "an trom", "synonym:an-trom", "100-2015-qh13", "d173" },
    { "lừa tiền", "synonym:lua-tien", "100-2015-qh13", "d174" },
    { "TNHS", "abbreviation:tnhs", "100-2015-qh13", "d51" },
    { "tnhs", "abbreviation:tnhs", "100-2015-qh13", "d51" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);
      const char *without[] = { CASES[i].chip, NULL };
      TlSearchRequest request
          = { .text = CASES[i].typed, .kind = -1, .without = without, .limit = 10 };
      g_autoptr (TlSearchResult) bare = search_fixture_ask (fixture->engine, &request);

      search_fixture_assert_first (result, CASES[i].doc, CASES[i].anchor);
      g_assert_true (find_chip (result, CASES[i].chip)->applied);
      g_assert_cmpuint (result->expansions->len, ==, 1);
      g_assert_false (find_chip (bare, CASES[i].chip)->applied);
      g_assert_cmpuint (bare->expansions->len, ==, 0);
      g_assert_true (bare->hits->len < result->hits->len
                     || search_fixture_hit (bare, 0)->score
                            != search_fixture_hit (result, 0)->score);
    }
}

static void
what_an_input_method_left_is_read (void)
{
  static const char *const CASES[][2] = {
    { "thuwa", "thưa" },    { "ddaats", "đất" },    { "d9a61t", "đất" },
    { "d9a6t1", "đất" },    { "tro65m", "trộm" },   { "quyeenf", "quyền" },
    { "nguowif", "người" }, { "nguwoif", "người" }, { "nguwowif", "người" },
    { "DDaats", "đất" },    { "đaats", "đất" },     { "suwr", "sử" },
    { "gieets", "giết" },   { "quys", "quý" },      { "ddieeuf", "điều" },
    { "huyr", "hủy" },      { "hoaf", "hòa" },      { "tranh", NULL },
    { "class", NULL },      { "12/2023", NULL },    { "blhs", NULL },
    { "w", "ư" },           { "", NULL },           { "aaaaaaaaaaaaaaaaaaaaaa", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *read = tl_telex_read (CASES[i][0]);

      g_assert_cmpstr (read, ==, CASES[i][1]);
    }
}

static void
a_key_is_written_as_the_syllable (void)
{
  static const char *const SYLLABLES[] = { "trộm", "đường", "hòa",     "thúy",  "quý",   "giếng",
                                           "gìn",  "kỹ",    "lý",      "mỹ",    "sĩ",    "tỷ",
                                           "thuê", "khoản", "nghiêng", "ngoài", "quyết", "toán",
                                           "già",  "giữ",   "ủy",      "yêu" };

  for (guint i = 0; i < G_N_ELEMENTS (SYLLABLES); i++)
    {
      g_autofree char *key = tl_syllable_key (SYLLABLES[i], -1);
      g_autofree char *shown = tl_vocabulary_show (key);

      g_assert_cmpstr (shown, ==, SYLLABLES[i]);
    }
}

static void
left_overs_are_asked_for_as_words (SearchFixture *fixture, gconstpointer data)
{
  static const char *const CASES[] = { "trooj cawps taif sanr", "tro65m ca8p1 tai2 sa3n" };
  const char *without[] = { "telex", NULL };
  TlSearchRequest request = { .text = "ddawtj cocj", .kind = -1, .without = without, .limit = 10 };
  g_autoptr (TlSearchResult) raw = search_fixture_ask (fixture->engine, &request);
  g_autoptr (TlSearchResult) read = search_fixture_ask_on (fixture, "ddawtj cocj", NULL);

  g_assert_false (find_chip (raw, "telex")->applied);
  g_assert_cmpuint (raw->hits->len, ==, 0);
  g_assert_true (find_chip (read, "telex")->applied);
  g_assert_cmpstr (find_chip (read, "telex")->text, ==, "ddawtj = đặt, cocj = cọc");
  g_assert_cmpuint (read->hits->len, >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i], NULL);

      g_assert_nonnull (find_chip (result, "telex"));
      search_fixture_assert_first (result, "100-2015-qh13", "d173");
    }
}

static void
a_slip_is_told_and_never_repaired_unasked (SearchFixture *fixture, gconstpointer data)
{
  static const char *const CASES[][2] = {
    { "trộm cắo tài sản", "trộm cắp tài sản" },
    { "Trộm cắpp tài sản", "Trộm cắp tài sản" },
    { "trộm cắp tài xản", "trộm cắp tài sản" },
    { "hợpđồng đặt cọc", "hợp đồng đặt cọc" },
    { "trom cắp tài sản", "trộm cắp tài sản" },
    { "trom cpa tai san", "trom cap tai san" },
    { "tội trộm cắp tài sản", NULL },
    { "đặt cọc mua nhà thì ai được bồi thường?", NULL },
    { "điều 173 blhs", NULL },
    { "12/2023/DS-ST", NULL },
    { "xyzzy", NULL },
    { "?", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i][0], NULL);

      g_assert_cmpstr (result->suggestion, ==, CASES[i][1]);
      g_assert_cmpuint (result->suggestions->len, <=, 3);
      g_assert_true (CASES[i][1] == NULL
                     || g_str_equal (g_ptr_array_index (result->suggestions, 0), CASES[i][1]));
    }
}

static void
a_pasted_text_is_words_and_bounded (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Năm: 1901. KHÔNG \"trộm cắp\" và \"xe máy\", ");
  g_autoptr (TlSearchResult) page = NULL;
  g_autoptr (TlSearchResult) book = NULL;

  while (text->len < 2000)
    g_string_append (text, "người nào trộm cắp tài sản của người khác thì bị phạt ");
  page = search_fixture_ask_on (fixture, text->str, NULL);
  g_assert_cmpuint (page->hits->len, >, 0);
  g_assert_null (find_chip (page, "field:year=1901"));
  g_assert_null (find_chip (page, "phrase:xe-may"));
  /* Words of which each stands beside each. */
  while (text->len < 60000)
    g_string_append_printf (text, "tài sản %s phạt %" G_GSIZE_FORMAT " ",
                            text->len % 3 == 0 ? "trộm" : "người", text->len);
  book = search_fixture_ask_on (fixture, text->str, NULL);
  g_assert_cmpuint (book->hits->len, >, 0);
}

/* The different syllables of the texts of the library. */
static GPtrArray *
list_syllables (void)
{
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  GPtrArray *syllables = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < documents->len; i++)
    for (guint k = 0; k < ((TlDocument *)g_ptr_array_index (documents, i))->blocks->len; k++)
      {
        const TlBlock *block = tl_document_get_block (g_ptr_array_index (documents, i), k);
        g_autoptr (GArray) tokens = tl_term_reader_read (reader, block->text);

        for (guint t = 0; t < tokens->len; t++)
          {
            const TlTermToken *token = &g_array_index (tokens, TlTermToken, t);
            g_autofree char *typed
                = g_utf8_strdown (block->text + token->from, token->to - token->from);

            if (!g_ptr_array_find_with_equal_func (syllables, typed, g_str_equal, NULL))
              g_ptr_array_add (syllables, g_steal_pointer (&typed));
          }
      }
  return syllables;
}

static void
words_left_out_of_a_long_question_are_told (SearchFixture *fixture, gconstpointer data)
{
  static const char *const LAST[] = { "cuối", "cùng" };
  g_autoptr (TlSearchResult) small
      = search_fixture_ask_on (fixture, "người nào trộm cắp tài sản của người khác", NULL);
  g_autoptr (GString) text = g_string_new ("người ");
  g_autoptr (TlSearchResult) wide = NULL;
  g_autoptr (TlSearchResult) book = NULL;
  guint place = 0;
  g_autoptr (GPtrArray) held = list_syllables ();

  g_assert_cmpuint (small->left_out->len, ==, 0);
  /* More different words of the library than rank. */
  g_assert_cmpuint (held->len, >, TL_QUESTION_SYLLABLES);
  for (guint i = 0; i < held->len; i++)
    g_string_append_printf (text, "%s ", (const char *)g_ptr_array_index (held, i));
  wide = search_fixture_ask_on (fixture, text->str, NULL);
  g_assert_cmpuint (wide->hits->len, >, 0);
  g_assert_cmpuint (wide->left_out->len, >, 0);
  g_assert_cmpuint (wide->left_out->len, <=, held->len - TL_QUESTION_SYLLABLES);
  for (guint i = 0; i < wide->left_out->len; i++)
    g_assert_true (g_ptr_array_find_with_equal_func (held, g_ptr_array_index (wide->left_out, i),
                                                     g_str_equal, NULL));
  /* What is everywhere goes before what stands in one place. */
  g_assert_true (g_ptr_array_find_with_equal_func (wide->left_out, "người", g_str_equal, &place));
  g_assert_cmpuint (place, >, wide->left_out->len / 2);
  /* What stands behind the last word that is read, once each, behind the others; not what stands
   * before it as well. */
  for (guint i = 0; i < TL_QUESTION_WORDS; i++)
    g_string_append (text, "người ");
  for (guint i = 0; i < 3; i++)
    g_string_append_printf (text, "%s người %s ", LAST[0], LAST[1]);
  book = search_fixture_ask_on (fixture, text->str, NULL);
  g_assert_cmpuint (book->left_out->len, ==, wide->left_out->len + G_N_ELEMENTS (LAST));
  for (guint i = 0; i < G_N_ELEMENTS (LAST); i++)
    g_assert_cmpstr (g_ptr_array_index (book->left_out, wide->left_out->len + i), ==, LAST[i]);
}

static void
the_same_condition_counts_once (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSearchResult) result
      = search_fixture_ask_on (fixture, "\"trộm cắp\" \"trộm cắp\" \"trộm cắp\"", NULL);
  guint phrases = 0;

  for (guint i = 0; i < result->chips->len; i++)
    phrases += ((TlChip *)g_ptr_array_index (result->chips, i))->kind == TL_CHIP_PHRASE;
  g_assert_cmpuint (phrases, ==, 1);
  g_assert_cmpuint (result->hits->len, >, 0);
}

static void
what_the_words_name_is_only_offered (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *chip;
  } CASES[] = {
    { "đặt cọc năm 2023", "date:2023" },
    { "vụ án dân sự đặt cọc", "case_type:ds" },
    { "đặt cọc tại Tòa án nhân dân thành phố Hà Nội", "court:tand-tinh.ha-noi" },
    { "dat coc tai toa an nhan dan tinh bac giang", "court:tand-tinh.bac-giang" },
  };
  g_autoptr (TlSearchResult) law
      = search_fixture_ask_on (fixture, "Bộ luật Hình sự năm 2015", NULL);
  const char *with[] = { "date:2022", NULL };
  TlSearchRequest request
      = { .text = "phạt cọc năm 2022", .kind = TL_DOC_JUDGMENT, .with = with, .limit = 10 };
  g_autoptr (TlSearchResult) other = search_fixture_ask (fixture->engine, &request);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);
      const TlChip *chip = find_chip (result, CASES[i].chip);

      g_assert_nonnull (chip);
      g_assert_true (chip->offered);
      g_assert_false (chip->applied);
      g_assert_cmpuint (result->hits->len, >, 0);
    }
  g_assert_null (find_chip (law, "date:2015"));
  g_assert_true (find_chip (other, "date:2022")->applied);
  g_assert_cmpuint (other->hits->len, ==, 0);
}

/* ---- The lexicon ---- */

static void
a_lexicon_that_is_wrong_is_told_with_its_line (void)
{
  static const char *const CASES[][2] = {
    { "to\ta\tb", "x.tsv:1: four columns" },
    { "# a\n\nto\tsổ đỏ\tgiấy chứng nhận\tzz", "x.tsv:3: there is no such domain: zz" },
    { "perhaps\ta\tb\tdd", "x.tsv:1: there is no such kind: perhaps" },
    { "to\t-\tb\tdd", "x.tsv:1: one to eight words" },
    { "to\ta\t-\tdd", "x.tsv:1: a meaning has one to 24 words" },
    { "to\ta\tb\tdd\nto\ta\tc\tdd", "x.tsv:2: these words have an entry already: a" },
    { "both\ta\tb | c\tdd", "x.tsv:1: “both” takes one meaning" },
    { "to\ta\tb|c|d|e|f\tdd", "x.tsv:1: at most four meanings" },
    { "to\ta\t\xff\tdd", "x.tsv:1: not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_lexicon_parse (CASES[i][0], strlen (CASES[i][0]), "x.tsv", &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, CASES[i][1]));
    }
}

static void
a_file_changes_the_lexicon (void)
{
  static const char TEXT[] = "drop\tsổ đỏ\nto\tsổ hồng\tnhà ở\tdd\nboth\tmèo\tchó\tds\n";
  static const char ONLY[] = "only\nto\tmèo\tchó\tds\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLexicon) ours = tl_lexicon_builtin ();
  g_autofree char *changed = tl_lexicon_extend (TEXT, strlen (TEXT), "x.tsv", &error);
  g_autofree char *alone = tl_lexicon_extend (ONLY, strlen (ONLY), "x.tsv", &error);
  g_autoptr (TlLexicon) read = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (alone, ==, "to\tmèo\tchó\tds\n");
  read = tl_lexicon_parse (changed, strlen (changed), "changed", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tl_lexicon_get_n_entries (ours), >, 250);
  g_assert_cmpuint (tl_lexicon_get_n_entries (read), ==, tl_lexicon_get_n_entries (ours) + 1);
  g_assert_null (strstr (changed, "to\tsổ đỏ\t"));
  g_assert_nonnull (strstr (changed, "to\tsổ hồng\tnhà ở\tdd\n"));
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
  g_test_add_func ("/question/what_an_input_method_left_is_read",
                   what_an_input_method_left_is_read);
  g_test_add_func ("/question/a_key_is_written_as_the_syllable", a_key_is_written_as_the_syllable);
  g_test_add_func ("/question/a_lexicon_that_is_wrong_is_told_with_its_line",
                   a_lexicon_that_is_wrong_is_told_with_its_line);
  g_test_add_func ("/question/a_file_changes_the_lexicon", a_file_changes_the_lexicon);
  SEARCH_FIXTURE_ADD ("/question/", a_word_is_asked_for_by_what_the_law_calls_it);
  SEARCH_FIXTURE_ADD ("/question/", what_the_words_name_is_only_offered);
  SEARCH_FIXTURE_ADD ("/question/", a_pasted_text_is_words_and_bounded);
  SEARCH_FIXTURE_ADD ("/question/", words_left_out_of_a_long_question_are_told);
  SEARCH_FIXTURE_ADD ("/question/", the_same_condition_counts_once);
  SEARCH_FIXTURE_ADD ("/question/", left_overs_are_asked_for_as_words);
  SEARCH_FIXTURE_ADD ("/question/", a_slip_is_told_and_never_repaired_unasked);
  SEARCH_FIXTURE_ADD ("/question/", a_phrase_that_stands_nowhere_is_words);
  return g_test_run ();
}
