/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-private.h"

gboolean
_tl_search_take (TlSearchRun *self, const char *doc, int block)
{
  return g_hash_table_add (self->taken, g_strdup_printf ("%s#%d", doc, block));
}

static void
describe_document (TlHit *hit, const TlDocument *document)
{
  hit->doc = g_strdup (document->id);
  hit->kind = document->kind;
  hit->number = g_strdup (document->number);
  hit->doc_title = g_strdup (document->title);
  hit->short_name = g_strdup (document->short_name);
  hit->issuer = g_strdup (document->issuer);
  hit->date = g_strdup (document->issued);
  hit->has_file = document->file != NULL;
}

static const char *
first_source_id (const TlDocument *document, guint from, guint end)
{
  for (guint i = from; i < end; i++)
    if (tl_document_get_block (document, i)->source_id != NULL)
      return tl_document_get_block (document, i)->source_id;
  return NULL;
}

/* The nearest block at or above @block that has what @what reads. */
static const TlBlock *
article_of (const TlDocument *document, int block)
{
  for (int i = block; i >= 0; i = tl_document_get_block (document, i)->parent)
    if (tl_document_get_block (document, i)->kind == TL_BLOCK_ARTICLE)
      return tl_document_get_block (document, i);
  return tl_document_get_block (document, block);
}

static void
describe_block (TlSearchRun *self, TlHit *hit, const TlDocument *document, int block)
{
  const TlBlock *own = tl_document_get_block (document, block);
  const TlBlock *article = article_of (document, block);

  hit->anchor = g_strdup (own->anchor);
  hit->label = own == article ? g_strdup (own->label) : tl_anchor_label (own->anchor);
  hit->title = g_strdup (article->heading);
  hit->page = own->page;
  hit->valid_from = g_strdup (own->valid_from != NULL ? own->valid_from : article->valid_from);
  hit->valid_to = g_strdup (own->valid_to != NULL ? own->valid_to : article->valid_to);
  hit->source_id = g_strdup (own->source_id != NULL ? own->source_id : article->source_id);
}

static TlHit *
make_hit (TlSearchRun *self, TlDocument *document, int block)
{
  TlHit *hit = _tl_hit_new ();

  describe_document (hit, document);
  hit->effect = tl_document_effect (document, block, self->date);
  if (block >= 0)
    describe_block (self, hit, document, block);
  else
    hit->source_id = g_strdup (first_source_id (document, 0, document->blocks->len));
  if (hit->title == NULL)
    hit->title = g_strdup (document->title);
  if (hit->valid_from == NULL)
    hit->valid_from = g_strdup (document->effective_from);
  if (hit->valid_to == NULL)
    hit->valid_to = g_strdup (document->effective_to);
  return hit;
}

gboolean
_tl_search_add_unit (TlSearchRun *self,
                     const TlCandidate *unit,
                     const TlQuestion *question,
                     GError **error)
{
  g_autoptr (TlDocument) document
      = tl_doc_cache_load (self->cache, unit->file, unit->record.row, unit->record.doc, error);
  TlHit *hit;

  if (document == NULL)
    return FALSE;
  if (strcmp (document->id, unit->record.doc) != 0
      || unit->record.block >= (int)document->blocks->len
      || unit->record.end > document->blocks->len)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE,
                   "%s: the index does not belong to the volume beside it (document “%s”)",
                   tl_xapian_db_get_path (self->handle->db, unit->file), unit->record.doc);
      return FALSE;
    }
  hit = make_hit (self, document, unit->record.block);
  hit->score = unit->score;
  _tl_search_passage (self, hit, document, unit->record.block, unit->record.end, question);
  _tl_search_explain (hit, unit, question);
  _tl_search_say_confirmed (self, hit, unit);
  g_ptr_array_add (self->result->hits, hit);
  return TRUE;
}

TlHit *
_tl_search_add_block (TlSearchRun *self,
                      TlDocument *document,
                      int block,
                      const TlQuestion *question)
{
  TlHit *hit = make_hit (self, document, block);
  guint end = block < 0 ? document->blocks->len : tl_document_subtree_end (document, (guint)block);

  _tl_search_passage (self, hit, document, block, end, question);
  g_ptr_array_add (self->result->hits, hit);
  return hit;
}
