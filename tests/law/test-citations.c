/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ten rules of attachment and the shapes of units, on sentences that nobody wrote in a court.
 */
#include "config.h"

#include <string.h>
#include <time.h>

#include "law/citation/tl-citation.h"
#include "../test-system.h"

typedef struct
{
  const char *text;
  const char *expected; /* notations with spaces between, in reading order */
} Case;

static char *
read_notations (const char *text, const TlCitationContext *context)
{
  g_autoptr (GPtrArray) found = tl_citations_find (text, -1, context);
  GString *notations = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *notation = tl_citation_format (g_ptr_array_index (found, i));

      g_string_append_printf (notations, "%s%s", i > 0 ? " " : "", notation);
    }
  return g_string_free (notations, FALSE);
}

static void
check (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *notations = read_notations (cases[i].text, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (notations, ==, cases[i].expected);
    }
}

#define CHECK(cases) check (cases, G_N_ELEMENTS (cases))

static void
test_rule_1_points_wait_for_a_clause_and_clauses_for_an_article (void)
{
  static const Case cases[] = {
    { "điểm b khoản 1, khoản 3 Điều 60 Bộ luật Hình sự năm 2015", "BLHS2015:60.1.b BLHS2015:60.3" },
    { "điểm a, điểm c khoản 2 và khoản 4 Điều 61 Bộ luật Hình sự năm 2015",
      "BLHS2015:61.2.a BLHS2015:61.2.c BLHS2015:61.4" },
    { "điểm a Điều 70 Bộ luật Dân sự năm 2015", "BLDS2015:70.a" },
    { "Khoản 1, 2 và điểm c khoản 5 Điều 90 BLDS 2015",
      "BLDS2015:90.1 BLDS2015:90.2 BLDS2015:90.5.c" },
  };

  CHECK (cases);
}

static void
test_rule_2_a_comma_before_an_article_is_of_when_something_waits (void)
{
  static const Case cases[] = {
    { "khoản 2, Điều 101; Điều 33, Điều 45 Bộ luật Hình sự năm 1999",
      "BLHS1999:101.2 BLHS1999:33 BLHS1999:45" },
    { "khoản 2 Điều 101, Điều 45 Bộ luật Hình sự năm 1999", "BLHS1999:101.2 BLHS1999:45" },
    { "điểm c, khoản 2, Điều 101 Bộ luật Hình sự năm 1999", "BLHS1999:101.2.c" },
  };

  CHECK (cases);
}

static void
test_rule_3_bare_numbers_go_on_with_the_last_unit_word (void)
{
  static const Case cases[] = {
    { "Điều 144, 266 và 272 Bộ luật Tố tụng dân sự năm 2015",
      "BLTTDS2015:144 BLTTDS2015:266 BLTTDS2015:272" },
    { "khoản 1, 4 Điều 247 Bộ luật Hình sự năm 1999", "BLHS1999:247.1 BLHS1999:247.4" },
    { "các điều 6,7,7a và 9 Luật Đất đai năm 2013", "LĐĐ2013:6 LĐĐ2013:7 LĐĐ2013:7a LĐĐ2013:9" },
    { "các Điều: 292, 342 Bộ luật Dân sự năm 2015", "BLDS2015:292 BLDS2015:342" },
    { "Điều 51 Bộ luật Hình sự năm 2015, 03 bị cáo và 2 người khác", "BLHS2015:51" },
  };

  CHECK (cases);
}

static void
test_rule_4_the_nearest_name_on_the_right_binds_then_the_one_on_the_left (void)
{
  static const Case cases[] = {
    { "Điều 40 Bộ luật Hình sự năm 2015, các Điều 584, 585 của Bộ luật Dân sự năm 2015",
      "BLHS2015:40 BLDS2015:584 BLDS2015:585" },
    { "Bộ luật Dân sự năm 2015, Điều 463 và Điều 466.", "BLDS2015:463 BLDS2015:466" },
    { "Bộ luật Dân sự năm 2015: Điều 463, 466; Bộ luật Tố tụng dân sự năm 2015: Điều 147",
      "BLDS2015:463 BLDS2015:466 BLTTDS2015:147" },
    { "Điều 173 về tội trộm cắp tài sản của Bộ luật Hình sự năm 2015", "BLHS2015:173" },
    { "Bộ luật Dân sự năm 2015, Điều 463 và Điều 7 của văn bản kia.", "BLDS2015:463 ?:7" },
    { "Điều 219 cùa Bộ luật Dân sự năm 2015", "BLDS2015:219" },
    /* a sentence ends, so nothing is bound over it */
    { "Theo Điều 7. Bộ luật Dân sự năm 2015 được áp dụng.", "?:7 BLDS2015" },
  };

  CHECK (cases);
}

static void
test_rule_5_an_article_that_the_document_has_not_goes_to_the_other_name (void)
{
  static const Case cases[] = {
    { "khoản 2 Điều 356 Bộ luật Hình sự năm 2015, Điều 38, Điều 65 Nghị quyết số 41/2017/QH14",
      "BLHS2015:356.2 BLHS2015:38 BLHS2015:65 NQ41/2017/QH14" },
  };
  g_autoptr (GPtrArray) found = NULL;
  const TlCitation *citation;

  CHECK (cases);
  found = tl_citations_find ("Điều 900 Bộ luật Hình sự năm 2015", -1, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  citation = g_ptr_array_index (found, 0);
  g_assert_true ((citation->warnings & TL_CITATION_WARN_NOART) != 0);
}

static void
test_rule_6_the_edition_is_the_year_then_the_units_then_the_day (void)
{
  static const Case cases[] = {
    { "Điều 217a Bộ luật Hình sự", "BLHS2015:217a" },
    { "Điều 51 Bộ luật Hình sự", "BLHS?:51" },
    { "tội trộm cắp tài sản theo khoản 1 Điều 138 Bộ luật Hình sự", "BLHS1999:138.1" },
  };

  CHECK (cases);
}

static void
test_rule_7_this_code_is_the_text_itself_or_its_context (void)
{
  static const Case cases[] = {
    { "quy định tại khoản 2 Điều 12 của Bộ luật này", "SELF:12.2" },
    { "quy định tại điểm a khoản 1 Điều này", "SELF:THIS.1.a" },
    { "quy định tại các điểm từ điểm b đến điểm h khoản này", "SELF:THIS.THIS.b..h" },
    { "Điều này cho thấy bị đơn biết rõ; các khoản này là đúng.", "" },
    { "quy định tại khoản 1 Điều này và được xem xét theo trình tự ở Điều 15.",
      "SELF:THIS.1 SELF:15" },
    { "Nghị quyết nêu trên, Điều 4", "PREV(NQ):4" },
  };
  TlCitationContext context = { "BLTTDS2015", "35", "2", NULL };
  g_autofree char *code = read_notations ("khoản 2 Điều 12 của Bộ luật này", &context);
  g_autofree char *article = read_notations ("quy định tại điểm a khoản 1 Điều này", &context);
  g_autofree char *clause = read_notations ("quy định tại điểm c khoản này", &context);

  CHECK (cases);
  g_assert_cmpstr (code, ==, "BLTTDS2015:12.2");
  g_assert_cmpstr (article, ==, "BLTTDS2015:35.1.a");
  g_assert_cmpstr (clause, ==, "BLTTDS2015:35.2.c");
}

static void
test_rule_8_titles_in_the_title_of_an_amending_law_bind_nothing (void)
{
  g_autoptr (GPtrArray) found = tl_citations_find (
      "Khoản 3 Điều 1 sửa đổi, bổ sung Điều 35 của Luật số 85/2025/QH15 sửa đổi, bổ sung một số "
      "điều của Bộ luật tố tụng dân sự và Luật phá sản ngày 25/6/2025",
      -1, NULL);
  const TlCitation *citation;

  g_assert_cmpuint (found->len, ==, 1);
  citation = g_ptr_array_index (found, 0);
  g_assert_cmpstr (citation->doc->key, ==, "L85/2025/QH15");
  g_assert_cmpstr (citation->article, ==, "1");
  g_assert_cmpstr (citation->clause, ==, "3");
  g_assert_cmpstr (citation->amends, ==, "BLTTDS2015:35");
}

static void
test_rule_9_contracts_sums_and_points_of_view_are_no_law (void)
{
  static const Case cases[] = {
    { "theo Điều 4 hợp đồng ngày 02/3/2019", "" },
    { "Điều 12 Điều lệ Công ty và Điều 5 nội quy lao động", "" },
    { "khoản tiền nợ, khoản vay 500.000.000 đồng, khoản 2 triệu đồng", "" },
    { "thời điểm s, địa điểm a, quan điểm b khoản 1 giờ", "" },
    { "tài khoản 12 và điều khoản 5", "" },
    { "theo Điều 4 hợp đồng và Điều 463 Bộ luật Dân sự năm 2015", "BLDS2015:463" },
  };

  CHECK (cases);
}

static void
test_rule_10_every_unit_keeps_its_own_span (void)
{
  static const char text[] = "Theo điểm b, s khoản 1 Điều 51, 54 BLHS";
  static const char *const spans[] = { "điểm b, s khoản 1 Điều 51", "s khoản 1 Điều 51", "54" };
  g_autoptr (GPtrArray) found = tl_citations_find (text, -1, NULL);

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (spans));
  for (guint i = 0; i < found->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (found, i);
      g_autofree char *span = g_strndup (text + citation->from, citation->to - citation->from);
      g_autofree char *doc
          = g_strndup (text + citation->doc->from, citation->doc->to - citation->doc->from);

      g_assert_cmpstr (span, ==, spans[i]);
      g_assert_cmpstr (doc, ==, "BLHS");
    }
}

static void
test_units_from_the_top_down_are_read (void)
{
  static const Case cases[] = {
    { "Điều 51 khoản 1 điểm s Bộ luật Hình sự năm 2015", "BLHS2015:51.1.s" },
    { "Điều 51(1)(s) và Điều 54 BLHS 2015", "BLHS2015:51.1.s BLHS2015:54" },
    { "Điều 51 khoản 1 điểm s, điểm t; Điều 52 khoản 1 điểm g Bộ luật Hình sự năm 2015",
      "BLHS2015:51.1.s BLHS2015:51.1.t BLHS2015:52.1.g" },
    { "đ.51 k.1 đ.s BLHS 2015", "BLHS2015:51.1.s" },
  };

  CHECK (cases);
}

static void
test_ranges_run_over_numbers_and_the_alphabet_of_points (void)
{
  static const Case cases[] = {
    { "các điều từ 584 đến 589 Bộ luật Dân sự năm 2015", "BLDS2015:584..589" },
    { "Điều 26 – 41 BLTTDS 2015", "BLTTDS2015:26..41" },
    { "từ khoản 1 đến khoản 4 Điều 9 Bộ luật Dân sự năm 2015", "BLDS2015:9.1..4" },
    { "Điều 357 – Bộ luật Dân sự năm 2015", "BLDS2015:357" },
    { "các điểm a đến điểm e khoản 2 Điều 9 Bộ luật Dân sự năm 2015", "BLDS2015:9.2.a..e" },
  };

  CHECK (cases);
}

static void
test_several_articles_share_what_waits_with_a_warning (void)
{
  g_autoptr (GPtrArray) found = NULL;
  static const Case cases[] = {
    { "Khoản 1, 2, 3 và điểm a khoản 4 các Điều 580, 581 BLDS 2015",
      "BLDS2015:580.1..3 BLDS2015:580.4.a BLDS2015:581.1..3 BLDS2015:581.4.a" },
  };

  CHECK (cases);
  found = tl_citations_find (cases[0].text, -1, NULL);
  for (guint i = 0; i < found->len; i++)
    g_assert_true (
        (((TlCitation *)g_ptr_array_index (found, i))->warnings & TL_CITATION_WARN_AMBIGUOUS) != 0);
}

static void
test_repaired_words_are_read_with_low_confidence (void)
{
  static const Case cases[] = {
    { "đê106 của Bộ luật Tố tụng hình sự năm 2015", "BLTTHS2015:106" },
    { "Điêu 5l khoan l Bộ luật Hình sự năm 2015", "BLHS2015:51.1" },
    { "khoản 4 Điều 174, b, s khoản 1 Điều 51 Bộ luật Hình sự năm 2015",
      "BLHS2015:174.4 BLHS2015:51.1.b BLHS2015:51.1.s" },
    { "Áp dụng 297 Bộ luật Dân sự năm 2005", "BLDS2005:297" },
    { "Điều 5-\n1 Bộ luật Hình sự năm 2015", "BLHS2015:51" },
    { "điểms khoản1 Điều51 Bộ luật Hình sự năm 2015", "BLHS2015:51.1.s" },
  };
  CHECK (cases);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = tl_citations_find (cases[i].text, -1, NULL);
      const TlCitation *citation = g_ptr_array_index (found, found->len - 1);

      g_assert_cmpint (citation->confidence, ==, TL_CONFIDENCE_LOW);
      g_assert_true ((citation->warnings & TL_CITATION_WARN_OCR) != 0);
    }
}

static void
test_text_is_read_in_every_form_and_spans_are_of_the_input (void)
{
  static const char *const texts[] = {
    "điểm s\nkhoản 1\n\nĐiều 51 của\nBộ luật Hình sự năm 2015",
    "diem s khoan 1 Dieu 51 Bo luat Hinh su nam 2015",
    "điểm s khoản 1 Ðiều 51 Bộ luật Hình sự năm 2015",
    "điểm\xC2\xA0s  khoản 01 Điều  51 Bộ luật Hình sự năm 2015\r\n",
    "ĐIỂM S KHOẢN 1 ĐIỀU 51 BỘ LUẬT HÌNH SỰ NĂM 2015",
    "¸p dông: điểm s khoản 1 Điều 51 Bộ luật Hình sự năm 2015",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *decomposed = g_utf8_normalize (texts[i], -1, G_NORMALIZE_DEFAULT);
      const char *forms[] = { texts[i], decomposed };

      for (guint k = 0; k < G_N_ELEMENTS (forms); k++)
        {
          g_autofree char *notations = read_notations (forms[k], NULL);
          g_autoptr (GPtrArray) found = tl_citations_find (forms[k], -1, NULL);
          const TlCitation *citation = g_ptr_array_index (found, 0);

          g_test_message ("%s", forms[k]);
          g_assert_cmpstr (notations, ==, "BLHS2015:51.1.s");
          g_assert_true (g_str_has_prefix (forms[k] + citation->to - 2, "51"));
          g_assert_true (g_ascii_tolower (forms[k][citation->from]) == 'd'
                         || (guchar)forms[k][citation->from] == 0xC4);
        }
    }
}

static void
test_annexes_letters_and_paragraphs_have_paths (void)
{
  static const Case cases[] = {
    { "tiểu mục 1.2 mục 1 Phần II Danh mục án phí ban hành kèm theo Nghị quyết số "
      "326/2016/UBTVQH14",
      "NQ326/2016/UBTVQH14:PL/II/1/1.2" },
    { "Phụ lục I và Phụ lục III ban hành kèm theo Thông tư số 07/2021/TT-BTC",
      "TT07/2021/TT-BTC:PL/I TT07/2021/TT-BTC:PL/III" },
    { "mục 2 phần I Công văn số 212/TANDTC-PC ngày 13/9/2019 của Tòa án nhân dân tối cao",
      "CV212/TANDTC-PC@2019-09-13:I.2" },
    { "đoạn 3 và đoạn 4 phần “Nhận định của Tòa án” của Án lệ số 25/2018/AL",
      "AL25/2018#ND3 AL25/2018#ND4" },
    { "tiểu mục 1.1, Mục 1, Phần II (Danh mục án phí) Nghị quyết số 326/2016/UBTVQH14",
      "NQ326/2016/UBTVQH14:PL/II/1/1.1" },
    { "Điều 12 Mục 2 Chương III Luật Đất đai năm 2013", "LĐĐ2013:12" },
    { "Chương III Luật Đất đai năm 2013", "LĐĐ2013" },
    { "khoản 2 Mục III Chương trình giảm nghèo ban hành kèm theo Quyết định số 90/QĐ-TTg",
      "QD90/QĐ-TTg:III.2" },
    { "Điểm 13 của Nghị quyết số 142/2024/QH15", "NQ142/2024/QH15:13" },
    { "Phụ lục số 02 kèm theo Thông tư số 07/2021/TT-BTC", "TT07/2021/TT-BTC:PL/2" },
    { "Khoản 1 + khoản 4 Điều 50 Luật Đất đai năm 2003", "LĐĐ2003:50.1 LĐĐ2003:50.4" },
  };

  CHECK (cases);
}

static void
test_the_person_named_behind_a_group_is_kept (void)
{
  static const char text[]
      = "điểm s khoản 1 Điều 51, Điều 38 Bộ luật Hình sự năm 2015 đối với bị cáo "
        "Lý Văn T; Điều 65 Bộ luật Hình sự năm 2015 đối với bị cáo Hồ Thị M.";
  static const char *const persons[] = { "Lý Văn T", "Lý Văn T", "Hồ Thị M" };
  g_autoptr (GPtrArray) found = tl_citations_find (text, -1, NULL);

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (persons));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (((TlCitation *)g_ptr_array_index (found, i))->person, ==, persons[i]);
}

static void
test_all_persons_named_for_a_group_are_kept (void)
{
  static const char *const cases[][2] = {
    { "Điều 38 Bộ luật Hình sự năm 2015 đối với các bị cáo Lý Văn T, Hồ M và Đỗ Thị H.",
      "Lý Văn T, Hồ M, Đỗ Thị H" },
    { "Điều 38 Bộ luật Hình sự năm 2015 đối với bị cáo Lý Văn T và bị cáo Hồ M, xử phạt",
      "Lý Văn T, Hồ M" },
    { "Điều 38 Bộ luật Hình sự năm 2015 đối với bị cáo Lý Văn T, Tòa án xử phạt", "Lý Văn T" },
    { "Điều 38 Bộ luật Hình sự năm 2015 đối với bị cáo Lý Văn T và Điều 54 của luật ấy",
      "Lý Văn T" },
    { "Điều 38 Bộ luật Hình sự năm 2015 đối với bị cáo Lý Văn T, Buộc bị cáo nộp án phí",
      "Lý Văn T" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = tl_citations_find (cases[i][0], -1, NULL);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpuint (found->len, >=, 1);
      g_assert_cmpstr (((TlCitation *)g_ptr_array_index (found, 0))->person, ==, cases[i][1]);
    }
}

static void
test_comments_between_units_are_read_as_citations_of_their_own (void)
{
  static const Case cases[] = {
    { "khoản 1 (hướng dẫn tại Điều 5 Nghị quyết số 03/2020/NQ-HĐTP) Điều 7 Bộ luật Dân sự năm 2015",
      "BLDS2015:7.1 NQ03/2020/NQ-HĐTP:5" },
    { "Điều 51 (khoản 1 Điều 5 Luật Đất đai năm 2024) Bộ luật Hình sự năm 2015",
      "BLHS2015:51 LĐĐ2024:5.1" },
    { "Điều 51 (BLHS năm 2015) thì", "BLHS2015:51" },
    { "Điều 5 (Mục 3 Chương III) Luật Đất đai năm 2024", "LĐĐ2024:5" },
    { "Chương II và Điều 5 Luật Đất đai năm 2024", "LĐĐ2024:5 LĐĐ2024" },
    { "khoản 1 (được sửa đổi năm 2017) Điều 7 Bộ luật Hình sự năm 2015", "BLHS2015:7.1" },
  };

  CHECK (cases);
}

static void
test_what_the_notation_cannot_hold_is_kept_as_printed (void)
{
  static const struct
  {
    const char *text;
    const char *notation;
    const char *qualifier;
    TlConfidence confidence;
  } cases[] = {
    { "đoạn 2 khoản 1 Điều 5 Luật Đất đai năm 2024", "LĐĐ2024:5.1", "đoạn 2",
      TL_CONFIDENCE_MEDIUM },
    { "Mục 3 Chương III\nLuật Đất đai năm 2024", "LĐĐ2024", "Mục 3 Chương III",
      TL_CONFIDENCE_HIGH },
    { "Điều 12 Mục 3 Chương III Luật Đất đai năm 2024", "LĐĐ2024:12", "Mục 3 Chương III",
      TL_CONFIDENCE_HIGH },
    { "điểm a mục 3 Nghị quyết số 35/2000/NQ-QH10", "NQ35/2000/NQ-QH10:3.a", "điểm a mục 3",
      TL_CONFIDENCE_MEDIUM },
    { "khoản 1 Điều 5 Luật Đất đai năm 2024", "LĐĐ2024:5.1", NULL, TL_CONFIDENCE_HIGH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = tl_citations_find (cases[i].text, -1, NULL);
      const TlCitation *citation = g_ptr_array_index (found, 0);
      g_autofree char *notation = tl_citation_format (citation);

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (notation, ==, cases[i].notation);
      g_assert_cmpstr (citation->qualifier, ==, cases[i].qualifier);
      g_assert_cmpint (citation->confidence, ==, cases[i].confidence);
    }
}

static void
test_damaged_names_are_mended_and_say_so (void)
{
  static const struct
  {
    const char *text;
    const char *notation;
    guint warnings;
  } cases[] = {
    { "Điều 7 Bộ luật Dân sự năm 20l5", "BLDS2015:7", TL_CITATION_WARN_OCR },
    { "Điều 7 Thông tư số 19/2025/TTBTC", "TT19/2025/TT-BTC:7", TL_CITATION_WARN_OCR },
    { "Điều 7 Nghị định 71CP", "ND71-CP:7", TL_CITATION_WARN_OCR },
    { "Nghị định số: 52/199/NĐ – CP ngày 08/7/1999", "ND52/1999/NĐ-CP",
      TL_CITATION_WARN_OCR | TL_CITATION_WARN_YEAR },
    { "Điều 7 Bộ luật Tố dụng dân", "BLTTDS?:7", TL_CITATION_WARN_OCR },
    { "Điều 7 Bộ luật dân", "BLDS?:7", TL_CITATION_WARN_OCR },
    { "điểm 1 khoản 3 Điều 12 Bộ luật Hình sự năm 2015", "BLHS2015:12.3.l",
      TL_CITATION_WARN_OCR | TL_CITATION_WARN_NOART },
    { "Điều 7 Nghị quyết số 326/2016/UBTVQH", "NQ326/2016/UBTVQH14:7", TL_CITATION_WARN_OCR },
    { "Điều 7 Nghị quyết số 326/2016/QH14 của Ủy ban Thường vụ Quốc hội", "NQ326/2016/UBTVQH14:7",
      TL_CITATION_WARN_OCR | TL_CITATION_WARN_ISSUER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = tl_citations_find (cases[i].text, -1, NULL);
      const TlCitation *citation = g_ptr_array_index (found, 0);
      g_autofree char *notation = tl_citation_format (citation);

      g_assert_cmpstr (notation, ==, cases[i].notation);
      g_assert_cmpuint (citation->warnings, ==, cases[i].warnings);
      g_assert_cmpint (citation->confidence, ==, TL_CONFIDENCE_LOW);
    }
}

static void
test_names_in_lists_titles_and_short_forms_are_read (void)
{
  static const Case cases[] = {
    { "Án lệ số 02/2016/AL, số 14/2017/AL và 27/2019/AL", "AL02/2016 AL14/2017 AL27/2019" },
    { "Quyết định số 13/QĐ-UBND ngày 06/5/2010 (sau đây được viết là Quyết định số 13/QĐ-UBND)",
      "QD13/QĐ-UBND@2010-05-06 QD13/QĐ-UBND@2010-05-06" },
    { "NGHỊ ĐỊNH\nQuy định chi tiết thi hành Luật Dân số", "" },
    { "Điều 5 Luật Dân số năm 2025", "LDS2025:5" },
    { "Điều 5 NQ326/2016/UBTVQH14", "NQ326/2016/UBTVQH14:5" },
    { "Điều 1 Chỉ thị số 05/2021/CT-TTg", "CT05/2021/CT-TTg:1" },
    { "Nghị định100/2019/NĐ-CP", "ND100/2019/NĐ-CP" },
    { "khoản 1 Điều 4 Nghị định nàynếu thuộc", "SELF:4.1" },
    { "Thông tư số 10/2020/TT-BTC quy định phí thẩm định đã được sửa đổi, bổ sung bởi Thông tư số "
      "11/2022/TT-BTC;",
      "TT10/2020/TT-BTC" },
    { "Chính phủ ban hành Nghị định quy định chi tiết thi hành Luật Đất đai.", "" },
    { "Luật Thi hành án dân sự; Điều 30 Luật thi hành án.", "LTHADS? LTHADS?:30" },
    { "Điều 30 Luật thi hành án.", "LTHA?:30" },
    { "Điều 600 Bộ luật Tố tụng hình sự", "BLTTHS?:600" },
  };

  CHECK (cases);
}

static void
test_headings_page_numbers_and_paragraph_numbers_are_no_units (void)
{
  static const Case cases[] = {
    { "Điều 5. Phạm vi điều chỉnh\nLuật này quy định về đất đai.", "" },
    { "Điều 91 Bộ luật Dân sự năm 2015;\n2. Xử phạt bị đơn", "BLDS2015:91" },
    { "điểm c khoản 2\n17\nĐiều 91 Bộ luật Dân sự năm 2015", "BLDS2015:91.2.c" },
    { "khoản 3 CÔNG BÁO/Số 11 + 12/Ngày 03-02-2024 17 Điều 44 của Luật này", "SELF:44.3" },
  };

  CHECK (cases);
}

static void
test_units_without_a_document_are_kept_apart (void)
{
  static const Case cases[] = {
    { "theo khoản 2 Điều 15 thì", "?:15.2" },
  };

  CHECK (cases);
}

/* Texts made to be slow. A reading that is linear takes four times as long for four times the text,
 * a quadratic one sixteen times: the bound stands between, far enough from both for a busy machine.
 */
static double
measure (const char *piece, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  for (guint i = 0; i < 5; i++)
    {
      clock_t from = clock ();
      g_autoptr (GPtrArray) found = tl_citations_find (text->str, (gssize)text->len, NULL);

      best = MIN (best, (double)(clock () - from) / CLOCKS_PER_SEC);
      g_assert_nonnull (found);
    }
  return best;
}

static void
test_time_grows_with_the_text_and_no_faster (void)
{
  static const char *const pieces[] = {
    "Điều 5 x ",
    "điểm a, ",
    "khoản 1, 2, ",
    "Điều 1 và ",
    "các Điều 1, 2, ",
    "(((( Điều 1 ",
    "Điều 1 (Điều 2 Luật Đất đai) ",
    "Điều 1 (((Điều 2 x1111 ",
    "Điều 7 \n\n\n   ",
    "Bộ luật ",
    "Điều 3 của ",
    "mục 1 phần II ",
    "Luật Đất đai nêu trên, khoản 2 ",
    "điểm a khoản 1 Điều này ",
    "đối với bị cáo A ",
    "sửa đổi, bổ sung Điều 1 ",
    "Phụ lục I ",
    "1, ",
    "Căn cứ 12, ",
    "a, b, c ",
  };

  TEST_NEEDS_POSIX ("a clock of the processor's time alone");
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      guint n = (guint)(50000 / strlen (pieces[i]));
      double once = measure (pieces[i], n);
      double longer = measure (pieces[i], 4 * n);

      g_test_message ("%s: %.1f ms, %.1f ms", pieces[i], once * 1e3, longer * 1e3);
      g_assert_cmpfloat (longer, <=, 9 * once + 0.02);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/citations/" #name, test_##name)
  ADD (rule_1_points_wait_for_a_clause_and_clauses_for_an_article);
  ADD (rule_2_a_comma_before_an_article_is_of_when_something_waits);
  ADD (rule_3_bare_numbers_go_on_with_the_last_unit_word);
  ADD (rule_4_the_nearest_name_on_the_right_binds_then_the_one_on_the_left);
  ADD (rule_5_an_article_that_the_document_has_not_goes_to_the_other_name);
  ADD (rule_6_the_edition_is_the_year_then_the_units_then_the_day);
  ADD (rule_7_this_code_is_the_text_itself_or_its_context);
  ADD (rule_8_titles_in_the_title_of_an_amending_law_bind_nothing);
  ADD (rule_9_contracts_sums_and_points_of_view_are_no_law);
  ADD (rule_10_every_unit_keeps_its_own_span);
  ADD (units_from_the_top_down_are_read);
  ADD (ranges_run_over_numbers_and_the_alphabet_of_points);
  ADD (several_articles_share_what_waits_with_a_warning);
  ADD (repaired_words_are_read_with_low_confidence);
  ADD (text_is_read_in_every_form_and_spans_are_of_the_input);
  ADD (annexes_letters_and_paragraphs_have_paths);
  ADD (the_person_named_behind_a_group_is_kept);
  ADD (all_persons_named_for_a_group_are_kept);
  ADD (comments_between_units_are_read_as_citations_of_their_own);
  ADD (what_the_notation_cannot_hold_is_kept_as_printed);
  ADD (damaged_names_are_mended_and_say_so);
  ADD (names_in_lists_titles_and_short_forms_are_read);
  ADD (headings_page_numbers_and_paragraph_numbers_are_no_units);
  ADD (units_without_a_document_are_kept_apart);
  ADD (time_grows_with_the_text_and_no_faster);
#undef ADD
  return g_test_run ();
}
