/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-sheet.h"

#include <glib/gi18n.h>
#include <math.h>

#define WAITING_MS 300

/* The ground of the marked passage, multiplied with the page: black letters stay black. The page is
 * white in a dark interface too. */
static const GdkRGBA mark_color = { 1.0f, 0.91f, 0.62f, 1.0f };
static const GdkRGBA paper_color = { 1.0f, 1.0f, 1.0f, 1.0f };
static const GdkRGBA mark_edge = { 0.63f, 0.42f, 0.0f, 0.9f };

struct _TlPdfSheet
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *spinner;
  GtkWidget *error_box;
  GtkLabel *error_text;

  /* Owned. */
  GdkTexture *picture;
  GArray *marks;

  guint page;
  TlPdfPage size;
  guint waiting_source;
};

G_DEFINE_FINAL_TYPE (TlPdfSheet, tl_pdf_sheet, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
retry_clicked_cb (TlPdfSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static gboolean
say_waiting_cb (gpointer user_data)
{
  TlPdfSheet *self = user_data;

  self->waiting_source = 0;
  if (self->picture == NULL)
    {
      gtk_widget_set_visible (self->spinner, TRUE);
      gtk_spinner_start (GTK_SPINNER (self->spinner));
    }
  return G_SOURCE_REMOVE;
}

static void
draw_picture (TlPdfSheet *self, GtkSnapshot *snapshot, float width, float height)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  float picture_width = (float)gdk_texture_get_width (self->picture) / (float)factor;
  float picture_height = (float)gdk_texture_get_height (self->picture) / (float)factor;

  /* A picture of the right size is drawn pixel for pixel; another is stretched. */
  if (fabsf (picture_width - width) <= 1 && fabsf (picture_height - height) <= 1)
    {
      width = picture_width;
      height = picture_height;
    }
  gtk_snapshot_append_texture (snapshot, self->picture, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static void
draw_marks (TlPdfSheet *self, GtkSnapshot *snapshot, float width, float height)
{
  float across = width / (float)self->size.width;
  float down = height / (float)self->size.height;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const TlPdfBox *box = &g_array_index (self->marks, TlPdfBox, i);
      graphene_rect_t rect
          = GRAPHENE_RECT_INIT (box->x1 * across - 2, box->y1 * down - 1,
                                (box->x2 - box->x1) * across + 4, (box->y2 - box->y1) * down + 2);
      graphene_rect_t edge
          = GRAPHENE_RECT_INIT (rect.origin.x - 5, rect.origin.y, 3, rect.size.height);

      gtk_snapshot_append_color (snapshot, &mark_color, &rect);
      /* Not by colour alone: a bar at the left of each line. */
      gtk_snapshot_append_color (snapshot, &mark_edge, &edge);
    }
}

static void
tl_pdf_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlPdfSheet *self = TL_PDF_SHEET (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);

  if (self->picture != NULL && self->marks != NULL)
    {
      gtk_snapshot_push_blend (snapshot, GSK_BLEND_MODE_MULTIPLY);
      draw_picture (self, snapshot, width, height);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_color (snapshot, &paper_color, &GRAPHENE_RECT_INIT (0, 0, width, height));
      draw_marks (self, snapshot, width, height);
      gtk_snapshot_pop (snapshot);
    }
  else if (self->picture != NULL)
    draw_picture (self, snapshot, width, height);
  GTK_WIDGET_CLASS (tl_pdf_sheet_parent_class)->snapshot (widget, snapshot);
}

static void
tl_pdf_sheet_dispose (GObject *object)
{
  TlPdfSheet *self = TL_PDF_SHEET (object);

  g_clear_handle_id (&self->waiting_source, g_source_remove);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->marks, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_PDF_SHEET);
  G_OBJECT_CLASS (tl_pdf_sheet_parent_class)->dispose (object);
}

static void
tl_pdf_sheet_class_init (TlPdfSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_pdf_sheet_dispose;
  widget_class->snapshot = tl_pdf_sheet_snapshot;

  signals[SIGNAL_RETRY] = g_signal_new ("retry", TL_TYPE_PDF_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-pdf-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, TlPdfSheet, spinner);
  gtk_widget_class_bind_template_child (widget_class, TlPdfSheet, error_box);
  gtk_widget_class_bind_template_child (widget_class, TlPdfSheet, error_text);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pdfsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_pdf_sheet_init (TlPdfSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
tl_pdf_sheet_new (guint page, guint n_pages, TlPdfPage size)
{
  TlPdfSheet *self = g_object_new (TL_TYPE_PDF_SHEET, NULL);
  /* Translators: number of a page, number of pages. */
  g_autofree char *name = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);

  self->page = page;
  self->size = size;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

guint
tl_pdf_sheet_get_page (TlPdfSheet *self)
{
  return self->page;
}

static void
stop_waiting (TlPdfSheet *self)
{
  g_clear_handle_id (&self->waiting_source, g_source_remove);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->spinner, FALSE);
}

void
tl_pdf_sheet_set_picture (TlPdfSheet *self, GdkTexture *picture)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  g_set_object (&self->picture, picture);
  if (picture != NULL)
    {
      stop_waiting (self);
      gtk_widget_set_visible (self->error_box, FALSE);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
tl_pdf_sheet_has_picture (TlPdfSheet *self)
{
  return self->picture != NULL;
}

void
tl_pdf_sheet_set_waiting (TlPdfSheet *self, gboolean waiting)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  if (!waiting)
    stop_waiting (self);
  else if (self->waiting_source == 0)
    {
      gtk_widget_set_visible (self->error_box, FALSE);
      self->waiting_source = g_timeout_add (WAITING_MS, say_waiting_cb, self);
    }
}

void
tl_pdf_sheet_set_error (TlPdfSheet *self, const char *message)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  stop_waiting (self);
  gtk_label_set_text (self->error_text, message != NULL ? message : "");
  gtk_widget_set_visible (self->error_box, message != NULL);
}

void
tl_pdf_sheet_set_marks (TlPdfSheet *self, GArray *marks)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  if (marks != NULL)
    g_array_ref (marks);
  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
