/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages for paper and the PDF made of them: no display. What a file holds is asked of pdftotext and
 * pdffonts. */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "ui/print/tl-print-export.h"
#include "ui/print/tl-print-laid.h"
#include "ui/print/tl-print-words.h"

#define SENTENCE                                                                                                                       \
  "Bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả lại tài sản và một khoản tiền tương " \
  "đương giá trị tài sản ấy, trừ khi các bên đã thỏa thuận khác bằng văn bản. "

static char *folder;

static TlPrintContent *
new_content (void)
{
  const TlPrintFrame frame
      = { (char *)"Luật Thử nghiệm · 05/2016/TH-QH", (char *)"Quốc hội Minh Hải",
          (char *)"Nguồn: kho thử số 7", (char *)"In lúc 08:30" };
  TlPrintContent *content = tl_print_content_new ("Luật Thử nghiệm");

  tl_print_content_set_frame (content, &frame);
  return content;
}

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static TlPrintPages *
lay_out (TlPrintContent *content)
{
  TlPrintPaper paper;
  TlPrintPages *pages;
  gboolean done = FALSE;
  g_autoptr (GError) error = NULL;

  tl_print_paper_init_a4 (&paper);
  pages = tl_print_pages_new (content, &paper);
  g_assert_true (tl_print_pages_step (pages, 0, NULL, &done, &error));
  g_assert_true (done);
  return pages;
}

static char *export(TlPrintContent *content)
{
  char *path = g_build_filename (folder, "in.pdf", NULL);
  TlPrintPaper paper;
  g_autoptr (GError) error = NULL;
  int permille = 0;

  tl_print_paper_init_a4 (&paper);
  g_assert_true (tl_print_export (content, &paper, path, &permille, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (permille, >=, 980);
  return path;
}

/* What a program of poppler-utils says of a file; NULL when it is not installed. */
static char *
ask (const char *program, const char *path, const char *last)
{
  g_autofree char *found = g_find_program_in_path (program);
  const char *arguments[] = { program, "-enc", "UTF-8", path, last, NULL };
  const char *plain[] = { program, path, NULL };
  char *output = NULL;
  int status = 0;
  g_autoptr (GError) error = NULL;

  if (found == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return NULL;
    }
  g_spawn_sync (NULL, (char **)(last != NULL ? arguments : plain), NULL, G_SPAWN_SEARCH_PATH, NULL,
                NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

/* One space for any run of blanks. */
static char *
one_space (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t\f", -1);
  GString *all = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", words[i]);
  return g_string_free (all, FALSE);
}

static void
the_number_of_pages_follows_the_text (void)
{
  static const struct
  {
    const char *what;
    guint paragraphs;
    guint sentences;
    guint least;
    guint most;
  } cases[] = {
    { "nothing", 0, 0, 1, 1 },
    { "a line", 1, 1, 1, 1 },
    { "three pages", 60, 2, 3, 6 },
    { "one paragraph of many pages", 1, 400, 10, 40 },
    { "1,000 pages", 6000, 4, 800, 2400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlPrintContent) content = new_content ();
      g_autoptr (TlPrintPages) pages = NULL;
      g_autofree char *text = repeat (SENTENCE, cases[i].sentences);

      g_test_message ("%s", cases[i].what);
      for (guint j = 0; j < cases[i].paragraphs; j++)
        tl_print_content_add (content, TL_PRINT_BODY, text, 0);
      pages = lay_out (content);
      g_test_message ("%u pages", tl_print_pages_get_n_pages (pages));
      g_assert_cmpuint (tl_print_pages_get_n_pages (pages), >=, cases[i].least);
      g_assert_cmpuint (tl_print_pages_get_n_pages (pages), <=, cases[i].most);
    }
}

static guint
count_lines (TlPrintContent *content, const TlPrintPlace *place, double width, guint *total)
{
  PangoContext *context = tl_print_context_new ();
  g_autoptr (TlPrintLaid) laid = tl_print_laid_new (context, content, place->item, width);
  guint n = 0;

  for (guint i = 0; i < laid->lines->len; i++)
    {
      const TlPrintLine *line = &g_array_index (laid->lines, TlPrintLine, i);

      n += line->top >= place->from - 0.02 && line->top < place->to - 0.02;
    }
  *total = laid->lines->len;
  g_object_unref (context);
  return n;
}

/* Texts of many lengths, so that pages end everywhere. */
static void
no_line_stands_alone_and_no_heading_at_the_foot (void)
{
  g_autoptr (TlPrintContent) content = new_content ();
  g_autoptr (TlPrintPages) pages = NULL;
  g_autoptr (GArray) places = NULL;
  double x, y, width, height;
  guint split = 0;
  guint total;
  TlPrintPaper paper;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *text = repeat (SENTENCE, 1 + i * 7 % 9);

      if (i % 5 == 0)
        tl_print_content_add (content, TL_PRINT_DIVISION, "Chương nào đó", 0);
      if (i % 2 == 0)
        tl_print_content_add (content, TL_PRINT_HEADING, "Điều 5. Một điều", 6);
      tl_print_content_add (content, i % 3 == 0 ? TL_PRINT_CLAUSE : TL_PRINT_BODY, text, 0);
    }
  tl_print_paper_init_a4 (&paper);
  tl_print_paper_get_body (&paper, &x, &y, &width, &height);
  pages = lay_out (content);
  places = tl_print_pages_get_places (pages);
  for (guint i = 0; i < places->len; i++)
    {
      const TlPrintPlace *place = &g_array_index (places, TlPrintPlace, i);
      const TlPrintItem *item = tl_print_content_get (content, place->item);
      guint lines = count_lines (content, place, width, &total);

      g_assert_cmpfloat (place->y + place->to - place->from, <=, height + 0.02);
      if (lines < total)
        {
          g_assert_cmpuint (lines, >=, 2);
          split++;
        }
      if (item->role == TL_PRINT_HEADING || item->role == TL_PRINT_DIVISION)
        g_assert_cmpuint (g_array_index (places, TlPrintPlace, i + 1).page, ==, place->page);
    }
  g_assert_cmpuint (split, >, 10);
}

static void
every_page_says_what_it_is_and_where_it_comes_from (void)
{
  static const char *const wanted[] = { "Luật Thử nghiệm · 05/2016/TH-QH", "Quốc hội Minh Hải",
                                        "Nguồn: kho thử số 7", "In lúc 08:30" };
  g_autoptr (TlPrintContent) content = new_content ();
  g_autofree char *text = repeat (SENTENCE, 6);
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) pages = NULL;
  guint n = 0;

  for (guint i = 0; i < 40; i++)
    tl_print_content_add (content, TL_PRINT_BODY, text, 0);
  path = export(content);
  output = ask ("pdftotext", path, "-");
  if (output == NULL)
    return;
  pages = g_strsplit (output, "\f", -1);
  while (pages[n] != NULL && *pages[n] != '\0')
    n++;
  g_assert_cmpuint (n, >=, 4);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *flat = one_space (pages[i]);
      g_autofree char *number = g_strdup_printf ("%u/%u", i + 1, n);

      g_assert_nonnull (strstr (flat, number));
      for (guint j = 0; j < G_N_ELEMENTS (wanted); j++)
        if (strstr (flat, wanted[j]) == NULL)
          g_error ("page %u lacks %s", i + 1, wanted[j]);
    }
}

static void
vietnamese_comes_out_composed_as_it_went_in (void)
{
  static const char *const texts[] = {
    "Điều 173. Tội trộm cắp tài sản",
    "quyền, nghĩa vụ; đường, nhưỡng, nghiễm, thuở, ngoằn ngoèo, khuỷu, Ặ Ẵ Ỡ Ữ ỹ ỵ",
    "1. Người nào bị kết án thì phải chịu án phí sơ thẩm.",
    "<b>&amp; không phải là thẻ</b>",
  };
  g_autoptr (TlPrintContent) content = new_content ();
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autofree char *flat = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *apart = g_utf8_normalize (texts[i], -1, G_NORMALIZE_NFD);

      tl_print_content_add (content, TL_PRINT_CLAUSE, apart, 0);
    }
  path = export(content);
  output = ask ("pdftotext", path, "-");
  if (output == NULL)
    return;
  flat = one_space (output);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strstr (flat, texts[i]) == NULL)
      g_error ("%s is not in: %s", texts[i], flat);
}

static void
every_font_is_embedded (void)
{
  g_autoptr (TlPrintContent) content = new_content ();
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  tl_print_content_add (content, TL_PRINT_TITLE, "LUẬT THỬ NGHIỆM", 0);
  tl_print_content_add (content, TL_PRINT_NOTE, "Còn hiệu lực ● ∅ →", 0);
  tl_print_content_add (content, TL_PRINT_POINT, "a) " SENTENCE, 2);
  path = export(content);
  output = ask ("pdffonts", path, NULL);
  if (output == NULL)
    return;
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = NULL;
      g_autofree char *flat = one_space (lines[i]);
      guint last;

      fields = g_strsplit (flat, " ", -1);
      last = g_strv_length (fields);
      g_assert_cmpuint (last, >=, 6);
      /* name type encoding emb sub uni object */
      g_assert_cmpstr (fields[last - 5], ==, "yes");
      g_assert_cmpstr (fields[last - 3], ==, "yes");
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
}

static void
hostile_text_is_set_within_the_page (void)
{
  g_autofree char *word = repeat ("nghiêng", 1500);
  g_autofree char *spaces = repeat (" ", 100000);
  const char *const texts[]
      = { word, spaces, "\x01\x02\x1b[31m\xff\xfe", "\xe2\x80\xae ngược \xe2\x80\xa8 dòng", "" };
  g_autoptr (TlPrintContent) content = new_content ();
  g_autoptr (TlPrintPages) pages = NULL;
  g_autoptr (GArray) places = NULL;
  g_autofree char *path = NULL;

  for (TlPrintRole role = TL_PRINT_TITLE; role < TL_PRINT_HEAD_ROW; role++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      tl_print_content_add (content, role, texts[i], 1000000);
  pages = lay_out (content);
  places = tl_print_pages_get_places (pages);
  for (guint i = 0; i < places->len; i++)
    g_assert_cmpfloat (g_array_index (places, TlPrintPlace, i).y, >=, 0);
  path = export(content);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
a_table_repeats_its_heads_and_loses_no_cell (void)
{
  static const char *const heads[] = { "Vấn đề", "Bản án A", "Bản án B", "Trang", NULL };
  static const double weights[] = { 2, 3, 3, 1 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  const TlPrintTable table = { "Bảng so sánh", "A và B", heads, weights, rows };
  TlLibraryStats stats = { .serial = 7, .created = "2026-03-05" };
  const TlPrintOrigin origin = { &stats, TRUE, "2026-11-22", FALSE };
  g_autoptr (TlPrintContent) content = NULL;
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) pages = NULL;

  for (guint i = 0; i < 60; i++)
    {
      char **row = g_new0 (char *, 5);

      row[0] = g_strdup_printf ("hàng%u.", i);
      row[1] = repeat (SENTENCE, i == 30 ? 90 : 1 + i % 3);
      row[2] = g_strdup_printf ("ô%u.", i);
      row[3] = g_strdup_printf ("%u–%u", i, i + 1);
      g_ptr_array_add (rows, row);
    }
  content = tl_print_content_new_table (&table, &origin);
  path = export(content);
  output = ask ("pdftotext", path, "-");
  if (output == NULL)
    return;
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *first = g_strdup_printf ("hàng%u.", i);
      g_autofree char *third = g_strdup_printf ("ô%u.", i);

      g_assert_nonnull (strstr (output, first));
      g_assert_nonnull (strstr (output, third));
    }
  pages = g_strsplit (output, "\f", -1);
  for (guint i = 0; pages[i] != NULL && *pages[i] != '\0'; i++)
    {
      g_assert_nonnull (strstr (pages[i], "Vấn đề"));
      g_assert_nonnull (strstr (pages[i], "05/3/2026"));
      g_assert_nonnull (strstr (pages[i], "22/11/2026"));
    }
}

static void
too_many_pages_are_refused (void)
{
  g_autoptr (TlPrintContent) content = new_content ();
  g_autoptr (TlPrintPages) pages = NULL;
  const TlPrintPaper stamp = { 90, 140, 5, 5, 5, 5 };
  g_autofree char *text = repeat (SENTENCE, 60);
  gboolean done = FALSE;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2500; i++)
    tl_print_content_add (content, TL_PRINT_BODY, text, 0);
  pages = tl_print_pages_new (content, &stamp);
  g_assert_false (tl_print_pages_step (pages, 0, NULL, &done, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
}

static void
what_was_there_stays_when_saving_is_cancelled_or_fails (void)
{
  g_autoptr (TlPrintContent) content = new_content ();
  g_autofree char *path = g_build_filename (folder, "cũ.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "không", "có.pdf", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GDir) dir = NULL;
  TlPrintPaper paper;
  guint n = 0;

  tl_print_paper_init_a4 (&paper);
  tl_print_content_add (content, TL_PRINT_BODY, SENTENCE, 0);
  g_file_set_contents (path, "cũ", -1, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (tl_print_export (content, &paper, path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "cũ");
  g_assert_false (tl_print_export (content, &paper, nowhere, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += g_str_has_suffix (name, ".part");
  g_assert_cmpuint (n, ==, 0);
}

static void
the_foot_says_library_issue_and_date (void)
{
  static const struct
  {
    guint64 serial;
    const char *created;
    gboolean training;
    const char *line;
  } cases[] = {
    { 7, "2026-03-05", FALSE, "Source: library of 05/3/2026, issue 7 · law as of 22/11/2026" },
    { 0, "", FALSE, "Source: library on this computer · law as of 22/11/2026" },
    { 0, "2026-03-05", TRUE,
      "FICTIONAL TRAINING DATA · Source: library of 05/3/2026 · law as of 22/11/2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlLibraryStats stats = { .serial = cases[i].serial };
      const TlPrintOrigin origin = { &stats, cases[i].training, "2026-11-22", FALSE };
      g_autofree char *line = NULL;

      g_strlcpy (stats.created, cases[i].created, sizeof stats.created);
      line = tl_print_source_line (&origin);
      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
a_file_name_is_taken_by_every_system (void)
{
  static const struct
  {
    const char *title;
    const char *name;
  } cases[] = { { "Bản án 12/2024/DS-PT", "Bản án 12-2024-DS-PT.pdf" },
                { "../..", "-...pdf" },
                { "", "in.pdf" },
                { "a\"b<c>|d?*", "a-b-c--d--.pdf" },
                { "Đường į", "Đường į.pdf" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = tl_print_file_name (cases[i].title);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static TlTextModel *
new_model (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "05-2016-th-qh");
  static const struct
  {
    TlBlockKind kind;
    int parent;
    const char *anchor;
    const char *label;
    const char *heading;
    const char *text;
  } blocks[] = {
    { TL_BLOCK_ARTICLE, -1, "d5", "Điều 5", "Đặt cọc", "" },
    { TL_BLOCK_CLAUSE, 0, "d5.k1", "1", NULL, "Bên đặt cọc giao tiền gồm:" },
    { TL_BLOCK_POINT, 1, "d5.k1.pa", "a", NULL, "tiền mặt." },
  };

  document->title = g_strdup ("Luật Thử nghiệm");
  document->number = g_strdup ("05/2016/TH-QH");
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      TlBlock *block = tl_block_new (blocks[i].kind, blocks[i].parent, blocks[i].anchor);

      block->label = g_strdup (blocks[i].label);
      block->heading = g_strdup (blocks[i].heading);
      g_free (block->text);
      block->text = g_strdup (blocks[i].text);
      tl_document_add (document, block);
    }
  return tl_text_model_new (document, "2026-11-22");
}

static void
a_selection_is_printed_with_its_citation (void)
{
  g_autoptr (TlTextModel) model = new_model ();
  TlLibraryStats stats = { 0 };
  const TlPrintOrigin origin = { &stats, FALSE, "2026-11-22", FALSE };
  guint last = tl_text_model_get_n_paragraphs (model) - 1;
  const TlTextSpan point = { last, 3, last, 8 };
  const TlTextSpan nothing = { last, 3, last, 3 };
  const TlTextSpan beyond = { last + 5, 0, last + 9, 4 };
  g_autoptr (TlPrintContent) content = tl_print_content_new_selection (model, &point, &origin);

  g_assert_cmpuint (tl_print_content_get_n_items (content), ==, 2);
  g_assert_cmpstr (tl_print_content_get (content, 0)->cells[0], ==, "tiền");
  g_assert_cmpstr (
      tl_print_content_get (content, 1)->cells[0], ==,
      "điểm a khoản 1 Điều 5, Luật Thử nghiệm · 05/2016/TH-QH (text as of 22/11/2026)");
  g_assert_null (tl_print_content_new_selection (model, &nothing, &origin));
  g_assert_null (tl_print_content_new_selection (model, &beyond, &origin));
}

int
main (int argc, char **argv)
{
  int status;

  /* Vietnamese comes out of pdftotext in UTF-8, but the words of the program stay English. */
  g_setenv ("LANGUAGE", "en", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("tl-print-XXXXXX", NULL);
#define TEST(name) g_test_add_func ("/print/" #name, name)
  TEST (the_number_of_pages_follows_the_text);
  TEST (no_line_stands_alone_and_no_heading_at_the_foot);
  TEST (every_page_says_what_it_is_and_where_it_comes_from);
  TEST (vietnamese_comes_out_composed_as_it_went_in);
  TEST (every_font_is_embedded);
  TEST (hostile_text_is_set_within_the_page);
  TEST (a_table_repeats_its_heads_and_loses_no_cell);
  TEST (too_many_pages_are_refused);
  TEST (what_was_there_stays_when_saving_is_cancelled_or_fails);
  TEST (the_foot_says_library_issue_and_date);
  TEST (a_file_name_is_taken_by_every_system);
  TEST (a_selection_is_printed_with_its_citation);
  status = g_test_run ();
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, i == 0 ? "in.pdf" : "cũ.pdf", NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
