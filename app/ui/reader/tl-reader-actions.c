/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-private.h"

static void
show_original_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_reader_set_original (TL_READER (widget), TRUE);
}

static void
show_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_reader_set_original (TL_READER (widget), FALSE);
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_reader_zoom (TL_READER (widget), g_variant_get_int32 (parameter));
}

void
_tl_reader_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int direction;
  } zooms[] = {
    { GDK_KEY_plus, 1 },         { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 }, { GDK_KEY_minus, -1 },
    { GDK_KEY_KP_Subtract, -1 }, { GDK_KEY_0, 0 },     { GDK_KEY_KP_0, 0 },
  };

  gtk_widget_class_install_action (widget_class, "reader.original", NULL, show_original_cb);
  gtk_widget_class_install_action (widget_class, "reader.text", NULL, show_text_cb);
  gtk_widget_class_install_action (widget_class, "reader.zoom", "i", zoom_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "reader.original",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "reader.text",
                                       NULL);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (widget_class, zooms[i].key, GDK_CONTROL_MASK,
                                         "reader.zoom", "i", zooms[i].direction);
}
