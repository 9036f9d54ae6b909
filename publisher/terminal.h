/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a program is called, and how it is told to stop; of these the operating system knows. */

/**
 * tl_terminal_start:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Call it first. On Windows the arguments are UTF-8 afterwards, what is printed is UTF-8 too, and
 * lines end as they are written.
 */
void tl_terminal_start (int *argc, char ***argv);

/** tl_terminal_parse: g_option_context_parse() of arguments that went through
 * tl_terminal_start(). */
gboolean tl_terminal_parse (GOptionContext *context, int *argc, char ***argv, GError **error);

/** tl_terminal_watch: cancels @cancellable when the user or the system ends the program; a second
 * time it ends at once with @status. */
void tl_terminal_watch (GCancellable *cancellable, int status);

/** tl_terminal_can_draw: Returns: whether standard error is a terminal that knows ESC [ K. */
gboolean tl_terminal_can_draw (void);

/** tl_terminal_show_typing: whether what is typed appears, where standard input is a terminal. */
void tl_terminal_show_typing (gboolean shown);

G_END_DECLS
