/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-structure-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

/* Longer lines are paragraphs: no printed page holds as many characters in a line. */
#define PRINTED_WIDTH_MAX 160
/* A line this short (percent of the width) stands by itself. */
#define SHORT_LINE 70

static void
take_line (TlLayout *self, const char *from, const char *to, gboolean page)
{
  TlLine line = { from, to, (guint)g_utf8_strlen (from, to - from), page, { 0 } };

  _tl_label_read (from, to, &line.label);
  g_array_append_val (self->lines, line);
}

static void
read_lines (TlLayout *self, const char *text, TlNoiseFunc is_noise)
{
  const char *end = text + strlen (text);
  const char *p = text;
  gboolean page = TRUE;
  guint n = 0;

  while (p < end)
    {
      const char *stop = p + strcspn (p, "\n\f");
      const char *from = _tl_scan_blanks (p, stop);
      const char *to = _tl_scan_trim (from, stop);

      if (from < to && (!is_noise || !is_noise (from, to, n++)))
        {
          take_line (self, from, to, page);
          page = FALSE;
        }
      page |= *stop == '\f';
      p = stop < end ? stop + 1 : stop;
    }
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return x < y ? -1 : x > y;
}

/* Printed lines go on in the next one with a small letter; paragraphs do not. */
static void
judge (TlLayout *self)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint small = 0, plain = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (self, i);

      g_array_append_val (widths, line->width);
      if (line->label.kind != TL_LABEL_NONE)
        continue;
      plain++;
      if (i > 0 && _tl_line_starts_small (line))
        small += _tl_line_ended (_tl_layout_line (self, i - 1)) ? 0 : 1;
    }
  if (widths->len == 0)
    return;
  g_array_sort (widths, compare_widths);
  self->width = g_array_index (widths, guint, (widths->len - 1) * 9 / 10);
  self->printed = self->width < PRINTED_WIDTH_MAX && small * 6 > plain;
}

TlLayout *
_tl_layout_new (const char *text, TlNoiseFunc is_noise)
{
  TlLayout *self = g_new0 (TlLayout, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (TlLine));
  read_lines (self, text, is_noise);
  judge (self);
  return self;
}

void
_tl_layout_free (TlLayout *layout)
{
  if (!layout)
    return;
  g_array_unref (layout->lines);
  g_free (layout);
}

gboolean
_tl_line_ended (const TlLine *line)
{
  gunichar c = g_utf8_get_char (g_utf8_prev_char (line->to));

  return c == '.' || c == ';' || c == ':' || c == '?' || c == '!' || c == '/' || c == '"'
         || c == 0x201d || c == ']';
}

gboolean
_tl_line_starts_small (const TlLine *line)
{
  return g_unichar_islower (g_utf8_get_char (line->from));
}

static gboolean
starts_bullet (const TlLine *line)
{
  gunichar c = g_utf8_get_char (line->from);

  return c == '+' || c == '*' || c == 0x2022 || _tl_scan_dash (line->from, line->to) != NULL;
}

gboolean
_tl_layout_starts_paragraph (const TlLayout *layout, guint i)
{
  const TlLine *line = _tl_layout_line (layout, i);
  const TlLine *before = i > 0 ? _tl_layout_line (layout, i - 1) : NULL;

  if (!before)
    return TRUE;
  if (!layout->printed && !_tl_line_ended (before))
    return !_tl_line_starts_small (line) && !g_ascii_isdigit (*line->from)
           && line->label.kind != TL_LABEL_ARTICLE;
  if (!layout->printed)
    return TRUE;
  if (!_tl_line_ended (before))
    return FALSE;
  if (_tl_line_starts_small (line))
    return FALSE;
  if (g_ascii_isdigit (*line->from))
    return line->label.kind == TL_LABEL_CLAUSE;
  if (starts_bullet (line) || before->to[-1] == ':')
    return TRUE;
  return before->width * 100 < layout->width * 88;
}

gboolean
_tl_layout_starts_own_line (const TlLayout *layout, guint i)
{
  const TlLine *before = i > 0 ? _tl_layout_line (layout, i - 1) : NULL;

  if (_tl_layout_starts_paragraph (layout, i))
    return TRUE;
  return before && before->width * 100 < layout->width * SHORT_LINE
         && !_tl_line_starts_small (_tl_layout_line (layout, i));
}
