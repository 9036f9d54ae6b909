/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-posix.h"
#include "law/citation/tl-cite-text-private.h"

/* What the gazette prints at the top of every page, "20 CÔNG BÁO/Số 851 + 852/Ngày 01-7-2025" on
 * left pages and "CÔNG BÁO/Số 851 + 852/Ngày 01-7-2025 21" on right ones, stands in the middle of a
 * citation that goes over the page. */

#define HEAD        "CÔNG BÁO/Số"
#define DATE        "/Ngày"
#define NUMBERS_MAX 24

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static const char *
skip (const char *p, const char *end, const char *allowed, gsize most)
{
  const char *from = p;

  while (p < end && (gsize)(p - from) < most && *p != '\0' && strchr (allowed, *p) != NULL)
    p++;
  return p;
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  return p;
}

/* Returns: the place after a page number that stands alone at @p, or @p. */
static const char *
skip_page_after (const char *p, const char *end)
{
  const char *from = skip_blanks (p, end);
  const char *to = skip (from, end, "0123456789", 5);

  if (from == p || to == from || to - from > 4 || (to < end && !is_blank (*to)))
    return p;
  return to;
}

/* Returns: the beginning of a page number that stands alone before @p, or @p. */
static const char *
skip_page_before (const char *text, const char *p)
{
  const char *to = p;
  const char *from;

  while (to > text && is_blank (to[-1]))
    to--;
  for (from = to; from > text && to - from < 5 && g_ascii_isdigit (from[-1]);)
    from--;
  if (to == p || from == to || to - from > 4 || (from > text && !is_blank (from[-1])))
    return p;
  return from;
}

/* Returns: (nullable): the place after the head that begins at @p. */
static const char *
read_head (const char *p, const char *end)
{
  const char *to = skip (p + strlen (HEAD), end, "0123456789+ ", NUMBERS_MAX);

  if ((gsize)(end - to) < strlen (DATE) || memcmp (to, DATE, strlen (DATE)) != 0)
    return NULL;
  return skip (to + strlen (DATE), end, "0123456789-/ ", 12);
}

void
_tl_cite_text_blank_page_heads (TlCiteText *self)
{
  const char *end = self->text + self->length;
  const char *p = self->text;
  const char *head;

  while ((head = memmem (p, (gsize)(end - p), HEAD, strlen (HEAD))) != NULL)
    {
      const char *to = read_head (head, end);
      const char *from = head;
      const char *after;

      p = head + strlen (HEAD);
      if (to == NULL)
        continue;
      while (to > p && is_blank (to[-1]))
        to--;
      after = skip_page_after (to, end);
      if (after == to)
        from = skip_page_before (self->text, head);
      if (self->owned == NULL)
        {
          self->owned = g_strndup (self->text, self->length);
          p = self->owned + (p - self->text);
          head = self->owned + (head - self->text);
          from = self->owned + (from - self->text);
          after = self->owned + (after - self->text);
          end = self->owned + self->length;
          self->text = self->owned;
        }
      memset ((char *)self->owned + (from - self->text), ' ', (gsize)(after - from));
      p = after;
    }
}
