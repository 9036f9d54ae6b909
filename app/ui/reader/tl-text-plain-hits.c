/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found in the text view, and what is selected in it. */
#include "config.h"

#include "ui/reader/tl-text-plain-private.h"

/* A selection is told when it has stood still. */
#define SELECTED_MS 150

static void
apply (TlTextPlain *self, guint index)
{
  const TlTextSpan *hit = &self->hits[index];

  if (hit->from_paragraph < self->next)
    _tl_text_plain_tag (self, hit->from_paragraph, hit->from, hit->to,
                        (int)index == self->hit ? self->tags.current_hit : self->tags.hit);
}

void
_tl_text_plain_apply_hits (TlTextPlain *self, guint first, guint end)
{
  for (guint i = 0; i < self->n_hits && self->hits[i].from_paragraph < end; i++)
    if (self->hits[i].from_paragraph >= first)
      apply (self, i);
}

static void
remove_tag (TlTextPlain *self, GtkTextTag *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, tag, &start, &end);
}

void
_tl_text_plain_set_hits (TlTextPlain *self, const TlTextSpan *hits, guint n_hits)
{
  if (self->n_hits > 0)
    {
      remove_tag (self, self->tags.hit);
      remove_tag (self, self->tags.current_hit);
    }
  g_free (self->hits);
  self->hits = g_new0 (TlTextSpan, n_hits + 1);
  self->n_hits = n_hits;
  self->hit = -1;
  for (guint i = 0; i < n_hits; i++)
    self->hits[i] = hits[i];
  _tl_text_plain_apply_hits (self, 0, self->next);
}

void
_tl_text_plain_show_hit (TlTextPlain *self, guint hit)
{
  int before = self->hit;
  GtkTextIter at;

  if (hit >= self->n_hits || self->hits[hit].from_paragraph >= self->next
      || gtk_text_view_get_buffer (self->view) != self->buffer)
    return;
  _tl_text_plain_want_nothing (self);
  remove_tag (self, self->tags.current_hit);
  self->hit = (int)hit;
  if (before >= 0)
    apply (self, (guint)before);
  apply (self, hit);
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &at, (int)self->hits[hit].from_paragraph,
                                           (int)self->hits[hit].from);
  gtk_text_buffer_place_cursor (self->buffer, &at);
  gtk_text_buffer_move_mark (self->buffer, self->target, &at);
  gtk_text_view_scroll_to_mark (self->view, self->target, 0.2, FALSE, 0, 0);
}

static gboolean
selected_cb (gpointer user_data)
{
  TlTextPlain *self = user_data;
  GtkTextIter start, end;
  GdkRectangle area;
  graphene_point_t corner;
  TlTextSpan span;
  int x, y;

  self->selected_source = 0;
  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end)
      || _tl_text_plain_is_citation (self))
    {
      self->events->selected (NULL, NULL, self->events_data);
      return G_SOURCE_REMOVE;
    }
  span = (TlTextSpan){ (guint)gtk_text_iter_get_line (&start),
                       (guint)gtk_text_iter_get_line_offset (&start),
                       (guint)gtk_text_iter_get_line (&end),
                       (guint)gtk_text_iter_get_line_offset (&end) };
  gtk_text_view_get_iter_location (self->view, &end, &area);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, area.x, area.y, &x,
                                         &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float)x, (float)y), &corner))
    corner = GRAPHENE_POINT_INIT (0, 0);
  area = (GdkRectangle){ (int)corner.x, (int)corner.y, 1, MAX (area.height, 1) };
  self->events->selected (&span, &area, self->events_data);
  return G_SOURCE_REMOVE;
}

static void
moved_cb (TlTextPlain *self, const GtkTextIter *at, GtkTextMark *mark, GtkTextBuffer *buffer)
{
  if (buffer != self->buffer
      || (mark != gtk_text_buffer_get_insert (buffer)
          && mark != gtk_text_buffer_get_selection_bound (buffer)))
    return;
  g_clear_handle_id (&self->selected_source, g_source_remove);
  self->selected_source = g_timeout_add (SELECTED_MS, selected_cb, self);
}

void
_tl_text_plain_watch_selection (TlTextPlain *self)
{
  g_signal_connect_object (self->buffer, "mark-set", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The next key means what is seen. */
static void
tell_at_once (TlTextPlain *self)
{
  g_clear_handle_id (&self->selected_source, g_source_remove);
  selected_cb (self);
}

void
tl_text_plain_select (TlTextPlain *self, const TlTextSpan *span)
{
  GtkTextIter from, to;

  g_return_if_fail (TL_IS_TEXT_PLAIN (self));

  if (span->to_paragraph >= self->next || gtk_text_view_get_buffer (self->view) != self->buffer)
    return;
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &from, (int)span->from_paragraph,
                                           (int)span->from);
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &to, (int)span->to_paragraph,
                                           (int)span->to);
  gtk_text_buffer_select_range (self->buffer, &to, &from);
  tell_at_once (self);
}

void
tl_text_plain_unselect (TlTextPlain *self)
{
  GtkTextIter start;

  g_return_if_fail (TL_IS_TEXT_PLAIN (self));

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, NULL))
    return;
  gtk_text_buffer_place_cursor (self->buffer, &start);
  tell_at_once (self);
}
