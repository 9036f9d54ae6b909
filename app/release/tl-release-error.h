/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlReleaseError:
 * @TL_RELEASE_ERROR_UNSIGNED: there is no signature
 * @TL_RELEASE_ERROR_KEY: signed, by no key that is trusted
 * @TL_RELEASE_ERROR_SIGNATURE: a trusted key's signature does not fit the bytes
 * @TL_RELEASE_ERROR_THRESHOLD: fewer trusted keys signed than must
 * @TL_RELEASE_ERROR_REVOKED: signed by a key that was trusted once and was rotated out
 * @TL_RELEASE_ERROR_OLDER: a smaller serial than the highest ever seen (rollback)
 * @TL_RELEASE_ERROR_EXPIRED: its day has passed (freeze)
 * @TL_RELEASE_ERROR_CHANNEL: of another channel
 * @TL_RELEASE_ERROR_PROGRAM: needs a newer program
 * @TL_RELEASE_ERROR_MANIFEST: the manifest, the root or a list is no such thing, or breaks a bound
 * @TL_RELEASE_ERROR_DIGEST: a file has other bytes than the manifest says
 * @TL_RELEASE_ERROR_SIZE: a file has another size, or does not end where it should
 * @TL_RELEASE_ERROR_MISSING: a file of the release is not at any source
 * @TL_RELEASE_ERROR_SOURCE: a source could not be reached or answered wrongly; another try may do
 * @TL_RELEASE_ERROR_REFUSED: a source asks for a password, or its certificate is not trusted
 * @TL_RELEASE_ERROR_BUSY: another process installs into this library
 * @TL_RELEASE_ERROR_OPEN: the release was installed and does not open; the one before is in force
 *
 * Why a release is not taken. A full disk is %G_IO_ERROR_NO_SPACE, a cancelled call
 * %G_IO_ERROR_CANCELLED. Each has its own message, and its own words on the screen
 * (docs/release.md).
 */
typedef enum
{
  TL_RELEASE_ERROR_UNSIGNED,
  TL_RELEASE_ERROR_KEY,
  TL_RELEASE_ERROR_SIGNATURE,
  TL_RELEASE_ERROR_THRESHOLD,
  TL_RELEASE_ERROR_REVOKED,
  TL_RELEASE_ERROR_OLDER,
  TL_RELEASE_ERROR_EXPIRED,
  TL_RELEASE_ERROR_CHANNEL,
  TL_RELEASE_ERROR_PROGRAM,
  TL_RELEASE_ERROR_MANIFEST,
  TL_RELEASE_ERROR_DIGEST,
  TL_RELEASE_ERROR_SIZE,
  TL_RELEASE_ERROR_MISSING,
  TL_RELEASE_ERROR_SOURCE,
  TL_RELEASE_ERROR_REFUSED,
  TL_RELEASE_ERROR_BUSY,
  TL_RELEASE_ERROR_OPEN,
} TlReleaseError;

#define TL_RELEASE_ERROR (tl_release_error_quark ())
GQuark tl_release_error_quark (void);

G_END_DECLS
