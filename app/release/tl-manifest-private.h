/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"

G_BEGIN_DECLS

#define TL_MANIFEST_FORMAT "troly-release 1"

/** _tl_release_kind_code: "volume", "index", "pack", "changes". */
const char *_tl_release_kind_code (TlReleaseKind kind);
gboolean _tl_release_kind_from_code (const char *code, TlReleaseKind *kind);

G_END_DECLS
