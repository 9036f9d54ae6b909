/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "ui/reader/tl-cited-text.h"
#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/**
 * tl_cited_job_run_async:
 * @library: where the cited document is looked for
 * @model: the text that cites
 * @link: index of the link among those of @model
 *
 * Reads what a citation says, in a thread: the text as in force on the day of the citing document.
 */
void tl_cited_job_run_async (TlLibrary *library,
                             TlTextModel *model,
                             guint link,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** tl_cited_job_run_finish: (transfer full) (nullable): %NULL with @error when the library cannot
 * be read. */
TlCitedText *tl_cited_job_run_finish (GAsyncResult *result, GError **error);

/** tl_cited_job_read: the same at once; not on the main loop. */
TlCitedText *tl_cited_job_read (TlLibrary *library,
                                const TlTextModel *model,
                                guint link,
                                GError **error);

G_END_DECLS
