/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "import/tl-page-clean.h"

static TlPageCleaner *
clean (const char *const *pages)
{
  TlPageCleaner *cleaner = tl_page_cleaner_new ();

  for (; *pages != NULL; pages++)
    tl_page_cleaner_add (cleaner, g_strdup (*pages), TRUE);
  return cleaner;
}

static void
running_heads_page_numbers_and_stamps_go (void)
{
  static const char *const pages[]
      = { "2 CÔNG BÁO/Số 955 + 956/Ngày 22-7-2025\nĐiều 1. Phạm vi điều chỉnh của Luật\nđược nêu ở "
          "đây.\n",
          "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\nEmail: a@b.vn\nCơ quan: VĂN PHÒNG\nThời gian ký: "
          "12.04.2024 14:37:17 +07:00\nMột dòng có thật, với 12 chữ số.\n\n3\n",
          NULL };
  g_autoptr (TlPageCleaner) cleaner = clean (pages);

  g_assert_cmpstr (cleaner->text->str, ==,
                   "Điều 1. Phạm vi điều chỉnh của Luật\nđược nêu ở đây.\n\fMột dòng có thật, với "
                   "12 chữ số.\n");
  g_assert_cmpuint (cleaner->stamps, ==, 1);
  g_assert_cmpuint (cleaner->empty, ==, 0);
  g_assert_cmpuint (cleaner->starts->len, ==, 2);
  g_assert_cmpuint (g_array_index (cleaner->starts, gsize, 1), ==,
                    strcspn (cleaner->text->str, "\f") + 1);
}

static void
a_head_that_stands_again_on_a_later_page_goes (void)
{
  static const char *const pages[] = {
    "DỮ LIỆU TẬP HUẤN – HƯ CẤU\nTÒA ÁN NHÂN DÂN\nBản án số: 1/2024/DS-ST\nBên nhận đặt cọc từ\n",
    "DỮ LIỆU TẬP HUẤN – HƯ CẤU\n2\nchối giao kết hợp đồng.\nDỮ LIỆU TẬP HUẤN – HƯ CẤU là tên.\n",
    NULL
  };
  g_autoptr (TlPageCleaner) cleaner = clean (pages);

  g_assert_cmpstr (
      cleaner->text->str, ==,
      "DỮ LIỆU TẬP HUẤN – HƯ CẤU\nTÒA ÁN NHÂN DÂN\nBản án số: 1/2024/DS-ST\nBên nhận đặt cọc từ\n"
      "\fchối giao kết hợp đồng.\nDỮ LIỆU TẬP HUẤN – HƯ CẤU là tên.\n");
}

static void
a_page_with_only_a_stamp_has_no_text (void)
{
  static const char *const pages[]
      = { "Người ký: A\nEmail: b\nCơ quan: C\nThời gian ký: 1.1.2024\n", "12\n", "", NULL };
  g_autoptr (TlPageCleaner) cleaner = clean (pages);

  g_assert_cmpuint (cleaner->empty, ==, 3);
  g_assert_cmpuint (cleaner->letters, ==, 0);
  g_assert_cmpuint (tl_page_count_letters (pages[0]), ==, 0);
}

static void
locate (const TlPageCleaner *cleaner, const char *words, guint *page, guint *from, guint *to)
{
  const char *at = strstr (cleaner->text->str, words);
  gsize start;

  g_assert_nonnull (at);
  start = (gsize)(at - cleaner->text->str);
  tl_page_map_locate (cleaner->map, cleaner->text->str, start, start + strlen (words), page, from,
                      to);
}

static void
every_place_of_the_text_is_found_on_its_page (void)
{
  static const char *const pages[]
      = { "1\n  Điều 1. Tội trộm cắp tài sản\nngười nào trá i phép lấy của người khác\n",
          "2\nthì bị phạt tù. Đ i ề u  2 . Tội cướp tài sản của công dân\n", NULL };
  g_autoptr (TlPageCleaner) cleaner = clean (pages);
  guint page, from, to;

  locate (cleaner, "Tội trộm cắp", &page, &from, &to);
  g_assert_cmpuint (page, ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      const char *words = i == 0 ? "Tội trộm cắp" : "của người khác";
      g_autofree char *own = NULL;

      locate (cleaner, words, &page, &from, &to);
      own = g_utf8_substring (pages[0], from, to);
      g_assert_cmpstr (own, ==, words);
    }
  /* Over the page break: the end is on the later page when it comes before the start there. */
  locate (cleaner, "của người khác\n\fthì", &page, &from, &to);
  g_assert_cmpuint (page, ==, 1);
  g_assert_cmpuint (to, <, from);
}

static void
ocr_pages_have_a_number_but_no_characters (void)
{
  g_autoptr (TlPageCleaner) cleaner = tl_page_cleaner_new ();
  guint page, from, to;

  tl_page_cleaner_add (cleaner, g_strdup ("Trang một có chữ do máy đọc.\n"), FALSE);
  tl_page_cleaner_add (cleaner, g_strdup ("Trang hai cũng do máy đọc ra.\n"), FALSE);
  locate (cleaner, "hai cũng", &page, &from, &to);
  g_assert_cmpuint (page, ==, 2);
  g_assert_cmpuint (from, ==, 0);
  g_assert_cmpuint (to, ==, 0);
}

static void
an_empty_map_knows_no_page (void)
{
  g_autoptr (TlPageMap) map = tl_page_map_new ();
  guint page, from, to;

  tl_page_map_locate (map, "abc", 1, 2, &page, &from, &to);
  g_assert_cmpuint (page, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/page-clean/running-heads-page-numbers-and-stamps-go",
                   running_heads_page_numbers_and_stamps_go);
  g_test_add_func ("/import/page-clean/a-head-that-stands-again-on-a-later-page-goes",
                   a_head_that_stands_again_on_a_later_page_goes);
  g_test_add_func ("/import/page-clean/a-page-with-only-a-stamp-has-no-text",
                   a_page_with_only_a_stamp_has_no_text);
  g_test_add_func ("/import/page-clean/every-place-of-the-text-is-found-on-its-page",
                   every_place_of_the_text_is_found_on_its_page);
  g_test_add_func ("/import/page-clean/ocr-pages-have-a-number-but-no-characters",
                   ocr_pages_have_a_number_but_no_characters);
  g_test_add_func ("/import/page-clean/an-empty-map-knows-no-page", an_empty_map_knows_no_page);
  return g_test_run ();
}
