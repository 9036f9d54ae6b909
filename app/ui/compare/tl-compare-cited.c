/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-cited.h"

#include <glib/gi18n.h>

/* A list longer than this is read in the texts themselves. */
#define MOST_ROWS  300
#define MOST_LINES 360

static GtkWidget *
make_row (const TlComparedCitation *citation, guint index)
{
  g_autofree char *label = NULL;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text;

  if (citation->places[0]->len > 0 && citation->places[1]->len > 0)
    /* Translators: a citation; how often it is cited on the left and on the right. */
    label = g_strdup_printf (_ ("%s · left %u×, right %u×"), citation->notation,
                             citation->places[0]->len, citation->places[1]->len);
  else
    /* Translators: a citation; how often it is cited. */
    label = g_strdup_printf (_ ("%s · %u×"), citation->notation,
                             citation->places[0]->len + citation->places[1]->len);
  text = gtk_label_new (label);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 56);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "compare.cited");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int)index);
  return button;
}

static void
close_cb (GtkPopover *popover)
{
  gtk_popover_popdown (popover);
}

GtkWidget *
tl_compare_cited_popover_new (TlCompared *compared, TlCitationShare share)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  guint n = 0;

  for (guint i = 0; i < compared->comparison->articles->len && n < MOST_ROWS; i++)
    {
      const TlComparedCitation *citation = g_ptr_array_index (compared->comparison->articles, i);
      GtkWidget *row;

      if (tl_compare_citation_share (citation) != share)
        continue;
      row = make_row (citation, i);
      g_signal_connect_object (row, "clicked", G_CALLBACK (close_cb), popover, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), row);
      n++;
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), MOST_LINES);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), box);
  gtk_popover_set_child (GTK_POPOVER (popover), window);
  return popover;
}
