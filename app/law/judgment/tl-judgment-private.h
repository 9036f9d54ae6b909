/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/judgment/tl-judgment-structure.h"
#include "law/statute/tl-structure-private.h"

G_BEGIN_DECLS

/**
 * TlHeading:
 * @line: its line
 * @body: where the section's own text begins
 * @strong: the wording of the official forms; weak ones ("NHẬN THẤY") also begin sentences
 * @upper: printed in capitals
 * @announced: "Vì các lẽ trên" stands in the same line
 *
 * A line that may be the heading of a section.
 */
typedef struct
{
  TlSectionKind kind;
  guint line;
  const char *body;
  gboolean strong;
  gboolean upper;
  gboolean announced;
} TlHeading;

/** _tl_judgment_mark_page_numbers: sets a byte of @marks, one a line, for each line that only
 * numbers a page. */
void _tl_judgment_mark_page_numbers (const TlLayout *layout, guint8 *marks);
/** _tl_judgment_mark_displaced_head: the same for the head's boxes that stand at or after line
 * @first, where the text has begun. */
void _tl_judgment_mark_displaced_head (const TlLayout *layout, guint first, guint8 *marks);
/** _tl_judgment_leave_out: takes the marked lines out of the layout and notes their places. */
void _tl_judgment_leave_out (TlJudgmentStructure *self,
                             TlLayout *layout,
                             const char *text,
                             const guint8 *marks);

/** _tl_judgment_gives_reasons: whether the line begins like "Vì các lẽ trên". */
gboolean _tl_judgment_gives_reasons (const TlLine *line);

/** _tl_judgment_headings: Returns: (transfer full) (element-type TlHeading): every line that may be
 * a heading, in order. */
GArray *_tl_judgment_headings (const TlLayout *layout);

/** _tl_judgment_find_precedent: Returns: the line of "ÁN LỆ SỐ …/AL" near the head, or -1. */
int _tl_judgment_find_precedent (const TlLayout *layout);

/** _tl_judgment_read_header: fills number, date, court and relation; @sections is already set. */
void _tl_judgment_read_header (TlJudgmentStructure *self, const TlLayout *layout, const char *text);

/** _tl_precedent_read_header: the same for an án lệ whose title stands at line @at. */
void _tl_precedent_read_header (TlJudgmentStructure *self, const TlLayout *layout, guint at);

/** _tl_judgment_read_court: Returns: (transfer full) (nullable): the court's name out of the first
 * @lines lines. */
char *_tl_judgment_read_court (const TlLayout *layout, guint lines);

/** _tl_judgment_read_paragraphs: cuts every section into paragraphs. */
void _tl_judgment_read_paragraphs (TlJudgmentStructure *self,
                                   const TlLayout *layout,
                                   const char *text);

G_END_DECLS
