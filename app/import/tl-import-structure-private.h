/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-import-private.h"

G_BEGIN_DECLS

/** _tl_import_place: sets the page and characters of bytes [@from, @to) of the text. */
void _tl_import_place (TlBlock *block, const TlImportText *text, gsize from, gsize to);

/** _tl_import_may_add: whether the document is below its bound of blocks. */
gboolean _tl_import_may_add (const TlDocument *document, const char *name, GError **error);

/** _tl_import_collapse: bytes [@from, @to) of @text on one line. */
char *_tl_import_collapse (const char *text, gsize from, gsize to);

TlDocument *_tl_import_build_statute (TlImportText *text,
                                      const char *name,
                                      GPtrArray *notes,
                                      GError **error);

/** _tl_import_build_letter: @built is %NULL where the text has no questions. Returns: %FALSE with
 * @error when it has too many units. */
gboolean _tl_import_build_letter (
    TlImportText *text, const char *name, TlDocument **built, GPtrArray *notes, GError **error);

/** _tl_import_build_judgment: @kind: judgment or án lệ. */
TlDocument *_tl_import_build_judgment (
    TlImportText *text, const char *name, TlDocKind kind, GPtrArray *notes, GError **error);

G_END_DECLS
