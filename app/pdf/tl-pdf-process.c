/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tl-error.h"
#include "base/tl-paths.h"

#define BURY_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)

struct _TlPdfProcess
{
  pid_t pid;
  int socket;
};

/* A message to the thread that starts and buries workers: one of the two. */
typedef struct
{
  pid_t bury;

  /* A worker to start. */
  const char *program;
  int socket;
  pid_t pid;
  int error;
  gboolean done;
} Order;

static GMutex order_lock;
static GCond order_done;

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
start (Order *order)
{
  g_auto (GStrv) environment = make_environment ();
  char *arguments[] = { (char *)order->program, NULL };
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
  posix_spawn_file_actions_adddup2 (&actions, order->socket, TL_PDF_WIRE_SOCKET);
  posix_spawn_file_actions_addclosefrom_np (&actions, TL_PDF_WIRE_SOCKET + 1);
  order->error
      = posix_spawn (&order->pid, order->program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
}

/* Buries those of @dead (pid_t) that have ended. */
static void
bury (GArray *dead)
{
  for (guint i = dead->len; i > 0; i--)
    if (waitpid (g_array_index (dead, pid_t, i - 1), NULL, WNOHANG) != 0)
      g_array_remove_index_fast (dead, i - 1);
}

/* A worker asks to be killed when the thread that started it ends (PR_SET_PDEATHSIG is about the
 * thread, not the program), so one thread that never ends starts them all. It also buries them, but
 * lets nobody wait for that. */
static gpointer
keeper_main (gpointer data)
{
  GAsyncQueue *orders = data;
  GArray *dead = g_array_new (FALSE, FALSE, sizeof (pid_t));

  for (;;)
    {
      Order *order = dead->len > 0 ? g_async_queue_timeout_pop (orders, BURY_INTERVAL)
                                   : g_async_queue_pop (orders);

      if (order != NULL && order->bury > 0)
        {
          g_array_append_val (dead, order->bury);
          g_free (order);
        }
      else if (order != NULL)
        {
          start (order);
          g_mutex_lock (&order_lock);
          order->done = TRUE;
          g_cond_broadcast (&order_done);
          g_mutex_unlock (&order_lock);
        }
      bury (dead);
    }
  return NULL;
}

static GAsyncQueue *
keeper_orders (void)
{
  static GAsyncQueue *orders;

  if (g_once_init_enter (&orders))
    {
      GAsyncQueue *queue = g_async_queue_new ();

      g_thread_unref (g_thread_new ("tl-pdf-keeper", keeper_main, queue));
      g_once_init_leave (&orders, queue);
    }
  return orders;
}

TlPdfProcess *
_tl_pdf_process_spawn (GError **error)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_PROGRAMS);
  g_autofree char *program = g_build_filename (folder, TL_PDF_WORKER_PROGRAM, NULL);
  Order order = { .program = program };
  int sockets[2];
  TlPdfProcess *self;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s: no socket: %s", program,
                   g_strerror (errno));
      return NULL;
    }
  order.socket = sockets[1];
  g_async_queue_push (keeper_orders (), &order);
  g_mutex_lock (&order_lock);
  while (!order.done)
    g_cond_wait (&order_done, &order_lock);
  g_mutex_unlock (&order_lock);
  close (sockets[1]);
  if (order.error != 0)
    {
      close (sockets[0]);
      g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s could not be started: %s", program,
                   g_strerror (order.error));
      return NULL;
    }
  self = g_new0 (TlPdfProcess, 1);
  self->pid = order.pid;
  self->socket = sockets[0];
  return self;
}

void
_tl_pdf_process_stop (TlPdfProcess *self)
{
  Order *order = g_new0 (Order, 1);

  /* Not buried before the order below is read, so that the id is still its own. */
  kill (self->pid, SIGKILL);
  close (self->socket);
  order->bury = self->pid;
  g_async_queue_push (keeper_orders (), order);
  g_free (self);
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
