/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-layout.h"

G_BEGIN_DECLS

/** TlPdfState: how a document is looked at; what is kept to come back to it. @zoom counts only
 * with %TL_PDF_FIT_NONE. */
typedef struct
{
  TlPdfPlace place;
  TlPdfFit fit;
  double zoom;
  guint turns;
  TlPdfSpread spread;
} TlPdfState;

/** tl_pdf_state_print: Returns: (transfer full): "@12:0.350", page from 1 and how far down it; with
 * @look also "/w/1.00/0/0": fit (n, w, p), zoom, quarters, spread. */
char *tl_pdf_state_print (const TlPdfState *state, gboolean look);

/** tl_pdf_state_parse: what tl_pdf_state_print() made; anything else is refused. Without the look
 * only the place of @state is changed. Returns: %FALSE and @state as it was for anything else */
gboolean tl_pdf_state_parse (const char *text, TlPdfState *state);

G_END_DECLS
