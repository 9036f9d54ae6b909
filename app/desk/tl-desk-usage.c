/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-usage.h"

#include <string.h>

#include "desk/tl-desk-outbox-private.h"
#include "desk/tl-desk-private.h"

TlUsageReport *
tl_desk_usage_day_to_report (const TlDeskUsageDay *self,
                             const char *unit,
                             const char *role,
                             const char *person,
                             gint64 release,
                             const char *program)
{
  TlUsageReport *report = g_new0 (TlUsageReport, 1);

  report->day = g_strdup (self->day);
  report->unit = g_strdup (unit);
  report->role = g_strdup (role);
  report->person = g_strdup (person);
  memcpy (report->counters, self->counters, sizeof report->counters);
  report->release = release;
  report->program = g_strdup (program);
  return report;
}

static gpointer
count_usage (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  if (_tl_desk_store_count_usage (store, (TlUsageCounter)GPOINTER_TO_UINT (data), error))
    _tl_desk_news (news, TL_DESK_CHANGED_USAGE, NULL);
  return NULL;
}

void
tl_desk_count_usage_async (TlDesk *self,
                           TlUsageCounter counter,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = count_usage, .about = "usage:" };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail ((guint)counter < TL_USAGE_N);

  call.data = GUINT_TO_POINTER ((guint)counter);
  _tl_desk_call (self, &call, tl_desk_count_usage_async, cancellable, callback, user_data);
}

gboolean
tl_desk_count_usage_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_count_usage_async, error);
}

typedef struct
{
  gboolean unsent;
  guint limit;
} List;

static gpointer
list_usage (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  const List *list = data;

  return _tl_desk_store_list_usage (store, list->unsent, list->limit, error);
}

void
tl_desk_list_usage_async (TlDesk *self,
                          gboolean unsent,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const List list = { unsent, limit };
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = list_usage,
                      .free_data = g_free,
                      .free_result = (GDestroyNotify)g_ptr_array_unref };

  g_return_if_fail (TL_IS_DESK (self));

  call.data = g_memdup2 (&list, sizeof list);
  _tl_desk_call (self, &call, tl_desk_list_usage_async, cancellable, callback, user_data);
}

GPtrArray *
tl_desk_list_usage_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_list_usage_async, error);
}

static gpointer
set_usage_sent (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  if (_tl_desk_store_set_usage_sent (store, data, error))
    _tl_desk_news (news, TL_DESK_CHANGED_USAGE, NULL);
  return NULL;
}

void
tl_desk_set_usage_sent_async (TlDesk *self,
                              const TlDeskUsageDay *day,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = set_usage_sent, .free_data = g_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (day != NULL);

  call.data = g_memdup2 (day, sizeof *day);
  _tl_desk_call (self, &call, tl_desk_set_usage_sent_async, cancellable, callback, user_data);
}

gboolean
tl_desk_set_usage_sent_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_set_usage_sent_async, error);
}

static gboolean
forget (TlDeskStore *store, gpointer data, GError **error)
{
  return _tl_desk_store_forget_usage (store, error);
}

/* What is left of the traces goes at the next opening. */
static gpointer
forget_usage (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  if (!_tl_desk_store_write (store, forget, NULL, error))
    return NULL;
  _tl_desk_news (news, TL_DESK_CHANGED_USAGE, NULL);
  _tl_desk_store_wipe_rest (store, NULL);
  return NULL;
}

void
tl_desk_forget_usage_async (TlDesk *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_ADMIN, .func = forget_usage };

  g_return_if_fail (TL_IS_DESK (self));
  _tl_desk_call (self, &call, tl_desk_forget_usage_async, cancellable, callback, user_data);
}

gboolean
tl_desk_forget_usage_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_forget_usage_async, error);
}
