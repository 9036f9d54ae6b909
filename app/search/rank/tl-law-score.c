/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-law-score.h"

#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"

/* A law that stands in the list. */
typedef struct
{
  guint file;
  guint32 row;
  guint32 count; /* of the term at hand */
  double score;
} Law;

typedef struct
{
  TlXapianDb *db;
  const TlIndexMap *map;
  GArray *laws;    /* (element-type Law) */
  guint32 **slots; /* of each file, by row: place in laws + 1 */
  guint32 n_laws;  /* of the library */
  guint64 length;  /* of all of them */
} Scoring;

typedef struct
{
  Scoring *scoring;
  guint file;
  guint32 n_rows;
} Walk;

static Law *
nth_law (Scoring *self, guint32 slot)
{
  return &g_array_index (self->laws, Law, slot - 1);
}

static void
count_cb (guint32 row, guint32 count, gpointer user_data)
{
  Walk *walk = user_data;
  guint32 slot = row < walk->n_rows ? walk->scoring->slots[walk->file][row] : 0;

  if (slot > 0)
    nth_law (walk->scoring, slot)->count = count;
}

static gboolean
score_term (Scoring *self, const char *term, double factor, GError **error)
{
  guint n_files = tl_xapian_db_get_n_files (self->db);
  guint32 holders = 0, some;
  double idf;

  for (guint file = 0; file < n_files; file++)
    {
      if (!tl_law_table_count (self->db, file, term, &some, error))
        return FALSE;
      holders += some;
    }
  if (self->n_laws >= TL_LAW_MANY && holders > self->n_laws / 2)
    return TRUE;
  for (guint i = 0; i < self->laws->len; i++)
    nth_law (self, i + 1)->count = 0;
  for (guint file = 0; file < n_files; file++)
    {
      Walk walk = { self, file, tl_index_map_get_law_lengths (self->map, file)->n_rows };

      if (!tl_law_table_foreach (self->db, file, term, count_cb, &walk, error))
        return FALSE;
    }
  idf = tl_bm25_idf (self->n_laws, holders) * MIN (factor, 1);
  for (guint i = 0; i < self->laws->len; i++)
    {
      Law *law = nth_law (self, i + 1);
      guint32 length = tl_index_map_get_law_lengths (self->map, law->file)->by_row[law->row];
      double ratio = self->length > 0 ? (double)length * self->n_laws / (double)self->length : 1;

      law->score
          += idf * tl_bm25_share (law->count, tl_bm25_norm (ratio, TL_LAW_K1, TL_LAW_B), TL_LAW_K1);
    }
  return TRUE;
}

/* 0 for a document that is one unit. */
static guint32
slot_of (Scoring *self, const TlCandidate *unit)
{
  guint32 row = unit->record.row;

  if (unit->record.block < 0 || row >= tl_index_map_get_law_lengths (self->map, unit->file)->n_rows)
    return 0;
  if (self->slots[unit->file][row] == 0)
    {
      Law law = { .file = unit->file, .row = row };

      g_array_append_val (self->laws, law);
      self->slots[unit->file][row] = self->laws->len;
    }
  return self->slots[unit->file][row];
}

gboolean
tl_law_score (GPtrArray *units,
              guint depth,
              GPtrArray *terms,
              TlXapianDb *db,
              const TlIndexMap *map,
              GError **error)
{
  guint n_files = tl_xapian_db_get_n_files (db);
  g_autoptr (GArray) laws = g_array_new (FALSE, FALSE, sizeof (Law));
  Scoring self = { .db = db, .map = map, .laws = laws, .slots = g_new0 (guint32 *, n_files + 1) };
  gboolean ok = TRUE;

  for (guint file = 0; file < n_files; file++)
    {
      const TlLawLengths *lengths = tl_index_map_get_law_lengths (map, file);

      self.slots[file] = g_new0 (guint32, (gsize)lengths->n_rows + 1);
      self.n_laws += lengths->n_laws;
      self.length += lengths->total;
    }
  for (guint i = 0; i < depth; i++)
    slot_of (&self, g_ptr_array_index (units, i));
  for (guint i = 0; ok && laws->len > 0 && i < terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (terms, i);

      ok = term->is_pair || score_term (&self, term->term, term->factor, error);
    }
  for (guint i = 0; i < depth; i++)
    {
      TlCandidate *unit = g_ptr_array_index (units, i);
      guint32 slot = slot_of (&self, unit);

      unit->features[TL_FEATURE_LAW] = slot > 0 ? nth_law (&self, slot)->score : 0;
    }
  for (guint file = 0; file < n_files; file++)
    g_free (self.slots[file]);
  g_free (self.slots);
  return ok;
}
