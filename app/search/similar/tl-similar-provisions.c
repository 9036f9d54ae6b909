/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which law the case may rest on: what like cases rest on, and what the words of the law itself
 * say. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search/similar/tl-similar-private.h"

/* Suggestions given. */
#define MAX_SUGGESTIONS 20
/* A vote of a case that is half as near weighs this power of two less. */
#define NEARNESS_POWER 2.0
/* How much rarity lifts an article above those that every judgment cites. */
#define RARITY_POWER 0.5
/* What the best article found by its own words weighs, beside the best voted for. */
#define LAW_SHARE 0.3
#define LAW_DEPTH 20

typedef struct
{
  char *article;
  char *notation;
  char *target;
  char *anchor;
  guint cases;
  double votes;
  double weight;
} Vote;

static void
vote_free (gpointer data)
{
  Vote *self = data;

  g_free (self->article);
  g_free (self->notation);
  g_free (self->target);
  g_free (self->anchor);
  g_free (self);
}

static Vote *
get_vote (GHashTable *votes, const char *article)
{
  Vote *vote = g_hash_table_lookup (votes, article);

  if (vote == NULL)
    {
      vote = g_new0 (Vote, 1);
      vote->article = g_strdup (article);
      g_hash_table_insert (votes, vote->article, vote);
    }
  return vote;
}

static void
add_votes (GHashTable *votes, GPtrArray *others)
{
  double best = others->len > 0 ? ((TlOtherCase *)g_ptr_array_index (others, 0))->score : 0;

  for (guint i = 0; best > 0 && i < MIN (others->len, TL_SIMILAR_VOTERS); i++)
    {
      const TlOtherCase *other = g_ptr_array_index (others, i);
      g_autoptr (GPtrArray) articles = _tl_case_cites_articles (other->cites);

      for (guint k = 0; k < articles->len; k++)
        {
          const TlCaseCite *cite = g_ptr_array_index (articles, k);
          Vote *vote = get_vote (votes, cite->article);

          if (vote->cases++ == 0)
            {
              vote->notation = g_strdup (cite->notation);
              vote->target = g_strdup (cite->target);
              vote->anchor = g_strdup (cite->anchor);
            }
          vote->votes += pow (other->score / best, NEARNESS_POWER) * cite->weight
                         * pow (cite->idf, RARITY_POWER);
        }
    }
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const TlCandidate *left = *(const TlCandidate *const *)a;
  const TlCandidate *right = *(const TlCandidate *const *)b;

  return left->base != right->base ? (left->base < right->base ? 1 : -1)
                                   : g_strcmp0 (left->record.doc, right->record.doc);
}

/* Articles whose own words are those of the case; by rank, since their scores are of another kind.
 */
static void
add_law (GHashTable *votes, GPtrArray *statutes, double most)
{
  g_ptr_array_sort (statutes, compare_units);
  for (guint i = 0; i < MIN (statutes->len, LAW_DEPTH); i++)
    {
      const TlCandidate *unit = g_ptr_array_index (statutes, i);
      g_autofree char *article = NULL;
      Vote *vote;

      if (unit->record.anchor == NULL)
        continue;
      article = g_strconcat (unit->record.doc, "#", unit->record.anchor, NULL);
      vote = get_vote (votes, article);
      if (vote->target == NULL)
        vote->target = g_strdup (unit->record.doc);
      if (vote->anchor == NULL)
        vote->anchor = g_strdup (unit->record.anchor);
      vote->weight += LAW_SHARE * (most > 0 ? most : 1) * 10 / (10.0 + i);
    }
}

static int
compare_votes (gconstpointer a, gconstpointer b)
{
  const Vote *left = *(const Vote *const *)a;
  const Vote *right = *(const Vote *const *)b;

  if (left->weight != right->weight)
    return left->weight < right->weight ? 1 : -1;
  return strcmp (left->article, right->article);
}

/* The article as it stands on the day of the request; where the library does not hold it, its name
 * alone. */
static gboolean
set_hit (TlSearchRun *run,
         const Vote *vote,
         TlSimilarProvision *provision,
         const TlQuestion *question,
         GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (TlDocument) document
      = vote->target != NULL ? tl_doc_cache_find (run->cache, vote->target, &failed) : NULL;
  int block = document != NULL && vote->anchor != NULL
                  ? tl_document_find (document, vote->anchor, run->date)
                  : -1;

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (document != NULL && block < 0 && vote->anchor != NULL)
    block = tl_document_find (document, vote->anchor, NULL);
  if (block < 0)
    return TRUE;
  _tl_search_add_block (run, document, block, question);
  provision->hit = g_ptr_array_steal_index (run->result->hits, run->result->hits->len - 1);
  return TRUE;
}

static void
name_it (TlSimilarProvision *provision, const Vote *vote)
{
  const TlHit *hit = provision->hit;

  if (vote->notation != NULL)
    provision->notation = g_strdup (vote->notation);
  else if (hit != NULL && hit->label != NULL)
    provision->notation = g_strdup_printf (
        "%s:%s", hit->short_name != NULL ? hit->short_name : hit->number,
        strrchr (hit->label, ' ') != NULL ? strrchr (hit->label, ' ') + 1 : hit->label);
  else
    provision->notation = g_strdup (vote->article);
}

static void
provision_free (gpointer data)
{
  TlSimilarProvision *self = data;

  _tl_hit_free (self->hit);
  g_free (self->notation);
  g_free (self);
}

GPtrArray *
_tl_similar_provisions (TlOwnCase *own,
                        GPtrArray *others,
                        GPtrArray *statutes,
                        const TlQuestion *question,
                        GError **error)
{
  g_autoptr (GHashTable) votes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, vote_free);
  g_autoptr (GPtrArray) ranked = g_ptr_array_new ();
  g_autoptr (GPtrArray) provisions = g_ptr_array_new_with_free_func (provision_free);
  GHashTableIter iter;
  gpointer value;
  double most = 0;

  add_votes (votes, others);
  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ((Vote *)value)->weight = ((Vote *)value)->votes;
      most = MAX (most, ((Vote *)value)->votes);
    }
  add_law (votes, statutes, most);
  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (ranked, value);
  g_ptr_array_sort (ranked, compare_votes);
  for (guint i = 0; i < MIN (ranked->len, MAX_SUGGESTIONS); i++)
    {
      const Vote *vote = g_ptr_array_index (ranked, i);
      TlSimilarProvision *provision = g_new0 (TlSimilarProvision, 1);

      g_ptr_array_add (provisions, provision);
      provision->cases = vote->cases;
      provision->weight = floor (vote->weight * 10000 + 0.5) / 10000;
      provision->cited = _tl_case_cites_find (own->cites, vote->article) != NULL;
      if (!set_hit (own->words->run, vote, provision, question, error))
        return NULL;
      name_it (provision, vote);
    }
  return g_steal_pointer (&provisions);
}
