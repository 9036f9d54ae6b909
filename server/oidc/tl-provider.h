/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-oidc.h"
#include "server/oidc/tl-id-token.h"
#include "server/oidc/tl-oidc-settings.h"

G_BEGIN_DECLS

/**
 * TlProvider:
 *
 * The provider that the centre trusts: what it says of itself and its keys, fetched when they are
 * needed and kept for a quarter of an hour. From any thread; calls may block for some seconds, and
 * of many that need the provider at once one asks and the others are told to come later.
 */
typedef struct _TlProvider TlProvider;

/** TlProviderLog: why the provider could not be asked; from any thread. */
typedef void (*TlProviderLog) (const char *message);

/** tl_provider_new: @settings is not taken and must live as long. */
TlProvider *tl_provider_new (const TlOidcSettings *settings, TlProviderLog log);
void tl_provider_free (TlProvider *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlProvider, tl_provider_free)

/** TlProviderAnswer: @TL_PROVIDER_AWAY: it cannot be reached, or says nothing that can be used, or
 * somebody else is asking: try again; @TL_PROVIDER_REFUSED: it says no, or the token is not good.
 */
typedef enum
{
  TL_PROVIDER_GOOD,
  TL_PROVIDER_REFUSED,
  TL_PROVIDER_AWAY,
} TlProviderAnswer;

/** tl_provider_check_token: @client: for whom it must be; @fault: (out): why it is refused. */
TlProviderAnswer tl_provider_check_token (TlProvider *self,
                                          const char *client,
                                          const char *token,
                                          gint64 now,
                                          TlIdClaims **claims,
                                          TlIdTokenFault *fault);

/** tl_provider_dup_authorization_url: (nullable) (transfer full): %NULL while it is away. */
char *tl_provider_dup_authorization_url (TlProvider *self, const TlOidcTrip *trip);

/** tl_provider_take_code: of the pages' client: what @query, which came with the redirect, is
 * worth.
 * @id_token: (out) (transfer full), not checked yet. */
TlProviderAnswer tl_provider_take_code (TlProvider *self,
                                        const char *query,
                                        const TlOidcTrip *trip,
                                        char **id_token);

/** tl_oidc_fetch: GET, or POST where there is a @form. One request of at most ten seconds, which
 * follows nothing. Returns: (transfer full) (nullable): the body, ended by a NUL; @status: (out).
 */
char *tl_oidc_fetch (const TlOidcSettings *settings,
                     const char *url,
                     const char *form,
                     const char *authorization,
                     guint *status,
                     gsize *length);

G_END_DECLS
