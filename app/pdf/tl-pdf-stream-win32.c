/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-stream.h"

#include <string.h>
#include <windows.h>

#include "base/tl-posix.h"

/* A wait that looks at nothing but the pipe. */
static TlPdfWait endless = { .cancel.fd = -1 };

static HANDLE
pipe_of (int stream)
{
  return (HANDLE)_get_osfhandle (stream);
}

static gboolean
fail_last (GError **error, const char *what)
{
  DWORD code = GetLastError ();
  g_autofree char *message = NULL;

  if (code == ERROR_BROKEN_PIPE || code == ERROR_PIPE_NOT_CONNECTED || code == ERROR_NO_DATA)
    return _tl_pdf_fail_closed (error);
  message = g_win32_error_message ((gint)code);
  g_set_error (error, G_IO_ERROR, g_io_error_from_win32_error ((gint)code), "%s: %s", what,
               message);
  return FALSE;
}

gboolean
_tl_pdf_stream_is_ours (int stream)
{
  return pipe_of (stream) != INVALID_HANDLE_VALUE
         && GetFileType (pipe_of (stream)) == FILE_TYPE_PIPE;
}

gboolean
_tl_pdf_stream_has_data (int stream)
{
  DWORD n;

  return !PeekNamedPipe (pipe_of (stream), NULL, 0, NULL, &n, NULL) || n > 0;
}

gboolean
_tl_pdf_stream_has_ended (int stream)
{
  DWORD n;

  return !PeekNamedPipe (pipe_of (stream), NULL, 0, NULL, &n, NULL);
}

/* Waits for the end of what was begun on the pipe. The worker's end is not an overlapped one: there
 * everything has ended when it returns. */
static gboolean
wait_finished (HANDLE finished, TlPdfWait *wait, gboolean *cancelled, GError **error)
{
  for (;;)
    {
      HANDLE handles[] = { finished, (HANDLE)(gintptr)wait->cancel.fd };
      int left = _tl_pdf_wait_get_left (wait);
      DWORD ready = WaitForMultipleObjects (wait->cancel.fd != -1 ? 2 : 1, handles, FALSE,
                                            left < 0 ? INFINITE : (DWORD)left);

      if (ready == WAIT_OBJECT_0)
        return TRUE;
      if (ready == WAIT_FAILED)
        return fail_last (error, "waiting");
      if (ready == WAIT_OBJECT_0 + 1)
        _tl_pdf_wait_cancel (wait, cancelled);
      if (!_tl_pdf_wait_check (wait, *cancelled, error))
        return FALSE;
    }
}

/* Ends what was begun: @begun is what the call said. Returns: bytes, or -1 with @error. */
static gssize
finish (HANDLE pipe,
        OVERLAPPED *operation,
        gboolean begun,
        TlPdfWait *wait,
        gboolean *cancelled,
        GError **error)
{
  DWORD n = 0;

  if (!begun && GetLastError () != ERROR_IO_PENDING)
    {
      fail_last (error, "the pipe");
      return -1;
    }
  if (!begun && !wait_finished (operation->hEvent, wait, cancelled, error))
    {
      CancelIoEx (pipe, operation);
      GetOverlappedResult (pipe, operation, &n, TRUE);
      return -1;
    }
  if (!GetOverlappedResult (pipe, operation, &n, TRUE))
    {
      fail_last (error, "the pipe");
      return -1;
    }
  return (gssize)n;
}

gboolean
_tl_pdf_stream_write (int stream, TlPdfPart *parts, guint n_parts, int fd, GError **error)
{
  HANDLE pipe = pipe_of (stream);
  OVERLAPPED operation = { .hEvent = CreateEventW (NULL, TRUE, FALSE, NULL) };
  TlPdfWait wait = endless;
  gboolean cancelled = FALSE;
  gboolean ok = TRUE;

  g_assert (fd < 0);

  for (guint i = 0; i < n_parts && ok; i++)
    while (parts[i].length > 0 && ok)
      {
        DWORD length = (DWORD)MIN (parts[i].length, G_MAXINT32);
        gboolean begun = WriteFile (pipe, parts[i].data, length, NULL, &operation);
        gssize n = finish (pipe, &operation, begun, &wait, &cancelled, error);

        ok = n >= 0;
        parts[i].data = (const char *)parts[i].data + MAX (0, n);
        parts[i].length -= (gsize)MAX (0, n);
      }
  CloseHandle (operation.hEvent);
  return ok;
}

gboolean
_tl_pdf_stream_read (int stream,
                     void *data,
                     gsize length,
                     int *fd,
                     TlPdfWait *wait,
                     gboolean *cancelled,
                     GError **error)
{
  HANDLE pipe = pipe_of (stream);
  OVERLAPPED operation = { .hEvent = CreateEventW (NULL, TRUE, FALSE, NULL) };
  TlPdfWait without_end = endless;
  gboolean ok = TRUE;

  while (length > 0 && ok)
    {
      DWORD wanted = (DWORD)MIN (length, G_MAXINT32);
      gboolean begun = ReadFile (pipe, data, wanted, NULL, &operation);
      gssize n
          = finish (pipe, &operation, begun, wait != NULL ? wait : &without_end, cancelled, error);

      ok = n >= 0;
      data = (char *)data + MAX (0, n);
      length -= (gsize)MAX (0, n);
    }
  CloseHandle (operation.hEvent);
  return ok;
}

gint64
_tl_pdf_work_time (pid_t process)
{
  HANDLE handle = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD)process);
  ULARGE_INTEGER kernel, user;
  FILETIME times[4];
  gboolean known;

  if (handle == NULL)
    return -1;
  known = GetProcessTimes (handle, &times[0], &times[1], &times[2], &times[3]);
  CloseHandle (handle);
  if (!known)
    return -1;
  memcpy (&kernel, &times[2], sizeof kernel);
  memcpy (&user, &times[3], sizeof user);
  return (gint64)((kernel.QuadPart + user.QuadPart) / 10);
}

gboolean
_tl_pdf_canvas_open (TlPdfCanvas *canvas, gsize length)
{
  canvas->data = g_try_malloc0 (length);
  canvas->length = length;
  return canvas->data != NULL;
}

gboolean
_tl_pdf_canvas_finish (TlPdfCanvas *canvas)
{
  return TRUE;
}

void
_tl_pdf_canvas_clear (TlPdfCanvas *canvas)
{
  g_clear_pointer (&canvas->data, g_free);
}

GBytes *
_tl_pdf_pixels_take (const TlPdfMessage *message, gsize length, GError **error)
{
  if (message->length == sizeof (TlPdfWireImage) + length)
    return g_bytes_new (message->data + sizeof (TlPdfWireImage), length);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "pixels not of their size");
  return NULL;
}
