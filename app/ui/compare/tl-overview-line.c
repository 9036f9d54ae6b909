/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-overview-line.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"

/* What a cell shows of a passage; the reader has the whole. */
#define MOST_CHARACTERS 700
#define MOST_LINES      9

/* Twelfths of the width of each column. */
enum
{
  SECTION_WIDTH = 2,
  PASSAGE_WIDTH = 4,
  RELATION_WIDTH = 2
};

typedef struct
{
  GtkWidget *button;
  GtkLabel *text;
  GtkLabel *page;
} Cell;

struct _TlOverviewLine
{
  GtkWidget parent_instance;

  GtkWidget *grid; /* the child */
  GtkLabel *section;
  GtkLabel *relation;
  Cell cells[2];
};

G_DEFINE_FINAL_TYPE (TlOverviewLine, tl_overview_line, GTK_TYPE_WIDGET)

static void
tl_overview_line_dispose (GObject *object)
{
  TlOverviewLine *self = TL_OVERVIEW_LINE (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_overview_line_parent_class)->dispose (object);
}

static void
tl_overview_line_class_init (TlOverviewLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_overview_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_hexpand (grid, TRUE);
  return grid;
}

static GtkLabel *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  /* The column decides how wide it is, not the text. */
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  return GTK_LABEL (label);
}

static void
make_cell (Cell *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  cell->button = gtk_button_new ();
  cell->text = make_label ();
  gtk_label_set_lines (cell->text, MOST_LINES);
  gtk_label_set_ellipsize (cell->text, PANGO_ELLIPSIZE_END);
  cell->page = make_label ();
  gtk_widget_add_css_class (GTK_WIDGET (cell->page), "caption");
  gtk_widget_add_css_class (cell->button, "flat");
  gtk_widget_add_css_class (cell->button, "overview-cell");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->page));
  gtk_button_set_child (GTK_BUTTON (cell->button), box);
}

static void
attach (GtkWidget *grid, GtkWidget *const columns[4])
{
  gtk_grid_attach (GTK_GRID (grid), columns[0], 0, 0, SECTION_WIDTH, 1);
  gtk_grid_attach (GTK_GRID (grid), columns[1], SECTION_WIDTH, 0, PASSAGE_WIDTH, 1);
  gtk_grid_attach (GTK_GRID (grid), columns[2], SECTION_WIDTH + PASSAGE_WIDTH, 0, PASSAGE_WIDTH, 1);
  gtk_grid_attach (GTK_GRID (grid), columns[3], SECTION_WIDTH + 2 * PASSAGE_WIDTH, 0,
                   RELATION_WIDTH, 1);
}

static void
tl_overview_line_init (TlOverviewLine *self)
{
  self->grid = make_grid ();
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  self->section = make_label ();
  self->relation = make_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->section), "overview-side");
  gtk_widget_add_css_class (GTK_WIDGET (self->relation), "overview-side");
  for (guint i = 0; i < 2; i++)
    make_cell (&self->cells[i]);
  attach (self->grid, (GtkWidget *const[]){ GTK_WIDGET (self->section), self->cells[0].button,
                                            self->cells[1].button, GTK_WIDGET (self->relation) });
}

GtkWidget *
tl_overview_line_new (void)
{
  return g_object_new (TL_TYPE_OVERVIEW_LINE, NULL);
}

static void
set_cell (Cell *cell, TlOverviewItem *item, TlSide side)
{
  g_autofree char *text = tl_overview_item_dup_passage (item, side, MOST_CHARACTERS);
  g_autofree char *page = tl_overview_item_dup_page (item, side);
  g_autofree char *label = NULL;

  gtk_label_set_text (cell->text, text != NULL ? text : "—");
  gtk_label_set_text (cell->page, page);
  gtk_widget_set_visible (GTK_WIDGET (cell->page), *page != '\0');
  gtk_actionable_set_action_target (GTK_ACTIONABLE (cell->button), "(ui)",
                                    tl_overview_item_get_pair (item), (int)side);
  /* Nothing to open: no stop for the keys. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cell->button),
                                  text != NULL ? "compare.cell" : NULL);
  gtk_widget_set_focusable (cell->button, text != NULL);
  gtk_widget_set_can_target (cell->button, text != NULL);
  /* Translators: which document, its page ("p. 4" or nothing), the passage. */
  label = g_strdup_printf (_ ("%s, %s: %s"),
                           side == TL_SIDE_LEFT ? _ ("Left document") : _ ("Right document"), page,
                           text != NULL ? text : _ ("nothing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

void
tl_overview_line_set_item (TlOverviewLine *self, TlOverviewItem *item)
{
  g_autofree char *section = tl_overview_item_dup_section (item);
  g_autofree char *relation = tl_overview_item_dup_relation (item);
  g_autofree char *label = NULL;

  gtk_label_set_text (self->section, section);
  gtk_label_set_text (self->relation, relation);
  for (guint i = 0; i < 2; i++)
    set_cell (&self->cells[i], item, (TlSide)i);
  label = g_strdup_printf ("%s, %s", section, relation);
  tl_widget_set_row_name (GTK_WIDGET (self), label);
}

GtkWidget *
tl_overview_head_new (const char *const names[2])
{
  const char *const heads[] = { _ ("Section"), names[0], names[1], _ ("Relation") };
  GtkWidget *grid = make_grid ();
  GtkWidget *columns[4];

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      GtkLabel *label = make_label ();

      gtk_label_set_text (label, heads[i]);
      gtk_label_set_lines (label, 2);
      gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (GTK_WIDGET (label), heads[i]);
      gtk_widget_add_css_class (GTK_WIDGET (label), "heading");
      columns[i] = GTK_WIDGET (label);
    }
  attach (grid, columns);
  gtk_widget_add_css_class (grid, "overview-head");
  return grid;
}
