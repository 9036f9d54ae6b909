/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tl_diagnose_run:
 * @settings: of the user
 * @library: the folder that would be read
 * @well: (out): whether nothing needs somebody's attention
 *
 * The report of `troly --diagnose`: versions, freshness of the library, folders by kind, and checks
 * of what the program needs. Nothing personal is in it: no name of the user, no home ("~" stands
 * for it), no question, title or note. Nothing is changed by it. Blocks for seconds; before the
 * main loop.
 *
 * Returns: (transfer full): text of several lines, in the language of the interface
 */
char *tl_diagnose_run (GSettings *settings, const char *library, gboolean *well);

/** tl_diagnose_hide: (transfer full): @text with "~" for the home, and without the names the user
 * has here. */
char *tl_diagnose_hide (const char *text);

G_END_DECLS
