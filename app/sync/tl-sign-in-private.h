/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "protocol/tl-oidc.h"

G_BEGIN_DECLS

/* The port of this machine to which the browser comes back. Blocks; for a working thread. */
typedef struct _TlSignInListener TlSignInListener;

TlSignInListener *_tl_sign_in_listener_new (GError **error);
void _tl_sign_in_listener_free (TlSignInListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSignInListener, _tl_sign_in_listener_free)

/* "http://127.0.0.1:PORT/callback" */
const char *_tl_sign_in_listener_get_redirect (const TlSignInListener *self);

/* Waits for the answer with @state. Others are told that there is nothing: they neither end the
 * sign-in nor are they believed. @monotonic: until when. Returns: (transfer full) (nullable): the
 * code. */
char *_tl_sign_in_listener_wait (TlSignInListener *self,
                                 const TlOidcProvider *provider,
                                 const char *state,
                                 gint64 monotonic,
                                 GCancellable *cancellable,
                                 GError **error);

/* (transfer full) (nullable): the query of a request for the redirect; @text: head of a request. */
char *_tl_sign_in_read_request (const char *text);

G_END_DECLS
