/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above a judgment: what reviewed it, and what it reviews. */
#include "config.h"

#include "ui/reader/tl-reader-review.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-review.h"

static GtkWidget *
make_button (const TlReview *review, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, review->name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", review->doc, "", "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_line (const TlReview *review)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label
      = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "label",
                      review->words, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), make_button (review, _ ("Open"), "win.open-document"));
  gtk_box_append (GTK_BOX (line), make_button (review, _ ("Open Beside"), "win.open-beside"));
  gtk_widget_add_css_class (line, "message-bar");
  return line;
}

void
_tl_reader_show_reviews (TlReader *self, GPtrArray *reviews)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (self->review_bar)) != NULL)
    gtk_box_remove (GTK_BOX (self->review_bar), line);
  for (guint i = 0; reviews != NULL && i < reviews->len; i++)
    gtk_box_append (GTK_BOX (self->review_bar), make_line (g_ptr_array_index (reviews, i)));
  /* Two readers beside each other have no room for it. */
  gtk_widget_set_visible (self->review_bar, reviews != NULL && reviews->len > 0 && !self->beside);
}
