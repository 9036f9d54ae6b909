/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotations in orders: taken out whole, and divided among the units they give. */
#include "config.h"

#include <string.h>

#include "law/statute/tl-amendment-private.h"
#include "law/tl-scan-private.h"

#define OPEN  0x201c
#define CLOSE 0x201d

/* Whether a mark of the wrong shape at @p closes: nothing but punctuation or a blank follows. */
static gboolean
looks_closing (const char *p, const char *end)
{
  const char *next = g_utf8_next_char (p);

  return next >= end || g_ascii_isspace (*next) || strchr (".,;:)", *next) != NULL;
}

/* The end of the quotation that opens at @p: the place of its closing mark, or @end when that was
 * lost. A straight mark closes what a curved one opened only within the line. */
static const char *
find_close (const char *p, const char *end)
{
  gboolean straight = *p == '"';
  gboolean in_line = TRUE;
  int depth = 1;

  for (p = g_utf8_next_char (p); p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        in_line = FALSE;
      else if (straight)
        {
          if (c == '"' || (c == CLOSE && looks_closing (p, end)))
            return p;
        }
      else if (c == OPEN && in_line && depth == 1 && looks_closing (p, end))
        return p;
      else if (c == OPEN)
        depth++;
      else if (c == CLOSE && --depth == 0)
        return p;
      else if (c == '"' && in_line && depth == 1 && looks_closing (p, end))
        return p;
    }
  return end;
}

/* A quotation whose nested mark was never closed ends where a line ends with a closing mark and the
 * next begins another: the text of the next unit begins there. */
static const char *
find_restart (const char *from, const char *to)
{
  for (const char *p = from; (p = memchr (p, '\n', (gsize)(to - p))) != NULL; p++)
    {
      const char *before = p;

      if (p + 1 >= to || g_utf8_get_char (p + 1) != OPEN)
        continue;
      while (before > from && strchr (".;, ", before[-1]) != NULL)
        before--;
      if (before > from && g_utf8_get_char (g_utf8_prev_char (before)) == CLOSE)
        return g_utf8_prev_char (before);
    }
  return NULL;
}

static char *
dup_trimmed (const char *from, const char *to)
{
  from = _tl_scan_blanks (from, to);
  to = _tl_scan_trim (from, to);
  return g_strndup (from, (gsize)(to - from));
}

void
_tl_order_quotes_cut (const char *text, GString *plain, GPtrArray *quotes)
{
  const char *end = text + strlen (text);

  while (text < end)
    {
      gunichar c = g_utf8_get_char (text);
      const char *close, *restart;

      if (c != OPEN && c != '"')
        {
          const char *next = g_utf8_next_char (text);
          /* The byte that stands for quotations may not come from the text. */
          if (*text != '\001')
            g_string_append_len (plain, text, next - text);
          text = next;
          continue;
        }
      close = find_close (text, end);
      restart = close == end ? find_restart (text, end) : NULL;
      if (restart != NULL)
        close = restart;
      g_ptr_array_add (quotes, dup_trimmed (g_utf8_next_char (text), close));
      g_string_append_c (plain, '\001');
      text = close < end ? g_utf8_next_char (close) : end;
    }
}

/* "5a" of a code as anchors have it: đ is "dd" there. */
static const char *
match_code (const char *p, const char *end, const char *code)
{
  gsize digits = strspn (code, "0123456789");

  if ((gsize)(end - p) < digits || strncmp (p, code, digits) != 0)
    return NULL;
  p += digits;
  code += digits;
  if (*code == '\0')
    return p;
  if (p >= end || _tl_scan_letter_index (g_utf8_get_char (p)) < 0
      || !g_str_has_prefix (code,
                            _tl_scan_letter_code (_tl_scan_letter_index (g_utf8_get_char (p)))))
    return NULL;
  code += strlen (_tl_scan_letter_code (_tl_scan_letter_index (g_utf8_get_char (p))));
  p = g_utf8_next_char (p);
  for (; *code != '\0'; code++, p++)
    if (p >= end || *p != *code)
      return NULL;
  return p;
}

gboolean
_tl_amendment_fits (const char *text, const TlOrderPlace *place)
{
  const char *end = text + strcspn (text, "\n");
  const char *p = text;
  const char *code = *place->point ? place->point : *place->clause ? place->clause : place->article;
  char mark = *place->point ? ')' : '.';

  if (*code == '\0')
    return FALSE;
  if (code == place->article && (p = _tl_scan_word (p, end, "dieu")) != NULL)
    p = _tl_scan_spaces (p, end);
  if (p != NULL)
    p = match_code (p, end, code);
  if (p == NULL || p >= end)
    return p != NULL;
  return *p == mark || (mark == '.' && (*p == ' ' || *p == ':')) || *p == '.';
}

/* The places where @place could begin: line starts from @from on. */
static const char *
find_label (const char *from, const TlOrderPlace *place)
{
  for (const char *p = from; p != NULL; p = strchr (p, '\n'))
    {
      if (*p == '\n' && p != from)
        p++;
      if (_tl_amendment_fits (p, place))
        return p;
    }
  return NULL;
}

static GPtrArray *
divide_text (const char *all, GPtrArray *places)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  const char *start = all;

  for (guint i = 0; i < places->len; i++)
    {
      const char *next = NULL;

      if (i == 0 && !_tl_amendment_fits (all, g_ptr_array_index (places, 0)))
        return NULL;
      if (i + 1 < places->len)
        {
          const char *line = strchr (start, '\n');

          next = line != NULL ? find_label (line + 1, g_ptr_array_index (places, i + 1)) : NULL;
          if (next == NULL)
            return NULL;
        }
      g_ptr_array_add (pieces, next != NULL ? dup_trimmed (start, next) : g_strdup (start));
      start = next;
    }
  return g_steal_pointer (&pieces);
}

GPtrArray *
_tl_amendment_divide (GPtrArray *quotes, guint from, guint to, GPtrArray *places)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GPtrArray *pieces;

  for (guint i = from; i < to; i++)
    g_string_append_printf (all, "%s%s", i > from ? "\n" : "",
                            (char *)g_ptr_array_index (quotes, i));
  if (places->len == 0 || to <= from)
    return NULL;
  if (places->len > 1)
    {
      pieces = divide_text (all->str, places);
      if (pieces != NULL || to - from != places->len)
        return pieces;
    }
  pieces = g_ptr_array_new_with_free_func (g_free);
  if (places->len == 1)
    g_ptr_array_add (pieces, g_string_free (g_steal_pointer (&all), FALSE));
  for (guint i = 0; places->len > 1 && i < places->len; i++)
    g_ptr_array_add (pieces, g_strdup (g_ptr_array_index (quotes, from + i)));
  return pieces;
}
