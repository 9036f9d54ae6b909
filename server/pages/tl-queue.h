/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

#define TL_QUEUE_PAGE 50

/** TlQueueView: the heaps that items lie on, as editors see them. */
typedef enum
{
  TL_QUEUE_NEW,      /* received, and editing that nobody holds */
  TL_QUEUE_MINE,     /* held by who asks */
  TL_QUEUE_EDITING,  /* held by anybody */
  TL_QUEUE_PROPOSED, /* waits for the second person */
  TL_QUEUE_ACCEPTED,
  TL_QUEUE_APPLIED,
  TL_QUEUE_REJECTED,
  TL_QUEUE_MERGED,
  TL_QUEUE_N_VIEWS,
} TlQueueView;

const char *tl_queue_view_code (TlQueueView view);
/** tl_queue_view_from_code: #TL_QUEUE_NEW for what is no code. */
TlQueueView tl_queue_view_from_code (const char *code);

/**
 * TlQueueQuery:
 * @kind, @verdict, @unit: "" for all
 * @older: only what was received up to then, 0: all
 * @me: id of who asks
 * @after_time, @after_id: the last line of the page before; 0 and "" for the first page
 */
typedef struct
{
  TlQueueView view;
  const char *kind;
  const char *verdict;
  const char *unit;
  gint64 older;
  gint64 now;
  const char *me;
  gint64 after_time;
  const char *after_id;
} TlQueueQuery;

/** TlQueueColumn: columns of the rows. */
typedef enum
{
  TL_QUEUE_ID,
  TL_QUEUE_KIND,
  TL_QUEUE_VERDICT,
  TL_QUEUE_DOCUMENT,
  TL_QUEUE_ANCHOR,
  TL_QUEUE_RECEIVED,
  TL_QUEUE_BODY,
  TL_QUEUE_UNIT_NAME,
  TL_QUEUE_HOLDER_NAME,
  TL_QUEUE_CLAIMED,
} TlQueueColumn;

/** tl_queue_list: up to #TL_QUEUE_PAGE rows and one more when there are more; work that waits
 * oldest first, what is closed newest first. */
TlSqlRows *tl_queue_list (TlSql *sql, const TlQueueQuery *query, GError **error);

/** tl_queue_counts: items on each heap; of "mine" those of @me. */
gboolean tl_queue_counts (
    TlSql *sql, const char *me, gint64 now, gint64 counts[TL_QUEUE_N_VIEWS], GError **error);

G_END_DECLS
