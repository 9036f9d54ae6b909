/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/tl-text.h"

G_BEGIN_DECLS

/* Building offset maps. Every function accepts a %NULL map and then does nothing. */

/** _tl_offset_map_new: Returns: (transfer full): an empty map. */
TlOffsetMap *_tl_offset_map_new (void);
/**
 * _tl_offset_map_add:
 *
 * From @derived on, the derived text comes from @source on; up to the next call byte for byte, or,
 * if @whole, as one piece that cannot be split. Both offsets never decrease.
 */
void _tl_offset_map_add (TlOffsetMap *map, gsize derived, gsize source, gboolean whole);
/** _tl_offset_map_rewind: forgets what was said about @derived and later. */
void _tl_offset_map_rewind (TlOffsetMap *map, gsize derived);
/** _tl_offset_map_close: both texts end here; required before the map is asked. */
void _tl_offset_map_close (TlOffsetMap *map, gsize derived, gsize source);
/**
 * _tl_offset_map_chain:
 * @first: from a text to a middle text
 * @second: from the middle text to the last, or %NULL for the same
 *
 * Returns: (transfer full): the map over both steps; @first and @second are freed
 */
TlOffsetMap *_tl_offset_map_chain (TlOffsetMap *first, TlOffsetMap *second);

G_END_DECLS
