/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a provider of OpenID Connect says, what a browser brings back, and what is kept of it. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "protocol/tl-grant.h"
#include "protocol/tl-oidc.h"
#include "sync/tl-centre-private.h"
#include "sync/tl-sign-in-private.h"

#define ISSUER "https://dang-nhap.example"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_callback (const char *text)
{
  TlOidcProvider provider = { .issuer = (char *)ISSUER };
  g_autofree char *query = _tl_sign_in_read_request (text);
  g_autofree char *code
      = tl_oidc_read_callback (&provider, query != NULL ? query : text, "trang-thai", NULL);

  g_assert_true (query == NULL || strchr (query, ' ') == NULL);
  for (const char *p = code; p != NULL && *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
}

static void
read_grant (const char *text)
{
  g_autoptr (TlGrant) grant = NULL;
  g_autoptr (TlEnrolment) enrolment = tl_grant_from_text (text, &grant, NULL);
  char *again;

  g_assert_true ((enrolment != NULL) == (grant != NULL));
  if (enrolment == NULL)
    return;
  g_assert_true (enrolment->has_secret);
  again = tl_grant_to_text (grant, enrolment, NULL);
  g_assert_cmpstr (again, ==, text);
  tl_enrolment_wipe_text (again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  TlCentreAnswer answer = { .status = 200, .body = text, .length = strlen (text) };
  g_autoptr (TlOidcProvider) provider = tl_oidc_provider_from_json (text, -1, ISSUER, NULL);
  g_autoptr (TlOidcTokens) tokens = tl_oidc_tokens_from_json (text, -1, NULL);
  g_autoptr (TlEnrolment) who = g_new0 (TlEnrolment, 1);

  if (provider != NULL)
    {
      g_assert_true (tl_oidc_is_address (provider->authorization));
      g_assert_true (tl_oidc_is_address (provider->token));
      g_assert_true (tl_oidc_is_address (provider->keys));
    }
  g_assert_true (tokens == NULL || strlen (tokens->id_token) <= TL_OIDC_MAX_TOKEN);
  g_assert_true (!_tl_centre_read_person (&answer, who, NULL) || who->expires >= 0);
  read_callback (text);
  read_grant (text);
  return 0;
}
