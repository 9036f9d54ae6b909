/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_SIMILAR_START (tl_similar_start_get_type ())
G_DECLARE_FINAL_TYPE (TlSimilarStart, tl_similar_start, TL, SIMILAR_START, GtkWidget)

/**
 * TlSimilarStart:
 *
 * Before there is a case: a file to choose, or facts to write. Activates "similar.choose-file" and
 * "similar.find-facts" (string).
 */
GtkWidget *tl_similar_start_new (void);

G_END_DECLS
