/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "publish/tl-publish-outlet.h"
#include "publish/tl-publish-release.h"
#include "publish/tl-publish-scan.h"

G_BEGIN_DECLS

/* A release that is being made. */
typedef struct
{
  const TlPublishReleaseOptions *options;
  TlPublishReleaseReport *report;
  TlPublishOutlet *outlet;
  TlManifest *manifest;
  GPtrArray *history; /* TlManifest: the newest first */
  GHashTable *scans;  /* digest of a volume -> TlPublishScan, new and old ones */
  GHashTable *old;    /* digest -> path of an unpacked file of the history */
  GCancellable *cancellable;
} TlPublishMaking;

/** _tl_publish_history_load: manifests of the releases before, by serial, the newest first. */
gboolean _tl_publish_history_load (TlPublishMaking *self, GError **error);
/** _tl_publish_old_path: (transfer none) (nullable): the file of an earlier release, unpacked;
 * %NULL without @error when it is not there any more. */
const char *_tl_publish_old_path (TlPublishMaking *self, const TlReleaseFile *file, GError **error);
/** _tl_publish_old_scan: (transfer none) (nullable): like _tl_publish_old_path(). */
TlPublishScan *_tl_publish_old_scan (TlPublishMaking *self,
                                     const TlReleaseFile *file,
                                     GError **error);
/** _tl_publish_send: makes what lies at the source of @file: its frame and the patches to it;
 * @path: the file. Its digest and size must be set. */
gboolean _tl_publish_send (TlPublishMaking *self,
                           TlReleaseFile *file,
                           const char *path,
                           GError **error);
/** _tl_publish_carry_history: brings frames of the last releases along, for patches to come. */
gboolean _tl_publish_carry_history (TlPublishMaking *self, GError **error);

gboolean _tl_publish_packs_add (TlPublishMaking *self, GError **error);
/** _tl_publish_text_add: adds a list as a file of the release. */
gboolean _tl_publish_text_add (TlPublishMaking *self,
                               TlReleaseFile *file,
                               const char *text,
                               GError **error);
/** _tl_publish_fresh_count: fills the report's TlPublishFresh; all files must have been sent. */
gboolean _tl_publish_fresh_count (TlPublishMaking *self, GError **error);
/** _tl_publish_sign: signatures, then the manifest. */
gboolean _tl_publish_sign (TlPublishMaking *self, const char *json, GError **error);

G_END_DECLS
