/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a parser that a document has taken over could try, tried from inside of the sandbox. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "pdf/worker/tl-pdf-sandbox.h"

#define NO_SECCOMP 77 /* exit status */

static char *victim; /* a file of the user's, outside of the sandbox */

/* Every attempt returns whether it succeeded. */
typedef gboolean (*Attempt) (void);

static gboolean
open_for (int flags, const char *path)
{
  int fd = open (path, flags, 0600);

  return fd >= 0;
}

static gboolean
write_a_file (void)
{
  return open_for (O_WRONLY, victim);
}

static gboolean
write_and_read_a_file (void)
{
  return open_for (O_RDWR, victim);
}

static gboolean
truncate_by_opening (void)
{
  return open_for (O_RDONLY | O_TRUNC, victim);
}

static gboolean
create_a_file (void)
{
  return open_for (O_WRONLY | O_CREAT, "/tmp/tl-pdf-sandbox-created");
}

static gboolean
create_an_empty_file (void)
{
  return open_for (O_RDONLY | O_CREAT, "/tmp/tl-pdf-sandbox-created");
}

static gboolean
create_a_nameless_file (void)
{
  return open_for (O_RDWR | O_TMPFILE, "/tmp");
}

static gboolean
creat_a_file (void)
{
  return creat ("/tmp/tl-pdf-sandbox-created", 0600) >= 0;
}

static gboolean
truncate_a_file (void)
{
  return truncate (victim, 0) == 0;
}

static gboolean
unlink_a_file (void)
{
  return unlink (victim) == 0;
}

static gboolean
rename_a_file (void)
{
  return rename (victim, "/tmp/tl-pdf-sandbox-renamed") == 0;
}

static gboolean
link_a_file (void)
{
  return link (victim, "/tmp/tl-pdf-sandbox-linked") == 0;
}

static gboolean
make_a_folder (void)
{
  return mkdir ("/tmp/tl-pdf-sandbox-folder", 0700) == 0;
}

static gboolean
change_a_mode (void)
{
  return chmod (victim, 0777) == 0;
}

static gboolean
make_an_internet_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_INET6, SOCK_DGRAM, 0) >= 0;
}

static gboolean
make_a_local_socket (void)
{
  int pair[2];

  return socket (AF_UNIX, SOCK_STREAM, 0) >= 0 || socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0;
}

static gboolean
make_a_netlink_socket (void)
{
  return socket (AF_NETLINK, SOCK_RAW, 0) >= 0;
}

static gboolean
start_a_process (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  return pid > 0;
}

static gboolean
start_a_process_by_clone3 (void)
{
  struct
  {
    guint64 flags, rest[10];
  } arguments = { 0 };
  long pid = syscall (SYS_clone3, &arguments, sizeof arguments);

  if (pid == 0)
    _exit (0);
  return pid > 0;
}

static void *
nothing (void *data)
{
  return data;
}

static gboolean
start_a_thread (void)
{
  pthread_t thread;

  return pthread_create (&thread, NULL, nothing, NULL) == 0 && pthread_join (thread, NULL) == 0;
}

/* Succeeding, it ends the process with another status than expected. */
static gboolean
run_a_program (void)
{
  char *arguments[] = { (char *)"/bin/true", NULL };

  execve (arguments[0], arguments, NULL);
  return FALSE;
}

static gboolean
signal_the_parent (void)
{
  return kill (getppid (), 0) == 0;
}

static gboolean
trace_the_parent (void)
{
  return ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0;
}

static gboolean
read_the_memory_of_the_parent (void)
{
  char byte;
  struct iovec here = { &byte, 1 }, there = { victim, 1 };

  return process_vm_readv (getppid (), &here, 1, &there, 1, 0) == 1;
}

static gboolean
make_memory_executable (void)
{
  void *fresh = mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  void *plain = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return fresh != MAP_FAILED || mprotect (plain, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
raise_its_limits (void)
{
  struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  return setrlimit (RLIMIT_AS, &limit) == 0;
}

static gboolean
become_dumpable (void)
{
  return prctl (PR_SET_DUMPABLE, 1) == 0;
}

static gboolean
push_into_a_terminal (void)
{
  return syscall (SYS_ioctl, 0, 0x5412 /* TIOCSTI */, "x") == 0;
}

static gboolean
make_a_user_namespace (void)
{
  return syscall (SYS_unshare, 0x10000000 /* CLONE_NEWUSER */) == 0;
}

static gboolean
use_io_uring (void)
{
  char parameters[256] = { 0 };

  return syscall (425 /* io_uring_setup */, 4, parameters) >= 0;
}

static gboolean
take_too_much_memory (void)
{
  return mmap (NULL, (gsize)3 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
         != MAP_FAILED;
}

static gboolean
read_a_file_of_the_user (void)
{
  return open_for (O_RDONLY, victim);
}

static const struct
{
  const char *name;
  Attempt attempt;
  TlPdfSandboxFlags needs;
} attempts[] = {
  { "write-a-file", write_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "write-and-read-a-file", write_and_read_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "truncate-by-opening", truncate_by_opening, TL_PDF_SANDBOX_SECCOMP },
  { "create-a-file", create_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "create-an-empty-file", create_an_empty_file, TL_PDF_SANDBOX_SECCOMP },
  { "create-a-nameless-file", create_a_nameless_file, TL_PDF_SANDBOX_SECCOMP },
  { "creat-a-file", creat_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "truncate-a-file", truncate_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "unlink-a-file", unlink_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "rename-a-file", rename_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "link-a-file", link_a_file, TL_PDF_SANDBOX_SECCOMP },
  { "make-a-folder", make_a_folder, TL_PDF_SANDBOX_SECCOMP },
  { "change-a-mode", change_a_mode, TL_PDF_SANDBOX_SECCOMP },
  { "make-an-internet-socket", make_an_internet_socket, TL_PDF_SANDBOX_SECCOMP },
  { "make-a-local-socket", make_a_local_socket, TL_PDF_SANDBOX_SECCOMP },
  { "make-a-netlink-socket", make_a_netlink_socket, TL_PDF_SANDBOX_SECCOMP },
  { "start-a-process", start_a_process, TL_PDF_SANDBOX_SECCOMP },
  { "start-a-process-by-clone3", start_a_process_by_clone3, TL_PDF_SANDBOX_SECCOMP },
  { "start-a-thread", start_a_thread, TL_PDF_SANDBOX_SECCOMP },
  { "run-a-program", run_a_program, TL_PDF_SANDBOX_SECCOMP },
  { "signal-the-parent", signal_the_parent, TL_PDF_SANDBOX_SECCOMP },
  { "trace-the-parent", trace_the_parent, TL_PDF_SANDBOX_SECCOMP },
  { "read-the-memory-of-the-parent", read_the_memory_of_the_parent, TL_PDF_SANDBOX_SECCOMP },
  { "make-memory-executable", make_memory_executable,
    TL_PDF_SANDBOX_SECCOMP | TL_PDF_SANDBOX_LIMITS },
  { "raise-its-limits", raise_its_limits, TL_PDF_SANDBOX_SECCOMP },
  { "become-dumpable", become_dumpable, TL_PDF_SANDBOX_SECCOMP },
  { "push-into-a-terminal", push_into_a_terminal, TL_PDF_SANDBOX_SECCOMP },
  { "make-a-user-namespace", make_a_user_namespace, TL_PDF_SANDBOX_SECCOMP },
  { "use-io-uring", use_io_uring, TL_PDF_SANDBOX_SECCOMP },
  { "take-too-much-memory", take_too_much_memory, TL_PDF_SANDBOX_LIMITS },
  { "read-a-file-of-the-user", read_a_file_of_the_user, TL_PDF_SANDBOX_LANDLOCK },
};

/* Runs @attempt in a child that is shut in. Returns: its exit status: 0 when refused, 1 when it
 * succeeded, NO_SECCOMP when the kernel lacks what would refuse it. */
static int
run_shut_in (Attempt attempt, TlPdfSandboxFlags needs)
{
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if ((_tl_pdf_sandbox_enter () & needs) != needs)
        _exit (NO_SECCOMP);
      _exit (attempt () ? 1 : 0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
it_is_refused (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  int status = run_shut_in (attempts[index].attempt, attempts[index].needs);

  if (status == NO_SECCOMP)
    g_test_skip ("this kernel or this build does not have that part of the sandbox");
  else
    g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));
}

/* The same attempts outside of the sandbox, those that need no care: else the test above would
 * prove nothing. */
static void
outside_of_it_the_same_succeeds (void)
{
  static const Attempt harmless[] = {
    write_a_file,    write_and_read_a_file, make_an_internet_socket, make_a_local_socket,
    start_a_process, start_a_thread,        signal_the_parent,       make_memory_executable,
    become_dumpable, take_too_much_memory,  read_a_file_of_the_user,
  };

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      int status;
      pid_t pid = fork ();

      if (pid == 0)
        _exit (harmless[i]() ? 1 : 0);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_cmpint (WEXITSTATUS (status), ==, 1);
    }
}

/* What reading and drawing needs still works: 0 is "refused", so that these report the opposite. */
static gboolean
fonts_cannot_be_read (void)
{
  return !open_for (O_RDONLY | O_DIRECTORY, "/usr/share");
}

static gboolean
pictures_cannot_be_made (void)
{
  int fd = memfd_create ("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  void *pixels;

  if (fd < 0 || ftruncate (fd, 4096) != 0)
    return TRUE;
  pixels = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return pixels == MAP_FAILED || munmap (pixels, 4096) != 0
         || fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_WRITE | F_SEAL_SEAL) != 0;
}

static gboolean
memory_is_not_to_be_had (void)
{
  void *memory = malloc (64 * 1024 * 1024);

  if (memory == NULL)
    return TRUE;
  memset (memory, 1, 64 * 1024 * 1024);
  free (memory);
  return FALSE;
}

static void
what_reading_needs_still_works (void)
{
  static const Attempt needed[]
      = { fonts_cannot_be_read, pictures_cannot_be_made, memory_is_not_to_be_had };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_cmpint (run_shut_in (needed[i], 0), ==, 0);
}

/* A kernel without seccomp and Landlock, as a filter of ours plays it. */
static gboolean
take_the_sandbox_away (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  const struct scmp_arg_cmp set_seccomp = { 0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0 };
  gboolean loaded;

  loaded
      = seccomp_rule_add_array (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (prctl), 1, &set_seccomp)
            == 0
        && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (seccomp), 0) == 0
        && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (landlock_create_ruleset), 0)
               == 0
        && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return loaded;
}

static void
a_kernel_without_it_is_told_apart (void)
{
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    {
      if (!take_the_sandbox_away ())
        _exit (NO_SECCOMP);
      _exit ((int)(_tl_pdf_sandbox_enter () & (TL_PDF_SANDBOX_SECCOMP | TL_PDF_SANDBOX_LANDLOCK)));
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == NO_SECCOMP)
    g_test_skip ("this kernel does not have seccomp");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int fd, result;

  g_test_init (&argc, &argv, NULL);
  fd = g_file_open_tmp ("tl-pdf-victim-XXXXXX", &victim, &error);
  g_assert_no_error (error);
  close (fd);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strconcat ("/sandbox/refuses-to-", attempts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), it_is_refused);
    }
  g_test_add_func ("/sandbox/outside-of-it-the-same-succeeds", outside_of_it_the_same_succeeds);
  g_test_add_func ("/sandbox/what-reading-needs-still-works", what_reading_needs_still_works);
  g_test_add_func ("/sandbox/a-kernel-without-it-is-told-apart", a_kernel_without_it_is_told_apart);
  result = g_test_run ();
  g_remove (victim);
  g_free (victim);
  return result;
}
