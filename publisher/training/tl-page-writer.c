/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publisher/training/tl-page-writer.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Points. Margins after the court forms: wider at the left, where a file is bound. */
#define PAGE_WIDTH        595.276
#define PAGE_HEIGHT       841.89
#define MARGIN_LEFT       85.0
#define MARGIN_RIGHT      56.7
#define MARGIN_TOP        68.0
#define MARGIN_BOTTOM     62.0
#define TEXT_WIDTH        (PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT)
#define PARAGRAPH_GAP     5.0
#define FIRST_LINE_INDENT 32.0

#define FONT_BODY        "Noto Serif 12.5"
#define FONT_BOLD        "Noto Serif Bold 12.5"
#define FONT_COLUMN      "Noto Serif 11"
#define FONT_COLUMN_BOLD "Noto Serif Bold 10"
#define FONT_SMALL       "Noto Sans 8.5"

/* A fixed date: the file must not change with the day it is made. */
#define CREATION_DATE "2026-01-01T00:00:00Z"

struct _TlPageWriter
{
  cairo_surface_t *surface;
  cairo_t *cr;
  char *path;
  char *mark;
  double y;
  int page;
};

static PangoLayout *
make_layout (
    TlPageWriter *self, const char *font, double width, PangoAlignment alignment, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  /* One unit of the page is a point. */
  pango_cairo_context_set_resolution (pango_layout_get_context (layout), 72);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_line_spacing (layout, 1.12f);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
show_small (TlPageWriter *self, double y, const char *text)
{
  g_autoptr (PangoLayout) layout
      = make_layout (self, FONT_SMALL, TEXT_WIDTH, PANGO_ALIGN_CENTER, text);

  cairo_move_to (self->cr, MARGIN_LEFT, y);
  pango_cairo_show_layout (self->cr, layout);
}

static void
begin_page (TlPageWriter *self)
{
  g_autofree char *number = NULL;

  if (self->page > 0)
    cairo_show_page (self->cr);
  self->page++;
  self->y = MARGIN_TOP;
  show_small (self, 28.0, self->mark);
  if (self->page == 1)
    return;
  number = g_strdup_printf ("%d", self->page);
  show_small (self, 46.0, number);
}

/* Draws a layout line by line, so that a paragraph can run over the end of a page. */
static void
flow (TlPageWriter *self, PangoLayout *layout, double x)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle logical;
      double height, baseline;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = (double)logical.height / PANGO_SCALE;
      if (self->y + height > PAGE_HEIGHT - MARGIN_BOTTOM)
        begin_page (self);
      baseline = (double)(pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
      cairo_move_to (self->cr, x + (double)logical.x / PANGO_SCALE, self->y + baseline);
      pango_cairo_show_layout_line (self->cr, line);
      self->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

TlPageWriter *
tl_page_writer_new (const char *path, const char *title, const char *mark)
{
  TlPageWriter *self = g_new0 (TlPageWriter, 1);

  self->path = g_strdup (path);
  self->mark = g_strdup (mark);
  self->surface = cairo_pdf_surface_create (path, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, CREATION_DATE);
  self->cr = cairo_create (self->surface);
  begin_page (self);
  return self;
}

void
tl_page_writer_add (TlPageWriter *self, TlParagraphStyle style, const char *text)
{
  gboolean bold = style == TL_PARAGRAPH_HEADING;
  gboolean justify = style == TL_PARAGRAPH_BODY || style == TL_PARAGRAPH_PLAIN;
  double width = style == TL_PARAGRAPH_RIGHT ? TEXT_WIDTH / 2 : TEXT_WIDTH;
  g_autoptr (PangoLayout) layout
      = make_layout (self, bold || style == TL_PARAGRAPH_RIGHT ? FONT_BOLD : FONT_BODY, width,
                     justify ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER, text);

  pango_layout_set_justify (layout, justify);
  if (style == TL_PARAGRAPH_BODY)
    pango_layout_set_indent (layout, (int)(FIRST_LINE_INDENT * PANGO_SCALE));
  if (bold && self->y > PAGE_HEIGHT - MARGIN_BOTTOM - 60)
    begin_page (self);
  flow (self, layout, style == TL_PARAGRAPH_RIGHT ? MARGIN_LEFT + TEXT_WIDTH / 2 : MARGIN_LEFT);
  self->y += PARAGRAPH_GAP;
}

static double
show_column (TlPageWriter *self, double x, double width, const char *text)
{
  const char *rest = strchr (text, '\n');
  g_autofree char *first = rest != NULL ? g_strndup (text, (gsize)(rest - text)) : g_strdup (text);
  g_autoptr (PangoLayout) bold
      = make_layout (self, FONT_COLUMN_BOLD, width, PANGO_ALIGN_CENTER, first);
  g_autoptr (PangoLayout) body = NULL;
  PangoRectangle extents;
  double height;

  pango_layout_get_extents (bold, NULL, &extents);
  height = (double)extents.height / PANGO_SCALE;
  cairo_move_to (self->cr, x, self->y);
  pango_cairo_show_layout (self->cr, bold);
  if (rest == NULL)
    return height;
  body = make_layout (self, FONT_COLUMN, width, PANGO_ALIGN_CENTER, rest + 1);
  cairo_move_to (self->cr, x, self->y + height);
  pango_cairo_show_layout (self->cr, body);
  pango_layout_get_extents (body, NULL, &extents);
  return height + (double)extents.height / PANGO_SCALE;
}

void
tl_page_writer_add_columns (TlPageWriter *self, const char *left, const char *right)
{
  double left_width = TEXT_WIDTH * 0.42;
  double right_width = TEXT_WIDTH * 0.56;
  double left_height = show_column (self, MARGIN_LEFT, left_width, left);
  double right_height
      = show_column (self, MARGIN_LEFT + TEXT_WIDTH - right_width, right_width, right);

  self->y += MAX (left_height, right_height) + 3 * PARAGRAPH_GAP;
}

void
tl_page_writer_space (TlPageWriter *self, double points)
{
  self->y += points;
}

gboolean
tl_page_writer_finish (TlPageWriter *self, GError **error)
{
  cairo_status_t status;

  cairo_show_page (self->cr);
  cairo_surface_finish (self->surface);
  status = cairo_status (self->cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", self->path,
               cairo_status_to_string (status));
  return FALSE;
}

void
tl_page_writer_free (TlPageWriter *self)
{
  if (self == NULL)
    return;
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  g_free (self->path);
  g_free (self->mark);
  g_free (self);
}
