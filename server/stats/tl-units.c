/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/stats/tl-units.h"

typedef struct
{
  TlUnit unit;
  char *parent_code;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->unit.code);
  g_free (entry->unit.name);
  g_free (entry->unit.level);
  g_free (entry->parent_code);
  g_free (entry);
}

TlUnits *
tl_units_new (void)
{
  TlUnits *self = g_new0 (TlUnits, 1);

  self->units = g_ptr_array_new_with_free_func (entry_free);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
tl_units_free (TlUnits *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->units);
  g_free (self);
}

void
tl_units_add (
    TlUnits *self, const char *code, const char *name, const char *parent, const char *level)
{
  Entry *entry;

  if (self->units->len >= TL_UNITS_MAX || g_hash_table_contains (self->by_code, code))
    return;
  entry = g_new0 (Entry, 1);
  entry->unit.code = g_strdup (code);
  entry->unit.name = g_strdup (name);
  entry->unit.level = g_strdup (level);
  entry->unit.parent = TL_UNIT_NONE;
  entry->parent_code = g_strdup (parent);
  g_hash_table_insert (self->by_code, entry->unit.code, GUINT_TO_POINTER (self->units->len));
  g_ptr_array_add (self->units, entry);
}

static TlUnit *
unit_at (const TlUnits *self, guint index)
{
  return &((Entry *)self->units->pdata[index])->unit;
}

void
tl_units_tie (TlUnits *self)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      Entry *entry = self->units->pdata[i];

      entry->unit.parent
          = entry->parent_code != NULL ? tl_units_find (self, entry->parent_code) : TL_UNIT_NONE;
    }
  for (guint i = 0; i < self->units->len; i++)
    {
      guint steps = 0;

      for (guint up = i; up != TL_UNIT_NONE && steps <= TL_UNITS_MAX_DEPTH; steps++)
        up = unit_at (self, up)->parent;
      if (steps > TL_UNITS_MAX_DEPTH)
        unit_at (self, i)->parent = TL_UNIT_NONE;
    }
  for (guint i = 0; i < self->units->len; i++)
    {
      TlUnit *unit = unit_at (self, i);

      unit->depth = 0;
      for (guint up = unit->parent; up != TL_UNIT_NONE; up = unit_at (self, up)->parent)
        unit->depth++;
    }
}

TlUnits *
tl_units_load (TlSql *sql, GError **error)
{
  g_autoptr (TlUnits) self = NULL;
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      sql, error, "SELECT code, name, parent, level, closed FROM units ORDER BY code LIMIT 5000",
      "");
  if (rows == NULL)
    return NULL;
  self = tl_units_new ();
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      tl_units_add (self, tl_sql_rows_text (rows, i, 0), tl_sql_rows_text (rows, i, 1),
                    tl_sql_rows_text (rows, i, 2), tl_sql_rows_text (rows, i, 3));
      unit_at (self, i)->closed = !tl_sql_rows_is_null (rows, i, 4);
    }
  tl_units_tie (self);
  return g_steal_pointer (&self);
}

guint
tl_units_count (const TlUnits *self)
{
  return self->units->len;
}

const TlUnit *
tl_units_get (const TlUnits *self, guint index)
{
  return unit_at (self, index);
}

guint
tl_units_find (const TlUnits *self, const char *code)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (self->by_code, code, NULL, &index))
    return TL_UNIT_NONE;
  return GPOINTER_TO_UINT (index);
}

gboolean
tl_units_is_inside (const TlUnits *self, guint unit, guint ancestor)
{
  if (ancestor == TL_UNIT_NONE)
    return TRUE;
  while (unit != TL_UNIT_NONE && unit != ancestor)
    unit = unit_at (self, unit)->parent;
  return unit == ancestor;
}

guint
tl_units_common (const TlUnits *self, guint a, guint b)
{
  while (a != TL_UNIT_NONE && !tl_units_is_inside (self, b, a))
    a = unit_at (self, a)->parent;
  return a;
}
