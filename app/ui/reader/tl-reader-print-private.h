/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/print/tl-print-content.h"
#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

/** _tl_reader_install_print_actions: printing and saving (class initialisation). */
void _tl_reader_install_print_actions (GtkWidgetClass *widget_class);

/** _tl_reader_dup_selected: (nullable): what is selected in the text, with its citation. */
TlPrintContent *_tl_reader_dup_selected (TlReader *self);

G_END_DECLS
