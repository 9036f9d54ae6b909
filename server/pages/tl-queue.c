/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-queue.h"

#include <string.h>

#include "server/pages/tl-edit.h"

static const char *const codes[TL_QUEUE_N_VIEWS]
    = { "new", "mine", "editing", "proposed", "accepted", "applied", "rejected", "merged" };

const char *
tl_queue_view_code (TlQueueView view)
{
  return codes[view];
}

TlQueueView
tl_queue_view_from_code (const char *code)
{
  for (guint i = 0; i < TL_QUEUE_N_VIEWS; i++)
    if (strcmp (codes[i], code) == 0)
      return i;
  return TL_QUEUE_NEW;
}

#define COLUMNS                                                                                    \
  "SELECT i.id, i.kind, i.verdict, i.document, i.anchor, i.received, i.body,"                      \
  " COALESCE(u.name, i.unit), h.name, i.claimed FROM items i"                                      \
  " LEFT JOIN units u ON u.code = i.unit LEFT JOIN people h ON h.id = i.claimed_by"                \
  " LEFT JOIN answers a ON a.item = i.id"

#define FILTERS                                                                                    \
  " AND ($4 = '' OR i.kind = $4) AND ($5 = '' OR i.verdict = $5) AND ($6 = '' OR i.unit = $6)"     \
  " AND ($7 = 0 OR i.received <= $7)"

/* The two orders. $1 is the person who asks or the state, $2 and $3 the line before. */
#define UP         " AND (i.received, i.id) > ($2, $3)"
#define DOWN       " AND (i.received, i.id) < ($2, $3)"
#define UP_ORDER   " ORDER BY i.received, i.id LIMIT 51"
#define DOWN_ORDER " ORDER BY i.received DESC, i.id DESC LIMIT 51"

#define IS_WAITING                                                                                 \
  " (i.state = 'received' OR (i.state = 'editing' AND a.proposed IS NULL"                          \
  " AND (i.claimed_by IS NULL OR i.claimed <= $8)))"
#define IS_HELD " i.state = 'editing' AND i.claimed_by IS NOT NULL AND i.claimed > $8"
#define IS_PROPOSED                                                                                \
  " i.state = 'editing' AND a.proposed IS NOT NULL AND (i.claimed_by IS NULL OR i.claimed <= $8)"

static const char *const statements[TL_QUEUE_N_VIEWS] = {
  [TL_QUEUE_NEW] = COLUMNS " WHERE $1 <> ''" UP FILTERS " AND" IS_WAITING UP_ORDER,
  [TL_QUEUE_MINE] = COLUMNS " WHERE i.claimed_by = $1" UP FILTERS " AND" IS_HELD UP_ORDER,
  [TL_QUEUE_EDITING] = COLUMNS " WHERE $1 <> ''" UP FILTERS " AND" IS_HELD UP_ORDER,
  [TL_QUEUE_PROPOSED] = COLUMNS " WHERE $1 <> ''" UP FILTERS " AND" IS_PROPOSED UP_ORDER,
  [TL_QUEUE_ACCEPTED] = COLUMNS " WHERE i.state = $1" DOWN FILTERS " AND $8 <> 0" DOWN_ORDER,
  [TL_QUEUE_APPLIED] = COLUMNS " WHERE i.state = $1" DOWN FILTERS " AND $8 <> 0" DOWN_ORDER,
  [TL_QUEUE_REJECTED] = COLUMNS " WHERE i.state = $1" DOWN FILTERS " AND $8 <> 0" DOWN_ORDER,
  [TL_QUEUE_MERGED] = COLUMNS " WHERE i.state = $1" DOWN FILTERS " AND $8 <> 0" DOWN_ORDER,
};

TlSqlRows *
tl_queue_list (TlSql *sql, const TlQueueQuery *query, GError **error)
{
  gboolean down = query->view >= TL_QUEUE_ACCEPTED;
  gboolean first = query->after_id[0] == '\0';

  return tl_sql_query (sql, error, statements[query->view], "sissssii",
                       down ? codes[query->view] : query->me,
                       first && down ? G_MAXINT64 : query->after_time, query->after_id, query->kind,
                       query->verdict, query->unit, query->older, query->now - TL_EDIT_CLAIM_MS);
}

gboolean
tl_queue_counts (
    TlSql *sql, const char *me, gint64 now, gint64 counts[TL_QUEUE_N_VIEWS], GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  memset (counts, 0, TL_QUEUE_N_VIEWS * sizeof *counts);
  rows = tl_sql_query (
      sql, error,
      "SELECT CASE WHEN i.state = 'received' THEN 'new' WHEN i.state <> 'editing' THEN i.state"
      " WHEN i.claimed_by = $1 AND i.claimed > $2 THEN 'mine'"
      " WHEN i.claimed_by IS NOT NULL AND i.claimed > $2 THEN 'editing'"
      " WHEN a.proposed IS NOT NULL THEN 'proposed' ELSE 'new' END AS heap, count(*)"
      " FROM items i LEFT JOIN answers a ON a.item = i.id GROUP BY heap",
      "si", me, now - TL_EDIT_CLAIM_MS);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    for (guint view = 0; view < TL_QUEUE_N_VIEWS; view++)
      if (strcmp (codes[view], tl_sql_rows_text (rows, i, 0)) == 0)
        counts[view] += tl_sql_rows_int (rows, i, 1);
  counts[TL_QUEUE_EDITING] += counts[TL_QUEUE_MINE];
  return TRUE;
}
