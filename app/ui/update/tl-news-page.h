/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_NEWS_PAGE (tl_news_page_get_type ())
G_DECLARE_FINAL_TYPE (TlNewsPage, tl_news_page, TL, NEWS_PAGE, GtkWidget)

/**
 * TlNewsPage:
 *
 * What was added, amended and withdrawn since the judge looked last, with the documents of the
 * judge's notes and reading first. Signal "open" (string: document, string: anchor or "").
 */
void tl_news_page_set_services (TlNewsPage *self, TlServices *services, GSettings *settings);

/** tl_news_page_show: reads the changes anew; those that are shown count as seen. */
void tl_news_page_show (TlNewsPage *self);

GtkListBox *tl_news_page_get_list (TlNewsPage *self);

G_END_DECLS
