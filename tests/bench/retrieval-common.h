/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "search/engine/tl-search-engine.h"

/* What the measuring programs share. Failures end the program with a message. */

G_NORETURN void retrieval_die (const char *what, const GError *error);
/** retrieval_foreach_line: calls @func with every line of @path as an object. */
void retrieval_foreach_line (const char *path,
                             void (*func) (JsonObject *line, gpointer user_data),
                             gpointer user_data);
/** retrieval_build: writes a volume and its index; @next returns (transfer full) (nullable) the
 * next document. Returns: the seconds it took. */
double retrieval_build (const char *folder,
                        TlDocument *(*next) (gpointer user_data),
                        gpointer user_data);
/** retrieval_open: an engine over @folder. */
TlSearchEngine *retrieval_open (const char *folder);
void retrieval_remove_folder (const char *folder);
/** retrieval_print_times: p50 and p95 of @ms (element-type double), which is sorted. */
void retrieval_print_times (const char *name, GArray *ms);
