/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-plain-private.h"
#include "ui/tl-widget.h"

#include <glib/gi18n.h>

/* Time one turn of the main loop may spend on inserting text. */
#define SLICE_US 8000
#define MOVED_MS 120
/* More than fill any screen. */
#define FIRST_PARAGRAPHS 80
#define USUAL_MEASURE    72
#define TOP_DISTANCE     0.06

G_DEFINE_FINAL_TYPE (TlTextPlain, tl_text_plain, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (TlTextPlain *self)
{
  return self->buffer;
}

static gboolean
is_attached (TlTextPlain *self)
{
  return gtk_text_view_get_buffer (self->view) == self->buffer;
}

static guint
get_n_paragraphs (TlTextPlain *self)
{
  return self->model != NULL ? tl_text_model_get_n_paragraphs (self->model) : 0;
}

void
_tl_text_plain_tag (TlTextPlain *self, guint line, guint from, guint to, GtkTextTag *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (get_buffer (self), &start, (int)line, (int)from);
  gtk_text_buffer_get_iter_at_line_offset (get_buffer (self), &end, (int)line, (int)to);
  gtk_text_buffer_apply_tag (get_buffer (self), tag, &start, &end);
}

/* Marks what belongs to the passage in the paragraphs from @first to before @end. */
static void
apply_mark (TlTextPlain *self, guint first, guint end)
{
  if (!self->marked)
    return;
  for (guint i = MAX (first, self->mark.from_paragraph); i < end && i <= self->mark.to_paragraph;
       i++)
    {
      guint length = (guint)g_utf8_strlen (tl_text_model_get (self->model, i)->text, -1);
      guint from = i == self->mark.from_paragraph ? MIN (self->mark.from, length) : 0;
      guint to = i == self->mark.to_paragraph ? MIN (self->mark.to, length) : length;

      if (from < to)
        _tl_text_plain_tag (self, i, from, to, self->tags.mark);
    }
}

static void
insert_paragraph (TlTextPlain *self, guint index)
{
  const TlTextParagraph *paragraph = tl_text_model_get (self->model, index);
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (index > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_insert_with_tags (buffer, &end, paragraph->text, -1,
                                    self->tags.roles[paragraph->role], NULL);
  if (paragraph->lead > 0 && paragraph->role == TL_TEXT_NOTE)
    _tl_text_plain_tag (self, index, 0, paragraph->lead, self->tags.effects[paragraph->effect]);
  else if (paragraph->lead > 0)
    _tl_text_plain_tag (self, index, 0, paragraph->lead, self->tags.lead);
}

/* Frames for which the wanted paragraph must have stood in its place before it is left alone. */
#define SETTLED_FRAMES 12

/* How far the wanted paragraph is from where it should stand, in pixels. */
static int
distance_to_wanted (TlTextPlain *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  GdkRectangle visible;
  GtkTextIter iter;
  int y, height, top;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &iter, self->wanted);
  gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
  gtk_text_view_get_visible_rect (self->view, &visible);
  top = (int)(y - visible.height * TOP_DISTANCE);
  top = CLAMP (top, visible.y - (int)gtk_adjustment_get_value (adjustment),
               visible.y
                   + (int)(gtk_adjustment_get_upper (adjustment)
                           - gtk_adjustment_get_page_size (adjustment)
                           - gtk_adjustment_get_value (adjustment)));
  return top - visible.y;
}

/* A text that was laid out before it had its width keeps the place it had then: where all of it
 * fits the window, its adjustment stands at the top and what is shown does not. It is told again.
 */
static void
align_to_adjustment (TlTextPlain *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  GdkRectangle visible;
  double shown;

  gtk_text_view_get_visible_rect (self->view, &visible);
  shown = visible.y + gtk_text_view_get_top_margin (self->view);
  if (ABS (shown - gtk_adjustment_get_value (adjustment)) > 1)
    g_signal_emit_by_name (adjustment, "value-changed");
}

/* GtkTextView knows the heights of lines only once it has laid them out, and scrolls by what it
 * knows: the place is looked after until it stays. */
static gboolean
settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TlTextPlain *self = TL_TEXT_PLAIN (widget);
  int distance;

  if (self->wanted >= 0 && self->settled < SETTLED_FRAMES)
    {
      if ((guint)self->wanted >= self->next || !is_attached (self))
        return G_SOURCE_CONTINUE;
      align_to_adjustment (self);
      distance = distance_to_wanted (self);
      if (ABS (distance) > 1)
        {
          GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);

          self->settled = 0;
          gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + distance);
        }
      else if (self->next == get_n_paragraphs (self))
        self->settled++;
      return G_SOURCE_CONTINUE;
    }
  self->wanted = -1;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
place_target (TlTextPlain *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &iter, self->wanted);
  gtk_text_buffer_move_mark (get_buffer (self), self->target, &iter);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  gtk_text_view_scroll_to_mark (self->view, self->target, 0, TRUE, 0, TOP_DISTANCE);
}

static void
want (TlTextPlain *self, int paragraph)
{
  self->wanted = paragraph;
  self->settled = 0;
  if (paragraph < 0)
    return;
  if ((guint)paragraph < self->next && is_attached (self))
    place_target (self);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}

void
_tl_text_plain_want_nothing (TlTextPlain *self)
{
  self->wanted = -1;
}

/* The reader moves by hand: no place is looked after any more. */
static gboolean
event_cb (TlTextPlain *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_SCROLL || type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS
      || type == GDK_TOUCH_BEGIN)
    self->wanted = -1;
  return GDK_EVENT_PROPAGATE;
}

/* The view gets the buffer as soon as it holds what is to be seen: filling it before that costs a
 * tenth, since nothing is laid out. */
static void
attach (TlTextPlain *self)
{
  if (is_attached (self) || self->next < MIN (self->needed, get_n_paragraphs (self)))
    return;
  gtk_text_view_set_buffer (self->view, self->buffer);
  if (self->wanted >= 0 && (guint)self->wanted < self->next)
    place_target (self);
}

/* One slice of insertion. */
static gboolean
insert_cb (gpointer user_data)
{
  TlTextPlain *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  guint n = get_n_paragraphs (self);
  guint first = self->next;

  while (self->next < n && g_get_monotonic_time () < until)
    insert_paragraph (self, self->next++);
  _tl_text_plain_apply_citations (self, first, self->next);
  apply_mark (self, first, self->next);
  _tl_text_plain_apply_hits (self, first, self->next);
  _tl_text_plain_apply_marks (self, first, self->next);
  attach (self);
  if (self->next < n)
    return G_SOURCE_CONTINUE;
  self->insert_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
moved_cb (gpointer user_data)
{
  TlTextPlain *self = user_data;
  GdkRectangle visible;
  GtkTextIter iter;
  int top;

  self->moved_source = 0;
  if (!is_attached (self))
    return G_SOURCE_REMOVE;
  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_line_at_y (self->view, &iter,
                               visible.y + (int)(visible.height * TOP_DISTANCE * 1.5), &top);
  self->events->moved ((guint)gtk_text_iter_get_line (&iter), self->events_data);
  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (TlTextPlain *self)
{
  if (self->moved_source == 0)
    self->moved_source = g_timeout_add (MOVED_MS, moved_cb, self);
}

static void
set_sizes (TlTextPlain *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, font, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  int em = (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics))
           / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  tl_text_tags_set_em (&self->tags, em);
  gtk_text_view_set_right_margin (self->view, em);
  adw_clamp_scrollable_set_maximum_size (self->clamp, self->measure * width + 2 * em);
  adw_clamp_scrollable_set_tightening_threshold (self->clamp, self->measure * width + 2 * em);
}

static void
make_buffer (TlTextPlain *self)
{
  GtkTextIter start;

  g_clear_object (&self->buffer);
  self->buffer = gtk_text_buffer_new (self->tags.table);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  self->target = gtk_text_buffer_create_mark (self->buffer, NULL, &start, TRUE);
  self->next = 0;
  _tl_text_plain_watch_selection (self);
}

static void
tl_text_plain_dispose (GObject *object)
{
  TlTextPlain *self = TL_TEXT_PLAIN (object);

  g_clear_handle_id (&self->insert_source, g_source_remove);
  g_clear_handle_id (&self->moved_source, g_source_remove);
  g_clear_handle_id (&self->selected_source, g_source_remove);
  g_clear_pointer (&self->hits, g_free);
  g_clear_pointer (&self->model, tl_text_model_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_TEXT_PLAIN);
  g_clear_object (&self->buffer);
  g_clear_object (&self->tags.table);
  g_clear_pointer (&self->marks, g_array_unref);
  G_OBJECT_CLASS (tl_text_plain_parent_class)->dispose (object);
}

static gboolean
tl_text_plain_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TL_TEXT_PLAIN (widget)->view));
}

static void
tl_text_plain_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  TlTextPlain *self = TL_TEXT_PLAIN (widget);

  GTK_WIDGET_CLASS (tl_text_plain_parent_class)->css_changed (widget, change);
  if (self->tags.mark != NULL)
    set_sizes (self);
}

static void
tl_text_plain_class_init (TlTextPlainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_text_plain_dispose;
  widget_class->grab_focus = tl_text_plain_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  widget_class->css_changed = tl_text_plain_css_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-text-plain.ui");
  gtk_widget_class_bind_template_child (widget_class, TlTextPlain, window);
  gtk_widget_class_bind_template_child (widget_class, TlTextPlain, clamp);
  gtk_widget_class_bind_template_child (widget_class, TlTextPlain, view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_text_plain_init (TlTextPlain *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = -1;
  self->current = -1;
  self->hit = -1;
  self->measure = USUAL_MEASURE;
  tl_text_tags_init (&self->tags);
  _tl_text_plain_set_up_marks (self);
  make_buffer (self);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  _tl_text_plain_set_up_citations (self);
}

static GtkWidget *
plain_create (const TlTextEvents *events, gpointer user_data)
{
  TlTextPlain *self = g_object_new (TL_TYPE_TEXT_PLAIN, NULL);

  self->events = events;
  self->events_data = user_data;
  return GTK_WIDGET (self);
}

static void
plain_scroll_to (GtkWidget *widget, guint paragraph)
{
  want (TL_TEXT_PLAIN (widget), (int)paragraph);
}

static void
clear_mark (TlTextPlain *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->tags.mark, &start, &end);
}

static void
plain_show (GtkWidget *widget, const TlTextContent *content)
{
  TlTextPlain *self = TL_TEXT_PLAIN (widget);

  clear_mark (self);
  self->marked = content->mark != NULL;
  if (self->marked)
    self->mark = *content->mark;
  if (content->model != self->model)
    {
      g_clear_handle_id (&self->insert_source, g_source_remove);
      g_clear_pointer (&self->model, tl_text_model_unref);
      self->current = -1;
      self->model = tl_text_model_ref (content->model);
      _tl_text_plain_set_hits (self, NULL, 0);
      g_array_set_size (self->marks, 0);
      make_buffer (self);
      self->needed
          = content->start < 0 ? FIRST_PARAGRAPHS : (guint)content->start + FIRST_PARAGRAPHS;
    }
  else
    apply_mark (self, 0, self->next);
  want (self, content->start);
  if (self->insert_source == 0 && insert_cb (self) == G_SOURCE_CONTINUE)
    self->insert_source = g_idle_add (insert_cb, self);
}

static void
plain_set_look (GtkWidget *widget, const TlTextLook *look, const char *css)
{
  TlTextPlain *self = TL_TEXT_PLAIN (widget);

  tl_text_tags_set_look (&self->tags, look);
  _tl_text_plain_set_marks_look (self, look);
  self->measure = look->measure;
  set_sizes (self);
}

static void
plain_copy (GtkWidget *widget)
{
  gtk_text_buffer_copy_clipboard (get_buffer (TL_TEXT_PLAIN (widget)),
                                  gtk_widget_get_clipboard (widget));
}

static void
plain_show_citation (GtkWidget *widget, guint citation)
{
  _tl_text_plain_show_citation (TL_TEXT_PLAIN (widget), citation);
}

static void
plain_set_hits (
    GtkWidget *widget, const TlTextSpan *hits, guint n_hits, const char *html, guint top)
{
  _tl_text_plain_set_hits (TL_TEXT_PLAIN (widget), hits, n_hits);
}

static void
plain_show_hit (GtkWidget *widget, guint hit)
{
  _tl_text_plain_show_hit (TL_TEXT_PLAIN (widget), hit);
}

const TlTextBackend *
tl_text_plain_get_backend (void)
{
  static const TlTextBackend backend = {
    .abi = TL_TEXT_BACKEND_ABI,
    .name = "textview",
    .create = plain_create,
    .show = plain_show,
    .set_look = plain_set_look,
    .scroll_to = plain_scroll_to,
    .copy = plain_copy,
    .show_citation = plain_show_citation,
    .set_hits = plain_set_hits,
    .show_hit = plain_show_hit,
  };

  return &backend;
}

char *
tl_text_plain_dup_text (TlTextPlain *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

int
tl_text_plain_get_top (TlTextPlain *self, guint paragraph)
{
  GdkRectangle visible;
  GtkTextIter iter;
  int y, height;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &iter, (int)paragraph);
  gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
  gtk_text_view_get_visible_rect (self->view, &visible);
  return y - visible.y;
}

GtkTextView *
tl_text_plain_get_view (TlTextPlain *self)
{
  return self->view;
}

void
tl_text_plain_let_go (TlTextPlain *self)
{
  _tl_text_plain_want_nothing (self);
}

gboolean
tl_text_plain_is_shown (TlTextPlain *self)
{
  return self->model != NULL && is_attached (self);
}

gboolean
tl_text_plain_is_complete (TlTextPlain *self)
{
  return self->model != NULL && self->next == get_n_paragraphs (self) && self->wanted < 0;
}
