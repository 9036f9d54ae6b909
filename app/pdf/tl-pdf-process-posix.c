/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tl-error.h"
#include "base/tl-paths.h"

#define NURSERY_LIMIT (30 * G_TIME_SPAN_SECOND)

struct _TlPdfProcess
{
  pid_t pid;
  int handle; /* descriptor of the process, or -1 on an old kernel */
  int socket;
};

/* What the keeper thread is told and tells. */
typedef struct
{
  const char *program;
  int socket;
  pid_t pid;
  int error;
  gboolean started;
} Start;

/* Held while the nursery is spoken to, its start included. */
static GMutex nursery_lock;
static int nursery_socket = -1;
static char *nursery_program; /* what runs there: tests change it */
static guint32 nursery_serial;

/* Between who waits for the start and the keeper thread. */
static GMutex start_lock;
static GCond start_done;

/* What a worker may know of its surroundings: where fonts are, and what sanitizers need. */
static const char *const passed_variables[] = {
  "HOME",           "XDG_DATA_HOME",   "XDG_DATA_DIRS",   "XDG_CONFIG_HOME",
  "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH",
  "ASAN_OPTIONS",   "UBSAN_OPTIONS",   "GCOV_PREFIX",     "GCOV_PREFIX_STRIP",
};

static char **
make_environment (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "LC_ALL=C.UTF-8");
  for (guint i = 0; i < G_N_ELEMENTS (passed_variables); i++)
    {
      const char *value = g_getenv (passed_variables[i]);
      g_autofree char *entry = NULL;

      if (value == NULL)
        continue;
      entry = g_strdup_printf ("%s=%s", passed_variables[i], value);
      g_strv_builder_add (builder, entry);
    }
  return g_strv_builder_end (builder);
}

/* TROLY_PDF_STDERR=1 keeps the worker's messages for who looks for a fault; they may quote the
 * document, so that by default they go nowhere. */
static void
add_streams (posix_spawn_file_actions_t *actions)
{
  posix_spawn_file_actions_addopen (actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (g_getenv ("TROLY_PDF_STDERR") == NULL)
    posix_spawn_file_actions_addopen (actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
}

static void
spawn_nursery (Start *start)
{
  g_auto (GStrv) environment = make_environment ();
  char *arguments[] = { (char *)start->program, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, standard;

  sigemptyset (&none);
  sigemptyset (&standard);
  for (int i = 1; i < NSIG; i++)
    if (i != SIGKILL && i != SIGSTOP)
      sigaddset (&standard, i);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &standard);
  posix_spawn_file_actions_init (&actions);
  add_streams (&actions);
  posix_spawn_file_actions_adddup2 (&actions, start->socket, TL_PDF_WIRE_SOCKET);
  posix_spawn_file_actions_addclosefrom_np (&actions, TL_PDF_WIRE_SOCKET + 1);
  start->error
      = posix_spawn (&start->pid, start->program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
}

/* The nursery asks to be killed when the thread that started it ends (PR_SET_PDEATHSIG is about the
 * thread, not the program): so a thread starts it that then waits for its end. */
static gpointer
keeper_main (gpointer data)
{
  Start *start = data;
  pid_t pid;

  g_mutex_lock (&start_lock);
  spawn_nursery (start);
  pid = start->error == 0 ? start->pid : 0;
  start->started = TRUE;
  g_cond_signal (&start_done);
  g_mutex_unlock (&start_lock);
  while (pid > 0 && waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    ;
  return NULL;
}

static void
stop_nursery_locked (void)
{
  if (nursery_socket >= 0)
    close (nursery_socket);
  nursery_socket = -1;
  g_clear_pointer (&nursery_program, g_free);
}

static gboolean
start_nursery_locked (const char *program, GError **error)
{
  Start start = { .program = program };
  int sockets[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s: no socket: %s", program,
                   g_strerror (errno));
      return FALSE;
    }
  start.socket = sockets[1];
  g_thread_unref (g_thread_new ("tl-pdf-keeper", keeper_main, &start));
  g_mutex_lock (&start_lock);
  while (!start.started)
    g_cond_wait (&start_done, &start_lock);
  g_mutex_unlock (&start_lock);
  close (sockets[1]);
  if (start.error != 0)
    {
      close (sockets[0]);
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s could not be started: %s", program,
                   g_strerror (start.error));
      return FALSE;
    }
  nursery_socket = sockets[0];
  nursery_program = g_strdup (program);
  return TRUE;
}

/* Hands @socket to a new worker. */
static gboolean
ask_nursery_locked (int socket, TlPdfProcess *process, GError **error)
{
  const TlPdfWireHeader header = { TL_PDF_MESSAGE_NEW_WORKER, ++nursery_serial, 0 };
  TlPdfWait wait = { .deadline = g_get_monotonic_time () + NURSERY_LIMIT, .cancel.fd = -1 };
  g_auto (TlPdfMessage) reply = TL_PDF_MESSAGE_INIT;
  TlPdfWireWorker worker;

  if (!_tl_pdf_wire_send (nursery_socket, &header, NULL, 0, NULL, socket, error)
      || !_tl_pdf_wire_receive (nursery_socket, &reply, &wait, error))
    return FALSE;
  if (reply.type != TL_PDF_MESSAGE_WORKER || reply.serial != header.serial
      || reply.length != sizeof worker)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not a PDF worker");
      return FALSE;
    }
  memcpy (&worker, reply.data, sizeof worker);
  if (worker.pid <= 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "no more processes");
      return FALSE;
    }
  process->pid = worker.pid;
  process->handle = reply.fd;
  reply.fd = -1;
  return TRUE;
}

/* A nursery that has ended since it was last used is started again. */
static gboolean
fork_worker (int socket, TlPdfProcess *process, GError **error)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_PROGRAMS);
  g_autofree char *program = g_build_filename (folder, TL_PDF_WORKER_PROGRAM, NULL);
  g_autoptr (GError) cause = NULL;

  if (nursery_socket >= 0 && g_strcmp0 (nursery_program, program) == 0
      && ask_nursery_locked (socket, process, NULL))
    return TRUE;
  stop_nursery_locked ();
  if (!start_nursery_locked (program, error))
    return FALSE;
  if (ask_nursery_locked (socket, process, &cause))
    return TRUE;
  stop_nursery_locked ();
  g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s: %s", program, cause->message);
  return FALSE;
}

TlPdfProcess *
_tl_pdf_process_spawn (GError **error)
{
  TlPdfProcess *self;
  int sockets[2];
  gboolean forked;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "no socket: %s", g_strerror (errno));
      return NULL;
    }
  self = g_new0 (TlPdfProcess, 1);
  self->socket = sockets[0];
  self->handle = -1;
  g_mutex_lock (&nursery_lock);
  forked = fork_worker (sockets[1], self, error);
  g_mutex_unlock (&nursery_lock);
  close (sockets[1]);
  if (!forked)
    g_clear_pointer (&self, _tl_pdf_process_stop);
  return self;
}

void
_tl_pdf_process_stop (TlPdfProcess *self)
{
  if (self->handle >= 0)
    {
      pidfd_send_signal (self->handle, SIGKILL, NULL, 0);
      close (self->handle);
    }
  else if (self->pid > 0)
    kill (self->pid, SIGKILL);
  close (self->socket);
  g_free (self);
}

gboolean
_tl_pdf_process_open (TlPdfProcess *self, guint32 serial, int file, GError **error)
{
  const TlPdfWireHeader header = { TL_PDF_MESSAGE_OPEN, serial, 0 };

  return _tl_pdf_wire_send (self->socket, &header, NULL, 0, NULL, file, error);
}

int
_tl_pdf_process_get_socket (TlPdfProcess *self)
{
  return self->socket;
}

pid_t
_tl_pdf_process_get_pid (TlPdfProcess *self)
{
  return self->pid;
}
