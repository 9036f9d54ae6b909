/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tl-library.h"

G_BEGIN_DECLS

#define TL_TYPE_CITING_PANE (tl_citing_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlCitingPane, tl_citing_pane, TL, CITING_PANE, GtkWidget)

/**
 * TlCitingPane:
 *
 * Who else cites a provision or a document: grouped by kind of document, each with its passages; a
 * page at a time, more on demand. Signals "open" (string doc, string anchor (nullable)) and
 * "close".
 */

/** tl_citing_pane_show: asks @library; @anchor (nullable): %NULL is the whole document; @place:
 * what it is, in words. */
void tl_citing_pane_show (
    TlCitingPane *self, TlLibrary *library, const char *doc, const char *anchor, const char *place);

/** tl_citing_pane_clear: forgets what it shows, and ends what is being read. */
void tl_citing_pane_clear (TlCitingPane *self);

/** tl_citing_pane_is_ready: whether nothing is being read. */
gboolean tl_citing_pane_is_ready (TlCitingPane *self);

/** tl_citing_pane_get_list: (transfer none): the list of rows. */
GtkListBox *tl_citing_pane_get_list (TlCitingPane *self);

/** tl_citing_pane_get_total: (transfer none): the line that counts them. */
const char *tl_citing_pane_get_total (TlCitingPane *self);

G_END_DECLS
