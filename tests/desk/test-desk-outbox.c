/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits to be sent, and what the centre does with it. The clock is set by the tests. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "desk-test.h"
#include "desk/tl-desk-send.h"
#include "desk/tl-desk-usage.h"

#define NOON 1770000000
#define DAY  86400
#define MANY (1024 * 1024)

typedef struct
{
  char *folder;
  TlDesk *desk;
  GString *heard;
} Fixture;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static void
changed_cb (TlDesk *desk, int kind, const char *what, gpointer user_data)
{
  if (kind == TL_DESK_CHANGED_OUTBOX)
    g_string_append_printf (user_data, "%s ", what != NULL ? what : "all");
}

static TlDesk *
open_desk (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TlDesk *desk;

  tl_desk_open_async (folder, NULL, done_cb, &result);
  desk = tl_desk_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return desk;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tl_clock_set_fake (NOON);
  fixture->folder = desk_test_folder ();
  fixture->heard = g_string_new (NULL);
  fixture->desk = open_desk (fixture->folder);
  g_signal_connect (fixture->desk, "changed", G_CALLBACK (changed_cb), fixture->heard);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_desk_close (fixture->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->desk);
  desk_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->heard, TRUE);
  tl_clock_set_fake (-1);
}

/* ---- Calls, waited for ---- */

static char *
prepare (TlDesk *desk, const TlItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_prepare_item_async (desk, item, NULL, done_cb, &result);
  return tl_desk_prepare_item_finish (desk, wait_for (&result), error);
}

static gboolean
put (TlDesk *desk, const char *body, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_put_item_async (desk, body, "nhãn", NULL, done_cb, &result);
  return tl_desk_put_item_finish (desk, wait_for (&result), error);
}

static TlItem *
comment (const char *text)
{
  TlItem *item = tl_item_new (TL_ITEM_FEEDBACK);

  item->text = g_strdup (text);
  item->program = g_strdup ("0.7");
  return item;
}

/* (transfer full): its id */
static char *
hand_over (TlDesk *desk, const char *text)
{
  g_autoptr (TlItem) item = comment (text);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = prepare (desk, item, &error);

  g_assert_no_error (error);
  put (desk, body, &error);
  g_assert_no_error (error);
  return g_strdup (item->id);
}

static TlDeskItem *
get (TlDesk *desk, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TlDeskItem *item;

  tl_desk_get_item_async (desk, id, NULL, done_cb, &result);
  item = tl_desk_get_item_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  return item;
}

static void
assert_state (TlDesk *desk, const char *id, TlItemState state, gboolean pending)
{
  g_autoptr (TlDeskItem) item = get (desk, id);

  g_assert_nonnull (item);
  g_assert_cmpstr (tl_item_state_to_name (item->state), ==, tl_item_state_to_name (state));
  g_assert_cmpint (item->pending, ==, pending);
}

static GPtrArray *
take (TlDesk *desk, guint limit, gsize bytes, gint64 *wait, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_take_items_async (desk, limit, bytes, NULL, done_cb, &result);
  return tl_desk_take_items_finish (desk, wait_for (&result), wait, error);
}

/* Takes all that is due and settles it. Returns how many there were. */
static guint
settle_all (TlDesk *desk, TlDeskOutcome outcome, gint64 wait_ms, const char *reason)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = take (desk, 100, MANY, NULL, &error);
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      TlDeskResult *one = tl_desk_result_new (g_ptr_array_index (items, i), outcome);

      one->wait = wait_ms;
      one->reason = g_strdup (reason);
      g_ptr_array_add (results, one);
    }
  tl_desk_settle_items_async (desk, results, NULL, done_cb, &result);
  g_assert_true (tl_desk_settle_items_finish (desk, wait_for (&result), &error));
  g_assert_no_error (error);
  return items->len;
}

typedef void (*ItemCall) (TlDesk *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
typedef gboolean (*ItemFinish) (TlDesk *, GAsyncResult *, GError **);

static gboolean
change (TlDesk *desk, ItemCall call, ItemFinish finish, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  call (desk, id, NULL, done_cb, &result);
  return finish (desk, wait_for (&result), error);
}

#define CHANGE(what, id, error)                                                                    \
  change (fixture->desk, tl_desk_##what##_item_async, tl_desk_##what##_item_finish, id, error)

static void
tell (TlDesk *desk, const char *id, TlItemState state, gint64 time, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_event_free);
  TlDeskItemEvent *event = tl_desk_item_event_new (id, state, time);
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, time);

  event->text = g_strdup (text);
  g_ptr_array_add (changes, event);
  tl_desk_apply_changes_async (desk, "s", changes, cursor, "\"e\"", NULL, done_cb, &result);
  g_assert_true (tl_desk_apply_changes_finish (desk, wait_for (&result), &error));
  g_assert_no_error (error);
}

static TlDeskItemCounts
count (TlDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  TlDeskItemCounts counts;

  tl_desk_count_items_async (desk, NULL, done_cb, &result);
  g_assert_true (tl_desk_count_items_finish (desk, wait_for (&result), &counts, NULL));
  return counts;
}

/* ---- Handing over ---- */

static void
what_was_shown_is_what_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlItem) item = comment ("Khoản này\nđã thay \"hôm qua\"");
  g_autoptr (GError) error = NULL;
  g_autofree char *body = prepare (fixture->desk, item, &error);
  g_autoptr (TlDeskItem) kept = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  g_assert_no_error (error);
  g_assert_null (get (fixture->desk, item->id));
  g_assert_true (put (fixture->desk, body, &error));
  g_assert_true (put (fixture->desk, body, &error));
  kept = get (fixture->desk, item->id);
  g_assert_cmpstr (kept->body, ==, body);
  g_assert_cmpstr (kept->label, ==, "nhãn");
  g_assert_cmpint (kept->state, ==, TL_ITEM_WAITING);
  g_assert_cmpuint (kept->attempts, ==, 0);
  taken = take (fixture->desk, 10, MANY, NULL, &error);
  g_assert_cmpuint (taken->len, ==, 1);
  g_assert_cmpstr (((TlDeskItem *)taken->pdata[0])->body, ==, body);
  g_assert_cmpint (((TlDeskItem *)taken->pdata[0])->attempts, ==, 1);
  g_assert_nonnull (strstr (fixture->heard->str, item->id));
}

static void
items_are_numbered_in_the_order_they_were_handed_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = hand_over (fixture->desk, "một");
  g_autofree char *second = hand_over (fixture->desk, "hai");
  g_autoptr (TlDeskItem) one = get (fixture->desk, first);
  g_autoptr (TlDeskItem) two = get (fixture->desk, second);

  g_assert_cmpint (one->item->sequence, ==, 1);
  g_assert_cmpint (two->item->sequence, ==, 2);
}

static void
a_body_that_is_not_the_next_any_more_is_prepared_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlItem) item = comment ("chậm");
  g_autoptr (GError) error = NULL;
  g_autofree char *body = prepare (fixture->desk, item, NULL);
  g_autofree char *other = hand_over (fixture->desk, "nhanh");
  g_autofree char *again = NULL;

  g_assert_false (put (fixture->desk, body, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  again = prepare (fixture->desk, item, &error);
  g_assert_true (put (fixture->desk, again, &error));
}

static void
an_item_that_waits_is_edited (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (TlDeskItem) before = get (fixture->desk, id);
  g_autoptr (TlItem) edited = tl_item_copy (before->item);
  g_autofree char *body = NULL;
  g_autoptr (TlDeskItem) after = NULL;

  g_free (edited->text);
  edited->text = g_strdup ("hai");
  body = prepare (fixture->desk, edited, NULL);
  g_assert_true (put (fixture->desk, body, NULL));
  after = get (fixture->desk, id);
  g_assert_cmpint (after->item->revision, ==, 2);
  g_assert_cmpint (after->item->sequence, ==, 1);
  g_assert_cmpstr (after->item->text, ==, "hai");
}

/* The first revision is under way while the judge makes the second. */
static void
an_item_edited_while_it_is_sent_goes_on_waiting (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (GPtrArray) taken = take (fixture->desk, 10, MANY, NULL, NULL);
  g_autoptr (TlItem) edited = tl_item_copy (((TlDeskItem *)taken->pdata[0])->item);
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *body = NULL;

  edited->verdict = TL_ITEM_WRONG;
  body = prepare (fixture->desk, edited, NULL);
  g_assert_true (put (fixture->desk, body, NULL));
  g_ptr_array_add (results, tl_desk_result_new (taken->pdata[0], TL_DESK_SENT));
  tl_desk_settle_items_async (fixture->desk, results, NULL, done_cb, &result);
  g_assert_true (tl_desk_settle_items_finish (fixture->desk, wait_for (&result), NULL));
  assert_state (fixture->desk, id, TL_ITEM_WAITING, TRUE);
  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_SENT, 0, NULL), ==, 1);
  assert_state (fixture->desk, id, TL_ITEM_RECEIVED, FALSE);
}

static void
what_cannot_be_sent_is_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlItem) item = comment ("x");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&item->program, g_free);
  g_assert_null (prepare (fixture->desk, item, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  item->program = g_strnfill (TL_ITEM_MAX_PROGRAM + 1, 'x');
  g_assert_null (prepare (fixture->desk, item, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (put (fixture->desk, "{}", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* ---- Withdrawing ---- */

static void
what_was_never_begun_is_withdrawn_here_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");

  g_assert_true (CHANGE (withdraw, id, NULL));
  assert_state (fixture->desk, id, TL_ITEM_WITHDRAWN, FALSE);
  g_assert_true (CHANGE (withdraw, id, NULL));
  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_SENT, 0, NULL), ==, 0);
}

static void
what_may_have_arrived_is_withdrawn_there_too (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (GPtrArray) taken = NULL;

  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_LATER, 0, NULL), ==, 1);
  g_assert_true (CHANGE (withdraw, id, NULL));
  assert_state (fixture->desk, id, TL_ITEM_WITHDRAWN, TRUE);
  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_SENT, 0, NULL), ==, 1);
  assert_state (fixture->desk, id, TL_ITEM_WITHDRAWN, FALSE);
}

static void
what_is_being_edited_is_not_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (GError) error = NULL;

  settle_all (fixture->desk, TL_DESK_SENT, 0, NULL);
  g_assert_true (CHANGE (withdraw, id, NULL));
  /* An editor was quicker. */
  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_TOO_LATE, 0, "claimed"), ==, 1);
  assert_state (fixture->desk, id, TL_ITEM_EDITING, FALSE);
  g_assert_false (CHANGE (withdraw, id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (CHANGE (withdraw, "no-such", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* ---- Sending ---- */

static void
what_is_put_off_keeps_what_is_behind_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = hand_over (fixture->desk, "một");
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) none = NULL;
  gint64 wait = 0;

  settle_all (fixture->desk, TL_DESK_LATER, 60000, "busy");
  second = hand_over (fixture->desk, "hai");
  none = take (fixture->desk, 10, MANY, &wait, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (wait, ==, 60000);
  tl_clock_set_fake (NOON + 60);
  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_SENT, 0, NULL), ==, 2);
}

/* However the clock jumps: nothing is put off longer than the longest wait, and one attempt is all
 * that a jump sets off. */
static void
a_clock_that_jumps_neither_starves_nor_storms (Fixture *fixture, gconstpointer data)
{
  static const gint64 jumps[] = { -DAY, DAY, -DAY, 400 * DAY, -800 * DAY };
  g_autofree char *id = hand_over (fixture->desk, "một");
  gint64 now = NOON;

  settle_all (fixture->desk, TL_DESK_LATER, TL_DESK_MAX_WAIT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++)
    {
      gint64 wait = 0;
      g_autoptr (GPtrArray) none = NULL;

      now += jumps[i];
      tl_clock_set_fake (now);
      g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_LATER, 60000, NULL), ==, 1);
      none = take (fixture->desk, 10, MANY, &wait, NULL);
      g_assert_cmpuint (none->len, ==, 0);
      g_assert_cmpint (wait, >, 0);
      g_assert_cmpint (wait, <=, TL_DESK_MAX_WAIT);
    }
  assert_state (fixture->desk, id, TL_ITEM_WAITING, TRUE);
}

static void
an_item_that_failed_is_handled_by_the_judge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = hand_over (fixture->desk, "một");
  g_autofree char *second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TlDeskItem) failed = NULL;
  TlDeskItemCounts counts;

  settle_all (fixture->desk, TL_DESK_FAILED, 0, "limit");
  second = hand_over (fixture->desk, "hai");
  counts = count (fixture->desk);
  g_assert_cmpuint (counts.failed, ==, 1);
  g_assert_cmpuint (counts.waiting, ==, 1);
  failed = get (fixture->desk, first);
  g_assert_cmpstr (failed->reason, ==, "limit");
  /* It stands first, and keeps nothing behind it. */
  tl_desk_list_items_async (fixture->desk, 0, 0, NULL, done_cb, &result);
  list = tl_desk_list_items_finish (fixture->desk, wait_for (&result), NULL);
  g_assert_cmpstr (((TlDeskItem *)list->pdata[0])->item->id, ==, first);
  g_assert_cmpuint (settle_all (fixture->desk, TL_DESK_SENT, 0, NULL), ==, 1);
  g_assert_true (CHANGE (retry, first, NULL));
  assert_state (fixture->desk, first, TL_ITEM_WAITING, TRUE);
  settle_all (fixture->desk, TL_DESK_FAILED, 0, "limit");
  g_assert_true (CHANGE (dismiss, first, NULL));
  assert_state (fixture->desk, first, TL_ITEM_WITHDRAWN, FALSE);
  g_assert_true (CHANGE (dismiss, second, NULL));
  assert_state (fixture->desk, second, TL_ITEM_RECEIVED, FALSE);
}

/* An edit that came too late: the centre goes on with what it has, and the judge is told. */
static void
an_edit_that_came_too_late_is_told_and_can_be_let_be (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");

  settle_all (fixture->desk, TL_DESK_LATER, 0, NULL);
  tell (fixture->desk, id, TL_ITEM_EDITING, 5, NULL);
  assert_state (fixture->desk, id, TL_ITEM_WAITING, TRUE);
  settle_all (fixture->desk, TL_DESK_FAILED, 0, "claimed");
  assert_state (fixture->desk, id, TL_ITEM_FAILED, FALSE);
  g_assert_true (CHANGE (dismiss, id, NULL));
  assert_state (fixture->desk, id, TL_ITEM_EDITING, FALSE);
}

static void
a_batch_is_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GPtrArray) small = NULL;
  g_autoptr (GPtrArray) one = NULL;

  for (guint i = 0; i < 6; i++)
    g_free (hand_over (fixture->desk, text));
  few = take (fixture->desk, 4, MANY, NULL, NULL);
  g_assert_cmpuint (few->len, ==, 4);
  small = take (fixture->desk, 100, 2500, NULL, NULL);
  g_assert_cmpuint (small->len, ==, 2);
  one = take (fixture->desk, 100, 10, NULL, NULL);
  g_assert_cmpuint (one->len, ==, 1);
}

static void
one_program_sends_from_a_desk (Fixture *fixture, gconstpointer data)
{
  TlDesk *other = open_desk (fixture->folder);
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (GPtrArray) taken = take (fixture->desk, 10, MANY, NULL, NULL);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (taken->len, ==, 1);
  none = take (other, 10, MANY, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  /* What it began is sent again by the other when it has gone. */
  tl_desk_close (fixture->desk);
  g_object_unref (fixture->desk);
  fixture->desk = other;
  again = take (other, 10, MANY, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpuint (((TlDeskItem *)again->pdata[0])->attempts, ==, 2);
}

/* ---- What the centre tells ---- */

static void
what_the_centre_tells_is_kept_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TlDeskItem) item = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *etag = NULL;

  settle_all (fixture->desk, TL_DESK_SENT, 0, NULL);
  tell (fixture->desk, id, TL_ITEM_RECEIVED, 1, NULL);
  g_assert_cmpuint (count (fixture->desk).unread, ==, 0);
  tell (fixture->desk, id, TL_ITEM_EDITING, 2, NULL);
  tell (fixture->desk, id, TL_ITEM_REJECTED, 3, "Đã có trong bản 12");
  tell (fixture->desk, id, TL_ITEM_EDITING, 2, NULL);
  tell (fixture->desk, "11111111-1111-4111-8111-111111111111", TL_ITEM_EDITING, 2, NULL);
  item = get (fixture->desk, id);
  g_assert_cmpint (item->state, ==, TL_ITEM_REJECTED);
  g_assert_cmpuint (item->events->len, ==, 3);
  g_assert_cmpuint (item->unread, ==, 2);
  g_assert_cmpstr (((TlDeskItemEvent *)item->events->pdata[2])->text, ==, "Đã có trong bản 12");
  g_assert_cmpuint (count (fixture->desk).unread, ==, 1);
  g_assert_true (change (fixture->desk, tl_desk_mark_item_read_async, tl_desk_mark_item_read_finish,
                         NULL, NULL));
  g_assert_cmpuint (count (fixture->desk).unread, ==, 0);
  tl_desk_get_cursor_async (fixture->desk, "s", NULL, done_cb, &result);
  g_assert_true (
      tl_desk_get_cursor_finish (fixture->desk, wait_for (&result), &cursor, &etag, NULL));
  g_assert_cmpstr (cursor, ==, "2");
  g_assert_cmpstr (etag, ==, "\"e\"");
}

static void
events_of_an_item_have_an_end (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");
  g_autoptr (TlDeskItem) item = NULL;

  settle_all (fixture->desk, TL_DESK_SENT, 0, NULL);
  for (gint64 i = 0; i < TL_DESK_MAX_EVENTS + 5; i++)
    tell (fixture->desk, id, TL_ITEM_EDITING, i, "x");
  item = get (fixture->desk, id);
  g_assert_cmpuint (item->events->len, ==, TL_DESK_MAX_EVENTS);
  g_assert_cmpint (((TlDeskItemEvent *)item->events->pdata[0])->time, ==, 5);
}

/* A reply that came before the answer to the sending. */
static void
an_answer_that_was_lost_is_made_up_for (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = hand_over (fixture->desk, "một");

  settle_all (fixture->desk, TL_DESK_LATER, 0, NULL);
  tell (fixture->desk, id, TL_ITEM_ACCEPTED, 9, "Cảm ơn");
  assert_state (fixture->desk, id, TL_ITEM_WAITING, TRUE);
  settle_all (fixture->desk, TL_DESK_SENT, 0, NULL);
  assert_state (fixture->desk, id, TL_ITEM_ACCEPTED, FALSE);
}

#define ADD(function)                                                                              \
  g_test_add ("/desk/outbox/" #function, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (what_was_shown_is_what_is_kept);
  ADD (items_are_numbered_in_the_order_they_were_handed_over);
  ADD (a_body_that_is_not_the_next_any_more_is_prepared_again);
  ADD (an_item_that_waits_is_edited);
  ADD (an_item_edited_while_it_is_sent_goes_on_waiting);
  ADD (what_cannot_be_sent_is_not_taken);
  ADD (what_was_never_begun_is_withdrawn_here_alone);
  ADD (what_may_have_arrived_is_withdrawn_there_too);
  ADD (what_is_being_edited_is_not_withdrawn);
  ADD (what_is_put_off_keeps_what_is_behind_it);
  ADD (a_clock_that_jumps_neither_starves_nor_storms);
  ADD (an_item_that_failed_is_handled_by_the_judge);
  ADD (an_edit_that_came_too_late_is_told_and_can_be_let_be);
  ADD (a_batch_is_bounded);
  ADD (one_program_sends_from_a_desk);
  ADD (what_the_centre_tells_is_kept_once);
  ADD (events_of_an_item_have_an_end);
  ADD (an_answer_that_was_lost_is_made_up_for);
  return g_test_run ();
}
