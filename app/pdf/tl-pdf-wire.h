/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include <gio/gio.h>

#include "pdf/tl-pdf-ends.h"

G_BEGIN_DECLS

/* What the program and its PDF worker say to each other over one stream (tl-pdf-stream.h): messages
 * of a fixed header and a payload whose length is bounded by its type, in the byte order of the
 * machine that both run on. docs/pdf.md describes them. Both ends are the same build: the version
 * in HELLO must be equal. */

#define TL_PDF_WIRE_VERSION     1
#define TL_PDF_WIRE_MAX_MESSAGE 1024 /* bytes of the text of an error */
#define TL_PDF_WIRE_MAX_TITLE   1024
#define TL_PDF_WIRE_MAX_REQUEST 64

/** TL_PDF_ALARM_SECONDS: the worker ends itself when a page takes it so long: the program that
 * watches it must be gone. */
#define TL_PDF_ALARM_SECONDS 120

typedef enum
{
  /* from the worker */
  TL_PDF_MESSAGE_HELLO = 1,
  TL_PDF_MESSAGE_OPENED,
  TL_PDF_MESSAGE_PAGE_TEXT,
  TL_PDF_MESSAGE_IMAGE,
  TL_PDF_MESSAGE_FAILED,
  /* to the worker */
  TL_PDF_MESSAGE_OPEN,
  TL_PDF_MESSAGE_GET_TEXT,
  TL_PDF_MESSAGE_RENDER,
  /* to the nursery, and from it */
  TL_PDF_MESSAGE_NEW_WORKER,
  TL_PDF_MESSAGE_WORKER,
} TlPdfMessageType;

typedef struct
{
  guint32 type;
  guint32 serial; /* a reply carries that of its request; 0 in HELLO */
  guint32 length; /* of the payload */
} TlPdfWireHeader;

typedef struct
{
  guint32 version;
  guint32 sandbox; /* TlPdfSandboxFlags */
} TlPdfWireHello;

typedef struct
{
  guint32 n_pages;
  guint32 title_length;
  /* n_pages TlPdfWirePage, then the title */
} TlPdfWireOpened;

typedef struct
{
  double width; /* as the file says; the program judges it */
  double height;
} TlPdfWirePage;

/* Asks for @count pages from @page on: one PAGE_TEXT or FAILED each, in order. A new request ends
 * the row early. */
typedef struct
{
  guint32 page;
  guint32 with_boxes;
  guint32 count;
} TlPdfWireGetText;

typedef struct
{
  guint32 text_length;
  guint32 n_chars;
  guint32 n_boxes; /* 0 or n_chars */
  /* the text, then the boxes */
} TlPdfWirePageText;

typedef struct
{
  double scale;
  guint32 page;
  gint32 x;
  gint32 y;
  gint32 width;
  gint32 height;
} TlPdfWireRender;

/* With OPEN on Windows; elsewhere the file goes beside the message, which is empty. */
typedef struct
{
  guint64 handle; /* in the worker */
} TlPdfWireOpen;

/* The pixels come as a sealed memory file beside the message; on Windows they follow. */
typedef struct
{
  guint32 width;
  guint32 height;
  guint32 stride;
} TlPdfWireImage;

typedef struct
{
  guint32 code; /* TlError */
  /* the message */
} TlPdfWireFailed;

/* A descriptor of the process comes with it, where the kernel has such. */
typedef struct
{
  gint32 pid; /* 0: none could be started */
} TlPdfWireWorker;

/** TlPdfSandboxFlags: what of its sandbox a worker has. */
typedef enum
{
  TL_PDF_SANDBOX_LIMITS = 1 << 0,
  TL_PDF_SANDBOX_SECCOMP = 1 << 1,
  TL_PDF_SANDBOX_LANDLOCK = 1 << 2,
  TL_PDF_SANDBOX_MITIGATION = 1 << 3, /* Windows: no code made at run time, no new processes */
  TL_PDF_SANDBOX_INTEGRITY = 1 << 4,  /* Windows: writes nowhere that is the user's */
} TlPdfSandboxFlags;

/** TlPdfMessage: one message received. @fd is -1 when none came with it. */
typedef struct
{
  guint32 type;
  guint32 serial;
  guint8 *data;
  gsize length;
  int fd;
} TlPdfMessage;

void _tl_pdf_message_clear (TlPdfMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlPdfMessage, _tl_pdf_message_clear)

/** TL_PDF_MESSAGE_INIT: an empty message, to be filled by _tl_pdf_wire_receive(). */
/* clang-format off */
#define TL_PDF_MESSAGE_INIT { 0, 0, NULL, 0, -1 }
/* clang-format on */

/**
 * TlPdfWait:
 * @deadline: monotonic time in µs, or 0 for none
 * @cancel: readable when the job is cancelled; its descriptor is -1 when it cannot be
 * @grace: how much longer a cancelled job is waited for, in µs
 * @work_end: processor time of the worker at which it is given up, in µs, or 0; the deadline is for
 * one that does not run, and for a machine that is busy with other things
 * @worker: whose processor time that is
 *
 * How long to wait for a message.
 */
typedef struct
{
  gint64 deadline;
  GPollFD cancel;
  gint64 grace;
  gint64 work_end;
  pid_t worker;
} TlPdfWait;

/** _tl_pdf_wait_watch: from now on @process may work for @limit µs. */
void _tl_pdf_wait_watch (TlPdfWait *wait, pid_t process, gint64 limit);

/**
 * _tl_pdf_wire_send:
 * @fd: a descriptor to send along, or -1
 *
 * Sends one message whose payload is @first and then @second. Blocks while the stream is full.
 */
gboolean _tl_pdf_wire_send (int socket,
                            const TlPdfWireHeader *header,
                            const void *first,
                            gsize first_length,
                            const void *second,
                            int fd,
                            GError **error);

/**
 * _tl_pdf_wire_receive:
 * @message: (out caller-allocates): #TL_PDF_MESSAGE_INIT
 * @wait: (nullable): %NULL waits without end
 * @error: %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CANCELLED (the grace is over), %G_IO_ERROR_CLOSED (the
 * other end is gone), %G_IO_ERROR_INVALID_DATA (an unknown type, a length above its bound)
 */
gboolean _tl_pdf_wire_receive (int socket, TlPdfMessage *message, TlPdfWait *wait, GError **error);

G_END_DECLS
