/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-find-text.h"
#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

#define TL_TYPE_TEXT_VIEW (tl_text_view_get_type ())
G_DECLARE_FINAL_TYPE (TlTextView, tl_text_view, TL, TEXT_VIEW, GtkWidget)

/**
 * TlTextView:
 *
 * The text of a document, by WebKit where its module is there and by GtkTextView otherwise. The
 * environment variable TROLY_TEXT_BACKEND ("textview" or "webkit") chooses one. Font, size and
 * colours follow the settings and the style manager. Signal "anchor-changed" (string): the unit
 * that the reader has before his eyes changed. Signal "cited" (uint citation, GdkRectangle area): a
 * citation of the model was pressed; the area is in coordinates of the view.
 */
GtkWidget *tl_text_view_new (void);

/** tl_text_view_set_plain: the text is in a GtkTextView, whose lines can be measured and marked,
 * and never in WebKit. Before the first text. */
void tl_text_view_set_plain (TlTextView *self);

/** tl_text_view_set_model: shows @model; in view comes @mark (nullable: a passage to mark), else
 * the unit @anchor (nullable), else the beginning. */
void tl_text_view_set_model (TlTextView *self,
                             TlTextModel *model,
                             const char *anchor,
                             const TlTextSpan *mark);
TlTextModel *tl_text_view_get_model (TlTextView *self);

/** tl_text_view_scroll_to: brings the unit @anchor into view; FALSE when there is none. */
gboolean tl_text_view_scroll_to (TlTextView *self, const char *anchor);

/** tl_text_view_get_anchor: (nullable): the unit before the reader's eyes. */
const char *tl_text_view_get_anchor (TlTextView *self);

/** tl_text_view_step_citation: the next citation (1) or the one before (-1), from the one that was
 * stepped to or from what is in view; FALSE when there is none. */
gboolean tl_text_view_step_citation (TlTextView *self, int direction);

/** tl_text_view_set_hits: @hits: (nullable) (element-type TlTextHit): marks what was found, in
 * place of what was. */
void tl_text_view_set_hits (TlTextView *self, GPtrArray *hits);
/** tl_text_view_show_hit: brings hit @hit into view. */
void tl_text_view_show_hit (TlTextView *self, guint hit);

/** tl_text_view_get_selection: @area: (out): where it ends, in the view. Returns: (transfer none)
 * (nullable): what is selected. Signal "selected" tells that it is something else. */
const TlTextSpan *tl_text_view_get_selection (TlTextView *self, GdkRectangle *area);

/** tl_text_view_get_top: paragraph at the upper edge. */
guint tl_text_view_get_top (TlTextView *self);

void tl_text_view_copy (TlTextView *self);

/** tl_text_view_has_failed: whether the text is gone and a bar offers to show it again. */
gboolean tl_text_view_has_failed (TlTextView *self);

/** tl_text_view_get_backend_name: (nullable): "textview" or "webkit"; %NULL before the first
 * document. */
const char *tl_text_view_get_backend_name (TlTextView *self);

/** tl_text_view_get_widget: (transfer none) (nullable): the back end's widget. */
GtkWidget *tl_text_view_get_widget (TlTextView *self);

G_END_DECLS
