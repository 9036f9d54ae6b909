/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlPathKind:
 * @TL_PATH_PROGRAMS: helper programs (libexec)
 * @TL_PATH_MODULES: modules loaded on first use
 * @TL_PATH_DATA: read-only data that comes with the program
 * @TL_PATH_LOCALE: message catalogues
 * @TL_PATH_LIBRARY: the library of volumes (machine-wide where there is one, else the user's)
 * @TL_PATH_DESK: what belongs to the judge
 * @TL_PATH_CACHE: what can be made again
 * @TL_PATH_POLICY: what the administrator decides (policy.ini)
 */
typedef enum
{
  TL_PATH_PROGRAMS,
  TL_PATH_MODULES,
  TL_PATH_DATA,
  TL_PATH_LOCALE,
  TL_PATH_LIBRARY,
  TL_PATH_DESK,
  TL_PATH_CACHE,
  TL_PATH_POLICY,
} TlPathKind;

/**
 * tl_paths_dup:
 * @kind: which folder
 *
 * Every path the program uses comes from here. An override (tl_paths_override(), or the environment
 * variables TROLY_PROGRAMS_DIR, TROLY_MODULES_DIR, TROLY_DATA_DIR, TROLY_LOCALE_DIR,
 * TROLY_LIBRARY_DIR, TROLY_DESK_DIR, TROLY_CACHE_DIR and TROLY_POLICY_DIR) comes first, then the
 * installed place; TROLY_POLICY_DIR counts only where the installed place has no policy. The
 * folder need not exist. Callable from any thread.
 *
 * Returns: (transfer full): an absolute path in the file system's encoding
 */
char *tl_paths_dup (TlPathKind kind);

/**
 * tl_paths_override:
 * @kind: which folder
 * @path: (nullable): the path to use, or %NULL for the default again
 *
 * For tests and for command-line options; call it before other threads start.
 */
void tl_paths_override (TlPathKind kind, const char *path);

G_END_DECLS
