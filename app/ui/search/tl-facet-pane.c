/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-facet-pane.h"

#include <glib/gi18n.h>

#include "ui/search/tl-facet-section.h"
#include "ui/search/tl-saved-list.h"
#include "ui/search/tl-scope-popover.h"
#include "ui/tl-widget.h"

struct _TlFacetPane
{
  GtkWidget parent_instance;

  /* Template. */
  TlSavedList *saved;
  GtkBox *kinds;
  GtkWidget *filters_head;
  GtkBox *sections;
  GtkWidget *clear;
  GtkMenuButton *save;

  TlScopePopover *save_popover; /* the button owns it */
  GPtrArray *views;             /* TlFacetSectionView; the box owns them */
};

G_DEFINE_FINAL_TYPE (TlFacetPane, tl_facet_pane, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_FILTER,
  SIGNAL_CLEAR,
  SIGNAL_SAVE,
  SIGNAL_CHOOSE,
  SIGNAL_RENAME,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
filter_cb (TlFacetSectionView *view,
           const char *value,
           const char *label,
           gboolean chosen,
           TlFacetPane *self)
{
  g_signal_emit (self, signals[SIGNAL_FILTER], 0, tl_facet_section_get_name (view), value, label,
                 chosen);
}

static void
clear_clicked_cb (TlFacetPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR], 0);
}

static void
save_accept_cb (TlFacetPane *self, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_SAVE], 0, name);
}

static void
choose_cb (TlFacetPane *self, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, name);
}

static void
rename_cb (TlFacetPane *self, const char *from, const char *to)
{
  g_signal_emit (self, signals[SIGNAL_RENAME], 0, from, to);
}

static void
remove_cb (TlFacetPane *self, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, name);
}

static void
tl_facet_pane_dispose (GObject *object)
{
  tl_widget_dispose (GTK_WIDGET (object), TL_TYPE_FACET_PANE);
  G_OBJECT_CLASS (tl_facet_pane_parent_class)->dispose (object);
}

static void
tl_facet_pane_finalize (GObject *object)
{
  g_ptr_array_unref (TL_FACET_PANE (object)->views);
  G_OBJECT_CLASS (tl_facet_pane_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  const struct
  {
    int id;
    const char *name;
  } with_name[]
      = { { SIGNAL_SAVE, "save" }, { SIGNAL_CHOOSE, "choose" }, { SIGNAL_REMOVE, "remove" } };

  for (guint i = 0; i < G_N_ELEMENTS (with_name); i++)
    signals[with_name[i].id]
        = g_signal_new (with_name[i].name, TL_TYPE_FACET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FILTER]
      = g_signal_new ("filter", TL_TYPE_FACET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_CLEAR] = g_signal_new ("clear", TL_TYPE_FACET_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RENAME] = g_signal_new ("rename", TL_TYPE_FACET_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
tl_facet_pane_class_init (TlFacetPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_facet_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_facet_pane_finalize;
  install_signals ();

  g_type_ensure (TL_TYPE_SAVED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/search/tl-facet-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TlFacetPane, saved);
  gtk_widget_class_bind_template_child (widget_class, TlFacetPane, kinds);
  gtk_widget_class_bind_template_child (widget_class, TlFacetPane, filters_head);
  gtk_widget_class_bind_template_child (widget_class, TlFacetPane, sections);
  gtk_widget_class_bind_template_child (widget_class, TlFacetPane, clear);
  gtk_widget_class_bind_template_child (widget_class, TlFacetPane, save);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "facetpane");
}

static void
tl_facet_pane_init (TlFacetPane *self)
{
  guint n_sections;
  const TlFacetSection *sections = tl_facet_sections (&n_sections);

  self->views = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->save_popover = TL_SCOPE_POPOVER (tl_scope_popover_new (NULL));
  gtk_menu_button_set_popover (self->save, GTK_WIDGET (self->save_popover));
  g_signal_connect_object (self->save_popover, "accept", G_CALLBACK (save_accept_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < n_sections; i++)
    {
      GtkWidget *view = tl_facet_section_new (&sections[i]);

      g_ptr_array_add (self->views, view);
      g_signal_connect_object (view, "filter", G_CALLBACK (filter_cb), self, 0);
      gtk_widget_set_visible (view, FALSE);
      gtk_box_append (self->sections, view);
    }
}

GtkWidget *
tl_facet_pane_new (void)
{
  return g_object_new (TL_TYPE_FACET_PANE, NULL);
}

GtkBox *
tl_facet_pane_get_kinds (TlFacetPane *self)
{
  g_return_val_if_fail (TL_IS_FACET_PANE (self), NULL);

  return self->kinds;
}

static gboolean
has_filter (const TlSearchScope *scope, const char *name)
{
  for (guint i = 0; i < scope->filters->len; i++)
    if (g_str_equal (((TlFilter *)g_ptr_array_index (scope->filters, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
have_values (GPtrArray *facets)
{
  for (guint i = 0; facets != NULL && i < facets->len; i++)
    if (((TlFacet *)g_ptr_array_index (facets, i))->values->len > 0)
      return TRUE;
  return FALSE;
}

/* A section that the library does not know is not there; one that has no value for this question is
 * greyed. Where nothing was found there is nothing to choose from. */
void
tl_facet_pane_show_facets (TlFacetPane *self,
                           GPtrArray *facets,
                           gboolean exact,
                           const TlSearchScope *scope)
{
  gboolean any = FALSE, to_choose = have_values (facets);

  g_return_if_fail (TL_IS_FACET_PANE (self));
  g_return_if_fail (scope != NULL);

  for (guint i = 0; i < self->views->len; i++)
    {
      TlFacetSectionView *view = g_ptr_array_index (self->views, i);
      const char *name = tl_facet_section_get_name (view);
      const TlFacet *facet = tl_facet_find (facets, name);
      gboolean shown = (facet != NULL && to_choose) || has_filter (scope, name);

      tl_facet_section_show (view, facet, exact, scope);
      gtk_widget_set_visible (GTK_WIDGET (view), shown);
      any = any || shown;
    }
  gtk_widget_set_visible (self->filters_head, any);
  gtk_widget_set_visible (self->clear, scope->filters->len > 0);
}

void
tl_facet_pane_show_saved (TlFacetPane *self,
                          GPtrArray *scopes,
                          const char *current,
                          const char *proposal)
{
  g_return_if_fail (TL_IS_FACET_PANE (self));

  tl_saved_list_show (self->saved, scopes, current);
  tl_scope_popover_propose (self->save_popover, proposal);
  gtk_widget_set_visible (GTK_WIDGET (self->save), *proposal != '\0' && current == NULL);
}
