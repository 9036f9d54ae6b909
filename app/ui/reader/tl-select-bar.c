/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-select-bar.h"

#include <glib/gi18n.h>

static const struct
{
  const char *label;
  const char *tooltip;
  const char *action; /* detailed */
  const char *name;   /* of the action alone, when somebody else brings it */
} entries[] = {
  { N_ ("Copy"), N_ ("Copy (Ctrl+C)"), "reader.copy", NULL },
  { N_ ("Copy with Citation"), N_ ("With document, paragraph and page (Ctrl+Shift+C)"),
    "reader.copy-cited", NULL },
  { N_ ("Highlight"), N_ ("Highlight in yellow"), "reader.highlight::yellow", "highlight" },
  { N_ ("Note"), N_ ("Write a note on it"), "reader.note", "note" },
  { N_ ("Find Similar"), N_ ("Similar cases for this text"), "reader.similar", NULL },
  { N_ ("Comment"), N_ ("Tell the editors what is right or wrong here (Ctrl+Shift+G)"),
    "win.comment", NULL },
};

struct _TlSelectBar
{
  GtkPopover parent_instance;

  GtkWidget *buttons[G_N_ELEMENTS (entries)];
};

G_DEFINE_FINAL_TYPE (TlSelectBar, tl_select_bar, GTK_TYPE_POPOVER)

static void
tl_select_bar_class_init (TlSelectBarClass *klass)
{
}

static void
tl_select_bar_init (TlSelectBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      self->buttons[i] = gtk_button_new_with_label (_ (entries[i].label));
      gtk_widget_set_tooltip_text (self->buttons[i], _ (entries[i].tooltip));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->buttons[i]),
                                               entries[i].action);
      gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_box_append (GTK_BOX (box), self->buttons[i]);
    }
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "select-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What to do with the selection"), -1);
}

GtkWidget *
tl_select_bar_new (void)
{
  return g_object_new (TL_TYPE_SELECT_BAR, NULL);
}

void
tl_select_bar_show (TlSelectBar *self, const GdkRectangle *area)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].name != NULL)
      /* A button without its action is insensitive: then it is not there at all. */
      gtk_widget_set_visible (self->buttons[i], gtk_widget_is_sensitive (self->buttons[i]));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), area);
  gtk_popover_popup (GTK_POPOVER (self));
}
