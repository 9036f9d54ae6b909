/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/** TlPdfWorkerFunc: what a worker does with its socket. Returns: exit status of the process */
typedef int (*TlPdfWorkerFunc) (int socket);

/** TlPdfWarmUpFunc: makes ready what every worker needs to read, or to @draw. */
typedef void (*TlPdfWarmUpFunc) (gboolean draw);

/**
 * _tl_pdf_nursery_serve:
 * @socket: our end
 * @warm_up: (nullable): called at once for reading, and for drawing as soon as there is no request
 * @run: what a worker does
 *
 * Loading the libraries and their tables takes 12 ms, copying a process that has done it takes 1:
 * so one process does it, and every worker is a fork of it. It never sees a document. Answers each
 * NEW_WORKER until the other end is gone. Call it with one thread. Windows has no fork: there the
 * process is itself the one worker, and nothing is made ready before it is needed.
 *
 * Returns: exit status of the process
 */
int _tl_pdf_nursery_serve (int socket, TlPdfWarmUpFunc warm_up, TlPdfWorkerFunc run);

G_END_DECLS
