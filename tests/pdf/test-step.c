/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selection by keys: how far each moves its end, over pages that are made here. */
#include "config.h"

#include <string.h>

#include "pdf/tl-pdf-step.h"

#define MAX_PAGES 3
#define LINE      14.0F
#define LETTER    5.0F
#define COLUMN    250.0F

/* Every character has a box; a tab begins the second column. */
static TlPdfPageText *
make_page (const char *text)
{
  TlPdfText *map = g_new0 (TlPdfText, 1);
  float x = 50, y = 50;

  map->boxes = g_new0 (TlPdfBox, strlen (text) + 1);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), map->n_chars++)
    if (*at == '\n')
      {
        x = 50;
        y += LINE;
      }
    else if (*at == '\t')
      x = COLUMN;
    else
      {
        map->boxes[map->n_chars] = (TlPdfBox){ x, y, x + LETTER, y + 10 };
        x += LETTER;
      }
  map->text = g_strdup (text);
  return tl_pdf_page_text_new (map);
}

typedef struct
{
  const char *pages[MAX_PAGES];
  guint line;
  double column;
  const char *keys; /* l r, L R words, u d lines, < > ends of the line */
  guint page;
  guint at;
  gboolean stays; /* the last step finds nothing further */
} Case;

static const Case cases[] = {
  { { "Bị cáo\n" }, 0, 0, "r", 0, 1, FALSE },
  { { "Bị cáo\n" }, 0, 0, "rrl", 0, 1, FALSE },
  { { "Bị cáo\n" }, 0, 0, "l", 0, 0, TRUE },
  { { "Bị cáo\n" }, 0, 6, "r", 0, 6, TRUE },
  /* over the end of a line */
  { { "Bị cáo\ntrộm\n" }, 0, 6, "r", 0, 7, FALSE },
  { { "Bị cáo\ntrộm\n" }, 1, 0, "l", 0, 6, FALSE },
  /* words */
  { { "Bị cáo trộm\n" }, 0, 0, "R", 0, 2, FALSE },
  { { "Bị cáo trộm\n" }, 0, 1, "RR", 0, 6, FALSE },
  { { "Bị cáo trộm\n" }, 0, 5, "L", 0, 3, FALSE },
  { { "Bị cáo\ntrộm cắp\n" }, 0, 6, "R", 0, 11, FALSE },
  { { "Bị cáo\ntrộm cắp\n" }, 1, 0, "L", 0, 3, FALSE },
  /* lines */
  { { "Bị cáo\ntrộm cắp\n" }, 0, 3, "d", 0, 10, FALSE },
  { { "Bị cáo\ntrộm cắp\n" }, 1, 3, "u", 0, 3, FALSE },
  { { "Bị cáo đã\ntrộm\n" }, 0, 9, "d", 0, 14, FALSE },
  { { "Bị cáo\n" }, 0, 3, "d", 0, 3, TRUE },
  { { "Bị cáo\n" }, 0, 3, "u", 0, 3, TRUE },
  { { "Bị cáo\ntrộm\n" }, 0, 2, ">", 0, 6, FALSE },
  { { "Bị cáo\ntrộm\n" }, 1, 2, "<", 0, 7, FALSE },
  { { "Bị cáo\n" }, 0, 6, ">", 0, 6, TRUE },
  /* a column is not left by going down in it */
  { { "một\thai\nba\tbốn\nnăm\tsáu\n" }, 0, 1, "d", 0, 9, FALSE },
  { { "một\thai\nba\tbốn\nnăm\tsáu\n" }, 0, 1, "ddu", 0, 9, FALSE },
  { { "một\thai\nba\tbốn\nnăm\tsáu\n" }, 0, 41, "d", 0, 12, FALSE },
  /* over pages, also past one that is empty of text at its end */
  { { "một\n", "hai\n" }, 0, 3, "r", 1, 0, FALSE },
  { { "một\n", "hai\n" }, 0, 3, "rl", 0, 3, FALSE },
  { { "một\n", "hai\n" }, 0, 1, "d", 1, 1, FALSE },
  { { "một\n", "hai\n" }, 0, 1, "du", 0, 1, FALSE },
  { { "một\n", "" }, 0, 3, "r", 0, 3, TRUE },
};

static gboolean
press (GPtrArray *pages, char key, TlPdfPoint *point)
{
  static const struct
  {
    char key;
    TlPdfStep step;
    int direction;
  } keys[] = {
    { 'l', TL_PDF_STEP_CHARACTER, -1 }, { 'r', TL_PDF_STEP_CHARACTER, 1 },
    { 'L', TL_PDF_STEP_WORD, -1 },      { 'R', TL_PDF_STEP_WORD, 1 },
    { 'u', TL_PDF_STEP_LINE, -1 },      { 'd', TL_PDF_STEP_LINE, 1 },
    { '<', TL_PDF_STEP_LINE_END, -1 },  { '>', TL_PDF_STEP_LINE_END, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key)
      return tl_pdf_step ((TlPdfPageText *const *)pages->pdata, pages->len, 4, keys[i].step,
                          keys[i].direction, point);
  g_assert_not_reached ();
}

static void
a_key_moves_the_end_of_the_selection (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);
  TlPdfPoint point = { 4, 50 + test->column * LETTER, 55 + test->line * LINE };
  gboolean moved = FALSE;

  for (guint i = 0; i < MAX_PAGES && test->pages[i] != NULL; i++)
    g_ptr_array_add (pages, make_page (test->pages[i]));
  for (const char *key = test->keys; *key != '\0'; key++)
    moved = press (pages, *key, &point);
  g_assert_cmpint (moved, ==, !test->stays);
  g_assert_cmpuint (point.page, ==, 4 + test->page);
  g_assert_cmpuint (tl_pdf_page_text_locate (pages->pdata[test->page], point.x, point.y), ==,
                    test->at);
}

/* Onwards and back over every place, by letters and by words. */
static void
going_on_and_back_meets_every_place (void)
{
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);
  TlPdfPoint point = { 4, 50, 55 };
  guint on = 0, back = 0;

  g_ptr_array_add (pages, make_page ("một hai\tba\nbốn  năm\n\nsáu\tbảy\n"));
  g_ptr_array_add (pages, make_page ("tám\nchín mười\n"));
  while (press (pages, 'r', &point))
    g_assert_cmpuint (++on, <, 100);
  while (press (pages, 'l', &point))
    back++;
  g_assert_cmpuint (on, ==, back);
  g_assert_cmpuint (point.page, ==, 4);
  for (on = 0; press (pages, 'R', &point); on++)
    g_assert_cmpuint (on, <, 100);
  for (back = 0; press (pages, 'L', &point); back++)
    g_assert_cmpuint (back, <, 100);
  g_assert_cmpuint (on, ==, 10);
  g_assert_cmpuint (back, ==, 10);
}

static void
a_page_that_is_not_known_ends_the_way (void)
{
  g_autoptr (TlPdfPageText) page = make_page ("một\n");
  TlPdfPageText *pages[] = { page, NULL };
  TlPdfPoint point = { 0, 65, 55 };
  TlPdfPoint beyond = { 7, 65, 55 };

  g_assert_false (tl_pdf_step (pages, 2, 0, TL_PDF_STEP_CHARACTER, 1, &point));
  g_assert_cmpuint (point.page, ==, 0);
  g_assert_false (tl_pdf_step (pages, 2, 0, TL_PDF_STEP_LINE, 1, &beyond));
  beyond.page = 1;
  g_assert_false (tl_pdf_step (pages, 2, 0, TL_PDF_STEP_WORD, 1, &beyond));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/step/a-key-moves-the-end-of-the-selection/%u", i + 1);

      g_test_add_data_func (path, &cases[i], a_key_moves_the_end_of_the_selection);
    }
  g_test_add_func ("/step/going-on-and-back-meets-every-place",
                   going_on_and_back_meets_every_place);
  g_test_add_func ("/step/a-page-that-is-not-known-ends-the-way",
                   a_page_that_is_not_known_ends_the_way);
  return g_test_run ();
}
