/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-export.h"

#include <string.h>

#include "base/tl-json.h"
#include "release/tl-manifest.h"
#include "server/pages/tl-edit.h"
#include "server/pages/tl-pages-private.h"
#include "server/store/tl-store.h"

#define ANSWER_ANCHOR                                                                              \
  "dap"                   /* heading of the answer in the document that the publisher makes of it */
#define DOCUMENT_ID "hd-" /* and what stands before its id there (docs/import.md) */
#define BATCH       500

/* Without what was not recognised: such a line is no citation. */
static JsonArray *
read_array (const char *json, const char *needed)
{
  JsonArray *kept = json_array_new ();
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element)
          && tl_json_get_string (json_node_get_object (element), needed) != NULL)
        json_array_add_element (kept, json_node_copy (element));
    }
  return kept;
}

static void
append_answer (GString *out, TlSqlRows *rows, guint row)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *line = NULL;
  char approved[11];

  _tl_page_today (tl_sql_rows_int (rows, row, 7), approved);
  json_object_set_string_member (object, "approved", approved);
  json_object_set_array_member (object, "citations",
                                read_array (tl_sql_rows_text (rows, row, 5), "document"));
  json_object_set_string_member (object, "format", "troly-answer-1");
  json_object_set_string_member (object, "id", tl_sql_rows_text (rows, row, 0));
  json_object_set_string_member (object, "item", tl_sql_rows_text (rows, row, 1));
  json_object_set_array_member (object, "pairs",
                                read_array (tl_sql_rows_text (rows, row, 6), "question"));
  json_object_set_string_member (object, "question", tl_sql_rows_text (rows, row, 3));
  json_object_set_string_member (object, "text", tl_sql_rows_text (rows, row, 4));
  json_object_set_string_member (object, "title", tl_sql_rows_text (rows, row, 2));
  line = tl_json_to_line (object);
  g_string_append (out, line);
  g_string_append_c (out, '\n');
}

/* Answers are read in portions by their order, so that none is held twice in memory. */
static gboolean
append_all (TlSql *sql, GString *out, guint *count, GError **error)
{
  gint64 approved = 0;
  g_autofree char *id = g_strdup ("");
  guint n;

  do
    {
      g_autoptr (TlSqlRows) rows
          = tl_sql_query (sql, error,
                          "SELECT a.id, a.item, a.title, a.question, a.text, a.citations, a.pairs, "
                          "a.approved FROM answers a"
                          " JOIN items i ON i.id = a.item WHERE a.approver IS NOT NULL AND i.state "
                          "IN ('accepted', 'applied')"
                          " AND (a.approved, a.id) > ($1, $2) ORDER BY a.approved, a.id LIMIT 500",
                          "is", approved, id);

      if (rows == NULL)
        return FALSE;
      n = tl_sql_rows_count (rows);
      for (guint i = 0; i < n; i++)
        append_answer (out, rows, i);
      if (n > 0)
        {
          approved = tl_sql_rows_int (rows, n - 1, 7);
          g_free (id);
          id = g_strdup (tl_sql_rows_text (rows, n - 1, 0));
        }
      *count += n;
    }
  while (n == BATCH);
  return TRUE;
}

static gboolean
end (TlSql *sql, gboolean ok, GError **error)
{
  if (ok)
    return tl_sql_commit (sql, error);
  tl_sql_rollback (sql);
  return FALSE;
}

gboolean
tl_export_answers (
    TlSql *sql, gint64 now, const char *actor, GString *out, guint *count, GError **error)
{
  gsize before = out->len;
  g_autofree char *detail = NULL;
  gboolean ok;

  *count = 0;
  if (!tl_sql_begin (sql, error))
    return FALSE;
  ok = append_all (sql, out, count, error)
       && tl_sql_exec (
              sql, error,
              "UPDATE answers SET exported = $1 WHERE exported IS NULL AND approver IS NOT NULL",
              "i", now)
              >= 0;
  detail = g_strdup_printf ("%u", *count);
  ok = end (sql,
            ok && tl_store_audit_add (sql, now, actor, "answers.export", "answers", detail, error),
            error);
  if (!ok)
    g_string_truncate (out, before); /* the handler may be tried again */
  return ok;
}

typedef struct
{
  gint64 now;
  const char *actor;
  gint64 serial;
  gint64 created; /* the last millisecond of the second in which the release was made */
} Published;

/* The release was made of a file from before the answer was taken back: the editors are told so,
 * once. */
static gboolean
note_recalled (TlSql *sql, const Published *release, const char *id, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;
  TlEditEvent event = { .actor = release->actor,
                        .state = "editing",
                        .serial = release->serial,
                        .text = "Bản này vẫn có câu trả lời đã rút duyệt" };

  rows = tl_sql_query (sql, error,
                       "SELECT a.item FROM answers a JOIN items i ON i.id = a.item"
                       " WHERE (a.item = $1 OR a.id = $1) AND i.state = 'editing'"
                       " AND a.recalled IS NOT NULL"
                       " AND (a.published_serial IS NULL OR a.published_serial <> $2)",
                       "si", id, release->serial);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  return tl_sql_exec (sql, error, "UPDATE answers SET published_serial = $1 WHERE item = $2", "is",
                      release->serial, tl_sql_rows_text (rows, 0, 0))
             >= 0
         && tl_edit_add_event (sql, tl_sql_rows_text (rows, 0, 0), release->now, &event, error);
}

/* One id of the manifest: that of the item or of the answer. An answer that was taken back once is
 * the new one only in a release that was made after it was exported again. */
static gboolean
apply (TlSql *sql, const Published *release, const char *id, guint *count, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;
  g_autofree char *document = NULL;
  TlEditEvent event = { .actor = release->actor,
                        .state = "applied",
                        .serial = release->serial,
                        .anchor = ANSWER_ANCHOR,
                        .told = TRUE };

  if (!note_recalled (sql, release, id, error))
    return FALSE;
  rows = tl_sql_query (
      sql, error,
      "SELECT a.id, a.item FROM answers a JOIN items i ON i.id = a.item"
      " WHERE (a.item = $1 OR a.id = $1) AND i.state = 'accepted' AND a.approver IS NOT NULL"
      " AND (a.recalled IS NULL OR a.exported <= $2)",
      "si", id, release->created);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  document = g_strconcat (DOCUMENT_ID, tl_sql_rows_text (rows, 0, 0), NULL);
  event.document = document;
  (*count)++;
  return tl_sql_exec (sql, error,
                      "UPDATE items SET state = 'applied', changed = $1, version = version + 1 "
                      "WHERE id = $2",
                      "is", release->now, tl_sql_rows_text (rows, 0, 1))
             >= 0
         && tl_sql_exec (sql, error, "UPDATE answers SET published_serial = $1 WHERE item = $2",
                         "is", release->serial, tl_sql_rows_text (rows, 0, 1))
                >= 0
         && tl_edit_add_event (sql, tl_sql_rows_text (rows, 0, 1), release->now, &event, error);
}

static gint64
read_created (const TlManifest *manifest)
{
  g_autoptr (GDateTime) created = g_date_time_new_from_iso8601 (manifest->created, NULL);

  return created != NULL ? g_date_time_to_unix (created) * 1000 + 999 : 0;
}

gboolean
tl_export_published (
    TlSql *sql, gint64 now, const char *actor, GBytes *manifest, guint *count, GError **error)
{
  gsize length;
  const void *data = g_bytes_get_data (manifest, &length);
  g_autoptr (TlManifest) parsed = tl_manifest_parse (data != NULL ? data : "", length, error);
  g_autofree char *subject = NULL;
  g_autofree char *detail = NULL;
  Published release = { .now = now, .actor = actor };
  gboolean ok = TRUE;

  *count = 0;
  if (parsed == NULL || !tl_sql_begin (sql, error))
    return FALSE;
  release.serial = (gint64)parsed->serial;
  release.created = read_created (parsed);
  for (guint i = 0; ok && i < parsed->contributions->len; i++)
    ok = apply (sql, &release, parsed->contributions->pdata[i], count, error);
  subject = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64)parsed->serial);
  detail = g_strdup_printf ("%u", *count);
  return end (
      sql, ok && tl_store_audit_add (sql, now, actor, "release.published", subject, detail, error),
      error);
}
