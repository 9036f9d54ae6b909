/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-statute-structure.h"

#include <string.h>

#include "law/tl-scan-private.h"
#include "law/statute/tl-statute-private.h"
#include "law/statute/tl-structure-private.h"

/* A heading is a phrase: longer ones and those with sentences in them are text. */
#define SENTENCE_HEADING_MAX 240
/* A printed line this full (percent of the width) goes on in the next. */
#define FULL_LINE 85

static void
flush (TlStatuteReading *self)
{
  if (self->plain >= 0)
    {
      TlUnit *unit = g_ptr_array_index (self->result->units, (guint)self->plain);

      g_free (unit->text);
      unit->text = g_strndup (self->own->str, self->own->len);
    }
  g_string_truncate (self->own, 0);
  self->plain = -1;
  _tl_body_end (self->body);
  self->in_article = FALSE;
}

static int
add_unit (TlStatuteReading *self, TlUnitKind kind, char *anchor, const TlLine *line, int parent)
{
  const TlLabel *label = &line->label;
  const char *to = label->kind != TL_LABEL_NONE ? label->to : line->from;
  g_autofree char *printed = g_strndup (line->from, (gsize)(to - line->from));
  TlUnit *unit
      = _tl_structure_add (self->result, kind, anchor, g_strstrip (g_strdup (printed)), parent);

  if (!unit)
    return -1;
  unit->from = (gsize)(line->from - self->text);
  unit->to = (gsize)(line->to - self->text);
  return (int)self->result->units->len - 1;
}

static void
add_plain (TlStatuteReading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  TlUnit *unit
      = self->plain >= 0 ? g_ptr_array_index (self->result->units, (guint)self->plain) : NULL;

  if (!unit)
    return;
  if (self->own->len > 0)
    g_string_append_c (self->own, _tl_layout_starts_own_line (self->layout, i) ? '\n' : ' ');
  _tl_scan_collapse (self->own, line->from, line->to);
  unit->to = (gsize)(line->to - self->text);
}

/* Headings */

/* Whether the line breaks off with a word that no heading ends with: "…thẩm quyền giải quyết của".
 * Words with a second meaning (tự do, tồn tại, tặng cho) are not among them. */
static gboolean
breaks_off (const TlLine *line)
{
  static const char *const words[]
      = { "của", "và", "về", "hoặc", "các", "những", "với", "bởi", "giữa", "Điều" };
  const char *word = line->to;

  while (word > line->from && word[-1] != ' ')
    word--;
  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (strlen (words[k]) == (gsize)(line->to - word)
        && memcmp (word, words[k], strlen (words[k])) == 0)
      return TRUE;
  return FALSE;
}

/* Whether line @j goes on what the line before it began as a heading. */
static gboolean
heading_goes_on (TlStatuteReading *self, guint j)
{
  const TlLine *line = _tl_layout_line (self->layout, j);
  const TlLine *before = _tl_layout_line (self->layout, j - 1);
  const TlLine *after = _tl_layout_line (self->layout, j + 1);

  if (!line || _tl_quote_starts (self->layout, j))
    return FALSE;
  /* "…điều tra cơ bản đất đai;" / "đăng ký, cấp Giấy chứng nhận" */
  if (_tl_line_ended (before) && !(self->layout->printed && before->to[-1] == ';'))
    return FALSE;
  if (_tl_line_starts_small (line) && line->label.kind == TL_LABEL_NONE)
    return TRUE;
  if (_tl_line_ended (before))
    return FALSE;
  if (self->layout->printed && line->label.kind == TL_LABEL_NONE && breaks_off (before))
    return TRUE;
  if (!self->layout->printed || before->width * 100 < self->layout->width * FULL_LINE)
    return FALSE;
  /* "…quy định tại khoản 1 Điều" / "5 Nghị định này" */
  if (g_ascii_isdigit (*line->from))
    return line->label.kind == TL_LABEL_NONE;
  /* A capital begins either a name in the heading or the text: a heading's last line is short, and
   * a unit follows it. */
  return line->label.kind == TL_LABEL_NONE && !_tl_line_ended (line) && after
         && after->label.kind != TL_LABEL_NONE && after->label.kind != TL_LABEL_ARTICLE
         && line->width * 100 < self->layout->width * FULL_LINE;
}

static gboolean
is_heading (TlStatuteReading *self, const GString *phrase, guint next)
{
  const TlLine *before = next > 0 ? _tl_layout_line (self->layout, next - 1) : NULL;
  const TlLine *after = _tl_layout_line (self->layout, next);
  char last;

  if (phrase->len == 0)
    return FALSE;
  last = phrase->str[phrase->len - 1];
  if (last == ';' || last == ':' || last == ',' || last == '/')
    return FALSE;
  /* A full line where no article has had a heading so far: "Điều 3. Chánh Văn phòng…, Giám đốc /
   * Sở Tài chính… chịu trách nhiệm thi hành". */
  if (last != '.' && !self->layout->printed && after && after->label.kind == TL_LABEL_CLAUSE)
    return TRUE;
  if (last != '.')
    return self->headings > 0 || self->articles <= 1 || !before
           || before->width * 100 < self->layout->width * FULL_LINE;
  /* A heading that ends with a full stop: short, one phrase, and text follows. */
  return phrase->len <= SENTENCE_HEADING_MAX
         && strchr (phrase->str, '.') == phrase->str + phrase->len - 1 && after
         && (after->label.kind == TL_LABEL_CLAUSE || after->label.kind == TL_LABEL_POINT);
}

/* Takes the heading of the article at line @i; Returns: the line its body begins in, with @from set
 * where in it. */
static guint
take_article_heading (TlStatuteReading *self, guint i, TlUnit *unit, const char **from)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  g_autoptr (GString) phrase = g_string_new (NULL);
  TlLabel inner = { 0 };
  guint j = i + 1;

  *from = line->label.rest;
  if (line->label.rest < line->to)
    _tl_label_read (line->label.rest, line->to, &inner);
  if (line->label.rest >= line->to)
    {
      const TlLine *next = _tl_layout_line (self->layout, j);

      if (!next || next->label.kind != TL_LABEL_NONE || _tl_quote_starts (self->layout, j))
        return j;
      *from = next->from;
      j++;
    }
  else if (inner.kind == TL_LABEL_CLAUSE)
    return i;
  _tl_scan_collapse (phrase, *from, _tl_layout_line (self->layout, j - 1)->to);
  while (heading_goes_on (self, j))
    {
      g_string_append_c (phrase, ' ');
      _tl_scan_collapse (phrase, _tl_layout_line (self->layout, j)->from,
                         _tl_layout_line (self->layout, j)->to);
      j++;
    }
  if (!is_heading (self, phrase, j))
    return line->label.rest >= line->to ? i + 1 : i;
  g_string_truncate (
      phrase, (gsize)(_tl_footnote_trim (phrase->str, phrase->str + phrase->len) - phrase->str));
  if (phrase->len > 0 && phrase->str[phrase->len - 1] == '.')
    g_string_truncate (phrase, phrase->len - 1);
  unit->heading = g_strndup (phrase->str, phrase->len);
  self->headings++;
  unit->repealed = _tl_text_says_repealed (unit->heading);
  unit->to = (gsize)(_tl_layout_line (self->layout, j - 1)->to - self->text);
  *from = j < self->layout->lines->len ? _tl_layout_line (self->layout, j)->from : NULL;
  return j;
}

/* Title of a part, chapter or annex: the rest of its line and the lines in capitals after it. */
static guint
take_title (TlStatuteReading *self, guint i, TlUnit *unit)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  g_autoptr (GString) title = g_string_new (NULL);
  guint j = i + 1;

  if (line->label.rest < line->to)
    _tl_scan_collapse (title, line->label.rest, line->to);
  for (; j < self->layout->lines->len; j++)
    {
      const TlLine *next = _tl_layout_line (self->layout, j);

      if ((next->label.kind != TL_LABEL_NONE && next->label.kind != TL_LABEL_ATTACHED)
          || (title->len > 0 && !_tl_scan_is_upper (next->from, next->to)
              && !_tl_line_starts_small (next)))
        break;
      if (title->len > 0)
        g_string_append_c (title, ' ');
      _tl_scan_collapse (title, next->from, next->to);
      unit->to = (gsize)(next->to - self->text);
    }
  g_string_truncate (title,
                     (gsize)(_tl_footnote_trim (title->str, title->str + title->len) - title->str));
  unit->heading = title->len > 0 ? g_strdup (title->str) : NULL;
  return j;
}

/* Units */

static int
innermost (const TlStatuteReading *self)
{
  for (int level = TL_STATUTE_LEVELS - 1; level >= 0; level--)
    if (self->levels[level] >= 0)
      return self->levels[level];
  return self->annex;
}

static char *
level_anchor (TlStatuteReading *self, guint level, const TlLabel *label)
{
  static const char *const codes[TL_STATUTE_LEVELS] = { "p", "c", "m", "tm" };
  const char *suffix = label->suffix > 0 ? _tl_scan_letter_code (label->suffix - 1) : "";
  g_autofree char *own = g_strdup_printf ("%s%d%s", codes[level], label->number, suffix);
  g_autofree char *anchor = g_strconcat (self->prefix, own, NULL);
  int parent = -1;

  for (int up = (int)level - 1; up >= 0 && parent < 0; up--)
    parent = self->levels[up];
  /* Chapters are numbered through the whole law: their part is named only where they are not. */
  if (parent >= 0 && (level > 1 || g_hash_table_contains (self->anchors, anchor)))
    {
      const TlUnit *outer = g_ptr_array_index (self->result->units, (guint)parent);

      g_free (anchor);
      anchor = g_strconcat (outer->anchor, ".", own, NULL);
    }
  /* The same number twice in one place: the print is wrong, both stay. */
  if (g_hash_table_contains (self->anchors, anchor))
    return g_strdup_printf ("%s~%u", anchor, g_hash_table_size (self->anchors));
  return g_steal_pointer (&anchor);
}

static guint
open_level (TlStatuteReading *self, guint i)
{
  static const TlUnitKind kinds[TL_STATUTE_LEVELS]
      = { TL_UNIT_PART, TL_UNIT_CHAPTER, TL_UNIT_SECTION, TL_UNIT_SUBSECTION };
  const TlLine *line = _tl_layout_line (self->layout, i);
  guint level = (guint)(line->label.kind - TL_LABEL_PART);
  char *anchor;
  int index;

  flush (self);
  for (guint below = level; below < TL_STATUTE_LEVELS; below++)
    self->levels[below] = -1;
  anchor = level_anchor (self, level, &line->label);
  g_hash_table_add (self->anchors, g_strdup (anchor));
  index = add_unit (self, kinds[level], anchor, line, innermost (self));
  self->zone = self->annex >= 0 ? TL_ZONE_ANNEX : TL_ZONE_BODY;
  if (index < 0)
    return i + 1;
  self->levels[level] = index;
  return take_title (self, i, g_ptr_array_index (self->result->units, (guint)index));
}

static guint
open_article (TlStatuteReading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  const TlLabel *label = &line->label;
  g_autofree char *anchor = NULL;
  const char *from = NULL;
  guint next;
  int index;

  flush (self);
  if (self->article_number > 0 && label->number > self->article_number + 1)
    _tl_structure_warn (self->result, "%sĐiều %d follows Điều %d", self->prefix, label->number,
                        self->article_number);
  anchor = g_strdup_printf ("%sd%d%s", self->prefix, label->number,
                            label->suffix > 0 ? _tl_scan_letter_code (label->suffix - 1) : "");
  self->article_number = label->number;
  self->article_suffix = label->suffix;
  self->articles++;
  self->in_article = TRUE;
  self->zone = self->annex >= 0 ? TL_ZONE_ANNEX : TL_ZONE_BODY;
  index = add_unit (self, TL_UNIT_ARTICLE, g_strdup (anchor), line, innermost (self));
  if (index < 0)
    return i + 1;
  next = take_article_heading (self, i, g_ptr_array_index (self->result->units, (guint)index),
                               &from);
  _tl_body_begin (self->body, index, anchor);
  /* The text begins inside the line of the label. */
  if (next == i)
    {
      _tl_body_line (self->body, i, from);
      return i + 1;
    }
  return next;
}

/* Opens an annex; @titled when line @i is its label, else the annex has none. */
static guint
open_annex (TlStatuteReading *self, guint i, gboolean titled)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  TlLine bare = *line;
  TlUnit *unit;

  flush (self);
  self->annexes++;
  for (guint level = 0; level < TL_STATUTE_LEVELS; level++)
    self->levels[level] = -1;
  self->annex = -1;
  g_free (self->prefix);
  self->prefix = g_strdup_printf ("pl%u.", self->annexes);
  bare.label.kind = TL_LABEL_NONE;
  self->annex = add_unit (self, TL_UNIT_ANNEX, g_strdup_printf ("pl%u", self->annexes),
                          titled ? line : &bare, -1);
  self->article_number = self->article_suffix = 0;
  self->zone = TL_ZONE_ANNEX;
  self->annex_paragraphs = 0;
  if (self->annex < 0)
    return i + 1;
  unit = g_ptr_array_index (self->result->units, (guint)self->annex);
  return titled ? take_title (self, i, unit) : i;
}

static void
open_plain (TlStatuteReading *self, guint i, TlUnitKind kind, const char *anchor)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  TlLine bare = *line;

  flush (self);
  bare.label.kind = TL_LABEL_NONE;
  self->plain = add_unit (self, kind, g_strconcat (self->prefix, anchor, NULL), &bare,
                          kind == TL_UNIT_PREAMBLE ? -1 : self->annex);
}

/* Text that stands in no article: a paragraph of an annex, or of a text without articles. */
static void
add_paragraph (TlStatuteReading *self, guint i)
{
  TlLabelKind kind = _tl_layout_line (self->layout, i)->label.kind;

  if (self->plain < 0 || kind == TL_LABEL_CLAUSE || kind == TL_LABEL_POINT
      || _tl_layout_starts_own_line (self->layout, i))
    {
      g_autofree char *anchor = g_strdup_printf ("t%u", ++self->annex_paragraphs);

      open_plain (self, i, TL_UNIT_PARAGRAPH, anchor);
    }
  add_plain (self, i);
}

static guint
take_text (TlStatuteReading *self, guint i)
{
  if (self->in_article)
    _tl_body_line (self->body, i, _tl_layout_line (self->layout, i)->from);
  else if (self->zone == TL_ZONE_ANNEX || self->zone == TL_ZONE_LOOSE)
    add_paragraph (self, i);
  else if (self->zone == TL_ZONE_START)
    {
      open_plain (self, i, TL_UNIT_PREAMBLE, "mo");
      self->zone = TL_ZONE_PREAMBLE;
      add_plain (self, i);
    }
  else
    {
      /* A chapter's own text, or the preamble and the closing going on. */
      if (self->plain < 0)
        self->plain = innermost (self);
      add_plain (self, i);
    }
  return i + 1;
}

static guint
take_line (TlStatuteReading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);

  if (self->in_article && _tl_body_in_quote (self->body, i, self->article_number + 1)
      && !(_tl_body_in_weak_quote (self->body) && _tl_statute_closing_begins (self, i)))
    return take_text (self, i);
  if (line->label.kind >= TL_LABEL_PART && line->label.kind <= TL_LABEL_SUBSECTION
      && _tl_statute_level_begins (self, i))
    return open_level (self, i);
  if (line->label.kind == TL_LABEL_ARTICLE)
    switch (_tl_statute_article_begins (self, i))
      {
      case TL_ARTICLE_NEXT:
        return open_article (self, i);
      case TL_ARTICLE_RESTART:
        if (self->zone != TL_ZONE_ANNEX || self->article_number > 0)
          open_annex (self, i, FALSE);
        return open_article (self, i);
      case TL_ARTICLE_NOT:
      default:
        break;
      }
  if (_tl_statute_annex_begins (self, i))
    return open_annex (self, i, TRUE);
  if (_tl_statute_closing_begins (self, i))
    {
      open_plain (self, i, TL_UNIT_CLOSING, "ket");
      self->zone = TL_ZONE_CLOSING;
      add_plain (self, i);
      return i + 1;
    }
  return take_text (self, i);
}

TlStatuteStructure *
tl_statute_structure_parse (const char *text)
{
  TlStatuteStructure *result = _tl_structure_new ();
  g_autoptr (TlLayout) layout = NULL;
  g_autofree guint8 *open_quotes = NULL;
  g_autoptr (TlStatuteReading) self = NULL;
  guint i = 0;

  g_return_val_if_fail (text != NULL, result);

  layout = _tl_layout_new (text, _tl_page_noise);
  _tl_layout_drop_notes (layout);
  open_quotes = _tl_layout_open_quotes (layout);
  self = _tl_statute_reading_new (text, layout, open_quotes, result);
  while (i < layout->lines->len)
    i = take_line (self, i);
  flush (self);
  if (self->articles == 0 && layout->lines->len > 0)
    _tl_structure_warn (result, "no Điều was found: the text is given by paragraphs");
  return result;
}
