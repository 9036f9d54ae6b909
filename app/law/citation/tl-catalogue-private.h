/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** _tl_catalogue_begins: whether some name in the catalogue begins with this folded word; a cheap
 * test before tl_catalogue_lookup(). */
gboolean _tl_catalogue_begins (const char *folded);

G_END_DECLS
