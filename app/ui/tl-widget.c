/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-widget.h"

#include "ui/tl-large-text.h"

void
tl_widget_dispose (GtkWidget *widget, GType type)
{
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
tl_stack_show (GtkStack *stack, const char *name)
{
  GtkWidget *shown = gtk_stack_get_child_by_name (stack, name);
  GtkWidget *child;

  g_return_if_fail (shown != NULL);

  gtk_widget_set_visible (shown, TRUE);
  gtk_stack_set_visible_child (stack, shown);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == shown);
}

static GQuark
tooltip_quark (void)
{
  return g_quark_from_static_string ("tl-tooltip");
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), tooltip_quark ());

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
tl_widget_set_tooltip (GtkWidget *widget, const char *text)
{
  const char *before;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (text != NULL && *text == '\0')
    text = NULL;
  before = g_object_get_qdata (G_OBJECT (widget), tooltip_quark ());
  if (g_strcmp0 (before, text) == 0)
    return;
  if (g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, query_tooltip_cb, NULL) == 0)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_object_set_qdata_full (G_OBJECT (widget), tooltip_quark (), g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static GtkWidget *
next_child (GtkWidget *widget, GtkWidget *child, gboolean backward)
{
  if (child == NULL)
    return backward ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  return backward ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
}

gboolean
tl_widget_focus_children (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean backward = direction == GTK_DIR_TAB_BACKWARD;

  if (!backward && direction != GTK_DIR_TAB_FORWARD)
    {
      g_autoptr (GTypeClass) plain = g_type_class_ref (GTK_TYPE_WIDGET);

      return ((GtkWidgetClass *)plain)->focus (widget, direction);
    }
  if (child != NULL && gtk_widget_child_focus (child, direction))
    return TRUE;
  while ((child = next_child (widget, child, backward)) != NULL)
    /* A popover takes the focus when it opens, not in passing. */
    if (!GTK_IS_NATIVE (child) && gtk_widget_get_mapped (child)
        && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

/* Of a popover around what it holds: its arrow, and its shadow. */
#define POPOVER_EDGE 56

void
tl_widget_fit_popover (GtkPopover *popover, GtkWidget *anchor, int width, int height)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (anchor));
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_popover_get_child (popover));
  double scale = tl_large_text_scale (anchor);
  int across = (int)(width * scale), down = (int)(height * scale);
  graphene_rect_t bounds;

  if (root != NULL && gtk_widget_compute_bounds (anchor, root, &bounds))
    {
      int above = (int)bounds.origin.y;
      int below = gtk_widget_get_height (root) - (int)(bounds.origin.y + bounds.size.height);
      gboolean up = below < down + POPOVER_EDGE && above > below;

      across = MIN (across, gtk_widget_get_width (root) * 3 / 4);
      down = MIN (down, (up ? above : below) - POPOVER_EDGE);
      gtk_popover_set_position (popover, up ? GTK_POS_TOP : GTK_POS_BOTTOM);
    }
  gtk_scrolled_window_set_propagate_natural_width (scrolled, TRUE);
  gtk_scrolled_window_set_propagate_natural_height (scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (scrolled, MAX (down, 1));
  gtk_widget_set_size_request (GTK_WIDGET (scrolled), width > 0 ? across : -1, -1);
}

static void
add_panes (GtkWidget *widget, GPtrArray *panes)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if (gtk_widget_has_css_class (widget, "side-pane")
      || gtk_widget_has_css_class (widget, "focus-pane"))
    {
      g_ptr_array_add (panes, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_panes (child, panes);
}

void
tl_widget_focus_next_pane (GtkWidget *root, int direction)
{
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (root));
  int at = direction > 0 ? -1 : 0;

  add_panes (root, panes);
  for (guint i = 0; i < panes->len && focus != NULL; i++)
    if (focus == panes->pdata[i] || gtk_widget_is_ancestor (focus, panes->pdata[i]))
      at = (int)i;
  for (int i = 1; i <= (int)panes->len; i++)
    {
      int n = (int)panes->len;

      if (gtk_widget_child_focus (panes->pdata[((at + direction * i) % n + n) % n],
                                  GTK_DIR_TAB_FORWARD))
        return;
    }
}

void
tl_widget_set_row_name (GtkWidget *child, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (row != NULL
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkLabel *
tl_widget_new_trouble (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "trouble");
  gtk_widget_set_visible (label, FALSE);
  return GTK_LABEL (label);
}
