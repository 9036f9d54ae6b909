/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-root.h"

G_BEGIN_DECLS

/** _tl_keys_check: no key and no id is there twice. */
gboolean _tl_keys_check (GArray *keys, GError **error);

G_END_DECLS
