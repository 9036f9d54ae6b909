/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "pdf/tl-pdf-geometry.h"

static const TlPdfPage a4 = { 595.276, 841.89 };

static void
a_page_is_sane_between_nothing_and_the_limit (void)
{
  static const struct
  {
    double width, height;
    gboolean sane;
  } cases[] = {
    { 595, 842, TRUE },    { 0.5, 0.5, TRUE },  { 14400, 14400, TRUE },   { 14400.5, 100, FALSE },
    { 100, 14401, FALSE }, { 0, 842, FALSE },   { 595, 0, FALSE },        { -595, 842, FALSE },
    { NAN, 842, FALSE },   { 595, NAN, FALSE }, { INFINITY, 842, FALSE }, { 595, -INFINITY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (_tl_pdf_page_is_sane (cases[i].width, cases[i].height), ==, cases[i].sane);
}

static void
a_tile_is_cut_to_the_page (void)
{
  static const struct
  {
    double scale;
    TlPdfTile wanted;
    TlPdfTile tile;
  } cases[] = {
    { 1, { 0, 0, 0, 0 }, { 0, 0, 596, 842 } },
    { 2, { 7, 9, 0, 0 }, { 0, 0, 1191, 1684 } },
    { 1, { 500, 800, 256, 256 }, { 500, 800, 96, 42 } },
    { 1, { -100, -50, 256, 256 }, { 0, 0, 156, 206 } },
    { 1, { -10, -10, G_MAXINT, G_MAXINT }, { 0, 0, 596, 842 } },
    { 0.001, { 0, 0, 0, 0 }, { 0, 0, 1, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TlPdfTile tile;

      g_assert_true (_tl_pdf_tile_resolve (a4, cases[i].scale, &cases[i].wanted, &tile, &error));
      g_assert_no_error (error);
      g_assert_cmpmem (&tile, sizeof tile, &cases[i].tile, sizeof tile);
    }
}

static void
a_tile_that_makes_no_sense_is_refused (void)
{
  static const struct
  {
    TlPdfPage page;
    double scale;
    TlPdfTile wanted;
    TlError code;
  } cases[] = {
    { { 595, 842 }, 0, { 0, 0, 0, 0 }, TL_ERROR_INPUT },
    { { 595, 842 }, -1, { 0, 0, 0, 0 }, TL_ERROR_INPUT },
    { { 595, 842 }, NAN, { 0, 0, 0, 0 }, TL_ERROR_INPUT },
    { { 595, 842 }, INFINITY, { 0, 0, 0, 0 }, TL_ERROR_INPUT },
    { { 595, 842 }, 101, { 0, 0, 10, 10 }, TL_ERROR_INPUT },
    { { 595, 842 }, 1, { 595, 0, 10, 10 }, TL_ERROR_INPUT },
    { { 595, 842 }, 1, { 0, -20, 10, 10 }, TL_ERROR_INPUT },
    { { 595, 842 }, 1, { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT }, TL_ERROR_INPUT },
    { { 595, 842 }, 1, { 10, 10, -5, 10 }, TL_ERROR_INPUT },
    { { 595, 842 }, 1, { 10, 10, 10, 0 }, TL_ERROR_INPUT },
    { { 14400, 14400 }, 1, { 0, 0, 0, 0 }, TL_ERROR_LIMIT },
    { { 14400, 14400 }, 100, { 0, 0, G_MAXINT, G_MAXINT }, TL_ERROR_LIMIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TlPdfTile tile;

      g_assert_false (
          _tl_pdf_tile_resolve (cases[i].page, cases[i].scale, &cases[i].wanted, &tile, &error));
      g_assert_error (error, TL_ERROR, (int)cases[i].code);
    }
}

static void
a_box_lies_on_its_page_with_its_corners_in_order (void)
{
  static const struct
  {
    double raw[4];
    TlPdfBox box;
  } cases[] = {
    { { 10, 20, 30, 40 }, { 10, 20, 30, 40 } },
    { { 30, 40, 10, 20 }, { 10, 20, 30, 40 } },
    { { -5, -5, 700, 900 }, { 0, 0, 595.276f, 841.89f } },
    { { NAN, 20, 30, NAN }, { 0, 0, 30, 20 } },
    { { -INFINITY, 0, INFINITY, 1 }, { 0, 0, 595.276f, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double *raw = cases[i].raw;
      TlPdfBox box = _tl_pdf_box_clean (a4, raw[0], raw[1], raw[2], raw[3]);

      g_assert_cmpmem (&box, sizeof box, &cases[i].box, sizeof box);
    }
}

static void
an_empty_box_adds_nothing_to_another (void)
{
  const TlPdfBox empty = { 0, 0, 0, 0 };
  const TlPdfBox a = { 10, 10, 20, 20 };
  const TlPdfBox b = { 15, 5, 30, 18 };
  const TlPdfBox both = { 10, 5, 30, 20 };
  TlPdfBox box;

  g_assert_true (_tl_pdf_box_is_empty (&empty));
  g_assert_false (_tl_pdf_box_is_empty (&a));
  box = _tl_pdf_box_union (&a, &empty);
  g_assert_cmpmem (&box, sizeof box, &a, sizeof a);
  box = _tl_pdf_box_union (&empty, &a);
  g_assert_cmpmem (&box, sizeof box, &a, sizeof a);
  box = _tl_pdf_box_union (&a, &b);
  g_assert_cmpmem (&box, sizeof box, &both, sizeof both);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/a-page-is-sane-between-nothing-and-the-limit",
                   a_page_is_sane_between_nothing_and_the_limit);
  g_test_add_func ("/geometry/a-tile-is-cut-to-the-page", a_tile_is_cut_to_the_page);
  g_test_add_func ("/geometry/a-tile-that-makes-no-sense-is-refused",
                   a_tile_that_makes_no_sense_is_refused);
  g_test_add_func ("/geometry/a-box-lies-on-its-page-with-its-corners-in-order",
                   a_box_lies_on_its_page_with_its_corners_in_order);
  g_test_add_func ("/geometry/an-empty-box-adds-nothing-to-another",
                   an_empty_box_adds_nothing_to_another);
  return g_test_run ();
}
