/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-memory.h"
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

/* ---- Effect ---- */

/* Parts that are named; the rest is said by "…". */
#define MAX_PARTS 5

static gboolean
is_of_day (const TlBlock *block, const char *date)
{
  return (block->valid_from == NULL || strcmp (block->valid_from, date) <= 0)
         && (block->valid_to == NULL || strcmp (date, block->valid_to) <= 0);
}

/* Whether the part has ended and no version of it is in force. */
static gboolean
has_gone (const TlDocument *document, guint part, guint from, guint end, const char *date)
{
  const TlBlock *block = tl_document_get_block (document, part);

  if (block->valid_to == NULL || strcmp (block->valid_to, date) >= 0)
    return FALSE;
  for (guint i = from; i < end; i++)
    {
      const TlBlock *other = tl_document_get_block (document, i);

      if (strcmp (other->anchor, block->anchor) == 0 && is_of_day (other, date))
        return FALSE;
    }
  return TRUE;
}

/* "khoản 2", "điểm a khoản 2". */
static char *
name_part (const TlDocument *document, guint part)
{
  const TlBlock *block = tl_document_get_block (document, part);
  const TlBlock *above
      = block->parent >= 0 ? tl_document_get_block (document, (guint)block->parent) : NULL;

  if (block->label == NULL)
    return tl_anchor_label (block->anchor);
  if (block->kind == TL_BLOCK_CLAUSE)
    return g_strdup_printf ("khoản %s", block->label);
  if (block->kind == TL_BLOCK_POINT && above != NULL && above->kind == TL_BLOCK_CLAUSE)
    return g_strdup_printf ("điểm %s khoản %s", block->label, above->label);
  return g_strdup_printf (block->kind == TL_BLOCK_POINT ? "điểm %s" : "%s", block->label);
}

/* The parts of a unit that were repealed, the uppermost of each. */
static char *
list_gone (const TlDocument *document, guint unit, const char *date)
{
  guint end = tl_document_subtree_end (document, unit), named = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *list = g_string_new (NULL);

  for (guint i = unit + 1; i < end && named <= MAX_PARTS;)
    {
      g_autofree char *name = NULL;

      if (!has_gone (document, i, unit, end, date))
        {
          i++;
          continue;
        }
      name = named < MAX_PARTS ? name_part (document, i) : g_strdup ("…");
      if (g_hash_table_add (seen, tl_document_get_block (document, i)->anchor) && name != NULL)
        g_string_append_printf (list, "%s%s", named++ > 0 ? ", " : "", name);
      i = MAX (i + 1, tl_document_subtree_end (document, i));
    }
  return g_string_free (list, list->len == 0);
}

static void
describe_outstanding (TlSearchRun *self, TlHit *hit, const TlDocument *document, int block)
{
  const char *anchor = block >= 0 ? tl_document_get_block (document, (guint)block)->anchor : NULL;
  g_autoptr (GPtrArray) changes = tl_document_list_outstanding (document, anchor, self->date);

  if (changes->len > 0 && hit->effect != TL_EFFECT_EXPIRED && hit->effect != TL_EFFECT_NOT_YET)
    hit->outstanding = g_steal_pointer (&changes);
}

static void
describe_effect (TlSearchRun *self, TlHit *hit, const TlDocument *document, int block)
{
  g_autofree char *gone = NULL;

  hit->effect = tl_document_effect (document, block, self->date);
  if (hit->kind != TL_DOC_STATUTE && hit->kind != TL_DOC_PRECEDENT)
    return;
  hit->effect_text = tl_facet_label (TL_FACET_EFFECT, tl_effect_state_code (hit->effect));
  describe_outstanding (self, hit, document, block);
  if (hit->effect == TL_EFFECT_PARTLY && block >= 0)
    gone = list_gone (document, (guint)block, self->date);
  if (gone == NULL)
    return;
  g_free (hit->effect_text);
  /* Translators: %s lists the parts that were repealed: "khoản 2, khoản 5". */
  hit->effect_text = g_strdup_printf (_ ("Partly expired (%s)"), gone);
}

/* Án lệ are applied from 30 days after publication (Nghị quyết 04/2019/NQ-HĐTP, Điều 8): the first
 * day on which its state is in force. */
static char *
first_day_in_force (const TlDocument *document)
{
  g_autoptr (GArray) changes = tl_effect_read_changes (document);

  for (guint i = 0; i < changes->len; i++)
    {
      const TlEffectChange *change = &g_array_index (changes, TlEffectChange, i);
      char date[TL_DATE_SIZE];
      GDate day;

      if (change->state != TL_EFFECT_IN_FORCE || change->day == 0)
        continue;
      g_date_clear (&day, 1);
      g_date_set_julian (&day, change->day);
      if (tl_date_from_dmy (g_date_get_day (&day), g_date_get_month (&day), g_date_get_year (&day),
                            date))
        return g_strdup (date);
    }
  return NULL;
}

static TlHit *
make_hit (TlSearchRun *self, TlDocument *document, int block)
{
  TlHit *hit = _tl_hit_new ();

  describe_document (hit, document);
  describe_effect (self, hit, document, block);
  if (block >= 0)
    describe_block (self, hit, document, block);
  else
    hit->source_id = g_strdup (first_source_id (document, 0, document->blocks->len));
  if (hit->title == NULL)
    hit->title = g_strdup (document->title);
  if (hit->valid_from == NULL)
    hit->valid_from = g_strdup (document->effective_from);
  if (hit->valid_from == NULL && document->kind == TL_DOC_PRECEDENT)
    hit->valid_from = first_day_in_force (document);
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
  _tl_search_add_parts (self, hit, unit);
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
