/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-xapian.h"

G_BEGIN_DECLS

/* Which law a question is about is asked of whole laws, not of their articles: how often each
 * syllable stands in each document that has several units. The table lies in the metadata of the
 * index, beside the units, so that it does not change their statistics. */

/** TlLawTableWriter: collects while the units of a volume are written. One thread. */
typedef struct _TlLawTableWriter TlLawTableWriter;

TlLawTableWriter *tl_law_table_writer_new (void);
void tl_law_table_writer_free (TlLawTableWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLawTableWriter, tl_law_table_writer_free)

/** tl_law_table_writer_add: @term counts @count more times in the document of @row. Rows come in
 * ascending order. */
void tl_law_table_writer_add (TlLawTableWriter *self, guint32 row, const char *term, guint count);
/** tl_law_table_writer_finish: writes the table into @writer. */
gboolean tl_law_table_writer_finish (TlLawTableWriter *self,
                                     TlXapianWriter *writer,
                                     GError **error);

/** TlLawLengths: length of each law of one file. Immutable. */
typedef struct
{
  guint32 *by_row; /* 0 for a document that is one unit */
  guint32 n_rows;  /* of the array */
  guint32 n_laws;
  guint64 total;
} TlLawLengths;

/** tl_law_lengths_load: reads the lengths of @file; none when it has no such table. */
gboolean tl_law_lengths_load (TlLawLengths *self, TlXapianDb *db, guint file, GError **error);
void tl_law_lengths_clear (TlLawLengths *self);

/** tl_law_table_count: @laws is set to the number of laws of @file that hold @term. */
gboolean tl_law_table_count (
    TlXapianDb *db, guint file, const char *term, guint32 *laws, GError **error);

/** TlLawEntryFunc: @count: how often the term counts in the document of @row. */
typedef void (*TlLawEntryFunc) (guint32 row, guint32 count, gpointer user_data);

/** tl_law_table_foreach: the laws of file @file that hold @term. */
gboolean tl_law_table_foreach (TlXapianDb *db,
                               guint file,
                               const char *term,
                               TlLawEntryFunc func,
                               gpointer user_data,
                               GError **error);

G_END_DECLS
