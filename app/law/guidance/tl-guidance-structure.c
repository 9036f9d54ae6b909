/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/guidance/tl-guidance-structure.h"

#include <string.h>

#include "law/guidance/tl-guidance-private.h"
#include "law/judgment/tl-judgment-private.h"
#include "law/tl-scan-private.h"

/* How far ahead the question mark of a numbered paragraph is looked for, in paragraphs. */
#define ASK_AHEAD 12
/* Numbers that a letter may have lost between two questions. */
#define GAP_MAX 3
/* A heading of a situation without a question mark, in characters. */
#define HEADING_MAX 250
/* The head of a letter whose questions were not found, in lines. */
#define HEAD_LINES 30
#define N_LETTERS  23
#define PARTS_MAX  17

typedef struct
{
  TlGuidanceStructure *result;
  TlLayout *layout;
  const char *text;
  TlGuidanceStyle style;
  GArray *paragraphs; /* TlGuidanceText */
  int part;           /* unit of the part being read, or -1 */
  int outer;          /* of a part in letters around parts in Roman numbers */
  int part_value[2];  /* letters, Roman */
  gboolean letters;   /* the parts began with A */
  int last;           /* number of the last question of the part */
  guint series;       /* how often "Câu 1" began anew without a part */
  int count;          /* questions of the whole letter */
  int inner;          /* last number of a list inside an answer */
  guint loose[3];     /* paragraphs outside questions: opening, part, closing */
  gboolean in_body;   /* lines are running text, not those of head and signature */
  gboolean asked;     /* some situation asks or is answered in so many words */
} Reading;

static void
unit_free (gpointer data)
{
  TlGuidanceUnit *unit = data;

  g_free (unit->anchor);
  g_free (unit->label);
  g_free (unit->heading);
  g_free (unit->text);
  g_free (unit);
}

static void
situation_free (gpointer data)
{
  TlGuidanceSituation *situation = data;

  g_free (situation->anchor);
  g_free (situation->question);
  g_free (situation->answer);
  g_free (situation);
}

static const TlGuidanceText *
paragraph_at (const Reading *self, guint i)
{
  return i < self->paragraphs->len ? &g_array_index (self->paragraphs, TlGuidanceText, i) : NULL;
}

/* The paragraph's lines from @from on, joined: what the layout left out stands between them. */
static char *
dup_text (const Reading *self, const TlGuidanceText *paragraph, const char *from, const char *to)
{
  GString *out = g_string_new (NULL);

  for (guint i = paragraph->first; i < paragraph->end; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      const char *start = MAX (line->from, from);
      const char *stop = MIN (line->to, to);

      if (start >= stop)
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      _tl_scan_collapse (out, start, stop);
    }
  return g_string_free (out, FALSE);
}

static TlGuidanceUnit *
add_unit (Reading *self, TlGuidanceUnitKind kind, char *anchor, int parent)
{
  TlGuidanceUnit *unit = g_new0 (TlGuidanceUnit, 1);

  unit->kind = kind;
  unit->anchor = anchor;
  unit->parent = parent;
  g_ptr_array_add (self->result->units, unit);
  return unit;
}

static void
place (const Reading *self, TlGuidanceUnit *unit, const char *from, const char *to)
{
  unit->from = (gsize)(from - self->text);
  unit->to = (gsize)(to - self->text);
}

/* ---- Paragraphs ---- */

static gboolean
has_label (const Reading *self, const TlLine *line)
{
  int value, sub;
  gboolean roman;

  return _tl_guidance_read_part (line->from, line->to, &value, &roman) != NULL
         || _tl_guidance_read_answer (line->from, line->to) != NULL
         || (self->style != TL_GUIDANCE_STYLE_NUMBER
             && _tl_guidance_read_number (self->style, line->from, line->to, &value, &sub) != NULL);
}

static gboolean
starts_paragraph (const Reading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  const TlLine *before = i > 0 ? _tl_layout_line (self->layout, i - 1) : NULL;
  int value, sub;
  gboolean roman;

  if (before == NULL || has_label (self, line))
    return TRUE;
  /* A heading goes on in capitals, or begins below "Phần thứ nhất". */
  if (_tl_guidance_read_part (before->from, before->to, &value, &roman) != NULL)
    return !_tl_scan_is_upper (line->from, line->to) || g_ascii_isdigit (*line->from);
  if (self->in_body ? _tl_layout_starts_paragraph (self->layout, i)
                    : _tl_layout_starts_own_line (self->layout, i))
    return TRUE;
  if (_tl_line_starts_small (line))
    return FALSE;
  /* A number below a heading without a mark; a full printed line goes on with a figure. */
  if ((!self->layout->printed || before->width * 100 < self->layout->width * 88)
      && _tl_guidance_read_number (TL_GUIDANCE_STYLE_NUMBER, line->from, line->to, &value, &sub)
             != NULL)
    return TRUE;
  if (_tl_guidance_asks (before->from, before->to)
      || _tl_guidance_is_closing (line->from, line->to))
    return TRUE;
  /* Below a heading or "Câu 1:", which end without a mark. */
  return self->style == TL_GUIDANCE_STYLE_NUMBER
             ? _tl_scan_is_upper (before->from, before->to)
             : _tl_guidance_read_number (self->style, before->from, before->to, &value, &sub)
                   == before->to;
}

static void
read_paragraphs (Reading *self)
{
  for (guint i = 0; i < self->layout->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      TlGuidanceText paragraph = { i, i + 1, line->from, line->to };
      int value, sub;

      if (self->paragraphs->len > 0 && !starts_paragraph (self, i))
        {
          TlGuidanceText *last
              = &g_array_index (self->paragraphs, TlGuidanceText, self->paragraphs->len - 1);

          last->end = i + 1;
          last->to = line->to;
          continue;
        }
      g_array_append_val (self->paragraphs, paragraph);
      if (has_label (self, line)
          || _tl_guidance_read_number (self->style, line->from, line->to, &value, &sub) != NULL)
        self->in_body = TRUE;
      else if (_tl_guidance_is_closing (line->from, line->to))
        self->in_body = FALSE;
    }
}

static void
drop_page_numbers (Reading *self)
{
  g_autofree guint8 *marks = g_malloc0 (self->layout->lines->len + 1);
  guint kept = 0;

  /* The numbers of a table's rows stand alone as well. */
  if (self->style == TL_GUIDANCE_STYLE_TABLE)
    return;
  _tl_judgment_mark_page_numbers (self->layout, marks);
  for (guint i = 0; i < self->layout->lines->len; i++)
    if (marks[i] == 0)
      {
        g_array_index (self->layout->lines, TlLine, kept) = *_tl_layout_line (self->layout, i);
        kept++;
      }
  g_array_set_size (self->layout->lines, kept);
}

/* ---- Questions and answers ---- */

static gboolean
begins_number (const Reading *self, const TlGuidanceText *paragraph, int *value, const char **rest)
{
  int sub;

  *rest = _tl_guidance_read_number (self->style, paragraph->from, paragraph->to, value, &sub);
  return *rest != NULL && sub == 0;
}

/* Whether the numbered paragraph @i asks: a question mark or "Trả lời:" before the next number. */
static gboolean
asks (const Reading *self, guint i)
{
  for (guint k = i; k < MIN (i + ASK_AHEAD, self->paragraphs->len); k++)
    {
      const TlGuidanceText *paragraph = paragraph_at (self, k);
      const char *rest;
      int value;

      if (k > i && begins_number (self, paragraph, &value, &rest))
        return FALSE;
      if (_tl_guidance_asks (paragraph->from, paragraph->to)
          || (k > i && _tl_guidance_read_answer (paragraph->from, paragraph->to) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* The same of a label that nothing else bears: "Câu 1" may begin anew. */
static gboolean
opens_marked (const Reading *self, int value)
{
  if (value == 0 || (value == self->count + 1 && value > self->last))
    return TRUE;
  return self->style == TL_GUIDANCE_STYLE_WORD && value == 1 && self->last > 1;
}

/* Whether number @value opens the next question, or goes on with a list inside an answer. */
static gboolean
opens_situation (Reading *self, guint i, int value)
{
  gboolean next = value == self->last + 1 || (self->last == 0 && value == self->count + 1)
                  || (self->last > 0 && value > self->last && value <= self->last + GAP_MAX
                      && asks (self, i));

  if (self->style != TL_GUIDANCE_STYLE_NUMBER)
    return next || opens_marked (self, value);
  if (self->last > 0 && value == 1)
    self->inner = 1;
  else if (next && (self->inner == 0 || value != self->inner + 1 || asks (self, i)))
    return TRUE;
  else if (value == self->inner + 1)
    self->inner++;
  return FALSE;
}

/* The number of the question that opens; the next one is judged by it. */
static int
note_number (Reading *self, int value)
{
  value = value > 0 ? value : self->last + 1;
  if (self->last > 0 && value <= self->last)
    self->series++;
  if (self->last > 0 && value > self->last + 1)
    g_ptr_array_add (self->result->warnings, g_strdup_printf ("thiếu mục %d", self->last + 1));
  self->last = value;
  self->inner = 0;
  self->count++;
  return value;
}

/* The text of a question ends here: @answer is where the answer begins in paragraph @i. */
typedef struct
{
  guint i;
  const char *answer;
  gboolean found;
} Turn;

static gboolean
find_mark (const Reading *self, guint first, guint end, Turn *turn)
{
  for (guint i = first; i < end; i++)
    {
      const TlGuidanceText *paragraph = paragraph_at (self, i);
      const char *rest = _tl_guidance_read_answer (paragraph->from, paragraph->to);

      if (rest == NULL)
        continue;
      *turn = (Turn){ i, rest, TRUE };
      return TRUE;
    }
  return FALSE;
}

/* The last "?" of the paragraph from @from on, behind which text follows. */
static const char *
after_last_ask (const TlGuidanceText *paragraph, const char *from)
{
  for (const char *p = paragraph->to; p > from; p--)
    if (p[-1] == '?')
      return _tl_scan_blanks (p, paragraph->to);
  return NULL;
}

/* Where the answer begins of the situation in paragraphs [@first, @end), its text from @from. */
static Turn
find_turn (const Reading *self, guint first, guint end, const char *from)
{
  const TlGuidanceText *head = paragraph_at (self, first);
  Turn turn = { first, from, FALSE };
  const char *after;
  guint i;

  if (find_mark (self, first + 1, end, &turn))
    return turn;
  for (i = first; i < MIN (first + ASK_AHEAD, end); i++)
    if (_tl_guidance_asks (paragraph_at (self, i)->from, paragraph_at (self, i)->to))
      break;
  if (i < MIN (first + ASK_AHEAD, end))
    {
      while (
          i + 1 < end
          && _tl_guidance_asks (paragraph_at (self, i + 1)->from, paragraph_at (self, i + 1)->to))
        i++;
      return (Turn){ i + 1, i + 1 < end ? paragraph_at (self, i + 1)->from : NULL, TRUE };
    }
  after = after_last_ask (head, from);
  if (after != NULL)
    return (Turn){ first, after, TRUE };
  /* The label stands in a line of its own. */
  if (from >= head->to && end > first + 1)
    {
      head = paragraph_at (self, ++first);
      from = head->from;
    }
  if (end > first + 1 && strchr (".;", head->to[-1]) == NULL
      && g_utf8_strlen (from, head->to - from) <= HEADING_MAX)
    return (Turn){ first + 1, paragraph_at (self, first + 1)->from, TRUE };
  return turn;
}

static void
append_line (GString *all, const char *text)
{
  if (*text == '\0')
    return;
  if (all->len > 0)
    g_string_append_c (all, '\n');
  g_string_append (all, text);
}

/* The counts by which the paragraphs of one situation are named. */
typedef struct
{
  int unit;
  int value;
  guint questions;
  guint answers;
  int letter;
  int sub;
  GString *question;
  GString *answer;
} Situation;

/* "a)" and "1.2" name their paragraphs themselves, in sequence. */
static char *
dup_own_anchor (Reading *self,
                Situation *situation,
                const TlGuidanceText *paragraph,
                const char **from,
                char **label)
{
  const TlGuidanceUnit *parent = g_ptr_array_index (self->result->units, (guint)situation->unit);
  const TlLabel *read = &_tl_layout_line (self->layout, paragraph->first)->label;
  int value, sub;
  const char *rest
      = _tl_guidance_read_number (TL_GUIDANCE_STYLE_NUMBER, *from, paragraph->to, &value, &sub);

  if (rest != NULL && sub > 0 && value == situation->value && sub == situation->sub + 1)
    {
      situation->sub = sub;
      *from = rest;
      *label = g_strdup_printf ("%d.%d", value, sub);
      return g_strdup_printf ("%s.%d", parent->anchor, sub);
    }
  if (*from == paragraph->from && read->kind == TL_LABEL_POINT && read->suffix == 0
      && read->number == situation->letter + 1 && read->number < N_LETTERS)
    {
      situation->letter = read->number;
      *label = g_strndup (*from, (gsize)(read->to - *from));
      *from = read->rest;
      return g_strdup_printf ("%s.%s", parent->anchor, _tl_scan_letter_code (read->number));
    }
  return NULL;
}

static void
add_paragraph (Reading *self,
               Situation *situation,
               guint i,
               const char *from,
               const char *to,
               gboolean answers)
{
  const TlGuidanceText *paragraph = paragraph_at (self, i);
  TlGuidanceUnit *parent = g_ptr_array_index (self->result->units, (guint)situation->unit);
  TlGuidanceUnit *unit;
  g_autofree char *whole = dup_text (self, paragraph, from, to);
  char *label = NULL;
  char *anchor;

  if (*whole == '\0')
    return;
  append_line (answers ? situation->answer : situation->question, whole);
  /* The first paragraph of all stands in the situation's own unit. */
  if (*parent->text == '\0')
    {
      g_free (parent->text);
      parent->text = g_steal_pointer (&whole);
      parent->to = (gsize)(to - self->text);
      situation->questions = 1;
      return;
    }
  anchor = dup_own_anchor (self, situation, paragraph, &from, &label);
  if (anchor == NULL)
    anchor = answers ? g_strdup_printf ("%s.dap%u", parent->anchor, ++situation->answers)
                     : g_strdup_printf ("%s.hoi%u", parent->anchor, ++situation->questions);
  unit = add_unit (self, answers ? TL_GUIDANCE_ANSWER : TL_GUIDANCE_QUESTION, anchor,
                   situation->unit);
  unit->label = label;
  unit->text = dup_text (self, paragraph, from, to);
  place (self, unit, from, to);
}

static char *
dup_situation_anchor (const Reading *self, int value)
{
  const TlGuidanceUnit *part
      = self->part >= 0 ? g_ptr_array_index (self->result->units, (guint)self->part) : NULL;

  g_autofree char *first = part != NULL ? g_strdup_printf ("%s.%d", part->anchor, value)
                                        : g_strdup_printf ("m%d", value);

  return self->series == 0 ? g_steal_pointer (&first)
                           : g_strdup_printf ("%s-%u", first, self->series + 1);
}

static void
begin_situation (Reading *self, int value, const TlGuidanceText *head, Situation *situation)
{
  TlGuidanceUnit *unit;

  unit = add_unit (self, TL_GUIDANCE_SITUATION, dup_situation_anchor (self, value), self->part);
  unit->label = g_strdup_printf ("%d", value);
  unit->text = g_strdup ("");
  place (self, unit, head->from, head->to);
  *situation = (Situation){
    (int)self->result->units->len - 1, value, 0, 0, -1, 0, g_string_new (NULL), g_string_new (NULL)
  };
}

/* Paragraphs [@first, @end); the first begins with the label, its text at @from. */
static void
add_situation (Reading *self, guint first, guint end, int value, const char *from)
{
  Turn turn = find_turn (self, first, end, from);
  TlGuidanceSituation *whole = g_new0 (TlGuidanceSituation, 1);
  Situation situation;

  begin_situation (self, value, paragraph_at (self, first), &situation);
  for (guint i = first; i < end; i++)
    {
      const TlGuidanceText *paragraph = paragraph_at (self, i);
      const char *start = i == first ? from : paragraph->from;

      if (i < turn.i)
        add_paragraph (self, &situation, i, start, paragraph->to, FALSE);
      else if (i > turn.i || turn.answer == NULL)
        add_paragraph (self, &situation, i, start, paragraph->to, TRUE);
      else
        {
          if (i == first && turn.found)
            add_paragraph (self, &situation, i, start, turn.answer, FALSE);
          add_paragraph (self, &situation, i, turn.answer, paragraph->to, TRUE);
        }
    }
  self->asked = self->asked || (turn.found && asks (self, first));
  whole->anchor = g_strdup (
      ((TlGuidanceUnit *)g_ptr_array_index (self->result->units, (guint)situation.unit))->anchor);
  whole->question = g_string_free (situation.question, !turn.found);
  whole->answer = g_string_free (situation.answer, FALSE);
  g_ptr_array_add (self->result->situations, whole);
}

/* ---- Parts ---- */

static gboolean
begins_part (Reading *self, const TlGuidanceText *paragraph, const char **heading, gboolean *roman)
{
  int value;
  gboolean is_roman;

  *heading = _tl_guidance_read_part (paragraph->from, paragraph->to, &value, &is_roman);
  if (*heading == NULL)
    return FALSE;
  /* "C" and "D" are Roman numbers as well; "A" begins letters. */
  if (!is_roman && !self->letters && (value != 1 || self->part_value[1] > 0))
    {
      const char *after = _tl_scan_roman (paragraph->from, paragraph->to, &value);

      is_roman = after != NULL;
      if (!is_roman)
        return FALSE;
    }
  if (value != self->part_value[is_roman] + 1 || value > PARTS_MAX)
    return FALSE;
  *roman = is_roman;
  return TRUE;
}

static void
add_part (Reading *self, guint i, const char *heading, gboolean roman)
{
  static const char *const numbers[PARTS_MAX + 1]
      = { "",   "i", "ii", "iii", "iv",   "v",   "vi", "vii", "viii",
          "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii" };
  const TlGuidanceText *paragraph = paragraph_at (self, i);
  int value = ++self->part_value[roman];
  const TlGuidanceUnit *outer = NULL;
  g_autofree char *own = NULL;
  TlGuidanceUnit *unit;

  if (roman)
    own = g_strdup (numbers[value]);
  else
    own = g_strdup_printf ("%c", 'a' + value - 1);
  if (roman && self->letters)
    outer = g_ptr_array_index (self->result->units, (guint)self->outer);
  unit = add_unit (self, TL_GUIDANCE_PART,
                   outer != NULL ? g_strdup_printf ("%s.%s", outer->anchor, own) : g_strdup (own),
                   outer != NULL ? self->outer : -1);
  unit->label = g_ascii_strup (own, -1);
  unit->heading = dup_text (self, paragraph, heading, paragraph->to);
  unit->text = g_strdup ("");
  place (self, unit, paragraph->from, paragraph->to);
  self->part = (int)self->result->units->len - 1;
  if (!roman)
    {
      self->letters = TRUE;
      self->outer = self->part;
      self->part_value[1] = 0;
    }
  self->last = self->inner = 0;
  self->loose[1] = 0;
  self->series = 0;
}

/* ---- The letter ---- */

static void
add_loose (Reading *self, guint i, TlGuidanceUnitKind kind)
{
  const TlGuidanceText *paragraph = paragraph_at (self, i);
  const TlGuidanceUnit *part = kind == TL_GUIDANCE_PARAGRAPH
                                   ? g_ptr_array_index (self->result->units, (guint)self->part)
                                   : NULL;
  guint number = ++self->loose[kind == TL_GUIDANCE_CLOSING ? 2 : part != NULL];
  char *anchor = part != NULL                  ? g_strdup_printf ("%s.t%u", part->anchor, number)
                 : kind == TL_GUIDANCE_CLOSING ? g_strdup_printf ("ket.%u", number)
                                               : g_strdup_printf ("mo.%u", number);
  TlGuidanceUnit *unit = add_unit (self, kind, anchor, part != NULL ? self->part : -1);

  unit->text = dup_text (self, paragraph, paragraph->from, paragraph->to);
  place (self, unit, paragraph->from, paragraph->to);
}

/* What paragraph @i opens. */
typedef enum
{
  OPENS_NOTHING,
  OPENS_PART,
  OPENS_SITUATION,
  OPENS_CLOSING,
} Opens;

static Opens
read_opening (Reading *self, guint i, int *value, const char **rest, gboolean *roman)
{
  const TlGuidanceText *paragraph = paragraph_at (self, i);

  if (begins_part (self, paragraph, rest, roman))
    return OPENS_PART;
  if (begins_number (self, paragraph, value, rest) && opens_situation (self, i, *value))
    return OPENS_SITUATION;
  if (self->count > 0 && _tl_guidance_is_closing (paragraph->from, paragraph->to))
    return OPENS_CLOSING;
  return OPENS_NOTHING;
}

/* @*first: the first paragraph of the body. */
static void
read_units (Reading *self, guint *first)
{
  int value = 0, open_value = 0;
  int open = -1;
  const char *rest = NULL, *open_rest = NULL;
  gboolean roman = TRUE, closing = FALSE;

  *first = self->paragraphs->len;
  for (guint i = 0; i <= self->paragraphs->len; i++)
    {
      Opens opens = i < self->paragraphs->len ? read_opening (self, i, &value, &rest, &roman)
                                              : OPENS_CLOSING;

      /* A list in the closing ("Nơi nhận: 1. …") asks nothing. */
      if (closing && i < self->paragraphs->len && opens != OPENS_PART && !asks (self, i))
        opens = OPENS_NOTHING;
      if (opens != OPENS_NOTHING && open >= 0)
        {
          add_situation (self, (guint)open, i, open_value, open_rest);
          open = -1;
        }
      if (i == self->paragraphs->len)
        break;
      if (opens == OPENS_PART)
        add_part (self, i, rest, roman);
      if (opens == OPENS_PART || opens == OPENS_SITUATION)
        {
          closing = FALSE;
          *first = MIN (*first, i);
        }
      if (opens == OPENS_SITUATION)
        {
          open = (int)i;
          open_rest = rest;
          open_value = note_number (self, value);
        }
      if (opens == OPENS_CLOSING && !closing)
        closing = TRUE;
      if (open < 0 && opens != OPENS_PART)
        add_loose (self, i,
                   closing           ? TL_GUIDANCE_CLOSING
                   : self->part >= 0 ? TL_GUIDANCE_PARAGRAPH
                                     : TL_GUIDANCE_OPENING);
    }
}

TlGuidanceStructure *
tl_guidance_structure_parse (const char *text)
{
  TlGuidanceStructure *result = g_new0 (TlGuidanceStructure, 1);
  g_autoptr (TlLayout) layout = NULL;
  g_autoptr (GArray) paragraphs = g_array_new (FALSE, FALSE, sizeof (TlGuidanceText));
  Reading self = { .result = result, .text = text, .paragraphs = paragraphs, .part = -1 };
  guint first, lines = HEAD_LINES;

  result->units = g_ptr_array_new_with_free_func (unit_free);
  result->situations = g_ptr_array_new_with_free_func (situation_free);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  g_return_val_if_fail (text != NULL, result);

  self.layout = layout = _tl_layout_new (text, _tl_page_noise);
  self.style = _tl_guidance_find_style (layout);
  drop_page_numbers (&self);
  read_paragraphs (&self);
  read_units (&self, &first);
  if (first < paragraphs->len)
    lines = MIN (lines, paragraph_at (&self, first)->first);
  _tl_guidance_read_head (result, layout, lines);
  if (!self.asked && result->number == NULL)
    {
      g_ptr_array_set_size (result->units, 0);
      g_ptr_array_set_size (result->situations, 0);
      g_ptr_array_set_size (result->warnings, 0);
    }
  return result;
}

void
tl_guidance_structure_free (TlGuidanceStructure *structure)
{
  if (structure == NULL)
    return;
  tl_doc_number_free (structure->number);
  g_free (structure->date);
  g_free (structure->issuer);
  g_free (structure->title);
  g_ptr_array_unref (structure->units);
  g_ptr_array_unref (structure->situations);
  g_ptr_array_unref (structure->warnings);
  g_free (structure);
}
