/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-wire.h"

#include "base/tl-posix.h"
#include "pdf/tl-pdf-stream.h"
#include "pdf/tl-pdf.h"

/* How often the processor time of a worker is looked at. */
#define WATCH_MS 200

void
_tl_pdf_message_clear (TlPdfMessage *message)
{
  g_clear_pointer (&message->data, g_free);
  if (message->fd >= 0)
    close (message->fd);
  message->fd = -1;
}

/* The longest payload of a message of @type, or -1 for a type that does not exist. */
static gssize
max_length (guint32 type)
{
  switch (type)
    {
    case TL_PDF_MESSAGE_HELLO:
      return sizeof (TlPdfWireHello);
    case TL_PDF_MESSAGE_OPENED:
      return sizeof (TlPdfWireOpened) + TL_LIMIT_PDF_PAGES * sizeof (TlPdfWirePage)
             + TL_PDF_WIRE_MAX_TITLE;
    case TL_PDF_MESSAGE_PAGE_TEXT:
      return sizeof (TlPdfWirePageText) + TL_LIMIT_PDF_PAGE_TEXT * (1 + sizeof (TlPdfBox));
    case TL_PDF_MESSAGE_IMAGE:
      return sizeof (TlPdfWireImage) + TL_PDF_WIRE_MAX_PIXELS;
    case TL_PDF_MESSAGE_FAILED:
      return sizeof (TlPdfWireFailed) + TL_PDF_WIRE_MAX_MESSAGE;
    case TL_PDF_MESSAGE_OPEN:
    case TL_PDF_MESSAGE_GET_TEXT:
    case TL_PDF_MESSAGE_RENDER:
    case TL_PDF_MESSAGE_NEW_WORKER:
    case TL_PDF_MESSAGE_WORKER:
      return TL_PDF_WIRE_MAX_REQUEST;
    default:
      return -1;
    }
}

gboolean
_tl_pdf_fail_closed (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the other end is gone");
  return FALSE;
}

static gboolean
fail_invalid (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what);
  return FALSE;
}

gboolean
_tl_pdf_wire_send (int socket,
                   const TlPdfWireHeader *header,
                   const void *first,
                   gsize first_length,
                   const void *second,
                   int fd,
                   GError **error)
{
  TlPdfPart parts[] = {
    { header, sizeof *header },
    { first, first_length },
    { second, header->length - first_length },
  };

  g_assert (header->length >= first_length);
  g_assert ((gssize)header->length <= max_length (header->type));

  return _tl_pdf_stream_write (socket, parts, G_N_ELEMENTS (parts), fd, error);
}

void
_tl_pdf_wait_watch (TlPdfWait *wait, pid_t process, gint64 limit)
{
  gint64 now = process > 0 ? _tl_pdf_work_time (process) : -1;

  wait->worker = process;
  wait->work_end = now >= 0 ? MAX (1, now + limit) : 0;
}

int
_tl_pdf_wait_get_left (const TlPdfWait *wait)
{
  gint64 left = G_MAXINT;

  if (wait->deadline == 0 && wait->work_end == 0)
    return -1;
  if (wait->deadline != 0)
    left = (wait->deadline - g_get_monotonic_time () + 999) / 1000;
  if (wait->work_end > 0)
    left = MIN (left, WATCH_MS);
  return (int)CLAMP (left, 0, G_MAXINT);
}

void
_tl_pdf_wait_cancel (TlPdfWait *wait, gboolean *cancelled)
{
  gint64 end = g_get_monotonic_time () + wait->grace;

  *cancelled = TRUE;
  wait->cancel.fd = -1;
  wait->deadline = wait->deadline == 0 ? end : MIN (wait->deadline, end);
}

gboolean
_tl_pdf_wait_check (const TlPdfWait *wait, gboolean cancelled, GError **error)
{
  if ((wait->deadline == 0 || g_get_monotonic_time () < wait->deadline)
      && (wait->work_end == 0 || _tl_pdf_work_time (wait->worker) < wait->work_end))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, cancelled ? G_IO_ERROR_CANCELLED : G_IO_ERROR_TIMED_OUT,
                       "no answer in time");
  return FALSE;
}

gboolean
_tl_pdf_wire_receive (int socket, TlPdfMessage *message, TlPdfWait *wait, GError **error)
{
  TlPdfWireHeader header;
  gboolean cancelled = FALSE;

  if (!_tl_pdf_stream_read (socket, &header, sizeof header, &message->fd, wait, &cancelled, error))
    return FALSE;
  if (max_length (header.type) < 0)
    return fail_invalid (error, "a message of an unknown type");
  if ((gssize)header.length > max_length (header.type))
    return fail_invalid (error, "a message longer than its type allows");
  message->type = header.type;
  message->serial = header.serial;
  message->length = header.length;
  message->data = g_malloc (MAX (1, header.length));
  return _tl_pdf_stream_read (socket, message->data, header.length, NULL, wait, &cancelled, error);
}
