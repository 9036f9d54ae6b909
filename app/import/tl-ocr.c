/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-ocr.h"

#include <math.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "import/tl-helper-program.h"

#define PROGRAM      "tesseract"
#define DPI          300.0
#define MAX_PIXELS   (24 * 1024 * 1024)
#define PAGE_SECONDS 180

gboolean
tl_ocr_check (GError **error)
{
  const char *const argv[] = { PROGRAM, "--list-langs", NULL };
  g_autofree char *program = g_find_program_in_path (PROGRAM);
  g_autoptr (GBytes) output = NULL;
  const char *list;
  gsize size;

  if (program == NULL)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                           "reading scans needs Tesseract: install the packages tesseract-ocr and "
                           "tesseract-ocr-vie");
      return FALSE;
    }
  if (!tl_helper_program_run (argv, NULL, 30, &output, NULL, error))
    return FALSE;
  list = g_bytes_get_data (output, &size);
  if (list == NULL || g_strstr_len (list, (gssize)size, "vie") == NULL)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                           "Tesseract lacks its Vietnamese data: install the package "
                           "tesseract-ocr-vie");
      return FALSE;
    }
  return TRUE;
}

/* The image in grey as a binary PGM, the simplest format that Tesseract reads from a pipe. */
static GBytes *
make_pgm (const TlPdfImage *image)
{
  g_autofree char *header = g_strdup_printf ("P5\n%d %d\n255\n", image->width, image->height);
  gsize start = strlen (header);
  gsize size = start + (gsize)image->width * (gsize)image->height;
  guint8 *pgm = g_malloc (size);
  const guint8 *pixels = g_bytes_get_data (image->pixels, NULL);
  guint8 *to = pgm + start;

  memcpy (pgm, header, start);
  for (int y = 0; y < image->height; y++)
    {
      const guint8 *row = pixels + (gsize)y * (gsize)image->stride;
      for (int x = 0; x < image->width; x++)
        {
          guint32 p;
          memcpy (&p, row + 4 * x, sizeof p);
          *to++ = (guint8)((((p >> 16) & 255) * 77 + ((p >> 8) & 255) * 150 + (p & 255) * 29) >> 8);
        }
    }
  return g_bytes_new_take (pgm, size);
}

static double
choose_scale (TlPdfPage size)
{
  double scale = DPI / 72.0;
  double pixels = size.width * size.height * scale * scale;

  return pixels > MAX_PIXELS ? scale * sqrt (MAX_PIXELS / pixels) : scale;
}

char *
tl_ocr_read_page (TlPdf *pdf, guint page, GCancellable *cancellable, GError **error)
{
  const char *const argv[] = { PROGRAM, "stdin", "stdout", "-l", "vie", "--dpi", "300", NULL };
  g_autoptr (TlPdfImage) image = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) output = NULL;
  const char *text;
  gsize size;

  image = tl_pdf_render (pdf, page, choose_scale (tl_pdf_get_page (pdf, page)), cancellable, error);
  if (image == NULL)
    return NULL;
  input = make_pgm (image);
  g_clear_pointer (&image, tl_pdf_image_free);
  if (!tl_helper_program_run (argv, input, PAGE_SECONDS, &output, cancellable, error))
    {
      g_prefix_error (error, "page %u: ", page + 1);
      return NULL;
    }
  text = g_bytes_get_data (output, &size);
  return g_utf8_make_valid (text != NULL ? text : "", (gssize)MIN (size, TL_LIMIT_PDF_PAGE_TEXT));
}
