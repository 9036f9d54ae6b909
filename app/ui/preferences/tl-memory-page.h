/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/memory/tl-memory-desk.h"

G_BEGIN_DECLS

#define TL_TYPE_MEMORY_PAGE (tl_memory_page_get_type ())
G_DECLARE_FINAL_TYPE (TlMemoryPage, tl_memory_page, TL, MEMORY_PAGE, GtkWidget)

/**
 * TlMemoryPage:
 *
 * Every confirmed question with the place that answers it and a switch, a filter above, and the
 * last change to be taken back. Signal "close": back to where it was opened.
 */
GtkWidget *tl_memory_page_new (TlMemoryDesk *desk);

G_END_DECLS
