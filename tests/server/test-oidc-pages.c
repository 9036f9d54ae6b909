/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to the pages through a real provider of OpenID Connect, and what comes back wrongly.
 */
#include "config.h"

#include <string.h>

#include "oidc-desk.h"

#define ACCOUNTS                                                                                    \
  "{\"thao\":{\"name\":\"Trần Thị Thảo\",\"troly_unit\":\"ta-1\",\"troly_role\":\"judge\"},"  \
  "\"bien\":{\"name\":\"Lê Biên\",\"troly_unit\":\"ta-1\",\"troly_role\":\"editor\"},"            \
  "\"quan\":{\"name\":\"Phạm Quản\",\"troly_unit\":\"ta-1\",\"troly_role\":\"administrator\"}," \
  "\"la\":{\"name\":\"Người <Lạ>\"}}"

typedef struct
{
  OidcCourt *court; /* NULL: skipped */
} Fixture;

static void
set_up (Fixture *self, gconstpointer settings)
{
  self->court = oidc_court_new (NULL);
  if (self->court == NULL)
    return;
  oidc_court_unit (self->court, "ta-1");
  oidc_fixture_set_accounts (self->court->provider, ACCOUNTS);
}

static void
tear_down (Fixture *self, gconstpointer settings)
{
  g_clear_pointer (&self->court, oidc_court_free);
}

/* A browser that has been sent to the provider. */
typedef struct
{
  char *cookie; /* header */
  char *url;
} Trip;

static void
trip_free (Trip *self)
{
  g_free (self->cookie);
  g_free (self->url);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trip, trip_free)

/* The cookie's pair, as a browser sends it. */
static char *
pair_of (const char *raw, const char *name)
{
  g_autofree char *head = g_strdup_printf ("Set-Cookie: %s=", name);
  const char *start = strstr (raw, head);
  const char *end = start != NULL ? strchr (start, ';') : NULL;

  start = start != NULL ? start + strlen ("Set-Cookie: ") : NULL;
  return start != NULL && end != NULL ? g_strndup (start, (gsize)(end - start)) : NULL;
}

static char *
get_raw (OidcCourt *court, const char *path, const char *cookie)
{
  g_autofree char *text = g_strdup_printf (
      "GET %s HTTP/1.1\r\nHost: localhost\r\n%s%s%sConnection: close\r\n\r\n", path,
      cookie != NULL ? "Cookie: " : "", cookie != NULL ? cookie : "", cookie != NULL ? "\r\n" : "");

  return call_raw (court->center, text, -1);
}

static Trip *
begin (OidcCourt *court)
{
  g_autofree char *raw = get_raw (court, "/signin/oidc", NULL);
  const char *location = strstr (raw, "Location: ");
  Trip *self = g_new0 (Trip, 1);

  g_assert_true (g_str_has_prefix (raw, "HTTP/1.1 303"));
  g_assert_nonnull (strstr (raw, "HttpOnly; SameSite=Lax"));
  g_assert_nonnull (location);
  location += strlen ("Location: ");
  self->url = g_strndup (location, strcspn (location, "\r"));
  self->cookie = pair_of (raw, "troly-trip");
  g_assert_nonnull (self->cookie);
  return self;
}

static char *
walk (OidcCourt *court, Trip *trip, const char *login)
{
  char *back
      = oidc_fixture_walk (court->provider, trip->url, login, court->provider->pages_redirect);

  g_assert_true (g_str_has_prefix (back, court->provider->pages_redirect));
  return back;
}

static const char *
path_of (const char *url)
{
  return strstr (url, "/signin/callback");
}

/* The session's cookie of who signs in as @login. */
static char *
sign_in_as (OidcCourt *court, const char *login)
{
  g_autoptr (Trip) trip = begin (court);
  g_autofree char *back = walk (court, trip, login);
  g_autofree char *raw = get_raw (court, path_of (back), trip->cookie);
  char *cookie = pair_of (raw, "troly");

  if (cookie == NULL || strstr (raw, "Location: /\r") == NULL)
    g_error ("signing in as %s: %s", login, raw);
  return cookie;
}

static void
assert_out (OidcCourt *court, const char *path, const char *cookie, const char *status)
{
  g_autofree char *raw = get_raw (court, path, cookie);
  g_autofree char *head = g_strconcat ("HTTP/1.1 ", status, NULL);

  if (!g_str_has_prefix (raw, head) || strstr (raw, "Set-Cookie: troly=") != NULL)
    g_error ("%s: expected %s: %s", path, status, raw);
}

static void
each_role_of_the_provider_sees_its_pages (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *login, *path;
    guint status;
  } cases[] = {
    { "bien", "/queue", 200 },    { "bien", "/units", 403 }, { "quan", "/units", 200 },
    { "quan", "/arrivals", 200 }, { "quan", "/queue", 403 }, { "thao", "/queue", 403 },
    { "thao", "/arrivals", 403 },
  };

  if (self->court == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cookie = sign_in_as (self->court, cases[i].login);
      g_autoptr (Answer) answer
          = call (self->court->center, "GET", cases[i].path, NULL, NULL, "Cookie", cookie, NULL);

      g_test_message ("%s %s", cases[i].login, cases[i].path);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
the_page_of_signing_in_leads_to_the_provider (Fixture *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Trip) trip = NULL;
  g_autofree char *challenge = NULL;
  g_autofree char *method = NULL;
  g_autofree char *scope = NULL;

  if (self->court == NULL)
    return;
  answer = call (self->court->center, "GET", "/signin", NULL, NULL, NULL);
  g_assert_nonnull (strstr (answer->text, "href=\"/signin/oidc\""));
  trip = begin (self->court);
  challenge = oidc_fixture_field (trip->url, "code_challenge");
  method = oidc_fixture_field (trip->url, "code_challenge_method");
  scope = oidc_fixture_field (trip->url, "scope");
  g_assert_cmpuint (strlen (challenge), ==, 43);
  g_assert_cmpstr (method, ==, "S256");
  g_assert_cmpstr (scope, ==, "openid profile");
}

static void
an_answer_counts_once_and_in_its_own_browser (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  g_autoptr (Trip) mine = NULL;
  g_autoptr (Trip) other = NULL;
  g_autofree char *back = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *cookie = NULL;

  if (court == NULL)
    return;
  mine = begin (court);
  other = begin (court);
  back = walk (court, mine, "bien");
  /* Another browser's, or none's: that is how somebody would be signed in as somebody else. */
  assert_out (court, path_of (back), other->cookie, "400");
  assert_out (court, path_of (back), "troly-trip=", "400");
  assert_out (court, path_of (back), NULL, "400");
  raw = get_raw (court, path_of (back), mine->cookie);
  cookie = pair_of (raw, "troly");
  g_assert_nonnull (cookie);
  /* Twice. */
  assert_out (court, path_of (back), mine->cookie, "400");
}

static void
an_answer_that_was_changed_is_refused (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  enum
  {
    WRONG_STATE,
    NO_STATE,
    TWO_STATES,
    OTHER_ISSUER,
    NO_ISSUER,
    NO_CODE,
    WRONG_CODE,
    CODE_OF_ANOTHER,
    N_WAYS
  };

  if (court == NULL)
    return;
  for (guint way = 0; way < N_WAYS; way++)
    {
      g_autoptr (Trip) trip = begin (court);
      g_autoptr (Trip) second = begin (court);
      g_autofree char *back = walk (court, trip, "bien");
      g_autofree char *others = way == CODE_OF_ANOTHER ? walk (court, second, "quan") : NULL;
      g_autofree char *code = oidc_fixture_field (way == CODE_OF_ANOTHER ? others : back, "code");
      g_autofree char *state = oidc_fixture_field (back, "state");
      g_autofree char *issuer = g_uri_escape_string (court->provider->issuer, NULL, FALSE);
      g_autofree char *path
          = g_strdup_printf ("/signin/callback?x=1%s%s%s%s%s%s%s%s", way == NO_CODE ? "" : "&code=",
                             way == NO_CODE      ? ""
                             : way == WRONG_CODE ? "AAAA"
                                                 : code,
                             way == NO_STATE ? "" : "&state=",
                             way == NO_STATE      ? ""
                             : way == WRONG_STATE ? "AAAA"
                                                  : state,
                             way == TWO_STATES ? "&state=" : "", way == TWO_STATES ? state : "",
                             way == NO_ISSUER ? "" : "&iss=",
                             way == NO_ISSUER      ? ""
                             : way == OTHER_ISSUER ? "https%3A%2F%2Fnoi-khac.example"
                                                   : issuer);

      g_test_message ("way %u", way);
      assert_out (court, path, trip->cookie, "400");
    }
}

static void
who_says_no_at_the_provider_is_not_signed_in (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  g_autoptr (Trip) trip = NULL;
  g_autofree char *back = NULL;

  if (court == NULL)
    return;
  trip = begin (court);
  back = walk (court, trip, NULL);
  g_assert_nonnull (strstr (back, "error=access_denied"));
  assert_out (court, path_of (back), trip->cookie, "400");
}

static void
a_trip_ends_after_ten_minutes (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  g_autoptr (Trip) trip = NULL;
  g_autofree char *back = NULL;

  if (court == NULL)
    return;
  trip = begin (court);
  back = walk (court, trip, "bien");
  oidc_court_do (court, "UPDATE trips SET expires = 1");
  assert_out (court, path_of (back), trip->cookie, "400");
}

static void
who_is_not_known_is_let_in_by_the_administrator (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  g_autoptr (Trip) trip = NULL;
  g_autofree char *back = NULL;
  g_autofree char *cookie = NULL;
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *form = NULL;
  g_autofree char *in = NULL;
  g_autoptr (Answer) list = NULL;
  g_autoptr (Answer) wrong = NULL;
  g_autoptr (Answer) admitted = NULL;

  if (court == NULL)
    return;
  trip = begin (court);
  back = walk (court, trip, "la");
  assert_out (court, path_of (back), trip->cookie, "403");
  cookie = sign_in_as (court, "quan");
  list = call (court->center, "GET", "/arrivals", NULL, NULL, "Cookie", cookie, NULL);
  g_assert_nonnull (strstr (list->text, "Người &lt;Lạ&gt;"));
  id = oidc_court_value (court, "SELECT id FROM arrivals");
  secret = oidc_court_value (court, "SELECT csrf FROM sessions WHERE kind = 'page'");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Answer) answer = NULL;

      g_free (form);
      form = g_strdup_printf ("csrf=%s&id=%s&unit=%s&role=editor", secret, id,
                              i == 0 ? "khong-co" : "ta-1");
      answer = call (court->center, "POST", "/arrivals", NULL, form, "Cookie", cookie, "Origin",
                     court->center->url, "Content-Type", "application/x-www-form-urlencoded", NULL);
      g_assert_cmpuint (answer->status, ==, i == 0 ? 400 : 303);
    }
  in = sign_in_as (court, "la");
  {
    g_autoptr (Answer) queue
        = call (court->center, "GET", "/queue", NULL, NULL, "Cookie", in, NULL);
    g_autofree char *audit
        = oidc_court_value (court, "SELECT detail FROM audit WHERE action = 'person.add'"
                                   " ORDER BY seq DESC LIMIT 1");

    g_assert_cmpuint (queue->status, ==, 200);
    g_assert_cmpstr (audit, ==, "oidc ta-1 editor");
  }
}

static void
who_was_there_already_is_bound_to_his_account (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  g_autofree char *cookie = NULL;
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *form = NULL;
  g_autofree char *in = NULL;
  g_autofree char *count = NULL;
  g_autoptr (Trip) trip = NULL;
  g_autofree char *back = NULL;
  g_autoptr (Answer) answer = NULL;

  if (court == NULL)
    return;
  oidc_court_do (court, "INSERT INTO people (id, name, unit, role, created) VALUES"
                        " ('0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f', 'Ai', 'ta-1', 'editor', 1)");
  trip = begin (court);
  back = walk (court, trip, "la");
  assert_out (court, path_of (back), trip->cookie, "403");
  cookie = sign_in_as (court, "quan");
  id = oidc_court_value (court, "SELECT id FROM arrivals");
  secret = oidc_court_value (court, "SELECT csrf FROM sessions WHERE kind = 'page'");
  form = g_strdup_printf ("csrf=%s&id=%s&person=0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f", secret, id);
  answer = call (court->center, "POST", "/arrivals", NULL, form, "Cookie", cookie, "Origin",
                 court->center->url, "Content-Type", "application/x-www-form-urlencoded", NULL);
  g_assert_cmpuint (answer->status, ==, 303);
  in = sign_in_as (court, "la");
  count = oidc_court_value (court, "SELECT COUNT(*) FROM people");
  g_assert_cmpstr (count, ==, "2");
}

static void
who_is_revoked_is_out_at_once (Fixture *self, gconstpointer data)
{
  OidcCourt *court = self->court;
  g_autofree char *cookie = NULL;
  g_autofree char *person = NULL;
  g_autofree char *back = NULL;
  g_autoptr (Trip) trip = NULL;

  if (court == NULL)
    return;
  cookie = sign_in_as (court, "bien");
  person = oidc_court_value (court, "SELECT id FROM people");
  g_assert_cmpint (center_run (court->center, NULL, "revoke", "--person", person, NULL), ==, 0);
  assert_out (court, "/queue", cookie, "303");
  trip = begin (court);
  back = walk (court, trip, "bien");
  assert_out (court, path_of (back), trip->cookie, "403");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "each-role-of-the-provider-sees-its-pages", each_role_of_the_provider_sees_its_pages },
    { "the-page-of-signing-in-leads-to-the-provider",
      the_page_of_signing_in_leads_to_the_provider },
    { "an-answer-counts-once-and-in-its-own-browser",
      an_answer_counts_once_and_in_its_own_browser },
    { "an-answer-that-was-changed-is-refused", an_answer_that_was_changed_is_refused },
    { "who-says-no-at-the-provider-is-not-signed-in",
      who_says_no_at_the_provider_is_not_signed_in },
    { "a-trip-ends-after-ten-minutes", a_trip_ends_after_ten_minutes },
    { "who-is-not-known-is-let-in-by-the-administrator",
      who_is_not_known_is_let_in_by_the_administrator },
    { "who-was-there-already-is-bound-to-his-account",
      who_was_there_already_is_bound_to_his_account },
    { "who-is-revoked-is-out-at-once", who_is_revoked_is_out_at_once },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/oidc-pages/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  status = g_test_run ();
  oidc_court_finish ();
  return status;
}
