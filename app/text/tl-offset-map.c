/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "text/tl-offset-map-private.h"

/* A piece of the derived text that begins at @derived and ends where the next one begins. */
typedef struct
{
  gsize derived;
  gsize source : 63;
  gsize whole : 1;
} Piece;

struct _TlOffsetMap
{
  GArray *pieces;
  gsize derived_length;
  gsize source_length;
};

static Piece *
piece_at (const TlOffsetMap *map, guint i)
{
  return &g_array_index (map->pieces, Piece, i);
}

/* The number of pieces that begin at or before @derived. */
static guint
count_pieces_until (const TlOffsetMap *map, gsize derived)
{
  guint low = 0;
  guint high = map->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (piece_at (map, middle)->derived <= derived)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gsize
source_end (const TlOffsetMap *map, guint i)
{
  return i + 1 < map->pieces->len ? piece_at (map, i + 1)->source : map->source_length;
}

static gsize
derived_end (const TlOffsetMap *map, guint i)
{
  return i + 1 < map->pieces->len ? piece_at (map, i + 1)->derived : map->derived_length;
}

TlOffsetMap *
_tl_offset_map_new (void)
{
  TlOffsetMap *map = g_new0 (TlOffsetMap, 1);

  map->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  return map;
}

void
_tl_offset_map_add (TlOffsetMap *map, gsize derived, gsize source, gboolean whole)
{
  Piece piece = { derived, source, whole != FALSE };

  if (map == NULL)
    return;
  if (map->pieces->len > 0 && !whole)
    {
      const Piece *last = piece_at (map, map->pieces->len - 1);

      /* the line goes on: both texts advanced by the same number of bytes */
      if (!last->whole && source - last->source == derived - last->derived)
        return;
    }
  g_array_append_val (map->pieces, piece);
}

void
_tl_offset_map_rewind (TlOffsetMap *map, gsize derived)
{
  if (map == NULL)
    return;
  while (map->pieces->len > 0 && piece_at (map, map->pieces->len - 1)->derived >= derived)
    g_array_set_size (map->pieces, map->pieces->len - 1);
}

void
_tl_offset_map_close (TlOffsetMap *map, gsize derived, gsize source)
{
  if (map == NULL)
    return;
  map->derived_length = derived;
  map->source_length = source;
}

gsize
tl_offset_map_to_source (const TlOffsetMap *map, gsize offset)
{
  const Piece *piece;
  guint n;

  g_return_val_if_fail (map != NULL, offset);

  if (offset >= map->derived_length && map->derived_length > 0)
    return map->source_length;
  n = count_pieces_until (map, offset);
  if (n == 0)
    return offset == 0 ? 0 : map->source_length;
  piece = piece_at (map, n - 1);
  if (piece->whole)
    return piece->source;
  return MIN (piece->source + (offset - piece->derived), source_end (map, n - 1));
}

gsize
tl_offset_map_from_source (const TlOffsetMap *map, gsize offset)
{
  const Piece *piece;
  guint low = 0;
  guint high;

  g_return_val_if_fail (map != NULL, offset);

  high = map->pieces->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (piece_at (map, middle)->source < offset)
        low = middle + 1;
      else
        high = middle;
    }
  /* the piece before the first that begins at or after the offset may reach it from inside */
  if (low == 0)
    return 0;
  piece = piece_at (map, low - 1);
  if (piece->whole)
    return derived_end (map, low - 1);
  return MIN (piece->derived + (offset - piece->source), derived_end (map, low - 1));
}

TlOffsetMap *
_tl_offset_map_chain (TlOffsetMap *first, TlOffsetMap *second)
{
  TlOffsetMap *map;

  if (first == NULL || second == NULL)
    return first != NULL ? first : second;
  map = _tl_offset_map_new ();
  for (guint i = 0; i < second->pieces->len; i++)
    {
      const Piece *piece = piece_at (second, i);
      gsize middle_end = piece->source + (derived_end (second, i) - piece->derived);
      guint k = count_pieces_until (first, piece->source);

      _tl_offset_map_add (map, piece->derived, tl_offset_map_to_source (first, piece->source),
                          piece->whole || (k > 0 && piece_at (first, k - 1)->whole));
      /* a byte-for-byte piece falls apart where the first step has its own pieces */
      for (; !piece->whole && k < first->pieces->len; k++)
        {
          const Piece *inner = piece_at (first, k);

          if (inner->derived >= middle_end)
            break;
          _tl_offset_map_add (map, piece->derived + (inner->derived - piece->source), inner->source,
                              inner->whole);
        }
    }
  _tl_offset_map_close (map, second->derived_length, first->source_length);
  tl_offset_map_free (first);
  tl_offset_map_free (second);
  return map;
}

void
tl_offset_map_free (TlOffsetMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->pieces);
  g_free (map);
}
