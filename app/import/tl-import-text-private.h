/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-import-private.h"

G_BEGIN_DECLS

/* Readers of one format each: they fill @text. Errors name @name and the place. */

gboolean _tl_import_read_pdf (const char *path,
                              const char *name,
                              const TlImportOptions *options,
                              TlImportText *text,
                              GPtrArray *notes,
                              GCancellable *cancellable,
                              GError **error);

/** _tl_import_read_txt: plain text in UTF-8, UTF-16 with a mark, or an 8-bit Vietnamese encoding.
 */
gboolean _tl_import_read_txt (
    const char *path, const char *name, TlImportText *text, GPtrArray *notes, GError **error);

gboolean _tl_import_read_html (const char *path,
                               const char *name,
                               TlImportText *text,
                               GCancellable *cancellable,
                               GError **error);

/** _tl_import_read_doc: Word's old binary format, through LibreOffice when it is installed. */
gboolean _tl_import_read_doc (const char *path,
                              const char *name,
                              TlImportText *text,
                              GPtrArray *notes,
                              GCancellable *cancellable,
                              GError **error);

/** _tl_import_take_text: normalises @raw (transfer full) into @text; lines are stripped, what is in
 * a legacy encoding is converted. */
void _tl_import_take_text (TlImportText *text, char *raw);

/** _tl_import_read_named: tl_import_read_text() with a name for messages and a known format. */
TlImportText *_tl_import_read_named (const char *path,
                                     const char *name,
                                     const TlImportOptions *options,
                                     GPtrArray *notes,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
