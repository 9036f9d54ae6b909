/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include "pdf/tl-pdf-reply.h"

G_BEGIN_DECLS

/**
 * TlPdfSession:
 *
 * One file and the worker that reads it: starts the worker when there is none, sends one request at
 * a time, waits within the time limit, and stops a worker that hangs, dies or answers nonsense. A
 * page that stopped two workers is not tried again.
 * Callable from any thread; calls wait for each other.
 */
typedef struct _TlPdfSession TlPdfSession;

/** _tl_pdf_session_new: opens the file and reads its pages into @opened. */
TlPdfSession *_tl_pdf_session_new (const char *path,
                                   TlPdfOpened *opened,
                                   GCancellable *cancellable,
                                   GError **error);
void _tl_pdf_session_free (TlPdfSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfSession, _tl_pdf_session_free)

/**
 * _tl_pdf_session_get_text:
 *
 * @goes_on: the next pages will be asked for next, in the same way
 *
 * When @goes_on is set, and when pages are asked for in order without boxes, as the import does,
 * the worker goes on with the next page while this one is on its way.
 */
TlPdfText *_tl_pdf_session_get_text (TlPdfSession *self,
                                     guint page,
                                     gboolean with_boxes,
                                     gboolean goes_on,
                                     GCancellable *cancellable,
                                     GError **error);

/** _tl_pdf_session_render: @tile: as _tl_pdf_tile_resolve() made it. */
TlPdfImage *_tl_pdf_session_render (TlPdfSession *self,
                                    guint page,
                                    double scale,
                                    const TlPdfTile *tile,
                                    GCancellable *cancellable,
                                    GError **error);

/** _tl_pdf_session_get_pid: Returns: the worker, or 0. */
pid_t _tl_pdf_session_get_pid (TlPdfSession *self);

/** _tl_pdf_session_get_n_asked: Returns: how many requests for pages went to its workers; never
 * waits for one. */
guint _tl_pdf_session_get_n_asked (TlPdfSession *self);

/** _tl_pdf_session_dup_place: Returns: how a message names @page: "file.pdf, page 3". */
char *_tl_pdf_session_dup_place (TlPdfSession *self, guint page);

G_END_DECLS
