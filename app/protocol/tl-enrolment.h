/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-minisign.h"

G_BEGIN_DECLS

/* The file by which an administrator gives a person a workstation's key (docs/protocol.md, "Signing
 * in"), and the signatures made with it. Callable from any thread. Errors of reading: as
 * tl_item_from_body(), and %TL_RELEASE_ERROR for signatures. */

#define TL_ENROLMENT_MAX_FILE (64 * 1024)

/**
 * TlEnrolment:
 * @id: UUID of the enrolment; also the device's id
 * @person: UUID
 * @unit: code; @unit_name: as people read it
 * @role: "judge", "editor", "statistics" or "administrator"
 * @server: base URL, without a slash at its end
 * @issued, @expires: milliseconds since 1970
 * @has_secret: whether @secret is there (in the file, not in its public half)
 */
typedef struct
{
  char *id;
  char *person;
  char *name;
  char *unit;
  char *unit_name;
  char *role;
  char *server;
  gint64 issued;
  gint64 expires;
  guint8 public[32];
  guint8 secret[64];
  gboolean has_secret;
} TlEnrolment;

void tl_enrolment_free (TlEnrolment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlEnrolment, tl_enrolment_free)

/** tl_enrolment_generate_keys: a new pair of the device into @self. */
void tl_enrolment_generate_keys (TlEnrolment *self);

/** tl_enrolment_set_keys: from base64; %FALSE for what is no pair whose halves belong together. */
gboolean tl_enrolment_set_keys (TlEnrolment *self, const char *public_key, const char *secret);

/** tl_enrolment_copy: (transfer full). */
TlEnrolment *tl_enrolment_copy (const TlEnrolment *self);

/** tl_enrolment_to_file: (transfer full): the secret file, signed with @key; its member "public" is
 * the signed half that may be sent. Wiped by the caller with tl_enrolment_wipe_text(). */
char *tl_enrolment_to_file (const TlEnrolment *self, const TlSecretKey *key, GError **error);

/**
 * tl_enrolment_from_file:
 * @key: (nullable): whose signature it must bear; %NULL on a workstation that trusts what the judge
 * was handed (the server checks)
 * @public_half: (out) (optional) (transfer full): the signed half to send
 */
TlEnrolment *tl_enrolment_from_file (
    const char *text, gssize length, const TlPublicKey *key, char **public_half, GError **error);

/** tl_enrolment_from_public: the half that a device sends; the signature is always verified. */
TlEnrolment *tl_enrolment_from_public (const char *text,
                                       gssize length,
                                       const TlPublicKey *key,
                                       GError **error);

/** tl_enrolment_sign_challenge: (transfer full) (nullable): base64; %NULL for what is no challenge,
 * so that nothing else is ever signed. */
char *tl_enrolment_sign_challenge (const TlEnrolment *self, const char *challenge);
gboolean tl_enrolment_verify_challenge (const guint8 public_key[32],
                                        const char *server,
                                        const char *challenge,
                                        const char *signature);

void tl_enrolment_wipe_text (char *text);

G_END_DECLS
