/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "base/tl-policy-settings.h"

#include <gio/gsettingsbackend.h>
#include <string.h>

/* Between GSettings and the backend that keeps what the user chose. */
#define TL_TYPE_LOCKING_BACKEND (tl_locking_backend_get_type ())
G_DECLARE_FINAL_TYPE (TlLockingBackend, tl_locking_backend, TL, LOCKING_BACKEND, GSettingsBackend)

struct _TlLockingBackend
{
  GSettingsBackend parent_instance;

  /* Owned. */
  TlPolicy *policy;
  GSettingsBackend *inner;
  GSettings *mirror; /* the user's settings as they are kept: tells when they change */
};

G_DEFINE_FINAL_TYPE (TlLockingBackend, tl_locking_backend, G_TYPE_SETTINGS_BACKEND)

static GVariant *
dup_update_key (const TlPolicy *policy, const char *key)
{
  const char *root = tl_policy_get (policy, "update", "root");

  if (!tl_policy_check (policy, "update", NULL))
    {
      if (strcmp (key, "update-sources") == 0)
        return g_variant_new_strv (NULL, 0);
      return strcmp (key, "update-key") == 0 ? g_variant_new_string ("")
                                             : g_variant_new_boolean (FALSE);
    }
  if (strcmp (key, "update-sources") == 0)
    {
      const char *const *sources = tl_policy_get_list (policy, "update", "sources");

      return sources != NULL ? g_variant_new_strv (sources, -1) : NULL;
    }
  if (strcmp (key, "update-key") == 0)
    {
      if (root == NULL)
        root = tl_policy_get (policy, "update", "keys");
      return root != NULL ? g_variant_new_string (root) : NULL;
    }
  /* Where the administrator names the sources, rounds are made unless he says otherwise. */
  if (!tl_policy_has (policy, "update", "by-itself")
      && (!tl_policy_has (policy, "update", "sources")
          || tl_policy_is_open (policy, "update", "sources")))
    return NULL;
  return g_variant_new_boolean (tl_policy_get_switch (policy, "update", "by-itself", TRUE));
}

static GVariant *
make_value (const TlPolicy *policy, const char *key)
{
  if (strcmp (key, "library-folder") == 0)
    {
      const char *folder = tl_policy_get (policy, "update", "library");

      return folder != NULL ? g_variant_new_string (folder) : NULL;
    }
  if (strcmp (key, "keep-history") == 0)
    {
      if (!tl_policy_check (policy, "desk", NULL))
        return g_variant_new_boolean (FALSE);
      return tl_policy_has (policy, "desk", "history")
                 ? g_variant_new_boolean (tl_policy_get_switch (policy, "desk", "history", TRUE))
                 : NULL;
    }
  return dup_update_key (policy, key);
}

/* (nullable): the first row of the table that stands in for @key. */
static const TlPolicySetting *
find_setting (const TlPolicy *policy, const char *key, gboolean *open)
{
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);
  const TlPolicySetting *found = NULL;

  *open = FALSE;
  for (guint i = 0; i < n; i++)
    if (settings[i].key != NULL && strcmp (settings[i].key, key) == 0)
      {
        found = &settings[i];
        *open = *open || tl_policy_is_open (policy, settings[i].group, settings[i].name);
      }
  return found;
}

GVariant *
tl_policy_dup_key (const TlPolicy *self, const char *key, gboolean *locked)
{
  gboolean open;
  GVariant *value = find_setting (self, key, &open) != NULL ? make_value (self, key) : NULL;

  if (locked != NULL)
    *locked = value != NULL && !open;
  return value != NULL ? g_variant_ref_sink (value) : NULL;
}

/* ---- The backend ---- */

static GSettingsBackendClass *
inner_class (TlLockingBackend *self)
{
  return G_SETTINGS_BACKEND_GET_CLASS (self->inner);
}

/* @path: of a key, with its folders. */
static GVariant *
dup_decided (TlLockingBackend *self, const char *path, gboolean *locked)
{
  const char *slash = strrchr (path, '/');

  return tl_policy_dup_key (self->policy, slash != NULL ? slash + 1 : path, locked);
}

static gboolean
is_locked (TlLockingBackend *self, const char *path)
{
  gboolean locked;
  g_autoptr (GVariant) value = dup_decided (self, path, &locked);

  return locked;
}

static GVariant *
backend_read (GSettingsBackend *backend,
              const char *key,
              const GVariantType *expected,
              gboolean default_value)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);
  gboolean locked;
  g_autoptr (GVariant) decided = dup_decided (self, key, &locked);
  GVariant *chosen;

  if (decided != NULL && (locked || default_value))
    return g_steal_pointer (&decided);
  chosen = inner_class (self)->read (self->inner, key, expected, default_value);
  return chosen != NULL ? chosen : g_steal_pointer (&decided);
}

static GVariant *
backend_read_user_value (GSettingsBackend *backend, const char *key, const GVariantType *expected)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);
  GSettingsBackendClass *klass = inner_class (self);

  if (is_locked (self, key))
    return NULL;
  return klass->read_user_value != NULL ? klass->read_user_value (self->inner, key, expected)
                                        : klass->read (self->inner, key, expected, FALSE);
}

static gboolean
backend_get_writable (GSettingsBackend *backend, const char *key)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  return !is_locked (self, key) && inner_class (self)->get_writable (self->inner, key);
}

static gboolean
backend_write (GSettingsBackend *backend, const char *key, GVariant *value, gpointer tag)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  if (is_locked (self, key))
    {
      g_variant_unref (g_variant_ref_sink (value));
      return FALSE;
    }
  return inner_class (self)->write (self->inner, key, value, tag);
}

static gboolean
backend_write_tree (GSettingsBackend *backend, GTree *tree, gpointer tag)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  /* All or nothing: what is locked is never part of an honest change. */
  for (GTreeNode *node = g_tree_node_first (tree); node != NULL; node = g_tree_node_next (node))
    if (is_locked (self, g_tree_node_key (node)))
      return FALSE;
  return inner_class (self)->write_tree (self->inner, tree, tag);
}

static void
backend_reset (GSettingsBackend *backend, const char *key, gpointer tag)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  if (!is_locked (self, key))
    inner_class (self)->reset (self->inner, key, tag);
}

static void
backend_subscribe (GSettingsBackend *backend, const char *name)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  if (inner_class (self)->subscribe != NULL)
    inner_class (self)->subscribe (self->inner, name);
}

static void
backend_unsubscribe (GSettingsBackend *backend, const char *name)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  if (inner_class (self)->unsubscribe != NULL)
    inner_class (self)->unsubscribe (self->inner, name);
}

static void
backend_sync (GSettingsBackend *backend)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  if (inner_class (self)->sync != NULL)
    inner_class (self)->sync (self->inner);
}

static GPermission *
backend_get_permission (GSettingsBackend *backend, const char *path)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (backend);

  return inner_class (self)->get_permission != NULL
             ? inner_class (self)->get_permission (self->inner, path)
             : g_simple_permission_new (TRUE);
}

static void
tl_locking_backend_finalize (GObject *object)
{
  TlLockingBackend *self = TL_LOCKING_BACKEND (object);

  g_clear_object (&self->mirror);
  g_clear_object (&self->inner);
  g_clear_pointer (&self->policy, tl_policy_unref);
  G_OBJECT_CLASS (tl_locking_backend_parent_class)->finalize (object);
}

static void
tl_locking_backend_class_init (TlLockingBackendClass *klass)
{
  GSettingsBackendClass *backend_class = G_SETTINGS_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_locking_backend_finalize;
  backend_class->read = backend_read;
  backend_class->read_user_value = backend_read_user_value;
  backend_class->get_writable = backend_get_writable;
  backend_class->write = backend_write;
  backend_class->write_tree = backend_write_tree;
  backend_class->reset = backend_reset;
  backend_class->subscribe = backend_subscribe;
  backend_class->unsubscribe = backend_unsubscribe;
  backend_class->sync = backend_sync;
  backend_class->get_permission = backend_get_permission;
}

static void
tl_locking_backend_init (TlLockingBackend *self)
{
}

static void
kept_changed_cb (TlLockingBackend *self, const char *key)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_object_get (self->mirror, "path", &folder, NULL);
  path = g_strconcat (folder, key, NULL);
  if (!is_locked (self, path))
    g_settings_backend_changed (G_SETTINGS_BACKEND (self), path, NULL);
}

GSettings *
tl_policy_settings_new (TlPolicy *policy, const char *schema, GSettingsBackend *inner)
{
  g_autoptr (TlLockingBackend) self = g_object_new (TL_TYPE_LOCKING_BACKEND, NULL);

  self->policy = tl_policy_ref (policy);
  self->inner = inner != NULL ? g_object_ref (inner) : g_settings_backend_get_default ();
  self->mirror = g_settings_new_with_backend (schema, self->inner);
  g_signal_connect_swapped (self->mirror, "changed", G_CALLBACK (kept_changed_cb), self);
  return g_settings_new_with_backend (schema, G_SETTINGS_BACKEND (self));
}
