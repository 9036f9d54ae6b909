/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ID tokens and key sets: as they come, and as claims under a good signature. */
#include "config.h"

#include <cjose/cjose.h>
#include <stdint.h>
#include <string.h>

#include "server/oidc/tl-id-token.h"

#define NOW G_GINT64_CONSTANT (1800000000000)

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const TlIdTokenRules rules
    = { "https://dang-nhap.example", "troly", "troly_unit", "troly_role" };

static cjose_jwk_t *key;
static TlKeySet *keys;

static void
start (void)
{
  cjose_err fault = { 0 };
  g_autofree char *set = NULL;
  char *json;

  if (key != NULL)
    return;
  key = cjose_jwk_create_EC_random (CJOSE_JWK_EC_P_256, &fault);
  json = cjose_jwk_to_json (key, false, &fault);
  set = g_strdup_printf ("{\"keys\":[%s]}", json);
  free (json);
  keys = tl_key_set_from_json (set, -1);
  g_assert_cmpuint (tl_key_set_count (keys), ==, 1);
}

/* (transfer full) (nullable): @data as claims that the provider signs. */
static char *
sign (const uint8_t *data, size_t size)
{
  cjose_err fault = { 0 };
  cjose_header_t *header = cjose_header_new (&fault);
  const char *compact = NULL;
  char *token = NULL;
  cjose_jws_t *jws;

  g_assert_true (cjose_header_set (header, CJOSE_HDR_ALG, CJOSE_HDR_ALG_ES256, &fault));
  jws = cjose_jws_sign (key, header, data, size, &fault);
  if (jws != NULL && cjose_jws_export (jws, &compact, &fault))
    token = g_strdup (compact);
  cjose_jws_release (jws);
  cjose_header_release (header);
  return token;
}

static void
check (const char *token, gboolean is_signed)
{
  g_autoptr (TlIdClaims) claims = NULL;
  TlIdTokenFault fault = tl_id_token_check (keys, &rules, token, NOW, &claims);

  g_assert_true ((fault == TL_ID_TOKEN_GOOD) == (claims != NULL));
  /* Nobody else has the key. */
  g_assert_true (is_signed || fault != TL_ID_TOKEN_GOOD);
  if (claims == NULL)
    return;
  g_assert_cmpuint (strlen (claims->subject), >, 0);
  g_assert_cmpuint (strlen (claims->subject), <=, TL_ID_TOKEN_MAX_SUBJECT);
  g_assert_true (claims->name == NULL || g_utf8_validate (claims->name, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *token = NULL;
  g_autoptr (TlKeySet) set = NULL;

  start ();
  check (text, FALSE);
  token = size > 0 ? sign (data, size) : NULL;
  if (token != NULL)
    check (token, TRUE);
  set = tl_key_set_from_json (text, -1);
  g_assert_true (set == NULL || tl_key_set_count (set) <= 100);
  return 0;
}
