/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The official fields of án lệ: those of the training corpus, whose authors wrote them down, and
 * made-up ones in layouts that courts have used. */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/judgment/tl-precedent.h"
#include "text/tl-text.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *number;
  const char *title;
  const char *adopted;
  const char *published;
  const char *published_by;
  const char *effective_from;
  const char *paragraphs;
  const char *situation;
  const char *solution;
  const char *keywords;
  const char *holding;
} Case;

static const Case cases[] = {
  { "footnote mark behind the number, two columns, quoted holding",
    "TÒA ÁN NHÂN DÂN TỐI CAO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nÁN LỆ SỐ 95/2026/AL ¹\nVề việc chia hoa lợi của vườn chung\n"
    "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 06 tháng 4 năm 2026 và được\n"
    "công bố theo Quyết định số 920/QĐ-CA ngày 19 tháng 10 năm 2026 của Chánh án Tòa án nhân dân\n"
    "tối cao, áp dụng từ ngày 01 tháng 12 năm 2026.\n"
    "Nguồn án lệ:\nQuyết định giám đốc thẩm số 99/2025/DS-GĐT ngày 16-10-2025 về vụ án “Chia "
    "vườn”.\n"
    "Vị trí nội dung án lệ:\nĐoạn [2], [3] phần “Nhận định của Tòa án”.\n"
    "Khái quát nội dung của án lệ:\n- Tình huống án lệ: Vườn chung có cây do một người trồng.\n"
    "- Giải pháp pháp lý: Hoa lợi thuộc về người trồng.\nNgười khác được bóng mát.\n"
    "Quy định của pháp luật liên quan đến án lệ:\nĐiều 219 Bộ luật Dân sự năm 2015.\n"
    "Từ khóa của án lệ:\n“Vườn chung”; “Hoa lợi”;\n“Người trồng cây”.\n"
    "NỘI DUNG VỤ ÁN:\nÔng A trồng cam.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Về tố tụng.\n[2] Cam là của "
    "ông A.\n[3] Bóng là của chung.\nQUYẾT ĐỊNH:\nHủy bản án.\nNỘI DUNG ÁN LỆ\n"
    "“[2] Cam là của ông A.\n[3] Bóng là “của chung”.”\n",
    "95/2026/AL", "về việc chia hoa lợi của vườn chung", "2026-04-06", "2026-10-19", "920/QĐ-CA",
    "2026-12-01", "2 3", "Vườn chung có cây do một người trồng.",
    "Hoa lợi thuộc về người trồng.\nNgười khác được bóng mát.",
    "Vườn chung|Hoa lợi|Người trồng cây", "[2] Cam là của ông A.\n[3] Bóng là “của chung”." },
  { "old layout without keywords and marks of the summary",
    "ÁN LỆ SỐ 96/2016/AL\nvề vụ án “Trộm bóng mát”\n"
    "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 17 tháng 10 năm 2016 và được "
    "công bố theo Quyết định số 698/QĐ-CA ngày 17 tháng 10 năm 2016 của Chánh án Tòa án nhân dân "
    "tối cao.\nNguồn án lệ:\nQuyết định số 8/2013/HS-GĐT.\nKhái quát nội dung của án lệ:\n"
    "Bóng mát không phải là tài sản.\nQuy định của pháp luật liên quan đến án lệ:\nĐiều 138.\n"
    "NỘI DUNG VỤ ÁN:\nB ngồi.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] B không phạm tội.\nQUYẾT ĐỊNH:\nHủy án.\n"
    "NỘI DUNG ÁN LỆ:\n\"Bóng mát không phải là tài sản.\"",
    "96/2016/AL", "về vụ án “Trộm bóng mát”", "2016-10-17", "2016-10-17", "698/QĐ-CA", "2016-11-16",
    "", NULL, NULL, "", "Bóng mát không phải là tài sản." },
  { "situation and solution under headings of their own, holding found by its place",
    "Án lệ được công bố\nÁN LỆ SỐ: 97/2020/AL\nVề quyền nghe chim hót\n"
    "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 05/02/2020 và được công bố "
    "theo "
    "Quyết định số 50/QĐ-CA ngày 25/02/2020 của Chánh án Tòa án nhân dân tối cao\n"
    "Nguồn án lệ\nBản án số 1/2019/DS-PT.\nVị trí nội dung án lệ\n"
    "Đoạn 2 và đoạn 4 phần “Nhận định của Tòa án”.\nKhái quát nội dung án lệ\nTình huống án lệ\n"
    "Chim hót sớm.\nGiải pháp pháp lý\nNgười nghe không phải trả tiền.\n"
    "Quy định của pháp luật liên quan đến án lệ\nĐiều 10.\nTừ khóa của án lệ\n“Chim”, “Hót, và "
    "nghe”\nNỘI DUNG VỤ ÁN\nChim hót.\nNHẬN ĐỊNH CỦA TÒA ÁN\n[1] Một.\n[2] Chim tự do.\n[3] Ba.\n"
    "[4] Nghe tự do.\nQUYẾT ĐỊNH\nBác đơn.\n",
    "97/2020/AL", "về quyền nghe chim hót", "2020-02-05", "2020-02-25", "50/QĐ-CA", "2020-03-26",
    "2 4", "Chim hót sớm.", "Người nghe không phải trả tiền.", "Chim|Hót, và nghe",
    "[2] Chim tự do.\n[4] Nghe tự do." },
};

static char *
join (const GPtrArray *strings, const char *separator)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? separator : "",
                            (char *)g_ptr_array_index (strings, i));
  return g_string_free (out, FALSE);
}

static void
layouts_give_every_field (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text = tl_text_normalize (c->text, -1, NULL);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlPrecedent) precedent = tl_precedent_read (text, structure);
  g_autofree char *paragraphs = join (precedent->paragraphs, " ");
  g_autofree char *keywords = join (precedent->keywords, "|");

  g_assert_true (structure->is_precedent);
  g_assert_nonnull (structure->number);
  g_assert_cmpstr (structure->number->normal, ==, c->number);
  g_assert_cmpstr (structure->title, ==, c->title);
  g_assert_cmpstr (precedent->adopted, ==, c->adopted);
  g_assert_cmpstr (precedent->published, ==, c->published);
  g_assert_cmpstr (precedent->published_by, ==, c->published_by);
  g_assert_cmpstr (precedent->effective_from, ==, c->effective_from);
  g_assert_cmpstr (paragraphs, ==, c->paragraphs);
  g_assert_cmpstr (precedent->situation, ==, c->situation);
  g_assert_cmpstr (precedent->solution, ==, c->solution);
  g_assert_cmpstr (keywords, ==, c->keywords);
  g_assert_cmpstr (precedent->holding, ==, c->holding);
  g_assert_nonnull (precedent->source);
  g_assert_nonnull (precedent->related);
}

static void
marks_of_footnotes_are_no_part_of_the_number (void)
{
  static const char *const heads[]
      = { "ÁN LỆ SỐ 95/2026/AL ¹", "ÁN LỆ SỐ 95/2026/AL¹", "ÁN LỆ SỐ 95/2026/AL1",
          "ÁN LỆ SỐ: 95/2026/AL(1)", "ÁN LỆ SỐ 95/2026/AL[1]" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *text = g_strconcat (heads[i], "\nVề hoa lợi\nNguồn án lệ\nBản án.", NULL);
      g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);

      g_test_message ("%s", heads[i]);
      g_assert_true (structure->is_precedent);
      g_assert_cmpstr (structure->number->printed, ==, "95/2026/AL");
      g_assert_cmpstr (structure->title, ==, "về hoa lợi");
    }
}

/* What the author wrote above the text of a training án lệ. */
static char *
dup_value (const char *text, const char *key)
{
  const char *at = strstr (text, key);

  g_assert_nonnull (at);
  at += strlen (key);
  return g_strstrip (g_strndup (at, strcspn (at, "\n")));
}

/* The lines between heading @from and heading @to. */
static char *
dup_between (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);
  const char *end = at != NULL ? strstr (at, to) : NULL;

  g_assert_nonnull (end);
  at += strlen (from);
  return g_strstrip (g_strndup (at, (gsize)(end - at)));
}

static void
check_training (const char *file)
{
  g_autofree char *path = g_build_filename (TRAINING_PRECEDENTS, file, NULL);
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;
  g_autofree char *keywords = NULL;
  g_autoptr (TlJudgmentStructure) structure = NULL;
  g_autoptr (TlPrecedent) precedent = NULL;
  static const char *const keys[] = { "Thông qua: ", "Công bố: ", "Quyết định công bố: " };
  static const char *const parts[][2] = {
    { "\nNguồn án lệ\n", "\nVị trí nội dung án lệ\n" },
    { "\nVị trí nội dung án lệ\n", "\nKhái quát nội dung án lệ\n" },
    { "\n- Tình huống án lệ:\n", "\n- Giải pháp pháp lý:\n" },
    { "\n- Giải pháp pháp lý:\n", "\nQuy định của pháp luật liên quan" },
    { "\nQuy định của pháp luật liên quan đến án lệ\n", "\nTừ khóa của án lệ\n" },
  };

  g_test_message ("%s", file);
  g_assert_true (g_file_get_contents (path, &whole, NULL, NULL));
  text = tl_text_normalize (strstr (whole, "ÁN LỆ SỐ"), -1, NULL);
  structure = tl_judgment_structure_parse (text);
  precedent = tl_precedent_read (text, structure);
  {
    const char *const found[]
        = { precedent->adopted, precedent->published, precedent->published_by };
    const char *const read[] = { precedent->source, precedent->location, precedent->situation,
                                 precedent->solution, precedent->related };

    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
      {
        g_autofree char *wanted = dup_value (whole, keys[i]);

        g_assert_cmpstr (found[i], ==, wanted);
      }
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      {
        g_autofree char *wanted = dup_between (text, parts[i][0], parts[i][1]);

        g_assert_cmpstr (read[i], ==, wanted);
      }
  }
  keywords = dup_between (text, "\nTừ khóa của án lệ\n", "\nNỘI DUNG VỤ ÁN");
  for (guint i = 0; i < precedent->keywords->len; i++)
    {
      g_autofree char *quoted
          = g_strdup_printf ("“%s”", (char *)g_ptr_array_index (precedent->keywords, i));

      g_assert_nonnull (strstr (keywords, quoted));
    }
  g_assert_cmpuint (precedent->keywords->len, >=, 2);
  g_assert_cmpuint (precedent->paragraphs->len, >=, 1);
  /* The holding repeats paragraphs of the reasoning. */
  g_assert_nonnull (precedent->holding);
  g_assert_true (g_str_has_prefix (precedent->holding, "["));
  g_assert_true (g_strrstr (text, precedent->holding) != strstr (text, precedent->holding));
}

static void
training_precedents_give_what_their_authors_wrote (void)
{
  g_autoptr (GDir) dir = g_dir_open (TRAINING_PRECEDENTS, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".txt"))
      {
        check_training (file);
        n++;
      }
  g_assert_cmpuint (n, ==, 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/precedent/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], layouts_give_every_field);
    }
  g_test_add_func ("/precedent/marks-of-footnotes-are-no-part-of-the-number",
                   marks_of_footnotes_are_no_part_of_the_number);
  g_test_add_func ("/precedent/training-precedents-give-what-their-authors-wrote",
                   training_precedents_give_what_their_authors_wrote);
  return g_test_run ();
}
