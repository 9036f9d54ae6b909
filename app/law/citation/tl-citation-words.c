/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-citation-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

static const char *const glued_units[] = { "dieu", "khoan", "diem", "d", "k" };

static void
word_clear (gpointer data)
{
  TlWord *word = data;

  g_clear_pointer (&word->folded, g_free);
}

static char *
fold_range (const char *p, const char *end)
{
  GString *folded = g_string_new (NULL);

  for (; p < end; p = g_utf8_next_char (p))
    g_string_append_unichar (folded, _tl_scan_fold (g_utf8_get_char (p)));
  return g_string_free (folded, FALSE);
}

static void
add_word (GArray *words, const char *text, const char *from, const char *to)
{
  TlWord word = { (gsize)(from - text), (gsize)(to - text), NULL, FALSE, FALSE };

  word.folded = fold_range (from, to);
  if (words->len > 0)
    word.joined = g_array_index (words, TlWord, words->len - 1).to == word.from;
  g_array_append_val (words, word);
}

/* The place inside [from, to) where a unit word ends and its number begins, or @from. */
static const char *
glued_at (const char *from, const char *to)
{
  for (guint i = 0; i < G_N_ELEMENTS (glued_units); i++)
    {
      const char *after = _tl_scan_match (from, to, glued_units[i]);

      if (after && after < to && g_ascii_isdigit (*after))
        return after;
    }
  return from;
}

static const char *
word_end (const char *p, const char *end)
{
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          const char *next = g_utf8_next_char (p);

          if ((c != '-' && c != '&' && c != '/') || next >= end
              || !g_unichar_isalnum (g_utf8_get_char (next)))
            break;
        }
      p = g_utf8_next_char (p);
    }
  return p;
}

GArray *
_tl_words_new (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (TlWord));
  const char *end = text + strlen (text);
  const char *p = text;

  g_array_set_clear_func (words, word_clear);
  while ((p = _tl_scan_blanks (p, end)) < end)
    {
      const char *from = p;
      const char *cut;

      p = g_unichar_isalnum (g_utf8_get_char (p)) ? word_end (p, end) : g_utf8_next_char (p);
      cut = glued_at (from, p);
      if (cut > from)
        add_word (words, text, from, cut);
      add_word (words, text, cut, p);
    }
  return words;
}

static TlWord *
word_at (GArray *words, guint i)
{
  return i < words->len ? &g_array_index (words, TlWord, i) : NULL;
}

gboolean
_tl_word_is (GArray *words, guint i, const char *folded)
{
  const TlWord *word = word_at (words, i);

  return word && !word->used && strcmp (word->folded, folded) == 0;
}

guint
_tl_words_are (GArray *words, guint i, const char *phrase)
{
  guint n = 0;

  while (*phrase)
    {
      const char *space = phrase + strcspn (phrase, " ");
      const TlWord *word = word_at (words, i + n);

      if (!word || word->used || strlen (word->folded) != (gsize)(space - phrase)
          || strncmp (word->folded, phrase, (gsize)(space - phrase)) != 0)
        return 0;
      n++;
      phrase = *space ? space + 1 : space;
    }
  return n;
}

char *
_tl_word_number (const char *text, GArray *words, guint i)
{
  const TlWord *word = word_at (words, i);
  const char *p, *end, *after;
  int value;

  if (!word || word->used)
    return NULL;
  p = text + word->from;
  end = text + word->to;
  after = _tl_scan_number (p, end, 4, &value);
  if (!after || value == 0)
    return NULL;
  if (after == end)
    return g_strdup_printf ("%d", value);
  /* "7dd" is how an anchor writes 7đ. */
  if (end - after == 2 && strncmp (after, "dd", 2) == 0)
    return g_strdup_printf ("%dđ", value);
  if (g_utf8_next_char (after) == end && _tl_scan_letter_index (g_utf8_get_char (after)) >= 0)
    {
      g_autofree char *letter = g_utf8_strdown (after, end - after);

      return g_strdup_printf ("%d%s", value, letter);
    }
  return NULL;
}

char *
_tl_word_letter (const char *text, GArray *words, guint i)
{
  const TlWord *word = word_at (words, i);
  const char *p, *end, *after;

  if (!word || word->used)
    return NULL;
  p = text + word->from;
  end = text + word->to;
  if (_tl_scan_letter_index (g_utf8_get_char (p)) < 0)
    return NULL;
  after = g_utf8_next_char (p);
  if (after == end || (after + 1 == end && g_ascii_isdigit (*after)))
    return g_utf8_strdown (p, end - p);
  return NULL;
}

int
_tl_word_year (GArray *words, guint i)
{
  const TlWord *word = word_at (words, i);
  const char *end;
  int year;

  if (!word || word->used)
    return 0;
  end = word->folded + strlen (word->folded);
  if (end - word->folded != 4 || _tl_scan_number (word->folded, end, 4, &year) != end)
    return 0;
  return year >= 1945 && year <= 2099 ? year : 0;
}

gboolean
_tl_word_is_mark (GArray *words, guint i)
{
  const TlWord *word = word_at (words, i);

  return word && !g_unichar_isalnum (g_utf8_get_char (word->folded));
}

void
_tl_words_use (GArray *words, guint from, guint to)
{
  for (guint i = from; i < to && i < words->len; i++)
    g_array_index (words, TlWord, i).used = TRUE;
}
