/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "judgment-decision-test.h"

/* Decisions in the wordings and layouts of courts; persons and places are invented. */

typedef struct
{
  const char *number;
  const char *decision;
  const char *expected;
} Case;

static const char civil_parties[]
    = "- Nguyên đơn: Ông Trần Văn M, sinh năm 1970. Có mặt.\n"
      "- Bị đơn: Bà Lê Thị N, sinh năm 1975. Có mặt.\n"
      "- Người có quyền lợi, nghĩa vụ liên quan: Ông Hồ Văn K. Vắng mặt.";
static const char accused[]
    = "đối với các bị cáo:\n1. Trần Văn A, sinh năm 1990 tại xã B, huyện An Phú.\n"
      "2. Lê Thị B, sinh năm 1992 tại xã B, huyện An Phú.";

static const Case outcomes[] = {
  /* first instance, civil */
  { "1/2021/DS-ST", "1. Chấp nhận toàn bộ yêu cầu khởi kiện của ông Trần Văn M.", "accepted" },
  { "1/2021/DS-ST", "Xử: Chấp nhận đơn khởi kiện của ông Trần Văn M đối với bà Lê Thị N.",
    "accepted" },
  { "1/2021/DS-ST",
    "1. Chấp nhận một phần yêu cầu khởi kiện của nguyên đơn.\n- Không chấp nhận yêu cầu đòi "
    "5.000.000 đồng.",
    "partly-accepted; +rejected" },
  { "1/2021/DS-ST",
    "1. Chấp nhận yêu cầu đòi nợ của ông Trần Văn M.\n2. Bác yêu cầu của ông Trần Văn M về lãi.",
    "partly-accepted; +accepted; +rejected" },
  { "1/2021/DS-ST",
    "1. Chấp nhận yêu cầu khởi kiện của ông Trần Văn M.\n2. Không chấp nhận yêu cầu phản tố của bà "
    "Lê Thị N.",
    "accepted; +rejected" },
  { "1/2021/DS-ST",
    "1. Chấp nhận yêu cầu của ông M.\n2. Không chấp nhận yêu cầu của bà Lê Thị N buộc ông Trần Văn "
    "M trả tiền.",
    "accepted; +rejected" },
  { "1/2021/DS-ST",
    "1. Chấp nhận yêu cầu của ông M.\n2. Đình chỉ yêu cầu của ông M về số tiền 16.000.000 đồng.",
    "accepted; +dismissed" },
  { "1/2021/DS-ST",
    "Tuyên xử:\nKhông chấp nhận yêu cầu khởi kiện của ông Trần Văn M.\nĐình chỉ yêu cầu phản tố "
    "của bà N.",
    "rejected; +dismissed" },
  { "1/2021/DS-ST",
    "1. Chấp nhận việc bà Lê Thị N rút đơn khởi kiện.\n2. Bác toàn bộ yêu cầu của ông M.",
    "rejected; +dismissed" },
  { "1/2021/DS-ST", "1. Đình chỉ giải quyết vụ án dân sự.", "dismissed" },
  { "1/2021/DS-ST", "Tạm đình chỉ giải quyết vụ án.", "suspended" },
  { "1/2021/DS-ST",
    "1. Công nhận sự thỏa thuận của các đương sự như sau:\n- Bà N trả ông M 5.000.000 đồng.",
    "agreement" },
  { "1/2021/DS-ST",
    "1. Buộc bà Lê Thị N trả ông Trần Văn M 9.000.000 đồng; bác yêu cầu lãi 1.000.000 đồng.",
    "partly-accepted; +rejected" },
  { "1/2021/DS-ST", "1. Buộc bà Lê Thị N trả ông Trần Văn M 9.000.000 đồng.", "accepted" },
  /* nothing operative: phía Bắc, số bậc, bác sĩ */
  { "1/2021/DS-ST", "Thửa đất phía Bắc giáp đất bác Ba, có bậc thềm.", "" },
  { "1/2021/HNGĐ-ST", "1. Chị Trần Thị H được ly hôn với anh Lê Văn K.", "accepted" },
  { "1/2021/HNGĐ-ST", "1. Công nhận thuận tình ly hôn giữa chị H và anh K.", "divorce-agreed" },
  { "1/2021/HNGĐ-ST", "1. Bác đơn xin ly hôn của chị H.", "rejected" },
  /* first instance, administrative */
  { "1/2021/HC-ST", "1. Chấp nhận yêu cầu khởi kiện của ông M, hủy Quyết định số 12/QĐ-UBND.",
    "accepted; +decision-annulled" },
  { "1/2021/HC-ST", "Bác yêu cầu khởi kiện của ông M.", "rejected" },
  /* appeals */
  { "1/2021/DS-PT", "1. Không chấp nhận kháng cáo của bà N. Giữ nguyên bản án dân sự sơ thẩm.",
    "upheld; +appeal-rejected" },
  { "1/2021/DS-PT",
    "1. Chấp nhận một phần kháng cáo của bà N, sửa một phần bản án sơ thẩm: buộc bà N trả ông M "
    "5.000.000 đồng; giữ nguyên án phí.",
    "amended; +appeal-partly-accepted" },
  { "1/2021/DS-PT",
    "1. Hủy Bản án dân sự sơ thẩm số 9/2020/DS-ST.\n2. Giao hồ sơ cho Tòa án nhân dân huyện An Phú "
    "xét xử lại.",
    "quashed-retrial" },
  { "1/2021/DS-PT", "1. Hủy bản án sơ thẩm.\n2. Đình chỉ giải quyết vụ án.",
    "quashed-dismissed; +quashed-retrial; +dismissed" },
  { "1/2021/HC-PT", "Đình chỉ xét xử phúc thẩm đối với kháng cáo của ông M.", "appeal-dismissed" },
  { "1/2021/DS-GĐT", "1. Không chấp nhận Kháng nghị số 5/KN-DS; giữ nguyên bản án phúc thẩm.",
    "protest-rejected; +upheld" },
  { "1/2021/DS-GĐT",
    "1. Chấp nhận Kháng nghị số 5/KN-DS.\n2. Hủy bản án phúc thẩm và giữ nguyên bản án sơ thẩm.",
    "quashed-kept; +protest-accepted; +upheld" },
  /* criminal */
  { "1/2021/HS-ST",
    "1. Tuyên bố bị cáo Trần Văn A phạm tội “Đánh bạc”. Xử phạt bị cáo 06 tháng tù.", "guilty" },
  { "1/2021/HS-ST", "Tuyên bố bị cáo Trần Văn A không phạm tội “Đánh bạc”.", "not-guilty" },
  { "1/2021/HS-ST", "1. Tuyên bố bị cáo Trần Văn A phạm tội “Đánh bạc”; miễn hình phạt cho bị cáo.",
    "exempt-penalty; +guilty" },
  { "1/2021/HS-PT", "Hủy bản án sơ thẩm, chuyển hồ sơ cho Viện kiểm sát để điều tra lại.",
    "quashed-retrial" },
  { "1/2021/HS-PT", "Tịch thu công cụ phạm tội.", "" },
};

static const Case charges[] = {
  { "1/2021/HS-ST",
    "Tuyên bố bị cáo Trần Văn A phạm tội “Trộm cắp tài sản”, bị cáo Lê Thị B phạm tội “Tiêu thụ "
    "tài sản do người khác phạm tội mà có”.",
    "Trộm cắp tài sản/Trần Văn A; Tiêu thụ tài sản do người khác phạm tội mà có/Lê Thị B" },
  { "1/2021/HS-ST", "Tuyên bố các bị cáo Trần Văn A và Lê Thị B cùng phạm tội Trộm cắp tài sản.",
    "Trộm cắp tài sản/Trần Văn A; Trộm cắp tài sản/Lê Thị B" },
  { "1/2021/HS-ST",
    "Tuyên bố bị cáo Trần Văn A phạm các tội “Mua bán trái phép chất ma túy” và “Đánh bạc”.",
    "Mua bán trái phép chất ma túy/Trần Văn A; Đánh bạc/Trần Văn A" },
  { "1/2021/HS-ST",
    "Tuyên bố bị cáo Trần Văn A phạm tội Tàng trữ, vận chuyển trái phép chất ma túy theo khoản 1 "
    "Điều 250.",
    "Tàng trữ, vận chuyển trái phép chất ma túy/Trần Văn A" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 12 tháng tù, bị cáo Lê Thị B 9 tháng tù, cùng về tội “Đánh bạc”. "
    "Trả tự do nếu không bị giam về tội khác.",
    "Đánh bạc/Trần Văn A; Đánh bạc/Lê Thị B" },
  { "1/2021/HS-ST", "Tuyên bố bị cáo A không phạm tội “Đánh bạc”.", "" },
  { "1/2021/HS-ST",
    "Tuyên bố bị cáo Trần Văn A phạm tội “Hủy hoại tài sản”, bị cáo Lê Thị B không phạm tội “Hủy "
    "hoại tài sản”.",
    "Hủy hoại tài sản/Trần Văn A" },
  { "1/2021/HS-PT",
    "Hủy bản án sơ thẩm đối với bị cáo Trần Văn A về tội “Đánh bạc” để điều tra lại.", "" },
  { "1/2021/DS-ST", "Bị cáo phạm tội “Đánh bạc”.", "" },
};

static const Case penalties[] = {
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 02 (hai) năm 06 (sáu) tháng tù, tính từ ngày 01/02/2021.",
    "prison Trần Văn A 30 từ 2021-02-01" },
  { "1/2021/HS-ST",
    "Xử phạt: Lê Thị B 18 (mười tám) tháng tù nhưng cho hưởng án treo, thời gian thử thách là 03 "
    "(ba) năm tính từ ngày tuyên án.",
    "prison Lê Thị B 18 treo 36" },
  { "1/2021/HS-ST",
    "Xử phạt các bị cáo Trần Văn A, Lê Thị B mỗi bị cáo 06 tháng cải tạo không giam giữ.",
    "non-custodial Trần Văn A 6; non-custodial Lê Thị B 6" },
  { "1/2021/HS-ST",
    "Áp dụng khoản 1 Điều 138; xử phạt:\n- Trần Văn A 24 tháng tù.\n- Bị cáo Lê Thị B: 09 tháng "
    "tù. Thời hạn tù tính từ ngày bắt thi hành án.",
    "prison Trần Văn A 24; prison Lê Thị B 9 từ ngày bắt thi hành án" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 6 tháng tù về tội “X” và 9 tháng tù về tội “Y”; tổng hợp hình phạt "
    "buộc bị cáo phải chấp hành hình phạt chung là 01 năm 03 tháng tù.",
    "prison Trần Văn A 6; prison Trần Văn A 9; +prison Trần Văn A 15" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 12 tháng tù; tổng hợp với 12 tháng tù của bản án số 5/2019/HS-ST "
    "thành 24 tháng tù.",
    "prison Trần Văn A 12; +prison Trần Văn A 24" },
  { "1/2021/HS-ST", "Xử phạt bị cáo Trần Văn A tù chung thân. Xử phạt bị cáo Lê Thị B tử hình.",
    "life Trần Văn A; death Lê Thị B" },
  { "1/2021/HS-ST", "Xử phạt bị cáo Trần Văn A hai năm sáu tháng tù.", "prison Trần Văn A 30" },
  { "1/2021/HS-ST",
    "Phạt bị cáo Trần Văn A 25.000.000 đồng và bị cáo Lê Thị B 20.000.000đ về tội “Đánh bạc”.",
    "fine Trần Văn A 25000000; fine Lê Thị B 20000000" },
  { "1/2021/HS-ST",
    "1. Xử phạt bị cáo Trần Văn A 12 tháng tù.\n2. Hình phạt bổ sung: Phạt tiền bị cáo A "
    "5.000.000® sung quỹ Nhà nước.\n3. Trả lại bị cáo 700.000 đồng.",
    "prison Trần Văn A 12; fine Trần Văn A 5000000 thêm" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 12 tháng tù. Cấm bị cáo hành nghề lái xe 02 năm. Quản chế bị cáo 01 "
    "năm.",
    "prison Trần Văn A 12; ban Trần Văn A 24 thêm; residence Trần Văn A 12 thêm" },
  /* a sentence that names nobody is about all who were punished before it */
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 12 tháng tù.\nXử phạt bị cáo Lê Thị B 09 tháng tù.\nHình phạt bổ "
    "sung: Phạt tiền mỗi bị cáo 5.000.000 đồng.",
    "prison Trần Văn A 12; prison Lê Thị B 9; fine Trần Văn A 5000000 thêm; fine Lê Thị B 5000000 "
    "thêm" },
  { "1/2021/HS-PT",
    "Sửa bản án sơ thẩm: xử phạt bị cáo Trần Văn A 09 tháng tù, không cho hưởng án treo.",
    "prison Trần Văn A 9" },
  { "1/2021/HS-ST", "Phạt cảnh cáo bị cáo Trần Văn A.", "warning ?" },
  /* measures and past terms are no penalties; a civil judgment has none */
  { "1/2021/HS-ST", "Hủy bỏ biện pháp cấm đi khỏi nơi cư trú. Được trừ 03 tháng tù đã chấp hành.",
    "" },
  { "1/2021/DS-ST", "Ông M đã chấp hành 03 năm tù.", "" },
};

static const Case sums[] = {
  { "1/2021/DS-ST",
    "Buộc bà Lê Thị N có nghĩa vụ trả cho ông Trần Văn M số tiền 142.727.000 đồng (một trăm bốn "
    "mươi hai triệu bảy trăm hai mươi bảy ngàn đồng).",
    "payment 142727000 Lê Thị N>Trần Văn M" },
  { "1/2021/DS-ST", "Buộc bị đơn thanh toán cho nguyên đơn 1 000.000đ.",
    "payment 1000000 Lê Thị N>Trần Văn M" },
  { "1/2021/DS-ST",
    "Buộc bà N trả ông M 40.328.816 (bốn mươi triệu, ba trăm hai mươi tám nghìn, tám trăm mười "
    "sáu) đồng và 1,442,671 VNĐ.",
    "payment 40328816 Lê Thị N>Trần Văn M; payment 1442671 Lê Thị N>Trần Văn M" },
  { "1/2021/DS-ST",
    "Buộc bà N trả cho ông M:\n- Nợ gốc: 200.000.000đ\n- Nợ lãi: 6.500.000đ;\n- Tổng cộng: "
    "206.500.000đ.",
    "payment 206500000 Lê Thị N>Trần Văn M" },
  { "1/2021/DS-ST",
    "Buộc Công ty TNHH vận tải HT bồi thường cho ông M 50 triệu đồng, trong đó tiền thuốc 20 triệu "
    "đồng.",
    "compensation 50000000 Công ty TNHH vận tải HT>Trần Văn M" },
  /* wages and compensation are parts of one total */
  { "1/2021/LĐ-ST",
    "Buộc Công ty TNHH Gốm Sông Quê thanh toán cho ông M các khoản: tiền lương: 6.000.000 đồng; "
    "bồi "
    "thường 02 tháng lương: 4.000.000 đồng. Tổng cộng: 10.000.000 đồng.",
    "compensation 10000000 Công ty TNHH Gốm Sông Quê>Trần Văn M" },
  /* the words behind an organisation's name are none of it */
  { "1/2021/KDTM-ST",
    "Buộc bà N phải trả cho Ngân hàng TMCP Biển Lặng tổng số tiền là 7.000.000 đồng.",
    "payment 7000000 Lê Thị N>Ngân hàng TMCP Biển Lặng" },
  /* a list without an amount before it gives the sums; instalments are parts */
  { "1/2021/QĐST-DS",
    "1. Công nhận sự thỏa thuận của các đương sự cụ thể như sau:\nBà Lê Thị N đồng ý trả cho ông "
    "Trần Văn M 90.000.000 đồng, chia làm hai lần: ngày 01/6/2021 trả 40.000.000 đồng, ngày "
    "01/9/2021 trả 50.000.000 đồng.\nVề án phí: Bà N tự nguyện chịu 2.250.000 đồng.",
    "payment 90000000 Lê Thị N>Trần Văn M; fee 2250000 Lê Thị N>?" },
  /* what each of several owes of a joint sum is a part of it */
  { "1/2021/HS-ST",
    "Buộc các bị cáo Trần Văn A và Lê Thị B liên đới bồi thường cho ông Hồ Văn K 8.000.000 đồng, "
    "mỗi bị cáo bồi thường 4.000.000 đồng.",
    "compensation 8000000 Trần Văn A, Lê Thị B>Hồ Văn K" },
  { "1/2021/HS-ST", "Án phí: Các bị cáo Trần Văn A, Lê Thị B mỗi bị cáo phải chịu 200.000 đồng.",
    "fee 200000 Trần Văn A, Lê Thị B>?" },
  { "1/2021/HC-ST",
    "Chấp nhận khởi kiện đối với Chủ tịch Ủy ban nhân dân huyện An Phú.\nBuộc Ủy ban nhân dân "
    "huyện "
    "An Phú phải chịu 300.000 đồng án phí.",
    "fee 300000 Ủy ban nhân dân huyện An Phú>?" },
  { "1/2021/DS-ST", "Không chấp nhận yêu cầu buộc bà N trả 37.000.000đ.", "" },
  { "1/2021/DS-ST",
    "3. Về án phí: Bà Lê Thị N phải chịu 300.000 đồng, được trừ vào 200.000 đồng tạm ứng đã nộp. "
    "Hoàn lại cho ông M 500.000 đồng tiền tạm ứng án phí.",
    "fee 300000 Lê Thị N>?" },
  { "1/2021/DS-ST", "Về chi phí thẩm định: Ông Trần Văn M phải chịu 2.500.000 đồng.",
    "cost 2500000 Trần Văn M>?" },
  { "1/2021/HNGĐ-ST", "Anh Lê Văn K cấp dưỡng nuôi con mỗi tháng 1.500.000 đồng.",
    "support 1500000 Lê Văn K>?" },
  { "1/2021/HS-ST", "Tịch thu sung ngân sách nhà nước 3.100.000 đồng.", "forfeit 3100000 ?>?" },
};

static const Case warnings[] = {
  { "1/2021/HS-ST", "Xử phạt bị cáo Trần Văn A từ 07 (mười hai) năm tù.",
    "Số không khớp với chữ (7 so với 12)" },
  { "1/2021/DS-ST", "Bà N phải nộp 600.000đ (Bốn trăm nghìn đồng) án phí.",
    "Số không khớp với chữ (600.000 so với 400.000)" },
  { "1/2021/DS-ST",
    "Bà N phải nộp 600.000đ (sáu trăm nghìn đồng chẵn), 15 (mười lăm) ngày, lần 2 (vắng mặt).",
    NULL },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 06 tháng tù nhưng cho hưởng án treo, thời gian thử thách 06 tháng.",
    "Cần xem lại: Thời gian thử thách ngoài mức từ 1 năm đến 5 năm" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 24 tháng tù nhưng cho hưởng án treo, thời gian thử thách 36 tháng.",
    "Cần xem lại: Thời gian thử thách khác hai lần" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 04 năm tù nhưng cho hưởng án treo, thời gian thử thách 05 năm.",
    "Cần xem lại: Án treo với hình phạt tù trên 3 năm" },
  { "1/2021/HS-ST",
    "Xử phạt bị cáo Trần Văn A 06 tháng tù nhưng cho hưởng án treo, thời gian thử thách 12 tháng.",
    NULL },
  { "1/2021/HS-ST", "Xử phạt bị cáo Trần Văn A 25 năm tù.",
    "Cần xem lại: Thời hạn tù vượt mức tối đa" },
};

typedef char *(*ShowFunc) (const TlJudgmentDecision *decision);

static void
check (const Case *list, guint n, ShowFunc show)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean criminal = strstr (list[i].number, "HS") != NULL;
      g_autofree char *text = test_judgment (list[i].number, criminal ? accused : civil_parties,
                                             NULL, list[i].decision);
      g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);
      g_autofree char *found = show (decision);

      if (strcmp (found, list[i].expected) != 0)
        {
          g_printerr ("%s\n   found %s\nexpected %s\n", list[i].decision, found, list[i].expected);
          g_test_fail ();
        }
    }
}

static void
the_outcome_is_one_of_the_closed_lists (void)
{
  check (outcomes, G_N_ELEMENTS (outcomes), test_outcomes);
}

static void
a_crime_belongs_to_those_named_before_it (void)
{
  check (charges, G_N_ELEMENTS (charges), test_charges);
}

static void
penalties_have_person_term_and_conditions (void)
{
  check (penalties, G_N_ELEMENTS (penalties), test_penalties);
}

static void
sums_have_payer_and_payee (void)
{
  check (sums, G_N_ELEMENTS (sums), test_sums);
}

static void
figures_that_contradict_their_words_are_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    {
      gboolean criminal = strstr (warnings[i].number, "HS") != NULL;
      g_autofree char *text = test_judgment (warnings[i].number, criminal ? accused : civil_parties,
                                             NULL, warnings[i].decision);
      g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);

      g_test_message ("%s", warnings[i].decision);
      g_assert_cmpuint (decision->warnings->len, ==, warnings[i].expected ? 1 : 0);
      if (warnings[i].expected)
        g_assert_true (
            g_str_has_prefix (g_ptr_array_index (decision->warnings, 0), warnings[i].expected));
    }
}

/* The table of limits begins with the Code of 2015: an older judgment is not measured by it. */
static void
a_limit_holds_on_its_days_only (void)
{
  static const struct
  {
    const char *day;
    gboolean warned;
  } list[] = { { "Ngày 05-3-2021", TRUE }, { "Ngày 05-3-2017", FALSE }, { "", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      g_autofree char *text
          = test_judgment ("1/2021/HS-ST", accused, NULL, "Xử phạt bị cáo Trần Văn A 25 năm tù.");
      g_auto (GStrv) parts = g_strsplit (text, "Ngày 05-3-2021", 2);
      g_autofree char *dated = g_strjoinv (list[i].day, parts);
      g_autoptr (TlJudgmentDecision) decision = test_read_decision (dated);

      g_test_message ("%s", list[i].day);
      g_assert_cmpuint (decision->warnings->len, ==, list[i].warned ? 1 : 0);
    }
}

static void
the_days_of_an_appeal_are_read (void)
{
  static const struct
  {
    const char *decision;
    guint days;
  } list[] = {
    { "Các đương sự có quyền kháng cáo trong thời hạn 15 (mười lăm) ngày kể từ ngày tuyên án.",
      15 },
    { "Trong hạn 15 ngày tròn, bị cáo có quyền kháng cáo bản án.", 15 },
    { "Thời hạn kháng cáo quyết định này là 07 ngày.", 7 },
    { "Bản án phúc thẩm có hiệu lực pháp luật kể từ ngày tuyên án.", 0 },
    { "Chấp nhận kháng cáo của bị cáo, được trừ 21 ngày tạm giữ.", 0 },
    { "Bị cáo kháng cáo ngày 15 ngày sau đó.", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      g_autofree char *text = test_judgment ("1/2021/HS-ST", accused, NULL, list[i].decision);
      g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);

      g_test_message ("%s", list[i].decision);
      g_assert_cmpuint (decision->appeal_days, ==, list[i].days);
    }
}

static void
fields_are_places_in_the_text (void)
{
  g_autofree char *text = test_judgment ("1/2021/HS-ST", accused, NULL,
                                         "1. Tuyên bố bị cáo Trần Văn A phạm tội “Đánh\nbạc”.\n2. "
                                         "Xử phạt bị cáo 06 (sáu)\n12\ntháng tù.\n"
                                         "3. Về án phí: Bị cáo A nộp 200.000 đồng.");
  g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);
  const TlCharge *charge = g_ptr_array_index (decision->charges, 0);
  const TlPenalty *penalty = g_ptr_array_index (decision->penalties, 0);
  const TlSum *sum = g_ptr_array_index (decision->sums, 0);

  g_assert_true (g_str_has_prefix (text + charge->field.from, "phạm tội “Đánh\nbạc”."));
  g_assert_cmpuint (charge->field.to - charge->field.from, ==, strlen ("phạm tội “Đánh\nbạc”"));
  g_assert_cmpstr (charge->name, ==, "Đánh bạc");
  /* the page number between the lines is not read */
  g_assert_cmpuint (penalty->months, ==, 6);
  g_assert_cmpstr (penalty->charge, ==, "Đánh bạc");
  g_assert_true (g_str_has_prefix (text + penalty->field.from, "06 (sáu)\n12\ntháng tù."));
  g_assert_true (g_str_has_prefix (text + sum->field.from, "200.000 đồng."));
}

/* "applied BLDS2015:466; ..." of the reasoning and the decision. */
static char *
show_provisions (const TlJudgmentDecision *decision)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < decision->provisions->len; i++)
    {
      const TlProvision *provision = g_ptr_array_index (decision->provisions, i);
      g_autofree char *ref = tl_citation_format (provision->citation);

      g_string_append_printf (out, "%s%s %s", i > 0 ? "; " : "",
                              tl_provision_role_code (provision->role), ref);
    }
  return g_string_free (out, FALSE);
}

static void
a_provision_is_applied_argued_or_quoted (void)
{
  static const struct
  {
    const char *reasoning;
    const char *decision;
    const char *expected;
  } list[] = {
    { "[1] Điều 466 Bộ luật Dân sự năm 2015 quy định nghĩa vụ trả nợ.", "1. Bác.",
      "quoted BLDS2015:466" },
    { "[1] Hội đồng xét xử áp dụng Điều 466 Bộ luật Dân sự năm 2015.", "1. Bác.",
      "applied BLDS2015:466" },
    { "[1] Đại diện Viện kiểm sát đề nghị áp dụng Điều 466 Bộ luật Dân sự năm 2015.", "1. Bác.",
      "argued BLDS2015:466" },
    { "[1] Nguyên đơn căn cứ Điều 328 Bộ luật Dân sự năm 2015 yêu cầu phạt cọc.", "1. Bác.",
      "argued BLDS2015:328" },
    { "[1] Luật sư của bị đơn cho rằng phải theo Điều 429 Bộ luật Dân sự năm 2015.", "1. Bác.",
      "argued BLDS2015:429" },
    { "[1] Xét.", "Căn cứ Điều 466 Bộ luật Dân sự năm 2015;\n1. Bác.", "applied BLDS2015:466" },
    { "[1] Xét.",
      "1. Bác.\nTrường hợp bản án được thi hành theo quy định tại Điều 2 Luật Thi hành án dân sự "
      "năm 2008 thì "
      "các bên có quyền thỏa thuận.",
      "quoted LTHADS2008:2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      g_autofree char *text
          = test_judgment ("1/2021/DS-ST", civil_parties, list[i].reasoning, list[i].decision);
      g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);
      g_autofree char *found = show_provisions (decision);

      g_assert_cmpstr (found, ==, list[i].expected);
    }
}

static void
a_precedent_that_the_court_refuses_is_not_applied (void)
{
  g_autofree char *text
      = test_judgment ("1/2021/DS-ST", civil_parties,
                       "[1] Tình huống tương tự nên áp dụng Án lệ số 11/2017/AL.\n"
                       "[2] Không áp dụng Án lệ số 25/2018/AL vì tình tiết khác nhau.\n"
                       "[3] Luật sư cho rằng phải theo Án lệ số 04/2016/AL.",
                       "Căn cứ Án lệ số 11/2017/AL;\n1. Bác.");
  g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);

  g_assert_cmpuint (decision->precedents->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (decision->precedents, 0), ==, "11/2017/AL");
}

static void
a_crime_has_the_article_of_its_sentence (void)
{
  g_autofree char *text
      = test_judgment ("1/2021/HS-ST", accused, NULL,
                       "1. Tuyên bố bị cáo Trần Văn A phạm tội “Trộm cắp tài sản”.\nÁp dụng khoản "
                       "1 Điều 173, điểm s khoản "
                       "1 Điều 51 Bộ luật Hình sự năm 2015; xử phạt bị cáo 06 tháng tù.");
  g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);

  g_assert_cmpuint (decision->charges->len, ==, 1);
  g_assert_cmpstr (((TlCharge *)g_ptr_array_index (decision->charges, 0))->article, ==,
                   "BLHS2015:173.1");
}

static void
a_text_without_decision_gives_nothing (void)
{
  g_autoptr (TlJudgmentDecision) decision = test_read_decision ("Một văn bản khác.");

  g_assert_cmpuint (decision->outcomes->len + decision->penalties->len + decision->sums->len, ==,
                    0);
  g_assert_cmpuint (decision->appeal_days, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgment-decision/the-outcome-is-one-of-the-closed-lists",
                   the_outcome_is_one_of_the_closed_lists);
  g_test_add_func ("/judgment-decision/a-crime-belongs-to-those-named-before-it",
                   a_crime_belongs_to_those_named_before_it);
  g_test_add_func ("/judgment-decision/penalties-have-person-term-and-conditions",
                   penalties_have_person_term_and_conditions);
  g_test_add_func ("/judgment-decision/sums-have-payer-and-payee", sums_have_payer_and_payee);
  g_test_add_func ("/judgment-decision/figures-that-contradict-their-words-are-told",
                   figures_that_contradict_their_words_are_told);
  g_test_add_func ("/judgment-decision/a-limit-holds-on-its-days-only",
                   a_limit_holds_on_its_days_only);
  g_test_add_func ("/judgment-decision/the-days-of-an-appeal-are-read",
                   the_days_of_an_appeal_are_read);
  g_test_add_func ("/judgment-decision/fields-are-places-in-the-text",
                   fields_are_places_in_the_text);
  g_test_add_func ("/judgment-decision/a-provision-is-applied-argued-or-quoted",
                   a_provision_is_applied_argued_or_quoted);
  g_test_add_func ("/judgment-decision/a-precedent-that-the-court-refuses-is-not-applied",
                   a_precedent_that_the_court_refuses_is_not_applied);
  g_test_add_func ("/judgment-decision/a-crime-has-the-article-of-its-sentence",
                   a_crime_has_the_article_of_its_sentence);
  g_test_add_func ("/judgment-decision/a-text-without-decision-gives-nothing",
                   a_text_without_decision_gives_nothing);
  return g_test_run ();
}
