/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-plain.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Time one turn of the main loop may spend on inserting text. */
#define SLICE_US     8000
#define MOVED_MS     120
#define LINE_WIDTH   72
#define MARK_LIGHT   "#fbe3a4"
#define MARK_DARK    "#6a5317"
#define TOP_DISTANCE 0.06

struct _TlTextPlain
{
  GtkWidget parent_instance;

  /* Template. */
  GtkScrolledWindow *window;
  AdwClampScrollable *clamp;
  GtkTextView *view;

  /* Owned. */
  TlTextModel *model;

  const TlTextEvents *events;
  gpointer events_data;
  GtkTextTag *tags[TL_N_TEXT_ROLES];
  GtkTextTag *lead_tag;
  GtkTextTag *effect_tags[TL_EFFECT_NO_TEXT + 1];
  GtkTextTag *mark_tag;
  GtkTextMark *target; /* borrowed from the buffer */
  guint next;          /* first paragraph not yet inserted */
  int wanted;          /* paragraph to scroll to once it is there, or -1 */
  gboolean marked;
  TlTextSpan mark;
  guint insert_source;
  guint moved_source;
};

G_DEFINE_FINAL_TYPE (TlTextPlain, tl_text_plain, GTK_TYPE_WIDGET)

/* How a paragraph of a role is set; lengths in hundredths of the font's size. */
typedef struct
{
  double scale;
  int weight;
  GtkJustification justification;
  int indent;
  int above;
  int below;
} RoleStyle;

static const RoleStyle role_styles[TL_N_TEXT_ROLES] = {
  [TL_TEXT_TITLE] = { 1.3, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_CENTER, 0, 100, 40 },
  [TL_TEXT_SUBTITLE] = { 0.9, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_CENTER, 0, 0, 100 },
  [TL_TEXT_DIVISION] = { 1.05, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_CENTER, 0, 180, 60 },
  [TL_TEXT_ARTICLE] = { 1.05, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_LEFT, 0, 150, 20 },
  [TL_TEXT_SECTION] = { 1.1, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_LEFT, 0, 160, 40 },
  [TL_TEXT_BODY] = { 1.0, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 0, 0, 45 },
  [TL_TEXT_CLAUSE] = { 1.0, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 120, 0, 45 },
  [TL_TEXT_POINT] = { 1.0, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 260, 0, 35 },
  [TL_TEXT_NOTE] = { 0.82, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 0, 0, 40 },
  [TL_TEXT_MISSING] = { 1.0, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_LEFT, 0, 0, 60 },
};

static GtkTextBuffer *
get_buffer (TlTextPlain *self)
{
  return gtk_text_view_get_buffer (self->view);
}

static guint
get_n_paragraphs (TlTextPlain *self)
{
  return self->model != NULL ? tl_text_model_get_n_paragraphs (self->model) : 0;
}

static void
tag_characters (TlTextPlain *self, guint line, guint from, guint to, GtkTextTag *tag)
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
        tag_characters (self, i, from, to, self->mark_tag);
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
  gtk_text_buffer_insert_with_tags (buffer, &end, paragraph->text, -1, self->tags[paragraph->role],
                                    NULL);
  if (paragraph->lead > 0 && paragraph->role == TL_TEXT_NOTE)
    tag_characters (self, index, 0, paragraph->lead, self->effect_tags[paragraph->effect]);
  else if (paragraph->lead > 0)
    tag_characters (self, index, 0, paragraph->lead, self->lead_tag);
}

static void
scroll_to_line (TlTextPlain *self, guint line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &iter, (int)line);
  gtk_text_buffer_move_mark (get_buffer (self), self->target, &iter);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  gtk_text_view_scroll_to_mark (self->view, self->target, 0, TRUE, 0, TOP_DISTANCE);
}

/* One slice of insertion; the paragraph asked for comes into view as soon as it is there. */
static gboolean
insert_cb (gpointer user_data)
{
  TlTextPlain *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  guint n = get_n_paragraphs (self);
  guint first = self->next;

  while (self->next < n && g_get_monotonic_time () < until)
    insert_paragraph (self, self->next++);
  apply_mark (self, first, self->next);
  if (self->wanted >= 0 && (guint)self->wanted < self->next)
    {
      scroll_to_line (self, (guint)self->wanted);
      self->wanted = -1;
    }
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
  for (guint i = 0; i < TL_N_TEXT_ROLES; i++)
    g_object_set (self->tags[i], "left-margin", role_styles[i].indent * em / 100 + em,
                  "pixels-above-lines", role_styles[i].above * em / 100, "pixels-below-lines",
                  role_styles[i].below * em / 100, NULL);
  gtk_text_view_set_right_margin (self->view, em);
  adw_clamp_scrollable_set_maximum_size (self->clamp, LINE_WIDTH * width + 2 * em);
  adw_clamp_scrollable_set_tightening_threshold (self->clamp, LINE_WIDTH * width + 2 * em);
}

static void
make_tags (TlTextPlain *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  for (guint i = 0; i < TL_N_TEXT_ROLES; i++)
    self->tags[i] = gtk_text_buffer_create_tag (
        buffer, NULL, "scale", role_styles[i].scale, "weight", role_styles[i].weight,
        "justification", role_styles[i].justification, "line-height", 1.35, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->effect_tags); i++)
    self->effect_tags[i]
        = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->lead_tag = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->mark_tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);
}

static void
tl_text_plain_dispose (GObject *object)
{
  TlTextPlain *self = TL_TEXT_PLAIN (object);

  g_clear_handle_id (&self->insert_source, g_source_remove);
  g_clear_handle_id (&self->moved_source, g_source_remove);
  g_clear_pointer (&self->model, tl_text_model_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_TEXT_PLAIN);
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
  if (self->mark_tag != NULL)
    set_sizes (self);
}

static void
tl_text_plain_class_init (TlTextPlainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_text_plain_dispose;
  widget_class->grab_focus = tl_text_plain_grab_focus;
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
  GtkAdjustment *adjustment;
  GtkTextIter start;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = -1;
  make_tags (self);
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  self->target = gtk_text_buffer_create_mark (get_buffer (self), NULL, &start, TRUE);
  adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
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
  TlTextPlain *self = TL_TEXT_PLAIN (widget);

  if (paragraph < self->next)
    scroll_to_line (self, paragraph);
  else
    self->wanted = (int)paragraph;
}

static void
clear_mark (TlTextPlain *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->mark_tag, &start, &end);
}

static void
plain_show (GtkWidget *widget, const TlTextContent *content)
{
  TlTextPlain *self = TL_TEXT_PLAIN (widget);

  clear_mark (self);
  self->marked = content->mark != NULL;
  if (self->marked)
    self->mark = *content->mark;
  self->wanted = content->start;
  if (content->model != self->model)
    {
      g_clear_handle_id (&self->insert_source, g_source_remove);
      g_clear_pointer (&self->model, tl_text_model_unref);
      self->model = tl_text_model_ref (content->model);
      self->next = 0;
      gtk_text_buffer_set_text (get_buffer (self), "", 0);
    }
  else
    apply_mark (self, 0, self->next);
  if (self->insert_source == 0 && insert_cb (self) == G_SOURCE_CONTINUE)
    self->insert_source = g_idle_add (insert_cb, self);
}

static void
plain_set_look (GtkWidget *widget, const TlTextLook *look, const char *css)
{
  /* On light and on dark ground; with high contrast the text's own colour. */
  static const char *const colors[][2] = {
    [TL_EFFECT_UNKNOWN] = { "#5c5c5c", "#b8b8b8" },  [TL_EFFECT_NOT_YET] = { "#7a4a00", "#f0c060" },
    [TL_EFFECT_IN_FORCE] = { "#1f6b35", "#8fdca6" }, [TL_EFFECT_PARTLY] = { "#7a4a00", "#f0c060" },
    [TL_EFFECT_EXPIRED] = { "#a01820", "#ff9a9a" },  [TL_EFFECT_NO_TEXT] = { "#a01820", "#ff9a9a" },
  };
  TlTextPlain *self = TL_TEXT_PLAIN (widget);
  const char *dim = look->dark ? "#c0c0c0" : "#555555";

  for (guint i = 0; i < G_N_ELEMENTS (self->effect_tags); i++)
    g_object_set (self->effect_tags[i], "foreground", colors[i][look->dark ? 1 : 0],
                  "foreground-set", !look->high_contrast, NULL);
  g_object_set (self->tags[TL_TEXT_NOTE], "foreground", dim, "foreground-set", !look->high_contrast,
                NULL);
  g_object_set (self->tags[TL_TEXT_SUBTITLE], "foreground", dim, "foreground-set",
                !look->high_contrast, NULL);
  g_object_set (self->mark_tag, "background", look->dark ? MARK_DARK : MARK_LIGHT, "underline",
                look->high_contrast ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_NONE, NULL);
  set_sizes (self);
}

static void
plain_copy (GtkWidget *widget)
{
  gtk_text_buffer_copy_clipboard (get_buffer (TL_TEXT_PLAIN (widget)),
                                  gtk_widget_get_clipboard (widget));
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

gboolean
tl_text_plain_is_complete (TlTextPlain *self)
{
  return self->model != NULL && self->next == get_n_paragraphs (self);
}
