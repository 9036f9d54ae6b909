/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf/tl-pdf-geometry.h"
#include "pdf/worker/tl-pdf-text-map.h"

#define WIDTH  10.0f
#define HEIGHT 12.0f

/* One box a character, side by side, a line every HEIGHT * 2; '|' is left out of the text and jumps
 * to the next column, 100 to the right. */
static char *
lay_out (const char *drawing, GArray *boxes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  float x = 0, y = 0;

  for (const char *at = drawing; *at != '\0'; at = g_utf8_next_char (at))
    {
      TlPdfBox box = { x, y, x + WIDTH, y + HEIGHT };

      if (*at == '|')
        {
          x += 100;
          continue;
        }
      g_string_append_unichar (text, g_utf8_get_char (at));
      g_array_append_val (boxes, box);
      x = *at == '\n' ? 0 : x + WIDTH;
      y += *at == '\n' ? HEIGHT * 2 : 0;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static TlPdfText *
map (const char *drawing, gboolean keep_boxes)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (TlPdfBox));
  g_autofree char *raw = lay_out (drawing, boxes);

  return _tl_pdf_text_map (raw, (gconstpointer)boxes->data, boxes->len, keep_boxes);
}

static void
text_is_repaired_and_brought_to_its_normal_form (void)
{
  static const struct
  {
    const char *drawing, *text;
  } cases[] = {
    { "", "" },
    { "abc", "abc\n" },
    { "abc\n", "abc\n" },
    { "Đie\u0302\u0300u 5", "Điều 5\n" },
    { "một\u00a0hai", "một hai\n" },
    { "a\u00adb", "ab\n" },
    { "a\r\nb", "a\nb\n" },
    { "một|hai", "một\thai\n" },
    { "1|10|1,50\n2|11|1,90", "1\t10\t1,50\n2\t11\t1,90\n" },
    { "một |hai", "một hai\n" },
    { "§iÒu 5. C«ng d©n cã quyÒn", "Điều 5. Công dân có quyền\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlPdfText) with = map (cases[i].drawing, TRUE);
      g_autoptr (TlPdfText) without = map (cases[i].drawing, FALSE);

      g_assert_cmpstr (with->text, ==, cases[i].text);
      g_assert_cmpstr (without->text, ==, cases[i].text);
      g_assert_cmpuint (with->n_chars, ==, g_utf8_strlen (with->text, -1));
      g_assert_cmpuint (without->n_chars, ==, with->n_chars);
      g_assert_nonnull (with->boxes);
      g_assert_null (without->boxes);
    }
}

static void
assert_box (const TlPdfText *text, guint index, float x1, float x2)
{
  const TlPdfBox *box = &text->boxes[index];

  g_assert_cmpfloat (box->x1, ==, x1);
  g_assert_cmpfloat (box->x2, ==, x2);
}

static void
a_composed_character_has_the_boxes_of_its_parts (void)
{
  g_autoptr (TlPdfText) text = map ("ae\u0302\u0300b", TRUE);

  g_assert_cmpstr (text->text, ==, "aềb\n");
  assert_box (text, 0, 0, 10);
  assert_box (text, 1, 10, 40);
  assert_box (text, 2, 40, 50);
  g_assert_true (_tl_pdf_box_is_empty (&text->boxes[3]));
}

static void
boxes_stay_behind_a_tab_and_a_dropped_character (void)
{
  g_autoptr (TlPdfText) text = map ("\u200bab\u00adc|d", TRUE);

  g_assert_cmpstr (text->text, ==, "abc\td\n");
  assert_box (text, 0, 10, 20);
  assert_box (text, 1, 20, 40);
  assert_box (text, 2, 40, 50);
  g_assert_true (_tl_pdf_box_is_empty (&text->boxes[3]));
  assert_box (text, 4, 150, 160);
}

static void
boxes_follow_a_repair_that_changes_the_count (void)
{
  /* VNI: Ñieàu 5, two characters for ề. */
  g_autoptr (TlPdfText) text = map ("Ñieàu 5 cuûa Boä luaät", TRUE);
  const char *five = strchr (text->text, '5');
  guint index = (guint)g_utf8_strlen (text->text, five - text->text);

  g_assert_cmpstr (text->text, ==, "Điều 5 của Bộ luật\n");
  assert_box (text, 0, 0, 10);
  assert_box (text, index, 60, 70);
  assert_box (text, index + 2, 80, 90);
}

static void
missing_boxes_are_empty (void)
{
  const TlPdfBox one = { 0, 0, WIDTH, HEIGHT };
  g_autoptr (TlPdfText) some = _tl_pdf_text_map ("abc", &one, 1, TRUE);
  g_autoptr (TlPdfText) none = _tl_pdf_text_map ("abc", NULL, 0, TRUE);

  g_assert_cmpstr (some->text, ==, "abc\n");
  g_assert_false (_tl_pdf_box_is_empty (&some->boxes[0]));
  g_assert_true (_tl_pdf_box_is_empty (&some->boxes[1]));
  g_assert_true (_tl_pdf_box_is_empty (&none->boxes[2]));
}

static void
only_a_gap_separates (void)
{
  static const struct
  {
    TlPdfBox first, second;
    TlPdfGap gap;
  } cases[] = {
    { { 0, 0, 10, 12 }, { 10, 0, 20, 12 }, TL_PDF_GAP_NONE },
    { { 0, 0, 10, 12 }, { 13, 0, 20, 12 }, TL_PDF_GAP_NONE },
    { { 0, 0, 10, 12 }, { 14, 0, 20, 12 }, TL_PDF_GAP_COLUMN },
    { { 50, 0, 60, 12 }, { 0, 0, 10, 12 }, TL_PDF_GAP_COLUMN },
    { { 0, 0, 10, 12 }, { 50, 20, 60, 32 }, TL_PDF_GAP_LINE },
    { { 50, 20, 60, 32 }, { 0, 0, 10, 12 }, TL_PDF_GAP_LINE },
    /* a superscript, a mark over its letter, vertical writing */
    { { 0, 0, 10, 12 }, { 10, -3, 15, 5 }, TL_PDF_GAP_NONE },
    { { 0, 0, 10, 12 }, { 2, -2, 8, 3 }, TL_PDF_GAP_NONE },
    { { 0, 30, 12, 36 }, { 0, 24, 12, 30 }, TL_PDF_GAP_NONE },
    /* nothing is known about it */
    { { 0, 0, 10, 12 }, { 0, 0, 0, 0 }, TL_PDF_GAP_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (_tl_pdf_box_gap (&cases[i].first, &cases[i].second), ==, cases[i].gap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-map/text-is-repaired-and-brought-to-its-normal-form",
                   text_is_repaired_and_brought_to_its_normal_form);
  g_test_add_func ("/text-map/a-composed-character-has-the-boxes-of-its-parts",
                   a_composed_character_has_the_boxes_of_its_parts);
  g_test_add_func ("/text-map/boxes-stay-behind-a-tab-and-a-dropped-character",
                   boxes_stay_behind_a_tab_and_a_dropped_character);
  g_test_add_func ("/text-map/boxes-follow-a-repair-that-changes-the-count",
                   boxes_follow_a_repair_that_changes_the_count);
  g_test_add_func ("/text-map/missing-boxes-are-empty", missing_boxes_are_empty);
  g_test_add_func ("/text-map/only-a-gap-separates", only_a_gap_separates);
  return g_test_run ();
}
