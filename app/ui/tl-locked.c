/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the administrator decided, where it acts. */
#include "config.h"

#include "ui/tl-locked.h"

#include <glib/gi18n.h>

#include "base/tl-policy.h"

void
tl_locked_row (GtkWidget *row, GSettings *settings, const char *key)
{
  GtkWidget *label;

  if (g_settings_is_writable (settings, key))
    return;
  label = gtk_label_new (_ ("set by the administrator"));
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), label);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("set by the administrator"), -1);
  gtk_widget_set_sensitive (row, FALSE);
}

void
tl_locked_export (GtkWidget *widget, const char *action, const char *format)
{
  if (!tl_policy_allows_export (tl_policy_get_machine (), format))
    gtk_widget_action_set_enabled (widget, action, FALSE);
}

gboolean
tl_locked_refuses_export (GtkWidget *widget, const char *format)
{
  if (tl_policy_allows_export (tl_policy_get_machine (), format))
    return FALSE;
  if (widget != NULL)
    gtk_widget_activate_action (
        widget, "win.say", "s",
        _ ("This way of taking text out is switched off: set by the administrator."));
  return TRUE;
}
