/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-line-private.h"

#include <string.h>

/* Lines of fewer letters are not called capitals. */
#define MIN_CAPITALS 6
/* In heights of the line. */
#define MAX_GAP     0.9F
#define SAME_EDGE   0.5F
#define SAME_MIDDLE 0.5F
/* The mark of a footnote: so much smaller than its line, so many characters, and so near to it. */
#define MARK_HEIGHT 0.85F
#define MARK_LENGTH 4
#define MARK_AWAY   1.5F
/* Of the widest line of the page: a centred line that is wider was broken for want of room. */
#define WIDE 0.7F

static const TlPdfSpan *
span_of (const TlPdfPlace *place)
{
  guint n;

  return &tl_pdf_page_text_get_spans (place->page, &n)[place->span];
}

static const char *
text_of (const TlPdfPlace *place, guint *length)
{
  const TlPdfSpan *span = span_of (place);

  *length = span->byte_to - span->byte_from;
  return tl_pdf_page_text_get_text (place->page)->text + span->byte_from;
}

gboolean
_tl_pdf_line_begins_with_marker (const TlPdfPlace *place)
{
  static const char *const words[]
      = { "Điều ", "Chương ", "Mục ", "Phần ", "- ", "– ", "+ ", "• " };
  guint length;
  const char *text = text_of (place, &length);
  guint figures = 0, letter;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (length >= strlen (words[i]) && strncmp (text, words[i], strlen (words[i])) == 0)
      return TRUE;
  if (length > 2 && text[0] == '[' && g_ascii_isdigit (text[1]))
    return TRUE;
  while (figures < MIN (length, 3) && g_ascii_isdigit (text[figures]))
    figures++;
  if (figures > 0 && figures < length)
    return text[figures] == '.' || text[figures] == ')';
  letter = length > 0 ? (guint)(g_utf8_next_char (text) - text) : 0;
  return letter > 0 && letter < length && g_unichar_isalpha (g_utf8_get_char (text))
         && text[letter] == ')';
}

gboolean
_tl_pdf_line_ends_a_sentence (const TlPdfPlace *place)
{
  guint length;
  const char *text = text_of (place, &length);

  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length >= 3 && memcmp (text + length - 3, "”", 3) == 0)
    length -= 3;
  return length > 0 && strchr (".;:!?\"", text[length - 1]) != NULL;
}

gboolean
_tl_pdf_line_is_mark (const TlPdfPlace *last, const TlPdfPlace *next)
{
  const TlPdfBox *mark = &span_of (last)->box;
  const TlPdfBox *line = &span_of (next)->box;
  float height = line->y2 - line->y1;
  guint length;
  const char *text = text_of (last, &length);

  if (last->page != next->page || length == 0 || length > MARK_LENGTH)
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && strchr ("*[]() ", text[i]) == NULL)
      return FALSE;
  return mark->y2 - mark->y1 < MARK_HEIGHT * height && mark->y2 > line->y1 && mark->y1 < line->y2
         && mark->x1 < line->x1 && line->x1 - mark->x2 < MARK_AWAY * height;
}

/* Whether the line has letters, and all of them are capitals. */
static gboolean
is_capitals (const TlPdfPlace *place)
{
  guint length, n = 0;
  const char *text = text_of (place, &length);

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_islower (letter))
        return FALSE;
      n += g_unichar_isupper (letter) ? 1 : 0;
    }
  return n >= MIN_CAPITALS;
}

static gboolean
are_centred (const TlPdfBox *a, const TlPdfBox *b)
{
  float height = a->y2 - a->y1;

  return ABS ((a->x1 + a->x2) - (b->x1 + b->x2)) < 2 * SAME_MIDDLE * height
         && ABS (a->x1 - b->x1) > SAME_EDGE * height;
}

/* The widest line of the page. */
static float
page_width (const TlPdfPlace *place)
{
  guint n;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (place->page, &n);
  float width = 0;

  for (guint i = 0; i < n; i++)
    width = MAX (width, spans[i].box.x2 - spans[i].box.x1);
  return width;
}

gboolean
_tl_pdf_line_goes_on (const TlPdfPlace *last,
                      const TlPdfPlace *next,
                      const TlPdfBox *a,
                      const TlPdfBox *b)
{
  float height = a->y2 - a->y1;
  guint length;
  const char *text = text_of (next, &length);

  if (b->y1 - a->y2 > MAX_GAP * height || length == 0)
    return FALSE;
  if (g_unichar_islower (g_utf8_get_char (text)))
    return (are_centred (a, b) || ABS (a->x1 - b->x1) < SAME_EDGE * height)
           && !_tl_pdf_line_begins_with_marker (next) && !_tl_pdf_line_ends_a_sentence (last);
  return are_centred (a, b) && a->x2 - a->x1 > b->x2 - b->x1
         && a->x2 - a->x1 > WIDE * page_width (last) && is_capitals (last) && is_capitals (next);
}

gboolean
_tl_pdf_line_is_apart (const TlPdfPlace *last,
                       const TlPdfPlace *next,
                       const TlPdfBox *a,
                       const TlPdfBox *b)
{
  gboolean marked = _tl_pdf_line_begins_with_marker (next);

  if (marked && _tl_pdf_line_begins_with_marker (last)
      && ABS (a->x1 - b->x1) < SAME_EDGE * (a->y2 - a->y1))
    return TRUE;
  return (marked || are_centred (a, b)) && is_capitals (last) && !is_capitals (next);
}
