/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/compare/tl-compare-job.h"

G_BEGIN_DECLS

#define TL_TYPE_COMPARE_STRIP (tl_compare_strip_get_type ())
G_DECLARE_FINAL_TYPE (TlCompareStrip, tl_compare_strip, TL, COMPARE_STRIP, GtkWidget)

/**
 * TlCompareStrip:
 *
 * Between both sides: in the middle the whole of both texts, a column each, with what is in view of
 * them; left and right of that ribbons that join the passages in view, each with the sign of its
 * relation. Signal "go" (uint side, double position): a place of a column was clicked.
 */
GtkWidget *tl_compare_strip_new (void);

/** tl_compare_strip_set_compared: (nullable). */
void tl_compare_strip_set_compared (TlCompareStrip *self, TlCompared *compared);

/** tl_compare_strip_set_ribbons: (element-type TlCompareRibbon): takes what is in view; @current:
 * the pair that the judge stands at, or -1. */
void tl_compare_strip_set_ribbons (TlCompareStrip *self, GArray *ribbons, int current);

/** tl_compare_strip_set_view: what of @side is in view, as shares of the whole. */
void tl_compare_strip_set_view (TlCompareStrip *self, TlSide side, double from, double to);

G_END_DECLS
