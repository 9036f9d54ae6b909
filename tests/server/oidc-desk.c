/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "oidc-desk.h"

#include <signal.h>
#include <string.h>

#include "base/tl-json.h"

#define SCOPE "openid profile offline_access"

static guint
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

static void
open_database (OidcCourt *self)
{
  g_autoptr (GError) error = NULL;

  self->pool = center_open (self->center);
  self->sql = tl_sql_pool_take (self->pool, 5000, &error);
  g_assert_no_error (error);
}

/* One for all tests of a program: it takes longer to start than a test to run. */
static OidcFixture *shared;
static guint shared_port; /* of each centre, one after the other */

static OidcFixture *
take_provider (void)
{
  g_autofree char *redirect = NULL;

  if (shared != NULL && shared->process != NULL && g_str_equal (shared->keys, "a"))
    return shared;
  if (shared != NULL)
    {
      oidc_fixture_stop (shared);
      oidc_fixture_start (shared, "a");
      return shared;
    }
  shared_port = free_port ();
  redirect = g_strdup_printf ("http://localhost:%u/signin/callback", shared_port);
  shared = oidc_fixture_new (redirect);
  return shared;
}

void
oidc_court_finish (void)
{
  g_clear_pointer (&shared, oidc_fixture_free);
}

OidcCourt *
oidc_court_new (const char *settings)
{
  OidcFixture *provider = take_provider ();
  g_autofree char *text = NULL;
  g_autofree char *secret = NULL;
  OidcCourt *self;

  if (provider == NULL)
    return NULL;
  self = g_new0 (OidcCourt, 1);
  self->provider = provider;
  text = g_strdup_printf ("device-rate=0\naddress-rate=0\n[oidc]\nissuer=%s\n"
                          "pages-client=troly-pages\n%s\n",
                          provider->issuer,
                          settings != NULL ? settings : "client=troly\nadmit=true");
  self->center = center_new (text);
  secret = g_build_filename (self->center->folder, "oidc.secret", NULL);
  g_assert_true (g_file_set_contents (secret, "mat khau: 100%\n", -1, NULL));
  self->center->port = shared_port;
  center_start (self->center);
  open_database (self);
  return self;
}

void
oidc_court_free (OidcCourt *self)
{
  tl_sql_pool_give (self->pool, self->sql);
  tl_sql_pool_free (self->pool);
  g_assert_cmpint (center_stop (self->center, SIGTERM), ==, 0);
  center_free (self->center);
  g_free (self);
}

void
oidc_court_do (OidcCourt *self, const char *statement)
{
  g_autoptr (GError) error = NULL;

  tl_sql_exec (self->sql, &error, statement, "");
  g_assert_no_error (error);
}

void
oidc_court_unit (OidcCourt *self, const char *code)
{
  g_autofree char *statement = g_strdup_printf (
      "INSERT INTO units (code, name, level) VALUES ('%s', 'Tòa %s', 'court')", code, code);

  oidc_court_do (self, statement);
}

char *
oidc_court_value (OidcCourt *self, const char *statement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows = tl_sql_query (self->sql, &error, statement, "");

  g_assert_no_error (error);
  if (tl_sql_rows_count (rows) == 0 || tl_sql_rows_is_null (rows, 0, 0))
    return g_strdup ("");
  return g_strdup (tl_sql_rows_text (rows, 0, 0));
}

/* ---- A workstation ---- */

Desk *
desk_new (OidcCourt *court, const char *client)
{
  Desk *self = g_new0 (Desk, 1);

  self->key = g_new0 (TlEnrolment, 1);
  self->key->id = g_uuid_string_random ();
  self->key->server = g_strdup (court->center->url);
  tl_enrolment_generate_keys (self->key);
  self->public_key = g_base64_encode (self->key->public, sizeof self->key->public);
  self->salt = tl_oidc_random ();
  self->client = g_strdup (client);
  return self;
}

void
desk_free (Desk *self)
{
  tl_enrolment_free (self->key);
  g_free (self->public_key);
  g_free (self->salt);
  g_free (self->client);
  g_free (self);
}

static TlOidcProvider *
describe (OidcCourt *court)
{
  TlOidcProvider *provider = g_new0 (TlOidcProvider, 1);

  provider->issuer = g_strdup (court->provider->issuer);
  provider->authorization = g_strconcat (court->provider->issuer, "/auth", NULL);
  provider->says_issuer = TRUE;
  return provider;
}

char *
desk_url (OidcCourt *court, Desk *self, const char *state, const char *verifier)
{
  g_autoptr (TlOidcProvider) provider = describe (court);
  g_autofree char *nonce = tl_oidc_device_nonce (self->key->id, self->public_key, self->salt);
  const TlOidcTrip trip = { self->client, DESK_REDIRECT, SCOPE, state, nonce, verifier };

  return tl_oidc_authorization_url (provider, &trip);
}

TlOidcTokens *
desk_tokens (OidcCourt *court, Desk *self, const char *login)
{
  g_autoptr (TlOidcProvider) provider = describe (court);
  g_autofree char *state = tl_oidc_random ();
  g_autofree char *verifier = tl_oidc_random ();
  g_autofree char *url = desk_url (court, self, state, verifier);
  g_autofree char *back = oidc_fixture_walk (court->provider, url, login, DESK_REDIRECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  g_autofree char *form = NULL;
  g_autofree char *text = NULL;
  TlOidcTokens *tokens;
  guint status;

  g_assert_true (g_str_has_prefix (back, DESK_REDIRECT "?"));
  code = tl_oidc_read_callback (provider, strchr (back, '?') + 1, state, &error);
  g_assert_no_error (error);
  form = tl_oidc_code_form (self->client, code, DESK_REDIRECT, verifier);
  text = oidc_fixture_post (court->provider, form, &status);
  tokens = tl_oidc_tokens_from_json (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 200);
  return tokens;
}

static char *
ask_challenge (OidcCourt *court, Desk *self)
{
  g_autofree char *asked = g_strdup_printf ("{\"device\":\"%s\"}", self->key->id);
  g_autoptr (Answer) answer
      = call (court->center, "POST", "/v1/session/challenge", NULL, asked, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup (json_object_get_string_member (answer->json, "challenge"));
}

Answer *
desk_sign_in (OidcCourt *court, Desk *self, const char *id_token)
{
  g_autofree char *challenge = ask_challenge (court, self);
  g_autofree char *signature = tl_enrolment_sign_challenge (self->key, challenge);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *body = NULL;

  json_object_set_string_member (object, "device", self->key->id);
  json_object_set_string_member (object, "public", self->public_key);
  json_object_set_string_member (object, "challenge", challenge);
  json_object_set_string_member (object, "signature", signature);
  json_object_set_string_member (object, "id_token", id_token);
  json_object_set_string_member (object, "salt", self->salt);
  body = tl_json_to_line (object);
  return call (court->center, "POST", "/v1/session/oidc", NULL, body, NULL);
}

Answer *
desk_key_sign_in (OidcCourt *court, Desk *self)
{
  g_autofree char *body = sign_in_body (court->center, self->key, FALSE);

  return call (court->center, "POST", "/v1/session", NULL, body, NULL);
}

JsonObject *
desk_payload (const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  GString *text = g_string_new (parts[1]);
  g_autofree guchar *bytes = NULL;
  JsonObject *object;
  gsize size;

  g_string_replace (text, "-", "+", 0);
  g_string_replace (text, "_", "/", 0);
  while (text->len % 4 != 0)
    g_string_append_c (text, '=');
  bytes = g_base64_decode (text->str, &size);
  g_string_free (text, TRUE);
  object = tl_json_parse ((const char *)bytes, (gssize)size, NULL);
  g_assert_nonnull (object);
  return object;
}
