/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-mark.h"

#include <string.h>

#include "base/tl-error.h"
#include "desk/tl-desk-mark-private.h"
#include "desk/tl-desk-private.h"
#include "text/tl-compose.h"
#include "text/tl-text.h"

/* ---- Types ---- */

static const char *const colours[TL_DESK_N_COLOURS] = {
  [TL_DESK_YELLOW] = "yellow", [TL_DESK_GREEN] = "green",   [TL_DESK_BLUE] = "blue",
  [TL_DESK_PINK] = "pink",     [TL_DESK_ORANGE] = "orange",
};

const char *
tl_desk_colour_to_name (TlDeskColour colour)
{
  return colours[(guint)colour < TL_DESK_N_COLOURS ? colour : TL_DESK_YELLOW];
}

TlDeskColour
tl_desk_colour_from_name (const char *name)
{
  for (guint i = 0; i < TL_DESK_N_COLOURS; i++)
    if (g_strcmp0 (name, colours[i]) == 0)
      return (TlDeskColour)i;
  return TL_DESK_YELLOW;
}

TlDeskMark *
tl_desk_mark_new (TlDeskMarkKind kind, const char *doc)
{
  TlDeskMark *self = g_new0 (TlDeskMark, 1);

  self->id = g_uuid_string_random ();
  self->kind = kind;
  self->doc = g_strdup (doc);
  self->offset = -1;
  return self;
}

TlDeskMark *
tl_desk_mark_copy (const TlDeskMark *self)
{
  TlDeskMark *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->doc = g_strdup (self->doc);
  copy->anchor = g_strdup (self->anchor);
  copy->quote = g_strdup (self->quote);
  copy->prefix = g_strdup (self->prefix);
  copy->suffix = g_strdup (self->suffix);
  copy->note = g_strdup (self->note);
  return copy;
}

void
tl_desk_mark_free (TlDeskMark *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->quote);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->note);
  g_free (self);
}

/* ---- The form that is kept ---- */

/* The normal form of corpus texts, in which the passage will be looked for. */
static void
normalize_passage (char **text)
{
  char *normal;

  if (*text == NULL)
    return;
  normal = tl_text_normalize (*text, -1, NULL);
  g_free (*text);
  *text = normal;
}

/* The last or first characters of what stands around the passage. */
static void
cut_context (char **text, gboolean last)
{
  glong length;
  char *cut;

  normalize_passage (text);
  if (*text == NULL)
    return;
  length = g_utf8_strlen (*text, -1);
  if (length <= TL_DESK_CONTEXT)
    return;
  cut = last ? g_utf8_substring (*text, length - TL_DESK_CONTEXT, length)
             : g_utf8_substring (*text, 0, TL_DESK_CONTEXT);
  g_free (*text);
  *text = cut;
}

/* What the judge wrote stays as it was written: only its letters are composed. */
static void
compose_note (char **note)
{
  char *composed;

  if (*note == NULL)
    return;
  composed = tl_text_compose (*note);
  g_free (*note);
  *note = composed;
}

gboolean
_tl_desk_mark_normalize (TlDeskMark *mark, GError **error)
{
  if (mark->id == NULL || !g_uuid_string_is_valid (mark->id))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "mark: its id is no UUID");
      return FALSE;
    }
  if (!_tl_desk_check_id (mark->doc, error)
      || !_tl_desk_check_text ("anchor", mark->anchor, TL_DESK_MAX_ID, error)
      || !_tl_desk_check_text ("quote", mark->quote, TL_DESK_MAX_QUOTE, error)
      || !_tl_desk_check_text ("context", mark->prefix, TL_DESK_MAX_QUOTE, error)
      || !_tl_desk_check_text ("context", mark->suffix, TL_DESK_MAX_QUOTE, error)
      || !_tl_desk_check_text ("note", mark->note, TL_DESK_MAX_NOTE, error))
    return FALSE;
  normalize_passage (&mark->quote);
  cut_context (&mark->prefix, TRUE);
  cut_context (&mark->suffix, FALSE);
  compose_note (&mark->note);
  mark->kind = MIN (mark->kind, TL_DESK_BOOKMARK);
  return TRUE;
}

/* ---- Calls ---- */

static gpointer
put_mark (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  TlDeskMark *mark = data;

  if (_tl_desk_mark_normalize (mark, error) && _tl_desk_store_put_mark (store, mark, error))
    _tl_desk_news (news, TL_DESK_CHANGED_MARKS, mark->doc);
  return NULL;
}

void
tl_desk_put_mark_async (TlDesk *self,
                        const TlDeskMark *mark,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  TlDeskCall call
      = { .kind = TL_DESK_WRITE, .func = put_mark, .free_data = (GDestroyNotify)tl_desk_mark_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (mark != NULL);

  call.data = tl_desk_mark_copy (mark);
  _tl_desk_call (self, &call, tl_desk_put_mark_async, cancellable, callback, user_data);
}

gboolean
tl_desk_put_mark_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_put_mark_async, error);
}

static void
set_deleted (TlDeskStore *store, const char *id, gboolean deleted, TlDeskNews *news, GError **error)
{
  g_autofree char *doc = NULL;

  if (_tl_desk_store_delete_mark (store, id, deleted, &doc, error) && doc != NULL)
    _tl_desk_news (news, TL_DESK_CHANGED_MARKS, doc);
}

static gpointer
delete_mark (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  set_deleted (store, data, TRUE, news, error);
  return NULL;
}

static gpointer
undelete_mark (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  set_deleted (store, data, FALSE, news, error);
  return NULL;
}

void
tl_desk_delete_mark_async (TlDesk *self,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = delete_mark, .free_data = g_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (id != NULL);

  call.data = g_strdup (id);
  _tl_desk_call (self, &call, tl_desk_delete_mark_async, cancellable, callback, user_data);
}

gboolean
tl_desk_delete_mark_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_delete_mark_async, error);
}

void
tl_desk_undelete_mark_async (TlDesk *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = undelete_mark, .free_data = g_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (id != NULL);

  call.data = g_strdup (id);
  _tl_desk_call (self, &call, tl_desk_undelete_mark_async, cancellable, callback, user_data);
}

gboolean
tl_desk_undelete_mark_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_undelete_mark_async, error);
}

static gpointer
purge_marks (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  if (_tl_desk_store_purge_marks (store, error))
    _tl_desk_news (news, TL_DESK_CHANGED_MARKS, NULL);
  return NULL;
}

void
tl_desk_purge_marks_async (TlDesk *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_WRITE, .func = purge_marks };

  g_return_if_fail (TL_IS_DESK (self));
  _tl_desk_call (self, &call, tl_desk_purge_marks_async, cancellable, callback, user_data);
}

gboolean
tl_desk_purge_marks_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_boolean (self, result, tl_desk_purge_marks_async, error);
}

/* A query with words of its own. */
typedef struct
{
  TlDeskMarkQuery query;
  char *doc;
  char *words;
} OwnQuery;

static void
own_query_free (gpointer data)
{
  OwnQuery *self = data;

  g_free (self->doc);
  g_free (self->words);
  g_free (self);
}

static gpointer
list_marks (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  OwnQuery *own = data;

  return _tl_desk_check_text ("words", own->words, TL_DESK_MAX_QUOTE, error)
             ? _tl_desk_store_list_marks (store, &own->query, error)
             : NULL;
}

void
tl_desk_list_marks_async (TlDesk *self,
                          const TlDeskMarkQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = list_marks,
                      .free_data = own_query_free,
                      .free_result = (GDestroyNotify)g_ptr_array_unref };
  OwnQuery *own;

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (query != NULL);
  g_return_if_fail ((guint)query->order <= TL_DESK_READING);

  own = g_new0 (OwnQuery, 1);
  own->query = *query;
  own->query.doc = own->doc = g_strdup (query->doc);
  own->query.words = own->words = g_strdup (query->words);
  call.data = own;
  call.about = own->doc;
  _tl_desk_call (self, &call, tl_desk_list_marks_async, cancellable, callback, user_data);
}

GPtrArray *
tl_desk_list_marks_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_list_marks_async, error);
}

static gpointer
get_mark (TlDeskStore *store, gpointer data, TlDeskNews *news, GError **error)
{
  return _tl_desk_store_get_mark (store, data, error);
}

void
tl_desk_get_mark_async (TlDesk *self,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  TlDeskCall call = { .kind = TL_DESK_READ,
                      .func = get_mark,
                      .free_data = g_free,
                      .free_result = (GDestroyNotify)tl_desk_mark_free };

  g_return_if_fail (TL_IS_DESK (self));
  g_return_if_fail (id != NULL);

  call.data = g_strdup (id);
  _tl_desk_call (self, &call, tl_desk_get_mark_async, cancellable, callback, user_data);
}

TlDeskMark *
tl_desk_get_mark_finish (TlDesk *self, GAsyncResult *result, GError **error)
{
  return _tl_desk_finish_pointer (self, result, tl_desk_get_mark_async, error);
}
