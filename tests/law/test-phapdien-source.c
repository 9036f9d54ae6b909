/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-phapdien-source.h"

static const struct
{
  const char *line;
  const char *article, *type, *number, *title, *issued, *issuer, *effective;
  const char *valid_from, *valid_to;
} cases[] = {
  { "(Điều 173 Bộ luật số 100/2015/QH13, có hiệu lực thi hành kể từ ngày 01/01/2018)", "173",
    "Bộ luật", "100/2015/QH13", NULL, NULL, NULL, "2018-01-01", "2018-01-01", NULL },
  { "(Điều 1 Bộ luật số 100/2015/QH13 Hình sự ngày 27/11/2015 của Quốc hội, có hiệu lực thi hành "
    "kể từ ngày 01/01/2018)",
    "1", "Bộ luật", "100/2015/QH13", "Bộ luật Hình sự", "2015-11-27", "Quốc hội", "2018-01-01",
    "2018-01-01", NULL },
  /* The title names other documents and their dates. */
  { "(Điều 1 Thông tư số 11/2011/TT-BNV Hướng dẫn Nghị định số 12/2011/NĐ-CP ngày 30 tháng 01 năm "
    "2011 của Chính phủ, nay sửa ngày 01/02/2011 ngày 26/09/2011 của Bộ Nội vụ, có hiệu lực thi "
    "hành kể từ ngày 15/11/2011)",
    "1", "Thông tư", "11/2011/TT-BNV",
    "Thông tư hướng dẫn Nghị định số 12/2011/NĐ-CP ngày 30 tháng 01 năm 2011 của Chính phủ, nay "
    "sửa ngày 01/02/2011",
    "2011-09-26", "Bộ Nội vụ", "2011-11-15", "2011-11-15", NULL },
  { "(Điều 8 Luật số 57/2020/QH14 Luật Thanh niên ngày 16/06/2020 của Quốc hội, có hiệu lực thi "
    "hành kể từ ngày 01/01/2021)",
    "8", "Luật", "57/2020/QH14", "Luật Thanh niên", "2020-06-16", "Quốc hội", "2021-01-01",
    "2021-01-01", NULL },
  /* Changed text is in force from its last change on. */
  { "(Điều 12 Bộ Luật số 100/2015/QH13, có hiệu lực thi hành kể từ ngày 01/01/2018, có nội dung "
    "được sửa đổi bởi Điều 1 Luật số 12/2017/QH14 có hiệu lực thi hành kể từ ngày 05/02/2018; Điều "
    "2 Luật số 86/2025/QH15 có hiệu lực thi hành kể từ ngày 01/07/2025)",
    "12", "Bộ luật", "100/2015/QH13", NULL, NULL, NULL, "2018-01-01", "2025-07-01", NULL },
  { "(Điều 292 Bộ luật số 100/2015/QH13, có hiệu lực thi hành kể từ ngày 01/01/2018, bị bãi bỏ bởi "
    "Điều 1 Luật số 12/2017/QH14 có hiệu lực thi hành kể từ ngày 01/03/2018)",
    "292", "Bộ luật", "100/2015/QH13", NULL, NULL, NULL, "2018-01-01", "2018-01-01", "2018-02-28" },
  { "(Điều 35a Thông tư số 119/2020/TT-BTC, có hiệu lực thi hành kể từ ngày 15/02/2021, được bổ "
    "sung, bị bãi bỏ bởi Điều 2 Thông tư số 68/2024/TT-BTC có hiệu lực thi hành kể từ ngày "
    "02/11/2024; Điều 3 Thông tư số 18/2025/TT-BTC có hiệu lực thi hành kể từ ngày 05/05/2025)",
    "35a", "Thông tư", "119/2020/TT-BTC", NULL, NULL, NULL, "2021-02-15", "2024-11-02",
    "2025-05-04" },
  /* Noise of the real pages. */
  { "((Điều 3 Thông tư số 64/2020/TT- BCA, có hiệu lực thi hành kể từ ngày 01/08/2020)", "3",
    "Thông tư", "64/2020/TT-BCA", NULL, NULL, NULL, "2020-08-01", "2020-08-01", NULL },
  { "(Điều 1 Thông tư số liên tịch 191/2005/TTLT/BQP-BLĐTBXH-BTC, có hiệu lực thi hành kể từ ngày "
    "25/01/2006)",
    "1", "Thông tư liên tịch", "191/2005/TTLT/BQP-BLĐTBXH-BTC", NULL, NULL, NULL, "2006-01-25",
    "2006-01-25", NULL },
  { "(Điều 2 Pháp lệnh Về Quyền ưu đãi, miễn trừ, có hiệu lực thi hành kể từ ngày 07/09/1993)", "2",
    "Pháp lệnh", NULL, "Pháp lệnh về Quyền ưu đãi, miễn trừ", NULL, NULL, "1993-09-07",
    "1993-09-07", NULL },
  { "(Điều 5 Thông tư liên tịch số 02 /2018/TTLT-BCA-VKSNDTC Quy định ngày 31/02/2018 của A, có "
    "hiệu lực thi hành kể từ ngày 35/01/2018)",
    "5", "Thông tư liên tịch", "02/2018/TTLT-BCA-VKSNDTC",
    "Thông tư liên tịch quy định ngày 31/02/2018 của A", NULL, NULL, NULL, NULL, NULL },
  { "", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
  { "(((", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
};

static void
a_source_line_names_its_document (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlPhapdienSource) source = tl_phapdien_source_parse (cases[i].line);
      g_autofree char *title = tl_phapdien_source_dup_title (source);
      g_autofree char *valid_to = tl_phapdien_source_dup_valid_to (source);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (source->article, ==, cases[i].article);
      g_assert_cmpstr (source->type, ==, cases[i].type);
      g_assert_cmpstr (source->number, ==, cases[i].number);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (source->issued, ==, cases[i].issued);
      g_assert_cmpstr (source->issuer, ==, cases[i].issuer);
      g_assert_cmpstr (source->effective, ==, cases[i].effective);
      g_assert_cmpstr (tl_phapdien_source_get_valid_from (source), ==, cases[i].valid_from);
      g_assert_cmpstr (valid_to, ==, cases[i].valid_to);
    }
}

static void
the_documents_that_changed_an_article_are_named (void)
{
  g_autoptr (TlPhapdienSource) source = tl_phapdien_source_parse (cases[4].line);

  g_assert_cmpuint (source->changes->len, ==, 2);
  g_assert_cmpstr (((TlPhapdienChange *)g_ptr_array_index (source->changes, 0))->number, ==,
                   "12/2017/QH14");
  g_assert_cmpstr (((TlPhapdienChange *)g_ptr_array_index (source->changes, 1))->date, ==,
                   "2025-07-01");
  g_assert_false (source->repealed);
}

static void
a_document_that_says_it_has_no_number_is_told_apart (void)
{
  g_autoptr (TlPhapdienSource) source = tl_phapdien_source_parse (
      "(Điều 1 Pháp lệnh số Không số Về Quyền ưu đãi ngày 23/08/1993 của Uỷ ban Thường vụ Quốc "
      "hội, có hiệu lực thi hành kể từ ngày 07/09/1993)");

  g_assert_null (source->number);
  g_assert_true (source->says_no_number);
  g_assert_cmpstr (source->title, ==, "Về Quyền ưu đãi");
  g_assert_cmpstr (source->issued, ==, "1993-08-23");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/phapdien-source/a-source-line-names-its-document",
                   a_source_line_names_its_document);
  g_test_add_func ("/import/phapdien-source/the-documents-that-changed-an-article-are-named",
                   the_documents_that_changed_an_article_are_named);
  g_test_add_func ("/import/phapdien-source/a-document-that-says-it-has-no-number-is-told-apart",
                   a_document_that_says_it_has_no_number_is_told_apart);
  return g_test_run ();
}
