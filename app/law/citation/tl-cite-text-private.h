/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/tl-text.h"

G_BEGIN_DECLS

/**
 * TlCiteText:
 * @text: NFC, Đ for eth, ư for oi, plain spaces, legacy words converted; not NUL-terminated where
 * it is the input itself
 * @map: (nullable): back to the input; %NULL where @text is the input
 *
 * A text made ready for reading. Most texts need nothing and are read where they stand.
 */
typedef struct
{
  const char *text;
  gsize length;
  char *owned;
  TlOffsetMap *map;
} TlCiteText;

/** _tl_cite_text_init: @text must outlive @self. */
void _tl_cite_text_init (TlCiteText *self, const char *text, gsize length);
void _tl_cite_text_clear (TlCiteText *self);

/** _tl_cite_text_blank_page_heads: puts blanks over the running heads of the gazette; places stay.
 */
void _tl_cite_text_blank_page_heads (TlCiteText *self);

/** _tl_cite_text_source: Returns: where @offset of the text that was read stands in the input. */
gsize _tl_cite_text_source (const TlCiteText *self, gsize offset);

G_END_DECLS
