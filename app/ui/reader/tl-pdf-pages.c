/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-pages.h"

#include <math.h>

#include "ui/reader/tl-pdf-sheet.h"

/* What is drawn ahead of the reader and kept ready behind, in heights of the view. */
#define AHEAD  4.0
#define BEHIND 1.5
/* What lies behind is as far as what lies three times as far ahead. */
#define BEHIND_COST 3.0
/* Half of what the cache holds. */
#define MAX_WANTED_PIXELS (10L * 1024 * 1024)

struct _TlPdfPages
{
  GtkWidget *parent;
  TlPdfTiles *tiles;
  GHashTable *slots;                   /* page to Slot */
  GHashTable *shapes[TL_PDF_N_LAYERS]; /* page to GArray of TlPdfShape */
  guint first;
  guint last;
};

/* A page that has a sheet. */
typedef struct
{
  TlPdfPages *owner; /* borrowed */
  guint page;
  TlPdfSheet *sheet;
} Slot;

/* The tiles that are wanted now. */
typedef struct
{
  const TlPdfLayout *layout;
  TlViewRect view;
  int direction;
  double scale;
  int factor;
  GArray *wishes;
} Wanted;

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  gtk_widget_unparent (GTK_WIDGET (slot->sheet));
  g_free (slot);
}

static Slot *
get_slot (TlPdfPages *self, guint page)
{
  return g_hash_table_lookup (self->slots, GUINT_TO_POINTER (page));
}

static void
retry_cb (Slot *slot)
{
  tl_pdf_sheet_set_waiting (slot->sheet, TRUE);
  tl_pdf_tiles_retry (slot->owner->tiles, slot->page);
}

static void
preview_cb (TlPdfPages *self, guint page)
{
  Slot *slot = get_slot (self, page);

  if (slot != NULL)
    tl_pdf_sheet_set_preview (slot->sheet, tl_pdf_tiles_get_preview (self->tiles, page));
}

static Slot *
ensure_slot (TlPdfPages *self, guint page)
{
  TlPdf *pdf = tl_pdf_tiles_get_pdf (self->tiles);
  Slot *slot = get_slot (self, page);

  if (slot != NULL)
    return slot;
  slot = g_new0 (Slot, 1);
  slot->owner = self;
  slot->page = page;
  slot->sheet = TL_PDF_SHEET (
      tl_pdf_sheet_new (page, tl_pdf_get_n_pages (pdf), tl_pdf_get_page (pdf, page)));
  g_signal_connect_swapped (slot->sheet, "retry", G_CALLBACK (retry_cb), slot);
  gtk_widget_set_parent (GTK_WIDGET (slot->sheet), self->parent);
  tl_pdf_sheet_set_preview (slot->sheet, tl_pdf_tiles_get_preview (self->tiles, page));
  for (guint layer = 0; layer < TL_PDF_N_LAYERS; layer++)
    tl_pdf_sheet_set_shapes (slot->sheet, layer,
                             g_hash_table_lookup (self->shapes[layer], GUINT_TO_POINTER (page)));
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (page), slot);
  return slot;
}

TlPdfPages *
tl_pdf_pages_new (GtkWidget *parent, TlPdfTiles *tiles)
{
  TlPdfPages *self = g_new0 (TlPdfPages, 1);

  self->parent = parent;
  self->tiles = g_object_ref (tiles);
  self->slots = g_hash_table_new_full (NULL, NULL, NULL, slot_free);
  for (guint layer = 0; layer < TL_PDF_N_LAYERS; layer++)
    self->shapes[layer] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  g_signal_connect_swapped (tiles, "preview", G_CALLBACK (preview_cb), self);
  return self;
}

void
tl_pdf_pages_free (TlPdfPages *self)
{
  g_signal_handlers_disconnect_by_data (self->tiles, self);
  g_hash_table_unref (self->slots);
  for (guint layer = 0; layer < TL_PDF_N_LAYERS; layer++)
    g_hash_table_unref (self->shapes[layer]);
  g_object_unref (self->tiles);
  g_free (self);
}

static gboolean
is_outside (gpointer key, gpointer value, gpointer user_data)
{
  const guint *range = user_data;
  guint page = GPOINTER_TO_UINT (key);

  return page < range[0] || page > range[1];
}

/* How far a tile is from what can be seen; below zero for too far. */
static double
tile_distance (const Wanted *wanted, const TlViewRect *page, const TlPdfPixels *tile)
{
  double factor = wanted->factor;
  double top = page->y + tile->y / factor;
  double bottom = top + tile->height / factor;
  double left = page->x + tile->x / factor;
  double right = left + tile->width / factor;
  double above = MAX (0, wanted->view.y - bottom);
  double below = MAX (0, top - wanted->view.y - wanted->view.height);
  double beside = MAX (0, MAX (wanted->view.x - right, left - wanted->view.x - wanted->view.width));
  double ahead = wanted->direction >= 0 ? below : above;
  double behind = wanted->direction >= 0 ? above : below;

  if (ahead > AHEAD * wanted->view.height || behind > BEHIND * wanted->view.height
      || beside > wanted->view.width / 2)
    return -1;
  return ahead + BEHIND_COST * behind + BEHIND_COST * beside;
}

/* The rows of a tile that can be seen. */
static void
find_rows (const Wanted *wanted, const TlViewRect *page, const TlPdfPixels *tile, TlPdfWish *wish)
{
  double top = (wanted->view.y - page->y) * wanted->factor - tile->y;
  double bottom = top + wanted->view.height * wanted->factor;

  wish->from = (int)CLAMP (floor (top), 0, tile->height);
  wish->to = (int)CLAMP (ceil (bottom), 0, tile->height);
}

/* Gives the sheet the part of a tile that can be seen. Returns: whether that is all of it. */
static gboolean
put_part (TlPdfPages *self, TlPdfSheet *sheet, const TlPdfWish *wish, const TlPdfPixels *tile)
{
  int row;
  const TlPdfImage *part = tl_pdf_tiles_get_part (self->tiles, wish, &row);

  if (part == NULL)
    return FALSE;
  if (!tl_pdf_sheet_has_tile (sheet, TL_PDF_SHEET_PART))
    tl_pdf_sheet_put_part (sheet, part, tile->x, tile->y + row);
  return row <= wish->from && row + part->height >= wish->to;
}

/* Adds the tiles of @page that are wanted, and gives its sheet what is there. */
static void
want_page (TlPdfPages *self, Wanted *wanted, guint page)
{
  TlViewRect rect = tl_pdf_layout_get_page (wanted->layout, page, wanted->view.width);
  TlPdfGrid grid
      = tl_pdf_grid_for (tl_pdf_get_page (tl_pdf_tiles_get_pdf (self->tiles), page), wanted->scale);
  guint turns = tl_pdf_layout_get_turns (wanted->layout);
  Slot *slot = get_slot (self, page);
  gboolean complete = TRUE;

  for (guint index = 0; index < tl_pdf_grid_get_n_tiles (&grid); index++)
    {
      TlPdfPixels tile = tl_pdf_turn_pixels (tl_pdf_grid_get_tile (&grid, index), grid.width,
                                             grid.height, turns);
      TlPdfWish wish
          = { page, index, turns, wanted->scale, tile_distance (wanted, &rect, &tile), 0, 0 };
      const TlPdfImage *image;

      if (wish.distance < 0)
        {
          if (slot != NULL)
            tl_pdf_sheet_drop_tile (slot->sheet, index);
          continue;
        }
      find_rows (wanted, &rect, &tile, &wish);
      g_array_append_val (wanted->wishes, wish);
      if (slot == NULL || tl_pdf_sheet_has_tile (slot->sheet, index))
        continue;
      image = tl_pdf_tiles_get (self->tiles, &wish);
      if (image != NULL)
        tl_pdf_sheet_put_tile (slot->sheet, index, image);
      else if (wish.distance <= 0 && !put_part (self, slot->sheet, &wish, &tile))
        complete = FALSE;
    }
  if (slot == NULL)
    return;
  tl_pdf_sheet_set_complete (slot->sheet, complete);
  tl_pdf_sheet_set_error (slot->sheet,
                          complete ? NULL : tl_pdf_tiles_get_error (self->tiles, page));
  tl_pdf_sheet_set_waiting (slot->sheet,
                            !complete && tl_pdf_tiles_get_error (self->tiles, page) == NULL);
}

/* The farthest go when all together are too much for the cache. */
static void
bound_wishes (TlPdfPages *self, GArray *wishes)
{
  TlPdf *pdf = tl_pdf_tiles_get_pdf (self->tiles);
  gint64 pixels = 0;

  for (guint i = 0; i < wishes->len; i++)
    {
      const TlPdfWish *wish = &g_array_index (wishes, TlPdfWish, i);
      TlPdfGrid grid = tl_pdf_grid_for (tl_pdf_get_page (pdf, wish->page), wish->scale);

      pixels += (gint64)grid.tile_width * grid.tile_height;
      if (wish->distance > 0 && pixels > MAX_WANTED_PIXELS)
        {
          g_array_set_size (wishes, i);
          return;
        }
    }
}

void
tl_pdf_pages_update (TlPdfPages *self,
                     const TlPdfLayout *layout,
                     const TlViewRect *view,
                     int direction)
{
  int factor = gtk_widget_get_scale_factor (self->parent);
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (TlPdfWish));
  Wanted wanted
      = { layout, *view, direction, tl_pdf_layout_get_scale (layout, factor), factor, wishes };
  double above = (direction >= 0 ? BEHIND : AHEAD) * view->height;
  double below = (direction >= 0 ? AHEAD : BEHIND) * view->height;
  guint range[2], first, last;

  tl_pdf_layout_visible (layout, view->y, view->y + view->height, &self->first, &self->last);
  /* One row more at each end has its sheets ready. */
  range[0] = tl_pdf_layout_next_row (layout, self->first, -1);
  range[1] = tl_pdf_layout_next_row (layout, self->last, 1);
  if (tl_pdf_layout_get_spread (layout) != TL_PDF_SPREAD_SINGLE)
    range[1] = MIN (range[1] + 1, tl_pdf_layout_get_n_pages (layout) - 1);
  g_hash_table_foreach_remove (self->slots, is_outside, range);
  for (guint page = range[0]; page <= range[1]; page++)
    tl_pdf_sheet_set_view (ensure_slot (self, page)->sheet, wanted.scale,
                           tl_pdf_layout_get_turns (layout));
  tl_pdf_layout_visible (layout, view->y - above, view->y + view->height + below, &first, &last);
  for (guint page = MIN (first, range[0]); page <= MAX (last, range[1]); page++)
    want_page (self, &wanted, page);
  tl_pdf_tiles_sort_wishes (wishes);
  bound_wishes (self, wishes);
  tl_pdf_tiles_want (self->tiles, wishes);
}

void
tl_pdf_pages_allocate (TlPdfPages *self, const TlPdfLayout *layout, const TlViewRect *view)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Slot *slot = value;
      TlViewRect rect = tl_pdf_layout_get_page (layout, slot->page, view->width);
      GtkAllocation allocation = { (int)(rect.x - floor (view->x)), (int)(rect.y - floor (view->y)),
                                   (int)rect.width, (int)rect.height };
      graphene_rect_t area = GRAPHENE_RECT_INIT ((float)-allocation.x, (float)-allocation.y,
                                                 (float)view->width, (float)view->height);
      int minimum;

      gtk_widget_measure (GTK_WIDGET (slot->sheet), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                          NULL, NULL);
      allocation.width = MAX (allocation.width, minimum);
      gtk_widget_measure (GTK_WIDGET (slot->sheet), GTK_ORIENTATION_VERTICAL, allocation.width,
                          &minimum, NULL, NULL, NULL);
      allocation.height = MAX (allocation.height, minimum);
      gtk_widget_size_allocate (GTK_WIDGET (slot->sheet), &allocation, -1);
      tl_pdf_sheet_set_visible_area (slot->sheet, &area);
    }
}

void
tl_pdf_pages_set_shapes (TlPdfPages *self,
                         TlPdfLayer layer,
                         const TlPdfShape *shapes,
                         guint n_shapes)
{
  GHashTableIter iter;
  gpointer key, value;

  g_return_if_fail (layer < TL_PDF_N_LAYERS);

  g_hash_table_remove_all (self->shapes[layer]);
  for (guint i = 0; i < n_shapes; i++)
    {
      gpointer page = GUINT_TO_POINTER (shapes[i].page);
      GArray *here = g_hash_table_lookup (self->shapes[layer], page);

      if (here == NULL)
        {
          here = g_array_new (FALSE, FALSE, sizeof (TlPdfShape));
          g_hash_table_insert (self->shapes[layer], page, here);
        }
      g_array_append_val (here, shapes[i]);
    }
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &key, &value))
    tl_pdf_sheet_set_shapes (((Slot *)value)->sheet, layer,
                             g_hash_table_lookup (self->shapes[layer], key));
}

guint
tl_pdf_pages_shape_at (TlPdfPages *self, TlPdfLayer layer, guint page, double x, double y)
{
  GArray *shapes = g_hash_table_lookup (self->shapes[layer], GUINT_TO_POINTER (page));

  for (guint i = shapes != NULL ? shapes->len : 0; i > 0; i--)
    {
      const TlPdfShape *shape = &g_array_index (shapes, TlPdfShape, i - 1);

      if (shape->id != 0 && x >= shape->box.x1 && x <= shape->box.x2 && y >= shape->box.y1
          && y <= shape->box.y2)
        return shape->id;
    }
  return 0;
}

gboolean
tl_pdf_pages_all_drawn (TlPdfPages *self)
{
  for (guint page = self->first; page <= self->last; page++)
    {
      Slot *slot = get_slot (self, page);

      if (slot == NULL || !tl_pdf_sheet_is_complete (slot->sheet))
        return FALSE;
    }
  return TRUE;
}

gboolean
tl_pdf_pages_has_blank (TlPdfPages *self)
{
  for (guint page = self->first; page <= self->last; page++)
    {
      Slot *slot = get_slot (self, page);

      if (slot == NULL || tl_pdf_sheet_is_blank (slot->sheet))
        return TRUE;
    }
  return FALSE;
}
