/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which volumes a library is made of, and which version of each document wins. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "corpus/tl-library-private.h"

#define CHECK_EVERY 4096

static void
entry_free (TlLibraryEntry *entry)
{
  tl_volume_unref (entry->volume);
  g_free (entry->created);
  g_free (entry->superseded);
  g_free (entry->indexed);
  g_free (entry);
}

void
_tl_library_set_free (TlLibrarySet *set)
{
  if (set == NULL)
    return;
  g_ptr_array_unref (set->entries);
  g_clear_pointer (&set->installed, _tl_library_installed_free);
  g_free (set->folder);
  g_free (set);
}

static gboolean
is_yes (const char *value)
{
  return value != NULL && *value != '\0' && strcmp (value, "0") != 0 && strcmp (value, "false") != 0
         && strcmp (value, "no") != 0;
}

static gboolean
add_volume (TlLibrarySet *set, const char *path, const char *index, GError **error)
{
  TlVolume *volume = tl_volume_open (path, error);
  g_autofree char *serial = NULL;
  g_autofree char *training = NULL;
  TlLibraryEntry *entry;

  if (volume == NULL)
    return FALSE;
  entry = g_new0 (TlLibraryEntry, 1);
  entry->volume = volume;
  if (index != NULL)
    _tl_volume_set_index_path (volume, index);
  g_ptr_array_add (set->entries, entry);
  if (!_tl_volume_read_meta (volume, "serial", &serial, error)
      || !_tl_volume_read_meta (volume, "created", &entry->created, error)
      || !_tl_volume_read_meta (volume, "training", &training, error))
    return FALSE;
  entry->serial = serial != NULL ? g_ascii_strtoull (serial, NULL, 10) : 0;
  set->training |= is_yes (training);
  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const TlLibraryEntry *left = *(const TlLibraryEntry *const *)a;
  const TlLibraryEntry *right = *(const TlLibraryEntry *const *)b;
  int order;

  if (left->serial != right->serial)
    return left->serial < right->serial ? -1 : 1;
  order = g_strcmp0 (left->created, right->created);
  if (order == 0)
    order = strcmp (tl_volume_get_name (left->volume), tl_volume_get_name (right->volume));
  return order;
}

static gboolean
add_volumes (TlLibrarySet *set, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (set->folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (name[0] == '.' || !g_str_has_suffix (name, TL_VOLUME_SUFFIX))
        continue;
      if (set->entries->len >= TL_LIBRARY_MAX_VOLUMES)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: more than %d volumes", set->folder,
                       TL_LIBRARY_MAX_VOLUMES);
          return FALSE;
        }
      path = g_build_filename (set->folder, name, NULL);
      if (!add_volume (set, path, NULL, error)
          || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_installed (TlLibrarySet *set, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < set->installed->volumes->len; i++)
    if (!add_volume (set, g_ptr_array_index (set->installed->volumes, i),
                     g_ptr_array_index (set->installed->indexes, i), error)
        || g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
subtract (TlLibrarySet *set, TlLibraryEntry *entry, guint32 row, GError **error)
{
  TlVolumeConnection *connection = _tl_volume_borrow (entry->volume, error);
  sqlite3_stmt *statement;
  gboolean ok = FALSE;

  if (connection == NULL)
    return FALSE;
  statement = _tl_volume_statement (connection, TL_VOLUME_COUNTS_ROW, error);
  if (statement != NULL && _tl_db_bind (&connection->db, statement, error, "i", (gint64)row)
      && _tl_db_step (&connection->db, statement, error) > 0)
    {
      int kind = sqlite3_column_int (statement, 0);
      TlVolumeCounts *counts = &set->current[kind & (TL_N_DOC_KINDS - 1)];

      counts->documents--;
      counts->blocks.blocks -= (guint64)sqlite3_column_int64 (statement, 1);
      counts->blocks.articles -= (guint64)sqlite3_column_int64 (statement, 2);
      counts->blocks.text_bytes -= (guint64)sqlite3_column_int64 (statement, 3);
      ok = TRUE;
    }
  else if (error != NULL && *error == NULL)
    g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: no document in row %u",
                 _tl_volume_get_path (entry->volume), row);
  _tl_volume_give_back (entry->volume, connection);
  return ok;
}

static gboolean
supersede (TlLibrarySet *set, guint volume, guint32 row, GError **error)
{
  TlLibraryEntry *entry = g_ptr_array_index (set->entries, volume);

  if (entry->superseded == NULL)
    entry->superseded = g_malloc0 (_tl_volume_get_n_rows (entry->volume) / 8 + 1);
  if (entry->superseded[row / 8] & (1 << row % 8))
    return TRUE;
  entry->superseded[row / 8] |= (guint8)(1 << row % 8);
  return subtract (set, entry, row, error);
}

/* A document that stands in several volumes is the newest volume's. The rows to mark are collected
 * first because the walk holds connections. */
static gboolean
find_superseded (TlLibrarySet *set, GCancellable *cancellable, GError **error)
{
  g_auto (TlLibraryMerge) merge = { 0 };
  g_autoptr (GString) id = g_string_new (NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, 2 * sizeof (guint32));
  TlLibraryCursor *cursor;
  guint64 n = 0;
  int found;

  if (set->entries->len < 2)
    return TRUE;
  if (!_tl_library_merge_start (&merge, set, TL_VOLUME_IDS, TL_DOC_STATUTE, error))
    return FALSE;
  while ((found = _tl_library_merge_next (&merge, &cursor, error)) > 0)
    {
      if (++n % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n > 1 && g_strcmp0 (cursor->id, id->str) == 0)
        {
          guint32 pair[2] = { cursor->volume, cursor->row };
          g_array_append_vals (rows, pair, 1);
        }
      else
        g_string_assign (id, cursor->id != NULL ? cursor->id : "");
    }
  if (found < 0)
    return FALSE;
  _tl_library_merge_clear (&merge);
  for (guint i = 0; i < rows->len; i++)
    {
      const guint32 *pair = (const guint32 *)(gpointer)rows->data + 2 * (gsize)i;

      if (!supersede (set, pair[0], pair[1], error))
        return FALSE;
    }
  return TRUE;
}

/* In the volumes before @end. */
static gboolean
withdraw_one (TlLibrarySet *set, const char *id, guint end, GError **error)
{
  for (guint i = 0; *id != '\0' && i < end; i++)
    {
      TlLibraryEntry *entry = g_ptr_array_index (set->entries, i);
      gint64 row = _tl_volume_row_of (entry->volume, id, error);

      if (row < 0 || (row > 0 && !supersede (set, i, (guint32)row, error)))
        return FALSE;
    }
  return TRUE;
}

/* A volume may withdraw documents of older ones: the metadata "withdrawn" holds their ids. */
static gboolean
withdraw (TlLibrarySet *set, guint volume, GError **error)
{
  TlLibraryEntry *entry = g_ptr_array_index (set->entries, volume);
  g_autofree char *value = NULL;
  g_auto (GStrv) ids = NULL;

  if (!_tl_volume_read_meta (entry->volume, "withdrawn", &value, error))
    return FALSE;
  ids = value != NULL ? g_strsplit_set (value, " \n", -1) : NULL;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!withdraw_one (set, ids[i], volume, error))
      return FALSE;
  return TRUE;
}

/* A release withdraws documents of all its volumes. */
static gboolean
withdraw_installed (TlLibrarySet *set, GError **error)
{
  for (guint i = 0; set->installed != NULL && i < set->installed->withdrawn->len; i++)
    if (!withdraw_one (set, g_ptr_array_index (set->installed->withdrawn, i), set->entries->len,
                       error))
      return FALSE;
  return TRUE;
}

/* Ids that the metadata @name of a volume lists. */
static gboolean
read_ids (TlLibrarySet *set, guint volume, const char *name, GHashTable **ids, GError **error)
{
  TlLibraryEntry *entry = g_ptr_array_index (set->entries, volume);
  g_autofree char *value = NULL;
  g_auto (GStrv) parts = NULL;

  if (!_tl_volume_read_meta (entry->volume, name, &value, error))
    return FALSE;
  *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  parts = g_strsplit_set (value != NULL ? value : "", " \n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_hash_table_add (*ids, g_strdup (parts[i]));
  return TRUE;
}

/* The newest row before @volume that is in the index of its own volume. */
static gboolean
mark_indexed (TlLibrarySet *set, guint volume, const char *id, GPtrArray *lists, GError **error)
{
  for (guint older = volume; older-- > 0;)
    {
      TlLibraryEntry *entry = g_ptr_array_index (set->entries, older);
      gint64 row = _tl_volume_row_of (entry->volume, id, error);

      if (row < 0)
        return FALSE;
      if (row == 0 || g_hash_table_contains (g_ptr_array_index (lists, older), id))
        continue;
      if (entry->indexed == NULL)
        entry->indexed = g_malloc0 (_tl_volume_get_n_rows (entry->volume) / 8 + 1);
      entry->indexed[row / 8] |= (guint8)(1 << row % 8);
      return TRUE;
    }
  return TRUE;
}

/* A volume may replace documents that stay where they are in the index of an older one. */
static gboolean
find_indexed (TlLibrarySet *set, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);

  for (guint i = 0; i < set->entries->len; i++)
    {
      TlLibraryEntry *entry = g_ptr_array_index (set->entries, i);
      GHashTable *ids = NULL;
      GHashTableIter iter;
      gpointer id;

      if (!read_ids (set, i, TL_VOLUME_INDEXED_BEFORE, &ids, error))
        return FALSE;
      g_ptr_array_add (lists, ids);
      g_hash_table_iter_init (&iter, ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          gint64 row = _tl_volume_row_of (entry->volume, id, error);

          if (row < 0
              || (row > 0 && _tl_library_set_is_current (set, i, (guint32)row)
                  && !mark_indexed (set, i, id, lists, error)))
            return FALSE;
        }
    }
  return TRUE;
}

TlLibrarySet *
_tl_library_set_open (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlLibrarySet) set = g_new0 (TlLibrarySet, 1);
  GError *local = NULL;

  set->folder = g_canonicalize_filename (folder, NULL);
  set->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  set->installed = _tl_library_installed_load (set->folder, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (set->installed != NULL ? !add_installed (set, cancellable, error)
                             : !add_volumes (set, cancellable, error))
    return NULL;
  g_ptr_array_sort (set->entries, compare_entries);
  for (guint i = 0; i < set->entries->len; i++)
    for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
      {
        TlLibraryEntry *entry = g_ptr_array_index (set->entries, i);
        const TlVolumeCounts *counts = _tl_volume_get_counts (entry->volume, (TlDocKind)kind);

        set->current[kind].documents += counts->documents;
        set->current[kind].blocks.blocks += counts->blocks.blocks;
        set->current[kind].blocks.articles += counts->blocks.articles;
        set->current[kind].blocks.text_bytes += counts->blocks.text_bytes;
      }
  if (!find_superseded (set, cancellable, error))
    return NULL;
  for (guint i = 1; i < set->entries->len; i++)
    if (!withdraw (set, i, error))
      return NULL;
  if (!withdraw_installed (set, error) || !find_indexed (set, error))
    return NULL;
  return g_steal_pointer (&set);
}

gboolean
_tl_library_set_is_current (TlLibrarySet *set, guint volume, guint32 row)
{
  TlLibraryEntry *entry;

  if (volume >= set->entries->len)
    return FALSE;
  entry = g_ptr_array_index (set->entries, volume);
  if (row < 1 || row > _tl_volume_get_n_rows (entry->volume))
    return FALSE;
  return entry->superseded == NULL || (entry->superseded[row / 8] & (1 << row % 8)) == 0;
}

gboolean
_tl_library_set_is_indexed (TlLibrarySet *set, guint volume, guint32 row)
{
  TlLibraryEntry *entry;

  if (_tl_library_set_is_current (set, volume, row))
    return TRUE;
  if (volume >= set->entries->len)
    return FALSE;
  entry = g_ptr_array_index (set->entries, volume);
  return entry->indexed != NULL && row >= 1 && row <= _tl_volume_get_n_rows (entry->volume)
         && (entry->indexed[row / 8] & (1 << row % 8)) != 0;
}
