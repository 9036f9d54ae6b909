/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tl_office_read_docx, tl_office_read_odt:
 * @path: a file in Office Open XML (ISO/IEC 29500) or OpenDocument (ISO/IEC 26300)
 * @name: for messages
 * @notes: (nullable) (element-type utf8): gains what the text could not hold
 *
 * Text of the document, a line a paragraph; a table row is a line with its cells separated by
 * " | ", or, when a cell holds several paragraphs (the two columns above a judgment), the cells one
 * after another. Text deleted under change tracking, comments and notes at the foot are left out.
 * Runs set in a font of a legacy encoding are converted. The container's members and the XML are
 * bounded. Any thread.
 *
 * Returns: (transfer full) (nullable): text, not yet normalised
 */
char *tl_office_read_docx (const char *path,
                           const char *name,
                           GPtrArray *notes,
                           GCancellable *cancellable,
                           GError **error);
char *tl_office_read_odt (const char *path,
                          const char *name,
                          GPtrArray *notes,
                          GCancellable *cancellable,
                          GError **error);

/**
 * tl_zip_read_member:
 * @member: path inside the archive
 *
 * One member of a ZIP file, at most %TL_LIMIT_ARCHIVE_MEMBER bytes. A file that is no ZIP, is cut
 * off or does not have the member is an error that says so.
 */
GBytes *tl_zip_read_member (const char *path,
                            const char *name,
                            const char *member,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
