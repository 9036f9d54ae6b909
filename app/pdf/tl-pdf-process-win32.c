/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-process.h"

#include <string.h>
#include <windows.h>

#include "base/tl-error.h"
#include "base/tl-paths.h"
#include "base/tl-posix.h"

/* Of one worker: what it holds and what it draws; mapped files do not count. */
#define MAX_MEMORY  ((SIZE_T)1024 * 1024 * 1024)
#define PIPE_BUFFER (256 * 1024)

struct _TlPdfProcess
{
  HANDLE process;
  HANDLE job; /* when its last handle is closed, also by the end of the program, the worker ends */
  int socket; /* our end of the pipe */
};

/* What is handed to the new process. */
typedef struct
{
  HANDLE pipe;
  HANDLE nothing; /* the NUL device */
} Inherited;

static const char *const passed_variables[] = {
  "SystemRoot",
  "windir",
  "PATH",
  "TEMP",
  "TMP",
  "APPDATA",
  "USERPROFILE",
  "LOCALAPPDATA",
  "FONTCONFIG_FILE",
  "FONTCONFIG_PATH",
};

static gboolean
fail_last (GError **error, const char *what)
{
  g_autofree char *message = g_win32_error_message ((gint)GetLastError ());

  g_set_error (error, TL_ERROR, TL_ERROR_WORKER, "%s: %s", what, message);
  return FALSE;
}

/* One block of NAME=VALUE, each and the whole ended by a NUL. */
static wchar_t *
make_environment (void)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (passed_variables); i++)
    {
      const char *value = g_getenv (passed_variables[i]);
      g_autofree char *entry = g_strdup_printf ("%s=%s", passed_variables[i], value);
      glong length = 0;
      g_autofree gunichar2 *wide = NULL;

      if (value == NULL)
        continue;
      wide = g_utf8_to_utf16 (entry, -1, NULL, &length, NULL);
      if (wide != NULL)
        g_byte_array_append (block, (guint8 *)wide, (guint)(length + 1) * sizeof *wide);
    }
  g_byte_array_append (block, (const guint8 *)"\0\0\0", 4);
  return (wchar_t *)g_byte_array_free (g_steal_pointer (&block), FALSE);
}

/* Both ends of a pipe that nobody else can open. Returns: our end, or -1; @theirs is inherited. */
static int
make_pipe (HANDLE *theirs, GError **error)
{
  static int serial; /* atomic */
  SECURITY_ATTRIBUTES inherited = { sizeof inherited, NULL, TRUE };
  g_autofree char *name
      = g_strdup_printf ("\\\\.\\pipe\\troly-pdf-%lu-%d-%08x%08x", GetCurrentProcessId (),
                         g_atomic_int_add (&serial, 1), g_random_int (), g_random_int ());
  g_autofree wchar_t *wide = g_utf8_to_utf16 (name, -1, NULL, NULL, NULL);
  HANDLE ours = CreateNamedPipeW (
      wide, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
      PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, PIPE_BUFFER,
      PIPE_BUFFER, 0, NULL);

  *theirs = INVALID_HANDLE_VALUE;
  if (ours != INVALID_HANDLE_VALUE)
    *theirs
        = CreateFileW (wide, GENERIC_READ | GENERIC_WRITE, 0, &inherited, OPEN_EXISTING, 0, NULL);
  if (*theirs != INVALID_HANDLE_VALUE)
    return _open_osfhandle ((intptr_t)ours, _O_BINARY | _O_NOINHERIT);
  fail_last (error, "no pipe");
  if (ours != INVALID_HANDLE_VALUE)
    CloseHandle (ours);
  return -1;
}

/* Bounded memory, no other process, and an end with the program. */
static HANDLE
make_job (void)
{
  HANDLE job = CreateJobObjectW (NULL, NULL);
  JOBOBJECT_BASIC_UI_RESTRICTIONS windows
      = { JOB_OBJECT_UILIMIT_DESKTOP | JOB_OBJECT_UILIMIT_DISPLAYSETTINGS
          | JOB_OBJECT_UILIMIT_EXITWINDOWS | JOB_OBJECT_UILIMIT_GLOBALATOMS
          | JOB_OBJECT_UILIMIT_HANDLES | JOB_OBJECT_UILIMIT_READCLIPBOARD
          | JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS | JOB_OBJECT_UILIMIT_WRITECLIPBOARD };
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {
    .BasicLimitInformation = {
      .LimitFlags = JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_PROCESS_MEMORY
                    | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION | JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
      .ActiveProcessLimit = 1,
    },
    .ProcessMemoryLimit = MAX_MEMORY,
  };

  if (job == NULL)
    return NULL;
  SetInformationJobObject (job, JobObjectBasicUIRestrictions, &windows, sizeof windows);
  if (SetInformationJobObject (job, JobObjectExtendedLimitInformation, &limits, sizeof limits))
    return job;
  CloseHandle (job);
  return NULL;
}

/* Starts @program, which does not run yet, with the handles of @inherited and no other. */
static gboolean
create_suspended (const char *program, Inherited *inherited, PROCESS_INFORMATION *created)
{
  gboolean keeps_errors = g_getenv ("TROLY_PDF_STDERR") != NULL;
  HANDLE errors = keeps_errors ? GetStdHandle (STD_ERROR_HANDLE) : inherited->nothing;
  HANDLE handles[] = { inherited->pipe, inherited->nothing, errors };
  SIZE_T size = 0;
  g_autofree wchar_t *wide = g_utf8_to_utf16 (program, -1, NULL, NULL, NULL);
  g_autofree wchar_t *environment = make_environment ();
  g_autofree LPPROC_THREAD_ATTRIBUTE_LIST attributes = NULL;
  STARTUPINFOEXW start = { .StartupInfo = { .cb = sizeof start,
                                            .dwFlags = STARTF_USESTDHANDLES,
                                            .hStdInput = inherited->pipe,
                                            .hStdOutput = inherited->nothing,
                                            .hStdError = errors } };
  gboolean ok;

  InitializeProcThreadAttributeList (NULL, 1, 0, &size);
  attributes = g_malloc0 (size);
  start.lpAttributeList = attributes;
  if (!InitializeProcThreadAttributeList (attributes, 1, 0, &size))
    return FALSE;
  ok = UpdateProcThreadAttribute (attributes, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles,
                                  (keeps_errors ? 3 : 2) * sizeof *handles, NULL, NULL)
       && CreateProcessW (wide, NULL, NULL, NULL, TRUE,
                          CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT
                              | EXTENDED_STARTUPINFO_PRESENT,
                          environment, NULL, &start.StartupInfo, created);
  DeleteProcThreadAttributeList (attributes);
  return ok;
}

/* A worker that is in its job before it runs. */
static gboolean
start_worker (TlPdfProcess *self, Inherited *inherited, GError **error)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_PROGRAMS);
  g_autofree char *program = g_build_filename (folder, TL_PDF_WORKER_PROGRAM, NULL);
  PROCESS_INFORMATION created;

  if (!create_suspended (program, inherited, &created))
    {
      g_autofree char *what = g_strdup_printf ("%s could not be started", program);

      return fail_last (error, what);
    }
  self->process = created.hProcess;
  self->job = make_job ();
  if (self->job == NULL || !AssignProcessToJobObject (self->job, self->process))
    {
      fail_last (error, "the PDF worker could not be shut in");
      CloseHandle (created.hThread);
      return FALSE;
    }
  ResumeThread (created.hThread);
  CloseHandle (created.hThread);
  return TRUE;
}

TlPdfProcess *
_tl_pdf_process_spawn (GError **error)
{
  TlPdfProcess *self = g_new0 (TlPdfProcess, 1);
  SECURITY_ATTRIBUTES inheritable = { sizeof inheritable, NULL, TRUE };
  Inherited inherited;
  gboolean started;

  self->socket = make_pipe (&inherited.pipe, error);
  if (self->socket < 0)
    {
      g_free (self);
      return NULL;
    }
  inherited.nothing
      = CreateFileW (L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                     &inheritable, OPEN_EXISTING, 0, NULL);
  started = start_worker (self, &inherited, error);
  CloseHandle (inherited.pipe);
  CloseHandle (inherited.nothing);
  if (!started)
    g_clear_pointer (&self, _tl_pdf_process_stop);
  return self;
}

void
_tl_pdf_process_stop (TlPdfProcess *self)
{
  if (self->process != NULL)
    {
      TerminateProcess (self->process, 1);
      CloseHandle (self->process);
    }
  if (self->job != NULL)
    CloseHandle (self->job);
  close (self->socket);
  g_free (self);
}

/* The file is put among the worker's handles, to be read and no more. */
gboolean
_tl_pdf_process_open (TlPdfProcess *self, guint32 serial, int file, GError **error)
{
  const TlPdfWireHeader header = { TL_PDF_MESSAGE_OPEN, serial, sizeof (TlPdfWireOpen) };
  TlPdfWireOpen open;
  HANDLE theirs;

  if (!DuplicateHandle (GetCurrentProcess (), (HANDLE)_get_osfhandle (file), self->process, &theirs,
                        FILE_GENERIC_READ, FALSE, 0))
    return fail_last (error, "the file cannot be handed over");
  open.handle = (guint64)(guintptr)theirs;
  return _tl_pdf_wire_send (self->socket, &header, &open, sizeof open, NULL, -1, error);
}

int
_tl_pdf_process_get_socket (TlPdfProcess *self)
{
  return self->socket;
}

pid_t
_tl_pdf_process_get_pid (TlPdfProcess *self)
{
  return (pid_t)GetProcessId (self->process);
}
