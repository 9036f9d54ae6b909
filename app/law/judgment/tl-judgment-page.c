/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to the pages of a judgment and not to its text: page numbers, wherever a re-made
 * file has left them, and the head's boxes that an extractor wrote after the page they stand on. */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-private.h"
#include "law/number/tl-doc-number.h"
#include "law/tl-scan-private.h"

/* No page has fewer lines than this, but a column of numbers in a table has. */
#define PAGE_LINES_MIN 8
/* Numbers that stood at the edge of a page have been left out before. */
#define PAGE_LINES  18
#define PAGE_GAP    2
#define NUMBER_SIZE 4

/* Boxes of the head are narrow, and displaced by no more than the first page. */
#define BOX_WIDTH      60
#define BOX_LINES      60
#define RELATION_WIDTH 45
#define RELATION_LINES 4

/* "7", "- 7 -", "Trang 7", "Trang 7/12" */
static int
page_number (const TlLine *line)
{
  const char *end = line->to;
  const char *dash = _tl_scan_dash (line->from, end);
  const char *p = dash ? _tl_scan_spaces (dash, end) : line->from;
  const char *word = _tl_scan_match (p, end, "trang ");
  const char *after;
  int value, pages;

  p = word ? word : p;
  after = _tl_scan_number (p, end, NUMBER_SIZE, &value);
  if (!after || *p == '0')
    return 0;
  if (word && after < end && *after == '/')
    after = _tl_scan_number (after + 1, end, NUMBER_SIZE, &pages);
  if (!after || !dash)
    return after == end ? value : 0;
  after = _tl_scan_spaces (after, end);
  return after < end && _tl_scan_dash (after, end) == end ? value : 0;
}

/* Whether a number alone in a line numbers a page: the next one, a page's length after the last. */
static gboolean
goes_on (int number, int last, guint lines, gboolean new_page)
{
  if (number <= last || number - last > PAGE_GAP + (int)(lines / PAGE_LINES))
    return FALSE;
  return last == 0 || new_page || lines >= PAGE_LINES_MIN;
}

void
_tl_judgment_mark_page_numbers (const TlLayout *layout, guint8 *marks)
{
  guint since = 0;
  int last = 0;
  gboolean new_page = TRUE;

  for (guint i = 0; i < layout->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (layout, i);
      int number = page_number (line);

      new_page |= line->after_page;
      if (number > 0 && goes_on (number, last, since, new_page))
        {
          marks[i] = 1;
          last = number;
          since = 0;
          new_page = FALSE;
          continue;
        }
      since++;
    }
}

static gboolean
begins (const TlLine *line, const char *words)
{
  return _tl_scan_match (line->from, line->to, words) != NULL;
}

static gboolean
is_motto (const TlLine *line)
{
  const char *after = _tl_scan_match (line->from, line->to, "cong hoa xa hoi chu nghia viet nam");

  if (after != NULL && _tl_scan_is_upper (line->from, after))
    return TRUE;
  return begins (line, "doc lap") && line->width < BOX_WIDTH
         && _tl_scan_find (line->from, line->to, "tu do", NULL) != NULL;
}

/* "Bản án số: 20/2018/DS-ST": nothing but the word and a number. */
static gboolean
is_number (const TlLine *line)
{
  const char *after = _tl_scan_match (line->from, line->to, "ban an so");
  g_autofree char *rest = NULL;
  g_autoptr (TlDocNumber) number = NULL;
  gsize from, to;

  if (after == NULL)
    after = _tl_scan_match (line->from, line->to, "so");
  if (after == NULL || !g_unichar_isupper (g_utf8_get_char (line->from)))
    return FALSE;
  rest = g_strndup (after, (gsize)(line->to - after));
  number = tl_doc_number_find (rest, 0, &from, &to);
  return number != NULL && strspn (rest, ": .") >= from
         && to + strspn (rest + to, " .;") == strlen (rest);
}

static gboolean
is_date (const TlLine *line)
{
  g_autofree char *text = g_strndup (line->from, (gsize)(line->to - line->from));
  char date[11];
  gsize from, to;

  return line->width < BOX_WIDTH && begins (line, "ngay")
         && tl_text_find_date (text, strlen (text), date, &from, &to) && from <= strlen ("Ngày : ")
         && to + strspn (text + to, " .;") == strlen (text);
}

static gboolean
is_relation (const TlLine *line)
{
  return line->width < BOX_WIDTH && (begins (line, "v/v") || begins (line, "(v/v"));
}

static gboolean
in_box (const TlLine *line)
{
  if (line->width >= BOX_WIDTH)
    return FALSE;
  return is_motto (line) || is_number (line) || is_date (line) || is_relation (line)
         || (_tl_scan_is_upper (line->from, line->to) && line->label.kind == TL_LABEL_NONE
             && g_unichar_isupper (g_utf8_get_char (line->from)));
}

/* The line after the relation that begins at @i, which goes on in narrow lines. */
static guint
relation_end (const TlLayout *layout, guint i)
{
  guint end = i + 1;

  while (end < layout->lines->len && end <= i + RELATION_LINES
         && _tl_layout_line (layout, end)->width <= RELATION_WIDTH
         && page_number (_tl_layout_line (layout, end)) == 0)
    end++;
  /* A whole block of narrow lines is the text itself. */
  return end <= i + RELATION_LINES ? end : i + 1;
}

/* Marks the box round the motto in line @i. */
static void
mark_box (const TlLayout *layout, guint first, guint i, guint8 *marks)
{
  guint from = i;
  guint to = i + 1;

  while (from > first && in_box (_tl_layout_line (layout, from - 1)))
    from--;
  while (to < layout->lines->len && in_box (_tl_layout_line (layout, to)))
    to = is_relation (_tl_layout_line (layout, to)) ? relation_end (layout, to) : to + 1;
  for (guint k = from; k < to; k++)
    marks[k] = 1;
}

void
_tl_judgment_mark_displaced_head (const TlLayout *layout, guint first, guint8 *marks)
{
  for (guint i = first; i < MIN (layout->lines->len, first + BOX_LINES); i++)
    if (!marks[i] && is_motto (_tl_layout_line (layout, i)))
      mark_box (layout, first, i, marks);
}

void
_tl_judgment_leave_out (TlJudgmentStructure *self,
                        TlLayout *layout,
                        const char *text,
                        const guint8 *marks)
{
  g_autoptr (GArray) kept = g_array_sized_new (FALSE, FALSE, sizeof (TlLine), layout->lines->len);
  gboolean page = FALSE;

  for (guint i = 0; i < layout->lines->len; i++)
    {
      TlLine line = *_tl_layout_line (layout, i);

      page |= line.after_page;
      if (marks[i])
        {
          TlJudgmentSpan span = { (gsize)(line.from - text), (gsize)(line.to - text) };

          g_array_append_val (self->left_out, span);
          continue;
        }
      line.after_page = page;
      page = FALSE;
      g_array_append_val (kept, line);
    }
  g_array_unref (layout->lines);
  layout->lines = g_steal_pointer (&kept);
}

void
tl_judgment_structure_blank (const TlJudgmentStructure *self, char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  for (guint i = 0; i < self->left_out->len; i++)
    {
      const TlJudgmentSpan *span = &g_array_index (self->left_out, TlJudgmentSpan, i);

      memset (text + span->from, ' ', span->to - span->from);
    }
}
