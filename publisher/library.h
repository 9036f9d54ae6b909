/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "command.h"
#include "corpus/tl-library.h"

G_BEGIN_DECLS

/** tl_command_open_library: as tl_library_open(), but a folder without a volume is an error: an
 * answer "nothing found" from a folder that was mistyped would be taken for one of the law. */
TlLibrary *tl_command_open_library (const char *folder, GError **error);

/** tl_command_check_filters: whether all of @filters (nullable) are NAME=VALUE with a name there
 * is; else it has been said what is wrong with the call. */
gboolean tl_command_check_filters (const TlCommand *command, char **filters);

/** tl_command_name_file: readers of files name them by their last part; says @path, which was
 * typed. */
void tl_command_name_file (GError *error, const char *path);

G_END_DECLS
