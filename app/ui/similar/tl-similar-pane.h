/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "search/similar/tl-similar.h"

G_BEGIN_DECLS

#define TL_TYPE_SIMILAR_PANE (tl_similar_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlSimilarPane, tl_similar_pane, TL, SIMILAR_PANE, GtkWidget)

/**
 * TlSimilarPane:
 *
 * Beside the list of similar cases: in what the chosen one is like the judge's own and in what not,
 * and the articles that the nearest cases rest on. What is pressed activates "similar.open-point"
 * (uint, boolean), "similar.open-provision" (uint), "similar.open" and "similar.compare" (uint) and
 * "similar.back".
 */
GtkWidget *tl_similar_pane_new (void);

/** tl_similar_pane_set_case: @found (nullable) is number @number of the list; @can_open_own:
 * whether places of the own case can be opened. */
void tl_similar_pane_set_case (TlSimilarPane *self,
                               const TlSimilarCase *found,
                               guint number,
                               gboolean can_open_own);

/** tl_similar_pane_set_provisions: (element-type TlSimilarProvision). */
void tl_similar_pane_set_provisions (TlSimilarPane *self, GPtrArray *provisions);

/** tl_similar_pane_show: the points, or the provisions. */
void tl_similar_pane_show (TlSimilarPane *self, gboolean provisions);

/** tl_similar_pane_set_alone: it stands in place of the list, to which a button leads back. */
void tl_similar_pane_set_alone (TlSimilarPane *self, gboolean alone);

/** tl_similar_pane_get_list: (transfer none): the points, or the provisions. */
GtkListBox *tl_similar_pane_get_list (TlSimilarPane *self, gboolean provisions);

G_END_DECLS
