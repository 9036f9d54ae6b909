/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-doc-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "corpus/tl-doc-store-private.h"

#define APPLICATION_ID 0x546c5331 /* "TlS1" */
#define SCHEMA_VERSION 2
#define LEVEL          6

/* Forward only: step n makes version n + 1 of version n. */
static const char *const migrations[SCHEMA_VERSION] = {
  "CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, "
  "size INTEGER NOT NULL, notes TEXT, skipped TEXT);"
  "CREATE TABLE documents (source INTEGER NOT NULL REFERENCES sources, ordinal INTEGER NOT NULL, "
  "articles INTEGER NOT NULL, " TL_DOCUMENT_COLUMN_TYPES ", frame BLOB NOT NULL, "
  "PRIMARY KEY (source, ordinal));"
  "CREATE INDEX documents_by_id ON documents (id, kind);"
  "CREATE INDEX documents_by_file ON documents (file) WHERE file IS NOT NULL;",
  /* Blocks have the cross references of their source. The pages of the codification, which give
   * them, count as changed, so that the next import reads them again. */
  "UPDATE sources SET digest = '' WHERE id IN "
  "(SELECT source FROM documents WHERE meta LIKE '%\"codification\":%');",
};

static const char *const queries[TL_N_STORE_QUERIES] = {
  [TL_STORE_HAS_SOURCE]
  = "SELECT 1 FROM sources WHERE name = ?1 AND digest = ?2 AND skipped IS NULL",
  [TL_STORE_FILES_OF] = "SELECT DISTINCT d.file FROM documents d JOIN sources s ON s.id = d.source "
                        "WHERE s.name = ?1 AND d.file IS NOT NULL",
  [TL_STORE_DELETE_DOCUMENTS]
  = "DELETE FROM documents WHERE source = (SELECT id FROM sources WHERE name = ?1)",
  [TL_STORE_DELETE_SOURCE] = "DELETE FROM sources WHERE name = ?1",
  [TL_STORE_PUT_SOURCE]
  = "INSERT INTO sources (name, digest, size, notes, skipped) VALUES (?, ?, ?, ?, ?)",
  [TL_STORE_PUT_DOCUMENT] = "INSERT INTO documents VALUES (?, ?, ?, " TL_DOCUMENT_PLACES ", ?)",
  [TL_STORE_IS_FILE_USED] = "SELECT 1 FROM documents WHERE file = ?1 LIMIT 1",
  [TL_STORE_GET_DOCUMENT] = "SELECT " TL_DOCUMENT_COLUMNS ", frame FROM documents WHERE rowid = ?1",
};

sqlite3_stmt *
_tl_doc_store_statement (TlDocStore *self, TlStoreQuery query, GError **error)
{
  if (self->statements[query] == NULL)
    self->statements[query] = _tl_db_prepare (&self->db, queries[query], error);
  return self->statements[query];
}

static gboolean
fail_errno (const char *path, const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s: %s", path, what,
               g_strerror (saved));
  return FALSE;
}

/* The lock is the kernel's and goes with the process; the number inside only tells people who holds
 * it. */
static gboolean
take_lock (TlDocStore *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);
  g_autofree char *text = g_strdup_printf ("%ld\n", (long)getpid ());
  char holder[32] = "";
  int fd;

  if (self->lock >= 0)
    return TRUE;
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0)
    return fail_errno (path, "open", error);
  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      int saved = errno;
      ssize_t n = pread (fd, holder, sizeof holder - 1, 0);

      close (fd);
      errno = saved;
      if (saved != EWOULDBLOCK)
        return fail_errno (path, "lock", error);
      holder[MAX (n, 0)] = '\0';
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   "%s: another import is writing into this store (process %s); wait until it ends",
                   self->folder, *g_strstrip (holder) != '\0' ? holder : "unknown");
      return FALSE;
    }
  /* A full disk may refuse the number; the lock holds without it. */
  if (ftruncate (fd, 0) < 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("%s: %s", path, g_strerror (errno));
  self->lock = fd;
  return TRUE;
}

static gboolean
make_folders (TlDocStore *self, GError **error)
{
  if (g_mkdir_with_parents (self->files, 0755) < 0)
    return fail_errno (self->files, "create", error);
  return TRUE;
}

static gboolean
migrate (TlDocStore *self, gint64 from, GError **error)
{
  gboolean ok = _tl_db_exec (&self->db, "BEGIN IMMEDIATE", error);

  for (gint64 version = from; ok && version < SCHEMA_VERSION; version++)
    ok = _tl_db_exec (&self->db, migrations[version], error);
  ok = ok && _tl_db_set_pragma (&self->db, "application_id", APPLICATION_ID, error)
       && _tl_db_set_pragma (&self->db, "user_version", SCHEMA_VERSION, error)
       && _tl_db_exec (&self->db, "COMMIT", error);
  if (!ok && sqlite3_get_autocommit (self->db.handle) == 0)
    _tl_db_exec (&self->db, "ROLLBACK", NULL);
  return ok;
}

static gboolean
check_version (TlDocStore *self, gboolean create, GError **error)
{
  gint64 application, version, tables;

  if (!_tl_db_get_int (&self->db, "PRAGMA application_id", &application, error)
      || !_tl_db_get_int (&self->db, "PRAGMA user_version", &version, error)
      || !_tl_db_get_int (&self->db, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (application == 0 && version == 0 && tables == 0 && create)
    return migrate (self, 0, error);
  if (application != APPLICATION_ID || version < 1)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: not a document store", self->db.path);
      return FALSE;
    }
  if (version > SCHEMA_VERSION)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "%s: a store of format %" G_GINT64_FORMAT ", this program reads up to %d",
                   self->db.path, version, SCHEMA_VERSION);
      return FALSE;
    }
  return version == SCHEMA_VERSION || (take_lock (self, error) && migrate (self, version, error));
}

/* Where the file system cannot do WAL, SQLite stays with its rollback journal, as durable and only
 * slower. */
static gboolean
open_database (TlDocStore *self, gboolean create, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "store.db", NULL);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);

  if (!create && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "%s: no document store here (there is no store.db)", self->folder);
      return FALSE;
    }
  return _tl_db_open (&self->db, path, NULL, flags, error)
         && _tl_db_exec (&self->db, "PRAGMA journal_mode = WAL", error)
         && _tl_db_exec (&self->db, "PRAGMA synchronous = FULL", error)
         && _tl_db_exec (&self->db, "PRAGMA foreign_keys = ON", error)
         && check_version (self, create, error);
}

TlDocStore *
tl_doc_store_open (const char *folder, gboolean create, GError **error)
{
  g_autoptr (TlDocStore) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (TlDocStore, 1);
  self->lock = -1;
  self->folder = g_canonicalize_filename (folder, NULL);
  self->files = g_build_filename (self->folder, "files", NULL);
  self->compress = ZSTD_createCCtx ();
  self->decompress = ZSTD_createDCtx ();
  if (create && (!make_folders (self, error) || !take_lock (self, error)))
    return NULL;
  if (!open_database (self, create, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tl_doc_store_close (TlDocStore *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  for (guint i = 0; i < TL_N_STORE_QUERIES; i++)
    sqlite3_finalize (self->statements[i]);
  /* All that was put is in the file or its log already. */
  if (!_tl_db_close (&self->db, &error))
    g_message ("%s", error->message);
  ZSTD_freeCCtx (self->compress);
  ZSTD_freeDCtx (self->decompress);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->files);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self);
}

gboolean
tl_doc_store_has_source (TlDocStore *self, const char *name, const char *digest, GError **error)
{
  sqlite3_stmt *statement;
  gboolean found;

  g_return_val_if_fail (self != NULL && name != NULL && digest != NULL, FALSE);

  statement = _tl_doc_store_statement (self, TL_STORE_HAS_SOURCE, error);
  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "ss", name, digest))
    return FALSE;
  found = _tl_db_step (&self->db, statement, error) > 0;
  sqlite3_reset (statement);
  return found;
}

static gboolean
run_with_name (TlDocStore *self, TlStoreQuery query, const char *name, GError **error)
{
  sqlite3_stmt *statement = _tl_doc_store_statement (self, query, error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "s", name)
         && _tl_db_run (&self->db, statement, error);
}

/* Adds to @files the originals of what was imported before under @name. */
static gboolean
collect_files (TlDocStore *self, const char *name, GPtrArray *files, GError **error)
{
  sqlite3_stmt *statement = _tl_doc_store_statement (self, TL_STORE_FILES_OF, error);
  int row;

  if (statement == NULL || !_tl_db_bind (&self->db, statement, error, "s", name))
    return FALSE;
  while ((row = _tl_db_step (&self->db, statement, error)) > 0)
    g_ptr_array_add (files, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  return row == 0;
}

static gboolean
put_document (TlDocStore *self, gint64 source, guint ordinal, TlDocument *document, GError **error)
{
  sqlite3_stmt *statement = _tl_doc_store_statement (self, TL_STORE_PUT_DOCUMENT, error);
  g_autoptr (GBytes) frame = NULL;
  TlBlockCounts counts;

  if (statement == NULL || !_tl_db_check_document (document, error))
    return FALSE;
  frame = _tl_blocks_compress (document->blocks, self->compress, NULL, LEVEL, error);
  if (frame == NULL)
    {
      g_prefix_error (error, "document %s: ", document->id);
      return FALSE;
    }
  _tl_blocks_count (document->blocks, &counts);
  return _tl_db_bind (&self->db, statement, error, "iii", source, (gint64)ordinal,
                      (gint64)counts.articles)
         && _tl_db_bind_document (&self->db, statement, 4, document, error)
         && _tl_db_bind_bytes (&self->db, statement, 4 + TL_N_DOCUMENT_COLUMNS, frame, error)
         && _tl_db_run (&self->db, statement, error);
}

static gboolean
replace_source (TlDocStore *self,
                const TlSourceInfo *info,
                GPtrArray *documents,
                GPtrArray *old_files,
                GError **error)
{
  sqlite3_stmt *statement = _tl_doc_store_statement (self, TL_STORE_PUT_SOURCE, error);
  gint64 source;

  if (statement == NULL || !collect_files (self, info->name, old_files, error)
      || !run_with_name (self, TL_STORE_DELETE_DOCUMENTS, info->name, error)
      || !run_with_name (self, TL_STORE_DELETE_SOURCE, info->name, error)
      || !_tl_db_bind (&self->db, statement, error, "ssiss", info->name, info->digest, info->size,
                       info->notes, info->skipped)
      || !_tl_db_run (&self->db, statement, error))
    return FALSE;
  source = sqlite3_last_insert_rowid (self->db.handle);
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    if (!put_document (self, source, i, g_ptr_array_index (documents, i), error))
      return FALSE;
  return TRUE;
}

/* Originals that no document names any more go; when this fails nothing is lost but space. */
static void
remove_unused (TlDocStore *self, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);
      sqlite3_stmt *statement = _tl_doc_store_statement (self, TL_STORE_IS_FILE_USED, NULL);
      g_autofree char *path = NULL;

      if (statement == NULL || !_tl_file_name_is_safe (file)
          || !_tl_db_bind (&self->db, statement, NULL, "s", file)
          || _tl_db_step (&self->db, statement, NULL) != 0)
        continue;
      path = tl_doc_store_dup_file (self, file);
      g_unlink (path);
    }
}

/* A document that names another original than the one it came with would show the wrong pages. */
static gboolean
check_files (const TlSourceInfo *info, GPtrArray *documents, const char *kept, GError **error)
{
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const TlDocument *document = g_ptr_array_index (documents, i);

      if (document->file == NULL || g_strcmp0 (document->file, kept) == 0)
        continue;
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                   "%s: document %s names the original %s, but the original is %s", info->name,
                   document->id, document->file, kept != NULL ? kept : "not given");
      return FALSE;
    }
  return TRUE;
}

gboolean
tl_doc_store_put (TlDocStore *self,
                  const TlSourceInfo *info,
                  GPtrArray *documents,
                  const char *original,
                  GError **error)
{
  g_autoptr (GPtrArray) old_files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *kept = NULL;

  g_return_val_if_fail (self != NULL && info != NULL, FALSE);
  g_return_val_if_fail (info->name != NULL && info->digest != NULL, FALSE);

  if (!take_lock (self, error))
    return FALSE;
  if (original != NULL && (kept = _tl_doc_store_keep_file (self, original, error)) == NULL)
    return FALSE;
  if (!check_files (info, documents, kept, error)
      || !_tl_db_exec (&self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!replace_source (self, info, documents, old_files, error)
      || !_tl_db_exec (&self->db, "COMMIT", error))
    {
      g_prefix_error (error, "%s: ", info->name);
      for (guint i = 0; i < TL_N_STORE_QUERIES; i++)
        sqlite3_reset (self->statements[i]);
      if (sqlite3_get_autocommit (self->db.handle) == 0)
        _tl_db_exec (&self->db, "ROLLBACK", NULL);
      return FALSE;
    }
  remove_unused (self, old_files);
  return TRUE;
}
