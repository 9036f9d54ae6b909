/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that belongs to the judge in one file, and back. */
#include "config.h"

#include "desk/tl-desk-archive.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-error.h"
#include "base/tl-paths.h"
#include "desk/tl-desk-archive-private.h"
#include "desk/tl-desk-private.h"

#define BEFORE   "desk-before-"
#define ALONE_MS 5000
/* What is larger is no archive of notes: it is read into memory. */
#define MAX_BYTES (1024 * 1024 * 1024)

void
tl_desk_archive_free (TlDeskArchive *self)
{
  g_free (self->settings);
  g_free (self->digest);
  g_free (self->kept);
  g_free (self);
}

/* ---- Words ---- */

static const char *
sentence_of (const GError *error, gboolean saving)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return saving
               ? _ ("There is no room for the backup where “%s” was to be. Choose another place, "
                    "or make room there.")
               : _ ("There is no room to restore “%s”. Nothing was changed: make room in your "
                    "home folder and try again.");
  if (saving)
    return _ ("The backup “%s” could not be written. Your notes are as they were: choose another "
              "place.");
  if (g_error_matches (error, TL_ERROR, TL_ERROR_UNSUPPORTED))
    return _ ("“%s” was made by a newer version of this program. Nothing was changed: update the "
              "program, then restore it.");
  if (g_error_matches (error, TL_ERROR, TL_ERROR_INPUT)
      || g_error_matches (error, TL_ERROR, TL_ERROR_LIMIT))
    return _ ("“%s” is no backup of this program, or is damaged. Nothing was changed: choose "
              "another backup.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return _ ("“%s” was not restored, because another window or program is using your notes. "
              "Nothing was changed: close it and try again.");
  return _ ("“%s” could not be restored. Nothing was changed.");
}

/* Before what @error says stands what became of it; @error names the place. */
static void
explain (GError **error, const char *path, gboolean saving)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  GString *words = g_string_new (sentence_of (*error, saving));
  g_string_replace (words, "%s", name, 1);
  g_string_append_printf (words, " (%s)", (*error)->message);
  g_free ((*error)->message);
  (*error)->message = g_string_free (words, FALSE);
}

/* ---- Saving ---- */

static gboolean
put_file (TlDb *db, const char *name, const char *content, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, length);
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (db, "INSERT INTO archive_files VALUES (?, ?)", error);

  return statement != NULL && _tl_db_bind (db, statement, error, "sb", name, bytes)
         && _tl_db_run (db, statement, error);
}

static gboolean
put_files (TlDb *db, const char *folder, const char *settings, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TL_DESK_ARCHIVE_FILE, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) local = NULL;
  gsize length = 0;

  if (settings != NULL && !put_file (db, "settings", settings, strlen (settings), error))
    return FALSE;
  if (!g_file_get_contents (path, &content, &length, &local))
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return put_file (db, TL_DESK_ARCHIVE_FILE, content, length, error);
}

static gboolean
put_digest (TlDb *db, char **digest, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  *digest = _tl_desk_archive_digest (db, error);
  if (*digest == NULL)
    return FALSE;
  statement = _tl_db_prepare (db, "INSERT INTO archive VALUES (?)", error);
  return statement != NULL && _tl_db_bind (db, statement, error, "s", *digest)
         && _tl_db_run (db, statement, error);
}

static gboolean
write_bytes (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (TlAtomicFile) file = tl_atomic_file_new (path, error);

  /* Where a disk knows no modes, as a stick, it is as private as the stick. */
  if (file != NULL)
    _tl_desk_file_make_private (tl_atomic_file_get_temporary_path (file), NULL);
  return file != NULL
         && tl_atomic_file_write (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  error)
         && tl_atomic_file_commit (file, error);
}

TlDeskArchive *
_tl_desk_archive_save (TlDeskStore *store, const char *path, const char *settings, GError **error)
{
  g_autoptr (TlDeskArchive) archive = g_new0 (TlDeskArchive, 1);
  g_autoptr (GBytes) bytes = NULL;
  TlDb db = { 0 };

  if (_tl_db_open (&db, path, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, error)
      && _tl_desk_backup_copy_pages (&store->db, &db, error)
      && _tl_db_exec (&db,
                      "CREATE TABLE archive_files (name TEXT NOT NULL PRIMARY KEY, content BLOB "
                      "NOT NULL) WITHOUT ROWID;"
                      "CREATE TABLE archive (digest TEXT NOT NULL)",
                      error)
      && _tl_db_set_pragma (&db, "application_id", TL_DESK_ARCHIVE, error)
      && put_files (&db, store->folder, settings, error)
      && put_digest (&db, &archive->digest, error) && _tl_db_exec (&db, "VACUUM", error))
    bytes = _tl_desk_archive_to_bytes (&db, error);
  _tl_db_close (&db, NULL);
  return bytes != NULL && write_bytes (path, bytes, error) ? g_steal_pointer (&archive) : NULL;
}

/* ---- Restoring ---- */

static gboolean
damaged (TlDb *db, const char *why, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: %s", db->path, why);
  return FALSE;
}

static char *
dup_text (TlDb *db, const char *sql, gsize *length, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tl_db_prepare (db, sql, error);

  if (statement == NULL || _tl_db_step (db, statement, error) <= 0)
    return NULL;
  *length = (gsize)sqlite3_column_bytes (statement, 0);
  return g_strndup (sqlite3_column_blob (statement, 0), *length);
}

static gboolean
check_digest (TlDb *db, TlDeskArchive *archive, GError **error)
{
  gsize length = 0;
  g_autofree char *told = dup_text (db, "SELECT digest FROM archive", &length, NULL);

  if (told == NULL)
    return damaged (db, "without a digest", error);
  archive->digest = _tl_desk_archive_digest (db, error);
  return archive->digest != NULL
         && (strcmp (told, archive->digest) == 0
             || damaged (db, "its content is not what was saved", error));
}

/* Reads @path into @db, which is then a desk; what else was in it goes to @archive and @memory. */
static gboolean
read_archive (const char *path, TlDb *db, TlDeskArchive *archive, GBytes **memory, GError **error)
{
  g_autofree char *content = NULL;
  gint64 application = 0, version = 0;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_BYTES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: larger than any archive", path);
      return FALSE;
    }
  if (!g_file_get_contents (path, &content, &length, error)
      || !_tl_desk_archive_from_bytes (db, path, content, length, error)
      || !_tl_db_get_int (db, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application != TL_DESK_ARCHIVE)
    return damaged (db, "byte 68: not an archive of notes", error);
  if (!_tl_db_set_pragma (db, "application_id", TL_DESK_APPLICATION, error)
      || !_tl_desk_schema_read (db, &version, error) || !_tl_desk_schema_check (db, error)
      || !check_digest (db, archive, error))
    return FALSE;
  archive->settings
      = dup_text (db, "SELECT content FROM archive_files WHERE name = 'settings'", &length, NULL);
  g_clear_pointer (&content, g_free);
  content
      = dup_text (db, "SELECT content FROM archive_files WHERE name = '" TL_DESK_ARCHIVE_FILE "'",
                  &length, NULL);
  if (content != NULL)
    *memory = g_bytes_new_take (g_steal_pointer (&content), length);
  return _tl_db_exec (db, "DROP TABLE archive_files; DROP TABLE archive; VACUUM", error);
}

/* A copy of the desk that is there; one that cannot be read is moved out of the way. */
static gboolean
keep_old (const char *folder, TlDeskArchive *archive, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TL_DESK_FILE, NULL);
  g_autofree char *part = g_build_filename (folder, TL_DESK_KEPT_PART, NULL);
  g_autofree char *name = _tl_desk_backup_free_name (folder, BEFORE);
  g_autofree char *kept = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local = NULL;
  TlDb db = { 0 };
  gint64 version = 0;
  gboolean ok;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  ok = _tl_db_open (&db, path, NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, &local)
       && _tl_desk_schema_read (&db, &version, &local)
       && _tl_desk_backup_copy (&db, part, &local)
       /* What is in the log is in the file, and the log goes. */
       && _tl_db_exec (&db, "PRAGMA journal_mode = DELETE", &local);
  ok = _tl_db_close (&db, ok ? &local : NULL) && ok;
  if (ok && tl_atomic_rename (part, kept, &local))
    {
      archive->kept = g_steal_pointer (&name);
      return TRUE;
    }
  _tl_desk_backup_remove (part);
  if (local->domain == TL_ERROR)
    return _tl_desk_backup_set_aside (folder, &archive->kept, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
put_memory (const char *folder, GBytes *memory, const TlDeskArchive *archive, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TL_DESK_ARCHIVE_FILE, NULL);
  g_autofree char *name = g_strconcat (archive->kept != NULL ? archive->kept : BEFORE,
                                       "." TL_DESK_ARCHIVE_FILE, NULL);
  g_autofree char *kept = g_build_filename (folder, name, NULL);
  g_autofree char *old = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &old, &length, NULL))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (old, length);

      if (!write_bytes (kept, bytes, error))
        return FALSE;
    }
  if (memory != NULL)
    return write_bytes (path, memory, error);
  g_unlink (path);
  return TRUE;
}

/* Alone with the desk: first what can fail for want of room, then one rename. */
static gboolean
put_desk (const char *folder, TlDb *db, GBytes *memory, TlDeskArchive *archive, GError **error)
{
  g_autofree char *part = g_build_filename (folder, TL_DESK_RESTORED, NULL);
  g_autofree char *path = g_build_filename (folder, TL_DESK_FILE, NULL);

  if (_tl_desk_backup_copy (db, part, error) && keep_old (folder, archive, error)
      && put_memory (folder, memory, archive, error) && tl_atomic_rename (part, path, error))
    return TRUE;
  _tl_desk_backup_remove (part);
  return FALSE;
}

TlDeskArchive *
_tl_desk_archive_restore (const char *path, const char *folder, GError **error)
{
  g_autoptr (TlDeskArchive) archive = g_new0 (TlDeskArchive, 1);
  g_autoptr (GBytes) memory = NULL;
  TlDeskLock *lock = NULL;
  TlDb db = { 0 };
  gboolean ok = FALSE;

  if (read_archive (path, &db, archive, &memory, error) && _tl_desk_folder_prepare (folder, error)
      && (lock = _tl_desk_lock_take (folder, error)) != NULL)
    {
      if (_tl_desk_lock_is_alone (lock) || _tl_desk_lock_wait_alone (lock, ALONE_MS))
        ok = put_desk (folder, &db, memory, archive, error);
      else
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: in use by another process", folder);
    }
  _tl_desk_lock_free (lock);
  _tl_db_close (&db, NULL);
  return ok ? g_steal_pointer (&archive) : NULL;
}

/* ---- Calls ---- */

typedef struct
{
  char *path;
  char *other; /* settings, or the folder */
} Job;

static Job *
job_new (const char *path, const char *other)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_canonicalize_filename (path, NULL);
  job->other = g_strdup (other);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->other);
  g_free (job);
}

/* What came of saving: its errors have words of their own, not those of the desk. */
typedef struct
{
  TlDeskArchive *archive;
  GError *error;
} Saved;

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_clear_pointer (&saved->archive, tl_desk_archive_free);
  g_clear_error (&saved->error);
  g_free (saved);
}

static gpointer
save (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const Job *job = data;
  Saved *saved = g_new0 (Saved, 1);

  saved->archive = _tl_desk_archive_save (store, job->path, job->other, &saved->error);
  if (saved->error != NULL)
    explain (&saved->error, job->path, TRUE);
  return saved;
}

void
tl_desk_save_archive_async (TlDesk *self,
                            const char *path,
                            const char *settings,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TlDeskCall call
      = { .kind = TL_DESK_READ, .func = save, .free_data = job_free, .free_result = saved_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (path != NULL);

  call.data = job_new (path, settings);
  _tl_desk_call (self, &call, tl_desk_save_archive_async, cancellable, callback, user_data);
}

TlDeskArchive *
tl_desk_save_archive_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  Saved *saved = _tl_desk_finish_pointer (self, result, tl_desk_save_archive_async, error);
  TlDeskArchive *archive;

  if (saved == NULL)
    return NULL;
  archive = g_steal_pointer (&saved->archive);
  if (archive == NULL)
    g_propagate_error (error, g_steal_pointer (&saved->error));
  saved_free (saved);
  return archive;
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  TlDeskArchive *archive = _tl_desk_archive_restore (job->path, job->other, &error);

  if (archive != NULL)
    {
      g_task_return_pointer (task, archive, (GDestroyNotify)tl_desk_archive_free);
      return;
    }
  explain (&error, job->path, FALSE);
  g_task_return_error (task, error);
}

void
tl_desk_restore_archive_async (const char *path,
                               const char *folder,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *place = folder != NULL ? g_strdup (folder) : tl_paths_dup (TL_PATH_DESK);

  g_task_set_source_tag (task, tl_desk_restore_archive_async);
  g_task_set_task_data (task, job_new (path, place), job_free);
  /* Once it has begun it ends. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, restore_thread);
  g_object_unref (task);
}

TlDeskArchive *
tl_desk_restore_archive_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_desk_restore_archive_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
