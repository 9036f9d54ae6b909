/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-minisign.h"

G_BEGIN_DECLS

/**
 * TlTrust:
 *
 * Whose signatures count: the release keys with their threshold, and, when made from a root, the
 * root keys that can change both (after The Update Framework: a root names the keys and thresholds
 * of root and release; the next root is signed by a threshold of the keys of the one before and of
 * its own). Immutable after making; callable from any thread.
 */
typedef struct _TlTrust TlTrust;

/** tl_trust_new: (constructor): @keys: (element-type TlPublicKey): release keys, copied; no root.
 * Each key counts once, whatever number of signatures it gave. */
TlTrust *tl_trust_new (const TlPublicKey *keys, guint n_keys, guint threshold, GError **error);

/** tl_trust_new_root: a root that is trusted because it came with the program or its library:
 * @json is the whole file. */
TlTrust *tl_trust_new_root (const char *json, gssize length, GError **error);

/**
 * tl_trust_rotate:
 * @json: the root of the next version
 * @signatures: (array zero-terminated=1): contents of its .minisig files, any order
 *
 * Returns: (transfer full) (nullable): what is trusted from now on; keys that are named no more
 * give %TL_RELEASE_ERROR_REVOKED
 */
TlTrust *tl_trust_rotate (
    TlTrust *self, const char *json, gssize length, const char *const *signatures, GError **error);

/** tl_trust_get_version: version of the root, 0 without one. */
guint64 tl_trust_get_version (TlTrust *self);
/** tl_trust_get_root_json: (nullable): the bytes of the root, to be kept. */
GBytes *tl_trust_get_root_json (TlTrust *self);
guint tl_trust_get_threshold (TlTrust *self);
guint tl_trust_get_n_keys (TlTrust *self);
/** tl_trust_get_key: a release key. */
const TlPublicKey *tl_trust_get_key (TlTrust *self, guint index);

/** tl_trust_check: whether enough release keys signed exactly these bytes. @signatures: (array
 * zero-terminated=1): contents of .minisig files; those of strangers do no harm. */
gboolean tl_trust_check (
    TlTrust *self, const void *data, gsize length, const char *const *signatures, GError **error);

/** tl_trust_signature_name: (transfer full): where a release has the signature that @key_id gave
 * exactly these bytes: "signatures/DIGEST.KEYID.minisig". It fits them at every moment, whatever
 * manifest is in force when it is fetched. */
char *tl_trust_signature_name (const void *data, gsize length, const char *key_id);

TlTrust *tl_trust_ref (TlTrust *self);
void tl_trust_unref (TlTrust *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTrust, tl_trust_unref)

G_END_DECLS
