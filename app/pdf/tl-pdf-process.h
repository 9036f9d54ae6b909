/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include <gio/gio.h>

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/**
 * TlPdfProcess:
 *
 * One worker process and our end of its socket. All are forked from one nursery process, which is
 * started on first use, without our environment, descriptors and standard streams, and ends with
 * the program. Use from one thread at a time.
 */
typedef struct _TlPdfProcess TlPdfProcess;

/** _tl_pdf_process_spawn: starts a worker; %TL_ERROR_WORKER when the program cannot be run.
 * Callable from any thread. */
TlPdfProcess *_tl_pdf_process_spawn (GError **error);

/** _tl_pdf_process_stop: kills it, whatever it does, and frees @self; does not wait. */
void _tl_pdf_process_stop (TlPdfProcess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfProcess, _tl_pdf_process_stop)

/** _tl_pdf_process_get_socket: Returns: our end; it stays the process's own. */
int _tl_pdf_process_get_socket (TlPdfProcess *self);

pid_t _tl_pdf_process_get_pid (TlPdfProcess *self);

G_END_DECLS
