/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-structure-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

/* How far ahead a missing unit is looked for before a gap is believed. */
#define LOOK_AHEAD_LINES 600
#define CLAUSE_GAP_MAX   5
#define POINT_GAP_MAX    3

struct _TlBody
{
  TlStatuteStructure *result;
  const TlLayout *layout;
  const guint8 *open_quotes;
  const char *text;
  TlQuote quote;

  int article;
  char *anchor;

  int clause; /* index of the clause being read, or -1 */
  char *clause_anchor;
  int clause_number;
  int clause_suffix;
  gboolean has_point;
  int point_letter;
  int point_digit;

  int current; /* the unit that takes text, or -1 */
  GString *own;
  guint paragraphs; /* of the article, or of the clause being read */
  gboolean after_quote;
};

TlBody *
_tl_body_new (TlStatuteStructure *result,
              const TlLayout *layout,
              const guint8 *open_quotes,
              const char *text)
{
  TlBody *self = g_new0 (TlBody, 1);

  self->result = result;
  self->layout = layout;
  self->open_quotes = open_quotes;
  self->text = text;
  self->own = g_string_new (NULL);
  self->article = self->clause = self->current = -1;
  return self;
}

void
_tl_body_free (TlBody *body)
{
  if (!body)
    return;
  g_free (body->anchor);
  g_free (body->clause_anchor);
  g_string_free (body->own, TRUE);
  g_free (body);
}

static TlUnit *
unit_at (TlBody *self, int index)
{
  return index >= 0 ? g_ptr_array_index (self->result->units, (guint)index) : NULL;
}

static void
flush (TlBody *self)
{
  TlUnit *unit = unit_at (self, self->current);

  if (unit)
    {
      g_free (unit->text);
      unit->text = g_strndup (self->own->str, self->own->len);
      unit->repealed = _tl_text_says_repealed (unit->text);
    }
  g_string_truncate (self->own, 0);
  self->current = -1;
}

/* Makes @unit, just added, the one that takes text. */
static void
turn_to (TlBody *self, TlUnit *unit, const TlLine *line)
{
  flush (self);
  if (!unit)
    return;
  self->current = (int)self->result->units->len - 1;
  unit->from = (gsize)(line->from - self->text);
  unit->to = (gsize)(line->to - self->text);
}

static void
append (TlBody *self, const char *from, const char *to, char separator)
{
  TlUnit *unit = unit_at (self, self->current);

  if (!unit || from >= to)
    return;
  if (self->own->len > 0)
    g_string_append_c (self->own, separator);
  _tl_scan_collapse (self->own, from, to);
  unit->to = (gsize)(to - self->text);
}

void
_tl_body_begin (TlBody *body, int article, const char *anchor)
{
  _tl_body_end (body);
  body->article = article;
  g_free (body->anchor);
  body->anchor = g_strdup (anchor);
  body->current = article;
}

void
_tl_body_end (TlBody *body)
{
  flush (body);
  body->article = body->clause = -1;
  body->clause_number = body->clause_suffix = 0;
  body->has_point = FALSE;
  body->paragraphs = 0;
  body->quote.depth = 0;
}

/* Sequence */

/* Whether a unit of this kind, number and suffix comes later in the article. */
static gboolean
comes_later (TlBody *self, guint i, TlLabelKind kind, int number)
{
  for (guint k = i + 1; k < self->layout->lines->len && k < i + LOOK_AHEAD_LINES; k++)
    {
      const TlLabel *label = &_tl_layout_line (self->layout, k)->label;

      if (label->kind == TL_LABEL_ARTICLE
          || (kind == TL_LABEL_POINT && label->kind == TL_LABEL_CLAUSE))
        return FALSE;
      if (label->kind == kind && label->number == number && label->suffix == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
follows_an_end (TlBody *self, guint i)
{
  return i == 0 || self->own->len == 0 || _tl_line_ended (_tl_layout_line (self->layout, i - 1));
}

static gboolean
starts_capital (const TlLine *line)
{
  return line->label.rest >= line->to || !g_unichar_islower (g_utf8_get_char (line->label.rest));
}

static gboolean
clause_is_next (TlBody *self, guint i, const TlLine *line)
{
  const TlLabel *label = &line->label;

  if (!starts_capital (line) && !follows_an_end (self, i))
    return FALSE;
  if (label->number == self->clause_number + 1)
    return label->suffix <= 1;
  if (label->number == self->clause_number && self->clause_number > 0)
    return label->suffix == self->clause_suffix + 1;
  if (label->number <= self->clause_number || label->number > self->clause_number + CLAUSE_GAP_MAX
      || label->suffix > 0 || !follows_an_end (self, i))
    return FALSE;
  return !comes_later (self, i, TL_LABEL_CLAUSE, self->clause_number + 1);
}

static gboolean
point_is_next (TlBody *self, guint i, const TlLine *line)
{
  const TlLabel *label = &line->label;

  int last = self->has_point ? self->point_letter : -1;

  if (label->number == last)
    return label->suffix == self->point_digit + 1;
  if (label->number == last + 1)
    return label->suffix <= (self->has_point ? 1 : 0);
  if (label->number < last || label->number > last + POINT_GAP_MAX || label->suffix > 0
      || !follows_an_end (self, i))
    return FALSE;
  return !comes_later (self, i, TL_LABEL_POINT, last + 1);
}

static void
warn_gap (TlBody *self, const TlLine *line, const char *unit, gboolean gap)
{
  g_autofree char *label = NULL;

  if (!gap)
    return;
  label = g_strndup (line->from, (gsize)(line->label.to - line->from));
  _tl_structure_warn (self->result, "%s: %s %s does not follow the one before it", self->anchor,
                      unit, label);
}

static void
open_clause (TlBody *self, const TlLine *line)
{
  const TlLabel *label = &line->label;
  g_autofree char *letter = NULL;
  TlUnit *unit;

  warn_gap (self, line, "khoản", label->number > self->clause_number + 1);
  if (label->suffix > 0)
    letter = g_strdup (_tl_scan_letter_code (label->suffix - 1));
  g_free (self->clause_anchor);
  self->clause_anchor
      = g_strdup_printf ("%s.k%d%s", self->anchor, label->number, letter ? letter : "");
  unit = _tl_structure_add (self->result, TL_UNIT_CLAUSE, g_strdup (self->clause_anchor),
                            g_strndup (line->from, (gsize)(label->to - line->from)), self->article);
  turn_to (self, unit, line);
  self->clause = self->current;
  self->clause_number = label->number;
  self->clause_suffix = label->suffix;
  self->has_point = FALSE;
  self->paragraphs = 1;
  append (self, label->rest, line->to, ' ');
}

static void
open_point (TlBody *self, const TlLine *line)
{
  const TlLabel *label = &line->label;
  g_autofree char *digit = NULL;
  TlUnit *unit;

  warn_gap (self, line, "điểm", label->number > (self->has_point ? self->point_letter + 1 : 0));
  if (label->suffix > 0)
    digit = g_strdup_printf ("%d", label->suffix);
  unit = _tl_structure_add (
      self->result, TL_UNIT_POINT,
      g_strdup_printf ("%s.p%s%s", self->clause >= 0 ? self->clause_anchor : self->anchor,
                       _tl_scan_letter_code (label->number), digit ? digit : ""),
      g_strndup (line->from, (gsize)(label->to - line->from)),
      self->clause >= 0 ? self->clause : self->article);
  turn_to (self, unit, line);
  self->has_point = TRUE;
  self->point_letter = label->number;
  self->point_digit = label->suffix;
  append (self, label->rest, line->to, ' ');
}

/* Paragraphs without a number: the first is the own text of the article or clause, so that "đoạn 2"
 * is t2. */
static void
open_paragraph (TlBody *self, const TlLine *line, const char *from)
{
  const char *anchor = self->clause >= 0 ? self->clause_anchor : self->anchor;
  TlUnit *unit;

  self->paragraphs++;
  unit = _tl_structure_add (self->result, TL_UNIT_PARAGRAPH,
                            *anchor ? g_strdup_printf ("%s.t%u", anchor, self->paragraphs)
                                    : g_strdup_printf ("t%u", self->paragraphs),
                            NULL, self->clause >= 0 ? self->clause : self->article);
  turn_to (self, unit, line);
  append (self, from, line->to, ' ');
}

static gboolean
is_bullet (const TlLine *line)
{
  return *line->from == '+' || *line->from == '*' || _tl_scan_dash (line->from, line->to) != NULL;
}

static void
take_text (TlBody *self, guint i, const char *from, gboolean quoted)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  gboolean begins = from == line->from && _tl_layout_starts_paragraph (self->layout, i);

  if (self->current >= 0 && self->own->len == 0)
    {
      if (self->current == self->article)
        self->paragraphs = 1;
      append (self, from, line->to, ' ');
    }
  else if (self->current < 0)
    open_paragraph (self, line, from);
  else if (quoted || is_bullet (line))
    append (self, from, line->to,
            begins || _tl_quote_starts (self->layout, i)
                    || (quoted && line->label.kind != TL_LABEL_NONE)
                ? '\n'
                : ' ');
  else if (begins || self->after_quote)
    open_paragraph (self, line, from);
  else
    append (self, from, line->to, ' ');
}

gboolean
_tl_body_in_weak_quote (const TlBody *body)
{
  return body->quote.depth > 0 && body->quote.weak;
}

gboolean
_tl_body_in_quote (TlBody *body, guint i, int next_article)
{
  const TlLine *line = _tl_layout_line (body->layout, i);
  const TlLabel *label = &line->label;
  gboolean next = FALSE;

  if (body->quote.depth == 0)
    return _tl_quote_starts (body->layout, i);
  if (label->kind == TL_LABEL_ARTICLE)
    next = label->number == next_article;
  else if (label->kind == TL_LABEL_CLAUSE)
    next = label->number == body->clause_number + 1;
  else if (label->kind == TL_LABEL_POINT)
    next = body->has_point && label->number == body->point_letter + 1;
  /* The closing mark was lost: the outer sequence goes on, with an order to amend. */
  if (next && (_tl_label_amends (line) || (body->quote.weak && label->kind == TL_LABEL_ARTICLE)))
    body->quote.depth = 0;
  return body->quote.depth > 0;
}

void
_tl_body_line (TlBody *body, guint i, const char *from)
{
  const TlLine *line = _tl_layout_line (body->layout, i);
  gboolean quoted = from == line->from && _tl_body_in_quote (body, i, 0);
  TlLine rest = *line;

  /* "Điều 5. 1. Text": the first clause stands in the line of the article. */
  if (from > line->from)
    {
      rest.from = from;
      _tl_label_read (from, line->to, &rest.label);
    }
  if (!quoted && rest.label.kind == TL_LABEL_CLAUSE && clause_is_next (body, i, &rest))
    open_clause (body, &rest);
  else if (!quoted && rest.label.kind == TL_LABEL_POINT && point_is_next (body, i, &rest))
    open_point (body, &rest);
  else
    take_text (body, i, from, quoted);
  if (_tl_quote_step (&body->quote, body->layout, i))
    body->quote.weak = body->open_quotes[i];
  body->after_quote = quoted && body->quote.depth == 0;
}
