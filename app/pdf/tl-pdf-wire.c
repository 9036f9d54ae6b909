/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-wire.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pdf/tl-pdf.h"

/* How often the processor time of a worker is looked at. */
#define WATCH_MS 200

typedef union
{
  char bytes[CMSG_SPACE (sizeof (int))];
  struct cmsghdr align;
} ControlBuffer;

void
_tl_pdf_message_clear (TlPdfMessage *message)
{
  g_clear_pointer (&message->data, g_free);
  if (message->fd >= 0)
    close (message->fd);
  message->fd = -1;
}

/* The longest payload of a message of @type, or -1 for a type that does not exist. */
static gssize
max_length (guint32 type)
{
  switch (type)
    {
    case TL_PDF_MESSAGE_HELLO:
      return sizeof (TlPdfWireHello);
    case TL_PDF_MESSAGE_OPENED:
      return sizeof (TlPdfWireOpened) + TL_LIMIT_PDF_PAGES * sizeof (TlPdfWirePage)
             + TL_PDF_WIRE_MAX_TITLE;
    case TL_PDF_MESSAGE_PAGE_TEXT:
      return sizeof (TlPdfWirePageText) + TL_LIMIT_PDF_PAGE_TEXT * (1 + sizeof (TlPdfBox));
    case TL_PDF_MESSAGE_IMAGE:
      return sizeof (TlPdfWireImage);
    case TL_PDF_MESSAGE_FAILED:
      return sizeof (TlPdfWireFailed) + TL_PDF_WIRE_MAX_MESSAGE;
    case TL_PDF_MESSAGE_OPEN:
    case TL_PDF_MESSAGE_GET_TEXT:
    case TL_PDF_MESSAGE_RENDER:
    case TL_PDF_MESSAGE_NEW_WORKER:
    case TL_PDF_MESSAGE_WORKER:
      return TL_PDF_WIRE_MAX_REQUEST;
    default:
      return -1;
    }
}

static gboolean
fail_errno (GError **error, const char *what)
{
  int saved = errno;

  if (saved == EPIPE || saved == ECONNRESET)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the other end is gone");
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", what,
                 g_strerror (saved));
  return FALSE;
}

static gboolean
fail_invalid (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what);
  return FALSE;
}

static void
attach_fd (struct msghdr *message, ControlBuffer *control, int fd)
{
  struct cmsghdr *header;

  memset (control, 0, sizeof *control);
  message->msg_control = control->bytes;
  message->msg_controllen = sizeof control->bytes;
  header = CMSG_FIRSTHDR (message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (sizeof fd);
  memcpy (CMSG_DATA (header), &fd, sizeof fd);
}

/* Takes @sent bytes off the front of the vector. */
static void
advance (struct msghdr *message, gsize sent)
{
  while (message->msg_iovlen > 0 && sent >= message->msg_iov->iov_len)
    {
      sent -= message->msg_iov->iov_len;
      message->msg_iov++;
      message->msg_iovlen--;
    }
  if (message->msg_iovlen > 0)
    {
      message->msg_iov->iov_base = (char *)message->msg_iov->iov_base + sent;
      message->msg_iov->iov_len -= sent;
    }
}

gboolean
_tl_pdf_wire_send (int socket,
                   const TlPdfWireHeader *header,
                   const void *first,
                   gsize first_length,
                   const void *second,
                   int fd,
                   GError **error)
{
  struct iovec parts[] = {
    { (void *)header, sizeof *header },
    { (void *)first, first_length },
    { (void *)second, header->length - first_length },
  };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  ControlBuffer control;

  g_assert (header->length >= first_length);
  g_assert ((gssize)header->length <= max_length (header->type));

  if (fd >= 0)
    attach_fd (&message, &control, fd);
  advance (&message, 0);
  while (message.msg_iovlen > 0)
    {
      gssize sent = sendmsg (socket, &message, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent < 0)
        return fail_errno (error, "sending");
      message.msg_control = NULL;
      message.msg_controllen = 0;
      advance (&message, (gsize)sent);
    }
  return TRUE;
}

/* Returns: µs, or -1 when the process is gone */
static gint64
read_clock (clockid_t clock)
{
  struct timespec time;

  if (clock_gettime (clock, &time) != 0)
    return -1;
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

void
_tl_pdf_wait_watch (TlPdfWait *wait, pid_t process, gint64 limit)
{
  gint64 now = -1;

  wait->work_end = 0;
  if (process > 0 && clock_getcpuclockid (process, &wait->clock) == 0)
    now = read_clock (wait->clock);
  if (now >= 0)
    wait->work_end = MAX (1, now + limit);
}

/* Milliseconds to the deadline, rounded up; -1 without one. */
static int
time_left (const TlPdfWait *wait)
{
  gint64 left;

  if (wait->deadline == 0)
    return -1;
  left = wait->deadline - g_get_monotonic_time ();
  return left <= 0 ? 0 : (int)MIN ((left + 999) / 1000, G_MAXINT);
}

/* Waits until the socket has something to read. */
static gboolean
wait_readable (int socket, TlPdfWait *wait, gboolean *cancelled, GError **error)
{
  if (wait == NULL)
    return TRUE;
  for (;;)
    {
      struct pollfd polled[] = { { socket, POLLIN, 0 }, { wait->cancel_fd, POLLIN, 0 } };
      int left = time_left (wait);
      int ready = poll (polled, wait->cancel_fd >= 0 ? 2 : 1,
                        wait->work_end > 0 && (left < 0 || left > WATCH_MS) ? WATCH_MS : left);

      if (ready < 0 && errno != EINTR)
        return fail_errno (error, "waiting");
      if (ready > 0 && polled[0].revents != 0)
        return TRUE;
      if (ready > 0 && polled[1].revents != 0)
        {
          gint64 end = g_get_monotonic_time () + wait->grace;

          *cancelled = TRUE;
          wait->cancel_fd = -1;
          wait->deadline = wait->deadline == 0 ? end : MIN (wait->deadline, end);
        }
      if ((wait->deadline != 0 && g_get_monotonic_time () >= wait->deadline)
          || (wait->work_end > 0 && read_clock (wait->clock) >= wait->work_end))
        {
          g_set_error_literal (error, G_IO_ERROR,
                               *cancelled ? G_IO_ERROR_CANCELLED : G_IO_ERROR_TIMED_OUT,
                               "no answer in time");
          return FALSE;
        }
    }
}

/* Takes the one descriptor that may come with a message; any other is closed and an error. */
static gboolean
take_fd (struct msghdr *message, int *fd, GError **error)
{
  gboolean extra = (message->msg_flags & MSG_CTRUNC) != 0;

  for (struct cmsghdr *header = CMSG_FIRSTHDR (message); header != NULL;
       header = CMSG_NXTHDR (message, header))
    {
      gsize count = 0;

      if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        count = (header->cmsg_len - CMSG_LEN (0)) / sizeof (int);
      for (gsize i = 0; i < count; i++)
        {
          int received;

          memcpy (&received, CMSG_DATA (header) + i * sizeof received, sizeof received);
          extra = extra || *fd >= 0;
          if (*fd >= 0)
            close (received);
          else
            *fd = received;
        }
    }
  return extra ? fail_invalid (error, "more than one descriptor with a message") : TRUE;
}

/* Reads exactly @length bytes; with @fd, also a descriptor that comes with them. */
static gboolean
read_exactly (int socket,
              void *data,
              gsize length,
              int *fd,
              TlPdfWait *wait,
              gboolean *cancelled,
              GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      struct iovec part = { (char *)data + done, length - done };
      struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
      ControlBuffer control;
      gssize received;

      if (fd != NULL)
        {
          message.msg_control = control.bytes;
          message.msg_controllen = sizeof control.bytes;
        }
      if (!wait_readable (socket, wait, cancelled, error))
        return FALSE;
      received = recvmsg (socket, &message, MSG_CMSG_CLOEXEC);
      if (received < 0 && errno == EINTR)
        continue;
      if (received < 0)
        return fail_errno (error, "receiving");
      if (fd != NULL && !take_fd (&message, fd, error))
        return FALSE;
      if (received == 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the other end is gone");
          return FALSE;
        }
      done += (gsize)received;
    }
  return TRUE;
}

gboolean
_tl_pdf_wire_receive (int socket, TlPdfMessage *message, TlPdfWait *wait, GError **error)
{
  TlPdfWireHeader header;
  gboolean cancelled = FALSE;

  if (!read_exactly (socket, &header, sizeof header, &message->fd, wait, &cancelled, error))
    return FALSE;
  if (max_length (header.type) < 0)
    return fail_invalid (error, "a message of an unknown type");
  if ((gssize)header.length > max_length (header.type))
    return fail_invalid (error, "a message longer than its type allows");
  message->type = header.type;
  message->serial = header.serial;
  message->length = header.length;
  message->data = g_malloc (MAX (1, header.length));
  return read_exactly (socket, message->data, header.length, NULL, wait, &cancelled, error);
}
