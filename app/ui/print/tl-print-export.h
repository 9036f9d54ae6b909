/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/print/tl-print-pages.h"

G_BEGIN_DECLS

/**
 * tl_print_export:
 * @path: the file to make; what stands there stays whole until the new one is
 * @permille: (nullable): set, atomically, to how much is done, up to 1000
 *
 * Lays out @content and writes it as PDF, with its fonts embedded, beside @path; then renames. Any
 * thread.
 */
gboolean tl_print_export (TlPrintContent *content,
                          const TlPrintPaper *paper,
                          const char *path,
                          int *permille,
                          GCancellable *cancellable,
                          GError **error);

/** tl_print_export_async: the same in a thread. @permille must live until @callback, which is
 * always called. */
void tl_print_export_async (TlPrintContent *content,
                            const TlPrintPaper *paper,
                            const char *path,
                            int *permille,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/** tl_print_copy_async: copies the original @from to @path, as tl_print_export_async() writes. */
void tl_print_copy_async (const char *from,
                          const char *path,
                          int *permille,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/** tl_print_export_finish: of both. */
gboolean tl_print_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
