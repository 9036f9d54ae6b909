/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-tray.h"

#include <glib/gi18n.h>

#include "ui/tl-wrap-box.h"

/* Characters of a title: the rest is in the tooltip, and a screen reader hears it. */
#define TITLE_CHARS 48

struct _TlCompareTray
{
  GtkWidget parent_instance;

  GtkWidget *bar; /* the child */
  GtkLabel *text;
  GtkButton *main_button;
};

G_DEFINE_FINAL_TYPE (TlCompareTray, tl_compare_tray, GTK_TYPE_WIDGET)

static void
tl_compare_tray_dispose (GObject *object)
{
  TlCompareTray *self = TL_COMPARE_TRAY (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_compare_tray_parent_class)->dispose (object);
}

static void
tl_compare_tray_class_init (TlCompareTrayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_compare_tray_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetray");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkButton *
make_button (TlCompareTray *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  tl_wrap_box_append (TL_WRAP_BOX (self->bar), button);
  return GTK_BUTTON (button);
}

static void
tl_compare_tray_init (TlCompareTray *self)
{
  self->bar = tl_wrap_box_new ();
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_widget_add_css_class (self->bar, "compare-bar");
  gtk_widget_add_css_class (self->bar, "below");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->text, TITLE_CHARS);
  gtk_widget_set_valign (GTK_WIDGET (self->text), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "heading");
  tl_wrap_box_append (TL_WRAP_BOX (self->bar), GTK_WIDGET (self->text));
  self->main_button = make_button (self, _ ("Compare with the Open Document"), "win.compare-put");
  make_button (self, _ ("Put Down"), "win.compare-clear");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Put up for comparison"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tl_compare_tray_new (void)
{
  return g_object_new (TL_TYPE_COMPARE_TRAY, NULL);
}

void
tl_compare_tray_set (TlCompareTray *self, const char *title, gboolean compared, gboolean with_open)
{
  g_autofree char *words = NULL;

  g_return_if_fail (TL_IS_COMPARE_TRAY (self));

  gtk_widget_set_visible (GTK_WIDGET (self), title != NULL);
  if (title == NULL)
    return;
  /* Translators: title of a document. */
  words = g_strdup_printf (compared ? _ ("C adds to the right of: %s") : _ ("To be compared: %s"),
                           title);
  gtk_label_set_text (self->text, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->text), words);
  gtk_button_set_label (self->main_button, compared && !with_open
                                               ? _ ("Show the Comparison")
                                               : _ ("Compare with the Open Document"));
}
