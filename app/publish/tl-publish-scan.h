/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-volume.h"

G_BEGIN_DECLS

/**
 * TlPublishScan:
 * @rows: (element-type utf8 guint): id of each document, its row
 * @headers: (element-type TlDocument): in order of rows, without blocks
 * @kind: of its first document
 * @title: (nullable)
 * @withdrawn: (nullable): ids, as the volume's metadata has them
 *
 * A volume as a release looks at it.
 */
typedef struct
{
  TlVolume *volume;
  GHashTable *rows;
  GPtrArray *headers;
  TlDocKind kind;
  char *title;
  char *withdrawn;
} TlPublishScan;

TlPublishScan *tl_publish_scan_new (const char *path, GCancellable *cancellable, GError **error);
void tl_publish_scan_free (TlPublishScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishScan, tl_publish_scan_free)

/** tl_publish_scan_overlap: how many documents of @self are in @other, 0 for another kind; one more
 * when both have the same title. */
guint tl_publish_scan_overlap (const TlPublishScan *self, const TlPublishScan *other);

/** tl_publish_scan_contributions: adds the ids of contributions that the documents carry. */
void tl_publish_scan_contributions (const TlPublishScan *self, GPtrArray *ids);

/**
 * tl_publish_changes:
 * @before, @after: (element-type TlPublishScan): volumes that are not in both releases
 * @withdrawn: (element-type utf8): ids withdrawn by hand
 * @before_known: (element-type utf8): set of the ids withdrawn before
 *
 * Returns: (transfer full) (element-type TlChange): what readers will find changed, by what, kind
 * and id; at most as many as a list holds, those of statutes first
 */
GPtrArray *tl_publish_changes (GPtrArray *before,
                               GPtrArray *after,
                               GPtrArray *withdrawn,
                               GHashTable *before_known,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
