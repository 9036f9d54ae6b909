/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-wire.h"

G_BEGIN_DECLS

/* Below the messages: how bytes, pixels and files go between the program and a worker. On POSIX a
 * stream is a socket, and descriptors go along; on Windows it is a pipe for both directions, and
 * nothing goes along but bytes. */

/** TlPdfPart: some bytes of a message. */
typedef struct
{
  gconstpointer data;
  gsize length;
} TlPdfPart;

/** _tl_pdf_stream_is_ours: Returns: whether @stream can be one, and the program was not started by
 * hand. */
gboolean _tl_pdf_stream_is_ours (int stream);

/** _tl_pdf_stream_has_data: Returns: whether reading would not wait, also because of the end. */
gboolean _tl_pdf_stream_has_data (int stream);

/** _tl_pdf_stream_has_ended: Returns: whether the other end is gone and all is read. */
gboolean _tl_pdf_stream_has_ended (int stream);

/**
 * _tl_pdf_stream_write:
 * @parts: (array length=n_parts): changed
 * @fd: a descriptor that goes along, or -1; always -1 on Windows
 *
 * Blocks while the stream is full.
 */
gboolean _tl_pdf_stream_write (int stream, TlPdfPart *parts, guint n_parts, int fd, GError **error);

/**
 * _tl_pdf_stream_read:
 * @fd: (inout) (nullable): takes the descriptor that comes along
 * @wait: (nullable): %NULL waits without end
 * @cancelled: (inout): whether the job of @wait was cancelled meanwhile
 *
 * Reads exactly @length bytes.
 */
gboolean _tl_pdf_stream_read (int stream,
                              void *data,
                              gsize length,
                              int *fd,
                              TlPdfWait *wait,
                              gboolean *cancelled,
                              GError **error);

/** _tl_pdf_work_time: Returns: processor time of @process in µs, or -1 when it is gone. */
gint64 _tl_pdf_work_time (pid_t process);

/* What a stream that waits does; in tl-pdf-wire.c. */

/** _tl_pdf_wait_get_left: Returns: ms until something has to be looked at again; -1: never. */
int _tl_pdf_wait_get_left (const TlPdfWait *wait);

/** _tl_pdf_wait_cancel: the job was cancelled: from now on only the grace is left. */
void _tl_pdf_wait_cancel (TlPdfWait *wait, gboolean *cancelled);

/** _tl_pdf_wait_check: Returns: %FALSE with @error when it has been long enough. */
gboolean _tl_pdf_wait_check (const TlPdfWait *wait, gboolean cancelled, GError **error);

/** _tl_pdf_fail_closed: Returns: %FALSE; the other end is gone. */
gboolean _tl_pdf_fail_closed (GError **error);

/**
 * TlPdfCanvas:
 *
 * Memory for the pixels of an answer. On POSIX it is a memory file, which goes along as @fd and can
 * be changed by nobody afterwards; on Windows its bytes are part of the message.
 */
typedef struct
{
  guint8 *data;
  gsize length;
  int fd;
} TlPdfCanvas;

/** TL_PDF_CANVAS_INIT: an empty one. */
/* clang-format off */
#define TL_PDF_CANVAS_INIT { NULL, 0, -1 }
/* clang-format on */

/** _tl_pdf_canvas_open: Returns: whether there is memory; all 0. */
gboolean _tl_pdf_canvas_open (TlPdfCanvas *canvas, gsize length);

/** _tl_pdf_canvas_finish: what is to be sent after the head of the message is then in @data and
 * @length, and @fd goes along. */
gboolean _tl_pdf_canvas_finish (TlPdfCanvas *canvas);

void _tl_pdf_canvas_clear (TlPdfCanvas *canvas);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlPdfCanvas, _tl_pdf_canvas_clear)

/**
 * _tl_pdf_pixels_take:
 * @message: an IMAGE
 * @length: of the pixels
 *
 * Returns: pixels that cannot change or shrink any more, or %NULL with @error
 */
GBytes *_tl_pdf_pixels_take (const TlPdfMessage *message, gsize length, GError **error);

G_END_DECLS
