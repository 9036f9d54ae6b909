/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTLINE_ITEM (tl_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (TlOutlineItem, tl_outline_item, TL, OUTLINE_ITEM, GObject)

/** TlOutlineItem: a line of the outline. Immutable. */
const char *tl_outline_item_get_title (TlOutlineItem *self);
const char *tl_outline_item_get_anchor (TlOutlineItem *self);
/** tl_outline_item_get_depth: 0 for the outermost. */
guint tl_outline_item_get_depth (TlOutlineItem *self);
/** tl_outline_item_get_paragraph: where it is in the model. */
guint tl_outline_item_get_paragraph (TlOutlineItem *self);
/** tl_outline_item_matches: whether the title holds every word of @needle, folded plainly. */
gboolean tl_outline_item_matches (TlOutlineItem *self, const char *needle);

/**
 * tl_outline_build:
 *
 * The outline of a document: parts, chapters, sections and articles of a statute; the parts of a
 * judgment with their numbered paragraphs. Pure; any thread, as long as no other uses the result.
 *
 * Returns: (transfer full) (element-type TlOutlineItem): in reading order
 */
GListStore *tl_outline_build (const TlTextModel *model);

/** tl_outline_current: Returns: position of the item that paragraph @paragraph stands under, or -1.
 */
int tl_outline_current (GListModel *items, guint paragraph);

G_END_DECLS
