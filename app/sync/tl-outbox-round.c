/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "desk/tl-desk-send.h"
#include "sync/tl-outbox-round-private.h"
#include "sync/tl-outbox-sender.h"

#define BATCH       100
#define BATCH_BYTES (900 * 1024 / 2) /* their quotes are escaped in a batch */
#define MAX_PAGES   50
#define MAX_DAYS    31

gint64
tl_outbox_backoff (guint failures, guint32 random)
{
  gint64 wait = 15000;

  for (guint i = 1; i < failures && wait < TL_DESK_MAX_WAIT; i++)
    wait *= 2;
  wait = MIN (wait, TL_DESK_MAX_WAIT);
  return wait - (gint64)((guint64)wait / 2 * random / G_MAXUINT32);
}

/* ---- The desk, waited for ---- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

/* On the context of this thread. The desk always answers: it ends what was asked for. */
static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  return *slot;
}

static gboolean
settle (TlOutboxRound *self, GPtrArray *results, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (results->len == 0)
    return TRUE;
  tl_desk_settle_items_async (self->desk, results, NULL, done_cb, &result);
  return tl_desk_settle_items_finish (self->desk, wait_for (&result), error);
}

static GPtrArray *
take (TlOutboxRound *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local = NULL;
  GPtrArray *items;

  tl_desk_take_items_async (self->desk, BATCH, BATCH_BYTES, NULL, done_cb, &result);
  items = tl_desk_take_items_finish (self->desk, wait_for (&result), &self->wait, &local);
  self->elsewhere = g_error_matches (local, G_IO_ERROR, G_IO_ERROR_BUSY);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return items;
}

/* ---- Items ---- */

/* What the centre asked to wait for is kept with the items; that it was not reached is not: the
 * next start of the program, or the network coming back, may try at once. */
static void
put_off (TlOutboxRound *self, GPtrArray *items, guint from, GPtrArray *results, const GError *why)
{
  gboolean asked = g_error_matches (why, TL_CENTRE_ERROR, TL_CENTRE_ERROR_BUSY);
  gint64 wait = asked ? MAX (tl_centre_get_retry (self->centre),
                             tl_outbox_backoff (self->failures + 1, g_random_int ()))
                      : 0;

  for (guint i = from; i < items->len; i++)
    {
      TlDeskResult *result = tl_desk_result_new (g_ptr_array_index (items, i), TL_DESK_LATER);

      result->wait = MIN (wait, TL_DESK_MAX_WAIT);
      g_ptr_array_add (results, result);
    }
}

static GPtrArray *
send_them (TlOutboxRound *self, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  const TlDeskItem *first = g_ptr_array_index (items, 0);
  GPtrArray *results;
  TlDeskResult *one;

  if (first->state != TL_ITEM_WITHDRAWN)
    return tl_centre_send_items (self->centre, items, cancellable, error);
  one = tl_centre_withdraw_item (self->centre, first, cancellable, error);
  if (one == NULL)
    return NULL;
  results = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);
  g_ptr_array_add (results, one);
  return results;
}

/* TRUE when nothing is due any more. */
static gboolean
send_all (TlOutboxRound *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autoptr (GPtrArray) items = take (self, error);
      g_autoptr (GPtrArray) results = NULL;
      g_autoptr (GError) why = NULL;

      if (items == NULL)
        return FALSE;
      if (items->len == 0)
        return TRUE;
      results = send_them (self, items, cancellable, &why);
      if (results == NULL)
        {
          results = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);
          put_off (self, items, 0, results, why);
        }
      if (!settle (self, results, error))
        return FALSE;
      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}

/* ---- What the centre tells ---- */

static gboolean
apply (TlOutboxRound *self, const char *source, const TlCentreChanges *changes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_apply_changes_async (self->desk, source, changes->changes, changes->cursor, changes->etag,
                               NULL, done_cb, &result);
  return tl_desk_apply_changes_finish (self->desk, wait_for (&result), error);
}

static gboolean
fetch_changes (TlOutboxRound *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *source
      = g_strdup_printf ("%s %s", self->enrolment->server, self->enrolment->person);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *etag = NULL;

  tl_desk_get_cursor_async (self->desk, source, NULL, done_cb, &result);
  if (!tl_desk_get_cursor_finish (self->desk, wait_for (&result), &cursor, &etag, error))
    return FALSE;
  for (guint page = 0; page < MAX_PAGES; page++)
    {
      g_autoptr (TlCentreChanges) changes
          = tl_centre_fetch_changes (self->centre, cursor, etag, cancellable, error);

      if (changes == NULL)
        return FALSE;
      if (changes->unchanged)
        return TRUE;
      if (!apply (self, source, changes, error))
        return FALSE;
      if (!changes->more)
        return TRUE;
      g_free (cursor);
      cursor = g_strdup (changes->cursor);
      /* Another page is another answer. */
      g_clear_pointer (&etag, g_free);
    }
  return TRUE;
}

/* ---- Numbers of use ---- */

char *
_tl_outbox_report (const TlCentrePolicy *policy,
                   const TlEnrolment *enrolment,
                   gint64 release,
                   const TlDeskUsageDay *day,
                   GError **error)
{
  g_autoptr (TlUsageReport) report = tl_desk_usage_day_to_report (
      day, enrolment->unit, enrolment->role, policy->usage_person ? enrolment->person : NULL,
      release, TL_VERSION);

  return tl_usage_report_to_body (report, error);
}

static gboolean
send_day (TlOutboxRound *self, const TlDeskUsageDay *day, GCancellable *cancellable, GError **error)
{
  g_autofree char *body
      = _tl_outbox_report (self->policy, self->enrolment, self->release, day, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) why = NULL;

  if (body == NULL)
    return FALSE;
  /* A day that the centre will never take is done with. */
  if (!tl_centre_send_usage (self->centre, day->day, body, cancellable, &why)
      && !g_error_matches (why, TL_CENTRE_ERROR, TL_CENTRE_ERROR_REJECTED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  tl_desk_set_usage_sent_async (self->desk, day, NULL, done_cb, &result);
  return tl_desk_set_usage_sent_finish (self->desk, wait_for (&result), error);
}

static gboolean
send_usage (TlOutboxRound *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;

  tl_desk_list_usage_async (self->desk, TRUE, MAX_DAYS, NULL, done_cb, &result);
  days = tl_desk_list_usage_finish (self->desk, wait_for (&result), error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    if (!send_day (self, g_ptr_array_index (days, i), cancellable, error))
      return FALSE;
  return days != NULL;
}

gboolean
_tl_outbox_round_run (TlOutboxRound *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  gboolean ok;

  self->wait = -1;
  g_main_context_push_thread_default (context);
  ok = (!self->policy->feedback || send_all (self, cancellable, error))
       && (!self->policy->feedback || fetch_changes (self, cancellable, error))
       && (!self->usage || send_usage (self, cancellable, error));
  g_main_context_pop_thread_default (context);
  return ok;
}
