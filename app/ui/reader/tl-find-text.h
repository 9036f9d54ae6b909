/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/**
 * TlTextHit:
 * @paragraph: of the model
 * @from: first character in it
 * @to: the character after the last
 * @before: some characters that stand before it, to be set before @match as they are
 * @match: the text found, in one line
 * @after: what follows, likewise
 *
 * Something found in the text of a document.
 */
typedef struct
{
  guint paragraph;
  guint from;
  guint to;
  char *before;
  char *match;
  char *after;
} TlTextHit;

void tl_text_hit_free (TlTextHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTextHit, tl_text_hit_free)

/**
 * tl_find_text:
 * @words: what to find, as typed
 * @max_hits: how many hits at most
 * @more: (out): whether there are more
 *
 * Finds words in the paragraphs of @model by the rules of tl_pdf_find_async(). Pure, any thread.
 *
 * Returns: (transfer full) (element-type TlTextHit): in the order of the text; none overlap, and
 * none goes from one paragraph into the next. Cut short when @cancellable is cancelled.
 */
GPtrArray *tl_find_text (const TlTextModel *model,
                         const char *words,
                         guint max_hits,
                         gboolean *more,
                         GCancellable *cancellable);

/** tl_find_text_async: the same in a thread. */
void tl_find_text_async (TlTextModel *model,
                         const char *words,
                         guint max_hits,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** tl_find_text_finish: Returns: (transfer full) (element-type TlTextHit): an error only when it
 * was cancelled. */
GPtrArray *tl_find_text_finish (GAsyncResult *result, gboolean *more, GError **error);

G_END_DECLS
