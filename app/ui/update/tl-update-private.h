/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/update/tl-update-bar.h"
#include "ui/update/tl-update-page.h"

G_BEGIN_DECLS

/** _tl_update_bar_show: what the bar is of these facts, whoever knows them. */
void _tl_update_bar_show (TlUpdateBar *self, const TlUpdateFacts *facts);

/** TlUpdateRules: @locked: the policy of the computer decides; @sources: what it names; @error:
 * (nullable): why policy or preferences cannot be followed. */
typedef struct
{
  gboolean locked;
  const char *const *sources;
  const char *error;
} TlUpdateRules;

GtkWidget *_tl_update_page_make (const TlUpdateFacts *facts,
                                 const TlUpdateRules *rules,
                                 GSettings *settings);

G_END_DECLS
