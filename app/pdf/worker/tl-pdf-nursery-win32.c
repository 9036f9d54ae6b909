/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-nursery.h"

int
_tl_pdf_nursery_serve (int socket, TlPdfWarmUpFunc warm_up, TlPdfWorkerFunc run)
{
  return run (socket);
}
