/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/facet/tl-facet.h"

G_BEGIN_DECLS

/* What the documents of one index say of one facet, as it lies in the index's metadata
 * (docs/index.md). */

/** TlFacetColumnId: what is stored; facets are views of it. */
typedef enum
{
  TL_COLUMN_ISSUER,
  TL_COLUMN_YEAR,
  TL_COLUMN_CASE_TYPE,
  TL_COLUMN_STAGE,
  TL_COLUMN_LEVEL,
  TL_COLUMN_COURT,
  TL_COLUMN_OUTCOME,
  TL_COLUMN_RELATION,
  TL_COLUMN_PROVISION,
  TL_N_COLUMNS
} TlFacetColumnId;

/** tl_facet_column_key: metadata under which the column lies. */
const char *tl_facet_column_key (TlFacetColumnId id);
/** TL_EFFECT_KEY: metadata of the days on which the state of documents changes. */
#define TL_EFFECT_KEY "facet-effect"

/** Documents of one index, values of one document, bytes of a value: more is damage. */
#define TL_FACET_DOCUMENTS   (16u * 1024 * 1024)
#define TL_FACET_VALUES_EACH 1000
#define TL_FACET_VALUE_BYTES 4096

/**
 * TlFacetColumn:
 * @values: (element-type utf8): different values in order of first appearance
 * @starts: @n_documents + 1 places in @ids: those of document i are from starts[i] to starts[i + 1]
 * @ids: (element-type guint32): places in @values
 */
typedef struct
{
  GPtrArray *values;
  guint32 n_documents;
  guint32 *starts;
  GArray *ids;
} TlFacetColumn;

/** tl_facet_column_decode: %TL_ERROR_STORE when @bytes is no column. */
TlFacetColumn *tl_facet_column_decode (GBytes *bytes, GError **error);
void tl_facet_column_free (TlFacetColumn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFacetColumn, tl_facet_column_free)

/** TlEffectChange: from @day (Julian, of GDate; 0 is the beginning of time) the state is @state. */
typedef struct
{
  guint32 day;
  guint32 state;
} TlEffectChange;

/** TlEffectColumn: @changes: (element-type TlEffectChange): those of document i from starts[i] to
 * starts[i + 1], in order of days; none where a document has no state. */
typedef struct
{
  guint32 n_documents;
  guint32 *starts;
  GArray *changes;
} TlEffectColumn;

TlEffectColumn *tl_effect_column_decode (GBytes *bytes, GError **error);
void tl_effect_column_free (TlEffectColumn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlEffectColumn, tl_effect_column_free)

/** tl_effect_day: Returns: Julian day of @date, 0 when it is none. */
guint32 tl_effect_day (const char *date);

/** tl_effect_read_changes: Returns: (transfer full) (element-type TlEffectChange): the states of
 * @document through time. */
GArray *tl_effect_read_changes (const TlDocument *document);

/**
 * TlFacetWriter:
 *
 * Takes the facts of documents, in the order of the index.
 */
typedef struct _TlFacetWriter TlFacetWriter;

TlFacetWriter *tl_facet_writer_new (void);
void tl_facet_writer_free (TlFacetWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFacetWriter, tl_facet_writer_free)
void tl_facet_writer_add (TlFacetWriter *self, const TlDocument *document);
/** tl_facet_writer_encode: Returns: (transfer full): the column as bytes. */
GBytes *tl_facet_writer_encode (TlFacetWriter *self, TlFacetColumnId id);
/** tl_facet_writer_encode_effect: Returns: (transfer full): the states as bytes. */
GBytes *tl_facet_writer_encode_effect (TlFacetWriter *self);
/** tl_facet_writer_encode_reviews: Returns: (transfer full): which judgments review which. */
GBytes *tl_facet_writer_encode_reviews (TlFacetWriter *self);

G_END_DECLS
