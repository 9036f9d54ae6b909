/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/compare/tl-compare-job.h"
#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

#define TL_TYPE_COMPARE_SIDE (tl_compare_side_get_type ())
G_DECLARE_FINAL_TYPE (TlCompareSide, tl_compare_side, TL, COMPARE_SIDE, GtkWidget)

/**
 * TlCompareSide:
 *
 * One side of a comparison: a reader of its own, and where it stands as a position of the text.
 * Signals: "moved": another place is in view, or the text was laid out; "taken": the judge moves
 * this side by hand.
 */
GtkWidget *tl_compare_side_new (TlServices *services, TlSide side);

TlReader *tl_compare_side_get_reader (TlCompareSide *self);

/** tl_compare_side_set_compared: (nullable): what the positions are of, and what is marked. */
void tl_compare_side_set_compared (TlCompareSide *self, TlCompared *compared);

/** tl_compare_side_get_position: what stands at the line of reading. Returns: %FALSE while nothing
 * is shown. */
gboolean tl_compare_side_get_position (TlCompareSide *self, double *position);

/** tl_compare_side_set_position: brings @position to the line of reading. Returns: whether the side
 * had to move. */
gboolean tl_compare_side_set_position (TlCompareSide *self, double position);

/** tl_compare_side_get_visible: the first and the last paragraph in view. Returns: %FALSE while the
 * text is not shown. */
gboolean tl_compare_side_get_visible (TlCompareSide *self, guint *first, guint *last);

/** tl_compare_side_get_range: where the paragraphs from @first to before @end stand, in pixels of
 * @widget. Returns: %FALSE while the text is not shown. */
gboolean tl_compare_side_get_range (
    TlCompareSide *self, guint first, guint end, GtkWidget *widget, double *top, double *bottom);

/** tl_compare_side_tint: shows what pair @pair is. Returns: %FALSE when it was shown before. */
gboolean tl_compare_side_tint (TlCompareSide *self, guint pair);

/** tl_compare_side_mark: marks the words @marks (element-type TlCompareMark). */
void tl_compare_side_mark (TlCompareSide *self, const GArray *marks);

/** tl_compare_side_describe: tells a screen reader where the text stands. */
void tl_compare_side_describe (TlCompareSide *self, const char *words);

G_END_DECLS
