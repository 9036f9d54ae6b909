/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/judgment/tl-judgment-view-private.h"

G_BEGIN_DECLS

/**
 * TlAmount:
 * @value: in đồng
 * @from: first character of the figure
 * @to: the place after the unit and the words in brackets
 */
typedef struct
{
  gint64 value;
  gsize from;
  gsize to;
  TlConfidence confidence;
} TlAmount;

/**
 * _tl_figure_amount: reads a sum of money at @i: "142.727.000 đồng (…)", "40.328.816 (…) đồng",
 * "1 000.000đ", "300.000®", "1,442,671 VNĐ", "12 triệu đồng". Without its unit it is none.
 */
gboolean _tl_figure_amount (const TlView *view, gsize i, gsize end, TlAmount *amount);

/** TlTerm: @months and @days of a term; it ends at @to, before the word that says of what. */
typedef struct
{
  guint months;
  guint days;
  gsize from;
  gsize to;
} TlTerm;

/** _tl_figure_term: reads "02 (hai) năm 06 (sáu) tháng", "18 tháng", "hai năm sáu tháng" at @i;
 * "năm 2015" and "ngày 12 tháng 5" are none. */
gboolean _tl_figure_term (const TlView *view, gsize i, gsize end, TlTerm *term);

/** _tl_figure_integer: a figure of at most @digits digits at @i, words in brackets behind it
 * skipped. Returns: the place after, or 0. */
gsize _tl_figure_integer (const TlView *view, gsize i, gsize end, guint digits, guint *value);

/** _tl_figure_check: compares every figure of the text with its words in brackets; appends a
 * warning in Vietnamese with its place for each that differs, at most 100. */
void _tl_figure_check (const TlView *view, const char *place, gsize i, gsize end, GPtrArray *out);

G_END_DECLS
