/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/facet/tl-facet-column.h"
#include "search/index/tl-index-map.h"

G_BEGIN_DECLS

/**
 * TlFacetTable:
 *
 * The facets of every document of a library in memory: a value takes the two or four bytes that the
 * number of different values needs, and values that differ in case alone are one. Immutable, for
 * all threads.
 */
typedef struct _TlFacetTable TlFacetTable;

/** tl_facet_table_load: an index without facets has documents without values; one whose facets are
 * damaged or of other documents is an error that names it. */
TlFacetTable *tl_facet_table_load (TlXapianDb *db, const TlIndexMap *map, GError **error);
void tl_facet_table_free (TlFacetTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFacetTable, tl_facet_table_free)

/** tl_facet_table_get_size: Returns: bytes that it takes, without its values. */
gsize tl_facet_table_get_size (const TlFacetTable *self);

/** tl_facet_table_dup_label: tl_facet_label(), and of a court that no table lists the name that its
 * documents print. */
char *tl_facet_table_dup_label (const TlFacetTable *self, TlFacetId facet, const char *value);

/** TlFacetFilter: what a document must have in one facet: one of the values. */
typedef struct _TlFacetFilter TlFacetFilter;

/**
 * tl_facet_filter_new:
 * @values: (element-type utf8): as typed or as a facet gave them; years also as "2020..2023"
 *
 * A value is compared without case, and where nothing is equal, without marks. A court may be
 * named: its own documents and those of the courts it took over.
 *
 * Returns: (transfer full)
 */
TlFacetFilter *tl_facet_filter_new (const TlFacetTable *table, TlFacetId facet, GPtrArray *values);
void tl_facet_filter_free (TlFacetFilter *self);
TlFacetId tl_facet_filter_get_facet (const TlFacetFilter *self);
/** tl_facet_filter_has: whether @value, as tl_facet_table_count() gives it, is one of the values
 * asked for. */
gboolean tl_facet_filter_has (const TlFacetFilter *self, const char *value);

/**
 * tl_facet_table_find_run:
 * @runs: (array length=n): the first word, the first two, ... of what was typed
 *
 * Returns: how many words the longest run has that a filter of @facet finds something by: a value,
 * its label, or a part of them; 0 for none
 */
guint tl_facet_table_find_run (const TlFacetTable *self,
                               TlFacetId facet,
                               const char *const *runs,
                               guint n);

/**
 * tl_facet_table_allow:
 * @filters: (element-type TlFacetFilter): all must hold
 * @except: a facet whose filter does not count, or -1
 * @date: of the effect
 *
 * Returns: (transfer full): of each file a byte for each unit, from 1; to be freed with
 * tl_facet_mask_free()
 */
guint8 **tl_facet_table_allow (const TlFacetTable *self,
                               GPtrArray *filters,
                               int except,
                               const char *date);
void tl_facet_mask_free (const TlFacetTable *self, guint8 **mask);

/** TlFacetCount: @value belongs to the table; @count documents. */
typedef struct
{
  const char *value;
  guint count;
} TlFacetCount;

/**
 * tl_facet_table_count:
 * @matches: of each file a byte for each unit, from 1
 * @kind: only documents of this kind, or -1
 *
 * Returns: (transfer full) (element-type TlFacetCount): the values that documents of @matches have,
 * most documents first, equals by value
 */
GArray *tl_facet_table_count (const TlFacetTable *self,
                              TlFacetId facet,
                              const guint8 *const *matches,
                              int kind,
                              const char *date);

/** tl_facet_table_count_kinds: documents of each kind that @matches holds. */
void tl_facet_table_count_kinds (const TlFacetTable *self,
                                 const guint8 *const *matches,
                                 guint counts[TL_N_DOC_KINDS]);

G_END_DECLS
