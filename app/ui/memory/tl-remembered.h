/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/memory/tl-memory.h"

G_BEGIN_DECLS

#define TL_TYPE_REMEMBERED (tl_remembered_get_type ())
G_DECLARE_FINAL_TYPE (TlRemembered, tl_remembered, TL, REMEMBERED, GObject)

/** TlRemembered: a confirmed question as the list shows it. Immutable. */
TlRemembered *tl_remembered_new (const TlMemoryEntry *entry, const char *place);
const char *tl_remembered_get_id (TlRemembered *self);
const char *tl_remembered_get_question (TlRemembered *self);
/** tl_remembered_get_place: document and unit, for people. */
const char *tl_remembered_get_place (TlRemembered *self);
/** tl_remembered_is_own: confirmed on this PC, and not part of the library. */
gboolean tl_remembered_is_own (TlRemembered *self);
gboolean tl_remembered_is_active (TlRemembered *self);
/** tl_remembered_fits: whether question or place hold @words, whatever their case and marks; ""
 * fits all. */
gboolean tl_remembered_fits (TlRemembered *self, const char *words);

G_END_DECLS
