/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/tl-limits.h"

G_BEGIN_DECLS

/* What of the messages between the program and its PDF worker depends on the system. */

#ifdef G_OS_WIN32
/** TL_PDF_WIRE_SOCKET: the descriptor on which the worker, and the nursery that it is forked from,
 * finds its end of the stream. */
#define TL_PDF_WIRE_SOCKET 0
/** TL_PDF_WORKER_PROGRAM: its name in %TL_PATH_PROGRAMS. */
#define TL_PDF_WORKER_PROGRAM "troly-pdf-worker.exe"
/** TL_PDF_WIRE_MAX_PIXELS: bytes of pixels in a message; elsewhere they go beside it. */
#define TL_PDF_WIRE_MAX_PIXELS ((gssize)TL_LIMIT_RENDER_PIXELS * 4)
#else
#define TL_PDF_WIRE_SOCKET     3
#define TL_PDF_WORKER_PROGRAM  "troly-pdf-worker"
#define TL_PDF_WIRE_MAX_PIXELS 0
#endif

G_END_DECLS
