/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-import.h"

G_BEGIN_DECLS

TlPageMap *tl_page_map_new (void);
void tl_page_map_free (TlPageMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPageMap, tl_page_map_free)

/** tl_page_map_add_page: takes @text, the page's own text; pages come in order from 1. %NULL for a
 * page whose text is not the PDF's. */
void tl_page_map_add_page (TlPageMap *map, char *text);

/**
 * tl_page_map_add_line:
 * @at: first byte of the cleaned line in the text that is being made; lines come in order
 * @from: first byte of the line in the page's own text
 * @length: its length there
 * @changed: the cleaned line differs from it by more than its ends
 *
 * A line of the page added last.
 */
void tl_page_map_add_line (TlPageMap *map, gsize at, gsize from, gsize length, gboolean changed);

/** tl_page_map_locate: as tl_import_text_locate(); @text is the whole cleaned text. */
void tl_page_map_locate (const TlPageMap *map,
                         const char *text,
                         gsize from,
                         gsize to,
                         guint *page,
                         guint *page_from,
                         guint *page_to);

G_END_DECLS
