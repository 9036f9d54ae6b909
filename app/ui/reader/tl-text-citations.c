/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the citations of a document stand in the paragraphs of its model. */
#include "config.h"

#include <string.h>

#include "ui/reader/tl-text-model-private.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  const TlTextCitation *left = a;
  const TlTextCitation *right = b;

  if (left->paragraph != right->paragraph)
    return left->paragraph < right->paragraph ? -1 : 1;
  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  /* The longer one first: what lies inside it goes. */
  if (left->to != right->to)
    return left->to > right->to ? -1 : 1;
  return (left->link > right->link) - (left->link < right->link);
}

/* The piece of @link that stands in paragraph @index. */
static void
add_piece (TlTextModel *self, guint index, const TlLink *link, guint number)
{
  const TlTextParagraph *paragraph = tl_text_model_get (self, index);
  gsize length = strlen (paragraph->text);
  gsize start, from, to;
  TlTextCitation citation;

  if (paragraph->source < 0)
    return;
  start = (gsize)paragraph->source;
  from = MAX (link->from, start) - start + paragraph->source_at;
  to = link->to <= start ? 0 : MIN (link->to - start + paragraph->source_at, length);
  if (from >= to)
    return;
  /* A volume is data from outside: places must be those of characters. */
  if (((guint8)paragraph->text[from] & 0xc0) == 0x80
      || ((guint8)paragraph->text[to] & 0xc0) == 0x80)
    return;
  citation.paragraph = index;
  citation.from = (guint)g_utf8_pointer_to_offset (paragraph->text, paragraph->text + from);
  citation.to = citation.from
                + (guint)g_utf8_pointer_to_offset (paragraph->text + from, paragraph->text + to);
  citation.link = number;
  g_array_append_val (self->citations, citation);
}

/* What overlaps the one before it begins where that ends. */
static void
part_overlaps (GArray *citations)
{
  guint kept = 0;

  for (guint i = 0; i < citations->len; i++)
    {
      TlTextCitation citation = g_array_index (citations, TlTextCitation, i);
      const TlTextCitation *before
          = kept > 0 ? &g_array_index (citations, TlTextCitation, kept - 1) : NULL;

      if (before != NULL && before->paragraph == citation.paragraph)
        citation.from = MAX (citation.from, before->to);
      if (citation.from < citation.to)
        g_array_index (citations, TlTextCitation, kept++) = citation;
    }
  g_array_set_size (citations, kept);
}

/* What leads to the versions of a unit is a citation of the unit like any other: the keys, the
 * pointer and screen readers find it as they find those. */
static void
add_versions (TlTextModel *self)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (self, i);
      guint length = (guint)g_utf8_strlen (paragraph->text, -1);
      TlTextCitation citation = { i, length - paragraph->versions, length, self->links->len };
      TlLink *link;

      if (paragraph->versions == 0)
        continue;
      link = g_new0 (TlLink, 1);
      link->block = (guint)paragraph->block;
      link->notation = g_strdup ("SELF");
      link->target = g_strdup (self->document->id);
      link->anchor
          = g_strdup (tl_document_get_block (self->document, (guint)paragraph->block)->anchor);
      link->confidence = TL_CONFIDENCE_HIGH;
      g_ptr_array_add (self->own_links, link);
      g_ptr_array_add (self->links, link);
      g_array_append_val (self->citations, citation);
    }
}

/* Where "khoản 3" of "khoản 3 và khoản 11 Điều 26" ends when the next one begins at @to. */
static guint
end_before (const char *text, guint from, guint to)
{
  static const char *const joins[] = { " ", ",", ";", "+", "\n", " và", " hoặc", " và/hoặc" };
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
        {
          gsize length = strlen (joins[i]);

          if (to < from + length || strncmp (text + to - length, joins[i], length) != 0)
            continue;
          to -= (guint)length;
          again = TRUE;
        }
    }
  return to;
}

/* Each member of a list goes on to the article that all of them share ("khoản 3, khoản 11 Điều
 * 26"): one that begins inside another and ends with it, or behind it, takes what it has from it,
 * or nobody could press it. */
static guint
get_end (const TlTextModel *self, GPtrArray *links, guint index)
{
  const TlLink *link = links->pdata[index];
  const char *text;

  if (link->official || link->block >= self->document->blocks->len)
    return link->to;
  text = tl_document_get_block (self->document, link->block)->text;
  for (guint i = index + 1; i < links->len; i++)
    {
      const TlLink *next = links->pdata[i];

      if (next->block != link->block || next->from >= link->to)
        break;
      if (next->from > link->from && next->to >= link->to && link->to <= strlen (text))
        return MAX (end_before (text, link->from, next->from), link->from + 1);
    }
  return link->to;
}

/* The link itself, or one that is the model's own and ends before the next. */
static TlLink *
take_link (TlTextModel *self, GPtrArray *links, guint index)
{
  TlLink *link = links->pdata[index];
  guint end = get_end (self, links, index);
  TlLink *own;

  if (end == link->to)
    return link;
  own = g_new0 (TlLink, 1);
  *own = *link;
  own->to = end;
  own->notation = g_strdup (link->notation);
  own->target = g_strdup (link->target);
  own->anchor = g_strdup (link->anchor);
  g_ptr_array_add (self->own_links, own);
  return own;
}

void
_tl_text_model_add_citations (TlTextModel *self, GPtrArray *links)
{
  self->citations = g_array_new (FALSE, FALSE, sizeof (TlTextCitation));
  self->links = g_ptr_array_new ();
  self->own_links = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  self->shared_links = links != NULL ? g_ptr_array_ref (links) : NULL;
  for (guint i = 0; links != NULL && i < links->len; i++)
    g_ptr_array_add (self->links, take_link (self, links, i));
  self->n_links = self->links->len;
  for (guint i = 0; i < self->n_links; i++)
    {
      const TlLink *link = self->links->pdata[i];
      int first;

      if (link->official || link->from >= link->to || link->block >= self->by_block->len)
        continue;
      first = g_array_index (self->by_block, int, link->block);
      for (guint k = (guint)MAX (first, 0);
           first >= 0 && k < self->paragraphs->len
           && tl_text_model_get (self, k)->block == (int)link->block;
           k++)
        add_piece (self, k, link, i);
    }
  add_versions (self);
  g_array_sort (self->citations, compare);
  part_overlaps (self->citations);
}

guint
tl_text_model_get_n_citations (const TlTextModel *self)
{
  return self->citations->len;
}

const TlTextCitation *
tl_text_model_get_citation (const TlTextModel *self, guint index)
{
  g_return_val_if_fail (index < self->citations->len, NULL);
  return &g_array_index (self->citations, TlTextCitation, index);
}

const TlLink *
tl_text_model_get_link (const TlTextModel *self, guint index)
{
  g_return_val_if_fail (index < self->citations->len, NULL);
  return self->links->pdata[g_array_index (self->citations, TlTextCitation, index).link];
}

gboolean
tl_text_model_leads_to_versions (const TlTextModel *self, guint link)
{
  return link >= self->n_links && link < self->links->len;
}

guint
tl_text_model_first_citation (const TlTextModel *self, guint paragraph)
{
  guint low = 0;
  guint high = self->citations->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->citations, TlTextCitation, middle).paragraph < paragraph)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

int
tl_text_model_citation_at (const TlTextModel *self, guint paragraph, guint character)
{
  for (guint i = tl_text_model_first_citation (self, paragraph); i < self->citations->len; i++)
    {
      const TlTextCitation *citation = tl_text_model_get_citation (self, i);

      if (citation->paragraph != paragraph || citation->from > character)
        break;
      if (character < citation->to)
        return (int)i;
    }
  return -1;
}

char *
tl_text_model_dup_citation_text (const TlTextModel *self, guint index)
{
  const TlTextCitation *citation = tl_text_model_get_citation (self, index);
  const TlTextParagraph *paragraph = tl_text_model_get (self, citation->paragraph);

  return g_utf8_substring (paragraph->text, citation->from, citation->to);
}
