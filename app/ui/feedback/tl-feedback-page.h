/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_FEEDBACK_PAGE (tl_feedback_page_get_type ())
G_DECLARE_FINAL_TYPE (TlFeedbackPage, tl_feedback_page, TL, FEEDBACK_PAGE, GtkWidget)

/**
 * TlFeedbackPage:
 *
 * The place "Góp ý": every item with its state, what failed at the top, replies to be read without
 * a network. Signals: "open" (string document, string anchor (nullable)); "edit" (pointer: const
 * TlDeskItem *): a comment or a contribution is to be edited; "say" (string): words for the judge.
 */
void tl_feedback_page_set_services (TlFeedbackPage *self, TlServices *services);

/** tl_feedback_page_get_list: (transfer none): rows of #TlFeedbackRow. */
GtkListBox *tl_feedback_page_get_list (TlFeedbackPage *self);
/** tl_feedback_page_is_empty: whether the page says that there is nothing yet. */
gboolean tl_feedback_page_is_empty (TlFeedbackPage *self);

G_END_DECLS
