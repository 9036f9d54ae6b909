/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/compare/tl-compare-job.h"
#include "ui/compare/tl-compare-words.h"

G_BEGIN_DECLS

/** tl_compare_cited_popover_new: Returns: (transfer floating): a popover that lists the citations
 * of one share; a press activates "compare.cited" (i: index among the articles). */
GtkWidget *tl_compare_cited_popover_new (TlCompared *compared, TlCitationShare share);

G_END_DECLS
