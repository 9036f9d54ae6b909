/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlHistory:
 *
 * Where the judge was, for Alt+← and Alt+→. A place is a string: "search:QUESTION", "library:",
 * "news:", "doc:ID#ANCHOR", "compare:ID|ID", "similar:KEY". Only in memory.
 */
typedef struct _TlHistory TlHistory;

TlHistory *tl_history_new (void);
void tl_history_free (TlHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlHistory, tl_history_free)

/**
 * tl_history_visit:
 *
 * @place becomes the current one; what was ahead is forgotten. A question that goes on from the
 * current one ("đặt" to "đặt cọc") replaces it, so that one step back is one question back.
 */
void tl_history_visit (TlHistory *self, const char *place);
/** tl_history_replace: the current place is now called @place: where in a document it was left. */
void tl_history_replace (TlHistory *self, const char *place);
/** tl_history_get_current: (transfer none) (nullable). */
const char *tl_history_get_current (TlHistory *self);
/** tl_history_back: (transfer none) (nullable): the place before, now the current one. */
const char *tl_history_back (TlHistory *self);
const char *tl_history_forward (TlHistory *self);
gboolean tl_history_can_go_back (TlHistory *self);
gboolean tl_history_can_go_forward (TlHistory *self);

G_END_DECLS
