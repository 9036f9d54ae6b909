/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-facet-section.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"

typedef struct
{
  GtkWidget *check;
  GtkWidget *label;
  GtkWidget *count;
  char *value;
} Row;

struct _TlFacetSectionView
{
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkWidget *box;
  GtkWidget *more;
  GArray *rows; /* Row; made once, shown when needed */

  const char *name;
  const TlFacet *facet;       /* borrowed until the next show */
  const TlSearchScope *scope; /* borrowed until the next show */
  gboolean exact;
  gboolean all;
  gboolean showing; /* toggles are the program's own */
};

G_DEFINE_FINAL_TYPE (TlFacetSectionView, tl_facet_section, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_FILTER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_clear (gpointer data)
{
  g_free (((Row *)data)->value);
}

static void
toggled_cb (GtkToggleButton *check, TlFacetSectionView *self)
{
  if (self->showing)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->check == GTK_WIDGET (check))
        {
          g_autofree char *value = g_strdup (row->value);
          g_autofree char *label = g_strdup (gtk_label_get_text (GTK_LABEL (row->label)));

          g_signal_emit (self, signals[SIGNAL_FILTER], 0, value, label,
                         gtk_toggle_button_get_active (check));
          return;
        }
    }
}

/* A button that looks and sounds like a check box: GtkCheckButton of GTK 4.8 has no action that a
 * screen reader could call. */
static GtkWidget *
make_check (GtkWidget *line)
{
  GtkWidget *check = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_CHECKBOX, "child", line, NULL);

  gtk_widget_add_css_class (check, "flat");
  gtk_widget_add_css_class (check, "facet-check");
  return check;
}

static void
add_row (TlFacetSectionView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  Row row = {
    .check = make_check (line),
    .label = gtk_label_new (NULL),
    .count = gtk_label_new (NULL),
  };

  gtk_label_set_xalign (GTK_LABEL (row.label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row.label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row.label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (row.count), 1);
  gtk_widget_add_css_class (row.count, "numeric");
  gtk_widget_add_css_class (row.count, "dim-label");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), row.label);
  gtk_box_append (GTK_BOX (line), row.count);
  g_signal_connect (row.check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), row.check);
  g_array_append_val (self->rows, row);
}

static void
show_row (TlFacetSectionView *self, Row *row, const TlFacetRow *shown)
{
  g_autofree char *count = tl_facet_count (shown->count, self->exact);
  g_autofree char *name = g_strdup_printf ("%s, %s", shown->label, count);
  const char *explained = tl_facet_explain (self->name, shown->value);

  g_free (row->value);
  row->value = g_strdup (shown->value);
  gtk_label_set_text (GTK_LABEL (row->label), shown->label);
  gtk_label_set_text (GTK_LABEL (row->count), count);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->check), shown->chosen);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_STATE_CHECKED,
      shown->chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_widget_set_sensitive (row->check, shown->count > 0 || shown->chosen);
  tl_widget_set_tooltip (row->check, explained != NULL ? explained : shown->label);
  gtk_widget_set_visible (row->check, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
show_rows (TlFacetSectionView *self)
{
  guint n_hidden = 0;
  g_autoptr (GArray) shown
      = tl_facet_rows (self->name, self->facet, self->scope, self->all, &n_hidden);
  gboolean chosen = FALSE;

  self->showing = TRUE;
  while (self->rows->len < shown->len)
    add_row (self);
  for (guint i = 0; i < shown->len; i++)
    {
      const TlFacetRow *row = &g_array_index (shown, TlFacetRow, i);

      show_row (self, &g_array_index (self->rows, Row, i), row);
      chosen = chosen || row->chosen;
    }
  for (guint i = shown->len; i < self->rows->len; i++)
    gtk_widget_set_visible (g_array_index (self->rows, Row, i).check, FALSE);
  self->showing = FALSE;
  gtk_widget_set_visible (self->more, n_hidden > 0);
  gtk_widget_set_sensitive (self->expander, shown->len > 0);
  if (chosen)
    gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}

static void
more_clicked_cb (TlFacetSectionView *self)
{
  self->all = TRUE;
  show_rows (self);
  if (self->rows->len > TL_FACET_FEW)
    gtk_widget_grab_focus (g_array_index (self->rows, Row, TL_FACET_FEW).check);
}

static void
tl_facet_section_dispose (GObject *object)
{
  TlFacetSectionView *self = TL_FACET_SECTION (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_facet_section_parent_class)->dispose (object);
}

static void
tl_facet_section_finalize (GObject *object)
{
  g_array_unref (TL_FACET_SECTION (object)->rows);
  G_OBJECT_CLASS (tl_facet_section_parent_class)->finalize (object);
}

static void
tl_facet_section_class_init (TlFacetSectionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_facet_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_facet_section_finalize;

  signals[SIGNAL_FILTER]
      = g_signal_new ("filter", TL_TYPE_FACET_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "facet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_facet_section_init (TlFacetSectionView *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = gtk_button_new_with_label (_ ("more…"));
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked_cb), self);
  self->expander = gtk_expander_new (NULL);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
}

GtkWidget *
tl_facet_section_new (const TlFacetSection *section)
{
  TlFacetSectionView *self = g_object_new (TL_TYPE_FACET_SECTION, NULL);
  const char *title = tl_facet_title (section->name);
  g_autofree char *more = NULL;
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->name = section->name;
  gtk_expander_set_label (GTK_EXPANDER (self->expander), title);
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), section->open);
  gtk_box_append (GTK_BOX (all), self->box);
  gtk_box_append (GTK_BOX (all), self->more);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  /* Translators: %s is the title of a list of filters, "Year". */
  more = g_strdup_printf (_ ("%s: show more"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more,
                                  -1);
  return GTK_WIDGET (self);
}

const char *
tl_facet_section_get_name (TlFacetSectionView *self)
{
  g_return_val_if_fail (TL_IS_FACET_SECTION (self), NULL);

  return self->name;
}

void
tl_facet_section_show (TlFacetSectionView *self,
                       const TlFacet *facet,
                       gboolean exact,
                       const TlSearchScope *scope)
{
  g_return_if_fail (TL_IS_FACET_SECTION (self));
  g_return_if_fail (scope != NULL);

  self->facet = facet;
  self->scope = scope;
  self->exact = exact;
  show_rows (self);
}
