/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-citation.h"
#include "law/statute/tl-statute-structure.h"

G_BEGIN_DECLS

/** TlAmendmentKind: what one document does to another (legal reference 2.5). */
typedef enum
{
  TL_AMENDMENT_AMEND,          /* sửa đổi, bổ sung ... như sau: "amend" */
  TL_AMENDMENT_INSERT,         /* bổ sung ... vào sau ...: "insert" */
  TL_AMENDMENT_REPLACE_PHRASE, /* thay thế cụm từ "X" bằng "Y" tại ...: "replace-phrase" */
  TL_AMENDMENT_DELETE_PHRASE,  /* bỏ cụm từ: "delete-phrase" */
  TL_AMENDMENT_INSERT_PHRASE, /* bổ sung cụm từ "X" vào sau cụm từ "Y": "insert-phrase" */
  TL_AMENDMENT_REPEAL,        /* bãi bỏ: "repeal" */
  TL_AMENDMENT_REPLACE_DOC,   /* thay thế Nghị quyết số ...: "replace" */
  TL_AMENDMENT_EXPIRE,        /* hết hiệu lực kể từ ngày ...: "expire" */
  TL_AMENDMENT_SUSPEND,       /* ngưng hiệu lực: "suspend" */
  TL_AMENDMENT_CONSOLIDATE,   /* văn bản hợp nhất of: "consolidate" */
  TL_AMENDMENT_IMPLEMENT,     /* hướng dẫn, quy định chi tiết: "implement" */
  TL_AMENDMENT_CORRECT,       /* đính chính: "correct" */
  TL_AMENDMENT_BASIS,         /* Căn cứ: "basis" */
} TlAmendmentKind;

const char *tl_amendment_kind_code (TlAmendmentKind kind);

/** TlAmendmentScope: how much of the unit an order is about. */
typedef enum
{
  TL_AMENDMENT_WHOLE,   /* the unit with all below it: "whole" */
  TL_AMENDMENT_HEADING, /* tên, tiêu đề: of an article its heading, of a clause its own text:
                           "heading" */
  TL_AMENDMENT_LEAD, /* đoạn đầu, khổ đầu: the unit's own text before what is below it: "lead" */
  TL_AMENDMENT_INSIDE, /* a place in it that no anchor names (a form, an item of an annex): "inside"
                        */
} TlAmendmentScope;

const char *tl_amendment_scope_code (TlAmendmentScope scope);

/**
 * TlAmendment:
 * @scope: how much of @unit is meant
 * @ahead: what is inserted stands before @after or @phrase, not after it
 * @target: the document changed (key "L..."/"BLHS2015"/..., number where known)
 * @unit: (nullable): anchor in the target: "d40.k3", "d35"; %NULL the whole document
 * @after: (nullable): insertions: anchor of the unit beside which the new one stands
 * @text: (nullable): the new text as quoted, label included, NFC, a line a paragraph, without the
 * quotation marks
 * @phrase: (nullable): words replaced, left out, or beside which words are put; %NULL with
 * "insert-phrase" is the end of the unit
 * @replacement: (nullable): new words
 * @from_unit: anchor of the unit of the amending document that says so: "d1.k2"
 * @effective: (nullable): day it takes effect, where the document says so for this unit
 *
 * One change that one document makes to one unit of another.
 */
typedef struct
{
  TlAmendmentKind kind;
  TlAmendmentScope scope;
  gboolean ahead;
  TlCitedDoc *target;
  char *unit;
  char *after;
  char *text;
  char *phrase;
  char *replacement;
  char *from_unit;
  char *effective;
  TlConfidence confidence;
} TlAmendment;

TlAmendment *tl_amendment_copy (const TlAmendment *amendment);
void tl_amendment_free (TlAmendment *amendment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlAmendment, tl_amendment_free)

/**
 * tl_amendments_read:
 * @text: normalised text of a document
 * @structure: of the same text
 * @notes: (nullable) (element-type utf8): orders that were seen and not understood, each with its
 * unit
 *
 * Returns: (transfer full) (element-type TlAmendment): in reading order; a list of units is one
 * amendment for each
 */
GPtrArray *tl_amendments_read (const char *text,
                               const TlStatuteStructure *structure,
                               GPtrArray *notes);

/**
 * tl_amendments_read_units:
 * @title: (nullable): of the document
 * @number: (nullable): of the document; by its suffix a consolidated text is known
 * @structure: its units
 * @notes: (nullable) (element-type utf8)
 *
 * As tl_amendments_read(), for a document that was divided before.
 */
GPtrArray *tl_amendments_read_units (const char *title,
                                     const char *number,
                                     const TlStatuteStructure *structure,
                                     GPtrArray *notes);

G_END_DECLS
