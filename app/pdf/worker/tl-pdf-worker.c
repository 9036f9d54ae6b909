/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-worker.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "pdf/tl-pdf-stream.h"
#include "pdf/worker/tl-pdf-host.h"
#include "pdf/worker/tl-pdf-reader.h"

typedef struct
{
  int socket;
  TlPdfReader *reader;
} Worker;

static gboolean
reply (Worker *self,
       TlPdfMessageType type,
       guint32 serial,
       const void *head,
       gsize head_length,
       const void *body,
       gsize body_length,
       int fd)
{
  const TlPdfWireHeader header = { type, serial, (guint32)(head_length + body_length) };

  return _tl_pdf_wire_send (self->socket, &header, head, head_length, body, fd, NULL);
}

static gboolean
reply_failed (Worker *self, guint32 serial, const GError *error)
{
  TlPdfWireFailed head = { (guint32)error->code };
  gsize length = MIN (strlen (error->message), TL_PDF_WIRE_MAX_MESSAGE);

  return reply (self, TL_PDF_MESSAGE_FAILED, serial, &head, sizeof head, error->message, length,
                -1);
}

/* Bytes of @text that fit into @limit without cutting a character. */
static gsize
fitting_length (const char *text, gsize limit)
{
  const char *end = text + limit;

  if (strlen (text) <= limit)
    return strlen (text);
  return (gsize)(g_utf8_find_prev_char (text, end + 1) - text);
}

static gboolean
serve_open (Worker *self, TlPdfMessage *message, GError **error)
{
  TlPdfWireOpened head = { 0, 0 };
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree char *title = NULL;
  int fd = _tl_pdf_host_take_file (message);

  if (self->reader != NULL || fd < 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, TL_ERROR, TL_ERROR_WORKER, "opened twice, or without a file");
      return FALSE;
    }
  self->reader = _tl_pdf_reader_open (fd, error); /* and closes it */
  if (self->reader == NULL)
    return FALSE;
  head.n_pages = _tl_pdf_reader_get_n_pages (self->reader);
  for (guint i = 0; i < head.n_pages; i++)
    {
      TlPdfPage size = _tl_pdf_reader_get_size (self->reader, i);
      TlPdfWirePage page = { size.width, size.height };

      g_byte_array_append (body, (const guint8 *)&page, sizeof page);
    }
  title = _tl_pdf_reader_dup_title (self->reader);
  if (title != NULL && g_utf8_validate (title, -1, NULL))
    {
      head.title_length = (guint32)fitting_length (title, TL_PDF_WIRE_MAX_TITLE);
      g_byte_array_append (body, (const guint8 *)title, head.title_length);
    }
  return reply (self, TL_PDF_MESSAGE_OPENED, message->serial, &head, sizeof head, body->data,
                body->len, -1);
}

static gboolean
reply_text (Worker *self, guint32 serial, const TlPdfText *text)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  TlPdfWirePageText head;

  head.text_length = (guint32)strlen (text->text);
  head.n_chars = text->n_chars;
  head.n_boxes = text->boxes != NULL ? text->n_chars : 0;
  g_byte_array_append (body, (const guint8 *)text->text, head.text_length);
  if (head.n_boxes > 0)
    g_byte_array_append (body, (const guint8 *)text->boxes, head.n_boxes * sizeof (TlPdfBox));
  return reply (self, TL_PDF_MESSAGE_PAGE_TEXT, serial, &head, sizeof head, body->data, body->len,
                -1);
}

/* A page that fails does not end the row. */
static gboolean
serve_text (Worker *self, TlPdfMessage *message)
{
  TlPdfWireGetText request;

  memcpy (&request, message->data, sizeof request);
  for (guint32 i = 0; i < request.count && (i == 0 || !_tl_pdf_stream_has_data (self->socket)); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlPdfText) text = NULL;
      gboolean sent;

      _tl_pdf_host_alarm (TL_PDF_ALARM_SECONDS);
      text = _tl_pdf_reader_get_text (self->reader, request.page + i, request.with_boxes != 0,
                                      &error);
      /* Not while the program has no time to take the answer. */
      _tl_pdf_host_alarm (0);
      sent = text != NULL ? reply_text (self, message->serial, text)
                          : reply_failed (self, message->serial, error);
      if (!sent)
        return FALSE;
    }
  return TRUE;
}

static gboolean
draw (Worker *self,
      const TlPdfWireRender *request,
      const TlPdfTile *tile,
      TlPdfCanvas *canvas,
      GError **error)
{
  if (!_tl_pdf_canvas_open (canvas, (gsize)tile->width * 4 * (gsize)tile->height))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "no memory for an image of %d × %d pixels",
                   tile->width, tile->height);
      return FALSE;
    }
  if (!_tl_pdf_reader_render (self->reader, request->page, request->scale, tile, canvas->data,
                              error))
    return FALSE;
  if (!_tl_pdf_canvas_finish (canvas))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_WORKER, "the image cannot be sealed");
      return FALSE;
    }
  return TRUE;
}

static gboolean
serve_render (Worker *self, TlPdfMessage *message, GError **error)
{
  TlPdfWireRender request;
  TlPdfTile wanted, tile;
  TlPdfWireImage head;
  g_auto (TlPdfCanvas) canvas = TL_PDF_CANVAS_INIT;

  memcpy (&request, message->data, sizeof request);
  wanted = (TlPdfTile){ request.x, request.y, request.width, request.height };
  if (!_tl_pdf_tile_resolve (_tl_pdf_reader_get_size (self->reader, request.page), request.scale,
                             &wanted, &tile, error))
    return FALSE;
  if (!draw (self, &request, &tile, &canvas, error))
    return FALSE;
  head = (TlPdfWireImage){ (guint32)tile.width, (guint32)tile.height, (guint32)tile.width * 4 };
  return reply (self, TL_PDF_MESSAGE_IMAGE, message->serial, &head, sizeof head, canvas.data,
                canvas.length, canvas.fd);
}

/* FALSE without an error: the other end is gone. */
static gboolean
serve_one (Worker *self, TlPdfMessage *message, GError **error)
{
  static const gsize needed[] = {
    [TL_PDF_MESSAGE_GET_TEXT] = sizeof (TlPdfWireGetText),
    [TL_PDF_MESSAGE_RENDER] = sizeof (TlPdfWireRender),
  };

  if (message->type == TL_PDF_MESSAGE_OPEN)
    return serve_open (self, message, error);
  if (self->reader == NULL || message->type >= G_N_ELEMENTS (needed) || needed[message->type] == 0
      || message->length != needed[message->type])
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_WORKER, "a request that makes no sense");
      return FALSE;
    }
  return message->type == TL_PDF_MESSAGE_GET_TEXT ? serve_text (self, message)
                                                  : serve_render (self, message, error);
}

int
_tl_pdf_worker_serve (int socket, TlPdfSandboxFlags sandbox)
{
  Worker self = { socket, NULL };
  const TlPdfWireHello hello = { TL_PDF_WIRE_VERSION, sandbox };

  if (!reply (&self, TL_PDF_MESSAGE_HELLO, 0, &hello, sizeof hello, NULL, 0, -1))
    return 1;
  for (;;)
    {
      g_auto (TlPdfMessage) message = TL_PDF_MESSAGE_INIT;
      g_autoptr (GError) error = NULL;

      if (!_tl_pdf_wire_receive (socket, &message, NULL, NULL))
        return 0;
      _tl_pdf_host_alarm (TL_PDF_ALARM_SECONDS);
      if (!serve_one (&self, &message, &error)
          && (error == NULL || !reply_failed (&self, message.serial, error)))
        return 0;
      _tl_pdf_host_alarm (0);
    }
}
