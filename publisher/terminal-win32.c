/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terminal.h"

#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <windows.h>

static GCancellable *watched;
static int status_of_watched;

void
tl_terminal_start (int *argc, char ***argv)
{
  /* What GLib takes the encoding of the system to be when it prints. */
  g_setenv ("CHARSET", "UTF-8", TRUE);
  SetConsoleOutputCP (CP_UTF8);
  _setmode (_fileno (stdin), _O_BINARY);
  _setmode (_fileno (stdout), _O_BINARY);
  _setmode (_fileno (stderr), _O_BINARY);
  *argv = g_win32_get_command_line ();
  *argc = (int)g_strv_length (*argv);
}

gboolean
tl_terminal_parse (GOptionContext *context, int *argc, char ***argv, GError **error)
{
  gboolean parsed = g_option_context_parse_strv (context, argv, error);

  *argc = (int)g_strv_length (*argv);
  return parsed;
}

static BOOL WINAPI
interrupted (DWORD event)
{
  if (g_cancellable_is_cancelled (watched))
    ExitProcess ((UINT)status_of_watched);
  g_cancellable_cancel (watched);
  return TRUE;
}

void
tl_terminal_watch (GCancellable *cancellable, int status)
{
  watched = cancellable;
  status_of_watched = status;
  SetConsoleCtrlHandler (interrupted, TRUE);
}

gboolean
tl_terminal_can_draw (void)
{
  HANDLE console = GetStdHandle (STD_ERROR_HANDLE);
  DWORD mode;

  return GetConsoleMode (console, &mode)
         && SetConsoleMode (console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

void
tl_terminal_show_typing (gboolean shown)
{
  HANDLE console = GetStdHandle (STD_INPUT_HANDLE);
  DWORD mode;

  if (GetConsoleMode (console, &mode))
    SetConsoleMode (console, shown ? mode | ENABLE_ECHO_INPUT : mode & ~(DWORD)ENABLE_ECHO_INPUT);
}
