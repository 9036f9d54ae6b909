/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "corpus/tl-volume-private.h"

G_BEGIN_DECLS

#define TL_LIBRARY_MAX_VOLUMES 1000
#define TL_LIBRARY_MAX_ROWS    10000 /* that one list gives at once */

/* One volume of a library. */
typedef struct
{
  TlVolume *volume;
  guint64 serial;
  char *created;
  guint8 *superseded; /* (nullable): a bit a row, from row 0 */
  guint8 *indexed;    /* (nullable): superseded rows whose place in the index still counts */
} TlLibraryEntry;

/* What "library.json" says: the release in force. @volumes, @indexes: paths, in pairs. */
typedef struct
{
  guint64 serial;
  char *created;
  char *expires;
  char *channel;
  GPtrArray *volumes;
  GPtrArray *indexes;
  GPtrArray *withdrawn;
} TlLibraryInstalled;

/* (nullable): %NULL without @error: a plain folder of volumes. */
TlLibraryInstalled *_tl_library_installed_load (const char *folder, GError **error);
void _tl_library_installed_free (TlLibraryInstalled *installed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLibraryInstalled, _tl_library_installed_free)

/* The set of volumes, oldest first. Written while the library is opened, read by any thread after
 * it. */
typedef struct
{
  char *folder;
  TlLibraryInstalled *installed; /* (nullable) */
  GPtrArray *entries;
  gboolean training;
  TlVolumeCounts current[TL_N_DOC_KINDS]; /* of the documents that win */
} TlLibrarySet;

TlLibrarySet *_tl_library_set_open (const char *folder, GCancellable *cancellable, GError **error);
void _tl_library_set_free (TlLibrarySet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLibrarySet, _tl_library_set_free)

/* The set of an open library; it lives as long as the library. */
TlLibrarySet *_tl_library_get_set (TlLibrary *self);

gboolean _tl_library_set_is_current (TlLibrarySet *set, guint volume, guint32 row);
gboolean _tl_library_set_is_indexed (TlLibrarySet *set, guint volume, guint32 row);

/* Rows of all volumes in one order: TL_VOLUME_IDS by id, TL_VOLUME_LIST by date and id; where the
 * key is the same, the newest volume first. The columns are id, row and for lists issued and
 * fold. */
typedef struct
{
  guint volume;
  TlVolumeConnection *connection;
  sqlite3_stmt *statement;
  const char *id;
  const char *issued;
  guint32 row;
} TlLibraryCursor;

typedef struct
{
  TlLibrarySet *set;
  TlVolumeQuery query;
  GPtrArray *heap;
  TlLibraryCursor *last; /* given out, not yet moved on */
} TlLibraryMerge;

/* @kind is for lists. */
gboolean _tl_library_merge_start (
    TlLibraryMerge *merge, TlLibrarySet *set, TlVolumeQuery query, TlDocKind kind, GError **error);
/* 1 with @cursor at the next row, valid until the next call; 0 at the end; -1 with @error set. */
int _tl_library_merge_next (TlLibraryMerge *merge, TlLibraryCursor **cursor, GError **error);
void _tl_library_merge_clear (TlLibraryMerge *merge);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlLibraryMerge, _tl_library_merge_clear)

GPtrArray *_tl_library_set_list (TlLibrarySet *set,
                                 const TlLibraryQuery *query,
                                 guint *total,
                                 GCancellable *cancellable,
                                 GError **error);

TlDocument *_tl_library_set_load (TlLibrarySet *set,
                                  const char *id,
                                  gboolean with_blocks,
                                  GError **error);

GPtrArray *_tl_library_set_find_number (TlLibrarySet *set, const char *number, GError **error);
GPtrArray *_tl_library_set_find_name (TlLibrarySet *set, const char *name, GError **error);

G_END_DECLS
