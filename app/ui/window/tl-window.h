/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/tl-services.h"

G_BEGIN_DECLS

#define TL_TYPE_WINDOW (tl_window_get_type ())
G_DECLARE_FINAL_TYPE (TlWindow, tl_window, TL, WINDOW, AdwApplicationWindow)

/**
 * TlWindow:
 *
 * The one window: question, date, places, tabs of open documents, status line.
 */
GtkWidget *tl_window_new (AdwApplication *application, TlServices *services, GSettings *settings);

/**
 * tl_window_go:
 * @place: "search:QUESTION", "library:", "doc:ID#ANCHOR", or "compare:ID|ID"
 *
 * Shows a place, as a link from outside or a step in the history does.
 */
void tl_window_go (TlWindow *self, const char *place);

/** tl_window_ask: puts @question into the entry and asks it. */
void tl_window_ask (TlWindow *self, const char *question);

/** TL_WINDOW_MAX_FILES: files and links that are opened at one time. */
#define TL_WINDOW_MAX_FILES 12

/** tl_window_open_file: opens a file of the judge's own in a tab; says so when it cannot be. */
void tl_window_open_file (TlWindow *self, GFile *file);

/** tl_window_say: says @words for a moment, over the window. */
void tl_window_say (TlWindow *self, const char *words);

G_END_DECLS
