/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-outbox.h"

#include "base/tl-error.h"
#include "desk/tl-desk-outbox-private.h"
#include "desk/tl-desk-private.h"

static gpointer
prepare_item (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  return _tl_desk_store_prepare_item (store, data, error);
}

void
tl_desk_prepare_item_async (TlDesk *self,
                            const TlItem *item,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = prepare_item,
                      .free_data = (GDestroyNotify)tl_item_free,
                      .free_result = g_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (item != NULL && item->id != NULL);

  call.data = tl_item_copy (item);
  _tl_desk_call (self, &call, tl_desk_prepare_item_async, cancellable, callback, user_data);
}

char *
tl_desk_prepare_item_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_prepare_item_async, error);
}

typedef struct
{
  char *body;
  char *label;
} Put;

static void
put_free (gpointer data)
{
  Put *put = data;

  g_free (put->body);
  g_free (put->label);
  g_free (put);
}

static gpointer
put_item (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const Put *put = data;
  g_autofree char *id = NULL;

  if (_tl_desk_store_put_item (store, put->body, put->label, &id, error))
    _tl_desk_news (news, TL_DESK_CHANGED_OUTBOX, id);
  return NULL;
}

void
tl_desk_put_item_async (TlDesk *self,
                        const char *body,
                        const char *label,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = put_item, .free_data = put_free };
  Put *put;

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (body != NULL);

  put = g_new0 (Put, 1);
  put->body = g_strdup (body);
  put->label = g_strdup (label);
  call.data = put;
  _tl_desk_call (self, &call, tl_desk_put_item_async, cancellable, callback, user_data);
}

gboolean
tl_desk_put_item_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_put_item_async, error);
}

/* ---- Changes of one item ---- */

typedef gboolean (*ChangeFunc) (TlDeskStore *store, const char *id, GError **error);

typedef struct
{
  ChangeFunc func;
  char *id;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->id);
  g_free (change);
}

static gpointer
change_item (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const Change *change = data;

  if (change->func (store, change->id, error))
    _tl_desk_news (news, TL_DESK_CHANGED_OUTBOX, change->id);
  return NULL;
}

static void
call_change (TlDesk *self,
             const char *id,
             ChangeFunc func,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = change_item, .free_data = change_free };
  Change *change;

  g_return_if_fail (TL_IS_DESK (self));

  change = g_new0 (Change, 1);
  change->func = func;
  change->id = g_strdup (id);
  call.data = change;
  _tl_desk_call (self, &call, tag, cancellable, callback, user_data);
}

void
tl_desk_withdraw_item_async (TlDesk *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (id != NULL);
  call_change (self, id, _tl_desk_store_withdraw_item, tl_desk_withdraw_item_async, cancellable,
               callback, user_data);
}

gboolean
tl_desk_withdraw_item_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_withdraw_item_async, error);
}

void
tl_desk_retry_item_async (TlDesk *self,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (id != NULL);
  call_change (self, id, _tl_desk_store_retry_item, tl_desk_retry_item_async, cancellable, callback,
               user_data);
}

gboolean
tl_desk_retry_item_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_retry_item_async, error);
}

void
tl_desk_dismiss_item_async (TlDesk *self,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (id != NULL);
  call_change (self, id, _tl_desk_store_dismiss_item, tl_desk_dismiss_item_async, cancellable,
               callback, user_data);
}

gboolean
tl_desk_dismiss_item_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_dismiss_item_async, error);
}

void
tl_desk_mark_item_read_async (TlDesk *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  call_change (self, id, _tl_desk_store_mark_item_read, tl_desk_mark_item_read_async, cancellable,
               callback, user_data);
}

gboolean
tl_desk_mark_item_read_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_mark_item_read_async, error);
}

/* ---- Reading ---- */

typedef struct
{
  guint offset;
  guint limit;
} Range;

static gpointer
list_items (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const Range *range = data;

  return _tl_desk_store_list_items (store, range->offset, range->limit, error);
}

void
tl_desk_list_items_async (TlDesk *self,
                          guint offset,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const Range range = { offset, limit };
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = list_items,
                      .free_data = g_free,
                      .free_result = (GDestroyNotify)g_ptr_array_unref };

  g_return_if_fail (TL_IS_DESK (self));

  call.data = g_memdup2 (&range, sizeof range);
  _tl_desk_call (self, &call, tl_desk_list_items_async, cancellable, callback, user_data);
}

GPtrArray *
tl_desk_list_items_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_list_items_async, error);
}

static gpointer
get_item (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  return _tl_desk_store_get_item (store, data, error);
}

void
tl_desk_get_item_async (TlDesk *self,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = get_item,
                      .free_data = g_free,
                      .free_result = (GDestroyNotify)tl_desk_item_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (id != NULL);

  call.data = g_strdup (id);
  _tl_desk_call (self, &call, tl_desk_get_item_async, cancellable, callback, user_data);
}

TlDeskItem *
tl_desk_get_item_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_get_item_async, error);
}

static gpointer
count_items (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  TlDeskItemCounts counts;

  return _tl_desk_store_count_items (store, &counts, error) ? g_memdup2 (&counts, sizeof counts)
                                                            : NULL;
}

void
tl_desk_count_items_async (TlDesk *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ, .func = count_items, .free_result = g_free };

  g_return_if_fail (TL_IS_DESK (self));
  _tl_desk_call (self, &call, tl_desk_count_items_async, cancellable, callback, user_data);
}

gboolean
tl_desk_count_items_finish (TlDesk *self,
                            GAsyncResult *result,
                            TlDeskItemCounts *counts,
                            GError **error)
{
  g_autofree TlDeskItemCounts *found
      = _tl_desk_finish_pointer (self, result, tl_desk_count_items_async, error);

  if (found != NULL)
    *counts = *found;
  return found != NULL;
}
