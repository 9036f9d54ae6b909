/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wordings that two cases share, and that one has alone. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search/rank/tl-bm25.h"
#include "search/similar/tl-similar-private.h"

/* Phrases of each sort, the longest of them in syllables, and pairs looked at for each. */
#define MAX_PHRASES  5
#define MAX_LENGTH   8
#define MAX_EXAMINED 48

/* Fewer than this, and phrases that are no good wording are better than none. */
#define MIN_PHRASES 3

/* Words that a wording neither begins nor ends with. */
static const char *const FILLERS[] = {
  "anh",  "ba",   "bà",  "bị",  "các",  "chị", "cho",  "cũng",  "của", "do",    "đã",
  "đang", "để",   "đến", "đó",  "được", "em",  "hai",  "họ",    "khi", "là",    "lại",
  "mà",   "một",  "nào", "này", "nên",  "nếu", "như",  "những", "ông", "ở",     "ra",
  "rằng", "rồi",  "sẽ",  "tại", "theo", "thì", "trên", "trong", "từ",  "và",    "vào",
  "vì",   "việc", "về",  "vẫn", "với",  "còn", "có",   "bên",   "xét", "nhưng", "hay",
};

typedef struct
{
  guint64 code;
  guint first; /* token */
  guint count;
  double weight;
} Pair;

/* Tokens of one side and the pairs in them. */
typedef struct
{
  const TlDocument *document;
  GArray *tokens;
  GArray *pairs;     /* (element-type Pair), by first */
  GHashTable *index; /* code to place + 1 in @pairs */
} Side;

static const TlCaseToken *
token_at (const Side *side, guint i)
{
  return &g_array_index (side->tokens, TlCaseToken, i);
}

/* The pair that token @i ends, or 0. */
static guint64
pair_at (const Side *side, guint i)
{
  if (i == 0 || i >= side->tokens->len || (token_at (side, i)->flags & TL_CASE_BREAK) != 0)
    return 0;
  return (guint64)token_at (side, i - 1)->id << 32 | token_at (side, i)->id;
}

static const Pair *
find_pair (const Side *side, guint64 code)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (side->index, &code));

  return place > 0 ? &g_array_index (side->pairs, Pair, place - 1) : NULL;
}

static void
side_init (Side *side, const TlDocument *document, GArray *tokens)
{
  side->document = document;
  side->tokens = tokens;
  side->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  side->index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < tokens->len; i++)
    {
      guint64 code = pair_at (side, i), *key;
      Pair *known = (Pair *)find_pair (side, code);
      Pair pair = { .code = code, .first = i - 1, .count = 1 };

      if (known != NULL)
        known->count++;
      if (known != NULL || code == 0)
        continue;
      g_array_append_val (side->pairs, pair);
      key = g_new (guint64, 1);
      *key = code;
      g_hash_table_insert (side->index, key, GUINT_TO_POINTER (side->pairs->len));
    }
}

static void
side_clear (Side *side)
{
  g_array_unref (side->pairs);
  g_hash_table_unref (side->index);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *left = a, *right = b;

  if (left->weight != right->weight)
    return left->weight < right->weight ? 1 : -1;
  return (left->first > right->first) - (left->first < right->first);
}

static char *
text_of (const Side *side, guint from, guint to)
{
  const TlCaseToken *first = token_at (side, from), *last = token_at (side, to);
  const char *text = tl_document_get_block (side->document, first->block)->text;
  g_autofree char *cut = g_strndup (text + first->from, last->to - first->from);
  g_auto (GStrv) words = g_strsplit_set (cut, " \n\t\r", -1);
  GString *phrase = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (phrase, "%s%s", phrase->len > 0 ? " " : "", words[i]);
  return g_string_free (phrase, FALSE);
}

static char *
anchor_of (const Side *side, guint token)
{
  return g_strdup (tl_document_get_block (side->document, token_at (side, token)->block)->anchor);
}

static gboolean
is_filler (const Side *side, guint token)
{
  const TlCaseToken *word = token_at (side, token);
  const char *text = tl_document_get_block (side->document, word->block)->text;
  g_autofree char *lower = g_utf8_strdown (text + word->from, word->to - word->from);

  for (guint i = 0; i < G_N_ELEMENTS (FILLERS); i++)
    if (strcmp (FILLERS[i], lower) == 0)
      return TRUE;
  return FALSE;
}

/* Cuts fillers off both ends; @cut: how many went from the front. */
static guint
trim (const Side *side, guint from, guint length, guint *cut)
{
  *cut = 0;
  while (length > 0 && is_filler (side, from + length - 1))
    length--;
  while (*cut < length && is_filler (side, from + *cut))
    (*cut)++;
  return length - *cut;
}

/* ---- What both have ---- */

/* Grows the pair at @own and @other in both directions as far as both read the same. */
static void
grow (const Side *own, const Side *other, guint *own_from, guint *other_from, guint *length)
{
  while (*length < MAX_LENGTH && pair_at (own, *own_from + *length) != 0
         && pair_at (own, *own_from + *length) == pair_at (other, *other_from + *length))
    (*length)++;
  while (*length < MAX_LENGTH && pair_at (own, *own_from) != 0
         && pair_at (own, *own_from) == pair_at (other, *other_from))
    {
      (*own_from)--;
      (*other_from)--;
      (*length)++;
    }
}

static void
take_pairs (const Side *side, GHashTable *used, guint from, guint length)
{
  for (guint i = from + 1; i < from + length; i++)
    {
      guint64 *key = g_new (guint64, 1);

      *key = pair_at (side, i);
      g_hash_table_add (used, key);
    }
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_shared (const TlOwnCase *case_, Side *own, Side *other, TlSimilarCase *found)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GHashTable) used = new_set ();
  guint added = 0;

  for (guint i = 0; i < own->pairs->len; i++)
    {
      Pair pair = g_array_index (own->pairs, Pair, i);
      const TlCaseTerm *term = _tl_own_case_term (case_, pair.code);

      if (term == NULL || find_pair (other, pair.code) == NULL)
        continue;
      pair.weight = term->idf * (1 + log (pair.count));
      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < 2 * pairs->len; i++)
    {
      /* A second time through them for whatever is there. */
      gboolean any = i >= pairs->len;
      const Pair *pair = &g_array_index (pairs, Pair, i % pairs->len);
      guint own_from = pair->first, other_from = find_pair (other, pair->code)->first, length = 2;
      guint cut = 0, kept;

      if (added >= (any ? MIN_PHRASES : MAX_PHRASES))
        break;
      if (g_hash_table_contains (used, &pair->code))
        continue;
      grow (own, other, &own_from, &other_from, &length);
      kept = any ? length : trim (own, own_from, length, &cut);
      if (kept < 2)
        continue;
      take_pairs (own, used, own_from, length);
      _tl_similar_add_point (found->shared, "words",
                             text_of (other, other_from + cut, other_from + cut + kept - 1), NULL,
                             anchor_of (other, other_from), anchor_of (own, own_from));
      added++;
    }
}

/* ---- What one has alone ---- */

/* The pairs of @side that @without lacks: those that are told most often, and of these the rarest
 * in the library. */
static gboolean
rank_alone (
    TlSimilarWords *words, const Side *side, const Side *without, GArray *pairs, GError **error)
{
  for (guint i = 0; i < side->pairs->len; i++)
    {
      Pair pair = g_array_index (side->pairs, Pair, i);

      if (find_pair (without, pair.code) != NULL
          || token_at (side, pair.first)->part == TL_SIMILAR_DECISION)
        continue;
      pair.weight = pair.count;
      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);
  if (pairs->len > MAX_EXAMINED)
    g_array_set_size (pairs, MAX_EXAMINED);
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);
      g_autofree char *name = _tl_similar_words_pair (words, pair->code);
      guint32 frequency;

      if (!_tl_similar_words_frequency (words, name, &frequency, error))
        return FALSE;
      pair->weight = tl_bm25_idf (words->units, frequency) * (1 + log (pair->count));
      /* What stands in one document alone is a slip, or two words that met by chance. */
      if (frequency < 2)
        pair->weight /= 4;
    }
  g_array_sort (pairs, compare_pairs);
  return TRUE;
}

static gboolean
add_alone (TlSimilarWords *words,
           const Side *side,
           const Side *without,
           gboolean is_own,
           TlSimilarCase *found,
           GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GHashTable) used = new_set ();
  guint added = 0;

  if (!rank_alone (words, side, without, pairs, error))
    return FALSE;
  for (guint i = 0; i < 2 * pairs->len; i++)
    {
      gboolean any = i >= pairs->len;
      const Pair *pair = &g_array_index (pairs, Pair, i % pairs->len);
      guint from = pair->first, length = 2, cut = 0, kept;
      char *anchor;

      if (added >= (any ? 1 : MAX_PHRASES))
        break;
      if (g_hash_table_contains (used, &pair->code))
        continue;
      while (length < MAX_LENGTH / 2 && pair_at (side, from + length) != 0
             && find_pair (without, pair_at (side, from + length)) == NULL)
        length++;
      kept = any ? length : trim (side, from, length, &cut);
      if (kept < 2)
        continue;
      take_pairs (side, used, from, length);
      anchor = anchor_of (side, from);
      _tl_similar_add_point (found->differing, "words",
                             text_of (side, from + cut, from + cut + kept - 1), NULL,
                             is_own ? NULL : anchor, is_own ? anchor : NULL);
      added++;
    }
  return TRUE;
}

gboolean
_tl_similar_add_phrases (
    TlOwnCase *own, TlOtherCase *other, TlSimilarCase *found, gboolean differing, GError **error)
{
  g_autoptr (GArray) tokens = _tl_similar_words_read (own->words, other->document);
  Side ours = { 0 }, theirs = { 0 };
  gboolean ok = TRUE;

  side_init (&ours, own->document, own->tokens);
  side_init (&theirs, other->document, tokens);
  if (!differing)
    add_shared (own, &ours, &theirs, found);
  else
    ok = add_alone (own->words, &theirs, &ours, FALSE, found, error)
         && add_alone (own->words, &ours, &theirs, TRUE, found, error);
  side_clear (&ours);
  side_clear (&theirs);
  return ok;
}
