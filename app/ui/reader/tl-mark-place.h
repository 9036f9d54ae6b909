/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-mark.h"
#include "ui/reader/tl-pdf-mark.h"
#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/** TlPdfTexts: see pdf/tl-pdf-texts.h. */
typedef struct _TlPdfTexts TlPdfTexts;

/* Where the passages of the judge's marks stand now. */

/**
 * TlPlacedMark:
 * @mark: what is on the desk
 * @in_text: whether @span says where the passage stands in the text
 * @lines: (element-type TlPdfMark): its lines in the original; %NULL until it was looked for, empty
 * when it is not there
 */
typedef struct
{
  TlDeskMark *mark;
  gboolean in_text;
  TlTextSpan span;
  GArray *lines;
} TlPlacedMark;

void tl_placed_mark_free (TlPlacedMark *self);

/** tl_placed_mark_is_lost: whether the passage was looked for and is nowhere. */
gboolean tl_placed_mark_is_lost (const TlPlacedMark *self, gboolean has_original);

/** tl_mark_place_in_text_async: @marks: (transfer full) (element-type TlDeskMark). In a thread. */
void tl_mark_place_in_text_async (TlTextModel *model,
                                  GPtrArray *marks,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** tl_mark_place_in_text_finish: Returns: (transfer full) (element-type TlPlacedMark). */
GPtrArray *tl_mark_place_in_text_finish (GAsyncResult *result, GError **error);

/** tl_mark_place_find: Pure: where the passage of @mark stands in the text: the same words, at the
 * place whose neighbourhood fits best, or nearly the same in the unit it was in. */
gboolean tl_mark_place_find (TlTextModel *model, const TlDeskMark *mark, TlTextSpan *span);

/** tl_mark_place_on_pages_async: @page: where to look first, from 1; 0 when it is not known. Then
 * the whole document, up to 500 pages. */
void tl_mark_place_on_pages_async (TlPdfTexts *texts,
                                   const TlDeskMark *mark,
                                   guint page,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** tl_mark_place_on_pages_finish: Returns: (transfer full) (element-type TlPdfMark) (nullable): the
 * lines; empty when it is not there. */
GArray *tl_mark_place_on_pages_finish (GAsyncResult *result, GError **error);

G_END_DECLS
