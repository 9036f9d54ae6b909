/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A real provider of OpenID Connect on the loopback address (oidc-provider.mjs), and a browser of a
 * few lines that fills in its forms. Environment: TROLY_OIDC_SCRIPTS is the folder of its scripts.
 */
typedef struct
{
  char *folder;
  char *installed;
  char *issuer;
  char *pages_redirect;
  guint port;
  char *keys; /* which set of keys it has */
  GSubprocess *process;
} OidcFixture;

/** oidc_fixture_new: %NULL: it cannot be had here, and the test was skipped with the reason. */
OidcFixture *oidc_fixture_new (const char *pages_redirect);
void oidc_fixture_free (OidcFixture *self);
/** oidc_fixture_stop, oidc_fixture_start: at the same address; @keys: with which keys. */
void oidc_fixture_stop (OidcFixture *self);
void oidc_fixture_start (OidcFixture *self, const char *keys);
/** oidc_fixture_set_account: what the provider says of who signs in as @login: JSON members. */
void oidc_fixture_set_accounts (OidcFixture *self, const char *json);

/** oidc_fixture_walk: goes to @url, signs in as @login, agrees to all, and stops where it is sent
 * back: an address that begins with @back. Returns: (transfer full): that address. @login: %NULL:
 * refuses. */
char *oidc_fixture_walk (OidcFixture *self, const char *url, const char *login, const char *back);

/** oidc_fixture_post: what the token endpoint says to @form. @status: (out). */
char *oidc_fixture_post (OidcFixture *self, const char *form, guint *status);

/** oidc_fixture_sign: a token of our own making, signed with the private key @id of the set @keys
 * ("a", "a-RS256"). @header: JSON of the header. */
char *oidc_fixture_sign (
    OidcFixture *self, const char *keys, const char *id, const char *header, const char *payload);
/** oidc_fixture_unsigned: the same with @signature as it is. */
char *oidc_fixture_compose (const char *header, const char *payload, const char *signature);

/** oidc_fixture_field: (transfer full) (nullable): a parameter of an address. */
char *oidc_fixture_field (const char *url, const char *name);

G_END_DECLS
