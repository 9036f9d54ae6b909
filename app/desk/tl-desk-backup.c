/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-clock.h"
#include "base/tl-error.h"

#define KEPT          3
#define NAME_FORMAT   "desk-%06u-%s.db"
#define NUMBER_DIGITS 6
#define NAME_LENGTH   (5 + NUMBER_DIGITS + 1 + (TL_DATE_SIZE - 1) + 3)
#define MAX_NUMBER    999999
#define PART          "new.part"
#define RESTORED      TL_DESK_RESTORED
#define ASIDE         "desk-damaged-"
#define WAIT_MS       5000
#define TRY_MS        20

typedef struct
{
  guint number;
  char day[TL_DATE_SIZE];
  char name[NAME_LENGTH + 1];
} Backup;

static gboolean
fail (const char *path, const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s: %s", path, what,
               g_strerror (saved));
  return FALSE;
}

/* ---- Names ---- */

static gboolean
parse_name (const char *name, Backup *backup)
{
  if (strlen (name) != NAME_LENGTH || !g_str_has_prefix (name, "desk-")
      || strspn (name + 5, "0123456789") != NUMBER_DIGITS || !g_str_has_suffix (name, ".db"))
    return FALSE;
  g_strlcpy (backup->day, name + 5 + NUMBER_DIGITS + 1, sizeof backup->day);
  g_strlcpy (backup->name, name, sizeof backup->name);
  backup->number = (guint)g_ascii_strtoull (name + 5, NULL, 10);
  return tl_date_is_valid (backup->day);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  guint x = ((const Backup *)a)->number, y = ((const Backup *)b)->number;

  return x > y ? -1 : x < y;
}

/* Newest first: by their number, for a clock may go back. */
static GArray *
list_backups (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TL_DESK_BACKUPS, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GArray *backups = g_array_new (FALSE, FALSE, sizeof (Backup));
  Backup backup;

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (parse_name (name, &backup))
      g_array_append_val (backups, backup);
  g_array_sort (backups, compare_newest_first);
  return backups;
}

static char *
path_of (const char *folder, const Backup *backup)
{
  return g_build_filename (folder, TL_DESK_BACKUPS, backup->name, NULL);
}

gboolean
_tl_desk_backup_exists (const char *folder)
{
  g_autoptr (GArray) backups = list_backups (folder);

  return backups->len > 0;
}

/* ---- Copying ---- */

gboolean
_tl_desk_backup_copy_pages (TlDb *from, TlDb *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int rc;

  if (backup == NULL)
    return _tl_db_fail (to, "copy", sqlite3_errcode (to->handle), error);
  for (guint waited = 0;; waited += TRY_MS)
    {
      rc = sqlite3_backup_step (backup, -1);
      if ((rc != SQLITE_BUSY && rc != SQLITE_LOCKED) || waited >= WAIT_MS)
        break;
      g_usleep (TRY_MS * 1000);
    }
  if (rc == SQLITE_DONE)
    rc = sqlite3_backup_finish (backup);
  else
    sqlite3_backup_finish (backup);
  return rc == SQLITE_OK || _tl_db_fail (to, "copy", rc, error);
}

void
_tl_desk_backup_remove (const char *path)
{
  static const char *const ends[] = { "", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *one = g_strconcat (path, ends[i], NULL);

      g_unlink (one);
    }
}

/* A file that stands alone (no log beside it), is whole and can only be read by the judge. */
gboolean
_tl_desk_backup_copy (TlDb *from, const char *path, GError **error)
{
  TlDb to = { 0 };
  gboolean ok;

  _tl_desk_backup_remove (path);
  if (!_tl_desk_file_prepare (path, error)
      || !_tl_db_open (&to, path, NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, error))
    return FALSE;
  ok = _tl_db_exec (&to, "PRAGMA temp_store = MEMORY", error)
       && _tl_desk_backup_copy_pages (from, &to, error)
       && _tl_db_exec (&to, "PRAGMA journal_mode = DELETE", error)
       && _tl_desk_schema_check (&to, error);
  ok = _tl_db_close (&to, ok ? error : NULL) && ok;
  if (!ok)
    _tl_desk_backup_remove (path);
  return ok;
}

/* ---- Making ---- */

static void
remove_older (const char *folder, guint keep)
{
  g_autoptr (GArray) backups = list_backups (folder);

  for (guint i = keep; i < backups->len; i++)
    {
      g_autofree char *path = path_of (folder, &g_array_index (backups, Backup, i));

      _tl_desk_backup_remove (path);
    }
}

gboolean
_tl_desk_backup_make (TlDeskStore *self, GError **error)
{
  g_autofree char *folder = g_build_filename (self->folder, TL_DESK_BACKUPS, NULL);
  g_autofree char *part = g_build_filename (folder, PART, NULL);
  g_autoptr (GArray) backups = list_backups (self->folder);
  guint number = backups->len > 0 ? g_array_index (backups, Backup, 0).number + 1 : 1;
  char day[TL_DATE_SIZE];
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  tl_clock_today (day);
  name = g_strdup_printf (NAME_FORMAT, MIN (number, (guint)MAX_NUMBER), day);
  path = g_build_filename (folder, name, NULL);
  if (!_tl_desk_folder_prepare (folder, error) || !_tl_desk_backup_copy (&self->db, part, error))
    return FALSE;
  if (!tl_atomic_rename (part, path, error))
    {
      g_unlink (part);
      return FALSE;
    }
  g_strlcpy (self->backup_day, day, sizeof self->backup_day);
  remove_older (self->folder, KEPT);
  return TRUE;
}

void
_tl_desk_backup_daily (TlDeskStore *self)
{
  char day[TL_DATE_SIZE];

  tl_clock_today (day);
  if (strcmp (self->backup_day, day) == 0 || !_tl_desk_lock_try_backup (self->lock))
    return;
  {
    g_autoptr (GArray) backups = list_backups (self->folder);
    g_autoptr (GError) error = NULL;

    if ((backups->len == 0 || strcmp (g_array_index (backups, Backup, 0).day, day) != 0)
        && !_tl_desk_backup_make (self, &error))
      _tl_desk_notice_backup_failed (self->notice, error);
    /* One try a day: a full disk is not asked at every change. */
    g_strlcpy (self->backup_day, day, sizeof self->backup_day);
  }
  _tl_desk_lock_end_backup (self->lock);
}

gboolean
_tl_desk_backup_renew (TlDeskStore *self, GError **error)
{
  gboolean ok;

  for (guint waited = 0; !_tl_desk_lock_try_backup (self->lock); waited += TRY_MS)
    {
      if (waited >= WAIT_MS)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: another process makes a backup",
                       self->path);
          return FALSE;
        }
      g_usleep (TRY_MS * 1000);
    }
  ok = _tl_desk_backup_make (self, error);
  if (ok)
    remove_older (self->folder, 1);
  _tl_desk_lock_end_backup (self->lock);
  return ok;
}

/* ---- Restoring ---- */

/* Whether @path is a backup that this program can use; a copy of it then stands at @part. */
static gboolean
copy_if_good (const char *path, const char *part, GError **error)
{
  g_autofree char *plain = g_filename_to_uri (path, NULL, error);
  g_autofree char *uri = plain != NULL ? g_strconcat (plain, "?mode=ro&immutable=1", NULL) : NULL;
  TlDb db = { 0 };
  gint64 version = 0;
  gboolean ok;

  if (uri == NULL
      || !_tl_db_open (&db, path, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, error))
    return FALSE;
  ok = _tl_desk_schema_read (&db, &version, error) && version > 0
       && _tl_desk_schema_check (&db, error) && _tl_desk_backup_copy (&db, part, error);
  _tl_db_close (&db, NULL);
  return ok;
}

gboolean
_tl_desk_backup_prepare (const char *folder, char date[TL_DATE_SIZE], GError **error)
{
  g_autofree char *part = g_build_filename (folder, RESTORED, NULL);
  g_autoptr (GArray) backups = list_backups (folder);

  date[0] = '\0';
  for (guint i = 0; i < backups->len; i++)
    {
      const Backup *backup = &g_array_index (backups, Backup, i);
      g_autofree char *path = path_of (folder, backup);
      g_autoptr (GError) local = NULL;

      if (copy_if_good (path, part, &local))
        {
          g_strlcpy (date, backup->day, TL_DATE_SIZE);
          return TRUE;
        }
      /* A damaged backup is passed over; a disk without room is not, for the backup may be good. */
      if (local != NULL && local->domain != TL_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
_tl_desk_backup_put_back (const char *folder, GError **error)
{
  g_autofree char *part = g_build_filename (folder, RESTORED, NULL);
  g_autofree char *path = g_build_filename (folder, TL_DESK_FILE, NULL);

  return tl_atomic_rename (part, path, error);
}

/* ---- Setting aside ---- */

/* The first name of this second that is free for the file and what belongs to it. */
char *
_tl_desk_backup_free_name (const char *folder, const char *prefix)
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s-%u.db", prefix, stamp, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      g_autofree char *journal = g_strconcat (path, "-journal", NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (log, G_FILE_TEST_EXISTS)
          && !g_file_test (journal, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

gboolean
_tl_desk_backup_set_aside (const char *folder, char **name, GError **error)
{
  /* The log goes with its file: one that stayed would be read into the restored one. */
  static const char *const ends[] = { "", "-journal", "-wal" };
  g_autofree char *to_name = _tl_desk_backup_free_name (folder, ASIDE);
  g_autofree char *memory = g_build_filename (folder, TL_DESK_FILE "-shm", NULL);
  gboolean moved = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from_end = g_strconcat (TL_DESK_FILE, ends[i], NULL);
      g_autofree char *from = g_build_filename (folder, from_end, NULL);
      g_autofree char *to_end = g_strconcat (to_name, ends[i], NULL);
      g_autofree char *to = g_build_filename (folder, to_end, NULL);

      if (g_rename (from, to) == 0)
        moved = TRUE;
      else if (errno != ENOENT)
        return fail (from, "set aside", error);
    }
  g_unlink (memory);
  *name = moved ? g_steal_pointer (&to_name) : NULL;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

GPtrArray *
_tl_desk_backup_list_set_aside (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (dir == NULL)
    return NULL;
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_prefix (name, ASIDE))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return g_steal_pointer (&paths);
}

void
_tl_desk_backup_sweep (const char *folder)
{
  g_autofree char *part = g_build_filename (folder, TL_DESK_BACKUPS, PART, NULL);
  g_autofree char *restored = g_build_filename (folder, RESTORED, NULL);
  g_autofree char *kept = g_build_filename (folder, TL_DESK_KEPT_PART, NULL);

  _tl_desk_backup_remove (kept);
  _tl_desk_backup_remove (part);
  _tl_desk_backup_remove (restored);
}
