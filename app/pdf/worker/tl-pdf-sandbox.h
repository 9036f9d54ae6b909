/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/**
 * _tl_pdf_sandbox_enter:
 *
 * Shuts the calling process in, for good: bounded memory, no core file, no new privileges;
 * seccomp: no new process or program, no socket, no writing to any
 * file that is not open already, no executable memory; Landlock: reading only where fonts and
 * character maps are. What the kernel does not offer is left out and missing from the result. Call
 * it while there is one thread and before the first byte of a document is read.
 *
 * Returns: what is in force
 */
TlPdfSandboxFlags _tl_pdf_sandbox_enter (void);

G_END_DECLS
