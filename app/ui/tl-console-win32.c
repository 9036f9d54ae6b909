/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-console.h"

#include <stdio.h>
#include <windows.h>

/* GLib would write the characters of the code page, and "?" for the rest. */
static void
print_cb (const char *text)
{
  fputs (text, stdout);
  fflush (stdout);
}

static void
print_error_cb (const char *text)
{
  fputs (text, stderr);
  fflush (stderr);
}

static gboolean
is_sent_somewhere (DWORD which)
{
  HANDLE handle = GetStdHandle (which);

  return handle != NULL && handle != INVALID_HANDLE_VALUE
         && GetFileType (handle) != FILE_TYPE_UNKNOWN;
}

void
tl_console_attach (void)
{
  gboolean out = is_sent_somewhere (STD_OUTPUT_HANDLE);
  gboolean errors = is_sent_somewhere (STD_ERROR_HANDLE);

  if ((!out || !errors) && AttachConsole (ATTACH_PARENT_PROCESS))
    {
      SetConsoleOutputCP (CP_UTF8);
      if (!out)
        out = freopen ("CONOUT$", "w", stdout) != NULL;
      if (!errors)
        errors = freopen ("CONOUT$", "w", stderr) != NULL;
    }
  if (out)
    g_set_print_handler (print_cb);
  if (errors)
    g_set_printerr_handler (print_error_cb);
}
