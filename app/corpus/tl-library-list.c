/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and look-ups over all volumes of a library. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus/tl-library-private.h"

#define MAX_FILTER_WORDS 32
#define CHECK_EVERY      1024

typedef struct
{
  guint volume;
  guint32 row;
} Place;

/* What one list call collects. */
typedef struct
{
  const TlLibraryQuery *query;
  GPtrArray *words; /* folded, each with a space before it */
  guint limit;
  GArray *places;
  guint64 total;
} Listing;

static GPtrArray *
read_filter (const char *filter)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (filter != NULL ? filter : "", " \t\n", -1);

  for (guint i = 0; parts[i] != NULL && words->len < MAX_FILTER_WORDS; i++)
    {
      char *folded = _tl_volume_fold (parts[i]);

      if (*folded != '\0')
        g_ptr_array_add (words, folded);
      else
        g_free (folded);
    }
  return words;
}

static gboolean
matches (const Listing *listing, sqlite3_stmt *statement)
{
  const char *fold;

  if (listing->words->len == 0)
    return TRUE;
  fold = (const char *)sqlite3_column_text (statement, 3);
  for (guint i = 0; i < listing->words->len; i++)
    if (fold == NULL || strstr (fold, g_ptr_array_index (listing->words, i)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_full (const Listing *listing)
{
  return listing->places->len >= listing->limit;
}

/* Without a filter the total is known and the walk can end when the page is full. */
static gboolean
list_kind (
    TlLibrarySet *set, TlDocKind kind, Listing *listing, GCancellable *cancellable, GError **error)
{
  g_auto (TlLibraryMerge) merge = { 0 };
  gboolean filtered = listing->words->len > 0;
  gint64 known = (gint64)MIN (set->current[kind].documents, G_MAXUINT32);
  TlLibraryCursor *cursor;
  guint n = 0;
  int found;

  if (!filtered && (is_full (listing) || listing->total + (guint64)known <= listing->query->offset))
    {
      listing->total += (guint64)known;
      return TRUE;
    }
  if (!_tl_library_merge_start (&merge, set, TL_VOLUME_LIST, kind, error))
    return FALSE;
  while ((found = _tl_library_merge_next (&merge, &cursor, error)) > 0)
    {
      if (++n % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!_tl_library_set_is_current (set, cursor->volume, cursor->row)
          || !matches (listing, cursor->statement))
        continue;
      listing->total++;
      if (listing->total > listing->query->offset && !is_full (listing))
        {
          Place place = { cursor->volume, cursor->row };
          g_array_append_val (listing->places, place);
        }
      known--;
      if (!filtered && is_full (listing))
        {
          listing->total += (guint64)MAX (known, 0);
          return TRUE;
        }
    }
  return found == 0;
}

GPtrArray *
_tl_library_set_list (TlLibrarySet *set,
                      const TlLibraryQuery *query,
                      guint *total,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) words = read_filter (query->filter);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  Listing listing = { .query = query,
                      .words = words,
                      .limit = MIN (query->limit, TL_LIBRARY_MAX_ROWS),
                      .places = places };

  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    if ((query->kind < 0 || query->kind == kind)
        && !list_kind (set, (TlDocKind)kind, &listing, cancellable, error))
      return NULL;
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      TlLibraryEntry *entry = g_ptr_array_index (set->entries, place->volume);
      TlDocument *document = tl_volume_load (entry->volume, place->row, FALSE, error);

      if (document == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          tl_document_unref (document);
          return NULL;
        }
      g_ptr_array_add (documents, document);
    }
  if (total != NULL)
    *total = (guint)MIN (listing.total, G_MAXUINT);
  return g_steal_pointer (&documents);
}

TlDocument *
_tl_library_set_load (TlLibrarySet *set, const char *id, gboolean with_blocks, GError **error)
{
  for (guint i = set->entries->len; i > 0; i--)
    {
      TlLibraryEntry *entry = g_ptr_array_index (set->entries, i - 1);
      gint64 row = _tl_volume_row_of (entry->volume, id, error);

      if (row < 0)
        return NULL;
      if (row > 0 && _tl_library_set_is_current (set, i - 1, (guint32)row))
        return tl_volume_load (entry->volume, (guint32)row, with_blocks, error);
    }
  return NULL;
}

/* A document found by number or name. */
typedef struct
{
  int kind;
  char *issued;
  char *id;
} Found;

static void
found_clear (gpointer data)
{
  Found *found = data;

  g_free (found->issued);
  g_free (found->id);
}

/* Best kind first, then the newest. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;
  int order;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  order = g_strcmp0 (right->issued, left->issued);
  return order != 0 ? order : g_strcmp0 (left->id, right->id);
}

static GPtrArray *
found_to_ids (GArray *found)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len && i < TL_LIMIT_HITS; i++)
    g_ptr_array_add (ids, g_strdup (g_array_index (found, Found, i).id));
  return ids;
}

/* The table of names holds a digest of each name: the name itself decides. */
static gboolean
has_name (sqlite3_stmt *statement, const char *folded)
{
  for (int column = 4; column <= 5; column++)
    {
      const char *name = (const char *)sqlite3_column_text (statement, column);
      g_autofree char *own = name != NULL ? _tl_volume_fold (name) : NULL;

      if (g_strcmp0 (own, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_rows (TlLibrarySet *set,
          guint volume,
          TlVolumeConnection *connection,
          sqlite3_stmt *statement,
          const char *folded,
          GArray *found,
          GError **error)
{
  int row;

  while ((row = _tl_db_step (&connection->db, statement, error)) > 0)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);
      Found one;

      if (number < 1 || number > G_MAXUINT32
          || !_tl_library_set_is_current (set, volume, (guint32)number)
          || (folded != NULL && !has_name (statement, folded)))
        continue;
      one.kind = sqlite3_column_int (statement, 1);
      one.issued = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      one.id = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      g_array_append_val (found, one);
    }
  return row == 0;
}

/* @folded is %NULL for a number. */
static GPtrArray *
find (TlLibrarySet *set, const char *number, const char *folded, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  TlVolumeQuery query = folded != NULL ? TL_VOLUME_BY_NAME : TL_VOLUME_BY_NUMBER;
  gint64 key = folded != NULL ? _tl_volume_name_key (folded) : 0;

  g_array_set_clear_func (found, found_clear);
  for (guint i = 0; i < set->entries->len; i++)
    {
      TlLibraryEntry *entry = g_ptr_array_index (set->entries, i);
      TlVolumeConnection *connection = _tl_volume_borrow (entry->volume, error);
      sqlite3_stmt *statement;
      gboolean ok;

      if (connection == NULL)
        return NULL;
      statement = _tl_volume_statement (connection, query, error);
      ok = statement != NULL
           && (folded != NULL ? _tl_db_bind (&connection->db, statement, error, "ii", key,
                                             (gint64)TL_LIMIT_HITS)
                              : _tl_db_bind (&connection->db, statement, error, "si", number,
                                             (gint64)TL_LIMIT_HITS))
           && add_rows (set, i, connection, statement, folded, found, error);
      _tl_volume_give_back (entry->volume, connection);
      if (!ok)
        return NULL;
    }
  return found_to_ids (found);
}

GPtrArray *
_tl_library_set_find_number (TlLibrarySet *set, const char *number, GError **error)
{
  return find (set, number, NULL, error);
}

GPtrArray *
_tl_library_set_find_name (TlLibrarySet *set, const char *name, GError **error)
{
  g_autofree char *folded = _tl_volume_fold (name);

  if (*folded == '\0')
    return g_ptr_array_new_with_free_func (g_free);
  return find (set, NULL, folded, error);
}
