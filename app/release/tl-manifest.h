/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The manifest of a release: docs/release.md is the format. Everything else a workstation fetches
 * is bound by a digest and a size that stand here or in a list that is bound here. */

#define TL_DIGEST_SIZE 65 /* SHA-256 as 64 lower-case hexadecimal digits, and a NUL */

/**
 * TlReleaseKind:
 * @TL_RELEASE_VOLUME: a volume, DIGEST.tlv, and
 * @TL_RELEASE_INDEX: its index, VOLUME-DIGEST.tlx: named after the volume, with a digest of its own
 * @TL_RELEASE_PACK: a list of originals (PDF) that are fetched together or one by one
 * @TL_RELEASE_CHANGES: what was added, amended and withdrawn since the release before
 */
typedef enum
{
  TL_RELEASE_VOLUME,
  TL_RELEASE_INDEX,
  TL_RELEASE_PACK,
  TL_RELEASE_CHANGES,
} TlReleaseKind;

/** TlReleasePatch: @from: digest of the file that must be there; @digest, @size: of the patch. */
typedef struct
{
  char from[TL_DIGEST_SIZE];
  char digest[TL_DIGEST_SIZE];
  guint64 size;
} TlReleasePatch;

/**
 * TlReleaseFile:
 * @name: what it is called in a library; no path
 * @digest, @size: of the file as installed
 * @sent_digest, @sent_size: of what lies at the source: the file in one zstd frame
 * @title: (nullable): of a volume or pack, for people
 * @pack_bytes, @pack_files: of a pack: what its originals take
 * @serial: of changes: of which release
 * @patches: (element-type TlReleasePatch)
 */
typedef struct
{
  TlReleaseKind kind;
  char *name;
  char *title;
  char digest[TL_DIGEST_SIZE];
  guint64 size;
  char sent_digest[TL_DIGEST_SIZE];
  guint64 sent_size;
  guint64 pack_bytes;
  guint64 pack_files;
  guint64 serial;
  GArray *patches;
} TlReleaseFile;

/**
 * TlManifest:
 * @serial: from 1, larger than that of every release before
 * @created, @expires: "YYYY-MM-DDThh:mm:ssZ"
 * @minimum_program: dotted numbers
 * @files: (element-type TlReleaseFile)
 * @withdrawn: (element-type utf8): ids of documents in force no more although a volume holds them
 * @contributions: (element-type utf8): ids of the contributions it carries
 *
 * Made by tl_manifest_parse() or by hand; not changed once shared.
 */
typedef struct
{
  guint64 serial;
  char *created;
  char *expires;
  char *channel;
  char *minimum_program;
  GPtrArray *files;
  GPtrArray *withdrawn;
  GPtrArray *contributions;
} TlManifest;

TlManifest *tl_manifest_new (void);
void tl_manifest_free (TlManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlManifest, tl_manifest_free)

TlReleaseFile *tl_release_file_new (TlReleaseKind kind, const char *name);
void tl_release_file_free (TlReleaseFile *self);

/** tl_manifest_is_channel: whether a channel may have this name. */
gboolean tl_manifest_is_channel (const char *name);
/** tl_manifest_is_version: whether @text is a version of the program, "0.1". */
gboolean tl_manifest_is_version (const char *text);

/** tl_manifest_parse: @data has been verified by tl_trust_check() before. Every name, digest, size,
 * count and date is checked: names hold no path, no two files have one name, an index has its
 * volume, totals stay within the bounds of docs/release.md. */
TlManifest *tl_manifest_parse (const void *data, gsize length, GError **error);
/** tl_manifest_to_json: Returns: (transfer full): canonical JSON (RFC 8785 for what occurs here),
 * one line break at its end; the same manifest gives the same bytes. */
char *tl_manifest_to_json (const TlManifest *self, GError **error);

/** tl_manifest_find: (nullable): the file of this name. */
TlReleaseFile *tl_manifest_find (const TlManifest *self, const char *name);

/** tl_manifest_check_time: %TL_RELEASE_ERROR_EXPIRED when @now is past @expires. */
gboolean tl_manifest_check_time (const TlManifest *self, GDateTime *now, GError **error);

/** TlPackEntry: an original: "files/NAME" in a library; lies at the source as it is. */
typedef struct
{
  char *name;
  char digest[TL_DIGEST_SIZE];
  guint64 size;
} TlPackEntry;

/** tl_pack_parse: Returns: (element-type TlPackEntry): entries of a pack's list, sorted by name. */
GPtrArray *tl_pack_parse (const void *data, gsize length, GError **error);
char *tl_pack_to_json (GPtrArray *entries, GError **error);

/**
 * TlChange:
 * @what: "added", "amended" or "withdrawn"
 * @number, @title: (nullable): for people
 * @anchors: (nullable): units of a statute that were amended, parted by spaces, the first hundred
 */
typedef struct
{
  char *what;
  char *id;
  char *kind;
  char *number;
  char *title;
  char *anchors;
} TlChange;

void tl_change_free (TlChange *self);
/** tl_changes_parse: Returns: (element-type TlChange). */
GPtrArray *tl_changes_parse (const void *data, gsize length, GError **error);
char *tl_changes_to_json (GPtrArray *changes, GError **error);

G_END_DECLS
