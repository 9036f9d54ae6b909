/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* _tl_notation_dup_anchor: (transfer full) (nullable): "d51.k1.ps" of "BLHS2015:51.1.s", the first
 * unit of a range; %NULL for a document as a whole and for units that are no articles. */
char *_tl_notation_dup_anchor (const char *notation);

/* _tl_notation_add_units: adds the anchor of each unit of @notation, at most @most; nothing where
 * _tl_notation_dup_anchor() gives nothing. */
void _tl_notation_add_units (const char *notation, guint most, GPtrArray *anchors);

G_END_DECLS
