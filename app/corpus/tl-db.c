/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-db-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "base/tl-posix.h"

#define BUSY_MS 5000

/* A frame is at most a little larger than what it holds. */
#define MAX_VALUE (TL_LIMIT_BLOCK_TEXT + TL_LIMIT_BLOCK_TEXT / 4)

gboolean
_tl_db_fail (TlDb *self, const char *what, int rc, GError **error)
{
  int system = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;
  const char *detail = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (rc);

  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "%s: %s: no space left on the disk",
                   self->path, what);
      return FALSE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: %s: in use by another process",
                   self->path, what);
      return FALSE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: %s: damaged (%s)", self->path, what,
                   detail);
      return FALSE;
    case SQLITE_READONLY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, "%s: %s: cannot be written", self->path,
                   what);
      return FALSE;
    case SQLITE_TOOBIG:
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: %s: a value is too large", self->path,
                   what);
      return FALSE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (system == ENOSPC || system == EDQUOT || system == EFBIG)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "%s: %s: %s", self->path, what,
                       g_strerror (system));
          return FALSE;
        }
      if (system != 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (system), "%s: %s: %s", self->path,
                       what, g_strerror (system));
          return FALSE;
        }
      break;
    default:
      break;
    }
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: %s: %s", self->path, what, detail);
  return FALSE;
}

static gboolean
harden (TlDb *self, GError **error)
{
  static const struct
  {
    int option;
    int value;
  } settings[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      int rc = sqlite3_db_config (self->handle, settings[i].option, settings[i].value, NULL);
      if (rc != SQLITE_OK)
        return _tl_db_fail (self, "configure", rc, error);
    }
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, MAX_VALUE);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 1);
  return _tl_db_exec (self, "PRAGMA cell_size_check = ON", error);
}

gboolean
_tl_db_open (TlDb *self, const char *path, const char *uri, int flags, GError **error)
{
  int rc;

  self->path = g_strdup (path);
  rc = sqlite3_open_v2 (uri != NULL ? uri : path, &self->handle,
                        flags | (uri != NULL ? SQLITE_OPEN_URI : 0), NULL);
  if (rc != SQLITE_OK)
    _tl_db_fail (self, "open", rc, error);
  else if ((rc = sqlite3_extended_result_codes (self->handle, 1)) != SQLITE_OK
           || (rc = sqlite3_busy_timeout (self->handle, BUSY_MS)) != SQLITE_OK)
    _tl_db_fail (self, "open", rc, error);
  else if (harden (self, error))
    return TRUE;
  _tl_db_close (self, NULL);
  return FALSE;
}

gboolean
_tl_db_close (TlDb *self, GError **error)
{
  gboolean ok = TRUE;

  if (self->handle != NULL)
    {
      int rc = sqlite3_close (self->handle);

      if (rc != SQLITE_OK)
        {
          ok = _tl_db_fail (self, "close", rc, error);
          sqlite3_close_v2 (self->handle);
        }
      self->handle = NULL;
    }
  g_clear_pointer (&self->path, g_free);
  return ok;
}

gboolean
_tl_db_exec (TlDb *self, const char *sql, GError **error)
{
  int rc = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || _tl_db_fail (self, sql, rc, error);
}

sqlite3_stmt *
_tl_db_prepare (TlDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);

  if (rc != SQLITE_OK)
    {
      _tl_db_fail (self, "prepare", rc, error);
      return NULL;
    }
  return statement;
}

gboolean
_tl_db_get_int (TlDb *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = _tl_db_prepare (self, sql, error);
  int row;

  if (statement == NULL)
    return FALSE;
  row = _tl_db_step (self, statement, error);
  if (row > 0)
    *value = sqlite3_column_int64 (statement, 0);
  else if (row == 0)
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: %s: no value", self->path, sql);
  sqlite3_finalize (statement);
  return row > 0;
}

gboolean
_tl_db_set_pragma (TlDb *self, const char *name, gint64 value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s = %" G_GINT64_FORMAT, name, value);

  return _tl_db_exec (self, sql, error);
}

static int
bind_one (sqlite3_stmt *statement, int index, char type, va_list *arguments)
{
  switch (type)
    {
    case 's':
      return sqlite3_bind_text (statement, index, va_arg (*arguments, const char *), -1,
                                SQLITE_STATIC);
    case 'i':
      return sqlite3_bind_int64 (statement, index, va_arg (*arguments, gint64));
    case 'b':
      {
        gsize size;
        const void *data = g_bytes_get_data (va_arg (*arguments, GBytes *), &size);
        return sqlite3_bind_blob64 (statement, index, data, size, SQLITE_STATIC);
      }
    default:
      g_assert_not_reached ();
    }
}

gboolean
_tl_db_bind (TlDb *self, sqlite3_stmt *statement, GError **error, const char *types, ...)
{
  va_list arguments;
  int rc = SQLITE_OK;

  /* What reset returns is the failure of the last step, which was reported then. */
  sqlite3_reset (statement);
  va_start (arguments, types);
  for (int i = 0; types[i] != '\0' && rc == SQLITE_OK; i++)
    rc = bind_one (statement, i + 1, types[i], &arguments);
  va_end (arguments);
  return rc == SQLITE_OK || _tl_db_fail (self, "bind", rc, error);
}

gboolean
_tl_db_bind_bytes (TlDb *self, sqlite3_stmt *statement, int index, GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  int rc = sqlite3_bind_blob64 (statement, index, data, size, SQLITE_STATIC);

  return rc == SQLITE_OK || _tl_db_fail (self, "bind", rc, error);
}

int
_tl_db_step (TlDb *self, sqlite3_stmt *statement, GError **error)
{
  int rc = sqlite3_step (statement);

  if (rc == SQLITE_ROW)
    return 1;
  if (rc == SQLITE_DONE)
    {
      sqlite3_reset (statement);
      return 0;
    }
  _tl_db_fail (self, sqlite3_stmt_readonly (statement) ? "read" : "write", rc, error);
  sqlite3_reset (statement);
  return -1;
}

gboolean
_tl_db_run (TlDb *self, sqlite3_stmt *statement, GError **error)
{
  return _tl_db_step (self, statement, error) == 0;
}

gboolean
_tl_db_bind_document (
    TlDb *self, sqlite3_stmt *statement, int first, TlDocument *document, GError **error)
{
  int rc = sqlite3_bind_int (statement, first, document->kind);

  if (rc == SQLITE_OK)
    rc = sqlite3_bind_int64 (statement, first + 1, document->page_count);
  if (rc == SQLITE_OK)
    rc = sqlite3_bind_int (statement, first + 2, document->training ? 1 : 0);
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS && rc == SQLITE_OK; i++)
    rc = sqlite3_bind_text (statement, first + 3 + (int)i, *_tl_document_string (document, i), -1,
                            SQLITE_STATIC);
  return rc == SQLITE_OK || _tl_db_fail (self, "bind", rc, error);
}

static gboolean
read_strings (sqlite3_stmt *statement, int first, TlDocument *document)
{
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS; i++)
    {
      int column = first + 3 + (int)i;
      const char *value = (const char *)sqlite3_column_text (statement, column);
      gsize size = (gsize)sqlite3_column_bytes (statement, column);

      if (value == NULL)
        continue;
      if (!g_utf8_validate_len (value, size, NULL))
        return FALSE;
      *_tl_document_string (document, i) = g_strndup (value, size);
    }
  return TRUE;
}

TlDocument *
_tl_db_read_document (TlDb *self, sqlite3_stmt *statement, int first, GError **error)
{
  gint64 kind = sqlite3_column_int64 (statement, first);
  gint64 pages = sqlite3_column_int64 (statement, first + 1);
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, NULL);

  if (kind < 0 || kind >= TL_N_DOC_KINDS || pages < 0 || pages > TL_LIMIT_PDF_PAGES
      || !read_strings (statement, first, document) || !_tl_document_id_is_valid (document->id))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the header of a document is damaged",
                   self->path);
      return NULL;
    }
  document->kind = (TlDocKind)kind;
  document->page_count = (guint)pages;
  document->training = sqlite3_column_int (statement, first + 2) != 0;
  return g_steal_pointer (&document);
}

gboolean
_tl_db_check_document (TlDocument *document, GError **error)
{
  const char *problem = NULL;

  if (!_tl_document_id_is_valid (document->id))
    problem = "its id is empty, too long or holds other letters than a-z 0-9 . -";
  else if ((guint)document->kind >= TL_N_DOC_KINDS)
    problem = "its kind is unknown";
  else if (document->page_count > TL_LIMIT_PDF_PAGES)
    problem = "it has too many pages";
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS && problem == NULL; i++)
    {
      const char *value = *_tl_document_string (document, i);

      if (value != NULL && !g_utf8_validate (value, -1, NULL))
        problem = "a field is not UTF-8";
    }
  if (problem == NULL)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "document %s: %s",
               document->id != NULL ? document->id : "without id", problem);
  return FALSE;
}
