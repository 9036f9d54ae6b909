/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAX_PARTS 4

typedef union
{
  char bytes[CMSG_SPACE (sizeof (int))];
  struct cmsghdr align;
} ControlBuffer;

gboolean
_tl_pdf_stream_is_ours (int stream)
{
  int kind;
  socklen_t length = sizeof kind;

  return getsockopt (stream, SOL_SOCKET, SO_TYPE, &kind, &length) == 0;
}

gboolean
_tl_pdf_stream_has_data (int stream)
{
  struct pollfd polled = { stream, POLLIN, 0 };

  return poll (&polled, 1, 0) > 0;
}

gboolean
_tl_pdf_stream_has_ended (int stream)
{
  char byte;

  return recv (stream, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static gboolean
fail_errno (GError **error, const char *what)
{
  int saved = errno;

  if (saved == EPIPE || saved == ECONNRESET)
    return _tl_pdf_fail_closed (error);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
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
_tl_pdf_stream_write (int stream, TlPdfPart *parts, guint n_parts, int fd, GError **error)
{
  struct iovec vector[MAX_PARTS];
  struct msghdr message = { .msg_iov = vector, .msg_iovlen = n_parts };
  ControlBuffer control;

  g_assert (n_parts <= MAX_PARTS);
  for (guint i = 0; i < n_parts; i++)
    vector[i] = (struct iovec){ (void *)parts[i].data, parts[i].length };
  if (fd >= 0)
    attach_fd (&message, &control, fd);
  advance (&message, 0);
  while (message.msg_iovlen > 0)
    {
      gssize sent = sendmsg (stream, &message, MSG_NOSIGNAL);

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

gint64
_tl_pdf_work_time (pid_t process)
{
  struct timespec time;
  clockid_t clock;

  if (clock_getcpuclockid (process, &clock) != 0 || clock_gettime (clock, &time) != 0)
    return -1;
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Waits until there is something to read. */
static gboolean
wait_readable (int stream, TlPdfWait *wait, gboolean *cancelled, GError **error)
{
  if (wait == NULL)
    return TRUE;
  for (;;)
    {
      struct pollfd polled[] = { { stream, POLLIN, 0 }, { (int)wait->cancel.fd, POLLIN, 0 } };
      int ready = poll (polled, wait->cancel.fd >= 0 ? 2 : 1, _tl_pdf_wait_get_left (wait));

      if (ready < 0 && errno != EINTR)
        return fail_errno (error, "waiting");
      if (ready > 0 && polled[0].revents != 0)
        return TRUE;
      if (ready > 0 && polled[1].revents != 0)
        _tl_pdf_wait_cancel (wait, cancelled);
      if (!_tl_pdf_wait_check (wait, *cancelled, error))
        return FALSE;
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
  if (extra)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "more than one descriptor with a message");
  return !extra;
}

gboolean
_tl_pdf_stream_read (int stream,
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
      if (!wait_readable (stream, wait, cancelled, error))
        return FALSE;
      received = recvmsg (stream, &message, MSG_CMSG_CLOEXEC);
      if (received < 0 && errno == EINTR)
        continue;
      if (received < 0)
        return fail_errno (error, "receiving");
      if (fd != NULL && !take_fd (&message, fd, error))
        return FALSE;
      if (received == 0)
        return _tl_pdf_fail_closed (error);
      done += (gsize)received;
    }
  return TRUE;
}

gboolean
_tl_pdf_canvas_open (TlPdfCanvas *canvas, gsize length)
{
  void *data = MAP_FAILED;

  canvas->fd = memfd_create ("tl-pdf-page", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (canvas->fd >= 0 && ftruncate (canvas->fd, (off_t)length) == 0)
    data = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, canvas->fd, 0);
  if (data == MAP_FAILED)
    return FALSE;
  canvas->data = data;
  canvas->length = length;
  return TRUE;
}

static void
unmap (TlPdfCanvas *canvas)
{
  if (canvas->data != NULL)
    munmap (canvas->data, canvas->length);
  canvas->data = NULL;
  canvas->length = 0;
}

gboolean
_tl_pdf_canvas_finish (TlPdfCanvas *canvas)
{
  unmap (canvas);
  return fcntl (canvas->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL)
         == 0;
}

void
_tl_pdf_canvas_clear (TlPdfCanvas *canvas)
{
  unmap (canvas);
  if (canvas->fd >= 0)
    close (canvas->fd);
  canvas->fd = -1;
}

typedef struct
{
  void *data;
  gsize length;
} Mapping;

static void
mapping_free (Mapping *mapping)
{
  munmap (mapping->data, mapping->length);
  g_free (mapping);
}

static GBytes *
fail_pixels (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what);
  return NULL;
}

/* The pixels must not shrink or change under us, so the seals are looked at before they are mapped.
 */
GBytes *
_tl_pdf_pixels_take (const TlPdfMessage *message, gsize length, GError **error)
{
  const int wanted = F_SEAL_SHRINK | F_SEAL_WRITE;
  int seals = message->fd >= 0 ? fcntl (message->fd, F_GET_SEALS) : -1;
  struct stat status;
  Mapping *mapping;
  void *data;

  if (seals < 0 || (seals & wanted) != wanted || fstat (message->fd, &status) != 0
      || status.st_size < (gint64)length)
    return fail_pixels (error, "pixels that are not a sealed memory file of their size");
  data = mmap (NULL, length, PROT_READ, MAP_PRIVATE, message->fd, 0);
  if (data == MAP_FAILED)
    return fail_pixels (error, "pixels that cannot be mapped");
  mapping = g_new (Mapping, 1);
  mapping->data = data;
  mapping->length = length;
  return g_bytes_new_with_free_func (data, length, (GDestroyNotify)mapping_free, mapping);
}
