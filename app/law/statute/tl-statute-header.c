/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/number/tl-doc-number.h"
#include "law/judgment/tl-judgment-structure.h"
#include "law/tl-name-case-private.h"
#include "law/tl-scan-private.h"
#include "law/statute/tl-statute-private.h"
#include "law/statute/tl-structure-private.h"

/* How much of a law its head can take, in lines with something in them. */
#define HEAD_LINES   120
#define TITLE_LINES  12
#define DATE_LINES   5
#define ISSUER_LINES 10
/* How far a date may stand from the words that announce it, in bytes. */
#define DATE_REACH   40
#define EFFECT_REACH 200
/* Where a text that goes on from another issue of the gazette says so, in bytes. */
#define CONTINUED_REACH 2000

/* Who issues the documents with these suffixes. */
static const char *const issuers[][2] = {
  { "UBTVQH", "Ủy ban Thường vụ Quốc hội" },
  { "PL-UBTVQH", "Ủy ban Thường vụ Quốc hội" },
  { "NQ-UBTVQH", "Ủy ban Thường vụ Quốc hội" },
  { "QH", "Quốc hội" },
  { "NĐ-CP", "Chính phủ" },
  { "QĐ-TTg", "Thủ tướng Chính phủ" },
  { "CT-TTg", "Thủ tướng Chính phủ" },
  { "NQ-HĐTP", "Hội đồng Thẩm phán Tòa án nhân dân tối cao" },
  { "VBHN-VPQH", "Văn phòng Quốc hội" },
  { "TT-TANDTC", "Tòa án nhân dân tối cao" },
  { "QĐ-CA", "Chánh án Tòa án nhân dân tối cao" },
};

/* What the name of an issuing body begins with. */
static const char *const issuer_heads[]
    = { "bo",        "uy ban",        "hoi dong",  "quoc hoi",  "chinh phu",
        "toa an",    "vien kiem sat", "ngan hang", "thanh tra", "kiem toan",
        "van phong", "bao hiem",      "tong cuc",  "so",        "chu tich" };

typedef struct
{
  const TlLayout *layout;
  const char *text;
  const char *end;
  guint head;        /* the line after the head */
  guint numbered_at; /* the line of the number */
  TlStatuteHeader *header;
} Reading;

static const TlLine *
line_at (const Reading *self, guint i)
{
  return _tl_layout_line (self->layout, i);
}

static gboolean
is_basis (const TlLine *line)
{
  return _tl_scan_word (line->from, line->to, "can cu") != NULL
         || _tl_scan_word (line->from, line->to, "theo de nghi") != NULL;
}

static gboolean
in_brackets (const TlLine *line, const char *words)
{
  return *line->from == '(' && _tl_scan_word (line->from + 1, line->to, words) != NULL;
}

/* Where the words "Số" or "Luật số" at the head of a line end, or %NULL. */
static const char *
after_number_word (const TlLine *line)
{
  const char *after = _tl_scan_word (line->from, line->to, "so");
  const char *kind;

  if (!after && _tl_statute_kind (line->from, line->to, &kind))
    after = _tl_scan_word (_tl_scan_spaces (kind, line->to), line->to, "so");
  return after;
}

/* "Số: 50/2026/NĐ-CP", "Luật số: 43/2024/QH15": nothing stands after the number but place and date
 * of the other column. */
static TlDocNumber *
number_of_line (const Reading *self, guint i)
{
  const TlLine *line = line_at (self, i);
  const char *after = after_number_word (line);
  g_autofree char *rest = NULL;
  g_autoptr (TlDocNumber) number = NULL;
  const char *tail;
  gsize from, to;

  if (!after)
    return NULL;
  rest = g_strndup (after, (gsize)(line->to - after));
  number = tl_doc_number_find (rest, 0, &from, &to);
  if (!number || strspn (rest, ": ") != from)
    return NULL;
  tail = _tl_scan_spaces (rest + to, rest + strlen (rest));
  /* The other cell of a table's row. */
  if (*tail == '|')
    tail = _tl_scan_spaces (tail + 1, rest + strlen (rest));
  return *tail == '\0' || g_unichar_isupper (g_utf8_get_char (tail)) ? g_steal_pointer (&number)
                                                                     : NULL;
}

static void
find_head (Reading *self)
{
  guint n = MIN (self->layout->lines->len, HEAD_LINES);

  for (guint i = 0; i < n; i++)
    {
      TlLabelKind kind = line_at (self, i)->label.kind;

      if (kind >= TL_LABEL_PART && kind <= TL_LABEL_ARTICLE)
        n = i;
    }
  self->head = n;
}

/* The place and date of issue near line @i: "Hà Nội, ngày 15 tháng 8 năm 2025". */
static char *
date_near (const Reading *self, guint i)
{
  for (guint k = i > DATE_LINES ? i - DATE_LINES : 0;
       k < MIN (i + DATE_LINES, self->layout->lines->len); k++)
    {
      const TlLine *line = line_at (self, k);
      const char *place = _tl_scan_find (line->from, line->to, "ngay", NULL);
      const char *before;
      char date[11];

      if (is_basis (line) || !place)
        continue;
      before = _tl_scan_trim (line->from, place);
      if (before > line->from && before[-1] == ','
          && tl_text_find_date (place, (gsize)(line->to - place), date, NULL, NULL))
        return g_strdup (date);
    }
  return NULL;
}

static void
take_number (Reading *self, const TlDocNumber *number, guint i)
{
  self->header->number = g_strdup (number->normal);
  self->header->issued = date_near (self, i);
  self->numbered_at = i;
  if (!self->header->issued)
    {
      const TlLine *line = line_at (self, i);
      g_auto (TlStatuteHeadLine) head = { 0 };

      if (_tl_statute_read_head_line (line->from, line->to, &head))
        self->header->issued = g_strdup (head.date);
    }
}

/* The number stands in the head, or at the end of a consolidated text, under "XÁC THỰC VĂN BẢN HỢP
 * NHẤT". */
static void
read_number (Reading *self)
{
  for (guint i = 0; i < self->layout->lines->len && !self->header->number; i++)
    {
      g_autoptr (TlDocNumber) number = NULL;

      if (i < self->head && is_basis (line_at (self, i)))
        i = self->head;
      if (i >= self->layout->lines->len)
        return;
      number = number_of_line (self, i);
      if (number && (i < self->head || g_str_has_prefix (number->suffix, "VBHN")))
        take_number (self, number, i);
    }
}

/* Verbs that follow the kind in small letters: "Nghị định quy định…". */
static void
join_title (Reading *self, const char *kind, const GString *title)
{
  g_autofree char *rest = _tl_name_case_law (title->str, title->str + title->len);
  gboolean law = strcmp (kind, "Luật") == 0 || strcmp (kind, "Bộ luật") == 0
                 || strcmp (kind, "Pháp lệnh") == 0;
  gboolean verb = !law || _tl_scan_match (title->str, title->str + title->len, "sua doi") != NULL;
  gsize head = (gsize)(g_utf8_next_char (rest) - rest);
  g_autofree char *first
      = verb ? g_utf8_strdown (rest, (gssize)head) : g_utf8_strup (rest, (gssize)head);

  self->header->title = g_strconcat (kind, " ", first, rest + head, NULL);
}

/* Where the gazette says that the text goes on from an issue before, or %NULL. The layout leaves
 * the note out with the running heads. */
static const char *
find_continued (const Reading *self)
{
  const char *to = MIN (self->text + CONTINUED_REACH, self->end);

  while (to < self->end && (*to & 0xc0) == 0x80)
    to++;
  return _tl_scan_find (self->text, to, "tiep theo cong bao", NULL);
}

/* The title after the number and day of a text that goes on, up to the note that says so. */
static void
read_continued_title (Reading *self, guint i, const TlStatuteHeadLine *head, const char *note)
{
  g_autoptr (GString) title = g_string_new (NULL);
  const char *kind = head->kind;
  const char *end, *after;
  const char *p;

  _tl_scan_collapse (title, head->rest, line_at (self, i)->to);
  for (guint k = i + 1; k < MIN (self->head, i + TITLE_LINES); k++)
    {
      const TlLine *line = line_at (self, k);

      if (line->from > note)
        break;
      if (title->len > 0)
        g_string_append_c (title, ' ');
      _tl_scan_collapse (title, line->from, line->to);
    }
  end = title->str + title->len;
  p = title->str;
  if (head->consolidated && (after = _tl_scan_word (p, end, "hop nhat")) != NULL)
    p = _tl_scan_spaces (after, end);
  /* "Luật số … ngày … Bộ luật Dân sự" */
  if (_tl_statute_kind (p, end, &after))
    {
      kind = _tl_statute_kind (p, end, &after);
      p = _tl_scan_spaces (after, end);
    }
  g_string_erase (title, 0, p - title->str);
  if (kind && title->len > 0)
    join_title (self, kind, title);
}

/* A head in one line: in brackets under the title, or where the text goes on from another issue. */
static void
read_head_lines (Reading *self)
{
  const char *note = find_continued (self);

  for (guint i = 0; i < self->head && !self->header->title; i++)
    {
      const TlLine *line = line_at (self, i);
      g_auto (TlStatuteHeadLine) head = { 0 };

      if (is_basis (line))
        return;
      if (!_tl_statute_read_head_line (line->from, line->to, &head)
          || (head.inside ? head.rest < line->to : !note || line->from > note))
        continue;
      if (!head.inside)
        read_continued_title (self, i, &head, note);
      if (self->header->number)
        return;
      self->header->number = g_strdup (head.number->normal);
      self->header->issued = g_strdup (head.date);
      self->numbered_at = i;
      return;
    }
}

/* "…thông qua ngày 29 tháng 6 năm 2024" */
static void
read_adoption (Reading *self)
{
  const char *p = self->text;
  const char *after;

  if (self->header->issued)
    return;
  while ((p = _tl_scan_find (p, self->end, "thong qua ngay", &after)) != NULL)
    {
      char date[11];

      if (tl_text_find_date (after, DATE_REACH, date, NULL, NULL))
        {
          g_free (self->header->issued);
          self->header->issued = g_strdup (date);
        }
      p = after;
    }
}

/* Title */

static const char *
kind_alone (const TlLine *line)
{
  const char *after;
  const char *kind = _tl_statute_kind (line->from, line->to, &after);

  return kind && after + strspn (after, "0123456789") >= line->to
                 && _tl_scan_is_upper (line->from, line->to)
             ? kind
             : NULL;
}

static gboolean
ends_title (const Reading *self, guint i, gboolean upper)
{
  const TlLine *line = line_at (self, i);

  gboolean line_upper = _tl_scan_is_upper (line->from, line->to);

  if (is_basis (line) || line->to[-1] == ';' || line->to[-1] == '.' || in_brackets (line, "so")
      || (after_number_word (line) && !line_upper))
    return TRUE;
  /* "LUẬT CÔNG CHỨNG / Luật Công chứng số 46/2024/QH15 …"; after a mixed title the authority. */
  return upper != line_upper;
}

static void
read_title (Reading *self)
{
  for (guint i = 0; i < self->head && !self->header->title; i++)
    {
      const char *kind = kind_alone (line_at (self, i));
      g_autoptr (GString) title = g_string_new (NULL);
      gboolean upper;

      if (kind && i + 2 < self->head && i + 1 == self->numbered_at && self->header->issued)
        i++;
      if (!kind || i + 1 >= self->head)
        continue;
      upper = _tl_scan_is_upper (line_at (self, i + 1)->from, line_at (self, i + 1)->to);
      for (guint k = i + 1; k < MIN (self->head, i + 1 + TITLE_LINES); k++)
        {
          if (k > i + 1 && ends_title (self, k, upper))
            break;
          if (title->len > 0)
            g_string_append_c (title, ' ');
          _tl_scan_collapse (title, line_at (self, k)->from, line_at (self, k)->to);
        }
      if (title->len > 0 && !is_basis (line_at (self, i + 1)))
        join_title (self, kind, title);
      return;
    }
}

/* Issuer */

static const char *
issuer_of_number (const char *number)
{
  const char *suffix = number ? strrchr (number, '/') : NULL;

  for (guint k = 0; suffix && k < G_N_ELEMENTS (issuers); k++)
    {
      gsize length = strlen (issuers[k][0]);

      if (strncmp (suffix + 1, issuers[k][0], length) == 0
          && strspn (suffix + 1 + length, "0123456789") == strlen (suffix + 1 + length))
        return issuers[k][1];
    }
  return NULL;
}

/* The end of the first cell, where the line is a table's row. */
static const char *
trim_cell (const char *from, const char *to)
{
  const char *bar = memchr (from, '|', (gsize)(to - from));

  return _tl_scan_trim (from, bar ? bar : to);
}

/* The part of a line of the head that stands left of the state's name and motto. */
static const char *
left_column (const TlLine *line)
{
  static const char *const right[]
      = { "cong hoa xa hoi", "doc lap", "xac thuc van ban", "xac nhan van ban" };

  for (guint k = 0; k < G_N_ELEMENTS (right); k++)
    {
      const char *place = _tl_scan_find (line->from, line->to, right[k], NULL);

      if (place)
        return trim_cell (line->from, place);
    }
  return trim_cell (line->from, line->to);
}

static gboolean
begins_issuer (const char *from, const char *to)
{
  for (guint k = 0; k < G_N_ELEMENTS (issuer_heads); k++)
    if (_tl_scan_word (from, to, issuer_heads[k]))
      return TRUE;
  return FALSE;
}

/* "THÔNG TƯ / SỐ 23/2008/TT-BCA NGÀY 14-10-2008 CỦA BỘ TRƯỞNG BỘ CÔNG AN" */
static void
read_issuer_after_day (Reading *self, GString *name)
{
  const TlLine *line = line_at (self, self->numbered_at);
  g_auto (TlStatuteHeadLine) head = { 0 };
  const char *p, *after;

  if (!_tl_statute_read_head_line (line->from, line->to, &head)
      || !(p = _tl_scan_word (head.rest, line->to, "cua")))
    return;
  p = _tl_scan_spaces (p, line->to);
  if ((after = _tl_scan_word (p, line->to, "bo truong")) != NULL)
    p = _tl_scan_spaces (after, line->to);
  if (begins_issuer (p, line->to) && _tl_scan_is_upper (p, line->to))
    _tl_scan_collapse (name, p, line->to);
}

/* The body whose name stands in capitals over the number, on one line or several. */
static void
read_issuer (Reading *self)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *known = issuer_of_number (self->header->number);
  guint to = self->numbered_at;

  if (known)
    self->header->issuer = g_strdup (known);
  if (known || !self->header->number)
    return;
  for (guint i = to > ISSUER_LINES ? to - ISSUER_LINES : 0; i < to; i++)
    {
      const TlLine *line = line_at (self, i);
      const char *end = left_column (line);

      if (end <= line->from || !_tl_scan_is_upper (line->from, end))
        continue;
      if (begins_issuer (line->from, end))
        g_string_truncate (name, 0);
      else if (name->len == 0)
        continue;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      _tl_scan_collapse (name, line->from, end);
    }
  if (name->len == 0)
    read_issuer_after_day (self, name);
  if (name->len > 0)
    self->header->issuer = _tl_name_case_body (name->str, name->str + name->len);
}

/* Effect */

/* How deep in quotations @p stands, when @from stands @depth deep. */
static int
quote_depth (const char *from, const char *p, int depth)
{
  for (; from < p; from = g_utf8_next_char (from))
    {
      gunichar c = g_utf8_get_char (from);

      depth += c == 0x201c ? 1 : c == 0x201d ? -1 : 0;
    }
  return depth;
}

/* "Điều 190 của Luật này có hiệu lực": not the law, an article of it; and "Quyết định này" in a
 * form of a decree. @p stands at "này". */
static gboolean
is_part_of_law (const Reading *self, const char *text, const char *p)
{
  const char *from = p - MIN (p - text, 40);

  while (from < p && (*from & 0xc0) == 0x80)
    from++;
  return _tl_scan_find (from, p, "cua", NULL) != NULL
         || !_tl_statute_kind_ends (self->header->title, from, p);
}

/* "…từ ngày được Quốc hội thông qua" */
static gboolean
is_adoption (const char *p, const char *end)
{
  static const char *const words[] = { "duoc", "quoc hoi", "uy ban thuong vu quoc hoi" };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    {
      const char *after = _tl_scan_word (p, end, words[k]);

      p = after ? _tl_scan_blanks (after, end) : p;
    }
  return _tl_scan_word (p, end, "thong qua") != NULL;
}

/* "…này có hiệu lực thi hành kể từ ngày …": a date, or the day of issue. */
static char *
effect_of (const Reading *self, const char *text)
{
  const char *end = text + strlen (text);
  const char *p = text, *counted = text;
  const char *after;
  int depth = 0;

  while ((p = _tl_scan_find (p, end, "nay co hieu luc", &after)) != NULL)
    {
      const char *stop = end - after > EFFECT_REACH ? after + EFFECT_REACH : end;
      const char *day;
      char date[11];

      gboolean of_another = is_part_of_law (self, text, p);

      p = after;
      depth = quote_depth (counted, p, depth);
      counted = p;
      if (of_another || depth > 0 || !_tl_scan_find (after, stop, "tu ngay", &day))
        continue;
      day = _tl_scan_blanks (day, end);
      if (tl_text_find_date (day, DATE_REACH, date, NULL, NULL))
        return g_strdup (date);
      if (_tl_scan_word (day, end, "ky") || _tl_scan_word (day, end, "ban hanh")
          || is_adoption (day, end))
        return g_strdup (self->header->issued);
    }
  return NULL;
}

static void
read_effect (Reading *self)
{
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (self->text);
  gboolean in_article = FALSE;

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      char *date;

      if (unit->kind == TL_UNIT_ARTICLE)
        in_article = FALSE;
      /* The last article that says so, and what it says first. */
      if (in_article || unit->anchor[0] != 'd' || !(date = effect_of (self, unit->text)))
        continue;
      in_article = TRUE;
      g_free (self->header->effective_from);
      self->header->effective_from = date;
    }
}

TlStatuteHeader *
tl_statute_header_parse (const char *text)
{
  TlStatuteHeader *header = g_new0 (TlStatuteHeader, 1);
  g_autoptr (TlLayout) layout = NULL;
  Reading self;

  g_return_val_if_fail (text != NULL, header);

  layout = _tl_layout_new (text, _tl_page_noise);
  _tl_layout_drop_notes (layout);
  self = (Reading){ layout, text, text + strlen (text), 0, 0, header };
  find_head (&self);
  read_number (&self);
  read_head_lines (&self);
  read_adoption (&self);
  read_title (&self);
  read_issuer (&self);
  read_effect (&self);
  return header;
}

void
tl_statute_header_free (TlStatuteHeader *header)
{
  if (!header)
    return;
  g_free (header->number);
  g_free (header->title);
  g_free (header->issuer);
  g_free (header->issued);
  g_free (header->effective_from);
  g_free (header);
}
