/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge's case, taken apart once: its terms with their weights, its sentences, its citations.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/tl-json.h"
#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"
#include "search/similar/tl-similar-private.h"
#include "text/tl-text.h"

/* A pair is rarer than the rarer of its syllables, by about so much. */
#define PAIR_BONUS 1.0
/* Sentences shorter than this say nothing alone. */
#define MIN_SENTENCE 4

const double TL_SIMILAR_WEIGHTS[TL_N_SIMILAR_PARTS] = { 1.0, 1.0, 0.25, 1.0 };

/* ---- Fields ---- */

void
_tl_case_fields_read (TlCaseFields *self, const TlDocument *document)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  JsonNode *node;

  *self = (TlCaseFields){ .charges = g_ptr_array_new_with_free_func (g_free) };
  if (meta == NULL)
    return;
  self->relation = g_strdup (tl_json_get_string (meta, "relation"));
  self->outcome = g_strdup (tl_json_get_string (meta, "outcome"));
  self->case_type = g_strdup (tl_json_get_string (meta, "case_type"));
  node = json_object_get_member (meta, "charges");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_ptr_array_add (self->charges, json_node_dup_string (element));
    }
}

void
_tl_case_fields_clear (TlCaseFields *self)
{
  g_clear_pointer (&self->relation, g_free);
  g_clear_pointer (&self->outcome, g_free);
  g_clear_pointer (&self->case_type, g_free);
  g_clear_pointer (&self->charges, g_ptr_array_unref);
}

static gboolean
is_about (const TlCaseFields *self, const char *relation)
{
  g_autofree char *folded = tl_term_filter ("", relation);
  g_autofree char *own = self->relation != NULL ? tl_term_filter ("", self->relation) : NULL;

  if (g_strcmp0 (own, folded) == 0)
    return TRUE;
  for (guint i = 0; i < self->charges->len; i++)
    {
      g_autofree char *charge = tl_term_filter ("", g_ptr_array_index (self->charges, i));

      if (strcmp (charge, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

int
_tl_case_fields_alike (const TlCaseFields *own, const TlCaseFields *other)
{
  if ((own->relation == NULL && own->charges->len == 0)
      || (other->relation == NULL && other->charges->len == 0))
    return -1;
  if (own->relation != NULL && is_about (other, own->relation))
    return 1;
  for (guint i = 0; i < own->charges->len; i++)
    if (is_about (other, g_ptr_array_index (own->charges, i)))
      return 1;
  return 0;
}

/* ---- Terms ---- */

/* Returns: its place + 1. */
static guint32
count_term (TlOwnCase *self, guint64 code, guint first, guint part)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, &code));
  TlCaseTerm term = { .code = code, .first = first };
  guint64 *key;

  if (place == 0)
    {
      g_array_append_val (self->terms, term);
      place = self->terms->len;
      key = g_new (guint64, 1);
      *key = code;
      g_hash_table_insert (self->index, key, GUINT_TO_POINTER (place));
    }
  g_array_index (self->terms, TlCaseTerm, place - 1).tf[part]++;
  return place;
}

static guint64
pair_code (const TlCaseToken *first, const TlCaseToken *second)
{
  return (guint64)first->id << 32 | second->id;
}

static void
count_terms (TlOwnCase *self)
{
  const TlCaseToken *tokens = (const TlCaseToken *)(gpointer)self->tokens->data;

  self->syllables = g_new0 (guint32, self->tokens->len + 1);
  self->pairs = g_new0 (guint32, self->tokens->len + 1);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      self->syllables[i] = count_term (self, tokens[i].id, i, tokens[i].part);
      if (i > 0 && (tokens[i].flags & TL_CASE_BREAK) == 0)
        self->pairs[i]
            = count_term (self, pair_code (&tokens[i - 1], &tokens[i]), i - 1, tokens[i].part);
    }
}

static gboolean
look_up (TlOwnCase *self, TlCaseTerm *term, GError **error)
{
  g_autofree char *name = _tl_similar_words_pair (self->words, term->code);

  if (!_tl_similar_words_frequency (self->words, name, &term->frequency, error))
    return FALSE;
  term->idf = tl_bm25_idf (self->words->units, term->frequency);
  return TRUE;
}

/* Where only the articles are compared the words still find the candidates. */
static double
part_tf (const TlOwnCase *self, const TlCaseTerm *term)
{
  const double *weights = TL_SIMILAR_WEIGHTS;
  double tf = 0;

  for (guint part = 0; part < TL_SIMILAR_TEXT_PARTS; part++)
    if (self->weights[part] > 0)
      weights = self->weights;
  for (guint part = 0; part < TL_SIMILAR_TEXT_PARTS; part++)
    tf += weights[part] * term->tf[part];
  return tf;
}

typedef struct
{
  double weight;
  guint place;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;

  if (left->weight != right->weight)
    return left->weight < right->weight ? 1 : -1;
  return (left->place > right->place) - (left->place < right->place);
}

static double
syllable_idf (const TlOwnCase *self, guint32 id)
{
  const TlCaseTerm *term = _tl_own_case_term (self, id);

  return term != NULL ? term->idf : 0;
}

/* Syllables first: what a pair is worth is guessed from them, and looked up where it matters. */
static gboolean
weigh_terms (TlOwnCase *self, GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; i < self->terms->len; i++)
    {
      TlCaseTerm *term = &g_array_index (self->terms, TlCaseTerm, i);

      if (term->code >> 32 == 0 && !look_up (self, term, error))
        return FALSE;
    }
  for (guint i = 0; i < self->terms->len; i++)
    {
      TlCaseTerm *term = &g_array_index (self->terms, TlCaseTerm, i);
      double first, second;
      Ranked ranked = { .place = i };

      if (term->code >> 32 == 0)
        continue;
      first = syllable_idf (self, (guint32)(term->code >> 32));
      second = syllable_idf (self, (guint32)term->code);
      term->idf = MAX (first, second) + PAIR_BONUS;
      ranked.weight = (first + second) * (1 + log (MAX (part_tf (self, term), 0.1) + 1));
      g_array_append_val (pairs, ranked);
    }
  g_array_sort (pairs, compare_ranked);
  for (guint i = 0; i < MIN (pairs->len, TL_SIMILAR_LOOK_UPS); i++)
    if (!look_up (self,
                  &g_array_index (self->terms, TlCaseTerm, g_array_index (pairs, Ranked, i).place),
                  error))
      return FALSE;
  return TRUE;
}

double
_tl_case_term_weight (const TlCaseTerm *term, TlSimilarPart part)
{
  double factor = term->code >> 32 != 0 ? TL_SIMILAR_PAIR_WEIGHT : 1;

  return term->tf[part] == 0 ? 0 : factor * term->idf * (1 + log (term->tf[part]));
}

const TlCaseTerm *
_tl_own_case_term (const TlOwnCase *self, guint64 code)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, &code));

  return place > 0 ? &g_array_index (self->terms, TlCaseTerm, place - 1) : NULL;
}

/* ---- Sentences ---- */

static double
sentence_weight (const TlOwnCase *self, const TlCaseSentence *sentence)
{
  const TlCaseToken *tokens = (const TlCaseToken *)(gpointer)self->tokens->data;
  double weight = 0;

  for (guint i = sentence->from; i < sentence->to; i++)
    weight += syllable_idf (self, tokens[i].id);
  return weight;
}

static int
compare_sentences (gconstpointer a, gconstpointer b)
{
  const TlCaseSentence *left = a, *right = b;

  if (left->weight != right->weight)
    return left->weight < right->weight ? 1 : -1;
  return (left->from > right->from) - (left->from < right->from);
}

static void
cut_sentences (TlOwnCase *self)
{
  const TlCaseToken *tokens = (const TlCaseToken *)(gpointer)self->tokens->data;
  TlCaseSentence sentence = { 0 };

  for (guint i = 0; i <= self->tokens->len; i++)
    {
      if (i < self->tokens->len && (tokens[i].flags & TL_CASE_SENTENCE) == 0)
        continue;
      sentence.to = i;
      if (sentence.to - sentence.from >= MIN_SENTENCE
          && tokens[sentence.from].part == TL_SIMILAR_REASONING)
        {
          sentence.weight = sentence_weight (self, &sentence);
          g_array_append_val (self->sentences, sentence);
        }
      sentence.from = i;
    }
  g_array_sort (self->sentences, compare_sentences);
  if (self->sentences->len > TL_SIMILAR_SENTENCES)
    g_array_set_size (self->sentences, TL_SIMILAR_SENTENCES);
}

/* ---- The case ---- */

/* Typed facts and a passage: compared with the facts and with the reasoning of others. */
static TlDocument *
document_of_text (const char *text)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  static const char *const ANCHORS[] = { "noidung", "nhan" };
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ANCHORS); i++)
    {
      TlBlock *block
          = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, ANCHORS[i]));

      g_free (block->text);
      block->text = g_strdup (normal);
    }
  return document;
}

static void
add_totals (TlOwnCase *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    for (guint part = 0; part < TL_SIMILAR_TEXT_PARTS; part++)
      self->totals[part]
          += _tl_case_term_weight (&g_array_index (self->terms, TlCaseTerm, i), part);
}

TlOwnCase *
_tl_own_case_new (TlSimilarWords *words, const TlSimilarRequest *request, GError **error)
{
  g_autoptr (TlOwnCase) self = g_new0 (TlOwnCase, 1);
  const double *weights = request->weights != NULL ? request->weights : TL_SIMILAR_WEIGHTS;

  memcpy (self->weights, weights, sizeof self->weights);
  self->words = words;
  self->document = request->document != NULL ? tl_document_ref (request->document)
                                             : document_of_text (request->text);
  self->terms = g_array_new (FALSE, TRUE, sizeof (TlCaseTerm));
  self->index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->sentences = g_array_new (FALSE, TRUE, sizeof (TlCaseSentence));
  self->tokens = _tl_similar_words_read (words, self->document);
  _tl_case_fields_read (&self->fields, self->document);
  self->cites = _tl_case_cites_read (words, self->document, FALSE, error);
  if (self->cites == NULL)
    return NULL;
  count_terms (self);
  if (!weigh_terms (self, error))
    return NULL;
  add_totals (self);
  cut_sentences (self);
  return g_steal_pointer (&self);
}

void
_tl_own_case_free (TlOwnCase *self)
{
  if (self == NULL)
    return;
  tl_document_unref (self->document);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->terms, g_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->sentences, g_array_unref);
  g_free (self->syllables);
  g_free (self->pairs);
  g_clear_pointer (&self->cites, g_ptr_array_unref);
  _tl_case_fields_clear (&self->fields);
  g_free (self);
}

/* ---- The first stage ---- */

static void
add_question_terms (TlOwnCase *self, TlQuestion *question, GArray *ranked, guint limit)
{
  for (guint i = 0; i < MIN (ranked->len, limit); i++)
    {
      guint place = g_array_index (ranked, Ranked, i).place;
      const TlCaseTerm *own = &g_array_index (self->terms, TlCaseTerm, place);
      TlQuestionTerm *term = g_new0 (TlQuestionTerm, 1);

      term->term = _tl_similar_words_pair (self->words, own->code);
      term->is_pair = own->code >> 32 != 0;
      term->frequency = own->frequency;
      term->factor
          = (1 + log (MAX (part_tf (self, own), 1))) * (term->is_pair ? TL_WEIGHT_PAIR : 1);
      term->idf = own->idf;
      g_ptr_array_add (question->terms, term);
    }
}

static int
compare_question_terms (gconstpointer a, gconstpointer b)
{
  const TlQuestionTerm *left = *(const TlQuestionTerm *const *)a;
  const TlQuestionTerm *right = *(const TlQuestionTerm *const *)b;

  return strcmp (left->term, right->term);
}

/* The terms that weigh most and are not everywhere; of a small library also those. */
static GArray *
rank_terms (TlOwnCase *self, gboolean pairs)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  guint32 most = (guint32)MAX (self->words->units * TL_SIMILAR_COMMON, 10);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const TlCaseTerm *term = &g_array_index (self->terms, TlCaseTerm, i);
      double tf = part_tf (self, term);
      Ranked value = { .weight = (1 + log (MAX (tf, 1))) * term->idf, .place = i };

      if ((term->code >> 32 != 0) == pairs && term->frequency > 0 && term->frequency <= most
          && tf > 0)
        g_array_append_val (ranked, value);
    }
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

TlQuestion *
_tl_own_case_ask (TlOwnCase *self, GError **error)
{
  TlSearchRun *run = self->words->run;
  TlQuestion *question
      = tl_question_read ("", run->handle->reader, run->handle->db, self->words->units, error);
  g_autoptr (GArray) syllables = rank_terms (self, FALSE);
  g_autoptr (GArray) pairs = rank_terms (self, TRUE);
  GPtrArray *keys = g_ptr_array_new ();

  if (question == NULL)
    return NULL;
  question->plain = self->words->plain;
  add_question_terms (self, question, syllables, TL_SIMILAR_SYLLABLES);
  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);

      g_ptr_array_add (keys, g_strdup (question->plain ? term->term + 1 : term->term));
    }
  g_ptr_array_add (keys, NULL);
  g_strfreev (question->keys);
  question->keys = (char **)g_ptr_array_free (keys, FALSE);
  add_question_terms (self, question, pairs, TL_SIMILAR_PAIRS);
  g_ptr_array_sort (question->terms, compare_question_terms);
  return question;
}
