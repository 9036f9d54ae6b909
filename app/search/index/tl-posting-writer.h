/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlPostingWriter:
 *
 * Turns units with their terms into terms with their units. What does not fit into memory goes into
 * sorted runs in a folder, which are merged at the end. The same calls give the same result, byte
 * for byte. One thread.
 */
typedef struct _TlPostingWriter TlPostingWriter;

/** tl_posting_writer_new: @folder is for the runs; whoever owns it removes it.
 * @bytes: memory for postings, after which a run is written */
TlPostingWriter *tl_posting_writer_new (const char *folder, gsize bytes);
void tl_posting_writer_free (TlPostingWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPostingWriter, tl_posting_writer_free)

/** tl_posting_writer_add: once for a term of a unit; units ascend. */
void tl_posting_writer_add (TlPostingWriter *self, guint32 unit, const char *term, guint32 wdf);
/** tl_posting_writer_end_unit: writes a run when memory is full. */
gboolean tl_posting_writer_end_unit (TlPostingWriter *self, GError **error);

/** TlPackedFunc: the packed postings of a term (tl-postings.h). */
typedef gboolean (*TlPackedFunc) (
    const char *term, const void *bytes, gsize length, gpointer user_data, GError **error);
/** tl_posting_writer_finish: hands over every term in strcmp() order.
 * @count: units of the whole */
gboolean tl_posting_writer_finish (
    TlPostingWriter *self, guint32 count, TlPackedFunc func, gpointer user_data, GError **error);

G_END_DECLS
