/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf.h"

static TlPdfImage *
image_of (gsize bytes)
{
  TlPdfImage *image = g_new0 (TlPdfImage, 1);

  image->pixels = g_bytes_new_take (g_malloc0 (bytes), bytes);
  return image;
}

static void
it_never_grows_beyond_its_bound (void)
{
  g_autoptr (TlPdfCache) cache = tl_pdf_cache_new (1000);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *key = g_strdup_printf ("page %u", i % 37);

      tl_pdf_cache_put (cache, key, image_of (1 + i * 7 % 400));
      g_assert_cmpuint (tl_pdf_cache_get_bytes (cache), <=, 1000);
      g_assert_nonnull (tl_pdf_cache_get (cache, key));
    }
}

static void
the_least_recently_used_goes_first (void)
{
  g_autoptr (TlPdfCache) cache = tl_pdf_cache_new (300);
  TlPdfImage *a = image_of (100);

  tl_pdf_cache_put (cache, "a", a);
  tl_pdf_cache_put (cache, "b", image_of (100));
  tl_pdf_cache_put (cache, "c", image_of (100));
  g_assert_true (tl_pdf_cache_get (cache, "a") == a);
  tl_pdf_cache_put (cache, "d", image_of (100));
  g_assert_null (tl_pdf_cache_get (cache, "b"));
  g_assert_nonnull (tl_pdf_cache_get (cache, "a"));
  g_assert_nonnull (tl_pdf_cache_get (cache, "c"));
  g_assert_nonnull (tl_pdf_cache_get (cache, "d"));
  g_assert_cmpuint (tl_pdf_cache_get_bytes (cache), ==, 300);
}

static void
a_new_picture_takes_the_place_of_the_old (void)
{
  g_autoptr (TlPdfCache) cache = tl_pdf_cache_new (300);
  TlPdfImage *newer = image_of (50);

  tl_pdf_cache_put (cache, "a", image_of (200));
  tl_pdf_cache_put (cache, "a", newer);
  g_assert_true (tl_pdf_cache_get (cache, "a") == newer);
  g_assert_cmpuint (tl_pdf_cache_get_bytes (cache), ==, 50);
}

static void
what_is_larger_than_the_bound_is_not_kept (void)
{
  g_autoptr (TlPdfCache) cache = tl_pdf_cache_new (300);

  tl_pdf_cache_put (cache, "a", image_of (100));
  tl_pdf_cache_put (cache, "big", image_of (301));
  g_assert_null (tl_pdf_cache_get (cache, "big"));
  g_assert_nonnull (tl_pdf_cache_get (cache, "a"));
  tl_pdf_cache_put (cache, "a", image_of (301));
  g_assert_null (tl_pdf_cache_get (cache, "a"));
  g_assert_cmpuint (tl_pdf_cache_get_bytes (cache), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache/it-never-grows-beyond-its-bound", it_never_grows_beyond_its_bound);
  g_test_add_func ("/cache/the-least-recently-used-goes-first", the_least_recently_used_goes_first);
  g_test_add_func ("/cache/a-new-picture-takes-the-place-of-the-old",
                   a_new_picture_takes_the_place_of_the_old);
  g_test_add_func ("/cache/what-is-larger-than-the-bound-is-not-kept",
                   what_is_larger_than_the_bound_is_not_kept);
  return g_test_run ();
}
