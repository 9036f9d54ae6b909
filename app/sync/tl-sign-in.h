/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/tl-identity.h"

G_BEGIN_DECLS

#define TL_SIGN_IN_SECONDS 600

/** TlSignInLaunch: opens @url in the browser of the system; on the thread that began the sign-in.
 */
typedef void (*TlSignInLaunch) (const char *url, gpointer data);

/**
 * tl_sign_in_async:
 * @policy: not changed while the call runs
 * @server: URL of the centre
 * @earlier: (nullable): what is kept of an earlier sign-in: the same workstation signs in again
 * @launch: called once
 *
 * Signs in through the provider of the centre (docs/protocol.md, "By OpenID Connect"): a port of
 * this machine waits for the browser for ten minutes at most, or until it is cancelled. What comes
 * of it is kept as tl_identity_keep() does.
 *
 * Errors: %TL_CENTRE_ERROR, %TL_OIDC_ERROR, those of tl_identity_keep(), %G_IO_ERROR_TIMED_OUT:
 * nobody came back; %G_IO_ERROR_NOT_FOUND: the centre has no provider; %G_IO_ERROR_CANCELLED.
 */
void tl_sign_in_async (const TlCentrePolicy *policy,
                       const char *server,
                       const TlIdentity *earlier,
                       TlSignInLaunch launch,
                       gpointer launch_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
TlIdentity *tl_sign_in_finish (GAsyncResult *result, GError **error);

/** tl_sign_in_offered_async: whether the centre at @server has a provider. */
void tl_sign_in_offered_async (const TlCentrePolicy *policy,
                               const char *server,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** tl_sign_in_offered_finish: %FALSE also where it could not be asked. */
gboolean tl_sign_in_offered_finish (GAsyncResult *result);

/** tl_sign_in_revoke_async: gives what renews the sign-in back to its provider (RFC 7009), after it
 * was forgotten here; two requests of twenty seconds at most. @grant: without a refresh token
 * nothing is asked. */
void tl_sign_in_revoke_async (const TlCentrePolicy *policy,
                              const TlGrant *grant,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** tl_sign_in_revoke_finish: Errors: %G_IO_ERROR_NOT_SUPPORTED: the provider takes none back;
 * %TL_CENTRE_ERROR, %TL_OIDC_ERROR. */
gboolean tl_sign_in_revoke_finish (GAsyncResult *result, GError **error);

G_END_DECLS
