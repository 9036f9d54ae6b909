/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/compare/tl-compare-side.h"

G_BEGIN_DECLS

#define TL_TYPE_COMPARE_VIEW (tl_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (TlCompareView, tl_compare_view, TL, COMPARE_VIEW, GtkWidget)

/**
 * TlCompareView:
 *
 * Two documents side by side, each in a reader of its own: what matches, what differs, what both
 * cite; scrolled together by the alignment. The right side can hold several documents, one of which
 * is shown. Properties: "title" (string), "loading" (boolean). Signal "changed": other documents
 * are compared.
 */
GtkWidget *tl_compare_view_new (TlServices *services);

/** tl_compare_view_open: compares two documents, each opened where its target says. */
void tl_compare_view_open (TlCompareView *self,
                           const TlReaderTarget *left,
                           const TlReaderTarget *right);

/** tl_compare_view_add_right: one more document for the right side, which is shown at once. */
void tl_compare_view_add_right (TlCompareView *self, const TlReaderTarget *right);

/** tl_compare_view_next_right: shows the next (1) or the last (-1) document of the right side.
 * Returns: %FALSE when there is but one. */
gboolean tl_compare_view_next_right (TlCompareView *self, int step);

/** tl_compare_view_get_doc: (nullable): id of the document on @side. */
const char *tl_compare_view_get_doc (TlCompareView *self, TlSide side);

/** tl_compare_view_get_compared: (nullable) (transfer none): %NULL while it is being compared. */
TlCompared *tl_compare_view_get_compared (TlCompareView *self);

G_END_DECLS
