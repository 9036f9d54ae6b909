/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-overview.h"

#include <glib/gi18n.h>

#include "ui/compare/tl-overview-line.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/tl-widget.h"

/* Rows are made while the list is laid out. */
#define FOCUS_FRAMES 20

struct _TlCompareOverview
{
  GtkWidget parent_instance;

  GtkWidget *box; /* the child */
  GtkLabel *count;
  GtkCheckButton *filter;
  GtkWidget *head;
  GtkListView *list;
  GtkSingleSelection *selection; /* the list's */

  GListStore *store;
  TlCompared *compared;

  guint frames; /* how long to wait for the row that gets the focus */
  guint tick;
};

G_DEFINE_FINAL_TYPE (TlCompareOverview, tl_compare_overview, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_FILTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fill (TlCompareOverview *self, int pair)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *count = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  if (self->compared == NULL)
    {
      g_list_store_remove_all (self->store);
      gtk_label_set_text (self->count, "");
      return;
    }
  items = tl_overview_items (self->compared, tl_compare_overview_differs_only (self));
  g_list_store_splice (self->store, 0, n, items->pdata, items->len);
  count = g_strdup_printf (_ ("%u passages"), items->len);
  gtk_label_set_text (self->count, count);
  tl_compare_overview_choose (self, pair);
}

static int
get_chosen (TlCompareOverview *self)
{
  TlOverviewItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? (int)tl_overview_item_get_pair (item) : -1;
}

static void
filtered_cb (TlCompareOverview *self)
{
  fill (self, get_chosen (self));
  g_signal_emit (self, signals[SIGNAL_FILTERED], 0);
}

static void
activated_cb (TlCompareOverview *self, guint position)
{
  g_autoptr (TlOverviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "compare.cell", "(ui)",
                                tl_overview_item_get_pair (item), TL_SIDE_LEFT);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, tl_overview_line_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  tl_overview_line_set_item (TL_OVERVIEW_LINE (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item));
}

/* GtkListView of GTK 4.8 gives the focus to the row that had it last, not to the chosen one. */
static gboolean
focus_chosen (TlCompareOverview *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0
        && gtk_widget_get_mapped (row))
      return gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TlCompareOverview *self = TL_COMPARE_OVERVIEW (widget);

  if (gtk_widget_get_focus_child (widget) != NULL && !focus_chosen (self) && self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* The row is there when it has been laid out. */
static gboolean
tl_compare_overview_grab_focus (GtkWidget *widget)
{
  TlCompareOverview *self = TL_COMPARE_OVERVIEW (widget);

  if (focus_chosen (self))
    return TRUE;
  self->frames = FOCUS_FRAMES;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, focus_cb, NULL, NULL);
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
tl_compare_overview_dispose (GObject *object)
{
  TlCompareOverview *self = TL_COMPARE_OVERVIEW (object);

  g_clear_pointer (&self->compared, tl_compared_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_compare_overview_parent_class)->dispose (object);
}

static void
tl_compare_overview_class_init (TlCompareOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_compare_overview_dispose;
  widget_class->grab_focus = tl_compare_overview_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_FILTERED] = g_signal_new ("filtered", TL_TYPE_COMPARE_OVERVIEW, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "compare.overview", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "compareoverview");
}

static GtkWidget *
make_bar (TlCompareOverview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->filter = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Only Differences")));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  g_signal_connect_object (self->filter, "toggled", G_CALLBACK (filtered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (bar, "compare-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->filter));
  return bar;
}

static void
tl_compare_overview_init (TlCompareOverview *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_scrolled_window_new ();

  self->store = g_list_store_new (TL_TYPE_OVERVIEW_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_show_separators (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "overview");
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overview"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (window, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), window);
}

GtkWidget *
tl_compare_overview_new (void)
{
  return g_object_new (TL_TYPE_COMPARE_OVERVIEW, NULL);
}

void
tl_compare_overview_set (TlCompareOverview *self, TlCompared *compared, int pair)
{
  g_return_if_fail (TL_IS_COMPARE_OVERVIEW (self));

  if (compared != NULL && compared == self->compared)
    {
      tl_compare_overview_choose (self, pair);
      return;
    }
  g_clear_pointer (&self->compared, tl_compared_unref);
  if (self->head != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->head);
  self->head = NULL;
  if (compared != NULL)
    {
      g_autofree char *left = tl_reader_heading (compared->models[TL_SIDE_LEFT]->document);
      g_autofree char *right = tl_reader_heading (compared->models[TL_SIDE_RIGHT]->document);

      self->compared = tl_compared_ref (compared);
      self->head = tl_overview_head_new ((const char *const[]){ left, right });
      gtk_box_insert_child_after (GTK_BOX (self->box), self->head,
                                  gtk_widget_get_first_child (self->box));
    }
  fill (self, pair);
}

void
tl_compare_overview_choose (TlCompareOverview *self, int pair)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  g_return_if_fail (TL_IS_COMPARE_OVERVIEW (self));

  for (guint i = 0; i < n && pair >= 0; i++)
    {
      g_autoptr (TlOverviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (tl_overview_item_get_pair (item) != (guint)pair)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      break;
    }
}

gboolean
tl_compare_overview_differs_only (TlCompareOverview *self)
{
  g_return_val_if_fail (TL_IS_COMPARE_OVERVIEW (self), FALSE);
  return gtk_check_button_get_active (self->filter);
}
