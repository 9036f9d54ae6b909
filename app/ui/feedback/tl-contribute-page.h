/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/feedback/tl-feedback-bytes.h"
#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_CONTRIBUTE_PAGE (tl_contribute_page_get_type ())
G_DECLARE_FINAL_TYPE (TlContributePage, tl_contribute_page, TL, CONTRIBUTE_PAGE, GtkWidget)

/**
 * TlContributePage:
 *
 * "Đóng góp tình huống": a question, its answer, the provisions and án lệ it rests on, what the
 * library and this desk have that is like it, and the bytes that will be sent. Nothing is handed
 * over before what is like it was shown. Signals: "kept"; "close"; "open" (string document, string
 * anchor (nullable)).
 */
GtkWidget *tl_contribute_page_new (TlServices *services);

/** tl_contribute_page_edit: @item: (nullable): a contribution that waits or failed; %NULL: a new
 * one, or the one that was begun. */
void tl_contribute_page_edit (TlContributePage *self, const TlDeskItem *item);

/** tl_contribute_page_ask: a new contribution that asks the editors to answer @question; nothing is
 * sent. What was begun and not sent stays, and @question is not taken then: %FALSE. */
gboolean tl_contribute_page_ask (TlContributePage *self, const char *question);

GtkTextBuffer *tl_contribute_page_get_question (TlContributePage *self);
GtkTextBuffer *tl_contribute_page_get_answer (TlContributePage *self);
/** tl_contribute_page_cite: adds what @text cites, as the search understands it. */
void tl_contribute_page_cite (TlContributePage *self, const char *text);
guint tl_contribute_page_get_n_citations (TlContributePage *self);
/** tl_contribute_page_get_near: (transfer none): the list of what is like it. */
GtkListBox *tl_contribute_page_get_near (TlContributePage *self);
const char *tl_contribute_page_get_error (TlContributePage *self);
TlFeedbackDraft *tl_contribute_page_get_draft (TlContributePage *self);
void tl_contribute_page_send (TlContributePage *self);

G_END_DECLS
