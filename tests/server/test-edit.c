/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pages-fixture.h"
#include "release/tl-manifest.h"
#include "server/pages/tl-edit.h"
#include "server/pages/tl-export.h"
#include "server/pages/tl-queue.h"

static const TlAnswerDraft good_draft
    = { .title = "Tiền lãi của khoản vay không kỳ hạn",
        .question = "Tính lãi từ ngày nào?",
        .text = "Từ ngày bên cho vay đòi lại.",
        .citations = "[{\"document\":\"luat-mau\",\"label\":\"Điều 1\"}]",
        .pairs = "[]",
        .valid_citations = 1 };

static char *
add_item (PagesFixture *fixture, const char *text)
{
  g_autoptr (TlItem) item = tl_item_new (TL_ITEM_FEEDBACK);

  item->verdict = TL_ITEM_WRONG;
  item->text = g_strdup (text);
  item->document = g_strdup ("luat-mau");
  item->program = g_strdup ("0.1.0");
  pages_item (fixture, item, "tp1", "tc", PAGES_NOW - 3 * PAGES_DAY);
  return g_strdup (item->id);
}

static gint64
version_of (PagesFixture *fixture, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (fixture->sql, &error, "SELECT version FROM items WHERE id = $1", "s", item);

  g_assert_no_error (error);
  return tl_sql_rows_int (rows, 0, 0);
}

static gint64
answer_version (PagesFixture *fixture, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      fixture->sql, &error, "SELECT version FROM answers WHERE item = $1", "s", item);

  g_assert_no_error (error);
  return tl_sql_rows_count (rows) > 0 ? tl_sql_rows_int (rows, 0, 0) : 0;
}

static TlEdit
now_by (PagesFixture *fixture, const char *item, const char *actor)
{
  return (TlEdit){ item, version_of (fixture, item), actor, PAGES_NOW };
}

#define assert_edit(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error_ = NULL;                                                              \
    TlEditResult result = G_MAXINT;                                                                \
    GError **error = &error_;                                                                      \
    gboolean ok_ = (call);                                                                         \
    g_assert_no_error (error_);                                                                    \
    g_assert_true (ok_);                                                                           \
    g_assert_cmpint (result, ==, (expected));                                                      \
  }                                                                                                \
  G_STMT_END

static void
claim (PagesFixture *fixture, const char *item, const char *actor, TlEditResult expected)
{
  TlEdit edit = now_by (fixture, item, actor);

  assert_edit (tl_edit_claim (fixture->sql, &edit, &result, error), expected);
}

static void
save (PagesFixture *fixture,
      const char *item,
      const char *actor,
      gboolean propose,
      TlEditResult expected)
{
  TlEdit edit = now_by (fixture, item, actor);
  TlAnswerDraft draft = good_draft;

  draft.answer_version = answer_version (fixture, item);
  assert_edit (tl_edit_save (fixture->sql, &edit, &draft, propose, &result, error), expected);
}

static void
approve (
    PagesFixture *fixture, const char *item, const char *actor, guint valid, TlEditResult expected)
{
  TlEdit edit = now_by (fixture, item, actor);
  TlAnswerDraft draft
      = { .answer_version = answer_version (fixture, item), .valid_citations = valid };

  assert_edit (tl_edit_approve (fixture->sql, &edit, &draft, &result, error), expected);
}

static char *
told (PagesFixture *fixture, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      fixture->sql, &error,
      "SELECT state, text FROM item_events WHERE item = $1 AND told = 1 ORDER BY seq", "s", item);
  GString *all = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    g_string_append_printf (all, "%s%s%s%s", i > 0 ? " " : "", tl_sql_rows_text (rows, i, 0),
                            tl_sql_rows_is_null (rows, i, 1) ? "" : ":",
                            tl_sql_rows_is_null (rows, i, 1) ? "" : tl_sql_rows_text (rows, i, 1));
  return g_string_free (all, FALSE);
}

#define assert_told(item, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_ = told (fixture, item);                                                 \
    g_assert_cmpstr (told_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
one_editor_claims_and_others_wait_a_day (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = NULL;
  TlEdit edit;

  pages_editors (fixture);
  item = add_item (fixture, "Sai số điều");
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  claim (fixture, item, "bt2", TL_EDIT_TAKEN);
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  edit = (TlEdit){ item, 1, "bt2", PAGES_NOW };
  assert_edit (tl_edit_claim (fixture->sql, &edit, &result, error), TL_EDIT_CHANGED);
  edit = now_by (fixture, item, "bt2");
  edit.now += TL_EDIT_CLAIM_MS - 1;
  assert_edit (tl_edit_claim (fixture->sql, &edit, &result, error), TL_EDIT_TAKEN);
  edit.now += 1;
  assert_edit (tl_edit_claim (fixture->sql, &edit, &result, error), TL_EDIT_DONE);
  assert_told (item, "editing");
  edit = now_by (fixture, item, "bt1");
  assert_edit (tl_edit_release (fixture->sql, &edit, &result, error), TL_EDIT_TAKEN);
  edit = now_by (fixture, item, "bt2");
  assert_edit (tl_edit_release (fixture->sql, &edit, &result, error), TL_EDIT_DONE);
  assert_told (item, "editing received");
  edit = (TlEdit){ "khong-co", 1, "bt2", PAGES_NOW };
  assert_edit (tl_edit_claim (fixture->sql, &edit, &result, error), TL_EDIT_NOT_FOUND);
}

static void
an_answer_needs_a_second_person_and_law_in_force (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = NULL;
  g_autofree char *state = NULL;
  TlAnswerDraft draft = good_draft;
  TlEdit edit;

  pages_editors (fixture);
  item = add_item (fixture, "Thiếu khoản 2");
  save (fixture, item, "bt1", FALSE, TL_EDIT_CHANGED);
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt2", FALSE, TL_EDIT_TAKEN);
  save (fixture, item, "bt1", FALSE, TL_EDIT_DONE);
  approve (fixture, item, "bt2", 1, TL_EDIT_CHANGED);
  edit = now_by (fixture, item, "bt1");
  draft.answer_version = answer_version (fixture, item);
  draft.valid_citations = 0;
  assert_edit (tl_edit_save (fixture->sql, &edit, &draft, TRUE, &result, error), TL_EDIT_CITATION);
  draft.valid_citations = 1;
  draft.title = "";
  assert_edit (tl_edit_save (fixture->sql, &edit, &draft, TRUE, &result, error),
               TL_EDIT_INCOMPLETE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  approve (fixture, item, "bt1", 1, TL_EDIT_SECOND);
  approve (fixture, item, "tp1", 1, TL_EDIT_CONTRIBUTOR);
  approve (fixture, item, "bt2", 0, TL_EDIT_CITATION);
  approve (fixture, item, "bt2", 1, TL_EDIT_DONE);
  state = pages_text (fixture, "SELECT state FROM items");
  g_assert_cmpstr (state, ==, "accepted");
  assert_told (item, "editing accepted");
  approve (fixture, item, "bt3", 1, TL_EDIT_CHANGED);
  claim (fixture, item, "bt3", TL_EDIT_CHANGED);
}

static void
whoever_changes_a_proposal_becomes_its_author (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = NULL;
  TlEdit edit;

  pages_editors (fixture);
  item = add_item (fixture, "Khác");
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  claim (fixture, item, "bt2", TL_EDIT_DONE);
  approve (fixture, item, "bt3", 1, TL_EDIT_TAKEN);
  save (fixture, item, "bt2", TRUE, TL_EDIT_DONE);
  approve (fixture, item, "bt2", 1, TL_EDIT_SECOND);
  edit = now_by (fixture, item, "bt3");
  assert_edit (tl_edit_return (fixture->sql, &edit, "Thiếu án lệ", &result, error), TL_EDIT_DONE);
  approve (fixture, item, "bt1", 1, TL_EDIT_CHANGED);
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  approve (fixture, item, "bt2", 1, TL_EDIT_DONE);
}

static void
the_table_itself_refuses_one_person_twice (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = NULL;
  g_autoptr (GError) error = NULL;

  pages_editors (fixture);
  item = add_item (fixture, "Khác");
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  g_assert_cmpint (
      tl_sql_exec (fixture->sql, &error, "UPDATE answers SET approver = $1", "s", "bt1"), <, 0);
  g_assert_error (error, TL_SQL_ERROR, TL_SQL_ERROR_CONSTRAINT);
}

static void
approval_is_of_what_was_read (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = NULL;
  TlEdit seen;
  TlAnswerDraft draft = { .valid_citations = 1 };

  pages_editors (fixture);
  item = add_item (fixture, "Khác");
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  seen = now_by (fixture, item, "bt2");
  draft.answer_version = answer_version (fixture, item);
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  assert_edit (tl_edit_approve (fixture->sql, &seen, &draft, &result, error), TL_EDIT_CHANGED);
}

static void
a_rejection_has_a_reason_and_a_reply_reaches_the_author (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = NULL;
  g_autofree char *long_text = g_strnfill (TL_EDIT_MAX_REASON + 1, 'a');
  TlEdit edit;

  pages_editors (fixture);
  item = add_item (fixture, "Đúng");
  edit = now_by (fixture, item, "bt1");
  assert_edit (tl_edit_reply (fixture->sql, &edit, "Xin cho biết thêm", &result, error),
               TL_EDIT_DONE);
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  edit = now_by (fixture, item, "bt1");
  assert_edit (tl_edit_reject (fixture->sql, &edit, "", &result, error), TL_EDIT_REASON);
  assert_edit (tl_edit_reject (fixture->sql, &edit, NULL, &result, error), TL_EDIT_REASON);
  assert_edit (tl_edit_reject (fixture->sql, &edit, long_text, &result, error), TL_EDIT_REASON);
  assert_edit (tl_edit_reject (fixture->sql, &edit, "Kho đã đúng", &result, error), TL_EDIT_DONE);
  assert_told (item, "received:Xin cho biết thêm editing rejected:Kho đã đúng");
}

static void
merge (PagesFixture *fixture, const char *from, const char *into, TlEditResult expected)
{
  TlEdit edit = now_by (fixture, from, "bt1");

  assert_edit (tl_edit_merge (fixture->sql, &edit, into, &result, error), expected);
}

static void
merged_items_follow_the_one_that_stays (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;
  g_autofree char *into = NULL;

  pages_editors (fixture);
  a = add_item (fixture, "một");
  b = add_item (fixture, "hai");
  c = add_item (fixture, "ba");
  merge (fixture, a, b, TL_EDIT_CHANGED);
  claim (fixture, a, "bt1", TL_EDIT_DONE);
  merge (fixture, a, a, TL_EDIT_NOWHERE);
  merge (fixture, a, "khong-co", TL_EDIT_NOWHERE);
  merge (fixture, a, b, TL_EDIT_DONE);
  claim (fixture, b, "bt1", TL_EDIT_DONE);
  merge (fixture, b, a, TL_EDIT_NOWHERE);
  merge (fixture, b, c, TL_EDIT_DONE);
  g_assert_cmpint (pages_int (fixture, "SELECT count(DISTINCT merged_into) FROM items"), ==, 1);
  into = pages_text (fixture, "SELECT merged_into FROM items WHERE merged_into IS NOT NULL");
  g_assert_cmpstr (into, ==, c);
  claim (fixture, c, "bt1", TL_EDIT_DONE);
  save (fixture, c, "bt1", TRUE, TL_EDIT_DONE);
  approve (fixture, c, "bt2", 1, TL_EDIT_DONE);
  assert_told (c, "editing accepted");
  assert_told (b, "editing merged editing accepted");
  assert_told (a, "editing merged editing merged editing accepted");
}

static void
recall (PagesFixture *fixture,
        const char *item,
        const char *actor,
        const char *reason,
        TlEditResult expected)
{
  TlEdit edit = now_by (fixture, item, actor);

  assert_edit (tl_edit_recall (fixture->sql, &edit, reason, &result, error), expected);
}

/* A release that carries @item, made @after PAGES_NOW. */
static void
publish (PagesFixture *fixture, const char *item, guint64 serial, gint64 after, guint expected)
{
  g_autoptr (TlManifest) manifest = tl_manifest_new ();
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc ((PAGES_NOW + after) / 1000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *json;
  guint count;

  manifest->serial = serial;
  g_free (manifest->created);
  manifest->created = g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ");
  g_free (manifest->expires);
  manifest->expires = g_strdup ("2099-01-01T00:00:00Z");
  g_free (manifest->channel);
  manifest->channel = g_strdup ("stable");
  g_free (manifest->minimum_program);
  manifest->minimum_program = g_strdup ("0.1.0");
  g_ptr_array_add (manifest->contributions, g_strdup (item));
  json = tl_manifest_to_json (manifest, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (json, strlen (json));
  g_assert_true (tl_export_published (fixture->sql, PAGES_NOW, "qt", bytes, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, expected);
}

static void export(PagesFixture *fixture, guint expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_true (tl_export_answers (fixture->sql, PAGES_NOW, "qt", out, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, expected);
  g_assert_cmpint (out->len > 0, ==, expected > 0);
}

static char *
approved_item (PagesFixture *fixture)
{
  char *item;

  pages_editors (fixture);
  item = add_item (fixture, "Thiếu khoản 2");
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  recall (fixture, item, "bt2", "Sai", TL_EDIT_CHANGED);
  approve (fixture, item, "bt2", 1, TL_EDIT_DONE);
  return item;
}

static void
what_was_approved_is_taken_back_before_the_release (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = approved_item (fixture);

  export(fixture, 1);
  recall (fixture, item, "bt2", "", TL_EDIT_REASON);
  recall (fixture, item, "bt2", "Căn cứ đã bị thay thế", TL_EDIT_DONE);
  recall (fixture, item, "bt2", "Căn cứ đã bị thay thế", TL_EDIT_CHANGED);
  assert_told (item, "editing accepted editing:Căn cứ đã bị thay thế");
  export(fixture, 0);
  g_assert_cmpint (pages_int (fixture, "SELECT count(*) FROM audit WHERE action = 'answer.recall'"
                                       " AND actor = 'bt2'"
                                       " AND detail = 'was accepted, approved by bt2'"),
                   ==, 1);
  /* A release of the older file carries it all the same: the editors are told, once, and nobody
   * that it was applied. */
  publish (fixture, item, 215, PAGES_DAY, 0);
  publish (fixture, item, 215, PAGES_DAY, 0);
  g_assert_cmpint (pages_int (fixture, "SELECT count(*) FROM item_events WHERE serial = 215"
                                       " AND told = 0 AND state = 'editing'"),
                   ==, 1);
  /* Two persons again, and only a release of the new file is told as the one that carries it. */
  claim (fixture, item, "bt1", TL_EDIT_DONE);
  save (fixture, item, "bt1", TRUE, TL_EDIT_DONE);
  approve (fixture, item, "bt1", 1, TL_EDIT_SECOND);
  approve (fixture, item, "bt2", 1, TL_EDIT_DONE);
  publish (fixture, item, 215, PAGES_DAY, 0);
  export(fixture, 1);
  publish (fixture, item, 215, -PAGES_DAY, 0);
  publish (fixture, item, 216, PAGES_DAY, 1);
  assert_told (item, "editing accepted editing:Căn cứ đã bị thay thế accepted applied");
}

static void
what_was_published_is_corrected_by_a_new_answer (PagesFixture *fixture, gconstpointer data)
{
  g_autofree char *item = approved_item (fixture);
  g_autofree char *applied = NULL;
  g_autofree char *merged = add_item (fixture, "Cũng thế");

  claim (fixture, merged, "bt1", TL_EDIT_DONE);
  merge (fixture, merged, item, TL_EDIT_DONE);
  export(fixture, 1);
  publish (fixture, item, 215, PAGES_DAY, 1);
  recall (fixture, item, "bt3", "Sai số tiền", TL_EDIT_DONE);
  export(fixture, 0);
  claim (fixture, item, "bt3", TL_EDIT_DONE);
  save (fixture, item, "bt3", TRUE, TL_EDIT_DONE);
  approve (fixture, item, "bt3", 1, TL_EDIT_SECOND);
  approve (fixture, item, "bt1", 1, TL_EDIT_DONE);
  export(fixture, 1);
  publish (fixture, item, 216, PAGES_DAY, 1);
  assert_told (item, "editing accepted applied editing:Sai số tiền accepted applied");
  assert_told (merged, "editing merged applied editing:Sai số tiền accepted applied");
  /* The same document says something else now: links to it lead there. */
  applied = pages_text (
      fixture, "SELECT min(serial) || ' ' || max(serial) || ' ' || count(DISTINCT document)"
               " FROM item_events WHERE state = 'applied'");
  g_assert_cmpstr (applied, ==, "215 216 1");
}

static void
the_heaps_of_the_queue_hold_each_item_once (PagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 counts[TL_QUEUE_N_VIEWS];
  g_autofree char *first = NULL;
  gint64 time = 0;
  g_autofree char *id = g_strdup ("");
  guint pages = 0;

  pages_editors (fixture);
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *item = add_item (fixture, "mục");

      if (i == 0)
        first = g_steal_pointer (&item);
    }
  claim (fixture, first, "bt1", TL_EDIT_DONE);
  g_assert_true (tl_queue_counts (fixture->sql, "bt1", PAGES_NOW, counts, &error));
  g_assert_cmpint (counts[TL_QUEUE_NEW], ==, 119);
  g_assert_cmpint (counts[TL_QUEUE_MINE], ==, 1);
  g_assert_cmpint (counts[TL_QUEUE_EDITING], ==, 1);
  for (;; pages++)
    {
      TlQueueQuery query = { .view = TL_QUEUE_NEW,
                             .kind = "feedback",
                             .verdict = "wrong",
                             .unit = "tc",
                             .now = PAGES_NOW,
                             .me = "bt1",
                             .after_time = time,
                             .after_id = id };
      g_autoptr (TlSqlRows) rows = tl_queue_list (fixture->sql, &query, &error);
      guint n = MIN (tl_sql_rows_count (rows), TL_QUEUE_PAGE);

      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (tl_sql_rows_text (rows, i, TL_QUEUE_ID))));
      if (tl_sql_rows_count (rows) <= TL_QUEUE_PAGE)
        break;
      time = tl_sql_rows_int (rows, n - 1, TL_QUEUE_RECEIVED);
      g_free (id);
      id = g_strdup (tl_sql_rows_text (rows, n - 1, TL_QUEUE_ID));
    }
  g_assert_cmpuint (pages, ==, 2);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 119);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(test)                                                                                  \
  g_test_add ("/edit/" #test, PagesFixture, NULL, pages_set_up, test, pages_tear_down)
  ADD (one_editor_claims_and_others_wait_a_day);
  ADD (an_answer_needs_a_second_person_and_law_in_force);
  ADD (whoever_changes_a_proposal_becomes_its_author);
  ADD (the_table_itself_refuses_one_person_twice);
  ADD (approval_is_of_what_was_read);
  ADD (a_rejection_has_a_reason_and_a_reply_reaches_the_author);
  ADD (merged_items_follow_the_one_that_stays);
  ADD (what_was_approved_is_taken_back_before_the_release);
  ADD (what_was_published_is_corrected_by_a_new_answer);
  ADD (the_heaps_of_the_queue_hold_each_item_once);
  return g_test_run ();
}
