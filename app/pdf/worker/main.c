/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-pdf-worker: the nursery of the processes that read one PDF each, shut in, for the program
 * that started it. */
#include "config.h"

#include <stdio.h>

#include "pdf/tl-pdf-stream.h"
#include "pdf/worker/tl-pdf-nursery.h"
#include "pdf/worker/tl-pdf-reader.h"
#include "pdf/worker/tl-pdf-sandbox.h"
#include "pdf/worker/tl-pdf-worker.h"

static int
run_worker (int socket)
{
  return _tl_pdf_worker_serve (socket, _tl_pdf_sandbox_enter ());
}

int
main (void)
{
  if (!_tl_pdf_stream_is_ours (TL_PDF_WIRE_SOCKET))
    {
      fputs ("This program is a part of Trợ lý Thẩm phán and is started by it.\n", stderr);
      return 2;
    }
  return _tl_pdf_nursery_serve (TL_PDF_WIRE_SOCKET, _tl_pdf_reader_warm_up, run_worker);
}
