/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_DATE_CHIP (tl_date_chip_get_type ())
G_DECLARE_FINAL_TYPE (TlDateChip, tl_date_chip, TL, DATE_CHIP, GtkWidget)

/** TlDateChip: shows and changes the date the law is read at; bound to the services' "as-of". */
void tl_date_chip_set_services (TlDateChip *self, TlServices *services);

/** tl_date_chip_set_short: shows the date alone, where there is little room. */
void tl_date_chip_set_short (TlDateChip *self, gboolean is_short);

G_END_DECLS
