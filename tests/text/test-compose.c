/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "text/tl-compose.h"

/* Where pieces are cut must not be seen: letters, marks, single letters of Hangul, vowels of Indic
 * scripts, what decomposes to marks. */
static const gunichar letters[] = {
  'a',   'o',   ' ',   '\n',  0xe0,   0x1eb9,  0x1ed1,  0x110,   0x300,   0x302,  0x309,  0x323,
  0x31b, 0x344, 0x340, 0x345, 0x3b1,  0x1f00,  0x1100,  0x1161,  0x11a8,  0xac00, 0xac01, 0x9c7,
  0x9be, 0x9d7, 0xb47, 0xb56, 0x1025, 0x102e,  0x4e2d,  0xf900,  0x212b,  0x430,  0x306,  0x483,
  0x635, 0x653, 0x627, 0x5d0, 0x5b7,  0x1d15e, 0x2f800, 0x11099, 0x110ba,
};

static void
pieces_are_what_the_whole_is (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint run = 0; run < 400; run++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *whole = NULL;
      g_autofree char *pieces = NULL;

      for (int n = g_rand_int_range (random, 0, 900); n > 0; n--)
        g_string_append_unichar (
            text, letters[g_rand_int_range (random, 0, (gint32)G_N_ELEMENTS (letters))]);
      whole = g_utf8_normalize (text->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      pieces = tl_text_compose (text->str);
      g_assert_cmpstr (pieces, ==, whole);
    }
}

static void
marks_without_end_are_not_safe (void)
{
  static const struct
  {
    guint marks;
    gboolean safe;
  } cases[] = { { 0, TRUE }, { 2, TRUE }, { 30, TRUE }, { 31, FALSE }, { 5000, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new ("bo");

      for (guint n = 0; n < cases[i].marks; n++)
        g_string_append_unichar (text, n % 2 == 0 ? 0x301 : 0x323);
      g_string_append (text, "ng");
      g_assert_true (tl_text_is_stream_safe (text->str) == cases[i].safe);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/pieces are what the whole is", pieces_are_what_the_whole_is);
  g_test_add_func ("/compose/marks without end are not safe", marks_without_end_are_not_safe);
  return g_test_run ();
}
