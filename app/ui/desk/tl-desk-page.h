/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_DESK_PAGE (tl_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (TlDeskPage, tl_desk_page, TL, DESK_PAGE, GtkWidget)

/**
 * TlDeskPage:
 *
 * The place "Hồ sơ": highlights and notes of all documents, newest first, with a search that does
 * not mind case and marks; and the documents that were read last. Signal "open" (string document,
 * string mark): a note was chosen.
 */
void tl_desk_page_set_services (TlDeskPage *self, TlServices *services);

/** tl_desk_page_get_list: (transfer none): the list of notes. */
GtkListBox *tl_desk_page_get_list (TlDeskPage *self);

/** tl_desk_page_get_entry: (transfer none): what is searched for. */
GtkEditable *tl_desk_page_get_entry (TlDeskPage *self);

G_END_DECLS
