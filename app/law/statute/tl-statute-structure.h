/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TlUnitKind: a unit of a statute (reference: hierarchy of legislation). */
typedef enum
{
  TL_UNIT_PREAMBLE,   /* what stands before the first unit */
  TL_UNIT_PART,       /* Phần */
  TL_UNIT_CHAPTER,    /* Chương */
  TL_UNIT_SECTION,    /* Mục */
  TL_UNIT_SUBSECTION, /* Tiểu mục */
  TL_UNIT_ARTICLE,    /* Điều */
  TL_UNIT_CLAUSE,     /* khoản */
  TL_UNIT_POINT,      /* điểm */
  TL_UNIT_PARAGRAPH,  /* đoạn không đánh số */
  TL_UNIT_ANNEX,      /* Phụ lục, Danh mục, Biểu mẫu */
  TL_UNIT_CLOSING,    /* signature, Nơi nhận */
} TlUnitKind;

/**
 * TlUnit:
 * @anchor: "p2" part, "c17" chapter (Arabic), "c17.m2" section, "d173", "d217a", "d173.k1",
 * "d173.k1a", "d173.k1.pa", điểm đ is "pdd", inserted "pa1"; a point straight under an article is
 * "d5.pa"; annexes "pl1", what stands in one "pl1.t1" or, where it has articles of its own,
 * "pl1.d1"; "mo" the preamble; "ket" the closing. Paragraphs without a number count from the first
 * of the unit they stand in, which is the unit's own text, so that "đoạn 2" is "d5.t2" or
 * "d5.k1.t2"; "d5.t1" occurs only where the article itself is not in the result, "t1" in a text
 * without articles
 * @label: as printed, without the final mark: "Điều 173", "1", "a", "Chương XVII"
 * @heading: (nullable): heading or title
 * @text: own text without the label, NFC, lines joined; for an article the paragraph before its
 * first clause. Quoted text that an amending law puts elsewhere stays here whole, its paragraphs
 * separated by line breaks
 * @parent: index of the unit it stands in, or -1
 * @from: first byte of the unit in the text that was parsed
 * @to: the byte after its last own byte
 * @repealed: the text says only that the unit is repealed ("(được bãi bỏ)")
 */
typedef struct
{
  TlUnitKind kind;
  char *anchor;
  char *label;
  char *heading;
  char *text;
  int parent;
  gsize from;
  gsize to;
  gboolean repealed;
} TlUnit;

/**
 * TlStatuteStructure:
 * @units: (element-type TlUnit): in reading order, parents before children
 * @warnings: (element-type utf8): gaps and doubtful places, in words
 */
typedef struct
{
  GPtrArray *units;
  GPtrArray *warnings;
} TlStatuteStructure;

/**
 * tl_statute_structure_parse:
 * @text: normalised text of a whole law, a line a paragraph or a line a printed line
 *
 * Clauses are accepted only in sequence (previous + 1, or with a letter), points only as the next
 * letter of the 23-letter alphabet, and nothing inside quotation marks “ ” (text that an amending
 * law puts elsewhere) opens a unit. Footnote marks glued to numbers and headings are removed. Gaps
 * are kept, never renumbered. Page breaks are form feeds: by them the footnotes of a consolidated
 * text are found and left out.
 *
 * Returns: (transfer full): the structure; text without any Điều gives paragraphs only
 */
TlStatuteStructure *tl_statute_structure_parse (const char *text);

/**
 * tl_article_structure_parse:
 * @anchor: anchor of the article, "d173"
 * @body: normalised text of one article without its label and heading
 *
 * Returns: (transfer full): its clauses, points and paragraphs; parents are indices into the
 * result, or -1 for the article
 */
TlStatuteStructure *tl_article_structure_parse (const char *anchor, const char *body);
void tl_statute_structure_free (TlStatuteStructure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlStatuteStructure, tl_statute_structure_free)

/** tl_article_anchor: Returns: (transfer full): "d173" for "173", "d217a" for "217a" or "217A";
 * %NULL for anything else. */
char *tl_article_anchor (const char *number);

/** tl_anchor_label: Returns: (transfer full): "điểm a khoản 1 Điều 173" for "d173.k1.pa"; for a
 * judgment "đoạn [3] Nhận định" for "nhan.3". */
char *tl_anchor_label (const char *anchor);

/** tl_statute_header fields read from the first lines and the closing of a law. All (nullable);
 * dates "YYYY-MM-DD". */
typedef struct
{
  char *number;
  char *title; /* "Bộ luật Hình sự", "Nghị quyết ...", in sentence case */
  char *issuer;
  char *issued;
  char *effective_from; /* from its "hiệu lực thi hành" article, when it names a date */
} TlStatuteHeader;

TlStatuteHeader *tl_statute_header_parse (const char *text);
void tl_statute_header_free (TlStatuteHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlStatuteHeader, tl_statute_header_free)

G_END_DECLS
