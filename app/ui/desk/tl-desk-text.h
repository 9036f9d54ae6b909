/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-mark.h"

G_BEGIN_DECLS

/* Words for what is on the desk. Pure. */

/** tl_desk_text_date: Returns: (transfer full): the local day of @time, milliseconds since 1970. */
char *tl_desk_text_date (gint64 time);

/** tl_desk_text_colour: Returns: (transfer none): the name of a colour. */
const char *tl_desk_text_colour (TlDeskColour colour);

/** tl_desk_text_colour_style: Returns: (transfer none): its class in the style sheet. */
const char *tl_desk_text_colour_style (TlDeskColour colour);

/** tl_desk_text_line: Returns: (transfer full): @text in one line of at most @length characters. */
char *tl_desk_text_line (const char *text, guint length);

G_END_DECLS
