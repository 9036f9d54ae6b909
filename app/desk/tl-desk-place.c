/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-place.h"

#include <string.h>

#include "base/tl-error.h"
#include "desk/tl-desk-private.h"
#include "text/tl-text.h"

/* ---- Types ---- */

TlDeskPlace *
tl_desk_place_new (const char *doc, TlDeskView view)
{
  TlDeskPlace *self = g_new0 (TlDeskPlace, 1);

  self->doc = g_strdup (doc);
  self->view = view;
  self->zoom = 1;
  return self;
}

TlDeskPlace *
tl_desk_place_copy (const TlDeskPlace *self)
{
  TlDeskPlace *copy = g_memdup2 (self, sizeof *self);

  copy->doc = g_strdup (self->doc);
  copy->anchor = g_strdup (self->anchor);
  return copy;
}

void
tl_desk_place_free (TlDeskPlace *self)
{
  if (self == NULL)
    return;
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self);
}

void
tl_desk_recent_free (TlDeskRecent *self)
{
  if (self == NULL)
    return;
  g_free (self->doc);
  g_free (self->title);
  g_free (self);
}

/* ---- Places ---- */

static gpointer
put_place (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  TlDeskPlace *place = data;

  if (_tl_desk_check_id (place->doc, error)
      && _tl_desk_check_text ("anchor", place->anchor, TL_DESK_MAX_ID, error)
      && _tl_desk_store_put_place (store, place, error))
    _tl_desk_news (news, TL_DESK_CHANGED_PLACES, place->doc);
  return NULL;
}

void
tl_desk_put_place_async (TlDesk *self,
                         const TlDeskPlace *place,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE,
                      .func = put_place,
                      .free_data = (GDestroyNotify)tl_desk_place_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (place != NULL);
  g_return_if_fail (place->view == TL_DESK_VIEW_PDF || place->view == TL_DESK_VIEW_TEXT);

  call.data = tl_desk_place_copy (place);
  call.about = ((TlDeskPlace *)call.data)->doc;
  _tl_desk_call (self, &call, tl_desk_put_place_async, cancellable, callback, user_data);
}

gboolean
tl_desk_put_place_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_put_place_async, error);
}

static gpointer
get_place (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  TlDeskPlace *wanted = data;

  return _tl_desk_store_get_place (store, wanted->doc, wanted->view, error);
}

void
tl_desk_get_place_async (TlDesk *self,
                         const char *doc,
                         TlDeskView view,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = get_place,
                      .free_data = (GDestroyNotify)tl_desk_place_free,
                      .free_result = (GDestroyNotify)tl_desk_place_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (doc != NULL);

  call.data = tl_desk_place_new (doc, view);
  call.about = ((TlDeskPlace *)call.data)->doc;
  _tl_desk_call (self, &call, tl_desk_get_place_async, cancellable, callback, user_data);
}

TlDeskPlace *
tl_desk_get_place_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_get_place_async, error);
}

/* ---- Recent documents ---- */

/* What the other calls are about: each uses some of it. */
typedef struct
{
  char *doc;
  char *name;
  char *value;
  guint limit;
} Words;

static Words *
words_new (const char *doc, const char *name, const char *value)
{
  Words *self = g_new0 (Words, 1);

  self->doc = g_strdup (doc != NULL ? doc : "");
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

static void
words_free (gpointer data)
{
  Words *self = data;

  g_free (self->doc);
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/* A title is no text of the judge's: it may be cut. */
static char *
dup_title (const char *title)
{
  gsize length = title != NULL ? strlen (title) : 0;
  g_autofree char *valid = NULL;
  const char *last;

  if (length <= TL_DESK_MAX_TITLE)
    return g_utf8_make_valid (title != NULL ? title : "", (gssize)length);
  valid = g_utf8_make_valid (title, TL_DESK_MAX_TITLE - 2);
  last = g_utf8_find_prev_char (valid, valid + MIN (strlen (valid), TL_DESK_MAX_TITLE - 2));
  return g_strdup_printf ("%.*s…", (int)(last - valid), valid);
}

static gpointer
add_recent (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  Words *words = data;
  g_autofree char *title = dup_title (words->value);

  if (_tl_desk_check_id (words->doc, error)
      && _tl_desk_store_add_recent (store, words->doc, title, error))
    _tl_desk_news (news, TL_DESK_CHANGED_RECENTS, words->doc);
  return NULL;
}

void
tl_desk_add_recent_async (TlDesk *self,
                          const char *doc,
                          const char *title,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = add_recent, .free_data = words_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (doc != NULL && title != NULL);

  call.data = words_new (doc, NULL, title);
  call.about = ((Words *)call.data)->doc;
  _tl_desk_call (self, &call, tl_desk_add_recent_async, cancellable, callback, user_data);
}

gboolean
tl_desk_add_recent_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_add_recent_async, error);
}

static gpointer
remove_recent (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  Words *words = data;

  if (_tl_desk_store_remove_recent (store, words->doc, error))
    _tl_desk_news (news, TL_DESK_CHANGED_RECENTS, words->doc);
  return NULL;
}

void
tl_desk_remove_recent_async (TlDesk *self,
                             const char *doc,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = remove_recent, .free_data = words_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (doc != NULL);

  call.data = words_new (doc, NULL, NULL);
  call.about = ((Words *)call.data)->doc;
  _tl_desk_call (self, &call, tl_desk_remove_recent_async, cancellable, callback, user_data);
}

gboolean
tl_desk_remove_recent_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_remove_recent_async, error);
}

static gpointer
list_recents (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  return _tl_desk_store_list_recents (store, GPOINTER_TO_UINT (data), error);
}

void
tl_desk_list_recents_async (TlDesk *self,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = list_recents,
                      .data = GUINT_TO_POINTER (limit),
                      .free_result = (GDestroyNotify)g_ptr_array_unref };

  g_return_if_fail (TL_IS_DESK (self));
  _tl_desk_call (self, &call, tl_desk_list_recents_async, cancellable, callback, user_data);
}

GPtrArray *
tl_desk_list_recents_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_list_recents_async, error);
}

/* ---- State ---- */

static gpointer
set_state (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  Words *words = data;

  if (_tl_desk_check_text ("document", words->doc, TL_DESK_MAX_ID, error)
      && _tl_desk_check_text ("name", words->name, TL_DESK_MAX_STATE_NAME, error)
      && _tl_desk_check_text ("value", words->value, TL_DESK_MAX_STATE_VALUE, error)
      && _tl_desk_store_set_state (store, words->doc, words->name, words->value, error))
    _tl_desk_news (news, TL_DESK_CHANGED_STATES, words->doc);
  return NULL;
}

void
tl_desk_set_state_async (TlDesk *self,
                         const char *doc,
                         const char *name,
                         const char *value,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = set_state, .free_data = words_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (name != NULL && *name != '\0');

  call.data = words_new (doc, name, value);
  call.about = ((Words *)call.data)->doc;
  _tl_desk_call (self, &call, tl_desk_set_state_async, cancellable, callback, user_data);
}

gboolean
tl_desk_set_state_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_set_state_async, error);
}

static gpointer
get_state (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  Words *words = data;

  return _tl_desk_store_get_state (store, words->doc, words->name, error);
}

void
tl_desk_get_state_async (TlDesk *self,
                         const char *doc,
                         const char *name,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  TlDeskCall call
      = { .kind = TL_DESK_READ, .func = get_state, .free_data = words_free, .free_result = g_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (name != NULL);

  call.data = words_new (doc, name, NULL);
  call.about = ((Words *)call.data)->doc;
  _tl_desk_call (self, &call, tl_desk_get_state_async, cancellable, callback, user_data);
}

char *
tl_desk_get_state_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_get_state_async, error);
}
