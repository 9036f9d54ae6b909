/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of each judgment: put together from the judgments of all files that review one. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "search/facet/tl-facet-review.h"
#include "search/facet/tl-facet-table-private.h"

/* Behind every day that a judgment is given on. */
#define END_OF_TIME "9999-12-31"

/* From @day on the judgment @document of a file is in @state; in order of documents and days. */
typedef struct
{
  guint32 document;
  guint32 day;
  TlReviewState state;
} Change;

/* A review of a judgment. */
typedef struct
{
  guint64 by;
  guint32 day;
  TlReviewOutcome outcome;
} Review;

/* ---- Putting together ---- */

static GHashTable *
collect_reviews (const TlFacetTable *self, GArray **facts)
{
  GHashTable *reviews
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);

  for (guint file = 0; file < self->n_files; file++)
    for (guint32 i = 0; facts[file] != NULL && i < facts[file]->len; i++)
      {
        const TlReviewFact *fact = &g_array_index (facts[file], TlReviewFact, i);
        const Review review = { fact->id, fact->day, fact->outcome };
        GArray *list;

        /* What a newer volume replaces or withdraws reviews nothing. */
        if (fact->outcome == TL_REVIEW_OF_NONE
            || !tl_index_map_check (self->map, file, self->first_units[file][i], END_OF_TIME))
          continue;
        list = g_hash_table_lookup (reviews, &fact->reviewed);
        if (list == NULL)
          {
            list = g_array_new (FALSE, FALSE, sizeof (Review));
            g_hash_table_insert (reviews, g_memdup2 (&fact->reviewed, sizeof fact->reviewed), list);
          }
        g_array_append_val (list, review);
      }
  return reviews;
}

static TlReviewState
state_after (TlReviewOutcome outcome)
{
  static const TlReviewState STATES[TL_N_REVIEW_OUTCOMES] = {
    [TL_REVIEW_OF_NONE] = TL_REVIEWED_NONE,    [TL_REVIEW_UNKNOWN] = TL_REVIEWED_UNCLEAR,
    [TL_REVIEW_UPHELD] = TL_REVIEWED_UPHELD,   [TL_REVIEW_AMENDED] = TL_REVIEWED_AMENDED,
    [TL_REVIEW_QUASHED] = TL_REVIEWED_QUASHED, [TL_REVIEW_KEPT_LOWER] = TL_REVIEWED_QUASHED,
  };

  return STATES[outcome];
}

/* What becomes of a judgment when the one that reviewed it is reviewed itself. */
static TlReviewState
state_after_second (TlReviewOutcome second, TlReviewState before)
{
  switch (second)
    {
    case TL_REVIEW_KEPT_LOWER:
      return TL_REVIEWED_UPHELD;
    case TL_REVIEW_QUASHED:
      return TL_REVIEWED_UNCLEAR;
    case TL_REVIEW_AMENDED:
      return before == TL_REVIEWED_UPHELD ? TL_REVIEWED_AMENDED : before;
    case TL_REVIEW_OF_NONE:
    case TL_REVIEW_UNKNOWN:
    case TL_REVIEW_UPHELD:
    case TL_N_REVIEW_OUTCOMES:
    default:
      return before;
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = a, *right = b;

  if (left->document != right->document)
    return left->document < right->document ? -1 : 1;
  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return (left->state > right->state) - (left->state < right->state);
}

/* Reviews of the judgment @id: an appeal is younger than what it reviews. */
static void
add_changes (GArray *changes, GHashTable *reviews, guint32 document, const TlReviewFact *fact)
{
  const GArray *list = g_hash_table_lookup (reviews, &fact->id);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Review *review = &g_array_index (list, Review, i);
      Change change = { document, review->day, state_after (review->outcome) };
      const GArray *seconds = g_hash_table_lookup (reviews, &review->by);

      if (review->day < fact->day)
        continue;
      g_array_append_val (changes, change);
      for (guint k = 0; seconds != NULL && k < seconds->len; k++)
        {
          const Review *second = &g_array_index (seconds, Review, k);

          change.day = second->day;
          change.state = state_after_second (second->outcome, state_after (review->outcome));
          if (second->day >= review->day && second->outcome != TL_REVIEW_OF_NONE)
            g_array_append_val (changes, change);
        }
    }
}

/* ---- The table ---- */

static GArray *
load_facts (TlFacetTable *self, TlXapianDb *db, guint file, GError **error)
{
  g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, TL_REVIEW_KEY, error);
  g_autoptr (GArray) facts = bytes != NULL ? tl_review_facts_decode (bytes, error) : NULL;

  if (facts == NULL)
    return NULL;
  if (facts->len == self->n_documents[file])
    return g_steal_pointer (&facts);
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "damaged: the reviews are of %u documents, not %u",
               facts->len, self->n_documents[file]);
  return NULL;
}

gboolean
_tl_facet_standing_load (TlFacetTable *self, TlXapianDb *db, GError **error)
{
  g_autofree GArray **facts = g_new0 (GArray *, self->n_files + 1);
  g_autoptr (GError) local = NULL;

  self->standing = g_new0 (GArray *, self->n_files + 1);
  for (guint file = 0; file < self->n_files && local == NULL; file++)
    {
      facts[file] = load_facts (self, db, file, &local);
      if (local != NULL)
        g_prefix_error (&local, "%s: ", tl_xapian_db_get_path (db, file));
    }
  if (local == NULL)
    {
      g_autoptr (GHashTable) reviews = collect_reviews (self, facts);

      for (guint file = 0; file < self->n_files; file++)
        {
          if (facts[file] == NULL)
            continue;
          self->standing[file] = g_array_new (FALSE, FALSE, sizeof (Change));
          for (guint32 i = 0; i < facts[file]->len; i++)
            add_changes (self->standing[file], reviews, i,
                         &g_array_index (facts[file], TlReviewFact, i));
          g_array_sort (self->standing[file], compare_changes);
        }
    }
  for (guint file = 0; file < self->n_files; file++)
    g_clear_pointer (&facts[file], g_array_unref);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
_tl_facet_standing_clear (TlFacetTable *self)
{
  for (guint file = 0; self->standing != NULL && file < self->n_files; file++)
    g_clear_pointer (&self->standing[file], g_array_unref);
  g_clear_pointer (&self->standing, g_free);
}

/* The first change of @document or behind it. */
static guint
find_first (const GArray *changes, guint32 document)
{
  guint from = 0, to = changes->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (changes, Change, middle).document < document)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

int
_tl_facet_review_state (const TlFacetTable *self, guint file, guint32 document, guint32 day)
{
  const GArray *changes = self->standing[file];
  TlReviewState state = TL_REVIEWED_NONE;

  if (changes == NULL
      || tl_index_map_get_kind (self->map, file, self->first_units[file][document])
             != TL_DOC_JUDGMENT)
    return -1;
  for (guint i = find_first (changes, document); i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (change->document != document || change->day > day)
        break;
      /* That nothing is known of a review takes nothing back. */
      if (change->state != TL_REVIEWED_UNCLEAR || state <= TL_REVIEWED_UPHELD)
        state = change->state;
    }
  return (int)state;
}
