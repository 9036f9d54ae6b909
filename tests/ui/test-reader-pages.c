/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways through the original pages and ways to look at them, on a display. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "reader-fixture.h"
#include "ui/reader/tl-pdf-sheet.h"
#include "ui/reader/tl-pdf-tile-view.h"
#include "ui/reader/tl-presentation.h"
#include "ui/reader/tl-reader-private.h"
#include "waiting.h"

typedef struct
{
  TlServices *services;
  GtkWidget *window;
  TlReader *reader;
  TlPdfView *view;
  GString *jumps;
} Fixture;

static const char *library;

static void
jumped_cb (Fixture *fixture, const char *from, const char *to)
{
  g_string_append_printf (fixture->jumps, "%s→%s;", from, to);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  fixture->services = tl_services_new ();
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) != TL_SERVICES_LOADING);
  fixture->jumps = g_string_new (NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->reader = TL_READER (tl_reader_new (fixture->services));
  fixture->view = fixture->reader->original;
  g_signal_connect_swapped (fixture->reader, "jumped", G_CALLBACK (jumped_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_reader_open (fixture->reader, &target);
  wait_until (tl_pdf_view_get_pdf (fixture->view) != NULL && tl_pdf_view_is_drawn (fixture->view));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->services);
  g_string_free (fixture->jumps, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
a_page_is_gone_to_by_its_number (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    guint page;
  } cases[] = { { "7", 6 }, { "99999", 10 }, { "0", 10 }, { "", 10 }, { "2", 1 } };
  GtkEditable *entry = GTK_EDITABLE (fixture->reader->page_entry);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "reader.ask-page", NULL);
      gtk_editable_set_text (entry, cases[i].typed);
      g_signal_emit_by_name (entry, "activate");
      wait_until (tl_pdf_view_is_drawn (fixture->view)
                  && tl_pdf_view_get_page (fixture->view) == cases[i].page);
    }
  g_assert_true (g_str_has_prefix (fixture->jumps->str, "@1:0.0000→@7:0.0000;@7:0.0000→@11:"));
  g_assert_true (g_str_has_suffix (fixture->jumps->str, "→@2:0.0000;"));
}

static void
letters_are_no_page (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (fixture->reader->page_entry);
  int position = 0;

  gtk_editable_set_text (entry, "");
  gtk_editable_insert_text (entry, "trang", -1, &position);
  gtk_editable_insert_text (entry, "5", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "5");
}

static void
small_pages_follow_and_lead (Fixture *fixture, gconstpointer data)
{
  TlReader *reader = fixture->reader;

  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.switch-side", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (reader->side), ==, "thumbs");
  g_assert_cmpuint (tl_pdf_thumbs_get_current (reader->thumbs), ==, 0);
  tl_pdf_view_scroll_to (fixture->view, (TlPdfPlace){ 5, 0 });
  wait_until (tl_pdf_thumbs_get_current (reader->thumbs) == 5);
  g_assert_cmpstr (fixture->jumps->str, ==, "");
  g_signal_emit_by_name (reader->thumbs, "go", 8u);
  wait_until (tl_pdf_view_get_page (fixture->view) == 8);
  g_assert_cmpstr (fixture->jumps->str, !=, "");
  /* Each has its picture in the end. */
  wait_until (tl_pdf_tiles_get_preview (tl_pdf_view_get_tiles (fixture->view), 0) != NULL
              && tl_pdf_tiles_get_preview (tl_pdf_view_get_tiles (fixture->view), 8) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.switch-side", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (reader->side), ==, "outline");
  /* A pane that was put away comes back with what it showed. */
  adw_flap_set_reveal_flap (reader->flap, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.switch-side", NULL);
  g_assert_true (adw_flap_get_reveal_flap (reader->flap));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (reader->side), ==, "outline");
}

static guint
count_sheets (TlPdfView *view)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += TL_IS_PDF_SHEET (child);
  return n;
}

static void
every_look_keeps_the_page (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    const char *text;
    int number;
  } looks[]
      = { { "look.spread", "double", 0 }, { "reader.turn", NULL, 1 },  { "look.fit", "page", 0 },
          { "look.spread", "book", 0 },   { "reader.turn", NULL, -1 }, { "look.fit", "none", 0 },
          { "look.spread", "single", 0 }, { "look.fit", "width", 0 } };

  tl_pdf_view_scroll_to (fixture->view, (TlPdfPlace){ 6, 0 });
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      guint row;

      g_test_message ("%s %s", looks[i].action, looks[i].text);
      if (looks[i].text != NULL)
        gtk_widget_activate_action (GTK_WIDGET (fixture->reader), looks[i].action, "s",
                                    looks[i].text);
      else
        gtk_widget_activate_action (GTK_WIDGET (fixture->reader), looks[i].action, "i",
                                    looks[i].number);
      wait_until (tl_pdf_view_is_drawn (fixture->view));
      row = tl_pdf_view_get_page (fixture->view);
      g_assert_cmpuint (row, >=, 5);
      g_assert_cmpuint (row, <=, 6);
      g_assert_cmpuint (count_sheets (fixture->view), <=, 10);
    }
}

static void
what_is_under_the_pointer_stays_there_when_it_zooms (Fixture *fixture, gconstpointer data)
{
  TlPdfViewPoint before, after;

  tl_pdf_view_scroll_to (fixture->view, (TlPdfPlace){ 3, 0.2 });
  wait_until (tl_pdf_view_is_drawn (fixture->view));
  g_assert_true (tl_pdf_view_get_point (fixture->view, 300, 400, &before));
  tl_pdf_view_zoom_at (fixture->view, 2.5, 300, 400);
  wait_until (tl_pdf_view_is_drawn (fixture->view));
  g_assert_true (tl_pdf_view_get_point (fixture->view, 300, 400, &after));
  g_assert_cmpuint (after.page, ==, before.page);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 2);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 8);
}

static void
a_document_is_looked_at_again_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *view = NULL;
  g_autofree char *again = NULL;
  TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };

  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "look.spread", "s", "book");
  tl_pdf_view_zoom_at (fixture->view, 0.9, 0, 0);
  tl_pdf_view_scroll_to (fixture->view, (TlPdfPlace){ 5, 0.25 });
  wait_until (tl_pdf_view_is_drawn (fixture->view));
  view = tl_reader_dup_view (fixture->reader);
  g_assert_cmpstr (view, ==, "@6:0.2500/n/0.9000/0/2");
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "look.spread", "s", "single");
  gtk_widget_activate_action (GTK_WIDGET (fixture->reader), "look.fit", "s", "width");
  wait_until (tl_pdf_view_is_drawn (fixture->view));
  target.view = view;
  tl_reader_open (fixture->reader, &target);
  wait_until (!fixture->reader->is_loading && tl_pdf_view_is_drawn (fixture->view)
              && tl_pdf_view_get_spread (fixture->view) == TL_PDF_SPREAD_BOOK);
  again = tl_reader_dup_view (fixture->reader);
  g_assert_cmpstr (again, ==, view);
}

static guint left_at;

static void
left_cb (TlPresentation *presentation, guint page)
{
  left_at = page;
}

static void
a_presentation_goes_page_by_page_and_ends (Fixture *fixture, gconstpointer data)
{
  GtkWidget *presentation = tl_presentation_new (GTK_WINDOW (fixture->window),
                                                 tl_pdf_view_get_pdf (fixture->view), 9, 0);
  GtkWidget *picture = gtk_window_get_child (GTK_WINDOW (presentation));

  g_signal_connect (presentation, "left", G_CALLBACK (left_cb), NULL);
  gtk_window_present (GTK_WINDOW (presentation));
  wait_until (gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL);
  gtk_test_accessible_assert_property (picture, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 10 of 11");
  gtk_window_close (GTK_WINDOW (presentation));
  wait_until (left_at == 9);
}

static void
shapes_are_found_under_the_pointer (Fixture *fixture, gconstpointer data)
{
  const TlPdfShape shapes[] = {
    { 0, { 100, 100, 200, 120 }, 7, TL_PDF_STYLE_CITATION },
    { 0, { 100, 200, 200, 220 }, 0, TL_PDF_STYLE_HIT },
    { 3, { 100, 100, 200, 120 }, 8, TL_PDF_STYLE_YELLOW },
  };
  GdkRectangle area = tl_pdf_view_get_box_area (fixture->view, 0, &shapes[0].box);

  tl_pdf_view_set_shapes (fixture->view, TL_PDF_LAYER_CITATIONS, shapes, G_N_ELEMENTS (shapes));
  g_assert_cmpuint (
      tl_pdf_view_get_shape_at (fixture->view, TL_PDF_LAYER_CITATIONS, area.x + 5, area.y + 5), ==,
      7);
  g_assert_cmpuint (
      tl_pdf_view_get_shape_at (fixture->view, TL_PDF_LAYER_HITS, area.x + 5, area.y + 5), ==, 0);
  g_assert_cmpuint (
      tl_pdf_view_get_shape_at (fixture->view, TL_PDF_LAYER_CITATIONS, area.x + 5, area.y - 20), ==,
      0);
  tl_pdf_view_set_shapes (fixture->view, TL_PDF_LAYER_CITATIONS, NULL, 0);
  g_assert_cmpuint (
      tl_pdf_view_get_shape_at (fixture->view, TL_PDF_LAYER_CITATIONS, area.x + 5, area.y + 5), ==,
      0);
}

/* Any picture without transparent pixels. */
static TlPdfImage *
make_image (int width, int height)
{
  TlPdfImage *image = g_new0 (TlPdfImage, 1);
  guint32 *pixels = g_new (guint32, width * height);

  for (int i = 0; i < width * height; i++)
    pixels[i] = 0xff000000 | ((guint32)i * 2654435761u >> 8);
  image->width = width;
  image->height = height;
  image->stride = width * 4;
  image->pixels = g_bytes_new_take (pixels, (gsize)(width * height) * 4);
  return image;
}

/* A tile of 50 by 600 pixels at 10, 20 of a page, as it is drawn after the tile itself is gone. */
static cairo_surface_t *
draw_tile (gboolean in_software)
{
  TlPdfImage *image = make_image (50, 600);
  TlPdfTileView *tile = tl_pdf_tile_view_new (0, image, (TlPdfPixels){ 10, 20, 50, 600 }, 80, 640);
  const TlPdfPaper paper = { 80, 640, 1, in_software };
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 80, 640);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  tl_pdf_image_free (image);
  tl_pdf_tile_view_draw (tile, snapshot, &paper, &GRAPHENE_RECT_INIT (0, 0, 80, 640));
  tl_pdf_tile_view_free (tile);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
a_tile_is_drawn_pixel_for_pixel_for_every_renderer (Fixture *fixture, gconstpointer data)
{
  TlPdfImage *image = make_image (50, 600);
  const guint32 *pixels = g_bytes_get_data (image->pixels, NULL);

  for (int in_software = 0; in_software <= 1; in_software++)
    {
      cairo_surface_t *surface = draw_tile (in_software);
      int stride = cairo_image_surface_get_stride (surface);

      for (int y = 0; y < 640; y++)
        for (int x = 0; x < 80; x++)
          {
            guint32 got = *(const guint32 *)(const void *)(cairo_image_surface_get_data (surface)
                                                           + y * stride + x * 4);
            gboolean inside = x >= 10 && x < 60 && y >= 20 && y < 620;

            g_assert_cmphex (got & 0xffffff, ==,
                             inside ? pixels[(y - 20) * 50 + x - 10] & 0xffffff : 0);
          }
      cairo_surface_destroy (surface);
    }
  tl_pdf_image_free (image);
}

typedef struct
{
  TlPdfTiles *tiles;
  TlPdfWish wish;
  GBytes *part;
  int row;
  gboolean part_was_first;
} Order;

static void
tile_came_cb (Order *order)
{
  const TlPdfImage *part = tl_pdf_tiles_get_part (order->tiles, &order->wish, &order->row);

  if (part == NULL)
    return;
  order->part = g_bytes_ref (part->pixels);
  order->part_was_first = tl_pdf_tiles_get (order->tiles, &order->wish) == NULL;
}

static void
what_can_be_seen_of_the_first_page_comes_before_the_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlPdfTiles) tiles = tl_pdf_tiles_new (tl_pdf_view_get_pdf (fixture->view));
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (TlPdfWish));
  Order order = { .tiles = tiles, .wish = { .page = 2, .scale = 1, .from = 80, .to = 300 } };
  const TlPdfImage *whole;
  const guint8 *pixels;

  g_array_append_val (wishes, order.wish);
  g_signal_connect_swapped (tiles, "tile", G_CALLBACK (tile_came_cb), &order);
  tl_pdf_tiles_want (tiles, wishes);
  wait_until (tl_pdf_tiles_get (tiles, &order.wish) != NULL);
  g_assert_true (order.part_was_first);
  g_assert_cmpint (order.row, ==, 80);
  g_assert_null (tl_pdf_tiles_get_part (tiles, &order.wish, &order.row));
  whole = tl_pdf_tiles_get (tiles, &order.wish);
  pixels = g_bytes_get_data (whole->pixels, NULL);
  g_assert_cmpmem (g_bytes_get_data (order.part, NULL), g_bytes_get_size (order.part),
                   pixels + 80 * whole->stride, (gsize)(220 * whole->stride));
  g_bytes_unref (order.part);
  /* Only of the first: the worker has fonts now. */
  g_array_index (wishes, TlPdfWish, 0).page = order.wish.page = 4;
  order.part = NULL;
  tl_pdf_tiles_want (tiles, wishes);
  wait_until (tl_pdf_tiles_get (tiles, &order.wish) != NULL);
  g_assert_null (order.part);
  tl_pdf_tiles_close (tiles);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  folder = reader_fixture_new ();
  library = folder;
#define TEST(name) g_test_add ("/reader-pages/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (a_page_is_gone_to_by_its_number);
  TEST (letters_are_no_page);
  TEST (small_pages_follow_and_lead);
  TEST (every_look_keeps_the_page);
  TEST (what_is_under_the_pointer_stays_there_when_it_zooms);
  TEST (a_document_is_looked_at_again_as_it_was);
  TEST (a_presentation_goes_page_by_page_and_ends);
  TEST (shapes_are_found_under_the_pointer);
  TEST (a_tile_is_drawn_pixel_for_pixel_for_every_renderer);
  TEST (what_can_be_seen_of_the_first_page_comes_before_the_whole);
  status = g_test_run ();
  reader_fixture_remove (folder);
  return status;
}
