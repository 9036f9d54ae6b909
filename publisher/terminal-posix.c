/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terminal.h"

#include <glib-unix.h>
#include <termios.h>
#include <unistd.h>

typedef struct
{
  GCancellable *cancellable;
  int status;
} Watch;

void
tl_terminal_start (int *argc, char ***argv)
{
}

gboolean
tl_terminal_parse (GOptionContext *context, int *argc, char ***argv, GError **error)
{
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
interrupted_cb (gpointer data)
{
  Watch *watch = data;

  if (g_cancellable_is_cancelled (watch->cancellable))
    _exit (watch->status);
  g_cancellable_cancel (watch->cancellable);
  return G_SOURCE_CONTINUE;
}

/* The commands block in their own calls, so a thread of its own listens for the signals. */
static gpointer
signal_thread (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

/* The handlers stand when this returns: one that the thread installed for itself would miss a
 * signal that comes before the thread is run. */
void
tl_terminal_watch (GCancellable *cancellable, int status)
{
  static Watch watch;
  GMainContext *context = g_main_context_new ();
  GMainLoop *loop = g_main_loop_new (context, FALSE);
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  watch = (Watch){ cancellable, status };
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      GSource *source = g_unix_signal_source_new (signals[i]);

      g_source_set_callback (source, interrupted_cb, &watch, NULL);
      g_source_attach (source, context);
      g_source_unref (source);
    }
  g_main_context_unref (context);
  g_thread_unref (g_thread_new ("signals", signal_thread, loop));
}

gboolean
tl_terminal_can_draw (void)
{
  return isatty (STDERR_FILENO);
}

void
tl_terminal_show_typing (gboolean shown)
{
  struct termios settings;

  if (tcgetattr (STDIN_FILENO, &settings) != 0)
    return;
  if (shown)
    settings.c_lflag |= (tcflag_t)ECHO;
  else
    settings.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &settings);
}
