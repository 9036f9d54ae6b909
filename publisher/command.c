/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-document.h"
#include "terminal.h"

#ifndef PROGRAM
#define PROGRAM "troly-corpus"
#endif
#define BAR_WIDTH     40
#define BAR_INTERVAL  (G_USEC_PER_SEC / 10)
#define LINE_INTERVAL (5 * G_USEC_PER_SEC)

static gboolean bar_is_shown;

/* As it is called: a program of one command has none to name. */
static char *
dup_name (const TlCommand *command)
{
  return *command->name != '\0' ? g_strdup_printf (PROGRAM " %s", command->name)
                                : g_strdup (PROGRAM);
}

gboolean
tl_command_parse (const TlCommand *command, const GOptionEntry *entries, int *argc, char ***argv)
{
  g_autofree char *name = dup_name (command);
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, command->summary);
  g_option_context_add_main_entries (context, entries, NULL);
  g_set_prgname (name);
  if (tl_terminal_parse (context, argc, argv, &error))
    return TRUE;
  tl_command_usage (command, "%s", error->message);
  return FALSE;
}

int
tl_command_usage (const TlCommand *command, const char *format, ...)
{
  g_autofree char *name = dup_name (command);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  tl_command_message ("%s", message);
  g_printerr ("usage: %s [OPTION…]%s%s\n", name, *command->arguments != '\0' ? " " : "",
              command->arguments);
  g_printerr ("\"%s --help\" lists the options\n", name);
  return TL_EXIT_USAGE;
}

int
tl_command_fail (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tl_command_message ("interrupted; what was complete is kept");
  else
    tl_command_message ("%s", error->message);
  return TL_EXIT_FAILED;
}

static void
clear_bar (void)
{
  if (bar_is_shown)
    g_printerr ("\r\033[K");
  bar_is_shown = FALSE;
}

void
tl_command_message (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  clear_bar ();
  g_printerr (PROGRAM ": %s\n", message);
}

void
tl_command_say_all (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    tl_command_message ("%s", (const char *)g_ptr_array_index (lines, i));
  g_ptr_array_unref (lines);
}

gboolean
tl_command_print (const char *line)
{
  clear_bar ();
  if (fputs (line, stdout) != EOF && fputc ('\n', stdout) != EOF && fflush (stdout) == 0)
    return TRUE;
  tl_command_message ("standard output: %s", g_strerror (errno));
  return FALSE;
}

gboolean
tl_command_print_json (JsonObject *object)
{
  g_autoptr (JsonObject) held = object;
  g_autofree char *line = tl_json_to_line (held);

  return tl_command_print (line);
}

GCancellable *
tl_command_get_cancellable (void)
{
  static GCancellable *cancellable;

  if (cancellable == NULL)
    {
      cancellable = g_cancellable_new ();
      tl_terminal_watch (cancellable, TL_EXIT_FAILED);
    }
  return cancellable;
}

static void
draw_bar (const char *what, guint64 done, guint64 total)
{
  guint filled = total > 0 ? (guint)(done * BAR_WIDTH / total) : BAR_WIDTH;
  char bar[BAR_WIDTH + 1];

  memset (bar, '.', BAR_WIDTH);
  memset (bar, '#', MIN (filled, BAR_WIDTH));
  bar[BAR_WIDTH] = '\0';
  g_printerr ("\r%s [%s] %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT "\033[K", what, bar, done,
              total);
  bar_is_shown = TRUE;
}

void
tl_command_progress (const char *what, guint64 done, guint64 total)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();
  gboolean terminal = tl_terminal_can_draw ();

  if (done >= total)
    {
      clear_bar ();
      last = 0;
      return;
    }
  if (last == 0)
    last = terminal ? now - BAR_INTERVAL : now;
  if (now - last < (terminal ? BAR_INTERVAL : LINE_INTERVAL))
    return;
  last = now;
  if (terminal)
    draw_bar (what, done, total);
  else
    g_printerr ("%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "\n", what, done, total);
}

gboolean
tl_command_parse_kind (const char *code, int *kind)
{
  TlDocKind found;

  *kind = -1;
  if (code == NULL)
    return TRUE;
  if (!tl_doc_kind_from_code (code, &found))
    return FALSE;
  *kind = (int)found;
  return TRUE;
}
