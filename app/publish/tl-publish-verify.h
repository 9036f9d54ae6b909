/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"
#include "release/tl-minisign.h"
#include "release/tl-trust.h"

G_BEGIN_DECLS

#define TL_PUBLISH_MANIFEST_MOST   (4 * 1024 * 1024)
#define TL_PUBLISH_SIGNATURE_MOST  (16 * 1024)
#define TL_PUBLISH_SIGNATURES_MOST 64

/** tl_publish_read_small: a regular file, no link, of at most @limit bytes, asked before a byte is
 * read. */
char *tl_publish_read_small (const char *path, guint64 limit, gsize *length, GError **error);

/** tl_publish_sign_file: signs a manifest or a root: PATH.KEYID.minisig. @written: (out)
 * (optional): its path. */
gboolean tl_publish_sign_file (
    const char *path, const TlSecretKey *key, const char *comment, char **written, GError **error);

/** tl_publish_signatures_beside: (element-type utf8): contents of PATH.minisig and
 * PATH.*.minisig. */
GPtrArray *tl_publish_signatures_beside (const char *path, GError **error);

/** TlPublishVerifyReport: @applied: patches that were applied; @unapplied: those whose older file
 * is no more in the release, of which digest and size were checked. */
typedef struct
{
  guint64 serial;
  char expires[11];
  guint files;
  guint applied;
  guint unapplied;
  guint64 originals;
  guint64 bytes;
} TlPublishVerifyReport;

/**
 * tl_publish_verify:
 * @folder: a release
 * @trust: whose signatures count; roots in the release are followed from its root
 * @next: the manifest that waits for its signatures instead of the published one
 *
 * Everything a workstation would check, and every file: signatures before anything is parsed, the
 * day, digests and sizes, what comes out of frames and patches, the lists, the originals.
 */
gboolean tl_publish_verify (const char *folder,
                            TlTrust *trust,
                            gboolean next,
                            TlPublishVerifyReport *report,
                            GCancellable *cancellable,
                            GError **error);

/** tl_publish_next: puts the verified manifest that waits, with its signatures, in force. */
gboolean tl_publish_next (const char *folder, GError **error);

G_END_DECLS
