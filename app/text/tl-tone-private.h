/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/tl-text.h"

G_BEGIN_DECLS

/** _tl_tone_append_canonical: appends @text with its tones in the canonical place to @out, and
 * where it came from to @map, which may be %NULL. */
void _tl_tone_append_canonical (GString *out, const char *text, gsize length, TlOffsetMap *map);

G_END_DECLS
