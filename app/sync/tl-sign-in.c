/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-sign-in.h"

#include <string.h>

#include "sync/tl-centre-private.h"
#include "sync/tl-sign-in-private.h"

typedef struct
{
  const TlCentrePolicy *policy;
  char *server;
  TlEnrolment *key; /* id, keys and server; the rest comes from the centre */
  TlGrant *grant;   /* that is given back */
  TlSignInLaunch launch;
  gpointer launch_data;
  GMainContext *context;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->server);
  tl_enrolment_free (call->key);
  tl_grant_free (call->grant);
  g_clear_pointer (&call->context, g_main_context_unref);
  g_free (call);
}

/* ---- The browser ---- */

typedef struct
{
  TlSignInLaunch launch;
  gpointer data;
  char *url;
} Launch;

static gboolean
launch_cb (gpointer data)
{
  Launch *launch = data;

  launch->launch (launch->url, launch->data);
  return G_SOURCE_REMOVE;
}

static void
launch_free (gpointer data)
{
  Launch *launch = data;

  g_free (launch->url);
  g_free (launch);
}

static void
open_browser (Call *call, const char *url)
{
  Launch *launch = g_new0 (Launch, 1);

  launch->launch = call->launch;
  launch->data = call->launch_data;
  launch->url = g_strdup (url);
  g_main_context_invoke_full (call->context, G_PRIORITY_DEFAULT, launch_cb, launch, launch_free);
}

/* ---- In a thread of its own ---- */

/* Through the browser, and the code made into tokens. */
static TlOidcTokens *
ask_tokens (Call *call, TlGrant *grant, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlOidcProvider) provider
      = _tl_centre_ask_provider (call->policy, grant->issuer, cancellable, error);
  g_autoptr (TlSignInListener) listener
      = provider != NULL ? _tl_sign_in_listener_new (error) : NULL;
  g_autofree char *state = tl_oidc_random ();
  g_autofree char *verifier = tl_oidc_random ();
  g_autofree char *public_key = g_base64_encode (call->key->public, sizeof call->key->public);
  g_autofree char *nonce = tl_oidc_device_nonce (call->key->id, public_key, grant->salt);
  g_autofree char *url = NULL;
  g_autofree char *code = NULL;
  g_autofree char *form = NULL;
  const char *redirect;

  if (listener == NULL)
    return NULL;
  redirect = _tl_sign_in_listener_get_redirect (listener);
  url = tl_oidc_authorization_url (
      provider, &(TlOidcTrip){ grant->client, redirect, grant->scope, state, nonce, verifier });
  open_browser (call, url);
  code = _tl_sign_in_listener_wait (listener, provider, state,
                                    g_get_monotonic_time ()
                                        + TL_SIGN_IN_SECONDS * G_GINT64_CONSTANT (1000000),
                                    cancellable, error);
  if (code == NULL)
    return NULL;
  form = tl_oidc_code_form (grant->client, code, redirect, verifier);
  return _tl_centre_ask_tokens (call->policy, provider, form, cancellable, error);
}

static TlIdentity *
sign_in (Call *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (TlIdentity) identity = g_new0 (TlIdentity, 1);
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (TlCentre) centre = NULL;

  identity->grant = _tl_centre_ask_offer (call->policy, call->server, cancellable, &fault);
  if (identity->grant == NULL && fault == NULL)
    g_set_error_literal (&fault, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the centre has no provider");
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  identity->grant->salt = tl_oidc_random ();
  tokens = ask_tokens (call, identity->grant, cancellable, error);
  centre = tokens != NULL ? tl_centre_new (call->policy, call->key, NULL, 0, error) : NULL;
  if (centre == NULL)
    return NULL;
  identity->grant->refresh = g_steal_pointer (&tokens->refresh);
  identity->enrolment = tl_enrolment_copy (call->key);
  identity->enrolment->issued = g_get_real_time () / 1000;
  if (!_tl_centre_present (centre, identity->grant->salt, tokens->id_token, identity->enrolment,
                           cancellable, error)
      || !tl_identity_keep (identity, call->policy, cancellable, error))
    return NULL;
  return g_steal_pointer (&identity);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  TlIdentity *identity = sign_in (data, cancellable, &error);

  if (identity != NULL)
    g_task_return_pointer (task, identity, (GDestroyNotify)tl_identity_free);
  else
    g_task_return_error (task, error);
}

static void
offered_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  g_autoptr (TlGrant) offer = _tl_centre_ask_offer (call->policy, call->server, cancellable, NULL);

  g_task_return_boolean (task, offer != NULL);
}

static void
revoke_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;

  if (call->grant->refresh == NULL
      || _tl_centre_revoke (call->policy, call->grant, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- Calls ---- */

static TlEnrolment *
make_key (const char *server, const TlIdentity *earlier)
{
  TlEnrolment *key;

  if (earlier != NULL && earlier->grant != NULL && strcmp (earlier->enrolment->server, server) == 0)
    return tl_enrolment_copy (earlier->enrolment);
  key = g_new0 (TlEnrolment, 1);
  key->id = g_uuid_string_random ();
  key->server = g_strdup (server);
  tl_enrolment_generate_keys (key);
  return key;
}

static void
run (Call *call,
     gpointer tag,
     GTaskThreadFunc func,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, func);
}

void
tl_sign_in_async (const TlCentrePolicy *policy,
                  const char *server,
                  const TlIdentity *earlier,
                  TlSignInLaunch launch,
                  gpointer launch_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  Call *call;

  g_return_if_fail (policy != NULL && server != NULL && launch != NULL);

  call = g_new0 (Call, 1);
  call->policy = policy;
  call->server = g_strdup (server);
  call->key = make_key (server, earlier);
  call->launch = launch;
  call->launch_data = launch_data;
  call->context = g_main_context_ref_thread_default ();
  run (call, tl_sign_in_async, sign_in_thread, cancellable, callback, user_data);
}

TlIdentity *
tl_sign_in_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_sign_in_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_sign_in_offered_async (const TlCentrePolicy *policy,
                          const char *server,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Call *call;

  g_return_if_fail (policy != NULL && server != NULL);

  call = g_new0 (Call, 1);
  call->policy = policy;
  call->server = g_strdup (server);
  run (call, tl_sign_in_offered_async, offered_thread, cancellable, callback, user_data);
}

gboolean
tl_sign_in_offered_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_sign_in_offered_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
tl_sign_in_revoke_async (const TlCentrePolicy *policy,
                         const TlGrant *grant,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Call *call;

  g_return_if_fail (policy != NULL && grant != NULL);

  call = g_new0 (Call, 1);
  call->policy = policy;
  call->grant = tl_grant_copy (grant);
  run (call, tl_sign_in_revoke_async, revoke_thread, cancellable, callback, user_data);
}

gboolean
tl_sign_in_revoke_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_sign_in_revoke_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
