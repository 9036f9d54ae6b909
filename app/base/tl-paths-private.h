/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-paths.h"

G_BEGIN_DECLS

/* (transfer full): where the operating system has it. */
char *_tl_paths_default (TlPathKind kind);

/* (transfer full): @path, or where it lies when what is at @from is seen at @to. */
char *_tl_paths_move (const char *path, const char *from, const char *to);

/* (transfer full): where the program sees what an administrator named for the whole machine: a
 * sandbox has policy and library elsewhere. */
char *_tl_paths_seen (const char *path);

G_END_DECLS
