/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-ground.h"

#include <string.h>

#include "base/tl-posix.h"

#define MAX_ROOT (1024 * 1024)

void
tl_update_wish_clear (TlUpdateWish *self)
{
  g_clear_pointer (&self->sources, g_strfreev);
  g_clear_pointer (&self->key, g_free);
}

void
tl_update_ground_free (TlUpdateGround *self)
{
  tl_install_state_clear (&self->installed);
  g_clear_pointer (&self->policy, tl_update_policy_free);
  g_free (self->error);
  g_free (self);
}

/* A root is JSON, a public key two lines. */
static TlTrust *
load_trust (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  TlPublicKey key;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (length > MAX_ROOT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: is no key", path);
      return NULL;
    }
  if (length > 0 && *text == '{')
    return tl_trust_new_root (text, (gssize)length, error);
  return tl_public_key_load (&key, path, error) ? tl_trust_new (&key, 1, 1, error) : NULL;
}

/* Whether the administrator decides about @name, and not only where one begins. */
static gboolean
is_locked (const TlPolicy *decided, const char *name)
{
  return tl_policy_has (decided, "update", name) && !tl_policy_is_open (decided, "update", name);
}

/* What the policy leaves open is the wish of the user. */
static TlUpdatePolicy *
read_policy (const TlPolicy *decided, const TlUpdateWish *wish, GError **error)
{
  g_autoptr (TlUpdatePolicy) policy = tl_update_policy_read (decided, error);

  if (policy == NULL)
    return NULL;
  if (!is_locked (decided, "sources"))
    {
      g_strfreev (policy->sources);
      policy->sources = g_strdupv (wish->sources);
    }
  if (!is_locked (decided, "root") && !is_locked (decided, "keys") && *wish->key != '\0')
    {
      g_clear_pointer (&policy->trust, tl_trust_unref);
      policy->trust = load_trust (wish->key, error);
      if (policy->trust == NULL)
        return NULL;
    }
  return g_steal_pointer (&policy);
}

/* The folder, or the first above it that is there. */
static gboolean
may_write (const char *folder)
{
  g_autofree char *path = g_strdup (folder);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      char *up = g_path_get_dirname (path);

      g_free (path);
      path = up;
    }
  return g_file_test (path, G_FILE_TEST_IS_DIR) && access (path, W_OK) == 0;
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *left = g_canonicalize_filename (a, NULL);
  g_autofree char *right = g_canonicalize_filename (b, NULL);

  return g_str_equal (left, right);
}

TlUpdateGround *
tl_update_ground_read (const char *library, const TlPolicy *decided, const TlUpdateWish *wish)
{
  TlUpdateGround *self = g_new0 (TlUpdateGround, 1);
  g_autoptr (GError) error = NULL;

  if (!tl_install_read_state (library, &self->installed, &error))
    {
      tl_install_state_clear (&self->installed);
      memset (&self->installed, 0, sizeof self->installed);
      g_clear_error (&error);
    }
  self->locked = is_locked (decided, "sources") || !tl_policy_check (decided, "update", NULL);
  self->policy = read_policy (decided, wish, &error);
  if (self->policy == NULL)
    self->error = g_strdup (error->message);
  self->writable = may_write (library);
  self->mine = self->installed.serial > 0 || is_empty (library);
  if (self->policy != NULL && self->policy->library != NULL)
    self->mine = self->mine && is_same (self->policy->library, library);
  if (self->policy != NULL && self->policy->library == NULL)
    self->policy->library = g_strdup (library);
  return self;
}
