/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-tabs.h"

#include <glib/gi18n.h>

#include "ui/tl-wrap-box.h"

/* Characters of a title: the rest is in the tooltip, and a screen reader hears it. */
#define TITLE_CHARS 24

typedef struct
{
  GtkToggleButton *button;
  GtkLabel *label;
  GtkWidget *close;
} Tab;

struct _TlCompareTabs
{
  GtkWidget parent_instance;

  GtkWidget *bar; /* the child */
  GArray *tabs;   /* (element-type Tab): those that are too many are spare */
};

G_DEFINE_FINAL_TYPE (TlCompareTabs, tl_compare_tabs, GTK_TYPE_WIDGET)

static void
tl_compare_tabs_dispose (GObject *object)
{
  TlCompareTabs *self = TL_COMPARE_TABS (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->tabs, g_array_unref);
  G_OBJECT_CLASS (tl_compare_tabs_parent_class)->dispose (object);
}

static void
tl_compare_tabs_class_init (TlCompareTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_compare_tabs_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetabs");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_compare_tabs_init (TlCompareTabs *self)
{
  GtkWidget *head = gtk_label_new (_ ("Right side:"));

  self->tabs = g_array_new (FALSE, FALSE, sizeof (Tab));
  self->bar = tl_wrap_box_new ();
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_widget_add_css_class (self->bar, "compare-bar");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_valign (head, GTK_ALIGN_CENTER);
  tl_wrap_box_append (TL_WRAP_BOX (self->bar), head);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Documents of the right side"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tl_compare_tabs_new (void)
{
  return g_object_new (TL_TYPE_COMPARE_TABS, NULL);
}

static void
add_tab (TlCompareTabs *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Tab tab = { GTK_TOGGLE_BUTTON (gtk_toggle_button_new ()), GTK_LABEL (gtk_label_new (NULL)),
              gtk_button_new_from_icon_name ("window-close-symbolic") };
  int index = (int)self->tabs->len;

  gtk_label_set_ellipsize (tab.label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (tab.label, TITLE_CHARS);
  gtk_button_set_child (GTK_BUTTON (tab.button), GTK_WIDGET (tab.label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (tab.button), "compare.right");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (tab.button), "i", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (tab.close), "compare.drop");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (tab.close), "i", index);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tab.button));
  gtk_box_append (GTK_BOX (box), tab.close);
  tl_wrap_box_append (TL_WRAP_BOX (self->bar), box);
  g_array_append_val (self->tabs, tab);
}

static void
set_tab (const Tab *tab, const char *title, gboolean shown)
{
  g_autofree char *close = NULL;

  /* Translators: title of a document. */
  close = g_strdup_printf (_ ("Take away from the comparison: %s"), title);
  gtk_label_set_text (tab->label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (tab->button), title);
  gtk_widget_set_tooltip_text (tab->close, close);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab->close), GTK_ACCESSIBLE_PROPERTY_LABEL, close,
                                  -1);
  gtk_toggle_button_set_active (tab->button, shown);
}

void
tl_compare_tabs_set (TlCompareTabs *self, const GPtrArray *titles, guint current)
{
  g_return_if_fail (TL_IS_COMPARE_TABS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), titles->len > 1);
  if (titles->len < 2)
    return;
  while (self->tabs->len < titles->len)
    add_tab (self);
  for (guint i = 0; i < titles->len; i++)
    set_tab (&g_array_index (self->tabs, Tab, i), g_ptr_array_index (titles, i), i == current);
  /* The head is the first of the bar. */
  tl_wrap_box_set_shown (TL_WRAP_BOX (self->bar), titles->len + 1);
}
