/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why two cases are alike, and in what they are not. */
#include "config.h"

#include <string.h>

#include "law/citation/tl-citation.h"
#include "law/judgment/tl-judgment-decision.h"
#include "search/similar/tl-similar-private.h"

/* Articles shown as shared, and as standing in one case alone. */
#define MAX_SHARED 8
#define MAX_ALONE  4

void
_tl_similar_add_point (
    GPtrArray *points, const char *kind, char *text, char *own_text, char *anchor, char *own_anchor)
{
  TlSimilarPoint *point = g_new0 (TlSimilarPoint, 1);

  point->kind = kind;
  point->text = text;
  point->own_text = own_text;
  point->anchor = anchor;
  point->own_anchor = own_anchor;
  g_ptr_array_add (points, point);
}

/* The first block of a part; else the first of all. */
static char *
anchor_of_part (const TlDocument *document, int part)
{
  for (guint i = 0; part >= 0 && i < document->blocks->len; i++)
    if (_tl_similar_part_of (document, i) == part)
      return g_strdup (tl_document_get_block (document, i)->anchor);
  return document->blocks->len > 0 ? g_strdup (tl_document_get_block (document, 0)->anchor) : NULL;
}

static const char *
relation_of (const TlCaseFields *fields, const char **kind)
{
  *kind = fields->charges->len > 0 ? "charge" : "relation";
  return fields->charges->len > 0 ? g_ptr_array_index (fields->charges, 0) : fields->relation;
}

static void
add_relation (const TlOwnCase *own, const TlOtherCase *other, TlSimilarCase *found)
{
  int alike = _tl_case_fields_alike (&own->fields, &other->fields);
  const char *kind, *own_kind;
  const char *theirs = relation_of (&other->fields, &kind);
  const char *ours = relation_of (&own->fields, &own_kind);

  if (alike < 0)
    return;
  _tl_similar_add_point (alike > 0 ? found->shared : found->differing, kind, g_strdup (theirs),
                         g_strdup (ours), anchor_of_part (other->document, -1),
                         anchor_of_part (own->document, -1));
}

static void
add_outcome (const TlOwnCase *own, const TlOtherCase *other, TlSimilarCase *found)
{
  const char *theirs = other->fields.outcome, *ours = own->fields.outcome;
  gboolean same = g_strcmp0 (theirs, ours) == 0;
  const char *name = theirs != NULL ? tl_outcome_name (theirs) : NULL;
  const char *own_name = ours != NULL ? tl_outcome_name (ours) : NULL;

  if (name == NULL || own_name == NULL)
    return;
  _tl_similar_add_point (same ? found->shared : found->differing, "outcome", g_strdup (name),
                         g_strdup (own_name), anchor_of_part (other->document, TL_SIMILAR_DECISION),
                         anchor_of_part (own->document, TL_SIMILAR_DECISION));
}

char *
_tl_case_cite_label (const TlCaseCite *cite)
{
  g_autoptr (TlCitation) citation = tl_citation_parse (cite->notation);

  return citation != NULL ? tl_citation_format_official (citation) : g_strdup (cite->notation);
}

static void
add_shared_articles (const TlOwnCase *own, const TlOtherCase *other, TlSimilarCase *found)
{
  g_autoptr (GPtrArray) articles = _tl_case_cites_articles (own->cites);

  found->own_articles = articles->len;
  for (guint i = 0; i < articles->len; i++)
    {
      const TlCaseCite *cite = g_ptr_array_index (articles, i);
      const TlCaseCite *theirs = _tl_case_cites_find (other->cites, cite->article);

      if (theirs == NULL)
        continue;
      if (found->shared_articles++ < MAX_SHARED)
        _tl_similar_add_point (found->shared, "provision", _tl_case_cite_label (cite), NULL,
                               g_strdup (theirs->place), g_strdup (cite->place));
    }
}

static void
add_articles_alone (GPtrArray *cites, GPtrArray *without, gboolean is_own, TlSimilarCase *found)
{
  g_autoptr (GPtrArray) articles = _tl_case_cites_articles (cites);
  guint added = 0;

  for (guint i = 0; i < articles->len && added < MAX_ALONE; i++)
    {
      const TlCaseCite *cite = g_ptr_array_index (articles, i);

      if (_tl_case_cites_find (without, cite->article) != NULL)
        continue;
      _tl_similar_add_point (found->differing, "provision", _tl_case_cite_label (cite), NULL,
                             is_own ? NULL : g_strdup (cite->place),
                             is_own ? g_strdup (cite->place) : NULL);
      added++;
    }
}

gboolean
_tl_similar_points (TlOwnCase *own, TlOtherCase *other, TlSimilarCase *found, GError **error)
{
  add_relation (own, other, found);
  add_shared_articles (own, other, found);
  if (!_tl_similar_add_phrases (own, other, found, FALSE, error))
    return FALSE;
  add_outcome (own, other, found);
  add_articles_alone (other->cites, own->cites, FALSE, found);
  add_articles_alone (own->cites, other->cites, TRUE, found);
  return _tl_similar_add_phrases (own, other, found, TRUE, error);
}
