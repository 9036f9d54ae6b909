/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-calendar.h"

#include <glib/gi18n.h>

/* The second of January 2023 was a Monday. */
#define A_MONDAY 2

static const char *const days[7] = {
  /* Translators: the days of the week as a calendar heads its columns. */
  N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun"),
};

/* What GTK calls a day of the week, 0 for Monday: the locale's short name. */
static char *
dup_locale_day (int weekday)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2023, 1, A_MONDAY + weekday, 0, 0, 0);

  return g_date_time_format (day, "%a");
}

static void
name_day (GtkLabel *label)
{
  for (int i = 0; i < (int)G_N_ELEMENTS (days); i++)
    {
      g_autofree char *name = dup_locale_day (i);

      if (g_strcmp0 (gtk_label_get_text (label), name) != 0)
        continue;
      gtk_label_set_text (label, _ (days[i]));
      return;
    }
}

/* The heads of the columns are labels of the style class "day-name" somewhere below. */
static void
name_days (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "day-name"))
    name_day (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_days (child);
}

static void
show_month (GtkCalendar *calendar, GParamSpec *pspec, GtkLabel *label)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  /* Translators: a month as a calendar heads it, in the form of g_date_time_format(). */
  g_autofree char *text = g_date_time_format (date, _ ("%B"));

  gtk_label_set_text (label, text);
}

static void
show_year (GtkCalendar *calendar, GParamSpec *pspec, GtkLabel *label)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_strdup_printf ("%d", g_date_time_get_year (date));

  gtk_label_set_text (label, text);
}

/* GTK tells a screen reader neither what a calendar is nor which day is chosen. */
static void
tell_day (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text
      = g_strdup_printf ("%02d/%02d/%04d", g_date_time_get_day_of_month (date),
                         g_date_time_get_month (date), g_date_time_get_year (date));

  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
move_cb (GtkCalendar *calendar, GtkWidget *button)
{
  int months = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tl-months"));
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime) moved = g_date_time_add_months (date, months);

  /* Beyond the years that there are. */
  if (moved != NULL)
    gtk_calendar_select_day (calendar, moved);
}

static void
add_button (GtkWidget *box, GtkCalendar *calendar, int months, const char *name)
{
  GtkWidget *button
      = gtk_button_new_from_icon_name (months < 0 ? "go-previous-symbolic" : "go-next-symbolic");

  g_object_set_data (G_OBJECT (button), "tl-months", GINT_TO_POINTER (months));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (move_cb), calendar, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

typedef void (*ShowFunc) (GtkCalendar *calendar, GParamSpec *pspec, GtkLabel *label);

static void
add_label (GtkWidget *box, GtkCalendar *calendar, ShowFunc show, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_hexpand (label, TRUE);
  /* Another month may be another year. */
  g_signal_connect_object (calendar, "notify::month", G_CALLBACK (show), label, 0);
  g_signal_connect_object (calendar, "notify::year", G_CALLBACK (show), label, 0);
  show (calendar, NULL, GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), label);
}

GtkWidget *
tl_calendar_localise (GtkCalendar *calendar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_return_val_if_fail (GTK_IS_CALENDAR (calendar), box);

  gtk_calendar_set_show_heading (calendar, FALSE);
  name_days (GTK_WIDGET (calendar));
  g_signal_connect (calendar, "notify::day", G_CALLBACK (tell_day), NULL);
  g_signal_connect (calendar, "notify::month", G_CALLBACK (tell_day), NULL);
  g_signal_connect (calendar, "notify::year", G_CALLBACK (tell_day), NULL);
  tell_day (calendar);
  add_button (box, calendar, -1, _ ("Month Before"));
  add_label (box, calendar, show_month, 9);
  add_button (box, calendar, 1, _ ("Month After"));
  add_button (box, calendar, -12, _ ("Year Before"));
  add_label (box, calendar, show_year, 4);
  add_button (box, calendar, 12, _ ("Year After"));
  return box;
}
