/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-minisign.h"

G_BEGIN_DECLS

#define TL_ROOT_KEYS_MOST 32

/**
 * TlRootRole: keys of which @threshold must sign.
 * @keys: (element-type TlPublicKey): by id
 */
typedef struct
{
  GArray *keys;
  guint threshold;
} TlRootRole;

/**
 * TlRoot:
 * @version: from 1, one more than that of the root before
 * @created: "YYYY-MM-DDThh:mm:ssZ"
 * @root: who may sign the next root
 * @release: who may sign manifests
 * @revoked: (element-type TlPublicKey): release keys of earlier roots that count no more
 *
 * A root file: docs/release.md is the format.
 */
typedef struct
{
  guint64 version;
  char *created;
  TlRootRole root;
  TlRootRole release;
  GArray *revoked;
} TlRoot;

TlRoot *tl_root_new (void);
void tl_root_free (TlRoot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRoot, tl_root_free)

/** tl_root_parse: any bytes; every key once, thresholds between 1 and the number of keys. */
TlRoot *tl_root_parse (const void *data, gsize length, GError **error);
/** tl_root_to_json: Returns: (transfer full) (nullable): canonical JSON, keys in order of their
 * ids. */
char *tl_root_to_json (TlRoot *self, GError **error);

/** tl_root_role_find: (nullable): the key of this id. */
const TlPublicKey *tl_root_role_find (const TlRootRole *role, const char *id);

G_END_DECLS
