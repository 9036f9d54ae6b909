/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-find.h"
#include "ui/reader/tl-find-text.h"

G_BEGIN_DECLS

#define TL_TYPE_FOUND_ITEM (tl_found_item_get_type ())
G_DECLARE_FINAL_TYPE (TlFoundItem, tl_found_item, TL, FOUND_ITEM, GObject)

/**
 * TlFoundItem:
 *
 * A hit in the list of what was found: of the original or of the text. Never changes.
 */
TlFoundItem *tl_found_item_new_for_page (TlPdfHit *hit);
/** tl_found_item_new_for_text: @hit: (transfer full). */
TlFoundItem *tl_found_item_new_for_text (const TlTextModel *model, TlTextHit *hit);

/** tl_found_item_get_page_hit: Returns: (transfer none) (nullable): %NULL of the text. */
const TlPdfHit *tl_found_item_get_page_hit (TlFoundItem *self);
/** tl_found_item_get_text_hit: Returns: (transfer none) (nullable): %NULL of the original. */
const TlTextHit *tl_found_item_get_text_hit (TlFoundItem *self);

/** tl_found_item_get_where: Returns: (transfer none): "Trang 4", or the unit of the text. */
const char *tl_found_item_get_where (TlFoundItem *self);
/** tl_found_item_dup_markup: Returns: (transfer full): the hit in its context, the words found bold
 * and underlined. */
char *tl_found_item_dup_markup (TlFoundItem *self);
/** tl_found_item_dup_name: Returns: (transfer full): the same for a screen reader. */
char *tl_found_item_dup_name (TlFoundItem *self);

G_END_DECLS
