/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-fixture.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "corpus/tl-document.h"
#include "fixture-library.h"
#include "pdf/tl-pdf.h"

#define N_PAGES    11
#define N_ARTICLES 700
#define A4_WIDTH   595.276
#define A4_HEIGHT  841.89

static const char *const paragraphs[] = {
  [0] = "Tại phiên tòa, các đương sự giữ nguyên yêu cầu của mình.",
  [1] = "Về tố tụng: Tòa án nhân dân tỉnh Minh Hải thụ lý và giải quyết vụ án đúng thẩm quyền.",
  [2] = "Về yêu cầu phạt cọc: Hợp đồng đặt cọc ngày 12/3/2023 giữa ông A và bà B không được công "
        "chứng nhưng có hiệu lực theo khoản 1 Điều 41 Bộ luật Dân sự tập huấn. Bên nhận "
        "cọc " FIXTURE_PASSAGE ".",
  [3]
  = "Về tiền lãi: Nguyên đơn yêu cầu lãi chậm trả tính từ ngày 12/6/2023 theo mức 10%/năm là phù "
    "hợp nên có căn cứ chấp nhận.",
};

static const char *const filler = "Nguyên đơn trình bày: hai bên có thỏa thuận về việc chuyển "
                                  "nhượng quyền sử dụng đất, đã giao "
                                  "nhận tiền đặt cọc và lập giấy biên nhận có chữ ký của hai bên. ";

static void
draw_paragraph (cairo_t *cairo, double y, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string ("Serif 10");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(A4_WIDTH - 120) * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cairo, 60, y);
  pango_cairo_show_layout (cairo, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}

/* Page 4 holds the paragraphs [1] to [3] of the reasoning. */
static void
draw_pdf (const char *path, gboolean with_text)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, A4_WIDTH, A4_HEIGHT);
  cairo_t *cairo = cairo_create (surface);

  for (guint page = 1; page <= N_PAGES; page++)
    {
      g_autofree char *number = g_strdup_printf ("%u", page);

      cairo_set_source_rgb (cairo, 0, 0, 0);
      if (with_text)
        draw_paragraph (cairo, 40, number);
      for (guint i = 0; i < 8; i++)
        {
          g_autofree char *text = NULL;

          if (!with_text)
            cairo_rectangle (cairo, 60, 90 + i * 85, A4_WIDTH - 120, 40);
          else if (page == 4 && i >= 1 && i <= 3)
            text = g_strdup_printf ("[%u] %s", i, paragraphs[i]);
          else
            text = g_strdup_printf ("%s (trang %u, đoạn %u)", filler, page, i);
          if (text != NULL)
            draw_paragraph (cairo, 80 + i * 92, text);
        }
      cairo_fill (cairo);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

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

static void
set_place (TlBlock *block, guint page, TlPdfText *page_text, const char *needle)
{
  const char *found = page_text != NULL ? strstr (page_text->text, needle) : NULL;

  block->page = page;
  if (found == NULL)
    return;
  block->page_from = (guint)g_utf8_pointer_to_offset (page_text->text, found);
  block->page_to = block->page_from + 120;
}

static TlDocument *
make_judgment (const char *id, const char *number, const char *file, TlPdfText *page_text)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  TlBlock *block;

  document->number = g_strdup (number);
  document->number_normal = g_strdup (number);
  document->title = g_strdup ("Tranh chấp hợp đồng đặt cọc");
  document->issuer = g_strdup ("Tòa án nhân dân tỉnh Minh Hải");
  document->issued = g_strdup ("2024-05-14");
  document->training = TRUE;
  document->file = g_strdup (file);
  document->page_count = N_PAGES;
  document->text_source = g_strdup (page_text != NULL ? "text" : "none");
  add (document, TL_BLOCK_HEADING, -1, "dau", NULL, "Phần đầu", NULL)->page = 1;
  add (document, TL_BLOCK_PARAGRAPH, 0, "dau.t1", NULL, NULL, "Bản án phúc thẩm.")->page = 1;
  add (document, TL_BLOCK_HEADING, -1, "noidung", NULL, "Nội dung vụ án", NULL)->page = 2;
  add (document, TL_BLOCK_PARAGRAPH, 2, "noidung.t1", NULL, NULL, paragraphs[0])->page = 2;
  block = add (document, TL_BLOCK_HEADING, -1, "nhan", NULL, "Nhận định của Tòa án", NULL);
  set_place (block, 4, page_text, "[1]");
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("nhan.%u", i);
      g_autofree char *label = g_strdup_printf ("[%u]", i);

      block = add (document, TL_BLOCK_PARAGRAPH, 4, anchor, label, NULL, paragraphs[i]);
      set_place (block, 4, page_text, label);
    }
  add (document, TL_BLOCK_HEADING, -1, "quyet", NULL, "Quyết định", NULL)->page = 9;
  add (document, TL_BLOCK_PARAGRAPH, 8, "quyet.1", "1", NULL,
       "Chấp nhận một phần yêu cầu khởi kiện của nguyên đơn.")
      ->page
      = 9;
  return document;
}

static void
add_article (TlDocument *document, guint number, const char *from, const char *to, const char *text)
{
  g_autofree char *anchor = g_strdup_printf ("d%u", number);
  g_autofree char *clause_anchor = g_strdup_printf ("d%u.k1", number);
  g_autofree char *label = g_strdup_printf ("Điều %u", number);
  g_autofree char *heading = g_strdup_printf ("Quy định thứ %u", number);
  int article = (int)document->blocks->len;
  TlBlock *block = add (document, TL_BLOCK_ARTICLE, 0, anchor, label,
                        number == 41 ? "Đặt cọc" : heading, NULL);

  block->valid_from = g_strdup (from);
  block->valid_to = g_strdup (to);
  block->source_line = g_strdup_printf ("Điều %u Bộ luật số 05/2016/TH-QH", number);
  add (document, TL_BLOCK_CLAUSE, article, clause_anchor, "1", NULL, text);
  for (guint point = 0; point < 3; point++)
    {
      g_autofree char *point_anchor = g_strdup_printf ("d%u.k1.p%c", number, 'a' + (char)point);
      const char point_label[] = { (char)('a' + point), '\0' };

      add (document, TL_BLOCK_POINT, article + 1, point_anchor, point_label, NULL, filler);
    }
}

static TlDocument *
make_statute (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, FIXTURE_STATUTE);

  document->number = g_strdup ("05/2016/TH-QH");
  document->number_normal = g_strdup ("05/2016/TH-QH");
  document->title = g_strdup ("Bộ luật Dân sự tập huấn");
  document->short_name = g_strdup ("BLDS-TH");
  document->issuer = g_strdup ("Quốc hội tập huấn");
  document->issued = g_strdup ("2016-11-24");
  document->effective_from = g_strdup ("2017-01-01");
  document->training = TRUE;
  add (document, TL_BLOCK_CHAPTER, -1, "c1", "Chương I", "QUY ĐỊNH CHUNG", NULL);
  for (guint i = 1; i <= N_ARTICLES; i++)
    if (i == 41)
      {
        add_article (document, i, "2017-01-01", "2020-12-31", "Bản cũ của điều về đặt cọc.");
        add_article (document, i, "2021-01-01", NULL, "Bản mới của điều về đặt cọc.");
      }
    else
      add_article (document, i, i == 42 ? "2021-01-01" : "2017-01-01", NULL, filler);
  return document;
}

static TlDocument *
make_hostile (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, FIXTURE_HOSTILE);
  GString *title = g_string_new ("<b>Luật</b> & <script>alert(1)</script>");

  while (title->len < 2000)
    g_string_append (title, " rất dài");
  document->number = g_strdup ("06/2016/<TH>&QH");
  document->number_normal = g_strdup ("06/2016/TH-QH");
  document->title = g_string_free (title, FALSE);
  add (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", "A & B </style><script>alert(1)</script>",
       "<img src=\"https://example.org/x.png\"> &amp; \"nháy\" 'đơn'\n<a href='file:///'>x</a>");
  add (document, TL_BLOCK_ARTICLE, -1, "d2\"><script>", "Điều 2", "Neo lạ", "Hết.");
  return document;
}

static TlDocument *
make_empty (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, FIXTURE_EMPTY);

  document->number = g_strdup ("07/2016/TH-QH");
  document->number_normal = g_strdup ("07/2016/TH-QH");
  document->title = g_strdup ("Nghị quyết không có bản văn");
  return document;
}

/* An answer of the editors: all of it fits a window. It cites nothing. */
static TlDocument *
make_answer (void)
{
  TlDocument *document = tl_document_new (TL_DOC_GUIDANCE, FIXTURE_ANSWER);

  document->number = g_strdup ("08/HD-TH");
  document->number_normal = g_strdup ("08/HD-TH");
  document->title = g_strdup ("Trả lại cọc khi bên nhận cọc đổi ý");
  add (document, TL_BLOCK_HEADING, -1, "hoi", NULL, "Câu hỏi", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 0, "hoi.t1", NULL, NULL, "Bên nhận cọc đổi ý thì sao?");
  add (document, TL_BLOCK_HEADING, -1, "dap", NULL, "Trả lời", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 2, "dap.t1", NULL, NULL, paragraphs[0]);
  add (document, TL_BLOCK_HEADING, -1, "can-cu", NULL, "Căn cứ", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 4, "can-cu.t1", NULL, NULL, "Quy định chung.");
  return document;
}

static char *
file_name (char digit)
{
  char name[65] = "";

  memset (name, digit, 64);
  return g_strconcat (name, ".pdf", NULL);
}

static TlPdfText *
read_page (const char *path, guint page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  TlPdfText *text;

  g_assert_no_error (error);
  text = tl_pdf_get_text (pdf, page - 1, FALSE, NULL, &error);
  g_assert_no_error (error);
  return text;
}

char *
reader_fixture_new (void)
{
  char *folder = g_dir_make_tmp ("troly-reader-XXXXXX", NULL);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autofree char *good = file_name ('a');
  g_autofree char *missing = file_name ('b');
  g_autofree char *damaged = file_name ('c');
  g_autofree char *scan = file_name ('d');
  g_autofree char *good_path = g_build_filename (files, good, NULL);
  g_autofree char *damaged_path = g_build_filename (files, damaged, NULL);
  g_autofree char *scan_path = g_build_filename (files, scan, NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (TlPdfText) text = NULL;

  g_assert_nonnull (folder);
  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  draw_pdf (good_path, TRUE);
  draw_pdf (scan_path, FALSE);
  g_assert_true (g_file_set_contents (damaged_path, "%PDF-1.4\nnot a PDF\n", -1, NULL));
  text = read_page (good_path, 4);
  g_ptr_array_add (documents, make_judgment (FIXTURE_JUDGMENT, "12/2024/DS-PT", good, text));
  g_ptr_array_add (documents, make_judgment (FIXTURE_NO_FILE, "13/2024/DS-PT", missing, text));
  g_ptr_array_add (documents, make_judgment (FIXTURE_DAMAGED, "14/2024/DS-PT", damaged, text));
  g_ptr_array_add (documents, make_judgment (FIXTURE_SCAN, "15/2024/DS-PT", scan, NULL));
  g_ptr_array_add (documents, make_statute ());
  g_ptr_array_add (documents, make_hostile ());
  g_ptr_array_add (documents, make_empty ());
  g_ptr_array_add (documents, make_answer ());
  fixture_library_write (folder, documents);
  return folder;
}

void
reader_fixture_remove (const char *folder)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);

  fixture_library_remove (files);
  fixture_library_remove (folder);
}
