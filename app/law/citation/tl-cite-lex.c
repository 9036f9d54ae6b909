/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-lex-private.h"

#include <string.h>

#include "text/tl-letter-private.h"

#define MAX_NOTE      400 /* bytes of a comment in brackets that is skipped */
#define MAX_GLUE      12  /* pieces between two units */
#define MAX_PAGE_HEAD 60  /* bytes of "CÔNG BÁO/Số 101 + 102/Ngày 05-02-2024" */

const char *
_tl_cite_dash (const char *p, const char *end)
{
  if (p < end && *p == '-')
    return p + 1;
  if (end - p >= 3 && (guchar)p[0] == 0xE2)
    {
      /* U+2010 to U+2015, and the arrow of notes */
      if ((guchar)p[1] == 0x80 && (guchar)p[2] >= 0x90 && (guchar)p[2] <= 0x95)
        return p + 3;
      if ((guchar)p[1] == 0x86 && (guchar)p[2] == 0x92)
        return p + 3;
    }
  return NULL;
}

/* "đ." and "k." of notes: the figure or letter follows. */
static TlCiteUnit
read_shorthand (const TlCiteWord *word, const char *end, const char **to)
{
  const char *p = word->to;

  if (p + 1 >= end || *p != '.')
    return TL_UNIT_NONE;
  p = p[1] == ' ' ? p + 2 : p + 1;
  if (p >= end)
    return TL_UNIT_NONE;
  *to = word->to + 1;
  if (word->key == K1 ('k'))
    return g_ascii_isdigit (*p) ? TL_UNIT_CLAUSE : TL_UNIT_NONE;
  if (word->plain)
    return TL_UNIT_NONE;
  if (g_ascii_isdigit (*p))
    return TL_UNIT_ARTICLE;
  {
    TlCiteItem item;

    return _tl_cite_letter (p, end, &item) != NULL ? TL_UNIT_POINT : TL_UNIT_NONE;
  }
}

/* Units of two syllables. */
static TlCiteUnit
read_second (const TlCiteWord *word, const char *end, const char **to)
{
  const char *p = _tl_cite_blanks (word->to, end);
  TlCiteWord next;

  if (p == word->to || !_tl_cite_word (p, end, &next))
    return TL_UNIT_NONE;
  *to = next.to;
  switch (word->key)
    {
    case K4 ('t', 'i', 'e', 'u'):
      return next.key == K3 ('m', 'u', 'c') && _tl_cite_word_is (word, "tiểu") ? TL_UNIT_SUBSECTION
                                                                               : TL_UNIT_NONE;
    case K3 ('p', 'h', 'u'):
      return next.key == K3 ('l', 'u', 'c') && _tl_cite_word_is (&next, "lục") ? TL_UNIT_ANNEX
                                                                               : TL_UNIT_NONE;
    case K4 ('d', 'a', 'n', 'h'):
      return next.key == K3 ('m', 'u', 'c') && _tl_cite_word_is (&next, "mục") ? TL_UNIT_ANNEX
                                                                               : TL_UNIT_NONE;
    default:
      return TL_UNIT_NONE;
    }
}

static gboolean
is_digit_after (const char *p, const char *end)
{
  p += p < end && *p == ' ' ? 1 : 0;
  return p < end && g_ascii_isdigit (*p);
}

/* "điểms": the letter is glued on. */
static TlCiteUnit
read_glued (const TlCiteWord *word, const char **to, gboolean *repaired)
{
  const char *last = g_utf8_prev_char (word->to);

  if (_tl_cite_phrase (word->from, last, "điểm") != last || word->plain)
    return TL_UNIT_NONE;
  *to = last;
  *repaired = TRUE;
  return TL_UNIT_POINT;
}

static TlCiteUnit
read_unit (const TlCiteWord *word, const char *end, const char **to, gboolean *repaired)
{
  *to = word->to;
  switch (word->key)
    {
    case K4 ('d', 'i', 'e', 'u'):
      *repaired = !_tl_cite_word_is (word, "điều");
      return TL_UNIT_ARTICLE;
    case K4 ('d', 'i', 'e', 'm'):
      *repaired = !_tl_cite_word_is (word, "điểm");
      return TL_UNIT_POINT;
    case K5 ('k', 'h', 'o', 'a', 'n'):
      *repaired = !_tl_cite_word_is (word, "khoản");
      return TL_UNIT_CLAUSE;
    case K2 ('d', 'e'):
      *repaired = TRUE;
      return is_digit_after (word->to, end) && !word->plain && _tl_cite_word_is (word, "đê")
                 ? TL_UNIT_ARTICLE
                 : TL_UNIT_NONE;
    case K5 ('d', 'i', 'e', 'm', 's'):
    case K5 ('d', 'i', 'e', 'm', 'a'):
    case K5 ('d', 'i', 'e', 'm', 'b'):
    case K5 ('d', 'i', 'e', 'm', 'c'):
    case K5 ('d', 'i', 'e', 'm', 'd'):
    case K5 ('d', 'i', 'e', 'm', 'e'):
    case K5 ('d', 'i', 'e', 'm', 'g'):
    case K5 ('d', 'i', 'e', 'm', 'h'):
    case K5 ('d', 'i', 'e', 'm', 'p'):
      return read_glued (word, to, repaired);
    case K1 ('d'):
    case K1 ('k'):
      return read_shorthand (word, end, to);
    case K3 ('m', 'u', 'c'):
      return _tl_cite_word_is (word, "mục") ? TL_UNIT_SECTION : TL_UNIT_NONE;
    case K4 ('p', 'h', 'a', 'n'):
      return _tl_cite_word_is (word, "phần") ? TL_UNIT_PART : TL_UNIT_NONE;
    case K6 ('c', 'h', 'u', 'o', 'n', 'g'):
      return _tl_cite_word_is (word, "chương") ? TL_UNIT_CHAPTER : TL_UNIT_NONE;
    case K4 ('d', 'o', 'a', 'n'):
      return _tl_cite_word_is (word, "đoạn") ? TL_UNIT_PARAGRAPH : TL_UNIT_NONE;
    case K4 ('t', 'i', 'e', 'u'):
    case K3 ('p', 'h', 'u'):
    case K4 ('d', 'a', 'n', 'h'):
      return read_second (word, end, to);
    default:
      return TL_UNIT_NONE;
    }
}

/* "này" or "nêu trên" in the place of a number. */
static void
read_deictic (TlCiteUnitWord *unit, const char *end)
{
  static const char *const previous[] = { "nêu trên", "nói trên", "trên" };
  const char *p = _tl_cite_blanks (unit->to, end);
  const char *to;

  if (p == unit->to || p >= end || (*p | 0x20) < 'n' || (*p | 0x20) > 't')
    return;
  /* "các khoản này": sums or matters, no unit of this text */
  if (unit->plural)
    return;
  to = _tl_cite_phrase (p, end, "này");
  unit->this = to != NULL;
  for (guint i = 0; to == NULL && i < G_N_ELEMENTS (previous); i++)
    {
      to = _tl_cite_phrase (p, end, previous[i]);
      unit->previous = to != NULL;
    }
  if (to != NULL)
    unit->to = to;
}

gboolean
_tl_cite_unit_word (const char *p, const char *end, TlCiteUnitWord *unit)
{
  TlCiteWord word;

  *unit = (TlCiteUnitWord){ .from = p };
  if (!_tl_cite_word (p, end, &word))
    return FALSE;
  if (word.key == K3 ('c', 'a', 'c') && _tl_cite_word_is (&word, "các"))
    {
      unit->plural = TRUE;
      if (!_tl_cite_word (_tl_cite_blanks (word.to, end), end, &word))
        return FALSE;
    }
  if (word.key == K2 ('t', 'u') && _tl_cite_word_is (&word, "từ")
      && !_tl_cite_word (_tl_cite_blanks (word.to, end), end, &word))
    return FALSE;
  unit->unit = read_unit (&word, end, &unit->to, &unit->repaired);
  if (unit->unit == TL_UNIT_NONE)
    return FALSE;
  read_deictic (unit, end);
  return TRUE;
}

/* A comment in brackets, nested ones included. */
static const char *
skip_note (const char *p, const char *end)
{
  int depth = 0;

  if (end - p > MAX_NOTE)
    end = p + MAX_NOTE;
  for (; p < end; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return p + 1;
    }
  return NULL;
}

static const char *
skip_of (const char *p, const char *end)
{
  static const char *const forms[] = {
    "của", "cùa",      "tại",      "theo",          "thuộc",   "trong",
    "ở",   "quy định", "qui định", "được quy định", "nêu tại",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *to = _tl_cite_phrase (p, end, forms[i]);

      if (to != NULL)
        return to;
    }
  return NULL;
}

static const char *
skip_and (const char *p, const char *end)
{
  static const char *const forms[] = { "và", "hoặc", "hay", "cùng" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *to = _tl_cite_phrase (p, end, forms[i]);

      if (to != NULL)
        return to;
    }
  return NULL;
}

static const char *
skip_digits (const char *p, const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/* "CÔNG BÁO/Số 101 + 102/Ngày 05-02-2024" and the number of the page behind it. */
static const char *
skip_page_head (const char *p, const char *end)
{
  const char *to = _tl_cite_phrase (p, end, "công báo");
  const char *limit;

  if (to == NULL || to >= end || *to != '/')
    return NULL;
  limit = end - to > MAX_PAGE_HEAD ? to + MAX_PAGE_HEAD : end;
  for (; to < limit && *to != '\n'; to++)
    {
      const char *date = to;

      while (date < end && (g_ascii_isdigit (*date) || *date == '-'))
        date++;
      if (date - to != strlen ("05-02-2024"))
        continue;
      p = _tl_cite_blanks (date, end);
      to = skip_digits (p, end);
      return to - p <= 4 && to < end && (*to == ' ' || *to == '\n') ? to : date;
    }
  return NULL;
}

/* What a page prints between two lines: its number alone on a line, or the gazette's head with or
 * without one. */
static const char *
skip_page (const char *start, const char *p, const char *end)
{
  const char *digits = skip_digits (p, end);

  if (digits == p)
    return skip_page_head (p, end);
  if (digits - p > 3 || digits >= end || memchr (start, '\n', (gsize)(p - start)) == NULL)
    return NULL;
  return *digits == '\n' ? digits : skip_page_head (_tl_cite_blanks (digits, end), end);
}

/* One word of the glue at @p. */
static const char *
glue_word (const char *p, const char *end, TlCiteGlue *glue)
{
  const char *to;

  switch (_tl_to_lower (_tl_utf8_next (p, end, &(guint){ 0 })))
    {
    case 'v':
    case 'h':
      to = skip_and (p, end);
      glue->separator |= to != NULL;
      glue->conjunction |= to != NULL;
      return to;
    case 'c':
      to = skip_and (p, end);
      glue->separator |= to != NULL;
      glue->conjunction |= to != NULL;
      if (to != NULL)
        return to;
      G_GNUC_FALLTHROUGH;
    case 't':
      to = skip_of (p, end);
      if (to != NULL)
        glue->of = TRUE;
      else if ((to = _tl_cite_phrase (p, end, "tới")) != NULL)
        glue->range = TRUE;
      return to;
    case 'd':
    case 0x111:
      to = _tl_cite_phrase (p, end, "đến");
      if (to != NULL)
        {
          glue->range = TRUE;
          return to;
        }
      G_GNUC_FALLTHROUGH;
    case 'q':
    case 'n':
    case 0x1EDF: /* ở */
      to = skip_of (p, end);
      glue->of |= to != NULL;
      return to;
    default:
      return NULL;
    }
}

void
_tl_cite_glue (const char *p, const char *end, TlCiteGlue *glue)
{
  const char *start = p;

  *glue = (TlCiteGlue){ .to = p };
  for (guint i = 0; i < MAX_GLUE; i++)
    {
      const char *to = NULL;

      p = _tl_cite_blanks (p, end);
      glue->to = p;
      if (p >= end)
        return;
      if (*p == ',' || *p == ';' || *p == '&' || (*p == '/' && glue->separator))
        {
          glue->separator = TRUE;
          glue->strong |= *p == ';';
          to = p + 1;
        }
      else if (*p == '+' && memchr (start, '\n', (gsize)(p - start)) == NULL)
        {
          /* "Khoản 1 + khoản 4"; at the head of a line it is a bullet */
          glue->separator = TRUE;
          to = p + 1;
        }
      else if (*p == '(')
        {
          to = skip_note (p, end);
          if (to == NULL)
            return;
          glue->note = p;
          glue->note_to = to;
        }
      else if (g_ascii_isdigit (*p) || *p == 'C')
        to = skip_page (start, p, end);
      else if (*p == ':' && glue->of)
        {
          glue->colon = TRUE;
          to = p + 1;
        }
      else if ((to = _tl_cite_dash (p, end)) != NULL)
        glue->range = TRUE;
      else
        to = glue_word (p, end, glue);
      if (to == NULL)
        return;
      p = to;
    }
}
