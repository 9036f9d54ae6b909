/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/statute/tl-amendment.h"
#include "text/tl-text.h"

#define HEAD                                                                                                                        \
  "QUỐC HỘI\nLuật số: 21/2031/QH17\n\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẾN THUYỀN SỐ " \
  "11/2028/QH16\n\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
#define TAIL                                                                                       \
  "\nĐiều 9. Hiệu lực thi hành\n1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031.\n"

/* One order a line: unit that says it, kind, target, unit[/scope], beside, phrase, replacement,
 * text; absent fields are "-". */
static char *
describe (const TlAmendment *amendment)
{
  g_autofree char *scope
      = amendment->scope == TL_AMENDMENT_WHOLE
            ? g_strdup ("")
            : g_strconcat ("/", tl_amendment_scope_code (amendment->scope), NULL);

#define OR_DASH(x) ((x) != NULL ? (x) : "-")
  return g_strdup_printf ("%s %s %s %s%s %s%s [%s] [%s] [%s]", amendment->from_unit,
                          tl_amendment_kind_code (amendment->kind), amendment->target->key,
                          OR_DASH (amendment->unit), scope, amendment->ahead ? "<" : "",
                          OR_DASH (amendment->after), OR_DASH (amendment->phrase),
                          OR_DASH (amendment->replacement), OR_DASH (amendment->text));
}

static GPtrArray *
read_text (const char *raw, GPtrArray *notes)
{
  g_autofree char *text = tl_text_normalize (raw, -1, NULL);
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);

  return tl_amendments_read (text, structure, notes);
}

typedef struct
{
  const char *orders; /* stands between head and tail */
  const char *expected[8];
} Case;

static const Case cases[] = {
  { "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi, bổ sung khoản 3 Điều 40 như sau:\n“3. Bến "
    "mở cửa “ban ngày”.”.\n2. Bãi bỏ khoản 2 Điều 9, Điều 10 và Phụ lục III.",
    { "d1.k1 amend L11/2028/QH16 d40.k3 - [-] [-] [3. Bến mở cửa “ban ngày”.]",
      "d1.k2 repeal L11/2028/QH16 d9.k2 - [-] [-] [-]",
      "d1.k2 repeal L11/2028/QH16 d10 - [-] [-] [-]",
      "d1.k2 repeal L11/2028/QH16 pl3 - [-] [-] [-]" } },
  { "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi, bổ sung một số điểm, khoản của Điều 5 như "
    "sau:\na) Sửa đổi, bổ sung khoản 1 như sau:\n“1. Một.”;\nb) Bổ sung điểm p vào sau điểm o "
    "khoản "
    "2 như sau:\n“p) Hai.”;\nc) Bãi bỏ các điểm a, b và đ khoản 3.",
    { "d1.k1.pa amend L11/2028/QH16 d5.k1 - [-] [-] [1. Một.]",
      "d1.k1.pb insert L11/2028/QH16 d5.k2.pp d5.k2.po [-] [-] [p) Hai.]",
      "d1.k1.pc repeal L11/2028/QH16 d5.k3.pa - [-] [-] [-]",
      "d1.k1.pc repeal L11/2028/QH16 d5.k3.pb - [-] [-] [-]",
      "d1.k1.pc repeal L11/2028/QH16 d5.k3.pdd - [-] [-] [-]" } },
  { "Điều 1. Bổ sung Điều 5a vào sau Điều 5\n“Điều 5a. Đèn hiệu\n1. Bến có đèn.\n2. Đèn sáng cả "
    "đêm.”.\nĐiều 2. Bổ sung khoản 4 và khoản 5 vào sau khoản 3 Điều 7 của Luật Đò ngang số "
    "12/2029/QH16\nBổ sung khoản 4 và khoản 5 vào sau khoản 3 Điều 7 như sau:\n“4. Bốn.\n5. Năm.”.",
    { "d1 insert L11/2028/QH16 d5a d5 [-] [-] [Điều 5a. Đèn hiệu\n1. Bến có đèn.\n2. Đèn sáng cả "
      "đêm.]",
      "d2 insert L12/2029/QH16 d7.k4 d7.k3 [-] [-] [4. Bốn.]",
      "d2 insert L12/2029/QH16 d7.k5 d7.k3 [-] [-] [5. Năm.]" } },
  { "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi, bổ sung khoản 4 và bổ sung khoản 5 vào Điều "
    "77 như sau:\n“4. Bốn.\n5. Năm.”.\n2. Bổ sung khoản 1a vào trước khoản 2 Điều 78 như "
    "sau:\n“1a. "
    "Một a.”.",
    { "d1.k1 amend L11/2028/QH16 d77.k4 - [-] [-] [4. Bốn.]",
      "d1.k1 insert L11/2028/QH16 d77.k5 - [-] [-] [5. Năm.]",
      "d1.k2 insert L11/2028/QH16 d78.k1a <d78.k2 [-] [-] [1a. Một a.]" } },
  { "Điều 1. Thay thế, bãi bỏ một số cụm từ\n1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” "
    "tại tên và khoản 1, 2 Điều 6; các điểm b, c khoản 1 Điều 8.\n2. Bỏ cụm từ “, thị trấn” tại "
    "tên "
    "Điều 4, khoản 3 Điều 4.",
    { "d1.k1 replace-phrase L11/2028/QH16 d6/heading - [cấp huyện] [cấp xã] [-]",
      "d1.k1 replace-phrase L11/2028/QH16 d6.k1 - [cấp huyện] [cấp xã] [-]",
      "d1.k1 replace-phrase L11/2028/QH16 d6.k2 - [cấp huyện] [cấp xã] [-]",
      "d1.k1 replace-phrase L11/2028/QH16 d8.k1.pb - [cấp huyện] [cấp xã] [-]",
      "d1.k1 replace-phrase L11/2028/QH16 d8.k1.pc - [cấp huyện] [cấp xã] [-]",
      "d1.k2 delete-phrase L11/2028/QH16 d4/heading - [, thị trấn] [-] [-]",
      "d1.k2 delete-phrase L11/2028/QH16 d4.k3 - [, thị trấn] [-] [-]" } },
  { "Điều 1. Một số cụm từ\n1. Bổ sung cụm từ “và bến phao” vào sau cụm từ “bến thuyền” tại Điều "
    "3.\n2. Bổ sung cụm từ “theo mùa” vào cuối khoản 2 Điều 5.\n3. Thay thế cụm từ “đò” tại Điều 6 "
    "và cụm từ “ghe” tại Điều 7 thành “thuyền”.\n4. Thay thế cụm từ “A” bằng cụm từ “B”; cụm từ "
    "“C” bằng cụm từ “D” tại Điều 8.",
    { "d1.k1 insert-phrase L11/2028/QH16 d3 - [bến thuyền] [và bến phao] [-]",
      "d1.k2 insert-phrase L11/2028/QH16 d5.k2 - [-] [theo mùa] [-]",
      "d1.k3 replace-phrase L11/2028/QH16 d6 - [đò] [thuyền] [-]",
      "d1.k3 replace-phrase L11/2028/QH16 d7 - [ghe] [thuyền] [-]",
      "d1.k4 replace-phrase L11/2028/QH16 d8 - [A] [B] [-]",
      "d1.k4 replace-phrase L11/2028/QH16 d8 - [C] [D] [-]" } },
  { "Điều 1. Sửa đổi, bổ sung một số điều\n1. Bãi bỏ khoản 2 và khoản 3, từ “d,” tại khoản 5 Điều "
    "77; các điều 90 và 91.\n2. Sửa đổi, bổ sung đoạn đầu khoản 1 Điều 69 như sau:\n“1. Đầu:”.\n3. "
    "Sửa đổi, bổ sung tên Điều 28 như sau:\n“Điều 28. Tên mới”.",
    { "d1.k1 delete-phrase L11/2028/QH16 d77.k5 - [d,] [-] [-]",
      "d1.k1 repeal L11/2028/QH16 d77.k2 - [-] [-] [-]",
      "d1.k1 repeal L11/2028/QH16 d77.k3 - [-] [-] [-]",
      "d1.k1 repeal L11/2028/QH16 d90 - [-] [-] [-]",
      "d1.k1 repeal L11/2028/QH16 d91 - [-] [-] [-]",
      "d1.k2 amend L11/2028/QH16 d69.k1/lead - [-] [-] [1. Đầu:]",
      "d1.k3 amend L11/2028/QH16 d28/heading - [-] [-] [Điều 28. Tên mới]" } },
  { "Điều 1. Văn bản hết hiệu lực\n1. Luật Bến cảng số 3/2010/QH12 đã được sửa đổi, bổ sung một số "
    "điều theo Luật số 4/2012/QH13 hết hiệu lực kể từ ngày 01/7/2031.\n2. Bãi bỏ Nghị quyết số "
    "5/2015/NQ-HĐTP ngày 02/3/2015 hướng dẫn áp dụng một số quy định của Luật số 3/2010/QH12.\n3. "
    "Thông tư này thay thế Thông tư số 6/2016/TT-BTP.",
    { "d1.k1 expire L03/2010/QH12 - - [-] [-] [-]",
      "d1.k2 repeal NQ05/2015/NQ-HĐTP - - [-] [-] [-]",
      "d1.k3 replace TT06/2016/TT-BTP - - [-] [-] [-]" } },
};

static void
orders_are_read_with_their_units_and_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, cases[i].orders, TAIL, NULL);
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) found = read_text (text, notes);

      for (guint k = 0; k < found->len; k++)
        {
          g_autofree char *line = describe (g_ptr_array_index (found, k));

          g_assert_cmpuint (k, <, G_N_ELEMENTS (cases[i].expected));
          g_assert_cmpstr (line, ==, cases[i].expected[k]);
        }
      g_assert_true (found->len == G_N_ELEMENTS (cases[i].expected)
                     || cases[i].expected[found->len] == NULL);
      for (guint k = 0; k < notes->len; k++)
        g_test_message ("%s", (char *)g_ptr_array_index (notes, k));
      g_assert_cmpuint (notes->len, ==, 0);
    }
}

static void
a_later_day_of_one_unit_is_taken_from_the_last_article (void)
{
  g_autoptr (GPtrArray) found = read_text (
      HEAD "Điều 1. Sửa đổi, bổ sung một số điều\n1. Bãi bỏ Điều 3.\n2. Bãi bỏ Điều 4." TAIL
           "2. Khoản 2 Điều 1 của Luật này có hiệu lực từ ngày 01 tháng 01 năm 2032.\n",
      NULL);

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((TlAmendment *)g_ptr_array_index (found, 0))->effective, ==, NULL);
  g_assert_cmpstr (((TlAmendment *)g_ptr_array_index (found, 1))->effective, ==, "2032-01-01");
}

static void
what_is_not_understood_is_noted_with_its_unit (void)
{
  static const char *const orders[] = {
    "Điều 1. Sửa đổi, bổ sung một số điều\n1. Bổ sung dòng thứ ba bảng 2 như sau:\n“x”.",
    "Điều 1. Sửa đổi, bổ sung một số điều\n1. Thay thế cụm từ “x” tại Điều 3.",
    "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi, bổ sung khoản 1 và khoản 2 Điều 3 như "
    "sau:\n“1. Chỉ có một.”.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, orders[i], TAIL, NULL);
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) found = read_text (text, notes);

      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (notes, 0), "d1.k1: "));
    }
}

static void
a_longer_title_is_not_the_law_it_begins_with (void)
{
  static const struct
  {
    const char *heading;
    const char *key;
  } targets[] = {
    { "Điều 1. Sửa đổi, bổ sung một số điều của Bộ luật Dân sự cổ lệ", "Bộ luật Dân sự cổ lệ" },
    { "Điều 1. Sửa đổi, bổ sung một số điều của Bộ luật Dân sự tập huấn", "BLDS-TH2016" },
    { "Điều 1. Sửa đổi, bổ sung một số điều của Bộ luật Dân sự", "BLDS2015" },
    { "Điều 1. Sửa đổi, bổ sung một số điều của Bộ luật Dân sự và luật khác", "BLDS2015" },
    { "Điều 1. Sửa đổi, bổ sung một số điều của Luật Bến thuyền, đò ngang số 7/2030/QH16",
      "L07/2030/QH16" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *text
          = g_strconcat (HEAD, targets[i].heading, "\n1. Bãi bỏ Điều 3.", TAIL, NULL);
      g_autoptr (GPtrArray) found = read_text (text, NULL);

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (((TlAmendment *)g_ptr_array_index (found, 0))->target->key, ==,
                       targets[i].key);
    }
}

static void
a_title_without_a_number_is_the_edition_of_its_time (void)
{
  static const struct
  {
    const char *number; /* of the amending law */
    const char *key;
    const char *target; /* its number */
  } cases_of_time[] = {
    { "21/2031/QH17", "BLHS2015", "100/2015/QH13" },
    { "21/2010/QH12", "BLHS1999", "15/1999/QH10" },
    /* The old code was in force to the end of 2017, the new one was there. */
    { "21/2017/QH14", "Bộ luật Hình sự", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases_of_time); i++)
    {
      g_autofree char *text
          = g_strconcat ("QUỐC HỘI\nLuật số: ", cases_of_time[i].number,
                         "\n\nLUẬT\nBẾN THUYỀN\n\nĐiều 1. Phạm vi\nLuật này quy định về bến "
                         "thuyền.\nĐiều 2. Sửa đổi, bổ sung một số điều của Bộ luật Hình sự\n1. "
                         "Bãi bỏ Điều 3.",
                         TAIL, NULL);
      g_autoptr (GPtrArray) found = read_text (text, NULL);
      const TlCitedDoc *target;

      g_assert_cmpuint (found->len, ==, 1);
      target = ((TlAmendment *)g_ptr_array_index (found, 0))->target;
      g_assert_cmpstr (target->key, ==, cases_of_time[i].key);
      g_assert_cmpstr (target->number, ==, cases_of_time[i].target);
    }
}

/* One number more than is kept is told, not dropped in silence. */
static void
a_list_too_long_is_noted (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "Điều 1. Bãi bỏ một số điều\n1. Bãi bỏ Điều 1");
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;

  for (int i = 2; i <= 601; i++)
    g_string_append_printf (text, ", Điều %d", i);
  g_string_append (text, "." TAIL);
  found = read_text (text->str, notes);
  g_assert_cmpuint (found->len, ==, 600);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (notes, 0), "d1.k1: lệnh nêu quá nhiều"));
}

/* The list of a consolidated text: the first line has run into the title above it, a footnote's
 * mark has broken another, one gives no day, one title ends with the word before its number. */
static void
a_consolidated_text_lists_what_it_is_made_of (void)
{
  static const char *const expected[]
      = { "ND07/2028/NĐ-CP 2028-07-01", "ND08/2029/NĐ-CP -", "L09/2029/QH16 2030-01-01",
          "ND10/2030/NĐ-CP 2030-08-01" };
  g_autoptr (GPtrArray) found = read_text (
      "CHÍNH PHỦ\nSố: 3/VBHN-BXD\n\nNGHỊ ĐỊNH\nQuy định chi tiết một số điều của Luật Bến thuyền "
      "Nghị định số 7/2028/NĐ-CP ngày 02 tháng 5 năm 2028 của Chính phủ quy định chi tiết một số "
      "điều của Luật Bến thuyền có hiệu lực kể từ ngày [1]\n01 tháng 7 năm 2028, được sửa đổi, bổ "
      "sung bởi:\nNghị định số 8/2029/NĐ-CP ngày 02 tháng 5 năm 2029 của Chính phủ sửa đổi, bổ "
      "sung Nghị định số 7/2028/NĐ-CP.\n2. Luật Công nghệ số số 9/2029/QH16, có hiệu lực kể từ "
      "ngày 01 tháng 01 năm 2030;\n3. Nghị định số 10/2030/NĐ-CP, có hiệu lực kể từ ngày 01 tháng "
      "8 năm 2030.\nCăn cứ Luật Bến thuyền số 11/2028/QH16;\n\nĐiều 1. Phạm vi\nNghị định này quy "
      "định về bến thuyền.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực từ ngày 01 tháng 7 năm "
      "2028.\n",
      NULL);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const TlAmendment *amendment = g_ptr_array_index (found, i);
      g_autofree char *line
          = g_strdup_printf ("%s %s", amendment->target->key, OR_DASH (amendment->effective));

      if (amendment->kind != TL_AMENDMENT_CONSOLIDATE)
        continue;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
      g_assert_cmpstr (line, ==, expected[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

static void
a_law_that_changes_no_other_gives_none (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = read_text ("QUỐC HỘI\nLuật số: 11/2028/QH16\n\nLUẬT\nBẾN "
                                           "THUYỀN\n\nĐiều 1. Phạm vi\n1. Bổ sung hồ sơ khi "
                                           "thiếu.\n2. Bãi bỏ giấy phép.\nĐiều 2. Sửa đổi, bổ sung "
                                           "giấy phép\nSửa đổi, bổ sung giấy phép "
                                           "theo khoản 1 Điều này.\n",
                                           notes);

  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (notes->len, ==, 0);
}

static void
a_preamble_gives_the_bases_and_not_the_laws_in_their_titles (void)
{
  g_autoptr (GPtrArray) found = read_text (
      "CHÍNH PHỦ\nSố: 5/2031/NĐ-CP\n\nNGHỊ ĐỊNH\nQuy định chi tiết một số điều của Luật Bến thuyền "
      "số "
      "11/2028/QH16\n\nCăn cứ Luật Tổ chức Chính phủ số 1/2025/QH15;\nCăn cứ Nghị định số "
      "3/2029/NĐ-CP ngày 02/3/2029 của Chính phủ sửa đổi, bổ sung Nghị định số "
      "2/2020/NĐ-CP;\n\nĐiều "
      "1. Phạm vi\nNghị định này quy định về bến thuyền.\n",
      NULL);
  const char *const expected[]
      = { "basis L01/2025/QH15", "basis ND03/2029/NĐ-CP", "implement L11/2028/QH16" };

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    {
      const TlAmendment *amendment = g_ptr_array_index (found, i);
      g_autofree char *line = g_strdup_printf ("%s %s", tl_amendment_kind_code (amendment->kind),
                                               amendment->target->key);

      g_assert_cmpstr (line, ==, expected[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/amendment/orders", orders_are_read_with_their_units_and_texts);
  g_test_add_func ("/law/amendment/dates", a_later_day_of_one_unit_is_taken_from_the_last_article);
  g_test_add_func ("/law/amendment/notes", what_is_not_understood_is_noted_with_its_unit);
  g_test_add_func ("/law/amendment/title", a_longer_title_is_not_the_law_it_begins_with);
  g_test_add_func ("/law/amendment/edition", a_title_without_a_number_is_the_edition_of_its_time);
  g_test_add_func ("/law/amendment/long-list", a_list_too_long_is_noted);
  g_test_add_func ("/law/amendment/consolidated", a_consolidated_text_lists_what_it_is_made_of);
  g_test_add_func ("/law/amendment/other", a_law_that_changes_no_other_gives_none);
  g_test_add_func ("/law/amendment/bases",
                   a_preamble_gives_the_bases_and_not_the_laws_in_their_titles);
  return g_test_run ();
}
