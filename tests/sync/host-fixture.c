/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "host-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

/* A port that was free a moment ago. */
static guint
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

static void
make_certificates (Host *self)
{
  g_autofree char *script = g_strdup_printf (
      "cd '%s' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "
      "30"
      " -keyout ca.key -out ca.pem -subj '/CN=An authority of a court' && "
      "openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout host.key"
      " -out host.csr -subj '/CN=localhost' && "
      "printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\\n' > ext && "
      "openssl x509 -req -in host.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30"
      " -extfile ext -out host.pem",
      self->folder);
  const char *argv[] = { "sh", "-c", script, NULL };

  g_assert_cmpint (release_run (argv, NULL, NULL), ==, 0);
}

static gboolean
answers (guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)port, NULL, NULL);

  return connection != NULL;
}

/* Its own file says that it listens: on a port that somebody took meanwhile another answers.
 * Returns: %FALSE when it ended. */
static gboolean
wait_for_host (Host *self)
{
  g_autofree char *pid = g_build_filename (self->folder, "nginx.pid", NULL);

  for (guint i = 0; i < 6000; i++)
    {
      const char *id = g_subprocess_get_identifier (self->process);

      if (id == NULL)
        return FALSE;
      if (g_file_test (pid, G_FILE_TEST_EXISTS) && answers (self->port))
        return TRUE;
      g_usleep (10000);
    }
  g_error ("no answer from port %u", self->port);
}

static gboolean
try_start (Host *self, const char *program, const char *root)
{
  g_autofree char *config = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->port = free_port ();
  self->tls_port = free_port ();
  config = g_strdup_printf (
      "daemon off; master_process off; pid nginx.pid; error_log error.log;\n"
      "events { worker_connections 64; }\n"
      "http { access_log access.log; client_body_temp_path t1; proxy_temp_path t2;\n"
      " fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;\n"
      " server { listen 127.0.0.1:%u; listen 127.0.0.1:%u ssl; server_name localhost;\n"
      "  ssl_certificate host.pem; ssl_certificate_key host.key; root \"%s\"; } }\n",
      self->port, self->tls_port, root);
  path = g_build_filename (self->folder, "nginx.conf", NULL);
  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  self->process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, program, "-p", self->folder, "-c", path, NULL);
  g_assert_no_error (error);
  if (wait_for_host (self))
    return TRUE;
  g_clear_object (&self->process);
  return FALSE;
}

gboolean
host_start (Host *self, const char *root)
{
  g_autofree char *program = g_find_program_in_path ("nginx");

  memset (self, 0, sizeof *self);
  if (program == NULL && g_file_test ("/usr/sbin/nginx", G_FILE_TEST_IS_EXECUTABLE))
    program = g_strdup ("/usr/sbin/nginx");
  if (program == NULL)
    g_test_skip ("the program \"nginx\" is not installed");
  if (program == NULL || !release_has_program ("openssl"))
    return FALSE;
  self->folder = g_dir_make_tmp ("troly-host-XXXXXX", NULL);
  make_certificates (self);
  /* Between looking for a port and listening somebody may take it. */
  for (guint i = 0; i < 10; i++)
    if (try_start (self, program, root))
      return TRUE;
  g_error ("nginx does not start in %s", self->folder);
}

void
host_stop (Host *self)
{
  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, NULL);
      g_clear_object (&self->process);
    }
  if (self->folder != NULL)
    release_folder_remove (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

/* nginx writes the line of a request after its answer has left, in the same turn of its one
 * process: when a later request is answered, every earlier one stands in the log. */
static void
host_settle (Host *self)
{
  const char request[] = "HEAD /settled HTTP/1.0\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)self->port, NULL, &error);
  GIOStream *stream = G_IO_STREAM (connection);
  char answer[512];

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), request, strlen (request),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  while (g_input_stream_read (g_io_stream_get_input_stream (stream), answer, sizeof answer, NULL,
                              &error)
         > 0)
    ;
  g_assert_no_error (error);
}

guint
host_count_log (Host *self, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "access.log", NULL);
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  host_settle (self);
  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  lines = g_strsplit (log, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], "/settled") == NULL && strstr (lines[i], text) != NULL;
  return n;
}

GSubprocess *
fault_start (const Host *host, const char *fault, const char *parameter, guint *port)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "sync", "fault-host.py", NULL);
  g_autofree char *upstream = g_strdup_printf ("%u", host->port);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "python3", script,
      upstream, fault, parameter != NULL ? parameter : "", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_nonnull (line);
  *port = (guint)atoi (line);
  return process;
}

void
fault_stop (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

static gboolean
keep (const void *data, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, data, (gssize)length);
  return TRUE;
}

guint64
fault_sent (guint port, const char *prefix)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  TlHttpOptions options = { .url = url, .proxy = "none" };
  g_autoptr (TlSource) source = tl_http_source_new (&options, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) names = NULL;
  JsonObject *sent;
  guint64 sum = 0;

  tl_source_read (source, "stats", 0, 1000000, NULL, keep, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_data (parser, text->str, -1, &error));
  sent = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                        "sent");
  names = json_object_get_members (sent);
  for (GList *l = names; l != NULL; l = l->next)
    if (g_str_has_prefix (l->data, prefix))
      sum += (guint64)json_object_get_int_member (sent, l->data);
  return sum;
}
