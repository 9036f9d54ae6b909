/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/facet/tl-facet-table.h"

G_BEGIN_DECLS

/** TlFacetPart: what the documents of one file say: numbers of values from 1, 0 for none; @starts
 * (nullable): only where a document has several. */
typedef struct
{
  guint32 *starts;
  gboolean wide; /* @ids are guint32, else guint16 */
  gpointer ids;
  guint32 n_ids;
} TlFacetPart;

/** TlFacetValues: one column over all files: @values (element-type utf8): number n is at n - 1;
 * @keys: a value in lower case to its number; @parts: of each file. */
typedef struct
{
  GPtrArray *values;
  GHashTable *keys;
  TlFacetPart *parts;
} TlFacetValues;

struct _TlFacetTable
{
  const TlIndexMap *map;
  guint n_files;
  guint32 *n_documents;     /* of each file */
  guint32 **first_units;    /* of each file and document, and the unit after the last */
  TlEffectColumn **effects; /* of each file (nullable) */
  TlFacetValues columns[TL_N_COLUMNS];
  GPtrArray **heirs;  /* of each court (element-type utf8): ids of the courts of today */
  char **court_names; /* of each court (nullable): as printed, where no table lists it */
  guint n_courts;
  GArray **standing; /* of each file (nullable): what became of its judgments */
};

static inline guint32
_tl_facet_part_get (const TlFacetPart *part, guint32 i)
{
  return part->wide ? ((const guint32 *)part->ids)[i] : ((const guint16 *)part->ids)[i];
}

/** _tl_facet_part_range: the places of document @document. */
static inline void
_tl_facet_part_range (const TlFacetPart *part, guint32 document, guint32 *from, guint32 *to)
{
  *from = part->starts != NULL ? part->starts[document] : document;
  *to = part->starts != NULL ? part->starts[document + 1] : document + 1;
}

/** _tl_facet_first_value: number of the first value of document @document, 0 for none. */
static inline guint32
_tl_facet_first_value (const TlFacetPart *part, guint32 document)
{
  guint32 from, to;

  _tl_facet_part_range (part, document, &from, &to);
  return from < to ? _tl_facet_part_get (part, from) : 0;
}

/* tl-facet-courts.c */
void _tl_facet_courts_load (TlFacetTable *self);
void _tl_facet_courts_clear (TlFacetTable *self);

/* tl-facet-standing.c */
gboolean _tl_facet_standing_load (TlFacetTable *self, TlXapianDb *db, GError **error);
void _tl_facet_standing_clear (TlFacetTable *self);
/** _tl_facet_review_state: a #TlReviewState, -1 for what is no judgment. */
int _tl_facet_review_state (const TlFacetTable *self, guint file, guint32 document, guint32 day);

/** _TL_FACET_STATES: more than the values of any facet that has no column. */
#define _TL_FACET_STATES                                                                           \
  MAX ((int)TL_N_DOC_KINDS, MAX ((int)TL_N_EFFECT_STATES, (int)TL_N_REVIEW_STATES))

/** _tl_facet_column_of: the column that a facet is a view of, -1 for none. */
int _tl_facet_column_of (TlFacetId facet);
/** _tl_facet_words: Returns: (transfer full): the words of @text without marks, each between
 * blanks: " toa an nhan dan ". */
char *_tl_facet_words (const char *text);
/** _tl_facet_holds: whether the words of a value hold those of @run, both of _tl_facet_words(),
 * side by side; @whole: up to the end of a name: "cầu" is no part of the name of "huyện Cầu Kè". */
gboolean _tl_facet_holds (const char *words, const char *run, gboolean whole);
/** _tl_facet_key: Returns: (transfer full): what values are compared by. */
char *_tl_facet_key (const char *value);
/** _tl_facet_state: state of a document on a day, -1 for none. */
int _tl_facet_state (const TlFacetTable *self, guint file, guint32 document, guint32 day);

G_END_DECLS
