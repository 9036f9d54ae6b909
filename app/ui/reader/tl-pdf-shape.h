/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/** TlPdfLayer: who puts shapes on the pages; each replaces its own only. Later ones lie above. */
typedef enum
{
  TL_PDF_LAYER_PASSAGE,
  TL_PDF_LAYER_HIGHLIGHTS,
  TL_PDF_LAYER_HITS,
  TL_PDF_LAYER_SELECTION,
  TL_PDF_LAYER_CITATIONS,
  TL_PDF_N_LAYERS
} TlPdfLayer;

/** TlPdfStyle: how a shape is drawn. Grounds are multiplied with the page, so that black letters
 * stay black; what differs in colour differs in its line too. */
typedef enum
{
  TL_PDF_STYLE_PASSAGE,     /* ground, bar at the left */
  TL_PDF_STYLE_HIT,         /* ground, line below */
  TL_PDF_STYLE_CURRENT_HIT, /* ground, frame */
  TL_PDF_STYLE_SELECTION,   /* ground */
  TL_PDF_STYLE_YELLOW,      /* highlights: ground, line below */
  TL_PDF_STYLE_GREEN,
  TL_PDF_STYLE_BLUE,
  TL_PDF_STYLE_PINK,
  TL_PDF_STYLE_ORANGE,
  TL_PDF_STYLE_CITATION,      /* hairline below */
  TL_PDF_STYLE_CITATION_HERE, /* under the pointer or with the focus: ground, frame */
  TL_PDF_N_STYLES
} TlPdfStyle;

/**
 * TlPdfShape:
 * @page: from 0
 * @box: in points of the page as it lies in the file
 * @id: what it stands for, for its layer: the lines of one passage share it; 0 is not answered to
 */
typedef struct
{
  guint page;
  TlPdfBox box;
  guint id;
  TlPdfStyle style;
} TlPdfShape;

/** tl_pdf_style_get_ground: 0xRRGGBB; white for none. */
guint32 tl_pdf_style_get_ground (TlPdfStyle style);

/** tl_pdf_shape_frame: the rectangle that a shape over @words (in pixels) takes. */
graphene_rect_t tl_pdf_shape_frame (TlPdfStyle style, const graphene_rect_t *words);

/** tl_pdf_shape_paint: @ground: (nullable): the page within @frame with the colour of @style; when
 * it is not there yet a translucent colour is drawn. */
void tl_pdf_shape_paint (GtkSnapshot *snapshot,
                         TlPdfStyle style,
                         const graphene_rect_t *frame,
                         GdkTexture *ground,
                         const graphene_rect_t *ground_area);

G_END_DECLS
