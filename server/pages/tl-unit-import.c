/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-unit-import.h"

#include <string.h>

#include "server/pages/tl-lines.h"
#include "server/stats/tl-units.h"
#include "server/store/tl-store.h"

#define MAX_CODE 64

gboolean
tl_is_role (const char *role)
{
  static const char *const roles[] = { "judge", "editor", "statistics", "administrator", NULL };

  return g_strv_contains (roles, role);
}

static gboolean
is_code (const char *code)
{
  return code[0] != '\0' && strlen (code) <= MAX_CODE
         && strspn (code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")
                == strlen (code);
}

G_GNUC_PRINTF (3, 4)
static void
add_fault (GPtrArray *faults, const TlLine *line, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list list;

  va_start (list, format);
  what = g_strdup_vprintf (format, list);
  va_end (list);
  g_ptr_array_add (faults, g_strdup_printf ("Dòng %u: %s", line->number, what));
}

/* The tree as it would be: what is stored and, over it, what is brought. */
static TlUnits *
planned_tree (TlSql *sql, GPtrArray *lines, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;
  TlUnits *units;

  rows = tl_sql_query (sql, error,
                       "SELECT code, name, parent, level FROM units ORDER BY code LIMIT 5000", "");
  if (rows == NULL)
    return NULL;
  units = tl_units_new ();
  for (guint i = 0; i < lines->len; i++)
    {
      const TlLine *line = lines->pdata[i];
      const char *parent = tl_line_get (line, "parent");

      tl_units_add (units, tl_line_get (line, "code"), tl_line_get (line, "name"),
                    parent[0] != '\0' ? parent : NULL, tl_line_get (line, "level"));
    }
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    tl_units_add (units, tl_sql_rows_text (rows, i, 0), tl_sql_rows_text (rows, i, 1),
                  tl_sql_rows_text (rows, i, 2), tl_sql_rows_text (rows, i, 3));
  tl_units_tie (units);
  return units;
}

static void
check_units (GPtrArray *lines, const TlUnits *units, GPtrArray *faults)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      const TlLine *line = lines->pdata[i];
      const char *code = tl_line_get (line, "code"), *parent = tl_line_get (line, "parent");
      guint index = tl_units_find (units, code);

      if (!is_code (code))
        add_fault (faults, line, "mã (code) phải là chữ không dấu, số, “.”, “-”, “_”");
      else if (!g_hash_table_add (seen, (gpointer)code))
        add_fault (faults, line, "mã “%s” có hai lần", code);
      else if (tl_line_get (line, "name")[0] == '\0')
        add_fault (faults, line, "thiếu tên (name)");
      else if (parent[0] != '\0' && tl_units_find (units, parent) == TL_UNIT_NONE)
        add_fault (faults, line, "không có đơn vị cấp trên “%s”", parent);
      else if (parent[0] != '\0' && index != TL_UNIT_NONE
               && tl_units_get (units, index)->parent == TL_UNIT_NONE)
        add_fault (faults, line, "đơn vị cấp trên đi thành vòng, hoặc quá %d cấp",
                   TL_UNITS_MAX_DEPTH);
    }
}

static gboolean
store_units (TlSql *sql, GPtrArray *lines, GError **error)
{
  /* First without parents, so that the order of the list does not matter. */
  for (guint i = 0; i < lines->len; i++)
    {
      const TlLine *line = lines->pdata[i];

      if (tl_sql_exec (
              sql, error,
              "INSERT INTO units (code, name, level) VALUES ($1, $2, $3) ON CONFLICT (code)"
              " DO UPDATE SET name = excluded.name, level = excluded.level, closed = NULL",
              "sss", tl_line_get (line, "code"), tl_line_get (line, "name"),
              tl_line_get (line, "level"))
          < 0)
        return FALSE;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const TlLine *line = lines->pdata[i];
      const char *parent = tl_line_get (line, "parent");

      if (tl_sql_exec (sql, error, "UPDATE units SET parent = $1 WHERE code = $2", "ss",
                       parent[0] != '\0' ? parent : NULL, tl_line_get (line, "code"))
          < 0)
        return FALSE;
    }
  return TRUE;
}

/* Ends the transaction: what is wrong in one line stores nothing. */
static gboolean
finish (TlSql *sql, gboolean ok, GPtrArray *faults, GError **error)
{
  if (ok && faults->len == 0)
    return tl_sql_commit (sql, error);
  tl_sql_rollback (sql);
  return ok;
}

gboolean
tl_units_import (TlSql *sql,
                 gint64 now,
                 const char *actor,
                 const char *text,
                 GPtrArray *faults,
                 guint *count,
                 GError **error)
{
  g_autoptr (GPtrArray) lines = tl_lines_parse (text, faults);
  g_autofree char *detail = g_strdup_printf ("%u", lines->len);
  g_autoptr (TlUnits) units = NULL;
  gboolean ok;

  *count = lines->len;
  if (lines->len == 0 && faults->len == 0)
    g_ptr_array_add (faults, g_strdup ("Danh sách không có dòng nào."));
  if (faults->len > 0)
    return TRUE;
  if (!tl_sql_begin (sql, error))
    return FALSE;
  units = planned_tree (sql, lines, error);
  if (units != NULL)
    check_units (lines, units, faults);
  ok = units != NULL
       && (faults->len > 0
           || (store_units (sql, lines, error)
               && tl_store_audit_add (sql, now, actor, "units.import", "units", detail, error)));
  return finish (sql, ok, faults, error);
}

static gboolean
store_person (TlSql *sql,
              gint64 now,
              const char *actor,
              const TlLine *line,
              GPtrArray *faults,
              GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  const char *unit = tl_line_get (line, "unit"), *role = tl_line_get (line, "role");
  gint64 rows;

  if (tl_line_get (line, "name")[0] == '\0')
    add_fault (faults, line, "thiếu tên (name)");
  else if (!tl_is_role (role))
    add_fault (faults, line, "vai trò (role) phải là judge, editor, statistics hoặc administrator");
  else
    {
      rows = tl_sql_exec (
          sql, error,
          "INSERT INTO people (id, name, unit, role, created) SELECT $1, $2, code, $3, $4"
          " FROM units WHERE code = $5",
          "sssis", id, tl_line_get (line, "name"), role, now, unit);
      if (rows < 0)
        return FALSE;
      if (rows == 0)
        add_fault (faults, line, "không có đơn vị “%s”", unit);
      else
        return tl_store_audit_add (sql, now, actor, "person.add", id, role, error);
    }
  return TRUE;
}

gboolean
tl_people_import (TlSql *sql,
                  gint64 now,
                  const char *actor,
                  const char *text,
                  GPtrArray *faults,
                  guint *count,
                  GError **error)
{
  g_autoptr (GPtrArray) lines = tl_lines_parse (text, faults);
  gboolean ok = TRUE;

  *count = lines->len;
  if (lines->len == 0 && faults->len == 0)
    g_ptr_array_add (faults, g_strdup ("Danh sách không có dòng nào."));
  if (faults->len > 0)
    return TRUE;
  if (!tl_sql_begin (sql, error))
    return FALSE;
  for (guint i = 0; ok && i < lines->len; i++)
    ok = store_person (sql, now, actor, lines->pdata[i], faults, error);
  return finish (sql, ok, faults, error);
}
