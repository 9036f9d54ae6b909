/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf-fixture.h"

#include <string.h>

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#define FIRST_PAGE_OBJECT 4

static char *folder;

static void
begin_object (GString *pdf, GArray *offsets, guint number)
{
  g_array_append_val (offsets, pdf->len);
  g_assert_cmpuint (offsets->len, ==, number);
  g_string_append_printf (pdf, "%u 0 obj\n", number);
}

static void
append_box (GString *pdf, const char *name, const double box[4])
{
  g_string_append_printf (pdf, "/%s [%g %g %g %g] ", name, box[0], box[1], box[2], box[3]);
}

static void
append_page (GString *pdf, GArray *offsets, const FixturePage *page, guint number)
{
  g_autofree char *content = g_strdup_printf ("BT /F1 24 Tf %g %g Td (%s) Tj ET\n", page->at[0],
                                              page->at[1], page->text);

  begin_object (pdf, offsets, number);
  g_string_append (pdf, "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> ");
  append_box (pdf, "MediaBox", page->media);
  if (page->crop[2] > page->crop[0])
    append_box (pdf, "CropBox", page->crop);
  g_string_append_printf (pdf, "/Rotate %d /Contents %u 0 R >>\nendobj\n", page->rotate,
                          number + 1);
  begin_object (pdf, offsets, number + 1);
  g_string_append_printf (pdf, "<< /Length %zu >>\nstream\n%sendstream\nendobj\n", strlen (content),
                          content);
}

GString *
fixture_pdf_build (const FixturePage *pages, guint n_pages, const char *trailer)
{
  GString *pdf = g_string_new ("%PDF-1.4\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize table;

  begin_object (pdf, offsets, 1);
  g_string_append (pdf, "<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  begin_object (pdf, offsets, 2);
  g_string_append_printf (pdf, "<< /Type /Pages /Count %u /Kids [", n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_string_append_printf (pdf, "%u 0 R ", FIRST_PAGE_OBJECT + 2 * i);
  g_string_append (pdf, "] >>\nendobj\n");
  begin_object (pdf, offsets, 3);
  g_string_append (pdf, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n");
  for (guint i = 0; i < n_pages; i++)
    append_page (pdf, offsets, &pages[i], FIRST_PAGE_OBJECT + 2 * i);
  table = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", g_array_index (offsets, gsize, i));
  g_string_append_printf (pdf, "trailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n",
                          offsets->len + 1, trailer != NULL ? trailer : "", table);
  return pdf;
}

static void
show_page (cairo_t *cr, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 14);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      cairo_move_to (cr, 72, 100 + 24 * i);
      cairo_show_text (cr, lines[i]);
    }
  cairo_show_page (cr);
}

char *
fixture_cairo_pdf (const char *name, const char *const *pages)
{
  char *path = g_build_filename (fixture_folder (), name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "Bản án thử");
  for (guint i = 0; pages[i] != NULL; i++)
    show_page (cr, pages[i]);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

char *
fixture_write (const char *name, const char *data, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture_folder (), name, NULL);

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
  return path;
}

const char *
fixture_folder (void)
{
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    folder = g_dir_make_tmp ("tl-pdf-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

void
fixture_clean_up (void)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

gboolean
fixture_ink (const TlPdfImage *image, TlPdfBox *ink)
{
  const guint8 *pixels = g_bytes_get_data (image->pixels, NULL);
  gboolean found = FALSE;

  *ink = (TlPdfBox){ image->width, image->height, 0, 0 };
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        guint32 pixel;

        memcpy (&pixel, pixels + y * image->stride + x * 4, sizeof pixel);
        if (pixel == 0xffffffff)
          continue;
        found = TRUE;
        ink->x1 = MIN (ink->x1, x);
        ink->y1 = MIN (ink->y1, y);
        ink->x2 = MAX (ink->x2, x + 1);
        ink->y2 = MAX (ink->y2, y + 1);
      }
  return found;
}

char *
fixture_shared_path (const char *name)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "/nonexistent", name, NULL);
  g_autofree char *message = g_strdup_printf ("%s is not present", name);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip (message);
  return NULL;
}
