/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/**
 * _tl_pdf_worker_serve:
 * @socket: our end
 * @sandbox: what is in force
 *
 * Says hello, then answers requests until the other end is gone. One document, one thread.
 *
 * Returns: exit status of the process
 */
int _tl_pdf_worker_serve (int socket, TlPdfSandboxFlags sandbox);

G_END_DECLS
