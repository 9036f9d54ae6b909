/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tl_widget_dispose:
 * @widget: a widget in its dispose
 * @type: its type, which has a template
 *
 * Gives up the template and every child: gtk_widget_dispose_template() of GTK 4.8 forgets the names
 * but leaves the children.
 */
void tl_widget_dispose (GtkWidget *widget, GType type);

/**
 * tl_stack_show:
 * @stack: a stack of screens
 * @name: the page to show
 *
 * Shows a page and hides the others: GTK 4.8 leaves the pages of a stack that are not on top in the
 * accessible tree, where a screen reader would read them out.
 */
void tl_stack_show (GtkStack *stack, const char *name);

/**
 * tl_widget_set_tooltip:
 * @text: (nullable): plain text
 *
 * Like gtk_widget_set_tooltip_text(), for what changes with every answer: that one asks the display
 * where the pointer is, and waits for the reply, each time and for each widget. Here the text is
 * asked for when a tooltip is about to be shown. A screen reader finds it as the description.
 */
void tl_widget_set_tooltip (GtkWidget *widget, const char *text);

/**
 * tl_widget_focus_children:
 * @widget: a widget
 * @direction: where the focus moves
 *
 * The focus function of a widget that has a grab_focus function of its own. GTK's takes the focus
 * by that one whenever Tab comes from outside or Shift+Tab is about to leave: what stands before
 * the child it chooses would never be reached, and Shift+Tab would lead back into the widget. Here
 * Tab goes through the children in their order.
 *
 * Returns: whether something in the widget has taken the focus
 */
gboolean tl_widget_focus_children (GtkWidget *widget, GtkDirectionType direction);

/**
 * tl_widget_fit_popover:
 * @popover: holds a scrolled window
 * @anchor: what it stands beside
 * @width: least width, in pixels at the normal text size; 0 for that of its content
 * @height: greatest height, likewise
 *
 * Makes room for the same words with larger text, and no more than the window has: above or below
 * @anchor, wherever there is more. GTK would rather show a strip of it below.
 */
void tl_widget_fit_popover (GtkPopover *popover, GtkWidget *anchor, int width, int height);

/**
 * tl_widget_focus_next_pane:
 * @root: where the panes are
 * @direction: 1, or -1 for the one before
 *
 * Moves the focus to the next part of the window: what is in sight and has the style class
 * "side-pane" or "focus-pane", in the order of the tree.
 */
void tl_widget_focus_next_pane (GtkWidget *root, int direction);

/**
 * tl_widget_set_row_name:
 * @child: what stands in the row of a list
 * @name: plain text
 *
 * What a screen reader calls a row: GTK 4.8 puts the focus on a widget around @child that takes no
 * name from it.
 */
void tl_widget_set_row_name (GtkWidget *child, const char *name);

/** tl_widget_new_trouble: Returns: (transfer floating): a hidden label for what does not work now
 * and what to do, in as many lines as it takes. */
GtkLabel *tl_widget_new_trouble (void);

G_END_DECLS
