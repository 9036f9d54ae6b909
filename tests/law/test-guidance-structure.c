/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of guidance and answers in the layouts they are published in; every text is made up. */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/citation/tl-citation.h"
#include "law/guidance/tl-guidance-structure.h"
#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *number;
  const char *date;
  const char *issuer;
  const char *title;
  const char *anchors;
  const char *first_question;
  const char *first_answer;
} Case;

static const Case cases[] = {
  { "a letter in two parts, paragraphs",
    "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 999/TANDTC-PC\nV/v giải đáp một số vướng mắc về hình sự, dân sự\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hà Nội, ngày 03 tháng 5 năm 2019\nKính gửi: - Các Tòa án nhân dân và Tòa án quân sự;\n"
    "Qua công tác xét xử, Tòa án các cấp nêu một số vướng mắc. Tòa án nhân dân tối cao trả lời:\n"
    "I. VỀ HÌNH SỰ\n"
    "1. Người nuôi cá để vịt của người khác vào ao thì có phải chịu trách nhiệm không?\n"
    "Trường hợp này phải xem lỗi của hai bên.\nNếu cả hai bên cùng có lỗi thì chia đôi.\n"
    "2. Ao bị lũ cuốn thì giải quyết thế nào?\nĐây là sự kiện bất khả kháng.\n"
    "II. VỀ DÂN SỰ\n"
    "1. Hàng xóm lấp mương chung có phải khơi lại hay không?\nPhải khơi lại:\n"
    "a) Nếu mương còn dùng được;\nb) Nếu các bên không thỏa thuận khác.\n"
    "2. Trong thư có tờ giấy không ghi ngày. Tờ giấy đó có giá trị không?\n"
    "Tờ giấy có giá trị khi xác định được ngày.\n"
    "Trên đây là ý kiến giải đáp để các Tòa án tham khảo.\nNơi nhận:\n- Như trên;\n"
    "KT. CHÁNH ÁN\nPHÓ CHÁNH ÁN\nTrần Văn Thử",
    "999/TANDTC-PC", "2019-05-03", "Tòa án nhân dân tối cao",
    "giải đáp một số vướng mắc về hình sự, dân sự",
    "mo.1 mo.2 mo.3 mo.4 mo.5 mo.6 mo.7 mo.8 i i.1 i.1.dap1 i.1.dap2 i.2 i.2.dap1 ii ii.1 "
    "ii.1.dap1 ii.1.a ii.1.b ii.2 ii.2.dap1 ket.1 ket.2 ket.3 ket.4 ket.5 ket.6",
    "Người nuôi cá để vịt của người khác vào ao thì có phải chịu trách nhiệm không?",
    "Trường hợp này phải xem lỗi của hai bên.\nNếu cả hai bên cùng có lỗi thì chia đôi." },
  { "printed lines, the columns of the head in turn, page numbers",
    "TÒA ÁN NHÂN DÂN TỐI CAO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 998/TANDTC-PC Độc lập - Tự do - Hạnh phúc\n"
    "V/v hướng dẫn việc tính tuổi của Hà Nội, ngày 13 tháng 9 năm 2021\n"
    "cây trồng\n"
    "Kính gửi: Chánh án các Tòa án nhân dân cấp tỉnh\n"
    "Để áp dụng thống nhất pháp luật khi giải quyết các vụ án về cây trồng trên\n"
    "đất thuê, Tòa án nhân dân tối cao hướng dẫn như sau:\n"
    "1. Cây được trồng trước khi bên thuê nhận đất thì ai được hưởng hoa lợi khi\n"
    "hợp đồng thuê đất chấm dứt trước thời hạn do lỗi của bên cho thuê đất đó?\n"
    "Theo quy định của pháp luật về hợp đồng thuê khoán thì hoa lợi thuộc về người\n"
    "đã chăm sóc cây, trừ trường hợp các bên có thỏa thuận khác trong hợp đồng và\n"
    "\f2\nthỏa thuận đó không trái pháp luật.\n"
    "2. Người trồng cây chết mà không có người thừa kế thì cây thuộc về ai?\n"
    "Cây thuộc về chủ đất, sau khi chủ đất thanh toán công chăm sóc cho người đã\n"
    "bỏ công sức.\n"
    "Trong quá trình thực hiện nếu có vướng mắc thì phản ánh về Tòa án nhân dân\n"
    "tối cao.\n"
    "Nơi nhận: TL. CHÁNH ÁN\n- Như trên;\n- Lưu: VT.",
    "998/TANDTC-PC", "2021-09-13", "Tòa án nhân dân tối cao",
    "hướng dẫn việc tính tuổi của cây trồng", NULL,
    "Cây được trồng trước khi bên thuê nhận đất thì ai được hưởng hoa lợi khi hợp đồng thuê đất "
    "chấm dứt trước thời hạn do lỗi của bên cho thuê đất đó?",
    "Theo quy định của pháp luật về hợp đồng thuê khoán thì hoa lợi thuộc về người đã chăm sóc "
    "cây, "
    "trừ trường hợp các bên có thỏa thuận khác trong hợp đồng và thỏa thuận đó không trái pháp "
    "luật." },
  { "answers of the court, with marks",
    "TÒA ÁN NHÂN DÂN TỐI CAO\n--------\nSố: 09/2017/GĐ-TANDTC\n"
    "Hà Nội, ngày 07 tháng 4 năm 2017\nGIẢI ĐÁP\nMỘT SỐ VẤN ĐỀ NGHIỆP VỤ\n"
    "Kính gửi: Các Tòa án\nPhần thứ nhất\nTỐ TỤNG\n"
    "Câu 1. Đương sự gửi đơn bằng chim bồ câu. Đơn có được nhận không?\n"
    "Có ý kiến cho rằng không được nhận.\nTrả lời: Đơn được nhận khi có chữ ký.\n"
    "1. Chữ ký phải rõ.\n2. Ngày gửi là ngày thả chim.\n"
    "Câu 2. Ai trả tiền nuôi chim?\nTrả lời:\nNgười gửi đơn trả.\n"
    "Phần thứ hai\nTHI HÀNH\nCâu 3. Chim bay lạc thì sao?\nTrả lời: Gửi lại.",
    "09/2017/GĐ-TANDTC", "2017-04-07", "Tòa án nhân dân tối cao",
    "giải đáp một số vấn đề nghiệp vụ",
    "mo.1 mo.2 mo.3 mo.4 mo.5 mo.6 i i.1 i.1.hoi2 i.1.dap1 i.1.dap2 i.1.dap3 i.2 i.2.dap1 ii "
    "ii.3 ii.3.dap1",
    "Đương sự gửi đơn bằng chim bồ câu. Đơn có được nhận không?\n"
    "Có ý kiến cho rằng không được nhận.",
    "Đơn được nhận khi có chữ ký.\n1. Chữ ký phải rõ.\n2. Ngày gửi là ngày thả chim." },
  { "asked and answered without numbers",
    "GIẢI ĐÁP TRỰC TUYẾN\nHỏi: Thuyền đỗ ở bến của người khác có phải trả tiền không?\n"
    "Đáp: Phải trả theo giá của bến.\nHỏi: Bến không có giá thì sao?\n"
    "Đáp: Trả theo giá của bến gần nhất.",
    NULL, NULL, NULL, "giải đáp trực tuyến", "mo.1 m1 m1.dap1 m2 m2.dap1",
    "Thuyền đỗ ở bến của người khác có phải trả tiền không?", "Phải trả theo giá của bến." },
  { "numbers that begin anew under a title which is no part",
    "HỎI ĐÁP VỀ VƯỜN\nCâu 1: Cam của ai?\nCủa chủ vườn.\nCâu 2: Quýt của ai?\nCũng vậy.\n"
    "Về ao\nCâu 1: Cá của ai?\nCủa chủ ao.\nCâu 2: Vịt của ai?\nCủa chủ vịt.",
    NULL, NULL, NULL, NULL, "mo.1 m1 m1.dap1 m2 m2.dap1 m2.dap2 m1-2 m1-2.dap1 m2-2 m2-2.dap1",
    "Cam của ai?", "Của chủ vườn." },
  { "a table of questions",
    "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 997/TANDTC-PC\nV/v trả lời vướng mắc\n"
    "Hà Nội, ngày 04 tháng 10 năm 2023\nKính gửi: Các Tòa án\nSTT\nNội dung vướng mắc\nTrả lời\n"
    "1\nGà của ai thì người đó giữ, đúng hay sai?\nĐúng, trừ khi gà đã bán.\n"
    "2\nVịt có giống gà không?\nGiống về nguyên tắc.\nTrứng cũng vậy.",
    "997/TANDTC-PC", "2023-10-04", "Tòa án nhân dân tối cao", "trả lời vướng mắc",
    "mo.1 mo.2 mo.3 mo.4 mo.5 mo.6 mo.7 mo.8 m1 m1.dap1 m2 m2.dap1 m2.dap2",
    "Gà của ai thì người đó giữ, đúng hay sai?", "Đúng, trừ khi gà đã bán." },
  { "parts in letters around parts in Roman numbers, figures of two levels",
    "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 996/TANDTC-PC\nV/v quán triệt\nHà Nội, ngày 1 tháng 2 năm 2020\n"
    "A. HÌNH SỰ\nI. Phần chung\n1. Về việc tính tuổi của đàn bò\n"
    "1.1. Bò sinh năm nhuận thì tính theo năm thường.\n1.2. Bò mua lại thì tính từ ngày mua.\n"
    "2. Về việc đếm bò\nĐếm vào buổi sáng.\nII. Phần các tội phạm\n"
    "1. Dắt bò qua ruộng. Đây có phải là hành vi vi phạm không? Không phải, nếu có lối đi chung.\n"
    "B. DÂN SỰ\n1. Bò ăn lúa có phải bồi thường không?\nPhải bồi thường.",
    "996/TANDTC-PC", "2020-02-01", "Tòa án nhân dân tối cao", "quán triệt",
    "mo.1 mo.2 mo.3 mo.4 a a.i a.i.1 a.i.1.1 a.i.1.2 a.i.2 a.i.2.dap1 a.ii a.ii.1 a.ii.1.dap1 b "
    "b.1 "
    "b.1.dap1",
    "Về việc tính tuổi của đàn bò",
    "1.1. Bò sinh năm nhuận thì tính theo năm thường.\n1.2. Bò mua lại thì tính từ ngày mua." },
  { "numbered instructions that ask nothing",
    "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 995/TANDTC-PC\nV/v công bố\nHà Nội, ngày 1 tháng 2 năm 2020\n"
    "1. Công bố bản án trong ba mươi ngày.\n2. Số hóa tên của người.\n3. Báo cáo hằng quý.",
    "995/TANDTC-PC", "2020-02-01", "Tòa án nhân dân tối cao", "công bố",
    "mo.1 mo.2 mo.3 mo.4 m1 m2 m3", NULL, "Công bố bản án trong ba mươi ngày." },
  { "a list that asks nothing and has no number is no guidance",
    "Danh sách\n1. Bàn ghế.\n2. Đèn.\n3. Sổ.", NULL, NULL, NULL, NULL, "", NULL, NULL },
};

static char *
dup_anchors (const TlGuidanceStructure *structure)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < structure->units->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            ((TlGuidanceUnit *)g_ptr_array_index (structure->units, i))->anchor);
  return g_string_free (out, FALSE);
}

static void
letters_give_their_fields_questions_and_answers (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text = tl_text_normalize (c->text, -1, NULL);
  g_autoptr (TlGuidanceStructure) structure = tl_guidance_structure_parse (text);
  g_autofree char *anchors = dup_anchors (structure);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlGuidanceUnit *unit = g_ptr_array_index (structure->units, i);

      g_test_message ("%s: %s", unit->anchor, unit->text);
    }
  g_assert_cmpstr (structure->number != NULL ? structure->number->printed : NULL, ==, c->number);
  g_assert_cmpstr (structure->date, ==, c->date);
  g_assert_cmpstr (structure->issuer, ==, c->issuer);
  g_assert_cmpstr (structure->title, ==, c->title);
  if (c->anchors != NULL)
    g_assert_cmpstr (anchors, ==, c->anchors);
  if (c->first_answer != NULL)
    {
      const TlGuidanceSituation *first;

      g_assert_cmpuint (structure->situations->len, >, 0);
      first = g_ptr_array_index (structure->situations, 0);
      g_assert_cmpstr (first->question, ==, c->first_question);
      g_assert_cmpstr (first->answer, ==, c->first_answer);
    }
}

static void
a_number_that_is_missing_is_said (void)
{
  g_autoptr (TlGuidanceStructure) structure = tl_guidance_structure_parse (
      "Số: 1/TANDTC-PC\n1. Một là gì?\nLà một.\n3. Ba là gì?\nLà ba.");

  g_assert_cmpuint (structure->situations->len, ==, 2);
  g_assert_cmpuint (structure->warnings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (structure->warnings, 0), ==, "thiếu mục 2");
}

/* The anchor of a citation is the anchor of the unit. */
static void
citations_lead_to_questions (void)
{
  static const struct
  {
    const char *text;
    const char *notation;
    const char *anchor;
    const char *label;
  } table[] = {
    { "Theo mục 1 phần II Công văn số 999/TANDTC-PC ngày 03/5/2019 của Tòa án nhân dân tối cao thì",
      "CV999/TANDTC-PC@2019-05-03:II.1", "ii.1", "mục 1 phần II" },
    { "Theo mục 2 Công văn số 998/TANDTC-PC ngày 13/9/2021 thì", "CV998/TANDTC-PC@2021-09-13:2",
      "m2", "mục 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) found = tl_citations_find (table[i].text, -1, NULL);
      g_autofree char *notation = NULL;
      g_autofree char *anchor = NULL;
      g_autofree char *label = NULL;

      g_assert_cmpuint (found->len, ==, 1);
      notation = tl_citation_format (g_ptr_array_index (found, 0));
      anchor = tl_citation_dup_anchor (g_ptr_array_index (found, 0));
      label = tl_anchor_label (table[i].anchor);
      g_assert_cmpstr (notation, ==, table[i].notation);
      g_assert_cmpstr (anchor, ==, table[i].anchor);
      g_assert_cmpstr (label, ==, table[i].label);
    }
}

static void
anchors_have_names (void)
{
  static const char *const table[][2] = {
    { "ii", "phần II" },
    { "a.ii.1", "mục 1 phần II phần A" },
    { "ii.1.hoi2", "đoạn 2 câu hỏi mục 1 phần II" },
    { "m3.dap1", "đoạn 1 trả lời mục 3" },
    { "m3.dd", "điểm đ mục 3" },
    { "ii.1.2", "mục 1.2 phần II" },
    { "hoi.1", "đoạn 1 câu hỏi" },
    { "dap.2", "đoạn 2 trả lời" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *label = tl_anchor_label (table[i][0]);

      g_assert_cmpstr (label, ==, table[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/guidance/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], letters_give_their_fields_questions_and_answers);
    }
  g_test_add_func ("/guidance/a-number-that-is-missing-is-said", a_number_that_is_missing_is_said);
  g_test_add_func ("/guidance/citations-lead-to-questions", citations_lead_to_questions);
  g_test_add_func ("/guidance/anchors-have-names", anchors_have_names);
  return g_test_run ();
}
