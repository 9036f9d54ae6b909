/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Releases from a real nginx over lines that are good and bad: always the old release or the new
 * one, a clear error, and no byte fetched twice but what a break loses. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "host-fixture.h"
#include "release/tl-release-error.h"

#define SIZE     700000
#define PASSWORD "mat-khau-bi-mat"

typedef struct
{
  Publisher publisher;
  Host host;
  gboolean ready;
  TlTrust *trust;
  GPtrArray *sources;
  char *library;
  TlInstallOptions options;
  TlInstallReport report;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  publisher_init (&fixture->publisher);
  fixture->publisher.size = SIZE;
  fixture->trust = publisher_trust (&fixture->publisher, 1);
  fixture->sources = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->library = release_folder ();
  fixture->options = (TlInstallOptions){
    .trust = fixture->trust, .sources = fixture->sources, .open = library_open, .retry_ms = 1
  };
  publisher_release (&fixture->publisher, 1);
  fixture->ready = host_start (&fixture->host, fixture->publisher.folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->sources);
  host_stop (&fixture->host);
  publisher_clear (&fixture->publisher);
  tl_trust_unref (fixture->trust);
  release_folder_remove (fixture->library);
  g_free (fixture->library);
}

static void
add_source (
    Fixture *fixture, const char *scheme, const char *host, guint port, TlHttpOptions options)
{
  g_autofree char *url = g_strdup_printf ("%s://%s:%u/", scheme, host, port);
  g_autoptr (GError) error = NULL;
  TlSource *source;

  options.url = url;
  options.proxy = options.proxy != NULL ? options.proxy : "none";
  options.stall_ms = options.stall_ms != 0 ? options.stall_ms : 20000;
  source = tl_http_source_new (&options, &error);
  g_assert_no_error (error);
  g_ptr_array_add (fixture->sources, source);
}

static void
install (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tl_install_run (fixture->library, &fixture->options, &fixture->report, NULL, &error);
  g_assert_no_error (error);
}

static void
unchanged_is_one_answer_304 (Fixture *fixture, gconstpointer data)
{
  guint requests;

  if (!fixture->ready)
    return;
  add_source (fixture, "http", "127.0.0.1", fixture->host.port, (TlHttpOptions){ 0 });
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  requests = host_count_log (&fixture->host, "GET");
  install (fixture);
  g_assert_false (fixture->report.changed);
  g_assert_cmpuint (fixture->report.fetched, ==, 0);
  g_assert_cmpuint (host_count_log (&fixture->host, "GET"), ==, requests + 1);
  g_assert_cmpuint (host_count_log (&fixture->host, " 304 0 "), ==, 1);
  publisher_release (&fixture->publisher, 2);
  install (fixture);
  g_assert_cmpuint (fixture->report.patched, ==, 1);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);
}

/* About a hundred cuts at random places of the files. */
static void
no_byte_is_fetched_twice_over_a_line_that_breaks (Fixture *fixture, gconstpointer data)
{
  GSubprocess *fault;
  guint64 sent;
  guint port;

  if (!fixture->ready)
    return;
  fault = fault_start (&fixture->host, "cut", "4500", &port);
  add_source (fixture, "http", "127.0.0.1", port, (TlHttpOptions){ 0 });
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  sent = fault_sent (port, "/files/");
  g_test_message ("%" G_GUINT64_FORMAT " bytes wanted, %" G_GUINT64_FORMAT
                  " sent over the broken line",
                  fixture->report.wanted, sent);
  g_assert_cmpuint (sent, >=, fixture->report.wanted);
  g_assert_cmpuint (sent, <, fixture->report.wanted + 65536);
  fault_stop (fault);
}

typedef struct
{
  const char *fault;
  const char *parameter;
  int error; /* -1: the release is installed all the same */
  guint stall_ms;
} Case;

static const Case cases[] = {
  { "none", NULL, -1, 0 },
  { "corrupt", NULL, TL_RELEASE_ERROR_DIGEST, 0 },
  { "corrupt-once", NULL, TL_RELEASE_ERROR_DIGEST, 0 },
  { "short", NULL, TL_RELEASE_ERROR_SIZE, 0 },
  { "long", NULL, -1, 0 },
  { "endless", NULL, TL_RELEASE_ERROR_SIZE, 0 },
  { "range-ignored", NULL, -1, 0 },
  { "404", NULL, TL_RELEASE_ERROR_MISSING, 0 },
  { "416", NULL, TL_RELEASE_ERROR_SIZE, 0 },
  { "500", NULL, TL_RELEASE_ERROR_SOURCE, 0 },
  { "403", NULL, TL_RELEASE_ERROR_REFUSED, 0 },
  { "redirect", NULL, TL_RELEASE_ERROR_SOURCE, 0 },
  { "stall", NULL, TL_RELEASE_ERROR_SOURCE, 400 },
  { "drip", NULL, TL_RELEASE_ERROR_SOURCE, 600 },
};

/* Twice over the bad line, then over a good one: what the bad one left does no harm. */
static void
a_bad_line_leaves_the_old_release_and_a_clear_error (Fixture *fixture, gconstpointer data)
{
  const Case *c = data;
  GSubprocess *fault;
  guint port;

  if (!fixture->ready)
    return;
  add_source (fixture, "http", "127.0.0.1", fixture->host.port, (TlHttpOptions){ 0 });
  install (fixture);
  fixture->publisher.without_patches = TRUE;
  publisher_release (&fixture->publisher, 2);
  fault = fault_start (&fixture->host, c->fault, c->parameter, &port);
  g_ptr_array_set_size (fixture->sources, 0);
  add_source (fixture, "http", "127.0.0.1", port,
              (TlHttpOptions){ .stall_ms = c->stall_ms, .slow_bytes = 200 });
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      tl_install_run (fixture->library, &fixture->options, &fixture->report, NULL, &error);
      if (c->error < 0)
        g_assert_no_error (error);
      else if (i == 0 || strcmp (c->fault, "corrupt-once") != 0)
        {
          g_assert_error (error, TL_RELEASE_ERROR, c->error);
          g_test_message ("%s", error->message);
          g_assert_cmpuint (library_check (fixture->library), ==, 1);
        }
    }
  fault_stop (fault);
  g_ptr_array_set_size (fixture->sources, 0);
  add_source (fixture, "http", "127.0.0.1", fixture->host.port, (TlHttpOptions){ 0 });
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 2);
}

static void
ranges_that_are_ignored_or_wrong_do_no_harm (Fixture *fixture, gconstpointer data)
{
  static const char *const faults[] = { "range-ignored", "wrong-range" };

  if (!fixture->ready)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *library = release_folder ();
      g_autofree char *incoming = g_build_filename (library, "incoming", NULL);
      g_autoptr (GBytes) volume = publisher_volume (&fixture->publisher, 1);
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, volume);
      g_autofree char *name = g_strdup_printf ("files/%s.zst", digest);
      g_autofree char *sent = publisher_path (&fixture->publisher, name);
      g_autofree char *bytes = NULL;
      g_autofree char *sent_digest = NULL;
      g_autofree char *partial = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      guint port;
      GSubprocess *fault = fault_start (&fixture->host, faults[i], NULL, &port);

      /* As if half of the file had come before. */
      g_assert_true (g_file_get_contents (sent, &bytes, &length, NULL));
      sent_digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)bytes, length);
      g_assert_cmpint (g_mkdir_with_parents (incoming, 0755), ==, 0);
      partial = g_build_filename (incoming, sent_digest, NULL);
      g_assert_true (g_file_set_contents (partial, bytes, (gssize)length / 2, NULL));
      g_ptr_array_set_size (fixture->sources, 0);
      add_source (fixture, "http", "127.0.0.1", port, (TlHttpOptions){ 0 });
      tl_install_run (library, &fixture->options, NULL, NULL, &error);
      if (i == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SOURCE);
      g_assert_cmpuint (library_check (library), ==, i == 0 ? 1 : 0);
      fault_stop (fault);
      release_folder_remove (library);
    }
}

static void
the_next_source_goes_on_where_one_failed (Fixture *fixture, gconstpointer data)
{
  GSubprocess *fault;
  guint64 sent;
  guint port;

  if (!fixture->ready)
    return;
  fault = fault_start (&fixture->host, "stall", NULL, &port);
  add_source (fixture, "http", "127.0.0.1", port, (TlHttpOptions){ .stall_ms = 400 });
  add_source (fixture, "http", "127.0.0.1", fixture->host.port, (TlHttpOptions){ 0 });
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  sent = fault_sent (port, "/files/");
  g_assert_cmpuint (sent, >, 0);
  g_assert_cmpuint (fixture->report.fetched, <, fixture->report.wanted + 65536);
  fault_stop (fault);
}

static void
a_proxy_may_ask_for_a_password_that_is_never_told (Fixture *fixture, gconstpointer data)
{
  static const char *const passwords[] = { "wrong-" PASSWORD, PASSWORD };
  GSubprocess *fault;
  guint port;

  if (!fixture->ready)
    return;
  fault = fault_start (&fixture->host, "proxy", "judge:" PASSWORD, &port);
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u", port);
      g_autoptr (GError) error = NULL;

      g_ptr_array_set_size (fixture->sources, 0);
      /* A name that only the proxy can resolve. */
      add_source (
          fixture, "http", "releases.invalid", 80,
          (TlHttpOptions){ .proxy = proxy, .proxy_user = "judge", .proxy_password = passwords[i] });
      tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error);
      if (i == 1)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_REFUSED);
      g_assert_null (strstr (error->message, PASSWORD));
    }
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
  fault_stop (fault);
}

static void
an_authority_of_the_court_is_trusted_when_it_is_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *authority = NULL;
  g_autoptr (GError) error = NULL;

  if (!fixture->ready)
    return;
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("the package \"glib-networking\" is not installed");
      return;
    }
  authority = g_build_filename (fixture->host.folder, "ca.pem", NULL);
  add_source (fixture, "https", "localhost", fixture->host.tls_port, (TlHttpOptions){ 0 });
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_REFUSED);
  g_ptr_array_set_size (fixture->sources, 0);
  add_source (fixture, "https", "localhost", fixture->host.tls_port,
              (TlHttpOptions){ .ca_file = authority });
  install (fixture);
  g_assert_cmpuint (library_check (fixture->library), ==, 1);
}

static void
nobody_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!fixture->ready)
    return;
  add_source (fixture, "http", "127.0.0.1", 1, (TlHttpOptions){ 0 });
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SOURCE);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (300000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
a_silent_host_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *fault;
  GThread *thread;
  guint port;

  if (!fixture->ready)
    return;
  fault = fault_start (&fixture->host, "stall", NULL, &port);
  add_source (fixture, "http", "127.0.0.1", port, (TlHttpOptions){ .stall_ms = 60000 });
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (tl_install_run (fixture->library, &fixture->options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  fault_stop (fault);
}

static void
addresses_are_checked_and_told_without_secrets (void)
{
  static const struct
  {
    const char *url;
    const char *told;
  } addresses[] = {
    { "http://host/a", "http://host/a/" },
    { "https://user:" PASSWORD "@host:8443/a/", "https://host:8443/a/" },
    { "ftp://host/", NULL },
    { "http://", NULL },
    { "host", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      TlHttpOptions options = { .url = addresses[i].url };
      g_autoptr (GError) error = NULL;
      g_autoptr (TlSource) source = tl_http_source_new (&options, &error);
      g_autofree char *told = source != NULL ? tl_source_describe (source) : NULL;

      g_assert_cmpstr (told, ==, addresses[i].told);
      g_assert_true ((source == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/sync/http/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (unchanged_is_one_answer_304);
  ADD (no_byte_is_fetched_twice_over_a_line_that_breaks);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat (
          "/sync/http/a_bad_line_leaves_the_old_release_and_a_clear_error/", cases[i].fault, NULL);
      g_test_add (path, Fixture, &cases[i], set_up,
                  a_bad_line_leaves_the_old_release_and_a_clear_error, tear_down);
    }
  ADD (ranges_that_are_ignored_or_wrong_do_no_harm);
  ADD (the_next_source_goes_on_where_one_failed);
  ADD (a_proxy_may_ask_for_a_password_that_is_never_told);
  ADD (an_authority_of_the_court_is_trusted_when_it_is_named);
  ADD (nobody_answers);
  ADD (a_silent_host_can_be_cancelled);
  g_test_add_func ("/sync/http/addresses_are_checked_and_told_without_secrets",
                   addresses_are_checked_and_told_without_secrets);
  return g_test_run ();
}
