/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/* For the tests of this layer. */

/** _tl_pdf_get_worker_pid: Returns: the process that reads @self now, or 0. */
pid_t _tl_pdf_get_worker_pid (TlPdf *self);

/** _tl_pdf_set_time_limit: what every job that starts from now on may take in ms; 0 for the usual
 * limits. */
void _tl_pdf_set_time_limit (guint milliseconds);

G_END_DECLS
