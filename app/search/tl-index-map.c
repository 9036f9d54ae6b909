/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tl-index-map.h"

#include <string.h>

#include "base/tl-error.h"

/* A byte a unit: the kind, and what is rarely true. */
#define KIND_MASK 0x0f
#define KNOWN     0x10
#define REPLACED  0x20
#define DATED     0x40

typedef struct
{
  guint32 local;
  char days[TL_INDEX_SHOWN_BYTES];
} Shown;

typedef struct
{
  guint8 *facts; /* by id inside the file, from 1 */
  guint32 count;
  GArray *shown; /* (element-type Shown), in order of id */
  TlLawLengths laws;
} Shard;

struct _TlIndexMap
{
  Shard *shards;
  guint n_shards;
  TlIndexTotals totals;
};

typedef struct
{
  Shard *shard;
  TlLibrary *library;
  guint volume;
  guint32 last_row;
  guint8 last_replaced;
} Load;

static void
add_fact_cb (guint32 local, const void *bytes, gsize length, gpointer user_data)
{
  Load *load = user_data;
  guint32 row;
  guint kind;

  if (local > load->shard->count || !tl_index_fact_read (bytes, length, &row, &kind))
    return;
  if (row != load->last_row)
    {
      load->last_row = row;
      load->last_replaced = tl_library_is_current (load->library, load->volume, row) ? 0 : REPLACED;
    }
  load->shard->facts[local] |= (guint8)(kind | KNOWN | load->last_replaced);
}

static void
add_shown_cb (guint32 local, const void *bytes, gsize length, gpointer user_data)
{
  Load *load = user_data;
  Shown shown = { .local = local };

  if (local > load->shard->count || length != TL_INDEX_SHOWN_BYTES)
    return;
  memcpy (shown.days, bytes, TL_INDEX_SHOWN_BYTES);
  g_array_append_val (load->shard->shown, shown);
  load->shard->facts[local] |= DATED;
}

static gboolean
check_format (TlIndexMap *self, TlXapianDb *db, guint shard, GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) format = tl_xapian_db_load_metadata (db, shard, TL_INDEX_FORMAT_KEY, &local);
  g_autoptr (GBytes) totals = NULL;

  if (local == NULL)
    totals = tl_xapian_db_load_metadata (db, shard, TL_INDEX_TOTALS_KEY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (format == NULL || g_bytes_get_size (format) != strlen (TL_INDEX_FORMAT)
      || memcmp (g_bytes_get_data (format, NULL), TL_INDEX_FORMAT, strlen (TL_INDEX_FORMAT)) != 0
      || totals == NULL
      || !tl_index_totals_parse (g_bytes_get_data (totals, NULL), g_bytes_get_size (totals),
                                 &self->totals))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "%s: a search index of another format; this program reads “%s”",
                   tl_xapian_db_get_path (db, shard), TL_INDEX_FORMAT);
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_shard (TlIndexMap *self, TlLibrary *library, TlXapianDb *db, guint i, GError **error)
{
  Shard *shard = &self->shards[i];
  Load load = { shard, library, i, 0, 0 };

  shard->count = tl_xapian_db_get_shard_count (db, i);
  shard->facts = g_malloc0 ((gsize)shard->count + 1);
  shard->shown = g_array_new (FALSE, FALSE, sizeof (Shown));
  return check_format (self, db, i, error)
         && tl_xapian_db_foreach_value (db, i, TL_INDEX_SLOT_FACT, add_fact_cb, &load, error)
         && tl_xapian_db_foreach_value (db, i, TL_INDEX_SLOT_SHOWN, add_shown_cb, &load, error)
         && tl_law_lengths_load (&shard->laws, db, i, error);
}

TlIndexMap *
tl_index_map_load (TlLibrary *library, TlXapianDb *db, GError **error)
{
  g_autoptr (TlIndexMap) self = g_new0 (TlIndexMap, 1);

  self->n_shards = tl_xapian_db_get_n_shards (db);
  self->shards = g_new0 (Shard, self->n_shards);
  for (guint i = 0; i < self->n_shards; i++)
    if (!load_shard (self, library, db, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
tl_index_map_free (TlIndexMap *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_shards; i++)
    {
      g_free (self->shards[i].facts);
      g_clear_pointer (&self->shards[i].shown, g_array_unref);
      tl_law_lengths_clear (&self->shards[i].laws);
    }
  g_free (self->shards);
  g_free (self);
}

static const Shown *
find_shown (const Shard *shard, guint32 local)
{
  guint low = 0, high = shard->shown->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Shown *shown = &g_array_index (shard->shown, Shown, middle);

      if (shown->local == local)
        return shown;
      if (shown->local < local)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

gboolean
tl_index_map_check (
    const TlIndexMap *self, guint shard, guint32 local, const char *date, guint *kind)
{
  const Shard *facts = &self->shards[shard];
  const Shown *shown;
  guint8 fact;

  if (local > facts->count)
    return FALSE;
  fact = facts->facts[local];
  *kind = fact & KIND_MASK;
  if ((fact & KNOWN) == 0 || (fact & REPLACED) != 0)
    return FALSE;
  if ((fact & DATED) == 0)
    return TRUE;
  shown = find_shown (facts, local);
  return shown == NULL || tl_index_shown_on (shown->days, date);
}

const TlIndexTotals *
tl_index_map_get_totals (const TlIndexMap *self)
{
  return &self->totals;
}

const TlLawLengths *
tl_index_map_get_law_lengths (const TlIndexMap *self, guint shard)
{
  return &self->shards[shard].laws;
}
