/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-scroll-keys.h"

void
tl_scroll_keys_move (GtkScrollable *scrollable, GtkScrollType step)
{
  gboolean sideways = step == GTK_SCROLL_STEP_LEFT || step == GTK_SCROLL_STEP_RIGHT;
  GtkAdjustment *adjustment = sideways ? gtk_scrollable_get_hadjustment (scrollable)
                                       : gtk_scrollable_get_vadjustment (scrollable);
  double value = gtk_adjustment_get_value (adjustment);

  switch (step)
    {
    case GTK_SCROLL_STEP_UP:
    case GTK_SCROLL_STEP_LEFT:
      value -= gtk_adjustment_get_step_increment (adjustment);
      break;
    case GTK_SCROLL_STEP_DOWN:
    case GTK_SCROLL_STEP_RIGHT:
      value += gtk_adjustment_get_step_increment (adjustment);
      break;
    case GTK_SCROLL_PAGE_UP:
      value -= gtk_adjustment_get_page_increment (adjustment);
      break;
    case GTK_SCROLL_PAGE_DOWN:
      value += gtk_adjustment_get_page_increment (adjustment);
      break;
    case GTK_SCROLL_START:
      value = gtk_adjustment_get_lower (adjustment);
      break;
    case GTK_SCROLL_END:
    default:
      value = gtk_adjustment_get_upper (adjustment);
      break;
    }
  gtk_adjustment_set_value (adjustment, value);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  int step;

  g_variant_get (arguments, "(i)", &step);
  tl_scroll_keys_move (GTK_SCROLLABLE (widget), (GtkScrollType)step);
  return GDK_EVENT_STOP;
}

void
tl_scroll_keys_bind (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    guint keypad;
    GdkModifierType state;
    GtkScrollType step;
  } keys[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, GTK_SCROLL_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, GTK_SCROLL_STEP_DOWN },
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, GTK_SCROLL_STEP_LEFT },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, GTK_SCROLL_STEP_RIGHT },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, GTK_SCROLL_PAGE_UP },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, GTK_SCROLL_PAGE_DOWN },
    { GDK_KEY_space, GDK_KEY_KP_Space, 0, GTK_SCROLL_PAGE_DOWN },
    { GDK_KEY_space, GDK_KEY_KP_Space, GDK_SHIFT_MASK, GTK_SCROLL_PAGE_UP },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, GTK_SCROLL_START },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, GTK_SCROLL_END },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, GTK_SCROLL_START },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, GTK_SCROLL_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].state, key_cb, "(i)",
                                    (int)keys[i].step);
      gtk_widget_class_add_binding (widget_class, keys[i].keypad, keys[i].state, key_cb, "(i)",
                                    (int)keys[i].step);
    }
}
