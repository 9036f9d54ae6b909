/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The portal gives the program one secret that stays the same; what is kept lies in files that only
 * this secret opens. libsecret does the same, but subscribes to the portal's answer after it has
 * asked: an answer that comes at once is lost, and the call hangs (seen with 0.20.5). */
#include "config.h"

#include "sync/tl-keyring-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define PORTAL      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define CALL_MS     10000
/* The judge may be asked to unlock the keyring. */
#define ANSWER_MS  120000
#define MAX_SECRET 4096
#define MAX_FILE   65536
#define CONTEXT    "vn.toaan.TroLy keyring 1"
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define KEY_SIZE   crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define TAG_SIZE   crypto_aead_xchacha20poly1305_ietf_ABYTES

typedef struct
{
  gboolean answered;
  gboolean late;
  guint32 response;
} Answer;

gboolean
_tl_keyring_portal_is_needed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  Answer *answer = user_data;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get_child (parameters, 0, "u", &answer->response);
  answer->answered = TRUE;
}

static gboolean
late_cb (gpointer user_data)
{
  ((Answer *)user_data)->late = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return G_SOURCE_CONTINUE; /* the loop looks itself */
}

static void
attach (GSource *source, GMainContext *context, GSourceFunc callback, gpointer data)
{
  g_source_set_callback (source, callback, data, NULL);
  g_source_attach (source, context);
}

/* Waits on the thread's own context for the portal's answer. */
static gboolean
wait_for_answer (GMainContext *context, Answer *answer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSource) timer = g_timeout_source_new (ANSWER_MS);
  g_autoptr (GSource) end = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;

  attach (timer, context, late_cb, answer);
  if (end != NULL)
    attach (end, context, G_SOURCE_FUNC (cancelled_cb), NULL);
  while (!answer->answered && !answer->late && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timer);
  if (end != NULL)
    g_source_destroy (end);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (answer->answered && answer->response == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR,
               answer->late ? G_IO_ERROR_TIMED_OUT : G_IO_ERROR_PERMISSION_DENIED,
               "the Secret portal gave no secret");
  return FALSE;
}

/* The call itself, with the writing end of the pipe; the answer comes as a signal. */
static gboolean
call_portal (
    GDBusConnection *bus, int end, const char *token, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  g_autoptr (GVariant) reply = NULL;
  g_auto (GVariantBuilder) options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  int handle = g_unix_fd_list_append (list, end, error);

  if (handle < 0)
    return FALSE;
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  reply = g_dbus_connection_call_with_unix_fd_list_sync (
      bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Secret", "RetrieveSecret",
      g_variant_new ("(ha{sv})", handle, &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE,
      CALL_MS, list, NULL, cancellable, error);
  return reply != NULL;
}

static char *
request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *me = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (me, ".", '_');
  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", me, token);
}

/* Subscribes first, then asks. */
static gboolean
ask (GDBusConnection *bus, int end, GCancellable *cancellable, GError **error)
{
  g_autofree char *token = g_strdup_printf ("troly%u", g_random_int ());
  g_autofree char *path = request_path (bus, token);
  g_autoptr (GMainContext) context = g_main_context_new ();
  Answer answer = { 0 };
  gboolean asked;
  guint id;

  g_main_context_push_thread_default (context);
  id = g_dbus_connection_signal_subscribe (bus, PORTAL, "org.freedesktop.portal.Request",
                                           "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                           response_cb, &answer, NULL);
  asked = call_portal (bus, end, token, cancellable, error)
          && wait_for_answer (context, &answer, cancellable, error);
  g_dbus_connection_signal_unsubscribe (bus, id);
  g_main_context_pop_thread_default (context);
  return asked;
}

/* The key of the files, from the secret of the desktop. */
static gboolean
load_key (GDBusConnection *bus, guint8 key[KEY_SIZE], GCancellable *cancellable, GError **error)
{
  guint8 secret[MAX_SECRET];
  gssize length = -1;
  int ends[2];

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "libsodium cannot be used");
      return FALSE;
    }
  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return FALSE;
  if (g_unix_set_fd_nonblocking (ends[0], TRUE, error) && ask (bus, ends[1], cancellable, error))
    {
      length = read (ends[0], secret, sizeof secret);
      if (length < 16)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             "the Secret portal gave no secret");
      else
        crypto_generichash (key, KEY_SIZE, secret, (unsigned long long)length,
                            (const guint8 *)CONTEXT, strlen (CONTEXT));
    }
  sodium_memzero (secret, sizeof secret);
  close (ends[0]);
  close (ends[1]);
  return length >= 16;
}

gboolean
_tl_keyring_portal_store (GDBusConnection *bus,
                          const char *folder,
                          const char *name,
                          const char *text,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize length = strlen (text);
  g_autofree guint8 *box = g_malloc (NONCE_SIZE + length + TAG_SIZE);
  guint8 key[KEY_SIZE];

  g_return_val_if_fail (strchr (name, '/') == NULL, FALSE);
  if (!load_key (bus, key, cancellable, error))
    return FALSE;
  randombytes_buf (box, NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (box + NONCE_SIZE, NULL, (const guint8 *)text, length,
                                              (const guint8 *)name, strlen (name), NULL, box, key);
  sodium_memzero (key, sizeof key);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (
      path, (const char *)box, (gssize)(NONCE_SIZE + length + TAG_SIZE),
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static char *
open_box (const guint8 *box, gsize length, const char *name, const guint8 *key, GError **error)
{
  if (length >= NONCE_SIZE + TAG_SIZE && length <= MAX_FILE)
    {
      g_autofree char *text = g_malloc0 (length - NONCE_SIZE - TAG_SIZE + 1);

      if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *)text, NULL, NULL, box + NONCE_SIZE,
                                                      length - NONCE_SIZE, (const guint8 *)name,
                                                      strlen (name), box, key)
          == 0)
        return g_steal_pointer (&text);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "%s was locked with another secret, or is damaged", name);
  return NULL;
}

char *
_tl_keyring_portal_lookup (GDBusConnection *bus,
                           const char *folder,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *box = NULL;
  g_autoptr (GError) why = NULL;
  guint8 key[KEY_SIZE];
  gsize length;
  char *text;

  if (!g_file_get_contents (path, &box, &length, &why))
    {
      if (!g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (!load_key (bus, key, cancellable, error))
    return NULL;
  text = open_box ((const guint8 *)box, length, name, key, error);
  sodium_memzero (key, sizeof key);
  return text;
}

gboolean
_tl_keyring_portal_clear (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}
