/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"
#include "release/tl-minisign.h"
#include "release/tl-root.h"

G_BEGIN_DECLS

/* A folder of its own for a test; release_folder_remove() deletes it with all it holds. */
char *release_folder (void);
void release_folder_remove (const char *folder);

/* Runs a program with @input on its standard input (nullable). Returns: its exit status; what it
 * printed, both streams, in @output (nullable). */
int release_run (const char *const *argv, const char *input, char **output);

/* Whether a program is there; without it the test is skipped by the program's name. */
gboolean release_has_program (const char *name);

/* A manifest with one volume, its index, a pack and a list of changes. */
TlManifest *release_manifest (guint64 serial);

/* The SHA-256 of @text. */
void release_digest (const char *text, char digest[TL_DIGEST_SIZE]);

/* @text with every @from replaced. */
char *release_replace (const char *text, const char *from, const char *to);

/* A root: the public keys of @root and @release (NULL-terminated). */
TlRoot *release_root (guint64 version,
                      TlSecretKey *const *root,
                      guint root_threshold,
                      TlSecretKey *const *release,
                      guint threshold);

G_END_DECLS
