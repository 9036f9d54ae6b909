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
#define NOTE_LINES       4
#define SUBJECT_REACH    60

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

/* Whether line @i goes on like the footnote of a consolidated text, whose mark in the text may be
 * lost: "Khoản này được sửa đổi, bổ sung theo quy định tại Điều 8 của …, có hiệu lực kể từ ngày …"
 */
static gboolean
reads_as_note (const TlLayout *layout, guint i, guint to)
{
  static const char *const changes[]
      = { "duoc sua doi", "duoc bo sung", "duoc thay the", "duoc bai bo", "bi bai bo", "duoc bo" };
  const char *from, *end;
  gboolean change = FALSE;

  if (i >= to)
    return FALSE;
  from = _tl_layout_line (layout, i)->from;
  end = _tl_layout_line (layout, MIN (i + NOTE_LINES, to) - 1)->to;
  for (guint k = 0; k < G_N_ELEMENTS (changes) && !change; k++)
    change = _tl_scan_find (from, end, changes[k], NULL) != NULL;
  /* "…, có hiệu lực kể từ ngày …, quy định như sau:" */
  if (_tl_scan_find (from, end, "co hieu luc", NULL))
    return change || _tl_scan_find (from, end, "quy dinh nhu sau", NULL);
  return change && _tl_scan_find (from, end, "theo quy dinh tai", NULL);
}

/* Whether line @i begins a note in words that no text begins with: "Khoản này được …", "Tên của
 * Điều này được …", "Cụm từ “…” được …", "Điều 15 của Nghị định số …, có hiệu lực …, quy định như
 * sau". */
static gboolean
begins_as_note (const TlLayout *layout, guint i, guint to)
{
  static const char *const subjects[] = { "nay duoc", "nay bi" };
  const TlLine *line = i < to ? _tl_layout_line (layout, i) : NULL;
  const char *from = line ? line->from : NULL;
  const char *reach, *after;
  int value;

  if (!line || !g_unichar_isupper (g_utf8_get_char (from)) || !reads_as_note (layout, i, to))
    return FALSE;
  reach = line->to - from > SUBJECT_REACH ? from + SUBJECT_REACH : line->to;
  for (guint k = 0; k < G_N_ELEMENTS (subjects); k++)
    if (_tl_scan_find (from, reach, subjects[k], NULL))
      return TRUE;
  if (_tl_scan_word (from, line->to, "cum tu"))
    return TRUE;
  after = _tl_scan_word (from, line->to, "dieu");
  after = after ? _tl_scan_number (_tl_scan_spaces (after, line->to), line->to, 3, &value) : NULL;
  after = after ? _tl_scan_word (_tl_scan_spaces (after, line->to), line->to, "cua") : NULL;
  return after
         && _tl_scan_find (from, _tl_layout_line (layout, MIN (i + NOTE_LINES, to) - 1)->to,
                           "quy dinh nhu sau", NULL)
                != NULL;
}

/* The number of the footnote that begins in line @i, alone or before its text ("16 Khoản này được
 * sửa đổi, …"), or 0; @reads is set when the note's wording tells that it is one. */
static int
note_number (const TlLayout *layout, guint i, guint to, gboolean *reads)
{
  TlLine *line = &g_array_index (layout->lines, TlLine, i);
  const char *from = line->from;
  const char *after;
  int value;

  if ((value = number_alone (line)) > 0)
    {
      *reads = begins_as_note (layout, i + 1, to);
      return value;
    }
  after = _tl_scan_number (from, line->to, 3, &value);
  if (!after || after >= line->to || *after != ' ')
    return 0;
  line->from = _tl_scan_spaces (after, line->to);
  *reads = line->from < line->to && begins_as_note (layout, i, to);
  line->from = from;
  return *reads ? value : 0;
}

/* Where the footnotes really begin when number @at is the first that was found: superscripts can be
 * written after the text that they stand before. */
static guint
before_first_number (const TlLayout *layout, guint from, guint at)
{
  for (guint i = at; i > from && at - i < 2 * NOTE_LINES; i--)
    if (begins_as_note (layout, i - 1, at))
      return i - 1;
  return at;
}

/* The line of page [@from, @to) where its footnotes begin, or @to. Their numbers go on through the
 * text; some may have been taken for page numbers before. A text that begins in the middle of a
 * document begins with any number: then mark and wording must both speak for it. */
static guint
notes_begin (const TlLayout *layout, guint from, guint to, int next)
{
  guint8 marks[NOTE_MAX + 1] = { 0 };

  for (guint i = from; i < to; i++)
    {
      gboolean reads = FALSE;
      int number = note_number (layout, i, to, &reads);

      if (number > 0
          && (number >= next && number <= next + NOTES_LOST_MAX
                  ? reads || (marks[number] && i + 1 < to)
                  : next == 1 && reads && marks[number]))
        return before_first_number (layout, from, i);
      note_marks (_tl_layout_line (layout, i), marks);
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
          gboolean reads;
          int number = note_number (layout, i, to, &reads);

          if (number >= next && (i == notes || number <= next + NOTES_LOST_MAX))
            next = number + 1;
        }
    }
  g_array_unref (layout->lines);
  layout->lines = g_steal_pointer (&kept);
}
