/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/guidance/tl-guidance-structure.h"
#include "law/statute/tl-structure-private.h"

G_BEGIN_DECLS

/**
 * TlGuidanceText:
 * @first: its first line in the layout
 * @end: the line after the last
 * @from: where its text begins
 * @to: where it ends
 *
 * A paragraph of the letter.
 */
typedef struct
{
  guint first;
  guint end;
  const char *from;
  const char *to;
} TlGuidanceText;

/** TlGuidanceStyle: how the questions of a letter are marked. */
typedef enum
{
  TL_GUIDANCE_STYLE_NUMBER, /* "1. …" */
  TL_GUIDANCE_STYLE_WORD,   /* "Câu 1: …" */
  TL_GUIDANCE_STYLE_ASK,    /* "Hỏi: …", without numbers */
  TL_GUIDANCE_STYLE_TABLE,  /* "1" alone, below a column "STT" */
} TlGuidanceStyle;

/** _tl_guidance_read_number: Returns: (nullable): where the text behind the label of a question
 * begins; @value its number (0 in %TL_GUIDANCE_STYLE_ASK), @sub the second figure of "1.2" or 0. */
const char *_tl_guidance_read_number (
    TlGuidanceStyle style, const char *from, const char *to, int *value, int *sub);

/** _tl_guidance_read_part: Returns: (nullable): where the heading of "II. VỀ DÂN SỰ", "Phần II",
 * "A. HÌNH SỰ" begins; @roman whether it counts in Roman numbers. */
const char *_tl_guidance_read_part (const char *from, const char *to, int *value, gboolean *roman);

/** _tl_guidance_read_answer: Returns: (nullable): where the text behind "Trả lời:" begins. */
const char *_tl_guidance_read_answer (const char *from, const char *to);

/** _tl_guidance_is_closing: whether the paragraph ends the letter. */
gboolean _tl_guidance_is_closing (const char *from, const char *to);

/** _tl_guidance_asks: whether the text ends with a question mark. */
gboolean _tl_guidance_asks (const char *from, const char *to);

/** _tl_guidance_find_style: by the lines of the whole letter. */
TlGuidanceStyle _tl_guidance_find_style (const TlLayout *layout);

/** _tl_guidance_read_head: number, date, issuer and title out of the first @lines lines. */
void _tl_guidance_read_head (TlGuidanceStructure *self, const TlLayout *layout, guint lines);

G_END_DECLS
