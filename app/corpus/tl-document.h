/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-block.h"

G_BEGIN_DECLS

/** TlDocKind: the four kinds of document, in the order in which results are grouped. */
typedef enum
{
  TL_DOC_STATUTE,   /* văn bản quy phạm pháp luật */
  TL_DOC_GUIDANCE,  /* hướng dẫn, giải đáp, tình huống */
  TL_DOC_PRECEDENT, /* án lệ */
  TL_DOC_JUDGMENT,  /* bản án, quyết định */
} TlDocKind;

#define TL_N_DOC_KINDS 4

/** tl_doc_kind_code: "statute", "guidance", "precedent", "judgment". */
const char *tl_doc_kind_code (TlDocKind kind);
gboolean tl_doc_kind_from_code (const char *code, TlDocKind *kind);

/**
 * TlDocument:
 * @id: stable id, [a-z0-9.-]+ : "100-2015-qh13"; a judgment's holds number, court and date
 * @number: (nullable): as printed
 * @number_normal: (nullable): as tl_doc_number_parse() normalises it
 * @title: (nullable): title; a judgment's is its relation or charge
 * @short_name: (nullable): abbreviation, "BLHS", "BLDS-TH"
 * @issuer: (nullable): issuer, or court as printed
 * @issued: (nullable): "YYYY-MM-DD", as all dates
 * @subject: (nullable): đề mục or field
 * @source_name: (nullable): file it was imported from (base name, never a path)
 * @source_digest: (nullable): SHA-256 of that file, hexadecimal
 * @page_count: pages of the PDF, or 0
 * @text_source: (nullable): "text", "ocr" or "none": where the text of a PDF came from
 * @file: (nullable): base name of the original kept beside the volume ("<sha256>.pdf")
 * @training: fictional training data
 * @meta: (nullable): further fields found, a JSON object on one line: "case_type", "stage",
 * "level", ...
 * @blocks: (element-type TlBlock): in reading order; empty when only the header was loaded
 *
 * A document of the corpus. Reference counted (atomic); treat as immutable once shared between
 * threads.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  char *id;
  TlDocKind kind;
  char *number;
  char *number_normal;
  char *title;
  char *short_name;
  char *issuer;
  char *issued;
  char *effective_from;
  char *effective_to;
  char *published;
  char *subject;
  char *source_name;
  char *source_digest;
  guint page_count;
  char *text_source;
  char *file;
  gboolean training;
  char *meta;
  GPtrArray *blocks;
} TlDocument;

TlDocument *tl_document_new (TlDocKind kind, const char *id);
TlDocument *tl_document_ref (TlDocument *document);
void tl_document_unref (TlDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDocument, tl_document_unref)

/** tl_document_add: appends a block; takes it. Returns: (transfer none): @block, its index is
 * blocks->len - 1. */
TlBlock *tl_document_add (TlDocument *document, TlBlock *block);

/** tl_document_get_block: Returns: (transfer none): block @index. */
TlBlock *tl_document_get_block (const TlDocument *document, guint index);

/**
 * tl_document_find:
 * @anchor: an anchor
 * @as_of: (nullable): "YYYY-MM-DD"; %NULL takes the newest version
 *
 * Both days of a version count; no date is no bound. A block without dates has those of what
 * encloses it. Of several the one that begins last is taken, then the first in reading order.
 *
 * Returns: index of the version of @anchor in force on @as_of, or -1 when there is no text for that
 * date
 */
int tl_document_find (const TlDocument *document, const char *anchor, const char *as_of);

/** tl_document_subtree_end: Returns: index after the last descendant of block @index. */
guint tl_document_subtree_end (const TlDocument *document, guint index);

/**
 * tl_document_unit_text:
 * @index: a block
 *
 * Returns: (transfer full): text of the block and all below it, labels included, a line a block
 */
char *tl_document_unit_text (const TlDocument *document, guint index);

/**
 * tl_document_unit_text_on:
 * @as_of: (nullable): "YYYY-MM-DD"; %NULL is tl_document_unit_text()
 *
 * The same without the versions of parts that are not in force on @as_of; @index itself is taken
 * whatever its dates.
 *
 * Returns: (transfer full): the text
 */
char *tl_document_unit_text_on (const TlDocument *document, guint index, const char *as_of);

/** TlEffectState: state of a unit on a date. */
typedef enum
{
  TL_EFFECT_UNKNOWN,    /* the source gives no dates: "Chưa rõ hiệu lực" */
  TL_EFFECT_NOT_YET,    /* Chưa có hiệu lực */
  TL_EFFECT_IN_FORCE,   /* Còn hiệu lực */
  TL_EFFECT_PARTLY,     /* Hết hiệu lực một phần */
  TL_EFFECT_EXPIRED,    /* Hết hiệu lực */
  TL_EFFECT_NO_TEXT,    /* Không có bản văn cho ngày này */
  TL_EFFECT_SUSPENDED,  /* Ngưng hiệu lực */
  TL_EFFECT_UNSUITABLE, /* Không còn phù hợp: a label that the source gives */
} TlEffectState;

#define TL_N_EFFECT_STATES (TL_EFFECT_UNSUITABLE + 1)

/**
 * tl_document_effect:
 * @index: a block, or -1 for the whole document
 * @as_of: "YYYY-MM-DD"
 *
 * From the dates of the block and of what encloses it, else of the document. An án lệ is in force
 * from 30 days after publication (Nghị quyết 04/2019/NQ-HĐTP, Điều 8). A unit in force of which a
 * part has expired without a newer version is %TL_EFFECT_PARTLY; a day between two versions, or
 * before the first one while the document was in force already, is %TL_EFFECT_NO_TEXT. A document
 * loaded without blocks is judged by its own dates alone. What would be in force is
 * %TL_EFFECT_SUSPENDED or %TL_EFFECT_UNSUITABLE on the days that the lists "suspended" and
 * "unsuitable" of the document's meta give: {"unit": anchor or null, "from": date, "to": date or
 * null}; a unit stands for all below it. Whether a rule reaches back is not judged.
 */
TlEffectState tl_document_effect (const TlDocument *document, int index, const char *as_of);

/**
 * tl_document_dup_first_day:
 *
 * Returns: (transfer full) (nullable): the first day on which the document is in force: its own, of
 * an án lệ without one the thirtieth after publication; %NULL when neither is known
 */
char *tl_document_dup_first_day (const TlDocument *document);

/** tl_document_make_id: Returns: (transfer full): an id of the allowed letters from the parts
 * (NULL-terminated), joined by "-", at most 160 of them; the same parts always give the same id. */
char *tl_document_make_id (const char *part, ...) G_GNUC_NULL_TERMINATED;

/**
 * tl_document_make_statute_id:
 * @type: (nullable): "Luật", "Nghị quyết"... as printed, or a title that begins with it
 * @number_normal: normalised number
 *
 * Laws and resolutions of the National Assembly are numbered apart and can share a number
 * (18/2008/QH12 is both), so the id of a resolution begins with "nq-".
 *
 * Returns: (transfer full): the id of the statute or guidance letter of that number
 */
char *tl_document_make_statute_id (const char *type, const char *number_normal);

G_END_DECLS
