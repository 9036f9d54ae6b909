/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One way to two databases: SQLite (sqlite3) and PostgreSQL (libpq). Statements are written once,
 * in what both understand: parameters $1, $2 … each used first in that order, INTEGER times in
 * milliseconds (BIGINT in PostgreSQL), TEXT, INSERT … ON CONFLICT, RETURNING. */

/**
 * TlSqlError:
 * @TL_SQL_ERROR_RETRY: the transaction met another one, or the connection was lost before it was
 *   committed: nothing of it is stored, it may be done again from its beginning
 * @TL_SQL_ERROR_UNKNOWN: the connection was lost while it was committed: it may be stored or not.
 *   Only what is idempotent is done again
 * @TL_SQL_ERROR_CONSTRAINT: a unique key, a reference or a check does not hold
 * @TL_SQL_ERROR_FULL: no room on the disk
 * @TL_SQL_ERROR_FAILED: anything else
 */
typedef enum
{
  TL_SQL_ERROR_RETRY,
  TL_SQL_ERROR_UNKNOWN,
  TL_SQL_ERROR_CONSTRAINT,
  TL_SQL_ERROR_FULL,
  TL_SQL_ERROR_FAILED,
} TlSqlError;
#define TL_SQL_ERROR (tl_sql_error_quark ())
GQuark tl_sql_error_quark (void);

/** TlSql: one connection; used by one thread at a time. */
typedef struct _TlSql TlSql;
/** TlSqlRows: the whole answer of a statement, in memory; statements bound theirs with LIMIT. */
typedef struct _TlSqlRows TlSqlRows;
/** TlSqlPool: connections, handed out to any thread. */
typedef struct _TlSqlPool TlSqlPool;

/**
 * tl_sql_pool_new:
 * @where: "sqlite:/path/of/file" or a libpq connection string ("postgresql://…"); several hosts and
 *   target_session_attrs=read-write for a primary and its standby
 * @size: connections at most
 *
 * Opens one connection and migrates (forward-only numbered steps, one transaction, under a lock
 * that other servers wait for).
 */
TlSqlPool *tl_sql_pool_new (const char *where, guint size, GError **error);
void tl_sql_pool_free (TlSqlPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSqlPool, tl_sql_pool_free)
/** tl_sql_pool_take: waits up to @timeout_ms for a free connection; %TL_SQL_ERROR_RETRY after it. A
 * connection that was lost is opened anew. */
TlSql *tl_sql_pool_take (TlSqlPool *self, guint timeout_ms, GError **error);
/** tl_sql_pool_give: rolls back what was left open. */
void tl_sql_pool_give (TlSqlPool *self, TlSql *sql);

/** tl_sql_is_postgres: for the very few statements that differ. */
gboolean tl_sql_is_postgres (TlSql *self);

gboolean tl_sql_begin (TlSql *self, GError **error); /* SQLite: BEGIN IMMEDIATE */
gboolean tl_sql_commit (TlSql *self, GError **error);
void tl_sql_rollback (TlSql *self);

/**
 * tl_sql_query:
 * @statement: one statement, a literal of the program: never made from input; kept prepared
 * @types: one letter a parameter: "s" const char* (nullable), "i" gint64, "b" GBytes* (nullable)
 *
 * Returns: (transfer full): the rows, none for a statement that gives none; %NULL with @error
 */
TlSqlRows *tl_sql_query (
    TlSql *self, GError **error, const char *statement, const char *types, ...);
/** tl_sql_exec: as tl_sql_query() for statements without rows. Returns: rows changed, or -1. */
gint64 tl_sql_exec (TlSql *self, GError **error, const char *statement, const char *types, ...);

/** tl_sql_array_new: an array of PostgreSQL in text, for a parameter "s" that the statement casts:
 * $1::TEXT[]. tl_sql_array_add() for every element (nullable), then tl_sql_array_end(). */
GString *tl_sql_array_new (void);
void tl_sql_array_add (GString *array, const char *element);
void tl_sql_array_end (GString *array);

guint tl_sql_rows_count (TlSqlRows *self);
gboolean tl_sql_rows_is_null (TlSqlRows *self, guint row, guint column);
/** tl_sql_rows_text: Returns: (transfer none) (nullable): valid as long as @self. */
const char *tl_sql_rows_text (TlSqlRows *self, guint row, guint column);
gint64 tl_sql_rows_int (TlSqlRows *self, guint row, guint column);
/** tl_sql_rows_bytes: Returns: (transfer full) (nullable). */
GBytes *tl_sql_rows_bytes (TlSqlRows *self, guint row, guint column);
void tl_sql_rows_free (TlSqlRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSqlRows, tl_sql_rows_free)

G_END_DECLS
