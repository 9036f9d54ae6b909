/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-send.h"

#include "base/tl-error.h"
#include "desk/tl-desk-outbox-private.h"
#include "desk/tl-desk-private.h"

/* An answer may be long, an id of the centre not. */
#define MAX_REPLY TL_DESK_MAX_QUOTE

/* ---- Taking ---- */

typedef struct
{
  guint limit;
  gsize bytes;
  gint64 wait;
  GPtrArray *items;
} Take;

static void
take_free (gpointer data)
{
  Take *take = data;

  g_clear_pointer (&take->items, g_ptr_array_unref);
  g_free (take);
}

static gpointer
take_items (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const Take *wanted = data;
  g_autofree Take *taken = g_memdup2 (wanted, sizeof *wanted);

  taken->items
      = _tl_desk_store_take_items (store, wanted->limit, wanted->bytes, &taken->wait, error);
  return taken->items != NULL ? g_steal_pointer (&taken) : NULL;
}

void
tl_desk_take_items_async (TlDesk *self,
                          guint limit,
                          gsize bytes,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const Take take = { .limit = MAX (limit, 1), .bytes = bytes };
  TlDeskCall call = {
    .kind = TL_DESK_WRITE, .func = take_items, .free_data = g_free, .free_result = take_free
  };

  g_return_if_fail (TL_IS_DESK (self));

  call.data = g_memdup2 (&take, sizeof take);
  _tl_desk_call (self, &call, tl_desk_take_items_async, cancellable, callback, user_data);
}

GPtrArray *
tl_desk_take_items_finish (TlDesk *self, GAsyncResult *result, gint64 *wait, GError **error)
{
  g_autofree Take *take = _tl_desk_finish_pointer (self, result, tl_desk_take_items_async, error);

  if (take != NULL && wait != NULL)
    *wait = take->wait;
  return take != NULL ? take->items : NULL;
}

/* ---- Results ---- */

static GPtrArray *
copy_all (GPtrArray *list, GCopyFunc copy, GDestroyNotify free_func)
{
  GPtrArray *all = g_ptr_array_copy (list, copy, NULL);

  g_ptr_array_set_free_func (all, free_func);
  return all;
}

static gpointer
copy_result (gconstpointer result, gpointer data)
{
  return tl_desk_result_copy (result);
}

static gpointer
settle_items (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  GPtrArray *results = data;

  for (guint i = 0; i < results->len; i++)
    {
      TlDeskResult *result = g_ptr_array_index (results, i);

      if (!_tl_desk_check_text ("reason", result->reason, TL_DESK_MAX_ID, error)
          || !_tl_desk_check_text ("message", result->message, MAX_REPLY, error)
          || !_tl_desk_store_settle_item (store, result, error))
        return NULL;
    }
  if (results->len > 0)
    _tl_desk_news (news, TL_DESK_CHANGED_OUTBOX, NULL);
  return NULL;
}

void
tl_desk_settle_items_async (TlDesk *self,
                            GPtrArray *results,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE,
                      .func = settle_items,
                      .free_data = (GDestroyNotify)g_ptr_array_unref };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (results != NULL);

  call.data = copy_all (results, copy_result, (GDestroyNotify)tl_desk_result_free);
  _tl_desk_call (self, &call, tl_desk_settle_items_async, cancellable, callback, user_data);
}

gboolean
tl_desk_settle_items_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_settle_items_async, error);
}

/* ---- What the centre tells ---- */

typedef struct
{
  char *source;
  GPtrArray *changes;
  char *cursor;
  char *etag;
} Follow;

static void
follow_free (gpointer data)
{
  Follow *follow = data;

  g_free (follow->source);
  g_free (follow->cursor);
  g_free (follow->etag);
  g_clear_pointer (&follow->changes, g_ptr_array_unref);
  g_free (follow);
}

static gpointer
get_cursor (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  Follow *follow = g_new0 (Follow, 1);

  if (_tl_desk_store_get_cursor (store, data, &follow->cursor, &follow->etag, error))
    return follow;
  follow_free (follow);
  return NULL;
}

void
tl_desk_get_cursor_async (TlDesk *self,
                          const char *source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  TlDeskCall call = {
    .kind = TL_DESK_READ, .func = get_cursor, .free_data = g_free, .free_result = follow_free
  };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (source != NULL);

  call.data = g_strdup (source);
  _tl_desk_call (self, &call, tl_desk_get_cursor_async, cancellable, callback, user_data);
}

gboolean
tl_desk_get_cursor_finish (
    TlDesk *self, GAsyncResult *result, char **cursor, char **etag, GError **error)
{
  Follow *follow = _tl_desk_finish_pointer (self, result, tl_desk_get_cursor_async, error);

  if (follow == NULL)
    return FALSE;
  *cursor = g_steal_pointer (&follow->cursor);
  *etag = g_steal_pointer (&follow->etag);
  follow_free (follow);
  return TRUE;
}

static gpointer
copy_event (gconstpointer event, gpointer data)
{
  return tl_desk_item_event_copy (event);
}

static gboolean
check_change (const TlDeskItemEvent *change, GError **error)
{
  return _tl_desk_check_id (change->id, error)
         && _tl_desk_check_text ("text", change->text, MAX_REPLY, error)
         && _tl_desk_check_text ("document", change->document, TL_DESK_MAX_ID, error)
         && _tl_desk_check_text ("anchor", change->anchor, TL_DESK_MAX_ID, error)
         && _tl_desk_check_text ("into", change->into, TL_DESK_MAX_ID, error);
}

static gpointer
apply_changes (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const Follow *follow = data;
  guint count = 0;

  for (guint i = 0; i < follow->changes->len; i++)
    {
      const TlDeskItemEvent *change = g_ptr_array_index (follow->changes, i);
      gboolean applied;

      if (!check_change (change, error)
          || !_tl_desk_store_apply_change (store, change, &applied, error))
        return NULL;
      count += applied;
    }
  if (_tl_desk_store_set_cursor (store, follow->source, follow->cursor, follow->etag, error)
      && count > 0)
    _tl_desk_news (news, TL_DESK_CHANGED_OUTBOX, NULL);
  return NULL;
}

void
tl_desk_apply_changes_async (TlDesk *self,
                             const char *source,
                             GPtrArray *changes,
                             const char *cursor,
                             const char *etag,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = apply_changes, .free_data = follow_free };
  Follow *follow;

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (source != NULL && changes != NULL);

  follow = g_new0 (Follow, 1);
  follow->source = g_strdup (source);
  follow->changes = copy_all (changes, copy_event, (GDestroyNotify)tl_desk_item_event_free);
  follow->cursor = g_strdup (cursor);
  follow->etag = g_strdup (etag);
  call.data = follow;
  _tl_desk_call (self, &call, tl_desk_apply_changes_async, cancellable, callback, user_data);
}

gboolean
tl_desk_apply_changes_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_apply_changes_async, error);
}
