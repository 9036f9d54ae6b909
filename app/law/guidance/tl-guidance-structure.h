/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/number/tl-doc-number.h"

G_BEGIN_DECLS

/** TlGuidanceUnitKind: a unit of a letter of guidance (công văn) or of answers (giải đáp). */
typedef enum
{
  TL_GUIDANCE_OPENING,   /* head, "Kính gửi", what stands before the first question */
  TL_GUIDANCE_PART,      /* "II. VỀ DÂN SỰ" */
  TL_GUIDANCE_PARAGRAPH, /* under a part, before its first question */
  TL_GUIDANCE_SITUATION, /* a numbered question, with its first paragraph */
  TL_GUIDANCE_QUESTION,  /* a further paragraph of the question */
  TL_GUIDANCE_ANSWER,    /* a paragraph of the answer */
  TL_GUIDANCE_CLOSING,   /* "Trên đây là …", Nơi nhận, signature */
} TlGuidanceUnitKind;

/**
 * TlGuidanceUnit:
 * @anchor: "ii" part II, "ii.1" its question 1, "m1" question 1 of a letter without parts;
 * "ii.1.hoi2", "ii.1.dap1", "ii.1.a" point a), "ii.1.2" what is numbered 1.2; "ii.t1", "mo.1",
 * "ket.1"
 * @label: (nullable): as printed: "II", "1", "1.2", "a"
 * @heading: (nullable): of a part
 * @text: own text without its label, lines joined
 * @parent: index of the unit it stands in, or -1
 * @from: first byte in the text that was parsed
 * @to: the byte after the last
 */
typedef struct
{
  TlGuidanceUnitKind kind;
  char *anchor;
  char *label;
  char *heading;
  char *text;
  int parent;
  gsize from;
  gsize to;
} TlGuidanceUnit;

/**
 * TlGuidanceSituation:
 * @anchor: of its unit
 * @question: (nullable): paragraphs separated by line breaks; %NULL for a numbered instruction that
 * asks nothing
 * @answer: the same, "" where none stands
 */
typedef struct
{
  char *anchor;
  char *question;
  char *answer;
} TlGuidanceSituation;

/**
 * TlGuidanceStructure:
 * @number: (nullable): the letter's own number, from its head
 * @date: (nullable): "YYYY-MM-DD", behind the place ("Hà Nội, ngày …")
 * @issuer: (nullable): who wrote it, in sentence case
 * @title: (nullable): what follows V/v, or "Giải đáp …"
 * @units: (element-type TlGuidanceUnit): in reading order, parents before children; empty when no
 * situation was found
 * @situations: (element-type TlGuidanceSituation): in reading order
 * @warnings: (element-type utf8): what was expected and not found
 */
typedef struct
{
  TlDocNumber *number;
  char *date;
  char *issuer;
  char *title;
  GPtrArray *units;
  GPtrArray *situations;
  GPtrArray *warnings;
} TlGuidanceStructure;

/**
 * tl_guidance_structure_parse:
 * @text: normalised text of a letter; page breaks are form feeds
 *
 * Questions are numbered in sequence ("1.", "Câu 1:", "Tình huống 1", a row of a table) or begin
 * with "Hỏi:"; the answer follows "Trả lời:" or the last line that asks. Text that asks nothing and
 * has no number of guidance gives no units: any list would look like one.
 *
 * Returns: (transfer full): the structure
 */
TlGuidanceStructure *tl_guidance_structure_parse (const char *text);
void tl_guidance_structure_free (TlGuidanceStructure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlGuidanceStructure, tl_guidance_structure_free)

G_END_DECLS
