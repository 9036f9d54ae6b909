/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The links of a document: its citations read in context, and what its source refers to. */
#include "config.h"

#include "corpus/tl-document-citations.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/tl-link-codec-private.h"
#include "corpus/tl-link-target-private.h"

/* Words behind a law's name that may still belong to it. */
#define MORE_WORDS 8

/* One reading of a document. */
typedef struct
{
  const TlDocument *document;
  const TlLinkIndex *index; /* (nullable) */
  GHashTable *anchors;      /* of the document */
  GHashTable *names;        /* TlCitedDoc -> Target: what was found for each name */
  GPtrArray *links;
} Reading;

/* What a name in the text leads to. */
typedef struct
{
  char *id;  /* (nullable) */
  char *key; /* (nullable): in place of the notation's */
  gboolean inferred;
} Target;

/* Blocks as one text, joined by line breaks, and where each begins in it. */
typedef struct
{
  GString *text;
  GArray *starts; /* (element-type gsize) */
  guint first;    /* block of the first start */
} Joined;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_free (target->id);
  g_free (target->key);
  g_free (target);
}

static void
join (const Reading *reading, guint first, guint end, Joined *joined)
{
  joined->text = g_string_new (NULL);
  joined->starts = g_array_sized_new (FALSE, FALSE, sizeof (gsize), end - first);
  joined->first = first;
  for (guint i = first; i < end; i++)
    {
      gsize start = joined->text->len;

      g_array_append_val (joined->starts, start);
      g_string_append (joined->text, tl_document_get_block (reading->document, i)->text);
      g_string_append_c (joined->text, '\n');
    }
}

/* The block that byte @at of the joined text stands in. */
static guint
find_block (const Joined *joined, gsize at)
{
  guint low = 0;
  guint high = joined->starts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (joined->starts, gsize, middle) <= at)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* A corpus may have laws whose title is longer than one the catalogue knows: the longest name of
 * the corpus that begins where the name in the text does. */
static const char *
find_longer (const Reading *reading, const Joined *joined, const TlCitedDoc *doc, const char **key)
{
  const char *text = joined->text->str;
  const char *at, *id = NULL;

  if (reading->index == NULL || doc->to <= doc->from || doc->to > joined->text->len)
    return NULL;
  at = text + doc->to;
  for (guint i = 0; i < MORE_WORDS && *at == ' '; i++)
    {
      g_autofree char *name = NULL;
      const char *found, *short_name;

      at++;
      at += strcspn (at, " \n,;.:()");
      name = g_strndup (text + doc->from, (gsize)(at - text) - doc->from);
      found = tl_link_index_find_name (reading->index, name, 0, NULL, &short_name);
      if (found != NULL)
        {
          id = found;
          *key = short_name;
        }
    }
  return id;
}

static const Target *
find_target (Reading *reading, const Joined *joined, TlCitedDoc *doc, const char *date)
{
  Target *target = g_hash_table_lookup (reading->names, doc);
  const char *key = NULL;
  const char *longer = NULL;

  if (target != NULL)
    return target;
  target = g_new0 (Target, 1);
  if (doc->kind == TL_CITED_LAW)
    longer = find_longer (reading, joined, doc, &key);
  if (longer != NULL)
    {
      target->id = g_strdup (longer);
      target->key = g_strdup (key);
    }
  else
    target->id = _tl_cited_doc_dup_id (doc, reading->index, date, &target->inferred);
  g_hash_table_insert (reading->names, tl_cited_doc_ref (doc), target);
  return target;
}

/* The component of @anchor that begins with @mark and a figure: "1a" for 'k' in "d5.k1a.pb". */
static char *
dup_component (const char *anchor, char mark)
{
  char *last = NULL;

  for (const char *at = anchor; at != NULL; at = strchr (at, '.'))
    {
      at += *at == '.';
      if (at[0] == mark && g_ascii_isdigit (at[1]))
        {
          g_free (last);
          last = g_strndup (at + 1, strcspn (at + 1, "."));
        }
    }
  return last;
}

/* "Điều này", "khoản này": the article and the clause that the block stands in. */
static void
fill_this (TlCitation *citation, const TlBlock *block)
{
  const struct
  {
    char *unit;
    char mark;
  } places[] = { { citation->article, 'd' }, { citation->clause, 'k' } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *own = NULL;

      if (strcmp (places[i].unit, "THIS") != 0)
        continue;
      own = dup_component (block->anchor, places[i].mark);
      g_strlcpy (places[i].unit, own != NULL ? own : "", TL_CITATION_UNIT_SIZE);
    }
}

/* The unit in the document itself; what an annex says of its articles is of the annex. */
static char *
dup_own_anchor (const Reading *reading, const TlBlock *block, const char *anchor)
{
  gsize prefix = strcspn (block->anchor, ".");
  g_autofree char *inside = NULL;

  if (anchor == NULL)
    return NULL;
  inside = g_strdup_printf ("%.*s.%s", (int)prefix, block->anchor, anchor);
  if (g_str_has_prefix (block->anchor, "pl") && g_hash_table_contains (reading->anchors, inside))
    return g_steal_pointer (&inside);
  return g_strdup (anchor);
}

/* The notation with another name of the document in front. */
static char *
dup_notation (const TlCitation *citation, const char *key)
{
  g_autofree char *notation = tl_citation_format (citation);

  if (key == NULL || notation == NULL)
    return g_steal_pointer (&notation);
  return g_strconcat (key, notation + strcspn (notation, ":#"), NULL);
}

static gboolean
is_own (const Reading *reading, const TlCitation *citation)
{
  if (reading->document->kind != TL_DOC_STATUTE)
    return FALSE;
  /* A statute that names no document means itself. */
  return citation->doc->kind == TL_CITED_SELF
         || (citation->doc->kind == TL_CITED_UNKNOWN && *citation->article != '\0');
}

static gboolean
is_short (const char *string)
{
  return string == NULL || strlen (string) <= TL_MAX_LINK_STRING;
}

/* Takes @link unless it holds more than a volume may. */
static void
add_link (Reading *reading, TlLink *link)
{
  if (link->notation != NULL && is_short (link->notation) && is_short (link->target)
      && is_short (link->anchor) && reading->links->len < TL_MAX_DOCUMENT_LINKS)
    g_ptr_array_add (reading->links, link);
  else
    tl_link_free (link);
}

static void
take_citation (Reading *reading, const Joined *joined, TlCitation *citation, const char *date)
{
  guint index = find_block (joined, citation->from);
  const TlBlock *block = tl_document_get_block (reading->document, joined->first + index);
  gsize start = g_array_index (joined->starts, gsize, index);
  gsize end = start + strlen (block->text);
  g_autofree char *anchor = NULL;
  TlLink *link;

  if (citation->doc->kind == TL_CITED_STANDARD || citation->from < start)
    return;
  link = g_new0 (TlLink, 1);
  link->block = joined->first + index;
  link->from = (guint)(MIN (citation->from, end) - start);
  link->to = MAX ((guint)(MIN (citation->to, end) - start), link->from);
  link->confidence = citation->confidence;
  link->warnings = citation->warnings;
  if (is_own (reading, citation))
    {
      fill_this (citation, block);
      anchor = tl_citation_dup_anchor (citation);
      link->target = g_strdup (reading->document->id);
      link->anchor = dup_own_anchor (reading, block, anchor);
      link->notation = dup_notation (citation, NULL);
    }
  else
    {
      const Target *target = find_target (reading, joined, citation->doc, date);

      link->target = g_strdup (target->id);
      link->anchor = tl_citation_dup_anchor (citation);
      link->notation = dup_notation (citation, target->key);
      if (target->inferred)
        link->warnings |= TL_CITATION_WARN_EDITION;
    }
  add_link (reading, link);
}

/* "… theo Điều 268 Bộ luật Dân sự. Tại Điều 268 quy định": an article that names no document is
 * that of the same number before it in the paragraph. */
static void
name_as_before (const Reading *reading, const Joined *joined, GPtrArray *citations, guint index)
{
  TlCitation *citation = g_ptr_array_index (citations, index);
  gsize start = g_array_index (joined->starts, gsize, find_block (joined, citation->from));

  if (reading->document->kind == TL_DOC_STATUTE || citation->doc->kind != TL_CITED_UNKNOWN
      || !g_ascii_isdigit (*citation->article))
    return;
  for (guint i = index; i > 0; i--)
    {
      const TlCitation *before = g_ptr_array_index (citations, i - 1);

      if (before->from < start)
        return;
      if (strcmp (before->article, citation->article) != 0 || *before->article_to != '\0'
          || before->doc->kind == TL_CITED_UNKNOWN || before->doc->kind == TL_CITED_STANDARD)
        continue;
      tl_cited_doc_unref (citation->doc);
      citation->doc = tl_cited_doc_ref (before->doc);
      citation->confidence = MIN (citation->confidence, TL_CONFIDENCE_MEDIUM);
      return;
    }
}

static void
read_blocks (Reading *reading, guint first, guint end)
{
  const TlDocument *document = reading->document;
  const TlBlock *block = tl_document_get_block (document, first);
  g_autofree char *article
      = document->kind == TL_DOC_STATUTE ? dup_component (block->anchor, 'd') : NULL;
  const char *date = block->valid_from != NULL && document->kind == TL_DOC_STATUTE
                         ? block->valid_from
                         : document->issued;
  TlCitationContext context = { .article = article, .date = date };
  g_autoptr (GPtrArray) citations = NULL;
  Joined joined;

  join (reading, first, end, &joined);
  if (joined.text->len > end - first)
    citations = tl_citations_find (joined.text->str, (gssize)joined.text->len, &context);
  for (guint i = 0; citations != NULL && i < citations->len; i++)
    {
      name_as_before (reading, &joined, citations, i);
      take_citation (reading, &joined, g_ptr_array_index (citations, i), date);
    }
  /* The names are those of this text alone. */
  g_hash_table_remove_all (reading->names);
  g_string_free (joined.text, TRUE);
  g_array_unref (joined.starts);
}

/* A statute is read article by article, so that no name of another law is carried from one into the
 * next; everything else as one text. */
static void
read_texts (Reading *reading)
{
  const TlDocument *document = reading->document;
  guint n = document->blocks->len;

  for (guint first = 0; first < n;)
    {
      guint end = n;

      if (document->kind == TL_DOC_STATUTE)
        {
          const TlBlock *block = tl_document_get_block (document, first);

          end = block->kind == TL_BLOCK_ARTICLE ? tl_document_subtree_end (document, first)
                                                : first + 1;
          while (block->kind != TL_BLOCK_ARTICLE && end < n
                 && tl_document_get_block (document, end)->kind != TL_BLOCK_ARTICLE)
            end++;
        }
      read_blocks (reading, first, end);
      first = end;
    }
}

/* A unit that the source refers to in the notation of citations: "93/2015/QH13:90". */
static char *
dup_source_notation (const char *document, const char *number, const char *anchor)
{
  const char *key = number != NULL ? number : document;

  if (anchor[0] == 'd' && g_ascii_isdigit (anchor[1]) && strchr (anchor, '.') == NULL)
    return g_strdup_printf ("%s:%s", key, anchor + 1);
  return g_strdup_printf ("%s#%s", key, anchor);
}

/* "id:2600300... <tab> Điều 26.3.LQ.1" or "doc:45-2013-qh13#d107 <tab> Điều 107 ...",
 * docs/links.md.
 */
static void
take_reference (Reading *reading, guint block, const char *line)
{
  const char *tab = strchr (line, '\t');
  g_autofree char *place = tab != NULL ? g_strndup (line, (gsize)(tab - line)) : NULL;
  const char *document = NULL;
  const char *number = NULL;
  const char *anchor = NULL;
  TlLink *link;

  if (tab == NULL)
    return;
  if (g_str_has_prefix (place, "id:") && reading->index != NULL)
    tl_link_index_find_source (reading->index, place + strlen ("id:"), &document, &number, &anchor);
  else if (g_str_has_prefix (place, "doc:"))
    {
      char *hash = strchr (place, '#');

      document = place + strlen ("doc:");
      anchor = hash != NULL ? hash + 1 : NULL;
      if (hash != NULL)
        *hash = '\0';
    }
  link = g_new0 (TlLink, 1);
  link->block = block;
  link->notation = document != NULL && g_str_has_prefix (place, "id:")
                       ? dup_source_notation (document, number, anchor)
                       : g_strdup (tab + 1);
  link->target = g_strdup (document);
  link->anchor = g_strdup (anchor);
  link->confidence = TL_CONFIDENCE_HIGH;
  link->official = TRUE;
  add_link (reading, link);
}

static void
read_references (Reading *reading)
{
  for (guint i = 0; i < reading->document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (reading->document, i);
      g_auto (GStrv) lines
          = block->references != NULL ? g_strsplit (block->references, "\n", -1) : NULL;

      for (guint k = 0; lines != NULL && lines[k] != NULL; k++)
        take_reference (reading, i, lines[k]);
    }
}

/* In order of block and place; what the source refers to has no place and comes first. */
static int
compare_links (gconstpointer a, gconstpointer b)
{
  const TlLink *left = *(const TlLink *const *)a;
  const TlLink *right = *(const TlLink *const *)b;

  if (left->block != right->block)
    return left->block < right->block ? -1 : 1;
  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  return right->official - left->official;
}

GPtrArray *
tl_document_read_links_in (const TlDocument *document, const TlLinkIndex *index)
{
  Reading reading = { .document = document, .index = index };

  g_return_val_if_fail (document != NULL, NULL);

  reading.anchors = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < document->blocks->len; i++)
    g_hash_table_add (reading.anchors, tl_document_get_block (document, i)->anchor);
  reading.names
      = g_hash_table_new_full (NULL, NULL, (GDestroyNotify)tl_cited_doc_unref, target_free);
  reading.links = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  read_references (&reading);
  read_texts (&reading);
  g_hash_table_unref (reading.anchors);
  g_hash_table_unref (reading.names);
  g_ptr_array_sort (reading.links, compare_links);
  return reading.links;
}

GPtrArray *
tl_document_read_links (const TlDocument *document)
{
  return tl_document_read_links_in (document, NULL);
}
