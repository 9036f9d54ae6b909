/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-host.h"

#include <poppler.h>
#include <unistd.h>

int
_tl_pdf_host_take_file (TlPdfMessage *message)
{
  int fd = message->fd;

  message->fd = -1;
  return fd;
}

PopplerDocument *
_tl_pdf_host_open_document (int fd, GError **error)
{
  return poppler_document_new_from_fd (fd, NULL, error);
}

void
_tl_pdf_host_alarm (guint seconds)
{
  alarm (seconds);
}
