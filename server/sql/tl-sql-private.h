/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

#define TL_SQL_MAX_PARAMETERS 40
#define TL_SQL_MAX_PREPARED   512

/** TlSqlValue: one parameter; @type: "s", "i" or "b" as in tl_sql_query(). */
typedef struct
{
  char type;
  const char *text;
  gint64 number;
  GBytes *bytes;
} TlSqlValue;

typedef enum
{
  TL_SQL_BEGIN,
  TL_SQL_COMMIT,
  TL_SQL_ROLLBACK,
} TlSqlStep;

/** TlSqlBackend: what a database does itself. @script runs several statements without parameters,
 * inside a transaction. @run gives rows and, in @changed, how many rows it changed. */
typedef struct
{
  TlSql *(*open) (const char *where, gpointer shared, GError **error);
  void (*close) (TlSql *self);
  gboolean (*step) (TlSql *self, TlSqlStep step, GError **error);
  gboolean (*script) (TlSql *self, const char *text, GError **error);
  TlSqlRows *(*run) (TlSql *self,
                     const char *statement,
                     const TlSqlValue *values,
                     guint n_values,
                     gint64 *changed,
                     GError **error);
} TlSqlBackend;

/** TlSql: first member of the connection of each back end. @lost: it must be opened anew.
 * @generation: of the pool when it was opened. */
struct _TlSql
{
  const TlSqlBackend *backend;
  gboolean in_transaction;
  gboolean lost;
  guint generation;
};

extern const TlSqlBackend _tl_sql_sqlite;
extern const TlSqlBackend _tl_sql_postgres;

/** _tl_sql_run: without variable arguments. */
TlSqlRows *_tl_sql_run (TlSql *self,
                        const char *statement,
                        const TlSqlValue *values,
                        guint n_values,
                        gint64 *changed,
                        GError **error);
/** _tl_sql_migrate: brings the database to the last step that this program knows. */
gboolean _tl_sql_migrate (TlSql *self, GError **error);

TlSqlRows *_tl_sql_rows_new (guint n_columns);
/** _tl_sql_rows_add: the next cell of the current row; @data: (nullable): NULL of SQL. */
void _tl_sql_rows_add (TlSqlRows *self, const void *data, gsize length);

G_END_DECLS
