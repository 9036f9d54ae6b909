/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/** _tl_text_model_add_citations: finds the places of @links (nullable) in the paragraphs. Once, at
 * the end of making a model. */
void _tl_text_model_add_citations (TlTextModel *self, GPtrArray *links);

G_END_DECLS
