/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-saved-list.h"

#include <glib/gi18n.h>

#include "ui/search/tl-scope-popover.h"
#include "ui/tl-widget.h"

#define NAME_KEY "tl-name"

struct _TlSavedList
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TlSavedList, tl_saved_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOOSE,
  SIGNAL_RENAME,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The rows are made anew when the owner has been told, so names are copied first. */
static void
clicked_cb (GtkWidget *button, TlSavedList *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), NAME_KEY));

  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, name);
}

static void
accept_cb (GtkWidget *popover, const char *to, TlSavedList *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (popover), NAME_KEY));

  g_signal_emit (self, signals[SIGNAL_RENAME], 0, name, to);
}

static void
remove_cb (GtkWidget *popover, TlSavedList *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (popover), NAME_KEY));

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, name);
}

static GtkWidget *
make_row (TlSavedList *self, const TlSavedScope *saved, gboolean is_current)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (saved->name);
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = tl_scope_popover_new (saved->name);
  /* Translators: %s is the name of a saved scope. */
  g_autofree char *words = g_strdup_printf (_ ("Rename or remove “%s”"), saved->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, saved->name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "scope");
  if (is_current)
    gtk_widget_add_css_class (button, "current");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  gtk_widget_add_css_class (menu, "flat");
  gtk_widget_set_tooltip_text (menu, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  saved->name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), NAME_KEY, g_strdup (saved->name), g_free);
  g_object_set_data_full (G_OBJECT (popover), NAME_KEY, g_strdup (saved->name), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (popover, "accept", G_CALLBACK (accept_cb), self);
  g_signal_connect (popover, "remove", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), menu);
  return row;
}

static void
clear (TlSavedList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
tl_saved_list_dispose (GObject *object)
{
  clear (TL_SAVED_LIST (object));
  G_OBJECT_CLASS (tl_saved_list_parent_class)->dispose (object);
}

static void
tl_saved_list_class_init (TlSavedListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_saved_list_dispose;

  signals[SIGNAL_CHOOSE] = g_signal_new ("choose", TL_TYPE_SAVED_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RENAME] = g_signal_new ("rename", TL_TYPE_SAVED_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", TL_TYPE_SAVED_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "savedlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_saved_list_init (TlSavedList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved scopes"), -1);
}

void
tl_saved_list_show (TlSavedList *self, GPtrArray *scopes, const char *current)
{
  GtkWidget *head;

  g_return_if_fail (TL_IS_SAVED_LIST (self));
  g_return_if_fail (scopes != NULL);

  clear (self);
  head = gtk_label_new (_ ("Saved scopes"));
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "pane-head");
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  for (guint i = 0; i < scopes->len; i++)
    {
      const TlSavedScope *saved = g_ptr_array_index (scopes, i);

      gtk_widget_set_parent (make_row (self, saved, g_strcmp0 (saved->name, current) == 0),
                             GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), scopes->len > 0);
}
