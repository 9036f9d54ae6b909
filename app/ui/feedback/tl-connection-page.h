/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/feedback/tl-feedback-keeper.h"

G_BEGIN_DECLS

/** tl_connection_page_new: (transfer floating): the page "Góp ý và kết nối" of the preferences: who
 * sends, to which centre, when it was reached last; taking an enrolment file in, deleting it after
 * that, and signing out. What policy decides is said. */
GtkWidget *tl_connection_page_new (TlFeedbackKeeper *keeper);

G_END_DECLS
