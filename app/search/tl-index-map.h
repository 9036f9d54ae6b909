/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "search/tl-index-format.h"
#include "search/tl-law-table.h"

G_BEGIN_DECLS

/**
 * TlIndexMap:
 *
 * What a run asks about every unit it looks at, in memory: which row, which kind, whether a newer
 * volume replaces its document, and for which days it stands. Read once from the values of the
 * index; immutable, for all threads.
 */
typedef struct _TlIndexMap TlIndexMap;

/** tl_index_map_load: @db holds the index of each volume of @library, in their order. An index of
 * another format is an error that names it. */
TlIndexMap *tl_index_map_load (TlLibrary *library, TlXapianDb *db, GError **error);
void tl_index_map_free (TlIndexMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlIndexMap, tl_index_map_free)

/** tl_index_map_check: whether the unit stands on the day @date for a document that no newer volume
 * replaces; @kind is set. */
gboolean tl_index_map_check (
    const TlIndexMap *self, guint shard, guint32 local, const char *date, guint *kind);

const TlIndexTotals *tl_index_map_get_totals (const TlIndexMap *self);
/** tl_index_map_get_law_lengths: of file @shard. */
const TlLawLengths *tl_index_map_get_law_lengths (const TlIndexMap *self, guint shard);

G_END_DECLS
