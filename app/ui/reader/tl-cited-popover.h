/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-cited-text.h"

G_BEGIN_DECLS

/** TlCitedChoice: what was chosen in the window of a citation. */
typedef enum
{
  TL_CITED_OPEN,
  TL_CITED_OPEN_BESIDE,
  TL_CITED_CITED_BY,
  TL_CITED_VERSIONS,
} TlCitedChoice;

#define TL_TYPE_CITED_POPOVER (tl_cited_popover_get_type ())
G_DECLARE_FINAL_TYPE (TlCitedPopover, tl_cited_popover, TL, CITED_POPOVER, GtkPopover)

/**
 * TlCitedPopover:
 *
 * What a citation says, beside it: place, law, the text on the day of the document, its state,
 * today's text, and what can be done with it. Closing gives the focus back. Signal "chosen" (int
 * #TlCitedChoice, string doc, string anchor (nullable), string as-of), after the window closed.
 */

/** tl_cited_popover_show: Takes @text. @at: in coordinates of @parent, whose child the window is
 * while it is open. Returns: (transfer none). */
TlCitedPopover *tl_cited_popover_show (GtkWidget *parent,
                                       const GdkRectangle *at,
                                       TlCitedText *text);

/** tl_cited_popover_get_text: (transfer none): what it shows. */
const TlCitedText *tl_cited_popover_get_text (TlCitedPopover *self);

G_END_DECLS
