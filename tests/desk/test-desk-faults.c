/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk when the program dies or the disk fails at any step. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "desk-test.h"
#include "desk/tl-desk-archive-private.h"
#include "desk/tl-desk-outbox-private.h"
#include "fault-vfs.h"
#include "../test-system.h"

#ifndef G_OS_WIN32
#include <sys/ptrace.h>
#include <sys/syscall.h>
#endif

#define N_WRITES 6
#define SKIPPED  77

/* What a child does with a desk; it tells through @fd each write that was acknowledged. */
typedef void (*ChildFunc) (const char *folder, int fd);
/* What must hold whenever it died. */
typedef void (*CheckFunc) (const char *folder, guint acknowledged, gboolean died);

typedef struct
{
  void (*prepare) (const char *folder);
  ChildFunc child;
  CheckFunc check;
  int network;
} Story;

/* ---- Dying ---- */

#ifndef G_OS_WIN32
/* System calls that change something on a disk, or come just before. */
static gboolean
changes_something (guint64 number)
{
  static const long calls[] = {
    SYS_pwrite64, SYS_write,    SYS_ftruncate, SYS_fsync,  SYS_fdatasync, SYS_unlinkat,
    SYS_renameat, SYS_fchmodat, SYS_mkdirat,   SYS_openat, SYS_fcntl,     SYS_renameat2,
#ifdef SYS_unlink
    SYS_unlink,   SYS_rename,   SYS_chmod,     SYS_mkdir,  SYS_open,
#endif
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (calls[i] >= 0 && (guint64)calls[i] == number)
      return TRUE;
  return FALSE;
}

/* Lets the child run from call to call, and kills it before the call of this number. Returns
 * whether it was killed. */
static gboolean
kill_before_call (pid_t child, guint step, int *status)
{
  guint calls = 0;

  g_assert_cmpint (waitpid (child, status, 0), ==, child);
  if (WIFEXITED (*status))
    return FALSE;
  g_assert_cmpint (
      ptrace (PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL), ==, 0);
  for (long signal_number = 0;;)
    {
      struct __ptrace_syscall_info info = { 0 };

      g_assert_cmpint (ptrace (PTRACE_SYSCALL, child, NULL, signal_number), ==, 0);
      g_assert_cmpint (waitpid (child, status, 0), ==, child);
      if (WIFEXITED (*status) || WIFSIGNALED (*status))
        return FALSE;
      signal_number = WSTOPSIG (*status) == (SIGTRAP | 0x80) ? 0 : WSTOPSIG (*status);
      if (signal_number != 0)
        continue;
      g_assert_cmpint (ptrace (PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info), >, 0);
      if (info.op != PTRACE_SYSCALL_INFO_ENTRY || !changes_something (info.entry.nr)
          || calls++ < step)
        continue;
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, status, 0), ==, child);
      return TRUE;
    }
}

/* Returns the writes that were acknowledged. */
static guint
run_killed (const Story *story, const char *folder, gboolean calls, guint step, gboolean *died)
{
  char buffer[64];
  int pipe_fds[2];
  int status;
  guint acknowledged = 0;
  ssize_t n;
  pid_t child;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (pipe_fds[0]);
      if (!calls)
        fault_vfs_set (FAULT_KILL, step);
      else if (ptrace (PTRACE_TRACEME, 0, NULL, NULL) < 0)
        _exit (SKIPPED);
      else
        raise (SIGSTOP);
      story->child (folder, pipe_fds[1]);
      _exit (0);
    }
  close (pipe_fds[1]);
  if (calls)
    *died = kill_before_call (child, step, &status);
  else
    {
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      *died = WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
    }
  while ((n = read (pipe_fds[0], buffer, sizeof buffer)) > 0)
    acknowledged += (guint)n;
  close (pipe_fds[0]);
  if (WIFEXITED (status) && WEXITSTATUS (status) == SKIPPED)
    return G_MAXUINT;
  g_assert_true (*died || (WIFEXITED (status) && WEXITSTATUS (status) == 0));
  return acknowledged;
}
#else
static guint
run_killed (const Story *story, const char *folder, gboolean calls, guint step, gboolean *died)
{
  return G_MAXUINT;
}
#endif

static void
die_at_every_step (const Story *story, gboolean calls)
{
  gboolean died = TRUE;
  guint step = 0;

  _tl_desk_folder_pretend (story->network);
  for (; died; step++)
    {
      g_autofree char *folder = desk_test_folder ();
      guint acknowledged;

      story->prepare (folder);
      acknowledged = run_killed (story, folder, calls, step, &died);
      if (acknowledged == G_MAXUINT)
        {
          g_test_skip ("a process may not be traced here");
          desk_test_remove (folder);
          break;
        }
      story->check (folder, acknowledged, died);
      desk_test_remove (folder);
    }
  _tl_desk_folder_pretend (-1);
  g_test_message ("%u steps", step);
}

/* ---- Writing ---- */

static void
acknowledge (int fd)
{
  g_assert_cmpint (write (fd, "x", 1), ==, 1);
}

static void
prepare_nothing (const char *folder)
{
}

static void
write_places (const char *folder, int fd)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  for (guint i = 0; i < N_WRITES; i++)
    {
      g_autofree char *doc = g_strdup_printf ("d%u", i);

      desk_test_put_place (store, doc, i + 1);
      acknowledge (fd);
      if (i == 2)
        _tl_desk_backup_daily (store);
    }
}

/* Every acknowledged write is there, at most one more, none after a gap; no damage is seen. */
static void
check_places (const char *folder, guint acknowledged, gboolean died)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  guint present = 0;

  g_assert_cmpstr (store->notice->str, ==, "");
  g_assert_true (_tl_desk_schema_check (&store->db, NULL));
  for (guint i = 0; i < N_WRITES; i++)
    {
      g_autofree char *doc = g_strdup_printf ("d%u", i);
      guint page = desk_test_get_page (store, doc);

      g_assert_true (page == 0 || (page == i + 1 && present == i));
      present += page > 0;
    }
  g_assert_cmpuint (present, >=, acknowledged);
  g_assert_cmpuint (present, <=, acknowledged + 1);
  g_assert_true (died || acknowledged == N_WRITES);
  desk_test_put_place (store, "later", 5);
  g_assert_cmpuint (desk_test_count (folder, "desk.db.part"), ==, 0);
  g_assert_cmpuint (desk_test_count (folder, "new.part"), ==, 0);
}

/* ---- The outbox ---- */

static gboolean
hand_over (TlDeskStore *store, gpointer data, GError **error)
{
  g_autoptr (TlItem) item = tl_item_new (TL_ITEM_FEEDBACK);
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;

  item->program = g_strdup ("1");
  body = _tl_desk_store_prepare_item (store, item, error);
  return body != NULL && _tl_desk_store_put_item (store, body, NULL, &id, error);
}

/* Takes the first that waits, and says that the centre has it. */
static gboolean
take_first (TlDeskStore *store, gpointer data, GError **error)
{
  GPtrArray **items = data;
  gint64 wait;

  *items = _tl_desk_store_take_items (store, 1, 1, &wait, error);
  return *items != NULL;
}

static gboolean
settle_first (TlDeskStore *store, gpointer data, GError **error)
{
  g_autoptr (TlDeskResult) result = tl_desk_result_new (data, TL_DESK_SENT);

  return _tl_desk_store_settle_item (store, result, error);
}

/* Each third acknowledgement: handed over, begun, sent. */
static void
send_items (const char *folder, int fd)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  for (guint i = 0; i < N_WRITES / 3; i++)
    {
      g_autoptr (GPtrArray) items = NULL;

      g_assert_true (_tl_desk_store_write (store, hand_over, NULL, NULL));
      acknowledge (fd);
      g_assert_true (_tl_desk_store_write (store, take_first, &items, NULL));
      acknowledge (fd);
      g_assert_true (_tl_desk_store_write (store, settle_first, items->pdata[0], NULL));
      acknowledge (fd);
    }
}

/* How far it came: every acknowledged step is there, and at most one more. What was begun is known
 * to be, so that nothing the centre has is ever thought to be unknown to it. */
static void
check_items (const char *folder, guint acknowledged, gboolean died)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  g_autoptr (GPtrArray) items = _tl_desk_store_list_items (store, 0, 0, NULL);
  guint steps = 0;

  g_assert_cmpstr (store->notice->str, ==, "");
  g_assert_true (_tl_desk_schema_check (&store->db, NULL));
  for (guint i = 0; i < items->len; i++)
    {
      const TlDeskItem *item = g_ptr_array_index (items, i);

      g_assert_cmpint (item->item->sequence, ==, items->len - i);
      g_assert_true (item->state == TL_ITEM_WAITING || item->attempts == 1);
      steps += 1 + item->attempts + (item->state == TL_ITEM_RECEIVED);
    }
  g_assert_cmpuint (steps, >=, acknowledged);
  g_assert_cmpuint (steps, <=, acknowledged + 1);
  g_assert_true (died || acknowledged == N_WRITES);
  g_assert_true (_tl_desk_store_write (store, hand_over, NULL, NULL));
}

/* ---- Migrating ---- */

static void
prepare_oldest (const char *folder)
{
  desk_test_write_version (folder, 1);
}

static void
open_it (const char *folder, int fd)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  acknowledge (fd);
}

static void
check_migrated (const char *folder, guint acknowledged, gboolean died)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  g_assert_cmpstr (store->notice->str, ==, "");
  g_assert_cmpuint (desk_test_get_page (store, "blhs-2015"), ==, 17);
  g_assert_cmpuint (desk_test_count (folder, "desk-0"), >=, 1);
  g_assert_cmpuint (desk_test_count (folder, "desk-damaged-"), ==, 0);
}

/* ---- Restoring ---- */

static void
prepare_damaged (const char *folder)
{
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  g_autofree char *log = desk_test_path (folder, TL_DESK_FILE "-wal");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TlDeskStore) store = desk_test_open (folder);

      desk_test_put_place (store, "doc", i + 1);
    }
  g_assert_true (g_file_set_contents (path, "the damaged desk", -1, NULL));
  g_assert_true (g_file_set_contents (log, "its log", -1, NULL));
}

static void
check_restored (const char *folder, guint acknowledged, gboolean died)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  g_assert_cmpuint (desk_test_get_page (store, "doc"), ==, 1);
  /* The damaged file is kept, byte for byte. */
  g_assert_true (desk_test_holds (folder, "the damaged desk"));
  g_assert_cmpuint (desk_test_count (folder, "desk-damaged-"), >=, 1);
}

/* ---- Forgetting ---- */

/* Its highlight was deleted, and goes when history does. */
static gboolean
delete_canary (TlDeskStore *store, gpointer data, GError **error)
{
  TlDeskMarkQuery query = { .doc = "canary" };
  g_autoptr (GPtrArray) marks = _tl_desk_store_list_marks (store, &query, error);
  g_autofree char *doc = NULL;

  return _tl_desk_store_delete_mark (store, ((TlDeskMark *)marks->pdata[0])->id, TRUE, &doc, error);
}

static void
prepare_history (const char *folder)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TlDeskStore) store = desk_test_open (folder);

      desk_test_put_place (store, "canary", i + 1);
      g_assert_true (_tl_desk_store_write (store, delete_canary, NULL, NULL));
    }
}

static void
forget (const char *folder, int fd)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  g_assert_true (_tl_desk_store_wipe (store, FALSE, NULL));
  acknowledge (fd);
  g_assert_true (_tl_desk_store_wipe_rest (store, NULL));
  acknowledge (fd);
}

static void
check_forgotten (const char *folder, guint acknowledged, gboolean died)
{
  guint page;

  {
    g_autoptr (TlDeskStore) store = desk_test_open (folder);

    g_assert_cmpstr (store->notice->str, ==, "");
    page = desk_test_get_page (store, "canary");
    g_assert_true (page == 0 || (page == 2 && acknowledged == 0));
  }
  /* What was forgotten is nowhere once the desk has been opened again. */
  g_assert_true (page != 0 || !desk_test_holds (folder, "canary"));
}

/* ---- One file of all ---- */

static void
save_archive (const char *folder)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  g_autofree char *path = desk_test_path (folder, "archive");
  g_autoptr (TlDeskArchive) archive = _tl_desk_archive_save (store, path, NULL, NULL);

  g_assert_nonnull (archive);
}

static void
put_one (const char *folder, const char *doc, guint page)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);

  desk_test_put_place (store, doc, page);
}

/* An archive of page 1, and a desk that is at page 2. */
static void
prepare_archive (const char *folder)
{
  put_one (folder, "doc", 1);
  save_archive (folder);
  put_one (folder, "doc", 2);
}

static void
archive_again (const char *folder, int fd)
{
  save_archive (folder);
  acknowledge (fd);
}

/* The file is the old one or the new one, whole. */
static void
check_archive (const char *folder, guint acknowledged, gboolean died)
{
  g_autofree char *path = desk_test_path (folder, "archive");
  g_autofree char *other = desk_test_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskArchive) restored = _tl_desk_archive_restore (path, other, &error);
  guint page;

  g_assert_no_error (error);
  {
    g_autoptr (TlDeskStore) store = desk_test_open (other);

    page = desk_test_get_page (store, "doc");
  }
  g_assert_true (page == 2 || (page == 1 && acknowledged == 0));
  desk_test_remove (other);
}

static void
bring_back (const char *folder, int fd)
{
  g_autofree char *path = desk_test_path (folder, "archive");
  g_autoptr (TlDeskArchive) restored = _tl_desk_archive_restore (path, folder, NULL);

  g_assert_nonnull (restored);
  acknowledge (fd);
}

/* The desk is the old one or the new one, and no backup was needed for it. */
static void
check_brought_back (const char *folder, guint acknowledged, gboolean died)
{
  g_autoptr (TlDeskStore) store = desk_test_open (folder);
  guint page = desk_test_get_page (store, "doc");

  g_assert_cmpstr (store->notice->str, ==, "");
  g_assert_true (page == 1 || (page == 2 && acknowledged == 0));
  g_assert_cmpuint (desk_test_count (folder, "desk-damaged-"), ==, 0);
  g_assert_cmpuint (desk_test_count (folder, "desk.db.part"), ==, 0);
  g_assert_cmpuint (desk_test_count (folder, TL_DESK_KEPT_PART), ==, 0);
  if (page == 1)
    g_assert_cmpuint (desk_test_count (folder, "desk-before-"), ==, 1);
}

static const Story writing = { prepare_nothing, write_places, check_places, 0 };
static const Story writing_afar = { prepare_nothing, write_places, check_places, 1 };
static const Story sending = { prepare_nothing, send_items, check_items, 0 };
static const Story sending_afar = { prepare_nothing, send_items, check_items, 1 };
static const Story migrating = { prepare_oldest, open_it, check_migrated, 0 };
static const Story migrating_afar = { prepare_oldest, open_it, check_migrated, 1 };
static const Story restoring = { prepare_damaged, open_it, check_restored, 0 };
static const Story archiving = { prepare_archive, archive_again, check_archive, 0 };
static const Story bringing_back = { prepare_archive, bring_back, check_brought_back, 0 };
static const Story bringing_back_afar = { prepare_archive, bring_back, check_brought_back, 1 };
static const Story forgetting = { prepare_history, forget, check_forgotten, 0 };
static const Story forgetting_afar = { prepare_history, forget, check_forgotten, 1 };

static void
killed_at_any_step_of_sqlite_nothing_is_lost (gconstpointer data)
{
  TEST_NEEDS_POSIX ("processes that are forked");
  die_at_every_step (data, FALSE);
}

static void
killed_at_any_system_call_nothing_is_lost (gconstpointer data)
{
  TEST_NEEDS_POSIX ("processes that are forked");
  die_at_every_step (data, TRUE);
}

/* ---- A failing disk ---- */

/* One write at a step that fails: it is there when it was acknowledged, and what was there before
 * is there still. */
static gboolean
fail_at (FaultKind kind, guint step)
{
  g_autofree char *folder = desk_test_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskPlace) place = tl_desk_place_new ("new", TL_DESK_VIEW_PDF);
  g_autoptr (TlDeskStore) store = NULL;
  gboolean stored = FALSE;
  gboolean handed = FALSE;
  gboolean reached;
  TlDeskItemCounts counts;

  prepare_history (folder);
  place->page = 8;
  fault_vfs_set (kind, step);
  store = _tl_desk_store_open (folder, &error);
  if (store != NULL && _tl_desk_store_begin (store, &error))
    stored = _tl_desk_store_end (store, _tl_desk_store_put_place (store, place, &error), &error);
  g_assert_true (stored == (error == NULL));
  /* An item that does not fit is not half there. */
  if (store != NULL)
    handed = _tl_desk_store_write (store, hand_over, NULL, NULL);
  /* What was kept can be read while the disk is still full. */
  if (store != NULL)
    g_assert_cmpuint (desk_test_get_page (store, "canary"), ==, 2);
  reached = fault_vfs_steps () > step;
  g_clear_pointer (&store, _tl_desk_store_close);
  fault_vfs_set (FAULT_NONE, 0);
  store = desk_test_open (folder);
  g_assert_cmpstr (store->notice->str, ==, "");
  g_assert_cmpuint (desk_test_get_page (store, "canary"), ==, 2);
  if (stored)
    g_assert_cmpuint (desk_test_get_page (store, "new"), ==, 8);
  g_assert_true (_tl_desk_store_count_items (store, &counts, NULL));
  g_assert_cmpuint (counts.waiting, >=, handed);
  g_assert_cmpuint (counts.waiting, <=, 1);
  g_clear_pointer (&store, _tl_desk_store_close);
  desk_test_remove (folder);
  return reached;
}

static void
a_disk_that_fails_at_any_step_loses_nothing (gconstpointer data)
{
  guint step = 0;

  while (fail_at ((FaultKind)GPOINTER_TO_INT (data), step))
    step++;
  g_test_message ("%u steps", step);
  g_assert_cmpuint (step, >, 4);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
#define ADD_STORY(story)                                                                           \
  g_test_add_data_func ("/desk/faults/killed_at_any_step_of_sqlite_nothing_is_lost/" #story,       \
                        &story, killed_at_any_step_of_sqlite_nothing_is_lost);                     \
  g_test_add_data_func ("/desk/faults/killed_at_any_system_call_nothing_is_lost/" #story, &story,  \
                        killed_at_any_system_call_nothing_is_lost)
  ADD_STORY (writing);
  ADD_STORY (writing_afar);
  ADD_STORY (sending);
  ADD_STORY (sending_afar);
  ADD_STORY (migrating);
  ADD_STORY (migrating_afar);
  ADD_STORY (restoring);
  ADD_STORY (archiving);
  ADD_STORY (bringing_back);
  ADD_STORY (bringing_back_afar);
  ADD_STORY (forgetting);
  ADD_STORY (forgetting_afar);
  g_test_add_data_func ("/desk/faults/a_disk_that_fails_at_any_step_loses_nothing/full",
                        GINT_TO_POINTER (FAULT_FULL), a_disk_that_fails_at_any_step_loses_nothing);
  g_test_add_data_func ("/desk/faults/a_disk_that_fails_at_any_step_loses_nothing/io",
                        GINT_TO_POINTER (FAULT_IO), a_disk_that_fails_at_any_step_loses_nothing);
  return g_test_run ();
}
