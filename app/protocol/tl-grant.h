/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-enrolment.h"

G_BEGIN_DECLS

/* What a workstation keeps of a sign-in through a provider (docs/protocol.md, "By OpenID Connect"):
 * as an enrolment, who it is and its key, and what renews it. Callable from any thread. */

#define TL_GRANT_MAX_TEXT (64 * 1024)

/** TlGrant: @salt: of the key's nonce; @refresh: (nullable): what the provider renews for. */
typedef struct
{
  char *issuer;
  char *client;
  char *scope;
  char *salt;
  char *refresh;
} TlGrant;

TlGrant *tl_grant_copy (const TlGrant *self);
void tl_grant_free (TlGrant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlGrant, tl_grant_free)

/** tl_grant_is_text: whether @text is what tl_grant_to_text() writes, by its format alone. */
gboolean tl_grant_is_text (const char *text);
/** tl_grant_to_text: (transfer full): with all secrets: wiped by the caller with
 * tl_enrolment_wipe_text(). */
char *tl_grant_to_text (const TlGrant *self, const TlEnrolment *enrolment, GError **error);
/** tl_grant_from_text: @grant: (out) (transfer full). Errors: as tl_enrolment_from_file(). */
TlEnrolment *tl_grant_from_text (const char *text, TlGrant **grant, GError **error);

G_END_DECLS
