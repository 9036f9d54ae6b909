/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-excerpt.h"
#include "text/tl-text.h"

#define ELLIPSIS "…"

/* A token of the text that was asked for. */
typedef struct
{
  guint token; /* its place among the tokens */
  guint key;   /* its place among the keys */
  gsize from;  /* bytes */
  gsize to;
  guint first; /* characters */
  guint last;
} Match;

/* The passage before it is cut out. */
typedef struct
{
  gsize from; /* bytes */
  gsize to;
  guint first; /* characters */
  guint last;
} Window;

typedef struct
{
  const char *text;
  gsize length;
  guint n_characters;
  GArray *matches;
  GHashTable *keys;     /* key to its place in the question plus one */
  GHashTable *adjacent; /* pairs of places that stand side by side in the question */
  guint n_keys;
} Search;

static guint64 *
pair_new (guint first, guint second)
{
  guint64 pair = (guint64)first << 32 | second;

  return g_memdup2 (&pair, sizeof pair);
}

static void
read_keys (Search *self, const char *const *keys)
{
  guint previous = 0;

  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->adjacent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, keys[i]));

      if (place == 0)
        {
          place = ++self->n_keys;
          g_hash_table_insert (self->keys, (gpointer)keys[i], GUINT_TO_POINTER (place));
        }
      if (previous != 0)
        g_hash_table_add (self->adjacent, pair_new (previous - 1, place - 1));
      previous = place;
    }
}

static void
find_matches (Search *self, gboolean plain)
{
  g_autoptr (GString) key = g_string_sized_new (32);
  gsize position = 0;
  gsize counted = 0;
  guint n_tokens = 0;
  TlToken token;

  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  for (; tl_token_next (self->text, self->length, &position, &token); n_tokens++)
    {
      gssize length = (gssize)(token.to - token.from);
      guint place;
      Match match;

      if (self->n_keys == 0)
        break;
      g_string_truncate (key, 0);
      if (plain)
        tl_syllable_plain_append (key, self->text + token.from, length);
      else
        tl_syllable_key_append (key, self->text + token.from, length);
      place = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key->str));
      if (place == 0)
        continue;
      self->n_characters
          += (guint)g_utf8_strlen (self->text + counted, (gssize)(token.from - counted));
      match = (Match){ n_tokens, place - 1, token.from, token.to, self->n_characters, 0 };
      self->n_characters += (guint)g_utf8_strlen (self->text + token.from, length);
      match.last = self->n_characters;
      counted = token.to;
      g_array_append_val (self->matches, match);
    }
  self->n_characters
      += (guint)g_utf8_strlen (self->text + counted, (gssize)(self->length - counted));
}

static const Match *
match_at (const Search *self, guint i)
{
  return &g_array_index (self->matches, Match, i);
}

/* Whether match @i and the one before it stand side by side in the text as in the question. */
static gboolean
continues_question (const Search *self, guint i)
{
  const Match *match = match_at (self, i);
  const Match *previous = match_at (self, i - 1);
  guint64 pair = (guint64)previous->key << 32 | match->key;

  return previous->token + 1 == match->token && g_hash_table_contains (self->adjacent, &pair);
}

/* The matches [first, last] that fit into @budget characters and hold most of the question. */
static void
find_best (const Search *self, guint budget, guint *best_first, guint *best_last)
{
  g_autofree guint *counts = g_new0 (guint, self->n_keys);
  guint n_matches = self->matches->len;
  guint different = 0, pairs = 0, best_different = 0, best_pairs = 0;
  guint next = 0;

  *best_first = *best_last = 0;
  for (guint first = 0; first < n_matches; first++)
    {
      for (; next < n_matches
             && (next == first
                 || match_at (self, next)->last - match_at (self, first)->first <= budget);
           next++)
        {
          different += counts[match_at (self, next)->key]++ == 0;
          pairs += next > first && continues_question (self, next);
        }
      if (different > best_different || (different == best_different && pairs > best_pairs))
        {
          best_different = different;
          best_pairs = pairs;
          *best_first = first;
          *best_last = next - 1;
        }
      different -= --counts[match_at (self, first)->key] == 0;
      pairs -= first + 1 < next && continues_question (self, first + 1);
    }
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t';
}

/* Moves the beginning back by @n characters and forward again to the beginning of a word. */
static void
extend_left (const Search *self, Window *window, guint n)
{
  const char *text = self->text;
  const char *limit = text + window->from;
  const char *p = limit;

  for (guint i = 0; i < n && p > text; i++)
    p = g_utf8_prev_char (p);
  if (p > text && !is_space (p[-1]))
    {
      while (p < limit && !is_space (*p))
        p = g_utf8_next_char (p);
    }
  while (p < limit && is_space (*p))
    p++;
  window->first -= (guint)g_utf8_strlen (p, limit - p);
  window->from = (gsize)(p - text);
}

/* Moves the end on by @n characters and back again to the end of a word, but not before @least
 * bytes. */
static void
extend_right (const Search *self, Window *window, guint n)
{
  const char *limit = self->text + window->to;
  const char *end = self->text + self->length;
  const char *p = limit;
  const char *cut;

  for (guint i = 0; i < n && p < end; i++)
    p = g_utf8_next_char (p);
  cut = p;
  if (p < end && !is_space (*p))
    {
      while (cut > limit && !is_space (cut[-1]))
        cut--;
      /* a passage without a single space is cut where it must be */
      if (cut == limit && window->from == window->to)
        cut = p;
    }
  while (cut > limit && is_space (cut[-1]))
    cut--;
  window->last += (guint)g_utf8_strlen (limit, cut - limit);
  window->to = (gsize)(cut - self->text);
}

static Window
choose_window (const Search *self, guint max_characters)
{
  guint budget = max_characters > 2 ? max_characters - 2 : max_characters;
  Window window = { 0 };
  guint slack, left, right;

  if (self->n_characters <= max_characters)
    return (Window){ 0, self->length, 0, self->n_characters };
  if (self->matches->len > 0)
    {
      guint first, last;

      find_best (self, budget, &first, &last);
      window = (Window){ match_at (self, first)->from, match_at (self, last)->to,
                         match_at (self, first)->first, match_at (self, last)->last };
      if (window.last - window.first > budget) /* one word longer than the passage */
        {
          window.to = window.from;
          window.last = window.first;
        }
    }
  slack = budget - (window.last - window.first);
  right = MIN (slack - slack / 2, self->n_characters - window.last);
  left = MIN (slack - right, window.first);
  right = slack - left;
  extend_left (self, &window, window.from == window.to ? 0 : left);
  extend_right (self, &window, window.from == window.to ? budget : right);
  return window;
}

static gboolean
is_blank (const char *from, const char *to)
{
  while (from < to && is_space (*from))
    from++;
  return from == to;
}

/* Marks the matches inside the window. */
static void
highlight (const Search *self, const Window *window, guint shift, TlExcerpt *excerpt)
{
  g_autofree guint8 *seen = g_new0 (guint8, self->n_keys + 1);
  const Match *previous = NULL;

  for (guint i = 0; i < self->matches->len; i++)
    {
      const Match *match = match_at (self, i);
      TlSpan span;

      if (match->from < window->from || match->from >= window->to)
        continue;
      span.from = match->first - window->first + shift;
      span.to = MIN (match->last, window->last) - window->first + shift;
      excerpt->n_matched += seen[match->key] == 0;
      seen[match->key] = 1;
      if (previous != NULL && previous->token + 1 == match->token
          && is_blank (self->text + previous->to, self->text + match->from))
        g_array_index (excerpt->highlights, TlSpan, excerpt->highlights->len - 1).to = span.to;
      else
        g_array_append_val (excerpt->highlights, span);
      previous = match;
    }
}

TlExcerpt *
tl_excerpt_new (const char *text, const char *const *keys, gboolean plain, guint max_characters)
{
  TlExcerpt *excerpt = g_new0 (TlExcerpt, 1);
  Search self = { .length = strlen (text) };
  g_autofree char *valid = NULL;
  GString *passage;
  Window window;
  gboolean marked;

  if (!g_utf8_validate (text, (gssize)self.length, NULL))
    {
      valid = g_utf8_make_valid (text, (gssize)self.length);
      text = valid;
      self.length = strlen (valid);
    }
  self.text = text;
  read_keys (&self, keys);
  find_matches (&self, plain);
  window = choose_window (&self, max_characters);
  /* two characters of room are kept for the marks; without it there are none */
  marked = max_characters > 2 && window.to > window.from;
  passage = g_string_sized_new (window.to - window.from + 8);
  if (marked && window.from > 0)
    g_string_append (passage, ELLIPSIS);
  g_string_append_len (passage, text + window.from, (gssize)(window.to - window.from));
  if (marked && window.to < self.length)
    g_string_append (passage, ELLIPSIS);
  excerpt->text = g_string_free (passage, FALSE);
  excerpt->highlights = g_array_new (FALSE, FALSE, sizeof (TlSpan));
  excerpt->from = window.from;
  excerpt->to = window.to;
  highlight (&self, &window, marked && window.from > 0 ? 1 : 0, excerpt);
  g_array_unref (self.matches);
  g_hash_table_unref (self.keys);
  g_hash_table_unref (self.adjacent);
  return excerpt;
}

void
tl_excerpt_free (TlExcerpt *excerpt)
{
  if (excerpt == NULL)
    return;
  g_free (excerpt->text);
  g_array_unref (excerpt->highlights);
  g_free (excerpt);
}
