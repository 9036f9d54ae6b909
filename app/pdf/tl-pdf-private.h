/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include "pdf/tl-pdf-queue.h"

G_BEGIN_DECLS

/**
 * _tl_pdf_get_text_row:
 *
 * The text with boxes of a page whose followers are asked for next: the worker goes on with them.
 * Blocks.
 */
TlPdfText *_tl_pdf_get_text_row (TlPdf *self,
                                 guint page,
                                 GCancellable *cancellable,
                                 GError **error);

/** _tl_pdf_push: has @run do the work of @task (transfer full) on the thread of the document's
 * jobs, in its turn. */
void _tl_pdf_push (TlPdf *self,
                   GTask *task,
                   TlPdfPriority priority,
                   TlPdfQueueFunc run,
                   GDestroyNotify free_result);

/* For the tests of this layer. */

/** _tl_pdf_get_worker_pid: Returns: the process that reads @self now, or 0. */
pid_t _tl_pdf_get_worker_pid (TlPdf *self);

/** _tl_pdf_get_n_asked: Returns: how many requests for pages went to its workers, also while one is
 * busy. */
guint _tl_pdf_get_n_asked (TlPdf *self);

/** _tl_pdf_get_sandbox: Returns: which parts of its sandbox the worker that was started last has
 * (TL_PDF_SANDBOX_LIMITS and others of the wire). */
guint _tl_pdf_get_sandbox (void);

/** _tl_pdf_set_time_limit: what every job that starts from now on may take in ms; 0 for the usual
 * limits. */
void _tl_pdf_set_time_limit (guint milliseconds);

G_END_DECLS
