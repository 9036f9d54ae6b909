/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview of a comparison: as a page of its own, and on paper. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/compare/tl-compare-view-private.h"
#include "ui/compare/tl-overview-item.h"
#include "ui/print/tl-print.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/tl-widget.h"

gboolean
_tl_compare_view_in_overview (TlCompareView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "overview") == 0;
}

void
_tl_compare_view_update_overview (TlCompareView *self)
{
  if (_tl_compare_view_in_overview (self))
    tl_compare_overview_set (self->overview, self->compared, self->current);
}

void
_tl_compare_view_show_overview (TlCompareView *self, gboolean overview)
{
  tl_stack_show (self->pages, overview ? "overview" : "sides");
  gtk_toggle_button_set_active (self->overview_button, overview);
  _tl_compare_view_update_overview (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  _tl_compare_view_follow (self);
}

static void
overview_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);

  _tl_compare_view_show_overview (self, !_tl_compare_view_in_overview (self));
}

/* The place of a cell: both sides go there, the focus to the cell's. */
static void
cell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);
  guint pair;
  int side;

  g_variant_get (parameter, "(ui)", &pair, &side);
  if (self->compared == NULL || pair >= self->compared->comparison->pairs->len)
    return;
  if (tl_comparison_get_pair (self->compared->comparison, pair)->blocks[side == TL_SIDE_RIGHT]->len
      == 0)
    side = side == TL_SIDE_RIGHT ? TL_SIDE_LEFT : TL_SIDE_RIGHT;
  _tl_compare_view_show_overview (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->sides[side == TL_SIDE_RIGHT]));
  _tl_compare_view_go_pair (self, pair);
}

static char *
join_page (char *passage, const char *page)
{
  char *joined;

  if (passage == NULL)
    return g_strdup ("");
  joined = *page != '\0' ? g_strdup_printf ("%s\n(%s)", passage, page) : g_strdup (passage);
  g_free (passage);
  return joined;
}

static GPtrArray *
make_rows (TlCompareView *self)
{
  g_autoptr (GPtrArray) items
      = tl_overview_items (self->compared, tl_compare_overview_differs_only (self->overview));
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < items->len; i++)
    {
      TlOverviewItem *item = g_ptr_array_index (items, i);
      char **cells = g_new0 (char *, 5);

      cells[0] = tl_overview_item_dup_section (item);
      for (guint side = 0; side < 2; side++)
        {
          g_autofree char *page = tl_overview_item_dup_page (item, (TlSide)side);

          cells[1 + side] = join_page (tl_overview_item_dup_passage (item, (TlSide)side, 0), page);
        }
      cells[3] = tl_overview_item_dup_relation (item);
      g_ptr_array_add (rows, cells);
    }
  return rows;
}

static void
print (TlCompareView *self, gboolean save)
{
  static const double weights[] = { 2, 5, 5, 1.6 };
  TlLibrary *library = tl_services_get_library (self->services);
  g_autofree char *as_of = tl_services_dup_date (self->services);
  const TlPrintOrigin origin
      = { tl_services_get_stats (self->services),
          library != NULL && tl_library_is_training (library), as_of, FALSE };
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  TlPrintTable table = { .title = _ ("Comparison"), .weights = weights };

  if (self->compared == NULL)
    return;
  left = tl_reader_heading (self->compared->models[TL_SIDE_LEFT]->document);
  right = tl_reader_heading (self->compared->models[TL_SIDE_RIGHT]->document);
  names = g_strdup_printf ("%s ↔ %s", left, right);
  rows = make_rows (self);
  table.subtitle = names;
  table.heads = (const char *const[]){ _ ("Section"), left, right, _ ("Relation"), NULL };
  table.rows = rows;
  tl_print_table (GTK_WIDGET (self), &table, &origin, save);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (TL_COMPARE_VIEW (widget), FALSE);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (TL_COMPARE_VIEW (widget), TRUE);
}

void
_tl_compare_view_install_overview (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.overview", NULL, overview_cb);
  gtk_widget_class_install_action (widget_class, "compare.cell", "(ui)", cell_cb);
  gtk_widget_class_install_action (widget_class, "compare.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "compare.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "compare.overview", NULL);
}

static void
add_key (GtkEventController *keys, guint key, GdkModifierType modifiers, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_named_action_new (action)));
}

void
_tl_compare_view_make_overview (TlCompareView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->overview = TL_COMPARE_OVERVIEW (tl_compare_overview_new ());
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->overview), "overview");
  tl_stack_show (self->pages, "sides");
  /* Before the readers, which have these keys for their own document. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_p, GDK_CONTROL_MASK, "compare.print");
  add_key (keys, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "compare.save");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
