/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "pdf/worker/tl-pdf-landlock.h"

#define MAX_ADDRESS_SPACE ((rlim_t)2 * 1024 * 1024 * 1024)
#define MAX_DATA          ((rlim_t)768 * 1024 * 1024)
#define MAX_MEMORY_FILE   ((rlim_t)TL_LIMIT_RENDER_PIXELS * 4)
#define MAX_DESCRIPTORS   64

/* Sanitizers reserve terabytes of address space and map their shadow as they like. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* What reading a PDF, drawing it and answering needs. Everything else ends in ENOSYS, which the C
 * library takes for an old kernel and works around where it can. */
static const int allowed_calls[] = {
  /* memory */
  SCMP_SYS (brk),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  /* open descriptors */
  SCMP_SYS (read),
  SCMP_SYS (readv),
  SCMP_SYS (pread64),
  SCMP_SYS (preadv),
  SCMP_SYS (write),
  SCMP_SYS (writev),
  SCMP_SYS (lseek),
  SCMP_SYS (_llseek),
  SCMP_SYS (close),
  SCMP_SYS (close_range),
  SCMP_SYS (dup),
  SCMP_SYS (recvmsg),
  SCMP_SYS (recvfrom),
  SCMP_SYS (sendmsg),
  SCMP_SYS (sendto),
  SCMP_SYS (poll),
  SCMP_SYS (ppoll),
  SCMP_SYS (ppoll_time64),
  SCMP_SYS (memfd_create),
  SCMP_SYS (ftruncate),
  SCMP_SYS (ftruncate64),
  /* looking at files; Landlock says which */
  SCMP_SYS (fstat),
  SCMP_SYS (fstat64),
  SCMP_SYS (stat),
  SCMP_SYS (stat64),
  SCMP_SYS (lstat),
  SCMP_SYS (lstat64),
  SCMP_SYS (newfstatat),
  SCMP_SYS (fstatat64),
  SCMP_SYS (statx),
  SCMP_SYS (statfs),
  SCMP_SYS (statfs64),
  SCMP_SYS (fstatfs),
  SCMP_SYS (fstatfs64),
  SCMP_SYS (access),
  SCMP_SYS (faccessat),
  SCMP_SYS (faccessat2),
  SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),
  SCMP_SYS (getdents),
  SCMP_SYS (getdents64),
  SCMP_SYS (getcwd),
  SCMP_SYS (fadvise64),
  SCMP_SYS (fadvise64_64),
  /* time, and the process's own matters */
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_gettime64),
  SCMP_SYS (clock_getres),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (alarm),
  SCMP_SYS (setitimer),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (clock_nanosleep_time64),
  SCMP_SYS (nanosleep),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (getrandom),
  SCMP_SYS (futex),
  SCMP_SYS (futex_time64),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (sigreturn),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (getcpu),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (getppid),
  SCMP_SYS (getuid),
  SCMP_SYS (geteuid),
  SCMP_SYS (getgid),
  SCMP_SYS (getegid),
  SCMP_SYS (getuid32),
  SCMP_SYS (geteuid32),
  SCMP_SYS (getgid32),
  SCMP_SYS (getegid32),
  SCMP_SYS (uname),
  SCMP_SYS (sysinfo),
  SCMP_SYS (getrusage),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

/* Refused in plain words: a library that tries one of them is told that it may not. */
static const int refused_calls[] = {
  SCMP_SYS (socket),
  SCMP_SYS (socketpair),
  SCMP_SYS (connect),
  SCMP_SYS (bind),
  SCMP_SYS (listen),
  SCMP_SYS (accept),
  SCMP_SYS (accept4),
  SCMP_SYS (execve),
  SCMP_SYS (execveat),
  SCMP_SYS (fork),
  SCMP_SYS (vfork),
  SCMP_SYS (clone),
  SCMP_SYS (ptrace),
  SCMP_SYS (process_vm_readv),
  SCMP_SYS (process_vm_writev),
  SCMP_SYS (kill),
  SCMP_SYS (tkill),
  SCMP_SYS (creat),
  SCMP_SYS (unlink),
  SCMP_SYS (unlinkat),
  SCMP_SYS (rename),
  SCMP_SYS (renameat),
  SCMP_SYS (renameat2),
  SCMP_SYS (mkdir),
  SCMP_SYS (mkdirat),
  SCMP_SYS (rmdir),
  SCMP_SYS (link),
  SCMP_SYS (linkat),
  SCMP_SYS (symlink),
  SCMP_SYS (symlinkat),
  SCMP_SYS (mknod),
  SCMP_SYS (mknodat),
  SCMP_SYS (truncate),
  SCMP_SYS (chmod),
  SCMP_SYS (fchmod),
  SCMP_SYS (fchmodat),
  SCMP_SYS (chown),
  SCMP_SYS (fchown),
  SCMP_SYS (fchownat),
  SCMP_SYS (utimensat),
  SCMP_SYS (setxattr),
  SCMP_SYS (ioctl),
  SCMP_SYS (mount),
  SCMP_SYS (unshare),
  SCMP_SYS (setns),
  SCMP_SYS (bpf),
  SCMP_SYS (keyctl),
  SCMP_SYS (perf_event_open),
  SCMP_SYS (prctl),
};

static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0)
    return;
  limit.rlim_max = MIN (limit.rlim_max, value);
  limit.rlim_cur = MIN (limit.rlim_cur, limit.rlim_max);
  setrlimit (resource, &limit);
}

static gboolean
set_limits (void)
{
  struct rlimit limit;

  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_NOFILE, MAX_DESCRIPTORS);
  set_limit (RLIMIT_FSIZE, MAX_MEMORY_FILE);
  if (SANITIZED)
    return FALSE;
  set_limit (RLIMIT_AS, MAX_ADDRESS_SPACE);
  set_limit (RLIMIT_DATA, MAX_DATA);
  return getrlimit (RLIMIT_AS, &limit) == 0 && limit.rlim_cur <= MAX_ADDRESS_SPACE;
}

/* Names that an architecture does not have are not an error: the C library does not use them. */
static int
add (scmp_filter_ctx filter, uint32_t action, int call)
{
  int result = seccomp_rule_add (filter, action, call, 0);

  return result == -EDOM || result == -EINVAL ? 0 : result;
}

static int
add_plain_rules (scmp_filter_ctx filter)
{
  int failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (allowed_calls); i++)
    failed |= add (filter, SCMP_ACT_ALLOW, allowed_calls[i]);
  for (guint i = 0; i < G_N_ELEMENTS (refused_calls); i++)
    failed |= add (filter, SCMP_ACT_ERRNO (EPERM), refused_calls[i]);
  return failed;
}

/* Allows @call when its argument number @argument passes. */
static int
allow_when (scmp_filter_ctx filter,
            int call,
            unsigned int argument,
            enum scmp_compare compare,
            scmp_datum_t a,
            scmp_datum_t b)
{
  const struct scmp_arg_cmp condition = { argument, compare, a, b };
  int result = seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, call, 1, &condition);

  return result == -EDOM ? 0 : result;
}

/* Memory: never executable. */
static int
add_memory_rules (scmp_filter_ctx filter)
{
  const int calls[] = { SCMP_SYS (mmap), SCMP_SYS (mmap2), SCMP_SYS (mprotect) };
  int failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    failed |= SANITIZED ? add (filter, SCMP_ACT_ALLOW, calls[i])
                        : allow_when (filter, calls[i], 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  return failed;
}

/* Files: opened for reading only. Descriptors: the seals of a memory file, no more. Signals: only
 * the abort() of the process itself. Limits: looked at, never set. */
static int
add_file_rules (scmp_filter_ctx filter)
{
  const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  const scmp_datum_t self = (scmp_datum_t)getpid ();
  const scmp_datum_t commands[]
      = { F_GETFL, F_GETFD, F_SETFD, F_DUPFD_CLOEXEC, F_ADD_SEALS, F_GET_SEALS };
  int failed = 0;

  failed |= allow_when (filter, SCMP_SYS (openat), 2, SCMP_CMP_MASKED_EQ, writing, O_RDONLY);
  failed |= allow_when (filter, SCMP_SYS (open), 1, SCMP_CMP_MASKED_EQ, writing, O_RDONLY);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      failed |= allow_when (filter, SCMP_SYS (fcntl), 1, SCMP_CMP_EQ, commands[i], 0);
      failed |= allow_when (filter, SCMP_SYS (fcntl64), 1, SCMP_CMP_EQ, commands[i], 0);
    }
  failed |= allow_when (filter, SCMP_SYS (tgkill), 0, SCMP_CMP_EQ, self, 0);
  failed |= allow_when (filter, SCMP_SYS (prlimit64), 2, SCMP_CMP_EQ, 0, 0);
  return failed;
}

static gboolean
install_filter (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (ENOSYS));
  gboolean installed;

  if (filter == NULL)
    return FALSE;
  installed = add_plain_rules (filter) == 0 && add_memory_rules (filter) == 0
              && add_file_rules (filter) == 0;
  installed = installed && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return installed;
}

TlPdfSandboxFlags
_tl_pdf_sandbox_enter (void)
{
  TlPdfSandboxFlags flags = 0;

  prctl (PR_SET_DUMPABLE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (set_limits ())
    flags |= TL_PDF_SANDBOX_LIMITS;
  if (_tl_pdf_landlock_enter ())
    flags |= TL_PDF_SANDBOX_LANDLOCK;
  if (install_filter ())
    flags |= TL_PDF_SANDBOX_SECCOMP;
  return flags;
}
