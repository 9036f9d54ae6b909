/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-private.h"
#include "law/tl-name-case-private.h"
#include "law/tl-scan-private.h"

/* Columns of the head can be displaced into the text after it, by no more than a page. */
#define DISPLACED_LINES 45
#define HEAD_LINES      160
/* The date stands under the number, the other column's lines between. */
#define DATE_LINES     6
#define RELATION_LINES 8
/* A line of the head's column; longer ones are of the text. */
#define COLUMN_WIDTH 60
#define RELATION_MAX 400
#define CHARGE_MAX   200
#define TITLE_LINES  12

/* How the head announces the document's own number. */
static const char *const number_words[]
    = { "ban an hinh su so tham so", "ban an so",     "ban an", "quyet dinh giam doc tham so",
        "quyet dinh tai tham so",    "quyet dinh so", "so" };

typedef struct
{
  const TlLayout *layout;
  const char *text;
  TlJudgmentStructure *result;
  guint head;      /* lines before the first section */
  guint lines;     /* the same, and those that may have been displaced out of it */
  guint number_at; /* the line of the number */
} Reading;

static const TlLine *
line_at (const Reading *self, guint i)
{
  return _tl_layout_line (self->layout, i);
}

static void
measure_head (Reading *self)
{
  const GArray *sections = self->result->sections;
  gsize end = g_array_index (sections, TlJudgmentSection, 0).to;
  guint n = 0;

  while (n < self->layout->lines->len && (gsize)(line_at (self, n)->from - self->text) < end)
    n++;
  self->head = MIN (n, HEAD_LINES);
  self->lines = MIN (self->head + DISPLACED_LINES, self->layout->lines->len);
}

/* The court's number at the head of line @i, right after a word that announces it. */
static TlDocNumber *
number_of_line (const Reading *self, guint i)
{
  const TlLine *line = line_at (self, i);
  const char *after = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (TlDocNumber) number = NULL;
  gsize from;

  if (!g_unichar_isupper (g_utf8_get_char (line->from)))
    return NULL;
  for (guint k = 0; !after && k < G_N_ELEMENTS (number_words); k++)
    after = _tl_scan_word (line->from, line->to, number_words[k]);
  if (!after)
    return NULL;
  rest = g_strndup (after, (gsize)(line->to - after));
  number = tl_doc_number_find (rest, 0, &from, NULL);
  if (!number || number->kind != TL_DOC_NUMBER_COURT || strspn (rest, ": .") < from)
    return NULL;
  return number->court_type <= TL_COURT_DOC_DECISION ? g_steal_pointer (&number) : NULL;
}

/* Whether nothing but the number stands in line @i. */
static gboolean
is_alone (const Reading *self, guint i, const TlDocNumber *number)
{
  const TlLine *line = line_at (self, i);
  gsize length = strlen (number->printed);

  return (gsize)(line->to - line->from) >= length
         && strncmp (line->to - length, number->printed, length) == 0;
}

/* "Bản án số" in the head is surest, then "Số" in the head, then a line that was displaced out of
 * it; in the text after the head other papers are quoted. */
static void
read_number (Reading *self)
{
  gboolean judgment = FALSE;

  for (guint i = 0; i < self->lines && !judgment; i++)
    {
      g_autoptr (TlDocNumber) number = number_of_line (self, i);
      gboolean in_head = i < self->head;

      if (!number || (!in_head && (self->result->number || !is_alone (self, i, number))))
        continue;
      judgment = _tl_scan_word (line_at (self, i)->from, line_at (self, i)->to, "ban an") != NULL;
      if (self->result->number && !judgment)
        continue;
      tl_doc_number_free (self->result->number);
      self->result->number = g_steal_pointer (&number);
      self->number_at = i;
    }
}

/* "Bản án số: 88": the line that announces a number which is no more than a figure. */
static gboolean
announces_number (const Reading *self, guint i)
{
  const TlLine *line = line_at (self, i);
  const char *after = _tl_scan_word (line->from, line->to, "ban an so");

  return after && g_unichar_isupper (g_utf8_get_char (line->from));
}

static void
read_date (Reading *self)
{
  char date[11];

  for (guint i = 0; !self->result->number && i < self->lines; i++)
    if (announces_number (self, i))
      {
        self->number_at = i;
        break;
      }
  for (guint i = self->number_at; i < MIN (self->number_at + DATE_LINES, self->lines); i++)
    {
      const TlLine *line = line_at (self, i);
      const TlLine *next = line_at (self, MIN (i + 1, self->layout->lines->len - 1));
      const char *place = _tl_scan_find (line->from, line->to, "ngay", NULL);

      if (!place
          || (i > self->number_at && place > line->from && place[-1] != ' ' && place[-1] != ','))
        continue;
      if (tl_text_find_date (place, (gsize)(next->to - place), date, NULL, NULL))
        {
          self->result->date = g_strdup (date);
          return;
        }
    }
}

/* Relation */

static gboolean
ends_relation (const TlLine *line)
{
  static const char *const words[]
      = { "cong hoa",       "doc lap", "nhan danh", "nuoc cong hoa", "thanh phan",
          "voi thanh phan", "ngay",    "ban an",    "toa an" };

  if (_tl_scan_is_upper (line->from, line->to) || _tl_scan_dash (line->from, line->to)
      || g_ascii_isdigit (*line->from))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_scan_word (line->from, line->to, words[i]))
      return TRUE;
  return FALSE;
}

/* Where the quotation that @p stands in ends. */
static const char *
quote_end (const char *p, const char *end)
{
  while (p < end && *p != '"' && g_utf8_get_char (p) != 0x201d)
    p = g_utf8_next_char (p);
  return p;
}

/* Without the quotation marks and the final mark. */
static char *
clean_phrase (const char *from, const char *end)
{
  g_autoptr (GString) phrase = g_string_new (NULL);
  const char *p, *to;
  gboolean open, quoted = FALSE;

  _tl_scan_collapse (phrase, from, end);
  p = phrase->str;
  to = p + phrase->len;
  while (p < to && !g_unichar_isalnum (g_utf8_get_char (p)))
    {
      quoted |= *p == '"' || g_utf8_get_char (p) == 0x201c;
      p = g_utf8_next_char (p);
    }
  if (quoted)
    to = quote_end (p, to);
  while (to > p)
    {
      const char *before = g_utf8_prev_char (to);
      gunichar c = g_utf8_get_char (before);

      /* "(V/v tranh chấp đất)": the last bracket is one of its own only where it was opened */
      if (g_unichar_isalnum (c) || (c == ')' && memchr (p, '(', (gsize)(to - p)) != NULL))
        break;
      to = before;
    }
  if (to <= p)
    return NULL;
  /* tranh chấp “Đòi tài sản”: the last mark belongs to one inside. */
  open = g_strstr_len (p, to - p, "“") != NULL;
  return g_strdup_printf ("%.*s%s", (int)(to - p), p, open ? "”" : "");
}

static const char *
after_concerning (const TlLine *line)
{
  const char *from = line->from;
  const char *p;

  while (from < line->to && (g_str_has_prefix (from, "“") || *from == '"' || *from == '('))
    from = g_utf8_next_char (from);
  p = _tl_scan_match (from, line->to, "v/v");

  return p ? p : _tl_scan_word (line->from, line->to, "ve viec");
}

static void
read_relation (Reading *self)
{
  for (guint i = 0; i < self->lines; i++)
    {
      const char *p = after_concerning (line_at (self, i));
      g_autoptr (GString) phrase = g_string_new (NULL);

      if (!p
          || (!g_unichar_isupper (g_utf8_get_char (line_at (self, i)->from))
              && g_unichar_isalnum (g_utf8_get_char (line_at (self, i)->from))))
        continue;
      g_string_append_len (phrase, p, line_at (self, i)->to - p);
      for (guint k = i + 1; k < MIN (i + RELATION_LINES, self->lines); k++)
        {
          if (ends_relation (line_at (self, k)) || phrase->len > RELATION_MAX
              || line_at (self, k)->width > COLUMN_WIDTH)
            break;
          g_string_append_printf (phrase, " %.*s",
                                  (int)(line_at (self, k)->to - line_at (self, k)->from),
                                  line_at (self, k)->from);
        }
      self->result->relation = clean_phrase (phrase->str, phrase->str + phrase->len);
      return;
    }
}

/* "…về việc “Tranh chấp quyền sử dụng đất”…" in the sentence that opens the case. */
static void
read_quoted_relation (Reading *self)
{
  const char *end = line_at (self, self->lines - 1)->to;
  const char *after;
  const char *p = self->text;

  while (!self->result->relation && (p = _tl_scan_find (p, end, "ve viec", &after)) != NULL)
    {
      const char *mark = _tl_scan_blanks (after, end);
      const char *close;

      p = after;
      while (mark < end && (*mark == ':' || *mark == ' '))
        mark++;
      if (mark >= end || (g_utf8_get_char (mark) != 0x201c && *mark != '"'))
        continue;
      close = g_utf8_next_char (mark);
      while (close < end && close - mark < RELATION_MAX && g_utf8_get_char (close) != 0x201d
             && *close != '"')
        close = g_utf8_next_char (close);
      if (close < end && close - mark < RELATION_MAX)
        self->result->relation = clean_phrase (mark, close);
    }
}

/* The charge at @p, which stands behind "tội": in quotation marks, or (@bare) up to the next mark.
 */
static char *
charge_at (const char *p, const char *end, gboolean bare)
{
  gboolean quoted;
  const char *stop;

  while (p < end && strchr (": \n", *p))
    p++;
  quoted = p < end && (g_utf8_get_char (p) == 0x201c || *p == '"');
  if (!quoted && !bare)
    return NULL;
  if (quoted)
    p = g_utf8_next_char (p);
  for (stop = p; stop < end && stop - p < CHARGE_MAX; stop = g_utf8_next_char (stop))
    if (g_utf8_get_char (stop) == 0x201d || *stop == '"' || (!quoted && strchr (".;,", *stop)))
      break;
  return clean_phrase (p, stop);
}

static char *
charge_in (const char *from, const char *end)
{
  const char *after;
  char *charge = NULL;

  for (const char *p = from; !charge && (p = _tl_scan_find (p, end, "toi", &after)) != NULL;
       p = after)
    charge = charge_at (after, end, FALSE);
  if (!charge && _tl_scan_find (from, end, "pham toi", &after))
    charge = charge_at (after, end, TRUE);
  return charge;
}

/* What the decision says the accused is guilty of: phạm tội “Trộm cắp tài sản”, về tội “Đánh bạc”.
 */
static void
read_charge (Reading *self)
{
  for (guint i = 0; i < self->result->sections->len; i++)
    {
      const TlJudgmentSection *section
          = &g_array_index (self->result->sections, TlJudgmentSection, i);
      char *charge;

      if (section->kind != TL_SECTION_DECISION)
        continue;
      charge = charge_in (self->text + section->body, self->text + section->to);
      if (!charge)
        return;
      g_free (self->result->relation);
      self->result->relation = charge;
    }
}

void
_tl_judgment_read_header (TlJudgmentStructure *self, const TlLayout *layout, const char *text)
{
  Reading reading = { layout, text, self, 0, 0, 0 };

  if (layout->lines->len == 0)
    return;
  measure_head (&reading);
  read_number (&reading);
  read_date (&reading);
  self->court = _tl_judgment_read_court (layout, reading.lines);
  read_relation (&reading);
  if (!self->relation && reading.lines > 0)
    read_quoted_relation (&reading);
  if (self->number && self->number->case_type == TL_CASE_CRIMINAL)
    read_charge (&reading);
}

/* An án lệ: "ÁN LỆ SỐ 47/2021/AL / Về …", "Được Hội đồng Thẩm phán … thông qua ngày … và được công
 * bố theo Quyết định số …/QĐ-CA ngày …". */
void
_tl_precedent_read_header (TlJudgmentStructure *self, const TlLayout *layout, guint at)
{
  const TlLine *line = _tl_layout_line (layout, at);
  g_autofree char *rest = g_strndup (line->from, (gsize)(line->to - line->from));
  g_autoptr (GString) title = g_string_new (NULL);
  const char *end, *after, *decision;
  guint i;
  char date[11];

  self->number = tl_doc_number_find (rest, 0, NULL, NULL);
  for (i = at + 1; i < MIN (at + TITLE_LINES, layout->lines->len); i++)
    {
      line = _tl_layout_line (layout, i);
      if (_tl_scan_word (line->from, line->to, "duoc")
          || _tl_scan_word (line->from, line->to, "nguon"))
        break;
      if (title->len > 0)
        g_string_append_c (title, ' ');
      g_string_append_len (title, line->from, line->to - line->from);
    }
  if (title->len > 0)
    {
      g_autofree char *name = _tl_name_case_law (title->str, title->str + title->len);

      self->title = g_str_has_prefix (name, "Về ")
                        ? g_strconcat ("về ", name + strlen ("Về "), NULL)
                        : g_steal_pointer (&name);
    }
  end = _tl_layout_line (layout, MIN (i + TITLE_LINES, layout->lines->len) - 1)->to;
  line = _tl_layout_line (layout, MIN (i, layout->lines->len - 1));
  decision = _tl_scan_find (line->from, end, "cong bo theo quyet dinh", &after);
  if (decision && (decision = _tl_scan_find (after, end, "ngay", NULL)) != NULL
      && tl_text_find_date (decision, (gsize)(end - decision), date, NULL, NULL))
    self->published = g_strdup (date);
}
