/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a letter of guidance: two columns, which extractors write beside each other, one
 * after the other or line by line in turn. */
#include "config.h"

#include "law/guidance/tl-guidance-private.h"

#include <string.h>

#include "law/judgment/tl-judgment-private.h"
#include "law/tl-name-case-private.h"
#include "law/tl-scan-private.h"

#define TITLE_LINES 8
#define TITLE_MAX   500 /* bytes */
#define PLACE_WORDS 5
/* A court and its department in a row of lines. */
#define ISSUER_LINES 6

typedef struct
{
  TlGuidanceStructure *result;
  const TlLayout *layout;
  guint lines;
} Head;

static gboolean
begins_any (const TlLine *line, const char *const *words)
{
  for (; *words != NULL; words++)
    if (_tl_scan_match (line->from, line->to, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* Where ", ngày …" of "Hà Nội, ngày 13 tháng 9 năm 2019" begins, the place included; the end of the
 * line when it has none. */
static const char *
date_column (const TlLine *line)
{
  const char *after;
  const char *p = line->from;

  while ((p = _tl_scan_find (p, line->to, "ngay", &after)) != NULL)
    {
      const char *comma = _tl_scan_trim (line->from, p);
      const char *start = p;

      p = after;
      if (comma == line->from || comma[-1] != ',')
        continue;
      start = comma - 1;
      for (guint i = 0; i < PLACE_WORDS && start > line->from; i++)
        {
          const char *word = start;

          while (word > line->from && word[-1] != ' ')
            word--;
          if (!g_unichar_isupper (g_utf8_get_char (word)))
            break;
          start = _tl_scan_trim (line->from, word);
        }
      return start;
    }
  return line->to;
}

/* What a line of the head is when it does not go on with the title. */
static gboolean
is_other_box (const TlLine *line)
{
  static const char *const words[]
      = { "cong hoa xa hoi", "doc lap", "kinh gui", "so:",   "so ",         "toa an",
          "-----",           "_____",   "can cu",   "ngay ", "vu phap che", NULL };

  return begins_any (line, words) || date_column (line) == line->from;
}

static void
read_number (Head *self)
{
  for (guint i = 0; i < self->lines && self->result->number == NULL; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      g_autofree char *text = g_strndup (line->from, (gsize)(line->to - line->from));
      const char *so = _tl_scan_word (text, text + strlen (text), "so");
      gsize from, to;
      g_autoptr (TlDocNumber) number = NULL;

      if (_tl_scan_word (line->from, line->to, "kinh gui") != NULL)
        return;
      number = tl_doc_number_find (text, 0, &from, &to);
      /* Other documents are quoted in sentences and titles. */
      if (number != NULL && number->kind == TL_DOC_NUMBER_GUIDANCE
          && (so != NULL || from == 0 || _tl_scan_is_upper (text, text + from)))
        self->result->number = g_steal_pointer (&number);
    }
}

static void
read_date (Head *self)
{
  for (guint i = 0; i < self->lines; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      const char *column = date_column (line);
      gsize size;
      char date[11];

      if (_tl_scan_word (line->from, line->to, "kinh gui") != NULL)
        return;
      if (column == line->to && _tl_scan_word (line->from, line->to, "ngay") == NULL)
        continue;
      column = column == line->to ? line->from : column;
      size = (gsize)(line->to - column);
      if (tl_text_find_date (column, size, date, NULL, NULL))
        {
          self->result->date = g_strdup (date);
          return;
        }
    }
}

/* Courts are read like those of judgments; others are the first body named in capitals. */
static void
read_issuer (Head *self)
{
  static const char *const bodies[]
      = { "vien kiem sat nhan dan", "bo tu phap", "bo cong an", "hoi dong tham phan", NULL };

  self->result->issuer = _tl_judgment_read_court (self->layout, MIN (self->lines, ISSUER_LINES));
  for (guint i = 0; i < MIN (self->lines, ISSUER_LINES) && self->result->issuer == NULL; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      const char *state = _tl_scan_find (line->from, line->to, "cong hoa xa hoi", NULL);
      const char *to = state != NULL ? _tl_scan_trim (line->from, state) : line->to;

      if (begins_any (line, bodies) && _tl_scan_is_upper (line->from, to))
        self->result->issuer = _tl_name_case_body (line->from, to);
    }
}

static gboolean
add_title_line (GString *title, const char *from, const char *to)
{
  if (title->len > 0)
    g_string_append_c (title, ' ');
  _tl_scan_collapse (title, from, to);
  return title->len < TITLE_MAX;
}

static char *
finish_title (GString *title)
{
  while (title->len > 0 && strchr (" .;,:-", title->str[title->len - 1]) != NULL)
    g_string_truncate (title, title->len - 1);
  return title->len > 0 ? g_strdup (title->str) : NULL;
}

/* "V/v giải đáp một số vướng mắc" over the lines of a narrow column. */
static gboolean
read_concerning (Head *self)
{
  for (guint i = 0; i < self->lines; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      const char *from = _tl_scan_match (line->from, line->to, "v/v");
      g_autoptr (GString) title = g_string_new (NULL);
      guint k;

      if (from == NULL)
        continue;
      if (from < line->to && (*from == ':' || *from == '.'))
        from++;
      if (!add_title_line (title, _tl_scan_spaces (from, line->to), date_column (line)))
        return FALSE;
      for (k = i + 1; k < MIN (i + TITLE_LINES, self->lines); k++)
        {
          const TlLine *next = _tl_layout_line (self->layout, k);

          /* The other column's line stands between two of the title. */
          if (k == i + 1 && date_column (next) == next->from)
            continue;
          if (is_other_box (next) || title->str[title->len - 1] == '.'
              || !add_title_line (title, next->from, date_column (next)))
            break;
        }
      self->result->title = finish_title (title);
      return self->result->title != NULL;
    }
  return FALSE;
}

/* "GIẢI ĐÁP / MỘT SỐ VẤN ĐỀ NGHIỆP VỤ" in capitals over the text. */
static void
read_heading (Head *self)
{
  static const char *const words[] = { "giai dap", "thong bao", "huong dan", "tra loi",
                                       "tong hop", "cong van",  "van ban",   NULL };
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < self->lines; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      gboolean upper = _tl_scan_is_upper (line->from, line->to);

      if (title->len == 0 && (!upper || !begins_any (line, words)))
        continue;
      if (title->len > 0 && (!upper || is_other_box (line)))
        break;
      if (!add_title_line (title, line->from, line->to))
        break;
    }
  if (title->len > 0)
    {
      g_autofree char *line = finish_title (title);

      self->result->title = line != NULL ? _tl_name_case_law (line, line + strlen (line)) : NULL;
    }
}

void
_tl_guidance_read_head (TlGuidanceStructure *self, const TlLayout *layout, guint lines)
{
  Head head = { self, layout, MIN (lines, layout->lines->len) };

  read_number (&head);
  read_date (&head);
  read_issuer (&head);
  if (!read_concerning (&head))
    read_heading (&head);
}
