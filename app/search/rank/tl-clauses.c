/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-clauses.h"

#include <string.h>

#include "search/rank/tl-bm25.h"
#include "search/rank/tl-ranking.h"
#include "text/tl-text.h"

/* A syllable is 12 bits of its folded key's hash, then 4 bits of its key's. Two syllables with the
 * same code are taken for each other only where the unit holds the one that was asked. */
#define KEY_BITS     4
#define FOLDED_CODES 4096
/* What stands between two clauses: its length, in seven-bit groups. */
#define MORE 0x80
/* Different syllables of a question that are looked for. */
#define MAX_SYLLABLES 127

/* ---- Codes ---- */

static guint32
hash (const char *text)
{
  guint32 hash = 2166136261U;

  for (; *text != '\0'; text++)
    hash = (hash ^ (guint8)*text) * 16777619U;
  return hash ^ hash >> 16;
}

static guint16
encode (const char *key, const char *folded)
{
  return (guint16)(hash (folded) % FOLDED_CODES << KEY_BITS | hash (key) % (1 << KEY_BITS));
}

/* The code of a syllable as a question's term names it. A key is its folded key with marks and a
 * tone behind. */
static guint16
encode_term (const char *term)
{
  gsize length = strlen (term);
  g_autofree char *toneless = NULL;
  g_autofree char *folded = NULL;

  if (g_str_has_prefix (term, TL_TERM_FOLDED))
    return encode ("", term + strlen (TL_TERM_FOLDED));
  if (length > 1 && g_ascii_isdigit (term[length - 1]) && !g_ascii_isdigit (term[length - 2]))
    length--;
  toneless = g_strndup (term, length);
  folded = tl_text_fold (toneless, -1, TL_FOLD_PLAIN, NULL);
  return encode (term, folded);
}

/* ---- Writing ---- */

void
tl_clause_writer_init (TlClauseWriter *self)
{
  self->bytes = g_byte_array_new ();
  self->open = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->syllables = 0;
}

void
tl_clause_writer_clear (TlClauseWriter *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->open, g_array_unref);
}

static void
close_clause (TlClauseWriter *self)
{
  for (guint rest = self->open->len; rest > 0; rest >>= 7)
    {
      guint8 byte = (guint8)((rest & (MORE - 1)) | (rest >= MORE ? MORE : 0));

      g_byte_array_append (self->bytes, &byte, 1);
    }
  for (guint i = 0; i < self->open->len; i++)
    {
      guint16 code = g_array_index (self->open, guint16, i);
      guint8 bytes[2] = { (guint8)code, (guint8)(code >> 8) };

      g_byte_array_append (self->bytes, bytes, sizeof bytes);
    }
  g_array_set_size (self->open, 0);
}

static void
add_line (TlClauseWriter *self, TlTermReader *reader, const char *line)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (reader, line);

  for (guint i = 0; i < tokens->len && self->syllables < TL_CLAUSE_SYLLABLES; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      guint16 code = encode (token->key, token->folded);

      g_array_append_val (self->open, code);
      self->syllables++;
    }
  if (self->open->len >= TL_CLAUSE_LEAST)
    close_clause (self);
}

void
tl_clause_writer_add (TlClauseWriter *self, TlTermReader *reader, const char *text)
{
  g_auto (GStrv) lines = text != NULL ? g_strsplit_set (text, "\n\t", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL && self->syllables < TL_CLAUSE_SYLLABLES; i++)
    add_line (self, reader, lines[i]);
}

GBytes *
tl_clause_writer_end (TlClauseWriter *self)
{
  GBytes *bytes;

  close_clause (self);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  tl_clause_writer_clear (self);
  tl_clause_writer_init (self);
  return bytes;
}

/* ---- Reading ---- */

/* A syllable of the question; @next: the one with the same folded code, + 1. */
typedef struct
{
  guint term;
  guint16 code;
  gboolean folded;
  guint8 next;
} Syllable;

struct _TlClauseMatcher
{
  GPtrArray *terms;
  const double *weights;
  Syllable syllables[MAX_SYLLABLES];
  guint n;
  guint8 first[FOLDED_CODES]; /* by folded code: a place in syllables + 1 */
  guint32 *pairs;             /* [n · n]: a term + 1 */
  guint32 *counts;            /* by term, in the clause at hand */
  GArray *met;                /* (element-type guint): terms with a count */
};

static const TlQuestionTerm *
nth_term (const TlClauseMatcher *self, guint i)
{
  return g_ptr_array_index (self->terms, i);
}

static void
add_syllable (TlClauseMatcher *self, guint term)
{
  const char *name = nth_term (self, term)->term;
  Syllable *syllable = &self->syllables[self->n++];
  guint8 *first;

  *syllable = (Syllable){ .term = term, .code = encode_term (name) };
  syllable->folded = g_str_has_prefix (name, TL_TERM_FOLDED);
  first = &self->first[syllable->code >> KEY_BITS];
  syllable->next = *first;
  *first = (guint8)self->n;
}

/* Finds the syllable called @prefix + @name: its place + 1. */
static guint
find_syllable (GHashTable *places, const char *prefix, const char *name)
{
  g_autofree char *term = g_strconcat (prefix, name, NULL);

  return GPOINTER_TO_UINT (g_hash_table_lookup (places, term));
}

static void
add_pair (TlClauseMatcher *self, GHashTable *places, guint term)
{
  const char *name = nth_term (self, term)->term;
  const char *prefix = g_str_has_prefix (name, TL_TERM_FOLDED_PAIR) ? TL_TERM_FOLDED : "";
  g_auto (GStrv) parts = g_strsplit (name + 1, "_", 2);
  guint first, second;

  if (parts[0] == NULL || parts[1] == NULL)
    return;
  first = find_syllable (places, prefix, parts[0]);
  second = find_syllable (places, prefix, parts[1]);
  if (first > 0 && second > 0)
    self->pairs[(first - 1) * self->n + second - 1] = term + 1;
}

TlClauseMatcher *
tl_clause_matcher_new (GPtrArray *terms, const double *weights)
{
  TlClauseMatcher *self = g_new0 (TlClauseMatcher, 1);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  self->terms = terms;
  self->weights = weights;
  for (guint i = 0; i < terms->len; i++)
    if (!nth_term (self, i)->is_pair && self->n < MAX_SYLLABLES)
      {
        add_syllable (self, i);
        g_hash_table_insert (places, nth_term (self, i)->term, GUINT_TO_POINTER (self->n));
      }
  self->pairs = g_new0 (guint32, (gsize)self->n * self->n + 1);
  for (guint i = 0; i < terms->len; i++)
    if (nth_term (self, i)->is_pair)
      add_pair (self, places, i);
  self->counts = g_new0 (guint32, terms->len + 1);
  self->met = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
tl_clause_matcher_free (TlClauseMatcher *self)
{
  if (self == NULL)
    return;
  g_free (self->pairs);
  g_free (self->counts);
  g_array_unref (self->met);
  g_free (self);
}

/* The syllable of the question that @code is: its place + 1. */
static guint
match (const TlClauseMatcher *self, const gboolean *present, guint16 code)
{
  guint place = self->first[code >> KEY_BITS];

  for (; place > 0; place = self->syllables[place - 1].next)
    {
      const Syllable *syllable = &self->syllables[place - 1];

      if (present[syllable->term] && (syllable->folded || syllable->code == code))
        return place;
    }
  return 0;
}

static void
count (TlClauseMatcher *self, guint term)
{
  if (self->counts[term]++ == 0)
    g_array_append_val (self->met, term);
}

/* @norm: what the length of the clause puts under the fraction. */
static double
weigh (const TlClauseMatcher *self, guint term, guint32 times, double norm)
{
  return (nth_term (self, term)->is_pair ? TL_WEIGHT_PAIR : 1) * self->weights[term]
         * tl_bm25_share (times, norm, TL_BM25_K1);
}

/* Takes the better of @best and the clause that was counted; @headed: what terms of the heading
 * that the clause does not hold would be worth is added for each clause anew. */
static void
take_clause (TlClauseMatcher *self, const guint32 *heading, guint length, TlClauseScore *best)
{
  double ratio = (double)length / TL_CLAUSE_LENGTH;
  double alone_norm = tl_bm25_norm (ratio, TL_BM25_K1, TL_BM25_B);
  double headed_norm = tl_bm25_norm (ratio, TL_BM25_K1, TL_CLAUSE_HEADED_B);
  TlClauseScore score = { 0, 0 };

  for (guint i = 0; i < self->met->len; i++)
    {
      guint term = g_array_index (self->met, guint, i);

      score.alone += weigh (self, term, self->counts[term], alone_norm);
      score.headed += weigh (self, term, self->counts[term] + (heading[term] > 0), headed_norm);
    }
  for (guint term = 0; term < self->terms->len; term++)
    if (heading[term] > 0 && self->counts[term] == 0)
      score.headed += weigh (self, term, 1, headed_norm);
  for (guint i = 0; i < self->met->len; i++)
    self->counts[g_array_index (self->met, guint, i)] = 0;
  g_array_set_size (self->met, 0);
  best->alone = MAX (best->alone, score.alone);
  best->headed = MAX (best->headed, score.headed);
}

TlClauseScore
tl_clause_matcher_score (TlClauseMatcher *self,
                         const gboolean *present,
                         const guint32 *heading,
                         const guint8 *bytes,
                         gsize length)
{
  TlClauseScore best = { 0, 0 };
  gsize at = 0;

  while (at < length)
    {
      guint n = 0, before = 0;
      guint shift = 0;
      guint8 byte = MORE;

      for (; at < length && byte >= MORE && shift <= 14; shift += 7)
        {
          byte = bytes[at++];
          n |= (guint)(byte & (MORE - 1)) << shift;
        }
      if (byte >= MORE || n == 0 || n > (length - at) / 2)
        break;
      for (guint i = 0; i < n; i++, at += 2)
        {
          guint place = match (self, present, (guint16)(bytes[at] | bytes[at + 1] << 8));
          guint pair
              = place > 0 && before > 0 ? self->pairs[(before - 1) * self->n + place - 1] : 0;

          if (place > 0)
            count (self, self->syllables[place - 1].term);
          if (pair > 0 && present[pair - 1])
            count (self, pair - 1);
          before = place;
        }
      take_clause (self, heading, n, &best);
    }
  return best;
}
