/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlOidcSettings: group [oidc] of server.conf (docs/server.md)
 * @client: of the workstations: public, with a loopback redirect
 * @pages_client: of the editors' pages
 * @secret: (nullable): of @pages_client, the contents of DIR/oidc.secret
 * @roles: (array zero-terminated=1): "what the provider says:role"
 * @admit: whether who is not known yet is let in with the unit and role of the claims
 * @hours: how long a sign-in of a workstation holds before it is renewed
 * @authorities: (nullable): who vouches for the provider besides those the system trusts
 */
typedef struct
{
  char *issuer;
  char *client;
  char *pages_client;
  char *secret;
  char *scope;
  char *unit_claim;
  char *role_claim;
  char **roles;
  gboolean admit;
  guint hours;
  GTlsDatabase *authorities;
} TlOidcSettings;

/** tl_oidc_settings_load: @file: server.conf; @folder: where it stands. Returns: (transfer full)
 * (nullable): %NULL without an error: there is no such group. */
TlOidcSettings *tl_oidc_settings_load (GKeyFile *file, const char *folder, GError **error);
void tl_oidc_settings_free (TlOidcSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOidcSettings, tl_oidc_settings_free)

/** tl_oidc_settings_role: (nullable): the strongest role that @names (of a claim) stand for. */
const char *tl_oidc_settings_role (const TlOidcSettings *self, char *const *names);

G_END_DECLS
