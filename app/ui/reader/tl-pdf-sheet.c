/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-sheet.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/reader/tl-pdf-pixels.h"
#include "ui/reader/tl-pdf-tile-view.h"
#include "ui/tl-widget.h"

#define WAITING_MS 300
/* What is drawn reaches to these marks beyond what can be seen, so that it is not put together anew
 * with every pixel of a scroll. */
#define AREA_STEP 256.0f
/* Shapes of one layer that are painted on a page. */
#define MAX_PAINTED 2000

struct _TlPdfSheet
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *spinner;
  GtkWidget *error_box;
  GtkLabel *error_text;

  /* Owned. */
  GPtrArray *tiles; /* of the scale that is wanted */
  GPtrArray *old;   /* of the one before */
  GdkTexture *preview;
  TlPdfImage *small; /* the preview before it was turned */
  GArray *shapes[TL_PDF_N_LAYERS];
  GPtrArray *grounds; /* Ground, in the order in which shapes are painted */

  guint page;
  TlPdfPage size;
  double scale;
  guint turns;
  graphene_rect_t area;
  gboolean complete;
  gboolean grounds_valid;
  guint waiting_source;
};

/* A shape's ground: the page below it in another colour. */
typedef struct
{
  GdkTexture *texture; /* NULL: no tile is there */
  graphene_rect_t area;
} Ground;

G_DEFINE_FINAL_TYPE (TlPdfSheet, tl_pdf_sheet, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ground_free (gpointer data)
{
  Ground *ground = data;

  g_clear_object (&ground->texture);
  g_free (ground);
}

static gboolean
has_picture (TlPdfSheet *self)
{
  return self->preview != NULL || self->tiles->len > 0 || self->old->len > 0;
}

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
  if (!has_picture (self))
    {
      gtk_widget_set_visible (self->spinner, TRUE);
      gtk_spinner_start (GTK_SPINNER (self->spinner));
    }
  return G_SOURCE_REMOVE;
}

static graphene_rect_t
shape_rect (TlPdfSheet *self, const TlPdfShape *shape, float width, float height)
{
  TlPdfPage shown = tl_pdf_turn_size (self->size, self->turns);
  TlPdfBox box = tl_pdf_turn_box (self->size, shape->box, self->turns);
  float across = width / (float)shown.width;
  float down = height / (float)shown.height;
  graphene_rect_t words = GRAPHENE_RECT_INIT (box.x1 * across, box.y1 * down,
                                              (box.x2 - box.x1) * across, (box.y2 - box.y1) * down);

  return tl_pdf_shape_frame (shape->style, &words);
}

/* The ground of a shape lies within one tile, or in several: the one with its middle tells; what
 * goes over the edge of a tile has no ground there. */
static void
find_ground (TlPdfSheet *self, const TlPdfShape *shape, Ground *ground)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  graphene_rect_t wanted = ground->area;
  float best = 0;

  for (guint i = 0; i < self->tiles->len; i++)
    {
      graphene_rect_t area = wanted;
      g_autoptr (GdkTexture) texture
          = tl_pdf_tile_view_tint (g_ptr_array_index (self->tiles, i), &area, factor,
                                   tl_pdf_style_get_ground (shape->style));

      if (texture == NULL || area.size.width * area.size.height <= best)
        continue;
      best = area.size.width * area.size.height;
      g_set_object (&ground->texture, texture);
      ground->area = area;
    }
}

static void
draw_shapes (TlPdfSheet *self, GtkSnapshot *snapshot, float width, float height)
{
  guint painted = 0;

  if (!self->grounds_valid)
    g_ptr_array_set_size (self->grounds, 0);
  for (guint layer = 0; layer < TL_PDF_N_LAYERS; layer++)
    for (guint i = 0;
         self->shapes[layer] != NULL && i < MIN (self->shapes[layer]->len, MAX_PAINTED); i++)
      {
        const TlPdfShape *shape = &g_array_index (self->shapes[layer], TlPdfShape, i);
        graphene_rect_t frame = shape_rect (self, shape, width, height);
        Ground *ground;

        if (!graphene_rect_intersection (&frame, &self->area, NULL))
          continue;
        if (!self->grounds_valid)
          {
            ground = g_new0 (Ground, 1);
            ground->area = frame;
            if (tl_pdf_style_get_ground (shape->style) != 0xffffff)
              find_ground (self, shape, ground);
            g_ptr_array_add (self->grounds, ground);
          }
        ground = g_ptr_array_index (self->grounds, painted++);
        tl_pdf_shape_paint (snapshot, shape->style, &frame, ground->texture, &ground->area);
      }
  self->grounds_valid = TRUE;
}

static void
draw_tiles (TlPdfSheet *self, GPtrArray *tiles, GtkSnapshot *snapshot, const TlPdfPaper *paper)
{
  for (guint i = 0; i < tiles->len; i++)
    tl_pdf_tile_view_draw (g_ptr_array_index (tiles, i), snapshot, paper, &self->area);
}

static gboolean
is_in_software (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

static void
tl_pdf_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlPdfSheet *self = TL_PDF_SHEET (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);
  const TlPdfPaper paper
      = { width, height, gtk_widget_get_scale_factor (widget), is_in_software (widget) };

  if (!self->complete && self->preview != NULL)
    gtk_snapshot_append_texture (snapshot, self->preview,
                                 &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!self->complete)
    draw_tiles (self, self->old, snapshot, &paper);
  draw_tiles (self, self->tiles, snapshot, &paper);
  if (has_picture (self))
    draw_shapes (self, snapshot, width, height);
  GTK_WIDGET_CLASS (tl_pdf_sheet_parent_class)->snapshot (widget, snapshot);
}

static void
pictures_changed (TlPdfSheet *self)
{
  self->grounds_valid = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tl_pdf_sheet_dispose (GObject *object)
{
  TlPdfSheet *self = TL_PDF_SHEET (object);

  g_clear_handle_id (&self->waiting_source, g_source_remove);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->small, tl_pdf_image_free);
  g_clear_pointer (&self->tiles, g_ptr_array_unref);
  g_clear_pointer (&self->old, g_ptr_array_unref);
  g_clear_pointer (&self->grounds, g_ptr_array_unref);
  for (guint layer = 0; layer < TL_PDF_N_LAYERS; layer++)
    g_clear_pointer (&self->shapes[layer], g_array_unref);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_PDF_SHEET);
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
  self->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_tile_view_free);
  self->old = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_tile_view_free);
  self->grounds = g_ptr_array_new_with_free_func (ground_free);
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

static void
turn_preview (TlPdfSheet *self)
{
  g_autoptr (TlPdfImage) turned = NULL;

  g_clear_object (&self->preview);
  if (self->small == NULL)
    return;
  turned = tl_pdf_pixels_turn (self->small, self->turns);
  self->preview = tl_pdf_texture_new (turned, 0, turned->height);
}

void
tl_pdf_sheet_set_view (TlPdfSheet *self, double scale, guint turns)
{
  GPtrArray *before = self->old;

  g_return_if_fail (TL_IS_PDF_SHEET (self));

  if (fabs (scale - self->scale) < 1e-9 && turns == self->turns)
    return;
  /* A scale that was never drawn leaves nothing to stand in. */
  if (self->tiles->len > 0 || turns != self->turns)
    {
      self->old = self->tiles;
      self->tiles = before;
    }
  g_ptr_array_set_size (self->tiles, 0);
  if (turns != self->turns)
    g_ptr_array_set_size (self->old, 0);
  self->scale = scale;
  self->complete = FALSE;
  if (turns != self->turns)
    {
      self->turns = turns;
      turn_preview (self);
    }
  pictures_changed (self);
}

double
tl_pdf_sheet_get_scale (TlPdfSheet *self)
{
  return self->scale;
}

void
tl_pdf_sheet_set_visible_area (TlPdfSheet *self, const graphene_rect_t *area)
{
  float left = floorf (area->origin.x / AREA_STEP) * AREA_STEP;
  float top = floorf (area->origin.y / AREA_STEP) * AREA_STEP;
  float right = ceilf ((area->origin.x + area->size.width) / AREA_STEP) * AREA_STEP;
  float bottom = ceilf ((area->origin.y + area->size.height) / AREA_STEP) * AREA_STEP;
  graphene_rect_t wider = GRAPHENE_RECT_INIT (left, top, right - left, bottom - top);

  if (graphene_rect_equal (&wider, &self->area))
    return;
  self->area = wider;
  pictures_changed (self);
}

static TlPdfTileView *
find_tile (TlPdfSheet *self, guint index, guint *position)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      TlPdfTileView *tile = g_ptr_array_index (self->tiles, i);

      if (tl_pdf_tile_view_get_index (tile) == index)
        {
          *position = i;
          return tile;
        }
    }
  return NULL;
}

static void
put (TlPdfSheet *self, guint index, const TlPdfImage *image, TlPdfPixels at, const TlPdfGrid *grid)
{
  gboolean aside = self->turns % 2 == 1;

  stop_waiting (self);
  gtk_widget_set_visible (self->error_box, FALSE);
  g_ptr_array_add (self->tiles,
                   tl_pdf_tile_view_new (index, image, at, aside ? grid->height : grid->width,
                                         aside ? grid->width : grid->height));
  pictures_changed (self);
}

void
tl_pdf_sheet_put_part (TlPdfSheet *self, const TlPdfImage *image, int x, int y)
{
  TlPdfGrid grid = tl_pdf_grid_for (self->size, self->scale);

  g_return_if_fail (TL_IS_PDF_SHEET (self));

  put (self, TL_PDF_SHEET_PART, image, (TlPdfPixels){ x, y, image->width, image->height }, &grid);
}

void
tl_pdf_sheet_put_tile (TlPdfSheet *self, guint index, const TlPdfImage *image)
{
  TlPdfGrid grid = tl_pdf_grid_for (self->size, self->scale);

  g_return_if_fail (TL_IS_PDF_SHEET (self));

  tl_pdf_sheet_drop_tile (self, TL_PDF_SHEET_PART);
  put (self, index, image,
       tl_pdf_turn_pixels (tl_pdf_grid_get_tile (&grid, index), grid.width, grid.height,
                           self->turns),
       &grid);
}

gboolean
tl_pdf_sheet_has_tile (TlPdfSheet *self, guint index)
{
  guint position;

  return find_tile (self, index, &position) != NULL;
}

void
tl_pdf_sheet_drop_tile (TlPdfSheet *self, guint index)
{
  guint position;

  if (find_tile (self, index, &position) == NULL)
    return;
  g_ptr_array_remove_index_fast (self->tiles, position);
  pictures_changed (self);
}

void
tl_pdf_sheet_set_preview (TlPdfSheet *self, const TlPdfImage *preview)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  if (preview != NULL && self->small != NULL)
    return;
  g_clear_pointer (&self->small, tl_pdf_image_free);
  if (preview != NULL)
    {
      self->small = tl_pdf_pixels_copy (preview);
      stop_waiting (self);
    }
  turn_preview (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tl_pdf_sheet_set_complete (TlPdfSheet *self, gboolean complete)
{
  if (self->complete == complete)
    return;
  self->complete = complete;
  if (complete)
    g_ptr_array_set_size (self->old, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
tl_pdf_sheet_is_complete (TlPdfSheet *self)
{
  return self->complete;
}

gboolean
tl_pdf_sheet_is_blank (TlPdfSheet *self)
{
  return !self->complete && self->preview == NULL && self->old->len == 0
         && !gtk_widget_get_visible (self->error_box);
}

void
tl_pdf_sheet_set_waiting (TlPdfSheet *self, gboolean waiting)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  if (!waiting)
    stop_waiting (self);
  else if (self->waiting_source == 0 && !has_picture (self))
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
tl_pdf_sheet_set_shapes (TlPdfSheet *self, TlPdfLayer layer, GArray *shapes)
{
  g_return_if_fail (TL_IS_PDF_SHEET (self));

  if (shapes == NULL && self->shapes[layer] == NULL)
    return;
  if (shapes != NULL)
    g_array_ref (shapes);
  g_clear_pointer (&self->shapes[layer], g_array_unref);
  self->shapes[layer] = shapes;
  pictures_changed (self);
}
