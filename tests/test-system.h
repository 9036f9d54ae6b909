/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/tl-posix.h"

/** test_truncate: makes a file as long as that, also longer; 0 on success. */
static inline int
test_truncate (const char *path, goffset length)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int result = fd >= 0 ? ftruncate (fd, length) : -1;

  if (fd >= 0)
    close (fd);
  return result;
}

/* What tests ask of the operating system. On Windows a test that cannot be there says so with
 * TEST_NEEDS_POSIX() before it calls anything of the second half. */

#ifndef G_OS_WIN32
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST_NEEDS_POSIX(why)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
  }                                                                                                \
  G_STMT_END
#define TEST_IS_WINDOWS       FALSE
#define TEST_KEEPS_OPEN_FILES FALSE

/** test_exit_status: of g_spawn_sync(); -1 when a signal ended the program. */
static inline int
test_exit_status (int wait_status)
{
  return WIFEXITED (wait_status) ? WEXITSTATUS (wait_status) : -1;
}

/** test_interrupt: as Ctrl+C does; TEST_NEEDS_POSIX() before it. */
static inline void
test_interrupt (GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGINT);
}

/** test_kill: ends @process at once; 0 on success. */
static inline int
test_kill (pid_t process)
{
  return kill (process, SIGKILL);
}

/** test_end: ends @process at once, if it has not ended. */
static inline void
test_end (GSubprocess *process)
{
  g_subprocess_force_exit (process);
}

/** test_was_ended: whether it was test_end() that ended @process, which was waited for. */
static inline gboolean
test_was_ended (GSubprocess *process)
{
  return !g_subprocess_get_if_exited (process);
}

#else
#include <errno.h>
#include <windows.h>

#define TEST_NEEDS_POSIX(why)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_test_skip ("not on Windows: " why);                                                          \
    return;                                                                                        \
  }                                                                                                \
  G_STMT_END
#define TEST_IS_WINDOWS       TRUE
#define TEST_KEEPS_OPEN_FILES TRUE
/* No program of ours ends with it by itself. */
#define TEST_STATUS_OF_KILLED 9

static inline int
test_exit_status (int wait_status)
{
  return wait_status;
}

static inline int
test_kill (gint64 process)
{
  HANDLE handle = OpenProcess (PROCESS_TERMINATE, FALSE, (DWORD)process);
  gboolean ended = handle != NULL && TerminateProcess (handle, TEST_STATUS_OF_KILLED);

  if (handle != NULL)
    CloseHandle (handle);
  return ended ? 0 : -1;
}

static inline void
test_end (GSubprocess *process)
{
  const char *id = g_subprocess_get_identifier (process);

  if (id != NULL)
    test_kill (g_ascii_strtoll (id, NULL, 10));
}

static inline gboolean
test_was_ended (GSubprocess *process)
{
  return g_subprocess_get_exit_status (process) == TEST_STATUS_OF_KILLED;
}

static inline void
test_interrupt (GSubprocess *process)
{
  g_assert_not_reached ();
}

static inline int
test_lacking (void)
{
  errno = ENOSYS;
  return -1;
}

typedef guint64 rlim_t;

struct rlimit
{
  rlim_t rlim_cur;
  rlim_t rlim_max;
};

#define symlink(from, to)   test_lacking ()
#define mkfifo(path, mode)  test_lacking ()
#define geteuid()           0
#define fork()              test_lacking ()
#define waitpid(...)        test_lacking ()
#define kill(...)           test_lacking ()
#define unshare(flags)      test_lacking ()
#define mount(...)          test_lacking ()
#define umount(path)        test_lacking ()
#define CLONE_NEWNS         0
#define CLONE_NEWUSER       0
#define MS_REC              0
#define MS_PRIVATE          0
#define MS_REMOUNT          0
#define MS_BIND             0
#define MS_RDONLY           0
#define SIGKILL             9
#define SIGXFSZ             0
#define RLIMIT_FSIZE        0
#define RLIM_INFINITY       G_MAXUINT64
#define pipe(ends)          test_lacking ()
#define getrlimit(...)      test_lacking ()
#define setrlimit(...)      test_lacking ()
#define WIFEXITED(status)   TRUE
#define WEXITSTATUS(status) (status)
#define WIFSIGNALED(status) FALSE
#define WTERMSIG(status)    0
#endif
