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

/* The question's terms, for telling what a paragraph holds of them. */
typedef struct
{
  const TlQuestion *question;
  GHashTable *terms; /* name to place + 1 */
  GHashTable *words; /* (element-type utf8): keys or folded tokens of the question */
  GString *name;
  gboolean *seen; /* by place */
} Judge;

static void
judge_init (Judge *self, const TlQuestion *question)
{
  self->question = question;
  self->terms = g_hash_table_new (g_str_hash, g_str_equal);
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  self->name = g_string_new (NULL);
  self->seen = g_new0 (gboolean, question->terms->len + 1);
  for (guint i = 0; i < question->terms->len; i++)
    g_hash_table_insert (self->terms,
                         ((TlQuestionTerm *)g_ptr_array_index (question->terms, i))->term,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; question->keys[i] != NULL; i++)
    g_hash_table_add (self->words, question->keys[i]);
}

static void
judge_clear (Judge *self)
{
  g_hash_table_unref (self->terms);
  g_hash_table_unref (self->words);
  g_string_free (self->name, TRUE);
  g_free (self->seen);
}

/* What the term in the name is worth when it is met first. */
static double
take_term (Judge *self)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->terms, self->name->str));
  const TlQuestionTerm *term;

  if (place == 0 || self->seen[place - 1])
    return 0;
  self->seen[place - 1] = TRUE;
  term = g_ptr_array_index (self->question->terms, place - 1);
  return term->idf * term->factor;
}

/* How much of the question a text holds: the idf of its different terms, pairs at their weight.
 * Most words of a text were not asked and are passed over by one look. */
static double
worth_of (Judge *self, TlTermReader *reader, const char *text)
{
  gboolean plain = self->question->plain;
  g_autoptr (GArray) tokens = tl_term_reader_read (reader, text);
  const char *before = NULL;
  double worth = 0;

  memset (self->seen, 0, self->question->terms->len * sizeof *self->seen);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      const char *word = plain ? token->folded : token->key;

      if (!g_hash_table_contains (self->words, word))
        {
          before = NULL;
          continue;
        }
      g_string_assign (self->name, plain ? TL_TERM_FOLDED : "");
      g_string_append (self->name, word);
      worth += take_term (self);
      if (before != NULL)
        {
          g_string_assign (self->name, plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR);
          g_string_append_printf (self->name, "%s_%s", before, word);
          worth += take_term (self);
        }
      before = word;
    }
  return worth;
}

static guint
first_with_text (const TlDocument *document)
{
  guint i = 0;

  while (i + 1 < document->blocks->len && *tl_document_get_block (document, i)->text == '\0')
    i++;
  return i;
}

static guint
best_paragraph (TlSearchRun *self, const TlDocument *document, const TlQuestion *question)
{
  guint found = first_with_text (document);
  double best = 0;
  Judge judge;

  if (question == NULL)
    return found;
  judge_init (&judge, question);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const char *text = tl_document_get_block (document, i)->text;
      double worth = *text == '\0' ? 0 : worth_of (&judge, self->handle->reader, text);

      if (worth > 0)
        worth += WORTH_OF_CONDITION * _tl_search_count_met (question, self->handle->reader, text);
      if (worth > best)
        {
          best = worth;
          found = i;
        }
    }
  judge_clear (&judge);
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
