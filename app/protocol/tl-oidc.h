/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of OpenID Connect (code flow with PKCE, RFC 6749, 7636, 8252, 9207) that workstation and
 * centre both speak with a provider. Nothing here talks to anybody and nothing here trusts what is
 * said: signatures are checked by the centre (server/oidc/). Callable from any thread. */

#define TL_OIDC_MAX_TOKEN  (16 * 1024)
#define TL_OIDC_MAX_ANSWER (256 * 1024)
#define TL_OIDC_MAX_URL    2048

/**
 * TlOidcError:
 * @TL_OIDC_ERROR_PROVIDER: what answers is no provider that can be used
 * @TL_OIDC_ERROR_STATE: the answer of a browser belongs to no sign-in that is under way here
 * @TL_OIDC_ERROR_REFUSED: the provider says no; the message is its code ("access_denied")
 */
typedef enum
{
  TL_OIDC_ERROR_PROVIDER,
  TL_OIDC_ERROR_STATE,
  TL_OIDC_ERROR_REFUSED,
} TlOidcError;

#define TL_OIDC_ERROR (tl_oidc_error_quark ())
GQuark tl_oidc_error_quark (void);

/**
 * TlOidcProvider: what a provider says of itself
 * @revocation: (nullable): where tokens are given back (RFC 7009)
 * @says_issuer: it names itself in each answer (RFC 9207), so that one without is not its own
 */
typedef struct
{
  char *issuer;
  char *authorization;
  char *token;
  char *keys;
  char *revocation;
  gboolean says_issuer;
} TlOidcProvider;

void tl_oidc_provider_free (TlOidcProvider *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOidcProvider, tl_oidc_provider_free)

/** tl_oidc_is_address: whether @url is one over HTTPS, without user and fragment; plain HTTP only
 * to this machine, for trying out. */
gboolean tl_oidc_is_address (const char *url);
/** tl_oidc_discovery_url: (transfer full): where @issuer says what it is. */
char *tl_oidc_discovery_url (const char *issuer);
/** tl_oidc_provider_from_json: @issuer: who was asked: a document of another is refused, and so is
 * one without PKCE (S256) or the code flow. */
TlOidcProvider *tl_oidc_provider_from_json (const char *text,
                                            gssize length,
                                            const char *issuer,
                                            GError **error);

/** tl_oidc_random: (transfer full): 256 random bits in base64url: state, verifier, salt. */
char *tl_oidc_random (void);
/** tl_oidc_is_random: whether @text is of that form. */
gboolean tl_oidc_is_random (const char *text);
/** tl_oidc_digest: (transfer full): SHA-256 of @text in base64url: the challenge of a verifier. */
char *tl_oidc_digest (const char *text);
/** tl_oidc_device_nonce: (transfer full): the nonce of a sign-in that a workstation begins. It
 * binds the ID token to the workstation's key: whoever finds the token cannot register another key
 * with it. */
char *tl_oidc_device_nonce (const char *device, const char *public_key, const char *salt);

/** TlOidcTrip: one way of a browser to the provider and back. */
typedef struct
{
  const char *client;
  const char *redirect;
  const char *scope;
  const char *state;
  const char *nonce;
  const char *verifier;
} TlOidcTrip;

/** tl_oidc_authorization_url: (transfer full): what the browser is sent to. */
char *tl_oidc_authorization_url (const TlOidcProvider *provider, const TlOidcTrip *trip);

/** tl_oidc_read_callback: @query: what came behind the "?" of the redirect. Returns: (transfer
 * full) (nullable): the code. */
char *tl_oidc_read_callback (const TlOidcProvider *provider,
                             const char *query,
                             const char *state,
                             GError **error);

/** tl_oidc_code_form, tl_oidc_refresh_form: (transfer full): bodies for the token endpoint.
 * @client: (nullable): %NULL where it stands in the header. */
char *tl_oidc_code_form (const char *client,
                         const char *code,
                         const char *redirect,
                         const char *verifier);
char *tl_oidc_refresh_form (const char *client, const char *refresh);
/** tl_oidc_revocation_form: (transfer full): gives a refresh token back (RFC 7009). */
char *tl_oidc_revocation_form (const char *client, const char *refresh);

/** TlOidcTokens: @refresh: (nullable). */
typedef struct
{
  char *id_token;
  char *refresh;
} TlOidcTokens;

void tl_oidc_tokens_free (TlOidcTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOidcTokens, tl_oidc_tokens_free)

/** tl_oidc_tokens_from_json: what the token endpoint answered. */
TlOidcTokens *tl_oidc_tokens_from_json (const char *text, gssize length, GError **error);

G_END_DECLS
