/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An enrolment in a real Secret Service on a bus of its own, and without one. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sync/tl-identity.h"

typedef struct
{
  char *folder;
  char *file;
  TlCentrePolicy *policy;
} Fixture;

static void
write_enrolment (const char *path)
{
  g_autoptr (TlEnrolment) self = g_new0 (TlEnrolment, 1);
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autofree char *text = NULL;

  self->id = g_uuid_string_random ();
  self->person = g_uuid_string_random ();
  self->name = g_strdup ("Nguyễn Thị Mẫu");
  self->unit = g_strdup ("TAND-01");
  self->unit_name = g_strdup ("Tòa án mẫu");
  self->role = g_strdup ("judge");
  self->server = g_strdup ("https://troly.example.vn");
  self->expires = 1;
  tl_enrolment_generate_keys (self);
  text = tl_enrolment_to_file (self, key, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *desk = NULL;

  fixture->folder = g_dir_make_tmp ("troly-identity-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "handed-over.json", NULL);
  desk = g_build_filename (fixture->folder, "desk", NULL);
  g_setenv ("TROLY_DESK_DIR", desk, TRUE);
  fixture->policy = tl_centre_policy_new ();
  write_enrolment (fixture->file);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = g_build_filename (fixture->folder, "desk-enrolment", NULL);

  g_unlink (kept);
  g_unlink (fixture->file);
  g_rmdir (fixture->folder);
  tl_centre_policy_free (fixture->policy);
  g_free (fixture->file);
  g_free (fixture->folder);
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

static TlIdentity *
take (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_identity_take_async (fixture->policy, fixture->file, NULL, done_cb, &result);
  return tl_identity_take_finish (wait_for (&result), error);
}

static TlIdentity *
load (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_identity_load_async (fixture->policy, NULL, done_cb, &result);
  return tl_identity_load_finish (wait_for (&result), error);
}

static void
forget (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tl_identity_forget_async (fixture->policy, NULL, done_cb, &result);
  g_assert_true (tl_identity_forget_finish (wait_for (&result), NULL, &error));
  g_assert_no_error (error);
}

static guint
files_of (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Of dbus-run-session: nobody else's keyring is asked. */
static char *session_bus;

/* The keyring, as a child that ends with the test. */
static GSubprocess *
start_keyring (const char *home)
{
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GSubprocess *keyring;
  GOutputStream *in;

  if (program == NULL)
    return NULL;
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  keyring = g_subprocess_launcher_spawn (launcher, NULL, program, "--foreground", "--unlock",
                                         "--components=secrets", NULL);
  if (keyring == NULL)
    return NULL;
  in = g_subprocess_get_stdin_pipe (keyring);
  g_assert_true (g_output_stream_write_all (in, "mật khẩu", strlen ("mật khẩu"), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (in, NULL, NULL));
  return keyring;
}

/* It answers a while after it was started. */
static gboolean
wait_for_keyring (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  for (guint i = 0; bus != NULL && i < 500; i++)
    {
      g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
          bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
          g_variant_new ("(s)", "org.freedesktop.secrets"), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
          NULL);
      gboolean has = FALSE;

      if (answer != NULL)
        g_variant_get (answer, "(b)", &has);
      if (has)
        return TRUE;
      g_usleep (20000);
    }
  return FALSE;
}

static void
an_enrolment_is_kept_by_the_secret_service (Fixture *fixture, gconstpointer data)
{
  g_autofree char *home = g_dir_make_tmp ("troly-keyring-XXXXXX", NULL);
  g_autoptr (GSubprocess) keyring = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) taken = NULL;
  g_autoptr (TlIdentity) loaded = NULL;
  g_autoptr (TlIdentity) gone = NULL;

  if (session_bus == NULL)
    {
      g_test_skip ("there is no session bus (dbus-run-session)");
      return;
    }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", session_bus, TRUE);
  keyring = start_keyring (home);
  if (keyring == NULL || !wait_for_keyring ())
    {
      g_test_skip ("there is no gnome-keyring-daemon that answers");
      if (keyring != NULL)
        g_subprocess_force_exit (keyring);
      return;
    }
  g_assert_null (load (fixture, &error));
  g_assert_no_error (error);
  taken = take (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (taken->in_file);
  /* Nothing but the file that was handed over. */
  g_assert_cmpuint (files_of (fixture), ==, 1);
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (loaded->enrolment->id, ==, taken->enrolment->id);
  g_assert_cmpstr (loaded->public_half, ==, taken->public_half);
  g_assert_true (loaded->enrolment->has_secret);
  forget (fixture);
  gone = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  g_subprocess_force_exit (keyring);
  g_subprocess_wait (keyring, NULL, NULL);
}

static void
without_a_secret_service_a_file_only_where_policy_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlIdentity) taken = NULL;
  g_autoptr (TlIdentity) loaded = NULL;
  g_autofree char *kept = g_build_filename (fixture->folder, "desk-enrolment", NULL);
  GStatBuf info;

  g_assert_null (take (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpuint (files_of (fixture), ==, 1);
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  fixture->policy->secret_file = TRUE;
  taken = take (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (taken->in_file);
  g_assert_cmpint (g_stat (kept, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (loaded->in_file);
  g_assert_cmpstr (loaded->enrolment->id, ==, taken->enrolment->id);
  forget (fixture);
  g_assert_cmpint (g_stat (kept, &info), <, 0);
}

static void
what_is_no_enrolment_for_this_computer_is_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->policy->secret_file = TRUE;
  fixture->policy->server = g_strdup ("https://other.example.vn");
  g_assert_null (take (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->file, "{}", -1, NULL));
  g_assert_null (take (fixture, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_unlink (fixture->file);
  g_assert_null (take (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD(function)                                                                              \
  g_test_add ("/identity/" #function, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  session_bus = argc > 1 ? g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS")) : NULL;
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus", TRUE);
  ADD (without_a_secret_service_a_file_only_where_policy_says_so);
  ADD (what_is_no_enrolment_for_this_computer_is_not_kept);
  /* Last: a bus that was reached stays. */
  ADD (an_enrolment_is_kept_by_the_secret_service);
  return g_test_run ();
}
