/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where pages and marks stand: pure arithmetic, no display. */
#include "config.h"

#include "ui/reader/tl-pdf-layout.h"
#include "ui/reader/tl-pdf-mark.h"

static const TlPdfPage sizes[] = { { 600, 800 }, { 300, 400 }, { 0, -1 }, { 600, 800 } };

static TlPdfLayout *
make_layout (double zoom)
{
  TlPdfLayout *layout = tl_pdf_layout_new (sizes, G_N_ELEMENTS (sizes));

  tl_pdf_layout_set_zoom (layout, zoom);
  return layout;
}

static void
pages_stand_under_one_another_in_the_middle (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (0.75);
  double width, height;
  TlPdfRect first = tl_pdf_layout_get_page (layout, 0, 1000);
  TlPdfRect second = tl_pdf_layout_get_page (layout, 1, 1000);

  tl_pdf_layout_get_size (layout, &width, &height);
  g_assert_cmpfloat (width, ==, 600 + 2 * TL_PDF_SPACING);
  g_assert_cmpfloat (first.width, ==, 600);
  g_assert_cmpfloat (first.x, ==, 200);
  g_assert_cmpfloat (first.y, ==, TL_PDF_SPACING);
  g_assert_cmpfloat (second.x, ==, 350);
  g_assert_cmpfloat (second.y, ==, 800 + 2 * TL_PDF_SPACING);
  g_assert_cmpfloat (height, ==, 800 + 400 + 842 + 800 + 5 * TL_PDF_SPACING);
}

static void
the_page_at_a_height_is_found (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (0.75);
  static const struct
  {
    double y;
    guint page;
  } cases[] = { { -50, 0 }, { 0, 0 }, { 813, 0 }, { 828, 1 }, { 1e9, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (tl_pdf_layout_page_at (layout, cases[i].y), ==, cases[i].page);
}

static void
a_place_survives_a_change_of_zoom (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (0.75);

  for (guint page = 0; page < G_N_ELEMENTS (sizes); page++)
    for (double fraction = 0; fraction < 1; fraction += 0.125)
      {
        TlPdfPlace place = { page, fraction };
        TlPdfPlace again;

        tl_pdf_layout_set_zoom (layout, 2.5);
        again = tl_pdf_layout_place_at (layout, tl_pdf_layout_place_y (layout, place));
        tl_pdf_layout_set_zoom (layout, 0.5);
        again = tl_pdf_layout_place_at (layout, tl_pdf_layout_place_y (layout, again));
        g_assert_cmpuint (again.page, ==, page);
        g_assert_cmpfloat_with_epsilon (again.fraction, fraction, 1e-9);
      }
}

static void
the_zoom_stays_within_its_bounds (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (100);

  g_assert_cmpfloat (tl_pdf_layout_get_zoom (layout), ==, TL_PDF_ZOOM_MAX);
  tl_pdf_layout_set_zoom (layout, 0);
  g_assert_cmpfloat (tl_pdf_layout_get_zoom (layout), ==, TL_PDF_ZOOM_MIN);
  g_assert_cmpfloat_with_epsilon (tl_pdf_layout_fit_width (layout, 800 + 2 * TL_PDF_SPACING), 1,
                                  1e-9);
  g_assert_cmpfloat (tl_pdf_layout_fit_width (layout, 10), ==, TL_PDF_ZOOM_MIN);
  g_assert_cmpfloat (tl_pdf_layout_fit_width (layout, 9000), ==, TL_PDF_ZOOM_FIT_MAX);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (1, 1), ==, 1.1);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (1.03, -1), ==, 1);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (4, 1), ==, TL_PDF_ZOOM_MAX);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (0.25, -1), ==, TL_PDF_ZOOM_MIN);
}

static void
a_page_is_rendered_at_the_pixels_of_the_screen_within_a_bound (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (1.5);
  double bounded;

  g_assert_cmpfloat (tl_pdf_layout_render_scale (layout, 0, 1, 1e9), ==, 2);
  g_assert_cmpfloat (tl_pdf_layout_render_scale (layout, 0, 2, 1e9), ==, 4);
  bounded = tl_pdf_layout_render_scale (layout, 0, 2, 1e6);
  g_assert_cmpfloat (600 * bounded * 800 * bounded, <=, 1e6 + 1);
}

static void
a_document_of_ten_thousand_pages_is_laid_out (void)
{
  g_autofree TlPdfPage *many = g_new (TlPdfPage, 10000);
  g_autoptr (TlPdfLayout) layout = NULL;
  guint first, last;

  for (guint i = 0; i < 10000; i++)
    many[i] = (TlPdfPage){ 595, 842 };
  layout = tl_pdf_layout_new (many, 10000);
  tl_pdf_layout_visible (layout, 5e6, 5e6 + 700, &first, &last);
  g_assert_cmpuint (last - first, <=, 1);
  g_assert_cmpuint (first, >, 4000);
  g_assert_cmpuint (tl_pdf_layout_main_page (layout, 0, 700), ==, 0);
}

/* Eight characters a line, ten points each, lines twenty points apart; a line end has no extent. */
static TlPdfText *
make_text (const char *words)
{
  TlPdfText *text = g_new0 (TlPdfText, 1);
  const char *at = words;
  float x = 0, y = 0;

  text->text = g_strdup (words);
  text->n_chars = (guint)g_utf8_strlen (words, -1);
  text->boxes = g_new0 (TlPdfBox, text->n_chars + 1);
  for (guint i = 0; i < text->n_chars; i++, at = g_utf8_next_char (at))
    if (*at == '\n')
      {
        x = 0;
        y += 20;
        text->boxes[i] = (TlPdfBox){ x, y, x, y };
      }
    else
      {
        text->boxes[i] = (TlPdfBox){ x, y, x + 10, y + 12 };
        x += 10;
      }
  return text;
}

static void
characters_become_one_rectangle_a_line (void)
{
  g_autoptr (TlPdfText) text = make_text ("một hai\nba bốn");
  g_autoptr (GArray) lines = tl_pdf_layout_merge_boxes (text->boxes, text->n_chars, 4, 100);
  TlPdfBox *box;

  g_assert_cmpuint (lines->len, ==, 2);
  box = &g_array_index (lines, TlPdfBox, 0);
  g_assert_cmpfloat (box->x1, ==, 40);
  g_assert_cmpfloat (box->x2, ==, 70);
  box = &g_array_index (lines, TlPdfBox, 1);
  g_assert_cmpfloat (box->y1, ==, 20);
  g_assert_cmpfloat (box->x2, ==, 60);
}

static void
a_passage_that_runs_over_is_marked_on_both_pages (void)
{
  g_autoptr (TlPdfText) first = make_text ("chữ đầu trang\nbên nhận cọc từ chối");
  g_autoptr (TlPdfText) second = make_text ("giao kết phải trả\nchữ khác");
  TlPdfWanted wanted = { 3, "bên nhận cọc từ chối giao kết phải trả", 0, 0 };
  g_autoptr (GArray) marks = tl_pdf_mark_match (&wanted, 2, first, second);

  g_assert_cmpuint (marks->len, ==, 2);
  g_assert_cmpuint (g_array_index (marks, TlPdfMark, 0).page, ==, 2);
  g_assert_cmpfloat (g_array_index (marks, TlPdfMark, 0).box.y1, ==, 20);
  g_assert_cmpuint (g_array_index (marks, TlPdfMark, 1).page, ==, 3);
  g_assert_cmpfloat (g_array_index (marks, TlPdfMark, 1).box.y1, ==, 0);
}

static void
a_block_is_marked_by_its_characters_on_its_own_page_only (void)
{
  g_autoptr (TlPdfText) first = make_text ("một hai\nba bốn");
  g_autoptr (TlPdfText) second = make_text ("năm sáu");
  TlPdfWanted wanted = { 1, NULL, 8, 3 };
  g_autoptr (GArray) here = tl_pdf_mark_match (&wanted, 0, first, second);
  g_autoptr (GArray) elsewhere = tl_pdf_mark_match (&wanted, 4, first, second);

  g_assert_cmpuint (here->len, ==, 2);
  g_assert_cmpuint (g_array_index (here, TlPdfMark, 1).page, ==, 1);
  g_assert_cmpfloat (g_array_index (here, TlPdfMark, 1).box.x2, ==, 30);
  g_assert_cmpuint (elsewhere->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/reader-layout/" #name, name)
  TEST (pages_stand_under_one_another_in_the_middle);
  TEST (the_page_at_a_height_is_found);
  TEST (a_place_survives_a_change_of_zoom);
  TEST (the_zoom_stays_within_its_bounds);
  TEST (a_page_is_rendered_at_the_pixels_of_the_screen_within_a_bound);
  TEST (a_document_of_ten_thousand_pages_is_laid_out);
  TEST (characters_become_one_rectangle_a_line);
  TEST (a_passage_that_runs_over_is_marked_on_both_pages);
  TEST (a_block_is_marked_by_its_characters_on_its_own_page_only);
  return g_test_run ();
}
