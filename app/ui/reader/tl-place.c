/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-place.h"

/* About the number of characters on a page: the last one that a block is known to have there. When
 * a block runs over to the next page, as many as the fullest page has. */
static guint
page_length (const TlDocument *document, guint page)
{
  guint length = 0;
  guint fullest = 0;
  gboolean runs_over = FALSE;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      guint last = MAX (block->page_from, block->page_to);

      fullest = MAX (fullest, last);
      if (block->page != page)
        continue;
      length = MAX (length, last);
      runs_over = runs_over || block->page_to < block->page_from;
    }
  return runs_over ? fullest : length;
}

static int
find_paragraph (const TlTextModel *model, guint page, double character)
{
  guint n = tl_text_model_get_n_paragraphs (model);
  int found = -1;
  int first = -1;

  for (guint i = 0; i < n; i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);
      const TlBlock *block;

      if (paragraph->anchor == NULL)
        continue;
      block = tl_document_get_block (model->document, (guint)paragraph->block);
      if (block->page == 0)
        continue;
      if (first < 0)
        first = (int)i;
      if (block->page < page || (block->page == page && block->page_from <= character))
        found = (int)i;
      else if (block->page > page)
        break;
    }
  return found >= 0 ? found : first;
}

int
tl_place_paragraph_at (const TlTextModel *model, guint page, double fraction)
{
  return find_paragraph (model, page, CLAMP (fraction, 0, 1) * page_length (model->document, page));
}

int
tl_place_paragraph_at_character (const TlTextModel *model, guint page, guint character)
{
  return find_paragraph (model, page, character);
}

double
tl_place_fraction (const TlTextModel *model, guint page, guint character)
{
  guint length = page_length (model->document, page);

  return length > 0 ? CLAMP ((double)character / length, 0, 1) : 0;
}

gboolean
tl_place_of_anchor (const TlTextModel *model, const char *anchor, TlPdfWanted *wanted)
{
  int paragraph = tl_text_model_find (model, anchor);
  guint end, block;

  *wanted = (TlPdfWanted){ 0, NULL, 0, 0 };
  if (paragraph < 0 || tl_text_model_get (model, (guint)paragraph)->block < 0)
    return FALSE;
  block = (guint)tl_text_model_get (model, (guint)paragraph)->block;
  end = tl_document_subtree_end (model->document, block);
  for (guint i = block; i < end; i++)
    {
      const TlBlock *here = tl_document_get_block (model->document, i);

      if (here->page == 0)
        continue;
      wanted->page = here->page;
      wanted->from = here->page_from;
      wanted->to = here->page_to;
      return TRUE;
    }
  return FALSE;
}
