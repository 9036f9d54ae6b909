/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oidc-fixture.h"
#include "protocol/tl-oidc.h"
#include "server-http.h"

G_BEGIN_DECLS

/* A centre with a provider, and a workstation of a few lines that signs in through it. */
typedef struct
{
  OidcFixture *provider;
  Center *center;
  TlSqlPool *pool;
  TlSql *sql;
} OidcCourt;

/** oidc_court_new: @settings: (nullable): more lines of [oidc]; %NULL returned: skipped. */
OidcCourt *oidc_court_new (const char *settings);
void oidc_court_free (OidcCourt *self);
/** oidc_court_finish: at the end of the program. */
void oidc_court_finish (void);
/** oidc_court_unit: a unit of that code. */
void oidc_court_unit (OidcCourt *self, const char *code);
/** oidc_court_value: (transfer full): the one value of a query; "" for none. */
char *oidc_court_value (OidcCourt *self, const char *statement);
void oidc_court_do (OidcCourt *self, const char *statement);

typedef struct
{
  TlEnrolment *key; /* id, keys and server are used */
  char *public_key;
  char *salt;
  char *client;
} Desk;

Desk *desk_new (OidcCourt *court, const char *client);
void desk_free (Desk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

/** desk_url: where the browser goes. */
char *desk_url (OidcCourt *court, Desk *self, const char *state, const char *verifier);
/** desk_tokens: the whole way through the browser. */
TlOidcTokens *desk_tokens (OidcCourt *court, Desk *self, const char *login);
/** desk_sign_in: shows @id_token to the centre. */
Answer *desk_sign_in (OidcCourt *court, Desk *self, const char *id_token);
/** desk_key_sign_in: with the key alone, as every hour. */
Answer *desk_key_sign_in (OidcCourt *court, Desk *self);
/** desk_payload: (transfer full): the claims of @token. */
JsonObject *desk_payload (const char *token);

#define DESK_REDIRECT "http://127.0.0.1:45678/callback"

G_END_DECLS
