/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in through a real provider of OpenID Connect, and everything that is no such sign-in. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "oidc-desk.h"
#include "server/store/tl-store-subjects.h"

#define ACCOUNTS                                                                                   \
  "{\"thao\":{\"name\":\"Trần Thị Thảo\",\"troly_unit\":\"ta-1\",\"troly_role\":\"judge\"}," \
  "\"bien\":{\"name\":\"Lê Biên\",\"troly_unit\":\"ta-1\",\"troly_role\":[\"x\",\"editor\"]},"   \
  "\"la\":{\"name\":\"Người Lạ\",\"troly_unit\":\"ta-khong-co\"},\"khong-ten\":{}}"

typedef struct
{
  OidcCourt *court; /* NULL: skipped */
} Fixture;

static void
set_up (Fixture *self, gconstpointer settings)
{
  self->court = oidc_court_new (settings);
  if (self->court == NULL)
    return;
  oidc_court_unit (self->court, "ta-1");
  oidc_court_unit (self->court, "ta-2");
  oidc_fixture_set_accounts (self->court->provider, ACCOUNTS);
}

static void
tear_down (Fixture *self, gconstpointer settings)
{
  g_clear_pointer (&self->court, oidc_court_free);
}

static void
assert_refused (const Answer *answer, guint status, const char *code)
{
  if (answer->status != status || g_strcmp0 (answer_code (answer), code) != 0)
    g_error ("expected %u %s: %u %s", status, code, answer->status, answer->text);
}

static void
assert_value (OidcCourt *court, const char *statement, const char *expected)
{
  g_autofree char *value = oidc_court_value (court, statement);

  g_test_message ("%s", statement);
  g_assert_cmpstr (value, ==, expected);
}

static char *
client_of (const char *settings)
{
  return settings != NULL && strstr (settings, "troly-es")   ? g_strdup ("troly-es")
         : settings != NULL && strstr (settings, "troly-ps") ? g_strdup ("troly-ps")
                                                             : g_strdup ("troly");
}

static void
who_signs_in_at_the_provider_is_let_in_with_his_key (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autofree char *client = client_of (settings);
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) me = NULL;
  JsonObject *person;

  if (court == NULL)
    return;
  desk = desk_new (court, client);
  tokens = desk_tokens (court, desk, "thao");
  g_assert_nonnull (tokens->refresh);
  answer = desk_sign_in (court, desk, tokens->id_token);
  g_assert_cmpuint (answer->status, ==, 200);
  person = json_object_get_object_member (answer->json, "person");
  g_assert_cmpstr (json_object_get_string_member (person, "name"), ==, "Trần Thị Thảo");
  g_assert_cmpstr (json_object_get_string_member (person, "unit"), ==, "ta-1");
  g_assert_cmpstr (json_object_get_string_member (person, "unit_name"), ==, "Tòa ta-1");
  g_assert_cmpstr (json_object_get_string_member (person, "role"), ==, "judge");
  /* From here on the key alone does. */
  again = desk_key_sign_in (court, desk);
  g_assert_cmpuint (again->status, ==, 200);
  me = call (court->center, "GET", "/v1/me", json_object_get_string_member (again->json, "token"),
             NULL, NULL);
  g_assert_cmpuint (me->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (me->json, "id"), ==,
                   json_object_get_string_member (person, "id"));
  assert_value (court, "SELECT COUNT(*) FROM people", "1");
  assert_value (court, "SELECT COUNT(*) FROM audit WHERE action IN ('person.add', 'device.enrol')",
                "2");
}

/* ---- What is no ID token for us ---- */

typedef enum
{
  CHANGE,  /* a claim of a genuine one, signed with the genuine key */
  HEADER,  /* another header, the genuine key */
  KEYS,    /* another set of keys under the names of the genuine ones */
  COMPOSE, /* no signature of any key; @text is it */
  TAMPER,  /* a claim changed under the genuine signature */
  WHOLE,   /* @text is all */
} Way;

static const struct
{
  const char *name;
  Way way;
  const char *text;   /* header, or claims to merge (null removes) */
  const char *signer; /* (nullable): key */
} forgeries[] = {
  { "another issuer", CHANGE, "{\"iss\":\"https://dang-nhap.example\"}", NULL },
  { "no issuer", CHANGE, "{\"iss\":null}", NULL },
  { "for another client", CHANGE, "{\"aud\":\"troly-other\"}", NULL },
  { "for another client among ours", CHANGE, "{\"aud\":[\"troly\",\"troly-other\"]}", NULL },
  { "asked for by another client", CHANGE,
    "{\"aud\":[\"troly\",\"troly-other\"],\"azp\":\"troly-other\"}", NULL },
  { "for nobody", CHANGE, "{\"aud\":null}", NULL },
  { "expired", CHANGE, "{\"exp\":1700000000}", NULL },
  { "without an end", CHANGE, "{\"exp\":null}", NULL },
  { "an end that is no number", CHANGE, "{\"exp\":\"9999999999\"}", NULL },
  { "an end beyond all time", CHANGE, "{\"exp\":1e300}", NULL },
  { "issued in the future", CHANGE, "{\"iat\":9999999999}", NULL },
  { "not yet good", CHANGE, "{\"nbf\":9999999999}", NULL },
  { "another nonce", CHANGE, "{\"nonce\":\"AAAA\"}", NULL },
  { "no nonce, of a workstation that is not known", CHANGE, "{\"nonce\":null}", NULL },
  { "without a subject", CHANGE, "{\"sub\":null}", NULL },
  { "a subject that is a list", CHANGE, "{\"sub\":[\"thao\"]}", NULL },
  { "one that ends a session", CHANGE, "{\"events\":{}}", NULL },
  { "of another type", HEADER, "{\"alg\":\"RS256\",\"kid\":\"a-RS256\",\"typ\":\"logout+jwt\"}",
    NULL },
  { "with words that must be understood", HEADER,
    "{\"alg\":\"RS256\",\"kid\":\"a-RS256\",\"crit\":[\"exp\"]}", NULL },
  { "an algorithm we do not take", HEADER, "{\"alg\":\"RS512\",\"kid\":\"a-RS256\"}", NULL },
  { "an algorithm that the key is not for", HEADER, "{\"alg\":\"PS256\",\"kid\":\"a-RS256\"}",
    NULL },
  { "a key that nobody has", HEADER, "{\"alg\":\"RS256\",\"kid\":\"z\"}", NULL },
  { "the key of another name", HEADER, "{\"alg\":\"RS256\",\"kid\":\"a-PS256\"}", NULL },
  { "a swapped key", KEYS, "{\"alg\":\"RS256\",\"kid\":\"a-RS256\"}", "b-RS256" },
  { "a swapped key without its name", KEYS, "{\"alg\":\"RS256\"}", "b-RS256" },
  { "a swapped curve", KEYS, "{\"alg\":\"ES256\",\"kid\":\"a-ES256\"}", "b-ES256" },
  { "unsigned", COMPOSE, "{\"alg\":\"none\"}", "" },
  { "unsigned by another spelling", COMPOSE, "{\"alg\":\"nOnE\",\"kid\":\"a-RS256\"}", "" },
  { "signed with nothing", COMPOSE, "{\"alg\":\"RS256\",\"kid\":\"a-RS256\"}", "" },
  { "signed with zeros", COMPOSE, "{\"alg\":\"ES256\",\"kid\":\"a-ES256\"}",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
  { "signed with a secret", COMPOSE, "{\"alg\":\"HS256\",\"kid\":\"a-RS256\"}",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
  { "another role", TAMPER, "{\"troly_role\":\"administrator\"}", NULL },
  { "another person", TAMPER, "{\"sub\":\"bien\"}", NULL },
  { "no base64", WHOLE, "e=JhbGciOiJub25lIn0.e30.AAAA", NULL },
  { "base64 of the other alphabet", WHOLE, "e+/h.e30.AAAA", NULL },
  { "base64 that is cut", WHOLE, "eyJhb.e30.AAAA", NULL },
  { "a signature that is cut", WHOLE, "eyJhbGciOiJSUzI1NiJ9.e30.A", NULL },
  { "a signature with padding", WHOLE, "eyJhbGciOiJSUzI1NiJ9.e30.AA==", NULL },
  { "words", WHOLE, "không phải mã", NULL },
  { "dots", WHOLE, "..", NULL },
  { "four parts", WHOLE, "e30.e30.e30.e30", NULL },
  { "five parts", WHOLE, "e30.e30.e30.e30.e30", NULL },
};

static char *
merge (JsonObject *claims, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, claims);
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (JSON_NODE_HOLDS_NULL (value))
      json_object_remove_member (copy, name);
    else
      json_object_set_member (copy, name, json_node_copy (value));
  return tl_json_to_line (copy);
}

static char *
forge (OidcCourt *court, const char *genuine, guint i)
{
  g_autoptr (JsonObject) claims = desk_payload (genuine);
  g_autofree char *plain = tl_json_to_line (claims);
  g_autofree char *changed = NULL;
  g_auto (GStrv) parts = g_strsplit (genuine, ".", -1);
  g_auto (GStrv) made = NULL;
  g_autofree char *whole = NULL;

  switch (forgeries[i].way)
    {
    case CHANGE:
      changed = merge (claims, forgeries[i].text);
      return oidc_fixture_sign (court->provider, "a", "a-RS256",
                                "{\"alg\":\"RS256\",\"kid\":\"a-RS256\"}", changed);
    case HEADER:
      return oidc_fixture_sign (court->provider, "a", "a-RS256", forgeries[i].text, plain);
    case KEYS:
      return oidc_fixture_sign (court->provider, "b", forgeries[i].signer, forgeries[i].text,
                                plain);
    case COMPOSE:
      return oidc_fixture_compose (forgeries[i].text, plain, forgeries[i].signer);
    case TAMPER:
      changed = merge (claims, forgeries[i].text);
      whole = oidc_fixture_compose ("{}", changed, "x");
      made = g_strsplit (whole, ".", -1);
      return g_strdup_printf ("%s.%s.%s", parts[0], made[1], parts[2]);
    case WHOLE:
    default:
      return g_strdup (forgeries[i].text);
    }
}

static void
what_is_no_token_of_the_provider_for_us_is_refused (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (Answer) good = NULL;
  g_autofree char *unchanged = NULL;
  g_autoptr (JsonObject) claims = NULL;
  g_autofree char *plain = NULL;

  if (court == NULL)
    return;
  /* The other set of keys has to be there. */
  oidc_fixture_stop (court->provider);
  oidc_fixture_start (court->provider, "b");
  oidc_fixture_stop (court->provider);
  oidc_fixture_start (court->provider, "a");
  desk = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "thao");
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *token = forge (court, tokens->id_token, i);
      g_autoptr (Answer) answer = desk_sign_in (court, desk, token);

      g_test_message ("%s", forgeries[i].name);
      assert_refused (answer, 401, "token");
    }
  assert_value (court, "SELECT COUNT(*) FROM people", "0");
  assert_value (court, "SELECT COUNT(*) FROM devices", "0");
  assert_value (court, "SELECT COUNT(*) FROM arrivals", "0");
  /* That our own signing is not what is refused. */
  claims = desk_payload (tokens->id_token);
  plain = tl_json_to_line (claims);
  unchanged = oidc_fixture_sign (court->provider, "a", "a-RS256",
                                 "{\"alg\":\"RS256\",\"kid\":\"a-RS256\"}", plain);
  good = desk_sign_in (court, desk, unchanged);
  g_assert_cmpuint (good->status, ==, 200);
}

static void
a_token_is_of_use_to_its_workstation_alone (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (Desk) thief = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (Answer) stolen = NULL;
  g_autoptr (Answer) unsigned_ = NULL;
  g_autoptr (Answer) good = NULL;
  g_autofree char *salt = NULL;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  thief = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "thao");
  /* With a key of his own … */
  stolen = desk_sign_in (court, thief, tokens->id_token);
  assert_refused (stolen, 401, "token");
  /* … or with that of the workstation, which he does not have. */
  g_free (thief->key->id);
  thief->key->id = g_strdup (desk->key->id);
  g_free (thief->public_key);
  thief->public_key = g_strdup (desk->public_key);
  g_free (thief->salt);
  thief->salt = g_strdup (desk->salt);
  unsigned_ = desk_sign_in (court, thief, tokens->id_token);
  assert_refused (unsigned_, 401, "signature");
  good = desk_sign_in (court, desk, tokens->id_token);
  g_assert_cmpuint (good->status, ==, 200);
}

static void
a_body_that_is_not_whole_is_400 (Fixture *self, gconstpointer settings)
{
  static const char *const bodies[] = {
    "",
    "{}",
    "[]",
    "{\"device\":1}",
    "{\"device\":\"0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f\",\"public\":\"AA==\",\"challenge\":\"a\","
    "\"signature\":\"b\",\"id_token\":\"c\",\"salt\":\"d\"}",
    "{\"x\":1}",
  };

  if (self->court == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Answer) answer
          = call (self->court->center, "POST", "/v1/session/oidc", NULL, bodies[i], NULL);

      g_test_message ("%s", bodies[i]);
      g_assert_cmpuint (answer->status, ==, 400);
    }
}

/* ---- What the provider itself keeps ---- */

static void
a_code_is_good_once_and_with_its_verifier_alone (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autofree char *verifier = tl_oidc_random ();
  g_autofree char *other = tl_oidc_random ();
  g_autofree char *url = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *refused = NULL;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  for (guint way = 0; way < 3; way++)
    {
      g_autofree char *address = desk_url (court, desk, "s", verifier);
      g_autofree char *back = oidc_fixture_walk (court->provider, address, "thao", DESK_REDIRECT);
      g_autofree char *code = oidc_fixture_field (back, "code");
      g_autofree char *good = tl_oidc_code_form ("troly", code, DESK_REDIRECT, verifier);
      g_autofree char *wrong = tl_oidc_code_form ("troly", code, DESK_REDIRECT, other);
      g_autofree char *none = g_strndup (good, (gsize)(strstr (good, "&code_verifier") - good));
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      guint status;

      first = oidc_fixture_post (court->provider,
                                 way == 0   ? good
                                 : way == 1 ? wrong
                                            : none,
                                 &status);
      g_assert_cmpuint (status, ==, way == 0 ? 200 : 400);
      second = oidc_fixture_post (court->provider, good, &status);
      g_assert_true (way > 0 || status == 400);
      g_assert_null (way == 0 ? tl_oidc_tokens_from_json (second, -1, NULL) : NULL);
    }
  url = desk_url (court, desk, "s", verifier);
  bare = g_strndup (url, (gsize)(strstr (url, "&code_challenge") - url));
  refused = oidc_fixture_walk (court->provider, bare, "thao", DESK_REDIRECT);
  g_assert_nonnull (strstr (refused, "error=invalid_request"));
}

static void
keys_that_change_are_followed_and_those_before_are_out (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) before = NULL;
  g_autoptr (TlOidcTokens) after = NULL;
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autoptr (Answer) third = NULL;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  before = desk_tokens (court, desk, "thao");
  first = desk_sign_in (court, desk, before->id_token);
  g_assert_cmpuint (first->status, ==, 200);
  oidc_fixture_stop (court->provider);
  oidc_fixture_start (court->provider, "b");
  after = desk_tokens (court, desk, "thao");
  second = desk_sign_in (court, desk, after->id_token);
  g_assert_cmpuint (second->status, ==, 200);
  third = desk_sign_in (court, desk, before->id_token);
  assert_refused (third, 401, "token");
}

static void
a_provider_that_is_away_is_a_reason_to_come_later (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (Answer) away = NULL;
  guint status = 0;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "thao");
  oidc_fixture_stop (court->provider);
  away = desk_sign_in (court, desk, tokens->id_token);
  assert_refused (away, 503, "busy");
  g_assert_nonnull (away->retry_after);
  oidc_fixture_start (court->provider, "a");
  for (guint i = 0; i < 60 && status != 200; i++)
    {
      g_autoptr (Answer) answer = desk_sign_in (court, desk, tokens->id_token);

      status = answer->status;
      g_assert_true (status == 200 || status == 503);
      if (status == 503)
        g_usleep (250000);
    }
  g_assert_cmpuint (status, ==, 200);
}

/* ---- Who it is ---- */

static void
who_is_not_known_waits_for_the_administrator (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  const char *login = settings != NULL && strstr (settings, "admit") == NULL ? "thao" : "la";
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (Answer) waiting = NULL;
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) good = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean done = FALSE;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, login);
  waiting = desk_sign_in (court, desk, tokens->id_token);
  assert_refused (waiting, 403, "waiting");
  again = desk_sign_in (court, desk, tokens->id_token);
  assert_refused (again, 403, "waiting");
  assert_value (court, "SELECT COUNT(*) FROM people", "0");
  assert_value (court, "SELECT COUNT(*) FROM arrivals", "1");
  id = oidc_court_value (court, "SELECT id FROM arrivals");
  tl_store_arrival_admit (court->sql, 1, "command", id, NULL, "ta-2", "editor", &done, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  good = desk_sign_in (court, desk, tokens->id_token);
  g_assert_cmpuint (good->status, ==, 200);
  assert_value (court, "SELECT COUNT(*) FROM arrivals", "0");
  /* What the provider says of unit and role holds, where it is one of ours. */
  assert_value (court, "SELECT unit FROM people", g_str_equal (login, "thao") ? "ta-1" : "ta-2");
  assert_value (court, "SELECT role FROM people", g_str_equal (login, "thao") ? "judge" : "editor");
}

static void
a_role_that_the_provider_takes_away_is_gone_here (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (TlOidcTokens) later = NULL;
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autoptr (Answer) old = NULL;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "bien");
  first = desk_sign_in (court, desk, tokens->id_token);
  g_assert_cmpuint (first->status, ==, 200);
  assert_value (court, "SELECT role FROM people", "editor");
  oidc_fixture_set_accounts (court->provider, "{\"bien\":{\"name\":\"Lê Biên\",\"troly_unit\":"
                                              "\"ta-2\",\"troly_role\":\"judge\"}}");
  later = desk_tokens (court, desk, "bien");
  second = desk_sign_in (court, desk, later->id_token);
  g_assert_cmpuint (second->status, ==, 200);
  assert_value (court, "SELECT role FROM people", "judge");
  assert_value (court, "SELECT unit FROM people", "ta-2");
  old = call (court->center, "GET", "/v1/me", json_object_get_string_member (first->json, "token"),
              NULL, NULL);
  g_assert_cmpuint (old->status, ==, 401);
  assert_value (court, "SELECT COUNT(*) FROM audit WHERE action = 'person.change'", "1");
  /* A workstation that is one person's is not another's. */
  {
    g_autoptr (TlOidcTokens) others = desk_tokens (court, desk, "khong-ten");
    g_autoptr (Answer) waiting = desk_sign_in (court, desk, others->id_token);

    assert_refused (waiting, 403, "waiting");
    oidc_fixture_set_accounts (court->provider, ACCOUNTS);
    {
      g_autoptr (TlOidcTokens) second_person = desk_tokens (court, desk, "thao");
      g_autoptr (Answer) taken = desk_sign_in (court, desk, second_person->id_token);

      assert_refused (taken, 401, "device");
    }
  }
}

static void
what_is_revoked_stays_out (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (Desk) other = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (TlOidcTokens) others = NULL;
  g_autoptr (Answer) first = NULL;
  g_autofree char *person = NULL;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  other = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "thao");
  first = desk_sign_in (court, desk, tokens->id_token);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpint (center_run (court->center, NULL, "revoke", "--device", desk->key->id, NULL), ==,
                   0);
  {
    g_autoptr (Answer) old
        = call (court->center, "GET", "/v1/me",
                json_object_get_string_member (first->json, "token"), NULL, NULL);
    g_autoptr (Answer) again = desk_sign_in (court, desk, tokens->id_token);
    g_autoptr (Answer) key = desk_key_sign_in (court, desk);

    g_assert_cmpuint (old->status, ==, 401);
    assert_refused (again, 401, "revoked");
    assert_refused (key, 401, "revoked");
  }
  /* Another computer of the same person is none of that … */
  others = desk_tokens (court, other, "thao");
  {
    g_autoptr (Answer) good = desk_sign_in (court, other, others->id_token);

    g_assert_cmpuint (good->status, ==, 200);
  }
  /* … until the person is out. */
  person = oidc_court_value (court, "SELECT id FROM people");
  g_assert_cmpint (center_run (court->center, NULL, "revoke", "--person", person, NULL), ==, 0);
  {
    g_autoptr (Answer) out = desk_sign_in (court, other, others->id_token);
    g_autoptr (Answer) key = desk_key_sign_in (court, other);

    assert_refused (out, 401, "revoked");
    assert_refused (key, 401, "revoked");
  }
}

static void
a_sign_in_ends_and_is_renewed_without_the_browser (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (TlOidcTokens) renewed = NULL;
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) expired = NULL;
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) key = NULL;
  g_autoptr (Answer) bare = NULL;
  g_autoptr (JsonObject) claims = NULL;
  g_autofree char *form = NULL;
  g_autofree char *text = NULL;
  g_autofree char *without = NULL;
  g_autofree char *token = NULL;
  guint status;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "thao");
  first = desk_sign_in (court, desk, tokens->id_token);
  g_assert_cmpuint (first->status, ==, 200);
  oidc_court_do (court, "UPDATE devices SET expires = 1");
  expired = desk_key_sign_in (court, desk);
  assert_refused (expired, 401, "expired");
  form = tl_oidc_refresh_form ("troly", tokens->refresh);
  text = oidc_fixture_post (court->provider, form, &status);
  renewed = tl_oidc_tokens_from_json (text, -1, NULL);
  g_assert_nonnull (renewed);
  again = desk_sign_in (court, desk, renewed->id_token);
  g_assert_cmpuint (again->status, ==, 200);
  key = desk_key_sign_in (court, desk);
  g_assert_cmpuint (key->status, ==, 200);
  /* Some providers leave the nonce out when they renew. */
  claims = desk_payload (renewed->id_token);
  without = merge (claims, "{\"nonce\":null}");
  token = oidc_fixture_sign (court->provider, "a", "a-RS256",
                             "{\"alg\":\"RS256\",\"kid\":\"a-RS256\"}", without);
  bare = desk_sign_in (court, desk, token);
  g_assert_cmpuint (bare->status, ==, 200);
  assert_value (court, "SELECT COUNT(*) FROM devices", "1");
}

static void
what_came_of_it_is_counted_and_names_nobody (Fixture *self, gconstpointer settings)
{
  OidcCourt *court = self->court;
  g_autoptr (Desk) desk = NULL;
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autoptr (Answer) good = NULL;
  g_autoptr (Answer) bad = NULL;
  g_autoptr (Answer) offer = NULL;
  g_autoptr (Answer) metrics = NULL;
  g_autofree char *log = NULL;

  if (court == NULL)
    return;
  desk = desk_new (court, "troly");
  tokens = desk_tokens (court, desk, "thao");
  good = desk_sign_in (court, desk, tokens->id_token);
  bad = desk_sign_in (court, desk, "x.y.z");
  offer = call (court->center, "GET", "/v1/session/oidc", NULL, NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (offer->json, "issuer"), ==,
                   court->provider->issuer);
  g_assert_cmpstr (json_object_get_string_member (offer->json, "client"), ==, "troly");
  metrics = call (court->center, "GET", "/metrics", NULL, NULL, NULL);
  g_assert_nonnull (strstr (metrics->text, "troly_oidc_sign_ins_total 1\n"));
  g_assert_nonnull (strstr (metrics->text, "troly_oidc_refused_total 1\n"));
  g_assert_true (g_file_get_contents (court->center->log, &log, NULL, NULL));
  g_assert_null (strstr (log, "thao"));
  g_assert_null (strstr (log, "Thảo"));
  g_assert_null (strstr (log, tokens->id_token));
  g_assert_nonnull (strstr (log, "malformed"));
}

static void
without_a_provider_there_is_no_such_sign_in (void)
{
  g_autoptr (Center) center = center_new (NULL);
  g_autoptr (Answer) offer = NULL;
  g_autoptr (Answer) answer = NULL;

  center_start (center);
  offer = call (center, "GET", "/v1/session/oidc", NULL, NULL, NULL);
  answer = call (center, "POST", "/v1/session/oidc", NULL, "{}", NULL);
  assert_refused (offer, 404, "not_found");
  assert_refused (answer, 404, "not_found");
}

#define ADMIT  "client=troly\nadmit=true\n"
#define STRICT "client=troly\n"

int
main (int argc, char **argv)
{
  int status;
  static const struct
  {
    const char *name;
    const char *settings;
    void (*run) (Fixture *self, gconstpointer settings);
  } tests[] = {
    { "rs256-signs-in", ADMIT, who_signs_in_at_the_provider_is_let_in_with_his_key },
    { "es256-signs-in", "client=troly-es\nadmit=true\n",
      who_signs_in_at_the_provider_is_let_in_with_his_key },
    { "ps256-signs-in", "client=troly-ps\nadmit=true\n",
      who_signs_in_at_the_provider_is_let_in_with_his_key },
    { "forgeries-are-refused", ADMIT, what_is_no_token_of_the_provider_for_us_is_refused },
    { "a-token-is-of-use-to-its-workstation-alone", ADMIT,
      a_token_is_of_use_to_its_workstation_alone },
    { "a-body-that-is-not-whole-is-400", ADMIT, a_body_that_is_not_whole_is_400 },
    { "a-code-is-good-once-and-with-its-verifier-alone", ADMIT,
      a_code_is_good_once_and_with_its_verifier_alone },
    { "keys-that-change-are-followed", ADMIT,
      keys_that_change_are_followed_and_those_before_are_out },
    { "a-provider-that-is-away", ADMIT, a_provider_that_is_away_is_a_reason_to_come_later },
    { "who-has-no-unit-of-ours-waits", ADMIT, who_is_not_known_waits_for_the_administrator },
    { "without-admit-all-who-are-new-wait", STRICT, who_is_not_known_waits_for_the_administrator },
    { "a-role-that-is-taken-away-is-gone", ADMIT,
      a_role_that_the_provider_takes_away_is_gone_here },
    { "what-is-revoked-stays-out", ADMIT, what_is_revoked_stays_out },
    { "a-sign-in-is-renewed", ADMIT, a_sign_in_ends_and_is_renewed_without_the_browser },
    { "what-came-of-it-is-counted", ADMIT, what_came_of_it_is_counted_and_names_nobody },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/oidc/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, tests[i].settings, set_up, tests[i].run, tear_down);
    }
  g_test_add_func ("/server/oidc/without-a-provider-there-is-no-such-sign-in",
                   without_a_provider_there_is_no_such_sign_in);
  status = g_test_run ();
  oidc_court_finish ();
  return status;
}
