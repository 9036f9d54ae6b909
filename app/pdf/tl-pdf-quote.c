/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back from a quote to its place. */
#include "config.h"

#include <string.h>

#include "pdf/tl-pdf-find.h"
#include "pdf/tl-pdf-flow.h"
#include "pdf/tl-pdf-match.h"
#include "pdf/tl-pdf-select-private.h"
#include "pdf/tl-pdf-select.h"

/* Places with the same words that are weighed against each other. */
#define MAX_PLACES 200
/* Words of the neighbourhood that are compared. */
#define CONTEXT_CHARS 200
/* A word of the neighbourhood that is there outweighs so many pages. */
#define PAGE_WEIGHT 0.2
/* Words of a quote that has changed: fewer say too little, more cost too much. */
#define MIN_WORDS   4
#define MAX_WORDS   1500
#define MAX_CHANGED 0.25
/* Words in a row that are looked up to find the neighbourhood. */
#define RUN 3

typedef struct
{
  guint hash;
  TlPdfRange place;
} Word;

static void
add_words (GArray *words, const char *text, const TlPdfPageText *page, guint number)
{
  gsize position = 0, length = strlen (text);
  TlToken token;

  while (tl_token_next (text, length, &position, &token))
    {
      g_autofree char *folded
          = tl_text_fold (text + token.from, (gssize)(token.to - token.from), TL_FOLD_CASE, NULL);
      Word word = { .hash = g_str_hash (folded), .place = { .page = number } };

      if (page != NULL)
        {
          word.place.from = tl_pdf_page_text_to_character (page, (guint)token.from);
          word.place.to = tl_pdf_page_text_to_character (page, (guint)token.to);
        }
      g_array_append_val (words, word);
    }
}

static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  if (text != NULL)
    add_words (words, text, NULL, 0);
  return words;
}

static guint
hash_at (const GArray *words, guint i)
{
  return g_array_index (words, Word, i).hash;
}

/* How many words are the same at the ends (or the beginnings) of two texts. */
static guint
count_same (const char *a, const char *b, gboolean at_end)
{
  g_autoptr (GArray) x = split_words (a);
  g_autoptr (GArray) y = split_words (b);
  guint n = 0;

  while (n < MIN (x->len, y->len)
         && (at_end ? hash_at (x, x->len - 1 - n) == hash_at (y, y->len - 1 - n)
                    : hash_at (x, n) == hash_at (y, n)))
    n++;
  return n;
}

/* How well the neighbourhood and the page of a hit fit. */
static double
weigh (const TlPdfHit *hit,
       TlPdfPageText *const *pages,
       guint n_pages,
       guint first_page,
       const TlPdfQuote *quote)
{
  const TlPdfRange *first = &hit->ranges[0], *last = &hit->ranges[hit->n_ranges - 1];
  TlPdfRange before = { first->page, 0, first->from };
  TlPdfRange behind = { last->page, last->to, last->to + CONTEXT_CHARS };
  g_autofree char *prefix = NULL;
  g_autofree char *suffix = NULL;
  double away = ABS ((double)hit->page - (double)quote->page);

  before.from = first->from > CONTEXT_CHARS ? first->from - CONTEXT_CHARS : 0;
  prefix = _tl_pdf_flow_join (pages, n_pages, first_page, &before, 1, FALSE);
  suffix = _tl_pdf_flow_join (pages, n_pages, first_page, &behind, 1, FALSE);
  return count_same (quote->prefix, prefix, TRUE) + count_same (quote->suffix, suffix, FALSE)
         - PAGE_WEIGHT * away;
}

static TlPdfSelection *
locate_same (TlPdfPageText *const *pages, guint n_pages, guint first_page, const TlPdfQuote *quote)
{
  g_autoptr (TlPdfFound) found = NULL;
  const TlPdfHit *best = NULL;
  double best_weight = 0;

  if (g_utf8_strlen (quote->text, -1) > TL_PDF_QUERY_MAX)
    return NULL;
  found = tl_pdf_find_in_pages (pages, n_pages, quote->text, MAX_PLACES);
  for (guint i = 0; i < found->hits->len; i++)
    {
      TlPdfHit *hit = found->hits->pdata[i];
      double weight;

      /* The search counts pages from the first that it has. */
      hit->page += first_page;
      for (guint k = 0; k < hit->n_ranges; k++)
        hit->ranges[k].page += first_page;
      weight = weigh (hit, pages, n_pages, first_page, quote);
      if (best == NULL || weight > best_weight)
        {
          best = hit;
          best_weight = weight;
        }
    }
  return best != NULL
             ? tl_pdf_select_ranges (pages, n_pages, first_page, best->ranges, best->n_ranges)
             : NULL;
}

static guint
run_hash (const GArray *words, guint at)
{
  guint hash = 0;

  for (guint i = 0; i < RUN; i++)
    hash = hash * 31 + hash_at (words, at + i);
  return hash;
}

/* The word of the document before which the most runs of the quote's words would put its
 * beginning; FALSE when there is none. */
static gboolean
find_neighbourhood (const GArray *quote, const GArray *words, guint *begin)
{
  g_autoptr (GHashTable) runs = g_hash_table_new (NULL, NULL);
  guint width = MAX (RUN, quote->len / 4);
  g_autofree guint *votes = g_new0 (guint, (words->len + quote->len) / width + 2);
  guint best = 0;

  for (guint i = 0; i + RUN <= quote->len; i++)
    g_hash_table_insert (runs, GUINT_TO_POINTER (run_hash (quote, i)), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i + RUN <= words->len; i++)
    {
      guint at
          = GPOINTER_TO_UINT (g_hash_table_lookup (runs, GUINT_TO_POINTER (run_hash (words, i))));
      guint bin = (i + quote->len - at + 1) / width;

      if (at == 0 || ++votes[bin] <= best)
        continue;
      best = votes[bin];
      *begin = bin * width > quote->len ? bin * width - quote->len : 0;
    }
  return best > 0;
}

/* The piece of @words from @low up to @high with the fewest changes against @quote. Returns: how
 * many; the piece goes from @first up to @last. */
static guint
align (const GArray *quote, const GArray *words, guint low, guint high, guint *first, guint *last)
{
  guint m = quote->len, n = high - low;
  g_autofree guint *cost = g_new (guint, n + 1);
  g_autofree guint *start = g_new (guint, n + 1);
  guint best = G_MAXUINT;

  for (guint k = 0; k <= n; k++)
    {
      cost[k] = 0;
      start[k] = k;
    }
  for (guint i = 0; i < m; i++)
    {
      guint diagonal = cost[0], diagonal_start = start[0];

      cost[0] = i + 1;
      start[0] = 0;
      for (guint k = 1; k <= n; k++)
        {
          guint up = cost[k], up_start = start[k];
          guint least = diagonal + (hash_at (quote, i) != hash_at (words, low + k - 1));
          guint from = diagonal_start;

          if (up + 1 < least)
            {
              least = up + 1;
              from = up_start;
            }
          if (cost[k - 1] + 1 < least)
            {
              least = cost[k - 1] + 1;
              from = start[k - 1];
            }
          diagonal = up;
          diagonal_start = up_start;
          cost[k] = least;
          start[k] = from;
        }
    }
  for (guint k = 1; k <= n; k++)
    if (cost[k] < best && start[k] < k)
      {
        best = cost[k];
        *first = low + start[k];
        *last = low + k;
      }
  return best;
}

static TlPdfSelection *
locate_changed (TlPdfPageText *const *pages,
                guint n_pages,
                guint first_page,
                const TlPdfQuote *quote,
                double *exactness)
{
  g_autoptr (GArray) wanted = split_words (quote->text);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  guint begin = 0, margin, first = 0, last = 0, changed;

  if (wanted->len < MIN_WORDS || wanted->len > MAX_WORDS)
    return NULL;
  for (guint i = 0; i < n_pages; i++)
    if (pages[i] != NULL)
      add_words (words, tl_pdf_page_text_get_text (pages[i])->text, pages[i], first_page + i);
  if (!find_neighbourhood (wanted, words, &begin))
    return NULL;
  margin = MAX (8, wanted->len / 2);
  begin = begin > margin ? begin - margin : 0;
  changed = align (wanted, words, begin, MIN (words->len, begin + wanted->len + 3 * margin), &first,
                   &last);
  if (changed > wanted->len * MAX_CHANGED)
    return NULL;
  *exactness = 1 - (double)changed / wanted->len;
  return _tl_pdf_select_between (pages, n_pages, first_page,
                                 &g_array_index (words, Word, first).place,
                                 &g_array_index (words, Word, last - 1).place);
}

TlPdfSelection *
tl_pdf_locate_quote (TlPdfPageText *const *pages,
                     guint n_pages,
                     guint first_page,
                     const TlPdfQuote *quote,
                     double *exactness)
{
  double exact = 1;
  TlPdfSelection *selection;

  g_return_val_if_fail (quote != NULL && quote->text != NULL, NULL);

  selection = locate_same (pages, n_pages, first_page, quote);
  if (selection == NULL)
    selection = locate_changed (pages, n_pages, first_page, quote, &exact);
  if (selection != NULL && exactness != NULL)
    *exactness = exact;
  return selection;
}
