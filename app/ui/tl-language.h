/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_language_set_up:
 * @language: "vi", "en", or "system" for what the session says
 *
 * Makes message catalogues work in @language whatever the locale of the session, "C" included, and
 * keeps the character set UTF-8. Call it first in main(), before any thread and before GTK is
 * initialised.
 */
void tl_language_set_up (const char *language);

/**
 * tl_language_bind_toolkit:
 *
 * Windows: libadwaita looks for its catalogues where it was built. Call it when it was initialised.
 */
void tl_language_bind_toolkit (void);

G_END_DECLS
