/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-page-map.h"

G_BEGIN_DECLS

/**
 * TlPageCleaner: puts the pages of a PDF together into one text.
 * @text: what is there so far
 * @starts: (element-type gsize): first byte of each page
 * @letters: letters and digits that are no stamp, of each page at most as many as show that it has
 * text
 * @empty: pages without enough of them
 * @stamps: stamps of digital signatures that were left out
 * @heads: (element-type utf8): first lines of the first page: what stands again at the head of a
 *   later page is a running head
 */
typedef struct
{
  GString *text;
  GArray *starts;
  TlPageMap *map;
  guint letters;
  guint pages;
  guint empty;
  guint stamps;
  GPtrArray *heads;
} TlPageCleaner;

TlPageCleaner *tl_page_cleaner_new (void);
void tl_page_cleaner_free (TlPageCleaner *cleaner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPageCleaner, tl_page_cleaner_free)

/**
 * tl_page_cleaner_add:
 * @page: (transfer full): text of the next page; the PDF's own is in NFC and repaired already
 * @is_own: it is the PDF's own text (and not OCR's)
 *
 * Leaves out running heads, page numbers and stamps of signatures, repairs letter-spacing and runs
 * in legacy encodings, and remembers where each line came from.
 *
 * Returns: letters and digits on the page, as tl_page_count_letters()
 */
guint tl_page_cleaner_add (TlPageCleaner *cleaner, char *page, gboolean is_own);

/** tl_page_has_text: whether a page with so many letters is more than a scan. */
gboolean tl_page_has_text (guint letters);

/** tl_page_count_letters: letters and digits of @page without stamps, counted until they show that
 * it has text. */
guint tl_page_count_letters (const char *page);

G_END_DECLS
