/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-text-map.h"

#include <string.h>

#include "pdf/tl-pdf-geometry.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

static const TlPdfBox no_box;

static gboolean
is_space (char c)
{
  return g_ascii_isspace (c);
}

/* The end of the run of spaces, or of other bytes, that starts at @text. */
static const char *
run_end (const char *text)
{
  gboolean space = is_space (*text);

  while (*text != '\0' && is_space (*text) == space)
    text++;
  return text;
}

static TlPdfBox
union_of (const TlPdfBox *boxes, guint from, guint to)
{
  TlPdfBox box = no_box;

  for (guint i = from; i < to; i++)
    box = _tl_pdf_box_union (&box, &boxes[i]);
  return box;
}

/* Spreads the boxes of @n_from characters over @n_to, in order: exact when a repair changes no
 * count (TCVN3), and within one syllable otherwise (VNI, two characters a letter with marks). */
static void
spread (GArray *result, const TlPdfBox *boxes, guint n_from, guint n_to)
{
  for (guint i = 0; i < n_to; i++)
    {
      guint from = (guint)((guint64)i * n_from / n_to);
      guint to = (guint)((guint64)(i + 1) * n_from / n_to);
      TlPdfBox box = union_of (boxes, from, MAX (to, MIN (from + 1, n_from)));

      g_array_append_val (result, box);
    }
}

/* The boxes of @repaired, run by run of spaces and of syllables: a repair leaves spaces alone. */
static TlPdfBox *
repair_boxes (const char *raw, const TlPdfBox *boxes, guint n_raw, const char *repaired)
{
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (TlPdfBox));
  guint at = 0;

  while (*raw != '\0' && *repaired != '\0' && is_space (*raw) == is_space (*repaired))
    {
      const char *raw_end = run_end (raw);
      const char *repaired_end = run_end (repaired);
      guint count = (guint)g_utf8_strlen (raw, raw_end - raw);

      spread (result, boxes + at, count, (guint)g_utf8_strlen (repaired, repaired_end - repaired));
      at += count;
      raw = raw_end;
      repaired = repaired_end;
    }
  /* Nothing is left unless the repair did change spaces. */
  spread (result, boxes + at, n_raw - at, (guint)g_utf8_strlen (repaired, -1));
  return g_array_steal (result, NULL);
}

/* The boxes of @normal from those of @source, of which @map says where each byte came from: a
 * character has the source from its own place up to that of the next. */
static TlPdfBox *
normal_boxes (const char *source,
              const TlPdfBox *boxes,
              guint n_source,
              const char *normal,
              guint n_normal,
              const TlOffsetMap *map)
{
  TlPdfBox *result = g_new0 (TlPdfBox, MAX (1, n_normal));
  const char *at = source, *to = normal;
  guint index = 0;

  for (guint i = 0; i < n_normal; i++)
    {
      const char *end;
      guint first;

      for (end = source + tl_offset_map_to_source (map, (gsize)(to - normal));
           i == 0 && index < n_source && at < end; index++)
        at = g_utf8_next_char (at);
      first = index;
      to = g_utf8_next_char (to);
      for (end = source + tl_offset_map_to_source (map, (gsize)(to - normal));
           index < n_source && at < end; index++)
        at = g_utf8_next_char (at);
      if (first < index)
        result[i] = union_of (boxes, first, index);
      else if (i > 0)
        result[i] = result[i - 1];
    }
  return result;
}

/* What has to go between two characters that stand together in the text, or 0. */
static char
separator (const char *first, const char *second, const TlPdfBox *boxes)
{
  static const char separators[]
      = { [TL_PDF_GAP_NONE] = 0, [TL_PDF_GAP_COLUMN] = '\t', [TL_PDF_GAP_LINE] = '\n' };

  if (is_space (*first) || is_space (*second) || *second == '\0')
    return 0;
  return separators[_tl_pdf_box_gap (&boxes[0], &boxes[1])];
}

/* Copies @raw and its boxes, with what separates columns and lines put between them, and with an
 * empty box for every character that has none. */
static char *
separate (const char *raw, const TlPdfBox *boxes, guint n_boxes, GArray *out_boxes)
{
  g_autoptr (GString) text = g_string_sized_new (strlen (raw) + 16);
  const char *begun = raw;
  const char *at = raw;

  for (guint i = 0; *at != '\0'; i++)
    {
      const char *next = g_utf8_next_char (at);
      char between = i + 1 < n_boxes ? separator (at, next, boxes + i) : 0;

      g_array_append_val (out_boxes, *(i < n_boxes ? &boxes[i] : &no_box));
      if (between != 0)
        {
          g_string_append_len (text, begun, next - begun);
          g_string_append_c (text, between);
          g_array_append_val (out_boxes, no_box);
          begun = next;
        }
      at = next;
    }
  g_string_append (text, begun);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
end_in_line_break (char *text)
{
  gsize length = strlen (text);

  if (length == 0 || text[length - 1] == '\n')
    return text;
  text = g_realloc (text, length + 2);
  memcpy (text + length, "\n", 2);
  return text;
}

/* The boxes that go with @result's text, which was @separated, then @repaired. */
static void
add_boxes (TlPdfText *result,
           const char *separated,
           GArray *boxes,
           const char *repaired,
           const TlOffsetMap *map)
{
  g_autofree TlPdfBox *moved = NULL;
  const TlPdfBox *source_boxes = (gconstpointer)boxes->data;
  guint n_source = boxes->len;

  if (strcmp (separated, repaired) != 0)
    {
      moved = repair_boxes (separated, source_boxes, n_source, repaired);
      source_boxes = moved;
      n_source = (guint)g_utf8_strlen (repaired, -1);
    }
  result->boxes
      = normal_boxes (repaired, source_boxes, n_source, result->text, result->n_chars, map);
  /* One more, should a line break come at the end. */
  result->boxes = g_renew (TlPdfBox, result->boxes, result->n_chars + 1);
  result->boxes[result->n_chars] = no_box;
}

TlPdfText *
_tl_pdf_text_map (const char *raw, const TlPdfBox *boxes, guint n_boxes, gboolean keep_boxes)
{
  TlPdfText *result = g_new0 (TlPdfText, 1);
  g_autoptr (GArray) separated_boxes = g_array_sized_new (FALSE, FALSE, sizeof (TlPdfBox), n_boxes);
  g_autofree char *separated = separate (raw, boxes, n_boxes, separated_boxes);
  g_autofree char *repaired = tl_legacy_repair (separated, -1);
  g_autoptr (TlOffsetMap) map = NULL;

  result->text = tl_text_normalize (repaired, -1, keep_boxes ? &map : NULL);
  result->n_chars = (guint)g_utf8_strlen (result->text, -1);
  if (keep_boxes)
    add_boxes (result, separated, separated_boxes, repaired, map);
  result->text = end_in_line_break (result->text);
  result->n_chars = (guint)g_utf8_strlen (result->text, -1);
  return result;
}
