/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both documents cite, and what one of them alone. */
#include "config.h"

#include "compare/tl-compare-private.h"

#include <string.h>

#include "corpus/tl-document-citations.h"

void
_tl_compared_citation_free (TlComparedCitation *citation)
{
  g_free (citation->notation);
  g_free (citation->target);
  g_free (citation->anchor);
  g_array_unref (citation->places[0]);
  g_array_unref (citation->places[1]);
  g_free (citation);
}

/* What leads to the same unit is one citation however it is written; what leads nowhere is told
 * apart by its notation. */
static char *
dup_key (const char *notation, const char *target, const char *anchor)
{
  if (target == NULL)
    return g_strconcat ("?", notation, NULL);
  /* A unit that no anchor names ("Điều này" outside its law) is not the whole document, and a range
   * is not its first unit. */
  if (strchr (notation, ':') != NULL && (anchor == NULL || strstr (notation, "..") != NULL))
    return g_strconcat ("?", target, "#", strchr (notation, ':'), NULL);
  return g_strconcat (target, "#", anchor, NULL);
}

static void
add (GPtrArray *list,
     GHashTable *known,
     guint side,
     const TlLink *link,
     const char *notation,
     const char *anchor)
{
  char *key = dup_key (notation, link->target, anchor);
  TlComparedCitation *citation = g_hash_table_lookup (known, key);
  TlCitedPlace place = { link->block, link->from, link->to };

  if (citation == NULL)
    {
      citation = g_new0 (TlComparedCitation, 1);
      citation->notation = g_strdup (notation);
      citation->target = g_strdup (link->target);
      citation->anchor = g_strdup (anchor);
      citation->places[0] = g_array_new (FALSE, FALSE, sizeof (TlCitedPlace));
      citation->places[1] = g_array_new (FALSE, FALSE, sizeof (TlCitedPlace));
      g_ptr_array_add (list, citation);
      g_hash_table_insert (known, key, citation);
    }
  else
    g_free (key);
  g_array_append_val (citation->places[side], place);
}

/* "BLHS2015:51.1.s" is "BLHS2015:51" with the anchor d51; places outside articles stay what they
 * are. */
static void
add_article (
    GPtrArray *list, GHashTable *known, guint side, const TlLink *link, const char *article)
{
  const char *colon = strrchr (link->notation, ':');
  gsize key = colon != NULL ? (gsize)(colon - link->notation) : strlen (link->notation);
  g_autofree char *notation = g_strdup_printf ("%.*s:%s", (int)key, link->notation, article);
  g_autofree char *anchor = g_strconcat ("d", article, NULL);

  add (list, known, side, link, notation, link->anchor != NULL ? anchor : NULL);
}

/* Every article of a range. */
static void
add_articles (GPtrArray *list, GHashTable *known, guint side, const TlLink *link)
{
  g_autoptr (TlCitation) citation = tl_citation_parse (link->notation);
  g_autoptr (GPtrArray) units = NULL;

  if (citation == NULL || *citation->article == '\0')
    {
      add (list, known, side, link, link->notation, link->anchor);
      return;
    }
  if (*citation->article_to == '\0')
    {
      add_article (list, known, side, link, citation->article);
      return;
    }
  units = tl_citation_expand (citation);
  for (guint i = 0; i < units->len; i++)
    add_article (list, known, side, link, ((TlCitation *)g_ptr_array_index (units, i))->article);
}

gboolean
_tl_compare_citations (TlComparison *comparison,
                       const GPtrArray *const links[2],
                       GCancellable *cancellable)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const TlDocument *documents[2] = { comparison->left, comparison->right };

  for (guint s = 0; s < 2; s++)
    {
      g_autoptr (GPtrArray) read = NULL;
      const GPtrArray *list = links[s];

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (list == NULL)
        list = read = tl_document_read_links (documents[s]);
      for (guint i = 0; i < list->len; i++)
        {
          const TlLink *link = g_ptr_array_index (list, i);

          add (comparison->citations, units, s, link, link->notation, link->anchor);
          add_articles (comparison->articles, articles, s, link);
        }
    }
  return TRUE;
}
