/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/statute/tl-statute-structure.h"

static char *
outline (const TlStatuteStructure *structure)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      g_assert_cmpint (unit->parent, <, (int)i);
      g_string_append_printf (out, "%s", unit->anchor);
      if (unit->heading)
        g_string_append_printf (out, " <%s>", unit->heading);
      if (*unit->text)
        g_string_append_printf (out, " %s", unit->text);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
  { "QUỐC HỘI\nLuật số: 01/2020/QH14\nLUẬT\nTHỬ NGHIỆM\nCăn cứ Hiến pháp;\n"
    "Phần thứ nhất\nNHỮNG QUY ĐỊNH CHUNG\nChương I\nPHẠM VI\nĐiều 1. Phạm vi điều chỉnh\n"
    "Luật này quy định việc thử.\nChương II\nNGUYÊN TẮC\nMục 1\nTHỨ NHẤT\nĐiều 2. Nguyên tắc\n"
    "1. Một.\n2. Hai:\na) x;\nb) y.\nTiểu mục 1. Nhỏ hơn\nĐiều 2a. Chèn\nChèn vào.\n"
    "Phần thứ hai\nĐIỀU KHOẢN THI HÀNH\nChương III\nHIỆU LỰC\nĐiều 3. Hiệu lực thi hành\n"
    "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021.\n"
    "Luật này được Quốc hội khóa XIV thông qua ngày 01 tháng 02 năm 2020.\nCHỦ TỊCH QUỐC HỘI\n"
    "Nguyễn Văn A",
    "mo QUỐC HỘI\nLuật số: 01/2020/QH14\nLUẬT\nTHỬ NGHIỆM\nCăn cứ Hiến pháp;\n"
    "p1 <NHỮNG QUY ĐỊNH CHUNG>\nc1 <PHẠM VI>\nd1 <Phạm vi điều chỉnh> Luật này quy định việc thử.\n"
    "c2 <NGUYÊN TẮC>\nc2.m1 <THỨ NHẤT>\nd2 <Nguyên tắc>\nd2.k1 Một.\nd2.k2 Hai:\nd2.k2.pa x;\n"
    "d2.k2.pb y.\nc2.m1.tm1 <Nhỏ hơn>\nd2a <Chèn> Chèn vào.\np2 <ĐIỀU KHOẢN THI HÀNH>\n"
    "c3 <HIỆU LỰC>\nd3 <Hiệu lực thi hành> Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm "
    "2021.\nket Luật này được Quốc hội khóa XIV thông qua ngày 01 tháng 02 năm 2020.\n"
    "CHỦ TỊCH QUỐC HỘI\nNguyễn Văn A\n" },
  /* articles without headings; the text stands in the line of the label */
  { "Điều 1. Công bố danh mục sau đây.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.\nKT. CHỦ TỊCH\nB",
    "d1 Công bố danh mục sau đây.\nd2 Quyết định này có hiệu lực kể từ ngày ký.\n"
    "d3 Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.\nket KT. CHỦ TỊCH\nB\n" },
  /* an amending law: what it puts into another law opens nothing here */
  { "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi Điều 7 như sau:\n“Điều 7. Mới\n1. Một.\n"
    "2. Hai.”.\n2. Bổ sung Điều 7a vào sau Điều 7 như sau:\n“Điều 7a. Chèn\nNội dung.”.\n"
    "Điều 2. Hiệu lực thi hành\nLuật này có hiệu lực.",
    "d1 <Sửa đổi, bổ sung một số điều>\nd1.k1 Sửa đổi Điều 7 như sau:\n“Điều 7. Mới\n1. Một.\n"
    "2. Hai.”.\nd1.k2 Bổ sung Điều 7a vào sau Điều 7 như sau:\n“Điều 7a. Chèn\nNội dung.”.\n"
    "d2 <Hiệu lực thi hành> Luật này có hiệu lực.\n" },
  /* the closing mark of a quotation is lost */
  { "Điều 1. Sửa đổi, bổ sung\n1. Sửa đổi Điều 7 như sau:\n“Điều 7. Mới\n1. Một.\n"
    "Điều 2. Hiệu lực thi hành\nLuật này có hiệu lực.\n",
    "d1 <Sửa đổi, bổ sung>\nd1.k1 Sửa đổi Điều 7 như sau:\n“Điều 7. Mới\n1. Một.\n"
    "d2 <Hiệu lực thi hành> Luật này có hiệu lực.\n" },
  /* gaps stay */
  { "Điều 1. Một\nA.\nĐiều 2. (được bãi bỏ)\nĐiều 5. Năm\nB.",
    "d1 <Một> A.\nd2 <(được bãi bỏ)>\nd5 <Năm> B.\n" },
  /* a mention at the head of a line */
  { "Điều 1. Một\nTheo quy định tại\nĐiều 2. Luật khác thì thôi.\nĐiều 2. Hai\nB.",
    "d1 <Một> Theo quy định tại Điều 2. Luật khác thì thôi.\nd2 <Hai> B.\n" },
  /* footnote marks */
  { "Điều 1. Thẩm quyền của Tòa án nhân dân khu vực9\n1.2 Khiếu kiện.\nĐiều 2.[45] Hai\nB.",
    "d1 <Thẩm quyền của Tòa án nhân dân khu vực>\nd1.k1 Khiếu kiện.\nd2 <Hai> B.\n" },
  /* what a decision puts into force, with articles of its own */
  { "Điều 1. Ban hành kèm theo Quyết định này Quy chế thử.\nĐiều 2. Thi hành./.\nTM. ỦY BAN\nC\n"
    "QUY CHẾ THỬ\n(Ban hành kèm theo Quyết định)\nChương I\nCHUNG\nĐiều 1. Phạm vi\nA.\n"
    "PHỤ LỤC I\nBIỂU MẪU\nDòng một.\nDòng hai.",
    "d1 Ban hành kèm theo Quyết định này Quy chế thử.\nd2 Thi hành./.\nket TM. ỦY BAN\nC\n"
    "pl1 <QUY CHẾ THỬ>\npl1.t1 (Ban hành kèm theo Quyết định)\npl1.c1 <CHUNG>\n"
    "pl1.d1 <Phạm vi> A.\npl2 <BIỂU MẪU>\npl2.t1 Dòng một.\npl2.t2 Dòng hai.\n" },
  /* a text without articles */
  { "Kính gửi: các Tòa án\n1. Câu hỏi thứ nhất?\nTrả lời.",
    "t1 Kính gửi: các Tòa án\nt2 1. Câu hỏi thứ nhất?\nt3 Trả lời.\n" },
  /* chapters numbered anew in every part */
  { "Phần I\nA\nChương 1\nB\nĐiều 1. Một\nX.\nPhần II\nC\nChương 1\nD\nĐiều 2. Hai\nY.",
    "p1 <A>\nc1 <B>\nd1 <Một> X.\np2 <C>\np2.c1 <D>\nd2 <Hai> Y.\n" },
  { "Điều 1\nNội dung điều một.\nĐiều 2\nNội dung điều hai.",
    "d1 Nội dung điều một.\nd2 Nội dung điều hai.\n" },
  { "", "" },
};

static void
a_law_is_taken_apart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (cases[i].text);
      g_autofree char *found = outline (structure);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* Headings go on over lines that end with a semicolon, or with a word that no heading ends with. */
static void
headings_go_on_over_lines (void)
{
  static const char *const headings[][3] = {
    { "Những tranh chấp về dân sự thuộc thẩm quyền giải quyết của", "Tòa án",
      "Những tranh chấp về dân sự thuộc thẩm quyền giải quyết của Tòa án" },
    { "Sửa đổi một số điều của Nghị định số 1/2024/NĐ-CP về điều tra;", "đăng ký đất đai",
      "Sửa đổi một số điều của Nghị định số 1/2024/NĐ-CP về điều tra; đăng ký đất đai" },
    { "Thông báo khuyết tật của tài sản tặng cho", "Bên tặng cho có nghĩa vụ thông báo.",
      "Thông báo khuyết tật của tài sản tặng cho" },
    { "Chấm dứt nghĩa vụ khi pháp nhân chấm dứt tồn tại", "Khi các bên có thỏa thuận.",
      "Chấm dứt nghĩa vụ khi pháp nhân chấm dứt tồn tại" },
  };
  static const char filler[]
      = "1. Ủy ban nhân dân cấp xã phối hợp với đơn vị đo đạc và đơn vị giám sát,\n"
        "kiểm tra việc thực hiện theo thiết kế kỹ thuật và dự toán đã được duyệt hoặc\n"
        "theo văn bản của cơ quan có thẩm quyền, và thông báo cho các bên có liên quan\n"
        "biết kết quả trong thời hạn do pháp luật quy định, kể từ ngày nhận đủ hồ sơ.\n";

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autofree char *text = g_strdup_printf ("Điều 1. Một\n%sĐiều 2. %s\n%s\n%s", filler,
                                               headings[i][0], headings[i][1], filler);
      g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);
      const TlUnit *unit = NULL;

      for (guint k = 0; k < structure->units->len; k++)
        if (strcmp (((TlUnit *)g_ptr_array_index (structure->units, k))->anchor, "d2") == 0)
          unit = g_ptr_array_index (structure->units, k);
      g_assert_nonnull (unit);
      g_assert_cmpstr (unit->heading, ==, headings[i][2]);
    }
}

static void
footnotes_at_page_ends_are_left_out (void)
{
  const char *text
      = "94\nĐiều 1. Phạm vi\n1.1 Nghị định này quy định chi tiết một số điều của Luật\n"
        "và hướng dẫn việc\n1\nKhoản này được sửa đổi theo quy định tại\n"
        "khoản 1 Điều 1 của Nghị định khác.\n\f95\nthi hành luật ấy.\n2. Hai.";
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);
  g_autofree char *found = outline (structure);

  g_assert_cmpstr (found, ==,
                   "d1 <Phạm vi>\nd1.k1 Nghị định này quy định chi tiết một số điều của Luật và "
                   "hướng dẫn việc thi hành luật ấy.\nd1.k2 Hai.\n");
}

/* The mark in the text may be lost; a part of a document begins with any number; a superscript can
 * be written after its note. */
static void
footnotes_are_told_by_their_wording (void)
{
  static const char *const texts[] = {
    "Điều 1. Phạm vi\n1. Một hai ba bốn.\n2. Năm sáu bảy.\n3\n"
    "Khoản này được sửa đổi, bổ sung theo quy định tại Điều 8 của Nghị định số 34/2026/NĐ-CP,\n"
    "có hiệu lực kể từ ngày 22 tháng 01 năm 2026.\n\f3. Tám.",
    "Điều 1. Phạm vi\n1. Một hai ba bốn.\n2. Năm sáu bảy.\n"
    "3 Khoản này được sửa đổi, bổ sung theo quy định tại Điều 8 của Nghị định số 34/2026/NĐ-CP,\n"
    "có hiệu lực kể từ ngày 22 tháng 01 năm 2026.\n\f3. Tám.",
    "Điều 1. Phạm vi\n1. Một hai ba bốn.\n2.41 Năm sáu bảy.\n41\n"
    "Khoản này được bổ sung theo quy định tại khoản 1 Điều 8 của Luật số 34/2026/QH16,\n"
    "có hiệu lực kể từ ngày 22 tháng 01 năm 2026.\n\f3. Tám.",
    "Điều 1. Phạm vi\n1. Một hai ba bốn.\n2. Năm sáu bảy.\n"
    "Điểm này được bãi bỏ theo quy định tại Điều 8 của Luật số 34/2026/QH16.\n4\n"
    "Khoản này được sửa đổi, bổ sung theo quy định tại Điều 8 của Luật số 34/2026/QH16,\n"
    "có hiệu lực kể từ ngày 22 tháng 01 năm 2026.\n3\n\f3. Tám.",
    "Điều 1. Phạm vi\n1. Một hai ba bốn.\n2. Năm sáu bảy.\n5\n"
    "Điều 15 của Nghị định số 34/2026/NĐ-CP sửa đổi một số điều, có hiệu lực kể từ\n"
    "ngày 22 tháng 01 năm 2026 quy định như sau:\n“Điều 17. Thi hành\nA.”\n\f3. Tám.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (texts[i]);
      g_autofree char *found = outline (structure);

      g_assert_cmpstr (found, ==,
                       "d1 <Phạm vi>\nd1.k1 Một hai ba bốn.\nd1.k2 Năm sáu bảy.\nd1.k3 Tám.\n");
    }
}

static void
units_know_their_places (void)
{
  const char *text = "Chương I\nCHUNG\nĐiều 1. Một\n1. Khoản một.\n2. Khoản hai.";
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);
  const TlUnit *chapter = g_ptr_array_index (structure->units, 0);
  const TlUnit *article = g_ptr_array_index (structure->units, 1);
  const TlUnit *clause = g_ptr_array_index (structure->units, 3);

  g_assert_cmpint (chapter->kind, ==, TL_UNIT_CHAPTER);
  g_assert_cmpstr (chapter->label, ==, "Chương I");
  g_assert_cmpint (article->parent, ==, 0);
  g_assert_cmpstr (article->label, ==, "Điều 1");
  g_assert_cmpint (clause->parent, ==, 1);
  g_assert_cmpstr (clause->label, ==, "2");
  g_assert_cmpuint (clause->from, ==, strstr (text, "2. Khoản") - text);
  g_assert_cmpuint (clause->to, ==, strlen (text));
}

typedef struct
{
  const char *text;
  const char *number;
  const char *issuer;
  const char *issued;
  const char *effective_from;
  const char *title;
} HeaderCase;

static const HeaderCase header_cases[] = {
  { "QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Luật số: 43/2024/QH15\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐẤT ĐAI\n"
    "SỐ 31/2024/QH15\nCăn cứ Hiến pháp;\nĐiều 1. Sửa đổi, bổ sung Luật Đất đai\n"
    "1. Sửa đổi khoản 1 Điều 252 như sau:\n"
    "“1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2030.”.\n"
    "Điều 2. Hiệu lực thi hành\n1. Luật này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2024.\n"
    "2. Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2024.\n"
    "Luật này được Quốc hội thông qua ngày 29 tháng 6 năm 2024.",
    "43/2024/QH15", "Quốc hội", "2024-06-29", "2024-08-01",
    "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15" },
  { "BỘ TÀI CHÍNH        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 67/2025/TT-BTC   Hà Nội, ngày 01 tháng 7 năm 2025\nTHÔNG TƯ\n"
    "Sửa đổi Thông tư số 13/2022/TT-BTC ngày 28 tháng 02 năm 2022\n"
    "Căn cứ Luật số 1/2020/QH14 ngày 01 tháng 01 năm 2020;\nĐiều 1. Sửa đổi\nA.\n"
    "Điều 2. Điều khoản thi hành\nThông tư này có hiệu lực thi hành kể từ ngày ký.",
    "67/2025/TT-BTC", "Bộ Tài chính", "2025-07-01", "2025-07-01",
    "Thông tư sửa đổi Thông tư số 13/2022/TT-BTC ngày 28 tháng 02 năm 2022" },
  { "BỘ LUẬT\nHÌNH SỰ\nBộ luật Hình sự số 100/2015/QH13 ngày 27 tháng 11 năm 2015.\n"
    "Điều 1. Nhiệm vụ\nA.\nBỘ XÂY DỰNG      XÁC THỰC VĂN BẢN HỢP NHẤT\n"
    "Số: 18/VBHN-BXD      Hà Nội, ngày 24 tháng 3 năm 2026\n",
    "18/VBHN-BXD", "Bộ Xây dựng", "2026-03-24", NULL, "Bộ luật Hình sự" },
  { "Kính gửi các Tòa án.", NULL, NULL, NULL, NULL, NULL },
  { "", NULL, NULL, NULL, NULL, NULL },
  /* a table's row; in force from the day of adoption */
  { "BỘ CÔNG AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 32/2023/TT-BCA | Hà Nội, ngày 01 tháng 8 năm 2023\nTHÔNG TƯ\nQuy định việc thử\n"
    "Căn cứ Luật Thử;\nĐiều 1. Hiệu lực\nThông tư này có hiệu lực từ ngày ban hành.",
    "32/2023/TT-BCA", "Bộ Công an", "2023-08-01", "2023-08-01", "Thông tư quy định việc thử" },
  { "QUỐC HỘI\nLuật số: 72/2025/QH15\nLUẬT\nTỔ CHỨC CHÍNH PHỦ\nCăn cứ Hiến pháp;\n"
    "Điều 1. Hiệu lực\nLuật này có hiệu lực thi hành từ ngày được Quốc hội thông qua.\n"
    "Luật này được Quốc hội thông qua ngày 16 tháng 6 năm 2025.",
    "72/2025/QH15", "Quốc hội", "2025-06-16", "2025-06-16", "Luật Tổ chức Chính phủ" },
  /* the number and day in one line: a compilation, and a gazette that goes on with a text */
  { "LUẬT\nGIAO THÔNG\n(số 27/2001/QH10 ngày 29-6-2001)\nĐể bảo đảm an toàn;\n"
    "Điều 1. Một\nA.",
    "27/2001/QH10", "Quốc hội", "2001-06-29", NULL, "Luật Giao thông" },
  { "THÔNG TƯ\nSỐ 23/2008/TT-BCA-C11 NGÀY 14-10-2008 CỦA BỘ TRƯỞNG BỘ CÔNG AN\n"
    "HƯỚNG DẪN THI HÀNH NGHỊ ĐỊNH SỐ 146/2007/NĐ-CP\nCăn cứ Nghị định;\n1. Một.",
    "23/2008/TT-BCA-C11", "Bộ Công an", "2008-10-14", NULL,
    "Thông tư hướng dẫn thi hành Nghị định số 146/2007/NĐ-CP" },
  { "2\nCÔNG BÁO/Số 831 + 832/Ngày 24-6-2025\nCHÍNH PHỦ\n"
    "Nghị định số 151/2025/NĐ-CP ngày 12 tháng 6 năm 2025\nquy định về việc thử,\n"
    "trong lĩnh vực thử\n(Tiếp theo Công báo số 829 + 830)\nIV. Trình tự\nA.\n"
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.",
    "151/2025/NĐ-CP", "Chính phủ", "2025-06-12", NULL,
    "Nghị định quy định về việc thử, trong lĩnh vực thử" },
  { "CÔNG BÁO/Số 1245 + 1246/Ngày 28-12-2015\n"
    "Luật số 91/2015/QH13 ngày 24 tháng 11 năm 2015 Bộ luật dân sự\nPhần thứ ba\nHỢP ĐỒNG\n"
    "(Tiếp theo Công báo số 1243 + 1244)\nĐiều 365. Một\nA.",
    "91/2015/QH13", "Quốc hội", "2015-11-24", NULL, "Bộ luật Dân sự" },
};

static void
the_head_of_a_law_is_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (header_cases); i++)
    {
      g_autoptr (TlStatuteHeader) header = tl_statute_header_parse (header_cases[i].text);

      g_assert_cmpstr (header->number, ==, header_cases[i].number);
      g_assert_cmpstr (header->issuer, ==, header_cases[i].issuer);
      g_assert_cmpstr (header->issued, ==, header_cases[i].issued);
      g_assert_cmpstr (header->effective_from, ==, header_cases[i].effective_from);
      g_assert_cmpstr (header->title, ==, header_cases[i].title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/statute/structure", a_law_is_taken_apart);
  g_test_add_func ("/law/statute/headings", headings_go_on_over_lines);
  g_test_add_func ("/law/statute/footnotes", footnotes_at_page_ends_are_left_out);
  g_test_add_func ("/law/statute/footnotes-by-wording", footnotes_are_told_by_their_wording);
  g_test_add_func ("/law/statute/places", units_know_their_places);
  g_test_add_func ("/law/statute/header", the_head_of_a_law_is_read);
  return g_test_run ();
}
