/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-pdf-worker: reads one PDF for the program that started it, shut in. */
#include "config.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pdf/worker/tl-pdf-sandbox.h"
#include "pdf/worker/tl-pdf-worker.h"

/* Titles are in UTF-16: the C library loads its converter on first use, and later it could not. */
static void
warm_up (void)
{
  g_free (g_convert ("\0A", 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL));
}

int
main (void)
{
  int kind;
  socklen_t length = sizeof kind;

  if (getsockopt (TL_PDF_WIRE_SOCKET, SOL_SOCKET, SO_TYPE, &kind, &length) != 0)
    {
      fputs ("This program is a part of Trợ lý Thẩm phán and is started by it.\n", stderr);
      return 2;
    }
  warm_up ();
  /* Without the destructors of a dozen libraries, which have nothing to save. */
  _exit (_tl_pdf_worker_serve (TL_PDF_WIRE_SOCKET, _tl_pdf_sandbox_enter ()));
}
