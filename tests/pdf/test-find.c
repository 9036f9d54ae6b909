/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find over pages that are made here, without a worker, and over a small document with one. */
#include "config.h"

#include <string.h>

#include "pdf-fixture.h"
#include "pdf/tl-pdf-find.h"
#include "pdf/tl-pdf-texts-private.h"

#define MAX_PAGES 6

/* How far lines and letters of made pages are apart. */
#define LINE   14.0F
#define LETTER 5.0F

/* A page of @text: every character has a box, a tab begins the next column. */
static TlPdfPageText *
make_page (const char *text)
{
  TlPdfText *map = g_new0 (TlPdfText, 1);
  float x = 50, y = 50;
  guint i = 0;

  map->text = g_strdup (text);
  map->n_chars = (guint)g_utf8_strlen (text, -1);
  map->boxes = g_new0 (TlPdfBox, map->n_chars + 1);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), i++)
    {
      if (*at == '\n')
        {
          x = 50;
          y += LINE;
        }
      else if (*at == '\t')
        x = x < 250 ? 250 : 450;
      else
        {
          map->boxes[i] = (TlPdfBox){ x, y, x + LETTER, y + 10 };
          x += LETTER;
        }
    }
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

static TlPdfFound *
find_in (GPtrArray *pages, const char *words)
{
  return tl_pdf_find_in_pages ((TlPdfPageText *const *)pages->pdata, pages->len, words, 0);
}

typedef struct
{
  const char *pages[MAX_PAGES];
  const char *words;
  const char *found; /* matches, joined by "|" */
} Case;

static const Case cases[] = {
  /* marks */
  { { "Toà án tuyên bị cáo phạm tội\n" }, "toa an", "Toà án" },
  { { "Toà án tuyên bị cáo phạm tội\n" }, "TÒA ÁN", "Toà án" },
  { { "Toà án tuyên bị cáo phạm tội\n" }, "toá án", "" },
  { { "Toa an\nTòa án\n" }, "toa an", "Toa an|Tòa án" },
  { { "Toa an\nTòa án\n" }, "tòa án", "Tòa án" },
  { { "người đại diện\n" }, "nguoi dai dien", "người đại diện" },
  { { "quyết định\n" }, "quye\xcc\x82\xcc\x81t \xc4\x91i\xcc\xa3nh", "quyết định" },
  { { "quye\xcc\x82\xcc\x81t \xc4\x91i\xcc\xa3nh\n" }, "quyết", "quyết" },
  /* white space, lines, hyphens */
  { { "trộm cắp\ntài sản\n" }, "trộm  cắp\ttài sản", "trộm cắp tài sản" },
  { { "trộm cắp\n\n\ntài sản\n" }, "cắp tài", "cắp tài" },
  { { "cửa hàng lan\nla nước\n" }, "lan", "lan" },
  { { "số 12/2020/QĐXX-\nDS ngày\n" }, "12/2020/qđxx-ds", "12/2020/QĐXX-DS" },
  { { "số 12/2020/\nQĐXX-DS ngày\n" }, "12/2020/QĐXX-DS", "12/2020/ QĐXX-DS" },
  { { "a docu-\nment of\n" }, "document", "document" },
  { { "a docu-\nment of\n" }, "docu-ment", "document" },
  { { "Điều 17\n3 nghìn\n" }, "173", "" },
  { { "Điều173 khoản\n" }, "Điều 173", "Điều173" },
  { { "năm 2015–2020 “mới”\n" }, "2015-2020 \"mới\"", "2015–2020 “mới”" },
  /* columns */
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" }, "đã nhận tội", "đã nhận tội" },
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" }, "có đơn", "có đơn" },
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" }, "đã bị hại", "đã Bị hại" },
  { { "Bị cáo đã\tBị hại có\nnhận tội\tđơn xin\n" }, "đã đơn", "" },
  /* pages */
  { { "bị cáo phải bồi\n", "thường cho bị hại\n" }, "bồi thường", "bồi thường" },
  { { "bị cáo phải bồi\n", "2\nthường cho bị hại\n" }, "bồi thường", "bồi thường" },
  { { "bị cáo phải bồi\n- 1 -\n", "thường cho bị hại\n- 2 -\n" },
    "phải bồi thường",
    "phải bồi thường" },
  { { "CÔNG BÁO/Số 1\tnăm\nxét xử bị cáo phải bồi\n", "CÔNG BÁO/Số 2\tnăm\nthường cho bị hại\n",
      "CÔNG BÁO/Số 3\tnăm\nvà xin lỗi\n" },
    "phải bồi thường",
    "phải bồi thường" },
  { { "CÔNG BÁO/Số 1\nbị cáo\n", "CÔNG BÁO/Số 2\nbị hại\n", "CÔNG BÁO/Số 3\nxin lỗi\n" },
    "cong bao",
    "CÔNG BÁO|CÔNG BÁO|CÔNG BÁO" },
  { { "bị cáo phải bồi\n", "", "thường cho bị hại\n" }, "bồi thường", "bồi thường" },
  { { "số 12/2020/QĐXX-\n", "2\nDS ngày\n" }, "QĐXX-DS", "QĐXX-DS" },
  { { "bị cáo phải bồi\n", "khác\n", "thường cho bị hại\n" }, "bồi thường", "" },
  /* none twice */
  { { "a a a a a\n" }, "a a", "a a|a a" },
  { { "ma\n", "ma\n", "ma\n" }, "ma ma", "ma ma" },
  { { "tài sản, tài sản\n" }, "tai san", "tài sản|tài sản" },
  /* nothing */
  { { "tài sản\n" }, "", "" },
  { { "tài sản\n" }, " \n\t", "" },
  { { "", "" }, "tài sản", "" },
};

static void
words_are_found_as_a_judge_types_them (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GPtrArray) pages = make_pages (test->pages);
  g_autoptr (TlPdfFound) found = find_in (pages, test->words);
  g_autoptr (GString) matches = g_string_new (NULL);

  for (guint i = 0; i < found->hits->len; i++)
    {
      const TlPdfHit *hit = found->hits->pdata[i];

      g_assert_cmpuint (hit->n_ranges, >, 0);
      g_assert_cmpuint (hit->n_rects, >, 0);
      g_string_append_printf (matches, i > 0 ? "|%s" : "%s", hit->match);
    }
  g_assert_cmpstr (matches->str, ==, test->found);
  g_assert_false (found->more);
}

static void
a_hit_says_where_it_is_and_what_is_around_it (void)
{
  static const char *const texts[]
      = { "Xét thấy bị cáo đã thành khẩn khai báo,\năn năn hối cải nên\n",
          "2\nđược giảm nhẹ hình phạt.\n", NULL };
  g_autoptr (GPtrArray) pages = make_pages (texts);
  g_autoptr (TlPdfFound) found = find_in (pages, "hối cải nên được giảm");
  const TlPdfHit *hit;

  g_assert_cmpuint (found->hits->len, ==, 1);
  hit = found->hits->pdata[0];
  g_assert_cmpuint (hit->page, ==, 0);
  g_assert_cmpstr (hit->match, ==, "hối cải nên được giảm");
  g_assert_cmpstr (hit->before, ==, "Xét thấy bị cáo đã thành khẩn khai báo, ăn năn ");
  g_assert_cmpstr (hit->after, ==, " nhẹ hình phạt.");
  g_assert_cmpuint (hit->n_ranges, ==, 2);
  g_assert_cmpuint (hit->n_rects, ==, 2);
  g_assert_cmpuint (hit->rects[0].page, ==, 0);
  g_assert_cmpfloat (hit->rects[0].box.x1, ==, 50 + 7 * LETTER);
  g_assert_cmpfloat (hit->rects[0].box.x2, ==, 50 + 18 * LETTER);
  g_assert_cmpfloat (hit->rects[0].box.y1, ==, 50 + LINE);
  g_assert_cmpuint (hit->rects[1].page, ==, 1);
  g_assert_cmpfloat (hit->rects[1].box.x1, ==, 50);
  g_assert_cmpfloat (hit->rects[1].box.x2, ==, 50 + 9 * LETTER);
  g_assert_cmpfloat (hit->rects[1].box.y1, ==, 50 + LINE);
}

static void
more_than_asked_for_is_said (void)
{
  static const char *const texts[] = { "a b a b a b\n", "a\n", NULL };
  g_autoptr (GPtrArray) pages = make_pages (texts);
  g_autoptr (TlPdfFound) three
      = tl_pdf_find_in_pages ((TlPdfPageText *const *)pages->pdata, pages->len, "a", 3);
  g_autoptr (TlPdfFound) four
      = tl_pdf_find_in_pages ((TlPdfPageText *const *)pages->pdata, pages->len, "a", 4);

  g_assert_cmpuint (three->hits->len, ==, 3);
  g_assert_true (three->more);
  g_assert_cmpuint (four->hits->len, ==, 4);
  g_assert_false (four->more);
}

static void
pages_without_text_and_lost_pages_are_counted (void)
{
  static const char *const texts[] = { "tài sản chung của vợ chồng\n", "7\n", "", NULL };
  g_autoptr (GPtrArray) pages = make_pages (texts);
  g_autoptr (TlPdfFound) found = NULL;

  g_ptr_array_add (pages, NULL);
  found = find_in (pages, "tài sản");
  g_assert_cmpuint (found->hits->len, ==, 1);
  g_assert_cmpuint (found->n_pages, ==, 4);
  g_assert_cmpuint (found->n_scans, ==, 2);
  g_assert_cmpuint (found->n_failed, ==, 1);
}

/* Text that branches at every character costs no more than its bound. */
static void
text_that_branches_without_end_is_given_up (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);
  g_autoptr (TlPdfFound) found = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "a\ta\ta\n");
  for (guint i = 0; i < 900; i++)
    g_string_append (words, "a ");
  g_string_append (words, "b");
  g_ptr_array_add (pages, make_page (text->str));
  g_ptr_array_add (pages, make_page (text->str));
  found = find_in (pages, words->str);
  g_assert_cmpuint (found->hits->len, ==, 0);
}

typedef struct
{
  GMainLoop *loop;
  guint n_hits;
  guint n_done;
  guint calls;
  TlPdfFound *found;
  TlPdfScan *scan;
  GError *error;
  GCancellable *cancellable; /* cancelled by the first hit, if set */
} Wait;

static void
progress_cb (GPtrArray *hits, guint n_done, guint n_pages, gpointer data)
{
  Wait *wait = data;

  g_assert_cmpuint (n_done, >=, wait->n_done);
  g_assert_cmpuint (n_done, <=, n_pages);
  wait->n_hits += hits->len;
  wait->n_done = n_done;
  wait->calls++;
  if (wait->cancellable != NULL)
    g_cancellable_cancel (wait->cancellable);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->found = tl_pdf_find_finish (TL_PDF_TEXTS (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->scan = tl_pdf_texts_scan_finish (TL_PDF_TEXTS (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static TlPdfTexts *
open_texts (const char *const *pages)
{
  g_autofree char *path = fixture_cairo_pdf ("find.pdf", pages);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);

  g_assert_no_error (error);
  return tl_pdf_texts_new (pdf);
}

static const char *const document[]
    = { "Bị cáo trộm cắp\ntài sản của người khác", "2\nNgười bị hại xin giảm nhẹ hình phạt",
        "3\nvà xin lại tài sản của mình", NULL };

static void
hits_come_page_by_page_and_a_second_search_needs_no_worker (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TlPdfTexts) texts = open_texts (document);

  for (guint i = 0; i < 3; i++)
    {
      Wait wait = { .loop = loop };

      tl_pdf_find_async (texts, "tai san", i, 0, progress_cb, &wait, NULL, NULL, found_cb, &wait);
      g_main_loop_run (loop);
      g_assert_no_error (wait.error);
      g_assert_cmpuint (wait.n_hits, ==, 2);
      g_assert_cmpuint (wait.n_done, ==, 3);
      g_assert_cmpuint (wait.found->hits->len, ==, 2);
      g_assert_cmpuint (((TlPdfHit *)wait.found->hits->pdata[0])->page, ==, 0);
      g_assert_cmpuint (((TlPdfHit *)wait.found->hits->pdata[1])->page, ==, 2);
      tl_pdf_found_free (wait.found);
    }
  g_assert_cmpuint (tl_pdf_texts_get_bytes (texts), >, 0);
}

static void
a_cancelled_search_says_so_and_the_next_one_is_whole (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TlPdfTexts) texts = open_texts (document);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait cancelled = { .loop = loop, .cancellable = cancellable };
  Wait whole = { .loop = loop };

  tl_pdf_find_async (texts, "tài sản", 0, 0, progress_cb, &cancelled, NULL, cancellable, found_cb,
                     &cancelled);
  g_main_loop_run (loop);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (cancelled.found);
  g_assert_cmpuint (cancelled.calls, ==, 1);
  g_clear_error (&cancelled.error);

  tl_pdf_find_async (texts, "tài sản", 0, 0, progress_cb, &whole, NULL, NULL, found_cb, &whole);
  g_main_loop_run (loop);
  g_assert_no_error (whole.error);
  g_assert_cmpuint (whole.found->hits->len, ==, 2);
  tl_pdf_found_free (whole.found);
}

static void
what_is_kept_stays_within_its_bound (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TlPdfTexts) texts = open_texts (document);
  Wait wait = { .loop = loop };

  _tl_pdf_texts_set_max_bytes (texts, 2000);
  tl_pdf_find_async (texts, "tài sản", 0, 0, progress_cb, &wait, NULL, NULL, found_cb, &wait);
  g_main_loop_run (loop);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.found->hits->len, ==, 2);
  g_assert_cmpuint (tl_pdf_texts_get_bytes (texts), <=, 2000);
  tl_pdf_found_free (wait.found);
}

static void
pages_without_text_are_scans (void)
{
  static const char *const mixed[] = { "Bản án số một của tòa án nhân dân", "", "", NULL };
  static const char *const blank[] = { "", "", NULL };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TlPdfTexts) texts = open_texts (i == 0 ? mixed : blank);
      Wait wait = { .loop = loop };

      tl_pdf_texts_scan_async (texts, 0, NULL, scanned_cb, &wait);
      g_main_loop_run (loop);
      g_assert_no_error (wait.error);
      g_assert_cmpuint (wait.scan->n_scans, ==, 2);
      g_assert_cmpint (tl_pdf_scan_is_whole (wait.scan), ==, i == 1);
      g_assert_cmpint (wait.scan->is_scan[0], ==, i == 1);
      g_assert_true (wait.scan->is_scan[1]);
      tl_pdf_scan_free (wait.scan);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/find/words-are-found-as-a-judge-types-them/%u", i + 1);

      g_test_add_data_func (path, &cases[i], words_are_found_as_a_judge_types_them);
    }
  g_test_add_func ("/find/a-hit-says-where-it-is-and-what-is-around-it",
                   a_hit_says_where_it_is_and_what_is_around_it);
  g_test_add_func ("/find/more-than-asked-for-is-said", more_than_asked_for_is_said);
  g_test_add_func ("/find/pages-without-text-and-lost-pages-are-counted",
                   pages_without_text_and_lost_pages_are_counted);
  g_test_add_func ("/find/text-that-branches-without-end-is-given-up",
                   text_that_branches_without_end_is_given_up);
  g_test_add_func ("/find/hits-come-page-by-page-and-a-second-search-needs-no-worker",
                   hits_come_page_by_page_and_a_second_search_needs_no_worker);
  g_test_add_func ("/find/a-cancelled-search-says-so-and-the-next-one-is-whole",
                   a_cancelled_search_says_so_and_the_next_one_is_whole);
  g_test_add_func ("/find/what-is-kept-stays-within-its-bound",
                   what_is_kept_stays_within_its_bound);
  g_test_add_func ("/find/pages-without-text-are-scans", pages_without_text_are_scans);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
