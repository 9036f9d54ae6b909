/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents made here, read through the worker: text, boxes, pictures, errors. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "pdf-fixture.h"

#define A4                                                                                         \
  {                                                                                                \
    0, 0, 595, 842                                                                                 \
  }

static TlPdf *
open_pdf (const char *path)
{
  g_autoptr (GError) error = NULL;
  TlPdf *pdf = tl_pdf_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  return pdf;
}

static TlPdfText *
get_text (TlPdf *pdf, guint page, gboolean with_boxes)
{
  g_autoptr (GError) error = NULL;
  TlPdfText *text = tl_pdf_get_text (pdf, page, with_boxes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  return text;
}

static TlPdf *
open_built (const FixturePage *pages, guint n_pages, const char *trailer)
{
  g_autoptr (GString) data = fixture_pdf_build (pages, n_pages, trailer);
  g_autofree char *path = fixture_write ("built.pdf", data->str, (gssize)data->len);

  return open_pdf (path);
}

static void
text_comes_page_by_page_in_normal_form (void)
{
  const char *const pages[]
      = { "Điều 51. Tình tiết giảm nhẹ\nkhoản 1 điểm s", "Trang hai", "", NULL };
  g_autofree char *path = fixture_cairo_pdf ("text.pdf", pages);
  g_autoptr (TlPdf) pdf = open_pdf (path);

  g_assert_cmpuint (tl_pdf_get_n_pages (pdf), ==, 3);
  g_assert_cmpstr (tl_pdf_get_title (pdf), ==, "Bản án thử");
  g_assert_cmpfloat (tl_pdf_get_page (pdf, 0).width, ==, 595);
  g_assert_cmpfloat (tl_pdf_get_page (pdf, 0).height, ==, 842);
  for (int with_boxes = FALSE; with_boxes <= TRUE; with_boxes++)
    {
      g_autoptr (TlPdfText) first = get_text (pdf, 0, with_boxes);
      g_autoptr (TlPdfText) second = get_text (pdf, 1, with_boxes);
      g_autoptr (TlPdfText) third = get_text (pdf, 2, with_boxes);

      g_assert_cmpstr (first->text, ==, "Điều 51. Tình tiết giảm nhẹ\nkhoản 1 điểm s\n");
      g_assert_cmpuint (first->n_chars, ==, g_utf8_strlen (first->text, -1));
      g_assert_cmpint (first->boxes != NULL, ==, with_boxes);
      g_assert_cmpstr (second->text, ==, "Trang hai\n");
      g_assert_cmpstr (third->text, ==, "");
      g_assert_cmpuint (third->n_chars, ==, 0);
    }
}

/* The boxes of all characters together lie where the ink is. */
static void
assert_boxes_on_ink (TlPdf *pdf, guint page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfText) text = get_text (pdf, page, TRUE);
  g_autoptr (TlPdfImage) image = tl_pdf_render (pdf, page, 2, NULL, &error);
  TlPdfBox all = text->boxes[0], ink;

  g_assert_no_error (error);
  for (guint i = 1; i < text->n_chars; i++)
    if (text->boxes[i].x2 > text->boxes[i].x1)
      {
        all.x1 = MIN (all.x1, text->boxes[i].x1);
        all.y1 = MIN (all.y1, text->boxes[i].y1);
        all.x2 = MAX (all.x2, text->boxes[i].x2);
        all.y2 = MAX (all.y2, text->boxes[i].y2);
      }
  g_assert_true (fixture_ink (image, &ink));
  g_assert_cmpfloat (all.x1 * 2, <=, ink.x1 + 2);
  g_assert_cmpfloat (all.y1 * 2, <=, ink.y1 + 2);
  g_assert_cmpfloat (all.x2 * 2, >=, ink.x2 - 2);
  g_assert_cmpfloat (all.y2 * 2, >=, ink.y2 - 2);
  g_assert_cmpfloat ((all.x2 - all.x1) * 2, <, ink.x2 - ink.x1 + 32);
  g_assert_cmpfloat ((all.y2 - all.y1) * 2, <, ink.y2 - ink.y1 + 32);
}

static void
boxes_lie_on_the_ink_of_cropped_and_turned_pages (void)
{
  static const FixturePage pages[] = {
    { "Plain page", { 100, 700 }, A4, { 0 }, 0 },
    { "Origin elsewhere", { 300, 900 }, { 200, 300, 795, 1142 }, { 0 }, 0 },
    { "Cropped", { 120, 500 }, A4, { 100, 400, 400, 600 }, 0 },
    { "Turned right", { 100, 700 }, A4, { 0 }, 90 },
    { "Upside down", { 100, 700 }, A4, { 0 }, 180 },
    { "Turned left", { 100, 700 }, A4, { 0 }, 270 },
    { "Cropped and turned", { 120, 500 }, A4, { 100, 400, 400, 600 }, 90 },
    { "Cropped and turned left", { 105, 450 }, A4, { 100, 400, 400, 600 }, -90 },
  };
  static const TlPdfPage sizes[] = { { 595, 842 }, { 595, 842 }, { 300, 200 }, { 842, 595 },
                                     { 595, 842 }, { 842, 595 }, { 200, 300 }, { 200, 300 } };
  g_autoptr (TlPdf) pdf = open_built (pages, G_N_ELEMENTS (pages), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (TlPdfText) text = get_text (pdf, i, FALSE);
      g_autofree char *line = g_strconcat (pages[i].text, "\n", NULL);
      TlPdfPage size = tl_pdf_get_page (pdf, i);

      g_assert_cmpmem (&size, sizeof size, &sizes[i], sizeof size);
      g_assert_cmpstr (text->text, ==, line);
      assert_boxes_on_ink (pdf, i);
    }
}

static void
each_character_has_its_own_box (void)
{
  static const FixturePage page = { "ABC DEF", { 100, 700 }, A4, { 0 }, 0 };
  g_autoptr (TlPdf) pdf = open_built (&page, 1, NULL);
  g_autoptr (TlPdfText) text = get_text (pdf, 0, TRUE);

  g_assert_cmpstr (text->text, ==, "ABC DEF\n");
  for (guint i = 0; i + 1 < 7; i++)
    {
      g_assert_cmpfloat (text->boxes[i].x2, >, text->boxes[i].x1);
      g_assert_cmpfloat (text->boxes[i].x2, <=, text->boxes[i + 1].x1 + 0.5);
      /* 842 - 700 is the base line from the top, the line 24 points high. */
      g_assert_cmpfloat (text->boxes[i].y1, >, 142 - 26);
      g_assert_cmpfloat (text->boxes[i].y2, <, 142 + 10);
    }
}

static void
a_page_is_drawn_at_its_scale (void)
{
  static const FixturePage page = { "Tile", { 100, 700 }, A4, { 0 }, 0 };
  g_autoptr (TlPdf) pdf = open_built (&page, 1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfImage) whole = tl_pdf_render (pdf, 0, 1.5, NULL, &error);
  const guint8 *pixels;

  g_assert_no_error (error);
  g_assert_cmpint (whole->width, ==, 893);
  g_assert_cmpint (whole->height, ==, 1263);
  g_assert_cmpint (whole->stride, ==, 893 * 4);
  pixels = g_bytes_get_data (whole->pixels, NULL);
  g_assert_cmpuint (g_bytes_get_size (whole->pixels), ==, 1263 * 893 * 4);
  g_assert_cmphex (pixels[3], ==, 0xff);
}

static void
rows_of_pages_and_single_ones_can_be_mixed (void)
{
  static const FixturePage page = { "Page", { 100, 700 }, A4, { 0 }, 0 };
  g_autofree FixturePage *pages = g_new (FixturePage, 200);
  g_autofree char *names = g_malloc (200 * 16);
  g_autoptr (TlPdf) pdf = NULL;

  for (guint i = 0; i < 200; i++)
    {
      pages[i] = page;
      g_snprintf (names + i * 16, 16, "Page %u", i);
      pages[i].text = names + i * 16;
    }
  pdf = open_built (pages, 200, NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (TlPdfText) text = get_text (pdf, i, FALSE);
      g_autofree char *expected = g_strdup_printf ("Page %u\n", i);

      g_assert_cmpstr (text->text, ==, expected);
      if (i % 50 == 20)
        {
          g_autoptr (TlPdfImage) image = tl_pdf_render (pdf, 3, 0.2, NULL, NULL);
          g_autoptr (TlPdfText) other = get_text (pdf, 7, i % 100 == 20);

          g_assert_nonnull (image);
          g_assert_cmpstr (other->text, ==, "Page 7\n");
        }
    }
}

/* Poppler itself gives "1,5001.500.000". */
static void
cells_of_a_table_are_kept_apart (void)
{
  static const FixturePage page = { "1,50) Tj 200 0 Td (1.500.000) Tj -200 -40 Td (2,50) Tj "
                                    "200 0 Td (2.500.000",
                                    { 100, 700 },
                                    A4,
                                    { 0 },
                                    0 };
  g_autoptr (TlPdf) pdf = open_built (&page, 1, NULL);
  g_autoptr (TlPdfText) text = get_text (pdf, 0, TRUE);

  g_assert_null (strstr (text->text, "501"));
  g_assert_nonnull (strstr (text->text, "1.500.000"));
  g_assert_nonnull (strstr (text->text, "2.500.000"));
}

static void
an_absurd_page_costs_only_itself (void)
{
  static const FixturePage pages[] = {
    { "Huge", { 100, 700 }, { 0, 0, 200000, 200000 }, { 0 }, 0 },
    { "Good", { 100, 700 }, A4, { 0 }, 0 },
  };
  g_autoptr (TlPdf) pdf = open_built (pages, G_N_ELEMENTS (pages), NULL);
  g_autoptr (GError) text_error = NULL;
  g_autoptr (GError) render_error = NULL;
  g_autoptr (TlPdfText) good = get_text (pdf, 1, TRUE);

  g_assert_cmpstr (good->text, ==, "Good\n");
  g_assert_cmpfloat (tl_pdf_get_page (pdf, 0).width, ==, 595);
  g_assert_null (tl_pdf_get_text (pdf, 0, TRUE, NULL, &text_error));
  g_assert_error (text_error, TL_ERROR, TL_ERROR_LIMIT);
  g_assert_nonnull (strstr (text_error->message, "built.pdf, page 1: "));
  g_assert_null (tl_pdf_render (pdf, 0, 1, NULL, &render_error));
  g_assert_error (render_error, TL_ERROR, TL_ERROR_LIMIT);
}

static void
a_file_that_cannot_be_read_says_why (void)
{
  static const FixturePage page = { "Secret", { 100, 700 }, A4, { 0 }, 0 };
  static const char key[] = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                            "/O <0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef> "
                            "/U <0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef> "
                            ">> /ID [<00112233445566778899aabbccddeeff> "
                            "<00112233445566778899aabbccddeeff>]";
  g_autoptr (GString) none = fixture_pdf_build (NULL, 0, NULL);
  g_autoptr (GString) locked = fixture_pdf_build (&page, 1, key);
  const struct
  {
    const char *name, *data;
    GQuark domain;
    int code;
    const char *says;
  } cases[] = {
    { "empty.pdf", "", TL_ERROR, TL_ERROR_INPUT, "empty" },
    { "word.pdf", "PK\003\004 no PDF at all", TL_ERROR, TL_ERROR_INPUT, "not a PDF" },
    { "damaged.pdf", "%PDF-1.4\nnothing follows\n", TL_ERROR, TL_ERROR_INPUT, "damaged" },
    { "none.pdf", none->str, TL_ERROR, TL_ERROR_INPUT, "no pages" },
    { "locked.pdf", locked->str, TL_ERROR, TL_ERROR_UNSUPPORTED, "password" },
    { "missing.pdf", NULL, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "missing.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;

      if (cases[i].data != NULL)
        path = fixture_write (cases[i].name, cases[i].data, -1);
      else
        path = g_build_filename (fixture_folder (), cases[i].name, NULL);
      g_assert_null (tl_pdf_open (path, NULL, &error));
      g_assert_error (error, cases[i].domain, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].name));
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
a_folder_and_too_large_a_file_are_refused (void)
{
  g_autoptr (GError) folder_error = NULL;
  g_autoptr (GError) size_error = NULL;
  g_autofree char *path = fixture_write ("large.pdf", "%PDF-1.4", -1);

  g_assert_null (tl_pdf_open (fixture_folder (), NULL, &folder_error));
  g_assert_error (folder_error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_cmpint (truncate (path, TL_LIMIT_PDF_FILE + 1L), ==, 0);
  g_assert_null (tl_pdf_open (path, NULL, &size_error));
  g_assert_error (size_error, TL_ERROR, TL_ERROR_LIMIT);
}

static void
too_many_pages_are_refused (void)
{
  static const FixturePage page = { "x", { 100, 700 }, A4, { 0 }, 0 };
  g_autofree FixturePage *pages = g_new (FixturePage, TL_LIMIT_PDF_PAGES + 1);
  g_autoptr (GString) data = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= TL_LIMIT_PDF_PAGES; i++)
    pages[i] = page;
  data = fixture_pdf_build (pages, TL_LIMIT_PDF_PAGES + 1, NULL);
  path = fixture_write ("many.pdf", data->str, (gssize)data->len);
  g_assert_null (tl_pdf_open (path, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/text-comes-page-by-page-in-normal-form",
                   text_comes_page_by_page_in_normal_form);
  g_test_add_func ("/pdf/boxes-lie-on-the-ink-of-cropped-and-turned-pages",
                   boxes_lie_on_the_ink_of_cropped_and_turned_pages);
  g_test_add_func ("/pdf/each-character-has-its-own-box", each_character_has_its_own_box);
  g_test_add_func ("/pdf/a-page-is-drawn-at-its-scale", a_page_is_drawn_at_its_scale);
  g_test_add_func ("/pdf/rows-of-pages-and-single-ones-can-be-mixed",
                   rows_of_pages_and_single_ones_can_be_mixed);
  g_test_add_func ("/pdf/cells-of-a-table-are-kept-apart", cells_of_a_table_are_kept_apart);
  g_test_add_func ("/pdf/an-absurd-page-costs-only-itself", an_absurd_page_costs_only_itself);
  g_test_add_func ("/pdf/a-file-that-cannot-be-read-says-why", a_file_that_cannot_be_read_says_why);
  g_test_add_func ("/pdf/a-folder-and-too-large-a-file-are-refused",
                   a_folder_and_too_large_a_file_are_refused);
  g_test_add_func ("/pdf/too-many-pages-are-refused", too_many_pages_are_refused);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
