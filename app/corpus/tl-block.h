/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlBlockKind: what a block is; the codes in files are those of tl_block_kind_code(). */
typedef enum
{
  TL_BLOCK_PARAGRAPH,
  TL_BLOCK_PART,
  TL_BLOCK_CHAPTER,
  TL_BLOCK_SECTION,
  TL_BLOCK_SUBSECTION,
  TL_BLOCK_ARTICLE,
  TL_BLOCK_CLAUSE,
  TL_BLOCK_POINT,
  TL_BLOCK_ANNEX,
  TL_BLOCK_HEADING, /* a section of a judgment or án lệ, or of a guidance: has a heading, usually no
                       text */
} TlBlockKind;

const char *tl_block_kind_code (TlBlockKind kind);

/**
 * TlBlock:
 * @kind: what it is
 * @parent: index of the enclosing block in the document's blocks, or -1; parents come before
 * children
 * @anchor: never changes: "d173.k1.pa", "nhan.3"; several versions of one anchor may exist, told
 * apart by @valid_from
 * @label: (nullable): as printed: "Điều 173", "1", "a", "[3]"
 * @heading: (nullable): heading
 * @text: own text in NFC, without label and heading, "" when it has none; paragraphs inside are
 * separated by "\n"
 * @page: page of the PDF, from 1, or 0 when unknown
 * @page_from: first character on that page (of the page's text as the pdf layer gives it)
 * @page_to: the character after the last; on a later page when smaller than @page_from
 * @valid_from: (nullable): first day in force, "YYYY-MM-DD"
 * @valid_to: (nullable): last day in force
 * @source_id: (nullable): id the source gave the unit
 * @source_line: (nullable): source line of the codification ("Điều 173 Bộ luật số 100/2015/QH13
 * ...")
 * @references: (nullable): the cross references that the source itself gives the unit, a line each:
 * docs/links.md. A store keeps them; in a volume they are links
 *
 * The unit everything points at. Fields are set while a document is made and never change after it
 * is shared.
 */
typedef struct
{
  TlBlockKind kind;
  int parent;
  char *anchor;
  char *label;
  char *heading;
  char *text;
  guint page;
  guint page_from;
  guint page_to;
  char *valid_from;
  char *valid_to;
  char *source_id;
  char *source_line;
  char *references;
} TlBlock;

TlBlock *tl_block_new (TlBlockKind kind, int parent, const char *anchor);
void tl_block_free (TlBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlBlock, tl_block_free)

G_END_DECLS
