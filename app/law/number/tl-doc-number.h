/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlDocNumberKind:
 * @TL_DOC_NUMBER_NONE: not a document number
 * @TL_DOC_NUMBER_NORMATIVE: a law, decree, resolution, circular... (326/2016/UBTVQH14,
 * 19/2018/NĐ-CP)
 * @TL_DOC_NUMBER_GUIDANCE: a letter, without a year in its number (212/TANDTC-PC)
 * @TL_DOC_NUMBER_PRECEDENT: án lệ (47/2021/AL)
 * @TL_DOC_NUMBER_COURT: a judgment, decision, docket or order of a court (17/2018/HS-ST)
 */
typedef enum
{
  TL_DOC_NUMBER_NONE,
  TL_DOC_NUMBER_NORMATIVE,
  TL_DOC_NUMBER_GUIDANCE,
  TL_DOC_NUMBER_PRECEDENT,
  TL_DOC_NUMBER_COURT,
} TlDocNumberKind;

/** TlCaseType: case-type token of a court number. */
typedef enum
{
  TL_CASE_UNKNOWN,
  TL_CASE_CRIMINAL,       /* HS, hình sự */
  TL_CASE_CIVIL,          /* DS, dân sự */
  TL_CASE_FAMILY,         /* HNGĐ, hôn nhân và gia đình */
  TL_CASE_COMMERCIAL,     /* KDTM, kinh doanh thương mại */
  TL_CASE_LABOUR,         /* LĐ, lao động */
  TL_CASE_ADMINISTRATIVE, /* HC, hành chính */
  TL_CASE_BANKRUPTCY,     /* PS, phá sản */
  TL_CASE_CIVIL_MATTER,   /* VDS, việc dân sự */
  TL_CASE_MEASURES,       /* XLHC, biện pháp xử lý hành chính */
} TlCaseType;

/** TlStage: stage token of a court number. */
typedef enum
{
  TL_STAGE_UNKNOWN,
  TL_STAGE_FIRST_INSTANCE, /* ST, sơ thẩm */
  TL_STAGE_APPEAL,         /* PT, phúc thẩm */
  TL_STAGE_CASSATION,      /* GĐT, giám đốc thẩm */
  TL_STAGE_REOPENING,      /* TT, tái thẩm */
} TlStage;

/** TlCourtDocType: what a court number names. */
typedef enum
{
  TL_COURT_DOC_JUDGMENT,
  TL_COURT_DOC_DECISION, /* QĐ... */
  TL_COURT_DOC_DOCKET,   /* TL..., thụ lý */
  TL_COURT_DOC_ORDER,    /* QĐXX..., đưa vụ án ra xét xử */
  TL_COURT_DOC_NOTICE,   /* TB-... */
} TlCourtDocType;

/**
 * TlDocNumber:
 * @printed: as it stands in the source, NFC, spaces as printed
 * @normal: the one form it is stored and compared under: no spaces, hyphens and Đ repaired, zeros
 * before the sequence dropped in court numbers ("7/2018/HS-ST"), a zero put before a single digit
 * in all others ("07/2024/AL"), HSST and QĐ-DSPT as HS-ST and QĐPT-DS, suffix upper case,
 * QĐ/NĐ/HĐTP/HNGĐ/LĐ/GĐT restored where typed without Đ
 * @sequence: running number, with a letter where there is one ("119A")
 * @year: four digits, or 0 when the number has none
 * @suffix: all after the year, normalised ("UBTVQH14", "HS-ST")
 * @term: term of the National Assembly for QHk and UBTVQHk, or 0
 */
typedef struct
{
  TlDocNumberKind kind;
  char *printed;
  char *normal;
  char *sequence;
  int year;
  char *suffix;
  int term;
  TlCaseType case_type;
  TlStage stage;
  TlCourtDocType court_type;
} TlDocNumber;

/**
 * tl_doc_number_parse:
 * @text: normalised text that is one number, spaces around it and inside allowed; tolerant of the
 * real variants
 *   ("08/2017/HSPT – QĐ", "62/QĐST/HNGĐ", "UBTVQH 14", unaccented "ND-CP")
 *
 * Returns: (transfer full) (nullable): the number, or %NULL when @text is none
 */
TlDocNumber *tl_doc_number_parse (const char *text);

/**
 * tl_doc_number_find:
 * @text: normalised text
 * @start: byte to begin at
 * @from: (out): first byte of the number found
 * @to: (out): the byte after it
 *
 * Returns: (transfer full) (nullable): the next document number in @text
 */
TlDocNumber *tl_doc_number_find (const char *text, gsize start, gsize *from, gsize *to);
void tl_doc_number_free (TlDocNumber *number);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDocNumber, tl_doc_number_free)

/** tl_case_type_code: Returns: (transfer none): "HS", "DS"... ; "" for unknown. */
const char *tl_case_type_code (TlCaseType type);
/** tl_case_type_name: Returns: (transfer none): the Vietnamese name in lower case, "hình sự"; ""
 * for unknown. */
const char *tl_case_type_name (TlCaseType type);
const char *tl_stage_code (TlStage stage);
const char *tl_stage_name (TlStage stage);

G_END_DECLS
