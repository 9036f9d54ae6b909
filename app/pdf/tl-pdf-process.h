/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include <gio/gio.h>

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/**
 * TlPdfProcess:
 *
 * One worker process and our end of its stream. All are forked from one nursery process, which is
 * started on first use, without our environment, descriptors and standard streams, and ends with
 * the program. On Windows each is started by itself, in a job object of its own. Use from one
 * thread at a time.
 */
typedef struct _TlPdfProcess TlPdfProcess;

/** _tl_pdf_process_spawn: starts a worker; %TL_ERROR_WORKER when the program cannot be run.
 * Callable from any thread. */
TlPdfProcess *_tl_pdf_process_spawn (GError **error);

/** _tl_pdf_process_stop: kills it, whatever it does, and frees @self; does not wait. */
void _tl_pdf_process_stop (TlPdfProcess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfProcess, _tl_pdf_process_stop)

/** _tl_pdf_process_open: sends it OPEN with @file, which it reads and cannot change. */
gboolean _tl_pdf_process_open (TlPdfProcess *self, guint32 serial, int file, GError **error);

/** _tl_pdf_process_get_socket: Returns: our end; it stays the process's own. */
int _tl_pdf_process_get_socket (TlPdfProcess *self);

pid_t _tl_pdf_process_get_pid (TlPdfProcess *self);

G_END_DECLS
