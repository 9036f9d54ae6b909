/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The units that hold a term and how often, packed so that a term of a question is read at about a
 * nanosecond a unit (docs/index.md, "Postings"). Two forms: a list in blocks of bit-packed numbers,
 * and, of a term that a good part of the units hold, half a byte for every unit. Both say exactly
 * what was put in. */

/** TL_POSTINGS_BLOCK: postings handed out at a time. */
#define TL_POSTINGS_BLOCK 128

/** TlPosting: @unit is counted from 1. */
typedef struct
{
  guint32 unit;
  guint32 wdf;
} TlPosting;

/** tl_postings_encode: appends the packed form of @n postings, their units ascending and at most
 * @count. */
void tl_postings_encode (GByteArray *bytes, const TlPosting *postings, guint32 n, guint32 count);

/**
 * TlPostings:
 *
 * Packed postings in memory. Immutable, for one thread. Bytes that nobody encoded never lead
 * outside of themselves or to a unit beyond the count: reading them ends in %FALSE.
 */
typedef struct _TlPostings TlPostings;

/** tl_postings_new: (nullable): from a copy of @bytes, of a file with @count units; %NULL when they
 * are damaged at their beginning. */
TlPostings *tl_postings_new (const void *bytes, gsize length, guint32 count);
TlPostings *tl_postings_ref (TlPostings *self);
void tl_postings_unref (TlPostings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPostings, tl_postings_unref)

/** tl_postings_read_frequency: how many units hold the term, from the first five bytes; 0 when they
 * are damaged. */
guint32 tl_postings_read_frequency (const void *bytes, gsize length);
/** tl_postings_get_frequency: how many units hold the term. */
guint32 tl_postings_get_frequency (const TlPostings *self);
/** tl_postings_get_size: bytes in memory. */
gsize tl_postings_get_size (const TlPostings *self);

/** TL_POSTINGS_MORE: the half byte of a unit whose frequency stands in the list behind. */
#define TL_POSTINGS_MORE 15
/** tl_postings_get_dense: (nullable): half a byte for each unit, the first in the low half of the
 * first byte: its frequency, 0 where the term is absent, or %TL_POSTINGS_MORE; %NULL for a list.
 * @n is set to the number of units. A reader then hands out only the units with more. */
const guint8 *tl_postings_get_dense (const TlPostings *self, guint32 *n);

/** TlPostingReader: goes through a list; of the dense form through the units with
 * %TL_POSTINGS_MORE. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  guint32 left;
  guint32 last;
  guint32 count;
} TlPostingReader;

void tl_posting_reader_init (TlPostingReader *self, const TlPostings *postings);
/** tl_posting_reader_next: the next units, @n of them, 0 at the end. Returns: %FALSE when the bytes
 * are damaged. */
gboolean tl_posting_reader_next (TlPostingReader *self,
                                 guint32 units[TL_POSTINGS_BLOCK],
                                 guint32 wdf[TL_POSTINGS_BLOCK],
                                 guint *n);

/** TlPostingFunc: @n units in ascending order, and how often the term counts in each. Returns:
 * whether to go on. */
typedef gboolean (*TlPostingFunc) (const guint32 *units,
                                   const guint32 *wdf,
                                   guint n,
                                   gpointer user_data);
/** tl_postings_walk: every unit of either form. Returns: %FALSE when the bytes are damaged. */
gboolean tl_postings_walk (const TlPostings *self, TlPostingFunc func, gpointer user_data);

/** tl_postings_look_up: the frequency in each of @units, which ascend; 0 where the term is absent;
 * passes over what lies between. Returns: %FALSE when the bytes are damaged. */
gboolean tl_postings_look_up (const TlPostings *self, const guint32 *units, guint n, guint32 *wdf);

G_END_DECLS
