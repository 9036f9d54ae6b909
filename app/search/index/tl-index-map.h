/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "search/index/tl-index-format.h"
#include "search/index/tl-law-table.h"

G_BEGIN_DECLS

/**
 * TlIndexMap:
 *
 * What a run asks about every unit it looks at, in memory: its kind and length, whether a newer
 * volume replaces its document, and for which days it stands. Read once when the indexes are
 * opened, some seven bytes a unit; immutable, for all threads.
 */
typedef struct _TlIndexMap TlIndexMap;

/** tl_index_map_load: @db holds the index of each volume of @library, in their order. An index of
 * another format is an error that names it. */
TlIndexMap *tl_index_map_load (TlLibrary *library, TlXapianDb *db, GError **error);
void tl_index_map_free (TlIndexMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlIndexMap, tl_index_map_free)

guint tl_index_map_get_n_files (const TlIndexMap *self);
/** tl_index_map_get_count: units of @file; they are numbered from 1. */
guint32 tl_index_map_get_count (const TlIndexMap *self, guint file);
/** tl_index_map_get_total: units of all files. */
guint32 tl_index_map_get_total (const TlIndexMap *self);

/** tl_index_map_check: whether the unit stands on the day @date for a document that no newer volume
 * replaces. */
gboolean tl_index_map_check (const TlIndexMap *self, guint file, guint32 unit, const char *date);
/** tl_index_map_begins_document: whether the unit is the first of its document; the units of a
 * document follow each other. */
gboolean tl_index_map_begins_document (const TlIndexMap *self, guint file, guint32 unit);
TlDocKind tl_index_map_get_kind (const TlIndexMap *self, guint file, guint32 unit);

/** tl_index_map_get_facts: for each unit of @file its kind (%TL_INDEX_UNIT_KIND); in
 * %TL_INDEX_UNIT_DAYS %TL_INDEX_UNIT_ALWAYS when tl_index_map_check() holds for every day; and
 * %TL_INDEX_UNIT_FIRST when it is the first of its document. */
const guint8 *tl_index_map_get_facts (const TlIndexMap *self, guint file);
#define TL_INDEX_UNIT_KIND   0x0f
#define TL_INDEX_UNIT_DAYS   0x70
#define TL_INDEX_UNIT_ALWAYS 0x10
#define TL_INDEX_UNIT_FIRST  0x80

/** tl_index_map_get_norms: for each unit of @file k1 · (1 − b + b · length / average length), the
 * part of BM25 that the unit decides alone. */
const float *tl_index_map_get_norms (const TlIndexMap *self, guint file);
/** tl_index_map_get_norm_classes: for each unit of @file its norm in a byte, a place in
 * tl_index_map_get_class_norms(): at most one and a half in a hundred beside the truth. */
const guint8 *tl_index_map_get_norm_classes (const TlIndexMap *self, guint file);
#define TL_INDEX_NORM_CLASSES 256
const double *tl_index_map_get_class_norms (const TlIndexMap *self);

const TlIndexTotals *tl_index_map_get_totals (const TlIndexMap *self);
const TlLawLengths *tl_index_map_get_law_lengths (const TlIndexMap *self, guint file);

G_END_DECLS
