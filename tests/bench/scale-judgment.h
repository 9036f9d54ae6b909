/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"
#include "scale-text.h"

G_BEGIN_DECLS

/** ScaleMaker: makes judgments that look like those the importer gives: sections, numbered
 * paragraphs, and the facts of docs/import.md. One thread. */
typedef struct _ScaleMaker ScaleMaker;

/** scale_maker_new: @text: borrowed; @syllables: about as many in each judgment. */
ScaleMaker *scale_maker_new (const ScaleText *text, guint syllables, guint32 seed);
/** scale_maker_make: judgment number @index: the same one whatever was made before it. */
TlDocument *scale_maker_make (ScaleMaker *self, guint32 index);
void scale_maker_free (ScaleMaker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScaleMaker, scale_maker_free)

G_END_DECLS
