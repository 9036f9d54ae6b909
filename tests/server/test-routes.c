/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every route of the tables, for every role and for nobody; forms without their secret. */
#include "config.h"

#include "server-http.h"

#include <signal.h>
#include <string.h>

#include "server/store/tl-store.h"
#include "server/web/tl-route.h"

#define ID "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"

static const struct
{
  const char *name;
  TlRole role;
} roles[] = {
  { NULL, TL_ROLE_NOBODY },
  { "judge", TL_ROLE_JUDGE },
  { "editor", TL_ROLE_EDITOR },
  { "statistics", TL_ROLE_STATISTICS },
  { "administrator", TL_ROLE_ADMINISTRATOR },
};

typedef struct
{
  Center *center;
  TlSqlPool *pool;
  TlSql *sql;
  char *people[G_N_ELEMENTS (roles)];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->center = center_new (NULL);
  center_start (self->center);
  self->pool = center_open (self->center);
  self->sql = tl_sql_pool_take (self->pool, 5000, &error);
  tl_sql_exec (self->sql, &error,
               "INSERT INTO units (code, name, level) VALUES ('u', 'U', 'court')", "");
  for (guint i = 1; i < G_N_ELEMENTS (roles); i++)
    {
      self->people[i] = g_uuid_string_random ();
      tl_sql_exec (
          self->sql, &error,
          "INSERT INTO people (id, name, unit, role, created) VALUES ($1, 'Ai', 'u', $2, 1)", "ss",
          self->people[i], roles[i].name);
    }
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tl_sql_pool_give (self->pool, self->sql);
  tl_sql_pool_free (self->pool);
  g_assert_cmpint (center_stop (self->center, SIGTERM), ==, 0);
  center_free (self->center);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_free (self->people[i]);
}

static char *
open_session (Fixture *self, guint role, const char *kind)
{
  g_autoptr (GError) error = NULL;
  char *token;

  if (roles[role].name == NULL)
    return NULL;
  token = tl_store_session_open (self->sql, g_get_real_time () / 1000, kind, self->people[role],
                                 NULL, 600, &error);
  g_assert_no_error (error);
  return token;
}

static char *
secret_of (Fixture *self, const char *token)
{
  g_autofree char *digest = tl_store_digest (token);
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (self->sql, NULL, "SELECT csrf FROM sessions WHERE digest = $1", "s", digest);

  g_assert_cmpuint (tl_sql_rows_count (rows), ==, 1);
  return g_strdup (tl_sql_rows_text (rows, 0, 0));
}

static char *
path_of (const TlRoute *route)
{
  GString *path = g_string_new (NULL);

  for (const char *p = route->pattern; *p != '\0'; p++)
    if (*p == '{')
      {
        g_string_append (path, strncmp (p, "{day}", 5) == 0 ? "2026-01-01" : ID);
        p = strchr (p, '}');
      }
    else
      g_string_append_c (path, *p);
  return g_string_free (path, FALSE);
}

static Answer *
ask (Fixture *self, const TlRoute *route, guint role)
{
  gboolean is_page = (route->flags & (TL_ROUTE_PAGE | TL_ROUTE_FORM)) != 0;
  g_autofree char *path = path_of (route);
  g_autofree char *token = open_session (self, role, is_page ? "page" : "api");
  g_autofree char *cookie = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *form = NULL;

  if (!is_page)
    return call (self->center, route->method, path, token,
                 g_str_equal (route->method, "GET") ? NULL : "{}", NULL);
  cookie = g_strconcat ("troly=", token != NULL ? token : "", NULL);
  if (!(route->flags & TL_ROUTE_FORM))
    return call (self->center, route->method, path, NULL, NULL, "Cookie", cookie, NULL);
  secret = token != NULL ? secret_of (self, token) : g_strdup ("");
  form = g_strconcat ("csrf=", secret, NULL);
  return call (self->center, route->method, path, NULL, form, "Cookie", cookie, "Origin",
               self->center->url, "Content-Type", "application/x-www-form-urlencoded", NULL);
}

/* Whether the answer is that of the handler: it was reached, whatever it says. */
static gboolean
was_let_in (const TlRoute *route, const Answer *answer, guint role)
{
  if (roles[role].role == TL_ROLE_NOBODY && answer->status == 303
      && g_strcmp0 (answer->location, "/signin") == 0)
    return FALSE;
  if (answer->status == 401)
    /* Signing in has its own words for who is refused. */
    return answer_code (answer) != NULL && !g_str_equal (answer_code (answer), "signed_out");
  if (answer->status != 403)
    return answer->status != 0;
  /* Use is taken from workstations only, and a link is used up. */
  return g_str_equal (route->pattern, "/v1/usage/{day}") || g_str_equal (route->pattern, "/signin");
}

static void
check_table (Fixture *self, const TlRoute *table)
{
  for (const TlRoute *route = table; route->method != NULL; route++)
    for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
      {
        g_autoptr (Answer) answer = ask (self, route, i);
        gboolean expected = (route->roles & roles[i].role) != 0;

        if (was_let_in (route, answer, i) != expected || answer->status >= 500)
          g_error ("%s %s as %s: %u, expected %s", route->method, route->pattern,
                   roles[i].name != NULL ? roles[i].name : "nobody", answer->status,
                   expected ? "in" : "out");
      }
}

static void
each_route_lets_its_roles_in_and_no_other (Fixture *self, gconstpointer data)
{
  check_table (self, tl_api_routes);
  check_table (self, tl_page_routes);
}

static void
forms_of_others_are_refused (Fixture *self, gconstpointer data)
{
  enum
  {
    NO_ORIGIN,
    STRANGE_ORIGIN,
    NULL_ORIGIN,
    WRONG_SECRET,
    NO_SECRET,
    N_WAYS
  };

  for (const TlRoute *route = tl_page_routes; route->method != NULL; route++)
    for (guint way = 0; way < N_WAYS && (route->flags & TL_ROUTE_FORM); way++)
      for (guint i = 1; i < G_N_ELEMENTS (roles); i++)
        {
          g_autofree char *token = open_session (self, i, "page");
          g_autofree char *cookie = g_strconcat ("troly=", token, NULL);
          g_autofree char *secret = secret_of (self, token);
          g_autofree char *path = path_of (route);
          g_autofree char *form = g_strconcat (
              way == NO_SECRET ? "a=" : "csrf=", way == WRONG_SECRET ? "AAAA" : secret, NULL);
          const char *origin = way == STRANGE_ORIGIN ? "https://noi-khac.example"
                               : way == NULL_ORIGIN  ? "null"
                                                     : self->center->url;
          g_autoptr (Answer) answer
              = call (self->center, "POST", path, NULL, form, "Content-Type",
                      "application/x-www-form-urlencoded", "Cookie", cookie,
                      way == NO_ORIGIN ? "X-Nothing" : "Origin", origin, NULL);

          if (answer->status != 403)
            g_error ("%s way %u: %u", route->pattern, way, answer->status);
        }
}

static void
a_method_that_a_path_does_not_know_is_405 (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *method, *path;
    guint status;
  } cases[] = {
    { "DELETE", "/v1/me", 405 }, { "POST", "/healthz", 405 },  { "GET", "/v1/session", 405 },
    { "GET", "/v2/items", 404 }, { "GET", "/v1/items/", 404 }, { "GET", "/v1/me/", 404 },
    { "BREW", "/v1/me", 405 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer
          = call (self->center, cases[i].method, cases[i].path, NULL, NULL, NULL);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "each-route-lets-its-roles-in-and-no-other", each_route_lets_its_roles_in_and_no_other },
    { "forms-of-others-are-refused", forms_of_others_are_refused },
    { "a-method-that-a-path-does-not-know-is-405", a_method_that_a_path_does_not_know_is_405 },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/server/routes/%s/%s", test_on_postgres () ? "postgres" : "sqlite", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
