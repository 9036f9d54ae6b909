/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case cites, in a form in which two cases can be compared. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-library-links.h"
#include "law/citation/tl-citation.h"
#include "search/rank/tl-bm25.h"
#include "search/similar/tl-similar-private.h"

/* How much rests on a provision by where it is cited: facts tell what the parties and the
 * prosecution rely on, the decision what the court does. */
static const double PART_WEIGHTS[TL_SIMILAR_TEXT_PARTS] = { 0.3, 0.7, 1.0 };
/* What the decision cites without resting on it: how a judgment is enforced and appealed against,
 * in every one of them. */
#define BESIDE_WEIGHT 0.1
/* More is no comparison. */
#define MAX_CITES 150

static void
cite_free (gpointer data)
{
  TlCaseCite *self = data;

  g_free (self->article);
  g_free (self->unit);
  g_free (self->notation);
  g_free (self->target);
  g_free (self->anchor);
  g_free (self->place);
  g_free (self);
}

/* "BLDS2015:328.1.a" without clause and point. */
static char *
article_of_notation (const char *notation)
{
  const char *colon = strchr (notation, ':');
  const char *dot = colon != NULL ? strchr (colon, '.') : NULL;

  return dot != NULL ? g_strndup (notation, (gsize)(dot - notation)) : g_strdup (notation);
}

static char *
article_of_anchor (const char *anchor)
{
  return g_strndup (anchor, strcspn (anchor, "."));
}

/* A law of whose edition or number the text says nothing is looked for in the library. */
static gboolean
resolve (TlSimilarWords *words, TlLink *link, const char *date, GError **error)
{
  g_autoptr (TlCitation) citation = tl_citation_parse (link->notation);
  TlTarget target = { 0 };

  if (citation == NULL)
    return TRUE;
  if (!tl_library_resolve (words->run->library, citation, NULL, date, &target, error))
    return FALSE;
  if (target.document != NULL && target.anchor != NULL)
    {
      link->target = g_strdup (target.document);
      link->anchor = g_strdup (target.anchor);
    }
  tl_target_clear (&target);
  return TRUE;
}

/* An article, or an án lệ; laws cited whole and court files are no provisions. */
static gboolean
is_provision (const TlLink *link)
{
  if (link->official || link->notation == NULL || strchr ("?", link->notation[0]) != NULL)
    return FALSE;
  if (g_str_has_prefix (link->notation, "SELF") || g_str_has_prefix (link->notation, "PREV"))
    return FALSE;
  return strchr (link->notation, ':') != NULL || g_str_has_prefix (link->notation, "AL");
}

static gboolean
set_idf (TlSimilarWords *words, TlCaseCite *cite, GError **error)
{
  g_autofree char *term = tl_term_filter (TL_TERM_PROVISION, cite->notation);
  guint32 frequency, all;

  if (!_tl_similar_words_frequency (words, term, &frequency, error)
      || !_tl_similar_words_frequency (words, TL_TERM_KIND "judgment", &all, error))
    return FALSE;
  cite->idf = tl_bm25_idf (MAX (all, frequency) + 8, frequency + 1);
  return TRUE;
}

/* Articles that the decision rests on; empty where that is not known. */
static GHashTable *
read_grounds (const TlDocument *document)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  JsonNode *node = meta != NULL ? json_object_get_member (meta, "provisions") : NULL;
  JsonArray *list
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GHashTable *grounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; list != NULL && i < MIN (json_array_get_length (list), MAX_CITES); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_hash_table_add (grounds, article_of_notation (json_node_get_string (element)));
    }
  return grounds;
}

static double
weight_of (GHashTable *grounds, const char *notation, int part)
{
  g_autofree char *article = article_of_notation (notation);

  return part == TL_SIMILAR_DECISION && g_hash_table_size (grounds) > 0
                 && !g_hash_table_contains (grounds, article)
             ? BESIDE_WEIGHT
             : PART_WEIGHTS[part];
}

/* Takes the place of a citation that weighs less. */
static gboolean
add (TlSimilarWords *words,
     GHashTable *cites,
     const TlDocument *document,
     const TlLink *link,
     double weight,
     GError **error)
{
  g_autofree char *unit = link->target != NULL && link->anchor != NULL
                              ? g_strconcat (link->target, "#", link->anchor, NULL)
                              : g_strdup (link->notation);
  TlCaseCite *cite = g_hash_table_lookup (cites, unit);

  if (cite != NULL && cite->weight >= weight)
    return TRUE;
  if (cite == NULL)
    {
      if (g_hash_table_size (cites) >= MAX_CITES)
        return TRUE;
      cite = g_new0 (TlCaseCite, 1);
      cite->unit = g_strdup (unit);
      cite->notation = article_of_notation (link->notation);
      cite->target = g_strdup (link->target);
      cite->anchor = link->anchor != NULL ? article_of_anchor (link->anchor) : NULL;
      cite->article = cite->target != NULL && cite->anchor != NULL
                          ? g_strconcat (cite->target, "#", cite->anchor, NULL)
                          : g_strdup (cite->notation);
      g_hash_table_insert (cites, cite->unit, cite);
      if (!set_idf (words, cite, error))
        return FALSE;
    }
  cite->weight = weight;
  g_free (cite->place);
  cite->place = g_strdup (tl_document_get_block (document, link->block)->anchor);
  return TRUE;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const TlCaseCite *left = *(const TlCaseCite *const *)a;
  const TlCaseCite *right = *(const TlCaseCite *const *)b;

  return strcmp (left->unit, right->unit);
}

GPtrArray *
_tl_case_cites_read (TlSimilarWords *words,
                     const TlDocument *document,
                     gboolean in_library,
                     GError **error)
{
  g_autoptr (GPtrArray) links
      = in_library ? tl_library_links_from (words->run->library, document->id, error)
                   : tl_document_read_links (document);
  g_autoptr (GHashTable) grounds = read_grounds (document);
  g_autoptr (GHashTable) cites = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, cite_free);
  GPtrArray *list;
  GHashTableIter iter;
  gpointer cite;

  if (links == NULL)
    return NULL;
  for (guint i = 0; i < links->len; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);
      int part
          = link->block < document->blocks->len ? _tl_similar_part_of (document, link->block) : -1;

      if (part < 0 || !is_provision (link))
        continue;
      if ((link->target == NULL && !resolve (words, link, document->issued, error))
          || !add (words, cites, document, link, weight_of (grounds, link->notation, part), error))
        return NULL;
    }
  list = g_ptr_array_new_with_free_func (cite_free);
  g_hash_table_iter_init (&iter, cites);
  while (g_hash_table_iter_next (&iter, NULL, &cite))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (list, cite);
    }
  g_ptr_array_sort (list, compare_units);
  return list;
}

const TlCaseCite *
_tl_case_cites_find (GPtrArray *cites, const char *article)
{
  const TlCaseCite *found = NULL;

  for (guint i = 0; i < cites->len; i++)
    {
      const TlCaseCite *cite = g_ptr_array_index (cites, i);

      if (strcmp (cite->article, article) == 0 && (found == NULL || cite->weight > found->weight))
        found = cite;
    }
  return found;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  const TlCaseCite *left = *(const TlCaseCite *const *)a;
  const TlCaseCite *right = *(const TlCaseCite *const *)b;
  double l = left->weight * left->idf, r = right->weight * right->idf;

  return l != r ? (l < r ? 1 : -1) : strcmp (left->article, right->article);
}

/* One of each article, the weightiest, in order. The units of an article stand beside each other:
 * a point sorts before every digit. */
static GPtrArray *
by_article (GPtrArray *cites)
{
  GPtrArray *articles = g_ptr_array_new ();

  for (guint i = 0; i < cites->len; i++)
    {
      TlCaseCite *cite = g_ptr_array_index (cites, i);
      gpointer *last = articles->len > 0 ? &articles->pdata[articles->len - 1] : NULL;

      if (last == NULL || strcmp (((TlCaseCite *)*last)->article, cite->article) != 0)
        g_ptr_array_add (articles, cite);
      else if (cite->weight > ((TlCaseCite *)*last)->weight)
        *last = cite;
    }
  return articles;
}

GPtrArray *
_tl_case_cites_articles (GPtrArray *cites)
{
  GPtrArray *articles = by_article (cites);

  g_ptr_array_sort (articles, compare_weights);
  return articles;
}

static const char *
name_of (const TlCaseCite *cite, gboolean by_unit)
{
  return by_unit ? cite->unit : cite->article;
}

/* Weighted Jaccard of two lists in order of their names. */
static double
overlap (GPtrArray *own, GPtrArray *other, gboolean by_unit)
{
  double both = 0, all = 0;

  for (guint i = 0, k = 0; i < own->len || k < other->len;)
    {
      const TlCaseCite *ours = i < own->len ? g_ptr_array_index (own, i) : NULL;
      const TlCaseCite *theirs = k < other->len ? g_ptr_array_index (other, k) : NULL;
      int order = ours == NULL     ? 1
                  : theirs == NULL ? -1
                                   : strcmp (name_of (ours, by_unit), name_of (theirs, by_unit));
      double our_weight = order <= 0 ? ours->weight * ours->idf : 0;
      double their_weight = order >= 0 ? theirs->weight * theirs->idf : 0;

      both += MIN (our_weight, their_weight);
      all += MAX (our_weight, their_weight);
      i += order <= 0;
      k += order >= 0;
    }
  return all > 0 ? both / all : 0;
}

double
_tl_case_cites_compare (GPtrArray *own, GPtrArray *other)
{
  g_autoptr (GPtrArray) own_articles = by_article (own);
  g_autoptr (GPtrArray) other_articles = by_article (other);

  return 0.5 * overlap (own_articles, other_articles, FALSE) + 0.5 * overlap (own, other, TRUE);
}
