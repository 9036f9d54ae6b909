/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-block-codec-private.h"
#include "corpus/tl-db-private.h"
#include "corpus/tl-doc-store.h"

G_BEGIN_DECLS

typedef enum
{
  TL_STORE_HAS_SOURCE,       /* ?1 name, ?2 digest */
  TL_STORE_FILES_OF,         /* ?1 name: file */
  TL_STORE_DELETE_DOCUMENTS, /* ?1 name */
  TL_STORE_DELETE_SOURCE,    /* ?1 name */
  TL_STORE_PUT_SOURCE,       /* name, digest, size, notes, skipped */
  TL_STORE_PUT_DOCUMENT,     /* source, ordinal, articles, header, frame */
  TL_STORE_IS_FILE_USED,     /* ?1 file */
  TL_STORE_GET_DOCUMENT,     /* ?1 rowid: header, frame */
} TlStoreQuery;

#define TL_N_STORE_QUERIES (TL_STORE_GET_DOCUMENT + 1)

struct _TlDocStore
{
  char *folder;
  char *files; /* the folder of originals */
  int lock;    /* descriptor of the lock file, -1 while this store has written nothing */
  TlDb db;
  sqlite3_stmt *statements[TL_N_STORE_QUERIES];
  ZSTD_CCtx *compress;
  ZSTD_DCtx *decompress;
  guint64 repeated;
  GPtrArray *notes; /* of the last merge, or NULL */
};

sqlite3_stmt *_tl_doc_store_statement (TlDocStore *self, TlStoreQuery query, GError **error);

/* _tl_doc_store_keep_file: copies @original under its digest unless it is there. Returns: (transfer
 * full) (nullable): its name in the folder of originals. */
char *_tl_doc_store_keep_file (TlDocStore *self, const char *original, GError **error);

G_END_DECLS
