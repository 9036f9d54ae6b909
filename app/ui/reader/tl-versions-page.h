/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/compare/tl-diff-view.h"
#include "ui/reader/tl-versions.h"

G_BEGIN_DECLS

#define TL_TYPE_VERSIONS_PAGE (tl_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (TlVersionsPage, tl_versions_page, TL, VERSIONS_PAGE, GtkWidget)

/**
 * TlVersionsPage:
 *
 * The versions of an article: the list of them, newest first, and the difference of any two. Enter
 * on a version compares it with the wording before it. Signals "open" (string doc, string anchor
 * (nullable), string day): the amending document is wanted; "read-on" (string doc, string anchor,
 * string day): the law is to be read on that day; "close".
 */

/** tl_versions_page_show: reads the versions of @anchor, in a thread, and shows them. */
void tl_versions_page_show (TlVersionsPage *self,
                            TlLibrary *library,
                            const char *doc,
                            const char *anchor,
                            const char *as_of);

/** tl_versions_page_clear: forgets what it shows, and ends what is being read. */
void tl_versions_page_clear (TlVersionsPage *self);

/** tl_versions_page_set_narrow: the list above the difference, not beside it. Not while it is being
 * allocated. */
void tl_versions_page_set_narrow (TlVersionsPage *self, gboolean narrow);

/** tl_versions_page_compare: shows the difference of two spans of the timeline. */
void tl_versions_page_compare (TlVersionsPage *self, guint left, guint right);

/** tl_versions_page_is_ready: whether nothing is being read or compared. */
gboolean tl_versions_page_is_ready (TlVersionsPage *self);

/** tl_versions_page_get_versions: (nullable) (transfer none). */
const TlVersions *tl_versions_page_get_versions (TlVersionsPage *self);
/** tl_versions_page_get_diff: (transfer none). */
TlDiffView *tl_versions_page_get_diff (TlVersionsPage *self);
/** tl_versions_page_get_list: (transfer none): rows, newest version first. */
GtkListBox *tl_versions_page_get_list (TlVersionsPage *self);
/** tl_versions_page_get_state: (transfer none): name of what is shown: "waiting", "loading",
 * "error", "versions". */
const char *tl_versions_page_get_state (TlVersionsPage *self);

G_END_DECLS
