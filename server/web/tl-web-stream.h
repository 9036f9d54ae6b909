/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlWebInput: what comes from the other side of a connection. libsoup 3.2 never frees a connection
 * that the other side ends between two requests; it does free one whose request breaks off. So the
 * end of a connection that waits for a request reads as one byte of a request, and then the end. */
#define TL_TYPE_WEB_INPUT (_tl_web_input_get_type ())
G_DECLARE_FINAL_TYPE (TlWebInput, _tl_web_input, TL, WEB_INPUT, GFilterInputStream)

/** TlWebInputFunc: @n: bytes that came, 0: the end, -1: an error. Returns: whether the connection
 * waits for a request. */
typedef gboolean (*TlWebInputFunc) (gpointer data, gssize n);

#define TL_TYPE_WEB_STREAM (_tl_web_stream_get_type ())
G_DECLARE_FINAL_TYPE (TlWebStream, _tl_web_stream, TL, WEB_STREAM, GIOStream)

/** _tl_web_stream_new: @input: (out) (transfer full). */
GIOStream *_tl_web_stream_new (GSocketConnection *base,
                               TlWebInputFunc func,
                               gpointer data,
                               TlWebInput **input);
/** _tl_web_input_forget: the function is not called any more. */
void _tl_web_input_forget (TlWebInput *self);

G_END_DECLS
