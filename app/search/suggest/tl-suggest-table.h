/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/* What an index keeps for suggestions (docs/index.md): names of documents and headings of articles,
 * and the places at which their words begin, sorted. */

/** TL_SUGGEST_KEY: metadata of the index. */
#define TL_SUGGEST_KEY "suggest"

/** TlSuggestSort: what an entry is. */
typedef enum
{
  TL_SUGGEST_SHORT_NAME,
  TL_SUGGEST_NUMBER,
  TL_SUGGEST_TITLE,
  TL_SUGGEST_HEADING,
} TlSuggestSort;

#define TL_N_SUGGEST_SORTS 4

/** tl_suggest_fold: Returns: (transfer full): @text in the form in which it is looked for: without
 * marks, y as i, words parted by one space; "/" and "-" stay inside of a number. */
char *tl_suggest_fold (const char *text);

/** tl_suggest_fits: whether the words of @text from word @first on begin as @typed: marks that were
 * typed are there, marks that were not are free; the tone stands where it will. */
gboolean tl_suggest_fits (const char *text, guint first, const char *typed);

/** TlSuggestWriter: gathers entries. One thread; the same documents give the same bytes. */
typedef struct _TlSuggestWriter TlSuggestWriter;

TlSuggestWriter *tl_suggest_writer_new (void);
void tl_suggest_writer_free (TlSuggestWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSuggestWriter, tl_suggest_writer_free)
void tl_suggest_writer_add (TlSuggestWriter *self, const TlDocument *document, guint32 row);
/** tl_suggest_writer_finish: (transfer full): the table. */
GBytes *tl_suggest_writer_finish (TlSuggestWriter *self);

/**
 * TlSuggestEntry:
 * @row: of the document in its volume
 * @from: first day in force as YYYYMMDD, 0: open
 * @to: likewise the last
 * @key: folded text
 * @text: as shown
 * @anchor: "" for a document
 */
typedef struct
{
  guint32 row;
  guint32 from;
  guint32 to;
  TlDocKind kind;
  TlSuggestSort sort;
  const char *key;
  const char *text;
  const char *anchor;
} TlSuggestEntry;

/** TlSuggestTable: read only, for all threads. */
typedef struct _TlSuggestTable TlSuggestTable;

/** tl_suggest_table_new: Returns: (transfer full) (nullable): %NULL when @bytes is no table; every
 * offset in it was checked. */
TlSuggestTable *tl_suggest_table_new (GBytes *bytes);
void tl_suggest_table_free (TlSuggestTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSuggestTable, tl_suggest_table_free)
guint tl_suggest_table_get_count (const TlSuggestTable *self);
void tl_suggest_table_get (const TlSuggestTable *self, guint entry, TlSuggestEntry *to);

/** TlSuggestFunc: @word: at which word of the entry the prefix stands. Returns: whether to go on.
 */
typedef gboolean (*TlSuggestFunc) (const TlSuggestEntry *entry, guint word, gpointer user_data);
/** tl_suggest_table_find: calls @func for each place that begins with @prefix (folded), in their
 * order, at most @limit times. */
void tl_suggest_table_find (const TlSuggestTable *self,
                            const char *prefix,
                            guint limit,
                            TlSuggestFunc func,
                            gpointer user_data);

G_END_DECLS
