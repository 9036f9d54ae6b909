/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where pages and marks stand: pure arithmetic, no display. */
#include "config.h"

#include "ui/reader/tl-pdf-grid.h"
#include "ui/reader/tl-pdf-layout.h"
#include "ui/reader/tl-pdf-mark.h"
#include "ui/reader/tl-pdf-pixels.h"
#include "ui/reader/tl-pdf-state.h"

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
  TlViewRect first = tl_pdf_layout_get_page (layout, 0, 1000);
  TlViewRect second = tl_pdf_layout_get_page (layout, 1, 1000);

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
  g_assert_cmpfloat_with_epsilon (
      tl_pdf_layout_fit (layout, TL_PDF_FIT_WIDTH, 800 + 2 * TL_PDF_SPACING, 100), 1, 1e-9);
  g_assert_cmpfloat (tl_pdf_layout_fit (layout, TL_PDF_FIT_WIDTH, 10, 100), ==, TL_PDF_ZOOM_MIN);
  g_assert_cmpfloat (tl_pdf_layout_fit (layout, TL_PDF_FIT_WIDTH, 9000, 100), ==,
                     TL_PDF_ZOOM_FIT_MAX);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (1, 1), ==, 1.1);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (1.03, -1), ==, 1);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (4, 1), ==, TL_PDF_ZOOM_MAX);
  g_assert_cmpfloat (tl_pdf_layout_zoom_step (0.25, -1), ==, TL_PDF_ZOOM_MIN);
}

static void
a_whole_page_fits_by_its_longer_side (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (1);
  double zoom = tl_pdf_layout_fit (layout, TL_PDF_FIT_PAGE, 4000, 600);
  TlViewRect page;

  /* The highest page is A4, which stands in for the one without a size. */
  g_assert_cmpfloat_with_epsilon (zoom, (600 - 2 * TL_PDF_SPACING) / (841.89 * 96 / 72), 1e-9);
  tl_pdf_layout_set_zoom (layout, zoom);
  page = tl_pdf_layout_get_page (layout, 2, 4000);
  g_assert_cmpfloat (page.height, <=, 600 - 2 * TL_PDF_SPACING + 1);
  zoom = tl_pdf_layout_fit (layout, TL_PDF_FIT_PAGE, 400, 6000);
  g_assert_cmpfloat_with_epsilon (zoom, tl_pdf_layout_fit (layout, TL_PDF_FIT_WIDTH, 400, 1), 1e-9);
}

static void
two_pages_stand_at_both_sides_of_the_middle (void)
{
  static const struct
  {
    TlPdfSpread spread;
    guint page;
    double x;
    gboolean second_row;
  } cases[] = {
    { TL_PDF_SPREAD_DOUBLE, 0, 1000 - 7 - 600, FALSE },
    { TL_PDF_SPREAD_DOUBLE, 1, 1007, FALSE },
    { TL_PDF_SPREAD_DOUBLE, 3, 1007, TRUE },
    { TL_PDF_SPREAD_BOOK, 0, 1007, FALSE },
    { TL_PDF_SPREAD_BOOK, 1, 1000 - 7 - 300, TRUE },
    { TL_PDF_SPREAD_BOOK, 2, 1007, TRUE },
  };
  g_autoptr (TlPdfLayout) layout = make_layout (0.75);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlViewRect rect;

      tl_pdf_layout_set_spread (layout, cases[i].spread);
      rect = tl_pdf_layout_get_page (layout, cases[i].page, 2000);
      g_test_message ("spread %d page %u", cases[i].spread, cases[i].page);
      g_assert_cmpfloat (rect.x, ==, cases[i].x);
      g_assert_cmpint (rect.y > TL_PDF_SPACING, ==, cases[i].second_row);
    }
}

static void
rows_follow_one_another (void)
{
  static const struct
  {
    TlPdfSpread spread;
    guint page;
    int direction;
    guint then;
  } cases[] = {
    { TL_PDF_SPREAD_SINGLE, 1, 1, 2 },  { TL_PDF_SPREAD_SINGLE, 3, 1, 3 },
    { TL_PDF_SPREAD_SINGLE, 0, -1, 0 }, { TL_PDF_SPREAD_DOUBLE, 1, 1, 2 },
    { TL_PDF_SPREAD_DOUBLE, 3, -1, 0 }, { TL_PDF_SPREAD_BOOK, 0, 1, 1 },
    { TL_PDF_SPREAD_BOOK, 2, 1, 3 },
  };
  g_autoptr (TlPdfLayout) layout = make_layout (0.75);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tl_pdf_layout_set_spread (layout, cases[i].spread);
      g_assert_cmpuint (tl_pdf_layout_next_row (layout, cases[i].page, cases[i].direction), ==,
                        cases[i].then);
    }
}

/* Every point of every page is found again, however the pages stand and are turned. */
static void
a_point_of_the_view_is_a_point_of_the_page (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (0.6);

  for (guint turns = 0; turns < 4; turns++)
    for (guint spread = TL_PDF_SPREAD_SINGLE; spread <= TL_PDF_SPREAD_BOOK; spread++)
      for (guint page = 0; page < G_N_ELEMENTS (sizes); page++)
        {
          TlPdfBox box = { 50, 60, 51, 61 };
          TlViewRect sheet, inside;
          guint found;
          double x, y;

          tl_pdf_layout_set_turns (layout, turns);
          tl_pdf_layout_set_spread (layout, spread);
          sheet = tl_pdf_layout_get_page (layout, page, 1500);
          inside = tl_pdf_layout_box (layout, page, box);
          g_assert_true (tl_pdf_layout_point (layout, 1500, sheet.x + inside.x + inside.width / 2,
                                              sheet.y + inside.y + inside.height / 2, &found, &x,
                                              &y));
          g_assert_cmpuint (found, ==, page);
          g_assert_cmpfloat_with_epsilon (x, 50.5, 1);
          g_assert_cmpfloat_with_epsilon (y, 60.5, 1);
          /* Beside the page the nearest point of it is given. */
          g_assert_false (tl_pdf_layout_point (layout, 1500, sheet.x + sheet.width / 2, sheet.y - 5,
                                               &found, &x, &y));
        }
}

static void
a_turned_page_lies_on_its_side (void)
{
  g_autoptr (TlPdfLayout) layout = make_layout (0.75);
  TlViewRect page;
  TlPdfBox box;

  tl_pdf_layout_set_turns (layout, 5);
  g_assert_cmpuint (tl_pdf_layout_get_turns (layout), ==, 1);
  page = tl_pdf_layout_get_page (layout, 1, 1000);
  g_assert_cmpfloat (page.width, ==, 400);
  g_assert_cmpfloat (page.height, ==, 300);
  /* The upper left corner goes to the upper right. */
  box = tl_pdf_turn_box (sizes[1], (TlPdfBox){ 0, 0, 10, 20 }, 1);
  g_assert_cmpfloat (box.x1, ==, 380);
  g_assert_cmpfloat (box.x2, ==, 400);
  g_assert_cmpfloat (box.y2, ==, 10);
}

static void
tiles_cover_a_page_without_gap_or_overlap (void)
{
  static const struct
  {
    TlPdfPage size;
    double scale;
    guint n_tiles;
  } cases[] = { { { 595, 842 }, 1.87, 1 }, { { 595, 842 }, 5.33, 0 },  { { 14400, 3 }, 4, 0 },
                { { 3, 14400 }, 5, 1 },    { { 14400, 14400 }, 5, 0 }, { { 0.1, 0.1 }, 0.3, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlPdfGrid grid = tl_pdf_grid_for (cases[i].size, cases[i].scale);
      gint64 covered = 0;

      if (cases[i].n_tiles > 0)
        g_assert_cmpuint (tl_pdf_grid_get_n_tiles (&grid), ==, cases[i].n_tiles);
      for (guint index = 0; index < tl_pdf_grid_get_n_tiles (&grid); index++)
        {
          TlPdfPixels tile = tl_pdf_grid_get_tile (&grid, index);

          g_assert_cmpint (tile.width, >, 0);
          g_assert_cmpint (tile.height, >, 0);
          g_assert_cmpint ((gint64)tile.width * tile.height, <=, TL_PDF_TILE_PIXELS);
          covered += (gint64)tile.width * tile.height;
        }
      g_assert_cmpint (covered, ==, (gint64)grid.width * grid.height);
    }
}

static TlPdfImage *
make_image (int width, int height)
{
  TlPdfImage *image = g_new0 (TlPdfImage, 1);
  guint32 *pixels = g_new (guint32, (gsize)width * (gsize)height);

  for (int i = 0; i < width * height; i++)
    pixels[i] = 0xff000000u | (guint32)i;
  image->width = width;
  image->height = height;
  image->stride = width * 4;
  image->pixels = g_bytes_new_take (pixels, (gsize)width * (gsize)height * 4);
  return image;
}

static guint32
pixel_at (const TlPdfImage *image, int x, int y)
{
  const guint32 *pixels = g_bytes_get_data (image->pixels, NULL);

  return pixels[y * image->stride / 4 + x] & 0xffffff;
}

/* The pixels of a turned tile stand where the turned place of the tile says. */
static void
pixels_are_turned_as_places_are (void)
{
  g_autoptr (TlPdfImage) image = make_image (7, 5);

  for (guint turns = 0; turns < 4; turns++)
    {
      g_autoptr (TlPdfImage) turned = tl_pdf_pixels_turn (image, turns);

      for (int y = 0; y < 5; y++)
        for (int x = 0; x < 7; x++)
          {
            TlPdfPixels at = tl_pdf_turn_pixels ((TlPdfPixels){ x, y, 1, 1 }, 7, 5, turns);

            g_assert_cmphex (pixel_at (turned, at.x, at.y), ==, pixel_at (image, x, y));
          }
    }
}

static void
a_tint_keeps_black_and_stays_on_the_image (void)
{
  g_autoptr (TlPdfImage) image = make_image (4, 4);
  TlPdfPixels area = { -3, -3, 5, 5 };
  TlPdfPixels outside = { 9, 9, 5, 5 };
  g_autoptr (TlPdfImage) tinted = tl_pdf_pixels_tint (image, &area, 0xff8000);

  g_assert_cmpint (tinted->width, ==, 2);
  g_assert_cmpint (area.x, ==, 0);
  g_assert_cmpint (area.height, ==, 2);
  g_assert_cmphex (pixel_at (tinted, 0, 0), ==, 0);
  /* Blue is taken away. */
  g_assert_cmphex (pixel_at (tinted, 1, 1), ==, 0);
  g_assert_null (tl_pdf_pixels_tint (image, &outside, 0xff8000));
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

static void
a_look_is_printed_and_read_again (void)
{
  static const char *const good[]
      = { "@1:0.0000/w/1.0000/0/0", "@343:0.9876/n/0.2500/3/2", "@10000:-0.0500/p/4.0000/1/1" };
  static const char *const bad[] = { "",
                                     "12:0",
                                     "@",
                                     "@0:0",
                                     "@10001:0",
                                     "@1.5:0",
                                     "@1:9",
                                     "@1:nan",
                                     "@1:0/w",
                                     "@1:0/x/1/0/0",
                                     "@1:0/n/99/0/0",
                                     "@1:0/n/1/4/0",
                                     "@1:0/n/1/0/3",
                                     "@1:0/n/1/0/0/0",
                                     "@99999999999999999999:0" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      TlPdfState state = { .zoom = 1 };
      g_autofree char *again = NULL;

      g_assert_true (tl_pdf_state_parse (good[i], &state));
      again = tl_pdf_state_print (&state, TRUE);
      g_assert_cmpstr (again, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TlPdfState state = { .zoom = 3, .place = { 7, 0 } };

      g_test_message ("%s", bad[i]);
      g_assert_false (tl_pdf_state_parse (bad[i], &state));
      g_assert_cmpuint (state.place.page, ==, 7);
    }
  g_assert_false (tl_pdf_state_parse (NULL, NULL));
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
  TEST (a_whole_page_fits_by_its_longer_side);
  TEST (two_pages_stand_at_both_sides_of_the_middle);
  TEST (rows_follow_one_another);
  TEST (a_point_of_the_view_is_a_point_of_the_page);
  TEST (a_turned_page_lies_on_its_side);
  TEST (tiles_cover_a_page_without_gap_or_overlap);
  TEST (pixels_are_turned_as_places_are);
  TEST (a_look_is_printed_and_read_again);
  TEST (a_tint_keeps_black_and_stays_on_the_image);
  TEST (a_document_of_ten_thousand_pages_is_laid_out);
  TEST (characters_become_one_rectangle_a_line);
  TEST (a_passage_that_runs_over_is_marked_on_both_pages);
  TEST (a_block_is_marked_by_its_characters_on_its_own_page_only);
  return g_test_run ();
}
