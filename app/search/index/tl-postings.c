/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-postings.h"

#include <string.h>

/* A term that at least one of so many units holds gets half a byte a unit. */
#define DENSE_PART 3
/* Bytes before the packed numbers of a block: last unit (4), widths of both numbers, least
 * frequency. */
#define BLOCK_HEAD 7
/* Numbers are read through a window of eight bytes, which may reach over the end. */
#define PADDING 8
/* A width beyond is damage. */
#define MAX_WIDTH 32

struct _TlPostings
{
  guint8 *bytes; /* with PADDING behind */
  gsize length;
  guint32 frequency;
  guint32 count;       /* units of the file */
  const guint8 *dense; /* or NULL */
  const guint8 *list;
  guint32 n_list; /* postings of the list */
};

/* ---- Numbers ---- */

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint8 buffer[5];
  guint n = 0;

  for (; number >= 0x80; number >>= 7)
    buffer[n++] = (guint8)(number | 0x80);
  buffer[n++] = (guint8)number;
  g_byte_array_append (bytes, buffer, n);
}

static gboolean
read_number (const guint8 **at, const guint8 *end, guint32 *number)
{
  *number = 0;
  for (guint shift = 0; shift < 32 && *at < end; shift += 7)
    {
      guint8 byte = *(*at)++;

      *number |= (guint32)(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
width_of (guint32 number)
{
  guint width = 0;

  for (; number > 0; number >>= 1)
    width++;
  return width;
}

/* Whole bytes, for a block holds a multiple of eight numbers. */
static gsize
packed_bytes (guint width)
{
  return (gsize)TL_POSTINGS_BLOCK / 8 * width;
}

static void
pack (GByteArray *bytes, const guint32 numbers[TL_POSTINGS_BLOCK], guint width)
{
  guint64 window = 0;
  guint filled = 0;

  for (guint i = 0; i < TL_POSTINGS_BLOCK; i++)
    {
      window |= (guint64)numbers[i] << filled;
      for (filled += width; filled >= 8; filled -= 8)
        {
          guint8 byte = (guint8)window;

          g_byte_array_append (bytes, &byte, 1);
          window >>= 8;
        }
    }
}

static void
unpack (const guint8 *bytes, guint width, guint32 numbers[TL_POSTINGS_BLOCK])
{
  const guint64 mask = ((guint64)1 << width) - 1;

  if (width == 0)
    {
      memset (numbers, 0, TL_POSTINGS_BLOCK * sizeof *numbers);
      return;
    }
  for (guint i = 0, bit = 0; i < TL_POSTINGS_BLOCK; i++, bit += width)
    {
      guint64 window;

      memcpy (&window, bytes + bit / 8, sizeof window);
      numbers[i] = (guint32)(GUINT64_FROM_LE (window) >> bit % 8 & mask);
    }
}

/* ---- Writing ---- */

static void
append_block (GByteArray *bytes, const TlPosting *postings, guint32 before)
{
  guint32 steps[TL_POSTINGS_BLOCK], more[TL_POSTINGS_BLOCK];
  guint32 last = GUINT32_TO_LE (postings[TL_POSTINGS_BLOCK - 1].unit);
  guint32 all_steps = 0, all_more = 0, least = 255;
  guint8 widths[3];

  for (guint i = 0; i < TL_POSTINGS_BLOCK; i++)
    least = MIN (least, postings[i].wdf);
  for (guint i = 0; i < TL_POSTINGS_BLOCK; i++)
    {
      steps[i] = postings[i].unit - before - 1;
      more[i] = postings[i].wdf - least;
      before = postings[i].unit;
      all_steps |= steps[i];
      all_more |= more[i];
    }
  widths[0] = (guint8)width_of (all_steps);
  widths[1] = (guint8)width_of (all_more);
  widths[2] = (guint8)least;
  g_byte_array_append (bytes, (const guint8 *)&last, sizeof last);
  g_byte_array_append (bytes, widths, sizeof widths);
  pack (bytes, steps, widths[0]);
  pack (bytes, more, widths[1]);
}

static void
append_list (GByteArray *bytes, const TlPosting *postings, guint32 n)
{
  guint32 before = 0, i = 0;

  for (; n - i >= TL_POSTINGS_BLOCK; i += TL_POSTINGS_BLOCK)
    {
      append_block (bytes, postings + i, before);
      before = postings[i + TL_POSTINGS_BLOCK - 1].unit;
    }
  for (; i < n; i++)
    {
      append_number (bytes, (postings[i].unit - before - 1) << 1 | (postings[i].wdf != 1));
      if (postings[i].wdf != 1)
        append_number (bytes, postings[i].wdf);
      before = postings[i].unit;
    }
}

static void
append_dense (GByteArray *bytes, const TlPosting *postings, guint32 n, guint32 count)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (TlPosting));
  guint from;

  append_number (bytes, count);
  from = bytes->len;
  g_byte_array_set_size (bytes, from + (count + 1) / 2);
  memset (bytes->data + from, 0, (count + 1) / 2);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 half = MIN (postings[i].wdf, TL_POSTINGS_MORE);
      guint32 place = postings[i].unit - 1;

      bytes->data[from + place / 2] |= (guint8)(half << place % 2 * 4);
      if (half == TL_POSTINGS_MORE)
        g_array_append_val (more, postings[i]);
    }
  append_number (bytes, more->len);
  append_list (bytes, (const TlPosting *)(gconstpointer)more->data, more->len);
}

void
tl_postings_encode (GByteArray *bytes, const TlPosting *postings, guint32 n, guint32 count)
{
  gboolean dense = n >= TL_POSTINGS_BLOCK && n >= count / DENSE_PART;

  /* What only filters has no frequency, and packs into next to nothing as a list. */
  for (guint32 i = 0; dense && i < n; i++)
    dense = postings[i].wdf > 0;
  append_number (bytes, n << 1 | dense);
  if (dense)
    append_dense (bytes, postings, n, count);
  else
    append_list (bytes, postings, n);
}

/* ---- Reading ---- */

TlPostings *
tl_postings_new (const void *bytes, gsize length, guint32 count)
{
  g_autoptr (TlPostings) self = g_rc_box_new0 (TlPostings);
  const guint8 *end;
  guint32 first, units;

  self->bytes = g_malloc (length + PADDING);
  self->length = length;
  self->count = count;
  memcpy (self->bytes, bytes, length);
  memset (self->bytes + length, 0, PADDING);
  self->list = self->bytes;
  end = self->bytes + length;
  if (!read_number (&self->list, end, &first))
    return NULL;
  self->frequency = self->n_list = first >> 1;
  if ((first & 1) != 0)
    {
      if (!read_number (&self->list, end, &units) || units != count
          || (gsize)(end - self->list) < ((gsize)count + 1) / 2)
        return NULL;
      self->dense = self->list;
      self->list += ((gsize)count + 1) / 2;
      if (!read_number (&self->list, end, &self->n_list))
        return NULL;
    }
  return self->frequency <= count && self->n_list <= count ? g_steal_pointer (&self) : NULL;
}

TlPostings *
tl_postings_ref (TlPostings *self)
{
  return g_rc_box_acquire (self);
}

static void
postings_clear (gpointer data)
{
  g_free (((TlPostings *)data)->bytes);
}

void
tl_postings_unref (TlPostings *self)
{
  if (self != NULL)
    g_rc_box_release_full (self, postings_clear);
}

guint32
tl_postings_read_frequency (const void *bytes, gsize length)
{
  const guint8 *at = bytes;
  guint32 first;

  return read_number (&at, at + length, &first) ? first >> 1 : 0;
}

guint32
tl_postings_get_frequency (const TlPostings *self)
{
  return self->frequency;
}

gsize
tl_postings_get_size (const TlPostings *self)
{
  return sizeof *self + self->length + PADDING;
}

const guint8 *
tl_postings_get_dense (const TlPostings *self, guint32 *n)
{
  *n = self->count;
  return self->dense;
}

void
tl_posting_reader_init (TlPostingReader *self, const TlPostings *postings)
{
  *self = (TlPostingReader){ .at = postings->list,
                             .end = postings->bytes + postings->length,
                             .left = postings->n_list,
                             .count = postings->count };
}

/* The last unit of the block at hand and the bytes after its head. */
static gboolean
read_head (const TlPostingReader *self, guint32 *last, gsize *length)
{
  if (self->end - self->at < BLOCK_HEAD)
    return FALSE;
  memcpy (last, self->at, sizeof *last);
  *last = GUINT32_FROM_LE (*last);
  if (self->at[4] > MAX_WIDTH || self->at[5] > MAX_WIDTH || *last > self->count
      || *last <= self->last)
    return FALSE;
  *length = packed_bytes (self->at[4]) + packed_bytes (self->at[5]);
  return (gsize)(self->end - self->at - BLOCK_HEAD) >= *length;
}

static gboolean
next_block (TlPostingReader *self, guint32 *units, guint32 *wdf)
{
  guint32 last;
  gsize length;
  guint64 unit = self->last;

  if (!read_head (self, &last, &length))
    return FALSE;
  unpack (self->at + BLOCK_HEAD, self->at[4], units);
  unpack (self->at + BLOCK_HEAD + packed_bytes (self->at[4]), self->at[5], wdf);
  for (guint i = 0; i < TL_POSTINGS_BLOCK; i++)
    {
      unit += (guint64)units[i] + 1;
      units[i] = (guint32)unit;
      wdf[i] += self->at[6];
    }
  self->at += BLOCK_HEAD + length;
  self->last = last;
  self->left -= TL_POSTINGS_BLOCK;
  /* They ascend to the last, so that none is beyond. */
  return unit == last;
}

static gboolean
next_rest (TlPostingReader *self, guint32 *units, guint32 *wdf, guint *n)
{
  for (; self->left > 0; self->left--, (*n)++)
    {
      guint32 step;

      wdf[*n] = 1;
      if (!read_number (&self->at, self->end, &step)
          || ((step & 1) != 0 && !read_number (&self->at, self->end, &wdf[*n]))
          || step >> 1 >= self->count - self->last)
        return FALSE;
      self->last += (step >> 1) + 1;
      units[*n] = self->last;
    }
  return TRUE;
}

gboolean
tl_posting_reader_next (TlPostingReader *self,
                        guint32 units[TL_POSTINGS_BLOCK],
                        guint32 wdf[TL_POSTINGS_BLOCK],
                        guint *n)
{
  *n = 0;
  if (self->left < TL_POSTINGS_BLOCK)
    return next_rest (self, units, wdf, n);
  if (!next_block (self, units, wdf))
    return FALSE;
  *n = TL_POSTINGS_BLOCK;
  return TRUE;
}

static guint
half_of (const guint8 *dense, guint32 unit)
{
  return dense[(unit - 1) / 2] >> (unit - 1) % 2 * 4 & 15;
}

/* The dense form in blocks as of a list; the frequencies that do not fit into half a byte come from
 * the list behind, in the same order. */
static gboolean
walk_dense (const TlPostings *self, TlPostingFunc func, gpointer user_data)
{
  guint32 units[TL_POSTINGS_BLOCK], wdf[TL_POSTINGS_BLOCK];
  guint32 more_units[TL_POSTINGS_BLOCK], more[TL_POSTINGS_BLOCK];
  guint n = 0, n_more = 0, at = 0;
  TlPostingReader reader;

  tl_posting_reader_init (&reader, self);
  for (guint32 unit = 1; unit <= self->count; unit++)
    {
      guint half = half_of (self->dense, unit);

      if (half == 0)
        continue;
      if (half == TL_POSTINGS_MORE)
        {
          if (at == n_more
              && (at = 0, !tl_posting_reader_next (&reader, more_units, more, &n_more)))
            return FALSE;
          if (at == n_more || more_units[at] != unit)
            return FALSE;
          half = more[at++];
        }
      units[n] = unit;
      wdf[n++] = half;
      if (n == TL_POSTINGS_BLOCK)
        {
          if (!func (units, wdf, n, user_data))
            return TRUE;
          n = 0;
        }
    }
  if (n > 0)
    func (units, wdf, n, user_data);
  return TRUE;
}

gboolean
tl_postings_walk (const TlPostings *self, TlPostingFunc func, gpointer user_data)
{
  guint32 units[TL_POSTINGS_BLOCK], wdf[TL_POSTINGS_BLOCK];
  TlPostingReader reader;
  guint n;

  if (self->dense != NULL)
    return walk_dense (self, func, user_data);
  tl_posting_reader_init (&reader, self);
  do
    if (!tl_posting_reader_next (&reader, units, wdf, &n))
      return FALSE;
  while (n > 0 && func (units, wdf, n, user_data));
  return TRUE;
}

/* Passes over blocks that end before @unit. */
static gboolean
skip_blocks (TlPostingReader *self, guint32 unit)
{
  guint32 last;
  gsize length;

  while (self->left >= TL_POSTINGS_BLOCK)
    {
      if (!read_head (self, &last, &length))
        return FALSE;
      if (last >= unit)
        return TRUE;
      self->at += BLOCK_HEAD + length;
      self->last = last;
      self->left -= TL_POSTINGS_BLOCK;
    }
  return TRUE;
}

/* The frequencies that the list says, for those of @units whose @wdf is TL_POSTINGS_MORE. */
static gboolean
look_up_list (const TlPostings *self, const guint32 *units, guint n, guint32 *wdf)
{
  guint32 block[TL_POSTINGS_BLOCK], found[TL_POSTINGS_BLOCK];
  guint n_block = 0, at = 0;
  TlPostingReader reader;

  tl_posting_reader_init (&reader, self);
  for (guint i = 0; i < n; i++)
    {
      if (wdf[i] != TL_POSTINGS_MORE)
        continue;
      if (n_block == 0 || block[n_block - 1] < units[i])
        {
          if (!skip_blocks (&reader, units[i])
              || !tl_posting_reader_next (&reader, block, found, &n_block))
            return FALSE;
          at = 0;
        }
      while (at < n_block && block[at] < units[i])
        at++;
      wdf[i] = at < n_block && block[at] == units[i] ? found[at] : 0;
    }
  return TRUE;
}

gboolean
tl_postings_look_up (const TlPostings *self, const guint32 *units, guint n, guint32 *wdf)
{
  for (guint i = 0; i < n; i++)
    wdf[i] = self->dense == NULL                        ? TL_POSTINGS_MORE
             : units[i] >= 1 && units[i] <= self->count ? half_of (self->dense, units[i])
                                                        : 0;
  return look_up_list (self, units, n, wdf);
}
