/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "corpus/tl-document-private.h"

G_BEGIN_DECLS

/* One SQLite connection and the name of its file for messages. Every return code is looked at here
 * or by the caller; errors name the file and what was being done. Use from one thread at a time. */
typedef struct
{
  sqlite3 *handle;
  char *path;
} TlDb;

/* _tl_db_open: @flags are SQLite's; @uri (nullable) is opened instead of @path, which then only
 * names the file. A database that is opened is hardened: its schema runs no code, and no value is
 * larger than what this program writes. */
gboolean _tl_db_open (TlDb *self, const char *path, const char *uri, int flags, GError **error);
gboolean _tl_db_close (TlDb *self, GError **error);

/* _tl_db_fail: sets @error from the state of the connection; always %FALSE. A full disk is
 * G_IO_ERROR_NO_SPACE, a damaged file TL_ERROR_INPUT, a file in use G_IO_ERROR_BUSY, one that
 * cannot be written G_IO_ERROR_READ_ONLY, all else TL_ERROR_STORE. */
gboolean _tl_db_fail (TlDb *self, const char *what, int rc, GError **error);

gboolean _tl_db_exec (TlDb *self, const char *sql, GError **error);
gboolean _tl_db_get_int (TlDb *self, const char *sql, gint64 *value, GError **error);
gboolean _tl_db_set_pragma (TlDb *self, const char *name, gint64 value, GError **error);
sqlite3_stmt *_tl_db_prepare (TlDb *self, const char *sql, GError **error);

/* _tl_db_bind: the statement is reset first. @types has a letter a parameter: "s" (const char *,
 * nullable), "i" (gint64), "b" (GBytes *). Values are borrowed until the next bind. */
gboolean _tl_db_bind (TlDb *self, sqlite3_stmt *statement, GError **error, const char *types, ...);

gboolean _tl_db_bind_bytes (
    TlDb *self, sqlite3_stmt *statement, int index, GBytes *bytes, GError **error);

/* _tl_db_step: 1 for a row, 0 when done (the statement is then reset), -1 with @error set. */
int _tl_db_step (TlDb *self, sqlite3_stmt *statement, GError **error);

/* _tl_db_run: bind has been done; runs a statement that gives no rows. */
gboolean _tl_db_run (TlDb *self, sqlite3_stmt *statement, GError **error);

/* The columns TL_DOCUMENT_COLUMNS: binding from parameter @first (from 1), reading from column
 * @first (from 0). What is read is checked. */
gboolean _tl_db_bind_document (
    TlDb *self, sqlite3_stmt *statement, int first, TlDocument *document, GError **error);
TlDocument *_tl_db_read_document (TlDb *self, sqlite3_stmt *statement, int first, GError **error);

/* _tl_db_check_document: whether what identifies @document can be stored. */
gboolean _tl_db_check_document (TlDocument *document, GError **error);

G_END_DECLS
