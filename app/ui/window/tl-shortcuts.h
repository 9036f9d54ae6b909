/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TlShortcut:
 * @action: detailed action name, or %NULL for a key that a widget handles itself
 * @accelerators: keys in GTK's notation, parted by spaces
 * @group: msgid of the group in the window of shortcuts
 * @title: msgid of what it does
 */
typedef struct
{
  const char *action;
  const char *accelerators;
  const char *group;
  const char *title;
} TlShortcut;

/** tl_shortcuts_get: Returns: (transfer none): the one table of keys, from which accelerators and
 * the window of shortcuts are made. */
const TlShortcut *tl_shortcuts_get (guint *n_shortcuts);

/** tl_shortcuts_install: sets the application's accelerators. */
void tl_shortcuts_install (GtkApplication *application);

/** tl_shortcuts_window_new: Returns: (transfer floating): the window that lists them. */
GtkWidget *tl_shortcuts_window_new (void);

G_END_DECLS
