/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-date-chip.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "ui/tl-widget.h"
#include "ui/window/tl-date-popover.h"

struct _TlDateChip
{
  GtkWidget parent_instance;

  /* Template. */
  GtkMenuButton *button;
  GtkLabel *label;

  /* Owned. */
  TlServices *services;

  /* State. */
  gboolean is_short;
};

G_DEFINE_FINAL_TYPE (TlDateChip, tl_date_chip, GTK_TYPE_WIDGET)

static void
show_date (TlDateChip *self)
{
  const char *as_of = tl_services_get_as_of (self->services);
  g_autofree char *printed = tl_date_format_vi (as_of);
  g_autofree char *text = NULL;

  if (*as_of == '\0')
    text = g_strdup (_ ("Law as of today"));
  else
    /* Translators: %s is a date. */
    text = g_strdup_printf (_ ("Law as of %s"), printed);
  if (self->is_short)
    gtk_label_set_text (self->label, *as_of == '\0' ? _ ("Today") : printed);
  else
    gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (*as_of != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "other-date");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "other-date");
}

/* The calendar is made when it is first opened. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  TlDateChip *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, tl_date_popover_new (self->services));
}

static void
tl_date_chip_dispose (GObject *object)
{
  TlDateChip *self = TL_DATE_CHIP (object);

  g_clear_object (&self->services);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_DATE_CHIP);
  G_OBJECT_CLASS (tl_date_chip_parent_class)->dispose (object);
}

static void
tl_date_chip_class_init (TlDateChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_date_chip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/window/tl-date-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, TlDateChip, button);
  gtk_widget_class_bind_template_child (widget_class, TlDateChip, label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_date_chip_init (TlDateChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
}

void
tl_date_chip_set_services (TlDateChip *self, TlServices *services)
{
  g_return_if_fail (TL_IS_DATE_CHIP (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  g_signal_connect_object (services, "notify::as-of", G_CALLBACK (show_date), self,
                           G_CONNECT_SWAPPED);
  show_date (self);
}

void
tl_date_chip_set_short (TlDateChip *self, gboolean is_short)
{
  g_return_if_fail (TL_IS_DATE_CHIP (self));

  if (self->is_short == is_short)
    return;
  self->is_short = is_short;
  if (self->services != NULL)
    show_date (self);
}
