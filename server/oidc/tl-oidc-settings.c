/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/oidc/tl-oidc-settings.h"

#include <string.h>

#include "protocol/tl-oidc.h"

#define GROUP       "oidc"
#define SECRET_FILE "oidc.secret"
#define MAX_SECRET  1024
#define HOURS       12
#define MAX_HOURS   (24 * 31)

static const char *const names[]
    = { "issuer", "client", "pages-client", "scope", "unit-claim", "role-claim",
        "roles",  "admit",  "hours",        "ca",    NULL };
/* From the strongest. */
static const char *const known_roles[] = { "administrator", "editor", "statistics", "judge", NULL };

static gboolean
fail (GError **error, const char *name, const char *what)
{
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "[oidc] \"%s\" %s", name,
               what);
  return FALSE;
}

static char *
take_text (GKeyFile *file, const char *name, const char *otherwise)
{
  char *text = g_key_file_get_string (file, GROUP, name, NULL);

  if (text != NULL && text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text != NULL ? text : g_strdup (otherwise);
}

static gboolean
check_names (GKeyFile *file, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (names, keys[i]))
      return fail (error, keys[i], "is no setting");
  return TRUE;
}

static gboolean
check_roles (char *const *roles, GError **error)
{
  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    {
      const char *colon = strrchr (roles[i], ':');

      if (colon == NULL || colon == roles[i] || !g_strv_contains (known_roles, colon + 1))
        return fail (error, "roles",
                     "is a list of \"word:role\" with the roles judge, editor, statistics and "
                     "administrator");
    }
  return TRUE;
}

static gboolean
take_switches (TlOidcSettings *self, GKeyFile *file, GError **error)
{
  g_autoptr (GError) fault = NULL;

  self->hours = HOURS;
  if (g_key_file_has_key (file, GROUP, "hours", NULL))
    {
      gint64 hours = g_key_file_get_int64 (file, GROUP, "hours", &fault);

      if (fault != NULL || hours < 1 || hours > MAX_HOURS)
        return fail (error, "hours", "must be a whole number from 1 to 744");
      self->hours = (guint)hours;
    }
  if (g_key_file_has_key (file, GROUP, "admit", NULL))
    {
      self->admit = g_key_file_get_boolean (file, GROUP, "admit", &fault);
      if (fault != NULL)
        return fail (error, "admit", "must be true or false");
    }
  return TRUE;
}

/* The secret has a file of its own, so that server.conf may be shown to anybody. */
static gboolean
take_files (TlOidcSettings *self, GKeyFile *file, const char *folder, GError **error)
{
  g_autofree char *authorities = take_text (file, "ca", NULL);
  g_autofree char *path = g_build_filename (folder, SECRET_FILE, NULL);
  g_autoptr (GError) fault = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &self->secret, &length, &fault)
      && !g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (self->secret != NULL)
    g_strstrip (self->secret);
  if (self->secret != NULL && (self->secret[0] == '\0' || length > MAX_SECRET))
    return fail (error, SECRET_FILE, "holds no secret");
  if (authorities == NULL)
    return TRUE;
  {
    g_autofree char *full = g_canonicalize_filename (authorities, folder);

    self->authorities = g_tls_file_database_new (full, error);
    if (self->authorities == NULL)
      g_prefix_error (error, "%s: ", full);
    return self->authorities != NULL;
  }
}

TlOidcSettings *
tl_oidc_settings_load (GKeyFile *file, const char *folder, GError **error)
{
  g_autoptr (TlOidcSettings) self = NULL;

  if (!g_key_file_has_group (file, GROUP))
    return NULL;
  self = g_new0 (TlOidcSettings, 1);
  self->issuer = take_text (file, "issuer", NULL);
  self->client = take_text (file, "client", NULL);
  self->pages_client = take_text (file, "pages-client", self->client);
  self->scope = take_text (file, "scope", "openid profile offline_access");
  self->unit_claim = take_text (file, "unit-claim", "troly_unit");
  self->role_claim = take_text (file, "role-claim", "troly_role");
  self->roles = g_key_file_get_string_list (file, GROUP, "roles", NULL, NULL);
  if (!check_names (file, error) || !check_roles (self->roles, error)
      || !take_switches (self, file, error) || !take_files (self, file, folder, error))
    return NULL;
  if (!tl_oidc_is_address (self->issuer) || strchr (self->issuer, '?') != NULL)
    fail (error, "issuer", "must be an address over HTTPS");
  else if (self->client == NULL)
    fail (error, "client", "is missing");
  else if (!g_str_has_prefix (self->scope, "openid"))
    fail (error, "scope", "must begin with \"openid\"");
  else
    return g_steal_pointer (&self);
  return NULL;
}

void
tl_oidc_settings_free (TlOidcSettings *self)
{
  if (self == NULL)
    return;
  g_free (self->issuer);
  g_free (self->client);
  g_free (self->pages_client);
  g_free (self->secret);
  g_free (self->scope);
  g_free (self->unit_claim);
  g_free (self->role_claim);
  g_strfreev (self->roles);
  g_clear_object (&self->authorities);
  g_free (self);
}

static gboolean
means (const TlOidcSettings *self, const char *name, const char *role)
{
  gsize length = strlen (name);

  if (self->roles == NULL)
    return g_str_equal (name, role);
  for (guint i = 0; self->roles[i] != NULL; i++)
    if (strncmp (self->roles[i], name, length) == 0 && self->roles[i][length] == ':'
        && g_str_equal (self->roles[i] + length + 1, role))
      return TRUE;
  return FALSE;
}

const char *
tl_oidc_settings_role (const TlOidcSettings *self, char *const *names_of_claim)
{
  for (guint i = 0; known_roles[i] != NULL; i++)
    for (guint n = 0; names_of_claim != NULL && names_of_claim[n] != NULL; n++)
      if (means (self, names_of_claim[n], known_roles[i]))
        return known_roles[i];
  return NULL;
}
