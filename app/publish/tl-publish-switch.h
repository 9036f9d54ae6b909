/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_publish_switch:
 * @folder: a release whose files are all there
 * @json: its manifest
 * @signatures: (element-type utf8): what was signed over exactly @json; the first is that for
 * "minisign -V"
 *
 * Puts a release in force by one rename. Before it, the signatures stand under the digest of the
 * manifest, where they fit whatever is in force; after it, those beside the manifest follow.
 * Whoever reads at any moment, killed or not, finds the release before or the new one with
 * signatures that fit.
 */
gboolean tl_publish_switch (const char *folder,
                            const char *json,
                            GPtrArray *signatures,
                            GError **error);

/** tl_publish_switch_mend: what a publisher killed after the rename left undone: the signatures
 * beside the manifest become those of the manifest in force. Writes nothing when they are, or when
 * there is no manifest. */
gboolean tl_publish_switch_mend (const char *folder, GError **error);

/** tl_publish_switch_sweep: removes what "signatures/" has of manifests that are neither in force
 * nor waiting nor among the newest of "manifests/", @keep of them. Nothing is removed when one of
 * those cannot be read; what is no signature by its name stays. */
void tl_publish_switch_sweep (const char *folder, guint keep);

/** tl_publish_signatures_of: (element-type utf8): signatures that stand under the digest of these
 * bytes, in order of key ids; at most 64. */
GPtrArray *tl_publish_signatures_of (const char *folder,
                                     const char *json,
                                     gsize length,
                                     GError **error);

G_END_DECLS
