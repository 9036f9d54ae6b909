/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workstation's way through the browser, to a real provider and a real centre. */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "oidc-desk.h"
#include "sync/tl-centre.h"
#include "sync/tl-sign-in.h"

#define ACCOUNTS                                                                                   \
  "{\"thao\":{\"name\":\"Trần Thị Thảo\",\"troly_unit\":\"ta-1\",\"troly_role\":\"judge\"}}"

typedef struct
{
  OidcCourt *court; /* NULL: skipped */
  char *folder;
  TlCentrePolicy *policy;
  /* What the browser does. */
  const char *login;  /* NULL: refuses */
  gboolean stays;     /* nobody comes back */
  gboolean disturbed; /* others come first */
  GThread *browser;
  char *url;
  char *page; /* what it was shown at the end */
  char *back;
  guint statuses[4];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *desk = NULL;

  self->court = oidc_court_new (NULL);
  self->login = "thao";
  self->folder = g_dir_make_tmp ("troly-sign-in-XXXXXX", NULL);
  desk = g_build_filename (self->folder, "desk", NULL);
  g_setenv ("TROLY_DESK_DIR", desk, TRUE);
  self->policy = tl_centre_policy_new ();
  self->policy->secret_file = TRUE;
  if (self->court == NULL)
    return;
  self->policy->server = g_strdup (self->court->center->url);
  oidc_court_unit (self->court, "ta-1");
  oidc_fixture_set_accounts (self->court->provider, ACCOUNTS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->court, oidc_court_free);
  test_folder_remove (self->folder);
  tl_centre_policy_free (self->policy);
  g_free (self->folder);
  g_free (self->url);
  g_free (self->page);
  g_free (self->back);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

/* ---- The browser, in a thread of its own ---- */

static guint
get_page (const char *url, char **page)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 20, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, NULL, NULL);
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (page != NULL)
    *page = data != NULL ? g_strndup (data, size) : NULL;
  return bytes != NULL ? soup_message_get_status (message) : 0;
}

static gpointer
browse (gpointer data)
{
  Fixture *self = data;
  g_autofree char *redirect = oidc_fixture_field (self->url, "redirect_uri");

  self->back = oidc_fixture_walk (self->court->provider, self->url, self->login, redirect);
  if (self->disturbed)
    {
      g_autofree char *base
          = g_strndup (self->back, (gsize)(strstr (self->back, "/callback") - self->back));
      g_autofree char *icon = g_strconcat (base, "/favicon.ico", NULL);
      g_autofree char *wrong = g_strconcat (base, "/callback?code=x&state=AAAA", NULL);
      g_autofree char *fault = g_strconcat (base, "/callback?error=access_denied&state=A", NULL);
      g_autofree char *issuer = g_strdup (self->back);
      char *iss = strstr (issuer, "&iss=");

      g_assert_nonnull (iss);
      *iss = '\0';
      self->statuses[0] = get_page (icon, NULL);
      self->statuses[1] = get_page (wrong, NULL);
      self->statuses[2] = get_page (fault, NULL);
      /* The provider says who it is in each answer: one without is not its own. */
      self->statuses[3] = get_page (issuer, NULL);
    }
  get_page (self->back, &self->page);
  return NULL;
}

static void
launch_cb (const char *url, gpointer data)
{
  Fixture *self = data;

  g_assert_null (self->browser);
  g_free (self->url);
  self->url = g_strdup (url);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->back, g_free);
  if (!self->stays)
    self->browser = g_thread_new ("browser", browse, self);
}

static TlIdentity *
go_through (Fixture *self, const TlIdentity *earlier, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  TlIdentity *identity;

  tl_sign_in_async (self->policy, self->policy->server, earlier, launch_cb, self, NULL, done_cb,
                    &result);
  identity = tl_sign_in_finish (wait_for (&result), error);
  if (self->browser != NULL)
    g_thread_join (g_steal_pointer (&self->browser));
  return identity;
}

static TlIdentity *
load (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TlIdentity *identity;

  tl_identity_load_async (self->policy, NULL, done_cb, &result);
  identity = tl_identity_load_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return identity;
}

/* ---- Asking the centre with it ---- */

typedef struct
{
  guint n;
  gint64 expires;
  char *refresh;
} Renewed;

static void
renewed_cb (const TlEnrolment *enrolment, const TlGrant *grant, gpointer data)
{
  Renewed *renewed = data;

  renewed->n++;
  renewed->expires = enrolment->expires;
  g_free (renewed->refresh);
  renewed->refresh = g_strdup (grant->refresh);
}

static gboolean
ask_centre (Fixture *self, const TlIdentity *identity, Renewed *renewed, GError **error)
{
  g_autoptr (TlCentre) centre
      = tl_centre_new (self->policy, identity->enrolment, identity->public_half, 20000, error);
  g_autoptr (TlCentreChanges) changes = NULL;

  g_assert_nonnull (centre);
  tl_centre_set_grant (centre, identity->grant, renewed_cb, renewed);
  changes = tl_centre_fetch_changes (centre, NULL, NULL, NULL, error);
  if (changes != NULL && renewed->n > 0)
    g_assert_cmpint (tl_centre_get_expires (centre), ==, renewed->expires);
  return changes != NULL;
}

static void
a_judge_signs_in_with_the_browser_and_is_known (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) identity = NULL;
  g_autoptr (TlIdentity) kept = NULL;
  g_autoptr (TlIdentity) again = NULL;
  Renewed renewed = { 0 };

  if (self->court == NULL)
    return;
  identity = go_through (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (identity->enrolment->name, ==, "Trần Thị Thảo");
  g_assert_cmpstr (identity->enrolment->unit_name, ==, "Tòa ta-1");
  g_assert_cmpstr (identity->enrolment->role, ==, "judge");
  g_assert_nonnull (identity->grant->refresh);
  g_assert_true (identity->in_file);
  g_assert_nonnull (strstr (self->page, "close this page"));
  /* One answer, and the port is closed. */
  g_assert_cmpuint (get_page (self->back, NULL), ==, 0);
  kept = load (self);
  g_assert_cmpstr (kept->enrolment->id, ==, identity->enrolment->id);
  g_assert_cmpstr (kept->grant->refresh, ==, identity->grant->refresh);
  g_assert_null (kept->public_half);
  g_assert_true (ask_centre (self, kept, &renewed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (renewed.n, ==, 0);
  /* Signing in again is the same workstation. */
  again = go_through (self, kept, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->enrolment->id, ==, identity->enrolment->id);
}

static void
others_who_come_to_the_port_change_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) identity = NULL;

  if (self->court == NULL)
    return;
  self->disturbed = TRUE;
  identity = go_through (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (identity);
  g_assert_cmpuint (self->statuses[0], ==, 404);
  g_assert_cmpuint (self->statuses[1], ==, 400);
  g_assert_cmpuint (self->statuses[2], ==, 400);
  g_assert_cmpuint (self->statuses[3], ==, 400);
}

static void
what_has_ended_is_renewed_without_the_judge (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) identity = NULL;
  g_autofree char *old = NULL;
  Renewed renewed = { 0 };

  if (self->court == NULL)
    return;
  identity = go_through (self, NULL, &error);
  g_assert_no_error (error);
  oidc_court_do (self->court, "UPDATE devices SET expires = 1");
  g_assert_true (ask_centre (self, identity, &renewed, &error));
  g_assert_no_error (error);
  /* First what the provider gave, then until when it holds. */
  g_assert_cmpuint (renewed.n, ==, 2);
  g_assert_cmpint (renewed.expires, >, g_get_real_time () / 1000);
  g_assert_cmpstr (renewed.refresh, !=, identity->grant->refresh);
  g_free (renewed.refresh);
}

static void
what_the_provider_will_not_renew_only_the_judge_can (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) identity = NULL;
  Renewed renewed = { 0 };

  if (self->court == NULL)
    return;
  identity = go_through (self, NULL, &error);
  g_assert_no_error (error);
  oidc_court_do (self->court, "UPDATE devices SET expires = 1");
  /* It keeps its sign-ins in memory. */
  oidc_fixture_stop (self->court->provider);
  g_assert_false (ask_centre (self, identity, &renewed, &error));
  g_assert_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_cmpuint (renewed.n, ==, 0);
  oidc_fixture_start (self->court->provider, "a");
  g_assert_false (ask_centre (self, identity, &renewed, &error));
  g_assert_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_SIGNED_OUT);
  g_assert_cmpuint (renewed.n, ==, 1);
  g_assert_null (renewed.refresh);
  g_clear_pointer (&identity->grant->refresh, g_free);
  g_clear_error (&error);
  g_assert_false (ask_centre (self, identity, &renewed, &error));
  g_assert_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_SIGNED_OUT);
}

static void
who_is_revoked_is_not_renewed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) identity = NULL;
  Renewed renewed = { 0 };

  if (self->court == NULL)
    return;
  identity = go_through (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      center_run (self->court->center, NULL, "revoke", "--device", identity->enrolment->id, NULL),
      ==, 0);
  g_assert_false (ask_centre (self, identity, &renewed, &error));
  g_assert_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_REFUSED);
  g_assert_cmpuint (renewed.n, ==, 0);
}

static void
who_says_no_in_the_browser_is_not_signed_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (self->court == NULL)
    return;
  self->login = NULL;
  g_assert_null (go_through (self, NULL, &error));
  g_assert_error (error, TL_OIDC_ERROR, TL_OIDC_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "access_denied");
  g_assert_null (load (self));
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
a_sign_in_can_be_broken_off (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *redirect = NULL;

  if (self->court == NULL)
    return;
  self->stays = TRUE;
  tl_sign_in_async (self->policy, self->policy->server, NULL, launch_cb, self, cancellable, done_cb,
                    &result);
  while (self->url == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_timeout_add (50, cancel_cb, cancellable);
  g_assert_null (tl_sign_in_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  redirect = oidc_fixture_field (self->url, "redirect_uri");
  g_assert_true (g_str_has_prefix (redirect, "http://127.0.0.1:"));
  g_assert_cmpuint (get_page (redirect, NULL), ==, 0);
  g_assert_null (load (self));
}

static gboolean
is_offered (Fixture *self, const char *server)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_sign_in_offered_async (self->policy, server, NULL, done_cb, &result);
  return tl_sign_in_offered_finish (wait_for (&result));
}

static void
a_centre_without_a_provider_offers_none (Fixture *self, gconstpointer data)
{
  g_autoptr (Center) plain = center_new (NULL);
  g_autoptr (GError) error = NULL;

  if (self->court == NULL)
    return;
  center_start (plain);
  g_assert_true (is_offered (self, self->court->center->url));
  g_assert_false (is_offered (self, plain->url));
  g_assert_false (is_offered (self, "http://127.0.0.1:1"));
  g_free (self->policy->server);
  self->policy->server = g_strdup (plain->url);
  g_assert_null (go_through (self, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
without_a_place_for_secrets_nothing_is_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (self->court == NULL)
    return;
  self->policy->secret_file = FALSE;
  g_assert_null (go_through (self, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* What was kept last is forgotten here and given back to the provider, which renews with it no
 * more.
 */
static void
who_signs_out_is_signed_out_at_the_provider_too (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) identity = NULL;
  g_autoptr (TlGrant) grant = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GAsyncResult) revoked = NULL;
  g_autofree char *form = NULL;
  g_autofree char *answer = NULL;
  guint status;

  if (self->court == NULL)
    return;
  identity = go_through (self, NULL, &error);
  g_assert_no_error (error);
  form = tl_oidc_refresh_form (identity->grant->client, identity->grant->refresh);
  tl_identity_forget_async (self->policy, NULL, done_cb, &forgotten);
  g_assert_true (tl_identity_forget_finish (wait_for (&forgotten), &grant, &error));
  g_assert_no_error (error);
  g_assert_null (load (self));
  g_assert_cmpstr (grant->refresh, ==, identity->grant->refresh);
  tl_sign_in_revoke_async (self->policy, grant, NULL, done_cb, &revoked);
  g_assert_true (tl_sign_in_revoke_finish (wait_for (&revoked), &error));
  g_assert_no_error (error);
  answer = oidc_fixture_post (self->court->provider, form, &status);
  g_assert_cmpuint (status, ==, 400);
  g_assert_nonnull (strstr (answer, "invalid_grant"));
}

static void
a_provider_that_cannot_be_told_is_an_error (Fixture *self, gconstpointer data)
{
  static char address[] = "http://127.0.0.1:1", refresh[] = "mot-ma";
  const TlGrant grant = { .issuer = address, .client = refresh, .refresh = refresh };
  const TlGrant nothing = { .issuer = address, .client = refresh };
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  if (self->court == NULL)
    return;
  tl_sign_in_revoke_async (self->policy, &grant, NULL, done_cb, &first);
  g_assert_false (tl_sign_in_revoke_finish (wait_for (&first), &error));
  g_assert_error (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_OFFLINE);
  g_clear_error (&error);
  tl_sign_in_revoke_async (self->policy, &nothing, NULL, done_cb, &second);
  g_assert_true (tl_sign_in_revoke_finish (wait_for (&second), &error));
  g_assert_no_error (error);
}

#define ADD(function) g_test_add ("/sign-in/" #function, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus", TRUE);
  ADD (a_judge_signs_in_with_the_browser_and_is_known);
  ADD (others_who_come_to_the_port_change_nothing);
  ADD (what_has_ended_is_renewed_without_the_judge);
  ADD (what_the_provider_will_not_renew_only_the_judge_can);
  ADD (who_is_revoked_is_not_renewed);
  ADD (who_says_no_in_the_browser_is_not_signed_in);
  ADD (a_sign_in_can_be_broken_off);
  ADD (a_centre_without_a_provider_offers_none);
  ADD (without_a_place_for_secrets_nothing_is_kept);
  ADD (who_signs_out_is_signed_out_at_the_provider_too);
  ADD (a_provider_that_cannot_be_told_is_an_error);
  status = g_test_run ();
  oidc_court_finish ();
  return status;
}
