/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-text-private.h"

#include <string.h>

#include "text/tl-legacy.h"
#include "text/tl-letter-private.h"
#include "text/tl-offset-map-private.h"

#define MAX_LEGACY_LINE (64 * 1024)

/* Letters and signs of Latin-1 that Vietnamese text seldom holds, and TCVN3 and VNI often. */
static gboolean
is_suspect (const guchar *p)
{
  if (p[0] == 0xC2)
    return p[1] > 0xA0;
  if (p[0] != 0xC3)
    return FALSE;
  switch (p[1] | 0x20)
    {
    case 0xA4: /* ä å æ ç ë î ï ñ ö ø û ü þ: none of them Vietnamese */
    case 0xA5:
    case 0xA6:
    case 0xA7:
    case 0xAB:
    case 0xAE:
    case 0xAF:
    case 0xB1:
    case 0xB6:
    case 0xB7:
    case 0xB8:
    case 0xBB:
    case 0xBC:
    case 0xBE:
    case 0xBF:
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
find_suspect (const char *p, const char *end)
{
  for (; p + 1 < end; p++)
    if (((guchar)*p & 0xFE) == 0xC2 && is_suspect ((const guchar *)p))
      return p;
  return NULL;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next word of [*p, end) between blanks. */
static gsize
next_word (const char **p, const char *end)
{
  const char *from;

  while (*p < end && is_blank (**p))
    (*p)++;
  from = *p;
  while (*p < end && !is_blank (**p))
    (*p)++;
  return (gsize)(*p - from);
}

/* Appends the repaired line; the conversion keeps the words, by which the map is made. */
static void
append_repaired (GString *out, TlOffsetMap *map, const char *text, const char *from, const char *to)
{
  g_autofree char *repaired = tl_legacy_repair (from, (gssize)(to - from));
  const char *new_end = repaired + strlen (repaired);
  const char *old = from;
  const char *new = repaired;

  if ((gsize)(new_end - repaired) == (gsize)(to - from)
      && memcmp (repaired, from, (gsize)(to - from)) == 0)
    {
      _tl_offset_map_add (map, out->len, (gsize)(from - text), FALSE);
      g_string_append_len (out, from, to - from);
      return;
    }
  while (TRUE)
    {
      const char *gap = old;
      gsize old_size = next_word (&old, to);
      gsize new_size = next_word (&new, new_end);

      _tl_offset_map_add (map, out->len, (gsize)(gap - text), FALSE);
      g_string_append_len (out, gap, old - (gssize)old_size - gap);
      if (old_size == 0 && new_size == 0)
        return;
      _tl_offset_map_add (map, out->len, (gsize)(old - text) - old_size, TRUE);
      g_string_append_len (out, new - new_size, (gssize)new_size);
    }
}

/* Converts the lines that hold suspect letters. */
static char *
repair_lines (const char *text, gsize length, gsize *repaired, TlOffsetMap **map)
{
  const char *end = text + length;
  GString *out = g_string_sized_new (length + length / 16 + 1);
  const char *p = text;
  const char *suspect;

  *map = _tl_offset_map_new ();
  while ((suspect = find_suspect (p, end)) != NULL)
    {
      const char *from = suspect;
      const char *to = suspect;

      while (from > p && from[-1] != '\n' && suspect - from < MAX_LEGACY_LINE)
        from--;
      while (from > p && !is_blank (from[-1]))
        from--;
      while (to < end && *to != '\n' && to - from < MAX_LEGACY_LINE)
        to++;
      while (to < end && !is_blank (*to))
        to++;
      _tl_offset_map_add (*map, out->len, (gsize)(p - text), FALSE);
      g_string_append_len (out, p, from - p);
      append_repaired (out, *map, text, from, to);
      p = to;
    }
  _tl_offset_map_add (*map, out->len, (gsize)(p - text), FALSE);
  g_string_append_len (out, p, end - p);
  _tl_offset_map_close (*map, out->len, length);
  *repaired = out->len;
  return g_string_free (out, FALSE);
}

static void
make_normal (TlCiteText *self, const char *text, gsize length)
{
  g_autofree char *repaired = NULL;

  *self = (TlCiteText){ text, length, NULL, NULL };
  if (find_suspect (text, text + length) != NULL)
    {
      repaired = repair_lines (text, length, &self->length, &self->map);
      self->text = repaired;
    }
  if (_tl_text_normal_prefix (self->text, self->length) == self->length)
    {
      self->owned = g_steal_pointer (&repaired);
      return;
    }
  {
    TlOffsetMap *step = NULL;

    self->owned = tl_text_normalize (self->text, (gssize)self->length, &step);
    self->text = self->owned;
    self->length = strlen (self->owned);
    self->map = _tl_offset_map_chain (self->map, step);
  }
}

void
_tl_cite_text_init (TlCiteText *self, const char *text, gsize length)
{
  make_normal (self, text, length);
  _tl_cite_text_blank_page_heads (self);
}

void
_tl_cite_text_clear (TlCiteText *self)
{
  g_clear_pointer (&self->owned, g_free);
  g_clear_pointer (&self->map, tl_offset_map_free);
}

gsize
_tl_cite_text_source (const TlCiteText *self, gsize offset)
{
  return self->map != NULL ? tl_offset_map_to_source (self->map, offset) : offset;
}
