/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cite-places.h"

#include <string.h>

#define BLOCK 128 /* bytes */

static gsize
count (const char *p, gsize n)
{
  gsize characters = 0;

  for (gsize i = 0; i < n; i++)
    characters += ((guchar)p[i] & 0xC0) != 0x80;
  return characters;
}

void
_tl_cite_places_init (TlCitePlaces *self, const char *text, gsize length)
{
  gsize blocks = length / BLOCK;

  self->text = text;
  self->length = length;
  self->before = g_new (gsize, blocks + 1);
  self->before[0] = 0;
  for (gsize i = 0; i < blocks; i++)
    self->before[i + 1] = self->before[i] + count (text + i * BLOCK, BLOCK);
}

void
_tl_cite_places_clear (TlCitePlaces *self)
{
  g_clear_pointer (&self->before, g_free);
}

gsize
_tl_cite_places_get (const TlCitePlaces *self, gsize offset)
{
  gsize block;

  offset = MIN (offset, self->length);
  block = offset / BLOCK;
  return self->before[block] + count (self->text + block * BLOCK, offset - block * BLOCK);
}

gboolean
_tl_cite_places_is_date (const char *date)
{
  guint64 parts[3] = { 0 };

  if (strlen (date) != 10 || date[4] != '-' || date[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (date[i]))
      return FALSE;
  parts[0] = g_ascii_strtoull (date, NULL, 10);
  parts[1] = g_ascii_strtoull (date + 5, NULL, 10);
  parts[2] = g_ascii_strtoull (date + 8, NULL, 10);
  return g_date_valid_dmy ((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
}
