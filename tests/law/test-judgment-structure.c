/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-structure.h"

static char *
outline (const TlJudgmentStructure *structure, const char *text)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < structure->sections->len; i++)
    {
      const TlJudgmentSection *section = &g_array_index (structure->sections, TlJudgmentSection, i);

      g_assert_cmpuint (section->from, <=, section->body);
      g_assert_cmpuint (section->body, <=, section->to);
      g_string_append_printf (out, "%s:", tl_section_code (section->kind));
      for (guint k = 0; k < structure->paragraphs->len; k++)
        {
          const TlJudgmentParagraph *paragraph = g_ptr_array_index (structure->paragraphs, k);

          if (paragraph->section == i)
            g_string_append_printf (out, " %s", paragraph->anchor);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *text;
  const char *number;
  const char *date;
  const char *court;
  const char *relation;
  const char *outline;
} Case;

static const Case cases[] = {
  /* the form of 2017 */
  { "TÒA ÁN NHÂN DÂN KHU VỰC 2 - MINH HẢI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nBản án số: 05/2025/DS-ST\nNgày 12-9-2025\n"
    "V/v tranh chấp hợp đồng vay tài sản\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TÒA ÁN NHÂN DÂN KHU VỰC 2 - MINH HẢI\n- Thành phần Hội đồng xét xử sơ thẩm gồm có:\n"
    "Ngày 12-9-2025 xét xử vụ án thụ lý số 41/2025/TLST-DS ngày 01-7-2025.\n"
    "NỘI DUNG VỤ ÁN:\nNguyên đơn trình bày một.\nBị đơn trình bày hai.\n"
    "NHẬN ĐỊNH CỦA TÒA ÁN:\nXét thấy như sau:\n[1] Về tố tụng.\n[2] Về nội dung.\n[2.1] Gốc.\n"
    "Nói thêm.\n[3] Về án phí.\nVì các lẽ trên,\nQUYẾT ĐỊNH:\nCăn cứ Điều 463.\n"
    "1. Chấp nhận yêu cầu.\n2. Về án phí:\n2.1. Bị đơn chịu.\n- Nộp tại cơ quan thi hành án.\n"
    "3. Kháng cáo trong 15 ngày.\nNơi nhận:\n- TAND tỉnh;\nTM. HỘI ĐỒNG XÉT XỬ",
    "5/2025/DS-ST", "2025-09-12", "Tòa án nhân dân khu vực 2 - Minh Hải",
    "tranh chấp hợp đồng vay tài sản",
    "header: dau.1 dau.2 dau.3 dau.4 dau.5 dau.6 dau.7 dau.8 dau.9 dau.10 dau.11\n"
    "facts: noidung.1 noidung.2\n"
    "reasoning: nhan.t1 nhan.1 nhan.2 nhan.2.1 nhan.t2 nhan.3 nhan.t3\n"
    "decision: quyet.t1 quyet.1 quyet.2 quyet.2.1 quyet.t2 quyet.3\n"
    "closing: ket.1 ket.2\n" },
  /* before 2017, criminal, two columns in one line */
  { "TÒA ÁN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TỈNH MINH HẢI            Độc lập - Tự do - Hạnh phúc\nBản án số: 12/2015/HSPT\n"
    "Ngày: 05/3/2015\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nThành phần Hội đồng xét xử phúc thẩm gồm có:\n"
    "NHẬN THẤY:\nTheo bản cáo trạng, bị cáo lấy trộm xe.\nXÉT THẤY:\nLời khai phù hợp.\n"
    "Vì các lẽ trên,\nQUYẾT ĐỊNH:\n1. Tuyên bố bị cáo phạm tội “Trộm cắp tài sản”.\n"
    "2. Xử phạt bị cáo 09 tháng tù.\nTM. HỘI ĐỒNG XÉT XỬ PHÚC THẨM\nThẩm phán",
    "12/2015/HS-PT", "2015-03-05", "Tòa án nhân dân tỉnh Minh Hải", "Trộm cắp tài sản",
    "header: dau.1 dau.2 dau.3 dau.4 dau.5 dau.6 dau.7 dau.8\nfacts: noidung.1\n"
    "reasoning: nhan.t1 nhan.t2\ndecision: quyet.1 quyet.2\nclosing: ket.1 ket.2\n" },
  /* numbers that the text quotes are not its own; the word in a sentence is no heading; an old font
   * and a lost letter in the headings */
  { "TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\nTỈNH MINH HẢI\nSố: 07/2018/HNGĐ-ST\n"
    "Ngày 02 tháng 3 năm 2018\nV/v “Ly hôn, nuôi con chung”\n"
    "thụ lý số: 33/2017/TLST-HNGĐ ngày 04-12-2017\nNỘI DUNG VỤ N:\n"
    "Bản án số 99/2010/HSST ngày 01-01-2010 đã quyết định:\nXử phạt người chồng.\n"
    "NHẬN ĐỊNH CỦA TÒA ÁN\n(1) Một.\n(2) Hai.\nVì các lẽ trên;\nQUYEÁT ÑÒNH\n- Cho ly hôn.\n"
    "* Nơi nhận:",
    "7/2018/HNGĐ-ST", "2018-03-02", "Tòa án nhân dân huyện An Phú, tỉnh Minh Hải",
    "Ly hôn, nuôi con chung",
    "header: dau.1 dau.2 dau.3 dau.4 dau.5 dau.6\nfacts: noidung.1 noidung.2\n"
    "reasoning: nhan.1 nhan.2 nhan.t1\ndecision: quyet.t1\nclosing:\n" },
  /* a cassation decision has the word in its title too */
  { "TÒA ÁN NHÂN DÂN TỐI CAO\nHỘI ĐỒNG THẨM PHÁN\nQuyết định giám đốc thẩm\nSố: 03/2023/KDTM-GĐT\n"
    "Ngày 15/6/2023\nQUYẾT ĐỊNH\nGIÁM ĐỐC THẨM\nNỘI DUNG VỤ ÁN:\nA.\n"
    "NHẬN ĐỊNH CỦA TÒA ÁN:\n[1] B.\nVì các lẽ trên,\nQUYẾT ĐỊNH:\n1. Hủy bản án.",
    "3/2023/KDTM-GĐT", "2023-06-15", "Tòa án nhân dân tối cao", NULL,
    "header: dau.1 dau.2 dau.3 dau.4 dau.5 dau.6 dau.7\nfacts: noidung.1\n"
    "reasoning: nhan.1 nhan.t1\ndecision: quyet.1\n" },
  /* nothing is invented */
  { "Một đoạn văn.\nMột đoạn nữa.", NULL, NULL, NULL, NULL, "header: dau.1 dau.2\n" },
  { "", NULL, NULL, NULL, NULL, "header:\n" },
};

/* V/v stands in quotation marks or brackets in many heads. */
static void
a_relation_may_stand_in_marks (void)
{
  static const char *const lines[]
      = { "“V/v: Tranh chấp hợp đồng tín dụng”", "(V/v Tranh chấp hợp đồng tín dụng)",
          "V/v Tranh chấp hợp đồng tín dụng" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\nBản án số: 2/2020/KDTM-ST\n"
                             "Ngày 06-8-2020\n%s\nNHÂN DANH\nNỘI DUNG VỤ ÁN:\nHai bên vay.\n",
                             lines[i]);
      g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);

      g_assert_cmpstr (structure->relation, ==, "Tranh chấp hợp đồng tín dụng");
    }
}

static void
a_judgment_is_taken_apart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (cases[i].text);
      g_autofree char *found = outline (structure, cases[i].text);

      g_assert_cmpstr (found, ==, cases[i].outline);
      g_assert_cmpstr (structure->number ? structure->number->normal : NULL, ==, cases[i].number);
      g_assert_cmpstr (structure->date, ==, cases[i].date);
      g_assert_cmpstr (structure->court, ==, cases[i].court);
      g_assert_cmpstr (structure->relation, ==, cases[i].relation);
      g_assert_false (structure->is_precedent);
    }
}

static void
a_precedent_is_taken_apart (void)
{
  const char *text
      = "ÁN LỆ SỐ 07/2024/AL-TH\nVề việc tính công sức của người quản lý di sản\n"
        "Được Hội đồng Thẩm phán Tòa án tập huấn tối cao thông qua ngày 12 tháng 3 năm 2024 và "
        "được "
        "công bố theo Quyết định số 05/QĐ-CA-TH ngày 08 tháng 4 năm 2024 của Chánh án.\n"
        "Nguồn án lệ:\nQuyết định giám đốc thẩm số 11/2018/DS-GĐT ngày 19 tháng 9 năm 2018.\n"
        "Vị trí nội dung án lệ:\nĐoạn [2] phần “Nhận định của Tòa án”.\n"
        "Khái quát nội dung án lệ:\n- Tình huống án lệ:\nMột.\n- Giải pháp pháp lý:\nHai.\n"
        "Quy định của pháp luật liên quan đến án lệ:\nKhoản 4 Điều 86.\n"
        "Từ khóa của án lệ:\n“Công sức”; “Di sản”.\nNỘI DUNG VỤ ÁN\nCha mẹ chết.\n"
        "NHẬN ĐỊNH CỦA TÒA ÁN\n[1] Một.\n[2] Hai.\nQUYẾT ĐỊNH\nHủy bản án.\nNỘI DUNG ÁN LỆ\n"
        "“[2] Hai.”";
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autofree char *found = outline (structure, text);

  g_assert_true (structure->is_precedent);
  g_assert_cmpstr (structure->number->normal, ==, "07/2024/AL-TH");
  g_assert_cmpstr (structure->title, ==, "về việc tính công sức của người quản lý di sản");
  g_assert_cmpstr (structure->published, ==, "2024-04-08");
  g_assert_cmpuint (structure->warnings->len, ==, 0);
  g_assert_cmpstr (found, ==,
                   "header: dau.1 dau.2 dau.3\nsource: nguon.1\nlocation: vitri.1\n"
                   "summary: khaiquat.1 khaiquat.2 khaiquat.3 khaiquat.4\nlaw: luat.1\n"
                   "keywords: tukhoa.1\nfacts: noidung.1\nreasoning: nhan.1 nhan.2\n"
                   "decision: quyet.t1\nholding: anle.1\n");
}

static void
what_is_missing_is_told (void)
{
  g_autoptr (TlJudgmentStructure) structure
      = tl_judgment_structure_parse ("NỘI DUNG VỤ ÁN:\nChỉ có thế.");

  /* reasoning, decision, number, date, court */
  g_assert_cmpuint (structure->warnings->len, ==, 5);
}

static void
page_numbers_are_no_paragraphs (void)
{
  const char *text
      = "NỘI DUNG VỤ ÁN:\nNguyên đơn trình bày rằng bị đơn đã vay tiền và không trả cho\n"
        "\n2\n\fnguyên đơn đúng hạn.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Một.";
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autofree char *found = outline (structure, text);

  g_assert_cmpstr (found, ==, "header:\nfacts: noidung.1\nreasoning: nhan.1\n");
}

/* What is left of the text when the lines that belong to pages are gone. */
static char *
without_pages (const char *text)
{
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  char *blank = g_strdup (text);

  tl_judgment_structure_blank (structure, blank);
  g_assert_cmpuint (strlen (blank), ==, strlen (text));
  return blank;
}

/* Page numbers inside sentences, far from the page's edge where a file was made anew. */
static void
numbers_of_old_pages_go_and_other_numbers_stay (void)
{
  static const char *const forms[] = { "%u", "- %u -", "Trang %u", "Trang %u/9" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GString *text = g_string_new ("NỘI DUNG VỤ ÁN:\n");
      g_autofree char *held = NULL;
      g_autofree char *blank = NULL;

      for (guint page = 1; page < 9; page++)
        {
          for (guint line = 0; line < 30; line++)
            g_string_append (text, "ông B khai rằng bà C đã nhận đủ tiền của ông\n");
          /* A table's column, an amount and a year stand alone in a line too. */
          g_string_append (text, "201\n2019\n201\n");
          /* The text of the format is one of the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          g_string_append_printf (text, forms[i], page + 1);
#pragma GCC diagnostic pop
          g_string_append_c (text, '\n');
        }
      held = g_string_free (text, FALSE);
      blank = without_pages (held);
      for (guint page = 2; page < 10; page++)
        {
          g_autofree char *line = g_strdup_printf ("\n%u\n", page);

          g_assert_null (strstr (blank, line));
        }
      g_assert_null (strstr (blank, "Trang"));
      g_assert_nonnull (strstr (blank, "\n201\n2019\n201\n"));
    }
}

static void
head_boxes_displaced_into_the_facts_are_no_facts (void)
{
  const char *text
      = "NHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\n"
        "NỘI DUNG VỤ ÁN:\nNguyên đơn trình bày đã mua của bị đơn một chiếc xe vào sáng ngày\n"
        "TÒA ÁN NHÂN DÂN\nHUYỆN AN PHÚ\nTỈNH MINH HẢI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSố:20/2018/DSST\nNgày 13 tháng 11 năm 2018\n"
        "V/v: Tranh chấp hợp đồng\nmua bán tài sản\n2\n"
        "hôm đó, hai bên lập giấy viết tay và giao tiền trước mặt người làm chứng.\n"
        "NHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Một.\nVì các lẽ trên,\nQUYẾT ĐỊNH:\n1. Hai.";
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autofree char *blank = without_pages (text);
  g_autofree char *found = outline (structure, text);
  const char *facts = strstr (blank, "Nguyên đơn");

  g_assert_cmpstr (structure->number->normal, ==, "20/2018/DS-ST");
  g_assert_cmpstr (structure->date, ==, "2018-11-13");
  g_assert_cmpstr (found, ==,
                   "header: dau.1 dau.2 dau.3\nfacts: noidung.1\nreasoning: nhan.1 nhan.t1\n"
                   "decision: quyet.1\n");
  g_assert_nonnull (facts);
  g_assert_null (strstr (facts, "TỈNH MINH HẢI"));
  g_assert_null (strstr (facts, "20/2018"));
  g_assert_null (strstr (facts, "mua bán tài sản"));
  g_assert_nonnull (strstr (facts, "hôm đó, hai bên"));
}

static void
dates_are_found_in_every_form (void)
{
  static const char *const dates[][2] = {
    { "Ngày 11-5-2021", "2021-05-11" },
    { "ngày 11 tháng 5 năm 2021", "2021-05-11" },
    { "11/5/2021", "2021-05-11" },
    { "Ngày 28- 9-2017", "2017-09-28" },
    { "Ngày 23 - 11 - 2018", "2018-11-23" },
    { "ngày 15/ 5 /2018", "2018-05-15" },
    { "ngày 24 tháng\n11 năm 2015", "2015-11-24" },
    { "Trong các ngày 23 tháng 4 và ngày 11 tháng 5 năm 2021", "2021-05-11" },
    { "ngày 31/02/2018", NULL },
    { "số 25/2018/DS-ST", NULL },
    { "không có", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      char date[11];
      gsize from = 0, to = 0;
      gboolean found = tl_text_find_date (dates[i][0], strlen (dates[i][0]), date, &from, &to);

      g_assert_cmpint (found, ==, dates[i][1] != NULL);
      if (found)
        {
          g_assert_cmpstr (date, ==, dates[i][1]);
          g_assert_cmpuint (from, <, to);
        }
    }
  g_assert_false (tl_text_find_date ("ngày 11/5/2021", 8, (char[11]){ 0 }, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgment-structure/a-relation-may-stand-in-marks",
                   a_relation_may_stand_in_marks);
  g_test_add_func ("/law/judgment/structure", a_judgment_is_taken_apart);
  g_test_add_func ("/law/judgment/precedent", a_precedent_is_taken_apart);
  g_test_add_func ("/law/judgment/missing", what_is_missing_is_told);
  g_test_add_func ("/law/judgment/pages", page_numbers_are_no_paragraphs);
  g_test_add_func ("/law/judgment/old-page-numbers",
                   numbers_of_old_pages_go_and_other_numbers_stay);
  g_test_add_func ("/law/judgment/displaced-head",
                   head_boxes_displaced_into_the_facts_are_no_facts);
  g_test_add_func ("/law/date/forms", dates_are_found_in_every_form);
  return g_test_run ();
}
