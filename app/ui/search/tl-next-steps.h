/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** TlNextStep: what a judge can do about an answer that does not help. */
typedef enum
{
  TL_STEP_SUGGESTION, /* ask what was perhaps meant */
  TL_STEP_NO_FILTERS,
  TL_STEP_ALL_KINDS,
  TL_STEP_TODAY,
  TL_STEP_SEND, /* ask the editors to answer it */
  TL_STEP_COPY, /* copy the question, to ask a colleague */
} TlNextStep;

#define TL_N_NEXT_STEPS 6

#define TL_TYPE_NEXT_STEPS (tl_next_steps_get_type ())
G_DECLARE_FINAL_TYPE (TlNextSteps, tl_next_steps, TL, NEXT_STEPS, GtkWidget)

/**
 * TlNextSteps:
 *
 * Buttons for the steps that can help now. Signal "step" (int: #TlNextStep).
 */

/** tl_next_steps_offer: shows the steps whose bit (1 << step) is set in @steps; @suggestion:
 * (nullable): for %TL_STEP_SUGGESTION. */
void tl_next_steps_offer (TlNextSteps *self, guint steps, const char *suggestion);

G_END_DECLS
