/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"
#include "search/index/tl-xapian.h"
#include "search/memory/tl-memory.h"

G_BEGIN_DECLS

/* The confirmed questions of a volume, in the metadata of its index (docs/index.md). */

/** TlMemoryTableWriter: collects the questions of the documents of a volume: "asked" of their meta
 * (docs/import.md, pairs). One thread. */
typedef struct _TlMemoryTableWriter TlMemoryTableWriter;

TlMemoryTableWriter *tl_memory_table_writer_new (void);
void tl_memory_table_writer_free (TlMemoryTableWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMemoryTableWriter, tl_memory_table_writer_free)

/** tl_memory_table_writer_add: takes the questions of @document, which is row @row of its volume.
 */
void tl_memory_table_writer_add (TlMemoryTableWriter *self,
                                 const TlDocument *document,
                                 guint32 row);
/** tl_memory_table_writer_finish: writes the table; none when there was no question. */
gboolean tl_memory_table_writer_finish (TlMemoryTableWriter *self,
                                        TlXapianWriter *writer,
                                        GError **error);

/** TlMemoryTableFunc: takes @entry; @row of its document. */
typedef void (*TlMemoryTableFunc) (TlMemoryEntry *entry, guint32 row, gpointer user_data);

/** tl_memory_table_read: the entries of a table; bytes that are none are an error. */
gboolean tl_memory_table_read (GBytes *bytes,
                               TlMemoryTableFunc func,
                               gpointer user_data,
                               GError **error);
/** tl_memory_table_foreach: the entries of file @file. */
gboolean tl_memory_table_foreach (
    TlXapianDb *db, guint file, TlMemoryTableFunc func, gpointer user_data, GError **error);

G_END_DECLS
