/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/**
 * TlComparePlace:
 * @paragraph: of the model
 * @fraction: how far down in it, 0 to 1
 *
 * A place in a text.
 */
typedef struct
{
  guint paragraph;
  double fraction;
} TlComparePlace;

/**
 * TlCompareExtent:
 *
 * How long the parts of a text are, without laying it out: by characters, and something for each
 * paragraph. A position is what stands above a place. Immutable.
 */
typedef struct _TlCompareExtent TlCompareExtent;

TlCompareExtent *tl_compare_extent_new (TlTextModel *model);
void tl_compare_extent_free (TlCompareExtent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCompareExtent, tl_compare_extent_free)

/** tl_compare_extent_get_length: position of the end; never 0. */
double tl_compare_extent_get_length (const TlCompareExtent *self);

/** tl_compare_extent_get_position: places outside of the text are its beginning and end. */
double tl_compare_extent_get_position (const TlCompareExtent *self, TlComparePlace place);

/** tl_compare_extent_find: the place of a position. */
TlComparePlace tl_compare_extent_find (const TlCompareExtent *self, double position);

/** tl_compare_extent_get_block: the paragraphs of block @block of the document, from @first to
 * before @end. Returns: %FALSE when none is shown. */
gboolean tl_compare_extent_get_block (const TlCompareExtent *self,
                                      guint block,
                                      guint *first,
                                      guint *end);

/** tl_compare_extent_to_block: the block that a place stands in and how far down in it. Returns:
 * -1 above the first block. */
int tl_compare_extent_to_block (const TlCompareExtent *self,
                                TlComparePlace place,
                                double *fraction);

/** tl_compare_extent_of_block: position of a place in a block; -1 when it is not shown. */
double tl_compare_extent_of_block (const TlCompareExtent *self, guint block, double fraction);

G_END_DECLS
