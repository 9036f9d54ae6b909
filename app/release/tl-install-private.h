/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-install.h"

G_BEGIN_DECLS

#define TL_INSTALL_MAX_SIGNATURE (16 * 1024)

/* A root that was walked, with the signatures by which it was taken: checked again at every start,
 * so that what lies in the library need not be trusted. */
typedef struct
{
  char *json;
  char **signatures;
} TlInstallRoot;

/* What "state.json" remembers. Losing it loses no document. */
typedef struct
{
  guint64 highest;
  guint64 held;
  guint64 opened;    /* the release that opened last */
  guint64 originals; /* the release whose originals are complete */
  guint64 cleaned;   /* the release after whose opening was cleaned */
  char **packs;      /* chosen, sorted */
  GPtrArray *roots;  /* of TlInstallRoot, by version */
  GHashTable *tags;  /* source -> what it called its manifest */
} TlInstallMemory;

/* What "library.json" says: the release in force. @json: its bytes, %NULL when it is not there. */
typedef struct
{
  char *json;
  guint64 serial;
  guint64 previous;
  char *created;
  char *expires;
  char *channel;
} TlInstallPointer;

/* One call that installs. */
typedef struct
{
  char *library;
  const TlInstallOptions *options;
  GCancellable *cancellable;
  int lock;
  TlInstallMemory memory;
  TlInstallPointer pointer;

  TlTrust *trust;
  TlManifest *manifest; /* of the release to come */
  GBytes *manifest_bytes;
  GHashTable *signatures; /* file name -> text */
  char *tag;              /* of that manifest, and which source gave it */
  char *tag_place;

  TlInstallReport report;
  TlInstallProgress progress;
  gint64 told;     /* when progress was told last */
  gint64 began;    /* when the first byte of this call came, for the bandwidth */
  gint64 asked;    /* when the gate was asked last */
  guint64 counted; /* bytes since then */
} TlInstall;

/* tl-install-state.c */
gboolean _tl_install_begin (TlInstall *self,
                            const char *library,
                            const TlInstallOptions *options,
                            GCancellable *cancellable,
                            GError **error);
void _tl_install_end (TlInstall *self);
gboolean _tl_install_memory_load (TlInstallMemory *memory, const char *library, GError **error);
gboolean _tl_install_memory_save (const TlInstallMemory *memory,
                                  const char *library,
                                  GError **error);
void _tl_install_memory_clear (TlInstallMemory *memory);
gboolean _tl_install_pointer_load (TlInstallPointer *pointer, const char *library, GError **error);
void _tl_install_pointer_clear (TlInstallPointer *pointer);
/* Returns: (transfer full): content of "library.json". */
char *_tl_install_pointer_to_json (const TlManifest *manifest, guint64 previous);
/* The ONE write by which another release is in force. */
gboolean _tl_install_point (TlInstall *self, const char *json, GError **error);
char *_tl_install_path (const char *library, const char *folder, const char *name);
/* The manifest of an installed release, from "release/SERIAL/". */
TlManifest *_tl_install_load_manifest (const char *library, guint64 serial, GError **error);
gboolean _tl_install_save_manifest (TlInstall *self, GError **error);
/* Where the file stands in the library. */
char *_tl_install_store_path (const char *library, const TlReleaseFile *file);

/* tl-install-check.c: the newest manifest that may be taken; none: self->manifest stays %NULL. */
gboolean _tl_install_check (TlInstall *self, GError **error);

/* tl-install-fetch.c */
GBytes *_tl_install_read_small (
    TlInstall *self, TlSource *source, const char *name, guint64 limit, char **tag, GError **error);
/* Fetches what is called @name at any source into "incoming/DIGEST"; Returns: its path. */
char *_tl_install_fetch (
    TlInstall *self, const char *name, const char *digest, guint64 size, GError **error);
void _tl_install_tell (TlInstall *self, TlInstallStep step, guint64 done, guint64 total);

/* tl-install-files.c */
typedef struct
{
  TlReleaseFile *file;
  const TlReleasePatch *patch; /* (nullable): the file itself is fetched */
} TlInstallWork;

/* Returns: (element-type TlInstallWork): what is missing; counts into self->report. */
GPtrArray *_tl_install_work (TlInstall *self, GError **error);
gboolean _tl_install_do_work (TlInstall *self, GPtrArray *work, GError **error);
/* Whether the file at @path has this digest. */
gboolean _tl_install_is_file (const char *path, const char *digest);
/* Hands what was fetched on to the mirror, or removes it. */
gboolean _tl_install_dispose (TlInstall *self, const char *path, const char *name, GError **error);
gboolean _tl_install_mirror_release (TlInstall *self, GError **error);

/* tl-install-originals.c */
/* Returns: (element-type TlPackEntry): what the pack @file lists. */
GPtrArray *_tl_install_load_pack (TlInstall *self, const TlReleaseFile *file, GError **error);
gboolean _tl_install_originals (TlInstall *self, GError **error);
/* @kept: (element-type TlManifest): of the releases that stay. */
gboolean _tl_install_drop_originals (TlInstall *self,
                                     const TlManifest *left,
                                     GPtrArray *kept,
                                     GError **error);

/* tl-install-clean.c */
gboolean _tl_install_clean (TlInstall *self, GError **error);

G_END_DECLS
