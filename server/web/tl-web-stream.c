/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-stream.h"

/* No request begins with it, so that what follows can be nothing but its end. */
#define BROKEN_OFF 'X'

struct _TlWebInput
{
  GFilterInputStream parent_instance;
  TlWebInputFunc func;
  gpointer data;
  gboolean ended;
};

static void init_pollable (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TlWebInput,
                               _tl_web_input,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, init_pollable))

/* What a read gave: @n bytes, or an error. */
static gssize
pass_on (TlWebInput *self, char *buffer, gsize count, gssize n, GError **error)
{
  if (n < 0 && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return n;
  if (self->func == NULL || !self->func (self->data, n) || n > 0 || count == 0 || self->ended)
    return n;
  self->ended = TRUE;
  g_clear_error (error);
  buffer[0] = BROKEN_OFF;
  return 1;
}

static gssize
read_input (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  GError *fault = NULL;
  gssize n = g_input_stream_read (((GFilterInputStream *)stream)->base_stream, buffer, count,
                                  cancellable, &fault);

  n = pass_on (TL_WEB_INPUT (stream), buffer, count, n, &fault);
  if (fault != NULL)
    g_propagate_error (error, fault);
  return n;
}

static gssize
read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  GError *fault = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (
      G_POLLABLE_INPUT_STREAM (((GFilterInputStream *)stream)->base_stream), buffer, count, NULL,
      &fault);

  n = pass_on (TL_WEB_INPUT (stream), buffer, count, n, &fault);
  if (fault != NULL)
    g_propagate_error (error, fault);
  return n;
}

static gboolean
is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (
      G_POLLABLE_INPUT_STREAM (((GFilterInputStream *)stream)->base_stream));
}

static GSource *
create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_input_stream_create_source (
      G_POLLABLE_INPUT_STREAM (((GFilterInputStream *)stream)->base_stream), NULL);

  return g_pollable_source_new_full (stream, base, cancellable);
}

static void
init_pollable (GPollableInputStreamInterface *iface)
{
  iface->is_readable = is_readable;
  iface->create_source = create_source;
  iface->read_nonblocking = read_nonblocking;
}

static void
_tl_web_input_class_init (TlWebInputClass *class)
{
  G_INPUT_STREAM_CLASS (class)->read_fn = read_input;
}

static void
_tl_web_input_init (TlWebInput *self)
{
}

void
_tl_web_input_forget (TlWebInput *self)
{
  self->func = NULL;
}

/* ---- Both directions ---- */

struct _TlWebStream
{
  GIOStream parent_instance;
  GIOStream *base;
  GInputStream *input;
};

G_DEFINE_FINAL_TYPE (TlWebStream, _tl_web_stream, G_TYPE_IO_STREAM)

static GInputStream *
get_input (GIOStream *stream)
{
  return TL_WEB_STREAM (stream)->input;
}

static GOutputStream *
get_output (GIOStream *stream)
{
  return g_io_stream_get_output_stream (TL_WEB_STREAM (stream)->base);
}

static gboolean
close_stream (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (TL_WEB_STREAM (stream)->base, cancellable, error);
}

static void
finalize (GObject *object)
{
  TlWebStream *self = TL_WEB_STREAM (object);

  g_object_unref (self->input);
  g_object_unref (self->base);
  G_OBJECT_CLASS (_tl_web_stream_parent_class)->finalize (object);
}

static void
_tl_web_stream_class_init (TlWebStreamClass *class)
{
  G_OBJECT_CLASS (class)->finalize = finalize;
  G_IO_STREAM_CLASS (class)->get_input_stream = get_input;
  G_IO_STREAM_CLASS (class)->get_output_stream = get_output;
  G_IO_STREAM_CLASS (class)->close_fn = close_stream;
}

static void
_tl_web_stream_init (TlWebStream *self)
{
}

GIOStream *
_tl_web_stream_new (GSocketConnection *base, TlWebInputFunc func, gpointer data, TlWebInput **input)
{
  TlWebStream *self = g_object_new (TL_TYPE_WEB_STREAM, NULL);

  self->base = G_IO_STREAM (g_object_ref (base));
  *input = g_object_new (TL_TYPE_WEB_INPUT, "base-stream",
                         g_io_stream_get_input_stream (G_IO_STREAM (base)), "close-base-stream",
                         FALSE, NULL);
  (*input)->func = func;
  (*input)->data = data;
  self->input = G_INPUT_STREAM (g_object_ref (*input));
  return G_IO_STREAM (self);
}
