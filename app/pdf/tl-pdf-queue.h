/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/**
 * TlPdfQueue:
 *
 * Jobs that run one after another on a thread of the queue's own, lowest priority first, equal ones
 * in the order they came. A job is a #GTask; when its cancellable is cancelled it is answered at
 * once, and run only if it had begun.
 */
typedef struct _TlPdfQueue TlPdfQueue;

/** TlPdfQueueFunc: does the work of @task on the queue's thread. Returns: the result, or %NULL with
 * @error; freed with the queue's @free_result when the job has been answered meanwhile. */
typedef gpointer (*TlPdfQueueFunc) (GTask *task, GError **error);

TlPdfQueue *_tl_pdf_queue_new (void);

/** _tl_pdf_queue_free: the thread ends when it has nothing left to do; it is not waited for. */
void _tl_pdf_queue_free (TlPdfQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfQueue, _tl_pdf_queue_free)

/** _tl_pdf_queue_push: @task: (transfer full). Callable from any thread. */
void _tl_pdf_queue_push (TlPdfQueue *self,
                         GTask *task,
                         TlPdfPriority priority,
                         TlPdfQueueFunc run,
                         GDestroyNotify free_result);

G_END_DECLS
