/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "import/tl-own-shelf.h"
#include "ui/reader/tl-outline-item.h"
#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/**
 * TlReaderJob:
 * @library: (nullable): may be missing where @own has the document
 * @own: (nullable): the files of the judge's own
 * @document: (nullable): the document; set beforehand it is not loaded again
 * @model: its paragraphs for the date
 * @outline: (element-type TlOutlineItem): its outline
 * @basis: what must be known of the statutes that an án lệ rests on, "" when nothing
 * @reviews: (nullable) (element-type TlReview): what reviewed a judgment, and what it reviews
 * @path: (nullable): path of its PDF, %NULL when it has none or the file is not installed
 * @file: (nullable): the file of the judge's own that the document is
 * @marked: whether @mark says where the passage stands
 *
 * What opening a document brings back from its thread.
 */
typedef struct
{
  /* In. */
  TlLibrary *library;
  TlOwnShelf *own;
  char *doc;
  char *as_of;
  char *anchor;
  char *passage;
  /* In and out. */
  TlDocument *document;
  /* Out. */
  TlTextModel *model;
  GListStore *outline;
  char *basis;
  GPtrArray *reviews;
  char *path;
  TlOwnFile *file;
  gboolean marked;
  TlTextSpan mark;
} TlReaderJob;

void tl_reader_job_free (TlReaderJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlReaderJob, tl_reader_job_free)

/** tl_reader_job_run_async: takes @job. */
void tl_reader_job_run_async (TlReaderJob *job,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** tl_reader_job_run_finish: Returns: (transfer full) (nullable): the job; its document is %NULL
 * when the library has none of that id, or it is not known where the own file is. */
TlReaderJob *tl_reader_job_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
