/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-reply.h"

#include <math.h>
#include <string.h>

#include "base/tl-error.h"
#include "pdf/tl-pdf-stream.h"

void
_tl_pdf_opened_clear (TlPdfOpened *opened)
{
  g_clear_pointer (&opened->pages, g_free);
  g_clear_pointer (&opened->refused, g_free);
  g_clear_pointer (&opened->title, g_free);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what);
  return FALSE;
}

/* Copies the fixed part of a payload. */
static gboolean
read_head (
    const TlPdfMessage *message, TlPdfMessageType type, void *head, gsize size, GError **error)
{
  if (message->type != type)
    return fail (error, "an answer of the wrong type");
  if (message->length < size)
    return fail (error, "an answer that is too short");
  memcpy (head, message->data, size);
  return TRUE;
}

gboolean
_tl_pdf_reply_read_opened (const TlPdfMessage *message, TlPdfOpened *opened, GError **error)
{
  TlPdfWireOpened head;
  const guint8 *pages = message->data + sizeof head;
  const char *title;

  if (!read_head (message, TL_PDF_MESSAGE_OPENED, &head, sizeof head, error))
    return FALSE;
  if (head.n_pages == 0 || head.n_pages > TL_LIMIT_PDF_PAGES
      || head.title_length > TL_PDF_WIRE_MAX_TITLE
      || message->length != sizeof head + head.n_pages * sizeof (TlPdfWirePage) + head.title_length)
    return fail (error, "an answer whose lengths do not add up");
  title = (const char *)pages + head.n_pages * sizeof (TlPdfWirePage);
  if (!g_utf8_validate_len (title, head.title_length, NULL))
    return fail (error, "a title that is not UTF-8");

  opened->n_pages = head.n_pages;
  opened->pages = g_new (TlPdfPage, head.n_pages);
  opened->refused = g_new0 (gboolean, head.n_pages);
  for (guint i = 0; i < head.n_pages; i++)
    {
      TlPdfWirePage page;

      memcpy (&page, pages + i * sizeof page, sizeof page);
      opened->refused[i] = !_tl_pdf_page_is_sane (page.width, page.height);
      opened->pages[i] = opened->refused[i]
                             ? (TlPdfPage){ TL_PDF_DEFAULT_WIDTH, TL_PDF_DEFAULT_HEIGHT }
                             : (TlPdfPage){ page.width, page.height };
    }
  if (head.title_length > 0)
    opened->title = g_strndup (title, head.title_length);
  return TRUE;
}

static gboolean
boxes_are_finite (const TlPdfBox *boxes, guint count)
{
  for (guint i = 0; i < count; i++)
    if (!isfinite (boxes[i].x1) || !isfinite (boxes[i].y1) || !isfinite (boxes[i].x2)
        || !isfinite (boxes[i].y2))
      return FALSE;
  return TRUE;
}

TlPdfText *
_tl_pdf_reply_read_text (const TlPdfMessage *message, gboolean with_boxes, GError **error)
{
  TlPdfWirePageText head;
  g_autoptr (TlPdfText) text = NULL;
  const char *chars = (const char *)message->data + sizeof head;

  if (!read_head (message, TL_PDF_MESSAGE_PAGE_TEXT, &head, sizeof head, error))
    return NULL;
  if (head.text_length > TL_LIMIT_PDF_PAGE_TEXT || head.n_chars > head.text_length
      || head.n_boxes != (with_boxes ? head.n_chars : 0)
      || message->length != sizeof head + head.text_length + head.n_boxes * sizeof (TlPdfBox))
    {
      fail (error, "an answer whose lengths do not add up");
      return NULL;
    }
  if (!g_utf8_validate_len (chars, head.text_length, NULL)
      || g_utf8_strlen (chars, head.text_length) != (glong)head.n_chars)
    {
      fail (error, "text that is not UTF-8 or miscounted");
      return NULL;
    }
  text = g_new0 (TlPdfText, 1);
  text->text = g_strndup (chars, head.text_length);
  text->n_chars = head.n_chars;
  if (with_boxes)
    {
      text->boxes = g_new (TlPdfBox, MAX (1, head.n_boxes));
      memcpy (text->boxes, chars + head.text_length, head.n_boxes * sizeof (TlPdfBox));
      if (!boxes_are_finite (text->boxes, head.n_boxes))
        {
          fail (error, "boxes that are not numbers");
          return NULL;
        }
    }
  return g_steal_pointer (&text);
}

TlPdfImage *
_tl_pdf_reply_read_image (const TlPdfMessage *message, const TlPdfTile *tile, GError **error)
{
  TlPdfWireImage head;
  TlPdfImage *image;
  GBytes *pixels;

  if (!read_head (message, TL_PDF_MESSAGE_IMAGE, &head, sizeof head, error))
    return NULL;
  if (head.width != (guint)tile->width || head.height != (guint)tile->height
      || head.stride != head.width * 4)
    {
      fail (error, "an image of another size than was asked for");
      return NULL;
    }
  pixels = _tl_pdf_pixels_take (message, (gsize)head.stride * head.height, error);
  if (pixels == NULL)
    return NULL;
  image = g_new0 (TlPdfImage, 1);
  image->width = (int)head.width;
  image->height = (int)head.height;
  image->stride = (int)head.stride;
  image->pixels = pixels;
  return image;
}

void
_tl_pdf_reply_read_failed (const TlPdfMessage *message, const char *place, GError **error)
{
  TlPdfWireFailed head;
  g_autofree char *text = NULL;

  if (!read_head (message, TL_PDF_MESSAGE_FAILED, &head, sizeof head, error))
    return;
  text = g_utf8_make_valid ((const char *)message->data + sizeof head,
                            (gssize)(message->length - sizeof head));
  g_set_error (error, TL_ERROR,
               head.code <= TL_ERROR_WORKER ? (int)head.code : (int)TL_ERROR_WORKER, "%s: %s",
               place, text);
}
