/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what is typed is held against names: marks are optional. */
#include "config.h"

#include <string.h>

#include "search/suggest/tl-suggest-table.h"
#include "text/tl-text.h"

/* Letters of one word that are compared. */
#define MAX_LETTERS 64

/* Whether the character at @p belongs to a word; "/" and "-" do between letters and digits. */
static gboolean
is_inside (const char *text, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (g_unichar_isalnum (c) || g_unichar_ismark (c))
    return TRUE;
  if ((c != '/' && c != '-') || p == text)
    return FALSE;
  return g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (p))) && !g_ascii_isspace (p[-1])
         && !g_ascii_ispunct (p[-1]);
}

/* The next word at or after *@p; *@p is moved behind it. */
static gboolean
next_word (const char *text, const char **p, const char **from)
{
  while (**p != '\0' && !is_inside (text, *p))
    *p = g_utf8_next_char (*p);
  *from = *p;
  while (**p != '\0' && is_inside (text, *p))
    *p = g_utf8_next_char (*p);
  return *p > *from;
}

char *
tl_suggest_fold (const char *text)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  g_autofree char *plain = tl_text_fold (normal, -1, TL_FOLD_PLAIN, NULL);
  GString *folded = g_string_new (NULL);
  const char *p = plain, *from;

  while (next_word (plain, &p, &from))
    {
      if (folded->len > 0)
        g_string_append_c (folded, ' ');
      for (; from < p; from++)
        g_string_append_c (folded, *from == 'y' ? 'i' : *from);
    }
  return g_string_free (folded, FALSE);
}

/* A word as letters with their own marks, and the tone of the whole. */
typedef struct
{
  gunichar letters[MAX_LETTERS];
  gunichar marks[MAX_LETTERS];
  guint n;
  gunichar tone;
} Word;

static gboolean
is_tone (gunichar c)
{
  return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

static void
read_word (Word *self, const char *from, const char *to)
{
  g_autofree char *parts = g_utf8_normalize (from, to - from, G_NORMALIZE_NFD);

  memset (self, 0, sizeof *self);
  for (const char *p = parts != NULL ? parts : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (is_tone (c))
        self->tone = c;
      else if (g_unichar_ismark (c) && self->n > 0)
        self->marks[self->n - 1] = c;
      else if (self->n < MAX_LETTERS)
        {
          self->letters[self->n] = c == 'y' ? 'i' : c == 0x111 ? 'd' : c;
          self->marks[self->n++] = c == 0x111 ? c : 0;
        }
    }
}

static gboolean
word_fits (const Word *text, const Word *typed, gboolean is_last)
{
  if (typed->n > text->n || (!is_last && typed->n < text->n)
      || (typed->tone != 0 && typed->tone != text->tone))
    return FALSE;
  for (guint i = 0; i < typed->n; i++)
    if (typed->letters[i] != text->letters[i]
        || (typed->marks[i] != 0 && typed->marks[i] != text->marks[i]))
      return FALSE;
  return TRUE;
}

gboolean
tl_suggest_fits (const char *text, guint first, const char *typed)
{
  const char *p = text, *t = typed, *from, *typed_from;

  for (guint i = 0; i < first; i++)
    if (!next_word (text, &p, &from))
      return FALSE;
  while (next_word (typed, &t, &typed_from))
    {
      const char *after = t, *behind;
      gboolean is_last = !next_word (typed, &after, &behind);
      Word word, typed_word;

      if (!next_word (text, &p, &from))
        return FALSE;
      read_word (&word, from, p);
      read_word (&typed_word, typed_from, t);
      if (!word_fits (&word, &typed_word, is_last))
        return FALSE;
    }
  return TRUE;
}
