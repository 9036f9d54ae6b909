/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/citation/tl-citation.h"

G_BEGIN_DECLS

/** TlCourtLevel: tiers of the People's Courts, before and after 2025-07-01 (Luật Tổ chức TAND
 * 34/2024/QH15 as amended by 81/2025/QH15, Điều 4). */
typedef enum
{
  TL_COURT_UNKNOWN,
  TL_COURT_SUPREME,         /* Tòa án nhân dân tối cao */
  TL_COURT_APPEAL_DIVISION, /* Tòa Phúc thẩm Tòa án nhân dân tối cao tại ..., from 2025-07-01 */
  TL_COURT_HIGH,            /* Tòa án nhân dân cấp cao tại ..., to 2025-06-30 */
  TL_COURT_PROVINCE,    /* tỉnh, thành phố trực thuộc trung ương */
  TL_COURT_DISTRICT,    /* huyện, quận, thị xã, thành phố thuộc tỉnh, to 2025-06-30 */
  TL_COURT_REGION,      /* khu vực, from 2025-07-01 */
  TL_COURT_SPECIALISED, /* Tòa án chuyên biệt, from 2026-01-01 */
  TL_COURT_MILITARY_CENTRAL,  /* quân sự trung ương */
  TL_COURT_MILITARY_ZONE,     /* quân sự quân khu và tương đương */
  TL_COURT_MILITARY_REGIONAL, /* quân sự khu vực */
} TlCourtLevel;

/** tl_court_level_code: "supreme", "appeal-division", "high", "province", "district", "region",
 * "specialised", "military-central", "military-zone", "military-region"; "" for unknown. */
const char *tl_court_level_code (TlCourtLevel level);
/** tl_court_level_name: Vietnamese: "tối cao", "cấp cao", "tỉnh", "huyện", "khu vực"... */
const char *tl_court_level_name (TlCourtLevel level);

/**
 * TlProvince:
 * @id: stable for ever: "bac-giang"
 * @name: "Bắc Giang"
 * @kind: "tỉnh" or "thành phố"
 * @valid_from: (nullable): first day
 * @valid_to: (nullable): last day
 * @successor: (nullable): id of the province it went into
 * @verified: read in a primary text or two independent pages
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *kind;
  const char *valid_from;
  const char *valid_to;
  const char *successor;
  gboolean verified;
} TlProvince;

/**
 * TlCourt:
 * @id: stable for ever: "tand-toi-cao", "tand-tinh.bac-giang", "tand-kv.1.ha-noi",
 * "tand-huyen.ba-ria-vung-tau.dat-do". Of a court that no table lists the id is made from what its
 * name says by the same rule, so that it stays when the table comes to know it
 * @name: full official name in sentence case
 * @province: (nullable): id of its province (the old one of an old court)
 * @successors: (nullable): ids separated by spaces
 * @listed: it stands in the table; else made from its name alone
 */
typedef struct
{
  char *id;
  char *name;
  TlCourtLevel level;
  char *province;
  char *valid_from;
  char *valid_to;
  char *successors;
  gboolean verified;
  gboolean listed;
} TlCourt;

TlCourt *tl_court_copy (const TlCourt *court);
void tl_court_free (TlCourt *court);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCourt, tl_court_free)

/**
 * tl_court_read:
 * @printed: a court's name as printed, any case and spelling: "TAND huyện Đất Đỏ, tỉnh Bà Rịa -
 * Vũng Tàu", "TÒA ÁN NHÂN DÂN KHU VỰC 1 - VĨNH LONG, TỈNH VĨNH LONG", "TAND KV7 - NA"
 * @date: (nullable): "YYYY-MM-DD" of the document, which decides between courts of one name
 * @confidence: (out) (optional)
 *
 * Returns: (transfer full) (nullable): the court, or %NULL when the name is of no court
 */
TlCourt *tl_court_read (const char *printed, const char *date, TlConfidence *confidence);

/** tl_court_by_id: Returns: (transfer full) (nullable): a court of the table, or made from an id of
 * the grammar. */
TlCourt *tl_court_by_id (const char *id);

/**
 * tl_court_on_date: "theo tòa án hiện nay": follows successors.
 *
 * Returns: (transfer full) (element-type TlCourt): the courts that stand in its place on @date;
 * itself where it still exists; empty where the table does not know
 */
GPtrArray *tl_court_on_date (const TlCourt *court, const char *date);

/** tl_court_names_before: Returns: (transfer full) (element-type TlCourt): the listed courts whose
 * work @court took over, through all steps: "TAND tỉnh Bắc Ninh" includes Bắc Giang. A court of a
 * district that no table lists is found through tl_court_is_heir(). */
GPtrArray *tl_court_names_before (const TlCourt *court);

/** tl_court_is_heir: whether @court took over @old, listed or not: by successors, else by the
 * province. */
gboolean tl_court_is_heir (const TlCourt *court, const TlCourt *old);

/** tl_province_find: Returns: (transfer none) (nullable): by name, any case and spelling
 * ("BRVT", "TP.HCM", "Thừa Thiên Huế"). */
const TlProvince *tl_province_find (const char *name, const char *date);
const TlProvince *tl_province_by_id (const char *id);
/** tl_province_today: Returns: (transfer none): the province it belongs to on @date. */
const TlProvince *tl_province_on_date (const TlProvince *province, const char *date);

/**
 * tl_court_table_load:
 * @path: the court's own complete table (docs/courts.md: the same columns as law/court/courts.tsv);
 * rows of known ids replace ours
 * @error: %TL_ERROR_INPUT with the line that is wrong; nothing is taken then
 *
 * Call once, before threads.
 */
gboolean tl_court_table_load (const char *path, GError **error);

G_END_DECLS
