/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/** tl_bm25_idf: the weight of a term that @frequency of @count units hold; always above 0. */
static inline double
tl_bm25_idf (guint32 count, guint32 frequency)
{
  double n = MIN (frequency, count);

  return log (1.0 + (count - n + 0.5) / (n + 0.5));
}

/** tl_bm25_norm: what a unit's length (in average lengths) puts under the fraction. */
static inline double
tl_bm25_norm (double length_ratio, double k1, double b)
{
  return k1 * (1 - b + b * length_ratio);
}

/** tl_bm25_share: the part of a score, from 0 to k1 + 1, that a term's frequency in a unit of @norm
 * decides. */
static inline double
tl_bm25_share (double wdf, double norm, double k1)
{
  return wdf <= 0 ? 0 : wdf * (k1 + 1) / (wdf + norm);
}

G_END_DECLS
