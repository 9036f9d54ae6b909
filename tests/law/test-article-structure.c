/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/statute/tl-statute-structure.h"

/* "anchor=text" of every unit, a line each. */
static char *
outline (const TlStatuteStructure *structure)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      g_assert_cmpint (unit->parent, <, (int)i);
      g_assert_cmpuint (unit->from, <=, unit->to);
      g_string_append_printf (out, "%s=%s\n", unit->anchor, unit->text);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *body;
  const char *expected;
} sequence_cases[] = {
  { "Người nào trộm cắp thì bị phạt.", "d5.t1=Người nào trộm cắp thì bị phạt.\n" },
  { "1. Một:\na) x;\nb) y.\n2. Hai.", "d5.k1=Một:\nd5.k1.pa=x;\nd5.k1.pb=y.\nd5.k2=Hai.\n" },
  { "Lời dẫn:\na) x;\nb) y;\nc) z;\nd) t;\nđ) u;\ne) v;\ng) w.",
    "d5.t1=Lời dẫn:\nd5.pa=x;\nd5.pb=y;\nd5.pc=z;\nd5.pd=t;\nd5.pdd=u;\nd5.pe=v;\nd5.pg=w.\n" },
  { "1. Một.\n1a. Chèn.\n1b. Chèn nữa.\n2. Hai.",
    "d5.k1=Một.\nd5.k1a=Chèn.\nd5.k1b=Chèn nữa.\nd5.k2=Hai.\n" },
  { "1. Một:\na) x;\na1) chèn;\nb) y.", "d5.k1=Một:\nd5.k1.pa=x;\nd5.k1.pa1=chèn;\nd5.k1.pb=y.\n" },
  /* a number in the middle of a sentence is no clause */
  { "1. Theo quy định tại khoản\n3. Điều này không có.\n2. Hai.",
    "d5.k1=Theo quy định tại khoản 3. Điều này không có.\nd5.k2=Hai.\n" },
  /* f is no letter of the alphabet of points; z neither */
  { "1. Một:\na) x;\nf) không phải điểm;\nb) y.",
    "d5.k1=Một:\nd5.k1.pa=x;\nd5.k1.t2=f) không phải điểm;\nd5.k1.pb=y.\n" },
  /* footnote marks of a consolidated text */
  { "1.2 Nghị định này:\na) x;\nb)3 Điểm y;\nc)[45] z.\n2.[46] Hai.",
    "d5.k1=Nghị định này:\nd5.k1.pa=x;\nd5.k1.pb=Điểm y;\nd5.k1.pc=z.\nd5.k2=Hai.\n" },
  { "1.1. Không phải khoản.\n1.2. Cũng không.",
    "d5.t1=1.1. Không phải khoản.\nd5.t2=1.2. Cũng không.\n" },
  /* old marks */
  { "1- Một.\n2- Hai.", "d5.k1=Một.\nd5.k2=Hai.\n" },
  { "1. Một:\na/ x;\nb/ y.", "d5.k1=Một:\nd5.k1.pa=x;\nd5.k1.pb=y.\n" },
  /* what stands after the points belongs to the clause */
  { "1. Một:\na) x;\nb) y.\nTrường hợp khác thì thôi.\n2. Hai.",
    "d5.k1=Một:\nd5.k1.pa=x;\nd5.k1.pb=y.\nd5.k1.t2=Trường hợp khác thì thôi.\nd5.k2=Hai.\n" },
  { "1. Một:\n- gạch đầu dòng;\n- gạch nữa.\n2. Hai.",
    "d5.k1=Một:\n- gạch đầu dòng;\n- gạch nữa.\nd5.k2=Hai.\n" },
  /* quoted text opens nothing */
  { "1. Sửa đổi khoản 3 như sau:\n“3. Mới:\na) x;\nb) y.”.\n2. Bãi bỏ khoản 4.",
    "d5.k1=Sửa đổi khoản 3 như sau:\n“3. Mới:\na) x;\nb) y.”.\nd5.k2=Bãi bỏ khoản 4.\n" },
  { "1. Sửa đổi như sau: “1. Mới:\na) x;\n2. Nữa.”\n2. Bãi bỏ khoản 4.",
    "d5.k1=Sửa đổi như sau: “1. Mới:\na) x;\n2. Nữa.”\nd5.k2=Bãi bỏ khoản 4.\n" },
  /* the closing mark is lost */
  { "1. Sửa đổi như sau:\n“3. Mới.\n2. Bãi bỏ khoản 4.\n3. Thay thế cụm từ “A” bằng “B”.",
    "d5.k1=Sửa đổi như sau:\n“3. Mới.\nd5.k2=Bãi bỏ khoản 4.\n"
    "d5.k3=Thay thế cụm từ “A” bằng “B”.\n" },
  { "1. Một.\n2. (được bãi bỏ)\n3. Ba.", "d5.k1=Một.\nd5.k2=(được bãi bỏ)\nd5.k3=Ba.\n" },
  { "", "" },
};

static void
clauses_and_points_are_read_in_sequence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sequence_cases); i++)
    {
      g_autoptr (TlStatuteStructure) structure
          = tl_article_structure_parse ("d5", sequence_cases[i].body);
      g_autofree char *found = outline (structure);

      g_assert_cmpstr (found, ==, sequence_cases[i].expected);
    }
}

static void
printed_lines_are_joined (void)
{
  const char *body = "1. Nghiêm cấm công chứng viên thực hiện các hành vi sau đây trong khi\n"
                     "hành nghề công chứng và ngoài giờ làm việc của tổ chức hành nghề, kể cả\n"
                     "khi nghỉ phép:\n"
                     "a) Tiết lộ thông tin về nội dung công chứng, trừ trường hợp được người\n"
                     "yêu cầu công chứng đồng ý bằng văn bản;\n"
                     "b) Nhận tiền.\n"
                     "Việc xử lý vi phạm do cơ quan có thẩm quyền quyết định theo thủ tục của\n"
                     "luật này.\n"
                     "2. Chính phủ quy định chi tiết Điều này và hướng dẫn việc thi hành trong\n"
                     "phạm vi cả nước.";
  g_autoptr (TlStatuteStructure) structure = tl_article_structure_parse ("d9", body);
  g_autofree char *found = outline (structure);

  g_assert_cmpstr (
      found, ==,
      "d9.k1=Nghiêm cấm công chứng viên thực hiện các hành vi sau đây trong khi hành nghề công "
      "chứng và ngoài giờ làm việc của tổ chức hành nghề, kể cả khi nghỉ phép:\n"
      "d9.k1.pa=Tiết lộ thông tin về nội dung công chứng, trừ trường hợp được người yêu cầu công "
      "chứng đồng ý bằng văn bản;\n"
      "d9.k1.pb=Nhận tiền.\n"
      "d9.k1.t2=Việc xử lý vi phạm do cơ quan có thẩm quyền quyết định theo thủ tục của luật này.\n"
      "d9.k2=Chính phủ quy định chi tiết Điều này và hướng dẫn việc thi hành trong phạm vi cả "
      "nước.\n");
}

static void
gaps_are_kept_and_told (void)
{
  g_autoptr (TlStatuteStructure) structure
      = tl_article_structure_parse ("d5", "1. Một.\n2. Hai.\n4. Bốn:\na) x;\nc) z.");
  g_autofree char *found = outline (structure);

  g_assert_cmpstr (found, ==, "d5.k1=Một.\nd5.k2=Hai.\nd5.k4=Bốn:\nd5.k4.pa=x;\nd5.k4.pc=z.\n");
  g_assert_cmpuint (structure->warnings->len, ==, 2);
}

static void
units_know_their_parents_and_places (void)
{
  const char *body = "1. Một:\na) x;\nb) (bãi bỏ)";
  g_autoptr (TlStatuteStructure) structure = tl_article_structure_parse ("d5", body);
  const TlUnit *clause = g_ptr_array_index (structure->units, 0);
  const TlUnit *a = g_ptr_array_index (structure->units, 1);
  const TlUnit *b = g_ptr_array_index (structure->units, 2);

  g_assert_cmpint (clause->kind, ==, TL_UNIT_CLAUSE);
  g_assert_cmpint (clause->parent, ==, -1);
  g_assert_cmpstr (clause->label, ==, "1");
  g_assert_cmpint (a->kind, ==, TL_UNIT_POINT);
  g_assert_cmpint (a->parent, ==, 0);
  g_assert_cmpstr (a->label, ==, "a");
  g_assert_false (a->repealed);
  g_assert_true (b->repealed);
  g_assert_cmpuint (a->from, ==, strstr (body, "a)") - body);
  g_assert_cmpuint (a->to, ==, strstr (body, "\nb)") - body);
}

static void
anchors_have_names (void)
{
  static const char *const names[][2] = {
    { "d173", "Điều 173" },
    { "d217a", "Điều 217a" },
    { "d173.k1.pa", "điểm a khoản 1 Điều 173" },
    { "d51.k1a.pdd", "điểm đ khoản 1a Điều 51" },
    { "d5.pa1", "điểm a1 Điều 5" },
    { "d5.k2.t2", "đoạn 2 khoản 2 Điều 5" },
    { "c17.m2", "Mục 2 Chương 17" },
    { "p2", "Phần 2" },
    { "pl1.d3", "Điều 3 Phụ lục 1" },
    { "mo", "Phần mở đầu" },
    { "nhan.3", "đoạn [3] Nhận định" },
    { "nhan.2.1", "đoạn [2.1] Nhận định" },
    { "noidung.2", "đoạn 2 Nội dung vụ án" },
    { "quyet.1", "mục 1 Quyết định" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *label = tl_anchor_label (names[i][0]);

      g_assert_cmpstr (label, ==, names[i][1]);
    }
}

static void
article_numbers_become_anchors (void)
{
  static const char *const numbers[][2]
      = { { "173", "d173" }, { "217a", "d217a" }, { "217A", "d217a" },
          { "7đ", "d7dd" },  { "0", NULL },       { "a", NULL },
          { "217ab", NULL }, { "12345", NULL },   { "", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *anchor = tl_article_anchor (numbers[i][0]);

      g_assert_cmpstr (anchor, ==, numbers[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/article/sequence", clauses_and_points_are_read_in_sequence);
  g_test_add_func ("/law/article/printed", printed_lines_are_joined);
  g_test_add_func ("/law/article/gaps", gaps_are_kept_and_told);
  g_test_add_func ("/law/article/parents", units_know_their_parents_and_places);
  g_test_add_func ("/law/anchor/names", anchors_have_names);
  g_test_add_func ("/law/anchor/articles", article_numbers_become_anchors);
  return g_test_run ();
}
