/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-engine.h"

G_BEGIN_DECLS

/**
 * TlSuggestion:
 * @text: what would be asked
 * @detail: (nullable): where it leads: title and number of the document
 * @doc: (nullable): document it opens
 * @anchor: (nullable): place in it
 *
 * A way to go on from what was typed: a document by its number or title, an article by its heading.
 */
typedef struct
{
  char *text;
  char *detail;
  TlDocKind kind;
  char *doc;
  char *anchor;
} TlSuggestion;

void tl_suggestion_free (TlSuggestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSuggestion, tl_suggestion_free)

/**
 * tl_suggest:
 * @prefix: as typed so far, with or without marks, in any tone style
 *
 * What is cited literally ("điều 173 blhs"), then numbers ("nđ 98", "án lệ số 47", "12/2024/ds"),
 * abbreviations, titles and headings that begin with @prefix, or have a word that does; those in
 * force on @as_of (nullable: today) first, then by text.
 *
 * Returns: (transfer full) (element-type TlSuggestion): at most @limit
 */
GPtrArray *tl_suggest (TlSearchEngine *engine,
                       const char *prefix,
                       const char *as_of,
                       guint limit,
                       GCancellable *cancellable,
                       GError **error);
void tl_suggest_async (TlSearchEngine *engine,
                       const char *prefix,
                       const char *as_of,
                       guint limit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
GPtrArray *tl_suggest_finish (TlSearchEngine *engine, GAsyncResult *result, GError **error);

G_END_DECLS
