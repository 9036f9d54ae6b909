/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/court/tl-court.h"

G_BEGIN_DECLS

/** TlDistrictKind: what a district court's place is; the words of its id and name. */
typedef enum
{
  TL_PLACE_NONE,
  TL_PLACE_PROVINCE, /* tỉnh */
  TL_PLACE_CITY,     /* thành phố */
  TL_PLACE_QUARTER,  /* quận */
  TL_PLACE_DISTRICT, /* huyện */
  TL_PLACE_TOWN,     /* thị xã */
} TlPlaceKind;

/** _tl_place_kind_name: "huyện"; _tl_place_kind_id: "huyen". */
const char *_tl_place_kind_name (TlPlaceKind kind);
const char *_tl_place_kind_id (TlPlaceKind kind);

/** _tl_court_slug: Returns: (transfer full): the name as ids write it: "ba-ria-vung-tau". */
char *_tl_court_slug (const char *name);
/** _tl_court_level_from_code: TL_COURT_UNKNOWN for none. */
TlCourtLevel _tl_court_level_from_code (const char *code);
/** _tl_court_id_level: the level that the grammar of ids gives, TL_COURT_UNKNOWN for no id. */
TlCourtLevel _tl_court_id_level (const char *id);

/** _tl_court_rows: Returns: (transfer none) (nullable) (element-type TlCourt): the periods of a
 * court of the table, in order. */
const GPtrArray *_tl_court_rows (const char *id);
/** _tl_court_row_on: the row that holds on @date, %NULL for the last. */
const TlCourt *_tl_court_row_on (const GPtrArray *rows, const char *date);
/** _tl_courts_before: Returns: (transfer none) (nullable) (element-type utf8): ids of the courts
 * whose work went to this one directly. */
const GPtrArray *_tl_courts_before (const char *id);

/** _tl_date_in: whether @date is not before @from and not after @to; a year alone is its first
 * moment as @from and its last as @to. */
gboolean _tl_date_in (const char *date, const char *from, const char *to);

/** _tl_province_rows: the periods of a province. */
const GPtrArray *_tl_province_rows (const char *id);
/** _tl_province_by_initials: Returns: (nullable): the one province of the day whose initials these
 * are ("NA"). */
const TlProvince *_tl_province_by_initials (const char *initials, const char *date);

G_END_DECLS
