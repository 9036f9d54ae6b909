/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-trust.h"

#include <math.h>
#include <string.h>

#include "search/rank/tl-bm25.h"

/* Units that are looked at. */
#define LOOK 10

static const double WEIGHTS[TL_N_TRUST_FEATURES] = {
#define TL_TRUST_WEIGHT(name, weight) weight,
  TL_TRUST_FEATURES (TL_TRUST_WEIGHT)
#undef TL_TRUST_WEIGHT
};

/* What makes a sentence a question says nothing of what is asked; laws do not speak so. With their
 * marks, and those that mean nothing else without. */
static const char *const ASKING[]
    = { "gì", "nào", "sao",   "hay",   "đúng", "sai", "thế",  "vậy", "như",
        "ai", "mấy", "nhiêu", "không", "tôi",  "em",  "mình", "hỏi" };
static const char *const ASKING_PLAIN[] = { "gi", "nao", "sao", "vay", "nhieu", "nhu", "khong" };

/* What was asked, by idf. */
typedef struct
{
  double syllables;
  double pairs;
  double highest;  /* that the first stage can give */
  double *weights; /* of each term: its idf, or 0 */
  guint words;
  guint known_pairs;
  guint all_pairs;
} Asked;

/* The keys of ASKING and ASKING_PLAIN. */
static gpointer
make_asking (gpointer data)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TlTermReader *reader = tl_term_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ASKING); i++)
    {
      g_autoptr (GArray) tokens = tl_term_reader_read (reader, ASKING[i]);

      g_hash_table_add (keys, g_strdup (g_array_index (tokens, TlTermToken, 0).key));
    }
  for (guint i = 0; i < G_N_ELEMENTS (ASKING_PLAIN); i++)
    g_hash_table_add (keys, g_strconcat (TL_TERM_FOLDED, ASKING_PLAIN[i], NULL));
  tl_term_reader_free (reader);
  return keys;
}

/* Whether a term, or one half of a pair, only asks. */
static gboolean
is_asking (const TlQuestionTerm *term)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *keys = g_once (&once, make_asking, NULL);
  gboolean plain = *term->term == *TL_TERM_FOLDED || *term->term == *TL_TERM_FOLDED_PAIR;
  g_auto (GStrv) parts = NULL;

  if (!term->is_pair)
    return g_hash_table_contains (keys, term->term);
  parts = g_strsplit (term->term + 1, "_", 2);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat (plain ? TL_TERM_FOLDED : "", parts[i], NULL);

      if (g_hash_table_contains (keys, key))
        return TRUE;
    }
  return FALSE;
}

static const TlQuestionTerm *
nth_term (const TlQuestion *question, guint i)
{
  return g_ptr_array_index (question->terms, i);
}

/* Whether word @i says when, not what: no answer need hold it. */
static gboolean
is_when (const TlQuestion *question, guint i)
{
  return i < question->words->len && (question->roles[i] & TL_WORD_WHEN) != 0;
}

static gboolean
is_term_when (const TlQuestion *question, const TlQuestionTerm *term)
{
  return term->first != TL_QUESTION_EXPANDED
         && (is_when (question, term->first)
             || (term->is_pair && is_when (question, term->first + 1)));
}

/* The words that say what is asked, and the pairs that they make. */
static void
count_words (const TlQuestion *question, guint *words, guint *pairs)
{
  *words = *pairs = 0;
  for (guint i = 0; i < question->words->len; i++)
    if (!is_when (question, i))
      {
        ++*words;
        *pairs += i + 1 < question->words->len && !is_when (question, i + 1);
      }
}

static void
read_asked (Asked *self, const TlQuestion *question, guint32 total)
{
  double unknown = tl_bm25_idf (total, 0);

  memset (self, 0, sizeof *self);
  self->weights = g_new0 (double, question->terms->len + 1);
  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = nth_term (question, i);

      if (is_term_when (question, term))
        continue;
      self->highest += term->factor * term->idf * (TL_BM25_K1 + 1);
      self->known_pairs += term->is_pair;
      if (is_asking (term))
        continue;
      self->weights[i] = term->idf;
      if (term->is_pair)
        self->pairs += term->idf;
      else
        self->syllables += term->idf;
    }
  count_words (question, &self->words, &self->all_pairs);
  self->all_pairs = MAX (self->all_pairs, self->known_pairs);
  self->syllables += unknown * question->unknown->len;
  self->pairs += unknown * (self->all_pairs - self->known_pairs);
}

/* What one unit holds of it. */
static void
add_unit (double *x,
          const Asked *asked,
          const TlQuestion *question,
          const TlCandidate *unit,
          gboolean first)
{
  double held[2] = { 0, 0 };

  for (guint i = 0; i < question->terms->len; i++)
    held[nth_term (question, i)->is_pair] += unit->matched[i] ? asked->weights[i] : 0;
  held[0] = asked->syllables > 0 ? held[0] / asked->syllables : 0;
  held[1] = asked->pairs > 0 ? held[1] / asked->pairs : held[0];
  if (first)
    x[TL_TRUST_PAIRS_FIRST] = held[1];
  x[TL_TRUST_COVER] = MAX (x[TL_TRUST_COVER], held[0]);
  x[TL_TRUST_PAIRS] = MAX (x[TL_TRUST_PAIRS], held[1]);
  x[TL_TRUST_STRENGTH]
      = MAX (x[TL_TRUST_STRENGTH], asked->highest > 0 ? MIN (unit->base / asked->highest, 1) : 0);
  x[TL_TRUST_HEADING_PAIRS]
      = MAX (x[TL_TRUST_HEADING_PAIRS], unit->features[TL_FEATURE_HEADING_PAIRS_ASKED]);
}

/* The share of the law's title that was asked. */
static double
share_named (const TlQuestion *question, const TlCandidate *unit, TlTermReader *reader)
{
  g_autoptr (GArray) tokens = NULL;
  guint asked = 0;

  if (unit->record.law == NULL)
    return 0;
  tokens = tl_term_reader_read (reader, unit->record.law);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);

      asked += g_strv_contains ((const char *const *)question->keys,
                                question->plain ? token->folded : token->key);
    }
  return tokens->len > 0 ? (double)asked / tokens->len : 0;
}

/* How many of the first units stand in the document that has most of them. */
static guint
count_agreeing (GPtrArray *units, guint look)
{
  guint most = 0;

  for (guint i = 0; i < look; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);
      guint same = 0;

      for (guint k = 0; k < look; k++)
        same += strcmp (((TlCandidate *)g_ptr_array_index (units, k))->record.doc, unit->record.doc)
                == 0;
      most = MAX (most, same);
    }
  return most;
}

void
tl_trust_describe (double features[TL_N_TRUST_FEATURES],
                   const TlQuestion *question,
                   GPtrArray *units,
                   TlTermReader *reader,
                   guint32 total)
{
  guint look = MIN (units->len, LOOK);
  double highest = 0, lowest = 0;
  Asked asked;

  memset (features, 0, TL_N_TRUST_FEATURES * sizeof *features);
  read_asked (&asked, question, total);
  for (guint i = 0; i < look; i++)
    {
      const TlCandidate *unit = g_ptr_array_index (units, i);

      if (unit->matched == NULL)
        continue;
      add_unit (features, &asked, question, unit, i == 0);
      features[TL_TRUST_NAMED]
          = MAX (features[TL_TRUST_NAMED], share_named (question, unit, reader));
      highest = MAX (highest, unit->base);
      lowest = i == 0 ? unit->base : MIN (lowest, unit->base);
    }
  features[TL_TRUST_PAIRS_KNOWN]
      = asked.all_pairs > 0 ? (double)asked.known_pairs / asked.all_pairs : 1;
  features[TL_TRUST_AGREEMENT] = look > 0 ? (double)count_agreeing (units, look) / look : 0;
  features[TL_TRUST_MARGIN] = highest > 0 ? (highest - lowest) / highest : 0;
  features[TL_TRUST_LENGTH] = log (1.0 + asked.words);
  g_free (asked.weights);
}

double
tl_trust_weigh (const double features[TL_N_TRUST_FEATURES])
{
  double sum = TL_TRUST_BIAS;

  for (guint i = 0; i < TL_N_TRUST_FEATURES; i++)
    sum += WEIGHTS[i] * features[i];
  return floor (100 / (1 + exp (-sum)) + 0.5) / 100;
}
