/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selection and quotes over pages that are made here, without a worker. */
#include "config.h"

#include <string.h>

#include "pdf/tl-pdf-select.h"

#define MAX_PAGES 6
/* How far lines and letters of made pages are apart. */
#define LINE   14.0F
#define LETTER 5.0F

/* A page of @text: every character has a box, a tab begins the next column; "~" is room without a
 * character, what stands between two "^" is small and raised, "\r" ends a line without going down,
 * "\v" goes on at the head of the next column. */
static TlPdfPageText *
make_page (const char *text)
{
  TlPdfText *map = g_new0 (TlPdfText, 1);
  g_autoptr (GString) clean = g_string_new (NULL);
  float x = 50, y = 50, left = 50;
  gboolean small = FALSE;

  map->boxes = g_new0 (TlPdfBox, strlen (text) + 1);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (*at == '~' || *at == '^')
        {
          x += *at == '~' ? LETTER : 0;
          small = small != (*at == '^');
          continue;
        }
      if (*at == '\v')
        {
          x = left = 250;
          y = 50;
          continue;
        }
      if (*at == '\n' || *at == '\r')
        {
          x = *at == '\n' ? left : x;
          y += *at == '\n' ? LINE : 0;
        }
      else if (*at == '\t')
        x = x < 250 ? 250 : 450;
      else
        {
          map->boxes[map->n_chars] = (TlPdfBox){ x, y, x + LETTER, y + (small ? 6 : 10) };
          x += LETTER;
        }
      map->n_chars++;
      if (*at == '\r')
        g_string_append_c (clean, '\n');
      else
        g_string_append_len (clean, at, g_utf8_next_char (at) - at);
    }
  map->text = g_strdup (clean->str);
  return tl_pdf_page_text_new (map);
}

static GPtrArray *
make_pages (const char *const *texts)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  for (guint i = 0; i < MAX_PAGES && texts[i] != NULL; i++)
    g_ptr_array_add (pages, make_page (texts[i]));
  return pages;
}

/* The point before letter @column of line @line. */
static TlPdfPoint
point (guint page, guint line, double column)
{
  return (TlPdfPoint){ page, 50 + column * LETTER, 55 + line * LINE };
}

typedef struct
{
  const char *pages[MAX_PAGES];
  struct
  {
    guint page, line;
    double column;
  } from, to;
  TlPdfGranularity granularity;
  const char *text;
} Case;

static const Case cases[] = {
  /* characters */
  { { "Bị cáo trộm cắp\n" }, { 0, 0, 7 }, { 0, 0, 15 }, TL_PDF_SELECT_CHARACTER, "trộm cắp" },
  { { "Bị cáo trộm cắp\n" }, { 0, 0, 15 }, { 0, 0, 7 }, TL_PDF_SELECT_CHARACTER, "trộm cắp" },
  { { "Bị cáo trộm cắp\n" }, { 0, 0, 3 }, { 0, 0, 3 }, TL_PDF_SELECT_CHARACTER, "" },
  { { "Bị cáo trộm cắp\n" },
    { 0, 0, 80 },
    { 0, 0, -9 },
    TL_PDF_SELECT_CHARACTER,
    "Bị cáo trộm cắp" },
  /* a paragraph is joined, the next begins a line */
  { { "~~~~~Xét thấy bị cáo đã thành khẩn khai báo,\n"
      "ăn năn hối cải nên được giảm nhẹ một phần hình\n"
      "phạt.\n"
      "~~~~~Về dân sự: bị cáo phải bồi thường toàn bộ.\n" },
    { 0, 0, 0 },
    { 0, 3, 80 },
    TL_PDF_SELECT_CHARACTER,
    "Xét thấy bị cáo đã thành khẩn khai báo, ăn năn hối cải nên được giảm nhẹ một phần hình phạt.\n"
    "Về dân sự: bị cáo phải bồi thường toàn bộ." },
  /* a line that ends early goes on with a small letter; a title of two lines is one */
  { { "Theo điều khoản của hợp đồng mà hai bên\n"
      "đã ký với nhau\n"
      "ngày hôm đó thì bên kia phải trả tiền.\n" },
    { 0, 0, 0 },
    { 0, 2, 80 },
    TL_PDF_SELECT_CHARACTER,
    "Theo điều khoản của hợp đồng mà hai bên đã ký với nhau ngày hôm đó thì bên kia phải trả "
    "tiền." },
  { { "Người nào trộm cắp tài sản của người khác thì bị phạt tiền.\n"
      "~~~QUY CHẾ ĐÁNH GIÁ CẤP THẺ KIỂM ĐỊNH VIÊN CHẤT LƯỢNG\n"
      "~~~~~~~~~~~~~~~~~~GIÁO DỤC NGHỀ NGHIỆP\n" },
    { 0, 1, 0 },
    { 0, 2, 80 },
    TL_PDF_SELECT_CHARACTER,
    "QUY CHẾ ĐÁNH GIÁ CẤP THẺ KIỂM ĐỊNH VIÊN CHẤT LƯỢNG GIÁO DỤC NGHỀ NGHIỆP" },
  /* capitals above a line in the middle, and items of a list, are paragraphs however long */
  { { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n~~Độc lập - Tự do - Hạnh phúc ạ\n" },
    { 0, 0, 0 },
    { 0, 1, 80 },
    TL_PDF_SELECT_CHARACTER,
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc ạ" },
  { { "~~~~~4.7. Hỗ trợ các đối tượng được hưởng ưu đãi\n"
      "~~~~~4.8. Tạo điều kiện cho mọi người học tập tốt\n"
      "ở đó.\n" },
    { 0, 0, 0 },
    { 0, 2, 6 },
    TL_PDF_SELECT_CHARACTER,
    "4.7. Hỗ trợ các đối tượng được hưởng ưu đãi\n"
    "4.8. Tạo điều kiện cho mọi người học tập tốt ở đó." },
  /* the raised mark of a footnote */
  { { "^12^\rKhoản này được sửa đổi bởi khoản 7 Điều 1.\n" },
    { 0, 0, 0 },
    { 0, 0, 80 },
    TL_PDF_SELECT_CHARACTER,
    "12 Khoản này được sửa đổi bởi khoản 7 Điều 1." },
  /* hyphens */
  { { "this is a long line of a docu-\nment that goes on to the end.\n" },
    { 0, 0, 0 },
    { 0, 1, 80 },
    TL_PDF_SELECT_CHARACTER,
    "this is a long line of a document that goes on to the end." },
  { { "theo Quyết định số 12/2020/QĐXX-\nDS ngày 1 tháng 2 năm 2020 của nó\n" },
    { 0, 0, 0 },
    { 0, 1, 80 },
    TL_PDF_SELECT_CHARACTER,
    "theo Quyết định số 12/2020/QĐXX-DS ngày 1 tháng 2 năm 2020 của nó" },
  /* cells */
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" },
    { 0, 0, 0 },
    { 0, 1, 80 },
    TL_PDF_SELECT_CHARACTER,
    "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin" },
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" },
    { 0, 0, 0 },
    { 0, 1, 8 },
    TL_PDF_SELECT_CHARACTER,
    "Bị cáo đã nhận tội" },
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" },
    { 0, 0, 40 },
    { 0, 1, 47 },
    TL_PDF_SELECT_CHARACTER,
    "Bị hại có đơn xin" },
  /* a row of a table that the text has by columns */
  { { "25.04\n25.05\n25.06\n\vGraphit tự nhiên\nCát các loại\nThạch anh\n" },
    { 0, 1, 0 },
    { 0, 1, 80 },
    TL_PDF_SELECT_CHARACTER,
    "25.05\tCát các loại" },
  /* prose in two columns is read down */
  { { "Người nào trộm cắp tài sản\nthì bị phạt tiền ở đây.\n\vNgười nào cướp tài sản thì\nbị phạt "
      "tù.\n" },
    { 0, 0, 0 },
    { 0, 0, 80 },
    TL_PDF_SELECT_CHARACTER,
    "Người nào trộm cắp tài sản thì bị phạt tiền ở đây. Người nào cướp tài sản thì" },
  /* pages */
  { { "thì bị cáo phải bồi\n^1 Khoản này được sửa đổi.^\n", "thường cho bị hại ở\n" },
    { 0, 0, 4 },
    { 1, 0, 19 },
    TL_PDF_SELECT_CHARACTER,
    "bị cáo phải bồi thường cho bị hại ở" },
  { { "CÔNG BÁO/Số 1\nthì bị cáo phải bồi\n- 1 -\n", "CÔNG BÁO/Số 2\nthường cho bị hại ở\n- 2 -\n",
      "CÔNG BÁO/Số 3\nphiên tòa hôm nay ạ\n- 3 -\n" },
    { 0, 1, 4 },
    { 2, 1, 9 },
    TL_PDF_SELECT_CHARACTER,
    "bị cáo phải bồi thường cho bị hại ở phiên tòa" },
  { { "CÔNG BÁO/Số 1\nthì bị cáo phải bồi\n- 1 -\n", "CÔNG BÁO/Số 2\nthường cho bị hại ở\n- 2 -\n",
      "CÔNG BÁO/Số 3\nphiên tòa hôm nay ạ\n- 3 -\n" },
    { 1, 0, 0 },
    { 1, 0, 8 },
    TL_PDF_SELECT_CHARACTER,
    "CÔNG BÁO" },
  /* words */
  { { "theo Điều 12, số 91/2015/QH13 này\n" },
    { 0, 0, 19 },
    { 0, 0, 19 },
    TL_PDF_SELECT_WORD,
    "91/2015/QH13" },
  { { "Bị cáo trộm cắp\n" }, { 0, 0, 4 }, { 0, 0, 8 }, TL_PDF_SELECT_WORD, "cáo trộm" },
  { { "Bị cáo trộm cắp\n" }, { 0, 0, 3 }, { 0, 0, 3 }, TL_PDF_SELECT_WORD, "cáo" },
  { { "Bị cáo trộm cắp\n" }, { 0, 0, 6 }, { 0, 0, 6 }, TL_PDF_SELECT_WORD, "cáo" },
  /* lines */
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" },
    { 0, 1, 41 },
    { 0, 1, 41 },
    TL_PDF_SELECT_LINE,
    "đơn xin" },
  /* paragraphs */
  { { "~~~~~Xét thấy bị cáo đã thành khẩn khai báo,\n"
      "ăn năn hối cải nên được giảm nhẹ một phần hình\n"
      "phạt.\n"
      "~~~~~Về dân sự: bị cáo phải bồi thường toàn bộ.\n" },
    { 0, 1, 9 },
    { 0, 1, 9 },
    TL_PDF_SELECT_PARAGRAPH,
    "Xét thấy bị cáo đã thành khẩn khai báo, ăn năn hối cải nên được giảm nhẹ một phần hình "
    "phạt." },
  { { "~~~~~Xét thấy bị cáo đã thành khẩn khai báo,\nvà đã ăn năn hối cải nên được giảm nhẹ "
      "một\n1\n",
      "phần hình phạt cho bị cáo theo khoản 1 của nó\nnày.\n2\n" },
    { 1, 0, 9 },
    { 1, 0, 9 },
    TL_PDF_SELECT_PARAGRAPH,
    "Xét thấy bị cáo đã thành khẩn khai báo, và đã ăn năn hối cải nên được giảm nhẹ một phần hình "
    "phạt cho bị cáo theo khoản 1 của nó này." },
  /* nothing there */
  { { "" }, { 0, 0, 0 }, { 0, 4, 9 }, TL_PDF_SELECT_PARAGRAPH, "" },
};

static void
what_is_selected_reads_as_one_would_write_it (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GPtrArray) pages = make_pages (test->pages);
  TlPdfPoint from = point (test->from.page, test->from.line, test->from.column);
  TlPdfPoint to = point (test->to.page, test->to.line, test->to.column);
  g_autoptr (TlPdfSelection) selection = tl_pdf_select (
      (TlPdfPageText *const *)pages->pdata, pages->len, 0, &from, &to, test->granularity);
  g_autoptr (TlPdfSelection) again = tl_pdf_select_ranges (
      (TlPdfPageText *const *)pages->pdata, pages->len, 0,
      (const TlPdfRange *)(gconstpointer)selection->ranges->data, selection->ranges->len);

  g_assert_cmpstr (selection->text, ==, test->text);
  g_assert_cmpstr (again->text, ==, test->text);
  g_assert_cmpint (selection->rects->len > 0, ==, test->text[0] != '\0');
  g_assert_cmpuint (again->rects->len, ==, selection->rects->len);
}

static const char *const law[] = {
  "Người nào trộm cắp tài sản thì bị phạt tiền.\nNgười nào cướp tài sản thì bị phạt tù.\n1\n",
  "Người nào trộm cắp tài sản thì bị phạt tiền.\nNgười nào nhận hối lộ của ai thì đều bị\n2\n",
  "3\nphạt tù và cấm đảm nhiệm chức vụ.\n", NULL
};

typedef struct
{
  const char *text, *prefix, *suffix;
  guint hint;
  guint page; /* G_MAXUINT: not found */
  const char *found;
  gboolean exact;
} QuoteCase;

static const QuoteCase quotes[] = {
  { "cướp tài sản", NULL, NULL, 2, 0, "cướp tài sản", TRUE },
  { "trộm cắp tài sản", NULL, NULL, 0, 0, "trộm cắp tài sản", TRUE },
  { "trộm cắp tài sản", NULL, NULL, 1, 1, "trộm cắp tài sản", TRUE },
  { "trộm cắp tài sản", NULL, "thì bị phạt tiền. Người nào nhận", 0, 1, "trộm cắp tài sản", TRUE },
  { "bị phạt tù", "Người nào nhận hối lộ của ai thì đều", NULL, 0, 1, "bị phạt tù", TRUE },
  { "Người nào nhận hối lộ của ai thì sẽ bị phạt tù và cấm đảm nhiệm chức vụ", NULL, NULL, 1, 1,
    "Người nào nhận hối lộ của ai thì đều bị phạt tù và cấm đảm nhiệm chức vụ", FALSE },
  { "Người nào đưa hối lộ qua mạng viễn thông thì bị xử lý", NULL, NULL, 1, G_MAXUINT, NULL,
    FALSE },
  { "lừa đảo", NULL, NULL, 0, G_MAXUINT, NULL, FALSE },
  { "", NULL, NULL, 0, G_MAXUINT, NULL, FALSE },
};

static void
a_quote_is_found_again (gconstpointer data)
{
  const QuoteCase *test = data;
  const TlPdfQuote quote = { test->text, test->prefix, test->suffix, test->hint };
  g_autoptr (GPtrArray) pages = make_pages (law);
  double exactness = 0;
  g_autoptr (TlPdfSelection) selection = tl_pdf_locate_quote ((TlPdfPageText *const *)pages->pdata,
                                                              pages->len, 0, &quote, &exactness);

  if (test->page == G_MAXUINT)
    {
      g_assert_null (selection);
      return;
    }
  g_assert_nonnull (selection);
  g_assert_cmpstr (selection->text, ==, test->found);
  g_assert_cmpuint (g_array_index (selection->ranges, TlPdfRange, 0).page, ==, test->page);
  g_assert_cmpint (exactness == 1, ==, test->exact);
  g_assert_cmpfloat (exactness, >, 0.7);
}

/* Every piece of a page is found again where it was. */
static void
any_selection_is_found_again_by_its_quote (void)
{
  g_autoptr (GPtrArray) pages = make_pages (law);
  TlPdfPageText *const *all = (TlPdfPageText *const *)pages->pdata;
  g_autoptr (GRand) random = g_rand_new_with_seed (155);

  for (guint i = 0; i < 300; i++)
    {
      TlPdfPoint from = point (1, 0, g_rand_int_range (random, 0, 30));
      TlPdfPoint to = point (2, 1, g_rand_int_range (random, 5, 30));
      g_autoptr (TlPdfSelection) selection
          = tl_pdf_select (all, pages->len, 0, &from, &to, TL_PDF_SELECT_WORD);
      const TlPdfQuote quote = { selection->text, NULL, NULL, 1 };
      double exactness = 0;
      g_autoptr (TlPdfSelection) found
          = tl_pdf_locate_quote (all, pages->len, 0, &quote, &exactness);

      g_assert_nonnull (found);
      g_assert_cmpfloat (exactness, ==, 1);
      g_assert_cmpstr (found->text, ==, selection->text);
      /* A selection may begin with a space, which is not part of its text. */
      g_assert_cmpuint (g_array_index (found->ranges, TlPdfRange, 0).from
                            - g_array_index (selection->ranges, TlPdfRange, 0).from,
                        <=, 1);
    }
}

static void
a_point_beside_a_line_belongs_to_that_line (void)
{
  static const struct
  {
    const char *text;
    float x, y;
    const char *before; /* what stands before the place that is found */
  } points[] = {
    /* Behind the short last line of a paragraph, and before an indented one. */
    { "This is quite a long line of a paragraph\nend", 260, 69, NULL },
    { "This is quite a long line of a paragraph\n~~~~~~then", 52, 73,
      "This is quite a long line of a paragraph\n" },
    /* In an empty cell what stands above it counts, not what stands beside it. */
    { "one\ttwo\nnext", 270, 66, "one\ttwo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (TlPdfPageText) page = make_page (points[i].text);
      const char *text = tl_pdf_page_text_get_text (page)->text;
      const char *before = points[i].before != NULL ? points[i].before : text;

      g_assert_cmpuint (tl_pdf_page_text_locate (page, points[i].x, points[i].y), ==,
                        (guint)g_utf8_strlen (before, -1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/select/what-is-selected-reads-as-one-would-write-it/%u", i + 1);

      g_test_add_data_func (path, &cases[i], what_is_selected_reads_as_one_would_write_it);
    }
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/select/a-quote-is-found-again/%u", i + 1);

      g_test_add_data_func (path, &quotes[i], a_quote_is_found_again);
    }
  g_test_add_func ("/select/any-selection-is-found-again-by-its-quote",
                   any_selection_is_found_again_by_its_quote);
  g_test_add_func ("/select/a-point-beside-a-line-belongs-to-that-line",
                   a_point_beside_a_line_belongs_to_that_line);
  return g_test_run ();
}
