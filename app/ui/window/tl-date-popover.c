/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-date-popover.h"

#include <stdio.h>

#include "base/tl-clock.h"
#include "ui/window/tl-calendar.h"

struct _TlDatePopover
{
  GtkPopover parent_instance;

  /* Template. */
  GtkEntry *entry;
  GtkBox *month;
  GtkCalendar *calendar;

  /* Owned. */
  TlServices *services;

  gboolean filling; /* our own changes to entry and calendar */
};

G_DEFINE_FINAL_TYPE (TlDatePopover, tl_date_popover, GTK_TYPE_POPOVER)

char *
tl_date_popover_parse (const char *typed)
{
  int day, month, year, end = 0;
  char date[TL_DATE_SIZE];

  if (sscanf (typed, " %2d%*1[-/. ]%2d%*1[-/. ]%4d %n", &day, &month, &year, &end) != 3 || end == 0
      || typed[end] != '\0')
    return NULL;
  return tl_date_from_dmy (day, month, year, date) ? g_strdup (date) : NULL;
}

static void
choose (TlDatePopover *self, const char *date)
{
  char today[TL_DATE_SIZE];

  tl_clock_today (today);
  tl_services_set_as_of (self->services, date != NULL && !g_str_equal (date, today) ? date : "");
}

static void
popover_shown_cb (TlDatePopover *self)
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
entry_changed_cb (TlDatePopover *self)
{
  g_autofree char *date
      = tl_date_popover_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (date != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
entry_activated_cb (TlDatePopover *self)
{
  g_autofree char *date
      = tl_date_popover_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (date == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return;
    }
  choose (self, date);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
day_selected_cb (TlDatePopover *self)
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
today_clicked_cb (TlDatePopover *self)
{
  choose (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
tl_date_popover_dispose (GObject *object)
{
  g_clear_object (&TL_DATE_POPOVER (object)->services);
  gtk_widget_dispose_template (GTK_WIDGET (object), TL_TYPE_DATE_POPOVER);
  G_OBJECT_CLASS (tl_date_popover_parent_class)->dispose (object);
}

static void
tl_date_popover_class_init (TlDatePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_date_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/window/tl-date-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, TlDatePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, TlDatePopover, month);
  gtk_widget_class_bind_template_child (widget_class, TlDatePopover, calendar);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
}

static void
tl_date_popover_init (TlDatePopover *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->month, tl_calendar_localise (self->calendar));
  self->filling = FALSE;
  g_signal_connect (self, "show", G_CALLBACK (popover_shown_cb), NULL);
}

GtkWidget *
tl_date_popover_new (TlServices *services)
{
  TlDatePopover *self = g_object_new (TL_TYPE_DATE_POPOVER, NULL);

  self->services = g_object_ref (services);
  return GTK_WIDGET (self);
}
