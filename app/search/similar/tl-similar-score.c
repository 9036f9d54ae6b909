/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How near another case is: part by part. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search/similar/tl-similar-private.h"

/* Cases about the same relation or charge come before equals that are not; a civil case and a
 * criminal one about the same event are farther from each other still. */
#define SAME_RELATION  1.2
#define OTHER_RELATION 0.7
#define OTHER_TYPE     0.85
#define SCORE_STEP     0.0001

/* What one reading of another case finds; arrays by place of a term of the own case. */
typedef struct
{
  TlOwnCase *own;
  GArray *tokens;
  guint32 *in_part;  /* last part + 1 in which the term was met */
  guint32 *in_block; /* last block + 1 */
  GArray *syllables; /* (element-type guint8): parts in which syllable i was met, as bits */
  double dot[TL_SIMILAR_TEXT_PARTS];
  double matched[TL_SIMILAR_TEXT_PARTS];
  guint unmatched[TL_SIMILAR_TEXT_PARTS];
  guint read[TL_SIMILAR_TEXT_PARTS];
  double *nearest; /* of each sentence */
  double best;
  int best_block;
} Reading;

static guint
place_of (const TlOwnCase *own, guint64 code)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (own->index, &code));
}

static const TlCaseTerm *
term_at (const TlOwnCase *own, guint place)
{
  return &g_array_index (own->terms, TlCaseTerm, place - 1);
}

/* A term of the own case is met; each part counts it once. */
static double
meet (Reading *self, guint place, const TlCaseToken *token)
{
  const TlCaseTerm *term = term_at (self->own, place);
  gboolean is_new = self->in_block[place] != token->block + 1;

  self->in_block[place] = token->block + 1;
  if (self->in_part[place] != token->part + 1u)
    self->dot[token->part] += _tl_case_term_weight (term, token->part);
  self->in_part[place] = token->part + 1u;
  return is_new ? term->idf : 0;
}

/* Parts come one after the other, but a text may return to one: that is counted anew, which does
 * little harm. */
static double
read_token (Reading *self, guint i)
{
  const TlCaseToken *tokens = (const TlCaseToken *)(gpointer)self->tokens->data;
  const TlCaseToken *token = &tokens[i];
  guint place = place_of (self->own, token->id);
  guint8 *seen, bit = (guint8)(1u << token->part);
  double gain = 0;

  self->read[token->part]++;
  if (token->id >= self->syllables->len)
    g_array_set_size (self->syllables, token->id + 1);
  seen = &g_array_index (self->syllables, guint8, token->id);
  if (place > 0)
    gain = meet (self, place, token);
  if ((*seen & bit) == 0 && place > 0 && term_at (self->own, place)->tf[token->part] > 0)
    self->matched[token->part] += term_at (self->own, place)->idf;
  else if ((*seen & bit) == 0)
    self->unmatched[token->part]++;
  *seen |= bit;
  if (i > 0 && (token->flags & TL_CASE_BREAK) == 0)
    {
      guint pair = place_of (self->own, (guint64)tokens[i - 1].id << 32 | token->id);

      if (pair > 0)
        gain += meet (self, pair, token);
    }
  return gain;
}

/* What a term adds to the share of a sentence that a block holds. */
static void
hold (const Reading *self, guint place, guint32 block, double factor, double *held, double *all)
{
  double weight = factor * term_at (self->own, place)->idf;

  *all += weight;
  if (self->in_block[place] == block + 1)
    *held += weight;
}

static double
sentence_in_block (const Reading *self, const TlCaseSentence *sentence, guint32 block)
{
  const TlOwnCase *own = self->own;
  double held = 0, all = 0;

  for (guint i = sentence->from; i < sentence->to; i++)
    {
      hold (self, own->syllables[i], block, 1, &held, &all);
      if (i > sentence->from && own->pairs[i] > 0)
        hold (self, own->pairs[i], block, TL_SIMILAR_PAIR_WEIGHT, &held, &all);
    }
  return all > 0 ? held / all : 0;
}

static void
end_block (Reading *self, guint first, guint end, double gain)
{
  const TlCaseToken *token = &g_array_index (self->tokens, TlCaseToken, first);
  double value = gain / sqrt (end - first + 10.0);

  if (token->part != TL_SIMILAR_DECISION && value > self->best)
    {
      self->best = value;
      self->best_block = (int)token->block;
    }
  if (token->part != TL_SIMILAR_REASONING)
    return;
  for (guint i = 0; i < self->own->sentences->len; i++)
    {
      double held = sentence_in_block (
          self, &g_array_index (self->own->sentences, TlCaseSentence, i), token->block);

      self->nearest[i] = MAX (self->nearest[i], held);
    }
}

static void
read_all (Reading *self)
{
  const TlCaseToken *tokens = (const TlCaseToken *)(gpointer)self->tokens->data;

  for (guint i = 0, first = 0; i < self->tokens->len; first = i)
    {
      double gain = 0;

      for (; i < self->tokens->len && tokens[i].block == tokens[first].block; i++)
        gain += read_token (self, i);
      end_block (self, first, i, gain);
    }
}

/* Mean weight of the different syllables of a part of the own case: what one counts that the own
 * case does not have. */
static double
mean_idf (const TlOwnCase *own, TlSimilarPart part)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < own->terms->len; i++)
    {
      const TlCaseTerm *term = &g_array_index (own->terms, TlCaseTerm, i);

      if (term->code >> 32 == 0 && term->tf[part] > 0)
        {
          sum += term->idf;
          n++;
        }
    }
  return n > 0 ? sum / n : 0;
}

/* The share of the own part that is met, and of the other part that the own one has: the mean of
 * both, so that a long text is no nearer for being long. */
static double
text_likeness (const Reading *self, TlSimilarPart part)
{
  double theirs = self->matched[part] + self->unmatched[part] * mean_idf (self->own, part);

  if (self->own->totals[part] <= 0 || self->read[part] == 0)
    return -1;
  return theirs > 0 ? sqrt (MIN (self->dot[part] / self->own->totals[part], 1)
                            * (self->matched[part] / theirs))
                    : 0;
}

static double
sentence_likeness (const Reading *self)
{
  double sum = 0, all = 0;

  for (guint i = 0; i < self->own->sentences->len; i++)
    {
      double weight = g_array_index (self->own->sentences, TlCaseSentence, i).weight;

      sum += weight * self->nearest[i];
      all += weight;
    }
  return all > 0 ? sum / all : 0;
}

static void
set_parts (TlOtherCase *other, const Reading *self)
{
  for (guint part = 0; part < TL_SIMILAR_TEXT_PARTS; part++)
    other->parts[part] = text_likeness (self, part);
  if (other->parts[TL_SIMILAR_REASONING] >= 0 && self->own->sentences->len > 0)
    other->parts[TL_SIMILAR_REASONING]
        = (other->parts[TL_SIMILAR_REASONING] + sentence_likeness (self)) / 2;
  other->parts[TL_SIMILAR_PROVISIONS]
      = self->own->cites->len > 0 && other->cites->len > 0
            ? _tl_case_cites_compare (self->own->cites, other->cites)
            : -1;
}

static double
score (const TlOwnCase *own, const TlOtherCase *other)
{
  int alike = _tl_case_fields_alike (&own->fields, &other->fields);
  double sum = 0, all = 0;

  for (guint part = 0; part < TL_N_SIMILAR_PARTS; part++)
    if (own->weights[part] > 0 && other->parts[part] >= 0)
      {
        sum += own->weights[part] * other->parts[part];
        all += own->weights[part];
      }
  sum = all > 0 ? sum / all : 0;
  sum *= alike > 0 ? SAME_RELATION : alike == 0 ? OTHER_RELATION : 1;
  if (own->fields.case_type != NULL && other->fields.case_type != NULL
      && strcmp (own->fields.case_type, other->fields.case_type) != 0)
    sum *= OTHER_TYPE;
  return floor (sum / SCORE_STEP + 0.5) * SCORE_STEP;
}

TlOtherCase *
_tl_other_case_compare (TlOwnCase *own, TlDocument *document, GError **error)
{
  g_autoptr (TlOtherCase) other = g_new0 (TlOtherCase, 1);
  g_autofree guint32 *in_part = g_new0 (guint32, own->terms->len + 1);
  g_autofree guint32 *in_block = g_new0 (guint32, own->terms->len + 1);
  g_autofree double *nearest = g_new0 (double, own->sentences->len + 1);
  g_autoptr (GArray) syllables = g_array_new (FALSE, TRUE, sizeof (guint8));
  g_autoptr (GArray) tokens = _tl_similar_words_read (own->words, document);
  Reading reading = { .own = own,
                      .tokens = tokens,
                      .in_part = in_part,
                      .in_block = in_block,
                      .nearest = nearest,
                      .syllables = syllables,
                      .best_block = -1 };

  other->document = tl_document_ref (document);
  _tl_case_fields_read (&other->fields, document);
  other->cites = _tl_case_cites_read (own->words, document, TRUE, error);
  if (other->cites == NULL)
    return NULL;
  read_all (&reading);
  set_parts (other, &reading);
  other->best_block = reading.best_block;
  other->score = score (own, other);
  return g_steal_pointer (&other);
}

void
_tl_other_case_free (TlOtherCase *self)
{
  if (self == NULL)
    return;
  tl_document_unref (self->document);
  g_clear_pointer (&self->cites, g_ptr_array_unref);
  _tl_case_fields_clear (&self->fields);
  g_free (self);
}
