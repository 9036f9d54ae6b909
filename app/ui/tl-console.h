/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_console_attach:
 *
 * Windows: the program has no console of its own. What it prints goes to where it was sent, else to
 * the console it was started from, in UTF-8. Call it first in main().
 */
void tl_console_attach (void);

G_END_DECLS
