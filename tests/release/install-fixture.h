/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release-fixture.h"
#include "release/tl-install.h"

G_BEGIN_DECLS

/* A publisher of small releases whose volumes are noise: this layer does not look into them.
 * @keys: three; the first signs alone unless @signers says otherwise. */
typedef struct
{
  char *folder; /* the release as it lies on a host */
  TlSecretKey *keys[3];
  TlPublicKey public_keys[3];
  guint signers;
  gsize size; /* of the volume that changes */
  gboolean without_patches;
  gboolean wrong_patches; /* they give other bytes */
  const char *channel;
  const char *expires;
  const char *minimum_program;
} Publisher;

void publisher_init (Publisher *self);
void publisher_clear (Publisher *self);

/* Writes release @serial: one volume and index that never change, one volume that differs a little
 * from release to release, with patches from the one before, a pack of two originals and a list of
 * changes. */
void publisher_release (Publisher *self, guint64 serial);
/* Signs what stands in "manifest.json". */
void publisher_sign (Publisher *self);
/* (transfer full): the manifest that publisher_release() writes. */
TlManifest *publisher_manifest (Publisher *self, guint64 serial, gboolean write);
void publisher_write_manifest (Publisher *self, TlManifest *manifest);
/* Trust in @n of its keys, all of which must sign. */
TlTrust *publisher_trust (Publisher *self, guint n);
/* Path of a file of the release. */
char *publisher_path (Publisher *self, const char *name);

/* The bytes of the volume that changes. */
GBytes *publisher_volume (Publisher *self, guint64 serial);

/* Whether what the library's pointer names is there, byte for byte; the serial or 0 for no release.
 * Fails the test when the library is neither whole nor empty. */
guint64 library_check (const char *library);
/* The same as a callback that opens. */
gboolean library_open (const char *library, gpointer user_data, GError **error);

G_END_DECLS
