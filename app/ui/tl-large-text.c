/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-large-text.h"

#define LARGE_TEXT 1.5

static double
scale_of (GtkSettings *settings)
{
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024.0) : 1.0;
}

double
tl_large_text_scale (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1.0);
  return scale_of (gtk_widget_get_settings (widget));
}

gboolean
tl_large_text_is_on (GtkWidget *widget)
{
  return tl_large_text_scale (widget) >= LARGE_TEXT;
}

static void
set_class (GListModel *windows, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (tl_large_text_is_on (window))
        gtk_widget_add_css_class (window, "large-text");
      else
        gtk_widget_remove_css_class (window, "large-text");
    }
}

static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  set_class (windows, position, position + added);
}

static void
scaled_cb (GListModel *windows)
{
  set_class (windows, 0, g_list_model_get_n_items (windows));
}

void
tl_large_text_watch (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (scaled_cb), windows, G_CONNECT_SWAPPED);
  scaled_cb (windows);
}
