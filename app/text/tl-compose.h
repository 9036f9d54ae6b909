/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TL_COMPOSE_MARKS: marks that may follow one letter (Unicode's stream-safe text, UAX #15). */
#define TL_COMPOSE_MARKS 30

/**
 * tl_text_compose:
 * @text: valid UTF-8
 *
 * Normal form C, as g_utf8_normalize() makes it, in time that grows with the text alone: GLib moves
 * the whole rest of a text for every letter that it composes, which for a long text in Vietnamese
 * takes seconds.
 *
 * Returns: (transfer full)
 */
char *tl_text_compose (const char *text);
/** tl_text_is_stream_safe: whether no letter of @text (valid UTF-8) has more than #TL_COMPOSE_MARKS
 * marks: putting those in order takes the square of their number. */
gboolean tl_text_is_stream_safe (const char *text);

G_END_DECLS
