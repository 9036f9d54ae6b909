/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Xapian reads some damaged files beyond their bounds, which ends the program. To look through
 * every index before it is opened would take as long as reading it; so a mark is set before and
 * taken away after, and only a file whose mark was left behind is looked through. */

/** tl_open_guard_set_folder: @folder (nullable) is where the marks are, made when needed; %NULL, as
 * at first: none are set. Before the first opening. */
void tl_open_guard_set_folder (const char *folder);

/**
 * tl_open_guard_begin:
 * @paths: (array zero-terminated=1): indexes that are to be opened
 *
 * Any thread.
 *
 * Returns: %FALSE where opening one of them ended the program and it is damaged; the error names
 * it. A file that has changed since is taken for another.
 */
gboolean tl_open_guard_begin (const char *const *paths, GError **error);

/** tl_open_guard_end: opening them did not end the program. */
void tl_open_guard_end (const char *const *paths);

/** tl_open_guard_leave: the program ends in good order, whatever is still being opened. */
void tl_open_guard_leave (void);

G_END_DECLS
