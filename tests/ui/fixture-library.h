/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** fixture_library_new: Returns: (transfer full): a new folder with a small library: a statute of
 * three articles and a judgment. */
char *fixture_library_new (void);

/** fixture_library_write: makes @folder a library: a volume with its index. */
void fixture_library_write (const char *folder, GPtrArray *documents);

/** fixture_library_remove: deletes the folder and the files in it. */
void fixture_library_remove (const char *folder);
