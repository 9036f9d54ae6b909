/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-outline.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"

#define INDENT 14
/* A short outline is seen at once: no filter. */
#define FILTER_FROM 12

struct _TlOutline
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *box;
  GtkSearchEntry *filter_entry;
  GtkStack *stack;
  GtkLabel *empty;
  GtkListView *list;

  /* Owned. */
  GListStore *items;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  GtkCustomFilter *filter;
  char *needle;

  guint scroll_source;
  gboolean following; /* the selection follows the text, not the reader's choice */
};

G_DEFINE_FINAL_TYPE (TlOutline, tl_outline, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  TlOutline *self = user_data;

  return self->needle == NULL || *self->needle == '\0'
         || tl_outline_item_matches (TL_OUTLINE_ITEM (item), self->needle);
}

static void
show_state (TlOutline *self)
{
  gboolean has_items = self->items != NULL && tl_outline_get_n_items (self) > 0;
  gboolean has_hits = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_label_set_text (self->empty, has_items ? _ ("Nothing in the outline has these words.")
                                             : _ ("This document has no outline."));
  gtk_stack_set_visible_child_name (self->stack, has_hits ? "list" : "empty");
}

static void
filter_changed_cb (TlOutline *self)
{
  g_free (self->needle);
  self->needle = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)));
  self->following = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->following = FALSE;
  show_state (self);
}

static void
selected_cb (TlOutline *self)
{
  TlOutlineItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && !self->following)
    g_signal_emit (self, signals[SIGNAL_GO], 0, tl_outline_item_get_anchor (item));
}

/* Enter on the line that is selected already, after the filter hid it from the text. */
static void
activated_cb (TlOutline *self, guint position)
{
  g_autoptr (TlOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_GO], 0, tl_outline_item_get_anchor (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  TlOutlineItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  guint depth = tl_outline_item_get_depth (item);

  gtk_label_set_text (GTK_LABEL (label), tl_outline_item_get_title (item));
  gtk_widget_set_tooltip_text (label, tl_outline_item_get_title (item));
  tl_widget_set_row_name (label, tl_outline_item_get_title (item));
  gtk_widget_set_margin_start (label, (int)MIN (depth, 5) * INDENT);
  if (depth == 0)
    gtk_widget_add_css_class (label, "outline-top");
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_widget_remove_css_class (gtk_list_item_get_child (list_item), "outline-top");
}

static void
tl_outline_dispose (GObject *object)
{
  TlOutline *self = TL_OUTLINE (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_OUTLINE);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (tl_outline_parent_class)->dispose (object);
}

static void
tl_outline_finalize (GObject *object)
{
  g_free (TL_OUTLINE (object)->needle);
  G_OBJECT_CLASS (tl_outline_parent_class)->finalize (object);
}

static void
tl_outline_class_init (TlOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_outline_dispose;
  object_class->finalize = tl_outline_finalize;

  signals[SIGNAL_GO] = g_signal_new ("go", TL_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, TlOutline, box);
  gtk_widget_class_bind_template_child (widget_class, TlOutline, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, TlOutline, stack);
  gtk_widget_class_bind_template_child (widget_class, TlOutline, empty);
  gtk_widget_class_bind_template_child (widget_class, TlOutline, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_outline_init (TlOutline *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/* Not before the list was laid out: asked earlier it shows its first row and nothing else. */
static gboolean
scroll_cb (gpointer user_data)
{
  TlOutline *self = user_data;
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->list))
      && gtk_widget_get_height (GTK_WIDGET (self->list)) == 0)
    return G_SOURCE_CONTINUE;
  self->scroll_source = 0;
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
  return G_SOURCE_REMOVE;
}

GtkWidget *
tl_outline_new (void)
{
  return g_object_new (TL_TYPE_OUTLINE, NULL);
}

void
tl_outline_set_items (TlOutline *self, GListStore *items)
{
  g_return_if_fail (TL_IS_OUTLINE (self));

  self->following = TRUE;
  g_set_object (&self->items, items);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (items));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->following = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->filter_entry),
                          tl_outline_get_n_items (self) >= FILTER_FROM);
  show_state (self);
}

guint
tl_outline_get_n_items (TlOutline *self)
{
  return self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
}

void
tl_outline_set_current (TlOutline *self, guint paragraph)
{
  guint selected;
  int current;

  g_return_if_fail (TL_IS_OUTLINE (self));

  if (self->items == NULL)
    return;
  current = tl_outline_current (G_LIST_MODEL (self->selection), paragraph);
  selected = current >= 0 ? (guint)current : GTK_INVALID_LIST_POSITION;
  if (selected == gtk_single_selection_get_selected (self->selection))
    return;
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, selected);
  self->following = FALSE;
  if (current >= 0 && self->scroll_source == 0)
    self->scroll_source = g_idle_add (scroll_cb, self);
}

const char *
tl_outline_get_current (TlOutline *self)
{
  TlOutlineItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? tl_outline_item_get_anchor (item) : NULL;
}
