/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text with any boxes: the first byte says how many characters have one and how wide they are.
 */
#include "config.h"

#include <stdint.h>

#include "pdf/worker/tl-pdf-text-map.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static TlPdfBox *
make_boxes (const uint8_t *data, size_t size, guint count)
{
  TlPdfBox *boxes = g_new (TlPdfBox, MAX (1, count));

  for (guint i = 0; i < count; i++)
    {
      float x = data[i % size], y = data[i * 7 % size];

      boxes[i] = (TlPdfBox){ x, y, x + data[0] % 16, y + data[0] / 16 };
    }
  return boxes;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = NULL;
  g_autofree TlPdfBox *boxes = NULL;
  g_autoptr (TlPdfText) with = NULL;
  g_autoptr (TlPdfText) without = NULL;
  guint count;

  if (size == 0)
    return 0;
  raw = g_utf8_make_valid ((const char *)data + 1, (gssize)size - 1);
  count = (guint)g_utf8_strlen (raw, -1);
  count -= MIN (count, data[0] % 3u);
  boxes = make_boxes (data, size, count);
  with = _tl_pdf_text_map (raw, boxes, count, TRUE);
  without = _tl_pdf_text_map (raw, boxes, count, FALSE);
  g_assert_cmpstr (with->text, ==, without->text);
  g_assert_true (g_utf8_validate (with->text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (with->text, -1), ==, with->n_chars);
  g_assert_cmpuint (with->n_chars, ==, without->n_chars);
  g_assert_true (with->n_chars == 0 || g_str_has_suffix (with->text, "\n"));
  for (guint i = 0; i < with->n_chars; i++)
    g_assert_true (with->boxes[i].x1 <= with->boxes[i].x2
                   && with->boxes[i].y1 <= with->boxes[i].y2);
  return 0;
}
