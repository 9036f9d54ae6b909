/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-people.h"

/* Heads of judgments in the layouts that courts print; persons and places are invented. */

#define REST                                                                                                 \
  "\nNỘI DUNG VỤ ÁN:\nCác bên tranh chấp.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Về tố tụng.\n" \
  "QUYẾT ĐỊNH:\n1. Bác yêu cầu.\nNơi nhận:\n"

static TlJudgmentPeople *
read_text (const char *text)
{
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);

  return tl_judgment_people_read (text, structure);
}

/* "role: name" of every party, "~" behind one who is absent, "?" behind an unsure one. */
static char *
list_parties (const TlJudgmentPeople *people)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);

      g_string_append_printf (list, "%s: %s%s%s\n", tl_party_role_code (party->role), party->name,
                              party->field.confidence == TL_CONFIDENCE_LOW ? "?" : "",
                              party->absent ? "~" : "");
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

typedef struct
{
  const char *head;
  const char *parties;
} Case;

static const char civil[]
    = "TÒA ÁN NHÂN DÂN\nHUYỆN AN PHÚ\nTỈNH MINH HẢI\nBản án số: 31/2023/DS-ST\nNgày: 20-11-2023\n"
      "V/v tranh chấp hợp đồng đặt cọc\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
      "Độc lập - Tự do - Hạnh phúc\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
      "TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ, TỈNH MINH HẢI\n"
      "- Thành phần Hội đồng xét xử sơ thẩm gồm có:\n"
      "Thẩm phán – Chủ tọa phiên tòa: Ông Lê Văn Khánh\n"
      "Các Hội thẩm nhân dân:\n1. Bà Trần Thị Mỹ\n2. Ông Phạm Quốc Việt - Cán bộ hưu trí\n"
      "- Thư ký phiên tòa: Bà Đỗ Thị Lan – Thư ký Tòa án nhân dân huyện An\nPhú, tỉnh Minh Hải.\n"
      "- Đại diện Viện kiểm sát nhân dân huyện An Phú tham gia phiên tòa: Ông\nVũ Hải Đăng – Kiểm "
      "sát viên.\n"
      "Trong các ngày 18, 20 tháng 11 năm 2023 tại trụ sở Tòa án nhân dân huyện An Phú xét\n"
      "xử sơ thẩm công khai vụ án dân sự thụ lý số: 45/2023/TLST-DS ngày 02 tháng 3 năm 2023\n"
      "về việc “Tranh chấp hợp đồng đặt cọc” theo Quyết định đưa vụ án ra xét xử số\n"
      "60/2023/QĐXXST-DS ngày 30 tháng 10 năm 2023 giữa các đương sự:\n"
      "1. Nguyên đơn: Ông Lý Văn A, sinh năm 1970 và bà Hồ Thị B1, sinh năm\n1972 (vắng mặt).\n"
      "Cùng địa chỉ: ấp 3, xã T, huyện An Phú, tỉnh Minh Hải.\n"
      "Người đại diện theo ủy quyền của nguyên đơn:\n- Ông Đinh Công C – sinh năm 1980 – có mặt\n"
      "2. Bị đơn: 2.1 Bà Nguyễn Thị Th -sn:1965 (có mặt)\n2.2 Công ty TNHH MTV Thương mại, Dịch vụ "
      "HB; địa chỉ: số 5, phường 1;\n"
      "Người đại diện theo pháp luật: Bà Ngô Thị D, chức vụ: Giám đốc; vắng mặt.\n2\n"
      "3. Người có quyền lợi, nghĩa vụ liên quan:\n"
      "3.1. Ủy ban nhân dân huyện An Phú. Địa chỉ: thị trấn A.\n"
      "3.2. Cháu Lý Thị E, sinh năm 2012 (con ông A và bà B1).\n"
      "3.3. Văn phòng công chứng M do ông Cao Văn G là Trưởng văn phòng đại diện\n"
      "(Ông A, bà Th có mặt)\n" REST;

static const char criminal[]
    = "TÒA ÁN NHÂN DÂN\nTỈNH MINH HẢI\nBản án số: 07/2022/HS-ST\nNgày 11-5-2022\nNHÂN DANH\n"
      "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTÒA ÁN NHÂN DÂN TỈNH MINH HẢI\n"
      "Thành phần Hội đồng xét xử sơ thẩm gồm có:\n"
      "Thẩm phán - Chủ tọa phiên tòa: Bà Tạ Thị Hòa;\nThẩm phán: Ông Mạc Văn Sâm;\n"
      "Các Hội thẩm nhân dân: Ông Trần Ba, bà Lý Thị Tư, ông Phan Văn Năm.\n"
      "Thư ký phiên tòa: Ông Hồ Văn Sáu.\nĐại diện Viện kiểm sát nhân dân tỉnh Minh Hải: Bà Vũ "
      "Thị Bảy - Kiểm sát viên.\n"
      "Ngày 11 tháng 5 năm 2022, tại trụ sở Tòa án xét xử sơ thẩm kín vụ án hình sự thụ lý số "
      "10/2022/TLST-HS ngày 04 tháng 3 năm 2022 đối với các bị cáo:\n"
      "1. NGUYỄN VĂN A (tên gọi khác: Tèo), sinh ngày 01/02/1990 tại Minh Hải; nơi cư trú: ấp 1; "
      "nghề nghiệp: làm thuê; con ông Nguyễn Văn B và bà Trần Thị C; có vợ là Lê Thị D; tiền án: "
      "không; bị tạm giam từ ngày 03/01/2022; có mặt.\n"
      "2. Y Sơn Ê, sinh năm 1995; con ông Y Bhin K và bà H'Hoa M; bị cáo tại ngoại, có mặt.\n"
      "- Người bào chữa cho bị cáo A: Luật sư Đặng Hữu Nhân, Đoàn Luật sư tỉnh Minh Hải; có mặt.\n"
      "- Bị hại: Chị Ngô Thị G, sinh năm 1994; địa chỉ: ấp 2; vắng mặt.\n"
      "Người đại diện hợp pháp của bị hại: Ông Ngô Văn H, sinh năm 1960 (cha ruột).\n"
      "- Người làm chứng: Anh Trương Văn K; vắng mặt.\n" REST;

static const char appeal[]
    = "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nBản án số: 05/2024/DS-PT\nNgày 02-02-2024\n"
      "V/v tranh chấp quyền sử dụng đất\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
      "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nThành phần Hội đồng xét xử phúc thẩm gồm có:\n"
      "Thẩm phán - Chủ tọa phiên tòa: Ông Lê Văn Khánh.\nCác Thẩm phán: Ông Bùi Văn Tá; Bà Lò "
      "Thị Mai.\n"
      "Ngày 02/02/2024, tại trụ sở Tòa án xét xử phúc thẩm công khai vụ án dân sự thụ lý số "
      "99/2023/TLPT-DS ngày 05/12/2023 về việc tranh chấp quyền sử dụng đất. Do Bản án dân sự sơ "
      "thẩm số 31/2023/DS-ST ngày 20/11/2023 của Tòa án nhân dân huyện An Phú bị kháng cáo, giữa "
      "các đương sự:\n"
      "- Nguyên đơn: Ông V, sinh năm 1973 (có mặt).\n- Bị đơn: Bà T.\n"
      "Người bảo vệ quyền và lợi ích hợp pháp của bà T là ông Đỗ Văn Lý – Luật sư.\n"
      "- Người kháng cáo: Bị đơn bà T.\n" REST;

static const char administrative[]
    = "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nBản án số: 3/2021/HC-ST\nNgày 02-02-2021\nNHÂN DANH\n"
      "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nThành phần Hội đồng xét xử sơ thẩm gồm có:\n"
      "Thẩm phán - Chủ tọa phiên tòa: Ông Lê Văn Khánh.\n"
      "Người khởi kiện: Bà Lìu Thị Ng, sinh năm 1960.\n"
      "Người bị kiện:\n1. Chủ tịch Ủy ban nhân dân huyện An Phú;\n2. Ủy ban nhân dân (UBND) xã T, "
      "huyện An Phú.\n" REST;

/* Its head names nobody, its first item the parties; what they agreed is no list of parties. */
static const char settlement[]
    = "TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\nSố: 8/2023/QĐST-DS\nAn Phú, ngày 11 tháng 7 năm 2023\n"
      "QUYẾT ĐỊNH\nCÔNG NHẬN SỰ THỎA THUẬN CỦA CÁC ĐƯƠNG SỰ\n"
      "Căn cứ Điều 212 của Bộ luật Tố tụng dân sự;\nXÉT THẤY:\nThỏa thuận là tự nguyện.\n"
      "QUYẾT ĐỊNH:\n1. Công nhận sự thỏa thuận của các đương sự:\n"
      "- Nguyên đơn: Bà Viên Thị Hảo, sinh năm 1975.\n- Bị đơn: Ông Cù Trọng Hiếu.\n"
      "2. Sự thỏa thuận của các đương sự cụ thể như sau:\n"
      "Ông Cù Trọng Hiếu đồng ý trả cho bà Viên Thị Hảo 9.000.000 đồng.\nTHẨM PHÁN\n";

static const Case cases[] = {
  { civil,
    "presiding: Lê Văn Khánh\nassessor: Trần Thị Mỹ\nassessor: Phạm Quốc Việt\nclerk: Đỗ Thị Lan\n"
    "prosecutor: Vũ Hải Đăng\nplaintiff: Lý Văn A\nplaintiff: Hồ Thị B1~\n"
    "representative: Đinh Công C\ndefendant: Nguyễn Thị Th\n"
    "defendant: Công ty TNHH MTV Thương mại, Dịch vụ HB\nrepresentative: Ngô Thị D~\n"
    "related: Ủy ban nhân dân huyện An Phú\nrelated: Lý Thị E\nrelated: Văn phòng công chứng M\n"
    "representative: Cao Văn G\n" },
  { criminal,
    "presiding: Tạ Thị Hòa\njudge: Mạc Văn Sâm\nassessor: Trần Ba\nassessor: Lý Thị Tư\n"
    "assessor: Phan Văn Năm\nclerk: Hồ Văn Sáu\nprosecutor: Vũ Thị Bảy\naccused: NGUYỄN VĂN A\n"
    "accused: Y Sơn Ê\nlawyer: Đặng Hữu Nhân\nvictim: Ngô Thị G~\nrepresentative: Ngô Văn H\n"
    "witness: Trương Văn K~\n" },
  { appeal, "presiding: Lê Văn Khánh\njudge: Bùi Văn Tá\njudge: Lò Thị Mai\nplaintiff: V\n"
            "defendant: T\nlawyer: Đỗ Văn Lý\nappellant: T\n" },
  { administrative, "presiding: Lê Văn Khánh\nclaimant: Lìu Thị Ng\n"
                    "respondent: Chủ tịch Ủy ban nhân dân huyện An Phú\n"
                    "respondent: Ủy ban nhân dân xã T\n" },
  { settlement, "plaintiff: Viên Thị Hảo\ndefendant: Cù Trọng Hiếu\n" },
};

static void
each_person_is_read_once_with_the_role_that_the_head_gives (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlJudgmentPeople) people = read_text (cases[i].head);
      g_autofree char *parties = list_parties (people);

      g_assert_cmpstr (parties, ==, cases[i].parties);
    }
}

static void
a_name_stands_where_its_field_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlJudgmentPeople) people = read_text (cases[i].head);

      for (guint k = 0; k < people->parties->len; k++)
        {
          const TlParty *party = g_ptr_array_index (people->parties, k);
          const char *place = cases[i].head + party->field.from;
          gsize first = strcspn (party->name, " ");

          g_assert_cmpuint (party->field.to, >, party->field.from);
          g_assert_cmpint (strncmp (place, party->name, first), ==, 0);
        }
    }
}

static void
the_sentence_about_the_hearing_gives_docket_order_and_days (void)
{
  g_autoptr (TlJudgmentPeople) first = read_text (civil);
  g_autoptr (TlJudgmentPeople) closed = read_text (criminal);
  g_autoptr (TlJudgmentPeople) second = read_text (appeal);

  g_assert_cmpstr (first->docket, ==, "45/2023/TLST-DS");
  g_assert_cmpstr (first->docket_date, ==, "2023-03-02");
  g_assert_cmpstr (first->order, ==, "60/2023/QĐXXST-DS");
  g_assert_cmpstr (first->heard, ==, "2023-11-18");
  g_assert_false (first->closed);
  g_assert_cmpint (first->stage, ==, TL_STAGE_FIRST_INSTANCE);
  g_assert_cmpint (first->case_type, ==, TL_CASE_CIVIL);
  g_assert_cmpstr (first->relation, ==, "tranh chấp hợp đồng đặt cọc");
  g_assert_null (first->appealed);
  g_assert_true (closed->closed);
  g_assert_null (closed->relation);
  g_assert_cmpstr (closed->docket, ==, "10/2022/TLST-HS");
  g_assert_cmpint (second->stage, ==, TL_STAGE_APPEAL);
  g_assert_cmpstr (second->appealed, ==, "31/2023/DS-ST");
  g_assert_cmpstr (second->heard, ==, "2024-02-02");
}

static void
words_give_stage_and_kind_where_the_number_does_not (void)
{
  static const struct
  {
    const char *number;
    const char *words;
    TlStage stage;
    TlCaseType type;
  } rows[] = {
    { "10/2018/DS-KDTM", "xét xử sơ thẩm công khai vụ án", TL_STAGE_FIRST_INSTANCE,
      TL_CASE_COMMERCIAL },
    { "88", "xét xử sơ thẩm công khai vụ án lao động", TL_STAGE_FIRST_INSTANCE, TL_CASE_LABOUR },
    { "10", "xét xử phúc thẩm công khai vụ án hành chính", TL_STAGE_APPEAL,
      TL_CASE_ADMINISTRATIVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nBản án số: %s\nNgày 06-4-2026\nNHÂN DANH\n"
          "Thẩm phán - Chủ tọa phiên tòa: Ông Lê Văn Khánh\nNgày 06 tháng 4 năm 2026, tại trụ sở "
          "Tòa án %s giữa các đương sự:\n" REST,
          rows[i].number, rows[i].words);
      g_autoptr (TlJudgmentPeople) people = read_text (text);

      g_assert_cmpint (people->stage, ==, rows[i].stage);
      g_assert_cmpint (people->case_type, ==, rows[i].type);
      g_assert_cmpuint (people->stage_field.to, >, people->stage_field.from);
    }
}

static void
a_court_of_cassation_outside_the_peoples_courts_is_read (void)
{
  g_autoptr (TlJudgmentPeople) people = read_text (
      "TÒA ÁN TẬP HUẤN TỐI CAO\nQuyết định số: 14/2023/DS-GĐT\nNgày 20-9-2023\nQUYẾT ĐỊNH GIÁM ĐỐC "
      "THẨM\nTÒA ÁN TẬP HUẤN TỐI CAO\n- Thành phần Hội đồng xét xử giám đốc thẩm gồm có:\n"
      "- Chủ tọa phiên tòa: Ông Lê Văn Khánh.\n- Nguyên đơn: Bà Lò Thị C.\n"
      "NỘI DUNG VỤ ÁN:\nTại Bản án phúc thẩm số 82/2022/DS-PT ngày 14/8/2022 của Tòa án nhân dân "
      "tỉnh Minh Hải.\n" REST);

  g_assert_nonnull (people->court);
  g_assert_cmpstr (people->court->name, ==, "Tòa án tập huấn tối cao");
  g_assert_cmpint (people->court->level, ==, TL_COURT_SUPREME);
  g_assert_cmpint (people->stage, ==, TL_STAGE_CASSATION);
  g_assert_cmpuint (people->parties->len, ==, 2);
}

static void
what_is_not_there_is_not_made_up (void)
{
  static const char *const texts[]
      = { "", "Bản án", "NỘI DUNG VỤ ÁN:\nÔng Lê Văn A kiện.", "Nguyên đơn: vắng mặt.\n" REST,
          "Thẩm phán - Chủ tọa phiên tòa: Ông Nguyễn\nTrong các ngày 23 tháng 4\n" REST };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TlJudgmentPeople) people = read_text (texts[i]);

      g_assert_cmpuint (people->parties->len, ==, 0);
      g_assert_null (people->docket);
      g_assert_null (people->heard);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgment-people/roles",
                   each_person_is_read_once_with_the_role_that_the_head_gives);
  g_test_add_func ("/judgment-people/fields", a_name_stands_where_its_field_says);
  g_test_add_func ("/judgment-people/hearing",
                   the_sentence_about_the_hearing_gives_docket_order_and_days);
  g_test_add_func ("/judgment-people/words", words_give_stage_and_kind_where_the_number_does_not);
  g_test_add_func ("/judgment-people/cassation",
                   a_court_of_cassation_outside_the_peoples_courts_is_read);
  g_test_add_func ("/judgment-people/nothing", what_is_not_there_is_not_made_up);
  return g_test_run ();
}
