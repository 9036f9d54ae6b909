/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/**
 * tl_text_mark_find:
 * @anchor: (nullable): the unit to look in first
 * @passage: what to look for, as tl_passage_find() does
 * @span: (out): where it stands
 *
 * Pure. When the unit does not hold the passage the whole document is searched.
 */
gboolean tl_text_mark_find (TlTextModel *model,
                            const char *anchor,
                            const char *passage,
                            TlTextSpan *span);

G_END_DECLS
