/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"
#include "corpus/tl-library-private.h"

static int
compare (const TlLibraryMerge *merge, const TlLibraryCursor *a, const TlLibraryCursor *b)
{
  int order = 0;

  if (merge->query == TL_VOLUME_LIST)
    order = g_strcmp0 (b->issued, a->issued);
  if (order == 0)
    order = g_strcmp0 (a->id, b->id);
  if (order == 0)
    order = a->volume > b->volume ? -1 : 1;
  return order;
}

static void
swap (GPtrArray *heap, guint a, guint b)
{
  gpointer kept = heap->pdata[a];

  heap->pdata[a] = heap->pdata[b];
  heap->pdata[b] = kept;
}

static void
sift_down (const TlLibraryMerge *merge, guint index)
{
  GPtrArray *heap = merge->heap;

  while (2 * index + 1 < heap->len)
    {
      guint child = 2 * index + 1;

      if (child + 1 < heap->len && compare (merge, heap->pdata[child + 1], heap->pdata[child]) < 0)
        child++;
      if (compare (merge, heap->pdata[index], heap->pdata[child]) <= 0)
        return;
      swap (heap, index, child);
      index = child;
    }
}

static int
advance (const TlLibraryMerge *merge, TlLibraryCursor *cursor, GError **error)
{
  TlLibraryEntry *entry = g_ptr_array_index (merge->set->entries, cursor->volume);
  int found = _tl_db_step (&cursor->connection->db, cursor->statement, error);
  gint64 row;

  if (found <= 0)
    return found;
  row = sqlite3_column_int64 (cursor->statement, 1);
  if (row < 1 || row > _tl_volume_get_n_rows (entry->volume))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: damaged: a list names a row it has not",
                   _tl_volume_get_path (entry->volume));
      return -1;
    }
  cursor->row = (guint32)row;
  cursor->id = (const char *)sqlite3_column_text (cursor->statement, 0);
  if (merge->query == TL_VOLUME_LIST)
    cursor->issued = (const char *)sqlite3_column_text (cursor->statement, 2);
  return 1;
}

static void
cursor_free (TlLibraryMerge *merge, TlLibraryCursor *cursor)
{
  TlLibraryEntry *entry = g_ptr_array_index (merge->set->entries, cursor->volume);

  if (cursor->connection != NULL)
    _tl_volume_give_back (entry->volume, cursor->connection);
  g_free (cursor);
}

/* Connections are borrowed in the order of the volumes, here and everywhere, so that two threads
 * never wait for each other. */
static int
add_cursor (TlLibraryMerge *merge, guint volume, TlDocKind kind, GError **error)
{
  TlLibraryEntry *entry = g_ptr_array_index (merge->set->entries, volume);
  TlLibraryCursor *cursor = g_new0 (TlLibraryCursor, 1);
  int found = -1;

  cursor->volume = volume;
  cursor->connection = _tl_volume_borrow (entry->volume, error);
  if (cursor->connection != NULL)
    cursor->statement = _tl_volume_statement (cursor->connection, merge->query, error);
  if (cursor->statement != NULL
      && _tl_db_bind (&cursor->connection->db, cursor->statement, error,
                      merge->query == TL_VOLUME_LIST ? "i" : "", (gint64)kind))
    found = advance (merge, cursor, error);
  if (found > 0)
    g_ptr_array_add (merge->heap, cursor);
  else
    cursor_free (merge, cursor);
  return found;
}

gboolean
_tl_library_merge_start (
    TlLibraryMerge *merge, TlLibrarySet *set, TlVolumeQuery query, TlDocKind kind, GError **error)
{
  merge->set = set;
  merge->query = query;
  merge->heap = g_ptr_array_new ();
  merge->last = NULL;
  for (guint i = 0; i < set->entries->len; i++)
    if (add_cursor (merge, i, kind, error) < 0)
      return FALSE;
  for (guint i = merge->heap->len / 2; i > 0; i--)
    sift_down (merge, i - 1);
  return TRUE;
}

int
_tl_library_merge_next (TlLibraryMerge *merge, TlLibraryCursor **cursor, GError **error)
{
  if (merge->last != NULL)
    {
      int found = advance (merge, merge->last, error);

      if (found < 0)
        return -1;
      if (found == 0)
        {
          swap (merge->heap, 0, merge->heap->len - 1);
          g_ptr_array_set_size (merge->heap, (int)merge->heap->len - 1);
          cursor_free (merge, merge->last);
        }
      merge->last = NULL;
      sift_down (merge, 0);
    }
  if (merge->heap->len == 0)
    return 0;
  *cursor = merge->last = merge->heap->pdata[0];
  return 1;
}

void
_tl_library_merge_clear (TlLibraryMerge *merge)
{
  for (guint i = 0; merge->heap != NULL && i < merge->heap->len; i++)
    cursor_free (merge, merge->heap->pdata[i]);
  g_clear_pointer (&merge->heap, g_ptr_array_unref);
}
