/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ID tokens of a provider (OpenID Connect Core, section 3.1.3.7). The signatures are checked by
 * cjose; what may be signed with what, and every claim, is checked here. */

#define TL_ID_TOKEN_SKEW_SECONDS 120
#define TL_ID_TOKEN_MAX_SUBJECT  255 /* OpenID Connect Core, section 2 */

/** TlKeySet: public keys of a provider; not changed after it was made, and used by one thread at a
 * time. */
typedef struct _TlKeySet TlKeySet;

/** tl_key_set_from_json: (nullable): a JWK set. Keys that sign nothing we take are left out: those
 * with a secret, RSA below 2048 bits, curves other than P-256, those for encryption. */
TlKeySet *tl_key_set_from_json (const char *text, gssize length);
guint tl_key_set_count (const TlKeySet *self);
void tl_key_set_free (TlKeySet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlKeySet, tl_key_set_free)

/**
 * TlIdTokenFault:
 * @TL_ID_TOKEN_MALFORMED: no ID token
 * @TL_ID_TOKEN_ALGORITHM: neither RS256, PS256 nor ES256
 * @TL_ID_TOKEN_KEY: signed with a key that is not in the set: perhaps a newer one
 * @TL_ID_TOKEN_EXPIRED: good once, and too old now
 * @TL_ID_TOKEN_EARLY: issued in the future, beyond the skew
 */
typedef enum
{
  TL_ID_TOKEN_GOOD,
  TL_ID_TOKEN_MALFORMED,
  TL_ID_TOKEN_ALGORITHM,
  TL_ID_TOKEN_KEY,
  TL_ID_TOKEN_SIGNATURE,
  TL_ID_TOKEN_ISSUER,
  TL_ID_TOKEN_AUDIENCE,
  TL_ID_TOKEN_EXPIRED,
  TL_ID_TOKEN_EARLY,
} TlIdTokenFault;

/** TlIdTokenRules: what is expected; @unit_claim, @role_claim: names. */
typedef struct
{
  const char *issuer;
  const char *client;
  const char *unit_claim;
  const char *role_claim;
} TlIdTokenRules;

/** TlIdClaims: @nonce, @name, @unit: (nullable); @roles: (array zero-terminated=1): as the provider
 * calls them, of a claim that is a text or a list. */
typedef struct
{
  char *subject;
  char *nonce;
  char *name;
  char *unit;
  char **roles;
} TlIdClaims;

void tl_id_claims_free (TlIdClaims *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlIdClaims, tl_id_claims_free)

/** tl_id_token_check: @now: milliseconds since 1970; @claims: (out) (nullable): %NULL unless it is
 * good. The nonce is the caller's to compare. */
TlIdTokenFault tl_id_token_check (const TlKeySet *keys,
                                  const TlIdTokenRules *rules,
                                  const char *token,
                                  gint64 now,
                                  TlIdClaims **claims);
/** tl_id_token_fault_name: a word for logs and metrics. */
const char *tl_id_token_fault_name (TlIdTokenFault fault);

G_END_DECLS
