/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tl_helper_program_run:
 * @argv: (array zero-terminated=1): program (searched for in PATH) and arguments
 * @input: (nullable): its standard input
 * @seconds: after so long it is killed, %TL_ERROR_WORKER
 * @output: (out) (optional): its standard output
 *
 * Runs another program to its end: it is killed when it takes too long or @cancellable is
 * cancelled, and its messages become the error's when it fails. Blocks; any thread.
 */
gboolean tl_helper_program_run (const char *const *argv,
                                GBytes *input,
                                guint seconds,
                                GBytes **output,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
