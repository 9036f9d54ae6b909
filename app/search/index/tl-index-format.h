/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-index-unit.h"

G_BEGIN_DECLS

/* What the index holds beside terms (docs/index.md). */

/* Metadata. Another format is not read. */
#define TL_INDEX_FORMAT_KEY "format"
#define TL_INDEX_FORMAT     "troly-index 3"
#define TL_INDEX_TOTALS_KEY "totals"

/* Values: row, kind and length of every unit; of a unit with several versions the days for which
 * this one stands, "YYYY-MM-DDYYYY-MM-DD", blank for an open end. */
#define TL_INDEX_SLOT_FACT   0
#define TL_INDEX_SLOT_SHOWN  1
#define TL_INDEX_FACT_BYTES  9
#define TL_INDEX_SHOWN_BYTES 20

/** TlIndexTotals: sums over the units of a volume, in tokens, for the average lengths of fields. */
typedef struct
{
  guint64 units;
  guint64 body;
  guint64 heading;
  guint64 law;
} TlIndexTotals;

/** tl_index_totals_format: Returns: (transfer full): the totals as text. */
char *tl_index_totals_format (const TlIndexTotals *totals);
/** tl_index_totals_parse: whether @text holds totals; they are added to @totals. */
gboolean tl_index_totals_parse (const char *text, gsize length, TlIndexTotals *totals);

/**
 * TlIndexFact:
 * @row: of the document in its volume
 * @length: sum of the frequencies of the unit's terms
 */
typedef struct
{
  guint32 row;
  guint kind;
  guint32 length;
} TlIndexFact;

void tl_index_fact_write (guint8 bytes[TL_INDEX_FACT_BYTES], const TlIndexFact *fact);
gboolean tl_index_fact_read (const void *bytes, gsize length, TlIndexFact *fact);

/** tl_index_shown_write: Returns: %FALSE for a unit that stands for all time: no value needed. */
gboolean tl_index_shown_write (char shown[TL_INDEX_SHOWN_BYTES + 1], const TlIndexUnit *unit);
/** tl_index_shown_on: whether a unit with the value @shown stands for the day @date. */
gboolean tl_index_shown_on (const char shown[TL_INDEX_SHOWN_BYTES], const char *date);

G_END_DECLS
