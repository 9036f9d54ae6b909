/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "law/court/tl-court-private.h"
#include "law/tl-table-private.h"

#define TABLE_PATH "/vn/toaan/TroLy/law/courts.tsv"
/* 355 courts of regions, 700 of districts, their names before: far below. */
#define FILE_MAX  (8 * 1024 * 1024)
#define STEPS_MAX 16

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_LEVEL,
  COLUMN_PROVINCE,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_SUCCESSORS,
  COLUMN_VERIFIED,
  N_COLUMNS
};

/**
 * Courts:
 * @rows: id → GPtrArray of TlCourt, owned
 * @before: id → GPtrArray of ids
 * @lines: row → its line in the file being read
 */
typedef struct
{
  GHashTable *rows;
  GHashTable *before;
  GHashTable *lines;
} Courts;

static Courts *loaded;

static void
courts_free (Courts *self)
{
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->before);
  g_hash_table_unref (self->lines);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Courts, courts_free)

static Courts *
courts_new (void)
{
  Courts *self = g_new0 (Courts, 1);

  self->rows
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->before
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->lines = g_hash_table_new (g_direct_hash, g_direct_equal);
  return self;
}

/* A line */

static gboolean
fail (GError **error, const char *file, guint line, const char *what, const char *value)
{
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s:%u: %s: “%s”", file, line, what, value);
  return FALSE;
}

/* A day, a year alone, or nothing. */
static gboolean
is_day (const char *field)
{
  if (*field == '\0' || tl_date_is_valid (field))
    return TRUE;
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isdigit (field[i]))
      return FALSE;
  return field[4] == '\0';
}

static gboolean
is_slug (const char *field)
{
  for (; *field; field++)
    if (!g_ascii_islower (*field) && !g_ascii_isdigit (*field) && *field != '-')
      return FALSE;
  return TRUE;
}

static gboolean
check_fields (char **fields, const char *file, guint line, GError **error)
{
  TlCourtLevel level = _tl_court_level_from_code (fields[COLUMN_LEVEL]);

  if (level == TL_COURT_UNKNOWN)
    return fail (error, file, line, "no level of courts", fields[COLUMN_LEVEL]);
  if (_tl_court_id_level (fields[COLUMN_ID]) != level)
    return fail (error, file, line, "no id of a court of this level", fields[COLUMN_ID]);
  if (*fields[COLUMN_NAME] == '\0')
    return fail (error, file, line, "a court without a name", fields[COLUMN_ID]);
  if (!is_slug (fields[COLUMN_PROVINCE]))
    return fail (error, file, line, "no id of a province", fields[COLUMN_PROVINCE]);
  if (!is_day (fields[COLUMN_FROM]))
    return fail (error, file, line, "no date", fields[COLUMN_FROM]);
  if (!is_day (fields[COLUMN_TO]))
    return fail (error, file, line, "no date", fields[COLUMN_TO]);
  if (*fields[COLUMN_FROM] && *fields[COLUMN_TO]
      && !_tl_date_in (fields[COLUMN_FROM], NULL, fields[COLUMN_TO]))
    return fail (error, file, line, "ends before it begins", fields[COLUMN_ID]);
  if (strcmp (fields[COLUMN_VERIFIED], "0") != 0 && strcmp (fields[COLUMN_VERIFIED], "1") != 0)
    return fail (error, file, line, "“verified” is neither 0 nor 1", fields[COLUMN_VERIFIED]);
  return TRUE;
}

static char *
field_or_null (const char *field)
{
  return *field ? g_strdup (field) : NULL;
}

static gboolean
courts_add_line (Courts *self, const char *text, const char *file, guint line, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (text, "\t", N_COLUMNS + 1);
  TlCourt *court;
  GPtrArray *rows;

  if (g_strv_length (fields) != N_COLUMNS)
    return fail (error, file, line, "a line needs 8 columns with tabs between", text);
  if (!check_fields (fields, file, line, error))
    return FALSE;
  rows = g_hash_table_lookup (self->rows, fields[COLUMN_ID]);
  if (rows)
    {
      const TlCourt *last = g_ptr_array_index (rows, rows->len - 1);

      if (!last->valid_to || *fields[COLUMN_FROM] == '\0'
          || strcmp (fields[COLUMN_FROM], last->valid_to) < 0)
        return fail (error, file, line, "begins before the line above of this court ends",
                     fields[COLUMN_ID]);
    }
  else
    {
      rows = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_court_free);
      g_hash_table_insert (self->rows, g_strdup (fields[COLUMN_ID]), rows);
    }
  court = g_new0 (TlCourt, 1);
  court->id = g_strdup (fields[COLUMN_ID]);
  court->name = g_strdup (fields[COLUMN_NAME]);
  court->level = _tl_court_level_from_code (fields[COLUMN_LEVEL]);
  court->province = field_or_null (fields[COLUMN_PROVINCE]);
  court->valid_from = field_or_null (fields[COLUMN_FROM]);
  court->valid_to = field_or_null (fields[COLUMN_TO]);
  court->successors = field_or_null (fields[COLUMN_SUCCESSORS]);
  court->verified = fields[COLUMN_VERIFIED][0] == '1';
  court->listed = TRUE;
  g_ptr_array_add (rows, court);
  g_hash_table_insert (self->lines, court, GUINT_TO_POINTER (line));
  return TRUE;
}

static gboolean
courts_add_text (Courts *self, const char *text, const char *file, GError **error)
{
  g_auto (GStrv) lines = NULL;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_strchomp (lines[i]);
      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (!courts_add_line (self, lines[i], file, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Successors */

static void
courts_link (Courts *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_remove_all (self->before);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GPtrArray *rows = value;
      const TlCourt *last = g_ptr_array_index (rows, rows->len - 1);
      g_auto (GStrv) heirs = g_strsplit (last->successors ? last->successors : "", " ", -1);

      for (guint i = 0; heirs[i]; i++)
        {
          GPtrArray *before = g_hash_table_lookup (self->before, heirs[i]);

          if (*heirs[i] == '\0')
            continue;
          if (!before)
            {
              before = g_ptr_array_new_with_free_func (g_free);
              g_hash_table_insert (self->before, g_strdup (heirs[i]), before);
            }
          g_ptr_array_add (before, g_strdup (key));
        }
    }
}

/* Whether the heirs of @id end somewhere; @state remembers 1 for on the way, 2 for good. */
static gboolean
ends (Courts *self, const char *id, GHashTable *state, guint depth)
{
  const GPtrArray *rows = g_hash_table_lookup (self->rows, id);
  const TlCourt *last = rows ? g_ptr_array_index (rows, rows->len - 1) : NULL;
  guint seen = GPOINTER_TO_UINT (g_hash_table_lookup (state, id));
  g_auto (GStrv) heirs = NULL;

  if (seen == 2 || !last || !last->successors)
    return TRUE;
  if (seen == 1 || depth > STEPS_MAX)
    return FALSE;
  g_hash_table_insert (state, last->id, GUINT_TO_POINTER (1));
  heirs = g_strsplit (last->successors, " ", -1);
  for (guint i = 0; heirs[i]; i++)
    if (*heirs[i] && !ends (self, heirs[i], state, depth + 1))
      return FALSE;
  g_hash_table_insert (state, last->id, GUINT_TO_POINTER (2));
  return TRUE;
}

static gboolean
courts_check (Courts *self, const char *file, GError **error)
{
  g_autoptr (GHashTable) state = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GPtrArray *rows = value;
      const TlCourt *last = g_ptr_array_index (rows, rows->len - 1);
      guint line = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, last));
      g_auto (GStrv) heirs = g_strsplit (last->successors ? last->successors : "", " ", -1);

      for (guint i = 0; heirs[i]; i++)
        if (*heirs[i] && _tl_court_id_level (heirs[i]) == TL_COURT_UNKNOWN)
          return fail (error, file, line, "no id of a court", heirs[i]);
      if (!ends (self, last->id, state, 0))
        return fail (error, file, line, "the heirs go round in a circle", last->id);
    }
  return TRUE;
}

/* The table */

static gpointer
load_ours (gpointer data)
{
  g_autofree char *text = _tl_table_text (TABLE_PATH);
  g_autoptr (GError) error = NULL;
  Courts *self = courts_new ();

  /* Compiled in and tested. */
  if (courts_add_text (self, text, "courts.tsv", &error))
    courts_check (self, "courts.tsv", &error);
  g_assert_no_error (error);
  courts_link (self);
  return self;
}

static Courts *
get (void)
{
  static GOnce once = G_ONCE_INIT;
  Courts *ours = g_once (&once, load_ours, NULL);

  return loaded ? loaded : ours;
}

const GPtrArray *
_tl_court_rows (const char *id)
{
  return g_hash_table_lookup (get ()->rows, id);
}

const GPtrArray *
_tl_courts_before (const char *id)
{
  return g_hash_table_lookup (get ()->before, id);
}

const TlCourt *
_tl_court_row_on (const GPtrArray *rows, const char *date)
{
  const TlCourt *found = g_ptr_array_index (rows, date ? 0 : rows->len - 1);

  for (guint i = 1; date && i < rows->len; i++)
    {
      const TlCourt *row = g_ptr_array_index (rows, i);

      if (_tl_date_in (date, row->valid_from, NULL))
        found = row;
    }
  return found;
}

/* Our rows of courts that the file does not have. */
static void
add_missing (Courts *self, const Courts *ours)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, ours->rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GPtrArray *rows = value;
      GPtrArray *copy;

      if (g_hash_table_contains (self->rows, key))
        continue;
      copy = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_court_free);
      for (guint i = 0; i < rows->len; i++)
        g_ptr_array_add (copy, tl_court_copy (g_ptr_array_index (rows, i)));
      g_hash_table_insert (self->rows, g_strdup (key), copy);
    }
}

gboolean
tl_court_table_load (const char *path, GError **error)
{
  g_autoptr (Courts) table = courts_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) broken = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_get_contents (path, &text, &length, &broken))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: %s", path, broken->message);
      return FALSE;
    }
  if (length > FILE_MAX || strlen (text) != length || !g_utf8_validate (text, (gssize)length, NULL))
    return fail (error, path, 1, "no table of courts in UTF-8", "");
  if (!courts_add_text (table, text, path, error))
    return FALSE;
  add_missing (table, get ());
  if (!courts_check (table, path, error))
    return FALSE;
  courts_link (table);
  g_clear_pointer (&loaded, courts_free);
  loaded = g_steal_pointer (&table);
  return TRUE;
}
