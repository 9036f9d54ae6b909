/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/tl-search-private.h"
#include "text/tl-excerpt.h"

/* Text of one unit that is looked through for a passage; an annex can be a book. */
#define UNIT_TEXT_BYTES (256 * 1024)

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
passage_of_unit (
    TlHit *hit, const TlDocument *document, guint block, guint end, const TlQuestion *question)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint begin;

  for (guint i = block; i < end && text->len < UNIT_TEXT_BYTES; i++)
    append_block (text, places, document, i, i == block);
  begin = block_at (places, take_excerpt (hit, text->str, question), block);
  hit->passage_anchor = g_strdup (tl_document_get_block (document, begin)->anchor);
  if (tl_document_get_block (document, begin)->page > 0)
    hit->page = tl_document_get_block (document, begin)->page;
}

/* How much of the question a text holds: the idf of its different terms, pairs at their weight. */
static double
worth_of (TlSearchRun *self, const char *text, const TlQuestion *question, GHashTable *terms)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (self->handle->reader, text);
  g_autofree gboolean *seen = g_new0 (gboolean, question->terms->len + 1);
  g_autoptr (GString) name = g_string_new (NULL);
  double worth = 0;

  for (guint i = 0; i < tokens->len; i++)
    for (guint pair = 0; pair < 2 && i + pair < tokens->len; pair++)
      {
        const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
        const char *prefix = question->plain ? (pair ? TL_TERM_FOLDED_PAIR : TL_TERM_FOLDED)
                                             : (pair ? TL_TERM_PAIR : "");
        const TlQuestionTerm *term;
        guint place;

        g_string_assign (name, prefix);
        g_string_append (name, question->plain ? token->folded : token->key);
        if (pair)
          g_string_append_printf (name, "_%s", question->plain ? token[1].folded : token[1].key);
        place = GPOINTER_TO_UINT (g_hash_table_lookup (terms, name->str));
        if (place == 0 || seen[place - 1])
          continue;
        seen[place - 1] = TRUE;
        term = g_ptr_array_index (question->terms, place - 1);
        worth += term->idf * term->factor;
      }
  return worth;
}

static guint
best_paragraph (TlSearchRun *self, const TlDocument *document, const TlQuestion *question)
{
  g_autoptr (GHashTable) terms = g_hash_table_new (g_str_hash, g_str_equal);
  double best = 0;
  guint found = 0;

  while (found + 1 < document->blocks->len
         && *tl_document_get_block (document, found)->text == '\0')
    found++;
  for (guint i = 0; question != NULL && i < question->terms->len; i++)
    g_hash_table_insert (terms, ((TlQuestionTerm *)g_ptr_array_index (question->terms, i))->term,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; question != NULL && i < document->blocks->len; i++)
    {
      const char *text = tl_document_get_block (document, i)->text;
      double worth = *text == '\0' ? 0 : worth_of (self, text, question, terms);

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
  hit->label = g_strdup (block->label);
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
    passage_of_unit (hit, document, (guint)block, end, question);
}
