/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-focus-ring.h"

#define BY_KEYS "tl-focus-ring"

typedef enum
{
  BY_POINTER = 1, /* NULL says that the window is not watched */
  BY_KEYBOARD,
} Use;

static void
use (GtkWindow *window, Use how)
{
  g_object_set_data (G_OBJECT (window), BY_KEYS, GINT_TO_POINTER (how));
}

static void
pressed_cb (GtkWindow *window)
{
  use (window, BY_POINTER);
  gtk_window_set_focus_visible (window, FALSE);
}

static void
visible_cb (GtkWindow *window)
{
  if (gtk_window_get_focus_visible (window))
    use (window, BY_KEYBOARD);
  else if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (window), BY_KEYS)) == BY_KEYBOARD)
    gtk_window_set_focus_visible (window, TRUE);
}

/* GTK shows the ring when Tab takes the focus elsewhere: in a window with a single button there is
 * no elsewhere. */
static gboolean
key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, GtkWindow *window)
{
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab || key == GDK_KEY_KP_Tab)
    gtk_window_set_focus_visible (window, TRUE);
  return FALSE;
}

void
tl_focus_ring_keep (GtkWindow *window)
{
  GtkEventController *keys;
  GtkGesture *press;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (g_object_get_data (G_OBJECT (window), BY_KEYS) != NULL)
    return;
  use (window, BY_POINTER);
  press = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (press));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect (window, "notify::focus-visible", G_CALLBACK (visible_cb), NULL);
  visible_cb (window);
}
