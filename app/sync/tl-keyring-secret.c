/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-keyring-private.h"

#include <libsecret/secret.h>

static const SecretSchema schema = {
  .name = "vn.troly.Enrolment",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "what", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static char *
portal_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "troly", "keyring", NULL);
}

gboolean
tl_keyring_store (const char *name, const char *text, GCancellable *cancellable, GError **error)
{
  if (_tl_keyring_portal_is_needed ())
    {
      g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, error);
      g_autofree char *folder = portal_folder ();

      return bus != NULL && _tl_keyring_portal_store (bus, folder, name, text, cancellable, error);
    }
  return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Trợ lý Thẩm phán", text,
                                     cancellable, error, "what", name, NULL);
}

char *
tl_keyring_lookup (const char *name, GCancellable *cancellable, GError **error)
{
  if (_tl_keyring_portal_is_needed ())
    {
      g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, error);
      g_autofree char *folder = portal_folder ();

      return bus != NULL ? _tl_keyring_portal_lookup (bus, folder, name, cancellable, error) : NULL;
    }
  return secret_password_lookup_sync (&schema, cancellable, error, "what", name, NULL);
}

gboolean
tl_keyring_clear (const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (_tl_keyring_portal_is_needed ())
    {
      g_autofree char *folder = portal_folder ();

      return _tl_keyring_portal_clear (folder, name, error);
    }
  /* FALSE without an error: nothing was kept. */
  secret_password_clear_sync (&schema, cancellable, &why, "what", name, NULL);
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

void
tl_keyring_free_text (char *text)
{
  secret_password_free (text);
}
