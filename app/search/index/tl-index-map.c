/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-index-map.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"

/* A byte a unit: the kind, and what is rarely true. */
#define KNOWN    TL_INDEX_UNIT_ALWAYS
#define REPLACED 0x20
#define DATED    0x40
#define FIRST    TL_INDEX_UNIT_FIRST

/* Facts and data of a unit take more. */
#define LEAST_UNIT_BYTES 8

/* Norms as a byte: from the least there is, that of a unit without length, in steps of a thirtieth
 * to over six hundred average lengths. */
#define NORM_LEAST (TL_BM25_K1 * (1 - TL_BM25_B))
#define NORM_STEP  1.03

typedef struct
{
  guint32 unit;
  char days[TL_INDEX_SHOWN_BYTES];
} Shown;

typedef struct
{
  guint8 *facts; /* by id inside the file, from 1 */
  float *norms;
  guint8 *classes;
  guint32 count;
  GArray *shown; /* (element-type Shown), in order of id */
  TlLawLengths laws;
} File;

struct _TlIndexMap
{
  File *files;
  guint n_files;
  guint32 total;
  guint64 length; /* of all units */
  TlIndexTotals totals;
  double class_norms[TL_INDEX_NORM_CLASSES];
};

typedef struct
{
  File *file;
  TlLibrary *library;
  guint volume;
  guint32 last_row;
  guint8 last_replaced;
  guint64 length; /* of the units so far */
} Load;

static void
add_fact_cb (guint32 unit, const void *bytes, gsize length, gpointer user_data)
{
  Load *load = user_data;
  TlIndexFact fact;

  if (unit > load->file->count || !tl_index_fact_read (bytes, length, &fact))
    return;
  if (fact.row != load->last_row)
    {
      load->last_row = fact.row;
      load->file->facts[unit] |= FIRST;
      load->last_replaced
          = tl_library_is_indexed (load->library, load->volume, fact.row) ? 0 : REPLACED;
    }
  load->file->facts[unit] |= (guint8)(fact.kind | KNOWN | load->last_replaced);
  load->file->norms[unit] = (float)fact.length;
  load->length += fact.length;
}

static void
add_shown_cb (guint32 unit, const void *bytes, gsize length, gpointer user_data)
{
  Load *load = user_data;
  Shown shown = { .unit = unit };

  if (unit > load->file->count || length != TL_INDEX_SHOWN_BYTES)
    return;
  memcpy (shown.days, bytes, TL_INDEX_SHOWN_BYTES);
  g_array_append_val (load->file->shown, shown);
  load->file->facts[unit] |= DATED;
}

static gboolean
check_format (TlIndexMap *self, TlXapianDb *db, guint file, GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) format = tl_xapian_db_load_metadata (db, file, TL_INDEX_FORMAT_KEY, &local);
  g_autoptr (GBytes) totals = NULL;

  if (local == NULL)
    totals = tl_xapian_db_load_metadata (db, file, TL_INDEX_TOTALS_KEY, &local);
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
                   tl_xapian_db_get_path (db, file), TL_INDEX_FORMAT);
      return FALSE;
    }
  return TRUE;
}

/* What a damaged file says of its count asks for no more memory than its bytes could hold. */
static gboolean
check_count (TlXapianDb *db, guint file, guint32 count, GError **error)
{
  const char *path = tl_xapian_db_get_path (db, file);
  GStatBuf info;

  if (g_stat (path, &info) != 0 || count <= (guint64)info.st_size / LEAST_UNIT_BYTES)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged: more units than it has room for",
               path);
  return FALSE;
}

static gboolean
load_file (TlIndexMap *self, TlLibrary *library, TlXapianDb *db, guint i, GError **error)
{
  File *file = &self->files[i];
  Load load = { file, library, i, 0, 0, 0 };

  if (!check_count (db, i, tl_xapian_db_get_count (db, i), error))
    return FALSE;
  file->count = tl_xapian_db_get_count (db, i);
  file->facts = g_malloc0 ((gsize)file->count + 1);
  file->norms = g_new0 (float, (gsize)file->count + 1);
  file->shown = g_array_new (FALSE, FALSE, sizeof (Shown));
  file->classes = g_malloc0 ((gsize)file->count + 1);
  if (!check_format (self, db, i, error)
      || !tl_xapian_db_foreach_value (db, i, TL_INDEX_SLOT_FACT, add_fact_cb, &load, error)
      || !tl_xapian_db_foreach_value (db, i, TL_INDEX_SLOT_SHOWN, add_shown_cb, &load, error)
      || !tl_law_lengths_load (&file->laws, db, i, error))
    return FALSE;
  self->length += load.length;
  self->total += file->count;
  return TRUE;
}

/* The class whose norm is nearest by ratio. */
static guint8
class_of (const TlIndexMap *self, double norm)
{
  guint low = 0, high = TL_INDEX_NORM_CLASSES - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (norm * norm <= self->class_norms[middle] * self->class_norms[middle + 1])
        high = middle;
      else
        low = middle + 1;
    }
  return (guint8)low;
}

/* Lengths become norms when the average over all files is known. */
static void
make_norms (TlIndexMap *self)
{
  double average = self->length > 0 ? (double)self->length / self->total : 1;

  self->class_norms[0] = NORM_LEAST;
  for (guint i = 1; i < TL_INDEX_NORM_CLASSES; i++)
    self->class_norms[i] = self->class_norms[i - 1] * NORM_STEP;
  for (guint i = 0; i < self->n_files; i++)
    for (guint32 unit = 0; unit <= self->files[i].count; unit++)
      {
        double norm = tl_bm25_norm (self->files[i].norms[unit] / average, TL_BM25_K1, TL_BM25_B);

        self->files[i].norms[unit] = (float)norm;
        self->files[i].classes[unit] = class_of (self, norm);
      }
}

TlIndexMap *
tl_index_map_load (TlLibrary *library, TlXapianDb *db, GError **error)
{
  g_autoptr (TlIndexMap) self = g_new0 (TlIndexMap, 1);

  self->n_files = tl_xapian_db_get_n_files (db);
  self->files = g_new0 (File, self->n_files);
  for (guint i = 0; i < self->n_files; i++)
    if (!load_file (self, library, db, i, error))
      return NULL;
  make_norms (self);
  return g_steal_pointer (&self);
}

void
tl_index_map_free (TlIndexMap *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_files; i++)
    {
      g_free (self->files[i].facts);
      g_free (self->files[i].norms);
      g_free (self->files[i].classes);
      g_clear_pointer (&self->files[i].shown, g_array_unref);
      tl_law_lengths_clear (&self->files[i].laws);
    }
  g_free (self->files);
  g_free (self);
}

static const Shown *
find_shown (const File *file, guint32 unit)
{
  guint low = 0, high = file->shown->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Shown *shown = &g_array_index (file->shown, Shown, middle);

      if (shown->unit == unit)
        return shown;
      if (shown->unit < unit)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

guint
tl_index_map_get_n_files (const TlIndexMap *self)
{
  return self->n_files;
}

guint32
tl_index_map_get_count (const TlIndexMap *self, guint file)
{
  return self->files[file].count;
}

guint32
tl_index_map_get_total (const TlIndexMap *self)
{
  return self->total;
}

gboolean
tl_index_map_check (const TlIndexMap *self, guint file, guint32 unit, const char *date)
{
  guint8 fact = self->files[file].facts[unit];
  const Shown *shown;

  if ((fact & (KNOWN | REPLACED | DATED)) == KNOWN)
    return TRUE;
  if ((fact & KNOWN) == 0 || (fact & REPLACED) != 0)
    return FALSE;
  shown = find_shown (&self->files[file], unit);
  return shown == NULL || tl_index_shown_on (shown->days, date);
}

gboolean
tl_index_map_begins_document (const TlIndexMap *self, guint file, guint32 unit)
{
  return (self->files[file].facts[unit] & FIRST) != 0;
}

TlDocKind
tl_index_map_get_kind (const TlIndexMap *self, guint file, guint32 unit)
{
  return (TlDocKind)(self->files[file].facts[unit] & TL_INDEX_UNIT_KIND);
}

const guint8 *
tl_index_map_get_facts (const TlIndexMap *self, guint file)
{
  return self->files[file].facts;
}

const guint8 *
tl_index_map_get_norm_classes (const TlIndexMap *self, guint file)
{
  return self->files[file].classes;
}

const double *
tl_index_map_get_class_norms (const TlIndexMap *self)
{
  return self->class_norms;
}

const float *
tl_index_map_get_norms (const TlIndexMap *self, guint file)
{
  return self->files[file].norms;
}

const TlIndexTotals *
tl_index_map_get_totals (const TlIndexMap *self)
{
  return &self->totals;
}

const TlLawLengths *
tl_index_map_get_law_lengths (const TlIndexMap *self, guint file)
{
  return &self->files[file].laws;
}
