/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlCitePlaces:
 *
 * Places in a text in characters instead of bytes: the characters before every block of bytes are
 * counted once, what is left inside of a block when it is asked.
 */
typedef struct
{
  const char *text;
  gsize length;
  gsize *before;
} TlCitePlaces;

/** _tl_cite_places_init: @text must outlive @self. */
void _tl_cite_places_init (TlCitePlaces *self, const char *text, gsize length);
void _tl_cite_places_clear (TlCitePlaces *self);

/** _tl_cite_places_get: Returns: how many characters stand before byte @offset. */
gsize _tl_cite_places_get (const TlCitePlaces *self, gsize offset);

/** _tl_cite_places_is_date: whether @date is a day as YYYY-MM-DD. */
gboolean _tl_cite_places_is_date (const char *date);

G_END_DECLS
