/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "search/facet/tl-facet-table-private.h"
#include "text/tl-text.h"

/* ---- Documents ---- */

static void
load_documents (TlFacetTable *self, guint file)
{
  guint32 count = tl_index_map_get_count (self->map, file);
  GArray *first = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 end = count + 1;

  for (guint32 unit = 1; unit <= count; unit++)
    if (tl_index_map_begins_document (self->map, file, unit))
      g_array_append_val (first, unit);
  self->n_documents[file] = first->len;
  g_array_append_val (first, end);
  self->first_units[file] = (guint32 *)(gpointer)g_array_free (first, FALSE);
}

static gboolean
check_documents (
    const TlFacetTable *self, TlXapianDb *db, guint file, guint32 n_documents, GError **error)
{
  if (n_documents == self->n_documents[file])
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_STORE,
               "%s: damaged: the facets are of %u documents, the units of %u",
               tl_xapian_db_get_path (db, file), n_documents, self->n_documents[file]);
  return FALSE;
}

/* ---- Values ---- */

char *
_tl_facet_key (const char *value)
{
  return tl_text_fold (value, -1, TL_FOLD_CASE, NULL);
}

static guint32
number_of (TlFacetValues *column, const char *value)
{
  g_autofree char *key = _tl_facet_key (value);
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (column->keys, key));

  if (number > 0)
    return number;
  g_ptr_array_add (column->values, g_strdup (value));
  g_hash_table_insert (column->keys, g_steal_pointer (&key),
                       GUINT_TO_POINTER (column->values->len));
  return column->values->len;
}

/* Numbers of @read, and where each document's begin; what was two values and is one now stands
 * once. */
static void
fill_part (TlFacetPart *part, const TlFacetColumn *read, const guint32 *numbers)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), read->n_documents);
  guint32 *starts = g_new0 (guint32, (gsize)read->n_documents + 1);
  gboolean several = FALSE;
  guint32 none = 0;

  for (guint32 i = 0; i < read->n_documents; i++)
    {
      for (guint32 k = read->starts[i]; k < read->starts[i + 1]; k++)
        {
          guint32 number = numbers[g_array_index (read->ids, guint32, k)];
          gboolean known = FALSE;

          for (guint32 j = starts[i]; j < ids->len && !known; j++)
            known = g_array_index (ids, guint32, j) == number;
          if (!known)
            g_array_append_val (ids, number);
        }
      if (ids->len == starts[i])
        g_array_append_val (ids, none);
      several = several || ids->len > starts[i] + 1;
      starts[i + 1] = ids->len;
    }
  if (!several)
    g_clear_pointer (&starts, g_free);
  part->starts = starts;
  part->wide = TRUE;
  part->n_ids = ids->len;
  part->ids = g_array_free (ids, FALSE);
}

static void
no_values (TlFacetPart *part, guint32 n_documents)
{
  part->wide = TRUE;
  part->n_ids = n_documents;
  part->ids = g_new0 (guint32, (gsize)n_documents + 1);
}

static gboolean
load_part (TlFacetTable *self, TlXapianDb *db, TlFacetColumnId id, guint file, GError **error)
{
  TlFacetValues *column = &self->columns[id];
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes
      = tl_xapian_db_load_metadata (db, file, tl_facet_column_key (id), &local);
  g_autoptr (TlFacetColumn) read = NULL;
  g_autofree guint32 *numbers = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (bytes == NULL)
    {
      no_values (&column->parts[file], self->n_documents[file]);
      return TRUE;
    }
  read = tl_facet_column_decode (bytes, error);
  if (read == NULL)
    {
      g_prefix_error (error, "%s: ", tl_xapian_db_get_path (db, file));
      return FALSE;
    }
  if (!check_documents (self, db, file, read->n_documents, error))
    return FALSE;
  numbers = g_new0 (guint32, read->values->len + 1);
  for (guint i = 0; i < read->values->len; i++)
    numbers[i] = number_of (column, g_ptr_array_index (read->values, i));
  fill_part (&column->parts[file], read, numbers);
  return TRUE;
}

/* Two bytes a number where they do. */
static void
narrow (TlFacetPart *part)
{
  guint16 *ids = g_new (guint16, (gsize)part->n_ids + 1);

  for (guint32 i = 0; i < part->n_ids; i++)
    ids[i] = (guint16)((const guint32 *)part->ids)[i];
  g_free (part->ids);
  part->ids = ids;
  part->wide = FALSE;
}

static gboolean
load_column (TlFacetTable *self, TlXapianDb *db, TlFacetColumnId id, GError **error)
{
  TlFacetValues *column = &self->columns[id];

  column->values = g_ptr_array_new_with_free_func (g_free);
  column->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  column->parts = g_new0 (TlFacetPart, self->n_files + 1);
  for (guint file = 0; file < self->n_files; file++)
    if (!load_part (self, db, id, file, error))
      return FALSE;
  for (guint file = 0; file < self->n_files && column->values->len <= G_MAXUINT16; file++)
    narrow (&column->parts[file]);
  return TRUE;
}

/* ---- Effect ---- */

static gboolean
load_effect (TlFacetTable *self, TlXapianDb *db, guint file, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, TL_EFFECT_KEY, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (bytes == NULL)
    return TRUE;
  self->effects[file] = tl_effect_column_decode (bytes, error);
  if (self->effects[file] == NULL)
    {
      g_prefix_error (error, "%s: ", tl_xapian_db_get_path (db, file));
      return FALSE;
    }
  return check_documents (self, db, file, self->effects[file]->n_documents, error);
}

int
_tl_facet_state (const TlFacetTable *self, guint file, guint32 document, guint32 day)
{
  const TlEffectColumn *column = self->effects[file];
  int state = -1;

  if (column == NULL)
    return -1;
  for (guint32 i = column->starts[document]; i < column->starts[document + 1]; i++)
    {
      const TlEffectChange *change = &g_array_index (column->changes, TlEffectChange, i);

      if (change->day > day)
        break;
      state = (int)change->state;
    }
  return state;
}

/* ---- The table ---- */

int
_tl_facet_column_of (TlFacetId facet)
{
  static const int COLUMNS[TL_N_FACETS] = {
    [TL_FACET_KIND] = -1,
    [TL_FACET_EFFECT] = -1,
    [TL_FACET_REVIEW] = -1,
    [TL_FACET_YEAR] = TL_COLUMN_YEAR,
    [TL_FACET_CASE_TYPE] = TL_COLUMN_CASE_TYPE,
    [TL_FACET_RELATION] = TL_COLUMN_RELATION,
    [TL_FACET_OUTCOME] = TL_COLUMN_OUTCOME,
    [TL_FACET_PROVISION] = TL_COLUMN_PROVISION,
    [TL_FACET_LEVEL] = TL_COLUMN_LEVEL,
    [TL_FACET_STAGE] = TL_COLUMN_STAGE,
    [TL_FACET_COURT] = TL_COLUMN_COURT,
    [TL_FACET_COURT_ID] = TL_COLUMN_COURT,
    [TL_FACET_ISSUER] = TL_COLUMN_ISSUER,
  };

  return COLUMNS[facet];
}

TlFacetTable *
tl_facet_table_load (TlXapianDb *db, const TlIndexMap *map, GError **error)
{
  g_autoptr (TlFacetTable) self = g_new0 (TlFacetTable, 1);

  self->map = map;
  self->n_files = tl_index_map_get_n_files (map);
  self->n_documents = g_new0 (guint32, self->n_files + 1);
  self->first_units = g_new0 (guint32 *, self->n_files + 1);
  self->effects = g_new0 (TlEffectColumn *, self->n_files + 1);
  for (guint file = 0; file < self->n_files; file++)
    {
      load_documents (self, file);
      if (!load_effect (self, db, file, error))
        return NULL;
    }
  for (guint id = 0; id < TL_N_COLUMNS; id++)
    if (!load_column (self, db, (TlFacetColumnId)id, error))
      return NULL;
  if (!_tl_facet_standing_load (self, db, error))
    return NULL;
  _tl_facet_courts_load (self);
  return g_steal_pointer (&self);
}

static void
clear_column (TlFacetValues *column, guint n_files)
{
  g_clear_pointer (&column->values, g_ptr_array_unref);
  g_clear_pointer (&column->keys, g_hash_table_unref);
  for (guint file = 0; column->parts != NULL && file < n_files; file++)
    {
      g_free (column->parts[file].starts);
      g_free (column->parts[file].ids);
    }
  g_free (column->parts);
}

void
tl_facet_table_free (TlFacetTable *self)
{
  if (self == NULL)
    return;
  for (guint id = 0; id < TL_N_COLUMNS; id++)
    clear_column (&self->columns[id], self->n_files);
  for (guint file = 0; file < self->n_files; file++)
    {
      g_free (self->first_units[file]);
      tl_effect_column_free (self->effects[file]);
    }
  _tl_facet_courts_clear (self);
  _tl_facet_standing_clear (self);
  g_free (self->n_documents);
  g_free (self->first_units);
  g_free (self->effects);
  g_free (self);
}

gsize
tl_facet_table_get_size (const TlFacetTable *self)
{
  gsize size = 0;

  for (guint file = 0; file < self->n_files; file++)
    {
      size += ((gsize)self->n_documents[file] + 1) * sizeof (guint32);
      for (guint id = 0; id < TL_N_COLUMNS; id++)
        {
          const TlFacetPart *part = &self->columns[id].parts[file];

          size += (gsize)part->n_ids * (part->wide ? sizeof (guint32) : sizeof (guint16));
          if (part->starts != NULL)
            size += ((gsize)self->n_documents[file] + 1) * sizeof (guint32);
        }
      if (self->effects[file] != NULL)
        size += ((gsize)self->n_documents[file] + 1) * sizeof (guint32)
                + self->effects[file]->changes->len * sizeof (TlEffectChange);
    }
  return size;
}
