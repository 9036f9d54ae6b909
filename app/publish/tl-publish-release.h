/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"
#include "release/tl-minisign.h"

G_BEGIN_DECLS

/** TL_PUBLISH_RELEASE_HISTORY: releases from which a workstation gets by patches. */
#define TL_PUBLISH_RELEASE_HISTORY 5
/** TL_PUBLISH_RELEASE_CHANGES: lists of changes that a manifest carries. */
#define TL_PUBLISH_RELEASE_CHANGES 20
/** TL_PUBLISH_NEXT: a manifest that waits for its signatures. */
#define TL_PUBLISH_NEXT "manifest.next.json"

/** TlPublishPacks: how originals are grouped. */
typedef enum
{
  TL_PUBLISH_PACKS_YEAR,    /* kind and year: "pack-judgment-2024.json" */
  TL_PUBLISH_PACKS_KIND,    /* kind: "pack-judgment.json" */
  TL_PUBLISH_PACKS_SUBJECT, /* kind and subject */
  TL_PUBLISH_PACKS_NONE,
} TlPublishPacks;

/** TlPublishProgress: @what: (nullable): the file that is worked on. */
typedef void (*TlPublishProgress) (const char *what, guint done, guint total, gpointer user_data);

/**
 * TlPublishReleaseOptions:
 * @volumes: library folder
 * @out: folder of the release: a new one, or one with releases of smaller serials
 * @previous: (nullable): folder of the release before; @out when %NULL and there is one
 * @keys: (element-type TlSecretKey): may be empty: the manifest then waits as #TL_PUBLISH_NEXT
 * @roots: (array zero-terminated=1) (nullable): root files with their signatures beside them
 * @withdrawn: (element-type utf8)
 * @dry_run: writes nothing that stays
 */
typedef struct
{
  const char *volumes;
  const char *out;
  const char *previous;
  GPtrArray *keys;
  const char *const *roots;
  GPtrArray *withdrawn;
  guint64 serial;
  guint days;
  const char *channel;
  const char *minimum_program;
  TlPublishPacks packs;
  gboolean dry_run;
  TlPublishProgress progress;
  gpointer user_data;
} TlPublishReleaseOptions;

/** TlPublishDownload: what a workstation with release @serial fetches; 0 has none. */
typedef struct
{
  guint64 serial;
  guint files;
  guint patches;
  guint64 bytes;
} TlPublishDownload;

/**
 * TlPublishFresh:
 * @volumes: of the release that are new in it, were built without going on from a library, and hold
 * documents of the release before
 * @documents: in them
 * @known: of these, those whose ids the release before had too
 * @bytes: what a workstation with the release before fetches for these volumes and their indexes
 *
 * Whether the volumes were built anew although there is an earlier release, and what it costs.
 */
typedef struct
{
  guint volumes;
  guint64 documents;
  guint64 known;
  guint64 bytes;
} TlPublishFresh;

/**
 * TlPublishReleaseReport:
 * @downloads: (element-type TlPublishDownload): from the release before down to none
 */
typedef struct
{
  guint files;
  guint unchanged;
  guint patches;
  guint packs;
  guint64 originals;
  guint64 original_bytes;
  guint changes;
  guint64 manifest_bytes;
  GArray *downloads;
  TlPublishFresh fresh;
} TlPublishReleaseReport;

/**
 * tl_publish_release:
 *
 * Writes a release (docs/release.md). The same volumes, previous release, keys and clock give the
 * same bytes. Stopped anywhere, the release that was there before is in force.
 */
gboolean tl_publish_release (const TlPublishReleaseOptions *options,
                             TlPublishReleaseReport *report,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
