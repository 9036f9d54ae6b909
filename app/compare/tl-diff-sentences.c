/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of a text, and which of two texts belong together. */
#include "config.h"

#include "compare/tl-diff-private.h"

#include <string.h>

#include "compare/tl-row-diff-private.h"

/* A gap of so many sentences times sentences is matched sentence by sentence; a larger one is
 * compared by words at once. */
#define MAX_GAP_CELLS 2500
/* Sentences belong together when they share so much of their words (Dice). */
#define MIN_SIMILARITY 0.34
/* Steps that all comparisons of words of one difference may take; what one takes at most. */
#define WORD_BUDGET   G_GINT64_CONSTANT (400000000)
#define WORD_STEPS(n) MIN ((gint64)(n)*1024, MAX (G_GINT64_CONSTANT (100000000), (gint64)(n)*64))

/* ---- Where sentences end ---- */

static char
first_byte (const TlWordTable *table, const TlPiece *piece)
{
  gsize length;
  const char *bytes = _tl_word_table_get (table, piece->raw, &length);

  return length == 1 ? *bytes : '\0';
}

/* Whether a sentence ends before piece @i: behind a line break, or behind a full stop, a semicolon,
 * a colon, a question or exclamation mark with a blank after it. "1. " and "TP. " end nothing that
 * matters: a sentence too many costs nothing. */
static gboolean
begins_sentence (const TlWordTable *table, const GArray *pieces, guint i)
{
  const TlPiece *blank = &g_array_index (pieces, TlPiece, i - 1);
  TlPieceClass class = _tl_word_table_get_class (table, blank->raw);
  char mark;

  if (class == TL_PIECE_BREAK)
    return TRUE;
  if (class != TL_PIECE_BLANK || i < 2)
    return FALSE;
  mark = first_byte (table, &g_array_index (pieces, TlPiece, i - 2));
  return mark != '\0' && strchr (".;:?!", mark) != NULL;
}

GArray *
_tl_diff_find_sentences (const TlWordTable *table, const GArray *pieces)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 at = 0;

  g_array_append_val (starts, at);
  for (at = 1; at < pieces->len; at++)
    if (begins_sentence (table, pieces, at))
      g_array_append_val (starts, at);
  if (pieces->len > 0)
    {
      at = pieces->len;
      g_array_append_val (starts, at);
    }
  return starts;
}

/* ---- Sentences as numbers ---- */

typedef struct
{
  const TlPiece *pieces;
  guint32 n;
} Sentence;

static guint
hash_sentence (gconstpointer key)
{
  const Sentence *sentence = key;
  guint hash = 2166136261u;

  for (guint32 i = 0; i < sentence->n; i++)
    hash = (hash ^ sentence->pieces[i].raw) * 16777619u;
  return hash;
}

static gboolean
equal_sentence (gconstpointer a, gconstpointer b)
{
  const Sentence *left = a;
  const Sentence *right = b;

  if (left->n != right->n)
    return FALSE;
  for (guint32 i = 0; i < left->n; i++)
    if (left->pieces[i].raw != right->pieces[i].raw)
      return FALSE;
  return TRUE;
}

static guint32 *
number_sentences (GHashTable *numbers, const TlDiffSide *side)
{
  guint n = side->sentences->len - 1;
  guint32 *row = g_new (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint32 from = g_array_index (side->sentences, guint32, i);
      guint32 to = g_array_index (side->sentences, guint32, i + 1);
      Sentence sentence = { &g_array_index (side->pieces, TlPiece, from), to - from };
      gpointer found = g_hash_table_lookup (numbers, &sentence);

      if (found == NULL)
        {
          found = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, g_memdup2 (&sentence, sizeof sentence), found);
        }
      row[i] = GPOINTER_TO_UINT (found) - 1;
    }
  return row;
}

/* ---- Words inside what is left ---- */

typedef struct
{
  const TlWordTable *table;
  const TlDiffSide *left, *right;
  TlDiffKept *kept;
  guint32 *renumbered; /* key -> number in one comparison + 1 */
  guint *counts;       /* key -> how often on the left */
  gint64 budget;
  GCancellable *cancellable;
} Words;

static guint32
piece_of (const TlDiffSide *side, guint sentence)
{
  return g_array_index (side->sentences, guint32, sentence);
}

static const TlPiece *
piece_at (const TlDiffSide *side, guint32 at)
{
  return &g_array_index (side->pieces, TlPiece, at);
}

/* Compares the pieces of the sentences [a0, a1) and [b0, b1). */
static gboolean
compare_words (Words *words, guint a0, guint a1, guint b0, guint b1)
{
  guint32 left = piece_of (words->left, a0), right = piece_of (words->right, b0);
  gsize n_left = piece_of (words->left, a1) - left;
  gsize n_right = piece_of (words->right, b1) - right;
  g_autofree guint32 *a = NULL;
  g_autofree guint32 *b = NULL;
  guint32 next = 0;
  gboolean done;
  gint64 cost = MIN (WORD_STEPS (n_left + n_right), (gint64)n_left * (gint64)n_right);

  if (n_left == 0 || n_right == 0 || cost > words->budget)
    return !g_cancellable_is_cancelled (words->cancellable);
  words->budget -= cost;
  a = g_new (guint32, n_left);
  b = g_new (guint32, n_right);
  for (gsize i = 0; i < n_left + n_right; i++)
    {
      const TlPiece *piece = i < n_left ? piece_at (words->left, left + (guint32)i)
                                        : piece_at (words->right, right + (guint32)(i - n_left));

      if (words->renumbered[piece->key] == 0)
        words->renumbered[piece->key] = ++next;
      *(i < n_left ? &a[i] : &b[i - n_left]) = words->renumbered[piece->key] - 1;
    }
  done = _tl_row_diff (a, n_left, b, n_right, next, words->kept->left + left,
                       words->kept->right + right, words->cancellable);
  for (gsize i = 0; i < n_left; i++)
    words->renumbered[piece_at (words->left, left + (guint32)i)->key] = 0;
  for (gsize i = 0; i < n_right; i++)
    words->renumbered[piece_at (words->right, right + (guint32)i)->key] = 0;
  return done;
}

/* How much of their words two runs of sentences share, 0 to 1. */
static double
similarity (Words *words, guint a0, guint a1, guint b0, guint b1)
{
  guint shared = 0, all = 0;

  for (guint32 i = piece_of (words->left, a0); i < piece_of (words->left, a1); i++)
    if (_tl_word_table_get_class (words->table, piece_at (words->left, i)->raw) == TL_PIECE_WORD)
      {
        words->counts[piece_at (words->left, i)->key]++;
        all++;
      }
  for (guint32 i = piece_of (words->right, b0); i < piece_of (words->right, b1); i++)
    if (_tl_word_table_get_class (words->table, piece_at (words->right, i)->raw) == TL_PIECE_WORD)
      {
        guint *count = &words->counts[piece_at (words->right, i)->key];

        all++;
        if (*count > 0)
          {
            (*count)--;
            shared++;
          }
      }
  for (guint32 i = piece_of (words->left, a0); i < piece_of (words->left, a1); i++)
    words->counts[piece_at (words->left, i)->key] = 0;
  return all > 0 ? 2.0 * shared / all : 0;
}

/* How many sentences of each side one step of the matching takes. */
static const guint8 STEPS[][2] = { { 1, 0 }, { 0, 1 }, { 1, 1 }, { 1, 2 }, { 2, 1 } };

/* What a step is worth: the words that it keeps together. */
static double
step_worth (Words *words, guint a0, guint a1, guint b0, guint b1)
{
  double share;
  guint32 n = piece_of (words->left, a1) - piece_of (words->left, a0) + piece_of (words->right, b1)
              - piece_of (words->right, b0);

  if (a0 == a1 || b0 == b1)
    return 0;
  share = similarity (words, a0, a1, b0, b1);
  return share >= MIN_SIMILARITY ? share * n : -1;
}

/* Matches the sentences of a small gap in order, one with one or with two, and compares those that
 * belong together. */
static gboolean
match_gap (Words *words, guint a0, guint a1, guint b0, guint b1)
{
  guint rows = a1 - a0 + 1, columns = b1 - b0 + 1;
  g_autofree double *worth = g_new (double, (gsize)rows *columns);
  g_autofree guint8 *step = g_new0 (guint8, (gsize)rows * columns);
  guint i, j;

  /* From the end, so that the way is read in order. */
  for (i = rows; i-- > 0;)
    for (j = columns; j-- > 0;)
      {
        double best = -1;

        for (guint8 k = 0; k < G_N_ELEMENTS (STEPS); k++)
          {
            guint u = i + STEPS[k][0], v = j + STEPS[k][1];
            double gain;

            if (u >= rows || v >= columns)
              continue;
            gain = step_worth (words, a0 + i, a0 + u, b0 + j, b0 + v);
            if (gain >= 0 && gain + worth[(gsize)u * columns + v] > best)
              {
                best = gain + worth[(gsize)u * columns + v];
                step[(gsize)i * columns + j] = k;
              }
          }
        worth[(gsize)i * columns + j] = MAX (best, 0);
      }
  for (i = j = 0; i + 1 < rows || j + 1 < columns;)
    {
      const guint8 *taken = STEPS[step[(gsize)i * columns + j]];

      if (taken[0] > 0 && taken[1] > 0
          && !compare_words (words, a0 + i, a0 + i + taken[0], b0 + j, b0 + j + taken[1]))
        return FALSE;
      i += taken[0];
      j += taken[1];
    }
  return TRUE;
}

static gboolean
compare_gap (Words *words, guint a0, guint a1, guint b0, guint b1)
{
  guint n = a1 - a0, m = b1 - b0;
  gint64 cost;

  if (n == 0 || m == 0)
    return TRUE;
  cost = 3
         * ((gint64)m * (piece_of (words->left, a1) - piece_of (words->left, a0))
            + (gint64)n * (piece_of (words->right, b1) - piece_of (words->right, b0)));
  if ((n == 1 && m == 1) || (gsize)n * m > MAX_GAP_CELLS || cost > words->budget)
    return compare_words (words, a0, a1, b0, b1);
  words->budget -= cost;
  return match_gap (words, a0, a1, b0, b1);
}

static void
keep_sentence (Words *words, guint a, guint b)
{
  memset (words->kept->left + piece_of (words->left, a), TRUE,
          piece_of (words->left, a + 1) - piece_of (words->left, a));
  memset (words->kept->right + piece_of (words->right, b), TRUE,
          piece_of (words->right, b + 1) - piece_of (words->right, b));
}

static gboolean
walk_sentences (Words *words, const guint8 *left_same, const guint8 *right_same)
{
  guint n = words->left->sentences->len - 1, m = words->right->sentences->len - 1;
  guint a = 0, b = 0;

  while (a < n || b < m)
    {
      guint a0 = a, b0 = b;

      while (a < n && !left_same[a])
        a++;
      while (b < m && !right_same[b])
        b++;
      if (!compare_gap (words, a0, a, b0, b))
        return FALSE;
      for (; a < n && b < m && left_same[a] && right_same[b]; a++, b++)
        keep_sentence (words, a, b);
    }
  return TRUE;
}

gboolean
_tl_diff_keep (const TlWordTable *table,
               const TlDiffSide *left,
               const TlDiffSide *right,
               TlDiffKept *kept,
               GCancellable *cancellable)
{
  g_autoptr (GHashTable) numbers
      = g_hash_table_new_full (hash_sentence, equal_sentence, g_free, NULL);
  g_autofree guint32 *a = number_sentences (numbers, left);
  g_autofree guint32 *b = number_sentences (numbers, right);
  gsize n = left->sentences->len - 1, m = right->sentences->len - 1;
  g_autofree guint8 *left_same = g_malloc0 (n + 1);
  g_autofree guint8 *right_same = g_malloc0 (m + 1);
  g_autofree guint32 *renumbered = g_new0 (guint32, _tl_word_table_size (table) + 1);
  g_autofree guint *counts = g_new0 (guint, _tl_word_table_size (table) + 1);
  Words words = { table, left, right, kept, renumbered, counts, WORD_BUDGET, cancellable };

  return _tl_row_diff (a, n, b, m, g_hash_table_size (numbers), left_same, right_same, cancellable)
         && walk_sentences (&words, left_same, right_same);
}
