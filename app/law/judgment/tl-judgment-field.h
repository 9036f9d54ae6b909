/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-citation.h"
#include "law/judgment/tl-judgment-structure.h"

G_BEGIN_DECLS

/**
 * TlField:
 * @from: first byte in the text that was parsed
 * @to: the byte after the last
 *
 * Where a field was read, and how surely. A field that is not there has no guess in its place.
 */
typedef struct
{
  gsize from;
  gsize to;
  TlConfidence confidence;
} TlField;

G_END_DECLS
