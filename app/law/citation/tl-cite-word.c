/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-lex-private.h"

#include "text/tl-letter-private.h"

/* Letters of the vowels of TlVowel, without marks. */
static const char vowel_letters[TL_N_VOWELS]
    = { 0, 'a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y' };

/* Returns: the letter at @p without marks and in small letters, 0 for what is no letter. */
static inline char
plain_letter (const char *p, const char *end, guint *size, gboolean *marked)
{
  gunichar c;
  TlLetter letter;

  if ((guchar)*p < 0x80)
    {
      char lower = (char)(*p | 0x20);

      *size = 1;
      return lower >= 'a' && lower <= 'z' ? lower : 0;
    }
  c = _tl_utf8_next (p, end, size);
  if (c == 0x110 || c == 0x111)
    {
      *marked = TRUE;
      return 'd';
    }
  letter = _tl_letter (c);
  if (letter != 0)
    {
      *marked = TRUE;
      return vowel_letters[TL_LETTER_VOWEL (letter)];
    }
  if (!_tl_is_letter (c))
    return 0;
  *marked = TRUE;
  return '?';
}

gboolean
_tl_cite_word (const char *p, const char *end, TlCiteWord *word)
{
  gboolean marked = FALSE;
  guint size;

  word->from = p;
  word->key = 0;
  word->letters = 0;
  while (p < end)
    {
      char c = plain_letter (p, end, &size, &marked);

      if (c == 0)
        break;
      word->key = word->key << 8 | (guchar)c;
      word->letters++;
      p += size;
    }
  word->to = p;
  word->plain = !marked;
  return word->letters > 0;
}

gboolean
_tl_cite_word_is (const TlCiteWord *word, const char *form)
{
  const char *p = word->from;
  guint size;

  if (word->plain)
    return TRUE;
  for (; p < word->to; p += size, form = g_utf8_next_char (form))
    if (_tl_to_lower (_tl_utf8_next (p, word->to, &size)) != g_utf8_get_char (form))
      return FALSE;
  return *form == '\0';
}

const char *
_tl_cite_phrase (const char *p, const char *end, const char *form)
{
  guint size;

  for (; *form != '\0'; form = g_utf8_next_char (form))
    {
      gunichar c;
      gunichar wanted = g_utf8_get_char (form);
      gboolean marked = FALSE;

      if (*form == ' ')
        {
          const char *next = _tl_cite_blanks (p, end);

          if (next == p)
            return NULL;
          p = next;
          continue;
        }
      if (p >= end)
        return NULL;
      c = _tl_to_lower (_tl_utf8_next (p, end, &size));
      if (c != wanted
          && (c >= 0x80 || (char)c != plain_letter (form, form + 4, &(guint){ 0 }, &marked)))
        return NULL;
      p += size;
    }
  return p >= end || !_tl_is_letter (_tl_utf8_next (p, end, &size)) ? p : NULL;
}

gboolean
_tl_cite_word_before (const char *start, const char *p, TlCiteWord *word)
{
  const char *to;

  while (p > start && (p[-1] == ' ' || p[-1] == '\n') && p - start > 0)
    p--;
  to = p;
  while (p > start && to - p < 24 && (g_ascii_isalpha (p[-1]) || (guchar)p[-1] >= 0x80))
    p--;
  while (p < to && ((guchar)*p & 0xC0) == 0x80)
    p++;
  return _tl_cite_word (p, to, word) && word->to == to;
}
