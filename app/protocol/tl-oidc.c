/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "protocol/tl-oidc.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

#include "base/tl-json.h"
#include "release/tl-minisign-private.h"

#define NONCE_PREFIX "troly-oidc-1\n"
#define RANDOM_SIZE  32
#define RANDOM_TEXT  43 /* its base64url without padding */
#define MAX_CODE     1024
#define MAX_REFRESH  (8 * 1024)
#define MAX_QUERY    (8 * 1024)
#define MAX_FIELDS   50
#define VARIANT      sodium_base64_VARIANT_URLSAFE_NO_PADDING

G_DEFINE_QUARK (tl - oidc - error - quark, tl_oidc_error)

static gboolean
fail (GError **error, TlOidcError code, const char *message)
{
  g_set_error_literal (error, TL_OIDC_ERROR, code, message);
  return FALSE;
}

/* ---- Addresses ---- */

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost")
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

gboolean
tl_oidc_is_address (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme, *host;

  if (url == NULL || strlen (url) > TL_OIDC_MAX_URL)
    return FALSE;
  for (const char *p = url; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return FALSE;
  scheme = g_uri_get_scheme (uri);
  host = g_uri_get_host (uri);
  return host != NULL && host[0] != '\0'
         && (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host)));
}

char *
tl_oidc_discovery_url (const char *issuer)
{
  return g_strconcat (issuer, g_str_has_suffix (issuer, "/") ? "" : "/",
                      ".well-known/openid-configuration", NULL);
}

/* ---- What a provider says of itself ---- */

void
tl_oidc_provider_free (TlOidcProvider *self)
{
  if (self == NULL)
    return;
  g_free (self->issuer);
  g_free (self->authorization);
  g_free (self->token);
  g_free (self->keys);
  g_free (self->revocation);
  g_free (self);
}

/* A list that is not there means @otherwise. */
static gboolean
lists (JsonObject *object, const char *name, const char *word, gboolean otherwise)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *list;

  if (node == NULL)
    return otherwise;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *one = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (one) && json_node_get_value_type (one) == G_TYPE_STRING
          && g_str_equal (json_node_get_string (one), word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_true (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static char *
take_address (JsonObject *object, const char *name)
{
  const char *url = tl_json_get_string (object, name);

  return tl_oidc_is_address (url) ? g_strdup (url) : NULL;
}

TlOidcProvider *
tl_oidc_provider_from_json (const char *text, gssize length, const char *issuer, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  g_autoptr (JsonObject) object
      = size <= TL_OIDC_MAX_ANSWER ? tl_json_parse (text, (gssize)size, NULL) : NULL;
  g_autoptr (TlOidcProvider) self = g_new0 (TlOidcProvider, 1);

  if (object == NULL || g_strcmp0 (tl_json_get_string (object, "issuer"), issuer) != 0)
    {
      fail (error, TL_OIDC_ERROR_PROVIDER, "this is not what the provider says of itself");
      return NULL;
    }
  self->issuer = g_strdup (issuer);
  self->authorization = take_address (object, "authorization_endpoint");
  self->token = take_address (object, "token_endpoint");
  self->keys = take_address (object, "jwks_uri");
  self->revocation = take_address (object, "revocation_endpoint");
  self->says_issuer = is_true (object, "authorization_response_iss_parameter_supported");
  if (self->authorization == NULL || self->token == NULL || self->keys == NULL)
    {
      fail (error, TL_OIDC_ERROR_PROVIDER, "the provider names no address that can be used");
      return NULL;
    }
  /* Those that say nothing of PKCE are older than it, or do not keep it: either way a code that is
   * caught could be used. */
  if (!lists (object, "response_types_supported", "code", FALSE)
      || !lists (object, "code_challenge_methods_supported", "S256", FALSE))
    {
      fail (error, TL_OIDC_ERROR_PROVIDER, "the provider has no code flow with PKCE (S256)");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- Random words and digests ---- */

static char *
to_text (const guint8 *bytes, gsize size)
{
  char text[sodium_base64_ENCODED_LEN (RANDOM_SIZE, VARIANT)];

  g_assert (size == RANDOM_SIZE);
  return g_strdup (sodium_bin2base64 (text, sizeof text, bytes, size, VARIANT));
}

static void
start_sodium (void)
{
  if (!_tl_sodium_init (NULL))
    g_error ("libsodium does not start");
}

char *
tl_oidc_random (void)
{
  guint8 bytes[RANDOM_SIZE];

  start_sodium ();
  randombytes_buf (bytes, sizeof bytes);
  return to_text (bytes, sizeof bytes);
}

gboolean
tl_oidc_is_random (const char *text)
{
  if (text == NULL || strlen (text) != RANDOM_TEXT)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return TRUE;
}

char *
tl_oidc_digest (const char *text)
{
  guint8 digest[crypto_hash_sha256_BYTES];

  G_STATIC_ASSERT (sizeof digest == RANDOM_SIZE);
  start_sodium ();
  crypto_hash_sha256 (digest, (const guint8 *)text, strlen (text));
  return to_text (digest, sizeof digest);
}

char *
tl_oidc_device_nonce (const char *device, const char *public_key, const char *salt)
{
  g_autofree char *text = g_strconcat (NONCE_PREFIX, device, "\n", public_key, "\n", salt, NULL);

  return tl_oidc_digest (text);
}

/* ---- There and back ---- */

static void
add_field (GString *form, const char *name, const char *value)
{
  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append (form, name);
  g_string_append_c (form, '=');
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

char *
tl_oidc_authorization_url (const TlOidcProvider *provider, const TlOidcTrip *trip)
{
  GString *query = g_string_new (NULL);
  g_autofree char *challenge = tl_oidc_digest (trip->verifier);
  char *url;

  add_field (query, "response_type", "code");
  add_field (query, "client_id", trip->client);
  add_field (query, "redirect_uri", trip->redirect);
  add_field (query, "scope", trip->scope);
  add_field (query, "state", trip->state);
  add_field (query, "nonce", trip->nonce);
  add_field (query, "code_challenge", challenge);
  add_field (query, "code_challenge_method", "S256");
  /* OpenID Connect Core, section 11: who asks to stay signed in must ask for consent. */
  if (strstr (trip->scope, "offline_access") != NULL)
    add_field (query, "prompt", "consent");
  url = g_strconcat (provider->authorization,
                     strchr (provider->authorization, '?') != NULL ? "&" : "?", query->str, NULL);
  g_string_free (query, TRUE);
  return url;
}

/* (nullable): each name once, no more than there is any need for. */
static GHashTable *
read_query (const char *query)
{
  g_autoptr (GHashTable) fields = NULL;
  GUriParamsIter iter;
  char *name, *value;
  g_autoptr (GError) local = NULL;
  guint n = 0;

  if (query == NULL || strlen (query) > MAX_QUERY)
    return NULL;
  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &local))
    if (!g_hash_table_insert (fields, name, value) || ++n > MAX_FIELDS)
      return NULL;
  return local == NULL ? g_steal_pointer (&fields) : NULL;
}

static gboolean
is_word (const char *text, gsize most)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;
  return length > 0 && length <= most;
}

static gboolean
is_same (const char *a, const char *b)
{
  return a != NULL && b != NULL && strlen (a) == strlen (b)
         && sodium_memcmp (a, b, strlen (a)) == 0;
}

/* The provider's word for why, if it is one. */
static void
fail_refused (GError **error, const char *code)
{
  gboolean plain = code != NULL && code[0] != '\0' && strlen (code) <= 64
                   && strspn (code, "abcdefghijklmnopqrstuvwxyz_") == strlen (code);

  fail (error, TL_OIDC_ERROR_REFUSED, plain ? code : "refused");
}

char *
tl_oidc_read_callback (const TlOidcProvider *provider,
                       const char *query,
                       const char *state,
                       GError **error)
{
  g_autoptr (GHashTable) fields = read_query (query);
  const char *issuer, *code;

  /* First whether it is ours at all: nothing else of it is looked at before. */
  if (fields == NULL || !is_same (g_hash_table_lookup (fields, "state"), state))
    {
      fail (error, TL_OIDC_ERROR_STATE, "the answer belongs to no sign-in that is under way");
      return NULL;
    }
  issuer = g_hash_table_lookup (fields, "iss");
  if (issuer != NULL ? !g_str_equal (issuer, provider->issuer) : provider->says_issuer)
    {
      fail (error, TL_OIDC_ERROR_STATE, "the answer is not of the provider that was asked");
      return NULL;
    }
  if (g_hash_table_contains (fields, "error"))
    {
      fail_refused (error, g_hash_table_lookup (fields, "error"));
      return NULL;
    }
  code = g_hash_table_lookup (fields, "code");
  if (!is_word (code, MAX_CODE))
    {
      fail (error, TL_OIDC_ERROR_PROVIDER, "the provider answers without a code");
      return NULL;
    }
  return g_strdup (code);
}

/* ---- The token endpoint ---- */

char *
tl_oidc_code_form (const char *client, const char *code, const char *redirect, const char *verifier)
{
  GString *form = g_string_new (NULL);

  add_field (form, "grant_type", "authorization_code");
  if (client != NULL)
    add_field (form, "client_id", client);
  add_field (form, "code", code);
  add_field (form, "redirect_uri", redirect);
  add_field (form, "code_verifier", verifier);
  return g_string_free (form, FALSE);
}

char *
tl_oidc_refresh_form (const char *client, const char *refresh)
{
  GString *form = g_string_new (NULL);

  add_field (form, "grant_type", "refresh_token");
  add_field (form, "client_id", client);
  add_field (form, "refresh_token", refresh);
  return g_string_free (form, FALSE);
}

char *
tl_oidc_revocation_form (const char *client, const char *refresh)
{
  GString *form = g_string_new (NULL);

  add_field (form, "client_id", client);
  add_field (form, "token", refresh);
  add_field (form, "token_type_hint", "refresh_token");
  return g_string_free (form, FALSE);
}

static void
wipe (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

void
tl_oidc_tokens_free (TlOidcTokens *self)
{
  if (self == NULL)
    return;
  wipe (self->id_token);
  wipe (self->refresh);
  g_free (self);
}

TlOidcTokens *
tl_oidc_tokens_from_json (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  g_autoptr (JsonObject) object
      = size <= TL_OIDC_MAX_ANSWER ? tl_json_parse (text, (gssize)size, NULL) : NULL;
  g_autoptr (TlOidcTokens) self = NULL;
  const char *id_token, *refresh;

  if (object != NULL && json_object_has_member (object, "error"))
    {
      fail_refused (error, tl_json_get_string (object, "error"));
      return NULL;
    }
  id_token = object != NULL ? tl_json_get_string (object, "id_token") : NULL;
  refresh = object != NULL ? tl_json_get_string (object, "refresh_token") : NULL;
  if (!is_word (id_token, TL_OIDC_MAX_TOKEN)
      || (refresh != NULL && !is_word (refresh, MAX_REFRESH)))
    {
      fail (error, TL_OIDC_ERROR_PROVIDER, "the provider gives no token that can be used");
      return NULL;
    }
  self = g_new0 (TlOidcTokens, 1);
  self->id_token = g_strdup (id_token);
  self->refresh = g_strdup (refresh);
  return g_steal_pointer (&self);
}
