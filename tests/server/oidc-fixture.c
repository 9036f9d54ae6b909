/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "oidc-fixture.h"

#include <cjose/cjose.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#define MAX_STEPS 20

static char *
script (const char *name)
{
  const char *folder = g_getenv ("TROLY_OIDC_SCRIPTS");

  g_assert_nonnull (folder);
  return g_build_filename (folder, name, NULL);
}

static char *
find_installed (void)
{
  g_autofree char *program = script ("oidc-install");
  const char *argv[] = { program, NULL };
  g_autofree char *output = NULL;
  g_autofree char *reason = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                               &reason, &status, NULL));
  if (g_spawn_check_wait_status (status, NULL))
    return g_strdup (g_strchomp (output));
  g_test_skip_printf ("no provider of OpenID Connect: %s", g_strchomp (reason));
  return NULL;
}

void
oidc_fixture_start (OidcFixture *self, const char *keys)
{
  g_autofree char *program = script ("oidc-provider.mjs");
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_free (self->keys);
  self->keys = g_strdup (keys);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &error, "node", program, self->installed, self->folder, port,
                                    keys, self->pages_redirect, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
    }
  while (line != NULL && !g_str_has_prefix (line, "http://"));
  if (line == NULL)
    g_error ("the provider did not start");
  g_free (self->issuer);
  self->issuer = g_steal_pointer (&line);
  self->port = (guint)g_ascii_strtoull (strrchr (self->issuer, ':') + 1, NULL, 10);
}

void
oidc_fixture_stop (OidcFixture *self)
{
  if (self->process == NULL)
    return;
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

OidcFixture *
oidc_fixture_new (const char *pages_redirect)
{
  g_autofree char *installed = find_installed ();
  OidcFixture *self;

  if (installed == NULL)
    return NULL;
  self = g_new0 (OidcFixture, 1);
  self->installed = g_steal_pointer (&installed);
  self->folder = g_dir_make_tmp ("troly-oidc-XXXXXX", NULL);
  self->pages_redirect = g_strdup (pages_redirect);
  oidc_fixture_set_accounts (self, "{}");
  oidc_fixture_start (self, "a");
  return self;
}

void
oidc_fixture_free (OidcFixture *self)
{
  const char *argv[] = { "rm", "-rf", self->folder, NULL };

  oidc_fixture_stop (self);
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  g_free (self->folder);
  g_free (self->installed);
  g_free (self->issuer);
  g_free (self->pages_redirect);
  g_free (self->keys);
  g_free (self);
}

void
oidc_fixture_set_accounts (OidcFixture *self, const char *json)
{
  g_autofree char *path = g_build_filename (self->folder, "accounts.json", NULL);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
}

/* ---- The browser ---- */

static SoupMessage *
step (SoupSession *session, const char *url, const char *form, char **text)
{
  SoupMessage *message = soup_message_new (form != NULL ? "POST" : "GET", url);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (form != NULL)
    {
      g_autoptr (GBytes) sent = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", sent);
    }
  bytes = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &size);
  *text = g_strndup (data, size);
  return message;
}

/* The form of the development interactions that was answered. */
static char *
fill_in (const char *text, const char *login)
{
  if (strstr (text, "name=\"login\"") != NULL)
    return g_strdup_printf ("prompt=login&login=%s&password=x", login);
  if (strstr (text, "value=\"consent\"") != NULL)
    return g_strdup ("prompt=consent");
  g_error ("the provider shows no form: %s", text);
}

/* Where "abort" leads. */
static char *
find_refusal (const char *text, const char *url)
{
  const char *link = strstr (text, "/abort\"");
  const char *start = link;

  g_assert_nonnull (link);
  while (start > text && start[-1] != '"')
    start--;
  {
    g_autofree char *path = g_strndup (start, (gsize)(link - start) + strlen ("/abort"));

    return g_uri_resolve_relative (url, path, G_URI_FLAGS_NONE, NULL);
  }
}

char *
oidc_fixture_walk (OidcFixture *self, const char *url, const char *login, const char *back)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 30, NULL);
  g_autofree char *at = g_strdup (url);
  g_autofree char *form = NULL;

  soup_session_add_feature (session, SOUP_SESSION_FEATURE (jar));
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (SoupMessage) message = step (session, at, form, &text);
      const char *location
          = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
      char *next;

      g_clear_pointer (&form, g_free);
      if (location != NULL)
        next = g_uri_resolve_relative (at, location, G_URI_FLAGS_NONE, NULL);
      else if (soup_message_get_status (message) != 200)
        return g_strdup_printf ("error:%u %s", soup_message_get_status (message), text);
      else if (login == NULL)
        next = find_refusal (text, at);
      else
        {
          form = fill_in (text, login);
          next = g_strdup (at);
        }
      g_free (at);
      at = next;
      if (g_str_has_prefix (at, back))
        return g_steal_pointer (&at);
    }
  g_error ("the provider sends nobody back");
}

char *
oidc_fixture_post (OidcFixture *self, const char *form, guint *status)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 30, NULL);
  g_autofree char *url = g_strconcat (self->issuer, "/token", NULL);
  char *text = NULL;
  g_autoptr (SoupMessage) message = step (session, url, form, &text);

  *status = soup_message_get_status (message);
  return text;
}

char *
oidc_fixture_field (const char *url, const char *name)
{
  const char *query = strchr (url, '?');
  g_autoptr (GHashTable) fields
      = query != NULL ? g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL) : NULL;

  return fields != NULL ? g_strdup (g_hash_table_lookup (fields, name)) : NULL;
}

/* ---- Tokens that were never issued ---- */

static char *
encode (const char *text)
{
  char *out = NULL;
  size_t size = 0;
  cjose_err fault = { 0 };
  char *copy;

  g_assert_true (
      cjose_base64url_encode ((const uint8_t *)text, strlen (text), &out, &size, &fault));
  copy = g_strndup (out, size);
  free (out);
  return copy;
}

char *
oidc_fixture_compose (const char *header, const char *payload, const char *signature)
{
  g_autofree char *head = encode (header);
  g_autofree char *body = encode (payload);

  return g_strdup_printf ("%s.%s.%s", head, body, signature);
}

static char *
load_key (OidcFixture *self, const char *keys, const char *id)
{
  g_autofree char *name = g_strdup_printf ("keys-%s.json", keys);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *list;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  list
      = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "keys");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (g_str_equal (json_object_get_string_member (json_node_get_object (node), "kid"), id))
        return json_to_string (node, FALSE);
    }
  g_error ("there is no key %s", id);
}

char *
oidc_fixture_sign (
    OidcFixture *self, const char *keys, const char *id, const char *header, const char *payload)
{
  g_autofree char *text = load_key (self, keys, id);
  g_autoptr (JsonNode) node = json_from_string (header, NULL);
  cjose_err fault = { 0 };
  cjose_jwk_t *key = cjose_jwk_import (text, strlen (text), &fault);
  cjose_header_t *head = cjose_header_new (&fault);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  cjose_jws_t *jws;
  const char *compact = NULL;
  char *token;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *raw = json_to_string (value, FALSE);

      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
        g_assert_true (cjose_header_set (head, name, json_node_get_string (value), &fault));
      else if (!JSON_NODE_HOLDS_VALUE (value))
        g_assert_true (cjose_header_set_raw (head, name, raw, &fault));
    }
  jws = cjose_jws_sign (key, head, (const uint8_t *)payload, strlen (payload), &fault);
  g_assert_nonnull (jws);
  g_assert_true (cjose_jws_export (jws, &compact, &fault));
  token = g_strdup (compact);
  cjose_jws_release (jws);
  cjose_header_release (head);
  cjose_jwk_release (key);
  return token;
}
