/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlIndexUnit:
 * @block: the block that is the unit, or -1: the whole document
 * @end: the block after its last descendant
 * @shown_from: first day on which this version stands for its unit, "" for the beginning of time
 * @shown_to: first day on which it no longer does, "" for never
 * @on: the day whose wording of its parts it holds, "" for all it has
 * @is_last: no later slice of the same block follows
 *
 * What a hit is: one version of an article (Điều) with all below it; of a statute without articles
 * one block of the top; of anything else the document. The versions of one anchor share time among
 * them without gap or overlap: each day has the version in force, else the nearest. A version whose
 * parts change on days of their own is cut into slices of time at these days, each with the wording
 * of its days and no other.
 */
typedef struct
{
  int block;
  guint end;
  char shown_from[11];
  char shown_to[11];
  char on[11];
  gboolean is_last;
} TlIndexUnit;

/** tl_index_unit_cut: Returns: (transfer full) (element-type TlIndexUnit): the units of @document
 * in reading order. */
GArray *tl_index_unit_cut (const TlDocument *document);

/** tl_index_unit_slice: Returns: (transfer full) (element-type TlIndexUnit): @units, which share
 * time among the versions of a block, cut into slices. Part of tl_index_unit_cut(). */
GArray *tl_index_unit_slice (const TlDocument *document, GArray *units);

/** tl_index_unit_shows: whether @block, in the unit that begins with block @unit, is of the wording
 * on @date: clauses and points have versions of their own. What has the unit's own dates goes with
 * it: a unit that is shown though it is not in force is shown whole. */
gboolean tl_index_unit_shows (const TlDocument *document, int unit, int block, const char *date);

/** tl_index_unit_stands_on: whether this version stands for its unit on the day @date. */
gboolean tl_index_unit_stands_on (const TlIndexUnit *unit, const char *date);

/**
 * TlUnitRecord:
 * @row: of the document in its volume
 * @block: as in #TlIndexUnit
 * @end: likewise
 * @law: (nullable): title of the law with its abbreviation and number
 * @chapter: (nullable): headings of what the unit stands in, and the subject
 * @heading: (nullable): of the article, or title of the document
 * @valid_from: (nullable): of the unit, else of its document
 * @valid_to: (nullable): likewise
 * @body_length: tokens
 * @clauses: (nullable): the body of a unit that is part of its document (tl-clauses.h)
 *
 * What the index keeps with a unit: enough to rank it and to find its text.
 */
typedef struct
{
  guint32 row;
  gint32 block;
  guint32 end;
  TlDocKind kind;
  char *doc;
  char *anchor;
  char *law;
  char *chapter;
  char *heading;
  char *valid_from;
  char *valid_to;
  guint32 body_length;
  GBytes *clauses;
} TlUnitRecord;

void tl_unit_record_clear (TlUnitRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlUnitRecord, tl_unit_record_clear)

/** tl_unit_record_describe: fills @self but @row, @body_length and @clauses from a unit of
 * @document. */
void tl_unit_record_describe (TlUnitRecord *self,
                              const TlDocument *document,
                              const TlIndexUnit *unit);

/** tl_unit_record_get_number: (nullable): the number of the law, the last that @law names. */
const char *tl_unit_record_get_number (const TlUnitRecord *self);

/** tl_unit_record_encode: Returns: (transfer full): bytes, the same for the same record. */
GBytes *tl_unit_record_encode (const TlUnitRecord *self);
/** tl_unit_record_decode: %TL_ERROR_STORE when @bytes is no record; @self is then empty. */
gboolean tl_unit_record_decode (TlUnitRecord *self, GBytes *bytes, GError **error);

G_END_DECLS
