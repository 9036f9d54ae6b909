/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What confirmed questions do to an answer (docs/memory.md). */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "search/engine/tl-search-memory.h"
#include "search/memory/tl-memory-weights.h"
#include "search/rank/tl-bm25.h"

/* Units of one place on one day. */
#define MAX_OF_PLACE 4

gboolean
_tl_search_recall (TlSearchRun *self, GError **error)
{
  if (self->memory == NULL)
    return TRUE;
  self->confirmed = tl_memory_match (self->memory, self->question->text, error);
  return self->confirmed != NULL;
}

/* A confirmed clause speaks for the article it stands in, a paragraph for its document. */
static gboolean
is_of_unit (const TlMemoryEntry *entry, const TlUnitRecord *record)
{
  gsize length;

  if (strcmp (entry->doc, record->doc) != 0)
    return FALSE;
  if (record->anchor == NULL)
    return TRUE;
  length = strlen (record->anchor);
  return entry->anchor != NULL && strncmp (entry->anchor, record->anchor, length) == 0
         && (entry->anchor[length] == '\0' || entry->anchor[length] == '.');
}

/* What is said of @unit: the likeness of all its places taken together. %FALSE when nothing is. */
static gboolean
recall_unit (TlSearchRun *self, const TlCandidate *unit, TlMemoryMatch *all)
{
  GHashTableIter iter;
  gpointer value;

  memset (all, 0, sizeof *all);
  if (self->confirmed == NULL || g_hash_table_size (self->confirmed) == 0)
    return FALSE;
  g_hash_table_iter_init (&iter, self->confirmed);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const TlMemoryMatch *match = value;

      if (!is_of_unit (match->entry, &unit->record))
        continue;
      all->entries += match->entries;
      all->sum += match->sum;
      if (all->entry != NULL
          && (match->best < all->best
              || (match->best == all->best && strcmp (match->entry->id, all->entry->id) > 0)))
        continue;
      all->best = match->best;
      all->entry = match->entry;
    }
  return all->entries > 0;
}

/* A law's text of another day is never lifted. */
static gboolean
is_in_force (const TlUnitRecord *record, const char *date)
{
  return (record->valid_from == NULL || strcmp (date, record->valid_from) >= 0)
         && (record->valid_to == NULL || strcmp (date, record->valid_to) <= 0);
}

/* ---- Bringing units into the list ---- */

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const TlMemoryMatch *left = *(const TlMemoryMatch *const *)a;
  const TlMemoryMatch *right = *(const TlMemoryMatch *const *)b;

  if (left->best != right->best)
    return left->best > right->best ? -1 : 1;
  return strcmp (left->entry->id, right->entry->id);
}

/* Of what is confirmed, the likest. */
static GPtrArray *
list_matches (TlSearchRun *self)
{
  GPtrArray *matches = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->confirmed);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (matches, value);
  g_ptr_array_sort (matches, compare_matches);
  if (matches->len > TL_MEMORY_BROUGHT)
    g_ptr_array_set_size (matches, TL_MEMORY_BROUGHT);
  return matches;
}

/* The units of the place that pass the filters of the request and stand on its day. */
static GPtrArray *
find_units (TlSearchRun *self, const TlMemoryEntry *entry, GError **error)
{
  g_autofree char *article = entry->anchor != NULL ? g_strdup (entry->anchor) : NULL;
  guint filters = self->filters->len;
  GPtrArray *units;

  if (article != NULL)
    article[strcspn (article, ".")] = '\0';
  _tl_search_add_filter (self, tl_term_filter (TL_TERM_DOCUMENT, entry->doc));
  if (article != NULL)
    _tl_search_add_filter (self, tl_term_filter (TL_TERM_ANCHOR, article));
  units = _tl_search_match (self, NULL, MAX_OF_PLACE, NULL, error);
  g_array_set_size (self->filters, filters);
  if (units == NULL || units->len > 0 || article == NULL)
    return units;
  /* Of a document that is one unit no place is a term. */
  g_ptr_array_unref (units);
  _tl_search_add_filter (self, tl_term_filter (TL_TERM_DOCUMENT, entry->doc));
  units = _tl_search_match (self, NULL, 1, NULL, error);
  g_array_set_size (self->filters, filters);
  return units;
}

/* What the first stage would have given. */
static gboolean
score_unit (TlSearchRun *self, TlCandidate *unit, const TlQuestion *question, GError **error)
{
  double norm = tl_index_map_get_norms (self->map, unit->file)[unit->unit];

  unit->base = 0;
  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);
      guint32 wdf = 0;

      if (!tl_xapian_db_look_up (self->handle->db, unit->file, term->term, &unit->unit, 1, &wdf,
                                 error))
        return FALSE;
      unit->base += term->factor * term->idf * tl_bm25_share (wdf, norm, TL_BM25_K1);
    }
  return TRUE;
}

/* Place of the unit in the list, or its length. */
static guint
find_place (GPtrArray *units, const TlCandidate *unit)
{
  guint i;

  for (i = 0; i < units->len; i++)
    {
      const TlCandidate *other = g_ptr_array_index (units, i);

      if (other->file == unit->file && other->unit == unit->unit)
        break;
    }
  return i;
}

/* Puts @unit, taken, where the second stage sees it, after the @brought before it. */
static void
put_in (GPtrArray *units, TlCandidate *unit, guint *brought)
{
  guint place = find_place (units, unit);

  if (place < MIN (units->len, TL_RERANK_DEPTH - *brought))
    {
      tl_candidate_free (unit);
      return;
    }
  if (place < units->len)
    g_ptr_array_remove_index (units, place);
  ++*brought;
  g_ptr_array_insert (units, (int)MIN (units->len, TL_RERANK_DEPTH - *brought), unit);
}

gboolean
_tl_search_bring (
    TlSearchRun *self, GPtrArray *units, const TlQuestion *question, int kind, GError **error)
{
  g_autoptr (GPtrArray) matches = NULL;
  guint brought = 0;

  if (self->confirmed == NULL || g_hash_table_size (self->confirmed) == 0)
    return TRUE;
  matches = list_matches (self);
  for (guint i = 0; i < matches->len; i++)
    {
      const TlMemoryMatch *match = g_ptr_array_index (matches, i);
      g_autoptr (GPtrArray) found = find_units (self, match->entry, error);

      if (found == NULL)
        return FALSE;
      while (found->len > 0)
        {
          g_autoptr (TlCandidate) unit = g_ptr_array_steal_index (found, 0);

          if ((kind >= 0 && (int)unit->record.kind != kind)
              || !is_of_unit (match->entry, &unit->record)
              || !is_in_force (&unit->record, self->date))
            continue;
          if (!score_unit (self, unit, question, error))
            return FALSE;
          put_in (units, g_steal_pointer (&unit), &brought);
        }
    }
  return TRUE;
}

/* ---- Points ---- */

/* The part of the asked pairs that none of the first units holds. */
static double
silence (GPtrArray *units)
{
  double best = 0;

  for (guint i = 0; i < MIN (units->len, TL_MEMORY_LOOK); i++)
    best = MAX (best,
                ((TlCandidate *)g_ptr_array_index (units, i))->features[TL_FEATURE_COVER_PAIRS]);
  return 1 - MIN (best, 1);
}

void
_tl_search_lift (TlSearchRun *self, GPtrArray *units)
{
  double silent = silence (units);
  TlMemoryMatch match;
  gboolean any = FALSE;

  for (guint i = 0; i < MIN (units->len, TL_RERANK_DEPTH); i++)
    {
      TlCandidate *unit = g_ptr_array_index (units, i);

      if (!recall_unit (self, unit, &match) || !is_in_force (&unit->record, self->date))
        continue;
      unit->confirmed = TL_MEMORY_POINTS * silent * MAX (0, match.best - TL_MEMORY_LEAST)
                        + TL_MEMORY_SAME_POINTS * MAX (0, match.best - TL_MEMORY_SAME);
      unit->score += unit->confirmed;
      any = TRUE;
    }
  if (any)
    tl_candidates_sort (units);
}

/* ---- Words ---- */

void
_tl_search_say_confirmed (TlSearchRun *self, TlHit *hit, const TlCandidate *unit)
{
  TlMemoryMatch match;

  if (unit->confirmed <= 0 || !recall_unit (self, unit, &match))
    return;
  hit->confirmed = match.entries;
  _tl_hit_add_why (
      hit, "confirmed",
      /* Translators: %s is a question that was asked before, and that people confirmed this hit
         for. */
      g_strdup_printf (_ ("Confirmed for a question much like it: “%s”"), match.entry->question));
}
