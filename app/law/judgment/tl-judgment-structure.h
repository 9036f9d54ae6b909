/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/number/tl-doc-number.h"

G_BEGIN_DECLS

/** TlSectionKind: the parts of a judgment (Bản án), and of an án lệ. */
typedef enum
{
  TL_SECTION_HEADER,    /* court, number, date, panel, parties */
  TL_SECTION_FACTS,     /* NỘI DUNG VỤ ÁN, NHẬN THẤY */
  TL_SECTION_REASONING, /* NHẬN ĐỊNH CỦA TÒA ÁN, XÉT THẤY */
  TL_SECTION_DECISION,  /* QUYẾT ĐỊNH */
  TL_SECTION_CLOSING,   /* Nơi nhận, signatures */
  TL_SECTION_SOURCE,    /* án lệ: Nguồn án lệ */
  TL_SECTION_LOCATION,  /* án lệ: Vị trí nội dung án lệ */
  TL_SECTION_SUMMARY,   /* án lệ: Khái quát nội dung án lệ */
  TL_SECTION_LAW,       /* án lệ: Quy định của pháp luật liên quan */
  TL_SECTION_KEYWORDS,  /* án lệ: Từ khóa */
  TL_SECTION_HOLDING,   /* án lệ: NỘI DUNG ÁN LỆ */
} TlSectionKind;

/** tl_section_code: "header", "facts", "reasoning", "decision", "closing", "source", "location",
 * "summary", "law", "keywords", "holding". */
const char *tl_section_code (TlSectionKind kind);
/** tl_section_name: Vietnamese name for an outline: "Phần đầu", "Nội dung vụ án", "Nhận định của
 * Tòa án", "Quyết định"... */
const char *tl_section_name (TlSectionKind kind);

/**
 * TlJudgmentSection:
 * @from: first byte in the text that was parsed, heading included
 * @body: first byte after the heading
 * @to: the byte after the last
 */
typedef struct
{
  TlSectionKind kind;
  gsize from;
  gsize body;
  gsize to;
} TlJudgmentSection;

/**
 * TlJudgmentParagraph:
 * @anchor: "dau.N", "noidung.N", "nhan.3" for [3], "nhan.2.1" for [2.1], "quyet.1", "ket.N"; án lệ:
 * "nguon.N", "vitri.N", "khaiquat.N", "luat.N", "tukhoa.N", "anle.N". Paragraphs without a number
 * take the next free one with a letter t ("nhan.t1").
 * @label: (nullable): number as printed, "[3]", "1"
 * @section: index of the section
 */
typedef struct
{
  char *anchor;
  char *label;
  guint section;
  gsize from;
  gsize to;
} TlJudgmentParagraph;

/** TlJudgmentSpan: bytes of the text that was parsed. */
typedef struct
{
  gsize from;
  gsize to;
} TlJudgmentSpan;

/**
 * TlJudgmentStructure:
 * @is_precedent: the text has the official structure of an án lệ
 * @number: (nullable): the judgment's own number, from "Bản án số:" / "Số:" in its header, never
 * one it quotes
 * @date: (nullable): "YYYY-MM-DD", from the header line after the number
 * @court: (nullable): court as printed, in sentence case ("Tòa án nhân dân quận K, thành phố Hải
 * Phòng")
 * @relation: (nullable): what stands after V/v, or the charge
 * @title: (nullable): án lệ: its name, "về ..."
 * @published: (nullable): án lệ: date of the decision that publishes it
 * @sections: (element-type TlJudgmentSection)
 * @paragraphs: (element-type TlJudgmentParagraph)
 * @left_out: (element-type TlJudgmentSpan): lines inside sections that belong to the pages: page
 * numbers, boxes of the head displaced into the text; no paragraph begins with them
 * @warnings: (element-type utf8): what was expected and not found
 */
typedef struct
{
  gboolean is_precedent;
  TlDocNumber *number;
  char *date;
  char *court;
  char *relation;
  char *title;
  char *published;
  GArray *sections;
  GPtrArray *paragraphs;
  GArray *left_out;
  GPtrArray *warnings;
} TlJudgmentStructure;

/**
 * tl_judgment_structure_parse:
 * @text: normalised text of a judgment or án lệ; page breaks are form feeds
 *
 * Headings are found on folded text, tolerant of TOÀ/TÒA, lost marks, interleaved header columns,
 * page numbers inside sentences and the layouts before 2017.
 *
 * Returns: (transfer full): the structure; sections that are not there are not invented
 */
TlJudgmentStructure *tl_judgment_structure_parse (const char *text);
void tl_judgment_structure_free (TlJudgmentStructure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlJudgmentStructure, tl_judgment_structure_free)

/** tl_judgment_structure_blank: writes spaces over what was left out of @text, which is what was
 * parsed: all places in it stay where they are. */
void tl_judgment_structure_blank (const TlJudgmentStructure *structure, char *text);

/** tl_text_find_date: the first Vietnamese date ("ngày 11-5-2021", "ngày 11 tháng 5 năm 2021",
 * "11/5/2021") in the first @window bytes. */
gboolean tl_text_find_date (const char *text, gsize window, char date[11], gsize *from, gsize *to);

G_END_DECLS
