/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-sql-private.h"

#include <string.h>

G_DEFINE_QUARK (tl - sql - error - quark, tl_sql_error)

gboolean
tl_sql_is_postgres (TlSql *self)
{
  return self->backend == &_tl_sql_postgres;
}

static gboolean
is_lost (TlSql *self, GError **error)
{
  if (self->lost)
    g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The connection was lost");
  return self->lost;
}

gboolean
tl_sql_begin (TlSql *self, GError **error)
{
  g_return_val_if_fail (!self->in_transaction, FALSE);
  if (is_lost (self, error) || !self->backend->step (self, TL_SQL_BEGIN, error))
    return FALSE;
  self->in_transaction = TRUE;
  return TRUE;
}

gboolean
tl_sql_commit (TlSql *self, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self->in_transaction, FALSE);
  done = self->backend->step (self, TL_SQL_COMMIT, error);
  if (!done)
    self->backend->step (self, TL_SQL_ROLLBACK, NULL);
  self->in_transaction = FALSE;
  return done;
}

void
tl_sql_rollback (TlSql *self)
{
  if (!self->in_transaction)
    return;
  self->backend->step (self, TL_SQL_ROLLBACK, NULL);
  self->in_transaction = FALSE;
}

TlSqlRows *
_tl_sql_run (TlSql *self,
             const char *statement,
             const TlSqlValue *values,
             guint n_values,
             gint64 *changed,
             GError **error)
{
  if (is_lost (self, error))
    return NULL;
  return self->backend->run (self, statement, values, n_values, changed, error);
}

static guint
read_values (TlSqlValue values[TL_SQL_MAX_PARAMETERS], const char *types, va_list args)
{
  guint n = (guint)strlen (types);

  g_assert (n <= TL_SQL_MAX_PARAMETERS);
  for (guint i = 0; i < n; i++)
    {
      values[i] = (TlSqlValue){ .type = types[i] };
      if (types[i] == 's')
        values[i].text = va_arg (args, const char *);
      else if (types[i] == 'i')
        values[i].number = va_arg (args, gint64);
      else if (types[i] == 'b')
        values[i].bytes = va_arg (args, GBytes *);
      else
        g_assert_not_reached ();
    }
  return n;
}

TlSqlRows *
tl_sql_query (TlSql *self, GError **error, const char *statement, const char *types, ...)
{
  TlSqlValue values[TL_SQL_MAX_PARAMETERS];
  gint64 changed = 0;
  guint n;
  va_list args;

  va_start (args, types);
  n = read_values (values, types, args);
  va_end (args);
  return _tl_sql_run (self, statement, values, n, &changed, error);
}

gint64
tl_sql_exec (TlSql *self, GError **error, const char *statement, const char *types, ...)
{
  TlSqlValue values[TL_SQL_MAX_PARAMETERS];
  TlSqlRows *rows;
  gint64 changed = 0;
  guint n;
  va_list args;

  va_start (args, types);
  n = read_values (values, types, args);
  va_end (args);
  rows = _tl_sql_run (self, statement, values, n, &changed, error);
  if (rows == NULL)
    return -1;
  tl_sql_rows_free (rows);
  return changed;
}

GString *
tl_sql_array_new (void)
{
  return g_string_new ("{");
}

void
tl_sql_array_add (GString *array, const char *element)
{
  if (array->len > 1)
    g_string_append_c (array, ',');
  if (element == NULL)
    {
      g_string_append (array, "NULL");
      return;
    }
  g_string_append_c (array, '"');
  for (const char *rest = element; *rest != '\0';)
    {
      gsize plain = strcspn (rest, "\"\\");

      g_string_append_len (array, rest, (gssize)plain);
      rest += plain;
      if (*rest == '\0')
        break;
      g_string_append_c (array, '\\');
      g_string_append_c (array, *rest++);
    }
  g_string_append_c (array, '"');
}

void
tl_sql_array_end (GString *array)
{
  g_string_append_c (array, '}');
}
