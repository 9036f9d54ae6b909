/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-statute-versions.h"

static TlUnitKind
unit_kind (TlBlockKind kind)
{
  switch (kind)
    {
    case TL_BLOCK_PART:
      return TL_UNIT_PART;
    case TL_BLOCK_CHAPTER:
      return TL_UNIT_CHAPTER;
    case TL_BLOCK_SECTION:
      return TL_UNIT_SECTION;
    case TL_BLOCK_SUBSECTION:
      return TL_UNIT_SUBSECTION;
    case TL_BLOCK_ARTICLE:
      return TL_UNIT_ARTICLE;
    case TL_BLOCK_CLAUSE:
      return TL_UNIT_CLAUSE;
    case TL_BLOCK_POINT:
      return TL_UNIT_POINT;
    case TL_BLOCK_ANNEX:
      return TL_UNIT_ANNEX;
    case TL_BLOCK_PARAGRAPH:
    case TL_BLOCK_HEADING:
    default:
      return TL_UNIT_PARAGRAPH;
    }
}

GPtrArray *
tl_document_read_amendments (const TlDocument *document, GPtrArray *notes)
{
  g_autofree TlUnit *units = NULL;
  TlStatuteStructure structure = { NULL, NULL };
  GPtrArray *amendments;

  g_return_val_if_fail (document != NULL, NULL);

  units = g_new0 (TlUnit, document->blocks->len + 1);
  structure.units = g_ptr_array_sized_new (document->blocks->len);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      units[i] = (TlUnit){ .kind = unit_kind (block->kind),
                           .anchor = block->anchor,
                           .label = block->label,
                           .heading = block->heading,
                           .text = block->text,
                           .parent = block->parent };
      if (i == 0 && g_str_equal (block->anchor, "mo"))
        units[i].kind = TL_UNIT_PREAMBLE;
      g_ptr_array_add (structure.units, &units[i]);
    }
  amendments = tl_amendments_read_units (document->title, document->number, &structure, notes);
  g_ptr_array_unref (structure.units);
  return amendments;
}
