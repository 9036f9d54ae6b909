/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as paragraphs, versions by date, the outline, passages: all without a display. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "ui/reader/tl-outline-item.h"
#include "ui/reader/tl-passage.h"
#include "ui/reader/tl-place.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/reader/tl-text-html.h"
#include "ui/reader/tl-text-mark.h"
#include "ui/reader/tl-text-model.h"

static TlBlock *
add (TlDocument *document,
     TlBlockKind kind,
     int parent,
     const char *anchor,
     const char *label,
     const char *heading,
     const char *text)
{
  TlBlock *block = tl_block_new (kind, parent, anchor);

  block->label = g_strdup (label);
  block->heading = g_strdup (heading);
  g_free (block->text);
  block->text = g_strdup (text != NULL ? text : "");
  return tl_document_add (document, block);
}

/* Điều 1 always; Điều 2 until 2020 and, differently, from 2021; Điều 3 only from 2021 although the
 * law is in force since 2017. */
static TlDocument *
make_statute (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "x");

  document->title = g_strdup ("Luật thử");
  document->number = g_strdup ("1/2016/QH");
  document->effective_from = g_strdup ("2017-01-01");
  add (document, TL_BLOCK_CHAPTER, -1, "c1", "Chương I", "CHUNG", NULL);
  add (document, TL_BLOCK_ARTICLE, 0, "d1", "Điều 1", "Phạm vi", "Dòng một.\nDòng hai.");
  add (document, TL_BLOCK_CLAUSE, 1, "d1.k1", "1", NULL, "Khoản một:");
  add (document, TL_BLOCK_POINT, 2, "d1.k1.pa", "a", NULL, "điểm a;");
  add (document, TL_BLOCK_ARTICLE, 0, "d2", "Điều 2", "Cũ", NULL)->valid_to
      = g_strdup ("2020-12-31");
  add (document, TL_BLOCK_CLAUSE, 4, "d2.k1", "1", NULL, "Bản cũ.");
  add (document, TL_BLOCK_ARTICLE, 0, "d2", "Điều 2", "Mới", NULL)->valid_from
      = g_strdup ("2021-01-01");
  add (document, TL_BLOCK_CLAUSE, 6, "d2.k1", "1", NULL, "Bản mới.");
  add (document, TL_BLOCK_ARTICLE, 0, "d3", "Điều 3", "Thêm", "Chỉ có bản này.")->valid_from
      = g_strdup ("2021-01-01");
  return document;
}

static TlDocument *
make_judgment (void)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, "j");

  document->title = g_strdup ("Tranh chấp đặt cọc");
  add (document, TL_BLOCK_HEADING, -1, "noidung", NULL, "Nội dung vụ án", NULL)->page = 1;
  add (document, TL_BLOCK_PARAGRAPH, 0, "noidung.t1", NULL, NULL, "Nguyên đơn trình bày.")->page
      = 1;
  add (document, TL_BLOCK_HEADING, -1, "nhan", NULL, "Nhận định của Tòa án", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 2, "nhan.1", "[1]", NULL,
       "Về tố tụng, xét thẩm quyền: Tòa án thụ lý đúng.");
  add (document, TL_BLOCK_PARAGRAPH, 2, "nhan.2", "[2]", NULL,
       "Bên nhận cọc từ chối giao kết nên phải trả cọc và một khoản tương đương.");
  for (guint i = 2; i < 5; i++)
    {
      TlBlock *block = tl_document_get_block (document, i);

      block->page = 2;
      block->page_from = (i - 2) * 100;
      block->page_to = (i - 1) * 100 - 1;
    }
  return document;
}

static void
a_statute_becomes_paragraphs_with_labels_and_roles (void)
{
  static const struct
  {
    TlTextRole role;
    const char *anchor;
    const char *text;
    guint lead;
  } expected[] = {
    { TL_TEXT_TITLE, NULL, "Luật thử", 0 },
    { TL_TEXT_SUBTITLE, NULL, "1/2016/QH", 0 },
    { TL_TEXT_DIVISION, "c1", "Chương I. CHUNG", 0 },
    { TL_TEXT_ARTICLE, "d1", "Điều 1. Phạm vi", 0 },
    { TL_TEXT_BODY, NULL, "Dòng một.", 0 },
    { TL_TEXT_BODY, NULL, "Dòng hai.", 0 },
    { TL_TEXT_CLAUSE, "d1.k1", "1. Khoản một:", 2 },
    { TL_TEXT_POINT, "d1.k1.pa", "a) điểm a;", 2 },
    { TL_TEXT_ARTICLE, "d2", "Điều 2. Mới", 0 },
  };
  TlDocument *document = make_statute ();
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2024-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);

      g_assert_cmpstr (paragraph->text, ==, expected[i].text);
      g_assert_cmpint (paragraph->role, ==, expected[i].role);
      g_assert_cmpstr (paragraph->anchor, ==, expected[i].anchor);
      g_assert_cmpuint (paragraph->lead, ==, expected[i].lead);
    }
  tl_document_unref (document);
}

static void
a_label_that_the_text_repeats_is_said_once (void)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, "j");
  g_autoptr (TlTextModel) model = NULL;

  add (document, TL_BLOCK_PARAGRAPH, -1, "nhan.1", "[1]", NULL, "[1] Về tố tụng.");
  model = tl_text_model_new (document, "2024-01-01");
  g_assert_cmpstr (tl_text_model_get (model, 0)->text, ==, "[1] Về tố tụng.");
  g_assert_cmpuint (tl_text_model_get (model, 0)->lead, ==, 3);
  tl_document_unref (document);
}

static void
the_version_in_force_on_the_date_is_shown (void)
{
  static const struct
  {
    const char *as_of;
    const char *present;
    const char *absent;
    guint n_missing;
  } cases[] = {
    { "2020-12-31", "Bản cũ.", "Bản mới.", 1 },
    { "2021-01-01", "Bản mới.", "Bản cũ.", 0 },
    { "2017-01-01", "Bản cũ.", "Chỉ có bản này.", 1 },
    { "2030-01-01", "Chỉ có bản này.", "Bản cũ.", 0 },
  };
  TlDocument *document = make_statute ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlTextModel) model = tl_text_model_new (document, cases[i].as_of);
      g_autofree char *text = tl_text_model_dup_text (model);

      g_assert_nonnull (strstr (text, cases[i].present));
      g_assert_null (strstr (text, cases[i].absent));
      g_assert_cmpuint (model->n_missing, ==, cases[i].n_missing);
      g_assert_cmpuint (model->n_other, ==, 1);
    }
  tl_document_unref (document);
}

static void
an_article_without_a_text_for_the_date_says_so_in_its_place (void)
{
  TlDocument *document = make_statute ();
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2018-06-01");
  int index = tl_text_model_find (model, "d3");

  g_assert_cmpint (index, >, 0);
  g_assert_cmpstr (tl_text_model_get (model, (guint)index)->text, ==, "Điều 3. Thêm");
  g_assert_cmpint (tl_text_model_get (model, (guint)index + 1)->role, ==, TL_TEXT_MISSING);
  g_assert_nonnull (strstr (tl_text_model_get (model, (guint)index + 1)->text, "01/01/2021"));
  tl_document_unref (document);
}

static void
an_anchor_that_is_not_shown_leads_to_what_it_stands_in (void)
{
  static const struct
  {
    const char *anchor;
    const char *text;
  } cases[] = {
    { "d1.k1.pa", "a) điểm a;" },
    { "d1.k1.pz", "1. Khoản một:" },
    { "d1.k9.pa", "Điều 1. Phạm vi" },
    { "d99", NULL },
    { "", NULL },
  };
  TlDocument *document = make_statute ();
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2024-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int index = tl_text_model_find (model, cases[i].anchor);

      if (cases[i].text == NULL)
        g_assert_cmpint (index, ==, -1);
      else
        g_assert_cmpstr (tl_text_model_get (model, (guint)index)->text, ==, cases[i].text);
    }
  tl_document_unref (document);
}

static void
the_outline_lists_chapters_articles_and_numbered_paragraphs (void)
{
  static const char *const statute[]
      = { "0 Chương I. CHUNG", "1 Điều 1. Phạm vi", "1 Điều 2. Mới", "1 Điều 3. Thêm" };
  static const char *const judgment[]
      = { "0 Nội dung vụ án", "0 Nhận định của Tòa án", "1 [1] Về tố tụng, xét thẩm quyền",
          "1 [2] Bên nhận cọc từ chối giao kết nên phải trả cọc và một khoản tương đương" };
  TlDocument *documents[] = { make_statute (), make_judgment () };

  for (guint d = 0; d < 2; d++)
    {
      g_autoptr (TlTextModel) model = tl_text_model_new (documents[d], "2024-01-01");
      g_autoptr (GListStore) outline = tl_outline_build (model);
      const char *const *expected = d == 0 ? statute : judgment;

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outline)), ==, 4);
      for (guint i = 0; i < 4; i++)
        {
          g_autoptr (TlOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (outline), i);
          g_autofree char *line = g_strdup_printf ("%u %s", tl_outline_item_get_depth (item),
                                                   tl_outline_item_get_title (item));

          g_assert_cmpstr (line, ==, expected[i]);
          g_assert_cmpint (
              tl_outline_current (G_LIST_MODEL (outline), tl_outline_item_get_paragraph (item)), ==,
              (int)i);
        }
      g_assert_cmpint (tl_outline_current (G_LIST_MODEL (outline), 0), ==, -1);
      tl_document_unref (documents[d]);
    }
}

static void
the_outline_is_filtered_without_marks (void)
{
  TlDocument *document = make_statute ();
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2024-01-01");
  g_autoptr (GListStore) outline = tl_outline_build (model);
  g_autoptr (TlOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (outline), 1);

  g_assert_true (tl_outline_item_matches (item, "dieu 1"));
  g_assert_true (tl_outline_item_matches (item, "PHẠM"));
  g_assert_false (tl_outline_item_matches (item, "điều 2"));
  tl_document_unref (document);
}

static void
a_passage_is_found_however_the_lines_break (void)
{
  static const struct
  {
    const char *text;
    const char *passage;
    const char *found; /* NULL: not found */
  } cases[] = {
    { "Một hai ba bốn năm sáu bảy.", "ba bốn năm", "ba bốn năm" },
    { "Một hai ba\nbốn năm sáu bảy.", "BA BỐN NĂM", "ba\nbốn năm" },
    { "Bên nhận cọc từ\n12\nchối giao kết thì phải trả", "nhận cọc từ chối giao kết thì",
      "nhận cọc từ\n12\nchối giao kết thì" },
    { "Yêu cầu phạt cọc được hoà giải xong", "…phạt cọc được hòa giải…", "phạt cọc được hoà giải" },
    { "đầu đoạn này rồi rất nhiều chữ khác nữa không có trong đoạn trích và cuối đoạn kia",
      "đầu đoạn này … và cuối đoạn kia", "và cuối đoạn kia" },
    { "Không có gì ở đây cả", "hợp đồng đặt cọc mua đất", NULL },
    { "", "một", NULL },
    { "một", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint from = 0, to = 0;
      double share = tl_passage_find (cases[i].text, cases[i].passage, &from, &to);
      g_autofree char *found = NULL;

      g_test_message ("%s", cases[i].passage);
      if (cases[i].found == NULL)
        {
          g_assert_cmpfloat (share, ==, 0);
          continue;
        }
      g_assert_cmpfloat (share, >=, 0.5);
      found = g_utf8_substring (cases[i].text, from, to);
      g_assert_true (g_str_has_prefix (found, cases[i].found));
    }
}

static void
a_passage_is_marked_in_its_unit (void)
{
  TlDocument *document = make_judgment ();
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2024-01-01");
  TlTextSpan span;
  g_autofree char *marked = NULL;

  g_assert_true (tl_text_mark_find (model, "nhan.2", "từ chối giao kết nên phải trả cọc", &span));
  g_assert_cmpuint (span.from_paragraph, ==, span.to_paragraph);
  marked
      = g_utf8_substring (tl_text_model_get (model, span.from_paragraph)->text, span.from, span.to);
  g_assert_cmpstr (marked, ==, "từ chối giao kết nên phải trả cọc");
  /* The wrong unit: the whole document is searched. */
  g_assert_true (tl_text_mark_find (model, "noidung", "từ chối giao kết nên phải trả cọc", &span));
  g_assert_cmpint ((int)span.from_paragraph, ==, tl_text_model_find (model, "nhan.2"));
  g_assert_false (tl_text_mark_find (model, "nhan.2", "tội trộm cắp tài sản công dân", &span));
  tl_document_unref (document);
}

static void
a_page_and_a_unit_are_the_same_place (void)
{
  static const struct
  {
    guint page;
    double fraction;
    const char *anchor;
  } cases[] = {
    { 1, 0.0, "noidung.t1" }, { 1, 1.0, "noidung.t1" }, { 2, 0.0, "nhan" },
    { 2, 0.5, "nhan.1" },     { 2, 0.9, "nhan.2" },     { 7, 0.0, "nhan.2" },
  };
  TlDocument *document = make_judgment ();
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2024-01-01");
  TlPdfWanted wanted;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int paragraph = tl_place_paragraph_at (model, cases[i].page, cases[i].fraction);

      g_assert_cmpint (paragraph, >=, 0);
      g_assert_cmpstr (tl_text_model_anchor_at (model, (guint)paragraph), ==, cases[i].anchor);
    }
  g_assert_true (tl_place_of_anchor (model, "nhan.2", &wanted));
  g_assert_cmpuint (wanted.page, ==, 2);
  g_assert_cmpuint (wanted.from, ==, 200);
  g_assert_false (tl_place_of_anchor (model, "zz", &wanted));
  tl_document_unref (document);
}

static void
html_holds_text_only_as_text (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "x");
  g_autoptr (TlTextModel) model = NULL;
  g_autofree char *html = NULL;
  const TlTextSpan mark = { 1, 0, 1, 5 };

  document->title = g_strdup ("</title><script>alert(1)</script>");
  add (document, TL_BLOCK_ARTICLE, -1, "d1\"><script>", "Điều 1", "A & B </style>",
       "<img src=\"https://example.org/\"> \"x\" 'y'");
  model = tl_text_model_new (document, "2024-01-01");
  html = tl_text_html_build (model, &mark);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "d1\""));
  g_assert_nonnull (strstr (html, "default-src 'none'"));
  g_assert_nonnull (strstr (html, "<mark id=\"mark\">Điều </mark>1. A &amp; B &lt;/style&gt;"));
  tl_document_unref (document);
}

static void
the_bar_says_what_the_date_means (void)
{
  TlDocument *document = make_statute ();
  g_autoptr (TlTextModel) then = tl_text_model_new (document, "2018-06-01");
  g_autoptr (TlTextModel) now = tl_text_model_new (document, "2024-01-01");
  g_autofree char *other_day = tl_reader_law_message (then, "2024-01-01");
  g_autofree char *today = tl_reader_law_message (now, "2024-01-01");
  g_autofree char *file = NULL;

  g_assert_cmpstr (other_day, ==,
                   "The text in force on 01/6/2018 is shown. 1 article has no text for this date. "
                   "1 unit has another version, for other dates.");
  g_assert_cmpstr (today, ==, "1 unit has another version, for other dates.");
  document->file = g_strdup ("x.pdf");
  file = tl_reader_file_message (document, FALSE);
  g_assert_nonnull (strstr (file, "not installed"));
  g_free (file);
  document->text_source = g_strdup ("none");
  file = tl_reader_file_message (document, TRUE);
  g_assert_nonnull (strstr (file, "scan"));
  tl_document_unref (document);
}

static void
every_member_of_a_list_can_be_pressed (void)
{
  static const struct
  {
    const char *text;
    const char *pieces; /* what leads to the first, the second ... */
  } cases[] = {
    { "Theo khoản 3, khoản 11 Điều 26 thì", "khoản 3|khoản 11 Điều 26" },
    { "Theo các khoản 1, 3 và 5 Điều 39 của luật", "các khoản 1|3|5 Điều 39" },
    { "Theo điểm c và/hoặc d khoản 1 Điều 2", "điểm c|d khoản 1 Điều 2" },
    { "Theo Điều 26, 35 và Điều 39", "Điều 26|35|Điều 39" },
    { "Theo điểm a khoản 1 Điều 35; khoản 1,\nkhoản 2 Điều 36",
      "điểm a khoản 1 Điều 35|khoản 1|khoản 2 Điều 36" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) judgment = tl_document_new (TL_DOC_JUDGMENT, "ban-an");
      g_autoptr (GPtrArray) links = NULL;
      g_autoptr (TlTextModel) model = NULL;
      g_auto (GStrv) pieces = g_strsplit (cases[i].pieces, "|", -1);

      add (judgment, TL_BLOCK_PARAGRAPH, -1, "nhan.1", NULL, NULL, cases[i].text);
      links = tl_document_read_links (judgment);
      model = tl_text_model_new_with_links (judgment, "2024-01-01", links);
      g_assert_cmpuint (tl_text_model_get_n_citations (model), ==, g_strv_length (pieces));
      for (guint k = 0; pieces[k] != NULL; k++)
        {
          g_autofree char *piece = tl_text_model_dup_citation_text (model, k);
          const TlLink *link = tl_text_model_get_link (model, k);

          g_assert_cmpstr (piece, ==, pieces[k]);
          g_assert_cmpstr (link->notation, ==, ((TlLink *)links->pdata[k])->notation);
          /* On the pages it is looked for by the same characters. */
          g_assert_cmpuint (link->to - link->from, ==, strlen (pieces[k]));
        }
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/reader-model/" #name, name)
  TEST (a_statute_becomes_paragraphs_with_labels_and_roles);
  TEST (a_label_that_the_text_repeats_is_said_once);
  TEST (the_version_in_force_on_the_date_is_shown);
  TEST (an_article_without_a_text_for_the_date_says_so_in_its_place);
  TEST (an_anchor_that_is_not_shown_leads_to_what_it_stands_in);
  TEST (the_outline_lists_chapters_articles_and_numbered_paragraphs);
  TEST (the_outline_is_filtered_without_marks);
  TEST (a_passage_is_found_however_the_lines_break);
  TEST (a_passage_is_marked_in_its_unit);
  TEST (a_page_and_a_unit_are_the_same_place);
  TEST (html_holds_text_only_as_text);
  TEST (every_member_of_a_list_can_be_pressed);
  TEST (the_bar_says_what_the_date_means);
  return g_test_run ();
}
