/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/similar/tl-similar-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/search/tl-hit-text.h"
#include "ui/similar/tl-similar-text.h"

#define PASSAGE_LINES 2

GtkWidget *
tl_similar_row_new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_text (GtkWidget *box, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (box), tl_similar_row_new_label (text, style));
}

static GtkWidget *
make_button (const char *label, const char *tooltip, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hit-button");
  return button;
}

/* A row with a box; its name is what a screen reader says of it. */
static GtkWidget *
make_row (GtkWidget *box, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static GtkWidget *
make_passage (const TlHit *hit)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *markup = tl_hit_passage_markup (hit, adw_style_manager_get_dark (style),
                                                   adw_style_manager_get_high_contrast (style));
  GtkWidget *passage = tl_similar_row_new_label (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (passage), markup);
  gtk_label_set_lines (GTK_LABEL (passage), PASSAGE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (passage), PANGO_ELLIPSIZE_END);
  return passage;
}

GtkWidget *
tl_similar_row_new_case (const TlSimilarCase *found, const char *outcome, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *kicker = tl_hit_kicker (found->hit);
  g_autofree char *title = tl_hit_title (found->hit);
  g_autofree char *details = tl_similar_case_details (found, outcome);
  g_autofree char *articles = tl_similar_case_articles (found);
  g_autofree char *name = tl_similar_case_name (found, outcome);
  GtkWidget *shared = tl_similar_row_new_label (articles, "why");

  append_text (box, kicker, "kicker");
  append_text (box, title, "hit-title");
  append_text (box, details, NULL);
  if (found->hit->passage != NULL && *found->hit->passage != '\0')
    gtk_box_append (GTK_BOX (box), make_passage (found->hit));
  gtk_widget_set_hexpand (shared, TRUE);
  gtk_box_append (GTK_BOX (foot), shared);
  gtk_box_append (GTK_BOX (foot),
                  make_button (_ ("Why"), _ ("What it shares with your case, and what not (V)"),
                               "similar.why", g_variant_new_uint32 (number)));
  gtk_box_append (GTK_BOX (foot), make_button (_ ("Compare"), _ ("Side by side with your case (C)"),
                                               "similar.compare", g_variant_new_uint32 (number)));
  gtk_box_append (GTK_BOX (box), foot);
  return make_row (box, name);
}

GtkWidget *
tl_similar_row_new_point (const TlSimilarPoint *point, guint number, gboolean can_open_own)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = tl_similar_point_text (point);
  g_autofree char *side = tl_similar_point_side (point);
  g_autofree char *name = g_strjoin (". ", text, *side != '\0' ? side : NULL, NULL);

  append_text (box, text, NULL);
  append_text (box, side, "dim-label");
  if (point->anchor != NULL)
    gtk_box_append (GTK_BOX (foot),
                    make_button (_ ("In the case found"), _ ("Open the place where it stands"),
                                 "similar.open-point", g_variant_new ("(ub)", number, FALSE)));
  if (point->own_anchor != NULL && can_open_own)
    gtk_box_append (GTK_BOX (foot),
                    make_button (_ ("In your case"), _ ("Open the place where it stands"),
                                 "similar.open-point", g_variant_new ("(ub)", number, TRUE)));
  gtk_box_append (GTK_BOX (box), foot);
  return make_row (box, name);
}

static void
append_effect (GtkWidget *box, const TlHit *hit)
{
  g_autofree char *text = tl_hit_effect_text (hit);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "effect");
  gtk_widget_add_css_class (label, tl_hit_effect_style (hit));
  gtk_box_append (GTK_BOX (box), label);
}

GtkWidget *
tl_similar_row_new_provision (const TlSimilarProvision *provision)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = tl_similar_provision_title (provision);
  g_autofree char *details = tl_similar_provision_details (provision);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, details);
  GtkWidget *row;

  append_text (box, title, "hit-title");
  append_text (box, details, provision->cited ? "dim-label" : "why");
  if (provision->hit != NULL)
    append_effect (box, provision->hit);
  row = make_row (box, name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), provision->hit != NULL);
  return row;
}
