/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/statute/tl-statute-structure.h"

G_BEGIN_DECLS

/* Lines of a legal text and what stands at their beginnings. */

typedef enum
{
  TL_LABEL_NONE,
  TL_LABEL_PART,
  TL_LABEL_CHAPTER,
  TL_LABEL_SECTION,
  TL_LABEL_SUBSECTION,
  TL_LABEL_ARTICLE,
  TL_LABEL_CLAUSE,
  TL_LABEL_POINT,
  TL_LABEL_ANNEX,   /* PHỤ LỤC: wherever articles stand before it */
  TL_LABEL_ATTACHED /* DANH MỤC, Mẫu số, QUY CHẾ: only after the closing */
} TlLabelKind;

/**
 * TlLabel:
 * @number: number of the unit; place in the alphabet (a is 0) for a point
 * @suffix: of an inserted unit: 1 for a in "217a", the digit of "a1"; else 0
 * @to: the byte after the label without its mark: "Điều 173", "1", "a"
 * @rest: where heading or text begins, footnote marks skipped
 */
typedef struct
{
  TlLabelKind kind;
  int number;
  int suffix;
  const char *to;
  const char *rest;
} TlLabel;

/** TlLine: @from and @to without blanks at the ends; @width in characters. */
typedef struct
{
  const char *from;
  const char *to;
  guint width;
  gboolean after_page;
  TlLabel label;
} TlLine;

/**
 * TlLayout:
 * @lines: (element-type TlLine): lines with something in them, noise left out
 * @printed: lines are printed lines, not paragraphs
 * @width: of a full printed line, in characters
 */
typedef struct
{
  GArray *lines;
  gboolean printed;
  guint width;
} TlLayout;

/** TlNoiseFunc: whether a line, the @n-th with something in it, belongs to the page and not to the
 * text. */
typedef gboolean (*TlNoiseFunc) (const char *from, const char *to, guint n);

/** _tl_page_noise: running heads and the stamps of digital signatures in official PDFs. */
gboolean _tl_page_noise (const char *from, const char *to, guint n);
/** _tl_layout_drop_notes: leaves out the footnotes at the ends of pages, found by their marks in
 * the text, and the page numbers. */
void _tl_layout_drop_notes (TlLayout *layout);

/** _tl_layout_new: @is_noise is %NULL where the text has no pages. */
TlLayout *_tl_layout_new (const char *text, TlNoiseFunc is_noise);
void _tl_layout_free (TlLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLayout, _tl_layout_free)

static inline const TlLine *
_tl_layout_line (const TlLayout *layout, guint i)
{
  return i < layout->lines->len ? &g_array_index (layout->lines, TlLine, i) : NULL;
}

/** _tl_line_ended: whether the line ends as a sentence or an item of a list does. */
gboolean _tl_line_ended (const TlLine *line);
/** _tl_line_starts_small: whether the line begins with a small letter. */
gboolean _tl_line_starts_small (const TlLine *line);
/** _tl_layout_starts_paragraph: whether line @i begins a paragraph, judged by it and the line
 * before it. */
gboolean _tl_layout_starts_paragraph (const TlLayout *layout, guint i);

/** _tl_layout_starts_own_line: the same outside running text, where titles, names and signatures
 * stand in lines of their own. */
gboolean _tl_layout_starts_own_line (const TlLayout *layout, guint i);

/** _tl_label_read: what stands at the beginning of the line; sequence is not its business. */
void _tl_label_read (const char *from, const char *to, TlLabel *label);

/** _tl_footnote_skip: Returns: the place after a footnote mark at @p ("[45]", or digits before a
 * space), or @p. */
const char *_tl_footnote_skip (const char *p, const char *end);

/** _tl_footnote_trim: Returns: @end moved back over footnote marks glued to the last word of a
 * heading. */
const char *_tl_footnote_trim (const char *p, const char *end);

/**
 * TlQuote:
 * @straight: the marks are "..."
 * @weak: it is never closed, so that the next article ends it
 *
 * The quotation of several lines that an amending law puts elsewhere. Lines that stand in it open
 * no unit.
 */
typedef struct
{
  int depth;
  gboolean straight;
  gboolean weak;
} TlQuote;

/** _tl_quote_starts: whether line @i begins with a quotation mark, and not in a sentence. */
gboolean _tl_quote_starts (const TlLayout *layout, guint i);
/** _tl_quote_step: takes the marks of line @i into account; Returns: whether a quotation that goes
 * on in the next line was opened. */
gboolean _tl_quote_step (TlQuote *quote, const TlLayout *layout, guint i);
/** _tl_label_amends: whether what follows the label is an order to amend, which no quoted text
 * begins with. */
gboolean _tl_label_amends (const TlLine *line);
/** _tl_layout_open_quotes: Returns: (transfer full): a byte a line, 1 where a quotation opens that
 * is never closed. */
guint8 *_tl_layout_open_quotes (const TlLayout *layout);

/**
 * TlBody: the parse of one article's lines into clauses, points and paragraphs.
 */
typedef struct _TlBody TlBody;

/** _tl_body_new: @open_quotes is of _tl_layout_open_quotes(), @text what the layout was made of. */
TlBody *_tl_body_new (TlStatuteStructure *result,
                      const TlLayout *layout,
                      const guint8 *open_quotes,
                      const char *text);
void _tl_body_free (TlBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlBody, _tl_body_free)
/** _tl_body_begin: the lines that follow belong to the article with this index in the result (-1
 * where the article itself is not in it) and this anchor. */
void _tl_body_begin (TlBody *body, int article, const char *anchor);
/** _tl_body_line: takes line @i; @from is where its text begins (after a heading's label). */
void _tl_body_line (TlBody *body, guint i, const char *from);
/** _tl_body_end: the article is over; the unit being read is written out. */
void _tl_body_end (TlBody *body);
/** _tl_body_in_weak_quote: whether the quotation being read is never closed. */
gboolean _tl_body_in_weak_quote (const TlBody *body);
/** _tl_body_in_quote: whether line @i stands in a quotation; @next_article is the number that would
 * come next, by which a lost closing mark is noticed. */
gboolean _tl_body_in_quote (TlBody *body, guint i, int next_article);

/** _tl_structure_new: Returns: an empty structure. */
TlStatuteStructure *_tl_structure_new (void);
/** _tl_structure_add: Returns: the new unit, or %NULL at the bound on blocks; @anchor and @label
 * are taken. */
TlUnit *_tl_structure_add (
    TlStatuteStructure *self, TlUnitKind kind, char *anchor, char *label, int parent);
/** _tl_structure_warn: adds a warning in words. */
void _tl_structure_warn (TlStatuteStructure *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/** _tl_text_says_repealed: whether a unit's text says only that it is repealed. */
gboolean _tl_text_says_repealed (const char *text);

G_END_DECLS
