/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-reader.h"

#include <string.h>

#include <poppler.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "base/tl-posix.h"
#include "pdf/worker/tl-pdf-host.h"
#include "pdf/worker/tl-pdf-text-map.h"

/* Where readers of PDF look for the signature. */
#define SIGNATURE_SEARCH 1024

/* A name of ours: Poppler may define the clean-up for its own one day. */
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

struct _TlPdfReader
{
  PopplerDocument *document;
  guint n_pages;
};

/* One page with one word. Without a table of references, which Poppler makes itself. */
static const char warm_up_document[]
    = "%PDF-1.4\n"
      "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
      "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
      "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R"
      "/Resources<</Font<</F 4 0 R>>>>>> endobj\n"
      "4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>> endobj\n"
      "5 0 obj <</Length 34>> stream\n"
      "BT /F 9 Tf 9 9 Td (warm up) Tj ET \n"
      "endstream endobj\n"
      "trailer <</Root 1 0 R>>\n";

static gboolean
has_signature (int fd)
{
  char head[SIGNATURE_SEARCH];
  gssize length = pread (fd, head, sizeof head, 0);

  return length > 0 && memmem (head, (gsize)length, "%PDF-", 5) != NULL;
}

/* Poppler's error in our words: what is wrong, and what can be done. */
static void
explain (const GError *cause, gboolean is_pdf, GError **error)
{
  if (g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error_literal (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                         "the PDF is encrypted with a password; save a copy without the password "
                         "and take that");
  else if (!is_pdf)
    g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "this is not a PDF file");
  else
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                 "the PDF is damaged or truncated (%s); get the file again", cause->message);
}

TlPdfReader *
_tl_pdf_reader_open (int fd, GError **error)
{
  g_autoptr (TlPdfReader) self = g_new0 (TlPdfReader, 1);
  g_autoptr (GError) cause = NULL;
  gboolean is_pdf = has_signature (fd);
  int n_pages;

  self->document = _tl_pdf_host_open_document (fd, &cause);
  if (self->document == NULL)
    {
      explain (cause, is_pdf, error);
      return NULL;
    }
  n_pages = poppler_document_get_n_pages (self->document);
  if (n_pages <= 0)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "the PDF has no pages");
      return NULL;
    }
  if (n_pages > TL_LIMIT_PDF_PAGES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   "the PDF has %d pages, above the limit of %d; split it", n_pages,
                   TL_LIMIT_PDF_PAGES);
      return NULL;
    }
  self->n_pages = (guint)n_pages;
  return g_steal_pointer (&self);
}

void
_tl_pdf_reader_free (TlPdfReader *self)
{
  g_clear_object (&self->document);
  g_free (self);
}

void
_tl_pdf_reader_warm_up (gboolean draw)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (warm_up_document, sizeof warm_up_document - 1);
  TlPdfReader self = { poppler_document_new_from_bytes (bytes, NULL, NULL), 1 };
  const TlPdfTile tile = { 0, 0, 99, 99 };
  g_autofree guint8 *pixels = g_malloc0 (99 * 99 * 4);
  g_autoptr (TlPdfText) text = NULL;

  if (self.document == NULL)
    return;
  /* Titles are in UTF-16: the C library loads its converter on first use, which a worker may not.
   */
  g_free (g_convert ("\0A", 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL));
  if (draw)
    _tl_pdf_reader_render (&self, 0, 1, &tile, pixels, NULL);
  else
    text = _tl_pdf_reader_get_text (&self, 0, TRUE, NULL);
  g_object_unref (self.document);
}

guint
_tl_pdf_reader_get_n_pages (TlPdfReader *self)
{
  return self->n_pages;
}

TlPdfPage
_tl_pdf_reader_get_size (TlPdfReader *self, guint page)
{
  g_autoptr (Page) poppler = NULL;
  TlPdfPage size = { 0, 0 };

  if (page < self->n_pages)
    poppler = poppler_document_get_page (self->document, (int)page);
  if (poppler != NULL)
    poppler_page_get_size (poppler, &size.width, &size.height);
  return size;
}

char *
_tl_pdf_reader_dup_title (TlPdfReader *self)
{
  return poppler_document_get_title (self->document);
}

/* The page, unless it cannot be read or is of an absurd size. */
static PopplerPage *
get_page (TlPdfReader *self, guint page, TlPdfPage *size, GError **error)
{
  g_autoptr (Page) poppler = NULL;

  if (page < self->n_pages)
    poppler = poppler_document_get_page (self->document, (int)page);
  if (poppler == NULL)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "the page cannot be read");
      return NULL;
    }
  poppler_page_get_size (poppler, &size->width, &size->height);
  if (!_tl_pdf_page_is_sane (size->width, size->height))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   "a page of %g × %g points is not between 0 and the limit of %d", size->width,
                   size->height, TL_LIMIT_PDF_PAGE_POINTS);
      return NULL;
    }
  return g_steal_pointer (&poppler);
}

static TlPdfBox *
get_boxes (PopplerPage *page, TlPdfPage size, guint *n_boxes)
{
  g_autofree PopplerRectangle *rectangles = NULL;
  TlPdfBox *boxes;

  *n_boxes = 0;
  if (!poppler_page_get_text_layout (page, &rectangles, n_boxes))
    *n_boxes = 0;
  boxes = g_new (TlPdfBox, MAX (1, *n_boxes));
  for (guint i = 0; i < *n_boxes; i++)
    boxes[i] = _tl_pdf_box_clean (size, rectangles[i].x1, rectangles[i].y1, rectangles[i].x2,
                                  rectangles[i].y2);
  return boxes;
}

TlPdfText *
_tl_pdf_reader_get_text (TlPdfReader *self, guint page, gboolean with_boxes, GError **error)
{
  TlPdfPage size;
  g_autoptr (Page) poppler = get_page (self, page, &size, error);
  g_autofree char *raw = NULL;
  g_autofree TlPdfBox *boxes = NULL;
  g_autoptr (TlPdfText) text = NULL;
  guint n_boxes = 0;

  if (poppler == NULL)
    return NULL;
  raw = poppler_page_get_text (poppler);
  if (raw == NULL)
    raw = g_strdup ("");
  if (!g_utf8_validate (raw, -1, NULL))
    {
      char *valid = g_utf8_make_valid (raw, -1);

      g_free (raw);
      raw = valid;
    }
  /* Always: the text itself needs them, and they take a fiftieth of the time. */
  boxes = get_boxes (poppler, size, &n_boxes);
  text = _tl_pdf_text_map (raw, boxes, n_boxes, with_boxes);
  if (strlen (text->text) > TL_LIMIT_PDF_PAGE_TEXT)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   "the text of the page is above the limit of %d MB",
                   TL_LIMIT_PDF_PAGE_TEXT / (1024 * 1024));
      return NULL;
    }
  return g_steal_pointer (&text);
}

gboolean
_tl_pdf_reader_render (TlPdfReader *self,
                       guint page,
                       double scale,
                       const TlPdfTile *tile,
                       guint8 *pixels,
                       GError **error)
{
  TlPdfPage size;
  g_autoptr (Page) poppler = get_page (self, page, &size, error);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  if (poppler == NULL)
    return FALSE;
  surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, tile->width,
                                                 tile->height, tile->width * 4);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -tile->x, -tile->y);
  cairo_scale (cr, scale, scale);
  poppler_page_render (poppler, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "the page cannot be drawn: %s",
               cairo_status_to_string (status));
  return FALSE;
}
