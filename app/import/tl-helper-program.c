/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-helper-program.h"

#include <string.h>

#include "base/tl-error.h"

typedef struct
{
  GSubprocess *process;
  GAsyncResult *result;
  gboolean timed_out;
} Run;

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Run *)user_data)->result = g_object_ref (result);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timed_out = TRUE;
  g_subprocess_force_exit (run->process);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_subprocess_force_exit (((Run *)user_data)->process);
  return G_SOURCE_REMOVE;
}

static GSource *
attach (GMainContext *context, GSource *source, GSourceFunc func, Run *run)
{
  g_source_set_callback (source, func, run, NULL);
  g_source_attach (source, context);
  return source;
}

static void
detach (GSource *source)
{
  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

/* A context of this call alone, so that it can wait for both the program and the clock in any
 * thread. */
static void
wait_for (Run *run, GBytes *input, guint seconds, GCancellable *cancellable)
{
  GMainContext *context = g_main_context_new ();
  GSource *timeout = NULL;
  GSource *cancel = NULL;

  g_main_context_push_thread_default (context);
  timeout = attach (context, g_timeout_source_new_seconds (seconds), timeout_cb, run);
  if (cancellable != NULL)
    cancel = attach (context, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb),
                     run);
  g_subprocess_communicate_async (run->process, input, NULL, communicated_cb, run);
  while (run->result == NULL)
    g_main_context_iteration (context, TRUE);
  detach (timeout);
  detach (cancel);
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
}

static char *
dup_messages (GBytes *messages)
{
  gsize size = 0;
  const char *data = messages != NULL ? g_bytes_get_data (messages, &size) : NULL;
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", (gssize)MIN (size, 500));

  g_strdelimit (g_strstrip (text), "\n\r\t", ' ');
  return g_steal_pointer (&text);
}

gboolean
tl_helper_program_run (const char *const *argv,
                       GBytes *input,
                       guint seconds,
                       GBytes **output,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) messages = NULL;
  g_autofree char *said = NULL;
  Run run = { NULL, NULL, FALSE };
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  process = g_subprocess_newv (argv,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE
                                   | (input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0),
                               error);
  if (process == NULL)
    return FALSE;
  run.process = process;
  wait_for (&run, input, seconds, cancellable);
  ok = g_subprocess_communicate_finish (process, run.result, &out, &messages, NULL);
  g_object_unref (run.result);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  said = dup_messages (messages);
  if (run.timed_out)
    g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s took more than %u seconds and was stopped",
                 argv[0], seconds);
  else if (!g_subprocess_get_if_exited (process))
    g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s was killed%s%s", argv[0],
                 *said != '\0' ? ": " : "", said);
  else if (!ok || g_subprocess_get_exit_status (process) != 0)
    g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s failed%s%s", argv[0],
                 *said != '\0' ? ": " : "", said);
  else
    {
      if (output != NULL)
        *output = g_steal_pointer (&out);
      return TRUE;
    }
  return FALSE;
}
