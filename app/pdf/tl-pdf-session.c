/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-session.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "pdf/tl-pdf-private.h"
#include "pdf/tl-pdf-process.h"
#include "pdf/tl-pdf-stream.h"

#define OPEN_LIMIT (15 * G_TIME_SPAN_SECOND)
#define JOB_LIMIT  (10 * G_TIME_SPAN_SECOND)
/* Processor time, for each of both: on a busy machine the other limits are still enough. */
#define WORK_LIMIT (5 * G_TIME_SPAN_SECOND)
/* A worker that is busy with a cancelled job is let finish for so long: starting it again takes
 * some 20 ms, and the place in the document is lost. */
#define CANCEL_GRACE (250 * G_TIME_SPAN_MILLISECOND)
#define MAX_STRIKES  2
#define NO_PAGE      G_MAXUINT

struct _TlPdfSession
{
  char *name; /* of the file, in UTF-8, for messages */
  int file;
  guint n_pages;
  int n_asked; /* atomic: requests that went to a worker */

  GMutex lock;

  /* Under the lock. */
  TlPdfProcess *process;
  guint32 serial;
  guint8 *strikes; /* (array length=n_pages): workers that the page has stopped */
  guint last_text; /* page whose text was asked for last */

  /* The row of pages that the worker is busy with unasked: under serial (0: none) come the texts
   * of the pages from next up to end, in order, with boxes or without. */
  guint32 row_serial;
  guint row_next;
  guint row_end;
  gboolean row_boxes;
};

typedef struct
{
  TlPdfMessageType type;
  gconstpointer data;
  gsize length;
  guint page;
  guint row_end; /* goes on up to this page; 0 for one page */
  gboolean boxes;
} Request;

static guint test_limit; /* atomic; ms */

void
_tl_pdf_set_time_limit (guint milliseconds)
{
  g_atomic_int_set (&test_limit, milliseconds);
}

static gint64
deadline_after (gint64 limit)
{
  guint test = (guint)g_atomic_int_get (&test_limit);

  return g_get_monotonic_time () + (test > 0 ? test * G_TIME_SPAN_MILLISECOND : limit);
}

char *
_tl_pdf_session_dup_place (TlPdfSession *self, guint page)
{
  return page == NO_PAGE ? g_strdup (self->name)
                         : g_strdup_printf ("%s, page %u", self->name, page + 1);
}

/* Only what Poppler can be given: a regular file of a size that is not absurd. */
static int
open_file (const char *path, const char *name, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  struct stat status;

  /* Windows opens no folder. */
  if (fd < 0 && g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: not a file", name);
  else if (fd < 0 || fstat (fd, &status) != 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", name,
                 g_strerror (errno));
  else if (!S_ISREG (status.st_mode))
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: not a file", name);
  else if (status.st_size == 0)
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the file is empty; get it again", name);
  else if (status.st_size > TL_LIMIT_PDF_FILE)
    g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: the file is above the limit of %ld MB", name,
                 TL_LIMIT_PDF_FILE / (1024 * 1024));
  else
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

static int sandbox; /* what the last worker said of it */

guint
_tl_pdf_get_sandbox (void)
{
  return (guint)g_atomic_int_get (&sandbox);
}

/* Says once a program how much of its sandbox a worker has; that it lacks a part is no reason to
 * warn a judge. */
static void
note_sandbox (guint32 flags)
{
  static int noted;

  g_atomic_int_set (&sandbox, (int)flags);
  if (g_atomic_int_compare_and_exchange (&noted, 0, 1))
    g_debug ("PDF worker: memory limits %s, seccomp %s, Landlock %s, mitigations %s, integrity %s",
             flags & TL_PDF_SANDBOX_LIMITS ? "yes" : "no",
             flags & TL_PDF_SANDBOX_SECCOMP ? "yes" : "no",
             flags & TL_PDF_SANDBOX_LANDLOCK ? "yes" : "no",
             flags & TL_PDF_SANDBOX_MITIGATION ? "yes" : "no",
             flags & TL_PDF_SANDBOX_INTEGRITY ? "yes" : "no");
}

static gboolean
check_hello (const TlPdfMessage *message, GError **error)
{
  TlPdfWireHello hello;

  if (message->type != TL_PDF_MESSAGE_HELLO || message->length != sizeof hello)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not a PDF worker");
      return FALSE;
    }
  memcpy (&hello, message->data, sizeof hello);
  if (hello.version != TL_PDF_WIRE_VERSION)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "the PDF worker speaks version %u, this program version %d; install both again",
                   hello.version, TL_PDF_WIRE_VERSION);
      return FALSE;
    }
  note_sandbox (hello.sandbox);
  return TRUE;
}

/* Sends @request to the worker that runs, unless it is busy with that already. Returns: the serial
 * of the answer, or 0 with @error. */
static guint32
send_request (TlPdfSession *self, const Request *request, GError **error)
{
  TlPdfWireHeader header = { request->type, 0, (guint32)request->length };

  if (request->row_end > 0 && self->row_serial != 0 && self->row_next == request->page
      && self->row_boxes == request->boxes)
    return self->row_serial;
  header.serial = ++self->serial;
  if (!_tl_pdf_wire_send (_tl_pdf_process_get_socket (self->process), &header, request->data,
                          request->length, NULL, -1, error))
    return 0;
  g_atomic_int_inc (&self->n_asked);
  return header.serial;
}

/* Waits for the answer, past what is left of a row that was given up. */
static gboolean
receive_reply (
    TlPdfSession *self, guint32 serial, TlPdfMessage *reply, TlPdfWait *wait, GError **error)
{
  int socket = _tl_pdf_process_get_socket (self->process);

  for (;;)
    {
      if (!_tl_pdf_wire_receive (socket, reply, wait, error))
        return FALSE;
      if (reply->serial == serial)
        return TRUE;
      if (reply->serial != self->row_serial || self->row_serial == 0)
        break;
      _tl_pdf_message_clear (reply);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an answer to nothing asked");
  return FALSE;
}

static gboolean
exchange (TlPdfSession *self,
          const Request *request,
          TlPdfMessage *reply,
          TlPdfWait *wait,
          GError **error)
{
  guint32 serial = send_request (self, request, error);
  gboolean goes_on;

  _tl_pdf_wait_watch (wait, _tl_pdf_process_get_pid (self->process), WORK_LIMIT);
  if (serial == 0 || !receive_reply (self, serial, reply, wait, error))
    return FALSE;
  if (serial != self->row_serial)
    {
      self->row_end = request->row_end;
      self->row_boxes = request->boxes;
    }
  goes_on = request->page + 1 < self->row_end;
  self->row_serial = goes_on ? serial : 0;
  self->row_next = request->page + 1;
  return TRUE;
}

/* Stops the worker and says why the job is lost. */
static void
lose_worker (TlPdfSession *self, guint page, const GError *cause, GError **error)
{
  g_autofree char *place = _tl_pdf_session_dup_place (self, page);
  const char *what = "the PDF reader answered nonsense and was stopped";

  g_clear_pointer (&self->process, _tl_pdf_process_stop);
  self->row_serial = 0;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", place);
      return;
    }
  if (page != NO_PAGE && self->strikes != NULL)
    self->strikes[page] = MIN (self->strikes[page] + 1, MAX_STRIKES);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    what = "the PDF reader took too long and was stopped";
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CLOSED))
    what = "the PDF reader stopped unexpectedly";
  g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s: %s (%s)", place, what, cause->message);
}

/* Starts a worker and has it open the file. */
static gboolean
start_worker (TlPdfSession *self, TlPdfWait *wait, TlPdfOpened *opened, GError **error)
{
  g_auto (TlPdfMessage) hello = TL_PDF_MESSAGE_INIT;
  g_auto (TlPdfMessage) reply = TL_PDF_MESSAGE_INIT;
  guint32 serial = ++self->serial;
  g_autoptr (GError) cause = NULL;
  int socket;

  self->process = _tl_pdf_process_spawn (error);
  if (self->process == NULL)
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  socket = _tl_pdf_process_get_socket (self->process);
  _tl_pdf_wait_watch (wait, _tl_pdf_process_get_pid (self->process), WORK_LIMIT);
  if (!_tl_pdf_process_open (self->process, serial, self->file, &cause)
      || !_tl_pdf_wire_receive (socket, &hello, wait, &cause) || !check_hello (&hello, &cause)
      || !_tl_pdf_wire_receive (socket, &reply, wait, &cause))
    {
      lose_worker (self, NO_PAGE, cause, error);
      return FALSE;
    }
  if (reply.type == TL_PDF_MESSAGE_FAILED)
    {
      _tl_pdf_reply_read_failed (&reply, self->name, error);
      g_clear_pointer (&self->process, _tl_pdf_process_stop);
      return FALSE;
    }
  if (reply.serial != serial)
    g_set_error_literal (&cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an answer to nothing asked");
  else if (_tl_pdf_reply_read_opened (&reply, opened, &cause))
    return TRUE;
  lose_worker (self, NO_PAGE, cause, error);
  return FALSE;
}

/* The same for a file that was open before: it must still be what it was. */
static gboolean
restart_worker (TlPdfSession *self, TlPdfWait *wait, GError **error)
{
  g_auto (TlPdfOpened) opened = { 0 };

  if (!start_worker (self, wait, &opened, error))
    return FALSE;
  if (opened.n_pages == self->n_pages)
    return TRUE;
  g_clear_pointer (&self->process, _tl_pdf_process_stop);
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the file has changed; open it again",
               self->name);
  return FALSE;
}

static TlPdfWait
make_wait (GCancellable *cancellable, gint64 limit)
{
  TlPdfWait wait = { .deadline = deadline_after (limit), .cancel.fd = -1, .grace = CANCEL_GRACE };

  if (cancellable != NULL && !g_cancellable_make_pollfd (cancellable, &wait.cancel))
    wait.cancel.fd = -1;
  return wait;
}

TlPdfSession *
_tl_pdf_session_new (const char *path,
                     TlPdfOpened *opened,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (TlPdfSession) self = g_new0 (TlPdfSession, 1);
  TlPdfWait wait;
  gboolean started;

  g_mutex_init (&self->lock);
  self->name = g_filename_display_name (path);
  self->file = open_file (path, self->name, error);
  if (self->file < 0)
    return NULL;
  wait = make_wait (cancellable, OPEN_LIMIT);
  started = start_worker (self, &wait, opened, error);
  if (cancellable != NULL)
    g_cancellable_release_fd (cancellable);
  if (!started)
    return NULL;
  self->n_pages = opened->n_pages;
  self->strikes = g_new0 (guint8, self->n_pages);
  self->last_text = NO_PAGE;
  return g_steal_pointer (&self);
}

void
_tl_pdf_session_free (TlPdfSession *self)
{
  g_clear_pointer (&self->process, _tl_pdf_process_stop);
  if (self->file >= 0)
    close (self->file);
  g_mutex_clear (&self->lock);
  g_free (self->strikes);
  g_free (self->name);
  g_free (self);
}

/* A worker that ended while it had nothing to do (the kernel was out of memory, say) is no fault of
 * the next job. */
static void
forget_dead_worker (TlPdfSession *self)
{
  if (self->process != NULL
      && _tl_pdf_stream_has_ended (_tl_pdf_process_get_socket (self->process)))
    {
      g_clear_pointer (&self->process, _tl_pdf_process_stop);
      self->row_serial = 0;
    }
}

/* An answer that is not FAILED. */
static gboolean
ask (TlPdfSession *self,
     const Request *request,
     TlPdfMessage *reply,
     TlPdfWait *wait,
     GError **error)
{
  g_autofree char *place = _tl_pdf_session_dup_place (self, request->page);
  g_autoptr (GError) cause = NULL;

  if (self->strikes[request->page] >= MAX_STRIKES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER,
                   "%s: this page stopped the PDF reader before and is left out", place);
      return FALSE;
    }
  forget_dead_worker (self);
  if (self->process == NULL && !restart_worker (self, wait, error))
    return FALSE;
  if (!exchange (self, request, reply, wait, &cause))
    {
      lose_worker (self, request->page, cause, error);
      return FALSE;
    }
  if (reply->type != TL_PDF_MESSAGE_FAILED)
    return TRUE;
  _tl_pdf_reply_read_failed (reply, place, error);
  return FALSE;
}

static gboolean
ask_cancellable (TlPdfSession *self,
                 const Request *request,
                 TlPdfMessage *reply,
                 GCancellable *cancellable,
                 GError **error)
{
  gboolean answered;
  TlPdfWait wait;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  wait = make_wait (cancellable, JOB_LIMIT);
  answered = ask (self, request, reply, &wait, error);
  if (cancellable != NULL)
    g_cancellable_release_fd (cancellable);
  return answered;
}

/* Where a row of pages from @page on ends: before a page that has stopped a worker, so that it is
 * not read unasked, and what it does not counted against another. */
static guint
find_row_end (TlPdfSession *self, guint page)
{
  guint end = page + 1;

  while (end < self->n_pages && self->strikes[end] == 0)
    end++;
  return end;
}

TlPdfText *
_tl_pdf_session_get_text (TlPdfSession *self,
                          guint page,
                          gboolean with_boxes,
                          gboolean goes_on,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (TlPdfMessage) reply = TL_PDF_MESSAGE_INIT;
  TlPdfWireGetText data = { page, with_boxes ? 1 : 0, 1 };
  Request request = { TL_PDF_MESSAGE_GET_TEXT, &data, sizeof data, page, 0, with_boxes };
  TlPdfText *text = NULL;
  g_autoptr (GError) cause = NULL;

  g_assert (page < self->n_pages);

  g_mutex_lock (&self->lock);
  if (goes_on || (!with_boxes && self->last_text != NO_PAGE && page == self->last_text + 1))
    {
      request.row_end = find_row_end (self, page);
      data.count = request.row_end - page;
    }
  if (!with_boxes)
    self->last_text = page;
  if (ask_cancellable (self, &request, &reply, cancellable, error))
    {
      text = _tl_pdf_reply_read_text (&reply, with_boxes, &cause);
      if (text == NULL)
        lose_worker (self, page, cause, error);
    }
  g_mutex_unlock (&self->lock);
  return text;
}

TlPdfImage *
_tl_pdf_session_render (TlPdfSession *self,
                        guint page,
                        double scale,
                        const TlPdfTile *tile,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (TlPdfMessage) reply = TL_PDF_MESSAGE_INIT;
  const TlPdfWireRender data = { scale, page, tile->x, tile->y, tile->width, tile->height };
  const Request request = { TL_PDF_MESSAGE_RENDER, &data, sizeof data, page, 0, FALSE };
  TlPdfImage *image = NULL;
  g_autoptr (GError) cause = NULL;

  g_assert (page < self->n_pages);

  g_mutex_lock (&self->lock);
  if (ask_cancellable (self, &request, &reply, cancellable, error))
    {
      image = _tl_pdf_reply_read_image (&reply, tile, &cause);
      if (image == NULL)
        lose_worker (self, page, cause, error);
    }
  g_mutex_unlock (&self->lock);
  return image;
}

pid_t
_tl_pdf_session_get_pid (TlPdfSession *self)
{
  pid_t pid = 0;

  g_mutex_lock (&self->lock);
  if (self->process != NULL)
    pid = _tl_pdf_process_get_pid (self->process);
  g_mutex_unlock (&self->lock);
  return pid;
}

guint
_tl_pdf_session_get_n_asked (TlPdfSession *self)
{
  return (guint)g_atomic_int_get (&self->n_asked);
}
