/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "search/similar/tl-similar.h"

G_BEGIN_DECLS

/* Rows of the page of similar cases. All have an accessible name that says all of them. */

/** tl_similar_row_new_case: a case found; @outcome: in words, or "". Its buttons activate
 * "similar.why" and "similar.compare" with the number @number. */
GtkWidget *tl_similar_row_new_case (const TlSimilarCase *found, const char *outcome, guint number);

/** tl_similar_row_new_point: a point in which the cases are alike, or are not. Its buttons, one a
 * case that has it, activate "similar.open-point" (uint, boolean: in the own case).
 * @can_open_own: whether there is a place in the own case to open. */
GtkWidget *tl_similar_row_new_point (const TlSimilarPoint *point,
                                     guint number,
                                     gboolean can_open_own);

/** tl_similar_row_new_provision: an article that the nearest cases rest on. */
GtkWidget *tl_similar_row_new_provision (const TlSimilarProvision *provision);

/** tl_similar_row_new_label: a wrapping label for the page; @style (nullable). */
GtkWidget *tl_similar_row_new_label (const char *text, const char *style);

G_END_DECLS
