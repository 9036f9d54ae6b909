/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-host.h"

#include <poppler.h>
#include <string.h>
#include <windows.h>

#include "base/tl-posix.h"

typedef struct
{
  void *data;
  gsize length;
} Mapping;

/* The program has put the file among our handles and says which one it is. */
int
_tl_pdf_host_take_file (TlPdfMessage *message)
{
  TlPdfWireOpen open;

  if (message->length != sizeof open)
    return -1;
  memcpy (&open, message->data, sizeof open);
  return _open_osfhandle ((intptr_t)open.handle, _O_RDONLY | _O_BINARY);
}

static void
mapping_free (Mapping *mapping)
{
  munmap (mapping->data, mapping->length);
  g_free (mapping);
}

/* Mapped, not read: a scan of hundreds of megabytes is not copied. Windows lets nobody cut a file
 * that is mapped. */
PopplerDocument *
_tl_pdf_host_open_document (int fd, GError **error)
{
  gint64 length = _filelengthi64 (fd);
  g_autoptr (GBytes) bytes = NULL;
  Mapping *mapping;
  void *data = MAP_FAILED;

  if (length > 0)
    data = mmap (NULL, (size_t)length, PROT_READ, MAP_SHARED, fd, 0);
  close (fd);
  if (data == MAP_FAILED)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the file cannot be read");
      return NULL;
    }
  mapping = g_new (Mapping, 1);
  mapping->data = data;
  mapping->length = (gsize)length;
  bytes = g_bytes_new_with_free_func (data, (gsize)length, (GDestroyNotify)mapping_free, mapping);
  return poppler_document_new_from_bytes (bytes, NULL, error);
}

static void CALLBACK
end_process (void *data, BOOLEAN timed_out)
{
  TerminateProcess (GetCurrentProcess (), 1);
}

void
_tl_pdf_host_alarm (guint seconds)
{
  static HANDLE timer;

  if (timer != NULL)
    DeleteTimerQueueTimer (NULL, timer, INVALID_HANDLE_VALUE);
  timer = NULL;
  if (seconds > 0
      && !CreateTimerQueueTimer (&timer, NULL, end_process, NULL, seconds * 1000, 0,
                                 WT_EXECUTEINTIMERTHREAD | WT_EXECUTEONLYONCE))
    timer = NULL;
}
