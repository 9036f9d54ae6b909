/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations in the text view: underlined, pressed with the pointer, walked through by keys. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-text-plain-private.h"

void
_tl_text_plain_apply_citations (TlTextPlain *self, guint first, guint end)
{
  guint n = tl_text_model_get_n_citations (self->model);

  for (guint i = tl_text_model_first_citation (self->model, first); i < n; i++)
    {
      const TlTextCitation *citation = tl_text_model_get_citation (self->model, i);

      if (citation->paragraph >= end)
        break;
      _tl_text_plain_tag (self, citation->paragraph, citation->from, citation->to,
                          self->tags.citation);
    }
}

static void
get_bounds (TlTextPlain *self, guint index, GtkTextIter *start, GtkTextIter *end)
{
  const TlTextCitation *citation = tl_text_model_get_citation (self->model, index);

  gtk_text_buffer_get_iter_at_line_offset (self->buffer, start, (int)citation->paragraph,
                                           (int)citation->from);
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, end, (int)citation->paragraph,
                                           (int)citation->to);
}

/* The first line of the citation, in coordinates of the whole widget. */
static GdkRectangle
get_area (TlTextPlain *self, guint index)
{
  GdkRectangle from, to;
  GtkTextIter start, end;
  graphene_point_t corner;
  int x, y;

  get_bounds (self, index, &start, &end);
  gtk_text_view_get_iter_location (self->view, &start, &from);
  gtk_text_view_get_iter_location (self->view, &end, &to);
  if (to.y != from.y)
    to.x = from.x + from.height;
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, from.x, from.y, &x,
                                         &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float)x, (float)y), &corner))
    corner = GRAPHENE_POINT_INIT (0, 0);
  return (GdkRectangle){ (int)corner.x, (int)corner.y, MAX (to.x - from.x, 1), from.height };
}

static void
activate (TlTextPlain *self, guint index)
{
  GdkRectangle area = get_area (self, index);

  self->events->activated (index, &area, self->events_data);
}

static int
citation_at_point (TlTextPlain *self, double x, double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (self->model == NULL || gtk_text_view_get_buffer (self->view) != self->buffer)
    return -1;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    return -1;
  return tl_text_model_citation_at (self->model, (guint)gtk_text_iter_get_line (&iter),
                                    (guint)gtk_text_iter_get_line_offset (&iter));
}

static void
released_cb (TlTextPlain *self, int n_press, double x, double y)
{
  int index = citation_at_point (self, x, y);

  /* Letting go after text was selected means the selection. */
  if (index >= 0 && n_press == 1 && !gtk_text_buffer_get_has_selection (self->buffer))
    activate (self, (guint)index);
}

static void
motion_cb (TlTextPlain *self, double x, double y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view),
                                   citation_at_point (self, x, y) >= 0 ? "pointer" : "text");
}

/* Whether the citation that was stepped to is still the selection. */
gboolean
_tl_text_plain_is_citation (TlTextPlain *self)
{
  GtkTextIter start, end, from, to;

  if (self->current < 0 || !gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return FALSE;
  get_bounds (self, (guint)self->current, &from, &to);
  return gtk_text_iter_equal (&start, &from) && gtk_text_iter_equal (&end, &to);
}

static gboolean
key_pressed_cb (TlTextPlain *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && modifiers == 0
      && _tl_text_plain_is_citation (self))
    {
      activate (self, (guint)self->current);
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
      && (modifiers & ~(guint)GDK_SHIFT_MASK) == 0)
    return self->events->stepped (modifiers == 0 ? 1 : -1, self->events_data);
  return GDK_EVENT_PROPAGATE;
}

void
_tl_text_plain_set_up_citations (TlTextPlain *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/* What is selected is what a screen reader reads, and what is seen to have the focus. */
void
_tl_text_plain_show_citation (TlTextPlain *self, guint index)
{
  g_autofree char *words = NULL;
  g_autofree char *description = NULL;
  GtkTextIter start, end;

  if (self->model == NULL || index >= tl_text_model_get_n_citations (self->model)
      || tl_text_model_get_citation (self->model, index)->paragraph >= self->next
      || gtk_text_view_get_buffer (self->view) != self->buffer)
    return;
  _tl_text_plain_want_nothing (self);
  self->current = (int)index;
  get_bounds (self, index, &start, &end);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  gtk_text_buffer_move_mark (self->buffer, self->target, &start);
  gtk_text_view_scroll_to_mark (self->view, self->target, 0.15, FALSE, 0, 0);
  words = tl_text_model_dup_citation_text (self->model, index);
  if (tl_text_model_leads_to_versions (self->model,
                                       tl_text_model_get_citation (self->model, index)->link))
    /* Translators: for a screen reader; %s are the words of a link, as “Versions”. */
    description = g_strdup_printf (_ ("%s: Enter opens them"), words);
  else
    /* Translators: for a screen reader; %s are the words of a citation. */
    description = g_strdup_printf (_ ("Citation %s: Enter shows what it says"), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
