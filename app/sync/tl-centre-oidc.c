/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in through a provider, and renewing it: requests of both and what they answer. */
#include "config.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-json.h"
#include "sync/tl-centre-private.h"

#define FORM       "application/x-www-form-urlencoded"
#define TIMEOUT_MS 20000
#define MAX_WORD   512

static gboolean
fail (GError **error, TlCentreError code, const char *message)
{
  g_set_error_literal (error, TL_CENTRE_ERROR, code, message);
  return FALSE;
}

/* One request to a whole address. */
static gboolean
ask_at (const TlCentrePolicy *policy,
        const char *url,
        const char *form,
        TlCentreAnswer *answer,
        GCancellable *cancellable,
        GError **error)
{
  TlCentreLine *line = _tl_centre_line_new (policy, "", TIMEOUT_MS, error);
  const TlCentreRequest request
      = { .method = form != NULL ? "POST" : "GET", .path = url, .body = form, .type = FORM };
  gboolean done = line != NULL && _tl_centre_line_ask (line, &request, answer, cancellable, error);

  _tl_centre_line_free (line);
  return done;
}

static char *
take_word (JsonObject *object, const char *name)
{
  const char *text = tl_json_get_string (object, name);

  return text != NULL && text[0] != '\0' && strlen (text) <= MAX_WORD ? g_strdup (text) : NULL;
}

TlGrant *
_tl_centre_ask_offer (const TlCentrePolicy *policy,
                      const char *server,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *url = g_strconcat (server, "/v1/session/oidc", NULL);
  g_auto (TlCentreAnswer) answer = { 0 };
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (TlGrant) offer = g_new0 (TlGrant, 1);

  if (!ask_at (policy, url, NULL, &answer, cancellable, error))
    return NULL;
  if (answer.status == 404)
    return NULL;
  object = tl_json_parse (answer.body, (gssize)answer.length, NULL);
  if (answer.status == 200 && object != NULL)
    {
      offer->issuer = take_word (object, "issuer");
      offer->client = take_word (object, "client");
      offer->scope = take_word (object, "scope");
    }
  if (offer->client != NULL && offer->scope != NULL && tl_oidc_is_address (offer->issuer))
    return g_steal_pointer (&offer);
  fail (error, answer.status >= 500 ? TL_CENTRE_ERROR_BUSY : TL_CENTRE_ERROR_ANSWER,
        "this is no answer of a centre (sign-in)");
  return NULL;
}

TlOidcProvider *
_tl_centre_ask_provider (const TlCentrePolicy *policy,
                         const char *issuer,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *url = tl_oidc_discovery_url (issuer);
  g_auto (TlCentreAnswer) answer = { 0 };

  if (!ask_at (policy, url, NULL, &answer, cancellable, error))
    return NULL;
  if (answer.status == 200)
    return tl_oidc_provider_from_json (answer.body, (gssize)answer.length, issuer, error);
  fail (error, TL_CENTRE_ERROR_OFFLINE, "the provider does not answer");
  return NULL;
}

TlOidcTokens *
_tl_centre_ask_tokens (const TlCentrePolicy *policy,
                       const TlOidcProvider *provider,
                       const char *form,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (TlCentreAnswer) answer = { 0 };
  TlOidcTokens *tokens = NULL;

  if (!ask_at (policy, provider->token, form, &answer, cancellable, error))
    return NULL;
  if (answer.status == 200 || (answer.status >= 400 && answer.status < 500 && answer.status != 429))
    tokens = tl_oidc_tokens_from_json (answer.body, (gssize)answer.length, error);
  else
    fail (error, TL_CENTRE_ERROR_OFFLINE, "the provider does not answer");
  tl_enrolment_wipe_text (g_steal_pointer (&answer.body));
  return tokens;
}

gboolean
_tl_centre_revoke (const TlCentrePolicy *policy,
                   const TlGrant *grant,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (TlOidcProvider) provider
      = _tl_centre_ask_provider (policy, grant->issuer, cancellable, error);
  g_auto (TlCentreAnswer) answer = { 0 };
  gboolean asked;
  char *form;

  if (provider == NULL)
    return FALSE;
  if (provider->revocation == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "the provider takes no sign-in back");
      return FALSE;
    }
  form = tl_oidc_revocation_form (grant->client, grant->refresh);
  asked = ask_at (policy, provider->revocation, form, &answer, cancellable, error);
  tl_enrolment_wipe_text (form);
  if (asked && answer.status != 200)
    return fail (error, TL_CENTRE_ERROR_OFFLINE, "the provider did not take the sign-in back");
  return asked;
}

/* ---- Showing it to the centre ---- */

static gboolean
replace_text (char **member, JsonObject *object, const char *name)
{
  char *text = take_word (object, name);

  if (text == NULL)
    return FALSE;
  g_free (*member);
  *member = text;
  return TRUE;
}

gboolean
_tl_centre_read_person (const TlCentreAnswer *answer, TlEnrolment *who, GError **error)
{
  g_autoptr (JsonObject) object = tl_json_parse (answer->body, (gssize)answer->length, NULL);
  JsonNode *node = object != NULL ? json_object_get_member (object, "person") : NULL;
  JsonNode *expires = object != NULL ? json_object_get_member (object, "device_expires") : NULL;
  JsonObject *person
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (person == NULL || expires == NULL || !JSON_NODE_HOLDS_VALUE (expires)
      || json_node_get_value_type (expires) != G_TYPE_INT64 || json_node_get_int (expires) < 0
      || json_node_get_int (expires) > TL_CANONICAL_NUMBER
      || !replace_text (&who->person, person, "id") || !tl_item_id_is_valid (who->person)
      || !replace_text (&who->name, person, "name") || !replace_text (&who->unit, person, "unit")
      || !replace_text (&who->unit_name, person, "unit_name")
      || !replace_text (&who->role, person, "role"))
    return fail (error, TL_CENTRE_ERROR_ANSWER, "this is no answer of a centre (person)");
  who->expires = json_node_get_int (expires);
  return TRUE;
}

static char *
token_body (const TlEnrolment *key,
            const char *challenge,
            const char *salt,
            const char *id_token,
            GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *signature = tl_enrolment_sign_challenge (key, challenge);
  g_autofree char *public_key = g_base64_encode (key->public, sizeof key->public);

  if (signature == NULL)
    {
      fail (error, TL_CENTRE_ERROR_ANSWER, "this is no answer of a centre (challenge)");
      return NULL;
    }
  json_object_set_string_member (object, "device", key->id);
  json_object_set_string_member (object, "public", public_key);
  json_object_set_string_member (object, "challenge", challenge);
  json_object_set_string_member (object, "signature", signature);
  json_object_set_string_member (object, "id_token", id_token);
  json_object_set_string_member (object, "salt", salt);
  return tl_canonical_write (object, error);
}

gboolean
_tl_centre_present (TlCentre *self,
                    const char *salt,
                    const char *id_token,
                    TlEnrolment *who,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *challenge = _tl_centre_ask_challenge (self, cancellable, error);
  char *body
      = challenge != NULL ? token_body (self->enrolment, challenge, salt, id_token, error) : NULL;
  const TlCentreRequest request = { .method = "POST", .path = "/v1/session/oidc", .body = body };
  g_auto (TlCentreAnswer) answer = { 0 };
  gboolean asked
      = body != NULL && _tl_centre_line_ask (self->line, &request, &answer, cancellable, error);

  tl_enrolment_wipe_text (body);
  if (!asked)
    return FALSE;
  self->retry = answer.retry;
  if (answer.status != 200)
    return _tl_centre_fail_status (self, &answer, error);
  return _tl_centre_read_person (&answer, who, error)
         && _tl_centre_take_token (self, &answer, error);
}

/* ---- Renewing ---- */

void
tl_centre_set_grant (TlCentre *self, const TlGrant *grant, TlCentreRenewed renewed, gpointer data)
{
  g_return_if_fail (self != NULL && grant != NULL);

  tl_grant_free (self->grant);
  self->grant = tl_grant_copy (grant);
  self->renewed = renewed;
  self->renewed_data = data;
}

gint64
tl_centre_get_expires (const TlCentre *self)
{
  return self->expires;
}

/* A refresh token that was used is good for nothing any more: the next one is kept before anything
 * else can go wrong. */
static void
keep_refresh (TlCentre *self, TlOidcTokens *tokens)
{
  if (tokens->refresh == NULL)
    return;
  tl_enrolment_wipe_text (self->grant->refresh);
  self->grant->refresh = g_steal_pointer (&tokens->refresh);
  if (self->renewed != NULL)
    self->renewed (self->enrolment, self->grant, self->renewed_data);
}

/* What the provider will not renew, only the judge can. */
static gboolean
fail_renewal (TlCentre *self, GError *cause, GError **error)
{
  if (g_error_matches (cause, TL_OIDC_ERROR, TL_OIDC_ERROR_REFUSED))
    {
      tl_enrolment_wipe_text (g_steal_pointer (&self->grant->refresh));
      if (self->renewed != NULL)
        self->renewed (self->enrolment, self->grant, self->renewed_data);
      g_error_free (cause);
      return fail (error, TL_CENTRE_ERROR_SIGNED_OUT, "the sign-in has ended");
    }
  if (cause->domain == TL_OIDC_ERROR)
    {
      fail (error, TL_CENTRE_ERROR_ANSWER, cause->message);
      g_error_free (cause);
    }
  else
    g_propagate_error (error, cause);
  return FALSE;
}

gboolean
_tl_centre_renew (TlCentre *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlOidcProvider) provider = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (TlEnrolment) who = NULL;
  char *form = NULL;
  GError *cause = NULL;

  if (self->grant->refresh == NULL)
    return fail (error, TL_CENTRE_ERROR_SIGNED_OUT, "the sign-in has ended");
  provider = _tl_centre_ask_provider (self->policy, self->grant->issuer, cancellable, &cause);
  if (provider != NULL)
    {
      form = tl_oidc_refresh_form (self->grant->client, self->grant->refresh);
      tokens = _tl_centre_ask_tokens (self->policy, provider, form, cancellable, &cause);
      tl_enrolment_wipe_text (form);
    }
  if (tokens == NULL)
    return fail_renewal (self, cause, error);
  keep_refresh (self, tokens);
  who = tl_enrolment_copy (self->enrolment);
  if (!_tl_centre_present (self, self->grant->salt, tokens->id_token, who, cancellable, error))
    return FALSE;
  self->expires = who->expires;
  if (self->renewed != NULL)
    self->renewed (who, self->grant, self->renewed_data);
  return TRUE;
}
