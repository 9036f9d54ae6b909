/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

typedef struct _PopplerDocument PopplerDocument;

/* What a worker needs of the operating system to be one. */

/** _tl_pdf_host_take_file: Returns: the file of an OPEN, or -1; from now on the caller's. */
int _tl_pdf_host_take_file (TlPdfMessage *message);

/** _tl_pdf_host_open_document: takes @fd, also when it fails. */
PopplerDocument *_tl_pdf_host_open_document (int fd, GError **error);

/** _tl_pdf_host_alarm: ends the process after so many seconds; 0: not any more. */
void _tl_pdf_host_alarm (guint seconds);

G_END_DECLS
