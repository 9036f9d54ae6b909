/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge's highlights in the text view. */
#include "config.h"

#include "ui/reader/tl-text-plain-private.h"

/* On light and on dark ground; what differs in colour differs in its line. */
static const struct
{
  const char *light;
  const char *dark;
  PangoUnderline underline;
  PangoOverline overline;
} looks[TL_TEXT_N_COLOURS] = {
  { "#fff3a3", "#5f5200", PANGO_UNDERLINE_SINGLE, PANGO_OVERLINE_NONE },
  { "#c9f0c9", "#1f4d22", PANGO_UNDERLINE_DOUBLE, PANGO_OVERLINE_NONE },
  { "#cfe3ff", "#1b3f6e", PANGO_UNDERLINE_NONE, PANGO_OVERLINE_SINGLE },
  { "#ffd3e2", "#6b1f3f", PANGO_UNDERLINE_ERROR, PANGO_OVERLINE_NONE },
  { "#ffdcb8", "#6b3a08", PANGO_UNDERLINE_SINGLE, PANGO_OVERLINE_SINGLE },
};

void
_tl_text_plain_set_up_marks (TlTextPlain *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (TlTextColour));
  for (guint i = 0; i < TL_TEXT_N_COLOURS; i++)
    {
      g_autoptr (GtkTextTag) tag = gtk_text_tag_new (NULL);

      gtk_text_tag_table_add (self->tags.table, tag);
      g_object_set (tag, "underline", looks[i].underline, "overline", looks[i].overline, NULL);
      self->colours[i] = tag;
    }
}

void
_tl_text_plain_set_marks_look (TlTextPlain *self, const TlTextLook *look)
{
  for (guint i = 0; i < TL_TEXT_N_COLOURS; i++)
    g_object_set (self->colours[i], "background", look->dark ? looks[i].dark : looks[i].light,
                  "background-set", !look->high_contrast, NULL);
}

void
_tl_text_plain_apply_marks (TlTextPlain *self, guint first, guint end)
{
  for (guint k = 0; k < self->marks->len; k++)
    {
      const TlTextColour *mark = &g_array_index (self->marks, TlTextColour, k);

      for (guint i = MAX (first, mark->span.from_paragraph);
           i < end && i <= mark->span.to_paragraph; i++)
        {
          guint length = (guint)g_utf8_strlen (tl_text_model_get (self->model, i)->text, -1);
          guint from = i == mark->span.from_paragraph ? MIN (mark->span.from, length) : 0;
          guint to = i == mark->span.to_paragraph ? MIN (mark->span.to, length) : length;

          if (from < to)
            _tl_text_plain_tag (self, i, from, to, self->colours[mark->colour]);
        }
    }
}

void
tl_text_plain_set_marks (TlTextPlain *self, const TlTextColour *marks, guint n_marks)
{
  GtkTextIter start, end;

  g_return_if_fail (TL_IS_TEXT_PLAIN (self));

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  for (guint i = 0; i < TL_TEXT_N_COLOURS; i++)
    gtk_text_buffer_remove_tag (self->buffer, self->colours[i], &start, &end);
  g_array_set_size (self->marks, 0);
  g_array_append_vals (self->marks, marks, n_marks);
  if (self->model != NULL)
    _tl_text_plain_apply_marks (self, 0, self->next);
}

guint
tl_text_plain_get_mark_at (TlTextPlain *self, guint paragraph, guint character)
{
  for (guint k = self->marks->len; k > 0; k--)
    {
      const TlTextColour *mark = &g_array_index (self->marks, TlTextColour, k - 1);
      gboolean after = paragraph > mark->span.from_paragraph
                       || (paragraph == mark->span.from_paragraph && character >= mark->span.from);
      gboolean before = paragraph < mark->span.to_paragraph
                        || (paragraph == mark->span.to_paragraph && character < mark->span.to);

      if (after && before)
        return mark->id;
    }
  return 0;
}

guint
tl_text_plain_get_mark_at_cursor (TlTextPlain *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  return tl_text_plain_get_mark_at (self, (guint)gtk_text_iter_get_line (&iter),
                                    (guint)gtk_text_iter_get_line_offset (&iter));
}

guint
tl_text_plain_get_mark_at_point (TlTextPlain *self, double x, double y)
{
  GtkTextIter iter;
  graphene_point_t point;
  int buffer_x, buffer_y;

  if (self->model == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->view),
                                    &GRAPHENE_POINT_INIT ((float)x, (float)y), &point)
      || gtk_text_buffer_get_has_selection (self->buffer))
    return 0;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)point.x,
                                         (int)point.y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    return 0;
  return tl_text_plain_get_mark_at (self, (guint)gtk_text_iter_get_line (&iter),
                                    (guint)gtk_text_iter_get_line_offset (&iter));
}

/* The first line of what is there, in coordinates of the widget. */
GdkRectangle
tl_text_plain_get_area (TlTextPlain *self, guint paragraph, guint character)
{
  GdkRectangle place;
  GtkTextIter iter;
  graphene_point_t corner;
  int x, y;

  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &iter, (int)paragraph, (int)character);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &x,
                                         &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float)x, (float)y), &corner))
    corner = GRAPHENE_POINT_INIT (0, 0);
  return (GdkRectangle){ (int)corner.x, (int)corner.y, MAX (place.width, 1), place.height };
}
