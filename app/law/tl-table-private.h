/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tables of dated data that travel inside the program. They are compiled in and tested: one that is
 * missing is a mistake of ours and ends the program. */

/** _tl_table_text: Returns: (transfer full): the whole table of resource @path. */
char *_tl_table_text (const char *path);

/** _tl_table_lines: Returns: (transfer full): its lines, comments (#) and empty ones left out. */
GStrv _tl_table_lines (const char *path);

G_END_DECLS
