/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-date-chip.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/tl-clock.h"
#include "ui/tl-widget.h"

struct _TlDateChip
{
  GtkWidget parent_instance;

  /* Template. */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkEntry *entry;
  GtkCalendar *calendar;

  /* Owned. */
  TlServices *services;

  gboolean filling; /* our own changes to entry and calendar */
};

G_DEFINE_FINAL_TYPE (TlDateChip, tl_date_chip, GTK_TYPE_WIDGET)

char *
tl_date_chip_parse (const char *typed)
{
  int day, month, year, end = 0;
  char date[TL_DATE_SIZE];

  if (sscanf (typed, " %2d%*1[-/. ]%2d%*1[-/. ]%4d %n", &day, &month, &year, &end) != 3 || end == 0
      || typed[end] != '\0')
    return NULL;
  return tl_date_from_dmy (day, month, year, date) ? g_strdup (date) : NULL;
}

static void
choose (TlDateChip *self, const char *date)
{
  char today[TL_DATE_SIZE];

  tl_clock_today (today);
  tl_services_set_as_of (self->services, date != NULL && !g_str_equal (date, today) ? date : "");
}

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
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (*as_of != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "other-date");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "other-date");
}

static void
popover_shown_cb (TlDateChip *self)
{
  g_autofree char *date = tl_services_dup_date (self->services);
  g_autofree char *printed = tl_date_format_vi (date);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *iso = g_strconcat (date, "T12:00:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, zone);

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), printed);
  gtk_calendar_select_day (self->calendar, time);
  self->filling = FALSE;
}

static void
entry_changed_cb (TlDateChip *self)
{
  g_autofree char *date = tl_date_chip_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (date != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
entry_activated_cb (TlDateChip *self)
{
  g_autofree char *date = tl_date_chip_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (date == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return;
    }
  choose (self, date);
  gtk_popover_popdown (self->popover);
}

static void
day_selected_cb (TlDateChip *self)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *date = NULL;

  if (self->filling)
    return;
  time = gtk_calendar_get_date (self->calendar);
  date = g_date_time_format (time, "%Y-%m-%d");
  choose (self, date);
  self->filling = TRUE;
  {
    g_autofree char *printed = tl_date_format_vi (date);
    gtk_editable_set_text (GTK_EDITABLE (self->entry), printed);
  }
  self->filling = FALSE;
}

static void
today_clicked_cb (TlDateChip *self)
{
  choose (self, NULL);
  gtk_popover_popdown (self->popover);
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
  gtk_widget_class_bind_template_child (widget_class, TlDateChip, popover);
  gtk_widget_class_bind_template_child (widget_class, TlDateChip, entry);
  gtk_widget_class_bind_template_child (widget_class, TlDateChip, calendar);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_date_chip_init (TlDateChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
