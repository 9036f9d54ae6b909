/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-private.h"
#include "text/tl-excerpt.h"

/* Text of one unit that is looked through for a passage; an annex can be a book. */
#define UNIT_TEXT_BYTES (256 * 1024)

/* A paragraph that fulfils a condition of the question stands above all that do not. */
#define WORTH_OF_CONDITION 10000.0

static const char *const NO_KEYS[] = { NULL };

/* Where a block's text begins in the text of its unit. */
typedef struct
{
  gsize at;
  guint block;
} Place;

/* What the block says under its own name: the label of a clause or a point before its text. The
 * unit's own label and heading are shown beside the passage and not in it. */
static void
append_block (GString *text, GArray *places, const TlDocument *document, guint i, gboolean is_unit)
{
  const TlBlock *block = tl_document_get_block (document, i);
  Place place = { text->len, i };
  gboolean has_heading = !is_unit && block->heading != NULL && *block->heading != '\0';

  if (*block->text == '\0' && !has_heading)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  place.at = text->len;
  g_array_append_val (places, place);
  if (!is_unit && block->label != NULL && *block->label != '\0')
    g_string_append_printf (text, "%s%s ", block->label,
                            block->kind == TL_BLOCK_CLAUSE  ? "."
                            : block->kind == TL_BLOCK_POINT ? ")"
                                                            : "");
  if (has_heading)
    g_string_append_printf (text, "%s%s", block->heading, *block->text != '\0' ? "\n" : "");
  g_string_append (text, block->text);
}

static guint
block_at (GArray *places, gsize offset, guint otherwise)
{
  guint block = otherwise;

  for (guint i = 0; i < places->len && g_array_index (places, Place, i).at <= offset; i++)
    block = g_array_index (places, Place, i).block;
  return block;
}

static gsize
take_excerpt (TlHit *hit, const char *text, const TlQuestion *question)
{
  g_autoptr (TlExcerpt) excerpt
      = tl_excerpt_new (text, question != NULL ? (const char *const *)question->keys : NO_KEYS,
                        question != NULL && question->plain, TL_PASSAGE_CHARACTERS);

  hit->passage = g_steal_pointer (&excerpt->text);
  g_array_unref (hit->highlights);
  hit->highlights = g_array_ref (excerpt->highlights);
  return excerpt->from;
}

static void
passage_of_unit (TlSearchRun *self,
                 TlHit *hit,
                 const TlDocument *document,
                 guint block,
                 guint end,
                 const TlQuestion *question)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint begin;

  for (guint i = block; i < end && text->len < UNIT_TEXT_BYTES;)
    if (tl_index_unit_shows (document, (int)block, (int)i, self->date))
      {
        append_block (text, places, document, i, i == block);
        i++;
      }
    else
      i = tl_document_subtree_end (document, i);
  begin = block_at (places, take_excerpt (hit, text->str, question), block);
  hit->passage_anchor = g_strdup (tl_document_get_block (document, begin)->anchor);
  if (tl_document_get_block (document, begin)->page > 0)
    hit->page = tl_document_get_block (document, begin)->page;
}

static guint
first_with_text (const TlDocument *document)
{
  guint i = 0;

  while (i + 1 < document->blocks->len && *tl_document_get_block (document, i)->text == '\0')
    i++;
  return i;
}

/* One judge for all hits of a run: what it has learned of one document serves for the next. */
static TlParagraphJudge *
judge_of (TlSearchRun *self, const TlQuestion *question)
{
  TlParagraphJudge **judge = &self->judges[question == self->folded];

  if (*judge == NULL)
    *judge = tl_paragraph_judge_new (question, self->handle->reader);
  return *judge;
}

static guint
best_paragraph (TlSearchRun *self, const TlDocument *document, const TlQuestion *question)
{
  guint found = first_with_text (document);
  double best = 0;
  TlParagraphJudge *judge;

  if (question == NULL)
    return found;
  judge = judge_of (self, question);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const char *text = tl_document_get_block (document, i)->text;
      double worth = *text == '\0' ? 0 : tl_paragraph_judge_weigh (judge, text);

      if (worth > 0)
        worth += WORTH_OF_CONDITION * _tl_search_count_met (question, self->handle->reader, text);
      if (worth > best)
        {
          best = worth;
          found = i;
        }
    }
  return found;
}

static void
passage_of_document (TlSearchRun *self,
                     TlHit *hit,
                     const TlDocument *document,
                     const TlQuestion *question)
{
  const TlBlock *block;

  if (document->blocks->len == 0)
    {
      hit->passage = g_strdup ("");
      return;
    }
  block = tl_document_get_block (document, best_paragraph (self, document, question));
  take_excerpt (hit, block->text, question);
  hit->passage_anchor = g_strdup (block->anchor);
  hit->page = block->page;
  if (question == NULL)
    return;
  hit->anchor = g_strdup (block->anchor);
  hit->label = block->label != NULL ? g_strdup (block->label) : tl_anchor_label (block->anchor);
}

void
_tl_search_passage (TlSearchRun *self,
                    TlHit *hit,
                    const TlDocument *document,
                    int block,
                    guint end,
                    const TlQuestion *question)
{
  if (block < 0)
    passage_of_document (self, hit, document, question);
  else
    passage_of_unit (self, hit, document, (guint)block, end, question);
}
