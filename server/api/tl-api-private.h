/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/store/tl-store-items.h"
#include "server/web/tl-server.h"

G_BEGIN_DECLS

#define TL_API_JSON_DEPTH 8

/** _tl_api_parse: @body: one object, at most #TL_API_JSON_DEPTH deep, of no other members than
 * @members (array zero-terminated=1). Returns: (transfer full) (nullable): %NULL when @response
 * says what is wrong. */
JsonObject *_tl_api_parse (GBytes *body, const char *const *members, TlResponse *response);
/** _tl_api_is_shallow: whether no more than @depth brackets of @text are open at once. */
gboolean _tl_api_is_shallow (const char *text, gsize length, guint depth);
/** _tl_api_malformed: 400. Always returns %TRUE. */
gboolean _tl_api_malformed (TlResponse *response);
/** _tl_api_refuse_body: 400 with the code that fits @error of app/protocol. */
const char *_tl_api_body_code (const GError *error);
const char *_tl_api_body_message (const char *code);

gboolean _tl_api_challenge (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_sign_in (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_sign_in_offer (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_sign_in_oidc (TlRequest *request, TlResponse *response, GError **error);
/** _tl_api_refuse_sign_in: 401 (403 for "waiting") with the sentence of @code. */
gboolean _tl_api_refuse_sign_in (TlResponse *response, const char *code);
gboolean _tl_api_sign_out (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_link (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_api_put_item (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_post_items (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_withdraw (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_api_changes (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_api_put_usage (TlRequest *request, TlResponse *response, GError **error);

G_END_DECLS
