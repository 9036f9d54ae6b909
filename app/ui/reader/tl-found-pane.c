/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-found-pane.h"
#include "ui/tl-widget.h"

#include <glib/gi18n.h>

struct _TlFoundPane
{
  GtkWidget parent_instance;

  GtkListView *list; /* in the tree */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (TlFoundPane, tl_found_pane, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label ("citing-section"));
  gtk_box_append (GTK_BOX (box), make_label ("found-text"));
  gtk_list_item_set_child (row, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  TlFoundItem *item = gtk_list_item_get_item (row);
  GtkWidget *box = gtk_list_item_get_child (row);
  GtkWidget *where = gtk_widget_get_first_child (box);
  g_autofree char *markup = tl_found_item_dup_markup (item);
  g_autofree char *name = tl_found_item_dup_name (item);

  gtk_label_set_text (GTK_LABEL (where), tl_found_item_get_where (item));
  gtk_label_set_markup (GTK_LABEL (gtk_widget_get_next_sibling (where)), markup);
  /* The row is what has the focus; its name is that of what is in it. */
  tl_widget_set_row_name (box, name);
}

static void
activate_cb (TlFoundPane *self, guint index)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

static gboolean
key_cb (TlFoundPane *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
  return GDK_EVENT_STOP;
}

static gboolean
tl_found_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TL_FOUND_PANE (widget)->list));
}

static void
tl_found_pane_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tl_found_pane_parent_class)->dispose (object);
}

static void
tl_found_pane_class_init (TlFoundPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_found_pane_dispose;
  widget_class->grab_focus = tl_found_pane_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TL_TYPE_FOUND_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TL_TYPE_FOUND_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "foundpane");
}

static void
tl_found_pane_init (TlFoundPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *heading = gtk_label_new (_ ("Found in this document"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Found in this document"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "pane-head");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), window);
  gtk_widget_add_css_class (box, "side-pane");
  gtk_widget_add_css_class (box, "right");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
tl_found_pane_set_items (TlFoundPane *self, GListModel *items)
{
  gtk_single_selection_set_model (self->selection, items);
}

void
tl_found_pane_set_current (TlFoundPane *self, guint index)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_single_selection_set_selected (self->selection,
                                     index < n ? index : GTK_INVALID_LIST_POSITION);
  if (index < n)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", index);
}
