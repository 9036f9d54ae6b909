/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-mark-private.h"
#include "desk/tl-desk-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"

#define ALONE_MS 5000
/* A file up to this many bytes is looked at whole at every opening, which takes well under a
 * second; a larger one after an unclean end. */
#define CHECK_ALWAYS (32 * 1024 * 1024)
/* Where the header of a SQLite file says that it has a write-ahead log. */
#define HEADER_SIZE 20
#define HEADER_LOG  18
#define WITH_LOG    2

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, TL_ERROR, TL_ERROR_INPUT);
}

static TlDeskStore *
store_new (const char *folder)
{
  TlDeskStore *self = g_new0 (TlDeskStore, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->path = g_build_filename (self->folder, TL_DESK_FILE, NULL);
  self->notice = g_string_new (NULL);
  return self;
}

/* The program ended as it should when it was the last and saw nothing wrong. */
static void
end_use (TlDeskStore *self, gboolean clean)
{
  if (self->lock != NULL && clean && !self->damaged && _tl_desk_lock_wait_alone (self->lock, 0))
    _tl_desk_lock_unmark (self->lock);
  g_clear_pointer (&self->lock, _tl_desk_lock_free);
}

void
_tl_desk_store_close (TlDeskStore *self)
{
  gboolean opened;

  if (self == NULL)
    return;
  opened = self->db.handle != NULL;
  end_use (self, _tl_db_close (&self->db, NULL) && opened);
  g_string_free (self->notice, TRUE);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/* ---- The connection ---- */

static gboolean
has_log (const char *path)
{
  guint8 header[HEADER_SIZE];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  ssize_t n = fd >= 0 ? pread (fd, header, sizeof header, 0) : -1;

  if (fd >= 0)
    close (fd);
  return n == (ssize_t)sizeof header && header[HEADER_LOG] == WITH_LOG;
}

/* The log of a local disk needs memory that programs share, which a network file system does not
 * give: there the older journal is used. A file that comes from a local disk is read without shared
 * memory until it has changed. */
static gboolean
set_journal (TlDeskStore *self, gboolean alone, GError **error)
{
  gint64 objects;

  if (!self->network)
    return _tl_db_exec (&self->db, "PRAGMA journal_mode = WAL", error);
  if (!alone || !has_log (self->path))
    return _tl_db_exec (&self->db, "PRAGMA journal_mode = DELETE", error);
  return _tl_db_exec (&self->db, "PRAGMA locking_mode = EXCLUSIVE", error)
         && _tl_db_exec (&self->db, "PRAGMA journal_mode = DELETE", error)
         && _tl_db_exec (&self->db, "PRAGMA locking_mode = NORMAL", error)
         && _tl_db_get_int (&self->db, "SELECT count(*) FROM sqlite_schema", &objects, error);
}

static gboolean
open_connection (TlDeskStore *self, gboolean alone, GError **error)
{
  if (!_tl_db_open (&self->db, self->path, NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                    error))
    return FALSE;
  if (sqlite3_db_readonly (self->db.handle, "main") > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, "%s: the file cannot be written",
                   self->path);
      return FALSE;
    }
  /* Nothing private goes into a temporary file, and what is deleted is overwritten. */
  return _tl_db_exec (&self->db, "PRAGMA temp_store = MEMORY", error)
         && _tl_db_exec (&self->db, "PRAGMA secure_delete = ON", error)
         && _tl_db_exec (&self->db, "PRAGMA synchronous = FULL", error)
         && (!self->network || !alone || !has_log (self->path)
             || _tl_db_exec (&self->db, "PRAGMA locking_mode = EXCLUSIVE", error));
}

/* ---- Alone ---- */

/* Opens what is there and looks at it; with @check at all of it. */
static gboolean
open_and_look (TlDeskStore *self, gboolean check, gint64 *version, GError **error)
{
  return open_connection (self, TRUE, error) && _tl_desk_schema_read (&self->db, version, error)
         && (!check || _tl_desk_schema_check (&self->db, error));
}

/* The file is damaged or not there: the last good backup takes its place, or a new file. What can
 * fail for want of room is done first, while everything is still where it was. */
static gboolean
replace (TlDeskStore *self, GError **error)
{
  char date[TL_DATE_SIZE];
  g_autofree char *aside = NULL;

  _tl_db_close (&self->db, NULL);
  if (!_tl_desk_backup_prepare (self->folder, date, error)
      || !_tl_desk_backup_set_aside (self->folder, &aside, error)
      || (*date != '\0' && !_tl_desk_backup_put_back (self->folder, error)))
    return FALSE;
  _tl_desk_notice_restored (self->notice, aside, date);
  return _tl_desk_file_prepare (self->path, error);
}

static goffset
size_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (goffset)info.st_size : 0;
}

/* Whether there is no desk, although there was one. */
static gboolean
is_missing (TlDeskStore *self)
{
  return size_of (self->path) == 0 && _tl_desk_backup_exists (self->folder);
}

static gboolean
migrate (TlDeskStore *self, gint64 version, GError **error)
{
  if (version == _tl_desk_schema_version ())
    return TRUE;
  return (version == 0 || _tl_desk_backup_make (self, error))
         && _tl_desk_schema_migrate (&self->db, version, error);
}

static gboolean
open_alone (TlDeskStore *self, GError **error)
{
  gboolean check = _tl_desk_lock_is_marked (self->lock) || size_of (self->path) <= CHECK_ALWAYS;
  gint64 version = 0;
  g_autoptr (GError) local = NULL;

  _tl_desk_backup_sweep (self->folder);
  if (is_missing (self) ? !replace (self, error) : !_tl_desk_file_prepare (self->path, error))
    return FALSE;
  if (!open_and_look (self, check, &version, &local))
    {
      if (!is_damage (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!replace (self, error) || !open_and_look (self, TRUE, &version, error))
        return FALSE;
    }
  if (!_tl_desk_lock_mark (self->lock, error) || !set_journal (self, TRUE, error)
      || !migrate (self, version, error))
    return FALSE;
  /* What cannot be ended now is tried again at the next opening. */
  _tl_desk_store_purge_old_marks (self, NULL);
  _tl_desk_store_wipe_rest (self, NULL);
  if (version > 0)
    _tl_desk_backup_daily (self);
  return _tl_desk_lock_share (self->lock, error);
}

/* ---- Beside others ---- */

static gboolean
open_beside (TlDeskStore *self, GError **error)
{
  gint64 version = 0;

  if (!open_connection (self, FALSE, error) || !_tl_desk_schema_read (&self->db, &version, error)
      || !set_journal (self, FALSE, error))
    return FALSE;
  if (version == _tl_desk_schema_version ())
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: in use by an older program", self->path);
  return FALSE;
}

static gboolean
open_writable (TlDeskStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!_tl_desk_lock_is_alone (self->lock))
    {
      if (open_beside (self, &local))
        return TRUE;
      _tl_db_close (&self->db, NULL);
      /* What is wrong can be put right by one who is alone, and only then. */
      if (g_error_matches (local, TL_ERROR, TL_ERROR_UNSUPPORTED)
          || !_tl_desk_lock_wait_alone (self->lock, ALONE_MS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return open_alone (self, error);
}

/* ---- Reading only ---- */

/* An older desk that cannot be changed is brought to this version in memory. */
static gboolean
migrate_in_memory (TlDeskStore *self, gint64 version, GError **error)
{
  TlDb memory = { 0 };
  sqlite3_backup *backup;
  int rc;

  if (!_tl_db_open (&memory, ":memory:", NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, error))
    return FALSE;
  backup = sqlite3_backup_init (memory.handle, "main", self->db.handle, "main");
  rc = backup != NULL ? sqlite3_backup_step (backup, -1) : SQLITE_ERROR;
  sqlite3_backup_finish (backup);
  if (rc != SQLITE_DONE || !_tl_desk_schema_migrate (&memory, version, error))
    {
      if (rc != SQLITE_DONE)
        _tl_db_fail (&memory, "copy", rc, error);
      _tl_db_close (&memory, NULL);
      return FALSE;
    }
  _tl_db_close (&self->db, NULL);
  self->db = memory;
  return TRUE;
}

static gboolean
open_uri (TlDeskStore *self, const char *parameters, gint64 *version, GError **error)
{
  g_autofree char *plain = g_filename_to_uri (self->path, NULL, error);
  g_autofree char *uri = plain != NULL ? g_strconcat (plain, parameters, NULL) : NULL;

  if (uri == NULL)
    return FALSE;
  if (_tl_db_open (&self->db, self->path, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, error)
      && _tl_db_exec (&self->db, "PRAGMA temp_store = MEMORY", error)
      && _tl_desk_schema_read (&self->db, version, error))
    return TRUE;
  _tl_db_close (&self->db, NULL);
  return FALSE;
}

static gboolean
open_read_only (TlDeskStore *self, GError **error)
{
  gint64 version = 0;
  g_autoptr (GError) local = NULL;

  self->read_only = TRUE;
  /* A log without its shared memory cannot be read where neither can be made: what is in the file
   * itself can. */
  if (!open_uri (self, "?mode=ro", &version, &local))
    {
      if (is_damage (local) || g_error_matches (local, TL_ERROR, TL_ERROR_UNSUPPORTED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!open_uri (self, "?mode=ro&immutable=1", &version, error))
        return FALSE;
    }
  return version == _tl_desk_schema_version () || migrate_in_memory (self, version, error);
}

/* ---- Opening ---- */

/* Where nothing can be written, on a full disk too, what was kept can still be read. */
static gboolean
open_any (TlDeskStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (_tl_desk_folder_prepare (self->folder, &local))
    {
      self->network = _tl_desk_folder_is_network (self->folder);
      self->lock = _tl_desk_lock_take (self->folder, &local);
      if (self->lock != NULL && open_writable (self, &local))
        return TRUE;
    }
  _tl_db_close (&self->db, NULL);
  end_use (self, FALSE);
  if ((g_error_matches (local, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
       || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
      && g_file_test (self->path, G_FILE_TEST_EXISTS) && open_read_only (self, NULL))
    {
      _tl_desk_notice_read_only (self->notice, self->folder, local);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

TlDeskStore *
_tl_desk_store_open (const char *folder, GError **error)
{
  g_autoptr (TlDeskStore) self = store_new (folder);
  g_autoptr (GError) local = NULL;

  if (open_any (self, &local))
    {
      _tl_desk_store_was_changed (self);
      return g_steal_pointer (&self);
    }
  _tl_desk_explain (&local);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

TlDeskStore *
_tl_desk_store_open_reader (const TlDeskStore *writer, GError **error)
{
  g_autoptr (TlDeskStore) self = store_new (writer->folder);

  self->network = writer->network;
  if (writer->read_only ? !open_read_only (self, error)
                        : !open_connection (self, FALSE, error)
                              || !_tl_db_exec (&self->db, "PRAGMA query_only = ON", error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- Transactions ---- */

gboolean
_tl_desk_store_begin (TlDeskStore *self, GError **error)
{
  if (!self->read_only)
    return _tl_db_exec (&self->db, "BEGIN IMMEDIATE", error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, "%s: opened for reading only", self->path);
  return FALSE;
}

gboolean
_tl_desk_store_end (TlDeskStore *self, gboolean ok, GError **error)
{
  ok = ok && _tl_db_exec (&self->db, "COMMIT", error);
  if (!ok && sqlite3_get_autocommit (self->db.handle) == 0)
    _tl_db_exec (&self->db, "ROLLBACK", NULL);
  return ok;
}

gboolean
_tl_desk_store_write (TlDeskStore *self, TlDeskStoreFunc func, gpointer data, GError **error)
{
  return _tl_desk_store_begin (self, error)
         && _tl_desk_store_end (self, func (self, data, error), error);
}

gboolean
_tl_desk_store_was_changed (TlDeskStore *self)
{
  gint64 version, before = self->data_version;

  if (!_tl_db_get_int (&self->db, "PRAGMA data_version", &version, NULL))
    return FALSE;
  self->data_version = version;
  return version != before;
}
