/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-doc-store.h"
#include "import/tl-import.h"

G_BEGIN_DECLS

/** TlPublishOutcome: what became of one source. */
typedef enum
{
  TL_PUBLISH_IMPORTED,
  TL_PUBLISH_UNCHANGED, /* the store has it already */
  TL_PUBLISH_SKIPPED,   /* holds nothing to import; said why */
  TL_PUBLISH_FAILED,    /* could not be read */
} TlPublishOutcome;

/**
 * TlPublishItem:
 * @name: of the source
 * @reason: (nullable): why it was skipped or failed
 * @notes: (nullable) (element-type utf8): what was doubtful
 * @documents: documents, or parts of such, that it gave
 * @done: sources finished, this one included
 * @total: sources in all
 */
typedef struct
{
  const char *name;
  TlPublishOutcome outcome;
  const char *reason;
  GPtrArray *notes;
  guint documents;
  guint done;
  guint total;
} TlPublishItem;

/** TlPublishItemFunc: called in the order of the sources, in the thread of the call. */
typedef void (*TlPublishItemFunc) (const TlPublishItem *item, gpointer user_data);

/**
 * TlPublishImportOptions:
 * @format: how to read the sources, or %TL_IMPORT_AUTO
 * @kind: a #TlDocKind, or -1
 * @ocr: read scans
 * @jobs: files read at once; 0 is one a core
 * @snapshot: (nullable): month of pages of the codification, "YYYY-MM"
 */
typedef struct
{
  TlImportFormat format;
  int kind;
  gboolean ocr;
  guint jobs;
  const char *snapshot;
} TlPublishImportOptions;

/** TlPublishImportCounts: sources by outcome; @dropped: parts of sources left out. */
typedef struct
{
  guint outcomes[TL_PUBLISH_FAILED + 1];
  guint64 documents;
  guint64 dropped;
  guint64 notes;
} TlPublishImportCounts;

/**
 * tl_publish_import:
 * @paths: (array zero-terminated=1): files, folders, archives
 * @func: (nullable): hears of every source
 * @counts: (out)
 *
 * Imports sources into a store: files are read by several threads, written by this one, a
 * transaction a file. A file that cannot be read does not stop the others. Files that the store has
 * with the same content and options are not read again.
 *
 * Returns: %FALSE with @error when the store failed or the call was cancelled; what was complete by
 * then is in the store
 */
gboolean tl_publish_import (TlDocStore *store,
                            const char *const *paths,
                            const TlPublishImportOptions *options,
                            TlPublishItemFunc func,
                            gpointer user_data,
                            TlPublishImportCounts *counts,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
