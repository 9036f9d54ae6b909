/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/similar/tl-similar-job.h"
#include "ui/similar/tl-similar-pane.h"
#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_SIMILAR_VIEW (tl_similar_view_get_type ())
G_DECLARE_FINAL_TYPE (TlSimilarView, tl_similar_view, TL, SIMILAR_VIEW, GtkWidget)

/**
 * TlSimilarView:
 *
 * Cases like one case: the list, why each stands in it, the articles that the case may rest on, and
 * by what cases are compared. Everything is read and found in threads. Properties: "title"
 * (string), "loading" (boolean). Signal "changed": it is about another case. Documents are opened
 * and compared by the actions "win.open-document", "win.compare" and "win.put-up".
 */
GtkWidget *tl_similar_view_new (TlServices *services);

/** tl_similar_view_show: looks for cases like @source; %NULL: asks which. */
void tl_similar_view_show (TlSimilarView *self, TlSimilarSource *source);

/** tl_similar_view_choose_file: lets the judge choose a file. */
void tl_similar_view_choose_file (TlSimilarView *self);

/** tl_similar_view_show_file: looks for cases like @file, a document of the judge's own. What is
 * dropped on the window comes here where it was dropped on the view. */
void tl_similar_view_show_file (TlSimilarView *self, GFile *file);

/** tl_similar_view_get_source: (transfer none) (nullable). */
TlSimilarSource *tl_similar_view_get_source (TlSimilarView *self);

/** tl_similar_view_get_found: (transfer none) (nullable): what the list shows. */
const TlSimilarFound *tl_similar_view_get_found (TlSimilarView *self);

/** tl_similar_view_get_page: (transfer none): "start", "loading", "results", "message". */
const char *tl_similar_view_get_page (TlSimilarView *self);

GtkListBox *tl_similar_view_get_list (TlSimilarView *self);
TlSimilarPane *tl_similar_view_get_pane (TlSimilarView *self);

G_END_DECLS
