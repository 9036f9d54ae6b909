/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/print/tl-print-laid.h"

/* A serif with all Vietnamese marks; what is not installed is passed over. */
#define FAMILY    "Noto Serif, Liberation Serif, Times New Roman, DejaVu Serif, serif"
#define LINE      1.0
#define CELL_PAD  4
#define MAX_HANG  48
#define TOLERANCE 0.01

#define BOLD   PANGO_WEIGHT_BOLD
#define USUAL  PANGO_WEIGHT_NORMAL
#define ROMAN  PANGO_STYLE_NORMAL
#define ITALIC PANGO_STYLE_ITALIC
#define LEFT   PANGO_ALIGN_LEFT
#define CENTER PANGO_ALIGN_CENTER
#define RIGHT  PANGO_ALIGN_RIGHT

/* size, before, left, indent, weight, style, align, justify, hang, keep */
static const TlPrintStyle styles[TL_N_PRINT_ROLES] = {
  [TL_PRINT_TITLE] = { 15, 0, 0, 0, BOLD, ROMAN, CENTER, FALSE, FALSE, TRUE },
  [TL_PRINT_SUBTITLE] = { 11, 4, 0, 0, USUAL, ROMAN, CENTER, FALSE, FALSE, FALSE },
  [TL_PRINT_DIVISION] = { 12, 16, 0, 0, BOLD, ROMAN, CENTER, FALSE, FALSE, TRUE },
  [TL_PRINT_HEADING] = { 11.5, 12, 0, 0, BOLD, ROMAN, LEFT, FALSE, FALSE, TRUE },
  [TL_PRINT_BODY] = { 11.5, 5, 0, 22, USUAL, ROMAN, LEFT, TRUE, FALSE, FALSE },
  [TL_PRINT_CLAUSE] = { 11.5, 5, 0, 0, USUAL, ROMAN, LEFT, TRUE, TRUE, FALSE },
  [TL_PRINT_POINT] = { 11.5, 4, 20, 0, USUAL, ROMAN, LEFT, TRUE, TRUE, FALSE },
  [TL_PRINT_NOTE] = { 9.5, 3, 0, 0, USUAL, ITALIC, LEFT, FALSE, FALSE, FALSE },
  [TL_PRINT_QUOTE] = { 11.5, 6, 22, 0, USUAL, ROMAN, LEFT, TRUE, FALSE, FALSE },
  [TL_PRINT_CITATION] = { 11, 10, 60, 0, USUAL, ITALIC, RIGHT, FALSE, FALSE, FALSE },
  [TL_PRINT_CONTINUED] = { 11.5, 0, 0, 0, USUAL, ROMAN, LEFT, TRUE, FALSE, FALSE },
  [TL_PRINT_HEAD_ROW] = { 10, 10, 0, 0, BOLD, ROMAN, LEFT, FALSE, FALSE, FALSE },
  [TL_PRINT_ROW] = { 10, 0, 0, 0, USUAL, ROMAN, LEFT, FALSE, FALSE, FALSE },
};

const TlPrintStyle *
tl_print_style_get (TlPrintRole role)
{
  return &styles[role];
}

PangoContext *
tl_print_context_new (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("vi"));
  /* The direction of a paragraph is that of the law, whatever letters a hostile text begins with.
   */
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return context;
}

PangoLayout *
tl_print_layout_new (PangoContext *context, const TlPrintStyle *style)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);

  pango_font_description_set_size (font, (int)(style->size * PANGO_SCALE));
  pango_font_description_set_weight (font, style->weight);
  pango_font_description_set_style (font, style->style);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, style->align);
  pango_layout_set_justify (layout, style->justify);
  return layout;
}

static PangoAttrList *
bold_to (gsize bytes)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD);

  bold->start_index = 0;
  bold->end_index = (guint)bytes;
  pango_attr_list_insert (attributes, bold);
  return attributes;
}

/* The width of the number and the space behind it. */
static double
hang_width (PangoContext *context, const TlPrintStyle *style, const char *text, gsize bytes)
{
  g_autoptr (PangoLayout) layout = tl_print_layout_new (context, style);
  PangoAttrList *attributes = bold_to (bytes);
  PangoRectangle at;

  pango_layout_set_justify (layout, FALSE);
  pango_layout_set_text (layout, text, (int)MIN (bytes + 8, strlen (text)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (text[bytes] != ' ')
    return 0;
  pango_layout_index_to_pos (layout, (int)bytes + 1, &at);
  return MIN ((double)at.x / PANGO_SCALE, MAX_HANG);
}

static void
lay_paragraph (TlPrintLaid *self, PangoContext *context, const TlPrintItem *item, double width)
{
  const TlPrintStyle *style = &styles[item->role];
  PangoLayout *layout = tl_print_layout_new (context, style);
  const char *text = item->cells[0];
  double left = MIN (style->left, width / 4);

  pango_layout_set_width (layout, (int)((width - left) * PANGO_SCALE));
  pango_layout_set_indent (layout, (int)(style->indent * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  if (item->lead > 0 && item->lead <= (guint)g_utf8_strlen (text, -1))
    {
      gsize bytes = (gsize)(g_utf8_offset_to_pointer (text, item->lead) - text);
      PangoAttrList *attributes = bold_to (bytes);

      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
      if (style->hang)
        pango_layout_set_indent (layout,
                                 -(int)(hang_width (context, style, text, bytes) * PANGO_SCALE));
    }
  self->layouts[0] = layout;
  self->x[0] = left;
}

static void
lay_row (TlPrintLaid *self,
         PangoContext *context,
         const TlPrintContent *content,
         const TlPrintItem *item,
         double width)
{
  double x = 0;

  self->pad = CELL_PAD;
  for (guint i = 0; i < item->n_cells; i++)
    {
      double wide = width * tl_print_content_get_share (content, item->table, i);

      self->layouts[i] = tl_print_layout_new (context, &styles[item->role]);
      self->x[i] = x + CELL_PAD;
      pango_layout_set_width (self->layouts[i], (int)(MAX (wide - 2 * CELL_PAD, 4) * PANGO_SCALE));
      pango_layout_set_text (self->layouts[i], item->cells[i], -1);
      x += wide;
    }
}

TlPrintLaid *
tl_print_laid_new (PangoContext *context, const TlPrintContent *content, guint index, double width)
{
  const TlPrintItem *item = tl_print_content_get (content, index);
  TlPrintLaid *self = g_new0 (TlPrintLaid, 1);

  self->n_cells = item->n_cells;
  self->lines = g_array_new (FALSE, FALSE, sizeof (TlPrintLine));
  if (item->role >= TL_PRINT_HEAD_ROW)
    lay_row (self, context, content, item, width);
  else
    lay_paragraph (self, context, item, width);
  for (guint i = 0; i < self->n_cells; i++)
    {
      PangoLayoutIter *iter = pango_layout_get_iter (self->layouts[i]);

      do
        {
          int top, bottom;
          TlPrintLine line;

          pango_layout_iter_get_line_yrange (iter, &top, &bottom);
          line.top = self->pad + (double)top / PANGO_SCALE;
          line.bottom = self->pad + (double)bottom / PANGO_SCALE;
          self->height = MAX (self->height, line.bottom + self->pad);
          g_array_append_val (self->lines, line);
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
    }
  return self;
}

void
tl_print_laid_free (TlPrintLaid *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    g_object_unref (self->layouts[i]);
  g_array_unref (self->lines);
  g_free (self);
}

void
tl_print_laid_draw (TlPrintLaid *self, cairo_t *cr, double x, double y, double from, double to)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      PangoLayoutIter *iter = pango_layout_get_iter (self->layouts[i]);

      do
        {
          PangoRectangle logical;
          int top;
          double at;

          pango_layout_iter_get_line_yrange (iter, &top, NULL);
          at = self->pad + (double)top / PANGO_SCALE;
          if (at < from - TOLERANCE || at >= to - TOLERANCE)
            continue;
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (cr, x + self->x[i] + (double)logical.x / PANGO_SCALE,
                         y - from + self->pad
                             + (double)pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
    }
}

static const TlPrintLine *
get_line (TlPrintLaid *self, guint index)
{
  return &g_array_index (self->lines, TlPrintLine, index);
}

/* A row: the lowest edge that goes through no line of any cell. */
static double
cut_row (TlPrintLaid *self, double from, double room)
{
  double cut = from + room;

  for (gboolean moved = TRUE; moved;)
    {
      moved = FALSE;
      for (guint i = 0; i < self->lines->len; i++)
        if (get_line (self, i)->top < cut - TOLERANCE
            && get_line (self, i)->bottom > cut + TOLERANCE
            && get_line (self, i)->top > from + TOLERANCE)
          {
            cut = get_line (self, i)->top;
            moved = TRUE;
          }
    }
  return cut;
}

/* A paragraph: no first line alone at the foot, no last line alone at the head. */
static double
cut_paragraph (TlPrintLaid *self, double from, double room, gboolean fresh)
{
  guint n = self->lines->len;
  guint first = 0;
  guint fits = 0;
  guint taken;

  while (first < n && get_line (self, first)->top < from - TOLERANCE)
    first++;
  while (first + fits < n && get_line (self, first + fits)->bottom - from <= room + TOLERANCE)
    fits++;
  taken = MIN (fits, n - first >= 2 ? n - first - 2 : 0);
  if (taken >= 2)
    return get_line (self, first + taken - 1)->bottom;
  if (!fresh)
    return from;
  return get_line (self, first + MAX (fits, 1) - 1)->bottom;
}

double
tl_print_laid_cut (TlPrintLaid *self, double from, double room, gboolean fresh)
{
  if (self->height - from <= room + TOLERANCE)
    return self->height;
  if (self->pad == 0)
    return cut_paragraph (self, from, room, fresh);
  return fresh ? MIN (MAX (cut_row (self, from, room), from + 1), self->height) : from;
}
