/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-page-map.h"

#include <string.h>

typedef struct
{
  gsize at;
  gsize from;
  gsize length;
  guint character; /* of @from, on the page */
  guint page;      /* index into pages */
  gboolean changed;
} Line;

struct _TlPageMap
{
  GPtrArray *pages; /* (element-type utf8) (nullable elements) */
  GArray *lines;
};

TlPageMap *
tl_page_map_new (void)
{
  TlPageMap *map = g_new0 (TlPageMap, 1);

  map->pages = g_ptr_array_new_with_free_func (g_free);
  map->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return map;
}

void
tl_page_map_free (TlPageMap *map)
{
  if (map == NULL)
    return;
  g_ptr_array_unref (map->pages);
  g_array_unref (map->lines);
  g_free (map);
}

void
tl_page_map_add_page (TlPageMap *map, char *text)
{
  g_ptr_array_add (map->pages, text);
}

void
tl_page_map_add_line (TlPageMap *map, gsize at, gsize from, gsize length, gboolean changed)
{
  Line line = { at, from, length, 0, map->pages->len - 1, changed };
  const char *page;
  const Line *before;

  g_return_if_fail (map->pages->len > 0);

  page = g_ptr_array_index (map->pages, line.page);
  before = map->lines->len > 0 ? &g_array_index (map->lines, Line, map->lines->len - 1) : NULL;
  /* Counted on from the line before, so that a page is walked once. */
  if (page != NULL && before != NULL && before->page == line.page && before->from <= from)
    line.character
        = before->character + (guint)g_utf8_pointer_to_offset (page + before->from, page + from);
  else if (page != NULL)
    line.character = (guint)g_utf8_pointer_to_offset (page, page + from);
  g_array_append_val (map->lines, line);
}

/* The last line that begins at or before @at, or NULL. */
static const Line *
find_line (const TlPageMap *map, gsize at)
{
  guint low = 0, high = map->lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (map->lines, Line, middle).at <= at)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (map->lines, Line, low - 1) : NULL;
}

static guint
count_letters (const char *from, const char *to)
{
  guint n = 0;

  for (; from < to; from = g_utf8_next_char (from))
    n += !g_unichar_isspace (g_utf8_get_char (from));
  return n;
}

/* Byte of the page's own text for byte @at of the cleaned one. Repair only joins what spaces split
 * or replaces letters, so the letters before @at are counted off in the original line. */
static gsize
original_offset (const TlPageMap *map, const Line *line, const char *text, gsize at)
{
  const char *page = g_ptr_array_index (map->pages, line->page);
  const char *position = page + line->from;
  const char *end = position + line->length;
  guint letters;

  if (!line->changed)
    return line->from + MIN (at - line->at, line->length);
  letters = count_letters (text + line->at, text + at);
  while (position < end && (letters > 0 || g_unichar_isspace (g_utf8_get_char (position))))
    {
      letters -= !g_unichar_isspace (g_utf8_get_char (position));
      position = g_utf8_next_char (position);
    }
  return (gsize)(position - page);
}

static guint
character_at (const TlPageMap *map, const Line *line, const char *text, gsize at)
{
  const char *page = g_ptr_array_index (map->pages, line->page);

  if (page == NULL)
    return 0;
  return line->character
         + (guint)g_utf8_pointer_to_offset (page + line->from,
                                            page + original_offset (map, line, text, at));
}

void
tl_page_map_locate (const TlPageMap *map,
                    const char *text,
                    gsize from,
                    gsize to,
                    guint *page,
                    guint *page_from,
                    guint *page_to)
{
  const Line *first = find_line (map, from);
  const Line *last = find_line (map, to > from ? to - 1 : from);
  const char *own;

  *page = *page_from = *page_to = 0;
  if (first == NULL)
    return;
  *page = first->page + 1;
  own = g_ptr_array_index (map->pages, first->page);
  if (own == NULL)
    return;
  *page_from = character_at (map, first, text, from);
  *page_to = character_at (map, last, text, to);
  /* On a later page an end that does not come before the start would be read as on this one. */
  if (last->page != first->page && *page_to >= *page_from)
    *page_to = (guint)g_utf8_strlen (own, -1);
}
