/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/question/tl-question-lex-private.h"

/* A longer quotation is a pasted text, not a phrase. */
#define PHRASE_BYTES 400

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

/* The quote that closes one opened by @open before @p, or NULL. */
static const char *
find_close (gunichar open, const char *p)
{
  for (const char *end = p; *end != '\0' && end - p <= PHRASE_BYTES; end = g_utf8_next_char (end))
    if (*end == '"' || (open != '"' && g_utf8_get_char (end) == 0x201D))
      return end;
  return NULL;
}

static gboolean
has_word (const char *from, const char *to)
{
  for (; from < to; from = g_utf8_next_char (from))
    if (g_unichar_isalnum (g_utf8_get_char (from)))
      return TRUE;
  return FALSE;
}

/* A phrase in quotes at @p; a quote without its end, or around nothing, is passed over. */
static const char *
lex_quoted (const char *text, const char *p, TlLexeme *lexeme)
{
  const char *inner = g_utf8_next_char (p);
  const char *close = find_close (g_utf8_get_char (p), inner);

  if (close == NULL || !has_word (inner, close))
    return inner;
  lexeme->quoted = TRUE;
  lexeme->inner = (gsize)(inner - text);
  lexeme->end = (gsize)(close - text);
  return g_utf8_next_char (close);
}

static const char *
lex_word (const char *text, const char *p, TlLexeme *lexeme)
{
  lexeme->inner = (gsize)(p - text);
  while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)) && !is_quote (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  lexeme->end = (gsize)(p - text);
  return p;
}

/* A minus at the beginning of a word takes it away; between words, and before a figure, it is a
 * dash. */
static gboolean
is_minus (const char *p)
{
  gunichar next = *p == '-' ? g_utf8_get_char (p + 1) : 0;

  return next != 0 && (g_unichar_isalpha (next) || is_quote (next));
}

GArray *
_tl_question_lex (const char *text)
{
  GArray *lexemes = g_array_new (FALSE, FALSE, sizeof (TlLexeme));
  gboolean apart = TRUE; /* a space stood before */

  for (const char *p = text; *p != '\0';)
    {
      TlLexeme lexeme = { .from = (gsize)(p - text) };

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          apart = TRUE;
          p = g_utf8_next_char (p);
          continue;
        }
      if (apart && is_minus (p))
        {
          lexeme.minus = TRUE;
          p++;
        }
      apart = FALSE;
      p = is_quote (g_utf8_get_char (p)) ? lex_quoted (text, p, &lexeme)
                                         : lex_word (text, p, &lexeme);
      lexeme.to = (gsize)(p - text);
      if (lexeme.end > lexeme.inner)
        g_array_append_val (lexemes, lexeme);
    }
  return lexemes;
}
