/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-shape.h"

#define NO_GROUND 0xffffff
/* Length of the dashes of a broken line, in pixels. */
#define DASH 5.0f

typedef enum
{
  LINE_NONE,
  LINE_LEFT,
  LINE_BELOW,
  LINE_TWICE_BELOW,
  LINE_ABOVE,
  LINE_BROKEN,
  LINE_ABOVE_AND_BELOW,
  LINE_FRAME,
} Line;

/* The paper is white in a dark interface too: one table for all. Lines have a contrast of at least
 * 3:1 with it. What differs in colour differs in its line. */
static const struct
{
  guint32 ground;
  guint32 line_color;
  Line line;
  float thickness;
} styles[TL_PDF_N_STYLES] = {
  [TL_PDF_STYLE_PASSAGE] = { 0xffe89e, 0xa06b00, LINE_LEFT, 3 },
  [TL_PDF_STYLE_HIT] = { 0xffe08a, 0x8a6100, LINE_BELOW, 1 },
  [TL_PDF_STYLE_CURRENT_HIT] = { 0xffc069, 0x5c2e00, LINE_FRAME, 2 },
  [TL_PDF_STYLE_SELECTION] = { 0xb3d4ff, 0x1a5fb4, LINE_NONE, 0 },
  [TL_PDF_STYLE_YELLOW] = { 0xfff3a3, 0x8f7200, LINE_BELOW, 2 },
  [TL_PDF_STYLE_GREEN] = { 0xc9f0c9, 0x26752b, LINE_TWICE_BELOW, 1 },
  [TL_PDF_STYLE_BLUE] = { 0xcfe3ff, 0x1a5fb4, LINE_ABOVE, 2 },
  [TL_PDF_STYLE_PINK] = { 0xffd3e2, 0xa51d57, LINE_BROKEN, 2 },
  [TL_PDF_STYLE_ORANGE] = { 0xffdcb8, 0xa34700, LINE_ABOVE_AND_BELOW, 2 },
  [TL_PDF_STYLE_CITATION] = { NO_GROUND, 0x1a5fb4, LINE_BELOW, 1 },
  [TL_PDF_STYLE_CITATION_HERE] = { 0xe3eeff, 0x1a5fb4, LINE_FRAME, 1 },
};

static GdkRGBA
make_color (guint32 color, float alpha)
{
  return (GdkRGBA){ (float)(color >> 16 & 0xff) / 255.0f, (float)(color >> 8 & 0xff) / 255.0f,
                    (float)(color & 0xff) / 255.0f, alpha };
}

guint32
tl_pdf_style_get_ground (TlPdfStyle style)
{
  return styles[style].ground;
}

graphene_rect_t
tl_pdf_shape_frame (TlPdfStyle style, const graphene_rect_t *words)
{
  float beside = style == TL_PDF_STYLE_SELECTION ? 0 : 2;

  if (styles[style].ground == NO_GROUND)
    beside = 0;
  return GRAPHENE_RECT_INIT (words->origin.x - beside, words->origin.y - 1,
                             words->size.width + 2 * beside, words->size.height + 2);
}

static void
paint_frame (GtkSnapshot *snapshot,
             const graphene_rect_t *frame,
             const GdkRGBA *color,
             float thickness)
{
  GskRoundedRect outline;
  const float widths[4] = { thickness, thickness, thickness, thickness };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&outline, frame, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
paint_across (GtkSnapshot *snapshot,
              const graphene_rect_t *frame,
              const GdkRGBA *color,
              float y,
              float thickness)
{
  gtk_snapshot_append_color (
      snapshot, color, &GRAPHENE_RECT_INIT (frame->origin.x, y, frame->size.width, thickness));
}

static void
paint_dashes (GtkSnapshot *snapshot,
              const graphene_rect_t *frame,
              const GdkRGBA *color,
              float y,
              float thickness)
{
  float end = frame->origin.x + frame->size.width;

  for (float x = frame->origin.x; x < end; x += 2 * DASH)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT (x, y, MIN (DASH, end - x), thickness));
}

static void
paint_line (GtkSnapshot *snapshot, TlPdfStyle style, const graphene_rect_t *frame)
{
  GdkRGBA color = make_color (styles[style].line_color, 1);
  float thickness = styles[style].thickness;
  float top = frame->origin.y;
  float bottom = frame->origin.y + frame->size.height - thickness;

  switch (styles[style].line)
    {
    case LINE_LEFT:
      gtk_snapshot_append_color (
          snapshot, &color,
          &GRAPHENE_RECT_INIT (frame->origin.x - 5, top, thickness, frame->size.height));
      break;
    case LINE_BELOW:
      paint_across (snapshot, frame, &color, bottom, thickness);
      break;
    case LINE_TWICE_BELOW:
      paint_across (snapshot, frame, &color, bottom, thickness);
      paint_across (snapshot, frame, &color, bottom - 3 * thickness, thickness);
      break;
    case LINE_ABOVE:
      paint_across (snapshot, frame, &color, top, thickness);
      break;
    case LINE_BROKEN:
      paint_dashes (snapshot, frame, &color, bottom, thickness);
      break;
    case LINE_ABOVE_AND_BELOW:
      paint_across (snapshot, frame, &color, top, thickness);
      paint_across (snapshot, frame, &color, bottom, thickness);
      break;
    case LINE_FRAME:
      paint_frame (snapshot, frame, &color, thickness);
      break;
    case LINE_NONE:
    default:
      break;
    }
}

void
tl_pdf_shape_paint (GtkSnapshot *snapshot,
                    TlPdfStyle style,
                    const graphene_rect_t *frame,
                    GdkTexture *ground,
                    const graphene_rect_t *ground_area)
{
  if (ground != NULL)
    gtk_snapshot_append_texture (snapshot, ground, ground_area);
  else if (styles[style].ground != NO_GROUND)
    {
      GdkRGBA veil = make_color (styles[style].ground, 0.5f);

      gtk_snapshot_append_color (snapshot, &veil, frame);
    }
  paint_line (snapshot, style, frame);
}
