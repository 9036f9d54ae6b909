/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets inside a Flatpak, against a portal that answers as real ones do and as none should. */
#include "config.h"

#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sync/tl-keyring-private.h"

#define OBJECT "/org/freedesktop/portal/desktop"

typedef struct
{
  const char *secret; /* NULL: none is written */
  guint32 response;
  gboolean first; /* the answer is on the bus before the call has returned */
} Manners;

static const Manners at_once = { "0123456789abcdef0123456789abcdef", 0, TRUE };
static const Manners later = { "0123456789abcdef0123456789abcdef", 0, FALSE };
static const Manners other = { "another secret of the same length", 0, TRUE };
static const Manners declines = { NULL, 1, TRUE };
static const Manners silent = { NULL, 0, TRUE };
static const Manners *manners;
static char *folder;

static const char interface_xml[]
    = "<node><interface name='org.freedesktop.portal.Secret'><method name='RetrieveSecret'>"
      "<arg type='h' direction='in'/><arg type='a{sv}' direction='in'/>"
      "<arg type='o' direction='out'/></method></interface></node>";

static void
respond (GDBusConnection *bus, const char *client, const char *path)
{
  g_dbus_connection_emit_signal (
      bus, client, path, "org.freedesktop.portal.Request", "Response",
      g_variant_new ("(u@a{sv})", manners->response,
                     g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)),
      NULL);
}

static void
retrieve_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *method,
             GVariant *parameters,
             GDBusMethodInvocation *invocation,
             gpointer user_data)
{
  GUnixFDList *list
      = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *client = g_strdup (sender + 1);
  g_autofree char *request = NULL;
  const char *token = NULL;
  int fd = g_unix_fd_list_get (list, 0, NULL);

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_strdelimit (client, ".", '_');
  request = g_strdup_printf (OBJECT "/request/%s/%s", client, token);
  if (manners->secret != NULL)
    g_assert_cmpint (write (fd, manners->secret, strlen (manners->secret)), >, 0);
  close (fd);
  if (manners->first)
    respond (bus, sender, request);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  if (!manners->first)
    {
      g_usleep (100000);
      respond (bus, sender, request);
    }
}

static gpointer
portal_thread (gpointer data)
{
  static const GDBusInterfaceVTable table = { .method_call = retrieve_cb };
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) named = NULL;
  GError *error = NULL;

  g_main_context_push_thread_default (context);
  bus = g_dbus_connection_new_for_address_sync (
      data,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (bus, OBJECT, info->interfaces[0], &table, NULL, NULL, &error);
  g_assert_no_error (error);
  named = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  for (;;)
    g_main_context_iteration (context, TRUE);
  return NULL;
}

static GDBusConnection *
bus (void)
{
  GError *error = NULL;
  GDBusConnection *connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static char *
file_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
test_kept_and_found (gconstpointer data)
{
  g_autoptr (GDBusConnection) connection = bus ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = file_of ("enrolment");
  g_autofree char *content = NULL;
  gsize length;
  GStatBuf status;

  manners = data;
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (_tl_keyring_portal_store (connection, folder, "enrolment", "bí mật số một",
                                               NULL, &error));
      g_assert_no_error (error);
      text = _tl_keyring_portal_lookup (connection, folder, "enrolment", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, "bí mật số một");
    }
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, (gssize)length, "bí mật"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_taken_away (void)
{
  g_autoptr (GDBusConnection) connection = bus ();
  g_autoptr (GError) error = NULL;

  manners = &at_once;
  g_assert_true (_tl_keyring_portal_store (connection, folder, "enrolment", "x", NULL, &error));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (_tl_keyring_portal_clear (folder, "enrolment", &error));
      g_assert_null (_tl_keyring_portal_lookup (connection, folder, "enrolment", NULL, &error));
      g_assert_no_error (error);
    }
}

/* Not opened, and not taken for nothing. */
static void
test_not_opened (void)
{
  static const struct
  {
    const char *what;
    const Manners *manners;
    const char *name;
    gboolean damaged;
  } cases[] = {
    { "another secret", &other, "enrolment", FALSE },
    { "the portal declines", &declines, "enrolment", FALSE },
    { "the portal says yes and writes nothing", &silent, "enrolment", FALSE },
    { "the file of another name", &at_once, "renamed", FALSE },
    { "a file that was changed", &at_once, "enrolment", TRUE },
    { "a file that was cut", &at_once, "cut", FALSE },
  };
  g_autoptr (GDBusConnection) connection = bus ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = file_of ("enrolment");
      g_autofree char *renamed = file_of ("renamed");
      g_autofree char *cut = file_of ("cut");
      g_autofree char *content = NULL;
      gsize length;

      g_test_message ("%s", cases[i].what);
      manners = &at_once;
      g_assert_true (_tl_keyring_portal_store (connection, folder, "enrolment", "x", NULL, &error));
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_true (g_file_set_contents (renamed, content, (gssize)length, NULL));
      g_assert_true (g_file_set_contents (cut, content, 10, NULL));
      content[length - 1] ^= cases[i].damaged;
      g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
      manners = cases[i].manners;
      g_assert_null (_tl_keyring_portal_lookup (connection, folder, cases[i].name, NULL, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) daemon = NULL;
  g_autoptr (GThread) thread = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (daemon);
  folder = g_dir_make_tmp ("troly-keyring-XXXXXX", NULL);
  thread = g_thread_new ("portal", portal_thread, (gpointer)g_test_dbus_get_bus_address (daemon));
  {
    g_autoptr (GDBusConnection) connection = bus ();
    g_autoptr (GVariant) owner = NULL;

    while (owner == NULL)
      {
        g_usleep (10000);
        owner = g_dbus_connection_call_sync (
            connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "GetNameOwner", g_variant_new ("(s)", "org.freedesktop.portal.Desktop"), NULL,
            G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
      }
  }
  g_test_add_data_func ("/keyring/a-secret-is-kept-and-found-when-the-answer-comes-first", &at_once,
                        test_kept_and_found);
  g_test_add_data_func ("/keyring/a-secret-is-kept-and-found-when-the-answer-comes-later", &later,
                        test_kept_and_found);
  g_test_add_func ("/keyring/what-was-taken-away-is-not-there-and-no-error", test_taken_away);
  g_test_add_func ("/keyring/what-cannot-be-opened-is-an-error", test_not_opened);
  status = g_test_run ();
  {
    g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);

    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  }
  g_free (folder);
  _exit (status); /* the portal's thread never ends */
}
