/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/reader/tl-text-html.h"
#include "ui/tl-widget.h"

/* After a jump the unit jumped to is the one being read, though a short text cannot bring it to the
 * upper edge. */
#define JUMP_US 500000

/* Paragraphs between a heading and a passage that is shown with it: a note and a clause. */
#define NEAR_HEADING 3

struct _TlTextView
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *box;
  GtkWidget *failed_bar;
  AdwBin *holder;

  /* Owned. */
  GSettings *settings;
  TlTextModel *model;
  char *anchor;

  const TlTextBackend *backend;
  GtkWidget *widget; /* the back end's, owned by the holder */
  gint64 quiet_until;
  gboolean plain; /* GtkTextView, whatever is the usual one */
  gboolean marked;
  TlTextSpan mark;
  guint top;   /* paragraph at the upper edge */
  int current; /* citation that was stepped to, or -1 */
  TlTextLook look;
  gboolean has_selection;
  TlTextSpan selection;
  GdkRectangle selection_area;
};

G_DEFINE_FINAL_TYPE (TlTextView, tl_text_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ANCHOR_CHANGED,
  SIGNAL_CITED,
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const TlTextBackend *
choose_backend (void)
{
  const char *forced = g_getenv ("TROLY_TEXT_BACKEND");
  const TlTextBackend *module = NULL;

  if (g_str_equal (forced != NULL ? forced : TL_TEXT_BACKEND, "webkit"))
    module = tl_text_module_load ();
  return module != NULL ? module : tl_text_plain_get_backend ();
}

static void
set_anchor (TlTextView *self, const char *anchor)
{
  if (anchor == NULL || g_strcmp0 (anchor, self->anchor) == 0)
    return;
  g_free (self->anchor);
  self->anchor = g_strdup (anchor);
  g_signal_emit (self, signals[SIGNAL_ANCHOR_CHANGED], 0, self->anchor);
}

static void
moved_cb (guint paragraph, gpointer user_data)
{
  TlTextView *self = user_data;

  if (self->model == NULL || g_get_monotonic_time () < self->quiet_until
      || paragraph >= tl_text_model_get_n_paragraphs (self->model))
    return;
  /* The reader went elsewhere: the next citation is the next one there. */
  self->top = paragraph;
  self->current = -1;
  set_anchor (self, tl_text_model_anchor_at (self->model, paragraph));
}

static void
failed_cb (gpointer user_data)
{
  TlTextView *self = user_data;

  if (self->failed_bar != NULL)
    gtk_widget_set_visible (self->failed_bar, TRUE);
}

static void
activated_cb (guint citation, const GdkRectangle *area, gpointer user_data)
{
  TlTextView *self = user_data;
  graphene_point_t corner;
  GdkRectangle here = *area;

  if (self->model == NULL || citation >= tl_text_model_get_n_citations (self->model))
    return;
  if (gtk_widget_compute_point (self->widget, GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float)area->x, (float)area->y), &corner))
    {
      here.x = (int)corner.x;
      here.y = (int)corner.y;
    }
  self->current = (int)citation;
  g_signal_emit (self, signals[SIGNAL_CITED], 0, citation, &here);
}

static gboolean
stepped_cb (int direction, gpointer user_data)
{
  return tl_text_view_step_citation (user_data, direction);
}

static void
selected_cb (const TlTextSpan *span, const GdkRectangle *area, gpointer user_data)
{
  TlTextView *self = user_data;
  graphene_point_t corner;
  guint n = self->model != NULL ? tl_text_model_get_n_paragraphs (self->model) : 0;
  gboolean valid
      = span != NULL && span->from_paragraph <= span->to_paragraph && span->to_paragraph < n;

  if (!valid && !self->has_selection)
    return;
  self->has_selection = valid;
  if (valid)
    {
      self->selection = *span;
      self->selection_area = *area;
      if (gtk_widget_compute_point (self->widget, GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float)area->x, (float)area->y), &corner))
        {
          self->selection_area.x = (int)corner.x;
          self->selection_area.y = (int)corner.y;
        }
    }
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static const TlTextEvents events = {
  .moved = moved_cb,
  .failed = failed_cb,
  .activated = activated_cb,
  .stepped = stepped_cb,
  .selected = selected_cb,
};

static TlTextLook
get_look (TlTextView *self)
{
  static const int sizes[] = { 100, 115, 135 };
  /* Characters of a line: narrow, usual, wide. */
  static const int measures[] = { 56, 72, 96 };
  AdwStyleManager *manager = adw_style_manager_get_default ();
  int size = g_settings_get_int (self->settings, "text-size");

  return (TlTextLook){
    .dark = adw_style_manager_get_dark (manager),
    .high_contrast = adw_style_manager_get_high_contrast (manager),
    .serif = g_settings_get_enum (self->settings, "text-family") == 0,
    .percent = sizes[CLAMP (size, 0, 2)],
    .measure = measures[CLAMP (g_settings_get_enum (self->settings, "text-measure"), 0, 2)],
  };
}

static void
look_changed_cb (TlTextView *self)
{
  TlTextLook look = get_look (self);
  gboolean reflows = look.percent != self->look.percent || look.serif != self->look.serif
                     || look.measure != self->look.measure;
  g_autofree char *css = NULL;

  self->look = look;
  if (self->widget == NULL)
    return;
  css = self->backend->wants_html ? tl_text_html_css (&look) : NULL;
  self->backend->set_look (self->widget, &look, css);
  /* What is before the reader's eyes stays there, though every line moves. */
  if (!reflows || self->model == NULL)
    return;
  self->quiet_until = g_get_monotonic_time () + JUMP_US;
  self->backend->scroll_to (self->widget, self->top);
}

static void
ensure_backend (TlTextView *self)
{
  if (self->widget != NULL)
    return;
  self->backend = self->plain ? tl_text_plain_get_backend () : choose_backend ();
  self->widget = self->backend->create (&events, self);
  adw_bin_set_child (self->holder, self->widget);
  look_changed_cb (self);
}

static void
show_content (TlTextView *self, int start)
{
  TlTextContent content = { .model = self->model, .start = start };

  g_autofree char *html = NULL;

  if (self->marked)
    content.mark = &self->mark;
  if (self->backend->wants_html)
    html = tl_text_html_build (self->model, content.mark);
  content.html = html;
  self->quiet_until = g_get_monotonic_time () + JUMP_US;
  gtk_widget_set_visible (self->failed_bar, FALSE);
  self->backend->show (self->widget, &content);
}

static void
reload_clicked_cb (TlTextView *self)
{
  if (self->model != NULL)
    show_content (self, self->anchor != NULL ? tl_text_model_find (self->model, self->anchor) : -1);
}

static void
tl_text_view_dispose (GObject *object)
{
  TlTextView *self = TL_TEXT_VIEW (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->model, tl_text_model_unref);
  self->widget = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_TEXT_VIEW);
  G_OBJECT_CLASS (tl_text_view_parent_class)->dispose (object);
}

static void
tl_text_view_finalize (GObject *object)
{
  g_free (TL_TEXT_VIEW (object)->anchor);
  G_OBJECT_CLASS (tl_text_view_parent_class)->finalize (object);
}

static gboolean
tl_text_view_grab_focus (GtkWidget *widget)
{
  TlTextView *self = TL_TEXT_VIEW (widget);

  return self->widget != NULL && gtk_widget_grab_focus (self->widget);
}

static void
tl_text_view_class_init (TlTextViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_text_view_dispose;
  object_class->finalize = tl_text_view_finalize;
  widget_class->grab_focus = tl_text_view_grab_focus;
  widget_class->focus = tl_widget_focus_children;

  signals[SIGNAL_ANCHOR_CHANGED]
      = g_signal_new ("anchor-changed", TL_TYPE_TEXT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SIGNAL_CITED]
      = g_signal_new ("cited", TL_TYPE_TEXT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_UINT, GDK_TYPE_RECTANGLE);

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", TL_TYPE_TEXT_VIEW, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-text-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TlTextView, box);
  gtk_widget_class_bind_template_child (widget_class, TlTextView, failed_bar);
  gtk_widget_class_bind_template_child (widget_class, TlTextView, holder);
  gtk_widget_class_bind_template_callback (widget_class, reload_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_text_view_init (TlTextView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (TL_APP_ID);
  self->current = -1;
  g_signal_connect_object (self->settings, "changed::text-size", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::text-family", G_CALLBACK (look_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::text-measure", G_CALLBACK (look_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
tl_text_view_new (void)
{
  return g_object_new (TL_TYPE_TEXT_VIEW, NULL);
}

void
tl_text_view_set_plain (TlTextView *self)
{
  g_return_if_fail (TL_IS_TEXT_VIEW (self));
  g_return_if_fail (self->widget == NULL);

  self->plain = TRUE;
}

/* A passage that begins just below the heading of its article is shown with it. */
static guint
heading_above (const TlTextModel *model, guint paragraph)
{
  guint last = paragraph > NEAR_HEADING ? paragraph - NEAR_HEADING : 0;

  for (guint i = paragraph + 1; i-- > last;)
    {
      TlTextRole role = tl_text_model_get (model, i)->role;

      if (role == TL_TEXT_ARTICLE || role == TL_TEXT_SECTION)
        return i;
    }
  return paragraph;
}

void
tl_text_view_set_model (TlTextView *self,
                        TlTextModel *model,
                        const char *anchor,
                        const TlTextSpan *mark)
{
  int start;

  g_return_if_fail (TL_IS_TEXT_VIEW (self));
  g_return_if_fail (model != NULL);

  ensure_backend (self);
  tl_text_model_ref (model);
  g_clear_pointer (&self->model, tl_text_model_unref);
  self->model = model;
  self->marked = mark != NULL;
  if (mark != NULL)
    self->mark = *mark;
  if (mark != NULL)
    start = (int)heading_above (model, mark->from_paragraph);
  else
    start = anchor != NULL ? tl_text_model_find (model, anchor) : -1;
  self->top = (guint)MAX (start, 0);
  self->current = -1;
  self->has_selection = FALSE;
  show_content (self, start);
  g_clear_pointer (&self->anchor, g_free);
  if (start >= 0)
    set_anchor (self, tl_text_model_anchor_at (model, (guint)start));
}

TlTextModel *
tl_text_view_get_model (TlTextView *self)
{
  return self->model;
}

gboolean
tl_text_view_scroll_to (TlTextView *self, const char *anchor)
{
  int paragraph;

  g_return_val_if_fail (TL_IS_TEXT_VIEW (self), FALSE);

  paragraph = self->model != NULL && anchor != NULL ? tl_text_model_find (self->model, anchor) : -1;
  if (paragraph < 0)
    return FALSE;
  self->quiet_until = g_get_monotonic_time () + JUMP_US;
  self->top = (guint)paragraph;
  self->current = -1;
  self->backend->scroll_to (self->widget, (guint)paragraph);
  set_anchor (self, tl_text_model_anchor_at (self->model, (guint)paragraph));
  return TRUE;
}

gboolean
tl_text_view_step_citation (TlTextView *self, int direction)
{
  int n, next;

  g_return_val_if_fail (TL_IS_TEXT_VIEW (self), FALSE);

  n = self->model != NULL ? (int)tl_text_model_get_n_citations (self->model) : 0;
  if (self->current >= 0)
    next = self->current + direction;
  else
    next
        = n > 0 ? (int)tl_text_model_first_citation (self->model, self->top) - (direction < 0) : -1;
  if (next < 0 || next >= n)
    return FALSE;
  self->current = next;
  self->quiet_until = g_get_monotonic_time () + JUMP_US;
  self->backend->show_citation (self->widget, (guint)next);
  self->top = tl_text_model_get_citation (self->model, (guint)next)->paragraph;
  set_anchor (self, tl_text_model_anchor_at (self->model, self->top));
  return TRUE;
}

void
tl_text_view_set_hits (TlTextView *self, GPtrArray *hits)
{
  guint n = hits != NULL ? hits->len : 0;
  g_autofree TlTextSpan *spans = g_new0 (TlTextSpan, n + 1);
  g_autofree char *html = NULL;

  g_return_if_fail (TL_IS_TEXT_VIEW (self));

  if (self->widget == NULL || self->model == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      const TlTextHit *hit = g_ptr_array_index (hits, i);

      spans[i] = (TlTextSpan){ hit->paragraph, hit->from, hit->paragraph, hit->to };
    }
  if (self->backend->wants_html)
    html = tl_text_html_build_with_hits (self->model, self->marked ? &self->mark : NULL, spans, n);
  self->backend->set_hits (self->widget, spans, n, html, self->top);
}

void
tl_text_view_show_hit (TlTextView *self, guint hit)
{
  g_return_if_fail (TL_IS_TEXT_VIEW (self));

  if (self->widget != NULL)
    self->backend->show_hit (self->widget, hit);
}

const TlTextSpan *
tl_text_view_get_selection (TlTextView *self, GdkRectangle *area)
{
  *area = self->selection_area;
  return self->has_selection ? &self->selection : NULL;
}

guint
tl_text_view_get_top (TlTextView *self)
{
  return self->top;
}

const char *
tl_text_view_get_anchor (TlTextView *self)
{
  return self->anchor;
}

void
tl_text_view_copy (TlTextView *self)
{
  g_return_if_fail (TL_IS_TEXT_VIEW (self));

  if (self->widget != NULL)
    self->backend->copy (self->widget);
}

gboolean
tl_text_view_has_failed (TlTextView *self)
{
  return gtk_widget_get_visible (self->failed_bar);
}

const char *
tl_text_view_get_backend_name (TlTextView *self)
{
  return self->backend != NULL ? self->backend->name : NULL;
}

GtkWidget *
tl_text_view_get_widget (TlTextView *self)
{
  return self->widget;
}
