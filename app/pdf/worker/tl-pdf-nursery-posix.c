/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-nursery.h"

#include <signal.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "pdf/tl-pdf-stream.h"

/* In the new process: nothing of the nursery stays open, and both end together. */
static G_GNUC_NORETURN void
become_worker (pid_t nursery, int socket, TlPdfWorkerFunc run)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != nursery || dup2 (socket, TL_PDF_WIRE_SOCKET) < 0)
    _exit (1);
  close (socket);
  /* Without the destructors of a dozen libraries, which have nothing to save. */
  _exit (run (TL_PDF_WIRE_SOCKET));
}

/* Forks a worker that owns @socket and says who it is. A kernel without process descriptors (before
 * 5.3) sends its number alone. */
static gboolean
start_worker (int nursery_socket, guint32 serial, int socket, TlPdfWorkerFunc run)
{
  const TlPdfWireHeader header = { TL_PDF_MESSAGE_WORKER, serial, sizeof (TlPdfWireWorker) };
  TlPdfWireWorker worker = { 0 };
  pid_t nursery = getpid ();
  pid_t pid = fork ();
  int process = -1;
  gboolean sent;

  if (pid == 0)
    become_worker (nursery, socket, run);
  if (pid > 0)
    {
      worker.pid = pid;
      process = pidfd_open (pid, 0);
    }
  sent = _tl_pdf_wire_send (nursery_socket, &header, &worker, sizeof worker, NULL, process, NULL);
  if (process >= 0)
    close (process);
  return sent;
}

int
_tl_pdf_nursery_serve (int socket, TlPdfWarmUpFunc warm_up, TlPdfWorkerFunc run)
{
  if (warm_up != NULL)
    warm_up (FALSE);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* Workers that have ended are not waited for. */
  signal (SIGCHLD, SIG_IGN);
  for (;;)
    {
      g_auto (TlPdfMessage) message = TL_PDF_MESSAGE_INIT;

      if (!_tl_pdf_wire_receive (socket, &message, NULL, NULL)
          || message.type != TL_PDF_MESSAGE_NEW_WORKER || message.fd < 0
          || !start_worker (socket, message.serial, message.fd, run))
        return 0;
      if (warm_up != NULL && !_tl_pdf_stream_has_data (socket))
        {
          warm_up (TRUE);
          warm_up = NULL;
        }
    }
}
