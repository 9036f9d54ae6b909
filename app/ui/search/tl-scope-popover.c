/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-scope-popover.h"

#include <glib/gi18n.h>

#include "ui/search/tl-search-scope.h"

struct _TlScopePopover
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *accept;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (TlScopePopover, tl_scope_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_ACCEPT,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (TlScopePopover *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_widget_set_sensitive (self->accept, *g_strstrip (text) != '\0');
}

/* The owner may drop the popover while it is told. */
static void
accept_cb (TlScopePopover *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*g_strstrip (text) == '\0')
    return;
  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_ACCEPT], 0, text);
  g_object_unref (self);
}

static void
remove_cb (TlScopePopover *self)
{
  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
  g_object_unref (self);
}

static void
tl_scope_popover_class_init (TlScopePopoverClass *klass)
{
  signals[SIGNAL_ACCEPT] = g_signal_new ("accept", TL_TYPE_SCOPE_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", TL_TYPE_SCOPE_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_scope_popover_init (TlScopePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_label_new (_ ("Name of the scope"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->entry = gtk_entry_new ();
  self->accept = gtk_button_new_with_label (_ ("Save"));
  self->remove = gtk_button_new_with_label (_ ("Remove"));
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "heading");
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), TL_LIMIT_SCOPE_NAME);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the scope"), -1);
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_widget_set_hexpand (self->accept, TRUE);
  gtk_widget_set_halign (self->accept, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (buttons), self->accept);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (accept_cb), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (accept_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
}

GtkWidget *
tl_scope_popover_new (const char *name)
{
  TlScopePopover *self = g_object_new (TL_TYPE_SCOPE_POPOVER, NULL);

  gtk_widget_set_visible (self->remove, name != NULL);
  tl_scope_popover_propose (self, name);
  return GTK_WIDGET (self);
}

void
tl_scope_popover_propose (TlScopePopover *self, const char *name)
{
  g_return_if_fail (TL_IS_SCOPE_POPOVER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  changed_cb (self);
}
