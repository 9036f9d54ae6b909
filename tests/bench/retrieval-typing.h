/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Ways in which a question may be typed. */
typedef enum
{
  TYPING_WRITTEN,
  TYPING_PLAIN,      /* no marks */
  TYPING_TONE,       /* tone marks in the other place: hoà, hòa */
  TYPING_DECOMPOSED, /* NFD */
  TYPING_TYPOS,      /* a slip in a fifth of the syllables */
  TYPING_REPAIRED,   /* the same after the repair that is offered */
  N_TYPINGS
} Typing;

/** typing_get_name: as it stands in tables. */
const char *typing_get_name (Typing typing);

/** typing_type: Returns: (transfer full): @text typed so; @random decides about slips. Of
 * TYPING_REPAIRED it is what TYPING_TYPOS gives. */
char *typing_type (const char *text, Typing typing, GRand *random);
