/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-catalogue.h"

G_BEGIN_DECLS

/** _tl_catalogue_begins: whether some name in the catalogue begins with these folded words, as
 * _tl_catalogue_find() has them; a cheap test before tl_catalogue_lookup(). */
gboolean _tl_catalogue_begins (const char *folded);

/** _tl_catalogue_skips: whether a folded word does not count in names ("va", "cac", "ve", "cua").
 */
gboolean _tl_catalogue_skips (const char *folded);

/** _tl_catalogue_find: Returns: (transfer none) (nullable) (element-type TlLawEntry): the editions,
 * oldest first, of a name given as folded words with one space between, without marks of
 * punctuation and the words that _tl_catalogue_skips(). */
const GPtrArray *_tl_catalogue_find (const char *key);

/** _tl_catalogue_entries: Returns: (transfer none) (element-type TlLawEntry): the whole table. */
const GPtrArray *_tl_catalogue_entries (void);

G_END_DECLS
