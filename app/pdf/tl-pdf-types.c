/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf.h"

void
tl_pdf_text_free (TlPdfText *text)
{
  if (text == NULL)
    return;
  g_free (text->text);
  g_free (text->boxes);
  g_free (text);
}

void
tl_pdf_image_free (TlPdfImage *image)
{
  if (image == NULL)
    return;
  g_clear_pointer (&image->pixels, g_bytes_unref);
  g_free (image);
}
