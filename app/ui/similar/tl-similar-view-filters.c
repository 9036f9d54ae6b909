/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a similar case must have besides: chosen from what the compared cases have. */
#include "config.h"

#include <glib/gi18n.h>

#include "text/tl-numeral.h"
#include "ui/search/tl-facet-section.h"
#include "ui/similar/tl-similar-row.h"
#include "ui/similar/tl-similar-view-private.h"
#include "ui/tl-widget.h"

/* Pixels at the normal text size. */
#define WIDTH  320
#define HEIGHT 460

static const TlFacetSection kind_section = { "kind", TRUE };

/* Courts are listed by themselves, and the issuer of a judgment is its court. */
static gboolean
is_offered (const TlFacet *facet)
{
  return facet->values->len > 0 && !g_str_equal (facet->name, "issuer")
         && !g_str_equal (facet->name, "effect");
}

static void
show_facets (TlSimilarView *self)
{
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();
  const TlFacet *kind = tl_facet_find (self->facets, kind_section.name);

  for (guint i = 0; self->facets != NULL && i < self->facets->len; i++)
    if (is_offered (g_ptr_array_index (self->facets, i)))
      g_ptr_array_add (offered, g_ptr_array_index (self->facets, i));
  tl_facet_section_show (self->kinds, kind, TRUE, self->scope);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), kind != NULL && kind->values->len > 0);
  tl_facet_pane_show_facets (self->facet_pane, offered, TRUE, self->scope);
}

static void
show_chosen (TlSimilarView *self)
{
  guint n = self->scope->filters->len;
  g_autofree char *chosen = tl_search_scope_describe (self->scope, NULL);
  /* Translators: %s is what a case must have: "Dân sự · 2023". */
  g_autofree char *words = g_strdup_printf (_ ("Only: %s"), chosen);
  /* Translators: %u is how many are in use. */
  g_autofree char *label = n > 0 ? g_strdup_printf (_ ("Filters (%u)"), n) : NULL;

  gtk_menu_button_set_label (self->filters, n > 0 ? label : _ ("Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  n > 0 ? label : _ ("Filters"), -1);
  gtk_label_set_text (self->only, words);
  gtk_widget_set_visible (GTK_WIDGET (self->only), n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->filters), self->facets != NULL || n > 0);
}

static void
show_all (TlSimilarView *self)
{
  show_facets (self);
  show_chosen (self);
}

static void
filter_cb (TlSimilarView *self, const char *name, const char *value, const char *label, gboolean on)
{
  tl_search_scope_set (self->scope, name, value, label, on);
  show_all (self);
  _tl_similar_view_run (self);
}

static void
kind_cb (TlSimilarView *self, const char *value, const char *label, gboolean on)
{
  filter_cb (self, kind_section.name, value, label, on);
}

static void
clear_cb (TlSimilarView *self)
{
  g_ptr_array_set_size (self->scope->filters, 0);
  show_all (self);
  _tl_similar_view_run (self);
}

void
_tl_similar_view_drop_filters (TlSimilarView *self)
{
  g_ptr_array_set_size (self->scope->filters, 0);
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  show_all (self);
}

void
_tl_similar_view_take_facets (TlSimilarView *self)
{
  const TlSimilarResult *result = self->found->result;
  g_autofree char *figure = tl_numeral_group (result->compared);
  g_autofree char *words = NULL;

  /* Those of an answer under filters lack what could be chosen instead. */
  if (self->scope->filters->len > 0 || result->facets == NULL)
    return;
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  self->facets = g_ptr_array_ref (result->facets);
  /* Translators: %s is a number. */
  words = g_strdup_printf (ngettext ("Counted in the %s case that was compared before any filter",
                                     "Counted in the %s cases that were compared before any filter",
                                     result->compared),
                           figure);
  gtk_label_set_text (self->counted, words);
  show_all (self);
}

/* The window may have been made smaller, and the text larger. */
static void
fit_cb (GtkWidget *popover, GtkWidget *button)
{
  tl_widget_fit_popover (GTK_POPOVER (popover), button, WIDTH, HEIGHT);
}

static GtkWidget *
make_popover (TlSimilarView *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->counted = GTK_LABEL (tl_similar_row_new_label (NULL, "dim-label"));
  self->kinds = TL_FACET_SECTION (tl_facet_section_new (&kind_section));
  self->facet_pane = TL_FACET_PANE (tl_facet_pane_new ());
  g_signal_connect_object (self->kinds, "filter", G_CALLBACK (kind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facet_pane, "filter", G_CALLBACK (filter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facet_pane, "clear", G_CALLBACK (clear_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counted));
  gtk_box_append (tl_facet_pane_get_kinds (self->facet_pane), GTK_WIDGET (self->kinds));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facet_pane));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  g_signal_connect_object (popover, "map", G_CALLBACK (fit_cb), self->filters, 0);
  return popover;
}

GtkWidget *
_tl_similar_view_make_filters (TlSimilarView *self)
{
  self->filters = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->only = GTK_LABEL (tl_similar_row_new_label (NULL, "dim-label"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filters),
                               _ ("Only cases of a kind, a court, a year, an outcome"));
  gtk_menu_button_set_popover (self->filters, make_popover (self));
  show_chosen (self);
  return GTK_WIDGET (self->filters);
}
