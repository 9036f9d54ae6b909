/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "import/tl-import.h"

G_BEGIN_DECLS

/** tl_extract_document: the JSON of "extract" (docs/cli.md): what was found in @text. */
JsonObject *tl_extract_document (TlDocument *document, const TlImportText *text, GPtrArray *notes);

/** tl_extract_unreadable: the same of a file without text: fields unknown, and why. @kind: a
 * #TlDocKind or -1. */
JsonObject *tl_extract_unreadable (const TlImportText *text, int kind, GPtrArray *notes);

G_END_DECLS
