/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-block-codec-private.h"
#include "corpus/tl-db-private.h"
#include "corpus/tl-volume.h"

G_BEGIN_DECLS

/* The format: docs/volume.md. */
#define TL_VOLUME_APPLICATION_ID 0x546c5631 /* "TlV1" */
#define TL_VOLUME_VERSION        2
#define TL_VOLUME_SUFFIX         ".tlv"
#define TL_VOLUME_INDEX_SUFFIX   ".tlx"
#define TL_VOLUME_MAX_DICTIONARY (1024 * 1024)

#define TL_N_VOLUME_TABLES 12
extern const char *const _tl_volume_schema[TL_N_VOLUME_TABLES];

/* The words of @text folded plainly, each with a space before it: " 100 2015 qh13". What lists are
 * filtered by and names are compared by. */
char *_tl_volume_fold (const char *text);
void _tl_volume_append_fold (GString *words, const char *text);

/* The key of a folded name in the table of names. */
gint64 _tl_volume_name_key (const char *folded);

/* What the volume counted when it was written. */
typedef struct
{
  guint64 documents;
  TlBlockCounts blocks;
} TlVolumeCounts;

struct _TlVolume
{
  gatomicrefcount ref_count;
  char *path;
  char *name;
  char *uri;
  char *index_path; /* (nullable): not beside it under its name */
  guint64 size;
  GBytes *dictionary_bytes;
  ZSTD_DDict *dictionary;
  TlVolumeCounts counts[TL_N_DOC_KINDS];
  guint32 n_rows;

  GMutex lock; /* protects what follows */
  GCond returned;
  GPtrArray *idle;
  guint n_connections;
};

/* Statements that a connection keeps prepared. */
typedef enum
{
  TL_VOLUME_HEADER,     /* ?1 row: header */
  TL_VOLUME_BODY,       /* ?1 row: frame */
  TL_VOLUME_META,       /* ?1 name: value */
  TL_VOLUME_ROW_OF_ID,  /* ?1 id: row */
  TL_VOLUME_IDS,        /* id, row, in order of id */
  TL_VOLUME_LIST,       /* ?1 kind: id, row, issued, fold, newest first */
  TL_VOLUME_BY_NUMBER,  /* ?1 number, ?2 limit: row, kind, issued, id, best first */
  TL_VOLUME_BY_NAME,    /* ?1 key, ?2 limit: row, kind, issued, id, short_name, title */
  TL_VOLUME_COUNTS_ROW, /* ?1 row: kind, blocks, articles, text_bytes */
  TL_VOLUME_LINKS,      /* ?1 row: frame */
  TL_VOLUME_CITED,      /* ?1 id, ?2 unit, ?3 what stands behind its units: frame */
  TL_VOLUME_CITING,     /* ?1 row: sort, links, own */
  TL_VOLUME_ALL_CITED,  /* id, links */
  TL_VOLUME_SUM_LINKS,  /* links, own */
} TlVolumeQuery;

#define TL_N_VOLUME_QUERIES (TL_VOLUME_SUM_LINKS + 1)

/* A borrowed read connection, used by one thread at a time. */
typedef struct
{
  TlDb db;
  sqlite3_stmt *statements[TL_N_VOLUME_QUERIES];
  ZSTD_DCtx *context;
} TlVolumeConnection;

void _tl_volume_connection_free (TlVolumeConnection *connection);

/* _tl_volume_borrow: waits while all connections are lent. A thread that needs several volumes at
 * once borrows them in one order everywhere. */
TlVolumeConnection *_tl_volume_borrow (TlVolume *self, GError **error);
void _tl_volume_give_back (TlVolume *self, TlVolumeConnection *connection);

/* _tl_volume_statement: (transfer none) (nullable): prepared on first use. */
sqlite3_stmt *_tl_volume_statement (TlVolumeConnection *connection,
                                    TlVolumeQuery query,
                                    GError **error);

/* _tl_volume_row_of: the row of @id, 0 when the volume has no such document, -1 with @error set. */
gint64 _tl_volume_row_of (TlVolume *self, const char *id, GError **error);

/* _tl_volume_read_meta: @value is %NULL when there is no such entry; %FALSE with @error set when it
 * cannot be read. */
gboolean _tl_volume_read_meta (TlVolume *self, const char *name, char **value, GError **error);

const TlVolumeCounts *_tl_volume_get_counts (TlVolume *self, TlDocKind kind);
guint32 _tl_volume_get_n_rows (TlVolume *self);
guint64 _tl_volume_get_size (TlVolume *self);
const char *_tl_volume_get_path (TlVolume *self);
void _tl_volume_set_index_path (TlVolume *self, const char *path);

/* The dictionary as stored, (nullable). */
GBytes *_tl_volume_get_dictionary (TlVolume *self);

G_END_DECLS
