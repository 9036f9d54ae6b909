/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-centre.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-json.h"
#include "sync/tl-centre-private.h"

G_DEFINE_QUARK (tl - centre - error - quark, tl_centre_error)

TlCentre *
tl_centre_new (const TlCentrePolicy *policy,
               const TlEnrolment *enrolment,
               const char *public_half,
               guint timeout_ms,
               GError **error)
{
  TlCentreLine *line;
  TlCentre *self;

  g_return_val_if_fail (policy != NULL && enrolment != NULL, NULL);

  line = _tl_centre_line_new (policy, enrolment->server, timeout_ms, error);
  if (line == NULL)
    return NULL;
  self = g_new0 (TlCentre, 1);
  self->line = line;
  self->policy = policy;
  self->enrolment = enrolment;
  self->expires = enrolment->expires;
  self->public_half = g_strdup (public_half);
  return self;
}

void
tl_centre_free (TlCentre *self)
{
  if (self == NULL)
    return;
  _tl_centre_line_free (self->line);
  tl_enrolment_wipe_text (self->token);
  tl_grant_free (self->grant);
  g_free (self->public_half);
  g_free (self);
}

gint64
tl_centre_get_retry (const TlCentre *self)
{
  return self->retry;
}

/* ---- What a status means ---- */

static gboolean
is_later (guint status)
{
  return status >= 500 || status == 408 || status == 425 || status == 429;
}

/* Sets the error of an answer that is none of those that are hoped for. */
gboolean
_tl_centre_fail_status (TlCentre *self, const TlCentreAnswer *answer, GError **error)
{
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  _tl_centre_read_error (answer, &code, &message);
  /* A challenge that was used up or is too old: another will do. */
  if (is_later (answer->status) || g_strcmp0 (code, "challenge") == 0)
    g_set_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_BUSY, "%s",
                 message != NULL ? message : "the centre is busy");
  else if (answer->status < 400 || (code == NULL && answer->status != 401))
    /* A page of some gate between here and there. */
    g_set_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_ANSWER,
                 "this is no answer of a centre (status %u)", answer->status);
  else if (answer->status == 401 || answer->status == 403)
    g_set_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_REFUSED, "%s",
                 message != NULL ? message : "not let in");
  else
    g_set_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_REJECTED, "%s (%s)",
                 message != NULL ? message : "not taken", code);
  return FALSE;
}

/* ---- Signing in ---- */

char *
_tl_centre_ask_challenge (TlCentre *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *body = g_strdup_printf ("{\"device\":\"%s\"}", self->enrolment->id);
  const TlCentreRequest request
      = { .method = "POST", .path = "/v1/session/challenge", .body = body };
  g_auto (TlCentreAnswer) answer = { 0 };
  g_autoptr (JsonObject) object = NULL;
  const char *challenge;

  if (!_tl_centre_line_ask (self->line, &request, &answer, cancellable, error))
    return NULL;
  self->retry = answer.retry;
  if (answer.status != 200)
    {
      _tl_centre_fail_status (self, &answer, error);
      return NULL;
    }
  object = tl_json_parse (answer.body, (gssize)answer.length, NULL);
  challenge = object != NULL ? tl_json_get_string (object, "challenge") : NULL;
  if (challenge == NULL || strlen (challenge) > 100)
    {
      g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_ANSWER,
                           "this is no answer of a centre (challenge)");
      return NULL;
    }
  return g_strdup (challenge);
}

static char *
session_body (TlCentre *self, const char *challenge, gboolean enrol, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *signature = tl_enrolment_sign_challenge (self->enrolment, challenge);

  if (signature == NULL)
    {
      g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_ANSWER,
                           "this is no answer of a centre (challenge)");
      return NULL;
    }
  json_object_set_string_member (object, "device", self->enrolment->id);
  json_object_set_string_member (object, "challenge", challenge);
  json_object_set_string_member (object, "signature", signature);
  if (enrol)
    {
      JsonObject *half = tl_json_parse (self->public_half, -1, error);

      if (half == NULL)
        return NULL;
      json_object_set_object_member (object, "enrolment", half);
    }
  return tl_canonical_write (object, error);
}

gboolean
_tl_centre_take_token (TlCentre *self, const TlCentreAnswer *answer, GError **error)
{
  g_autoptr (JsonObject) object = tl_json_parse (answer->body, (gssize)answer->length, NULL);
  const char *token = object != NULL ? tl_json_get_string (object, "token") : NULL;
  gsize length = token != NULL ? strlen (token) : 0;

  tl_enrolment_wipe_text (g_steal_pointer (&self->token));
  /* It goes into a header. */
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (token[i]))
      length = 0;
  if (length == 0 || length > 512)
    {
      g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_ANSWER,
                           "this is no answer of a centre (token)");
      return FALSE;
    }
  self->token = g_strdup (token);
  return TRUE;
}

/* @why: (out) (nullable): the code of a refusal. */
static gboolean
try_sign_in (TlCentre *self, gboolean enrol, char **why, GCancellable *cancellable, GError **error)
{
  g_autofree char *challenge = _tl_centre_ask_challenge (self, cancellable, error);
  g_autofree char *body = challenge != NULL ? session_body (self, challenge, enrol, error) : NULL;
  const TlCentreRequest request = { .method = "POST", .path = "/v1/session", .body = body };
  g_auto (TlCentreAnswer) answer = { 0 };
  g_autofree char *message = NULL;

  *why = NULL;
  if (body == NULL || !_tl_centre_line_ask (self->line, &request, &answer, cancellable, error))
    return FALSE;
  self->retry = answer.retry;
  if (answer.status == 200)
    return _tl_centre_take_token (self, &answer, error);
  _tl_centre_read_error (&answer, why, &message);
  return _tl_centre_fail_status (self, &answer, error);
}

static gboolean
sign_in (TlCentre *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *why = NULL;
  g_autofree char *ignored = NULL;
  g_autoptr (GError) first = NULL;

  if (try_sign_in (self, FALSE, &why, cancellable, &first))
    return TRUE;
  /* The centre does not know this workstation (any more), or not for longer. */
  if (self->public_half != NULL && g_strcmp0 (why, "enrolment") == 0)
    return try_sign_in (self, TRUE, &ignored, cancellable, error);
  if (self->grant != NULL && (g_strcmp0 (why, "expired") == 0 || g_strcmp0 (why, "enrolment") == 0))
    return _tl_centre_renew (self, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* A token that is not taken any more is asked for anew, once. */
static gboolean
ask (TlCentre *self,
     TlCentreRequest *request,
     TlCentreAnswer *answer,
     GCancellable *cancellable,
     GError **error)
{
  for (guint attempt = 0;; attempt++)
    {
      if (self->token == NULL && !sign_in (self, cancellable, error))
        return FALSE;
      request->token = self->token;
      if (!_tl_centre_line_ask (self->line, request, answer, cancellable, error))
        return FALSE;
      self->retry = answer->retry;
      if (answer->status != 401)
        return TRUE;
      tl_enrolment_wipe_text (g_steal_pointer (&self->token));
      if (attempt > 0)
        return _tl_centre_fail_status (self, answer, error);
      _tl_centre_answer_clear (answer);
    }
}

/* ---- Items ---- */

/* Whether it is the centre that says it has the item: some gate between here and there may answer
 * anything with a status that pleases. */
static gboolean
is_of_item (const TlCentreAnswer *answer, const char *id)
{
  g_autoptr (JsonObject) object = tl_json_parse (answer->body, (gssize)answer->length, NULL);

  return object != NULL && g_strcmp0 (tl_json_get_string (object, "id"), id) == 0
         && tl_json_get_string (object, "state") != NULL;
}

/* One item by itself: what the centre says of it, or the error of the whole. */
static TlDeskResult *
ask_item (TlCentre *self, const TlDeskItem *item, GCancellable *cancellable, GError **error)
{
  gboolean withdrawn = item->state == TL_ITEM_WITHDRAWN;
  g_autofree char *path = g_strconcat ("/v1/items/", item->item->id, NULL);
  TlCentreRequest request = { .method = withdrawn ? "DELETE" : "PUT",
                              .path = path,
                              .body = withdrawn ? NULL : item->body };
  g_auto (TlCentreAnswer) answer = { 0 };
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  if (!ask (self, &request, &answer, cancellable, error))
    return NULL;
  if ((answer.status == 200 || answer.status == 201) && is_of_item (&answer, item->item->id))
    return _tl_centre_result_of_status (item, answer.status, NULL, NULL);
  _tl_centre_read_error (&answer, &code, &message);
  /* Only what comes with a code is said by a centre. */
  if (is_later (answer.status) || answer.status < 400 || answer.status == 403 || code == NULL)
    {
      _tl_centre_fail_status (self, &answer, error);
      return NULL;
    }
  return _tl_centre_result_of_status (item, answer.status, code, message);
}

TlDeskResult *
tl_centre_withdraw_item (TlCentre *self,
                         const TlDeskItem *item,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && item != NULL, NULL);
  return ask_item (self, item, cancellable, error);
}

/* In order; what was decided before something went wrong is decided. */
static GPtrArray *
send_one_by_one (TlCentre *self, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);

  for (guint i = 0; i < items->len; i++)
    {
      TlDeskResult *result
          = ask_item (self, g_ptr_array_index (items, i), cancellable, i == 0 ? error : NULL);

      if (result == NULL)
        break;
      g_ptr_array_add (results, result);
    }
  return results->len > 0 ? g_steal_pointer (&results) : NULL;
}

/* Bodies travel as strings, so that their bytes are kept. */
static char *
batch_body (GPtrArray *items, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *bodies = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_string_element (bodies, ((TlDeskItem *)g_ptr_array_index (items, i))->body);
  json_object_set_array_member (object, "items", bodies);
  return tl_canonical_write (object, error);
}

GPtrArray *
tl_centre_send_items (TlCentre *self, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  g_autofree char *body = NULL;
  TlCentreRequest request = { .method = "POST", .path = "/v1/items" };
  g_auto (TlCentreAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL && items != NULL && items->len > 0, NULL);

  if (items->len == 1)
    return send_one_by_one (self, items, cancellable, error);
  request.body = body = batch_body (items, error);
  if (body == NULL || !ask (self, &request, &answer, cancellable, error))
    return NULL;
  if (answer.status == 200)
    {
      GPtrArray *results = _tl_centre_read_results (&answer, items, error);

      if (results != NULL && results->len == 0)
        {
          g_set_error_literal (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_BUSY, "the centre is busy");
          g_clear_pointer (&results, g_ptr_array_unref);
        }
      return results;
    }
  /* One of them may spoil the whole. */
  if (answer.status == 400 || answer.status == 413)
    return send_one_by_one (self, items, cancellable, error);
  _tl_centre_fail_status (self, &answer, error);
  return NULL;
}

TlCentreChanges *
tl_centre_fetch_changes (
    TlCentre *self, const char *cursor, const char *etag, GCancellable *cancellable, GError **error)
{
  g_autofree char *after = cursor != NULL ? g_uri_escape_string (cursor, NULL, FALSE) : NULL;
  g_autofree char *path
      = g_strdup_printf ("/v1/items?after=%s&limit=200", after != NULL ? after : "0");
  TlCentreRequest request = { .method = "GET", .path = path, .etag = etag };
  g_auto (TlCentreAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  if (!ask (self, &request, &answer, cancellable, error))
    return NULL;
  if (answer.status == 304 && etag != NULL)
    {
      TlCentreChanges *none = g_new0 (TlCentreChanges, 1);

      none->changes = g_ptr_array_new ();
      none->unchanged = TRUE;
      return none;
    }
  if (answer.status == 200)
    return _tl_centre_read_changes (&answer, error);
  _tl_centre_fail_status (self, &answer, error);
  return NULL;
}

/* Nothing, or an object: no page of a gate. */
static gboolean
is_taken (const TlCentreAnswer *answer)
{
  g_autoptr (JsonObject) object = NULL;

  if (answer->status == 204)
    return TRUE;
  object = tl_json_parse (answer->body, (gssize)answer->length, NULL);
  return (answer->status == 200 || answer->status == 201) && object != NULL;
}

gboolean
tl_centre_send_usage (
    TlCentre *self, const char *day, const char *body, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/usage/", day, NULL);
  TlCentreRequest request = { .method = "PUT", .path = path, .body = body };
  g_auto (TlCentreAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL && day != NULL && body != NULL, FALSE);

  if (!ask (self, &request, &answer, cancellable, error))
    return FALSE;
  return is_taken (&answer) || _tl_centre_fail_status (self, &answer, error);
}
