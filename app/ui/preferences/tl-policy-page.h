/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/tl-policy.h"

G_BEGIN_DECLS

/** tl_policy_page_new: page of the preferences with all that the administrator decided, and with
 * what is wrong with it. To be read only. %NULL where there is nothing to show. */
GtkWidget *tl_policy_page_new (const TlPolicy *policy);

G_END_DECLS
