/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-structure-private.h"

#include <string.h>

#include "law/tl-scan-private.h"
#include "text/tl-gazette.h"

#define RUNNING_HEAD_MAX 120
#define STAMP_LINES      16
#define NOTE_MAX         999
#define NOTES_LOST_MAX   8

/* Lines that the stamp of a digital signature leaves at the head of an official PDF. */
static const char *const stamp_words[]
    = { "nguoi ky:", "ky boi:", "email:", "thoi gian ky:", "ngay ky:", "co quan:" };

static gboolean
is_rule (const char *from, const char *to)
{
  for (; from < to; from = g_utf8_next_char (from))
    if (*from != '_' && *from != ' ' && *from != '*' && !_tl_scan_dash (from, to))
      return FALSE;
  return TRUE;
}

/* A number alone is a page number or begins a footnote; which, _tl_layout_drop_notes() tells. */
static gboolean
is_number_alone (const char *from, const char *to)
{
  int value;

  return _tl_scan_number (from, to, 4, &value) == to;
}

gboolean
_tl_page_noise (const char *from, const char *to, guint n)
{
  gboolean digit = FALSE;

  if (is_rule (from, to))
    return TRUE;
  if (to - from < RUNNING_HEAD_MAX && !is_number_alone (from, to))
    {
      for (const char *p = from; p < to && !digit; p++)
        digit = g_ascii_isdigit (*p);
      if (digit)
        {
          g_autofree char *copy = g_strndup (from, (gsize)(to - from));

          if (tl_gazette_is_running_head (copy))
            return TRUE;
        }
    }
  for (guint i = 0; n < STAMP_LINES && i < G_N_ELEMENTS (stamp_words); i++)
    if (_tl_scan_match (from, to, stamp_words[i]))
      return TRUE;
  return FALSE;
}

static int
number_alone (const TlLine *line)
{
  int value;

  /* Up to NOTE_MAX. */
  return _tl_scan_number (line->from, line->to, 3, &value) == line->to ? value : 0;
}

/* Notes in @marks the numbers that stand in the line as footnotes' marks: glued to a word or to a
 * unit's own mark. */
static void
note_marks (const TlLine *line, guint8 marks[NOTE_MAX + 1])
{
  for (const char *p = line->from; p < line->to; p++)
    {
      const char *after;
      int value;

      if (!g_ascii_isdigit (*p))
        continue;
      after = _tl_scan_number (p, line->to, 9, &value);
      if (!after)
        return;
      if (value > 0 && value <= NOTE_MAX && p > line->from && !strchr (" /-", p[-1])
          && (after >= line->to || !g_unichar_isalnum (g_utf8_get_char (after))))
        marks[value] = 1;
      p = after - 1;
    }
}

/* The line of page [@from, @to) where its footnotes begin, or @to. Their numbers go on through the
 * text; some may have been taken for page numbers before. */
static guint
notes_begin (const TlLayout *layout, guint from, guint to, int next)
{
  guint8 marks[NOTE_MAX + 1] = { 0 };

  for (guint i = from; i + 1 < to; i++)
    {
      const TlLine *line = _tl_layout_line (layout, i);
      int number = number_alone (line);

      if (number >= next && number <= next + NOTES_LOST_MAX && marks[number])
        return i;
      note_marks (line, marks);
    }
  return to;
}

static guint
page_end (const TlLayout *layout, guint from)
{
  guint to = from + 1;

  while (to < layout->lines->len && !_tl_layout_line (layout, to)->after_page)
    to++;
  return to;
}

void
_tl_layout_drop_notes (TlLayout *layout)
{
  g_autoptr (GArray) kept = g_array_sized_new (FALSE, FALSE, sizeof (TlLine), layout->lines->len);
  int next = 1;
  guint to;

  for (guint from = 0; from < layout->lines->len; from = to)
    {
      guint notes;

      to = page_end (layout, from);
      notes = notes_begin (layout, from, to, next);
      for (guint i = from; i < notes; i++)
        if (number_alone (_tl_layout_line (layout, i)) == 0)
          g_array_append_vals (kept, _tl_layout_line (layout, i), 1);
      for (guint i = notes; i < to; i++)
        {
          int number = number_alone (_tl_layout_line (layout, i));

          if (number >= next && number <= next + NOTES_LOST_MAX)
            next = number + 1;
        }
    }
  g_array_unref (layout->lines);
  layout->lines = g_steal_pointer (&kept);
}
