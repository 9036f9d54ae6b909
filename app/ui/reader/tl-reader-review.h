/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

/** _tl_reader_show_reviews: @reviews: (nullable) (element-type TlReview): of the document that is
 * shown, in the bar above it. */
void _tl_reader_show_reviews (TlReader *self, GPtrArray *reviews);

G_END_DECLS
